//! The assessment: tree, question with its verdict, and the live gaps, on one screen.

mod draw;
pub mod gaps;
pub mod question;
mod registers;
pub mod signing_line;
pub mod tree;

use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::pack::NotApplicable;
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::words::{self, pick};
use crate::tui::action::Action;
use crate::tui::canvas::Lines;
use crate::tui::impact;
use crate::tui::memo::{Basis, Memo};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::prompt::{Prompt, Purpose};
use crate::tui::session::Session;
use crate::tui::update;

use self::draw::lines;
pub use self::draw::{Layout, draw};
use registers::that_is_all;
pub use registers::{close, close_or_reopen, no_register, register_of};
use tree::{Node, Tree};

/// The pane that moving keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The tree.
    #[default]
    Tree,
    /// The question.
    Question,
}

/// State of the screen.
#[derive(Debug, Default)]
pub struct Assess {
    /// The tree.
    pub tree: Tree,
    /// The pane with the focus.
    pub pane: Pane,
    /// First line of the question shown.
    pub scroll: usize,
    /// The lines of the question as they were last built.
    lines: Memo<(Basis, Option<Node>, Pane), Lines>,
    visited: Option<usize>,
    /// The cursor was led to a row; where only one pane is shown, that is the question then.
    arrived: bool,
    /// What each answer would flip, and for which row that was worked out; only while the question has the keys.
    ahead: (Option<usize>, Vec<(Answer, Flips)>),
    /// Whether it was said that a yes alone does not make 適合見込み.
    told_of_records: bool,
}

impl Assess {
    /// The screen with the cursor on a row.
    pub fn at(session: &Session, row: &str) -> Self {
        Self { tree: Tree::at(session, row), ..Self::default() }
    }

    /// The category under the cursor.
    pub fn category(&self, session: &Session) -> Option<String> {
        let at = match self.tree.cursor()? {
            Node::Category(at) => at,
            Node::Row(at) => tree::category_index(&session.pack, at),
        };
        Some(session.pack.categories[at].id.clone())
    }

    /// Goes to a row.
    pub fn go(&mut self, session: &Session, at: usize) {
        self.tree.reveal(session, at);
        self.scroll = 0;
        self.arrived = true;
    }

    /// Goes to a category.
    pub fn go_to_category(&mut self, session: &Session, at: usize) {
        self.tree.show_category(session, at);
        self.scroll = 0;
        self.arrived = true;
    }
}

/// Keeps the cursor in sight and tells where the person is, after each message.
pub fn settle(model: &mut Model) {
    let layout = Layout::of(model.size);
    let Some(session) = &model.session else { return };
    model.assess.tree.scroll(session, usize::from(layout.tree.height));
    if std::mem::take(&mut model.assess.arrived) && layout.single {
        model.assess.pane = Pane::Question;
    }
    let row = model.assess.tree.row();
    if row != model.assess.visited {
        model.assess.visited = row;
        model.assess.scroll = 0;
        if let Some(at) = row {
            let id = session.pack.rows()[at].id.clone();
            model.want(Effect::Visit(id));
        }
    }
    look_ahead(model);
    if model.assess.scroll == 0 {
        return;
    }
    let Some(session) = &model.session else { return };
    let lines = lines(model, session, &layout).len();
    let most = lines.saturating_sub(usize::from(layout.question.height));
    model.assess.scroll = model.assess.scroll.min(most);
}

/// Works out what each answer to the question under the cursor would flip. Every answer takes a judgement of its
/// own, so this waits until somebody turns to the question.
fn look_ahead(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let row = model.assess.tree.row().filter(|&at| {
        model.assess.pane == Pane::Question
            && session.pack.answerable(at)
            && session.findings.at(at).value.is_none()
    });
    let Some(at) = row else { return model.assess.ahead = (None, Vec::new()) };
    if model.assess.ahead.0 == Some(at) {
        return;
    }
    let flips = |answer: Answer| {
        let row = &session.pack.rows()[at];
        let claim = model.claim(row, answer, String::new());
        let change = Change::set_claim(&session.assessment, &row.id, Some(claim));
        (answer, impact::of(session, &change))
    };
    model.assess.ahead = (Some(at), [Answer::Yes, Answer::No, Answer::Unknown].map(flips).to_vec());
}

/// Something was edited, so that what was worked out ahead is old.
pub fn look_again(model: &mut Model) {
    model.assess.ahead = (None, Vec::new());
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    match action {
        Action::Yes => claim(model, Answer::Yes),
        Action::No => claim(model, Answer::No),
        Action::DontKnow => claim(model, Answer::Unknown),
        Action::NotApplicable => not_applicable(model),
        Action::ClearClaim => clear(model),
        Action::Remark => remark(model),
        Action::NextOpen => next_open(model, true),
        Action::PreviousOpen => next_open(model, false),
        Action::ThatIsAll => that_is_all(model),
        Action::NextPane => {
            model.assess.pane = match model.assess.pane {
                Pane::Tree => Pane::Question,
                Pane::Question => Pane::Tree,
            };
        }
        _ => return travel(model, action),
    }
    true
}

