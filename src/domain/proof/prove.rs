//! Building a proof: the same walk down the rules as the judge's, with the outcome of each part.

use std::collections::HashMap;

use super::{About, Join, Proof, ProofNode, ProofStep, decide};
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::Date;
use crate::domain::evaluate::{Basis, Ground, Judge, View, answered};
use crate::domain::pack::{Category, Pack};
use crate::domain::register::Register;
use crate::domain::rule::{Rule, Shape};
use crate::domain::verdict::{Outcome, Pair, Reading};

/// A rule in its place, and for whom it is judged.
#[derive(Clone)]
struct Spot<'r> {
    rule: &'r Rule,
    at: usize,
    path: Vec<usize>,
    view: Option<View>,
}

impl<'r> Spot<'r> {
    fn row(rule: &'r Rule, at: usize, view: Option<View>) -> Self {
        Self { rule, at, path: Vec::new(), view }
    }

    fn below(&self, rule: &'r Rule, step: usize) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { rule, path, ..self.clone() }
    }

    fn seen(&self, view: View) -> Self {
        Self { view: Some(view), ..self.clone() }
    }
}

/// What the walk below a rule found.
struct Made {
    path: Vec<usize>,
    join: Join,
    children: Vec<usize>,
    facts: Outcome,
    steps: Vec<ProofStep>,
    grounds: Vec<Ground>,
}

/// Builds one proof.
pub(super) struct Prover<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    judge: Judge<'a>,
    day: Option<Date>,
    nodes: Vec<ProofNode>,
    /// Rows already in the proof, by row and view; none while they are being proved.
    known: HashMap<(usize, Option<View>), Option<usize>>,
}

impl<'a> Prover<'a> {
    pub(super) fn new(basis: Basis<'a>) -> Self {
        let (judge, Basis { pack, assessment, day, .. }) = (Judge::new(basis), basis);
        Self { pack, assessment, judge, day, nodes: Vec::new(), known: HashMap::new() }
    }

    /// The proof of a row with what the scope makes of it.
    pub(super) fn row_as_found(mut self, at: usize) -> Proof {
        let (gate, scope) = self.judge.gate(at);
        let root = self.row(at, None);
        let (step, ground) = match gate {
            Reading::Yes => return self.finish(root),
            Reading::No => (ProofStep::SwitchedOff, Ground::OutOfScope(scope)),
            Reading::Open => (ProofStep::AtLeastOpen, Ground::ScopeUnanswered(scope)),
        };
        self.add_step(root, step, ground);
        self.finish(root)
    }

    /// The proof of a category: its top rows and those every category needs.
    pub(super) fn category(mut self, category: &Category) -> Proof {
        let pack = self.pack;
        let children: Vec<usize> = pack.tops(category).map(|id| self.top(id)).collect();
        let facts = Join::All.of(children.iter().map(|&child| self.nodes[child].outcome));
        let made = Made { children, ..Made::all(facts) };
        let root = self.push(About::Category(category.id.clone()), None, None, made);
        self.finish(root)
    }

    /// A top row; a gate that does not apply is a service outside its definition.
    fn top(&mut self, id: &str) -> usize {
        let Some(at) = self.pack.position(id) else { return self.unknown(None) };
        let node = self.row(at, None);
        let away = self.nodes[node].outcome == Outcome::NotApplicable;
        if !away || !matches!(self.pack.rows()[at].rule.shape(), Shape::Offered) {
            return node;
        }
        let mut outside = self.nodes[node].clone();
        outside.steps.push(ProofStep::OutsideDefinition);
        outside.outcome = ProofStep::OutsideDefinition.on(outside.outcome);
        self.nodes.push(outside);
        self.nodes.len() - 1
    }

    fn finish(mut self, root: usize) -> Proof {
        let grounds = &mut self.nodes[root].grounds;
        if self.day.is_none() && !grounds.contains(&Ground::NoReferenceDate) {
            grounds.push(Ground::NoReferenceDate);
        }
        let mut proof = Proof { nodes: self.nodes, root };
        decide::mark(&mut proof);
        proof
    }

