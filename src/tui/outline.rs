//! The requirements of the open file in their order, as every screen lists them: which are shown, and what they are
//! called there.

use std::borrow::Cow;

use crate::domain::gap::Counts;
use crate::domain::pack::{Pack, RowKind};
use crate::domain::text::Lang;
use crate::domain::verdict::{Outcome, Verdict};
use crate::report::words;
use crate::tui::session::Session;

/// The verdicts that leave something to do.
pub const TO_DO: [Verdict; 3] = [Verdict::Gap, Verdict::NeedsConfirmation, Verdict::Unanswered];

/// `不足 2  要確認 5  未回答 1`: how many rows leave something to do, each number in so many cells.
pub fn to_do(lang: Lang, counts: Counts, cells: usize) -> String {
    TO_DO
        .map(|verdict| format!("{} {:>cells$}", words::verdict_short(lang, verdict), counts.of(verdict)))
        .join("  ")
}

/// A line of the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// A category, by position in the pack.
    Category(usize),
    /// A row, by position in the pack.
    Row(usize),
}

/// All nodes in order, folding left aside.
pub fn nodes(session: &Session) -> Vec<Node> {
    lines(session).into_iter().map(|(node, _, _)| node).collect()
}

/// Categories shown: the chosen ones, what they build on, and blocks for everybody.
pub fn categories(session: &Session) -> Vec<usize> {
    let chosen = &session.assessment.profile.categories;
    let pack = &session.pack;
    let needed = |id: &str| {
        chosen
            .iter()
            .any(|c| c == id || pack.category(c).is_some_and(|c| c.builds_on.iter().any(|b| b == id)))
    };
    (0..pack.categories.len())
        .filter(|&at| {
            let category = &pack.categories[at];
            needed(&category.id) || (category.for_all && !chosen.is_empty())
        })
        .collect()
}

/// Every line in order: the node, its depth, and whether it can be folded.
pub fn lines(session: &Session) -> Vec<(Node, u16, bool)> {
    let pack = &session.pack;
    let mut lines = Vec::new();
    for category in categories(session) {
        lines.push((Node::Category(category), 0, true));
        for at in pack.rows_of(&pack.categories[category].id) {
            let depth = u16::try_from(pack.depth(at)).unwrap_or(u16::MAX).saturating_add(1);
            lines.push((Node::Row(at), depth, pack.has_children(at)));
        }
    }
    lines
}

/// True for what can be folded.
pub fn is_branch(session: &Session, node: Node) -> bool {
    match node {
        Node::Category(_) => true,
        Node::Row(at) => session.pack.has_children(at),
    }
}

/// The short name of a category; empty for one that is unknown.
pub fn category_name<'s>(session: &'s Session, id: &str, lang: Lang) -> &'s str {
    session.pack.category(id).map_or("", |category| category.short.get(lang))
}

/// Position of the category of a row.
pub fn category_index(pack: &Pack, at: usize) -> usize {
    let id = &pack.category_of(at).id;
    pack.categories.iter().position(|category| category.id == *id).unwrap_or(0)
}

/// True if the row is in the tree: its category is chosen, or one that builds on it.
pub fn is_listed(session: &Session, at: usize) -> bool {
    categories(session).contains(&category_index(&session.pack, at))
}

/// A row's title without what its category has said already: the beginning that its last two top rows share,
/// up to `の` or a colon.
pub fn short_title(session: &Session, at: usize, lang: Lang) -> Cow<'_, str> {
    let pack = &session.pack;
    let title = pack.rows()[at].title.get(lang);
    let tops: Vec<&str> = pack
        .category_of(at)
        .requires
        .iter()
        .rev()
        .take(2)
        .filter_map(|id| pack.row(id).map(|row| row.title.get(lang)))
        .collect();
    let [a, b] = tops[..] else { return Cow::Borrowed(title) };
    let shared = a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(0, |((i, _), _)| i);
    let said = ["の", ": "].iter().filter_map(|end| a[..shared].rfind(end).map(|i| i + end.len())).max();
    match said.and_then(|said| title.strip_prefix(&a[..said])).filter(|rest| !rest.is_empty()) {
        Some(rest) if lang == Lang::En => Cow::Owned(capitalised(rest)),
        Some(rest) => Cow::Borrowed(rest),
        None => Cow::Borrowed(title),
    }
}

/// A title begins with a capital also where its beginning was taken off.
fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The verdict shown beside a node; option rows have none.
pub fn verdict(session: &Session, node: Node) -> Option<Verdict> {
    match node {
        Node::Row(at) => session.findings.at(at).verdict(),
        Node::Category(at) => {
            let category = &session.pack.categories[at];
            if let Some(finding) = session.findings.category(&category.id) {
                return Some(finding.outcome.verdict());
            }
            let tops = category.requires.iter().filter_map(|id| session.pack.position(id));
            Some(Outcome::all(tops.map(|at| session.findings.at(at).outcome)).verdict())
        }
    }
}

/// True for rows whose answer is a person's to give and still matters.
pub fn is_open_question(session: &Session, at: usize) -> bool {
    let finding = session.findings.at(at);
    session.pack.answerable(at)
        && finding.reached
        && !finding.spare
        && session.pack.rows()[at].kind != RowKind::Inheritance
        && finding.verdict() == Some(Verdict::Unanswered)
        && finding.claim.is_none()
}
