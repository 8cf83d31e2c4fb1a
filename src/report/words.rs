//! The words of the program in both languages: verdicts, registers, answers, dates, counts.
//!
//! Every function is an exhaustive match, so a missing word does not compile.

use crate::domain::assessment::Answer;
use crate::domain::date::{Date, PartialDate};
use crate::domain::pack::Effort;
use crate::domain::register::Register;
use crate::domain::text::Lang;
use crate::domain::verdict::{Reading, Verdict};

/// Picks the text of a language.
pub const fn pick(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// A verdict in full, as reports print it.
pub const fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gap => pick(lang, "不足", "gap"),
        Verdict::Unanswered => pick(lang, "未回答", "unanswered"),
        Verdict::NeedsConfirmation => pick(lang, "要確認", "needs confirmation"),
        Verdict::Satisfied => pick(lang, "適合見込み", "satisfied"),
        Verdict::NotApplicable => pick(lang, "対象外", "not applicable"),
    }
}

/// A verdict in at most six cells, for trees and tables.
pub const fn verdict_short(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Gap => pick(lang, "不足", "gap"),
        Verdict::Unanswered => pick(lang, "未回答", "open"),
        Verdict::NeedsConfirmation => pick(lang, "要確認", "check"),
        Verdict::Satisfied => pick(lang, "適合", "ok"),
        Verdict::NotApplicable => pick(lang, "対象外", "n/a"),
    }
}

/// A reading.
pub const fn reading(lang: Lang, reading: Reading) -> &'static str {
    match reading {
        Reading::No => pick(lang, "いいえ", "no"),
        Reading::Open => pick(lang, "未定", "open"),
        Reading::Yes => pick(lang, "はい", "yes"),
    }
}

/// An answer.
pub const fn answer(lang: Lang, answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => pick(lang, "はい", "yes"),
        Answer::No => pick(lang, "いいえ", "no"),
        Answer::Unknown => pick(lang, "わからない", "don't know"),
        Answer::NotApplicable => pick(lang, "対象外", "not applicable"),
    }
}

/// A register.
pub const fn register(lang: Lang, register: Register) -> &'static str {
    match register {
        Register::Roster => pick(lang, "従事者名簿", "roster"),
        Register::Contracts => pick(lang, "契約実績", "contracts"),
        Register::Documents => pick(lang, "文書", "documents"),
        Register::Reviews => pick(lang, "レビュー記録", "review records"),
        Register::Audits => pick(lang, "監査記録", "audit records"),
        Register::Operations => pick(lang, "運用記録", "operation records"),
    }
}

/// How much work something is.
pub const fn effort(lang: Lang, effort: Effort) -> &'static str {
    match effort {
        Effort::Small => pick(lang, "小", "small"),
        Effort::Medium => pick(lang, "中", "medium"),
        Effort::Large => pick(lang, "大", "large"),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as running text writes it.
pub fn day(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Ja => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => {
            let month = MONTHS.get(usize::from(day.month().unsigned_abs()) - 1).copied().unwrap_or_default();
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// A date that may be imprecise, in the form used in tables; a dash if there is none.
pub fn date_or_dash(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}

/// A number of contracts, papers or rows: 5件, 5.
pub fn contracts(lang: Lang, count: u32) -> String {
    match lang {
        Lang::Ja => format!("{count}件"),
        Lang::En => count.to_string(),
    }
}

/// A number of people: 3名, 3 people.
pub fn people(lang: Lang, count: u32) -> String {
    match (lang, count) {
        (Lang::Ja, _) => format!("{count}名"),
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, _) => format!("{count} people"),
    }
}

/// A number of months, in years where they are full: 9年2か月, 9 years 2 months.
pub fn months(lang: Lang, count: u32) -> String {
    let (years, rest) = (count / 12, count % 12);
    let year = || match lang {
        Lang::Ja => format!("{years}年"),
        Lang::En => format!("{years} {}", if years == 1 { "year" } else { "years" }),
    };
    let month = || match lang {
        Lang::Ja => format!("{rest}か月"),
        Lang::En => format!("{rest} {}", if rest == 1 { "month" } else { "months" }),
    };
    match (years, rest) {
        (0, _) => month(),
        (_, 0) => year(),
        (_, _) => format!("{}{}{}", year(), pick(lang, "", " "), month()),
    }
}
