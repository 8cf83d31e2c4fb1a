//! Who signs: name and post of the person, with those the file knows to choose from.
//!
//! It is asked once in each file and kept there. A name from another file is only ever a suggestion: it goes into
//! the fields and has to be accepted there. What looks like a slip of the keys is asked about first.

mod draw;
mod known;

use crate::domain::change::Change;
use crate::domain::register::Register;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::action::{Action, Inside};
use crate::tui::cells;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::keys::{Code, Key};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::screens::assess;
use crate::tui::typing;
use crate::tui::update;

pub use draw::draw;
use known::Known;

/// The box.
#[derive(Debug)]
pub struct Signing {
    statement: Statement,
    then: Then,
    name: Editor,
    post: Editor,
    focus: Focus,
    known: Vec<Known>,
    /// The name and post that were asked about; accepted again, they stand.
    doubted: Option<Signer>,
    /// What signing would flip, line by line.
    ahead: Vec<String>,
}

/// What is done once it is known who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing more.
    Nothing,
    /// What was wanted when it had to be asked.
    Act(Action),
    /// The register is complete.
    Close(Register),
}

/// Where typing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Name,
    Post,
    Known(usize),
}

impl Signing {
    /// Asks who signs such statements; whoever does so already stands in the fields.
    pub fn new(model: &Model, statement: Statement, then: Then) -> Self {
        let signer = model.session.as_ref().and_then(|session| session.assessment.signer(statement));
        let signer = signer.cloned().unwrap_or_default();
        let known = known::of(model, statement, &signer);
        let focus = match (signer.name.is_empty(), then, known.first()) {
            (_, Then::Nothing, Some(first)) if first.here => Focus::Known(0),
            (false, ..) => Focus::Post,
            (true, ..) => Focus::Name,
        };
        let (name, post) = (Editor::single(&signer.name), Editor::single(&signer.post));
        Self { statement, then, name, post, focus, known, doubted: None, ahead: Vec::new() }
    }

    /// The same with what signing would flip.
    #[must_use]
    pub fn noting(self, ahead: Vec<String>) -> Self {
        Self { ahead, ..self }
    }

    /// Whose keys act in it.
    pub fn inside(&self) -> Inside {
        if matches!(self.then, Then::Act(_)) { Inside::Name } else { Inside::Signer }
    }

    fn typed(&self) -> Signer {
        let text = |editor: &Editor| editor.text().trim().to_owned();
        Signer { name: text(&self.name), post: text(&self.post), signs: Vec::new() }
    }

    pub(super) fn editor(&mut self) -> Option<&mut Editor> {
        match self.focus {
            Focus::Name => Some(&mut self.name),
            Focus::Post => Some(&mut self.post),
            Focus::Known(_) => None,
        }
    }

    fn step(&mut self, forward: bool) {
        self.focus = match (self.focus, forward) {
            (Focus::Post, true) if !self.known.is_empty() => Focus::Known(0),
            (Focus::Name | Focus::Post, true) | (Focus::Known(0), false) => Focus::Post,
            (Focus::Known(at), true) => Focus::Known((at + 1).min(self.known.len().saturating_sub(1))),
            (Focus::Name | Focus::Post, false) => Focus::Name,
            (Focus::Known(at), false) => Focus::Known(at - 1),
        };
    }
}

/// Enter goes on and accepts at the end, Esc leaves, arrows and Tab go from field to list, the rest is typing.
pub fn key(model: &mut Model, mut signing: Signing, key: Key) {
    match key.code {
        Code::Esc => return leave(model, &signing),
        Code::Enter if !key.alt => return enter(model, signing),
        Code::Down | Code::Tab => signing.step(true),
        Code::Up | Code::BackTab => signing.step(false),
        _ => {
            if let (Some(editor), Some(command)) = (signing.editor(), typing::command(key)) {
                editor.apply(&command);
            }
        }
    }
    model.push(Overlay::Signing(Box::new(signing)));
}

