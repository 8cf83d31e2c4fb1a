//! The judge: every row once, its children first; nodes on both halves; claims on top of facts.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use super::grounds::{Ground, Notes};
use crate::domain::assessment::{Answer, Assessment, Catalog, Claim};
use crate::domain::date::Date;
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::reference::References;
use crate::domain::register::{Cover, Document, Record};
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair, Reading};

/// How deep rows about people may refer to each other before the answer is "open".
const MOST_NESTED: usize = 64;

/// Whose eyes a rule is judged through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct View {
    /// A person by position, or nobody yet on the roster.
    pub(crate) person: Option<usize>,
    /// Whether claims on the rows below act; headcounts go by facts alone.
    pub(crate) heeds_claims: bool,
}

/// One evaluation: the inputs and what was already judged.
pub(crate) struct Judge<'a> {
    pub(crate) pack: &'a Pack,
    pub(super) catalog: Catalog<'a>,
    pub(super) assessment: &'a Assessment,
    pub(super) day: Option<Date>,
    claims: HashMap<&'a str, &'a Claim>,
    covers: HashMap<&'a str, Vec<(&'a Document, &'a Cover)>>,
    records: HashMap<&'a str, Vec<&'a Record>>,
    /// Rows that speak of a person, known once they are judged.
    personal: RefCell<Vec<bool>>,
    /// Outcomes from facts alone, and with claims, of the rows judged so far.
    shown: RefCell<Vec<Option<Outcome>>>,
    rows: RefCell<Vec<Option<Outcome>>>,
    own: RefCell<HashMap<(usize, View), Option<Outcome>>>,
    /// What was already told in grounds, so that nothing is told twice.
    told: RefCell<HashSet<(usize, View)>>,
    depth: Cell<usize>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(
        pack: &'a Pack,
        references: &'a References,
        assessment: &'a Assessment,
        day: Option<Date>,
    ) -> Self {
        let count = pack.rows().len();
        Self {
            pack,
            catalog: Catalog::new(references, assessment),
            assessment,
            day,
            claims: claims_by_row(assessment),
            covers: covers_by_row(assessment),
            records: records_by_row(assessment),
            personal: RefCell::new(vec![false; count]),
            shown: RefCell::new(vec![None; count]),
            rows: RefCell::new(vec![None; count]),
            own: RefCell::default(),
            told: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// Lets everything be told again, for a caller that asks about several rows apart.
    pub(super) fn tell_anew(&self) {
        self.told.borrow_mut().clear();
    }

    pub(super) fn category_of_row(&self, row: &str) -> &'a str {
        self.pack.position(row).map_or("", |at| &self.pack.category_of(at).id)
    }

    pub(super) fn review_end(&self, day: Date) -> Date {
        self.assessment.profile.review_end_for(day)
    }

    /// The claim on a row; of several, which no file should hold, the latest.
    pub(super) fn claim(&self, row: &str) -> Option<&'a Claim> {
        self.claims.get(row).copied()
    }

    pub(super) fn answerable(&self, at: usize) -> bool {
        self.pack.answerable(at)
    }

    /// Documents that serve a row, with the place.
    pub(super) fn serving(&self, row: &str) -> &[(&'a Document, &'a Cover)] {
        self.covers.get(row).map_or(&[], Vec::as_slice)
    }

    /// Records that show a row.
    pub(super) fn recorded(&self, row: &str) -> &[&'a Record] {
        self.records.get(row).map_or(&[], Vec::as_slice)
    }

    /// The outcome of a row, claims included. Each row is judged once, the rows it rests on before it;
    /// where rows rest on each other in a circle (lint refuses that), the circle is open.
    pub(crate) fn row(&self, at: usize) -> Outcome {
        if let Some(outcome) = self.rows.borrow()[at] {
            return outcome;
        }
        let mut path = vec![(at, self.pack.rests_on(at))];
        let mut seen = HashSet::from([at]);
        while let Some((here, below)) = path.last_mut() {
            if let Some((&child, rest)) = below.split_last() {
                *below = rest;
                if self.rows.borrow()[child].is_none() && seen.insert(child) {
                    path.push((child, self.pack.rests_on(child)));
                }
            } else {
                self.settle(*here);
                path.pop();
            }
        }
        self.settled(at)
    }

    fn settle(&self, at: usize) {
        let personal = self.speaks_of_a_person(&self.pack.rows()[at].rule);
        self.personal.borrow_mut()[at] = personal;
        let facts = self.facts(at, &mut Notes::unwanted());
        self.shown.borrow_mut()[at] = Some(facts);
        self.rows.borrow_mut()[at] = Some(self.claimed(at, facts).0);
    }

    /// What facts alone make of a row that was judged.
    pub(super) fn shown(&self, at: usize) -> Option<Outcome> {
        self.shown.borrow()[at]
    }

    /// A row below another: judged by now, unless it stands in a circle.
    fn settled(&self, at: usize) -> Outcome {
        self.rows.borrow()[at].unwrap_or(Outcome::Judged(Pair::OPEN))
    }

    pub(super) fn speaks_of_a_person(&self, rule: &Rule) -> bool {
        match rule {
            Rule::Person(_) | Rule::Coverage { .. } => false,
            Rule::Row(id) | Rule::Inherits(id) => {
                self.pack.position(id).is_some_and(|at| self.personal.borrow()[at])
            }
            _ => personal(rule) || rule.children().into_iter().any(|child| self.speaks_of_a_person(child)),
        }
    }

    /// The pair from facts; rows about people without a person in view take the best engaged one.
    pub(super) fn facts(&self, at: usize, notes: &mut Notes) -> Outcome {
        let rule = &self.pack.rows()[at].rule;
        if personal(rule) {
            self.best_person(rule, at, true, notes).into()
        } else {
            self.node(rule, at, None, notes)
        }
    }

    /// What a claim makes of the pair from facts, and whether it contradicts them (design section 3, point 3).
    pub(super) fn claimed(&self, at: usize, facts: Outcome) -> (Outcome, bool) {
        let row = &self.pack.rows()[at];
        let (Outcome::Judged(pair), true) = (facts, self.answerable(at)) else { return (facts, false) };
        let Some(claim) = self.claim(&row.id) else { return (facts, false) };
        match (claim.answer, &row.rule) {
            (Answer::NotApplicable, _) if waived(claim, row.not_applicable) => {
                (Outcome::NotApplicable, false)
            }
            (_, Rule::Offered | Rule::Declared) => (facts, false),
            (answer, _) => {
                let (pair, contradiction) = answered(answer, pair);
                (pair.into(), contradiction)
            }
        }
    }

    /// True if the rule is all that stands in the row, not a part of it.
    pub(super) fn whole(&self, rule: &Rule, at: usize) -> bool {
        std::ptr::eq(rule, &raw const self.pack.rows()[at].rule)
    }

    /// Judges a rule that stands in a row, through somebody's eyes or for nobody in particular.
    pub(super) fn node(&self, rule: &Rule, at: usize, view: Option<View>, notes: &mut Notes) -> Outcome {
        match rule {
            Rule::All(rules) => Outcome::all(self.nodes(rules, at, view, notes)),
            Rule::Any(rules) => Outcome::any(self.nodes(rules, at, view, notes)),
            Rule::AtLeast(k, rules) => Outcome::at_least(*k, self.nodes(rules, at, view, notes)),
            Rule::AllIfStrict(rules) => Outcome::all_if_strict(self.nodes(rules, at, view, notes)),
            Rule::Row(id) | Rule::Inherits(id) => self.reference(id, at, view, notes),
            Rule::When { scope, then } => self.when(scope, then, at, view, notes),
            Rule::Person(inner) => self.best_person(inner, at, false, notes).into(),
            Rule::Route(inner) => self.node(inner, at, view, notes),
            Rule::Coverage { role, of } => self.coverage(role, of, at, notes).into(),
            Rule::Kind(_) | Rule::Act(_) => Outcome::NotApplicable,
            _ if personal(rule) => match view {
                None => self.best_person(rule, at, true, notes).into(),
                Some(view) => self.person_leaf(rule, at, view, notes).into(),
            },
            _ => self.leaf(rule, at, notes).into(),
        }
    }

    fn nodes(&self, rules: &[Rule], at: usize, view: Option<View>, notes: &mut Notes) -> Vec<Outcome> {
        rules.iter().map(|rule| self.node(rule, at, view, notes)).collect()
    }

    fn reference(&self, id: &str, from: usize, view: Option<View>, notes: &mut Notes) -> Outcome {
        let Some(at) = self.pack.position(id) else { return Pair::OPEN.into() };
        if let (Some(view), true) = (view, self.personal.borrow()[at]) {
            let home = self.pack.category_of(at).id == self.pack.category_of(from).id;
            let view = View { heeds_claims: view.heeds_claims && home, ..view };
            return self.own_row(at, view, notes);
        }
        let outcome = self.settled(at);
        notes.add(|| Ground::Row { id: id.to_owned(), outcome });
        outcome
    }

    /// A row about people through one person's eyes, with what was claimed on it where claims act.
    fn own_row(&self, at: usize, view: View, notes: &mut Notes) -> Outcome {
        let facts = self.own_facts(at, view, notes);
        let (Outcome::Judged(pair), true) = (facts, view.heeds_claims && self.answerable(at)) else {
            return facts;
        };
        let row = &self.pack.rows()[at];
        match self.claim(&row.id) {
            Some(claim) if claim.answer == Answer::NotApplicable && waived(claim, row.not_applicable) => {
                // A route nobody claims is no route; what the facts show still counts.
                if pair.lenient() == Reading::Yes { facts } else { Pair::NO.into() }
            }
            Some(claim) => answered(claim.answer, pair).0.into(),
            None => facts,
        }
    }

    /// A row about people through one person's eyes, by facts; each is judged once.
    pub(super) fn own_facts(&self, at: usize, view: View, notes: &mut Notes) -> Outcome {
        let known = self.own.borrow().get(&(at, view)).copied();
        match known {
            Some(None) => return Pair::OPEN.into(),
            Some(Some(outcome)) if !notes.are_wanted() || !self.told.borrow_mut().insert((at, view)) => {
                return outcome;
            }
            _ if self.depth.get() >= MOST_NESTED => return Pair::OPEN.into(),
            _ => {}
        }
        self.own.borrow_mut().insert((at, view), None);
        self.depth.set(self.depth.get() + 1);
        let outcome = self.node(&self.pack.rows()[at].rule, at, Some(view), notes);
        self.depth.set(self.depth.get() - 1);
        self.own.borrow_mut().insert((at, view), Some(outcome));
        outcome
    }

    fn when(
        &self,
        scope: &[String],
        then: &Rule,
        at: usize,
        view: Option<View>,
        notes: &mut Notes,
    ) -> Outcome {
        match self.scope(scope) {
            Reading::Yes => self.node(then, at, view, notes),
            Reading::No => {
                notes.add(|| Ground::OutOfScope(scope.to_vec()));
                Outcome::NotApplicable
            }
            Reading::Open => {
                notes.add(|| Ground::ScopeUnanswered(scope.to_vec()));
                match self.node(then, at, view, notes) {
                    Outcome::Judged(pair) => pair.or(Pair::OPEN).into(),
                    Outcome::NotApplicable => Outcome::NotApplicable,
                }
            }
        }
    }

    /// Whether any of these types of service is offered; a gate with parts answers by its parts.
    pub(super) fn scope(&self, scope: &[String]) -> Reading {
        let answer = |id: &String| match self.pack.position(id) {
            Some(at) if !self.answerable(at) => self.settled(at).pair().map_or(Reading::No, Pair::lenient),
            _ => match self.claim(id).map(|claim| claim.answer) {
                Some(Answer::Yes) => Reading::Yes,
                Some(Answer::No | Answer::NotApplicable) => Reading::No,
                Some(Answer::Unknown) | None => Reading::Open,
            },
        };
        scope.iter().map(answer).max().unwrap_or(Reading::No)
    }
}

