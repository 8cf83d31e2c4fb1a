//! Which rows of the pack ask for which kind of fact, read from their rules.

use crate::domain::pack::Pack;
use crate::domain::register::{DeclarationKind, RecordKind};
use crate::domain::rule::Rule;
use crate::domain::text::Lang;
use crate::tui::form::draft::Draft;
use crate::tui::form::options::{Choice, rows};
use crate::tui::form::sheet::Source;
use crate::tui::session::Session;

/// True if the rule, or one inside it, passes a test. Rows it refers to are left aside.
pub fn any_rule(rule: &Rule, test: &dyn Fn(&Rule) -> bool) -> bool {
    test(rule) || rule.children().into_iter().any(|child| any_rule(child, test))
}

/// True if the row at a place asks for what a source offers rows for.
pub fn row_asks(pack: &Pack, at: usize, source: Source, draft: &Draft) -> bool {
    let rule = &pack.rows()[at].rule;
    match source {
        Source::DocumentRows => any_rule(rule, &wants_document),
        Source::StandardRows => any_rule(rule, &|rule| matches!(rule, Rule::Standard { .. })),
        Source::CountRows => any_rule(rule, &wants_count),
        Source::RecordRows => {
            let Draft::Record(record) = draft else { return false };
            any_rule(rule, &|rule| wants_record(rule, record.kind))
        }
        _ => false,
    }
}

/// True for rules that a document can satisfy, alone or with something else.
pub fn wants_document(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Document { .. }
            | Rule::Section
            | Rule::Standard { .. }
            | Rule::Offered
            | Rule::PersonList { .. }
            | Rule::Operation { with_document: true, .. }
    ) || wants_count(rule)
}

/// True for rules that ask a document for numbers of people.
pub fn wants_count(rule: &Rule) -> bool {
    matches!(rule, Rule::Headcount { .. } | Rule::Overlap { .. })
}

/// True for rules that a record of this kind can satisfy.
pub fn wants_record(rule: &Rule, kind: RecordKind) -> bool {
    match kind {
        RecordKind::Review => matches!(rule, Rule::Review { .. }),
        RecordKind::Audit => matches!(rule, Rule::Audit { .. }),
        RecordKind::Operation => matches!(rule, Rule::Operation { .. }),
    }
}

/// The routes that the row of a stated count asks for; the row itself where it asks for 兼務者.
pub fn routes(pack: &Pack, draft: &Draft) -> Vec<String> {
    let Draft::StatedCount(count) = draft else { return Vec::new() };
    let Some(row) = pack.row(&count.row) else { return Vec::new() };
    let mut found = Vec::new();
    collect_routes(&row.rule, &row.id, &mut found);
    found
}

fn collect_routes(rule: &Rule, own: &str, found: &mut Vec<String>) {
    match rule {
        Rule::Headcount { routes, .. } => found.extend(routes.iter().cloned()),
        Rule::Overlap { .. } => found.push(own.to_owned()),
        _ => rule.children().into_iter().for_each(|child| collect_routes(child, own, found)),
    }
}

/// What a declaration can be about: rows that ask whether all jobs are reviewed, or categories.
pub fn subjects(session: &Session, draft: &Draft, lang: Lang) -> Vec<Choice> {
    let Draft::Declaration(declaration) = draft else { return Vec::new() };
    let pack = &session.pack;
    match declaration.about {
        DeclarationKind::AllReviewed => rows(session, lang, |at| {
            any_rule(&pack.rows()[at].rule, &|rule| matches!(rule, Rule::Review { all_jobs: true, .. }))
        }),
        DeclarationKind::NoJobsYet => pack
            .choosable()
            .map(|category| Choice {
                id: category.id.clone(),
                text: category.name.get(lang).to_owned(),
                ..Choice::default()
            })
            .collect(),
    }
}

/// The reference lists that the row of a draft asks for, if it has one; others are open to every list.
pub fn lists_of(pack: &Pack, draft: &Draft) -> Option<Vec<String>> {
    let Draft::StandardChoice(choice) = draft else { return None };
    let row = pack.row(&choice.row)?;
    Some(row.rule.references().into_iter().map(str::to_owned).collect())
}
