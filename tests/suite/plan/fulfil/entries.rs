//! Entries that a step asks to complete: the blanks of one fact, or a name by which a list has it.

use kijun::domain::date::PartialDate;
use kijun::domain::evaluate::Why;
use kijun::domain::register::{Expiry, Item, Party, Venue};

use super::Work;

/// What is filled in for a blank date.
fn exact(known: &mut Option<PartialDate>, on: Option<PartialDate>) {
    if !matches!(known, Some(PartialDate::Day(_))) {
        *known = on;
    }
}

fn blank(text: &mut String) {
    if text.trim().is_empty() {
        "記入済み".clone_into(text);
    }
}

impl Work<'_> {
    /// Fills the blanks of a fact; false if it is nowhere.
    pub(super) fn mend(&mut self, fact: &str, detail: &str, row: &str, why: &[Why]) -> bool {
        self.of_person(fact, detail, why) || self.of_document(fact, row, why) || self.of_record(fact, why)
    }

    fn of_person(&mut self, id: &str, detail: &str, why: &[Why]) -> bool {
        let (on, until) = (self.on(), self.day.saturating_add(jiff::Span::new().years(2)));
        let Some(person) = self.assessment.people.iter_mut().find(|person| person.id == id) else {
            return false;
        };
        for post in person.posts.iter_mut().filter(|post| post.role == detail) {
            exact(&mut post.from, on);
        }
        for held in person.qualifications.iter_mut().filter(|held| held.item.text() == detail) {
            exact(&mut held.obtained, on);
            blank(&mut held.number);
            let ends = matches!(held.expiry, Expiry::On(PartialDate::Day(_)));
            if !ends
                && why.iter().any(|why| {
                    matches!(why, Why::ExpiryMissing | Why::NoExpiryReasonMissing | Why::DateImprecise)
                })
            {
                held.expiry = Expiry::On(until.into());
            }
        }
        for training in person.trainings.iter_mut().filter(|training| training.item.text() == detail) {
            exact(&mut training.on, on);
            blank(&mut training.proof);
        }
        for lecture in &mut person.lectures {
            let (Venue::Community(Item::Member(name)) | Venue::School { name, .. }) = &lecture.venue else {
                continue;
            };
            if name == detail {
                exact(&mut lecture.from, on);
                blank(&mut lecture.proof);
            }
        }
        true
    }

    fn of_document(&mut self, id: &str, row: &str, why: &[Why]) -> bool {
        let on = self.on();
        let Some(document) = self.assessment.documents.iter_mut().find(|document| document.id == id) else {
            return false;
        };
        for cover in document.covers.iter_mut().filter(|cover| cover.row == row) {
            if why.contains(&Why::SectionMissing) {
                blank(&mut cover.section);
            }
        }
        blank(&mut document.version);
        blank(&mut document.title);
        exact(&mut document.approved, on);
        true
    }

    fn of_record(&mut self, id: &str, why: &[Why]) -> bool {
        let on = self.on();
        let procedures = why.iter().filter_map(|why| match why {
            Why::FirstApprovalMissing(paper) => Some(paper),
            _ => None,
        });
        for paper in procedures {
            let document = self.assessment.documents.iter_mut().find(|document| document.id == *paper);
            document.expect("the procedure").first_approved = "2020-01-01".parse().ok();
        }
        let Some(record) = self.assessment.records.iter_mut().find(|record| record.id == id) else {
            return false;
        };
        exact(&mut record.on, on);
        blank(&mut record.result);
        blank(&mut record.follow_up);
        if why.contains(&Why::NobodyNamed) {
            record.by.push(Party::Outside("外の人".into()));
        }
        !why.contains(&Why::TeamUnknown)
    }

    /// Writes something under the name by which a list has it.
    pub(super) fn rename(&mut self, with: &str, name: &str, member: &str) {
        let people = self.assessment.people.iter_mut().filter(|person| person.id == with);
        let items = people.flat_map(|person| {
            let venues = person.lectures.iter_mut().filter_map(|lecture| match &mut lecture.venue {
                Venue::Community(item) => Some(item),
                Venue::School { .. } => None,
            });
            let held = person.qualifications.iter_mut().map(|held| &mut held.item);
            held.chain(person.trainings.iter_mut().map(|training| &mut training.item)).chain(venues)
        });
        let named = self.assessment.documents.iter_mut().flat_map(|document| &mut document.names);
        let chosen = self.assessment.standards.iter_mut().filter(|choice| choice.row == with);
        let all = items.chain(named).chain(chosen.map(|choice| &mut choice.item));
        all.filter(|item| item.text() == name).for_each(|item| *item = Item::Member(member.to_owned()));
    }
}
