//! Evaluation: a pure, total function from (pack, references, assessment, reference date) to findings.
//!
//! Every leaf is judged under a strict and a lenient reading; nodes act on the two halves separately
//! (design section 3). Claims then act on the pair from facts. Nothing here reads a clock or fails.

mod contracts;
mod grounds;
mod papers;
mod people;
mod probe;
mod records;
mod spare;

use std::cell::{Cell, RefCell};

pub use contracts::Credit;
pub use grounds::{Count, Fact, Ground, Unit, Why};

use self::contracts::Wanted;
use self::grounds::Notes;
use self::papers::Asked;
use crate::domain::assessment::{Answer, Assessment, Catalog, Claim};
use crate::domain::date::Date;
use crate::domain::pack::{NotApplicable, Pack, RowKind};
use crate::domain::reference::References;
use crate::domain::register::{Contract, Person, Register};
use crate::domain::rule::{ENGAGED, Rule};
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// How deep rows about people may refer to each other.
const MOST_NESTED: usize = 64;

/// The result for one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Position of the row in the pack.
    pub at: usize,
    /// What it comes to, claims included.
    pub outcome: Outcome,
    /// The pair from facts alone, for rows that people answer.
    pub facts: Option<Pair>,
    /// The claim on it.
    pub claim: Option<Answer>,
    /// True if the claim disagrees with the facts.
    pub contradiction: bool,
    /// True if a chosen category leads to it.
    pub reached: bool,
    /// True if it stands below an alternative that already stands higher: shown, not counted.
    pub spare: bool,
    /// For option rows: how many contracts, strict and lenient.
    pub value: Option<(u32, u32)>,
}

impl Finding {
    /// The verdict; none for option rows, which carry a value.
    pub fn verdict(&self) -> Option<Verdict> {
        self.value.is_none().then(|| self.outcome.verdict())
    }
}

/// The results for all rows and categories of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// One per row, in pack order.
    pub rows: Vec<Finding>,
    /// One per chosen category, in pack order.
    pub categories: Vec<CategoryFinding>,
}

/// The result for a chosen category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryFinding {
    /// Category id.
    pub id: String,
    /// ALL of scope, technical, quality and the blocks for everybody.
    pub outcome: Outcome,
    /// Positions of the rows it is built from, in pack order.
    pub rows: Vec<usize>,
    /// Of these, the spare ones within this category.
    pub spare: Vec<usize>,
}

impl Findings {
    /// The finding of a row by its position.
    pub fn at(&self, at: usize) -> &Finding {
        &self.rows[at]
    }

    /// The finding of a chosen category.
    pub fn category(&self, id: &str) -> Option<&CategoryFinding> {
        self.categories.iter().find(|category| category.id == id)
    }
}

/// Judges every row and every chosen category.
pub fn evaluate(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
) -> Findings {
    let judge = Judge::new(pack, references, assessment, day);
    let mut rows: Vec<Finding> = (0..pack.rows().len()).map(|at| judge.finding(at)).collect();
    let categories = spare::categories(&judge);
    for category in &categories {
        for &at in &category.rows {
            let spare = category.spare.contains(&at);
            rows[at].spare = spare && (!rows[at].reached || rows[at].spare);
            rows[at].reached = true;
        }
    }
    Findings { rows, categories }
}

/// Why one row stands where it stands.
pub fn grounds(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    at: usize,
) -> Vec<Ground> {
    Judge::new(pack, references, assessment, day).grounds(at)
}

/// What each contract is worth to a person under a contracts rule of the pack (by row id of that rule).
pub fn credits(
    pack: &Pack,
    assessment: &Assessment,
    day: Date,
    row: &str,
    person: &str,
) -> Vec<(usize, Credit)> {
    let Some(wanted) = pack.row(row).and_then(|row| find_contracts(&row.rule)) else { return Vec::new() };
    (0..assessment.contracts.len())
        .filter_map(|at| Some((at, contracts::credit(&assessment.contracts[at], person, wanted, day)?)))
        .collect()
}

fn find_contracts(rule: &Rule) -> Option<Wanted<'_>> {
    match rule {
        Rule::Contracts { kinds, lenient_kinds, reasoned, acts, within_years, .. } => {
            Some(Wanted { kinds, lenient_kinds, reasoned, acts, within_years: *within_years })
        }
        _ => rule.children().into_iter().find_map(find_contracts),
    }
}

