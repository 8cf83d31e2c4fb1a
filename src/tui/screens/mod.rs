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

/// On the rule below a text: that it goes on, how far, and the key that scrolls it. `left` counts its lines from the
/// first one shown.
fn more_mark(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize) {
    mark(lang, canvas, area, left, " J ");
}

/// The same below a list, which follows its cursor.
fn more_rows(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize) {
    mark(lang, canvas, area, left, " ");
}

fn mark(lang: Lang, canvas: &mut Canvas<'_>, area: Rect, left: usize, key: &str) {
    let below = left.saturating_sub(usize::from(area.height));
    if below > 0 {
        let muted = canvas.theme.muted;
        let text = match lang {
            Lang::Ja => format!("{key}続き{below}行 "),
            Lang::En => format!("{key}{below} more "),
        };
        canvas.right(area.right(), area.bottom(), &text, muted);
    }
}