/// The table of claims: what an answer makes of the pair from facts, and whether it contradicts them.
pub(crate) fn answered(answer: Answer, facts: Pair) -> (Pair, bool) {
    match answer {
        Answer::Unknown | Answer::NotApplicable => (facts, false),
        Answer::Yes if facts.lenient() == Reading::No => (facts, true),
        Answer::Yes => (Pair::new(facts.strict(), Reading::Yes), false),
        Answer::No if facts == Pair::YES => (Pair::LENIENT, true),
        Answer::No => (Pair::NO, facts.lenient() == Reading::Yes),
    }
}

/// True for "not applicable" where the pack allows it and a reason is given.
fn waived(claim: &Claim, allowed: NotApplicable) -> bool {
    claim.answer == Answer::NotApplicable
        && allowed == NotApplicable::WithReason
        && !claim.remark.trim().is_empty()
}

/// True for rules that speak of one person.
pub(crate) fn personal(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Route(_)
            | Rule::Works(_)
            | Rule::Qualification(_)
            | Rule::Community(_)
            | Rule::Taught(_)
            | Rule::Training(_)
            | Rule::Contracts { .. }
            | Rule::Years { .. }
            | Rule::Education { .. }
    )
}

fn claims_by_row(assessment: &Assessment) -> HashMap<&str, &Claim> {
    let key = |claim: &Claim| (claim.at.clone(), claim.answer.word(), claim.by.clone(), claim.remark.clone());
    let mut claims: HashMap<&str, &Claim> = HashMap::with_capacity(assessment.claims.len());
    for claim in &assessment.claims {
        claims
            .entry(&claim.row)
            .and_modify(|kept| {
                if key(claim) > key(kept) {
                    *kept = claim;
                }
            })
            .or_insert(claim);
    }
    claims
}

fn covers_by_row(assessment: &Assessment) -> HashMap<&str, Vec<(&Document, &Cover)>> {
    let mut covers: HashMap<&str, Vec<(&Document, &Cover)>> = HashMap::new();
    for document in &assessment.documents {
        for cover in &document.covers {
            covers.entry(&cover.row).or_default().push((document, cover));
        }
    }
    covers
}

fn records_by_row(assessment: &Assessment) -> HashMap<&str, Vec<&Record>> {
    let mut records: HashMap<&str, Vec<&Record>> = HashMap::new();
    for record in &assessment.records {
        for row in &record.rows {
            records.entry(row).or_default().push(record);
        }
    }
    records
}
