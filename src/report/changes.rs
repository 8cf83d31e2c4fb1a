//! A change in people's words: what is added, removed or given another value, by its name.

use super::sheet::printable;
use crate::domain::assessment::{Claim, Profile};
use crate::domain::change::{Change, Swap};
use crate::domain::date::Date;
use crate::domain::pack::Pack;
use crate::domain::register::{
    Closure, Contract, Declaration, Document, Equivalence, Evidence, Person, Record, StandardChoice,
    VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::step_note::{StepKey, StepNote};
use crate::domain::text::Lang;
use crate::report::words::{self, pick};

/// A word in both languages, Japanese first.
type Words = (&'static str, &'static str);

/// What a change does, in one line.
pub fn change(lang: Lang, pack: &Pack, change: &Change) -> String {
    let teller = Teller { lang, pack };
    match change {
        Change::Profile(swap) => teller.profile(&swap.before, &swap.after),
        Change::Claim(swap) => teller.claim(swap),
        Change::Person(swap) => teller.entry(("従事者", "Person"), swap, person, person_parts),
        Change::Contract(swap) => teller.entry(("契約", "Contract"), swap, contract, contract_parts),
        Change::Document(swap) => teller.entry(("文書", "Document"), swap, document, document_parts),
        Change::Record(swap) => teller.entry(("記録", "Record"), swap, record, record_parts),
        Change::Standard(swap) => {
            let name = |choice: &StandardChoice| teller.row(&choice.row);
            teller.entry(("選んだ基準", "Chosen standard"), swap, name, standard_parts)
        }
        Change::Declaration(swap) => {
            let name = |said: &Declaration| {
                format!("{} {}", words::declaration(lang, said.about), teller.row(&said.subject))
            };
            teller.entry(("言明", "Declaration"), swap, name, |_, _| Vec::new())
        }
        Change::Equivalence(swap) => {
            teller.entry(("同等性の主張", "Equivalence"), swap, equivalence, |_, _| Vec::new())
        }
        Change::Evidence(swap) => teller.entry(("証跡", "Evidence"), swap, evidence, |_, _| Vec::new()),
        Change::Member(swap) => {
            let name = |member: &VerifiedMember| named(&member.id, &member.name);
            teller.entry(("確認した例示", "List member"), swap, name, |_, _| Vec::new())
        }
        Change::Closure(swap) => teller.closure(swap),
        Change::Scenario(swap) => {
            let name = |scenario: &Scenario| printable(&scenario.name);
            teller.entry(("シナリオ", "Scenario"), swap, name, |_, _| Vec::new())
        }
        Change::Step(swap) => {
            let name = |note: &StepNote| teller.step(&note.step);
            teller.entry(("手順の覚え書き", "Note on a step"), swap, name, |_, _| Vec::new())
        }
        Change::Several(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| self::change(lang, pack, part)).collect();
            parts.join(" / ")
        }
    }
}

struct Teller<'a> {
    lang: Lang,
    pack: &'a Pack,
}

