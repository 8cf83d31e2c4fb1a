//! The state of the screen, and where its panes are.

use super::tree::Tree;
use crate::domain::assessment::Answer;
use crate::domain::flip::Flips;
use crate::tui::cache::{Cached, TextBasis};
use crate::tui::canvas::Lines;
use crate::tui::chrome::SMALLEST;
use crate::tui::outline::{self, Node};
use crate::tui::session::Session;
use ratatui::layout::Rect;

/// The pane that moving keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The tree.
    #[default]
    Tree,
    /// The question.
    Question,
}

/// What each answer would flip, and for which row and values that was worked out.
pub(super) type AnswerFlips = (Option<(usize, u64)>, Vec<(Answer, Flips)>);

/// State of the screen.
#[derive(Debug, Default)]
pub struct Assess {
    /// The tree.
    pub tree: Tree,
    /// The pane with the focus.
    pub pane: Pane,
    /// First line of the question shown.
    pub scroll: usize,
    /// The lines of the question as they were last built.
    pub(super) lines: Cached<(TextBasis, Option<Node>, Pane), Lines>,
    pub(super) visited: Option<usize>,
    /// The cursor was led to a row; where only one pane is shown, that is the question then.
    pub(super) arrived: bool,
    /// What each answer would flip, only while the question has the keys.
    pub(super) ahead: AnswerFlips,
    /// Whether it was said that a yes alone does not make 適合見込み.
    pub(super) told_of_records: bool,
}

impl Assess {
    /// The screen with the cursor on a row.
    pub fn at(session: &Session, row: &str) -> Self {
        Self { tree: Tree::at(session, row), ..Self::default() }
    }

    /// The category under the cursor.
    pub fn category(&self, session: &Session) -> Option<String> {
        let at = match self.tree.cursor()? {
            Node::Category(at) => at,
            Node::Row(at) => outline::category_index(&session.pack, at),
        };
        Some(session.pack.categories[at].id.clone())
    }

    /// Goes to a row.
    pub fn go(&mut self, session: &Session, at: usize) {
        self.tree.reveal(session, at);
        self.scroll = 0;
        self.arrived = true;
    }

    /// Goes to a category.
    pub fn go_to_category(&mut self, session: &Session, at: usize) {
        self.tree.show_category(session, at);
        self.scroll = 0;
        self.arrived = true;
    }
}

/// From this width on the gaps have a pane of their own.
const THREE_PANES: u16 = 110;
/// From this width on the tree is beside the question; below, one of them has the screen.
const TWO_PANES: u16 = 74;

/// Where the panes are.
pub struct AssessLayout {
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

impl AssessLayout {
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
