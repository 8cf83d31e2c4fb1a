//! Why, and why not: the proof of a verdict as a tree, both readings side by side, down to the register entries.

mod draw;

use std::collections::HashSet;

use crate::domain::evaluate::Ground;
use crate::domain::proof::{About, Join, Line, Node, Proof, of_category, of_row};
use crate::report::words::pick;
use crate::tui::action::Action;
use crate::tui::model::{Model, Page};
use crate::tui::screens::assess::tree::Node as Branch;
use crate::tui::screens::cursor::Cursor;
use crate::tui::screens::plan;
use crate::tui::screens::table::{self, tab::Tab};
use crate::tui::session::Session;

pub use draw::draw;

/// What is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A row, by position.
    Row(usize),
    /// A category, by id.
    Category(String),
}

/// State of the screen.
#[derive(Debug, Default)]
pub struct ProofPage {
    subject: Option<Subject>,
    proof: Option<Proof>,
    /// Nodes on the way to a deciding one; these are unfolded from the start.
    leads: Vec<bool>,
    /// Lines folded or unfolded by hand.
    turned: HashSet<Vec<usize>>,
    /// The edits made when it was proved.
    edits: u64,
    cursor: Cursor,
    scroll: usize,
}

/// Proves what stands under the cursor of the page in front.
pub fn begin(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let subject = match model.page {
        Page::Assess => match model.assess.tree.cursor() {
            Some(Branch::Row(at)) => Some(Subject::Row(at)),
            Some(Branch::Category(at)) => Some(Subject::Category(session.pack.categories[at].id.clone())),
            None => None,
        },
        Page::Board => model.board.row(session).map(Subject::Row),
        Page::Review => {
            let category = || Subject::Category(model.review.category().to_owned());
            Some(model.review.row().map_or_else(category, Subject::Row))
        }
        Page::Plan => {
            let category = || model.plan.category(session).map(Subject::Category);
            plan::row(model).map(Subject::Row).or_else(category)
        }
        _ => None,
    };
    match subject {
        Some(subject) => open(model, subject),
        None => model.say(pick(
            model.lang(),
            "理由を見たい要件か区分を選んでから押してください。",
            "Choose a requirement or a category first.",
        )),
    }
}

/// Proves a row or a category.
pub fn open(model: &mut Model, subject: Subject) {
    if let (Some(session), Subject::Row(at)) = (&model.session, &subject)
        && session.findings.at(*at).value.is_some()
    {
        return model.say(pick(
            model.lang(),
            "この行は数えるだけで、判定はありません。",
            "This row is only counted; it has no verdict.",
        ));
    }
    model.proof = ProofPage { subject: Some(subject), ..ProofPage::default() };
    prove(model);
    if model.proof.proof.is_some() {
        model.jump(Page::Proof);
    }
}

fn prove(model: &mut Model) {
    let (Some(session), Some(subject)) = (&model.session, &model.proof.subject) else { return };
    let (pack, references, assessment) = (&session.pack, &session.references, &session.assessment);
    let day = assessment.profile.reference_date;
    let proof = match subject {
        Subject::Row(at) => Some(of_row(pack, references, assessment, day, *at)),
        Subject::Category(id) => of_category(pack, references, assessment, day, id),
    };
    model.proof.leads = proof.as_ref().map_or(Vec::new(), Proof::leads);
    model.proof.proof = proof;
    model.proof.edits = session.revision();
}

impl ProofPage {
    /// The lines in sight.
    fn lines(&self, session: &Session) -> Vec<Line> {
        let Some(proof) = &self.proof else { return Vec::new() };
        let spare = |row: usize| crate::report::why::is_spare(&session.findings, proof, row);
        let unfolded = |line: &Line, _: &Node| {
            let led = line.key.is_empty() || (self.leads[line.node] && !line.spare);
            led != self.turned.contains(&line.key)
        };
        proof.outline(&spare, &unfolded)
    }

    fn turn(&mut self, key: &[usize]) {
        if !self.turned.remove(key) {
            self.turned.insert(key.to_owned());
        }
    }
}

/// Keeps the tree true to the assessment and the cursor in sight, after each message.
pub fn settle(model: &mut Model) {
    let Some(session) = &model.session else { return };
    if model.proof.edits != session.revision() {
        prove(model);
    }
    let Some(session) = &model.session else { return };
    let count = model.proof.lines(session).len();
    let layout = draw::Layout::of(model.size);
    model.proof.cursor.settle(count, usize::from(layout.tree.height));
    if model.proof.scroll > 0 {
        let Some(session) = &model.session else { return };
        let lines = draw::details(model, session, layout.details.width).len();
        let most = lines.saturating_sub(usize::from(layout.details.height));
        model.proof.scroll = model.proof.scroll.min(most);
    }
}

