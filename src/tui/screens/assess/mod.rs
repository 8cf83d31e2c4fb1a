//! The assessment: tree, question with its verdict, and the live gaps, on one screen.

mod draw;
pub mod gaps;
pub mod question;
mod state;
pub mod tree;

use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::text::tr;
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::closing::close_or_reopen;
use crate::tui::desktop::{Desktop, Subject};
use crate::tui::impact;
use crate::tui::list::scrolled;
use crate::tui::message::StoreCommand;
use crate::tui::outline::{self, Node};
use crate::tui::overlay::prompt::{Prompt, ask_reason};
use crate::tui::row_registers::{no_register, register_of};
use crate::tui::screens::Screen;

use self::draw::lines;
pub use state::{Assess, AssessLayout, Pane};

impl Screen for Assess {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        match action {
            Action::Yes => claim(self, desktop, Answer::Yes),
            Action::No => claim(self, desktop, Answer::No),
            Action::DontKnow => claim(self, desktop, Answer::Unknown),
            Action::NotApplicable => {
                answerable(self, desktop).into_iter().for_each(|at| ask_reason(desktop, at));
            }
            Action::ClearClaim => clear(self, desktop),
            Action::Remark => remark(self, desktop),
            Action::NextOpen => next_open(self, desktop, true),
            Action::PreviousOpen => next_open(self, desktop, false),
            Action::ThatIsAll => that_is_all(self, desktop),
            Action::NextPane => {
                self.pane = match self.pane {
                    Pane::Tree => Pane::Question,
                    Pane::Question => Pane::Tree,
                };
            }
            _ => return travel(self, desktop, action),
        }
        true
    }

    /// Keeps the cursor in sight and tells where the person is, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let layout = AssessLayout::of(desktop.size);
        let Some(session) = &desktop.session else { return };
        self.tree.scroll(session, usize::from(layout.tree.height));
        if std::mem::take(&mut self.arrived) && layout.single {
            self.pane = Pane::Question;
        }
        let row = self.tree.row();
        if row != self.visited {
            self.visited = row;
            self.scroll = 0;
            if let Some(at) = row {
                let id = session.pack.rows()[at].id.clone();
                desktop.want(StoreCommand::Visit(id));
            }
        }
        look_ahead(self, desktop);
        if self.scroll == 0 {
            return;
        }
        let Some(session) = &desktop.session else { return };
        let lines = lines(self, desktop, session, &layout).len();
        let most = lines.saturating_sub(usize::from(layout.question.height));
        self.scroll = self.scroll.min(most);
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }

    fn row(&self, desktop: &Desktop) -> Option<usize> {
        let session = desktop.session.as_ref()?;
        self.tree.row().filter(|&at| session.pack.answerable(at) && session.findings.at(at).value.is_none())
    }

    fn subject(&self, desktop: &Desktop) -> Option<Subject> {
        let session = desktop.session.as_ref()?;
        Some(match self.tree.cursor()? {
            Node::Row(at) => Subject::Row(at),
            Node::Category(at) => Subject::Category(session.pack.categories[at].id.clone()),
        })
    }

    /// On a category, which nobody answers, unfolding takes the place of the claims. It is as wide as they are, so
    /// that a move in the tree leaves the rest of the footer as it was; further down the text says what to press.
    fn acts(&self, desktop: &Desktop, action: Action) -> bool {
        let on_category = desktop.session.is_some() && self.tree.row().is_none();
        match action {
            Action::Yes | Action::No | Action::DontKnow => !on_category,
            Action::Open => on_category,
            _ => true,
        }
    }
}

/// Works out what each answer to the question under the cursor would flip. Every answer takes a judgement of its
/// own, so this waits until the question has the focus.
fn look_ahead(screen: &mut Assess, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let row = screen.row(desktop).filter(|_| screen.pane == Pane::Question);
    let Some(at) = row else { return screen.ahead = (None, Vec::new()) };
    let key = Some((at, session.revision()));
    if screen.ahead.0 == key {
        return;
    }
    let flips = |answer: Answer| {
        let row = &session.pack.rows()[at];
        let claim = desktop.claim(row, answer, String::new());
        let change = Change::set_claim(&session.assessment, &row.id, Some(claim));
        (answer, impact::of(session, &change))
    };
    screen.ahead = (key, [Answer::Yes, Answer::No, Answer::Unknown].map(flips).to_vec());
}

