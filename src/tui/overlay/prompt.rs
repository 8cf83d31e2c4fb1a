//! A box for one text: a remark, a reason, a path, a name.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::register::Register;
use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::canvas::Canvas;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key, Paste};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::typing;
use crate::tui::update;

/// A box for one text.
#[derive(Debug)]
pub struct Prompt {
    purpose: Purpose,
    editor: Editor,
    several_lines: bool,
}

/// What the text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The remark on a row, with the claim it goes to.
    Remark(Claim),
    /// The reason for "not applicable".
    Reason(String),
    /// A file to open.
    Path,
    /// A file to go on in.
    SaveAs,
    /// Who says that a register is complete.
    Closing(Register),
}

impl Prompt {
    /// A remark on a claim, in several lines.
    pub fn remark(claim: Claim) -> Self {
        let editor = Editor::multi(&claim.remark);
        Self { purpose: Purpose::Remark(claim), editor, several_lines: true }
    }

    /// A box of one line.
    pub fn line(purpose: Purpose, text: &str) -> Self {
        Self { purpose, editor: Editor::single(text), several_lines: false }
    }

    fn title(&self, lang: Lang) -> String {
        match (&self.purpose, lang) {
            (Purpose::Remark(claim), Lang::Ja) => format!("備考 ({})", claim.row),
            (Purpose::Remark(claim), Lang::En) => format!("Remark ({})", claim.row),
            (Purpose::Reason(row), Lang::Ja) => format!("対象外とする理由 ({row})"),
            (Purpose::Reason(row), Lang::En) => format!("Why not applicable ({row})"),
            (Purpose::Path, _) => pick(lang, "開くファイル", "File to open").to_owned(),
            (Purpose::SaveAs, _) => {
                pick(lang, "保存して続けるファイル", "File to save to and go on in").to_owned()
            }
            (Purpose::Closing(register), Lang::Ja) => {
                format!("{}は「これで全部」: 確認した人の名前", words::register(lang, *register))
            }
            (Purpose::Closing(register), Lang::En) => {
                format!("The {} is complete, says (name)", words::register(lang, *register))
            }
        }
    }
}

/// Enter accepts, Esc leaves, everything else is typing.
pub fn key(model: &mut Model, mut prompt: Prompt, key: Key) {
    match key.code {
        Code::Esc => {}
        Code::Enter if !key.alt => accept(model, &prompt),
        _ => {
            if let Some(command) = typing::command(key) {
                prompt.editor.apply(&command);
            }
            model.push(Overlay::Prompt(prompt));
        }
    }
}

/// Pasted text goes in at the caret.
pub fn paste(model: &mut Model, mut prompt: Prompt, paste: &Paste) {
    prompt.editor.apply(&EditCommand::Insert(paste.text.clone()));
    model.push(Overlay::Prompt(prompt));
}

fn accept(model: &mut Model, prompt: &Prompt) {
    let text = prompt.editor.text().trim().to_owned();
    match &prompt.purpose {
        Purpose::Path | Purpose::SaveAs if text.is_empty() => {}
        Purpose::SaveAs => model.want(Effect::SaveAs(Some(PathBuf::from(text)))),
        Purpose::Path => model.want(Effect::Open(PathBuf::from(text))),
        Purpose::Remark(claim) => {
            let claim =
                Claim { remark: text, by: model.prefs.by.clone(), at: model.now.clone(), ..claim.clone() };
            set_claim(model, claim);
        }
        Purpose::Reason(_) if text.is_empty() => {
            let text =
                pick(model.lang(), "理由がないと対象外にはできません。", "Not applicable needs a reason.");
            model.say(text);
        }
        Purpose::Reason(row) => {
            let claim = Claim {
                row: row.clone(),
                answer: Answer::NotApplicable,
                remark: text,
                by: model.prefs.by.clone(),
                at: model.now.clone(),
            };
            set_claim(model, claim);
        }
        Purpose::Closing(register) => close(model, *register, &text),
    }
}

fn set_claim(model: &mut Model, claim: Claim) {
    let Some(session) = &model.session else { return };
    let change = Change::set_claim(&session.assessment, &claim.row.clone(), Some(claim));
    update::edit(model, change);
}

fn close(model: &mut Model, register: Register, by: &str) {
    let (Some(today), Some(session)) = (model.today(), &model.session) else { return };
    if by.is_empty() {
        let text = pick(
            model.lang(),
            "だれが確認したか、名前が要ります。",
            "A name is needed: who says that it is complete.",
        );
        model.say(text);
        return;
    }
    let change = Change::close(&session.assessment, register, by, today);
    by.clone_into(&mut model.prefs.by);
    update::edit(model, change);
}

/// Draws the box in the upper third, so that an input method has room below the caret.
pub fn draw(model: &Model, prompt: &Prompt, canvas: &mut Canvas<'_>) {
    let (columns, rows) = model.size;
    let lang = model.lang();
    let width = columns.saturating_sub(8).min(76);
    let height = if prompt.several_lines { (rows / 2).max(6) } else { 4 };
    let area = Rect::new((columns - width) / 2, (rows / 5).max(2), width, height);
    canvas.frame(area, &prompt.title(lang));
    let inner = Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 3);
    let plain = canvas.theme.plain;
    canvas.cursor = prompt.editor.draw(canvas.buf, inner, plain, canvas.mode);
    let hint = if prompt.several_lines {
        pick(lang, "Enter 決定   Ctrl-j 改行   Esc やめる", "Enter accept   Ctrl-j new line   Esc leave")
    } else {
        pick(lang, "Enter 決定   Esc やめる", "Enter accept   Esc leave")
    };
    let muted = canvas.theme.muted;
    canvas.text(area.x + 2, area.bottom() - 2, hint, muted, area.width - 4);
}
