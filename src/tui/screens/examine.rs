//! The examiner's lint: what a reviewer would point at, each with where that comes from; no verdict changes.

use ratatui::layout::Rect;

use crate::domain::examine::{Check, Reach, Remark, examine};
use crate::domain::text::{pick, tr};
use crate::report::examine::{check, origin, source};
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{SMALLEST, footer, header};
use crate::tui::desktop::{Desktop, Goal, WayBack};
use crate::tui::list::List;
use crate::tui::list::more_mark;
use crate::tui::screens::Screen;
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

fn look(screen: &mut ExaminePage, desktop: &mut Desktop) {
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
        let profile = desktop.session.as_ref().map(|session| &session.assessment.profile);
        if profile.is_none_or(|profile| profile.reference_date.is_none()) {
            desktop.say(pick(
                desktop.lang(),
                "基準日がありません。p で決めると、審査の目で点検できます。",
                "There is no reference date; p sets one, then an examiner's eyes can look.",
            ));
            return false;
        }
        *self = Self::default();
        look(self, desktop);
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return false };
        let targets = self.targets(session);
        let page = usize::from(Layout::of(desktop.size).list.height);
        match action {
            Action::Left => self.target = self.target.saturating_sub(1),
            Action::Right | Action::NextPane => {
                self.target = (self.target + 1) % targets.len().max(1);
            }
            Action::ScrollUp => self.scroll = self.scroll.saturating_sub(1),
            Action::ScrollDown => self.scroll += 1,
            Action::Open => jump(self, desktop, &targets),
            _ => {
                let moved = self.list.travel(action, page);
                if moved {
                    (self.target, self.scroll) = (0, 0);
                }
                return moved;
            }
        }
        true
    }

    /// Keeps the list true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != session.revision() {
            look(self, desktop);
        }
        let layout = Layout::of(desktop.size);
        let count = self.remarks.len();
        self.list.settle(count, usize::from(layout.list.height));
        let Some(session) = &desktop.session else { return };
        let targets = self.targets(session).len();
        let lines = details(self, desktop, session, layout.details.width).len();
        self.target = self.target.min(targets.saturating_sub(1));
        self.scroll = self.scroll.min(lines.saturating_sub(usize::from(layout.details.height)));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let Some(session) = &desktop.session else { return };
        let (lang, width) = (desktop.lang(), canvas.area().width);
        let layout = Layout::of(desktop.size);
        let organisation = &session.assessment.profile.organisation;
        header(
            desktop,
            canvas,
            &format!("{organisation} > {}", pick(lang, "審査の目で点検", "Through an examiner's eyes")),
        );
        let muted = canvas.theme.muted;
        canvas.text(1, 2, pick(lang, "出所", "From"), muted, 10);
        canvas.text(12, 2, pick(lang, "指摘", "Remark"), muted, 20);
        canvas.right(width - 1, 2, &found(self, desktop), muted);
        let height = usize::from(layout.list.height);
        let remarks = &self.remarks;
        for (row, (at, remark)) in remarks.iter().enumerate().skip(self.list.from).take(height).enumerate() {
            let y = layout.list.y + u16::try_from(row).unwrap_or(0);
            line(desktop, session, canvas, (y, remark, at == self.list.at));
        }
        if remarks.is_empty() {
            let plain = canvas.theme.plain;
            let text = pick(lang, "指摘はありません。", "There is nothing to point at.");
            canvas.text(1, layout.list.y, text, plain, width - 2);
        }
        canvas.rule(0, layout.list.bottom(), width);
        let details = details(self, desktop, session, layout.details.width);
        details.draw(canvas, layout.details, self.scroll);
        canvas.rule(0, layout.details.bottom(), width);
        more_mark(lang, canvas, layout.details, details.len().saturating_sub(self.scroll));
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }
}

/// Goes to the selected entry or question; Esc comes back.
fn jump(screen: &mut ExaminePage, desktop: &mut Desktop, targets: &[Goal]) {
    match targets.get(screen.target) {
        Some(goal) => desktop.show(goal.clone(), WayBack::Here),
        None => desktop.say(pick(
            desktop.lang(),
            "この指摘には、台帳や設問の行がありません。",
            "This remark names no entry and no question.",
        )),
    }
}

struct Layout {
    list: Rect,
    details: Rect,
}

impl Layout {
    fn of((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let body = rows - 6;
        let details = body / 2;
        let list = Rect::new(0, 3, columns, body - details);
        Self { list, details: Rect::new(1, list.bottom() + 1, columns - 2, details) }
    }
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
    let facts = remark.facts.iter().map(|id| crate::report::carriers::name(&session.assessment, id));
    let rows = remark.rows.iter().map(|&at| session.pack.rows()[at].title.get(lang).to_owned());
    let names: Vec<String> = facts.chain(rows).collect();
    canvas.text(middle, y, &names.join(pick(lang, "、", ", ")), plain, width.saturating_sub(middle + 1));
}

/// The selected remark in full: where it comes from, the entries and rows it names.
fn details(screen: &ExaminePage, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = Lines::new(width, desktop.prefs.ambiguous).kana(theme.kana);
    let Some(remark) = screen.remarks.get(screen.list.at) else { return lines };
    let text: &Check = &remark.check;
    lines.paragraph(0, check(lang, *text), theme.title);
    lines.paragraph(0, &source(lang, remark.check.source()), theme.muted);
    for (at, target) in screen.targets(session).into_iter().enumerate() {
        let text = match target {
            Goal::Entry(id) => crate::report::carriers::name(&session.assessment, &id),
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
