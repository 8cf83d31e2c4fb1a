//! The judge: every row once, its children first; nodes on both halves; claims on top of facts.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::doubles::{self, Doubles};
use super::grounds::Ground;
use super::index::Index;
use super::notes::Notes;
use crate::domain::assessment::{Answer, Assessment, Catalog, Claim};
use crate::domain::date::Date;
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::reference::References;
use crate::domain::register::{Cover, Document, Record, Register};
use crate::domain::rule::{Rule, Shape};
use crate::domain::verdict::{Outcome, Pair, Reading};

/// How deep rows about people may refer to each other before the answer is "open".
const MOST_NESTED: usize = 64;

/// For whom a rule is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct View {
    /// A person by position; none for a person who is not on the roster yet.
    pub(crate) person: Option<usize>,
    /// Whether claims on the rows below act; headcounts go by facts alone.
    pub(crate) heeds_claims: bool,
}

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The reference lists.
    pub references: &'a References,
    /// Claims and facts as they are.
    pub assessment: &'a Assessment,
    /// The day as of which everything is judged, unless a change sets another reference date.
    pub day: Option<Date>,
}

/// What is known of each row once it is judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct KnownRows {
    /// Rows that speak of a person.
    pub(super) personal: Vec<bool>,
    /// Outcomes from facts alone.
    pub(super) shown: Vec<Option<Outcome>>,
    /// Outcomes with claims.
    pub(super) rows: Vec<Option<Outcome>>,
}

impl KnownRows {
    /// Nothing is known of so many rows.
    pub(super) fn nothing(rows: usize) -> Self {
        Self { personal: vec![false; rows], shown: vec![None; rows], rows: vec![None; rows] }
    }
}

