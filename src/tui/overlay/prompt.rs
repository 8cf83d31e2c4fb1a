//! A box for one text: a remark, a reason, a path, a name.

use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::domain::assessment::{Answer, Claim, Profile};
use crate::domain::change::Change;
use crate::domain::pack::{NotApplicable, Requirement};
use crate::domain::signer::Statement;
use crate::domain::text::{pick, tr};
use crate::domain::typed_date;
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::chrome;
use crate::tui::desktop::{Desktop, Outcome, Overlay};
use crate::tui::editor::Editor;
use crate::tui::keys::{Code, Key};
use crate::tui::message::StoreCommand;
use crate::tui::typing;

/// A box for one text.
#[derive(Debug)]
pub struct Prompt {
    purpose: PromptPurpose,
    editor: Editor,
    several_lines: bool,
}

/// What the text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptPurpose {
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
        Self { purpose: PromptPurpose::Remark(claim), editor, several_lines: true }
    }

    /// A box of one line.
    pub fn line(purpose: PromptPurpose, text: &str) -> Self {
        Self { purpose, editor: Editor::single(text), several_lines: false }
    }

    /// Asks for another file to go on in, proposing the present one.
    pub fn elsewhere(desktop: &Desktop) -> Self {
        let path = desktop.session.as_ref().map(|session| desktop.shown(&session.path));
        Self::line(PromptPurpose::SaveAs, &path.unwrap_or_default())
    }

    fn title(&self, desktop: &Desktop) -> String {
        let lang = desktop.lang();
        let named = |id: &String| {
            let row = desktop.session.as_ref().and_then(|session| session.pack.row(id));
            row.map_or_else(|| id.clone(), |row| row.title.get(lang).to_owned())
        };
        let (ja, en) = match &self.purpose {
            PromptPurpose::Remark(claim) => return tr!(lang, "備考: {}", "Remark: {}", named(&claim.row)),
            PromptPurpose::Reason(row) => {
                return tr!(lang, "対象外とする理由: {}", "Why not applicable: {}", named(row));
            }
            PromptPurpose::Path => ("開くファイル", "File to open"),
            PromptPurpose::SaveAs => ("保存して続けるファイル", "File to save to and go on in"),
            PromptPurpose::ScenarioName => ("シナリオの名前", "Name of the scenario"),
            PromptPurpose::TryDate => {
                ("ためす基準日(例 2027-07-31)", "Reference date to try (such as 2027-07-31)")
            }
        };
        pick(lang, ja, en).to_owned()
    }
}

impl Overlay for Prompt {
    fn focus(&self) -> Option<BoxFocus> {
        Some(if self.several_lines { BoxFocus::Lines } else { BoxFocus::OneLine })
    }

    /// Enter accepts, Esc leaves, everything else is typing.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match key.code {
            Code::Esc => {
                if self.purpose == PromptPurpose::SaveAs {
                    desktop.after_save = None;
                }
                return Outcome::Close;
            }
            Code::Enter if !key.alt => {
                if !lacking(desktop, self) {
                    accept(desktop, self);
                    return Outcome::Close;
                }
            }
            _ => {
                typing::edit(&mut self.editor, key);
            }
        }
        Outcome::Keep
    }

    /// Draws the box in the upper third, so that an input method has room below the caret.
    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let (columns, rows) = desktop.size;
        let width = columns.saturating_sub(8).min(76);
        let height = if self.several_lines { (rows / 2).max(6) } else { 4 };
        let area = Rect::new((columns - width) / 2, (rows / 5).max(2), width, height);
        canvas.frame(area, &self.title(desktop));
        let inner = Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 3);
        canvas.cursor = self.editor.draw(canvas.buf, inner, canvas.theme.plain, canvas.mode);
        self.focus().into_iter().for_each(|inside| {
            chrome::box_keys(desktop, canvas, (area.x + 2, area.bottom() - 2), inside, area.width - 4);
        });
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        Some(&mut self.editor)
    }
}

