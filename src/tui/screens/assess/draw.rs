//! Where the panes of the assessment are, and how they are drawn.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::tree::{self, Node};
use super::{Pane, gaps, question};
use crate::domain::verdict::Verdict;
use crate::report::words::{self, pick};
use crate::tui::action::{self, Action, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::{Align, align};
use crate::tui::memo::Basis;
use crate::tui::model::Model;
use crate::tui::screens::more_mark;
use crate::tui::session::Session;
use crate::tui::view::{SMALLEST, footer, header};

/// From this width on the gaps have a pane of their own.
const THREE_PANES: u16 = 110;
/// From this width on the tree stands beside the question; below, one of them has the screen.
const TWO_PANES: u16 = 74;

/// Where the panes are.
pub struct Layout {
    /// The tree.
    pub tree: Rect,
    /// The question.
    pub question: Rect,
    /// The gaps: a pane on the right, or a strip below.
    pub gaps: Rect,
    /// True if the gaps have a pane of their own.
    pub wide: bool,
    /// True if there is room for the tree or the question only, whichever has the focus.
    pub single: bool,
}

impl Layout {
    /// The panes for a terminal size; nothing is drawn below the smallest one.
    pub fn of((columns, rows): (u16, u16)) -> Self {
        let (columns, rows) = (columns.max(SMALLEST.0), rows.max(SMALLEST.1));
        let wide = columns >= THREE_PANES;
        let strip = if wide { 0 } else { 3 };
        let height = rows.saturating_sub(3 + strip + u16::from(wide));
        let strip = Rect::new(1, 2 + height + 1, columns - 2, 2);
        if columns < TWO_PANES {
            let (tree, question) = (Rect::new(0, 2, columns, height), Rect::new(1, 2, columns - 2, height));
            return Self { tree, question, gaps: strip, wide, single: true };
        }
        let tree_width = columns * if wide { 28 } else { 38 } / 100;
        let tree = Rect::new(0, 2, tree_width, height);
        let rest = columns - tree_width - 1;
        let gaps_width = if wide { (columns * 30 / 100).min(44) } else { 0 };
        let question_width = if wide { rest - gaps_width - 1 } else { rest };
        let question = Rect::new(tree_width + 2, 2, question_width.saturating_sub(2), height);
        let gaps = if wide { Rect::new(columns - gaps_width + 1, 2, gaps_width - 2, height) } else { strip };
        Self { tree, question, gaps, wide, single: false }
    }
}

/// The lines of the question under the cursor.
pub(super) fn lines(model: &Model, session: &Session, layout: &Layout) -> Arc<Lines> {
    let assess = &model.assess;
    let key = (Basis::of(model, session), assess.tree.cursor(), assess.pane);
    assess.lines.get(key, || question::lines(model, session, layout.question.width))
}

/// Draws the screen.
pub fn draw(model: &Model, canvas: &mut Canvas<'_>) {
    let Some(session) = &model.session else { return };
    let layout = Layout::of(model.size);
    header(model, canvas, &trail(model, session));
    if !layout.single || model.assess.pane == Pane::Tree {
        draw_tree(model, session, canvas, layout.tree);
    }
    rules(canvas, &layout);
    if layout.single {
        other_pane(model, canvas, &layout);
    }
    if !layout.single || model.assess.pane == Pane::Question {
        let lines = lines(model, session, &layout);
        lines.draw(canvas, layout.question, model.assess.scroll);
        more_mark(model.lang(), canvas, layout.question, lines.len().saturating_sub(model.assess.scroll));
    }
    if layout.wide {
        gaps::pane(model, session, canvas, layout.gaps);
    } else {
        gaps::strip(model, session, canvas, layout.gaps);
    }
    footer(model, canvas, Place::Assess);
}

fn rules(canvas: &mut Canvas<'_>, layout: &Layout) {
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
fn other_pane(model: &Model, canvas: &mut Canvas<'_>, layout: &Layout) {
    let lang = model.lang();
    let key = action::key_of(Place::Assess, Action::NextPane).unwrap_or("Tab");
    let what = match model.assess.pane {
        Pane::Tree => pick(lang, "設問を読む", "the question"),
        Pane::Question => pick(lang, "設問の一覧", "all questions"),
    };
    let muted = canvas.theme.muted;
    canvas.text(1, layout.tree.bottom(), &format!(" {key} {what} "), muted, layout.tree.width / 2);
}

fn trail(model: &Model, session: &Session) -> String {
    let lang = model.lang();
    let mut parts = vec![session.assessment.profile.organisation.clone()];
    match model.assess.tree.cursor() {
        Some(Node::Category(at)) => parts.push(session.pack.categories[at].name.get(lang).to_owned()),
        Some(Node::Row(at)) => {
            parts.push(session.pack.category_of(at).short.get(lang).to_owned());
            let mut titles = Vec::new();
            let mut above = session.pack.parent(at);
            while let Some(parent) = above {
                titles.push(tree::short_title(session, parent, lang).into_owned());
                above = session.pack.parent(parent);
            }
            parts.extend(titles.into_iter().rev());
        }
        None => {}
    }
    parts.join(" > ")
}

fn draw_tree(model: &Model, session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    let shown = model.assess.tree.shown(session);
    let cursor = model.assess.tree.index(&shown);
    for (row, line) in shown.iter().enumerate().skip(model.assess.tree.from).take(usize::from(area.height)) {
        let y = area.y + u16::try_from(row - model.assess.tree.from).unwrap_or(0);
        draw_node(model, session, canvas, (area, y), line, row == cursor);
    }
}

fn draw_node(
    model: &Model,
    session: &Session,
    canvas: &mut Canvas<'_>,
    (area, y): (Rect, u16),
    line: &tree::Shown,
    under_cursor: bool,
) {
    let lang = model.lang();
    let verdict = tree::verdict(session, line.node);
    let counted = match line.node {
        Node::Category(_) => true,
        Node::Row(at) => {
            let finding = session.findings.at(at);
            finding.reached && !finding.spare
        }
    };
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    // The title alone is marked: over a slow line, a move costs two titles and not two rows.
    let base = match (under_cursor, model.assess.pane) {
        (true, Pane::Tree) => canvas.theme.focus,
        (true, Pane::Question) => canvas.theme.shadow,
        (false, _) if !counted => muted,
        (false, _) => plain,
    };
    let title = match line.node {
        Node::Category(at) => session.pack.categories[at].short.get(lang).into(),
        Node::Row(at) => tree::short_title(session, at, lang),
    };
    let mark = match line.folded {
        Some(true) => "> ",
        Some(false) => "v ",
        None => "  ",
    };
    let indent = 1 + line.depth.min(6);
    let word = verdict_word(model, session, line.node, verdict);
    let word_width = 6;
    let room = area.width.saturating_sub(indent + 2 + word_width + 1);
    canvas.text(area.x + indent, y, mark, base, 2);
    canvas.text(area.x + indent + 2, y, &title, base, room);
    let style = match verdict {
        Some(verdict) if counted => canvas.theme.verdict(verdict),
        _ => muted,
    };
    let word = align(&word, usize::from(word_width), Align::Right, canvas.mode);
    canvas.text(area.right() - word_width, y, &word, style, word_width);
}

fn verdict_word(model: &Model, session: &Session, node: Node, verdict: Option<Verdict>) -> String {
    match (verdict, node) {
        (Some(verdict), _) => words::verdict_short(model.lang(), verdict).to_owned(),
        (None, Node::Row(at)) => session
            .findings
            .at(at)
            .value
            .map_or_else(String::new, |(strict, lenient)| format!("{strict}/{lenient}")),
        (None, Node::Category(_)) => String::new(),
    }
}
