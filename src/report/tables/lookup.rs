//! What the names in a table are looked up in, and how loosely names are compared.

use super::problem::Problem;
use crate::domain::change::Series;
use crate::domain::clean::nfc_input;
/// What the spellings of one text have in common, for "is almost the same".
pub(super) use crate::domain::name::key as fold;
use crate::domain::pack::Term;
use crate::domain::register::{Contract, Document, Equivalence, Evidence, Person, Record};
use crate::domain::text::{Bilingual, Lang, pick};
use crate::report::fields::{Source, Words};
use crate::report::grounds::Context;

/// What parts the entries of a cell that holds several.
pub(super) const SEPARATORS: [char; 7] = ['\n', '、', ',', '，', ';', '；', '､'];

/// The language of a table, and what its names are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'a> {
    /// The language that is written; both are read.
    pub lang: Lang,
    /// Pack, reference lists, assessment.
    pub context: Context<'a>,
}

/// Entries in one cell, in the language's way; blank ones are left out.
pub(super) fn join(lang: Lang, entries: impl Iterator<Item = String>) -> String {
    let entries = entries.filter(|entry| !entry.trim().is_empty());
    entries.collect::<Vec<_>>().join(pick(lang, "、", ", "))
}

/// An id as people and their keyboards write it: of any width, with any dash or none (`Ｐ－０１`, `P‐01`, `p01`).
pub(super) fn typed_id(text: &str) -> String {
    let id = fold(text).to_uppercase();
    let digits =
        id.get(1..).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    if digits { format!("{}-{}", &id[..1], &id[1..]) } else { id }
}

/// A name as it is compared for "is the same".
pub(super) fn plain(text: &str) -> String {
    nfc_input(text.trim()).into_owned()
}

/// What could be meant by a text, of things with ids and names.
pub(super) enum Meant<'a> {
    /// One, exactly.
    One(&'a str),
    /// Several have the name.
    Several(Vec<&'a str>),
    /// None has the name; this one, by id and name, almost.
    Almost(&'a str, &'a str),
    /// Nothing.
    None,
}

/// Which of them has the name.
pub(super) fn by_name<'a>(name: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Meant<'a> {
    let all: Vec<(&str, &str)> = all.collect();
    let wanted = plain(name);
    let named = all.iter().filter(|(_, known)| nfc_input(known.trim()) == wanted);
    let same: Vec<&str> = named.map(|(id, _)| *id).collect();
    match same.as_slice() {
        [one] => Meant::One(one),
        [] => {
            let folded = fold(name);
            let alike = all.iter().find(|(_, known)| fold(known) == folded);
            alike.map_or(Meant::None, |(id, known)| Meant::Almost(id, known))
        }
        _ => Meant::Several(same),
    }
}

impl<'a> Lookup<'a> {
    /// The same in the other language.
    pub(super) fn other(&self) -> Self {
        Self { lang: self.lang.other(), ..*self }
    }

    /// The terms of the pack that a source offers, by id and name, and what they are called; none for other sources.
    fn terms(&self, source: Source) -> Option<(Words, Vec<(&'a str, &'a Bilingual)>)> {
        let (pack, head) = (self.context.pack, &self.context.pack.head);
        let named = |terms: &'a [Term]| terms.iter().map(|term| (term.id.as_str(), &term.name)).collect();
        Some(match source {
            Source::Categories => {
                // The short name comes first: it is the one that is written.
                let short = pack.categories.iter().map(|category| (category.id.as_str(), &category.short));
                let full = pack.categories.iter().map(|category| (category.id.as_str(), &category.name));
                (("サービス区分", "category"), short.chain(full).collect())
            }
            Source::Roles => {
                (("役割", "role"), head.roles.iter().map(|role| (role.id.as_str(), &role.name)).collect())
            }
            Source::Kinds => (("契約の種類", "contract kind"), named(&head.kinds)),
            Source::Acts => (("行為", "act"), named(&head.acts)),
            Source::EvidenceKinds => (("証跡の種類", "kind of evidence"), named(&head.evidence)),
            _ => return None,
        })
    }

    /// A term of the pack as it is written; none for other sources.
    pub(super) fn term(&self, source: Source, id: &str) -> Option<String> {
        self.terms(source).map(|(_, known)| self.term_of(id, &known))
    }

    /// The term of the pack of an id or name; none for other sources.
    pub(super) fn read_term(&self, source: Source, text: &str) -> Option<Result<String, Problem>> {
        if source == Source::Categories
            && let Some(category) = self.context.pack.category_meant(text)
        {
            return Some(Ok(category.id.clone()));
        }
        self.terms(source).map(|(what, known)| read_term(text, what, &known))
    }

    /// The name of an id, or the id where the name would not be read back as it.
    fn term_of(&self, id: &str, known: &[(&str, &Bilingual)]) -> String {
        let Some((_, name)) = known.iter().find(|(known, _)| *known == id) else { return id.to_owned() };
        let name = name.get(self.lang);
        if meant(name, known) == Some(id) { name.to_owned() } else { id.to_owned() }
    }

    /// A requirement, by id.
    pub(super) fn read_row(&self, text: &str) -> Result<String, Problem> {
        let folded = fold(text);
        let row = self.context.pack.row(text.trim());
        let row = row.or_else(|| self.context.pack.rows().iter().find(|row| fold(&row.id) == folded));
        row.map(|row| row.id.clone()).ok_or_else(|| Problem::nothing(("要件", "requirement"), text))
    }

    /// A fact as it is written: `P-01 山田 太郎`, the id alone where the name would part the cell.
    pub(super) fn fact(&self, id: &str) -> String {
        let name = self.name_of(id).map(plain).unwrap_or_default();
        if name.is_empty() || name.contains(SEPARATORS) { id.to_owned() } else { format!("{id} {name}") }
    }

    /// A fact of a series by id, by id and name, or by name.
    pub(super) fn read_fact(&self, series: Series, text: &str) -> Result<String, Problem> {
        let text = plain(text);
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        let id = typed_id(first);
        if series.number(&id).is_some() {
            let Some(name) = self.name_of(&id) else { return Err(Problem::nothing(noun(series), &id)) };
            if !rest.trim().is_empty() && fold(rest) != fold(name) {
                return Err(Problem::other_name(&id, rest, name));
            }
            return Ok(id);
        }
        match by_name(&text, self.facts(series).into_iter()) {
            Meant::One(id) => Ok(id.to_owned()),
            Meant::Several(ids) => Err(Problem::several(&text, &ids)),
            Meant::Almost(id, name) => Err(Problem::almost_fact(&text, id, name)),
            Meant::None => Err(Problem::nothing(noun(series), &text)),
        }
    }

    /// The facts of a series with their names.
    fn facts(&self, series: Series) -> Vec<(&'a str, &'a str)> {
        let of = self.context.assessment;
        match series {
            Series::Person => all(&of.people, |row: &Person| (&row.id, &row.name)),
            Series::Contract => all(&of.contracts, |row: &Contract| (&row.id, &row.alias)),
            Series::Document => all(&of.documents, |row: &Document| (&row.id, &row.title)),
            Series::Record => all(&of.records, |row: &Record| (&row.id, &row.title)),
            Series::Equivalence => all(&of.equivalences, |row: &Equivalence| (&row.id, &row.title)),
            Series::Evidence => all(&of.evidence, |row: &Evidence| (&row.id, &row.title)),
        }
    }

    fn name_of(&self, id: &str) -> Option<&'a str> {
        let series = Series::ALL.into_iter().find(|series| series.number(id).is_some())?;
        self.facts(series).into_iter().find(|(known, _)| *known == id).map(|(_, name)| name)
    }
}

