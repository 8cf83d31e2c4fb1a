//! What contracts, documents, records and the smaller entries say.

use super::{Lines, Said};
use crate::domain::change::Change;
use crate::domain::date::PartialDate;
use crate::domain::register::{
    AuditScope, Closure, Contract, Declaration, Document, Equivalence, Evidence, Known, Party, Record,
    RecordKind, StandardChoice, TeamMember, VerifiedMember,
};
use crate::domain::scenario::Scenario;
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;
use crate::domain::text::Lang;
use crate::report::words;

impl Lines<'_> {
    pub(super) fn contract(mut self, contract: &Contract) -> Vec<Said> {
        self.say("契約(別名)", "Contract (alias)", &contract.alias);
        let services: Vec<String> = contract.services.iter().map(|id| self.category(id)).collect();
        self.list("提供した区分", "Services", services.into_iter());
        let kinds: Vec<String> = contract.kinds.iter().map(|id| self.term(id)).collect();
        self.list("種別", "Kinds", kinds.into_iter());
        self.say("種別の理由", "Why this kind", &contract.kind_reason);
        self.say("数え方", "Form", words::contract_form(self.lang, contract.form));
        self.date("契約日", "Signed", contract.signed);
        self.say("期間", "Period", &self.period(contract.from, contract.to));
        self.date("納品日", "Delivered", contract.delivered);
        self.say("他社での実績", "At another firm", &contract.other_firm);
        if contract.client_system != Known::Unknown {
            let known = words::known(self.lang, contract.client_system);
            self.say("顧客が管理する", "Run by the client", known);
        }
        contract.team.iter().for_each(|member| self.member_of(member));
        self.say("済・予定", "Done or planned", self.planned(contract.stage));
        self.say("覚え書き", "Note", &contract.note);
        self.out
    }

    fn member_of(&mut self, member: &TeamMember) {
        let acts: Vec<String> = member.acts.iter().map(|id| self.term(id)).collect();
        let parts = [
            &self.fact(&member.person),
            words::part(self.lang, member.part),
            &self.period(member.from, member.to),
            &acts.join(words::pick(self.lang, "、", ", ")),
        ];
        self.parts("従事者", "Team", &parts);
    }

    pub(super) fn document(mut self, document: &Document) -> Vec<Said> {
        self.say("題名", "Title", &document.title);
        self.say("版", "Version", &document.version);
        self.date("承認日", "Approved", document.approved);
        self.say("状態", "State", words::document_state(self.lang, document.state));
        self.say("読み手", "Readers", words::audience(self.lang, document.audience));
        for cover in &document.covers {
            self.parts("役立つ要件", "Covers", &[&self.row(&cover.row), &cover.section]);
        }
        let names: Vec<String> = document.names.iter().map(|item| self.item(item)).collect();
        self.list("名を挙げる基準", "Names", names.into_iter());
        let people: Vec<String> = document.people.iter().map(|id| self.fact(id)).collect();
        self.list("載っている人", "People listed", people.into_iter());
        for stated in &document.headcounts {
            let count = words::people(self.lang, stated.count);
            let rows = [&self.row(&stated.row), &self.row(&stated.route), &count];
            self.parts("示した人数", "Headcount", &rows.map(String::as_str));
        }
        self.say("済・予定", "Done or planned", self.planned(document.stage));
        self.say("覚え書き", "Note", &document.note);
        self.out
    }

    pub(super) fn record(mut self, record: &Record) -> Vec<Said> {
        self.say("件名", "Title", &record.title);
        self.say("種類", "Kind", words::record_kind(self.lang, record.kind));
        self.date("行った日", "Done on", record.on);
        let rows: Vec<String> = record.rows.iter().map(|id| self.row(id)).collect();
        self.list("示す要件", "Shows", rows.into_iter());
        let jobs: Vec<String> = record.contracts.iter().map(|id| self.fact(id)).collect();
        self.list("対象の案件", "Jobs", jobs.into_iter());
        let by: Vec<String> = record.by.iter().map(|party| self.party(party)).collect();
        self.list("行った人", "By", by.into_iter());
        if record.kind == RecordKind::Audit || record.scope != AuditScope::default() {
            self.say("対象", "Scope", words::audit_scope(self.lang, record.scope));
        }
        self.say("結果", "Result", &record.result);
        self.say("その後の対応", "Follow-up", &record.follow_up);
        self.say("済・予定", "Done or planned", self.planned(record.stage));
        self.out
    }

    fn party(&self, party: &Party) -> String {
        match party {
            Party::Person(id) => self.fact(id),
            Party::Outside(name) => name.clone(),
        }
    }

    pub(super) fn standard(mut self, choice: &StandardChoice) -> Vec<Said> {
        self.say("従うもの", "Followed", &self.item(&choice.item));
        self.out
    }

    pub(super) fn declaration(mut self, declaration: &Declaration) -> Vec<Said> {
        self.say("言明すること", "Declares", words::declaration(self.lang, declaration.about));
        self.say("言明した人", "By", &words::signature(self.lang, &declaration.by, &declaration.post));
        self.date("日付", "On", declaration.on);
        self.out
    }

    pub(super) fn equivalence(mut self, equivalence: &Equivalence) -> Vec<Said> {
        let [to, title, equal_in, issuer, scope, level, exam, upkeep, references] = equivalence.fields();
        self.say("同等とするもの", "What", title);
        self.say("どの例示と", "To which list", to);
        self.say("何において", "Equal in", equal_in);
        self.say("与える者", "Issuer", issuer);
        self.say("対象の範囲", "Subject matter", scope);
        self.say("水準", "Level", level);
        self.say("試験・時間", "Exam or hours", exam);
        self.say("維持", "Upkeep", upkeep);
        self.say("確かめられる所", "References", references);
        self.say("状態", "State", words::equivalence_state(self.lang, equivalence.state));
        self.out
    }

    pub(super) fn evidence(mut self, evidence: &Evidence) -> Vec<Said> {
        self.say("何か", "Title", &evidence.title);
        self.say("番号", "Number", &evidence.number);
        self.say("種類", "Kind", &self.term(&evidence.kind));
        let shows: Vec<String> = evidence.shows.iter().map(|id| self.fact(id)).collect();
        self.list("示すもの", "Shows", shows.into_iter());
        self.say("ファイル", "File", &evidence.file);
        self.say("ダイジェスト", "Digest", &evidence.digest);
        self.say("保管者", "Holder", &evidence.holder);
        self.date("日付", "Date", evidence.on);
        self.out
    }

    pub(super) fn member(mut self, member: &VerifiedMember) -> Vec<Said> {
        self.say("名前", "Name", &member.name);
        self.say("どこで確かめたか", "Source", &member.source);
        self.say("確かめた人", "By", &member.by);
        self.date("日付", "On", member.on);
        self.out
    }

    pub(super) fn closure(mut self, closure: &Closure) -> Vec<Said> {
        self.say("言明した人", "By", &words::signature(self.lang, &closure.by, &closure.post));
        self.date("日付", "On", closure.on);
        self.out
    }

    pub(super) fn scenario(mut self, scenario: &Scenario) -> Vec<Said> {
        self.say("名前", "Name", &scenario.name);
        self.say("取り置いた人", "Put aside by", &scenario.by);
        let changed: Vec<String> = scenario.changes.iter().map(Change::name).collect();
        self.list("変えるもの", "Changes", changed.into_iter());
        self.out
    }

    pub(super) fn signer(mut self, signer: &Signer) -> Vec<Said> {
        self.say("役職", "Post", &signer.post);
        let lang = self.lang;
        let signs = signer.signs.iter().map(|&statement| words::statement(lang, statement).to_owned());
        self.list("記名するもの", "Signs", signs);
        self.out
    }

    pub(super) fn step(mut self, note: &StepNote) -> Vec<Said> {
        self.say("担当", "Owner", &note.owner);
        self.date("期日", "Due", note.due.map(PartialDate::from));
        self.date("済", "Done", note.done.map(PartialDate::from));
        self.say("手間", "Effort", note.effort.map_or("", |effort| words::effort(self.lang, effort)));
        if let Some(days) = note.lead_days {
            let days = match self.lang {
                Lang::Ja => format!("{days}日"),
                Lang::En => format!("{days} days"),
            };
            self.say("かかる日数", "Lead time", &days);
        }
        self.out
    }
}
