//! How a person's posts, certificates, lectures and trainings read (ROST, QUAL, COMM and TRN of the table).

use super::Judge;
use super::grounds::{Judged, Notes, Why};
use crate::domain::date::{Date, PartialDate, months_back};
use crate::domain::register::{
    Engagement, EquivalenceState, Expiry, Item, Lecture, LecturePart, Person, Post, Qualification, Register,
    SchoolLevel, Stage, Training, TrainingOutcome, Venue,
};
use crate::domain::rule::ENGAGED;
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// How an item reads against a reference list; lists of the second kind count leniently only.
    pub(super) fn listed(&self, item: &Item, reference: &str, lenient: &[String]) -> Judged {
        let mut judged = Judged::holds();
        match item {
            Item::Member(id) => self.member_listed(id, reference, lenient, &mut judged),
            Item::Equivalent(id) => self.equivalent(id, reference, &mut judged),
            Item::Unlisted(_) => judged.fails(Why::Unlisted),
        }
        judged
    }

    fn member_listed(&self, id: &str, reference: &str, lenient: &[String], judged: &mut Judged) {
        let own = self.catalog.membership(reference, id);
        let other = || lenient.iter().find_map(|number| self.catalog.membership(number, id));
        let membership = match own {
            Some(membership) => membership,
            None => match other() {
                Some(membership) => {
                    judged.lenient_only(Why::LenientList);
                    membership
                }
                None => return judged.fails(Why::OtherList),
            },
        };
        if !membership.verified() {
            judged.lenient_only(Why::Unverified);
        }
        if membership.lower_rung() {
            judged.lenient_only(Why::LowerRung);
        }
    }

    fn equivalent(&self, id: &str, reference: &str, judged: &mut Judged) {
        match self.assessment.equivalence(id) {
            None => judged.fails(Why::Unlisted),
            Some(q) if q.state != EquivalenceState::Argued => judged.fails(Why::EquivalenceRejected),
            Some(q) if !q.to.trim().is_empty() && !self.same_list(&q.to, reference) => {
                judged.fails(Why::OtherList);
            }
            Some(q) if q.complete() => judged.lenient_only(Why::Equivalent),
            Some(_) => judged.lower(Pair::new(Reading::No, Reading::Open), Why::EquivalenceIncomplete),
        }
    }

    fn same_list(&self, a: &str, b: &str) -> bool {
        let number = |n| self.catalog.list(n).map(|list| list.number.as_str());
        a == b || (number(a).is_some() && number(a) == number(b))
    }

    /// A person works in a role of a category (`engaged`: in any delivering role).
    pub(super) fn works(&self, person: &Person, category: &str, role: &str, day: Date) -> Judged {
        self.posts(person, category, role)
            .map(|post| post_now(person, post, day))
            .reduce(|best, next| if next.pair.or(best.pair) == best.pair { best } else { next })
            .unwrap_or_else(|| Judged { pair: Pair::NO, why: Vec::new() })
    }

    fn posts<'p>(
        &'p self,
        person: &'p Person,
        category: &'p str,
        role: &'p str,
    ) -> impl Iterator<Item = &'p Post> {
        person.posts.iter().filter(move |post| {
            post.category == category
                && if role == ENGAGED {
                    self.pack.role(&post.role).is_some_and(|role| role.delivers)
                } else {
                    post.role == role
                }
        })
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
                if post.double_role_rule.trim().is_empty() {
                    for other in apart {
                        if self.works(person, category, other, day).pair.lenient() == Reading::Yes {
                            judged.lenient_only(Why::DoubleRole(other.clone()));
                        }
                    }
                }
                notes.fact(&person.id, &post.role, &judged);
                best = best.or(judged.pair);
            }
        }
        best.while_open(self.assessment.open(Register::Roster))
    }

    pub(super) fn qualification(
        &self,
        person: &Person,
        reference: &str,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        best_of(&person.id, &person.qualifications, notes, |q| {
            (q.item.text(), self.certificate(q, reference, day))
        })
    }

    fn certificate(&self, q: &Qualification, reference: &str, day: Date) -> Option<Judged> {
        let mut judged = self.listed(&q.item, reference, &[]);
        if judged.why.contains(&Why::OtherList) {
            return None;
        }
        done(q.stage, &mut judged);
        if q.exam_only {
            judged.fails(Why::ExamOnly);
        }
        if q.number.trim().is_empty() {
            judged.lenient_only(Why::NumberMissing);
        }
        happened(q.obtained, day, &mut judged);
        self.expiry(&q.expiry, day, &mut judged);
        Some(judged)
    }

    fn expiry(&self, expiry: &Expiry, day: Date, judged: &mut Judged) {
        match expiry {
            Expiry::Unknown => judged.lenient_only(Why::ExpiryMissing),
            Expiry::Never(reason) if reason.trim().is_empty() => {
                judged.lenient_only(Why::NoExpiryReasonMissing)
            }
            Expiry::Never(_) => {}
            Expiry::On(until) if until.earliest() < day && until.latest() < day => {
                judged.fails(Why::Expired(until.latest()));
            }
            Expiry::On(until) => {
                if until.earliest() < self.review_end(day) {
                    judged.lenient_only(Why::ExpiresInReview(until.earliest()));
                }
                if until.earliest() < day {
                    judged.lower(Pair::new(Reading::No, Reading::Open), Why::DateImprecise);
                }
            }
        }
    }

    pub(super) fn community(&self, person: &Person, reference: &str, day: Date, notes: &mut Notes) -> Pair {
        best_of(&person.id, &person.lectures, notes, |lecture| {
            let Venue::Community(item) = &lecture.venue else { return ("", None) };
            let mut judged = self.listed(item, reference, &[]);
            if judged.why.contains(&Why::OtherList) {
                return (item.text(), None);
            }
            lectured(lecture, day, &mut judged);
            (item.text(), Some(judged))
        })
    }

    pub(super) fn taught(person: &Person, subject: &str, day: Date, notes: &mut Notes) -> Pair {
        best_of(&person.id, &person.lectures, notes, |lecture| {
            let Venue::School { level, name, subject: about } = &lecture.venue else { return ("", None) };
            let mut judged = Judged::holds();
            if about != subject {
                judged.fails(Why::OtherSubject);
            }
            if *level == SchoolLevel::VocationalSchool {
                judged.lenient_only(Why::VocationalSchool);
            }
            lectured(lecture, day, &mut judged);
            (name, Some(judged))
        })
    }

    pub(super) fn training(&self, person: &Person, reference: &str, day: Date, notes: &mut Notes) -> Pair {
        best_of(&person.id, &person.trainings, notes, |training| {
            let mut judged = self.listed(&training.item, reference, &[]);
            if judged.why.contains(&Why::OtherList) {
                return (training.item.text(), None);
            }
            done(training.stage, &mut judged);
            happened(training.on, day, &mut judged);
            if training.outcome == TrainingOutcome::Attended {
                judged.lenient_only(Why::AttendedOnly);
            }
            if training.proof.trim().is_empty() {
                judged.lenient_only(Why::ProofMissing);
            }
            (training.item.text(), Some(judged))
        })
    }

    pub(super) fn education(
        &self,
        person: &Person,
        reference: Option<&str>,
        months: (u16, u16),
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        best_of(&person.id, &person.trainings, notes, |training| {
            (training.item.text(), self.education_item(training, reference, months, day))
        })
    }

    fn education_item(
        &self,
        training: &Training,
        reference: Option<&str>,
        (strict, lenient): (u16, u16),
        day: Date,
    ) -> Option<Judged> {
        let mut judged = match reference {
            Some(number) => self.listed(&training.item, number, &[]),
            None if training.item.is_blank() => return None,
            None => Judged::holds(),
        };
        if judged.why.contains(&Why::OtherList) {
            return None;
        }
        done(training.stage, &mut judged);
        recent(training.on, day, strict, Some(lenient), &mut judged);
        Some(judged)
    }
}

