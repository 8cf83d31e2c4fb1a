//! Typing that narrows a table while it is typed.

use ratatui::layout::Rect;

use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::screens::table;
use crate::tui::typing;
use crate::tui::view;

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

/// The text that narrows.
pub fn editor(filter: &mut Filter) -> &mut Editor {
    &mut filter.editor
}

/// Text that came at once narrows too.
pub fn insert(model: &mut Model, mut filter: Filter, text: &str) {
    filter.editor.apply(&EditCommand::Insert(text.to_owned()));
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
    let bottom = canvas.area().height - 1;
    if model.notice.is_none() {
        canvas.fill(Rect::new(0, bottom, width, 1), plain);
        view::box_keys(model, canvas, (1, bottom), Inside::Filter, width - 2);
    }
    canvas.cursor = filter.editor.draw(canvas.buf, area, plain, canvas.mode);
}
