//! The register of reference lists: each list with its members, who verified them from what and when, and the rows that
//! wait until somebody reads it.

mod json;
mod words;

use std::collections::HashSet;

use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::assessment::Catalog;
use crate::domain::date::Date;
use crate::domain::evaluate::Ground;
use crate::domain::listed::named;
use crate::domain::register::{self, VerifiedMember};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::waiting::{ListState, ListedMember, unread};
use crate::report::grounds::Context;
use crate::report::listed;

pub use self::json::{VerifiedEntry, entries};
pub use self::words::{Verification, kind, members_state, state, unread_sentence, verifications};

/// How many rows a list names; the rest is counted.
const MOST_ROWS: usize = 12;

/// Everything a report on the lists is made from.
#[derive(Debug, Clone, Copy)]
pub struct ReferencesReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, lists and assessment; an empty one where the lists are shown by themselves.
    pub context: Context<'a>,
    /// What is known of each list.
    pub states: &'a [ListState<'a>],
    /// Whether the assessment is somebody's, so that its rows are those that wait.
    pub of_file: bool,
    /// The day as of which everything was judged.
    pub day: Option<Date>,
    /// The program and its version.
    pub app: &'a str,
}

sheet::forms!(ReferencesReport);

impl ReferencesReport<'_> {
    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "例示の台帳", "Register of reference lists");
        let mut sheet = Sheet::new(self.lang, &self.context, what, self.day);
        if !self.of_file {
            what.clone_into(&mut sheet.title);
            sheet.head = vec![printable(self.context.pack.head.title.get(self.lang))];
        }
        let (lists, read) = (self.states.len(), self.states.iter().filter(|state| state.is_read()).count());
        sheet.head.push(tr!(
            self.lang,
            "一覧{lists}件、そのうち確認済みの構成員があるもの{read}件",
            "lists: {lists}; with a verified member: {read}"
        ));
        sheet.head.extend(unread_sentence(self.lang, unread(self.states), self.of_file));
        sheet.sections.extend(self.states.iter().map(|state| self.list(state)));
        let conflicts =
            conflicts(self.lang, &self.context).into_iter().map(|(_, text)| Item::line(text)).collect();
        sheet.add(pick(self.lang, "食い違い", "Conflicts"), conflicts);
        let source = printable(self.context.references.source.get(self.lang));
        sheet.foot.push(format!("{}: {source}", pick(self.lang, "例示の出典", "Reference lists")));
        sheet
    }

    fn list(&self, state: &ListState<'_>) -> Section {
        let (number, title) = (printable(&state.list.number), printable(state.list.title.get(self.lang)));
        let (verified, members) = (state.verified(), state.members.len());
        let heading = tr!(
            self.lang,
            "例示{number} {title}: 確認済み {verified}/{members}",
            "List {number}, {title}: verified {verified}/{members}"
        );
        let mut items: Vec<Item> = state.members.iter().map(|member| self.member(member)).collect();
        if items.is_empty() {
            items.push(Item::line(pick(self.lang, "構成員がまだありません", "it has no member yet")));
        }
        items.extend(self.rows(state));
        Section::new(heading, items)
    }

    fn member(&self, member: &ListedMember<'_>) -> Item {
        let name = printable(member.membership.name(self.lang).unwrap_or(member.id));
        let (id, state) = (printable(member.id), state(self.lang, member.membership));
        let mut details: Vec<String> = self::words::about(self.lang, member.membership);
        details.extend(verifications(member.membership).iter().map(|one| one.sentence(self.lang)));
        Item { line: format!("{id}  {name}: {state}"), details }
    }

    /// The rows that wait for a list, or, where none does, how many ask for it.
    fn rows(&self, state: &ListState<'_>) -> Option<Item> {
        let (asking, waiting) = (state.asking.len(), state.waiting.len());
        if waiting == 0 {
            let line = tr!(
                self.lang,
                "使う行 {asking}、待っている行はありません",
                "rows that ask for it: {asking}; none waits"
            );
            return (asking > 0).then(|| Item::line(line));
        }
        let line = tr!(self.lang, "確認を待っている行: {waiting}", "rows that wait for it: {waiting}");
        let row = |at: &usize| {
            let id = &self.context.pack.rows()[*at].id;
            format!("{id}  {}", sheet::row(self.lang, self.context.pack, *at))
        };
        let mut details: Vec<String> = state.waiting.iter().take(MOST_ROWS).map(row).collect();
        let more = waiting.saturating_sub(MOST_ROWS);
        if more > 0 {
            details.push(tr!(self.lang, "ほか{more}行", "and {more} more"));
        }
        Some(Item { line, details })
    }
}

/// Where an assessment and the lists say different things under one id: nothing is lost, but somebody has to decide.
/// Each with the id.
pub fn conflicts(lang: Lang, context: &Context<'_>) -> Vec<(String, String)> {
    let conflict = |added: &VerifiedMember| {
        let (message, hint) = listed::misnumbered(context, added)?;
        let id = printable(&added.id);
        Some((id.clone(), format!("{id}: {} ({})", message.get(lang), hint.get(lang))))
    };
    context.assessment.members.iter().filter_map(conflict).collect()
}

/// A member that somebody has verified, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// By whom, from what and when.
    pub how: Verification,
}

/// The members that an assessment names and that somebody has verified beyond what is compiled in: the organisation, or
/// whoever keeps the lists of a folder.
pub fn all_verified(lang: Lang, context: &Context<'_>) -> Vec<Verified> {
    let catalog = Catalog::new(context.references, context.assessment);
    let mut ids: Vec<&str> = context.assessment.members.iter().map(|member| member.id.as_str()).collect();
    let held = named(context.assessment).filter_map(|named| match named.item {
        register::Item::Member(id) => Some(id.as_str()),
        register::Item::Equivalent(_) | register::Item::Unlisted(_) => None,
    });
    ids.extend(held);
    let mut seen = HashSet::new();
    let entries = ids.into_iter().filter(|id| seen.insert(*id)).flat_map(|id| {
        let name = printable(catalog.name_of(id, lang));
        let known = catalog.member(id).map(verifications).unwrap_or_default();
        let by_somebody = known.into_iter().filter(Verification::is_by_somebody);
        by_somebody
            .map(move |how| Verified { id: id.to_owned(), name: name.clone(), how })
            .collect::<Vec<_>>()
    });
    entries.collect()
}

impl Verified {
    /// Its list, its name, and how it was verified.
    pub fn sentence(&self, lang: Lang) -> String {
        let list = printable(self.id.split('/').next().unwrap_or_default());
        let (name, how) = (&self.name, self.how.sentence(lang));
        tr!(lang, "例示{list} {name}: {how}", "List {list}, {name}: {how}")
    }
}

/// The same of members that grounds name.
pub fn verified_among<'g>(
    lang: Lang,
    context: &Context<'_>,
    grounds: impl Iterator<Item = &'g Ground>,
) -> Vec<Verified> {
    let details: HashSet<&str> = grounds.filter_map(Ground::fact).map(|fact| fact.detail.as_str()).collect();
    all_verified(lang, context).into_iter().filter(|one| details.contains(one.id.as_str())).collect()
}
