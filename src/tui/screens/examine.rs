//! The examiner's lint: what a reviewer would point at, each with where that comes from; no verdict changes.

use crate::domain::examine::{Reach, Remark, examine};
use crate::domain::text::{pick, tr};
use crate::report::carriers::name;
use crate::report::examine::{check, origin, source, surveillance};
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::list::{List, ListAndText};
use crate::tui::screens::{Screen, has_reference_date};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// State of the screen.
#[derive(Debug, Default)]
pub struct ExaminePage {
    remarks: Vec<Remark>,
    edits: u64,
    list: List,
    /// Which of the entries and rows that the selected remark names.
    target: usize,
    scroll: usize,
}

fn refresh(screen: &mut ExaminePage, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let (pack, references, assessment) = (&session.pack, &session.references, &session.assessment);
    let day = assessment.profile.reference_date;
    screen.remarks = day.map_or_else(Vec::new, |day| examine(pack, references, assessment, day));
    screen.edits = session.revision();
}

impl ExaminePage {
    /// What the selected remark names: entries of registers first, then rows.
    fn targets(&self, session: &Session) -> Vec<Goal> {
        let Some(remark) = self.remarks.get(self.list.at) else { return Vec::new() };
        let known = |id: &&String| Tab::holding(&session.assessment, id).is_some();
        let facts = remark.facts.iter().filter(known).cloned().map(Goal::Entry);
        facts.chain(remark.rows.iter().copied().map(Goal::Row)).collect()
    }
}

impl Screen for ExaminePage {
    /// Looks at the assessment as an examiner would.
    fn begin(&mut self, desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        if !has_reference_date(desktop, "審査の目で点検できます", "an examiner's eyes can look") {
            return false;
        }
        *self = Self::default();
        refresh(self, desktop);
        true
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return false };
        let targets = self.targets(session);
        let page = usize::from(areas(desktop.size).list.height);
        match action {
            Action::Left => self.target = self.target.saturating_sub(1),
            Action::Right | Action::NextPane => {
                self.target = (self.target + 1) % targets.len().max(1);
            }
            Action::ScrollUp => self.scroll = self.scroll.saturating_sub(1),
            Action::ScrollDown => self.scroll += 1,
            Action::Open => jump(self, desktop, &targets),
            _ if self.list.travel(action, page) => (self.target, self.scroll) = (0, 0),
            _ => return false,
        }
        true
    }

    /// Keeps the list true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != session.revision() {
            refresh(self, desktop);
        }
        let areas = areas(desktop.size);
        self.list.settle(self.remarks.len(), usize::from(areas.list.height));
        let Some(session) = &desktop.session else { return };
        let targets = self.targets(session).len();
        let lines = details(self, desktop, session, areas.text.width).len();
        self.target = self.target.min(targets.saturating_sub(1));
        self.scroll = self.scroll.min(areas.most(lines));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let (lang, width) = (desktop.lang(), canvas.area().width);
        let areas = areas(desktop.size);
        file_header(desktop, canvas, pick(lang, "審査の目で点検", "Through an examiner's eyes"));
        let muted = canvas.theme.muted;
        canvas.text(1, 2, &surveillance(lang), muted, width - 2);
        canvas.text(1, 3, pick(lang, "出所", "From"), muted, 10);
        canvas.text(12, 3, pick(lang, "指摘", "Remark"), muted, 20);
        canvas.right(width - 1, 3, &found(self, desktop), muted);
        for (y, at, remark) in self.list.shown(areas.list, &self.remarks) {
            line(desktop, session, canvas, (y, remark, at == self.list.at));
        }
        if self.remarks.is_empty() {
            let text = pick(lang, "指摘はありません。", "There is nothing to point at.");
            canvas.text(1, areas.list.y, text, canvas.theme.plain, width - 2);
        }
        areas.draw_text(lang, canvas, &details(self, desktop, session, areas.text.width), self.scroll);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }
}

/// Goes to the selected entry or question; Esc comes back.
fn jump(screen: &mut ExaminePage, desktop: &mut Desktop, targets: &[Goal]) {
    match targets.get(screen.target) {
        Some(goal) => desktop.show(goal.clone(), WayBack::Here),
        None => desktop.notify(
            "この指摘には、台帳や設問の行がありません。",
            "This remark names no entry and no question.",
        ),
    }
}

fn areas(size: (u16, u16)) -> ListAndText {
    ListAndText::below(4, size, |rows| rows / 2)
}

fn found(screen: &ExaminePage, desktop: &Desktop) -> String {
    let remarks = &screen.remarks;
    let judged = remarks.iter().filter(|remark| remark.check.reach() == Reach::Registers).count();
    tr!(
        desktop.lang(),
        ("指摘 {judged}件  判定は変わりません"),
        ("{judged} {}; no verdict changes", if judged == 1 { "remark" } else { "remarks" })
    )
}

fn line(
    desktop: &Desktop,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (y, remark, focused): (u16, &Remark, bool),
) {
    let (lang, width) = (desktop.lang(), canvas.area().width);
    let style = if focused { canvas.theme.focus } else { canvas.theme.plain };
    let (muted, plain) = (canvas.theme.muted, canvas.theme.plain);
    canvas.text(1, y, &origin(lang, remark.check.source()), muted, 10);
    let middle = (width * 3 / 5).max(40);
    canvas.text(12, y, check(lang, remark.check), style, middle.saturating_sub(13));
    let facts = remark.facts.iter().map(|id| name(&session.assessment, id));
    let rows = remark.rows.iter().map(|&at| session.pack.rows()[at].title.get(lang).to_owned());
    let names: Vec<String> = facts.chain(rows).collect();
    canvas.text(middle, y, &names.join(pick(lang, "、", ", ")), plain, width.saturating_sub(middle + 1));
}

/// The selected remark in full: where it comes from, the entries and rows it names.
fn details(screen: &ExaminePage, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(remark) = screen.remarks.get(screen.list.at) else { return lines };
    lines.paragraph(0, check(lang, remark.check), theme.title);
    lines.paragraph(0, &source(lang, remark.check.source()), theme.muted);
    for (at, target) in screen.targets(session).into_iter().enumerate() {
        let text = match target {
            Goal::Entry(id) => name(&session.assessment, &id),
            Goal::Register(_) | Goal::RegisterOfRow(_) | Goal::Category(_) => continue,
            Goal::Row(row) => {
                let requirement = &session.pack.rows()[row];
                let verdict = words::verdict(lang, session.findings.at(row).outcome.verdict());
                format!("{}  {}: {verdict}", requirement.clause, requirement.title.get(lang))
            }
        };
        let chosen = at == screen.target;
        let style = if chosen { theme.shadow } else { theme.plain };
        lines.paragraph(0, &format!("{} {text}", if chosen { ">" } else { " " }), style);
    }
    lines
}