fn travel(screen: &mut Assess, desktop: &mut Desktop, action: Action) -> bool {
    let layout = AssessLayout::of(desktop.size);
    let Some(session) = &desktop.session else { return false };
    let in_question = screen.pane == Pane::Question;
    let height = usize::from(layout.tree.height);
    match action {
        Action::ScrollUp => screen.scroll = screen.scroll.saturating_sub(1),
        Action::ScrollDown => screen.scroll += 1,
        Action::Up | Action::Down | Action::PageUp | Action::PageDown if in_question => {
            let from = scrolled(screen.scroll, (usize::MAX, height), action);
            screen.scroll = from.unwrap_or(screen.scroll);
        }
        Action::Left if in_question && layout.single => screen.pane = Pane::Tree,
        Action::Left => screen.tree.left(session),
        Action::Right => screen.tree.right(session),
        Action::Open => {
            if !screen.tree.toggle(session) {
                screen.pane = if in_question { Pane::Tree } else { Pane::Question };
            }
        }
        _ => return screen.tree.travel(session, action, height),
    }
    true
}

/// Claims an answer on the row under the cursor and moves on to the next open question.
fn claim(screen: &mut Assess, desktop: &mut Desktop, answer: Answer) {
    let Some(at) = answerable(screen, desktop) else { return };
    let Some(session) = &desktop.session else { return };
    let row = &session.pack.rows()[at];
    let remark = session
        .assessment
        .claim(&row.id)
        .filter(|known| known.answer != Answer::NotApplicable)
        .map_or_else(String::new, |known| known.remark.clone());
    let claim = desktop.claim(row, answer, remark);
    desktop.edit(Change::set_claim(&session.assessment, &row.id, Some(claim)));
    // What flipped was said already and comes first; the next yes will do.
    if answer == Answer::Yes && desktop.notice.is_none() {
        tell_of_records(screen, desktop, at);
    }
    move_on(screen, desktop);
}

/// Says once that a yes needs records, where only an open register keeps it from more.
fn tell_of_records(screen: &mut Assess, desktop: &mut Desktop, at: usize) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    let short = session.findings.at(at).verdict() == Some(Verdict::NeedsConfirmation);
    if screen.told_of_records || !short {
        return;
    }
    let open = register_of(session, at).filter(|&register| session.assessment.open(register));
    let Some(register) = open else { return };
    let name = words::register(lang, register);
    let text = tr!(
        lang,
        "「はい」だけでは要確認です。適合見込みには{name}の記録が要ります(t)。",
        "Yes alone means needs confirmation; satisfied takes entries in {name} (t)."
    );
    screen.told_of_records = true;
    desktop.say(text);
}

/// The row under the cursor, if a person can answer it; otherwise says who decides it.
fn answerable(screen: &mut Assess, desktop: &mut Desktop) -> Option<usize> {
    let session = desktop.session.as_ref()?;
    let Some(at) = screen.tree.row() else {
        desktop.notify("区分の判定は下の設問から決まります。", "A category is judged from its questions.");
        return None;
    };
    if session.findings.at(at).value.is_some() {
        desktop.notify(
            "この行は契約実績の台帳から数えます。",
            "This row is counted from the contract register.",
        );
        return None;
    }
    if !session.pack.answerable(at) {
        desktop.notify(
            "この要件は下の設問から判定されます。右矢印キーで開きます。",
            "This requirement is judged from the questions below it; Right opens them.",
        );
        return None;
    }
    Some(at)
}

fn move_on(screen: &mut Assess, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let next = screen.tree.find(session, true, |at| outline::is_open_question(session, at));
    if let Some(next) = next {
        screen.go(session, next);
    }
}

fn next_open(screen: &mut Assess, desktop: &mut Desktop, forward: bool) {
    let Some(session) = &desktop.session else { return };
    match screen.tree.find(session, forward, |at| outline::is_open_question(session, at)) {
        Some(next) => screen.go(session, next),
        None => desktop.notify(
            "判定を左右する未回答の設問はありません。",
            "No open question is left that could decide something.",
        ),
    }
}

fn clear(screen: &mut Assess, desktop: &mut Desktop) {
    let Some(at) = answerable(screen, desktop) else { return };
    let Some(session) = &desktop.session else { return };
    let row = session.pack.rows()[at].id.clone();
    desktop.edit(Change::set_claim(&session.assessment, &row, None));
}

fn remark(screen: &mut Assess, desktop: &mut Desktop) {
    let Some(at) = answerable(screen, desktop) else { return };
    let Some(session) = &desktop.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let claim = session.assessment.claim(&row).cloned().unwrap_or(Claim {
        row,
        answer: Answer::Unknown,
        remark: String::new(),
        by: String::new(),
        post: String::new(),
        at: String::new(),
    });
    desktop.open(Prompt::remark(claim));
}

/// Asks who closes the register behind this row, or reopens it.
fn that_is_all(screen: &mut Assess, desktop: &mut Desktop) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    let row = screen.tree.row();
    match row.and_then(|at| register_of(session, at)) {
        Some(register) => close_or_reopen(desktop, register),
        None => desktop.say(no_register(lang, row)),
    }
}
