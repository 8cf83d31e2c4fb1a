//! The forms of all registers, as data.

pub mod contract;
pub mod document;
pub mod person;
pub mod profile;
pub mod proof;
pub mod record;
pub mod skills;
pub mod smaller;
pub mod step;

use crate::domain::date::PartialDate;
use crate::domain::register::Stage;
use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::form::draft::Draft;
use crate::tui::form::options::{self, Scene};
use crate::tui::form::sheet::{Fixed, Sheet, Source, Words};
use crate::tui::screens::table::tab::Tab;

/// The form of a register's rows.
pub fn of(tab: Tab) -> &'static Sheet {
    match tab {
        Tab::Roster => &person::PERSON,
        Tab::Contracts => &contract::CONTRACT,
        Tab::Documents => &document::DOCUMENT,
        Tab::Reviews => &record::REVIEW,
        Tab::Audits => &record::AUDIT,
        Tab::Operations => &record::OPERATION,
        Tab::Evidence => &proof::EVIDENCE,
        Tab::Equivalences => &proof::EQUIVALENCE,
        Tab::Standards => &smaller::STANDARD,
        Tab::Declarations => &smaller::DECLARATION,
        Tab::Members => &smaller::MEMBER,
    }
}

const STAGES: [Stage; 2] = [Stage::Done, Stage::Planned];

const STAGE_LABEL: Words = ("済・予定", "Done or planned");
const STAGE_HINT: Words = (
    "「予定」は計画に使うもので、判定では数えません。",
    "Planned rows serve the plan; they never count in a verdict.",
);
const NOTE_HINT: Words = ("自由な覚え書きです。判定には使いません。", "A free note; verdicts do not use it.");

/// Yes or no, no first.
const YES_NO: Fixed = Fixed {
    count: 2,
    word: |lang, at| if at == 1 { pick(lang, "はい", "yes") } else { pick(lang, "いいえ", "no") },
};

/// Nothing can be wrong between the fields.
fn fine(_: &Draft) -> Option<(&'static str, Words)> {
    None
}

/// The end of a period must not lie before its start.
fn ends_after(
    from: Option<PartialDate>,
    to: Option<PartialDate>,
    label: &'static str,
) -> Option<(&'static str, Words)> {
    let wrong = from.zip(to).is_some_and(|(from, to)| to.latest() < from.earliest());
    wrong.then_some((label, ("終わりが始まりより前です。", "The end lies before the start.")))
}

/// `2024-04-01..2026-03`, open ends left out.
pub(crate) fn period(from: Option<PartialDate>, to: Option<PartialDate>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, to) => {
            let text = |date: Option<PartialDate>| date.map_or_else(String::new, |date| date.to_string());
            format!("{}..{}", text(from), text(to))
        }
    }
}

/// Parts of a line, blank ones left out.
fn line(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}

/// The word for planned rows; nothing for those that have happened.
pub(crate) fn planned(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Done => "",
        Stage::Planned => words::stage(lang, stage),
    }
}

/// The name of an id whose source does not depend on a draft.
pub(crate) fn named(scene: &Scene<'_>, source: Source, id: &str) -> String {
    match (source, scene.session) {
        (Source::Categories, Some(session)) => {
            let category = session.pack.category(id);
            category.map_or_else(|| id.to_owned(), |category| category.short.get(scene.lang).to_owned())
        }
        (Source::Kinds, Some(session)) => {
            let kind = session.pack.head.kinds.iter().find(|kind| kind.id == id);
            kind.map_or_else(|| id.to_owned(), |kind| kind.name.get(scene.lang).to_owned())
        }
        (Source::Roles, Some(session)) => {
            let role = session.pack.role(id);
            role.map_or_else(|| id.to_owned(), |role| role.name.get(scene.lang).to_owned())
        }
        _ => options::name(scene, source, &Draft::Cover(crate::domain::register::Cover::default()), id),
    }
}
