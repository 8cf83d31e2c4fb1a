//! How documents, lists of people and chosen standards read (DOC and STD of the table).

use super::grounds::{Ground, Why};
use super::judge::Judge;
use super::notes::{JudgedFact, Notes};
use super::people::{done, happened};
use crate::domain::date::Date;
use crate::domain::name;
use crate::domain::register::{Audience, Cover, Document, DocumentState, Item, Register};
use crate::domain::verdict::{Pair, Reading};

/// What a rule asks of a document.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    /// Clients must be able to read it.
    pub(super) client_facing: bool,
    /// A section must be named.
    pub(super) section: bool,
    /// It must say who is responsible for it.
    pub(super) owner: bool,
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
        let asked = Asked { client_facing: true, ..Asked::default() };
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
        let asked = Asked { client_facing, ..Asked::default() };
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
        let meant = |list: &str| {
            self.catalog.same_list(list, reference) || lenient.iter().any(|l| self.catalog.same_list(list, l))
        };
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

    /// The best document that serves a row, each judged for its state, audience and one thing more.
    pub(super) fn any_document(
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
    if asked.owner && document.owner.trim().is_empty() {
        judged.lenient_only(Why::OwnerMissing);
    }
    if asked.client_facing && document.audience != Audience::Client {
        judged.lenient_only(Why::NotForClients);
    }
    judged
}
