//! Draws a proof: the tree, the readings beside each line, and below them everything about the selected line.

use ratatui::layout::Rect;

use crate::domain::evaluate::Ground;
use crate::domain::proof::{About, Line, Proof};
use crate::domain::text::Lang;
use crate::report::grounds::Context;
use crate::report::why::{doubts, line_text, mark, meaning, readings, step, subject};
use crate::report::words::{self, pick};
use crate::tui::action::Place;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::model::Model;
use crate::tui::screens::more_mark;
use crate::tui::session::Session;
use crate::tui::view::{SMALLEST, footer, header};

/// Cells of the mark and of each reading, at the right.
const MARK: u16 = 9;
const READING: u16 = 7;

/// Where the parts are.
pub(super) struct Layout {
    pub(super) tree: Rect,
    pub(super) details: Rect,
}

impl Layout {
    pub(super) fn of((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let body = rows - 7;
        let details = body * 2 / 5;
        let tree = Rect::new(0, 4, columns, body - details);
        Self { tree, details: Rect::new(1, tree.bottom() + 1, columns - 2, details) }
    }
}

fn context(session: &Session) -> Context<'_> {
    Context { pack: &session.pack, references: &session.references, assessment: &session.assessment }
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let (Some(session), Some(proof)) = (&model.session, &model.proof.proof) else { return };
    let (lang, width) = (model.lang(), canvas.area().width);
    let layout = Layout::of(model.size);
    let organisation = &session.assessment.profile.organisation;
    header(model, canvas, &format!("{organisation} > {}", pick(lang, "なぜ", "Why")));
    head(model, session, proof, canvas);
    let lines = model.proof.lines(session);
    let height = usize::from(layout.tree.height);
    for (row, (at, line)) in lines.iter().enumerate().skip(model.proof.cursor.from).take(height).enumerate() {
        let y = layout.tree.y + u16::try_from(row).unwrap_or(0);
        tree_line(model, session, proof, canvas, (y, line, at == model.proof.cursor.at));
    }
    canvas.rule(0, layout.tree.bottom(), width);
    let details = details(model, session, layout.details.width);
    details.draw(canvas, layout.details, model.proof.scroll);
    canvas.rule(0, layout.details.bottom(), width);
    more_mark(lang, canvas, layout.details, details.len().saturating_sub(model.proof.scroll));
    footer(model, canvas, Place::Proof);
}

/// What is proved, its verdict, and the heads of the columns.
fn head(model: &Model, session: &Session, proof: &Proof, canvas: &mut Canvas<'_>) {
    let (lang, width) = (model.lang(), canvas.area().width);
    let verdict = proof.verdict();
    let style = canvas.theme.verdict(verdict);
    let end = canvas.right(width - 1, 2, words::verdict(lang, verdict), style);
    let title = canvas.theme.title;
    canvas.text(1, 2, &subject(lang, &context(session), proof), title, end.saturating_sub(3));
    let muted = canvas.theme.muted;
    let [strict, lenient] = columns(width);
    canvas.text(1, 3, pick(lang, "規則と事実", "Rule and facts"), muted, 30);
    canvas.text(strict, 3, pick(lang, "厳格", "strict"), muted, READING);
    canvas.text(lenient, 3, pick(lang, "緩やか", "lenient"), muted, READING);
}

/// Where the two readings start.
fn columns(width: u16) -> [u16; 2] {
    [width - 1 - 2 * READING, width - 1 - READING]
}

fn tree_line(
    model: &Model,
    session: &Session,
    proof: &Proof,
    canvas: &mut Canvas<'_>,
    (y, line, focused): (u16, &Line, bool),
) {
    let (lang, width) = (model.lang(), canvas.area().width);
    let node = proof.node(line.node);
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let base = if focused {
        canvas.theme.focus
    } else if line.spare {
        muted
    } else {
        plain
    };
    let indent = 1 + 2 * u16::try_from(line.depth()).unwrap_or(0).min(12);
    let fold = match (line.below, line.open) {
        (true, true) => "v ",
        (true, false) => "> ",
        (false, _) if line.ground.is_some() => "- ",
        (false, _) => "  ",
    };
    let [strict, lenient] = columns(width);
    let mark_at = strict - MARK;
    let text = format!("{fold}{}", line_text(lang, &context(session), proof, line));
    let title = canvas.theme.title;
    let x = canvas.text(indent, y, &text, base, mark_at.saturating_sub(indent + 1));
    if line.ground.is_some() {
        // A reason has no readings of its own, so it may run on.
        canvas.text(indent, y, &text, base, width.saturating_sub(indent + 1));
        return;
    }
    debug_assert!(x <= mark_at);
    let style = if node.decides { title } else { muted };
    canvas.text(mark_at, y, mark(lang, proof, line), style, MARK - 1);
    let style = if line.spare { muted } else { canvas.theme.verdict(node.outcome.verdict()) };
    let [one, other] = readings(lang, node.outcome);
    canvas.text(strict, y, one, style, READING);
    canvas.text(lenient, y, other, style, READING);
}

/// Everything about the selected line: in full, what acts on it, its reasons, the doubts.
pub(super) fn details(model: &Model, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (model.lang(), &model.prefs.theme);
    let mut lines = Lines::new(width, model.prefs.ambiguous).kana(theme.kana);
    let Some(proof) = &model.proof.proof else { return lines };
    let shown = model.proof.lines(session);
    let Some(line) = shown.get(model.proof.cursor.at) else { return lines };
    let (context, node) = (context(session), proof.node(line.node));
    lines.paragraph(0, &title(lang, session, proof, line), theme.title);
    let told = match line.ground {
        Some(ground) => &node.grounds[ground..=ground],
        None => &node.grounds[..],
    };
    if line.ground.is_none() {
        if line.key.is_empty() {
            lines.paragraph(0, meaning(lang, proof), theme.plain);
        }
        for step in node.steps.iter().map(|one| step(lang, *one)).filter(|text| !text.is_empty()) {
            lines.paragraph(0, &step, theme.plain);
        }
        if !line.open {
            told.iter().for_each(|ground| {
                lines.paragraph(2, &crate::report::grounds::sentence(lang, &context, ground), theme.plain);
            });
        }
    }
    let row = node.row.filter(|_| line.ground.is_none() && node.about == About::Row);
    for text in doubts(lang, &context, told, row) {
        lines.paragraph(0, &text, theme.muted);
    }
    lines
}

/// The line in full; a row with its clause.
fn title(lang: Lang, session: &Session, proof: &Proof, line: &Line) -> String {
    let node = proof.node(line.node);
    let text = line_text(lang, &context(session), proof, line);
    let text = match line.ground.map(|ground| &node.grounds[ground]) {
        Some(Ground::Fact(fact)) => format!("{}  {text}", fact.id),
        _ => text,
    };
    match (node.row, &node.about, line.ground) {
        (Some(row), About::Row, None) => format!("{}  {text}", session.pack.rows()[row].clause),
        _ => text,
    }
}