fn travel(model: &mut Model, action: Action) -> bool {
    let layout = Layout::of(model.size);
    let page = usize::from(layout.tree.height.max(2)) - 1;
    let Some(session) = &model.session else { return false };
    let in_question = model.assess.pane == Pane::Question;
    let assess = &mut model.assess;
    let lines = isize::try_from(page).unwrap_or(isize::MAX);
    match action {
        Action::ScrollUp => assess.scroll = assess.scroll.saturating_sub(1),
        Action::ScrollDown => assess.scroll += 1,
        Action::Up if in_question => assess.scroll = assess.scroll.saturating_sub(1),
        Action::Down if in_question => assess.scroll += 1,
        Action::PageUp if in_question => assess.scroll = assess.scroll.saturating_sub(page),
        Action::PageDown if in_question => assess.scroll += page,
        Action::Up => assess.tree.step(session, -1),
        Action::Down => assess.tree.step(session, 1),
        Action::PageUp => assess.tree.step(session, -lines),
        Action::PageDown => assess.tree.step(session, lines),
        Action::First => assess.tree.step(session, isize::MIN),
        Action::Last => assess.tree.step(session, isize::MAX),
        Action::Left if in_question && layout.single => assess.pane = Pane::Tree,
        Action::Left => assess.tree.left(session),
        Action::Right => assess.tree.right(session),
        Action::Open => {
            if !assess.tree.toggle(session) {
                assess.pane = if in_question { Pane::Tree } else { Pane::Question };
            }
        }
        _ => return false,
    }
    true
}

/// Claims an answer on the row under the cursor and moves on to the next open question.
fn claim(model: &mut Model, answer: Answer) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = &session.pack.rows()[at];
    let remark = session
        .assessment
        .claim(&row.id)
        .filter(|known| known.answer != Answer::NotApplicable)
        .map_or_else(String::new, |known| known.remark.clone());
    let claim = model.claim(row, answer, remark);
    let change = Change::set_claim(&session.assessment, &row.id, Some(claim));
    update::edit(model, change);
    // What flipped was said already and comes first; the next yes will do.
    if answer == Answer::Yes && model.notice.is_none() {
        tell_of_records(model, at);
    }
    move_on(model);
}

/// Says once that a yes needs records, where only an open register keeps it from more.
fn tell_of_records(model: &mut Model, at: usize) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let short = session.findings.at(at).verdict() == Some(Verdict::NeedsConfirmation);
    if model.assess.told_of_records || !short {
        return;
    }
    let open = register_of(session, at).filter(|&register| session.assessment.open(register));
    let Some(register) = open else { return };
    let name = words::register(lang, register);
    let text = match lang {
        Lang::Ja => format!("「はい」だけでは要確認です。適合見込みには{name}の記録が要ります(t)。"),
        Lang::En => format!("Yes alone means needs confirmation; satisfied takes entries in {name} (t)."),
    };
    model.assess.told_of_records = true;
    model.say(text);
}

/// The row under the cursor, if a person can answer it; otherwise says who decides it.
fn answerable(model: &mut Model) -> Option<usize> {
    let lang = model.lang();
    let session = model.session.as_ref()?;
    let Some(at) = model.assess.tree.row() else {
        model.say(pick(
            lang,
            "区分の判定は下の設問から決まります。",
            "A category is judged from its questions.",
        ));
        return None;
    };
    if session.findings.at(at).value.is_some() {
        model.say(pick(
            lang,
            "この行は契約実績の台帳から数えます。",
            "This row is counted from the contract register.",
        ));
        return None;
    }
    if !session.pack.answerable(at) {
        model.say(pick(
            lang,
            "この要件は下の設問から判定されます。右矢印キーで開きます。",
            "This requirement is judged from the questions below it; Right opens them.",
        ));
        return None;
    }
    Some(at)
}

fn move_on(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let next = model.assess.tree.find(session, true, |at| tree::is_open_question(session, at));
    if let Some(next) = next {
        model.assess.go(session, next);
    }
}

fn next_open(model: &mut Model, forward: bool) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    match model.assess.tree.find(session, forward, |at| tree::is_open_question(session, at)) {
        Some(next) => model.assess.go(session, next),
        None => model.say(pick(
            lang,
            "判定を左右する未回答の設問はありません。",
            "No open question is left that could decide something.",
        )),
    }
}

fn not_applicable(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let row = &session.pack.rows()[at];
    if row.not_applicable == NotApplicable::Never {
        model.say(pick(
            lang,
            "この要件は必須のため、対象外にはできません。",
            "This requirement must hold; it cannot be not applicable.",
        ));
        return;
    }
    let reason = session.assessment.claim(&row.id).map_or(String::new(), |claim| claim.remark.clone());
    let prompt = Prompt::line(Purpose::Reason(row.id.clone()), &reason);
    model.push(Overlay::Prompt(prompt));
}

fn clear(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let change = Change::set_claim(&session.assessment, &row, None);
    update::edit(model, change);
}

fn remark(model: &mut Model) {
    let Some(at) = answerable(model) else { return };
    let Some(session) = &model.session else { return };
    let row = session.pack.rows()[at].id.clone();
    let claim = session.assessment.claim(&row).cloned().unwrap_or(Claim {
        row,
        answer: Answer::Unknown,
        remark: String::new(),
        by: String::new(),
        post: String::new(),
        at: String::new(),
    });
    model.push(Overlay::Prompt(Prompt::remark(claim)));
}
