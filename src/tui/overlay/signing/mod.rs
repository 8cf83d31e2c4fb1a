//! Who signs: name and post of the person, with those the file knows to choose from.
//!
//! It is asked once in each file and kept there. A name from another file is only ever a suggestion: it goes into
//! the fields and has to be accepted there. What looks like a slip of the keys is asked about first.

mod draw;
mod known;

use crate::domain::change::Change;
use crate::domain::register::Register;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::{Lang, pick, tr};
use crate::report::words;
use crate::tui::action::{Action, BoxFocus};
use crate::tui::canvas::Canvas;
use crate::tui::cells;
use crate::tui::desktop::{Desktop, Outcome, Overlay, Request};
use crate::tui::editor::Editor;
use crate::tui::keys::{Code, Key};
use crate::tui::typing;

use known::KnownSigner;

/// The box.
#[derive(Debug)]
pub struct Signing {
    statement: Statement,
    then: AfterSigning,
    name: Editor,
    post: Editor,
    focus: Focus,
    known: Vec<KnownSigner>,
    /// The name and post that were asked about; accepted again, they are taken.
    doubted: Option<Signer>,
    /// What signing would flip, line by line.
    impact: Vec<String>,
}

/// What is done once it is known who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterSigning {
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
    /// Asks who signs such statements; the person who does so already is in the fields.
    pub fn new(desktop: &Desktop, statement: Statement, then: AfterSigning) -> Self {
        let signer = desktop.session.as_ref().and_then(|session| session.assessment.signer(statement));
        let signer = signer.cloned().unwrap_or_default();
        let known = known::of(desktop, statement, &signer);
        let focus = match (signer.name.is_empty(), then, known.first()) {
            (_, AfterSigning::Nothing, Some(first)) if first.here => Focus::Known(0),
            (false, ..) => Focus::Post,
            (true, ..) => Focus::Name,
        };
        let (name, post) = (Editor::single(&signer.name), Editor::single(&signer.post));
        Self { statement, then, name, post, focus, known, doubted: None, impact: Vec::new() }
    }

    /// The same with what signing would flip.
    #[must_use]
    pub fn with_impact(self, impact: Vec<String>) -> Self {
        Self { impact, ..self }
    }

    fn keys(&self) -> BoxFocus {
        if matches!(self.then, AfterSigning::Act(_)) { BoxFocus::Name } else { BoxFocus::Signer }
    }

    fn typed(&self) -> Signer {
        let text = |editor: &Editor| editor.text().trim().to_owned();
        Signer { name: text(&self.name), post: text(&self.post), signs: Vec::new() }
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

impl Overlay for Signing {
    fn focus(&self) -> Option<BoxFocus> {
        Some(self.keys())
    }

    /// Enter goes on and accepts at the end, Esc leaves, arrows and Tab go from field to list, the rest is typing.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match key.code {
            Code::Esc => {
                leave(desktop, self);
                return Outcome::Close;
            }
            Code::Enter if !key.alt => return self.enter(desktop),
            Code::Down | Code::Tab => self.step(true),
            Code::Up | Code::BackTab => self.step(false),
            _ => {
                if let Some(editor) = self.editor() {
                    typing::edit(editor, key);
                }
            }
        }
        Outcome::Keep
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(desktop, self, canvas);
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        match self.focus {
            Focus::Name => Some(&mut self.name),
            Focus::Post => Some(&mut self.post),
            Focus::Known(_) => None,
        }
    }
}

impl Signing {
    fn enter(&mut self, desktop: &mut Desktop) -> Outcome {
        match self.focus {
            Focus::Name if !self.typed().name.is_empty() => self.focus = Focus::Post,
            Focus::Known(at) => {
                let known = self.known[at].clone();
                self.name.set_text(&known.name);
                self.post.set_text(&known.post);
                self.focus = Focus::Post;
                // Somebody of this file is chosen in one step; a name from elsewhere is only filled in.
                if known.here {
                    return self.accept(desktop);
                }
            }
            Focus::Name | Focus::Post => return self.accept(desktop),
        }
        Outcome::Keep
    }

    fn accept(&mut self, desktop: &mut Desktop) -> Outcome {
        let typed = self.typed();
        let doubt = if typed.name.is_empty() {
            self.focus = Focus::Name;
            Some(pick(desktop.lang(), "氏名を書いてください。", "Type a name.").to_owned())
        } else if self.doubted.as_ref() == Some(&typed) {
            None
        } else {
            let doubt = doubt(desktop.lang(), self.statement, &typed);
            self.doubted = doubt.is_some().then(|| typed.clone());
            doubt
        };
        if let Some(text) = doubt {
            desktop.say(text);
            return Outcome::Keep;
        }
        sign(desktop, self, &typed);
        Outcome::Close
    }
}

/// Without a name, what was wanted is done all the same, and the person knows what it lacks.
fn leave(desktop: &mut Desktop, signing: &Signing) {
    let AfterSigning::Act(action) = signing.then else { return };
    desktop.unsigned.push(signing.statement);
    desktop.ask(Request::Act(action));
    let text = match signing.statement {
        Statement::Declarations => pick(
            desktop.lang(),
            "氏名なしで記録しました。表明は要確認のままです。Y で表明する人を決められます。",
            "Recorded without a name, so it stays to be confirmed; Y says who declares.",
        ),
        Statement::Closures | Statement::Answers => pick(
            desktop.lang(),
            "氏名なしで記録しました。Y で回答する人を決められます。",
            "Recorded without a name; Y says who answers.",
        ),
    };
    desktop.ask(Request::Say(text.to_owned()));
}

/// What is asked before a name is taken.
fn doubt(lang: Lang, statement: Statement, typed: &Signer) -> Option<String> {
    let name = &typed.name;
    if cells::next_boundary(name, 0) == name.len() {
        return Some(tr!(
            lang,
            "「{name}」は1文字です。氏名に間違いなければ、もう一度 Enter を押してください。",
            "{name} is a single character. If that is the name, press Enter again."
        ));
    }
    let text = pick(
        lang,
        "役職がないと、表明は要確認のままです。なければもう一度 Enter を押してください。",
        "Without a post a declaration stays to be confirmed; press Enter again to leave it out.",
    );
    (statement == Statement::Declarations && typed.post.is_empty()).then(|| text.to_owned())
}

fn sign(desktop: &mut Desktop, signing: &Signing, typed: &Signer) {
    let Some(session) = &desktop.session else { return };
    let change = Change::name_signer(&session.assessment, &typed.name, &typed.post, signing.statement);
    let idle = change.is_idle();
    desktop.edit(change);
    if signing.statement != Statement::Declarations {
        desktop.learn_own_name(&typed.name);
    }
    match signing.then {
        AfterSigning::Nothing if idle => {}
        AfterSigning::Nothing => {
            let (lang, who) = (desktop.lang(), words::signature(desktop.lang(), &typed.name, &typed.post));
            let what = words::statement(lang, signing.statement);
            desktop.say(tr!(
                lang,
                "このファイルの{what}は、これから {who} の名で記録します。",
                "From now on {who} signs in this file: {what}."
            ));
        }
        AfterSigning::Act(action) => desktop.ask(Request::Act(action)),
        AfterSigning::Close(register) => desktop.close_register(register, typed),
    }
}
