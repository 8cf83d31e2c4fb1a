//! The reference lists with what is known of their members, and the rows that wait until somebody reads a list.

use crate::domain::assessment::{Assessment, Catalog, Membership};
use crate::domain::evaluate::Findings;
use crate::domain::listed::named;
use crate::domain::pack::Pack;
use crate::domain::reference::{ReferenceList, References};
use crate::domain::register::Item;
use crate::domain::verdict::Verdict;

/// A list as an assessment sees it.
#[derive(Debug, Clone)]
pub struct ListState<'a> {
    /// The list.
    pub list: &'a ReferenceList,
    /// Its members, those that the organisation added behind the others.
    pub members: Vec<ListedMember<'a>>,
    /// The rows that ask for a member of it, by place.
    pub asking: Vec<usize>,
    /// Those of them that cannot be satisfied before somebody has seen a member on the published list.
    pub waiting: Vec<usize>,
}

/// A member of a list.
#[derive(Debug, Clone, Copy)]
pub struct ListedMember<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is known of it.
    pub membership: Membership<'a>,
}

impl ListState<'_> {
    /// True if somebody has seen a member of it, or one below it on a ladder.
    pub fn is_read(&self) -> bool {
        self.members.iter().any(|member| member.membership.enough())
    }

    /// How many members are verified.
    pub fn verified(&self) -> usize {
        self.members.iter().filter(|member| member.membership.verified()).count()
    }
}

/// How many lists nobody has read, and how many rows wait for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unread {
    /// Lists.
    pub lists: usize,
    /// Rows, each once.
    pub rows: usize,
}

/// Every list, in the order of the file; those for which rows wait first, and of these the ones nobody has read. With findings, a row waits only where a chosen
/// category leads to it and it is not satisfied; without them every row that asks does.
pub fn lists<'a>(
    pack: &Pack,
    references: &'a References,
    assessment: &'a Assessment,
    findings: Option<&Findings>,
) -> Vec<ListState<'a>> {
    let catalog = Catalog::new(references, assessment);
    let own = references.lists.iter().filter(|list| list.read_as.is_none());
    let mut states: Vec<ListState<'a>> =
        own.map(|list| state(&catalog, list, pack, assessment, findings)).collect();
    states.sort_by_key(|state| (state.waiting.is_empty(), state.is_read()));
    states
}

/// How many lists nobody has read, and the rows that wait for them.
pub fn unread(states: &[ListState<'_>]) -> Unread {
    let needed = || states.iter().filter(|state| !state.waiting.is_empty());
    let mut rows: Vec<usize> = needed().flat_map(|state| state.waiting.iter().copied()).collect();
    rows.sort_unstable();
    rows.dedup();
    Unread { lists: needed().count(), rows: rows.len() }
}

fn state<'a>(
    catalog: &Catalog<'a>,
    list: &'a ReferenceList,
    pack: &Pack,
    assessment: &Assessment,
    findings: Option<&Findings>,
) -> ListState<'a> {
    let member = |id: &'a str| Some(ListedMember { id, membership: catalog.membership(&list.number, id)? });
    let members: Vec<ListedMember<'a>> = catalog.ids(list).into_iter().filter_map(member).collect();
    let asking: Vec<usize> = (0..pack.rows().len()).filter(|at| asks(catalog, list, pack, *at)).collect();
    let mut state = ListState { list, members, asking, waiting: Vec::new() };
    let unsure = uses_unverified(catalog, list, assessment);
    if !state.is_read() || unsure {
        let open = |at: &&usize| findings.is_none_or(|findings| is_open(findings, **at));
        state.waiting = state.asking.iter().filter(open).copied().collect();
    }
    state
}

/// Whether a rule asks for a member of the list, under the strict reading too.
fn asks(catalog: &Catalog<'_>, list: &ReferenceList, pack: &Pack, at: usize) -> bool {
    let numbers =
        pack.rows()[at].rule.all().filter_map(|rule| rule.needs().list.and_then(|need| need.number));
    numbers.into_iter().any(|number| catalog.same_list(number, &list.number))
}

/// Whether something that is entered is a member of the list that nobody verified.
fn uses_unverified(catalog: &Catalog<'_>, list: &ReferenceList, assessment: &Assessment) -> bool {
    named(assessment).any(|named| match named.item {
        Item::Member(id) => catalog.membership(&list.number, id).is_some_and(|member| !member.sure()),
        Item::Equivalent(_) | Item::Unlisted(_) => false,
    })
}

/// Whether a chosen category leads to a row that is not satisfied yet and counts.
fn is_open(findings: &Findings, at: usize) -> bool {
    let finding = findings.at(at);
    let short = !matches!(finding.outcome.verdict(), Verdict::Satisfied | Verdict::NotApplicable);
    finding.reached && !finding.spare && short
}
