//! What an edit flips, worked out on a copy before it is made, and told before and after.

use crate::domain::change::Change;
use crate::domain::evaluate::evaluate;
use crate::domain::flip::{Flips, RowFlip};
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::domain::what_if::applied;
use crate::report::words::{self, pick};
use crate::tui::screens::assess::tree::short_title;
use crate::tui::session::Session;

/// How many requirements are named before the rest is only counted.
const NAMED: usize = 2;

/// What a change would flip; nothing if it does not fit, or changes nothing.
pub fn of(session: &Session, change: &Change) -> Flips {
    if change.is_idle() {
        return Flips::default();
    }
    let Ok(after) = applied(&session.assessment, change.parts()) else { return Flips::default() };
    let day = after.profile.reference_date;
    let next = evaluate(&session.pack, &session.references, &after, day);
    Flips::between(&session.findings, &next)
}

/// `脆弱性診断 不足 -> 要確認`, for each category that flips; empty if none does.
pub fn categories(session: &Session, lang: Lang, flips: &Flips) -> String {
    let one = |flip: &crate::domain::flip::CategoryFlip| {
        let name = session.pack.category(&flip.id).map_or("", |category| category.short.get(lang));
        format!("{name} {}", arrow(lang, flip.from, flip.to))
    };
    flips.categories.iter().map(one).collect::<Vec<_>>().join("  ")
}

/// Categories, then requirements: a few by name, the rest by their number; empty if nothing flips.
pub fn whole(session: &Session, lang: Lang, flips: &Flips) -> String {
    let mut parts = vec![categories(session, lang, flips)];
    let rows = leaves(session, flips);
    // What becomes worse is what a person wants to see.
    let (falls, rises): (Vec<&RowFlip>, Vec<&RowFlip>) =
        rows.into_iter().partition(|flip| crate::domain::flip::falls(flip.from, flip.to));
    let rows: Vec<&RowFlip> = falls.into_iter().chain(rises).collect();
    parts.extend(rows.iter().take(NAMED).map(|flip| row(session, lang, flip)));
    let more = rows.len().saturating_sub(NAMED);
    if more > 0 {
        parts.push(match lang {
            Lang::Ja => format!("ほか要件{more}件"),
            Lang::En => format!("{more} more"),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}

/// `脆弱性診断 レビュー 適合 -> 不足`.
pub fn row(session: &Session, lang: Lang, flip: &RowFlip) -> String {
    let category = session.pack.category_of(flip.at).short.get(lang);
    let title = short_title(session, flip.at, lang);
    let words = [flip.from, flip.to].map(|verdict| words::verdict_short(lang, verdict));
    format!("{category} {title} {}", words.join(" -> "))
}

/// Rows that people answer or fill in; the others follow from them.
fn leaves<'f>(session: &Session, flips: &'f Flips) -> Vec<&'f RowFlip> {
    flips.rows.iter().filter(|flip| session.pack.answerable(flip.at)).collect()
}

/// `不足 -> 要確認`.
pub fn arrow(lang: Lang, from: Verdict, to: Verdict) -> String {
    format!("{} -> {}", words::verdict(lang, from), words::verdict(lang, to))
}

/// The heading of an impact line.
pub const fn heading(lang: Lang) -> &'static str {
    pick(lang, "保存すると", "If saved")
}
