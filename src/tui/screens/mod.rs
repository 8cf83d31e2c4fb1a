//! The pages of the workbench; each file holds a page's state, its keys and its drawing.

pub mod assess;
pub mod board;
pub mod carriers;
pub mod cursor;
pub mod examine;
pub mod plan;
pub mod proof;
pub mod review;
pub mod start;
pub mod table;
pub mod timeline;
pub mod what_if;

use ratatui::layout::Rect;

use crate::domain::text::Lang;
use crate::tui::canvas::Canvas;

/// Says on the rule below an area that its text goes on: so many lines are left from its first one.
fn more_mark(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize) {
    let below = left.saturating_sub(usize::from(area.height));
    if below > 0 {
        let muted = canvas.theme.muted;
        let text = match lang {
            Lang::Ja => format!(" J 続き{below}行 "),
            Lang::En => format!(" J {below} more "),
        };
        canvas.right(area.right(), area.bottom(), &text, muted);
    }
}
