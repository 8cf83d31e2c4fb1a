//! Draws a proof: the tree, the readings beside each line, and below them everything about the selected line.

use crate::domain::evaluate::Ground;
use crate::domain::proof::{About, Line, Proof};
use crate::domain::text::{Lang, pick};
use crate::report::why::{doubts, line_text, mark, meaning, readings, step, subject};
use crate::report::words;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::Desktop;
use crate::tui::list::ListAndText;
use crate::tui::screens::Screen;
use crate::tui::screens::proof::ProofPage;
use crate::tui::session::Session;

/// Cells of the mark and of each reading, at the right.
const MARK: u16 = 9;
const READING: u16 = 7;

/// The tree and the text below it.
pub(super) fn areas(size: (u16, u16)) -> ListAndText {
    ListAndText::below(4, size, |rows| rows * 2 / 5)
}

/// Draws the screen.
pub(super) fn draw(screen: &ProofPage, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let (Some(session), Some(proof)) = (&desktop.session, &screen.proof) else { return };
    let (lang, areas) = (desktop.lang(), areas(desktop.size));
    file_header(desktop, canvas, pick(lang, "なぜ", "Why"));
    head(desktop, session, proof, canvas);
    for (y, at, line) in screen.list.shown(areas.list, &screen.lines(session)) {
        tree_line(desktop, session, proof, canvas, (y, line, at == screen.list.at));
    }
    areas.draw_text(lang, canvas, &details(screen, desktop, session, areas.text.width), screen.scroll);
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

/// What is proved, its verdict, and the heads of the columns.
fn head(desktop: &Desktop, session: &Session, proof: &Proof, canvas: &mut Canvas<'_>) {
    let (lang, width) = (desktop.lang(), canvas.area().width);
    let verdict = proof.verdict();
    let end = canvas.right(width - 1, 2, words::verdict(lang, verdict), canvas.theme.verdict(verdict));
    canvas.text(1, 2, &subject(lang, &session.context(), proof), canvas.theme.title, end.saturating_sub(3));
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
    desktop: &Desktop,
    session: &Session,
    proof: &Proof,
    canvas: &mut Canvas<'_>,
    (y, line, focused): (u16, &Line, bool),
) {
    let (lang, width) = (desktop.lang(), canvas.area().width);
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
    let text = format!("{fold}{}", line_text(lang, &session.context(), proof, line));
    // A reason has no readings of its own, so it may run on.
    let end = if line.ground.is_some() { width } else { mark_at };
    canvas.text(indent, y, &text, base, end.saturating_sub(indent + 1));
    if line.ground.is_some() {
        return;
    }
    let style = if node.decides { canvas.theme.title } else { muted };
    canvas.text(mark_at, y, mark(lang, proof, line), style, MARK - 1);
    let style = if line.spare { muted } else { canvas.theme.verdict(node.outcome.verdict()) };
    let [one, other] = readings(lang, node.outcome);
    canvas.text(strict, y, one, style, READING);
    canvas.text(lenient, y, other, style, READING);
}

/// Everything about the selected line: in full, what acts on it, its reasons, the doubts.
pub(super) fn details(screen: &ProofPage, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(proof) = &screen.proof else { return lines };
    let shown = screen.lines(session);
    let Some(line) = shown.get(screen.list.at) else { return lines };
    let (context, node) = (session.context(), proof.node(line.node));
    lines.paragraph(0, &title(lang, session, proof, line), theme.title);
    let grounds = match line.ground {
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
            grounds.iter().for_each(|ground| {
                lines.paragraph(2, &crate::report::grounds::sentence(lang, &context, ground), theme.plain);
            });
        }
    }
    let row = node.row.filter(|_| line.ground.is_none() && node.about == About::Row);
    for text in doubts(lang, &context, grounds, row) {
        lines.paragraph(0, &text, theme.muted);
    }
    lines
}

/// The line in full; a row with its clause.
fn title(lang: Lang, session: &Session, proof: &Proof, line: &Line) -> String {
    let node = proof.node(line.node);
    let text = line_text(lang, &session.context(), proof, line);
    let text = match line.ground.map(|ground| &node.grounds[ground]) {
        Some(Ground::Fact(fact)) => format!("{}  {text}", fact.id),
        _ => text,
    };
    match (node.row, &node.about, line.ground) {
        (Some(row), About::Row, None) => format!("{}  {text}", session.pack.rows()[row].clause),
        _ => text,
    }
}
