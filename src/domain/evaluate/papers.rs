//! How documents, chosen standards and stated headcounts read (DOC, STD and HC of the table).

use std::cell::Cell;

use super::grounds::{Ground, JudgedFact, Notes, Why};
use super::judge::Judge;
use super::people::{done, happened};
use crate::domain::date::Date;
use crate::domain::name;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Item, Register};
use crate::domain::rule::RouteGroup;
use crate::domain::verdict::{Outcome, Pair, Reading};

/// What a rule asks of a document.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    /// Clients must be able to read it.
    pub(super) client_facing: bool,
    /// A section must be named.
    pub(super) section: bool,
}

/// A headcount asked for: the route row it is stated for, and the routes and roles counted.
struct Headcount<'r> {
    stated_for: &'r str,
    groups: Vec<(&'r str, &'r [String])>,
}

impl Judge<'_> {
    /// A document serves the row.
    pub(super) fn document(&self, at: usize, asked: Asked, day: Date, notes: &mut Notes) -> Pair {
        self.any_document(at, asked, day, notes, |_, _, _| {})
    }

    /// A document serves the row by a part of its own (A27). Of rows that should be apart, the first of the pack keeps
    /// whatever part serves it; for each later one the strict reading also asks that those before it have another part, so
    /// that one undivided text serves one of them only, and no further part lowers any.
    pub(super) fn document_apart(
        &self,
        at: usize,
        asked: Asked,
        apart: &[String],
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let before = || apart.iter().filter_map(|id| self.pack.position(id)).filter(|&other| other < at);
        self.any_document(at, asked, day, notes, |document, cover, judged| {
            for other in before() {
                let row = &self.pack.rows()[other].id;
                let parts = || self.serving(other).filter(|(paper, part)| serves(paper, part, day));
                if parts().next().is_none() {
                    judged.lenient_only(Why::NoOtherPart(row.clone()));
                } else if parts().all(|(paper, part)| std::ptr::eq(paper, document) && same_part(part, cover))
                {
                    judged.lenient_only(Why::SamePart(row.clone()));
                }
            }
        })
    }

    /// A document lists everybody in the role.
    pub(super) fn person_list(&self, at: usize, role: &str, day: Date, notes: &mut Notes) -> Pair {
        let category = &self.pack.category_of(at).id;
        let holders: Vec<&str> = self
            .assessment
            .people
            .iter()
            .filter(|person| self.works(person, category, role, day).pair.lenient() == Reading::Yes)
            .map(|person| person.id.as_str())
            .collect();
        let open = self.assessment.open(Register::Roster);
        if holders.is_empty() {
            notes.add(|| Ground::NobodyEngaged { role: role.to_owned() });
        }
        let asked = Asked { client_facing: true, section: false };
        let pair = self.any_document(at, asked, day, notes, |document, _, judged| {
            let missing: Vec<String> = holders
                .iter()
                .filter(|id| !document.people.iter().any(|named| named == *id))
                .map(|id| (*id).to_owned())
                .collect();
            if holders.is_empty() {
                judged.lower(Pair::NO.while_open(open), Why::PeopleMissing(missing));
            } else if !missing.is_empty() {
                judged.fails(Why::PeopleMissing(missing));
            }
        });
        if open {
            notes.add(|| Ground::RegisterOpen(Register::Roster));
        }
        pair.capped_while_open(open)
    }

    /// A standard is chosen and a document names it: the lower of both, about the same member.
    pub(super) fn standard(
        &self,
        at: usize,
        lists: (&str, &[String]),
        client_facing: bool,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let row = &self.pack.rows()[at].id;
        let asked = Asked { client_facing, section: false };
        let chosen: Vec<&Item> =
            self.assessment.standards.iter().filter(|s| s.row == *row).map(|s| &s.item).collect();
        for item in &chosen {
            notes.fact(row, item.text(), &self.listed(item, lists.0, lists.1));
        }
        let pair = self.any_document(at, asked, day, notes, |document, _, judged| {
            judged.and(self.named_standard(document, &chosen, lists));
        });
        if chosen.is_empty() {
            notes.add(|| Ground::NoChoice { reference: lists.0.to_owned() });
        }
        pair
    }

    /// The best of the chosen items as a document carries them; one that names another instead is no proof (F7).
    fn named_standard(&self, document: &Document, chosen: &[&Item], lists: (&str, &[String])) -> JudgedFact {
        let names_other = document.names.iter().any(|item| self.belongs(item, lists));
        let judged = chosen.iter().map(|item| {
            let mut judged = self.listed(item, lists.0, lists.1);
            match (document.names.contains(item), names_other) {
                (true, _) => {}
                (false, true) => judged.fails(Why::OtherStandardNamed),
                (false, false) => judged.lenient_only(Why::StandardNotNamed),
            }
            judged
        });
        JudgedFact::best(judged).unwrap_or_else(|| JudgedFact::of(Pair::NO, Why::StandardNotNamed))
    }

    /// True if an item names something of these lists, member or not; what is in no list names nothing.
    pub(super) fn belongs(&self, item: &Item, (reference, lenient): (&str, &[String])) -> bool {
        let meant =
            |list: &str| self.same_list(list, reference) || lenient.iter().any(|l| self.same_list(list, l));
        match item {
            Item::Member(id) => {
                let listed = |list: &str| self.catalog.membership(list, id).is_some();
                meant(id.split('/').next().unwrap_or_default())
                    || listed(reference)
                    || lenient.iter().any(|list| listed(list))
            }
            Item::Equivalent(id) => {
                self.assessment.equivalences.iter().filter(|q| q.id == *id).all(|q| meant(&q.to))
            }
            Item::Unlisted(_) => false,
        }
    }

    /// A client-facing document states a headcount for each route, none overstated.
    pub(super) fn headcount(
        &self,
        at: usize,
        role: &str,
        routes: &[String],
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let counts: Vec<Headcount<'_>> = routes
            .iter()
            .map(|route| Headcount { stated_for: route, groups: vec![(role, std::slice::from_ref(route))] })
            .collect();
        self.headcounts(at, &counts, day, notes)
    }

    /// A client-facing document states how many people satisfy a route of each group.
    pub(super) fn overlap(&self, at: usize, groups: &[RouteGroup], day: Date, notes: &mut Notes) -> Pair {
        let row = &self.pack.rows()[at].id;
        let groups = groups.iter().map(|g| (g.role.as_str(), g.routes.as_slice())).collect();
        self.headcounts(at, &[Headcount { stated_for: row, groups }], day, notes)
    }

    fn headcounts(&self, at: usize, counts: &[Headcount<'_>], day: Date, notes: &mut Notes) -> Pair {
        let row = &self.pack.rows()[at].id;
        let category = &self.pack.category_of(at).id;
        let people: Vec<Vec<Pair>> =
            counts.iter().map(|count| self.people_of(category, &count.groups)).collect();
        let asked = Asked { client_facing: true, section: false };
        let growing = [Register::Roster, Register::Contracts]
            .map(|register| Some(register).filter(|register| self.assessment.open(*register)));
        let may_grow = growing.iter().any(Option::is_some);
        let short = Cell::new(false);
        let pair = self.any_document(at, asked, day, notes, |document, _, judged| {
            for (count, people) in counts.iter().zip(&people) {
                let stated = (row.as_str(), count.stated_for);
                short.set(short.get() | self.stated(document, stated, people, may_grow, judged));
            }
        });
        // Somebody may still come who makes the number right.
        for register in growing.into_iter().flatten().filter(|_| short.get()) {
            notes.add(|| Ground::RegisterOpen(register));
        }
        pair
    }

    /// How each person reads against a route of every group.
    pub(super) fn people_of(&self, category: &str, groups: &[(&str, &[String])]) -> Vec<Pair> {
        let person = |at| {
            groups
                .iter()
                .map(|(role, routes)| self.person_on_routes(at, category, role, routes))
                .reduce(Pair::and)
                .unwrap_or(Pair::NO)
        };
        (0..self.assessment.people.len()).map(person).collect()
    }

    /// The best document that serves a row, each judged for its state, audience and one thing more.
    fn any_document(
        &self,
        at: usize,
        asked: Asked,
        day: Date,
        notes: &mut Notes,
        more: impl Fn(&Document, &Cover, &mut JudgedFact),
    ) -> Pair {
        let mut best = Pair::NO;
        let mut seen = false;
        for (document, cover) in self.serving(at) {
            seen = true;
            let mut judged = paper(document, asked, cover, day);
            more(document, cover, &mut judged);
            notes.fact(&document.id, &cover.section, &judged);
            best = best.or(judged.pair);
        }
        if !seen {
            notes.add(|| Ground::NothingIn(Register::Documents));
        }
        self.so_far(best, Register::Documents, notes)
    }
}

