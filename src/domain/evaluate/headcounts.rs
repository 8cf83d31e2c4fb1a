//! How stated numbers of people read (HC of the table; A6).
//!
//! A paper is right if its numbers are those of one population: all who are counted, or the leads among them. So this is
//! no "exists" rule: a number that is right becomes too low when somebody qualifies who did not, and while the registers
//! may grow it stays open.

use std::cell::Cell;
use std::collections::HashSet;

use super::grounds::{Ground, Heads, Persons, StatedBeside, Why};
use super::judge::Judge;
use super::notes::{JudgedFact, Notes};
use super::papers::{Asked, paper};
use crate::domain::date::Date;
use crate::domain::register::{Document, Register};
use crate::domain::rule::{CountNeed, Rule};
use crate::domain::verdict::{Pair, Reading};

/// Whose heads a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Population {
    /// Everybody in the role.
    All,
    /// The leads among them.
    Leads,
}

/// How everybody reads on one route: row by row, and one for all rows that may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Readings {
    rows: Vec<Pair>,
    persons: Vec<Pair>,
}

impl Readings {
    fn half(&self, half: fn(Pair) -> Reading) -> &[Pair] {
        // Strictly, rows that may be one person are one.
        if half(Pair::LENIENT) == Reading::No { &self.persons } else { &self.rows }
    }

    fn heads(&self) -> Heads {
        let count = |half: fn(Pair) -> Reading, least: Reading| {
            let counted = self.half(half).iter().filter(|&&pair| half(pair) >= least).count();
            u32::try_from(counted).unwrap_or(u32::MAX)
        };
        Heads {
            strict: count(Pair::strict, Reading::Yes),
            strict_most: count(Pair::strict, Reading::Open),
            lenient: count(Pair::lenient, Reading::Yes),
            lenient_most: count(Pair::lenient, Reading::Open),
        }
    }
}

/// One number that a row asks for, and who can be counted for it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    /// The route row that it is stated for, or the asking row where one number is for all.
    route: String,
    all: Readings,
    leads: Option<Readings>,
}

/// What there is to count for a row, number by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headcounts {
    numbers: Vec<Number>,
}

impl Headcounts {
    /// Under which names numbers are stated.
    pub(crate) fn routes(&self) -> impl Iterator<Item = &str> {
        self.numbers.iter().map(|number| number.route.as_str())
    }

    /// What can be counted of a population for a number; of everybody where the rule knows no leads.
    pub(crate) fn heads(&self, route: &str, population: Population) -> Option<Heads> {
        let number = self.numbers.iter().find(|number| number.route == route)?;
        Some(number.of(population).heads())
    }

    /// The population that stated numbers come nearest to: everybody, unless more of them are those of the leads.
    pub(crate) fn nearest(&self, stated: impl Fn(&str) -> Option<u32>) -> Population {
        let right = |population| {
            let right =
                |number: &&Number| Some(number.of(population).heads().strict) == stated(&number.route);
            self.numbers.iter().filter(right).count()
        };
        let leads = self.leads_stand() && right(Population::Leads) > right(Population::All);
        if leads { Population::Leads } else { Population::All }
    }

    /// True if a lead is on some route; leads who are on none are no population that a paper could speak of.
    fn leads_stand(&self) -> bool {
        self.numbers.iter().any(Number::leads_stand)
    }

    /// True if these are, under the strict reading, the numbers of one population.
    pub(crate) fn are(&self, stated: impl Fn(&str) -> Option<u32>) -> bool {
        let population = self.nearest(&stated);
        let right = |number: &Number| {
            stated(&number.route).is_none_or(|stated| stated == number.of(population).heads().strict)
        };
        self.numbers.iter().all(right)
    }

    /// How many people are on some route, and how many on more than one.
    fn persons(&self, population: Population) -> Persons {
        let count = |half: fn(Pair) -> Reading| {
            let lists: Vec<&[Pair]> =
                self.numbers.iter().map(|number| number.of(population).half(half)).collect();
            let people = lists.first().map_or(0, |list| list.len());
            let on = |at: usize| lists.iter().filter(|list| half(list[at]) == Reading::Yes).count();
            (0..people).map(on).fold((0, 0), |(any, several), routes| {
                (any + u32::from(routes > 0), several + u32::from(routes > 1))
            })
        };
        Persons { strict: count(Pair::strict), lenient: count(Pair::lenient) }
    }
}

