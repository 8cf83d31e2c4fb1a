//! Rows and names as forms and tables show them, on one line.

use crate::domain::date::PartialDate;
use crate::domain::register::{Cover, Expiry, Stage, Venue};
use crate::domain::text::{Lang, pick};
use crate::report::fields::{AnyFact, Source};
use crate::report::words;
use crate::tui::form::lookup::Lookup;
use crate::tui::form::options::{self, item_name};

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

/// A row in one line, for lists inside other forms.
pub(crate) fn line(lookup: &Lookup<'_>, fact: &AnyFact) -> String {
    let lang = lookup.lang;
    match fact {
        AnyFact::Post(row) => joined(&[
            &named(lookup, Source::Categories, &row.category),
            &named(lookup, Source::Roles, &row.role),
            &period(row.from, row.to),
            planned(lang, row.stage),
        ]),
        AnyFact::Qualification(row) => joined(&[
            &item_name(lookup, &row.item),
            &row.number,
            &until(lang, &row.expiry),
            planned(lang, row.stage),
        ]),
        AnyFact::Lecture(row) => {
            let place = match &row.venue {
                Venue::Community(item) => item_name(lookup, item),
                Venue::School { name, .. } => name.clone(),
            };
            let (part, period) = (words::lecture_part(lang, row.part), period(row.from, row.to));
            joined(&[&place, part, &row.title, &period, planned(lang, row.stage)])
        }
        AnyFact::Training(row) => joined(&[
            &item_name(lookup, &row.item),
            words::outcome(lang, row.outcome),
            &words::date_or_dash(row.on),
            planned(lang, row.stage),
        ]),
        AnyFact::TeamMember(row) => joined(&[
            &named(lookup, Source::People, &row.person),
            words::part(lang, row.part),
            &period(row.from, row.to),
            &row.acts.join(" "),
        ]),
        AnyFact::Cover(row) => joined(&[&named(lookup, Source::DocumentRows, &row.row), &row.section]),
        AnyFact::StatedCount(row) => {
            joined(&[&named(lookup, Source::CountRows, &row.route), &words::people(lang, row.count)])
        }
        fact => fact.name().map_or_else(|| fact.key(), str::to_owned),
    }
}

fn until(lang: Lang, expiry: &Expiry) -> String {
    match expiry {
        Expiry::On(date) => format!("{}{date}", pick(lang, "期限 ", "until ")),
        Expiry::Never(_) => words::no_expiry(lang, ""),
        Expiry::Unknown => pick(lang, "期限 ?", "until ?").to_owned(),
    }
}

/// Parts of a line, blank ones left out.
fn joined(parts: &[&str]) -> String {
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
pub(crate) fn named(lookup: &Lookup<'_>, source: Source, id: &str) -> String {
    let pack = lookup.pack();
    let name = match source {
        Source::Categories => pack.and_then(|pack| pack.category(id)).map(|category| &category.short),
        Source::Kinds => {
            pack.and_then(|pack| pack.head.kinds.iter().find(|kind| kind.id == id)).map(|kind| &kind.name)
        }
        Source::Roles => pack.and_then(|pack| pack.role(id)).map(|role| &role.name),
        _ => return options::name(lookup, source, &AnyFact::Cover(Cover::default()), id),
    };
    name.map_or_else(|| id.to_owned(), |name| name.get(lookup.lang).to_owned())
}