impl Judge<'_> {
    /// A stated number is right if at least so many people are on the route; of several, the lowest is read. Strictly,
    /// rows that may be one person are one. True if there are too few of them so far.
    fn stated(
        &self,
        document: &Document,
        (row, route): (&str, &str),
        people: &[Pair],
        may_grow: bool,
        judged: &mut JudgedFact,
    ) -> bool {
        let counts = document.headcounts.iter().filter(|c| c.row == row && c.route == route);
        let Some(stated) = counts.map(|c| c.count).min() else {
            judged.fails(Why::CountMissing(route.to_owned()));
            return false;
        };
        let needed = usize::try_from(stated).unwrap_or(usize::MAX);
        let persons = self.doubles().persons(people);
        let enough = |people: &[Pair]| {
            let enough = Outcome::at_least(needed, people.iter().copied().map(Outcome::Judged));
            enough.pair().unwrap_or(Pair::YES).while_open(may_grow)
        };
        let pair = Pair::new(enough(&persons).strict(), enough(people).lenient());
        if pair != Pair::YES {
            let strict = Pair::holding(&persons, Pair::strict);
            let lenient = Pair::holding(people, Pair::lenient);
            judged.lower(pair, Why::Overstated { route: route.to_owned(), stated, strict, lenient });
            if strict < Pair::holding(people, Pair::strict) {
                judged.lower(pair, Why::PerhapsOnePerson(self.counted_twice(people)));
            }
        }
        pair != Pair::YES
    }

    /// Those on a route strictly who may be one person with another of them.
    fn counted_twice(&self, people: &[Pair]) -> Vec<String> {
        let holds = |at: &usize| people.get(*at).is_some_and(|pair| pair.strict() == Reading::Yes);
        let twice = |at: &usize| holds(at) && self.doubles().of_person(*at).any(|other| holds(&other));
        let twice = (0..people.len()).filter(twice);
        twice.filter_map(|at| Some(self.assessment.people.get(at)?.id.to_string())).collect()
    }
}

