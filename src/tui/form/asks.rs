//! Which rows of the pack ask for which kind of fact, read from their rules.

use crate::domain::pack::Pack;
use crate::domain::register::DeclarationKind;
use crate::domain::text::Lang;
use crate::report::fields::{AnyFact, Source};
use crate::tui::form::lookup::{Candidate, rows};
use crate::tui::session::Session;

/// True if the row at a place asks for what a source offers rows for.
pub fn row_asks(pack: &Pack, at: usize, source: Source, draft: &AnyFact) -> bool {
    let rule = &pack.rows()[at].rule;
    match source {
        Source::DocumentRows => rule.asks_for_document(),
        Source::StandardRows => rule.asks_for_choice(),
        Source::CountRows => rule.asks_for_counts(),
        Source::RecordRows => {
            let AnyFact::Record(record) = draft else { return false };
            rule.asks_for_record(record.kind)
        }
        _ => false,
    }
}

/// The routes that the row of a stated count asks for; the row itself where it asks for 兼務者.
pub fn routes(pack: &Pack, draft: &AnyFact) -> Vec<String> {
    let AnyFact::StatedCount(count) = draft else { return Vec::new() };
    let Some(row) = pack.row(&count.row) else { return Vec::new() };
    let asked = row.rule.all().filter_map(|rule| rule.needs().counts);
    asked.flat_map(|counts| counts.stated_for(&row.id)).map(str::to_owned).collect()
}

/// What a declaration can be about: rows that ask whether all jobs are reviewed, or categories.
pub fn subjects(session: &Session, draft: &AnyFact, lang: Lang) -> Vec<Candidate> {
    let AnyFact::Declaration(declaration) = draft else { return Vec::new() };
    let pack = &session.pack;
    match declaration.about {
        DeclarationKind::AllReviewed => {
            rows(session, lang, |at| pack.rows()[at].rule.all().any(|rule| rule.needs().all_jobs))
        }
        DeclarationKind::NoJobsYet => pack
            .choosable()
            .map(|category| Candidate::new(&category.id, category.name.get(lang), ""))
            .collect(),
    }
}

/// The reference lists that the row of a draft asks for, if it has one; others are open to every list.
pub fn lists_of(pack: &Pack, draft: &AnyFact) -> Option<Vec<String>> {
    let AnyFact::StandardChoice(choice) = draft else { return None };
    let row = pack.row(&choice.row)?;
    Some(row.rule.references().into_iter().map(str::to_owned).collect())
}