/// Text that came at once goes in at the caret.
pub fn insert(model: &mut Model, mut signing: Signing, text: &str) {
    if let Some(editor) = signing.editor() {
        editor.apply(&EditCommand::Insert(text.to_owned()));
    }
    model.push(Overlay::Signing(Box::new(signing)));
}

fn enter(model: &mut Model, mut signing: Signing) {
    match signing.focus {
        Focus::Name if !signing.typed().name.is_empty() => signing.focus = Focus::Post,
        Focus::Known(at) => {
            let known = signing.known[at].clone();
            signing.name.set_text(&known.name);
            signing.post.set_text(&known.post);
            signing.focus = Focus::Post;
            // Somebody of this file is chosen in one step; a name from elsewhere is only filled in.
            if known.here {
                return accept(model, signing);
            }
        }
        Focus::Name | Focus::Post => return accept(model, signing),
    }
    model.push(Overlay::Signing(Box::new(signing)));
}

/// Without a name, what was wanted is done all the same, and the person knows what it lacks.
fn leave(model: &mut Model, signing: &Signing) {
    let Then::Act(action) = signing.then else { return };
    model.unsigned.push(signing.statement);
    update::act(model, action);
    let text = match signing.statement {
        Statement::Declarations => pick(
            model.lang(),
            "氏名なしで記録しました。言明は要確認のままです。Y で言明する人を決められます。",
            "Recorded without a name, so it stays to be confirmed; Y says who declares.",
        ),
        Statement::Closures | Statement::Answers => pick(
            model.lang(),
            "氏名なしで記録しました。Y で回答する人を決められます。",
            "Recorded without a name; Y says who answers.",
        ),
    };
    model.say(text);
}

fn accept(model: &mut Model, mut signing: Signing) {
    let typed = signing.typed();
    let doubt = if typed.name.is_empty() {
        signing.focus = Focus::Name;
        Some(pick(model.lang(), "氏名を書いてください。", "Type a name.").to_owned())
    } else if signing.doubted.as_ref() == Some(&typed) {
        None
    } else {
        let doubt = doubt(model.lang(), signing.statement, &typed);
        signing.doubted = doubt.is_some().then(|| typed.clone());
        doubt
    };
    if let Some(text) = doubt {
        model.say(text);
        return model.push(Overlay::Signing(Box::new(signing)));
    }
    sign(model, &signing, &typed);
}

/// What is asked before a name is taken.
fn doubt(lang: Lang, statement: Statement, typed: &Signer) -> Option<String> {
    let name = &typed.name;
    if cells::next_boundary(name, 0) == name.len() {
        return Some(match lang {
            Lang::Ja => {
                format!("「{name}」は1文字です。氏名に間違いなければ、もう一度 Enter を押してください。")
            }
            Lang::En => format!("{name} is a single character. If that is the name, press Enter again."),
        });
    }
    let text = pick(
        lang,
        "役職がないと、言明は要確認のままです。なければもう一度 Enter を押してください。",
        "Without a post a declaration stays to be confirmed; press Enter again to leave it out.",
    );
    (statement == Statement::Declarations && typed.post.is_empty()).then(|| text.to_owned())
}

fn sign(model: &mut Model, signing: &Signing, typed: &Signer) {
    let Some(session) = &model.session else { return };
    let change = Change::name_signer(&session.assessment, &typed.name, &typed.post, signing.statement);
    let idle = change.is_idle();
    update::edit(model, change);
    if signing.statement != Statement::Declarations {
        model.learn_own_name(&typed.name);
    }
    match signing.then {
        Then::Nothing if idle => {}
        Then::Nothing => {
            let (lang, who) = (model.lang(), words::signature(model.lang(), &typed.name, &typed.post));
            let what = words::statement(lang, signing.statement);
            model.say(match lang {
                Lang::Ja => format!("このファイルの{what}は、これから {who} の名で記録します。"),
                Lang::En => format!("From now on {who} signs in this file: {what}."),
            });
        }
        Then::Act(action) => update::act(model, action),
        Then::Close(register) => assess::close(model, register, typed),
    }
}
