//! What keeps a certificate up: whether it ends, on which days of the year, and by when its renewal must be filed.
//!
//! A pack's reference lists carry what is known of a member; nothing is guessed where they say nothing.

use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::reference::{Member, References, Validity};
use crate::domain::register::{Expiry, Item, Person, PersonId, Qualification, Stage};

/// A renewal that must be filed before a certificate ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renewal {
    /// The last day to file it.
    pub file_by: Date,
    /// Who holds the certificate, by id.
    pub person: PersonId,
    /// The certificate, by member id.
    pub member: String,
    /// The last day on which it is valid.
    pub ends: Date,
    /// How many days before that it must be filed.
    pub days: u16,
}

/// What is wrong with the end of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongEnd {
    /// It is entered as one without an end, but every certificate of its kind ends.
    Ends,
    /// It cannot end on that day of the year.
    OtherDay,
}

/// What is wrong with the end of a certificate, by what is known of its kind.
pub fn wrong_end(references: &References, qualification: &Qualification) -> Option<WrongEnd> {
    let member = member(references, &qualification.item)?;
    match &qualification.expiry {
        Expiry::Never(_) if member.validity == Validity::Ends => Some(WrongEnd::Ends),
        Expiry::On(until) if until.day().is_some_and(|day| !member.may_end_on(day)) => {
            Some(WrongEnd::OtherDay)
        }
        _ => None,
    }
}

/// The renewals of certificates that hold until a day or longer and are filed until another, in their order. One
/// certificate that several lists name counts once; a person without a post by then has nothing to file here.
pub fn renewals(references: &References, assessment: &Assessment, from: Date, to: Date) -> Vec<Renewal> {
    let mut found: Vec<Renewal> = Vec::new();
    for person in &assessment.people {
        for renewal in person.qualifications.iter().filter_map(|held| renewal(references, person, held)) {
            let posted =
                person.posts.iter().any(|post| post.to.is_none_or(|to| to.latest() >= renewal.file_by));
            if posted
                && renewal.ends >= from
                && renewal.file_by <= to
                && !found.iter().any(|known| same(references, known, &renewal))
            {
                found.push(renewal);
            }
        }
    }
    found.sort();
    found
}

fn renewal(references: &References, person: &Person, held: &Qualification) -> Option<Renewal> {
    let (member, Expiry::On(until)) = (member(references, &held.item)?, &held.expiry) else { return None };
    let days = member.renew_by.filter(|_| held.stage == Stage::Done && !held.exam_only)?;
    let ends = until.earliest();
    let file_by = ends.saturating_sub(jiff::Span::new().days(i64::from(days)));
    Some(Renewal { file_by, person: person.id.clone(), member: member.id.clone(), ends, days })
}

fn same(references: &References, one: &Renewal, other: &Renewal) -> bool {
    (one.file_by, &one.person, one.ends) == (other.file_by, &other.person, other.ends)
        && references.identity(&one.member) == references.identity(&other.member)
}

fn member<'a>(references: &'a References, item: &Item) -> Option<&'a Member> {
    let Item::Member(id) = item else { return None };
    references.member(id)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::reference::{ReferenceKind, ReferenceList};
    use crate::domain::register::Post;
    use crate::domain::text::Bilingual;

    fn references() -> References {
        let list = |number: &str| ReferenceList {
            number: number.into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual::default(),
            read_as: None,
            members: vec![Member {
                id: format!("{number}/riss"),
                renew_by: Some(60),
                validity: Validity::Ends,
                ends_on: vec!["03-31".into(), "09-30".into()],
                same_as: (number != "1-3").then(|| "1-3/riss".into()),
                ..Member::default()
            }],
        };
        References { format: 1, source: Bilingual::default(), lists: vec![list("1-3"), list("1-4")] }
    }

    fn held(list: &str, expiry: Expiry) -> Qualification {
        Qualification { item: Item::Member(format!("{list}/riss")), expiry, ..Qualification::default() }
    }

    fn until(year: i16, month: i8, day: i8) -> Expiry {
        Expiry::On(date(year, month, day).into())
    }

    fn holder(qualifications: Vec<Qualification>, post_to: Option<Date>) -> Assessment {
        let post = Post { to: post_to.map(Into::into), ..Post::default() };
        let person = Person { id: "P-01".into(), posts: vec![post], qualifications, ..Person::default() };
        Assessment { people: vec![person], ..Assessment::default() }
    }

    #[test]
    fn a_renewal_is_filed_so_many_days_before_the_end() {
        let held = vec![held("1-3", until(2028, 9, 30)), held("1-4", until(2028, 9, 30))];
        let found = renewals(&references(), &holder(held, None), date(2027, 1, 31), date(2029, 1, 31));
        assert_eq!(found.len(), 1, "one certificate on two lists");
        assert_eq!((found[0].file_by, found[0].ends), (date(2028, 8, 1), date(2028, 9, 30)));
    }

    #[test]
    fn one_that_is_due_before_the_first_day_is_told_and_one_that_has_ended_is_not() {
        let of = |from| {
            let holder = holder(vec![held("1-3", until(2028, 9, 30))], None);
            renewals(&references(), &holder, from, date(2029, 1, 31)).len()
        };
        assert_eq!((of(date(2028, 8, 20)), of(date(2028, 9, 30)), of(date(2028, 10, 1))), (1, 1, 0));
        let gone = holder(vec![held("1-3", until(2028, 9, 30))], Some(date(2027, 3, 31)));
        assert_eq!(renewals(&references(), &gone, date(2027, 1, 31), date(2029, 1, 31)), []);
    }

    #[test]
    fn an_end_that_cannot_be_is_found() {
        let wrong = |expiry| wrong_end(&references(), &held("1-3", expiry));
        assert_eq!(wrong(Expiry::Never("for life".into())), Some(WrongEnd::Ends));
        assert_eq!(wrong(until(2028, 6, 30)), Some(WrongEnd::OtherDay));
        assert_eq!((wrong(until(2028, 3, 31)), wrong(Expiry::Unknown)), (None, None));
        assert_eq!(wrong(Expiry::On("2028-06".parse().expect("a month"))), None, "the day is not said");
    }
}
