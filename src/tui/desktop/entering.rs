//! Text that goes into the box in front.

use super::state::Desktop;
use crate::report;
use crate::tui::editor::Editor;

impl Desktop {
    /// Puts text in at the caret of the overlay in front, as one step of undo.
    pub fn insert(&mut self, text: &str) {
        if let Some(mut overlay) = self.overlays.pop() {
            overlay.insert(self, text);
            self.overlays.push(overlay);
        }
        self.say_amiss();
    }

    /// Says what the text in front did not take of what was typed or pasted last.
    pub fn say_amiss(&mut self) {
        let editor = self.overlays.last_mut().and_then(|overlay| overlay.editor());
        let Some(amiss) = editor.and_then(Editor::take_amiss) else { return };
        let text = report::amiss::amiss(self.lang(), &amiss);
        self.say(text);
    }

    /// Says how to switch the input method off, where kana reach a place for commands.
    pub fn say_input_method(&mut self) {
        self.notify(
            "日本語入力がオンです。半角英数に切り替えると操作できます。",
            "The input method is on; switch it off to use command keys.",
        );
    }
}