    fn add_step(&mut self, at: usize, step: ProofStep, ground: Ground) {
        let node = &mut self.nodes[at];
        node.steps.push(step);
        node.outcome = step.on(node.outcome);
        if !node.grounds.contains(&ground) {
            node.grounds.push(ground);
        }
    }

    fn push(&mut self, about: About, row: Option<usize>, person: Option<usize>, made: Made) -> usize {
        let outcome = made.steps.iter().fold(made.facts, |outcome, step| step.on(outcome));
        let person = person.map(|index| self.assessment.people[index].id.clone());
        let Made { path, join, children, facts, steps, grounds } = made;
        let (claim, decides) = (None, false);
        let node = ProofNode {
            about,
            row,
            path,
            person,
            join,
            facts,
            steps,
            outcome,
            claim,
            children,
            grounds,
            decides,
        };
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// A row that is not there, or that rests on itself in a circle: nothing is known.
    fn unknown(&mut self, row: Option<usize>) -> usize {
        self.push(About::Row, row, None, Made::leaf(Pair::OPEN.into(), Vec::new()))
    }

    /// A row for no particular person, or for a view.
    fn row(&mut self, at: usize, view: Option<View>) -> usize {
        match self.known.insert((at, view), None) {
            Some(None) => return self.unknown(Some(at)),
            Some(Some(node)) => {
                self.known.insert((at, view), Some(node));
                return node;
            }
            None => {}
        }
        let rule = &self.pack.rows()[at].rule;
        self.judge.row(at);
        let spot = Spot::row(rule, at, view);
        let made = match view {
            None if rule.is_personal() => self.best_person(&spot, true),
            _ => self.rule(&spot),
        };
        let node = self.claimed(at, view, made);
        self.known.insert((at, view), Some(node));
        node
    }

    /// A row with what was claimed on it.
    fn claimed(&mut self, at: usize, view: Option<View>, mut made: Made) -> usize {
        let heeded = view.is_none_or(|view| view.heeds_claims);
        let claim = self.judge.claim_on(at).filter(|_| heeded && !self.pack.rows()[at].carries_value());
        if let (Some(answer), Outcome::Judged(_)) = (claim, made.facts) {
            made.steps.extend(self.claim_step(at, view, answer));
            let facts = made.facts.pair().unwrap_or(Pair::OPEN);
            if made.steps.contains(&ProofStep::Claimed(answer)) && answered(answer, facts).1 {
                made.grounds.push(Ground::Contradiction(answer));
            }
        }
        let node = self.push(About::Row, Some(at), view.and_then(|view| view.person), made);
        self.nodes[node].claim = claim;
        node
    }

    fn claim_step(&self, at: usize, view: Option<View>, answer: Answer) -> Option<ProofStep> {
        let rule = &self.pack.rows()[at].rule;
        match (answer, view) {
            (Answer::NotApplicable, None) if self.judge.waives(at) => Some(ProofStep::Waived),
            (Answer::NotApplicable, Some(_)) if self.judge.waives(at) => Some(ProofStep::RouteWaived),
            (Answer::Yes | Answer::No, Some(_)) => Some(ProofStep::Claimed(answer)),
            (Answer::Yes | Answer::No, None) if !rule.is_claim() => Some(ProofStep::Claimed(answer)),
            _ => None,
        }
    }

    fn parts(&mut self, spot: &Spot<'_>, rules: &[Rule]) -> Vec<usize> {
        rules.iter().enumerate().map(|(step, rule)| self.part(&spot.below(rule, step))).collect()
    }

    /// A part of a rule as a node; a row named there is a node of its own.
    fn part(&mut self, spot: &Spot<'_>) -> usize {
        if let Shape::Row(id) | Shape::Inherits(id) = spot.rule.shape() {
            return self.reference(id, spot);
        }
        let made = self.rule(spot);
        self.push(About::Part, Some(spot.at), spot.view.and_then(|view| view.person), made)
    }

    fn reference(&mut self, id: &str, spot: &Spot<'_>) -> usize {
        let Some(at) = self.pack.position(id) else { return self.unknown(None) };
        match spot.view {
            Some(view) if self.judge.about_people(at) => {
                let heeds_claims = view.heeds_claims && self.judge.hears(at, spot.at);
                self.row(at, Some(View { heeds_claims, ..view }))
            }
            _ => self.row(at, None),
        }
    }

    fn rule(&mut self, spot: &Spot<'_>) -> Made {
        match spot.rule.shape() {
            Shape::All(rules) => self.joined(Join::All, spot, rules),
            Shape::Any(rules) => self.joined(Join::Any, spot, rules),
            Shape::AtLeast(least, rules) => self.joined(Join::AtLeast(least), spot, rules),
            Shape::AllIfStrict(rules) => self.joined(Join::AllIfStrict, spot, rules),
            Shape::Row(id) | Shape::Inherits(id) => {
                let child = self.reference(id, spot);
                self.same(spot, child)
            }
            Shape::When { scope, then } => self.when(spot, scope, then),
            Shape::Somebody(inner) => self.best_person(&spot.below(inner, 0), false),
            Shape::Route(inner) => self.rule(&spot.below(inner, 0)),
            Shape::Everybody { role, of } => self.coverage(spot, role, of),
            Shape::OfPerson if spot.view.is_none() => self.best_person(spot, true),
            Shape::OfPerson | Shape::Declared | Shape::Offered | Shape::Shown | Shape::Counted(_) => {
                self.leaf(spot)
            }
        }
    }

    fn leaf(&self, spot: &Spot<'_>) -> Made {
        let (facts, grounds) = self.judge.probe_as(spot.rule, spot.at, spot.view);
        Made { path: spot.path.clone(), ..Made::leaf(facts, grounds) }
    }

    fn joined(&mut self, join: Join, spot: &Spot<'_>, rules: &[Rule]) -> Made {
        let children = self.parts(spot, rules);
        self.join(join, spot, children)
    }

    fn join(&self, join: Join, spot: &Spot<'_>, children: Vec<usize>) -> Made {
        let facts = join.of(children.iter().map(|&child| self.nodes[child].outcome));
        Made { path: spot.path.clone(), join, children, ..Made::all(facts) }
    }

    fn same(&self, spot: &Spot<'_>, child: usize) -> Made {
        self.join(Join::Same, spot, vec![child])
    }

    fn when(&mut self, spot: &Spot<'_>, scope: &[String], then: &Rule) -> Made {
        let gate = self.judge.offers(scope);
        if gate == Reading::No {
            let grounds = vec![Ground::OutOfScope(scope.to_vec())];
            return Made { path: spot.path.clone(), ..Made::leaf(Outcome::NotApplicable, grounds) };
        }
        let child = self.part(&spot.below(then, 0));
        let mut made = self.same(spot, child);
        if gate == Reading::Open {
            made.steps.push(ProofStep::AtLeastOpen);
            made.grounds.push(Ground::ScopeUnanswered(scope.to_vec()));
        }
        made
    }

    /// One node for each person, the nearest first, and one for somebody yet to come while the roster is open.
    fn best_person(&mut self, spot: &Spot<'_>, engaged: bool) -> Made {
        let mut children: Vec<usize> = (0..self.assessment.people.len())
            .map(|index| self.person(&spot.seen(through(Some(index))), index, engaged))
            .collect();
        self.nearest_first(&mut children);
        if self.assessment.open(Register::Roster) || self.day.is_none() {
            let pair = self.judge.unknown_person(spot.rule, spot.at);
            children.push(self.somebody_else(spot, pair));
        }
        self.join(Join::Any, spot, children)
    }

    fn nearest_first(&self, people: &mut [usize]) {
        people.sort_by_key(|&node| {
            let pair = self.nodes[node].outcome.pair();
            std::cmp::Reverse(pair.map(|pair| (pair.lenient(), pair.strict())))
        });
    }

    /// Somebody yet to be listed: open, unless what was answered is said of everybody; then the answers are below.
    fn somebody_else(&mut self, spot: &Spot<'_>, pair: Pair) -> usize {
        let ground =
            if self.day.is_none() { Ground::NoReferenceDate } else { Ground::RegisterOpen(Register::Roster) };
        let mut made = if pair == Pair::OPEN {
            Made { path: spot.path.clone(), ..Made::leaf(pair.into(), Vec::new()) }
        } else {
            let made = self.rule(&spot.seen(through(None)));
            Made { steps: [made.steps, vec![ProofStep::NothingShown]].concat(), ..made }
        };
        made.grounds.push(ground);
        self.push(About::Newcomer, Some(spot.at), None, made)
    }

    fn person(&mut self, spot: &Spot<'_>, index: usize, engaged: bool) -> usize {
        let mut made = self.rule(spot);
        made.steps.push(ProofStep::NothingShown);
        if engaged && spot.rule.held_role().is_none() && self.day.is_some() {
            let qualified = self.push(About::Part, Some(spot.at), Some(index), made);
            let (pair, grounds) = self.judge.probe_asked(index, spot.at);
            let works = Made::leaf(pair.into(), grounds);
            let works = self.push(About::Engaged, Some(spot.at), Some(index), works);
            made = self.join(Join::All, spot, vec![works, qualified]);
        }
        self.push(About::Person, Some(spot.at), Some(index), made)
    }

    /// Everybody engaged in a role; while the roster is open others may come.
    fn coverage(&mut self, spot: &Spot<'_>, role: &str, of: &Rule) -> Made {
        if self.day.is_none() {
            return Made { grounds: vec![Ground::NoReferenceDate], ..self.leaf(spot) };
        }
        let open = self.assessment.open(Register::Roster);
        let may_be_met = self.judge.may_still_be_met(of, spot.at);
        let category = self.pack.category_of(spot.at).id.clone();
        let works: Vec<Reading> = (0..self.assessment.people.len())
            .map(|index| self.judge.works_in(index, &category, role).lenient())
            .collect();
        let inner = spot.below(of, 0);
        let mut children: Vec<usize> = Vec::new();
        for index in (0..works.len()).filter(|&index| works[index] == Reading::Yes) {
            let mut made = self.rule(&inner.seen(through(Some(index))));
            made.steps.push(ProofStep::NothingShown);
            made.steps.extend((open && may_be_met).then_some(ProofStep::AtLeastOpen));
            children.push(self.push(About::Person, Some(spot.at), Some(index), made));
        }
        self.nearest_first(&mut children);
        let may_work = works.iter().position(|&works| works == Reading::Open);
        match may_work.filter(|_| children.is_empty() && !open) {
            Some(index) => {
                let (_, grounds) = self.judge.probe_work(index, &category, role);
                let made = Made::leaf(Pair::NO.while_open(may_be_met).into(), grounds);
                children.push(self.push(About::Person, Some(spot.at), Some(index), made));
            }
            // Whether others come is open, however they would read; leniently the one who holds is enough.
            None if open => {
                let holds = |&node: &usize| {
                    self.nodes[node].outcome.pair().is_some_and(|pair| pair.lenient() == Reading::Yes)
                };
                let pair = Pair::NO.while_open(may_be_met || children.iter().any(holds));
                children.push(self.somebody_else(&inner, pair));
            }
            None => {}
        }
        let mut made = self.join(Join::Everybody, spot, children);
        if made.children.is_empty() {
            made.grounds.push(Ground::NobodyEngaged { role: role.to_owned() });
        }
        made
    }
}

impl Made {
    fn leaf(facts: Outcome, grounds: Vec<Ground>) -> Self {
        Self { path: Vec::new(), join: Join::Leaf, children: Vec::new(), facts, steps: Vec::new(), grounds }
    }

    fn all(facts: Outcome) -> Self {
        Self { join: Join::All, ..Self::leaf(facts, Vec::new()) }
    }
}

fn through(person: Option<usize>) -> View {
    View { person, heeds_claims: true }
}