impl Number {
    fn of(&self, population: Population) -> &Readings {
        match (population, &self.leads) {
            (Population::Leads, Some(leads)) => leads,
            _ => &self.all,
        }
    }

    /// How stated numbers read beside the strict count of a population; it may still grow.
    fn equal(&self, stated: &[u32], population: Population, grows: bool) -> Reading {
        let heads = self.of(population).heads();
        let most = if grows { u32::MAX } else { heads.strict_most };
        let one = |stated: &u32| match *stated {
            stated if stated < heads.strict || stated > most => Reading::No,
            _ if heads.strict == most => Reading::Yes,
            _ => Reading::Open,
        };
        stated.iter().map(one).min().unwrap_or(Reading::No)
    }

    /// How the lowest of stated numbers reads leniently: up to the count of everybody, but not 0 where a lead stands.
    fn up_to(&self, stated: &[u32], grows: bool) -> Reading {
        let heads = self.all.heads();
        let Some(&stated) = stated.iter().min() else { return Reading::No };
        match stated {
            0 if self.leads_stand() => Reading::No,
            stated if stated <= heads.lenient => Reading::Yes,
            stated if grows || stated <= heads.lenient_most => Reading::Open,
            _ => Reading::No,
        }
    }

    fn leads_stand(&self) -> bool {
        self.leads.as_ref().is_some_and(|leads| leads.heads().strict > 0)
    }
}

/// The numbers of one paper for a row.
struct Stated<'a> {
    document: &'a Document,
    row: &'a str,
}

impl Stated<'_> {
    /// What is stated for a route; no file should hold more than one number.
    fn all(&self, route: &str) -> Vec<u32> {
        let counts = self.document.headcounts.iter();
        let counts = counts.filter(|count| count.row == self.row && count.route == route);
        let mut counts: Vec<u32> = counts.map(|count| count.count).collect();
        counts.sort_unstable();
        counts.dedup();
        counts
    }

    fn lowest(&self, route: &str) -> Option<u32> {
        self.all(route).first().copied()
    }
}