/// Carries out an action of this screen; false if it is none.
pub fn act(model: &mut Model, action: Action) -> bool {
    let Some(session) = &model.session else { return false };
    let lines = model.proof.lines(session);
    let at = model.proof.cursor.at;
    let Some(line) = lines.get(at) else { return false };
    let screen = &mut model.proof;
    match action {
        Action::ScrollUp => screen.scroll = screen.scroll.saturating_sub(1),
        Action::ScrollDown => screen.scroll += 1,
        Action::Left if line.open => screen.turn(&line.key),
        Action::Left => {
            let parent = line.key.split_last().map_or(&[][..], |(_, parent)| parent);
            screen.cursor.at = lines.iter().position(|above| above.key == parent).unwrap_or(at);
        }
        Action::Right if line.below && !line.open => screen.turn(&line.key),
        Action::Right => screen.cursor.at += usize::from(line.open),
        Action::NextOpen | Action::PreviousOpen => {
            screen.cursor.at = deciding(screen, &lines, action == Action::NextOpen).unwrap_or(at);
        }
        Action::Open => jump(model, &line.clone()),
        Action::Why => return crate::tui::update::go_back(model),
        _ => {
            let page = usize::from(draw::Layout::of(model.size).tree.height);
            let moved = screen.cursor.travel(action, page);
            screen.scroll = if moved { 0 } else { screen.scroll };
            return moved;
        }
    }
    true
}

/// The next or previous deciding line in sight, going round.
fn deciding(screen: &ProofPage, lines: &[Line], forward: bool) -> Option<usize> {
    let proof = screen.proof.as_ref()?;
    let decides = |line: &Line| line.ground.is_none() && proof.node(line.node).decides;
    let all: Vec<usize> = (0..lines.len()).filter(|&at| decides(&lines[at])).collect();
    let at = screen.cursor.at;
    if forward {
        all.iter().find(|&&next| next > at).or(all.first()).copied()
    } else {
        all.iter().rev().find(|&&next| next < at).or(all.last()).copied()
    }
}

/// Goes to the question or the register entry behind a line; Esc comes back.
fn jump(model: &mut Model, line: &Line) {
    let Some(node) = model.proof.proof.as_ref().map(|proof| proof.node(line.node).clone()) else { return };
    let kept = model.trail.clone();
    match line.ground {
        Some(ground) => to_ground(model, &node, &node.grounds[ground].clone()),
        None => to_node(model, &node),
    }
    if model.page != Page::Proof {
        model.trail = kept;
        model.came_from(Page::Proof);
    }
}

fn to_node(model: &mut Model, node: &Node) {
    let fact = node.grounds.iter().find(|ground| matches!(ground, Ground::Fact(_)));
    match (&node.about, node.row, &node.person) {
        (About::Category(id), ..) => {
            if let Some(session) = &model.session
                && let Some(at) = session.pack.categories.iter().position(|category| category.id == *id)
            {
                model.assess.go_to_category(session, at);
                model.page = Page::Assess;
            }
        }
        (About::Newcomer, ..) => table::show(model, Tab::Roster),
        (About::Person | About::Engaged, _, Some(person)) => table::open_fact(model, person),
        (About::Part, ..) if node.join == Join::Leaf && fact.is_some() => {
            if let Some(fact) = fact.cloned() {
                to_ground(model, node, &fact);
            }
        }
        (About::Part, _, Some(person)) if node.join == Join::Leaf => table::open_fact(model, person),
        (_, Some(row), _) => to_row(model, row),
        _ => {}
    }
}

fn to_ground(model: &mut Model, node: &Node, ground: &Ground) {
    match ground {
        Ground::Fact(fact) => {
            table::open_fact(model, &fact.id);
            if model.page == Page::Proof {
                // A chosen standard goes by the id of its row.
                table::show(model, Tab::Standards);
            }
        }
        Ground::Person { id, .. } => table::open_fact(model, id),
        Ground::NothingIn(register) | Ground::RegisterOpen(register) => {
            table::show(model, Tab::of(*register));
        }
        Ground::NoChoice { .. } => table::show(model, Tab::Standards),
        Ground::NobodyEngaged { .. } => table::show(model, Tab::Roster),
        Ground::OutOfScope(rows) | Ground::ScopeUnanswered(rows) => {
            let row =
                model.session.as_ref().and_then(|open| rows.iter().find_map(|id| open.pack.position(id)));
            row.into_iter().for_each(|row| to_row(model, row));
        }
        Ground::Count(_) => table::show(model, Tab::Contracts),
        _ => node.row.into_iter().for_each(|row| to_row(model, row)),
    }
}

/// Goes to the question of a row.
pub fn to_row(model: &mut Model, at: usize) {
    if let Some(session) = &model.session {
        model.assess.go(session, at);
        model.page = Page::Assess;
    }
}
