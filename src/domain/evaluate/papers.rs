//! How documents, chosen standards and stated headcounts read (DOC, STD and HC of the table).

use super::Judge;
use super::grounds::{Ground, Judged, Notes, Why};
use crate::domain::date::Date;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Item, Register, Stage};
use crate::domain::rule::RouteGroup;
use crate::domain::verdict::{Pair, Reading};

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
    pub(super) fn document(&self, row: &str, asked: Asked, day: Date, notes: &mut Notes) -> Pair {
        self.any_document(row, asked, day, notes, |_, _| {})
    }

    /// A document lists everybody in the role.
    pub(super) fn person_list(&self, row: &str, role: &str, day: Date, notes: &mut Notes) -> Pair {
        let category = self.category_of_row(row);
        let holders: Vec<&str> = self
            .assessment
            .people
            .iter()
            .filter(|person| self.works(person, category, role, day).pair.lenient() == Reading::Yes)
            .map(|person| person.id.as_str())
            .collect();
        if holders.is_empty() {
            notes.add(|| Ground::NobodyEngaged { role: role.to_owned() });
        }
        let asked = Asked { client_facing: true, section: false };
        let pair = self.any_document(row, asked, day, notes, |document, judged| {
            let missing: Vec<String> = holders
                .iter()
                .filter(|id| !document.people.iter().any(|named| named == *id))
                .map(|id| (*id).to_owned())
                .collect();
            if !missing.is_empty() || holders.is_empty() {
                judged.fails(Why::PeopleMissing(missing));
            }
        });
        let open = self.assessment.open(Register::Roster);
        if open {
            notes.add(|| Ground::RegisterOpen(Register::Roster));
        }
        pair.capped_while_open(open)
    }

    /// A standard is chosen and a document names it: the lower of both, about the same member.
    pub(super) fn standard(
        &self,
        row: &str,
        lists: (&str, &[String]),
        client_facing: bool,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let asked = Asked { client_facing, section: false };
        let chosen: Vec<&Item> =
            self.assessment.standards.iter().filter(|s| s.row == row).map(|s| &s.item).collect();
        for item in &chosen {
            notes.fact(row, item.text(), &self.listed(item, lists.0, lists.1));
        }
        let pair = self.any_document(row, asked, day, notes, |document, judged| {
            let best = self.named_standard(document, &chosen, lists);
            judged.and(best);
        });
        if chosen.is_empty() && pair.lenient() != Reading::Yes {
            notes.add(|| Ground::NoChoice { reference: lists.0.to_owned() });
        }
        pair
    }

    /// The best item a document carries: a chosen one it names, or, with none chosen, any listed one it names.
    fn named_standard(&self, document: &Document, chosen: &[&Item], lists: (&str, &[String])) -> Judged {
        let best = |items: Vec<Judged>, none: Why| {
            items
                .into_iter()
                .reduce(|a, b| if b.pair.or(a.pair) == a.pair { a } else { b })
                .unwrap_or_else(|| Judged { pair: Pair::NO, why: vec![none] })
        };
        if chosen.is_empty() {
            let named = document.names.iter().map(|item| self.listed(item, lists.0, lists.1)).collect();
            return best(named, Why::StandardNotNamed);
        }
        let relevant = |item: &&Item| !self.listed(item, lists.0, lists.1).why.contains(&Why::OtherList);
        let names_other = document.names.iter().any(|item| relevant(&item));
        let judged = chosen.iter().map(|item| {
            let mut judged = self.listed(item, lists.0, lists.1);
            if document.names.contains(item) {
            } else if names_other {
                judged.fails(Why::OtherStandardNamed);
            } else {
                judged.lenient_only(Why::StandardNotNamed);
            }
            judged
        });
        best(judged.collect(), Why::StandardNotNamed)
    }

    /// A client-facing document states a headcount for each route, none overstated.
    pub(super) fn headcount(
        &self,
        row: &str,
        role: &str,
        routes: &[String],
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let counts: Vec<Headcount<'_>> = routes
            .iter()
            .map(|route| Headcount { stated_for: route, groups: vec![(role, std::slice::from_ref(route))] })
            .collect();
        self.headcounts(row, &counts, day, notes)
    }

    /// A client-facing document states how many people satisfy a route of each group.
    pub(super) fn overlap(&self, row: &str, groups: &[RouteGroup], day: Date, notes: &mut Notes) -> Pair {
        let groups = groups.iter().map(|g| (g.role.as_str(), g.routes.as_slice())).collect();
        self.headcounts(row, &[Headcount { stated_for: row, groups }], day, notes)
    }

    fn headcounts(&self, row: &str, counts: &[Headcount<'_>], day: Date, notes: &mut Notes) -> Pair {
        let category = self.category_of_row(row);
        let totals: Vec<(u32, u32)> =
            counts.iter().map(|count| self.count_people(category, &count.groups)).collect();
        let asked = Asked { client_facing: true, section: false };
        let may_grow = self.assessment.open(Register::Roster) || self.assessment.open(Register::Contracts);
        self.any_document(row, asked, day, notes, |document, judged| {
            for (count, &(strict, lenient)) in counts.iter().zip(&totals) {
                stated(document, row, count.stated_for, (strict, lenient), may_grow, judged);
            }
        })
    }

    /// People who satisfy a route of every group, under each reading.
    pub(super) fn count_people(&self, category: &str, groups: &[(&str, &[String])]) -> (u32, u32) {
        let mut counts = (0, 0);
        for at in 0..self.assessment.people.len() {
            let pair = groups
                .iter()
                .map(|(role, routes)| self.person_on_routes(at, category, role, routes))
                .reduce(Pair::and)
                .unwrap_or(Pair::NO);
            counts.0 += u32::from(pair.strict() == Reading::Yes);
            counts.1 += u32::from(pair.lenient() == Reading::Yes);
        }
        counts
    }

    /// The best document that serves a row, each judged for its state, audience and one thing more.
    fn any_document(
        &self,
        row: &str,
        asked: Asked,
        day: Date,
        notes: &mut Notes,
        more: impl Fn(&Document, &mut Judged),
    ) -> Pair {
        let open = self.assessment.open(Register::Documents);
        let mut best = Pair::NO;
        let mut seen = false;
        for (document, cover) in self.serving(row) {
            seen = true;
            let mut judged = paper(document, asked, cover, day);
            more(document, &mut judged);
            notes.fact(&document.id, &cover.section, &judged);
            best = best.or(judged.pair);
        }
        if !seen {
            notes.add(|| Ground::NothingIn(Register::Documents));
        }
        if open && best != Pair::YES {
            notes.add(|| Ground::RegisterOpen(Register::Documents));
        }
        best.while_open(open)
    }

    /// Documents that serve a row, with the place.
    pub(super) fn serving<'s>(
        &'s self,
        row: &'s str,
    ) -> impl Iterator<Item = (&'s Document, &'s Cover)> + 's {
        self.assessment.documents.iter().flat_map(move |d| {
            d.covers.iter().filter(move |cover| cover.row == row).map(move |cover| (d, cover))
        })
    }
}

