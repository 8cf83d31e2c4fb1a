//! A change on one line, in people's words: what it is about, and what it makes of it.

use super::entry::{self, Differs};
use crate::domain::change::Change;
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::Context;

/// What a change does, on one line; names are looked up in the assessment before it and the one after it.
pub fn line(lang: Lang, contexts: [&Context<'_>; 2], change: &Change) -> String {
    if let Change::Several(parts) = change {
        let parts: Vec<String> = parts.iter().map(|part| line(lang, contexts, part)).collect();
        return parts.join(" / ");
    }
    let title = entry::title(lang, contexts, change);
    let what = match change.sides() {
        // An answer that was not there before is best shown by itself.
        _ if matches!(change, Change::Claim(_)) => differences(lang, contexts, change),
        (false, _) => pick(lang, "追加", "added").to_owned(),
        (_, false) if matches!(change, Change::Closure(_)) => pick(lang, "取消", "taken back").to_owned(),
        (_, false) => pick(lang, "削除", "removed").to_owned(),
        _ => differences(lang, contexts, change),
    };
    format!("{title}: {what}")
}

/// The one thing that differs with its values; of several only what they are about.
fn differences(lang: Lang, contexts: [&Context<'_>; 2], change: &Change) -> String {
    let differs = entry::differing(entry::sides(lang, contexts, change));
    match differs.as_slice() {
        [] => pick(lang, "変更", "changed").to_owned(),
        [only] => only.line(lang),
        [first, rest @ ..] if matches!(change, Change::Claim(_)) && rest.iter().all(is_remark) => {
            first.line(lang)
        }
        several => {
            let mut labels: Vec<&str> = several.iter().map(|differs| differs.label).collect();
            labels.dedup();
            tr!(lang, ("変更({})", labels.join("、")), ("changed ({})", labels.join(", ")))
        }
    }
}

fn is_remark(differs: &Differs) -> bool {
    differs.key == "remark"
}
