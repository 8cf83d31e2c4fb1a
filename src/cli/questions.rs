//! `kijun questions`: every row of an edition, for people and for programs.

use serde::Serialize;

use super::args::{ListFormat, Questions};
use super::fault::{Fault, printable};
use super::open::{categories_of, edition};
use super::session::{Done, Session};
use crate::domain::app::APP;
use crate::domain::pack::{NotApplicable, Pack, Requirement};
use crate::domain::text::Lang;
use crate::report::words;

/// The format of the JSON; raised when a key changes its meaning or goes away.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct List<'a> {
    format: u32,
    app: &'a str,
    pack: &'a str,
    edition: &'a str,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    id: &'a str,
    category: &'a str,
    parent: Option<&'a str>,
    clause: &'a str,
    kind: &'static str,
    rule: &'static str,
    answerable: bool,
    not_applicable: bool,
    title: &'a str,
    ask: &'a str,
    yes_means: &'a str,
    close: &'a str,
    close_unverified: &'a str,
    after: &'a [String],
    evidence: &'a [String],
    doubts: &'a [String],
    effort: &'static str,
    lead_days: u32,
}

/// Lists the rows.
pub(super) fn run(session: &Session, options: &Questions) -> Result<Done, Fault> {
    let loaded = edition(session, options.pack.as_deref(), options.edition.as_deref())?;
    let chosen = categories_of(session, &loaded.pack, &options.category, true)?;
    let pack = &loaded.pack;
    let wanted = |at: &usize| options.category.is_empty() || chosen.contains(&pack.category_of(*at).id);
    let rows: Vec<usize> = (0..pack.rows().len()).filter(wanted).collect();
    let out = match options.output.format {
        ListFormat::Text => text(pack, &rows, session.lang),
        ListFormat::Json => json(pack, &rows, session.lang)?,
    };
    Ok(Done::clear(out))
}

fn text(pack: &Pack, rows: &[usize], lang: Lang) -> String {
    let mut lines = Vec::new();
    let mut category = "";
    for &at in rows {
        let own = pack.category_of(at);
        if own.id != category {
            if !category.is_empty() {
                lines.push(String::new());
            }
            category = &own.id;
            lines.push(format!("== {} ({category})", printable(own.name.get(lang))));
        }
        entry(&pack.rows()[at], pack.depth(at), lang, &mut lines);
    }
    lines.push(String::new());
    lines.join("\n")
}

fn entry(row: &Requirement, depth: usize, lang: Lang, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let (clause, title) = (printable(&row.clause), printable(row.title.get(lang)));
    lines.push(format!("{indent}{}  [{}] {clause}  {title}", row.id, row.kind.letter()));
    lines.push(format!("{indent}    {}", printable(row.ask.get(lang))));
}

fn json(pack: &Pack, rows: &[usize], lang: Lang) -> Result<String, Fault> {
    let list = List {
        format: FORMAT,
        app: APP,
        pack: &pack.head.id,
        edition: &pack.head.edition,
        questions: rows.iter().map(|&at| question(pack, at, lang)).collect(),
    };
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

fn question(pack: &Pack, at: usize, lang: Lang) -> Question<'_> {
    let row = &pack.rows()[at];
    Question {
        id: &row.id,
        category: &pack.category_of(at).id,
        parent: pack.parent(at).map(|parent| pack.rows()[parent].id.as_str()),
        clause: &row.clause,
        kind: row.kind.letter(),
        rule: row.rule.word(),
        answerable: pack.claimable(at),
        not_applicable: row.not_applicable == NotApplicable::WithReason,
        title: row.title.get(lang),
        ask: row.ask.get(lang),
        yes_means: row.yes_means.get(lang),
        close: row.close.get(lang),
        close_unverified: row.close_unverified.get(lang),
        after: &row.after,
        evidence: &row.evidence,
        doubts: &row.doubts,
        effort: words::effort(Lang::En, row.effort),
        lead_days: row.lead_days,
    }
}
