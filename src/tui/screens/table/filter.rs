//! Typing that narrows a table while it is typed.

use ratatui::layout::Rect;

use crate::report::words::pick;
use crate::tui::canvas::Canvas;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::screens::table;
use crate::tui::typing;

/// The line that is typed into.
#[derive(Debug)]
pub struct Filter {
    editor: Editor,
    before: String,
}

/// Starts typing, with what narrows the table already.
pub fn open(model: &mut Model) {
    let before = model.table.filter.clone();
    model.push(Overlay::Filter(Filter { editor: Editor::single(&before), before }));
}

/// Enter keeps what was typed, Esc takes it back, arrows move in the table.
pub fn key(model: &mut Model, mut filter: Filter, key: Key) {
    match key.code {
        Code::Esc => return model.table.filter = filter.before,
        Code::Enter | Code::Tab => return,
        Code::Up => drop(table::act(model, crate::tui::action::Action::Up)),
        Code::Down => drop(table::act(model, crate::tui::action::Action::Down)),
        _ => {
            if let Some(command) = typing::command(key) {
                filter.editor.apply(&command);
                filter.editor.text().clone_into(&mut model.table.filter);
            }
        }
    }
    model.push(Overlay::Filter(filter));
}

/// Pasted text narrows too.
pub fn paste(model: &mut Model, mut filter: Filter, paste: &Paste) {
    filter.editor.apply(&EditCommand::Insert(paste.text.clone()));
    filter.editor.text().clone_into(&mut model.table.filter);
    model.push(Overlay::Filter(filter));
}

/// Draws the line in the place of the tabs; the caret is real.
pub fn draw(model: &Model, filter: &Filter, canvas: &mut Canvas<'_>) {
    let width = canvas.area().width;
    let (title, plain) = (canvas.theme.title, canvas.theme.plain);
    canvas.fill(Rect::new(0, 2, width, 1), plain);
    let x = canvas.text(1, 2, pick(model.lang(), "絞り込み: ", "Narrow to: "), title, width - 2);
    let area = Rect::new(x, 2, width.saturating_sub(x + 1), 1);
    canvas.cursor = filter.editor.draw(canvas.buf, area, plain, canvas.mode);
}
