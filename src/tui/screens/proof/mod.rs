//! Why, and why not: the proof of a verdict as a tree, both readings side by side, down to the register entries.

mod draw;

use std::collections::HashSet;

use crate::domain::evaluate::Ground;
use crate::domain::proof::{About, Join, Line, Proof, ProofNode, of_category, of_row};
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Goal, Subject, WayBack};
use crate::tui::list::{List, travel_or_scroll};
use crate::tui::screens::Screen;
use crate::tui::session::Session;
use crate::tui::tab::Tab;

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
    list: List,
    scroll: usize,
}

fn prove(screen: &mut ProofPage, desktop: &mut Desktop) {
    let (Some(session), Some(subject)) = (&desktop.session, &screen.subject) else { return };
    let (pack, references, assessment) = (&session.pack, &session.references, &session.assessment);
    let day = assessment.profile.reference_date;
    let proof = match subject {
        Subject::Row(at) => Some(of_row(pack, references, assessment, day, *at)),
        Subject::Category(id) => of_category(pack, references, assessment, day, id),
    };
    screen.leads = proof.as_ref().map_or(Vec::new(), Proof::leads);
    screen.proof = proof;
    screen.edits = session.revision();
}

impl ProofPage {
    /// Proves a row or a category; false, after saying why, if there is nothing to prove.
    pub fn prove(&mut self, desktop: &mut Desktop, subject: Option<Subject>) -> bool {
        let Some(subject) = subject else {
            desktop.notify(
                "理由を見たい要件か区分を選んでから押してください。",
                "Choose a requirement or a category first.",
            );
            return false;
        };
        if let (Some(session), Subject::Row(at)) = (&desktop.session, &subject)
            && session.findings.at(*at).value.is_some()
        {
            desktop.notify(
                "この行は数えるだけで、判定はありません。",
                "This row is only counted; it has no verdict.",
            );
            return false;
        }
        *self = Self { subject: Some(subject), ..Self::default() };
        prove(self, desktop);
        self.proof.is_some()
    }

    /// The lines in sight.
    fn lines(&self, session: &Session) -> Vec<Line> {
        let Some(proof) = &self.proof else { return Vec::new() };
        let spare = |row: usize| crate::report::why::is_spare(&session.findings, proof, row);
        let unfolded = |line: &Line, _: &ProofNode| {
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

impl Screen for ProofPage {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let Some(session) = &desktop.session else { return false };
        let lines = self.lines(session);
        let at = self.list.at;
        let Some(line) = lines.get(at) else { return false };
        match action {
            Action::Left if line.open => self.turn(&line.key),
            Action::Left => {
                let parent = line.key.split_last().map_or(&[][..], |(_, parent)| parent);
                self.list.at = lines.iter().position(|above| above.key == parent).unwrap_or(at);
            }
            Action::Right if line.below && !line.open => self.turn(&line.key),
            Action::Right => self.list.at += usize::from(line.open),
            Action::NextOpen | Action::PreviousOpen => {
                self.list.at = deciding(self, &lines, action == Action::NextOpen).unwrap_or(at);
            }
            Action::Open => jump(self, desktop, &line.clone()),
            Action::Why => return desktop.go_back(),
            _ => {
                let height = draw::areas(desktop.size).list.height;
                return travel_or_scroll(&mut self.list, &mut self.scroll, action, height);
            }
        }
        true
    }

    /// Keeps the tree true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != session.revision() {
            prove(self, desktop);
        }
        let Some(session) = &desktop.session else { return };
        let areas = draw::areas(desktop.size);
        self.list.settle(self.lines(session).len(), usize::from(areas.list.height));
        if self.scroll > 0 {
            let lines = draw::details(self, desktop, session, areas.text.width).len();
            self.scroll = self.scroll.min(areas.most(lines));
        }
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }
}

/// The next or previous deciding line in sight, going round.
fn deciding(screen: &ProofPage, lines: &[Line], forward: bool) -> Option<usize> {
    let proof = screen.proof.as_ref()?;
    let decides = |line: &Line| line.ground.is_none() && proof.node(line.node).decides;
    let all: Vec<usize> = (0..lines.len()).filter(|&at| decides(&lines[at])).collect();
    let at = screen.list.at;
    if forward {
        all.iter().find(|&&next| next > at).or(all.first()).copied()
    } else {
        all.iter().rev().find(|&&next| next < at).or(all.last()).copied()
    }
}

/// Goes to the question or the register entry behind a line; Esc comes back.
fn jump(screen: &mut ProofPage, desktop: &mut Desktop, line: &Line) {
    let Some(node) = screen.proof.as_ref().map(|proof| proof.node(line.node)) else { return };
    let Some(session) = &desktop.session else { return };
    let goal = match line.ground {
        Some(ground) => of_ground(session, node, &node.grounds[ground]),
        None => of_node(session, node),
    };
    if let Some(goal) = goal {
        desktop.show(goal, WayBack::Here);
    }
}

fn of_node(session: &Session, node: &ProofNode) -> Option<Goal> {
    let fact = node.grounds.iter().find(|ground| matches!(ground, Ground::Fact(_)));
    match (&node.about, node.row, &node.person) {
        (About::Category(id), ..) => {
            session.pack.categories.iter().position(|category| category.id == *id).map(Goal::Category)
        }
        (About::Newcomer, ..) => Some(Goal::Register(Tab::Roster)),
        (About::Person | About::Engaged, _, Some(person)) => Some(Goal::Entry(person.to_string())),
        (About::Part, ..) if node.join == Join::Leaf && fact.is_some() => of_ground(session, node, fact?),
        (About::Part, _, Some(person)) if node.join == Join::Leaf => Some(Goal::Entry(person.to_string())),
        (_, Some(row), _) => Some(Goal::Row(row)),
        _ => None,
    }
}

fn of_ground(session: &Session, node: &ProofNode, ground: &Ground) -> Option<Goal> {
    match ground {
        Ground::Fact(fact) if Tab::holding(&session.assessment, &fact.id).is_some() => {
            Some(Goal::Entry(fact.id.clone()))
        }
        // A chosen standard goes by the id of its row.
        Ground::Fact(_) | Ground::NoChoice { .. } => Some(Goal::Register(Tab::Standards)),
        Ground::Person { id, .. } => Some(Goal::Entry(id.clone())),
        Ground::NothingIn(register) | Ground::RegisterOpen(register) => {
            Some(Goal::Register(Tab::of(*register)))
        }
        Ground::NobodyEngaged { .. } => Some(Goal::Register(Tab::Roster)),
        Ground::OutOfScope(rows) | Ground::ScopeUnanswered(rows) => {
            rows.iter().find_map(|id| session.pack.position(id)).map(Goal::Row)
        }
        Ground::Count(_) => Some(Goal::Register(Tab::Contracts)),
        _ => node.row.map(Goal::Row),
    }
}
