//! A box for one text: a remark, a reason, a path, a name.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::domain::assessment::{Answer, Claim, Profile};
use crate::domain::change::Change;
use crate::domain::pack::Requirement;
use crate::domain::signer::Statement;
use crate::domain::text::Lang;
use crate::domain::typed_date;
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::impact;
use crate::tui::keys::{Code, Key};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::scratch;
use crate::tui::typing;
use crate::tui::update;
use crate::tui::view;

/// A box for one text.
#[derive(Debug)]
pub struct Prompt {
    purpose: Purpose,
    editor: Editor,
    several_lines: bool,
    /// What accepting it would flip, line by line.
    ahead: Vec<String>,
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
    /// What a scenario is called.
    ScenarioName,
    /// Another reference date to try.
    TryDate,
}

impl Prompt {
    /// A remark on a claim, in several lines.
    pub fn remark(claim: Claim) -> Self {
        let editor = Editor::multi(&claim.remark);
        Self { purpose: Purpose::Remark(claim), editor, several_lines: true, ahead: Vec::new() }
    }

    /// A box of one line.
    pub fn line(purpose: Purpose, text: &str) -> Self {
        Self { purpose, editor: Editor::single(text), several_lines: false, ahead: Vec::new() }
    }

    /// The same with what accepting it would flip.
    #[must_use]
    pub fn noting(self, ahead: Vec<String>) -> Self {
        Self { ahead, ..self }
    }

    /// Whose keys act in it.
    pub fn inside(&self) -> Inside {
        match self.purpose {
            _ if self.several_lines => Inside::Lines,
            _ => Inside::OneLine,
        }
    }

    fn title(&self, model: &Model) -> String {
        let lang = model.lang();
        let named = |id: &String| {
            let row = model.session.as_ref().and_then(|session| session.pack.row(id));
            row.map_or_else(|| id.clone(), |row| row.title.get(lang).to_owned())
        };
        match (&self.purpose, lang) {
            (Purpose::Remark(claim), Lang::Ja) => format!("備考: {}", named(&claim.row)),
            (Purpose::Remark(claim), Lang::En) => format!("Remark: {}", named(&claim.row)),
            (Purpose::Reason(row), Lang::Ja) => format!("対象外とする理由: {}", named(row)),
            (Purpose::Reason(row), Lang::En) => format!("Why not applicable: {}", named(row)),
            (Purpose::Path, _) => pick(lang, "開くファイル", "File to open").to_owned(),
            (Purpose::SaveAs, _) => {
                pick(lang, "保存して続けるファイル", "File to save to and go on in").to_owned()
            }
            (Purpose::ScenarioName, _) => pick(lang, "シナリオの名前", "Name of the scenario").to_owned(),
            (Purpose::TryDate, _) => {
                pick(lang, "ためす基準日(例 2027-07-31)", "Reference date to try (such as 2027-07-31)")
                    .to_owned()
            }
        }
    }
}

/// Enter accepts, Esc leaves, everything else is typing.
pub fn key(model: &mut Model, mut prompt: Prompt, key: Key) {
    match key.code {
        Code::Esc => leave(model, &prompt),
        Code::Enter if !key.alt => {
            if lacking(model, &prompt) {
                model.push(Overlay::Prompt(prompt));
            } else {
                accept(model, &prompt);
            }
        }
        _ => {
            if let Some(command) = typing::command(key) {
                prompt.editor.apply(&command);
            }
            model.push(Overlay::Prompt(prompt));
        }
    }
}

/// The text in the box.
pub fn editor(prompt: &mut Prompt) -> &mut Editor {
    &mut prompt.editor
}

/// Text that came at once goes in at the caret.
pub fn insert(model: &mut Model, mut prompt: Prompt, text: &str) {
    prompt.editor.apply(&EditCommand::Insert(text.to_owned()));
    model.push(Overlay::Prompt(prompt));
}

fn leave(model: &mut Model, prompt: &Prompt) {
    if prompt.purpose == Purpose::SaveAs {
        model.after_save = None;
    }
}