/// One evaluation: the inputs and what was already judged.
pub(crate) struct Judge<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) catalog: Catalog<'a>,
    pub(super) assessment: &'a Assessment,
    pub(super) day: Option<Date>,
    index: Arc<Index>,
    known: RefCell<KnownRows>,
    own: RefCell<HashMap<(usize, View), Option<Outcome>>>,
    /// What is in the grounds already, so that nothing is there twice.
    noted: RefCell<HashSet<(usize, View)>>,
    depth: Cell<usize>,
    pub(super) doubles: OnceCell<Doubles>,
    /// For each category of the pack, whether its own people are asked about.
    pub(super) at_home: OnceCell<Vec<bool>>,
    pub(super) jobs: OnceCell<Vec<Option<usize>>>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(basis: Basis<'a>) -> Self {
        let index = Arc::new(Index::new(basis.pack, basis.assessment));
        Self::resumed(basis, index, KnownRows::nothing(basis.pack.rows().len()))
    }

    /// A judge who takes every member of a list for verified, and so tells what else is missing.
    pub(super) fn presuming_verified(basis: Basis<'a>) -> Self {
        let judge = Self::new(basis);
        Self { catalog: judge.catalog.clone().presuming_verified(), ..judge }
    }

    /// A judge who knows some rows already, and where to find what belongs to each.
    pub(super) fn resumed(basis: Basis<'a>, index: Arc<Index>, known: KnownRows) -> Self {
        let Basis { pack, references, assessment, day } = basis;
        Self {
            pack,
            catalog: Catalog::new(references, assessment),
            assessment,
            day,
            index,
            known: RefCell::new(known),
            own: RefCell::default(),
            noted: RefCell::default(),
            depth: Cell::new(0),
            doubles: OnceCell::new(),
            at_home: OnceCell::new(),
            jobs: OnceCell::new(),
        }
    }

    /// What is known by now.
    pub(super) fn into_known(self) -> KnownRows {
        self.known.into_inner()
    }

    /// Forgets what is in the grounds, for a caller that asks about several rows apart.
    pub(super) fn note_anew(&self) {
        self.noted.borrow_mut().clear();
    }

    /// The claim on a row; of several, which no file should hold, the latest.
    pub(super) fn claim(&self, at: usize) -> Option<&'a Claim> {
        self.index.claims[at].and_then(|place| self.assessment.claims.get(place))
    }

    /// Documents that serve a row, with the place.
    pub(super) fn serving(&self, at: usize) -> impl Iterator<Item = (&'a Document, &'a Cover)> {
        let documents = &self.assessment.documents;
        self.index.covers[at].iter().filter_map(move |&(place, cover)| {
            let document = documents.get(place)?;
            Some((document, document.covers.get(cover)?))
        })
    }

    /// Records that show a row.
    pub(super) fn recorded(&self, at: usize) -> impl Iterator<Item = &'a Record> {
        self.index.records[at].iter().filter_map(|&place| self.assessment.records.get(place))
    }

    /// The outcome of a row, claims included. Each row is judged once, the rows it rests on before it;
    /// where rows rest on each other in a circle (lint refuses that), the circle is open.
    pub(crate) fn row(&self, at: usize) -> Outcome {
        if let Some(outcome) = self.known.borrow().rows[at] {
            return outcome;
        }
        let mut path = vec![(at, self.pack.rests_on(at))];
        let mut seen = HashSet::from([at]);
        while let Some((here, below)) = path.last_mut() {
            if let Some((&child, rest)) = below.split_last() {
                *below = rest;
                if self.known.borrow().rows[child].is_none() && seen.insert(child) {
                    path.push((child, self.pack.rests_on(child)));
                }
            } else {
                self.settle(*here);
                path.pop();
            }
        }
        self.settled(at)
    }

    /// Judges one row, those it rests on being judged.
    pub(super) fn settle(&self, at: usize) {
        let personal = self.speaks_of_a_person(&self.pack.rows()[at].rule);
        self.known.borrow_mut().personal[at] = personal;
        let facts = self.facts(at, &mut Notes::unwanted());
        let outcome = self.claimed(at, facts).0;
        let mut known = self.known.borrow_mut();
        known.shown[at] = Some(facts);
        known.rows[at] = Some(outcome);
    }

    /// What facts alone, and claims on top of them, make of a row that was judged.
    pub(super) fn outcomes(&self, at: usize) -> (Option<Outcome>, Option<Outcome>) {
        let known = self.known.borrow();
        (known.shown[at], known.rows[at])
    }

    /// Whether a row that was judged speaks of a person.
    pub(super) fn is_personal(&self, at: usize) -> bool {
        self.known.borrow().personal[at]
    }

    /// What facts alone make of a row that was judged.
    pub(super) fn shown(&self, at: usize) -> Option<Outcome> {
        self.known.borrow().shown[at]
    }

    /// A row below another: judged by now, unless it is part of a circle.
    pub(super) fn settled(&self, at: usize) -> Outcome {
        self.known.borrow().rows[at].unwrap_or(Outcome::Judged(Pair::OPEN))
    }

    pub(super) fn speaks_of_a_person(&self, rule: &Rule) -> bool {
        match rule.shape() {
            Shape::Somebody(_) | Shape::Everybody { .. } => false,
            Shape::Row(id) | Shape::Inherits(id) => {
                self.pack.position(id).is_some_and(|at| self.known.borrow().personal[at])
            }
            shape => shape.is_personal() || rule.parts().any(|part| self.speaks_of_a_person(part)),
        }
    }

    /// The pair from facts; rows about people without a person in view take the best engaged one.
    pub(super) fn facts(&self, at: usize, notes: &mut Notes) -> Outcome {
        let rule = &self.pack.rows()[at].rule;
        if rule.is_personal() {
            self.best_person(rule, at, true, notes).into()
        } else {
            self.node(rule, at, None, notes)
        }
    }

    /// What a claim makes of the pair from facts, and whether it contradicts them (design section 3, point 3).
    pub(super) fn claimed(&self, at: usize, facts: Outcome) -> (Outcome, bool) {
        let row = &self.pack.rows()[at];
        let (Outcome::Judged(pair), true) = (facts, self.pack.answerable(at)) else { return (facts, false) };
        let Some(claim) = self.claim(at) else { return (facts, false) };
        if waived(claim, row.not_applicable) {
            (Outcome::NotApplicable, false)
        } else if row.rule.is_claim() {
            (facts, false)
        } else {
            let (pair, contradiction) = answered(claim.answer, pair);
            (pair.into(), contradiction)
        }
    }

    /// True if the rule is the whole rule of the row, not a part of it.
    pub(super) fn whole(&self, rule: &Rule, at: usize) -> bool {
        std::ptr::eq(rule, &raw const self.pack.rows()[at].rule)
    }

    /// Judges a rule of a row, for one person or for no particular one.
    pub(super) fn node(&self, rule: &Rule, at: usize, view: Option<View>, notes: &mut Notes) -> Outcome {
        match rule.shape() {
            Shape::All(rules) => Outcome::all(rules.iter().map(|rule| self.node(rule, at, view, notes))),
            Shape::Any(rules) => Outcome::any(rules.iter().map(|rule| self.node(rule, at, view, notes))),
            Shape::AtLeast(k, rules) => {
                Outcome::at_least(k, rules.iter().map(|rule| self.node(rule, at, view, notes)))
            }
            Shape::AllIfStrict(rules) => {
                Outcome::all_if_strict(rules.iter().map(|rule| self.node(rule, at, view, notes)))
            }
            Shape::Row(id) | Shape::Inherits(id) => self.reference(id, at, view, notes),
            Shape::When { scope, then } => self.when(scope, then, at, view, notes),
            Shape::Somebody(inner) => self.best_person(inner, at, false, notes).into(),
            Shape::Route(inner) => self.node(inner, at, view, notes),
            Shape::Everybody { role, of } => self.coverage(role, of, at, notes).into(),
            Shape::OfPerson => match view {
                None => self.best_person(rule, at, true, notes).into(),
                Some(view) => self.person_leaf(rule, at, view, notes).into(),
            },
            Shape::Declared | Shape::Offered | Shape::Shown => self.leaf(rule, at, notes).into(),
            Shape::Counted(_) => Outcome::NotApplicable,
        }
    }

    fn reference(&self, id: &str, from: usize, view: Option<View>, notes: &mut Notes) -> Outcome {
        let Some(at) = self.pack.position(id) else { return Pair::OPEN.into() };
        if let (Some(view), true) = (view, self.known.borrow().personal[at]) {
            let view = View { heeds_claims: view.heeds_claims && self.hears(at, from), ..view };
            return self.own_row(at, view, notes);
        }
        let outcome = self.settled(at);
        notes.add(|| Ground::Row { id: id.to_owned(), outcome });
        outcome
    }

    /// A row about people for one person, with what was claimed on it where claims act.
    fn own_row(&self, at: usize, view: View, notes: &mut Notes) -> Outcome {
        let facts = self.own_facts(at, view, notes);
        let (Outcome::Judged(pair), true) = (facts, view.heeds_claims && self.pack.answerable(at)) else {
            return facts;
        };
        let row = &self.pack.rows()[at];
        match self.claim(at) {
            Some(claim) if waived(claim, row.not_applicable) => {
                // A route that is not claimed is no route; what the facts show still counts.
                if pair.lenient() == Reading::Yes { facts } else { Pair::NO.into() }
            }
            Some(claim) => answered(claim.answer, pair).0.into(),
            None => facts,
        }
    }

    /// A row about people for one person, by facts; each is judged once.
    pub(super) fn own_facts(&self, at: usize, view: View, notes: &mut Notes) -> Outcome {
        let known = self.own.borrow().get(&(at, view)).copied();
        match known {
            Some(None) => return Pair::OPEN.into(),
            Some(Some(outcome)) if !notes.are_wanted() || !self.noted.borrow_mut().insert((at, view)) => {
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
        let gate = self.scope(scope);
        match gate {
            Reading::Yes => {}
            Reading::No => {
                notes.add(|| Ground::OutOfScope(scope.to_vec()));
                return Outcome::NotApplicable;
            }
            Reading::Open => notes.add(|| Ground::ScopeUnanswered(scope.to_vec())),
        }
        self.node(then, at, view, notes).gated(gate)
    }

    /// Whether any of these types of service is offered; a gate with parts answers by its parts.
    pub(super) fn scope(&self, scope: &[String]) -> Reading {
        let answer = |id: &String| match self.pack.position(id) {
            Some(at) if !self.pack.answerable(at) => {
                self.settled(at).pair().map_or(Reading::No, Pair::lenient)
            }
            at => match at.and_then(|at| self.claim(at)).map(|claim| claim.answer) {
                Some(Answer::Yes) => Reading::Yes,
                Some(Answer::No | Answer::NotApplicable) => Reading::No,
                Some(Answer::Unknown) | None => Reading::Open,
            },
        };
        scope.iter().map(answer).max().unwrap_or(Reading::No)
    }
}

impl Judge<'_> {
    /// What an "exists" rule says by what a register holds so far, with the ground that the register is open where that
    /// matters.
    pub(super) fn so_far(&self, pair: Pair, register: Register, notes: &mut Notes) -> Pair {
        self.note_open(pair, register, notes);
        pair.while_open(self.assessment.open(register))
    }

    /// The ground that a register is open, where that matters.
    pub(super) fn note_open(&self, pair: Pair, register: Register, notes: &mut Notes) {
        if pair != Pair::YES && self.assessment.open(register) {
            notes.add(|| Ground::RegisterOpen(register));
        }
    }

    /// Which people may be one; looked for once.
    pub(crate) fn doubles(&self) -> &Doubles {
        self.doubles.get_or_init(|| Doubles::of(self.catalog.references(), self.assessment))
    }

    /// The first of the contracts that may be the same as this one, where there are several.
    pub(super) fn job_group(&self, at: usize) -> Option<usize> {
        self.jobs.get_or_init(|| doubles::contracts(self.assessment)).get(at).copied().flatten()
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
pub(super) fn waived(claim: &Claim, allowed: NotApplicable) -> bool {
    claim.answer == Answer::NotApplicable
        && allowed == NotApplicable::WithReason
        && !claim.remark.trim().is_empty()
}