/// True if two rows are served by one undivided part: the same section, or the document as a whole.
fn same_part(one: &Cover, other: &Cover) -> bool {
    let (one, other) = (name::key(&one.section), name::key(&other.section));
    one.is_empty() || other.is_empty() || one == other
}

/// True if a part of a document serves its row under some reading.
fn serves(document: &Document, cover: &Cover, day: Date) -> bool {
    paper(document, Asked::default(), cover, day).pair.lenient() != Reading::No
}

/// A paper as such: state, version, approval, section, audience (A10, A16).
pub(super) fn paper(document: &Document, asked: Asked, cover: &Cover, day: Date) -> JudgedFact {
    let mut judged = JudgedFact::holds();
    done(document.stage, &mut judged);
    if document.title.trim().is_empty() {
        judged.lenient_only(Why::TitleMissing);
    }
    match document.state {
        DocumentState::Approved => {}
        DocumentState::Draft => judged.lenient_only(Why::Draft),
        DocumentState::Withdrawn => judged.fails(Why::Withdrawn),
    }
    if document.version.trim().is_empty() {
        judged.lenient_only(Why::VersionMissing);
    }
    match document.approved {
        None => judged.lenient_only(Why::Undated),
        Some(_) => happened(document.approved, day, &mut judged),
    }
    if asked.section && cover.section.trim().is_empty() {
        judged.lenient_only(Why::SectionMissing);
    }
    if asked.client_facing && document.audience != Audience::Client {
        judged.lenient_only(Why::NotForClients);
    }
    judged
}
