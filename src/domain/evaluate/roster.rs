//! Who works in which role (ROST of the table), and how rules about people read over the roster.

use super::grounds::{Ground, Why};
use super::judge::{Judge, View};
use super::notes::{JudgedFact, Notes};
use super::people::{done, happened};
use crate::domain::date::Date;
use crate::domain::register::{Engagement, Person, Post, Register};
use crate::domain::rule::{CountNeed, Rule};
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// A person works in a role of a category (`engaged`: in any delivering role).
    pub(super) fn works(&self, person: &Person, category: &str, role: &str, day: Date) -> JudgedFact {
        let posts = self.posts(person, category, role).map(|post| post_now(person, post, day));
        JudgedFact::best(posts).unwrap_or_else(JudgedFact::nothing)
    }

    fn posts<'p>(
        &'p self,
        person: &'p Person,
        category: &'p str,
        role: &'p str,
    ) -> impl Iterator<Item = &'p Post> {
        let counts = move |post: &&Post| post.category == category && self.pack.counts_as(&post.role, role);
        person.posts.iter().filter(counts)
    }

    /// Somebody is assigned; holding one of the other roles too needs a written rule (A11).
    pub(super) fn assigned(
        &self,
        category: &str,
        role: &str,
        apart: &[String],
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let mut best = Pair::NO;
        for person in &self.assessment.people {
            for post in self.posts(person, category, role) {
                let mut judged = post_now(person, post, day);
                let other = apart.iter().find(|other| self.unruled(person, post, category, other, day));
                if let Some(other) = other {
                    judged.lenient_only(Why::DoubleRole(other.clone()));
                }
                notes.fact(&person.id, &post.role, &judged);
                best = best.or(judged.pair);
            }
        }
        if best == Pair::NO {
            notes.add(|| Ground::NobodyEngaged { role: role.to_owned() });
        }
        self.so_far(best, Register::Roster, notes)
    }

    /// True if the person holds the other role too, and neither post names a rule that allows it.
    fn unruled(&self, person: &Person, post: &Post, category: &str, other: &str, day: Date) -> bool {
        let ruled = |post: &Post| !post.double_role_rule.trim().is_empty();
        self.works(person, category, other, day).pair.lenient() != Reading::No
            && !ruled(post)
            && !self.posts(person, category, other).any(ruled)
    }

    /// The best person under a rule; `engaged` asks that the person delivers the service of the row.
    pub(super) fn best_person(&self, rule: &Rule, at: usize, engaged: bool, notes: &mut Notes) -> Pair {
        let mut best = Pair::NO;
        let open = self.assessment.open(Register::Roster);
        let asked = if engaged { self.asked_of(at) } else { Vec::new() };
        let works = |person: &Person| match self.day {
            Some(day) if engaged && rule.held_role().is_none() => {
                self.works_where_asked(person, &asked, day).pair
            }
            _ => Pair::YES,
        };
        for (index, person) in self.assessment.people.iter().enumerate() {
            let works = works(person);
            if works == Pair::NO && !notes.are_wanted() {
                continue;
            }
            let mut own = notes.like();
            let view = View { person: Some(index), heeds_claims: true };
            let pair = self.own(rule, at, view, &mut own).and(works);
            let own = own.into_list();
            if pair != Pair::NO || !own.is_empty() {
                notes.add(|| Ground::Person { id: person.id.to_string(), pair });
                own.into_iter().for_each(|ground| notes.add(|| ground));
            }
            best = best.or(pair);
        }
        if open || self.day.is_none() {
            best = best.or(self.somebody_else(rule, at));
        }
        if self.assessment.people.is_empty() {
            notes.add(|| Ground::NothingIn(Register::Roster));
        }
        self.note_open(best, Register::Roster, notes);
        best
    }

    /// How somebody of whom nothing is known reads under a rule: open, but for what was answered. A "no" on a row is said
    /// of everybody, so that somebody who may still be listed does not undo it.
    pub(super) fn somebody_else(&self, rule: &Rule, at: usize) -> Pair {
        let view = View { person: None, heeds_claims: true };
        self.own(rule, at, view, &mut Notes::unwanted())
    }

    /// False where a "no" that is said of everybody leaves nobody who could satisfy a rule.
    pub(super) fn may_be_met(&self, rule: &Rule, at: usize) -> bool {
        self.somebody_else(rule, at).lenient() != Reading::No
    }

    /// Strict: every engaged person; lenient: at least one (A13, A35).
    pub(super) fn coverage(&self, role: &str, of: &Rule, at: usize, notes: &mut Notes) -> Pair {
        let category = &self.pack.category_of(at).id;
        let Some(day) = self.day else { return Pair::OPEN };
        let works = |person: &Person| self.works(person, category, role, day).pair.lenient();
        let open = self.assessment.open(Register::Roster);
        let engaged = self.assessment.people.iter().enumerate().filter(|(_, p)| works(p) == Reading::Yes);
        // While the roster is open, more may be entered of those engaged and of others, unless "no" was answered for all.
        let may_come = Pair::NO.while_open(open && self.may_be_met(of, at));
        let mut pairs = Vec::new();
        for (index, person) in engaged {
            let view = View { person: Some(index), heeds_claims: true };
            let pair = self.own(of, at, view, notes).or(may_come);
            notes.add(|| Ground::Person { id: person.id.to_string(), pair });
            pairs.push(pair);
        }
        if open {
            notes.add(|| Ground::RegisterOpen(Register::Roster));
        }
        if pairs.is_empty() {
            notes.add(|| Ground::NobodyEngaged { role: role.to_owned() });
            let may_work = self.assessment.people.iter().any(|p| works(p) == Reading::Open);
            return may_come.while_open(may_work && self.may_be_met(of, at));
        }
        let every = pairs.iter().copied().reduce(Pair::and).unwrap_or(Pair::NO).capped_while_open(open);
        let some = pairs.iter().copied().fold(may_come, Pair::or);
        Pair::new(every.strict(), some.lenient())
    }

    /// How one person reads under a rule. Nothing to judge is nothing shown.
    fn own(&self, rule: &Rule, at: usize, view: View, notes: &mut Notes) -> Pair {
        let outcome = if self.whole(rule, at) {
            self.own_facts(at, view, notes)
        } else {
            self.node(rule, at, Some(view), notes)
        };
        outcome.pair().unwrap_or(Pair::OPEN)
    }

    /// A person in a role, satisfying any of these routes, by facts alone; register openness left aside.
    pub(super) fn person_on_routes(
        &self,
        index: usize,
        category: &str,
        role: &str,
        routes: &[String],
    ) -> Pair {
        let Some(day) = self.day else { return Pair::OPEN };
        let works = self.works(&self.assessment.people[index], category, role, day).pair;
        if works == Pair::NO { works } else { works.and(self.on_any_route(index, routes)) }
    }

    /// Names those who are counted in every group of people that a row asks to count together (兼務者).
    pub(super) fn note_counted_twice(&self, rule: &Rule, at: usize, notes: &mut Notes) {
        let (Some(CountNeed::Overlap(groups)), true) = (rule.needs().counts, notes.are_wanted()) else {
            return;
        };
        let category = &self.pack.category_of(at).id;
        for (index, person) in self.assessment.people.iter().enumerate() {
            let on =
                groups.iter().map(|group| self.person_on_routes(index, category, &group.role, &group.routes));
            let pair = on.reduce(Pair::and).unwrap_or(Pair::NO);
            if pair != Pair::NO {
                notes.add(|| Ground::Person { id: person.id.to_string(), pair });
            }
        }
    }

    /// The best of these routes for a person, by facts alone.
    pub(super) fn on_any_route(&self, index: usize, routes: &[String]) -> Pair {
        routes.iter().map(|route| self.route(index, route)).reduce(Pair::or).unwrap_or(Pair::NO)
    }

    fn route(&self, index: usize, route: &str) -> Pair {
        let Some(at) = self.pack.position(route) else { return Pair::NO };
        let view = View { person: Some(index), heeds_claims: false };
        self.own_facts(at, view, &mut Notes::unwanted()).pair().unwrap_or(Pair::NO)
    }
}

fn post_now(person: &Person, post: &Post, day: Date) -> JudgedFact {
    let mut judged = JudgedFact::holds();
    done(post.stage, &mut judged);
    match person.engagement {
        Engagement::Own | Engagement::Direct => {}
        _ => judged.lenient_only(Why::IndirectEngagement),
    }
    match post.from {
        None => judged.lenient_only(Why::StartMissing),
        Some(_) => happened(post.from, day, &mut judged),
    }
    match post.to {
        Some(to) if to.latest() < day => judged.fails(Why::Ended(to.latest())),
        Some(to) if to.earliest() < day => judged.may_hold(Why::DateImprecise),
        Some(to) if to.day().is_none() => judged.lenient_only(Why::DateImprecise),
        _ => {}
    }
    judged
}