/// Per-route headcounts of a category: who qualifies by which route (A6).
pub fn route_people(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    role: &str,
    route: &str,
) -> Vec<(usize, Pair)> {
    let judge = Judge::new(pack, references, assessment, day);
    let category = judge.category_of_row(route);
    let routes = [route.to_owned()];
    (0..assessment.people.len()).map(|at| (at, judge.person_on_routes(at, category, role, &routes))).collect()
}

/// One evaluation: the inputs and what was already judged.
pub(crate) struct Judge<'a> {
    pub(crate) pack: &'a Pack,
    catalog: Catalog<'a>,
    assessment: &'a Assessment,
    day: Option<Date>,
    rows: RefCell<Vec<Option<Outcome>>>,
    visiting: RefCell<Vec<bool>>,
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
            rows: RefCell::new(vec![None; count]),
            visiting: RefCell::new(vec![false; count]),
            depth: Cell::new(0),
        }
    }

    fn category_of_row(&self, row: &str) -> &'a str {
        self.pack.position(row).map_or("", |at| &self.pack.category_of(at).id)
    }

    fn review_end(&self, day: Date) -> Date {
        self.assessment.profile.review_end_for(day)
    }

    /// The outcome of a row, claims included; each row is judged once.
    pub(crate) fn row(&self, at: usize) -> Outcome {
        if let Some(outcome) = self.rows.borrow()[at] {
            return outcome;
        }
        if std::mem::replace(&mut self.visiting.borrow_mut()[at], true) {
            return Pair::OPEN.into();
        }
        let (outcome, _) = self.claimed(at, self.facts(at, &mut Notes::unwanted()));
        self.visiting.borrow_mut()[at] = false;
        self.rows.borrow_mut()[at] = Some(outcome);
        outcome
    }

    fn finding(&self, at: usize) -> Finding {
        let row = &self.pack.rows()[at];
        let outcome = self.row(at);
        let answerable = self.pack.answerable(at);
        let facts = if answerable { self.facts(at, &mut Notes::unwanted()).pair() } else { None };
        let claim = self.assessment.claim(&row.id).filter(|_| answerable);
        let contradiction = answerable && facts.is_some_and(|facts| self.claimed(at, facts.into()).1);
        Finding {
            at,
            outcome,
            facts,
            claim: claim.map(|claim| claim.answer),
            contradiction,
            reached: false,
            spare: false,
            value: self.value(&row.rule),
        }
    }

    fn value(&self, rule: &Rule) -> Option<(u32, u32)> {
        let fits = |kind: &str, contract: &Contract| contract.kinds.iter().any(|k| k == kind);
        match (rule, self.day) {
            (Rule::Kind(_) | Rule::Act(_), None) => Some((0, 0)),
            (Rule::Kind(kind), Some(day)) => Some(self.option_value(|contract| fits(kind, contract), day)),
            (Rule::Act(act), Some(day)) => {
                Some(self.option_value(
                    |contract| contract.team.iter().any(|member| member.acts.contains(act)),
                    day,
                ))
            }
            _ => None,
        }
    }

    fn grounds(&self, at: usize) -> Vec<Ground> {
        let mut notes = Notes::wanted();
        let facts = self.facts(at, &mut notes);
        if self.day.is_none() {
            notes.add(|| Ground::NoReferenceDate);
        }
        if let Some(claim) =
            self.assessment.claim(&self.pack.rows()[at].id).filter(|_| self.pack.answerable(at))
        {
            notes.add(|| Ground::Claimed(claim.answer));
            if self.claimed(at, facts).1 {
                notes.add(|| Ground::Contradiction(claim.answer));
            }
        }
        notes.into_list()
    }

    /// The pair from facts; rows about people without a person in view take the best engaged one.
    fn facts(&self, at: usize, notes: &mut Notes) -> Outcome {
        let rule = &self.pack.rows()[at].rule;
        if personal(rule) {
            self.best_person(rule, at, true, notes).into()
        } else {
            self.node(rule, at, None, notes)
        }
    }

    /// What a claim makes of the pair from facts, and whether it contradicts them (table of section 3, point 3).
    fn claimed(&self, at: usize, facts: Outcome) -> (Outcome, bool) {
        let row = &self.pack.rows()[at];
        let (Outcome::Judged(pair), true) = (facts, self.pack.answerable(at)) else { return (facts, false) };
        let Some(claim) = self.assessment.claim(&row.id) else { return (facts, false) };
        match (claim.answer, &row.rule) {
            (Answer::NotApplicable, _) if row.not_applicable == NotApplicable::WithReason => {
                if claim.remark.trim().is_empty() { (facts, false) } else { (Outcome::NotApplicable, false) }
            }
            (Answer::Unknown | Answer::NotApplicable, _) | (_, Rule::Offered | Rule::Declared) => {
                (facts, false)
            }
            (Answer::Yes, _) if pair.lenient() == Reading::No => (facts, true),
            (Answer::Yes, _) => (Pair::new(pair.strict(), Reading::Yes).into(), false),
            (Answer::No, _) if pair == Pair::YES => (Pair::LENIENT.into(), true),
            (Answer::No, _) => (Pair::NO.into(), pair.lenient() == Reading::Yes),
        }
    }

    /// Judges a rule that stands in a row, for one person or for nobody in particular.
    fn node(&self, rule: &Rule, at: usize, person: Option<usize>, notes: &mut Notes) -> Outcome {
        match rule {
            Rule::All(rules) => Outcome::all(self.nodes(rules, at, person, notes)),
            Rule::Any(rules) => Outcome::any(self.nodes(rules, at, person, notes)),
            Rule::AtLeast(k, rules) => Outcome::at_least(*k, self.nodes(rules, at, person, notes)),
            Rule::AllIfStrict(rules) => Outcome::all_if_strict(self.nodes(rules, at, person, notes)),
            Rule::Row(id) | Rule::Inherits(id) => self.reference(id, person, notes),
            Rule::When { scope, then } => self.when(scope, then, at, person, notes),
            Rule::Person(inner) => self.best_person(inner, at, false, notes).into(),
            Rule::Route(inner) => self.node(inner, at, person, notes),
            Rule::Coverage { role, of } => self.coverage(role, of, at, notes).into(),
            _ if personal(rule) && person.is_none() => self.best_person(rule, at, true, notes).into(),
            Rule::Kind(_) | Rule::Act(_) => Outcome::NotApplicable,
            _ => self.leaf(rule, at, person, notes).into(),
        }
    }

    fn nodes(&self, rules: &[Rule], at: usize, person: Option<usize>, notes: &mut Notes) -> Vec<Outcome> {
        rules.iter().map(|rule| self.node(rule, at, person, notes)).collect()
    }

    fn reference(&self, id: &str, person: Option<usize>, notes: &mut Notes) -> Outcome {
        let Some(at) = self.pack.position(id) else { return Pair::OPEN.into() };
        let rule = &self.pack.rows()[at].rule;
        if person.is_some() && personal(rule) {
            return self.deeper(|judge| judge.node(rule, at, person, &mut *notes));
        }
        let outcome = self.row(at);
        notes.add(|| Ground::Row { id: id.to_owned(), outcome });
        outcome
    }

    /// Guards against rows about people that refer to each other in a circle (lint refuses them).
    fn deeper(&self, judge: impl FnOnce(&Self) -> Outcome) -> Outcome {
        if self.depth.get() >= MOST_NESTED {
            return Pair::OPEN.into();
        }
        self.depth.set(self.depth.get() + 1);
        let outcome = judge(self);
        self.depth.set(self.depth.get() - 1);
        outcome
    }

    fn when(
        &self,
        scope: &[String],
        then: &Rule,
        at: usize,
        person: Option<usize>,
        notes: &mut Notes,
    ) -> Outcome {
        let answer = |id: &String| self.assessment.claim(id).map(|claim| claim.answer);
        if scope.iter().any(|id| answer(id) == Some(Answer::Yes)) {
            return self.node(then, at, person, notes);
        }
        let refused = |id: &String| matches!(answer(id), Some(Answer::No | Answer::NotApplicable));
        if scope.iter().all(refused) {
            notes.add(|| Ground::OutOfScope(scope.to_vec()));
            return Outcome::NotApplicable;
        }
        notes.add(|| Ground::ScopeUnanswered(scope.to_vec()));
        match self.node(then, at, person, notes) {
            Outcome::Judged(pair) => pair.or(Pair::OPEN).into(),
            Outcome::NotApplicable => Outcome::NotApplicable,
        }
    }

    /// The best person under a rule; `engaged` asks that the person delivers the service of the row.
    fn best_person(&self, rule: &Rule, at: usize, engaged: bool, notes: &mut Notes) -> Pair {
        let category = &self.pack.category_of(at).id;
        let mut best = Pair::NO;
        for (index, person) in self.assessment.people.iter().enumerate() {
            let Some(day) = self.day else { break };
            let mut own = notes.like();
            let mut pair = self.node(rule, at, Some(index), &mut own).pair().unwrap_or(Pair::YES);
            let own = own.into_list();
            if engaged && !matches!(rule, Rule::Works(_)) {
                pair = pair.and(self.works(person, category, ENGAGED, day).pair);
            }
            if pair != Pair::NO || !own.is_empty() {
                notes.add(|| Ground::Person { id: person.id.clone(), pair });
                own.into_iter().for_each(|ground| notes.add(|| ground));
            }
            best = best.or(pair);
        }
        self.exists(best, Register::Roster, self.assessment.people.is_empty(), notes)
    }

    /// An "exists" rule over a register: open until closed, open without a reference date.
    fn exists(&self, best: Pair, register: Register, empty: bool, notes: &mut Notes) -> Pair {
        let open = self.assessment.open(register);
        if empty {
            notes.add(|| Ground::NothingIn(register));
        }
        if open && best != Pair::YES {
            notes.add(|| Ground::RegisterOpen(register));
        }
        if self.day.is_none() && !empty {
            return Pair::OPEN;
        }
        best.while_open(open)
    }

    /// Strict: every engaged person; lenient: at least one (A13, A35).
    fn coverage(&self, role: &str, of: &Rule, at: usize, notes: &mut Notes) -> Pair {
        let category = &self.pack.category_of(at).id;
        let Some(day) = self.day else {
            return self.exists(Pair::NO, Register::Roster, self.assessment.people.is_empty(), notes);
        };
        let engaged: Vec<(usize, &Person)> = self
            .assessment
            .people
            .iter()
            .enumerate()
            .filter(|(_, person)| self.works(person, category, role, day).pair.lenient() == Reading::Yes)
            .collect();
        let open = self.assessment.open(Register::Roster);
        if engaged.is_empty() {
            notes.add(|| Ground::NobodyEngaged { role: role.to_owned() });
            return Pair::NO.while_open(open);
        }
        let mut pairs = Vec::with_capacity(engaged.len());
        for (index, person) in engaged {
            let pair = self.node(of, at, Some(index), notes).pair().unwrap_or(Pair::YES).while_open(open);
            notes.add(|| Ground::Person { id: person.id.clone(), pair });
            pairs.push(pair);
        }
        if open {
            notes.add(|| Ground::RegisterOpen(Register::Roster));
        }
        let every = pairs.iter().copied().reduce(Pair::and).unwrap_or(Pair::NO).capped_while_open(open);
        let some = pairs.iter().copied().reduce(Pair::or).unwrap_or(Pair::NO).while_open(open);
        Pair::new(every.strict(), some.lenient())
    }

    /// A person in a role, satisfying any of these routes; register openness left aside.
    fn person_on_routes(&self, index: usize, category: &str, role: &str, routes: &[String]) -> Pair {
        let Some(day) = self.day else { return Pair::OPEN };
        let works = self.works(&self.assessment.people[index], category, role, day).pair;
        works.and(routes.iter().map(|route| self.route(index, route)).reduce(Pair::or).unwrap_or(Pair::NO))
    }

    fn route(&self, index: usize, route: &str) -> Pair {
        let Some(at) = self.pack.position(route) else { return Pair::NO };
        let rule = &self.pack.rows()[at].rule;
        self.node(rule, at, Some(index), &mut Notes::unwanted()).pair().unwrap_or(Pair::NO)
    }

    /// A leaf, judged as of the reference date; without one, dated rules are open.
    fn leaf(&self, rule: &Rule, at: usize, person: Option<usize>, notes: &mut Notes) -> Pair {
        match rule {
            Rule::Declared => return self.declaration(at),
            Rule::Offered => return self.offered(at, notes),
            _ => {}
        }
        let Some(day) = self.day else { return Pair::OPEN };
        match person.and_then(|index| self.assessment.people.get(index)) {
            Some(person) => self.person_leaf(rule, at, person, day, notes),
            None => self.paper_leaf(rule, &self.pack.rows()[at].id, day, notes),
        }
    }

    fn person_leaf(&self, rule: &Rule, at: usize, person: &Person, day: Date, notes: &mut Notes) -> Pair {
        let category = &self.pack.category_of(at).id;
        let roster = self.assessment.open(Register::Roster);
        match rule {
            Rule::Works(role) => {
                let judged = self.works(person, category, role, day);
                if judged.pair != Pair::NO || !judged.why.is_empty() {
                    notes.fact(&person.id, role, &judged);
                }
                judged.pair
            }
            Rule::Qualification(list) => self.qualification(person, list, day, notes).while_open(roster),
            Rule::Community(list) => self.community(person, list, day, notes).while_open(roster),
            Rule::Taught(subject) => Self::taught(person, subject, day, notes).while_open(roster),
            Rule::Training(list) => self.training(person, list, day, notes).while_open(roster),
            Rule::Education { reference, within_months, lenient_months } => {
                let months = (*within_months, *lenient_months);
                self.education(person, reference.as_deref(), months, day, notes).while_open(roster)
            }
            Rule::Contracts { kinds, lenient_kinds, reasoned, acts, at_least, within_years } => {
                let wanted = Wanted { kinds, lenient_kinds, reasoned, acts, within_years: *within_years };
                self.contracts(&person.id, wanted, *at_least, day, notes)
            }
            Rule::Years { kinds, lenient_kinds, at_least, within_years } => {
                let wanted =
                    Wanted { kinds, lenient_kinds, reasoned: &[], acts: &[], within_years: *within_years };
                self.years(&person.id, wanted, *at_least, day, notes)
            }
            _ => self.paper_leaf(rule, &self.pack.rows()[at].id, day, notes),
        }
    }

    fn paper_leaf(&self, rule: &Rule, row: &str, day: Date, notes: &mut Notes) -> Pair {
        match rule {
            Rule::Assigned { role, apart_from } => {
                self.assigned(self.category_of_row(row), role, apart_from, day, notes)
            }
            Rule::Document { client_facing } => {
                self.document(row, Asked { client_facing: *client_facing, section: false }, day, notes)
            }
            Rule::Section => self.document(row, Asked { client_facing: false, section: true }, day, notes),
            Rule::Standard { reference, lenient_references, client_facing } => {
                self.standard(row, (reference, lenient_references), *client_facing, day, notes)
            }
            Rule::PersonList { role } => self.person_list(row, role, day, notes),
            Rule::Headcount { role, routes } => self.headcount(row, role, routes, day, notes),
            Rule::Overlap { groups } => self.overlap(row, groups, day, notes),
            Rule::Review { within_months, by, all_jobs } => {
                self.review(row, *within_months, by, *all_jobs, day, notes)
            }
            Rule::Audit { within_months } => self.audit(row, *within_months, day, notes),
            Rule::Operation { within_months, with_document } => {
                self.operation(row, *within_months, *with_document, day, notes)
            }
            _ => Pair::OPEN,
        }
    }

    /// A declaration is the claim itself, once it has a name and a date not after the reference date.
    fn declaration(&self, at: usize) -> Pair {
        let Some(claim) = self.assessment.claim(&self.pack.rows()[at].id) else { return Pair::OPEN };
        match claim.answer {
            Answer::No => Pair::NO,
            Answer::Unknown | Answer::NotApplicable => Pair::OPEN,
            Answer::Yes => Pair::new(self.dated_and_signed(claim), Reading::Yes),
        }
    }

    fn dated_and_signed(&self, claim: &Claim) -> Reading {
        match (claim.day(), self.day) {
            _ if claim.by.trim().is_empty() => Reading::No,
            (None, _) => Reading::No,
            (Some(_), None) => Reading::Open,
            (Some(on), Some(day)) => Reading::of(on <= day),
        }
    }

    /// A service type is offered when claimed so; strict asks for a paper a client can read (A2).
    fn offered(&self, at: usize, notes: &mut Notes) -> Pair {
        let row = &self.pack.rows()[at].id;
        match self.assessment.claim(row).map(|claim| claim.answer) {
            Some(Answer::Yes) => {}
            Some(Answer::No | Answer::NotApplicable) => return Pair::NO,
            Some(Answer::Unknown) | None => return Pair::OPEN,
        }
        let Some(day) = self.day else { return Pair::new(Reading::Open, Reading::Yes) };
        let asked = Asked { client_facing: true, section: false };
        let shown = self.document(row, asked, day, notes);
        Pair::new(shown.strict(), Reading::Yes)
    }
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

/// True for rows that feed a sum or an ANY and carry no verdict of their own.
pub fn carries_value(pack: &Pack, at: usize) -> bool {
    let row = &pack.rows()[at];
    row.kind == RowKind::Option && matches!(row.rule, Rule::Kind(_) | Rule::Act(_))
}