/// Asks why a row is not applicable; says so where it may never be.
pub fn ask_reason(desktop: &mut Desktop, at: usize) {
    let Some(session) = &desktop.session else { return };
    let row = &session.pack.rows()[at];
    if row.not_applicable == NotApplicable::Never {
        return desktop.notify(
            "この要件は必須のため、対象外にはできません。",
            "This requirement must hold; it cannot be not applicable.",
        );
    }
    let reason = session.assessment.claim(&row.id).map_or("", |claim| &claim.remark);
    desktop.open(Prompt::line(PromptPurpose::Reason(row.id.clone()), reason));
}

fn accept(desktop: &mut Desktop, prompt: &Prompt) {
    let text = prompt.editor.text().trim().to_owned();
    match &prompt.purpose {
        PromptPurpose::SaveAs => desktop.want(StoreCommand::SaveAs(Some(PathBuf::from(text)))),
        PromptPurpose::Path => desktop.want(StoreCommand::Open(PathBuf::from(text))),
        PromptPurpose::Remark(claim) => remark(desktop, claim, text),
        PromptPurpose::Reason(id) => {
            let claim = row(desktop, id).map(|row| desktop.claim(row, Answer::NotApplicable, text));
            claim.into_iter().for_each(|claim| set_claim(desktop, claim));
        }
        PromptPurpose::ScenarioName => desktop.put_aside(&text),
        PromptPurpose::TryDate => {
            let Ok(day) = typed_date::day(&text) else { return };
            desktop.attempt(|assessment| {
                let profile = Profile { reference_date: Some(day), ..assessment.profile.clone() };
                vec![Change::set_profile(assessment, profile)]
            });
        }
    }
}

fn set_claim(desktop: &mut Desktop, claim: Claim) {
    let Some(session) = &desktop.session else { return };
    desktop.edit(Change::set_claim(&session.assessment, &claim.row.clone(), Some(claim)));
}

/// A remark is signed as the answer is that it goes with; a declaration stays whose it is.
fn remark(desktop: &mut Desktop, claim: &Claim, remark: String) {
    let Some(row) = row(desktop, &claim.row) else { return };
    let declares = Statement::answering(row, claim.answer) == Statement::Declarations;
    let claim =
        if declares { Claim { remark, ..claim.clone() } } else { desktop.claim(row, claim.answer, remark) };
    set_claim(desktop, claim);
}

fn row<'m>(desktop: &'m Desktop, id: &str) -> Option<&'m Requirement> {
    desktop.session.as_ref()?.pack.row(id)
}

/// True, after saying so, if something must be typed first; the box stays.
fn lacking(desktop: &mut Desktop, prompt: &Prompt) -> bool {
    let lang = desktop.lang();
    let given = prompt.editor.text().trim();
    let text = match prompt.purpose {
        PromptPurpose::ScenarioName if desktop.trial.as_ref().is_some_and(|trial| trial.is_taken(given)) => {
            pick(
                lang,
                "その名前のシナリオはもうあります。別の名前にしてください。",
                "There is a scenario of that name already; give another.",
            )
        }
        PromptPurpose::TryDate if typed_date::day(given).is_err() => {
            pick(lang, "年月日で書いてください。例 2027-07-31", "Write a day, such as 2027-07-31.")
        }
        _ if !given.is_empty() => return false,
        PromptPurpose::ScenarioName | PromptPurpose::TryDate => {
            pick(lang, "名前を付けてください。", "A name is needed.")
        }
        PromptPurpose::Reason(_) => {
            pick(lang, "対象外とするには理由を書いてください。", "Not applicable needs a reason.")
        }
        PromptPurpose::Path | PromptPurpose::SaveAs => {
            pick(lang, "ファイルのパスを書いてください。", "Type the path of the file.")
        }
        PromptPurpose::Remark(_) => return false,
    };
    desktop.say(text);
    true
}