fn accept(model: &mut Model, prompt: &Prompt) {
    let text = prompt.editor.text().trim().to_owned();
    match &prompt.purpose {
        Purpose::SaveAs => model.want(Effect::SaveAs(Some(PathBuf::from(text)))),
        Purpose::Path => model.want(Effect::Open(PathBuf::from(text))),
        Purpose::Remark(claim) => remark(model, claim, text),
        Purpose::Reason(id) => {
            let claim = row(model, id).map(|row| model.claim(row, Answer::NotApplicable, text));
            claim.into_iter().for_each(|claim| set_claim(model, claim));
        }
        Purpose::ScenarioName => scratch::put_aside(model, &text),
        Purpose::TryDate => {
            let Ok(day) = typed_date::day(&text) else { return };
            scratch::attempt(model, |assessment| {
                let profile = Profile { reference_date: Some(day), ..assessment.profile.clone() };
                vec![Change::set_profile(assessment, profile)]
            });
        }
    }
}

fn set_claim(model: &mut Model, claim: Claim) {
    let Some(session) = &model.session else { return };
    let change = Change::set_claim(&session.assessment, &claim.row.clone(), Some(claim));
    update::edit(model, change);
}

/// A remark is signed as the answer is that it goes with; a declaration stays whose it is.
fn remark(model: &mut Model, claim: &Claim, remark: String) {
    let Some(row) = row(model, &claim.row) else { return };
    let declares = Statement::answering(row, claim.answer) == Statement::Declarations;
    let claim =
        if declares { Claim { remark, ..claim.clone() } } else { model.claim(row, claim.answer, remark) };
    set_claim(model, claim);
}

fn row<'m>(model: &'m Model, id: &str) -> Option<&'m Requirement> {
    model.session.as_ref()?.pack.row(id)
}

/// True, after saying so, if something must be typed first; the box stays.
fn lacking(model: &mut Model, prompt: &Prompt) -> bool {
    let lang = model.lang();
    let given = prompt.editor.text().trim();
    let text = match prompt.purpose {
        Purpose::ScenarioName if scratch::is_taken(model, given) => pick(
            lang,
            "その名前のシナリオはもうあります。別の名前にしてください。",
            "There is a scenario of that name already; give another.",
        ),
        Purpose::TryDate if typed_date::day(given).is_err() => {
            pick(lang, "年月日で書いてください。例 2027-07-31", "Write a day, such as 2027-07-31.")
        }
        _ if !given.is_empty() => return false,
        Purpose::ScenarioName | Purpose::TryDate => pick(lang, "名前を付けてください。", "A name is needed."),
        Purpose::Reason(_) => {
            pick(lang, "対象外とするには理由を書いてください。", "Not applicable needs a reason.")
        }
        Purpose::Path | Purpose::SaveAs => {
            pick(lang, "ファイルのパスを書いてください。", "Type the path of the file.")
        }
        Purpose::Remark(_) => return false,
    };
    model.say(text);
    true
}

/// Draws the box in the upper third, so that an input method has room below the caret.
pub fn draw(model: &Model, prompt: &Prompt, canvas: &mut Canvas<'_>) {
    let (columns, rows) = model.size;
    let width = columns.saturating_sub(8).min(76);
    let told = u16::try_from(prompt.ahead.len()).unwrap_or(0);
    let told = if told == 0 { 0 } else { told + 1 };
    let height = if prompt.several_lines { (rows / 2).max(6) } else { 4 + told };
    let area = Rect::new((columns - width) / 2, (rows / 5).max(2), width, height);
    canvas.frame(area, &prompt.title(model));
    let inner = Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 3 - told);
    let plain = canvas.theme.plain;
    ahead(model, prompt, canvas, Rect::new(inner.x, inner.bottom(), inner.width, told));
    canvas.cursor = prompt.editor.draw(canvas.buf, inner, plain, canvas.mode);
    view::box_keys(model, canvas, (area.x + 2, area.bottom() - 2), prompt.inside(), area.width - 4);
}

/// What accepting it would flip.
fn ahead(model: &Model, prompt: &Prompt, canvas: &mut Canvas<'_>, area: Rect) {
    if prompt.ahead.is_empty() {
        return;
    }
    let (title, plain) = (canvas.theme.title, canvas.theme.plain);
    canvas.text(area.x, area.y, impact::heading(model.lang()), title, area.width);
    for (y, line) in (area.y + 1..).zip(&prompt.ahead) {
        canvas.text(area.x + 2, y, line, plain, area.width - 2);
    }
}
