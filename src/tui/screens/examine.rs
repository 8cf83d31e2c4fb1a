//! The examiner's lint: what a reviewer would point at, each with where that comes from; no verdict changes.

use ratatui::layout::Rect;

use crate::domain::examine::{Check, Reach, Remark, examine};
use crate::domain::text::Lang;
use crate::report::examine::{check, origin, source};
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::model::{Model, Page};
use crate::tui::screens::cursor::Cursor;
use crate::tui::screens::{more_mark, proof, table};
use crate::tui::session::Session;
use crate::tui::view::{SMALLEST, footer, header};

/// State of the screen.
#[derive(Debug, Default)]
pub struct ExaminePage {
    remarks: Vec<Remark>,
    edits: u64,
    cursor: Cursor,
    /// Which of the entries and rows that the selected remark names.
    target: usize,
    scroll: usize,
}

/// Something a remark names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Fact(String),
    Row(usize),
}

/// Looks at the assessment as an examiner would.
pub fn begin(model: &mut Model) {
    let dated = model.session.as_ref().is_some_and(|open| open.assessment.profile.reference_date.is_some());
    if !dated {
        let text = pick(
            model.lang(),
            "基準日がありません。p で決めると、審査の目で点検できます。",
            "There is no reference date; p sets one, then an examiner's eyes can look.",
        );
        return model.say(text);
    }
    model.examine = ExaminePage::default();
    look(model);
    model.jump(Page::Examine);
}

fn look(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let (pack, references, assessment) = (&session.pack, &session.references, &session.assessment);
    let day = assessment.profile.reference_date;
    model.examine.remarks = day.map_or_else(Vec::new, |day| examine(pack, references, assessment, day));
    model.examine.edits = session.revision();
}

impl ExaminePage {
    /// What the selected remark names: entries of registers first, then rows.
    fn targets(&self, session: &Session) -> Vec<Target> {
        let Some(remark) = self.remarks.get(self.cursor.at) else { return Vec::new() };
        let known = |id: &&String| table::tab::Tab::holding(&session.assessment, id).is_some();
        let facts = remark.facts.iter().filter(known).cloned().map(Target::Fact);
        facts.chain(remark.rows.iter().copied().map(Target::Row)).collect()
    }
}

/// Keeps the list true to the assessment and the cursor in sight, after each message.
pub fn settle(model: &mut Model) {
    let Some(session) = &model.session else { return };
    if model.examine.edits != session.revision() {
        look(model);
    }
    let layout = Layout::of(model.size);
    let count = model.examine.remarks.len();
    model.examine.cursor.settle(count, usize::from(layout.list.height));
    let Some(session) = &model.session else { return };
    let targets = model.examine.targets(session).len();
    let lines = details(model, session, layout.details.width).len();
    let screen = &mut model.examine;
    screen.target = screen.target.min(targets.saturating_sub(1));
    screen.scroll = screen.scroll.min(lines.saturating_sub(usize::from(layout.details.height)));
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let Some(session) = &model.session else { return false };
    let targets = model.examine.targets(session);
    let page = usize::from(Layout::of(model.size).list.height);
    let screen = &mut model.examine;
    match action {
        Action::Left => screen.target = screen.target.saturating_sub(1),
        Action::Right | Action::NextPane => {
            screen.target = (screen.target + 1) % targets.len().max(1);
        }
        Action::ScrollUp => screen.scroll = screen.scroll.saturating_sub(1),
        Action::ScrollDown => screen.scroll += 1,
        Action::Open => jump(model, &targets),
        _ => {
            let moved = screen.cursor.travel(action, page);
            if moved {
                (screen.target, screen.scroll) = (0, 0);
            }
            return moved;
        }
    }
    true
}

/// Goes to the selected entry or question; Esc comes back.
fn jump(model: &mut Model, targets: &[Target]) {
    let kept = model.trail.clone();
    match targets.get(model.examine.target) {
        Some(Target::Fact(id)) => table::open_fact(model, id),
        Some(Target::Row(at)) => proof::to_row(model, *at),
        None => {
            return model.say(pick(
                model.lang(),
                "この指摘には、台帳や設問の行がありません。",
                "This remark names no entry and no question.",
            ));
        }
    }
    model.trail = kept;
    model.came_from(Page::Examine);
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

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let (lang, width) = (model.lang(), canvas.area().width);
    let layout = Layout::of(model.size);
    let organisation = &session.assessment.profile.organisation;
    header(
        model,
        canvas,
        &format!("{organisation} > {}", pick(lang, "審査の目で点検", "Through an examiner's eyes")),
    );
    let muted = canvas.theme.muted;
    canvas.text(1, 2, pick(lang, "出所", "From"), muted, 10);
    canvas.text(12, 2, pick(lang, "指摘", "Remark"), muted, 20);
    canvas.right(width - 1, 2, &found(model), muted);
    let height = usize::from(layout.list.height);
    let remarks = &model.examine.remarks;
    for (row, (at, remark)) in
        remarks.iter().enumerate().skip(model.examine.cursor.from).take(height).enumerate()
    {
        let y = layout.list.y + u16::try_from(row).unwrap_or(0);
        line(model, session, canvas, (y, remark, at == model.examine.cursor.at));
    }
    if remarks.is_empty() {
        let plain = canvas.theme.plain;
        let text = pick(lang, "指摘はありません。", "There is nothing to point at.");
        canvas.text(1, layout.list.y, text, plain, width - 2);
    }
    canvas.rule(0, layout.list.bottom(), width);
    let details = details(model, session, layout.details.width);
    details.draw(canvas, layout.details, model.examine.scroll);
    canvas.rule(0, layout.details.bottom(), width);
    more_mark(lang, canvas, layout.details, details.len().saturating_sub(model.examine.scroll));
    footer(model, canvas, Place::Examine);
}

fn found(model: &Model) -> String {
    let remarks = &model.examine.remarks;
    let judged = remarks.iter().filter(|remark| remark.check.reach() == Reach::Registers).count();
    match model.lang() {
        Lang::Ja => format!("指摘 {judged}件  判定は変わりません"),
        Lang::En => {
            format!("{judged} {}; no verdict changes", if judged == 1 { "remark" } else { "remarks" })
        }
    }
}

fn line(
    model: &Model,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (y, remark, focused): (u16, &Remark, bool),
) {
    let (lang, width) = (model.lang(), canvas.area().width);
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
fn details(model: &Model, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (model.lang(), &model.prefs.theme);
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(theme.kana);
    let Some(remark) = model.examine.remarks.get(model.examine.cursor.at) else { return lines };
    let text: &Check = &remark.check;
    lines.paragraph(0, check(lang, *text), theme.title);
    lines.paragraph(0, &source(lang, remark.check.source()), theme.muted);
    for (at, target) in model.examine.targets(session).into_iter().enumerate() {
        let text = match target {
            Target::Fact(id) => crate::report::carriers::name(&session.assessment, &id),
            Target::Row(row) => {
                let requirement = &session.pack.rows()[row];
                let verdict = words::verdict(lang, session.findings.at(row).outcome.verdict());
                format!("{}  {}: {verdict}", requirement.clause, requirement.title.get(lang))
            }
        };
        let chosen = at == model.examine.target;
        let style = if chosen { theme.shadow } else { theme.plain };
        lines.paragraph(0, &format!("{} {text}", if chosen { ">" } else { " " }), style);
    }
    lines
}
