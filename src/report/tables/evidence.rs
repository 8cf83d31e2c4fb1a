//! Evidence and equivalences as tables.

use super::column::{Column, Role, field};
use super::entries::Entries;
use super::lookup::{Lookup, plain, read_kind};
use super::problem::Problem;
use super::values::{join, read_list};
use crate::domain::change::Series;
use crate::domain::register::{Equivalence, EquivalenceState, Evidence};

/// One row a pointer to proof.
pub(super) static EVIDENCE: Entries<Evidence> = Entries {
    series: Series::Evidence,
    columns: &[
        field!(text Evidence.title, "title", ("何か", "Title")),
        field!(text Evidence.number, "number", ("添付", "Number")).in_role(Role::Key),
        Column::<Evidence>::new(
            "kind",
            ("種類", "Kind"),
            |lookup, row| lookup.term(&row.kind, &lookup.context.pack.head.evidence),
            |lookup, row, cell| {
                let kinds = &lookup.context.pack.head.evidence;
                row.kind = read_kind(cell, ("証跡の種類", "kind of evidence"), kinds)?;
                Ok(())
            },
        ),
        Column::<Evidence>::new(
            "shows",
            ("示すもの", "Shows"),
            |lookup, row| join(lookup.lang, row.shows.iter().map(|id| lookup.fact(id))),
            |lookup, row, cell| {
                row.shows = read_list(cell, |entry| read_shown(lookup, entry))?;
                Ok(())
            },
        ),
        field!(text Evidence.file, "file", ("ファイル", "File")),
        field!(text Evidence.digest, "digest", ("ダイジェスト", "Digest")),
        field!(text Evidence.holder, "holder", ("保管者", "Holder")),
        field!(date Evidence.on, "on", ("日付", "Date")).in_role(Role::Key),
    ],
    blank: |id| Evidence { id, ..Evidence::default() },
    name: |evidence| &evidence.title,
    check: |_| None,
};

/// What evidence shows: a requirement, or a fact by its id.
fn read_shown(lookup: &Lookup<'_>, text: &str) -> Result<String, Problem> {
    let text = plain(text);
    let first = text.split_whitespace().next().unwrap_or_default();
    match Series::ALL.into_iter().find(|series| series.number(first).is_some()) {
        Some(series) => lookup.read_fact(series, &text),
        None => lookup.read_row(&text),
    }
}

/// One row an argument that something equals a member of a list.
pub(super) static EQUIVALENCES: Entries<Equivalence> = Entries {
    series: Series::Equivalence,
    columns: &[
        field!(text Equivalence.title, "title", ("同等とするもの", "What")),
        Column::<Equivalence>::new(
            "to",
            ("どの例示と", "To which list"),
            |_, row| row.to.clone(),
            |lookup, row, cell| {
                let list = lookup.context.references.list(&plain(cell));
                if list.is_none() {
                    return Err(Problem::nothing(("例示", "reference list"), cell));
                }
                row.to = plain(cell);
                Ok(())
            },
        )
        .in_role(Role::Key),
        field!(text Equivalence.equal_in, "equal_in", ("何において", "Equal in")),
        field!(text Equivalence.issuer, "issuer", ("与える者", "Issuer")),
        field!(text Equivalence.scope, "scope", ("対象の範囲", "Subject matter")),
        field!(text Equivalence.level, "level", ("水準", "Level")),
        field!(text Equivalence.exam, "exam", ("試験・時間", "Exam or hours")),
        field!(text Equivalence.upkeep, "upkeep", ("維持", "Upkeep")),
        field!(text Equivalence.references, "references", ("確かめられる所", "References")),
        field!(word Equivalence.state: EquivalenceState, "state", ("状態", "State")),
    ],
    blank: |id| Equivalence { id, ..Equivalence::default() },
    name: |equivalence| &equivalence.title,
    check: |_| None,
};