fn stated(
    document: &Document,
    row: &str,
    route: &str,
    (strict, lenient): (u32, u32),
    may_grow: bool,
    judged: &mut Judged,
) {
    let Some(stated) = document.headcounts.iter().find(|c| c.row == row && c.route == route) else {
        return judged.fails(Why::CountMissing(route.to_owned()));
    };
    let half = |counted: u32| match (stated.count <= counted, may_grow) {
        (true, _) => Reading::Yes,
        (false, true) => Reading::Open,
        (false, false) => Reading::No,
    };
    let pair = Pair::new(half(strict), half(lenient));
    if pair != Pair::YES {
        let why = Why::Overstated { route: route.to_owned(), stated: stated.count, strict, lenient };
        judged.lower(pair, why);
    }
}

/// A paper as such: state, version, approval, section, audience (A10, A16).
pub(super) fn paper(document: &Document, asked: Asked, cover: &Cover, day: Date) -> Judged {
    let mut judged = Judged::holds();
    if document.stage == Stage::Planned {
        judged.fails(Why::Planned);
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
        Some(_) => super::people::happened(document.approved, day, &mut judged),
    }
    if asked.section && cover.section.trim().is_empty() {
        judged.lenient_only(Why::SectionMissing);
    }
    if asked.client_facing && document.audience != Audience::Client {
        judged.lenient_only(Why::NotForClients);
    }
    judged
}