/// What the facts of a series are called.
pub(super) const fn noun(series: Series) -> (&'static str, &'static str) {
    match series {
        Series::Person => ("従事者", "person"),
        Series::Contract => ("契約", "contract"),
        Series::Document => ("文書", "document"),
        Series::Record => ("記録", "record"),
        Series::Equivalence => ("同等性の主張", "equivalence"),
        Series::Evidence => ("証跡", "evidence"),
    }
}

fn all<T>(list: &[T], pair: impl Fn(&T) -> (&str, &str)) -> Vec<(&str, &str)> {
    list.iter().map(pair).collect()
}

/// The one id that a text means; none if it could be several, or none.
fn meant<'a>(text: &str, known: &[(&'a str, &Bilingual)]) -> Option<&'a str> {
    let folded = fold(text);
    if let Some((id, _)) = known.iter().find(|(id, _)| fold(id) == folded) {
        return Some(id);
    }
    let mut all = known.iter().filter(|(_, name)| fold(&name.ja) == folded || fold(&name.en) == folded);
    let one = all.next().map(|(id, _)| *id)?;
    all.all(|(id, _)| *id == one).then_some(one)
}

fn read_term(text: &str, what: (&str, &str), known: &[(&str, &Bilingual)]) -> Result<String, Problem> {
    if let Some(id) = meant(text, known) {
        return Ok(id.to_owned());
    }
    let words = |lang| {
        let names = known.iter().map(|(id, name)| match name.get(lang) {
            "" => (*id).to_owned(),
            name => format!("{name} ({id})"),
        });
        names.collect::<Vec<_>>().join(pick(lang, "、", ", "))
    };
    let problem = Problem::nothing(what, text);
    let hint = Bilingual {
        ja: format!("使えるのは {}", words(Lang::Ja)),
        en: format!("it can be {}", words(Lang::En)),
    };
    Err(Problem { hint, ..problem })
}
