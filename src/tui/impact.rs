//! What an edit flips, worked out on a copy before it is made, and said before and after.

use crate::domain::change::Change;
use crate::domain::flip::{CategoryFlip, Flips, RowFlip, falls};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::words;
use crate::tui::cells::{Ambiguous, width};
use crate::tui::outline::{category_name, short_title};
use crate::tui::session::Session;

/// How many requirements are named before the rest is only counted.
const NAMED: usize = 2;

/// What a change would flip; nothing if it does not fit, or changes nothing.
pub fn of(session: &Session, change: &Change) -> Flips {
    if change.is_idle() {
        return Flips::default();
    }
    let after = session.findings_after(change);
    after.map_or_else(Flips::default, |after| Flips::between(&session.findings, &after))
}

/// `脆弱性診断 不足 -> 要確認`, for each category that flips; empty if none does.
pub fn categories(session: &Session, lang: Lang, flips: &Flips) -> String {
    let one = |flip: &CategoryFlip| category(session, lang, flip);
    flips.categories.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// Categories, then requirements: as many as there is room for, the rest by their number; empty if nothing
/// flips.
pub fn within(session: &Session, lang: Lang, flips: &Flips, room: usize, mode: Ambiguous) -> String {
    let rows = leaves(session, flips);
    let all = flips.categories.len() + rows.len();
    let categories = flips.categories.iter().map(|flip| category(session, lang, flip));
    let named: Vec<String> =
        categories.chain(rows.into_iter().take(NAMED).map(|flip| row(session, lang, flip))).collect();
    let text = |count: usize| {
        let mut parts = named[..count].to_vec();
        match (all - count, count) {
            (0, _) => {}
            (more, 0) => parts.push(tr!(lang, "{more}件の判定が変わります", "verdicts that flip: {more}")),
            (more, _) => parts.push(tr!(lang, "ほか{more}件", "{more} more")),
        }
        parts.join("  ")
    };
    let fits = |count: &usize| width(&text(*count), mode) <= room;
    text((0..=named.len()).rev().find(fits).unwrap_or(0))
}

/// `脆弱性診断 不足 -> 要確認`.
fn category(session: &Session, lang: Lang, flip: &CategoryFlip) -> String {
    format!("{} {}", category_name(session, &flip.id, lang), arrow(lang, flip.from, flip.to))
}

/// Every flip in a line of its own, categories first; after so many the rest is only counted.
pub fn lines(session: &Session, lang: Lang, flips: &Flips, most: usize) -> Vec<String> {
    let rows = leaves(session, flips);
    let mut lines: Vec<String> = flips.categories.iter().map(|flip| category(session, lang, flip)).collect();
    lines.extend(rows.into_iter().map(|flip| row(session, lang, flip)));
    let more = lines.len().saturating_sub(most);
    if more > 0 {
        lines.truncate(most);
        lines.push(tr!(lang, "ほか{more}件", "{more} more"));
    }
    lines
}

/// `脆弱性診断 レビュー 適合 -> 不足`.
pub fn row(session: &Session, lang: Lang, flip: &RowFlip) -> String {
    let category = session.pack.category_of(flip.at).short.get(lang);
    let title = short_title(session, flip.at, lang);
    let words = [flip.from, flip.to].map(|verdict| words::verdict_short(lang, verdict));
    format!("{category} {title} {}", words.join(" -> "))
}

/// Rows that people answer or fill in, what becomes worse first; the others follow from them.
fn leaves<'f>(session: &Session, flips: &'f Flips) -> Vec<&'f RowFlip> {
    let rows = flips.rows.iter().filter(|flip| session.pack.answerable(flip.at));
    let (falling, rising): (Vec<&RowFlip>, Vec<&RowFlip>) = rows.partition(|flip| falls(flip.from, flip.to));
    falling.into_iter().chain(rising).collect()
}

/// `不足 -> 要確認`.
pub fn arrow(lang: Lang, from: Verdict, to: Verdict) -> String {
    format!("{} -> {}", words::verdict(lang, from), words::verdict(lang, to))
}

/// The heading of an impact line.
pub const fn heading(lang: Lang) -> &'static str {
    pick(lang, "保存すると", "If saved")
}
