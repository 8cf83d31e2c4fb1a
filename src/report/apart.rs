//! Where the last record of a history and the file differ, entry by entry: both values, and whose record it is.

use super::entry::{Differs, differing, sides, title};
use super::grounds::Context;
use super::sheet::printable;
use crate::domain::assessment::Claim;
use crate::domain::change::{Change, Swap};
use crate::domain::past::Apart;
use crate::domain::text::{Lang, pick, tr};

/// Three lines for each entry: what differs, the last record, and where the value of the file comes from.
pub fn lines(lang: Lang, context: &Context<'_>, apart: &[Apart]) -> Vec<String> {
    apart.iter().flat_map(|apart| entry(lang, context, apart)).collect()
}

fn entry(lang: Lang, context: &Context<'_>, apart: &Apart) -> Vec<String> {
    let both = [context, context];
    let (title, name) = (title(lang, both, &apart.change), printable(&apart.change.name()));
    let head = if title.starts_with(&name) { title } else { format!("{name}  {title}") };
    let zone = &context.assessment.zone;
    let who = |(at, by): &(String, String)| printable(format!("{} {by}", zone.second(at)).trim());
    let (last, held) = (who(&apart.last), apart.held.as_ref().map(who));
    let origin = match (held, lang) {
        (Some(held), Lang::Ja) => format!("ファイルの値は、それより前の記録({held})のもの"),
        (Some(held), Lang::En) => format!("the file has what an earlier record left ({held})"),
        (None, Lang::Ja) => "ファイルの値は、どの記録にもないもの".to_owned(),
        (None, Lang::En) => "what the file has is in no record".to_owned(),
    };
    let record = tr!(lang, "最後の記録は {last}、{origin}", "last record {last}; {origin}");
    let mut lines = vec![format!("  {head}")];
    lines.extend(values(lang, context, apart).into_iter().map(|line| format!("    {line}")));
    lines.push(format!("    {record}"));
    lines
}

fn values(lang: Lang, context: &Context<'_>, apart: &Apart) -> Vec<String> {
    match apart.change.sides() {
        (true, false) => {
            vec![pick(lang, "履歴にはあり、ファイルにはない", "in the history, not in the file").to_owned()]
        }
        (false, true) => vec![
            pick(lang, "履歴では削除、ファイルにはある", "removed in the history, in the file").to_owned(),
        ],
        _ => {
            let mut differs = differing(sides(lang, [context, context], &apart.change));
            differs.extend(signed(lang, context, &apart.change));
            differs.iter().map(|differs| differs.line(lang)).collect()
        }
    }
}

/// Who answered and when, where that differs.
fn signed(lang: Lang, context: &Context<'_>, change: &Change) -> Option<Differs> {
    let Change::Claim(Swap { before: Some(before), after: Some(after), .. }) = change else { return None };
    let who = |claim: &Claim| {
        let at = context.assessment.zone.second(&claim.at);
        Some(printable(format!("{} {} {at}", claim.post, claim.by).trim())).filter(|who| !who.is_empty())
    };
    let (from, to) = (who(before), who(after));
    (from != to).then(|| Differs { key: "by", label: pick(lang, "回答者", "Answered by"), from, to })
}