impl Teller<'_> {
    fn say(&self, (ja, en): Words) -> &'static str {
        pick(self.lang, ja, en)
    }

    /// Clause and title of a row, or the id where the pack has none; categories by their short name.
    fn row(&self, id: &str) -> String {
        if let Some(row) = self.pack.row(id) {
            let (clause, title) = (printable(&row.clause), printable(row.title.get(self.lang)));
            return format!("{clause} {title}").trim().to_owned();
        }
        let category = self.pack.category(id).map(|category| category.short.get(self.lang));
        printable(category.unwrap_or(id))
    }

    /// The row a step is about, or the step's own name where it is about none.
    fn step(&self, step: &StepKey) -> String {
        step.row().map_or_else(|| printable(&step.to_string()), |row| self.row(row))
    }

    /// Added, removed, or changed in some parts.
    fn entry<T>(
        &self,
        kind: Words,
        swap: &Swap<T>,
        name: impl Fn(&T) -> String,
        parts: fn(&T, &T) -> Vec<Words>,
    ) -> String {
        let kind = self.say(kind);
        let Some(entry) = swap.after.as_ref().or(swap.before.as_ref()) else { return kind.to_owned() };
        let what = match (&swap.before, &swap.after) {
            (None, _) => self.say(("追加", "added")).to_owned(),
            (_, None) => self.say(("削除", "removed")).to_owned(),
            (Some(before), Some(after)) => {
                let parts: Vec<&str> = parts(before, after).into_iter().map(|part| self.say(part)).collect();
                match (parts.as_slice(), self.lang) {
                    ([], _) => self.say(("変更", "changed")).to_owned(),
                    (_, Lang::Ja) => format!("変更({})", parts.join("、")),
                    (_, Lang::En) => format!("changed ({})", parts.join(", ")),
                }
            }
        };
        format!("{kind} {}: {what}", name(entry))
    }

    fn claim(&self, swap: &Swap<Claim>) -> String {
        let answer = |claim: &Option<Claim>| match claim {
            Some(claim) => words::answer(self.lang, claim.answer),
            None => self.say(("なし", "none")),
        };
        let row = swap.after.as_ref().or(swap.before.as_ref()).map_or("", |claim| &claim.row);
        let (before, after) = (answer(&swap.before), answer(&swap.after));
        let what = if before == after {
            self.say(("備考を変更", "remark changed")).to_owned()
        } else {
            format!("{before} -> {after}")
        };
        format!("{} {}: {what}", self.say(("申告", "Claim")), self.row(row))
    }

    fn closure(&self, swap: &Swap<Closure>) -> String {
        let Some(closure) = swap.after.as_ref().or(swap.before.as_ref()) else { return String::new() };
        let register = words::register(self.lang, closure.register);
        let (ja, en) = match swap.after {
            Some(_) => ("「これで全部」とする", "declared complete"),
            None => ("記入中に戻す", "open again"),
        };
        format!("{} {register}: {}", self.say(("台帳", "Register")), pick(self.lang, ja, en))
    }

    fn profile(&self, before: &Profile, after: &Profile) -> String {
        let mut lines = Vec::new();
        let mut told = |label: Words, before: String, after: String| {
            if before != after {
                lines.push(format!("{}: {before} -> {after}", self.say(label)));
            }
        };
        let day = |day: Option<Date>| {
            day.map_or_else(|| self.say(("未定", "not set")).to_owned(), |day| day.to_string())
        };
        told(("基準日", "Reference date"), day(before.reference_date), day(after.reference_date));
        told(("審査の終わり", "End of review"), day(before.review_end), day(after.review_end));
        let categories = |ids: &[String]| {
            let names: Vec<String> = ids.iter().map(|id| self.row(id)).collect();
            names.join(pick(self.lang, "、", ", "))
        };
        told(("区分", "Categories"), categories(&before.categories), categories(&after.categories));
        told(("組織名", "Organisation"), printable(&before.organisation), printable(&after.organisation));
        told(("版", "Edition"), printable(&before.edition), printable(&after.edition));
        lines.join(pick(self.lang, "、", "; "))
    }
}

/// An id and a name, each once.
fn named(id: &str, name: &str) -> String {
    format!("{} {}", printable(id), printable(name)).trim().to_owned()
}

fn person(person: &Person) -> String {
    named(&person.id, &person.name)
}

fn contract(contract: &Contract) -> String {
    named(&contract.id, &contract.alias)
}

fn document(document: &Document) -> String {
    named(&document.id, &document.title)
}

fn record(record: &Record) -> String {
    named(&record.id, &record.title)
}

fn equivalence(equivalence: &Equivalence) -> String {
    named(&equivalence.id, &equivalence.title)
}

fn evidence(evidence: &Evidence) -> String {
    named(&evidence.id, &evidence.title)
}

/// The words for the fields in which two entries differ.
macro_rules! parts {
    ($($name:ident of $type:ty { $($field:ident: $ja:literal, $en:literal;)* })*) => {$(
        fn $name(before: &$type, after: &$type) -> Vec<Words> {
            let mut parts: Vec<Words> = Vec::new();
            $(if before.$field != after.$field && !parts.contains(&($ja, $en)) {
                parts.push(($ja, $en));
            })*
            parts
        }
    )*};
}

parts! {
    person_parts of Person {
        name: "氏名", "name";
        yomi: "氏名", "name";
        engagement: "所属", "engagement";
        posts: "役割", "roles";
        qualifications: "資格", "certificates";
        lectures: "講師等", "lecturing";
        trainings: "研修", "training";
        note: "備考", "note";
    }
    contract_parts of Contract {
        alias: "別名", "alias";
        services: "区分", "services";
        kinds: "種別", "kinds";
        kind_reason: "種別", "kinds";
        form: "数え方", "form";
        signed: "契約日", "signed";
        from: "期間", "period";
        to: "期間", "period";
        delivered: "納品日", "delivery";
        other_firm: "契約の相手", "other firm";
        client_system: "対象のシステム", "system";
        team: "従事者", "team";
        stage: "済・予定", "done or planned";
        note: "備考", "note";
    }
    document_parts of Document {
        title: "文書名", "title";
        version: "版", "version";
        approved: "承認日", "approval";
        state: "状態", "state";
        audience: "読む人", "audience";
        covers: "対応する要件", "rows served";
        names: "挙げている基準", "standards named";
        people: "挙げている従事者", "people named";
        headcounts: "人数", "headcounts";
        stage: "済・予定", "done or planned";
        note: "備考", "note";
    }
    record_parts of Record {
        kind: "種類", "kind";
        rows: "対応する要件", "rows served";
        on: "日付", "date";
        title: "件名", "title";
        contracts: "案件", "contracts";
        by: "実施した人", "done by";
        scope: "範囲", "scope";
        result: "結果", "result";
        follow_up: "是正", "follow-up";
        stage: "済・予定", "done or planned";
    }
    standard_parts of StandardChoice {
        item: "基準", "standard";
    }
}
