//! Dates, words of enumerations and lists in a cell, written and read.

use super::lookup::{Lookup, SEPARATORS, fold, plain};
use super::problem::Problem;
use crate::domain::change::Series;
use crate::domain::date::PartialDate;
use crate::domain::register::{
    Audience, AuditScope, ContractForm, DocumentState, Engagement, EquivalenceState, Expiry, Known,
    LecturePart, Part, RecordKind, SchoolLevel, Stage, TrainingOutcome,
};
use crate::domain::text::{Bilingual, Lang};
use crate::domain::typed_date;
use crate::report::words::{self, pick};

/// An enumeration with a word for each value in both languages.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Every value.
    const VALUES: &'static [Self];
    /// The word of a value.
    fn word(self, lang: Lang) -> &'static str;
}

macro_rules! words {
    ($($type:ident by $word:path: $($value:ident),*;)*) => {
        $(
            impl Word for $type {
                const VALUES: &'static [Self] = &[$(Self::$value),*];
                fn word(self, lang: Lang) -> &'static str {
                    $word(lang, self)
                }
            }
            const _: fn($type) = |value| match value {
                // Refuses to compile when a value is added that no sheet could say.
                $($type::$value => (),)*
            };
        )*
    };
}

words! {
    Stage by words::stage: Done, Planned;
    Engagement by words::engagement: Own, Direct, Subcontract, Group, Unknown;
    SchoolLevel by words::school_level: University, JuniorCollege, TechnicalCollege, VocationalSchool;
    LecturePart by words::lecture_part: Lecturer, Leader, Attendee;
    TrainingOutcome by words::outcome: Completed, Attended;
    ContractForm by words::contract_form: Single, Continuing;
    Known by words::known: Yes, No, Unknown;
    Part by words::part: Delivery, Scoping, Sales;
    DocumentState by words::document_state: Approved, Draft, Withdrawn;
    Audience by words::audience: Internal, Application, Client;
    RecordKind by words::record_kind: Review, Audit, Operation;
    AuditScope by words::audit_scope: Service, Wider;
    EquivalenceState by words::equivalence_state: Argued, Rejected, Withdrawn;
}

/// Every word of an enumeration, for a list to choose from.
pub(super) fn words_of<T: Word>(lang: Lang) -> Vec<String> {
    T::VALUES.iter().map(|value| value.word(lang).to_owned()).collect()
}

/// The value of a word of either language.
pub(super) fn read_word<T: Word>(text: &str) -> Result<T, Problem> {
    let folded = fold(text);
    let means = |value: &&T| [Lang::Ja, Lang::En].iter().any(|lang| fold(value.word(*lang)) == folded);
    let known = |lang| words_of::<T>(lang).join(pick(lang, "、", ", "));
    T::VALUES
        .iter()
        .find(means)
        .copied()
        .ok_or_else(|| Problem::unknown_word(text, [known(Lang::Ja), known(Lang::En)]))
}

/// Yes or no.
pub(super) fn yes_no(lang: Lang, yes: bool) -> &'static str {
    if yes { pick(lang, "はい", "yes") } else { pick(lang, "いいえ", "no") }
}

/// Yes or no of either language.
pub(super) fn read_yes_no(text: &str) -> Result<bool, Problem> {
    let folded = fold(text);
    let means = |yes| [Lang::Ja, Lang::En].iter().any(|lang| yes_no(*lang, yes) == folded);
    match (means(true), means(false)) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        _ => Err(Problem::unknown_word(text, ["はい、いいえ".to_owned(), "yes, no".to_owned()])),
    }
}

/// A date as it is written. Months are written so that a Japanese Excel leaves them months.
pub(super) fn date(lang: Lang, date: Option<PartialDate>) -> String {
    match date {
        None => String::new(),
        Some(date @ PartialDate::Month(_)) if lang == Lang::Ja => words::date(lang, date),
        Some(date) => date.to_string(),
    }
}

/// A date as people and spreadsheets write it. Midnight behind a day, which some spreadsheets add, says nothing.
pub(super) fn read_date(text: &str) -> Result<Option<PartialDate>, Problem> {
    let day = text.trim();
    let day = [" 0:00:00", " 00:00:00", " 0:00", " 00:00"]
        .iter()
        .find_map(|end| day.strip_suffix(end))
        .unwrap_or(day);
    typed_date::read(day).map_err(|fault| Problem::no_date(text, fault.words()))
}

/// Until when something is valid, as it is written.
pub(super) fn expiry(lang: Lang, expiry: &Expiry) -> String {
    match expiry {
        Expiry::Unknown => String::new(),
        Expiry::On(day) => date(lang, Some(*day)),
        Expiry::Never(reason) => {
            let never = pick(lang, "期限なし", "no expiry");
            if reason.trim().is_empty() { never.to_owned() } else { format!("{never}: {}", plain(reason)) }
        }
    }
}

/// What says that something does not expire.
const NEVER: [&str; 10] = [
    "期限なし",
    "期限無し",
    "有効期限なし",
    "有効期限無し",
    "無期限",
    "no expiry",
    "no expiration",
    "does not expire",
    "never expires",
    "never",
];

/// Until when something is valid: a date, or 期限なし (無期限, …) and the reason.
pub(super) fn read_expiry(text: &str) -> Result<Expiry, Problem> {
    let text = plain(text);
    for never in NEVER {
        let head: String = text.chars().take(never.chars().count()).collect();
        let rest = text[head.len()..].trim();
        let reason =
            rest.strip_prefix([':', '：']).or_else(|| bracketed(rest)).or(rest.is_empty().then_some(""));
        if let Some(reason) = reason.filter(|_| head.to_lowercase() == never) {
            return Ok(Expiry::Never(reason.trim().to_owned()));
        }
    }
    match read_date(&text) {
        Ok(day) => Ok(day.map_or(Expiry::Unknown, Expiry::On)),
        Err(Problem { message, hint }) => Err(Problem {
            message,
            hint: Bilingual {
                ja: format!("期限がないものは「期限なし: 理由」と書きます。日付は{}", hint.ja),
                en: format!("what does not expire is written \"no expiry: reason\"; for a date {}", hint.en),
            },
        }),
    }
}

fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['(', '（'])?.strip_suffix([')', '）'])
}

/// Entries in one cell, in the language's way; blank ones are left out.
pub(super) fn join(lang: Lang, entries: impl Iterator<Item = String>) -> String {
    let entries = entries.filter(|entry| !entry.trim().is_empty());
    entries.collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

/// The entries of a cell, each read on its own. One that holds nothing but what parts entries clears no list.
pub(super) fn read_list<T>(text: &str, read: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    let entries = text.split(SEPARATORS).map(str::trim).filter(|entry| !entry.is_empty());
    let entries = entries.map(read).collect::<Result<Vec<T>, Problem>>()?;
    if entries.is_empty() { Err(Problem::no_entry(text)) } else { Ok(entries) }
}

/// The lines of a cell that holds free names, one a line.
pub(super) fn read_lines(text: &str) -> Vec<String> {
    text.lines().map(plain).filter(|line| !line.is_empty()).collect()
}

impl Lookup<'_> {
    /// Facts of a series in one cell.
    pub(super) fn facts_of(&self, ids: &[String]) -> String {
        join(self.lang, ids.iter().map(|id| self.fact(id)))
    }

    /// The ids of the facts that a cell names.
    pub(super) fn read_facts(&self, series: Series, text: &str) -> Result<Vec<String>, Problem> {
        read_list(text, |entry| self.read_fact(series, entry))
    }
}
