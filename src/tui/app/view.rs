//! Draws the workbench; decides nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::App;
use crate::domain::text::tr;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::SMALLEST;
use crate::tui::desktop::Desktop;

impl App {
    /// A picture of the workbench and the place of the cursor.
    pub fn view(&self) -> (Buffer, Option<(u16, u16)>) {
        let desktop = &self.desktop;
        let (columns, rows) = desktop.size;
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        let (theme, mode) = (&desktop.prefs.theme, desktop.prefs.ambiguous);
        let mut canvas = Canvas { buf: &mut buf, theme, mode, cursor: None };
        if columns < SMALLEST.0 || rows < SMALLEST.1 {
            too_small(desktop, &mut canvas);
        } else {
            self.screens.at(desktop.page).draw(desktop, &mut canvas);
            for overlay in &desktop.overlays {
                // The cursor belongs to the box in front, which may have no text.
                canvas.cursor = None;
                overlay.draw(desktop, &mut canvas);
            }
        }
        let cursor = canvas.cursor;
        (buf, cursor)
    }
}

fn too_small(desktop: &Desktop, canvas: &mut Canvas<'_>) {
    let ((columns, rows), (least_columns, least_rows)) = (desktop.size, SMALLEST);
    let text = tr!(
        desktop.lang(),
        "画面が小さすぎます({columns}x{rows})。{least_columns}x{least_rows} 以上に広げてください。",
        "Too small ({columns}x{rows}); needs {least_columns}x{least_rows}."
    );
    let style = canvas.theme.plain;
    let mut lines = Lines::new(columns.max(2), canvas.mode);
    lines.paragraph(0, &text, style);
    lines.draw(canvas, Rect::new(0, 0, columns, rows), 0);
}
