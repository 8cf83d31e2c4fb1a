//! How a person's certificates, lectures and trainings read (QUAL, COMM and TRN of the table), and dates in general.

use super::grounds::Why;
use super::judge::Judge;
use super::notes::{JudgedFact, Notes};
use crate::domain::date::{Date, PartialDate, months_back};
use crate::domain::register::{
    Equivalence, EquivalenceState, Expiry, Item, Lecture, LecturePart, Person, Qualification, SchoolLevel,
    Stage, Training, TrainingOutcome, Venue,
};
use crate::domain::upkeep::{WrongEnd, wrong_end};
use crate::domain::verdict::Pair;

impl Judge<'_> {
    /// How an item reads against a reference list; lists of the second kind count leniently only.
    pub(super) fn listed(&self, item: &Item, reference: &str, lenient: &[String]) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        match item {
            Item::Member(id) => self.member_listed(id, reference, lenient, &mut judged),
            Item::Equivalent(id) => judged.and(self.equivalent(id, reference, lenient)),
            Item::Unlisted(_) => judged.fails(Why::Unlisted),
        }
        judged
    }

    fn member_listed(&self, id: &str, reference: &str, lenient: &[String], judged: &mut JudgedFact) {
        let membership = if let Some(own) = self.catalog.membership(reference, id) {
            own
        } else {
            let other = lenient.iter().find_map(|number| self.catalog.membership(number, id));
            let Some(other) = other else { return judged.fails(Why::OtherList) };
            judged.lenient_only(Why::LenientList);
            other
        };
        if !membership.sure() {
            judged.lenient_only(Why::Unverified);
        }
        if membership.lower_rung() {
            judged.lenient_only(Why::LowerRung);
        }
    }

    /// The best of the arguments under an id, none of which ever passes by itself (A5).
    fn equivalent(&self, id: &str, reference: &str, lenient: &[String]) -> JudgedFact {
        let arguments = self.assessment.equivalences.iter().filter(|q| q.id == id);
        JudgedFact::best(arguments.map(|q| self.argument(q, reference, lenient)))
            .unwrap_or_else(|| JudgedFact::of(Pair::NO, Why::Unlisted))
    }

    fn argument(&self, q: &Equivalence, reference: &str, lenient: &[String]) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        let meant = || {
            self.catalog.same_list(&q.to, reference)
                || lenient.iter().any(|l| self.catalog.same_list(&q.to, l))
        };
        if q.state != EquivalenceState::Argued {
            judged.fails(Why::EquivalenceRejected);
        } else if !q.to.trim().is_empty() && !meant() {
            judged.fails(Why::OtherList);
        } else if q.complete() {
            judged.lenient_only(Why::Equivalent);
        } else {
            judged.may_hold(Why::EquivalenceIncomplete);
        }
        judged
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

    fn certificate(&self, q: &Qualification, reference: &str, day: Date) -> Option<JudgedFact> {
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
        match wrong_end(self.catalog.references(), q) {
            // Such a certificate ends, but its end is not recorded.
            Some(WrongEnd::Ends) => self.expiry(&Expiry::Unknown, day, &mut judged),
            _ => self.expiry(&q.expiry, day, &mut judged),
        }
        Some(judged)
    }

    fn expiry(&self, expiry: &Expiry, day: Date, judged: &mut JudgedFact) {
        match expiry {
            Expiry::Unknown => judged.lenient_only(Why::ExpiryMissing),
            Expiry::Never(reason) if reason.trim().is_empty() => {
                judged.lenient_only(Why::NoExpiryReasonMissing);
            }
            Expiry::Never(_) => {}
            Expiry::On(until) if until.latest() < day => judged.fails(Why::Expired(until.latest())),
            Expiry::On(until) => {
                if until.day().is_none() {
                    judged.lenient_only(Why::DateImprecise);
                }
                if until.earliest() < self.assessment.profile.review_end_for(day) {
                    judged.lenient_only(Why::ExpiresInReview(until.earliest()));
                }
                if until.earliest() < day {
                    judged.may_hold(Why::DateImprecise);
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
            let mut judged = JudgedFact::holds();
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
            match training.on {
                None => judged.lower(Pair::OPEN, Why::DateMissing),
                on => happened(on, day, &mut judged),
            }
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
        lists: (Option<&str>, Option<&str>),
        months: (u16, u16),
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        best_of(&person.id, &person.trainings, notes, |training| {
            (training.item.text(), self.education_item(training, lists, months, day))
        })
    }

    fn education_item(
        &self,
        training: &Training,
        (reference, beside): (Option<&str>, Option<&str>),
        (strict, lenient): (u16, u16),
        day: Date,
    ) -> Option<JudgedFact> {
        let mut judged = match reference {
            Some(number) => self.listed(&training.item, number, &[]),
            None if training.item.is_blank() => return None,
            None => JudgedFact::holds(),
        };
        if judged.why.contains(&Why::OtherList) {
            return None;
        }
        if beside.is_some_and(|list| self.belongs(&training.item, (list, &[]))) {
            judged.lenient_only(Why::AskedElsewhere);
        }
        done(training.stage, &mut judged);
        recent(training.on, day, strict, Some(lenient), &mut judged);
        Some(judged)
    }
}

fn lectured(lecture: &Lecture, day: Date, judged: &mut JudgedFact) {
    done(lecture.stage, judged);
    if lecture.part == LecturePart::Attendee {
        judged.fails(Why::OnlyListened);
    }
    happened(lecture.from.or(lecture.to), day, judged);
    if lecture.proof.trim().is_empty() {
        judged.lenient_only(Why::ProofMissing);
    }
}

/// Planned facts never hold.
pub(super) fn done(stage: Stage, judged: &mut JudgedFact) {
    if stage == Stage::Planned {
        judged.fails(Why::Planned);
    }
}

/// On or before the reference date; a missing or imprecise date holds leniently, where the decision table
/// allows blanks.
pub(super) fn happened(on: Option<PartialDate>, day: Date, judged: &mut JudgedFact) {
    match on {
        None => judged.lenient_only(Why::DateMissing),
        Some(on) if on.earliest() > day => judged.fails(Why::AfterReferenceDate),
        Some(on) if on.latest() > day => judged.may_hold(Why::DateImprecise),
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
    judged: &mut JudgedFact,
) {
    let Some(on) = on else { return judged.lower(Pair::OPEN, Why::DateMissing) };
    if on.earliest() > day {
        return judged.fails(Why::AfterReferenceDate);
    }
    if on.latest() > day {
        return judged.may_hold(Why::DateImprecise);
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
            judged.may_hold(Why::DateImprecise);
        }
    }
}

/// The best of a person's rows; each is noted.
fn best_of<'r, T>(
    id: &str,
    rows: &'r [T],
    notes: &mut Notes,
    judge: impl Fn(&'r T) -> (&'r str, Option<JudgedFact>),
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
