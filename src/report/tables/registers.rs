//! Which rows of the registers a table has, and the way from its kind to them.

use super::answers;
use super::child_rows::ChildRows;
use super::imported::Imported;
use super::incoming::Incoming;
use super::keyed_rows::KeyedRows;
use super::kind::TableKind;
use super::layout::Known;
use super::lookup::Lookup;
use super::members;
use super::problem::{Problem, problem};
use crate::domain::change::Series;
use crate::domain::grid::Grid;
use crate::domain::register::{
    Contract, Cover, Document, Equivalence, Evidence, Lecture, Person, Post, Qualification, Record,
    StatedCount, TeamMember, Training,
};
use crate::report::fields;

/// Tables of what has ids: the register, its fields, and the part that is its name.
macro_rules! keyed_rows {
    ($($table:ident: $type:ident with $about:ident named by $name:ident;)*) => {
        $(static $table: KeyedRows<$type> = KeyedRows {
            series: Series::$type,
            about: &fields::$about,
            blank: |id| $type { id: id.into(), ..$type::default() },
            name: |row| &row.$name,
        };)*
    };
}

keyed_rows! {
    PEOPLE: Person with PERSON named by name;
    CONTRACTS: Contract with CONTRACT named by alias;
    DOCUMENTS: Document with DOCUMENT named by title;
    RECORDS: Record with RECORD named by title;
    EVIDENCE: Evidence with EVIDENCE named by title;
    EQUIVALENCES: Equivalence with EQUIVALENCE named by title;
}

/// Tables of the parts of such rows: the list that they are in, the key of the column that names the row, their fields,
/// and what a part lacks that its fields alone do not ask for.
macro_rules! child_rows {
    ($($table:ident: $type:ident in $parent:ident.$list:ident as $key:literal of $of:ident with $about:ident,
        lacks $lacks:expr;)*) => {
        $(static $table: ChildRows<$parent, $type> = ChildRows {
            series: Series::$parent,
            parent: Known::new($key, fields::$of.title),
            about: &fields::$about,
            list: |row| &row.$list,
            list_mut: |row| &mut row.$list,
            lacks: $lacks,
        };)*
    };
}

child_rows! {
    POSTS: Post in Person.posts as "person" of PERSON with POST, lacks nowhere;
    QUALIFICATIONS: Qualification in Person.qualifications as "person" of PERSON with QUALIFICATION, lacks |_| None;
    LECTURES: Lecture in Person.lectures as "person" of PERSON with LECTURE, lacks |_| None;
    TRAININGS: Training in Person.trainings as "person" of PERSON with TRAINING, lacks |_| None;
    TEAM: TeamMember in Contract.team as "contract" of CONTRACT with TEAM_MEMBER, lacks nobody;
    COVERS: Cover in Document.covers as "document" of DOCUMENT with COVER, lacks |_| None;
    HEADCOUNTS: StatedCount in Document.headcounts as "document" of DOCUMENT with STATED_COUNT, lacks |_| None;
}

/// Asks the table of a kind.
macro_rules! of_kind {
    ($kind:expr, $do:ident($($with:expr),*), $answers:expr, $members:expr) => {
        match $kind {
            TableKind::Answers => $answers,
            TableKind::Members => $members,
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
    of_kind!(kind, table(kind, lookup), answers::table(lookup), members::table(lookup))
}

/// Reads a sheet. Total: whatever is in it, each row has an outcome.
pub fn import(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    let (answers, members) = (answers::import, members::import);
    let imported =
        of_kind!(incoming.what, import(incoming, grid), answers(incoming, grid), members(incoming, grid));
    Imported { unlisted: incoming.unlisted(&imported.values), ..imported }
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
