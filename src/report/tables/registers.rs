//! Which rows of the registers a table has, and the way from its kind to them.

use super::answers;
use super::child_rows::ChildRows;
use super::imported::Imported;
use super::incoming::Incoming;
use super::keyed_rows::KeyedRows;
use super::kind::TableKind;
use super::layout::Known;
use super::lookup::Lookup;
use super::problem::{Problem, problem};
use crate::domain::change::Series;
use crate::domain::date::PartialDate;
use crate::domain::grid::Grid;
use crate::domain::register::{
    Contract, Cover, Document, Equivalence, Evidence, Lecture, Person, Post, Qualification, Record,
    StatedCount, TeamMember, Training,
};
use crate::report::fields;

static PEOPLE: KeyedRows<Person> = KeyedRows {
    series: Series::Person,
    about: &fields::PERSON,
    blank: |id| Person { id: id.into(), ..Person::default() },
    name: |person| &person.name,
    check: |_| None,
};

const PERSON: Known = Known::new("person", fields::PERSON.title);

static POSTS: ChildRows<Person, Post> = ChildRows {
    series: Series::Person,
    parent: PERSON,
    about: &fields::POST,
    list: |person| &person.posts,
    list_mut: |person| &mut person.posts,
    check: |post| period(post.from, post.to).or_else(|| nowhere(post)),
};

static QUALIFICATIONS: ChildRows<Person, Qualification> = ChildRows {
    series: Series::Person,
    parent: PERSON,
    about: &fields::QUALIFICATION,
    list: |person| &person.qualifications,
    list_mut: |person| &mut person.qualifications,
    check: |_| None,
};

static LECTURES: ChildRows<Person, Lecture> = ChildRows {
    series: Series::Person,
    parent: PERSON,
    about: &fields::LECTURE,
    list: |person| &person.lectures,
    list_mut: |person| &mut person.lectures,
    check: |lecture| period(lecture.from, lecture.to),
};

static TRAININGS: ChildRows<Person, Training> = ChildRows {
    series: Series::Person,
    parent: PERSON,
    about: &fields::TRAINING,
    list: |person| &person.trainings,
    list_mut: |person| &mut person.trainings,
    check: |_| None,
};

static CONTRACTS: KeyedRows<Contract> = KeyedRows {
    series: Series::Contract,
    about: &fields::CONTRACT,
    blank: |id| Contract { id: id.into(), ..Contract::default() },
    name: |contract| &contract.alias,
    check: |contract| period(contract.from, contract.to),
};

static TEAM: ChildRows<Contract, TeamMember> = ChildRows {
    series: Series::Contract,
    parent: Known::new("contract", fields::CONTRACT.title),
    about: &fields::TEAM_MEMBER,
    list: |contract| &contract.team,
    list_mut: |contract| &mut contract.team,
    check: |member| period(member.from, member.to).or_else(|| nobody(member)),
};

static DOCUMENTS: KeyedRows<Document> = KeyedRows {
    series: Series::Document,
    about: &fields::DOCUMENT,
    blank: |id| Document { id, ..Document::default() },
    name: |document| &document.title,
    check: |_| None,
};

const DOCUMENT: Known = Known::new("document", fields::DOCUMENT.title);

static COVERS: ChildRows<Document, Cover> = ChildRows {
    series: Series::Document,
    parent: DOCUMENT,
    about: &fields::COVER,
    list: |document| &document.covers,
    list_mut: |document| &mut document.covers,
    check: |_| None,
};

static HEADCOUNTS: ChildRows<Document, StatedCount> = ChildRows {
    series: Series::Document,
    parent: DOCUMENT,
    about: &fields::STATED_COUNT,
    list: |document| &document.headcounts,
    list_mut: |document| &mut document.headcounts,
    check: |_| None,
};

static RECORDS: KeyedRows<Record> = KeyedRows {
    series: Series::Record,
    about: &fields::RECORD,
    blank: |id| Record { id, ..Record::default() },
    name: |record| &record.title,
    check: |_| None,
};

static EVIDENCE: KeyedRows<Evidence> = KeyedRows {
    series: Series::Evidence,
    about: &fields::EVIDENCE,
    blank: |id| Evidence { id, ..Evidence::default() },
    name: |evidence| &evidence.title,
    check: |_| None,
};

static EQUIVALENCES: KeyedRows<Equivalence> = KeyedRows {
    series: Series::Equivalence,
    about: &fields::EQUIVALENCE,
    blank: |id| Equivalence { id, ..Equivalence::default() },
    name: |equivalence| &equivalence.title,
    check: |_| None,
};

/// Asks the table of a kind.
macro_rules! of_kind {
    ($kind:expr, $do:ident($($with:expr),*), $answers:expr) => {
        match $kind {
            TableKind::Answers => $answers,
            TableKind::People => PEOPLE.$do($($with),*),
            TableKind::Posts => POSTS.$do($($with),*),
            TableKind::Qualifications => QUALIFICATIONS.$do($($with),*),
            TableKind::Lectures => LECTURES.$do($($with),*),
            TableKind::Trainings => TRAININGS.$do($($with),*),
            TableKind::Contracts => CONTRACTS.$do($($with),*),
            TableKind::Team => TEAM.$do($($with),*),
            TableKind::Documents => DOCUMENTS.$do($($with),*),
            TableKind::Covers => COVERS.$do($($with),*),
            TableKind::Headcounts => HEADCOUNTS.$do($($with),*),
            TableKind::Records => RECORDS.$do($($with),*),
            TableKind::Evidence => EVIDENCE.$do($($with),*),
            TableKind::Equivalences => EQUIVALENCES.$do($($with),*),
        }
    };
}

/// The table of an assessment, in the language of the lookup.
pub fn table(kind: TableKind, lookup: &Lookup<'_>) -> Grid {
    of_kind!(kind, table(kind, lookup), answers::table(lookup))
}

/// Reads a sheet. Total: whatever is in it, each row has an outcome.
pub fn import(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    let imported = of_kind!(incoming.what, import(incoming, grid), answers::import(incoming, grid));
    Imported { unlisted: incoming.unlisted(&imported.values), ..imported }
}

/// A period must not end before it begins.
fn period(from: Option<PartialDate>, to: Option<PartialDate>) -> Option<Problem> {
    let wrong = from.zip(to).is_some_and(|(from, to)| to.latest() < from.earliest());
    wrong.then(|| {
        problem!(
            "終わりが始まりより前です",
            "the end lies before the start",
            "始まりと終わりの日付を確かめてください",
            "check both dates"
        )
    })
}

/// A post says where and as what.
fn nowhere(post: &Post) -> Option<Problem> {
    (post.category.is_empty() && post.role.is_empty()).then(|| {
        problem!(
            "区分も役割も書かれていません",
            "it has neither a category nor a role",
            "どの区分で何の役割かを書いてください",
            "say which role in which category"
        )
    })
}

fn nobody(member: &TeamMember) -> Option<Problem> {
    member.person.is_empty().then(|| {
        problem!(
            "だれのことか書かれていません",
            "it does not say who took part",
            "従事者の番号か氏名を書いてください",
            "give a person's id or name"
        )
    })
}
