//! Names in the place of ids, safe to print.

use super::context::Context;
use crate::domain::assessment::Catalog;
use crate::domain::evaluate::Fact;
use crate::domain::listed::{Meaning, Within};
use crate::domain::reference::ReferenceKind;
use crate::domain::rule::ENGAGED;
use crate::domain::text::{Lang, pick, tr};
use crate::report::listed;
use crate::report::sheet::printable;

/// Looks names up in one language; without a context ids stay as they are.
pub(in crate::report) struct Names<'a> {
    pub(in crate::report) lang: Lang,
    context: Option<&'a Context<'a>>,
}

/// A name, or the id where the name is blank.
fn or_id(name: &str, id: &str) -> String {
    printable(if name.trim().is_empty() { id } else { name })
}

impl<'a> Names<'a> {
    pub(in crate::report) fn new(lang: Lang, context: Option<&'a Context<'a>>) -> Self {
        Self { lang, context }
    }

    pub(super) fn person(&self, id: &str) -> String {
        let person = self.context.and_then(|context| context.assessment.person(id));
        person.map_or_else(|| printable(id), |person| or_id(&person.name, id))
    }

    pub(super) fn people(&self, ids: &[String]) -> String {
        self.list_of(ids.iter().map(|id| self.person(id)))
    }

    /// A document by number and title.
    pub(super) fn document(&self, id: &str) -> String {
        let document = self.context.and_then(|context| context.assessment.document(id));
        match document.map(|document| document.title.trim()).filter(|title| !title.is_empty()) {
            Some(title) => {
                let (id, title) = (printable(id), self.quoted(&printable(title)));
                tr!(self.lang, "{id}{title}", "{id} {title}")
            }
            None => printable(id),
        }
    }

    pub(super) fn row(&self, id: &str) -> String {
        let row = self.context.and_then(|context| context.pack.row(id));
        row.map_or_else(|| printable(id), |row| or_id(row.title.get(self.lang), id))
    }

    pub(super) fn rows(&self, ids: &[String]) -> String {
        let quoted = ids.iter().map(|id| self.quoted(&self.row(id)));
        quoted.collect::<Vec<_>>().join(pick(self.lang, "、", " or "))
    }

    pub(in crate::report) fn role(&self, id: &str) -> String {
        if id == ENGAGED {
            return pick(self.lang, "このサービスの従事者", "delivery staff of this service").to_owned();
        }
        let role = self.context.and_then(|context| context.pack.role(id));
        role.map_or_else(|| printable(id), |role| or_id(role.name.get(self.lang), id))
    }

    pub(super) fn list(&self, number: &str) -> String {
        let list = self.context.and_then(|context| context.references.list(number));
        let number = printable(number);
        match list {
            Some(list) => {
                let title = printable(list.title.get(self.lang));
                tr!(self.lang, "例示{number}「{title}」", "list {number} ({title})")
            }
            None => tr!(self.lang, "例示{number}", "list {number}"),
        }
    }

    /// What a fact is about: a person's certificate, a contract, a document, a record, a choice.
    pub(super) fn fact(&self, fact: &Fact) -> String {
        let Some(context) = self.context else { return printable(&fact.id) };
        let assessment = context.assessment;
        if let Some(person) = assessment.person(&fact.id) {
            let (name, detail) = (or_id(&person.name, &person.id), self.item(&fact.detail));
            return if detail.is_empty() {
                name
            } else {
                tr!(self.lang, "{name}の{detail}", "{name}, {detail}")
            };
        }
        if let Some(contract) = assessment.contract(&fact.id) {
            return self.titled(("契約", "contract"), &contract.id, &contract.alias);
        }
        if let Some(document) = assessment.document(&fact.id) {
            let title = self.titled(("文書", "document"), &document.id, &document.title);
            return match fact.detail.trim() {
                "" => title,
                section => format!("{title} {}", printable(section)),
            };
        }
        if let Some(record) = assessment.records.iter().find(|record| record.id == fact.id) {
            return self.titled(("記録", "record"), &record.id, &record.title);
        }
        if fact.detail.trim().is_empty() {
            return self.quoted(&self.row(&fact.id));
        }
        let item = self.quoted(&self.item(&fact.detail));
        tr!(self.lang, "選んだ基準{item}", "the chosen {item}")
    }

    /// A role, a member of a list, an equivalence, or a name as it was typed.
    pub(in crate::report) fn item(&self, detail: &str) -> String {
        let Some(context) = self.context else { return printable(detail) };
        let catalog = Catalog::new(context.references, context.assessment);
        if let Some(member) = catalog.member(detail) {
            return or_id(member.name(self.lang).unwrap_or_default(), detail);
        }
        if let Some(equivalence) = context.assessment.equivalence(detail) {
            return or_id(&equivalence.title, detail);
        }
        if detail == ENGAGED {
            return tr!(self.lang, "このサービスへの従事", "delivery of this service");
        }
        if context.pack.role(detail).is_some() {
            return self.role(detail);
        }
        printable(detail)
    }

    /// Which members of lists a name that is in no list may mean; nothing if no member is near.
    pub(super) fn otherwise_listed(&self, name: &str) -> Option<String> {
        let context = self.context?;
        let catalog = Catalog::new(context.references, context.assessment);
        let meaning = catalog.meaning(name, Within::Kinds(ReferenceKind::ALL));
        let members = |ids: &[String]| listed::members(self.lang, context, ids);
        Some(match &meaning {
            Meaning::Member(id) => {
                let member = members(std::slice::from_ref(id));
                tr!(
                    self.lang,
                    "例示の {member} の別名です",
                    "another name of {member} of the reference lists"
                )
            }
            Meaning::Several(ids) | Meaning::Shaped(_, ids) | Meaning::Unlisted(ids) if !ids.is_empty() => {
                let near = members(ids);
                tr!(
                    self.lang,
                    "例示にこの名前はなく、近いのは {near} です",
                    "no reference list has this name; near: {near}"
                )
            }
            _ => return None,
        })
    }

    fn titled(&self, (ja, en): (&str, &str), id: &str, title: &str) -> String {
        let id = printable(id);
        if title.trim().is_empty() {
            return tr!(self.lang, "{ja}{id}", "{en} {id}");
        }
        let title = self.quoted(&printable(title));
        tr!(self.lang, "{ja}{id}{title}", "{en} {id} {title}")
    }

    fn quoted(&self, text: &str) -> String {
        tr!(self.lang, "「{text}」", "\"{text}\"")
    }

    fn list_of(&self, names: impl Iterator<Item = String>) -> String {
        names.collect::<Vec<_>>().join(pick(self.lang, "、", ", "))
    }
}