fn post_now(person: &Person, post: &Post, day: Date) -> Judged {
    let mut judged = Judged::holds();
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
        Some(to) if to.earliest() < day => judged.lenient_only(Why::DateImprecise),
        _ => {}
    }
    judged
}

fn lectured(lecture: &Lecture, day: Date, judged: &mut Judged) {
    done(lecture.stage, judged);
    if lecture.part == LecturePart::Attendee {
        judged.fails(Why::OnlyListened);
    }
    happened(lecture.from, day, judged);
    if lecture.proof.trim().is_empty() {
        judged.lenient_only(Why::ProofMissing);
    }
}

/// Planned facts never hold.
pub(super) fn done(stage: Stage, judged: &mut Judged) {
    if stage == Stage::Planned {
        judged.fails(Why::Planned);
    }
}

/// On or before the reference date; a missing or imprecise date holds leniently.
pub(super) fn happened(on: Option<PartialDate>, day: Date, judged: &mut Judged) {
    match on {
        None => judged.lenient_only(Why::DateMissing),
        Some(on) if on.earliest() > day => judged.fails(Why::AfterReferenceDate),
        Some(on) if on.latest() > day => {
            judged.lower(Pair::new(Reading::No, Reading::Open), Why::DateImprecise);
        }
        Some(PartialDate::Day(_)) => {}
        Some(_) => judged.lenient_only(Why::DateImprecise),
    }
}

/// Inside the last months; without a lenient bound any earlier date holds leniently. A blank date is open.
pub(super) fn recent(
    on: Option<PartialDate>,
    day: Date,
    strict: u16,
    lenient: Option<u16>,
    judged: &mut Judged,
) {
    let Some(on) = on else { return judged.lower(Pair::OPEN, Why::DateMissing) };
    if on.earliest() > day {
        return judged.fails(Why::AfterReferenceDate);
    }
    if on.latest() > day {
        return judged.lower(Pair::new(Reading::No, Reading::Open), Why::DateImprecise);
    }
    let window = months_back(day, strict);
    if on.earliest() < window.first {
        judged.lenient_only(Why::BeforeWindow(window.first));
    } else if on.day().is_none() {
        judged.lenient_only(Why::DateImprecise);
    }
    if let Some(months) = lenient {
        let outer = months_back(day, months);
        if on.latest() < outer.first {
            judged.fails(Why::BeforeWindow(outer.first));
        } else if on.earliest() < outer.first {
            judged.lower(Pair::new(Reading::No, Reading::Open), Why::DateImprecise);
        }
    }
}

/// The best of a person's rows; each is noted.
fn best_of<'r, T>(
    id: &str,
    rows: &'r [T],
    notes: &mut Notes,
    judge: impl Fn(&'r T) -> (&'r str, Option<Judged>),
) -> Pair {
    let mut best = Pair::NO;
    for row in rows {
        if let (detail, Some(judged)) = judge(row) {
            notes.fact(id, detail, &judged);
            best = best.or(judged.pair);
        }
    }
    best
}
