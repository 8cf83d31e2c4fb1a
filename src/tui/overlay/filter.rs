//! Typing that narrows a table while it is typed.

use crate::domain::text::pick;
use ratatui::layout::Rect;

use crate::tui::action::{Action, BoxFocus};
use crate::tui::canvas::Canvas;
use crate::tui::chrome;
use crate::tui::desktop::{Desktop, Outcome, Overlay, Request};
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};
use crate::tui::typing;

/// The line that is typed into.
#[derive(Debug)]
pub struct Filter {
    editor: Editor,
    before: String,
}

impl Filter {
    /// Typing that begins with what narrows the table already.
    pub fn new(before: &str) -> Self {
        Self { editor: Editor::single(before), before: before.to_owned() }
    }

    fn narrow(&self, desktop: &mut Desktop) {
        desktop.ask(Request::Narrow(self.editor.text().to_owned()));
    }
}

impl Overlay for Filter {
    fn focus(&self) -> Option<BoxFocus> {
        Some(BoxFocus::Filter)
    }

    /// Enter keeps what was typed, Esc takes it back, arrows move in the table.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match key.code {
            Code::Esc => {
                desktop.ask(Request::Narrow(self.before.clone()));
                return Outcome::Close;
            }
            Code::Enter | Code::Tab => return Outcome::Close,
            Code::Up => desktop.ask(Request::Act(Action::Up)),
            Code::Down => desktop.ask(Request::Act(Action::Down)),
            _ if typing::edit(&mut self.editor, key) => self.narrow(desktop),
            _ => {}
        }
        Outcome::Keep
    }

    /// Draws the line in the place of the tabs; the caret is real.
    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let width = canvas.area().width;
        let (title, plain) = (canvas.theme.title, canvas.theme.plain);
        canvas.fill(Rect::new(0, 2, width, 1), plain);
        let x = canvas.text(1, 2, pick(desktop.lang(), "絞り込み: ", "Narrow to: "), title, width - 2);
        let area = Rect::new(x, 2, width.saturating_sub(x + 1), 1);
        let bottom = canvas.area().height - 1;
        if desktop.notice.is_none() {
            canvas.fill(Rect::new(0, bottom, width, 1), plain);
            chrome::box_keys(desktop, canvas, (1, bottom), BoxFocus::Filter, width - 2);
        }
        canvas.cursor = self.editor.draw(canvas.buf, area, plain, canvas.mode);
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        Some(&mut self.editor)
    }

    fn insert(&mut self, desktop: &mut Desktop, text: &str) {
        self.editor.apply(&EditCommand::Insert(text.to_owned()));
        self.narrow(desktop);
    }
}
