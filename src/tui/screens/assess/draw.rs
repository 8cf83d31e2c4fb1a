//! Where the panes of the assessment are, and how they are drawn.

use crate::domain::text::pick;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::state::{Assess, AssessLayout, Pane};
use super::tree;
use super::{gaps, question};
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::action::{self, Action, Page, Place};
use crate::tui::cache::TextBasis;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::right_aligned;
use crate::tui::chrome::{footer, header};
use crate::tui::desktop::Desktop;
use crate::tui::list::more_mark;
use crate::tui::outline::{self, Node};
use crate::tui::screens::Screen;
use crate::tui::session::Session;

/// The lines of the question under the cursor.
pub(super) fn lines(
    screen: &Assess,
    desktop: &Desktop,
    session: &Session,
    layout: &AssessLayout,
) -> Arc<Lines> {
    let key = (TextBasis::of(desktop, session), screen.tree.cursor(), screen.pane);
    screen.lines.get(key, || question::lines(screen, desktop, session, layout.question.width))
}

/// Draws the screen.
pub(super) fn draw(screen: &Assess, desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let Some(session) = &desktop.session else { return };
    let layout = AssessLayout::of(desktop.size);
    header(desktop, canvas, &trail(screen, desktop, session));
    if !layout.single || screen.pane == Pane::Tree {
        draw_tree(screen, desktop, session, canvas, layout.tree);
    }
    rules(canvas, &layout);
    if layout.single {
        other_pane(screen, desktop, canvas, &layout);
    }
    if !layout.single || screen.pane == Pane::Question {
        let lines = lines(screen, desktop, session, &layout);
        lines.draw(canvas, layout.question, screen.scroll);
        more_mark(desktop.lang(), canvas, layout.question, lines.len().saturating_sub(screen.scroll));
    }
    if layout.wide {
        gaps::pane(screen, desktop, session, canvas, layout.gaps);
    } else {
        gaps::strip(screen, desktop, session, canvas, layout.gaps);
    }
    footer(desktop, canvas, |action| screen.acts(desktop, action));
}

fn rules(canvas: &mut Canvas<'_>, layout: &AssessLayout) {
    let bottom = layout.tree.bottom();
    let width = canvas.area().width;
    canvas.rule(0, bottom, width);
    let mut columns = Vec::new();
    if !layout.single {
        columns.push(layout.tree.right());
    }
    if layout.wide {
        columns.push(layout.gaps.x - 2);
    }
    for x in columns {
        canvas.vertical_rule(x, layout.tree.y, layout.tree.height);
        canvas.joint(x, 1, true);
        canvas.joint(x, bottom, false);
    }
}

/// Says on the rule below the only pane how to come to the other one.
fn other_pane(screen: &Assess, desktop: &Desktop, canvas: &mut Canvas<'_>, layout: &AssessLayout) {
    let lang = desktop.lang();
    let key = action::key_of(Place::On(Page::Assess), Action::NextPane).unwrap_or("Tab");
    let what = match screen.pane {
        Pane::Tree => pick(lang, "設問を読む", "the question"),
        Pane::Question => pick(lang, "設問の一覧", "all questions"),
    };
    let muted = canvas.theme.muted;
    canvas.text(1, layout.tree.bottom(), &format!(" {key} {what} "), muted, layout.tree.width / 2);
}

fn trail(screen: &Assess, desktop: &Desktop, session: &Session) -> String {
    let lang = desktop.lang();
    let mut parts = vec![session.assessment.profile.organisation.clone()];
    match screen.tree.cursor() {
        Some(Node::Category(at)) => parts.push(session.pack.categories[at].name.get(lang).to_owned()),
        Some(Node::Row(at)) => {
            parts.push(session.pack.category_of(at).short.get(lang).to_owned());
            let mut titles = Vec::new();
            let mut above = session.pack.parent(at);
            while let Some(parent) = above {
                titles.push(outline::short_title(session, parent, lang).into_owned());
                above = session.pack.parent(parent);
            }
            parts.extend(titles.into_iter().rev());
        }
        None => {}
    }
    parts.join(" > ")
}

fn draw_tree(screen: &Assess, desktop: &Desktop, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = screen.tree.shown(session);
    let cursor = screen.tree.index(&shown);
    for (row, line) in shown.iter().enumerate().skip(screen.tree.from).take(usize::from(area.height)) {
        let y = area.y + u16::try_from(row - screen.tree.from).unwrap_or(0);
        draw_node(screen, desktop, session, canvas, (area, y), line, row == cursor);
    }
}

fn draw_node(
    screen: &Assess,
    desktop: &Desktop,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    line: &tree::TreeLine,
    under_cursor: bool,
) {
    let lang = desktop.lang();
    let verdict = outline::verdict(session, line.node);
    let counted = match line.node {
        Node::Category(_) => true,
        Node::Row(at) => {
            let finding = session.findings.at(at);
            finding.reached && !finding.spare
        }
    };
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    // The title alone is marked: over a slow line, a move costs two titles and not two rows.
    let base = match (under_cursor, screen.pane) {
        (true, Pane::Tree) => canvas.theme.focus,
        (true, Pane::Question) => canvas.theme.shadow,
        (false, _) if !counted => muted,
        (false, _) => plain,
    };
    let title = match line.node {
        Node::Category(at) => session.pack.categories[at].short.get(lang).into(),
        Node::Row(at) => outline::short_title(session, at, lang),
    };
    let mark = match line.folded {
        Some(true) => "> ",
        Some(false) => "v ",
        None => "  ",
    };
    let indent = 1 + line.depth.min(6);
    let word = verdict_word(desktop, session, line.node, verdict);
    let word_width = 6;
    let room = area.width.saturating_sub(indent + 2 + word_width + 1);
    canvas.text(area.x + indent, y, mark, base, 2);
    canvas.text(area.x + indent + 2, y, &title, base, room);
    let style = match verdict {
        Some(verdict) if counted => canvas.theme.verdict(verdict),
        _ => muted,
    };
    let word = right_aligned(&word, usize::from(word_width), canvas.mode);
    canvas.text(area.right() - word_width, y, &word, style, word_width);
}

fn verdict_word(desktop: &Desktop, session: &Session, node: Node, verdict: Option<Verdict>) -> String {
    match (verdict, node) {
        (Some(verdict), _) => words::verdict_short(desktop.lang(), verdict).to_owned(),
        (None, Node::Row(at)) => session
            .findings
            .at(at)
            .value
            .map_or_else(String::new, |(strict, lenient)| format!("{strict}/{lenient}")),
        (None, Node::Category(_)) => String::new(),
    }
}