impl Judge<'_> {
    /// A client-facing document states the numbers of one population.
    pub(super) fn headcount(&self, rule: &Rule, at: usize, day: Date, notes: &mut Notes) -> Pair {
        let Some(need) = rule.needs().counts else { return Pair::OPEN };
        let row = self.pack.rows()[at].id.as_str();
        let counts = self.countable(need, at);
        let growing = self.may_grow(need);
        let waits = Cell::new(false);
        let asked = Asked { client_facing: true, ..Asked::default() };
        let pair = self.any_document(at, asked, day, notes, |document, _, judged| {
            let stated = Stated { document, row };
            let pair = self.stated(&stated, &counts, !growing.is_empty(), judged);
            waits.set(waits.get() | (pair.strict() == Reading::Open || pair.lenient() == Reading::Open));
        });
        self.note_numbers(need, at, &counts, notes);
        // Somebody may still come who makes the number right, or wrong.
        for register in growing.into_iter().filter(|_| waits.get()) {
            notes.add(|| Ground::RegisterOpen(register));
        }
        pair
    }

    /// What there is to count for a row that asks for stated numbers.
    pub(crate) fn headcounts_of(&self, at: usize) -> Headcounts {
        self.row(at);
        let need = self.pack.rows()[at].rule.needs().counts;
        need.map(|need| self.countable(need, at)).unwrap_or_default()
    }

    /// True if some paper states the numbers of one population, as things stand; the registers may still grow.
    pub(crate) fn numbers_right(&self, at: usize) -> bool {
        let Some(day) = self.day else { return false };
        let (counts, row) = (self.headcounts_of(at), self.pack.rows()[at].id.as_str());
        let asked = Asked { client_facing: true, ..Asked::default() };
        let mut papers =
            self.serving(at).filter(|(document, cover)| paper(document, asked, cover, day).pair == Pair::YES);
        papers.any(|(document, _)| {
            let stated = Stated { document, row };
            counts.routes().all(|route| stated.all(route).len() == 1)
                && counts.are(|route| stated.lowest(route))
        })
    }

    /// The open registers in which somebody may still come to be counted for a row that asks for numbers.
    pub(crate) fn growing(&self, at: usize) -> Vec<Register> {
        self.pack.rows()[at].rule.needs().counts.map(|need| self.may_grow(need)).unwrap_or_default()
    }

    fn countable(&self, need: CountNeed<'_>, at: usize) -> Headcounts {
        let category = &self.pack.category_of(at).id;
        let numbers = match need {
            CountNeed::ByRoute { role, leads, routes } => {
                let number = |route: &String| {
                    let all = self.people_of(category, &[(role, std::slice::from_ref(route))]);
                    let leads = leads.map(|lead| self.readings(self.among(&all, category, lead)));
                    Number { route: route.clone(), all: self.readings(all), leads }
                };
                routes.iter().map(number).collect()
            }
            CountNeed::Overlap(groups) => {
                let groups: Vec<(&str, &[String])> =
                    groups.iter().map(|group| (group.role.as_str(), group.routes.as_slice())).collect();
                let all = self.readings(self.people_of(category, &groups));
                vec![Number { route: self.pack.rows()[at].id.clone(), all, leads: None }]
            }
        };
        Headcounts { numbers }
    }

    fn readings(&self, rows: Vec<Pair>) -> Readings {
        Readings { persons: self.doubles().persons(&rows), rows }
    }

    /// How each person reads against a route of every group.
    fn people_of(&self, category: &str, groups: &[(&str, &[String])]) -> Vec<Pair> {
        let person = |at| {
            groups
                .iter()
                .map(|(role, routes)| self.person_on_routes(at, category, role, routes))
                .reduce(Pair::and)
                .unwrap_or(Pair::NO)
        };
        (0..self.assessment.people.len()).map(person).collect()
    }

    /// The same people, as far as they hold a role.
    fn among(&self, people: &[Pair], category: &str, role: &str) -> Vec<Pair> {
        let people = people.iter().enumerate();
        people.map(|(at, pair)| pair.and(self.works_in(at, category, role))).collect()
    }

    /// The open registers in which somebody may still come to be counted.
    fn may_grow(&self, need: CountNeed<'_>) -> Vec<Register> {
        let mut open: Vec<usize> = need.routes().filter_map(|route| self.pack.position(route)).collect();
        let mut seen = HashSet::new();
        let mut by_jobs = false;
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                by_jobs |= self.pack.rows()[at].rule.all().any(|rule| rule.needs().work.is_some());
                open.extend(self.pack.rests_on(at));
            }
        }
        let registers = [Some(Register::Roster), by_jobs.then_some(Register::Contracts)];
        registers.into_iter().flatten().filter(|register| self.assessment.open(*register)).collect()
    }

    /// The numbers of one paper: strictly those of one population, leniently none above the count of everybody.
    fn stated(&self, stated: &Stated<'_>, counts: &Headcounts, grows: bool, judged: &mut JudgedFact) -> Pair {
        let missing: Vec<&str> = counts.routes().filter(|route| stated.all(route).is_empty()).collect();
        for route in &missing {
            judged.fails(Why::CountMissing((*route).to_owned()));
        }
        if !missing.is_empty() {
            return Pair::NO;
        }
        let numbers = || counts.numbers.iter().map(|number| (number, stated.all(&number.route)));
        let of = |population| numbers().map(|(number, all)| number.equal(&all, population, grows)).min();
        let leads = if counts.leads_stand() { of(Population::Leads) } else { None };
        let strict = of(Population::All).max(leads).unwrap_or(Reading::Yes);
        let lenient = numbers().map(|(number, all)| number.up_to(&all, grows)).min().unwrap_or(Reading::Yes);
        let pair = Pair::new(strict, lenient);
        if pair != Pair::YES {
            self.differing(stated, counts, pair, judged);
        }
        // What only waits for the registers has no fault of its own.
        judged.pair = judged.pair.and(pair);
        pair
    }

    /// Which numbers are not those of the population that they come nearest to.
    fn differing(&self, stated: &Stated<'_>, counts: &Headcounts, pair: Pair, judged: &mut JudgedFact) {
        let population = counts.nearest(|route| stated.lowest(route));
        let is = |number: &Number, population| {
            Some(number.of(population).heads().strict) == stated.lowest(&number.route)
        };
        let leads = counts.leads_stand();
        let either = |number: &Number| is(number, Population::All) || leads && is(number, Population::Leads);
        let differ = counts.numbers.iter().any(|number| !is(number, population));
        if differ && counts.numbers.iter().all(either) {
            judged.lower(pair, Why::PopulationsMixed);
        }
        for number in &counts.numbers {
            if let [_, _, ..] = stated.all(&number.route)[..] {
                judged.lower(pair, Why::StatedTwice(number.route.clone()));
            }
            if let Some(lowest) = stated.lowest(&number.route) {
                self.differs(number, lowest, population, pair, judged);
            }
        }
    }

    fn differs(
        &self,
        number: &Number,
        stated: u32,
        population: Population,
        pair: Pair,
        judged: &mut JudgedFact,
    ) {
        let (route, readings) = (number.route.clone(), number.of(population));
        let strict = readings.heads().strict;
        if stated == 0 && number.leads_stand() {
            judged.fails(Why::LeadNotCounted { route, strict });
        } else if stated > strict {
            let lenient = number.all.heads().lenient;
            judged.lower(pair, Why::Overstated { route, stated, strict, lenient });
            if strict < Pair::holding(&readings.rows, Pair::strict) {
                judged.lower(pair, Why::PerhapsOnePerson(self.counted_twice(&readings.rows)));
            }
        } else if stated < strict {
            judged.lower(pair, Why::Understated { route, stated, strict });
        }
    }

    /// Those on a route strictly who may be one person with another of them.
    fn counted_twice(&self, people: &[Pair]) -> Vec<String> {
        let holds = |at: &usize| people.get(*at).is_some_and(|pair| pair.strict() == Reading::Yes);
        let twice = |at: &usize| holds(at) && self.doubles().of_person(*at).any(|other| holds(&other));
        let twice = (0..people.len()).filter(twice);
        let mut ids: Vec<String> =
            twice.filter_map(|at| Some(self.assessment.people.get(at)?.id.to_string())).collect();
        ids.sort();
        ids
    }

    /// Every number beside what can be counted, and how many people stand behind all of them.
    fn note_numbers(&self, need: CountNeed<'_>, at: usize, counts: &Headcounts, notes: &mut Notes) {
        if !notes.are_wanted() || self.serving(at).next().is_none() {
            return;
        }
        let row = self.pack.rows()[at].id.as_str();
        let (role, leads) = match need {
            CountNeed::ByRoute { role, leads, .. } => (role, leads),
            CountNeed::Overlap(_) => ("", None),
        };
        for number in &counts.numbers {
            let papers = self.serving(at).flat_map(|(document, _)| {
                let stated = Stated { document, row };
                stated.all(&number.route).into_iter().map(|count| (document.id.clone(), count))
            });
            let mut stated: Vec<(String, u32)> = papers.collect();
            stated.sort();
            stated.dedup();
            let heads = leads.zip(number.leads.as_ref());
            let leads = heads.map(|(role, readings)| (role.to_owned(), readings.heads()));
            let beside = StatedBeside {
                route: number.route.clone(),
                stated,
                role: role.to_owned(),
                all: number.all.heads(),
                leads,
            };
            notes.add(|| Ground::Headcount(beside));
        }
        if counts.numbers.len() > 1 {
            let of_leads = leads.map(|role| (role.to_owned(), counts.persons(Population::Leads)));
            let all = (role.to_owned(), counts.persons(Population::All));
            notes.add(|| Ground::Persons { leads: of_leads, all });
        }
    }
}
