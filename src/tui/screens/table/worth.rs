//! What contracts are worth: units of one contract for the people and routes it feeds, and their sums.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::evaluate::{Credit, credits};
use crate::domain::register::{Contract, Part, PersonId};
use crate::domain::rule::{Measure, WorkNeed};
use crate::domain::text::{Lang, pick};
use crate::tui::outline;
use crate::tui::session::Session;

type Credits = Rc<Vec<(usize, Credit)>>;

/// Credits by route and person, worked out once for a drawing and only for those in sight.
pub struct Ledger<'a> {
    session: &'a Session,
    /// Rows that count contracts, in the categories in view.
    routes: Vec<usize>,
    known: RefCell<HashMap<(usize, PersonId), Credits>>,
}

/// What one contract is worth to one person on one route.
pub struct Worth {
    /// Position of the row that counts.
    pub route: usize,
    /// Person id.
    pub person: PersonId,
    /// Its worth.
    pub credit: Credit,
}

impl<'a> Ledger<'a> {
    /// The ledger of an assessment.
    pub fn new(session: &'a Session) -> Self {
        let pack = &session.pack;
        let categories = outline::categories(session).into_iter();
        let rows = categories.flat_map(|at| pack.rows_of(&pack.categories[at].id).collect::<Vec<_>>());
        let routes = rows.filter(|&at| pack.rows()[at].rule.jobs().is_some()).collect();
        Self { session, routes, known: RefCell::default() }
    }

    fn credits(&self, route: usize, person: &PersonId) -> Credits {
        let key = (route, person.clone());
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let (assessment, pack) = (&self.session.assessment, &self.session.pack);
        let found = match assessment.profile.reference_date {
            Some(day) => credits(pack, assessment, day, &pack.rows()[route].id, person),
            None => Vec::new(),
        };
        let found = Rc::new(found);
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// What a contract is worth to each of its people on each route.
    pub fn of(&self, at: usize) -> Vec<Worth> {
        let Some(contract) = self.session.assessment.contracts.get(at) else { return Vec::new() };
        let mut worth = Vec::new();
        for person in delivering(contract) {
            for &route in &self.routes {
                let credits = self.credits(route, person);
                if let Some((_, credit)) = credits.iter().find(|(place, _)| *place == at) {
                    worth.push(Worth { route, person: person.clone(), credit: credit.clone() });
                }
            }
        }
        worth
    }

    /// The best worth of a contract in short: `2/3` strict and lenient, `1` for both, `-` for nothing.
    pub fn short(&self, at: usize, lang: Lang) -> String {
        let worth = self.of(at);
        match worth.iter().map(|worth| (worth.credit.lenient, worth.credit.strict)).max() {
            Some((lenient, strict)) if lenient == strict => strict.to_string(),
            Some((lenient, strict)) => format!("{strict}/{lenient}"),
            None if self.counts_years(at) => pick(lang, "年数", "years").to_owned(),
            None => "-".to_owned(),
        }
    }

    /// True if a row in view counts the years of such contracts.
    pub fn counts_years(&self, at: usize) -> bool {
        let (session, pack) = (self.session, &self.session.pack);
        let Some(contract) = session.assessment.contracts.get(at) else { return false };
        let fits = |work: WorkNeed<'_>| {
            work.measure == Measure::Years && work.any_kinds().any(|kind| contract.kinds.contains(kind))
        };
        outline::categories(session).into_iter().any(|category| {
            pack.rows_of(&pack.categories[category].id)
                .any(|row| pack.rows()[row].rule.all().filter_map(|rule| rule.needs().work).any(fits))
        })
    }
}

/// Those who did the work, each once.
pub fn delivering(contract: &Contract) -> Vec<&PersonId> {
    let mut people: Vec<&PersonId> = Vec::new();
    for member in contract.team.iter().filter(|member| member.part == Part::Delivery) {
        if !people.contains(&&member.person) {
            people.push(&member.person);
        }
    }
    people
}
