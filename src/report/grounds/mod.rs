//! Why a verdict is what it is, as one short sentence for each ground, in both languages.
//!
//! Names replace ids wherever the assessment or the pack knows them, and everything that
//! somebody typed goes through [`visible`](crate::domain::clean::visible) on its way.

mod codes;
mod context;
mod headcounts;
mod json;
mod names;
mod reasons;
mod relevant;
mod rules;

pub(super) use self::names::Names;
use crate::domain::evaluate::{Count, Fact, Ground, Unit, Why};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::{Pair, Reading};
use crate::report::words;

pub use self::codes::{ground_code, why_code};
pub use self::context::Context;
pub use self::headcounts::put_right;
pub use self::json::{GroundEntry, entry};
pub use self::reasons::doubt;
pub use self::relevant::relevant;
pub use self::rules::rule;

/// One ground as a sentence without a full stop.
pub fn sentence(lang: Lang, context: &Context<'_>, ground: &Ground) -> String {
    let names = Names::new(lang, Some(context));
    match ground {
        Ground::Fact(fact) => fact_sentence(&names, fact),
        Ground::Count(count) => count_sentence(lang, *count),
        Ground::Headcount(number) => headcounts::number(&names, number),
        Ground::Persons { leads, all } => headcounts::persons(&names, leads.as_ref(), all),
        Ground::Row { id, outcome } => {
            format!("{}: {}", names.row(id), words::verdict(lang, outcome.verdict()))
        }
        Ground::Person { id, pair } => {
            format!("{}: {}", names.person(id), words::verdict(lang, pair.verdict()))
        }
        Ground::NothingIn(register) => {
            let register = words::register(lang, *register);
            tr!(
                names.lang,
                "{register}に該当する記載がまだありません",
                "{register}: nothing recorded for this yet"
            )
        }
        Ground::RegisterOpen(register) => {
            let register = words::register(lang, *register);
            tr!(
                names.lang,
                "{register}は「これで全部」とされていません",
                "{register}: nobody has said \"that is all\" yet"
            )
        }
        _ => state_sentence(&names, ground),
    }
}

/// Grounds that speak of the assessment rather than of one row of a register.
fn state_sentence(names: &Names<'_>, ground: &Ground) -> String {
    let lang = names.lang;
    match ground {
        Ground::NoChoice { reference } => {
            let list = names.list(reference);
            tr!(names.lang, "{list}から従うものが選ばれていません", "nothing is chosen from {list}")
        }
        Ground::NoReferenceDate => tr!(
            names.lang,
            "基準日が決まっていないため、日付のある要件は判定できません",
            "no reference date is set, so dated requirements stay open",
        ),
        Ground::Claimed(answer) => {
            let answer = words::answer(lang, *answer);
            tr!(names.lang, "申告は「{answer}」です", "the claim is \"{answer}\"")
        }
        Ground::Contradiction(answer) => {
            let answer = words::answer(lang, *answer);
            tr!(
                names.lang,
                "「{answer}」という申告が事実と食い違っています",
                "the claim \"{answer}\" contradicts the facts"
            )
        }
        Ground::OutOfScope(scope) => {
            let rows = names.rows(scope);
            tr!(names.lang, "{rows}を提供しないため対象外です", "not asked, since {rows} is not offered")
        }
        Ground::ScopeUnanswered(scope) => {
            let rows = names.rows(scope);
            tr!(
                names.lang,
                "{rows}を提供するかどうかが未回答です",
                "whether {rows} is offered is not answered"
            )
        }
        Ground::NobodyEngaged { role } => {
            let role = names.role(role);
            tr!(names.lang, "{role}がいません", "nobody is recorded as {role}")
        }
        Ground::NoJobsYet => tr!(
            names.lang,
            "まだ案件がないと申告されています(論点A14)",
            "declared: no job has been delivered yet (doubt A14)",
        ),
        Ground::NotAllReviewedDeclared => tr!(
            names.lang,
            "全案件をレビューするという表明がありません(論点A38)",
            "no declaration that all jobs are reviewed (doubt A38)",
        ),
        Ground::Fact(_)
        | Ground::Count(_)
        | Ground::Headcount(_)
        | Ground::Persons { .. }
        | Ground::Row { .. }
        | Ground::Person { .. }
        | Ground::NothingIn(_)
        | Ground::RegisterOpen(_) => String::new(),
    }
}

