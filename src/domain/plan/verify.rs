//! Verifications: what rests on a reference list can hold only once somebody has read that list.
//!
//! A list of which no member is verified, or a member that is chosen or held already and is not verified, is a step of
//! its own. All rows that wait for it share it, and what they ask for besides follows it.

use super::build::{Builder, Key, blank};
use super::graph::{Node, NodeId, StepId};
use super::step::{Action, Step, Unread, Waiting, is_blank, rename};
use crate::domain::evaluate::{Fact, Ground, Judge, Why};
use crate::domain::listed::named;
use crate::domain::pack::Effort;
use crate::domain::register::Item;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair, Reading};

/// Days from asking for a published list to the entry in the register.
const DAYS: u32 = 7;

/// What keeps a leaf from holding: what is to be read, and what is to be done.
pub(super) struct Lacking {
    pub(super) unread: Option<Unread>,
    /// Why what is to be done is not done; nothing if only the reading is left.
    pub(super) grounds: Option<Vec<Ground>>,
}

impl Builder<'_> {
    /// Tells what is to be read from what is to be done, for a leaf about a list.
    pub(super) fn lacking(&mut self, rule: &Rule, at: usize, grounds: Vec<Ground>) -> Lacking {
        let Some(list) = rule.needs().list else { return Lacking { unread: None, grounds: Some(grounds) } };
        let Some(number) = list.number else { return Lacking { unread: None, grounds: Some(grounds) } };
        if list.chosen { self.chosen(number, at, grounds) } else { self.held(number, grounds) }
    }

    /// For a list that a document follows: the member chosen decides what is read.
    fn chosen(&mut self, number: &str, at: usize, grounds: Vec<Ground>) -> Lacking {
        let row = &self.pack.rows()[at].id;
        let chosen = self.assessment.standards.iter().filter(|choice| choice.row == *row);
        let members = chosen.filter_map(|choice| self.member_of(number, &choice.item)).collect::<Vec<_>>();
        let unread = match members.iter().find(|(_, sure)| *sure).or(members.first()) {
            Some((_, true)) => None,
            Some((member, false)) => Some(self.unread_member(number, member)),
            None => self.unread_list(number),
        };
        // That the choice itself is not verified says nothing of the document.
        let grounds: Vec<Ground> = grounds
            .into_iter()
            .filter(|ground| {
                !ground.fact().is_some_and(|fact| fact.id == *row && fact.lacks_verification_alone())
            })
            .collect();
        match nearest(&grounds, |fact| fact.id != *row) {
            Some(fact) if unread.is_some() => Lacking { unread, grounds: rest(fact) },
            _ => Lacking { unread, grounds: Some(grounds) },
        }
    }

    /// For something a person holds: the fact that is nearest to holding decides what is read.
    fn held(&mut self, number: &str, grounds: Vec<Ground>) -> Lacking {
        let Some(near) = nearest(&grounds, |_| true) else {
            let within = [number];
            let unread = match rename(&grounds, |name| self.member_meant(&within, name)) {
                Some(Action::Rename { member, .. }) => match self.member_of(number, &Item::Member(member)) {
                    Some((member, false)) => Some(self.unread_member(number, &member)),
                    _ => None,
                },
                _ => self.unread_list(number),
            };
            return Lacking { unread, grounds: Some(grounds) };
        };
        if !near.why.contains(&Why::Unverified) {
            return Lacking { unread: None, grounds: Some(grounds) };
        }
        let member = self.member_of(number, &Item::Member(near.detail.clone()));
        let member = member.map_or_else(|| near.detail.clone(), |(member, _)| member);
        let unread = Some(self.unread_member(number, &member));
        Lacking { unread, grounds: rest(near) }
    }

    /// The id that something has in a list, and whether it counts as verified there.
    fn member_of(&self, number: &str, item: &Item) -> Option<(String, bool)> {
        let Item::Member(id) = item else { return None };
        let membership = self.judge.catalog.membership(number, id)?;
        let own = membership.shipped.map(|member| &member.id).or(membership.added.map(|member| &member.id));
        Some((own.unwrap_or(id).clone(), membership.sure()))
    }

    /// A member that is named already: one that the pack ships as a candidate is looked up in a moment, while of any other
    /// nobody knows whether it stands on the list.
    fn unread_member(&self, number: &str, member: &str) -> Unread {
        let membership = self.judge.catalog.membership(number, member);
        let candidate = membership.is_some_and(|membership| membership.shipped.is_some());
        Unread { subject: member.to_owned(), whole: !candidate && !is_read(self.judge, number) }
    }

    /// A list of which no member could serve strictly; every person asks anew, so it is looked up once.
    fn unread_list(&mut self, number: &str) -> Option<Unread> {
        if let Some(known) = self.unread_lists.get(number) {
            return known.clone();
        }
        let found = self.look_up(number);
        self.unread_lists.insert(number.to_owned(), found.clone());
        found
    }

    /// What the file names already of a list that nobody has read is what to look for.
    fn look_up(&self, number: &str) -> Option<Unread> {
        let catalog = &self.judge.catalog;
        let list = &catalog.list(number)?.number;
        if is_read(self.judge, number) {
            return None;
        }
        let here = |id: &str| {
            id.split_once('/').is_some_and(|(number, _)| catalog.same_list(number, list))
                && catalog.membership(list, id).is_some_and(|membership| !membership.lower_rung())
        };
        let named = named(self.assessment).find_map(|named| match named.item {
            Item::Member(id) if here(id) => Some(id.clone()),
            _ => None,
        });
        Some(Unread { subject: named.unwrap_or_else(|| list.clone()), whole: true })
    }

    /// A leaf that holds once it is done, and read what it rests on.
    pub(super) fn read_and_done(
        &mut self,
        now: Outcome,
        at: usize,
        unread: Option<Unread>,
        doing: Option<StepId>,
    ) -> NodeId {
        let unread = unread.filter(|_| matches!(now, Outcome::Judged(pair) if pair != Pair::YES));
        match (unread, doing) {
            (Some(unread), Some(doing)) => {
                let verification = self.verification(&unread, at, Some(doing));
                if unread.whole {
                    self.steps[doing].unread = true;
                    self.graph.steps[doing].cost.unread = 1;
                }
                self.graph.steps[doing].after.push(verification);
                let done = self.leaf(now, doing);
                let strict = now.pair().map_or(Reading::No, Pair::strict);
                let read = self.leaf(Pair::new(strict, Reading::Yes), verification);
                self.graph.node(Node::All(vec![done, read]))
            }
            (Some(unread), None) => {
                let verification = self.verification(&unread, at, None);
                self.leaf(now, verification)
            }
            (None, Some(doing)) => self.leaf(now, doing),
            (None, None) => self.graph.leaf(now, None),
        }
    }

    fn verification(&mut self, unread: &Unread, at: usize, doing: Option<StepId>) -> StepId {
        let (list, member) = match unread.subject.split_once('/') {
            Some((list, _)) => (list.to_owned(), Some(unread.subject.clone())),
            None => (unread.subject.clone(), None),
        };
        let step = blank(at, Action::Verify { list, member }, Effort::Small, DAYS);
        let key = Key::Verify(unread.subject.clone());
        let verification = self.step(key, Step { unread: unread.whole, ..step });
        self.waiting.push(Waiting { verification, at, doing });
        verification
    }
}

/// True if some member of a list counts as verified and would be enough.
pub(super) fn is_read(judge: &Judge<'_>, number: &str) -> bool {
    let catalog = &judge.catalog;
    let Some(list) = catalog.list(number) else { return false };
    let mut members = catalog.ids(list).into_iter().filter_map(|id| catalog.membership(&list.number, id));
    members.any(|membership| membership.enough())
}

/// The fact that only entries keep from holding, the fewest of them.
fn nearest(grounds: &[Ground], of: impl Fn(&Fact) -> bool) -> Option<&Fact> {
    let facts = grounds.iter().filter_map(Ground::fact).filter(|fact| of(fact));
    let near = facts.filter(|fact| {
        fact.pair.lenient() != Reading::No && !fact.why.is_empty() && fact.why.iter().all(is_blank)
    });
    near.min_by_key(|fact| (fact.why.len(), fact.why.contains(&Why::Unverified)))
}

/// What a fact lacks besides; nothing if it lacks nothing.
fn rest(fact: &Fact) -> Option<Vec<Ground>> {
    let why: Vec<Why> = fact.why.iter().filter(|why| **why != Why::Unverified).cloned().collect();
    (!why.is_empty()).then(|| vec![Ground::Fact(Fact { why, ..fact.clone() })])
}
