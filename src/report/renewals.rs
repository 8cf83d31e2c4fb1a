//! Renewals of certificates that must be filed before their end, as reports, lists and calendars print them.

use serde_json::{Value, json};

use super::calendar::Entry;
use super::sheet::{self, Item, Section, printable};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::upkeep::Renewal;
use crate::report::grounds::Context;
use crate::report::words;

/// What the last day to file is called, in a few words.
pub fn word(lang: Lang) -> &'static str {
    pick(lang, "更新の申請期限", "file the renewal by")
}

/// Whose certificate it is, and which.
pub fn whose(lang: Lang, context: &Context<'_>, renewal: &Renewal) -> String {
    let member = context.references.member(&renewal.member);
    let name = member.map_or(renewal.member.as_str(), |member| member.name.get(lang));
    format!("{} {}", sheet::fact(context.assessment, &renewal.person), printable(name))
}

/// Until when the certificate is valid, and how long before that its renewal must be filed.
pub fn why(lang: Lang, renewal: &Renewal) -> String {
    let (ends, days) = (words::day(lang, renewal.ends), renewal.days);
    tr!(
        lang,
        "有効期限 {ends}の{days}日前までに更新を申請しないと、期限で資格を失います",
        "valid until {ends}; the renewal must be filed {days} days before that, or the qualification ends"
    )
}

/// All of them as a section; none without any.
pub(super) fn section(lang: Lang, context: &Context<'_>, renewals: &[Renewal]) -> Option<Section> {
    let item = |renewal: &Renewal| {
        let (day, whose) = (words::day(lang, renewal.file_by), whose(lang, context, renewal));
        let line = tr!(lang, "{day}まで: {whose}", "by {day}: {whose}");
        Item { line, details: vec![why(lang, renewal)] }
    };
    let items: Vec<Item> = renewals.iter().map(item).collect();
    (!items.is_empty()).then(|| Section::new(pick(lang, "更新の申請期限", "Renewals to file"), items))
}

/// All of them as JSON.
pub(super) fn json(lang: Lang, context: &Context<'_>, renewals: &[Renewal]) -> Vec<Value> {
    let one = |renewal: &Renewal| {
        json!({
            "file_by": renewal.file_by.to_string(),
            "ends": renewal.ends.to_string(),
            "person": renewal.person.as_str(),
            "item": renewal.member,
            "text": whose(lang, context, renewal),
        })
    };
    renewals.iter().map(one).collect()
}

/// One as a day of a calendar.
pub(super) fn entry(lang: Lang, context: &Context<'_>, renewal: &Renewal) -> Entry {
    // The same entry whichever of its lists the certificate is entered under.
    let member = context.references.identity(&renewal.member).replace('/', "-");
    Entry {
        day: renewal.file_by,
        until: None,
        key: format!("renewal-{}-{member}", renewal.person),
        title: format!("{}: {}", word(lang), whose(lang, context, renewal)),
        text: why(lang, renewal),
    }
}