/// Why a fact does not hold in full, with ids where only a context would know names.
pub fn why(lang: Lang, why: &Why) -> String {
    reasons::explain(&Names::new(lang, None), why)
}

/// Why a fact does not hold in full, with names.
pub fn why_in(lang: Lang, context: &Context<'_>, why: &Why) -> String {
    reasons::explain(&Names::new(lang, Some(context)), why)
}

/// How far a fact holds, in a few words.
pub fn standing(lang: Lang, pair: Pair) -> &'static str {
    match (pair.strict(), pair.lenient()) {
        (Reading::Yes, _) => pick(lang, "該当します", "holds"),
        (Reading::No, Reading::Yes) => pick(lang, "緩やかにのみ該当", "holds leniently only"),
        (Reading::Open, Reading::Yes) => {
            pick(lang, "緩やかに該当、厳格には未定", "holds leniently, strictly open")
        }
        (_, Reading::No) => pick(lang, "該当しません", "does not hold"),
        (Reading::No, Reading::Open) => {
            pick(lang, "厳格には該当せず、緩やかには未定", "not strictly, leniently open")
        }
        (Reading::Open, Reading::Open) => pick(lang, "未定", "open"),
    }
}

fn fact_sentence(names: &Names<'_>, fact: &Fact) -> String {
    let subject = names.fact(fact);
    let standing = standing(names.lang, fact.pair);
    if fact.why.is_empty() {
        return format!("{subject}: {standing}");
    }
    let reason = |why: &Why| {
        let otherwise = (*why == Why::Unlisted).then(|| names.otherwise_listed(&fact.detail)).flatten();
        otherwise.unwrap_or_else(|| reasons::explain(names, why))
    };
    let reasons: Vec<String> = fact.why.iter().map(reason).collect();
    let reasons = reasons.join(pick(names.lang, "。", "; "));
    tr!(names.lang, "{subject}: {reasons}({standing})", "{subject}: {reasons} ({standing})")
}

fn count_sentence(lang: Lang, count: Count) -> String {
    let amount = |number| match count.unit {
        Unit::Contracts => words::items(lang, number),
        Unit::Months => words::months(lang, number),
        Unit::People => words::people(lang, number),
    };
    let what = match count.unit {
        Unit::Contracts => pick(lang, "契約実績", "contracts"),
        Unit::Months => pick(lang, "延べ運用年数", "cumulative operation"),
        Unit::People => pick(lang, "人数", "people"),
    };
    let (strict, lenient, needed) = (amount(count.strict), amount(count.lenient), amount(count.needed));
    match (lang, strict == lenient) {
        (Lang::Ja, true) => format!("{what}は{strict}(必要{needed})"),
        (Lang::Ja, false) => format!("{what}は厳格に数えて{strict}、緩やかに数えて{lenient}(必要{needed})"),
        (Lang::En, true) => format!("{what}: {strict} ({needed} needed)"),
        (Lang::En, false) => {
            format!("{what}: {strict} counted strictly, {lenient} leniently ({needed} needed)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_say_both_readings_where_they_differ() {
        let count = Count { strict: 4, lenient: 6, needed: 5, unit: Unit::Contracts };
        assert_eq!(count_sentence(Lang::Ja, count), "契約実績は厳格に数えて4件、緩やかに数えて6件(必要5件)");
        assert_eq!(count_sentence(Lang::En, count), "contracts: 4 counted strictly, 6 leniently (5 needed)");
        let months = Count { strict: 110, lenient: 110, needed: 120, unit: Unit::Months };
        assert_eq!(count_sentence(Lang::Ja, months), "延べ運用年数は9年2か月(必要10年)");
        assert_eq!(
            count_sentence(Lang::En, months),
            "cumulative operation: 9 years 2 months (10 years needed)"
        );
    }
}
