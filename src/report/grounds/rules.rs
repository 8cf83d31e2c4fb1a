//! A part of a rule in words: what is asked for there, read aloud.

use super::context::Context;
use super::names::Names;
use crate::domain::rule::{ENGAGED, Reviewer, Rule};
use crate::domain::text::{Lang, tr};

/// What a part of a rule asks for, in a few words; how parts are joined is in the proof.
pub fn rule(lang: Lang, context: &Context<'_>, rule: &Rule) -> String {
    let names = Names::new(lang, Some(context));
    let months = |ja: &str, en: &str, count: u16| {
        tr!(names.lang, "{count}か月以内の{ja}", "{en} within {count} months")
    };
    match rule {
        // How parts are joined is in the proof.
        Rule::All(_)
        | Rule::Any(_)
        | Rule::AtLeast(..)
        | Rule::AllIfStrict(_)
        | Rule::Person(_)
        | Rule::Route(_) => String::new(),
        Rule::Row(id) | Rule::Inherits(id) => names.row(id),
        Rule::When { scope, .. } => {
            let rows = names.rows(scope);
            tr!(names.lang, "{rows}を提供する場合", "where {rows} is offered")
        }
        Rule::Coverage { role, .. } => {
            let role = names.role(role);
            tr!(names.lang, "{role}の全員", "everybody: {role}")
        }
        Rule::Works(role) if role == ENGAGED => names.role(role),
        Rule::Works(role) | Rule::Assigned { role, .. } => {
            let role = names.role(role);
            tr!(names.lang, "{role}の役割", "role: {role}")
        }
        Rule::Qualification(list) => of_list(&names, list, ("の資格", "qualification of ")),
        Rule::Community(list) => {
            of_list(&names, list, ("の講師・リーダー", "lecturer or leader in a community of "))
        }
        Rule::Training(list) => of_list(&names, list, ("の研修修了", "completed training of ")),
        Rule::Standard { reference, .. } => {
            of_list(&names, reference, ("から選び文書に明記", "chosen and named: "))
        }
        Rule::Education { reference: Some(list), within_months, .. } => {
            let list = names.list(list);
            months(&format!("{list}の教育"), &format!("education of {list}"), *within_months)
        }
        Rule::Education { reference: None, within_months, .. } => months("教育", "education", *within_months),
        Rule::Contracts { at_least, within_years, .. } => tr!(
            names.lang,
            "過去{within_years}年の契約実績{at_least}件以上",
            "{at_least} contracts within {within_years} years"
        ),
        Rule::Years { at_least, .. } => {
            tr!(names.lang, "延べ運用{at_least}年以上", "{at_least} years of operation in total")
        }
        Rule::PersonList { role } => {
            let role = names.role(role);
            tr!(names.lang, "{role}の名簿を載せた文書", "a paper that lists: {role}")
        }
        Rule::Headcount { role, .. } => {
            let role = names.role(role);
            tr!(
                names.lang,
                "経路別の人数を示した文書({role})",
                "a paper that states headcounts by route: {role}"
            )
        }
        Rule::Audit { within_months, .. } => months("監査の記録", "an audit on record", *within_months),
        Rule::Operation { within_months, .. } => {
            months("運用・管理の記録", "a record of operation or management", *within_months)
        }
        Rule::Review { within_months, by, .. } => {
            let (ja, en) = reviewer(by);
            months(ja, en, *within_months)
        }
        Rule::Taught(_) => tr!(names.lang, "学校でこの分野を教えた経験", "taught this subject at a school"),
        Rule::Declared => {
            tr!(names.lang, "氏名・役職・日付のある表明", "a declaration with name, post and date")
        }
        Rule::Offered => {
            tr!(
                names.lang,
                "提供していて、顧客が申込みの前に読める文書にある",
                "offered, and a document clients can read before they order says so"
            )
        }
        Rule::Document { client_facing: true, .. } => {
            tr!(names.lang, "顧客が申込みの前に読める文書", "a document clients can read before they order")
        }
        Rule::Document { client_facing: false, .. } => tr!(names.lang, "文書", "a document"),
        Rule::Section => tr!(names.lang, "文書の該当する節", "a section of a document"),
        Rule::Overlap { .. } => {
            tr!(names.lang, "兼務者の人数を示した文書", "a paper that states how many serve in both")
        }
        Rule::Kind(_) => tr!(names.lang, "契約の種別", "a kind of contract"),
        Rule::Act(_) => tr!(names.lang, "行為", "an act"),
    }
}

fn of_list(names: &Names<'_>, list: &str, (ja, en): (&str, &str)) -> String {
    let list = names.list(list);
    tr!(names.lang, "{list}{ja}", "{en}{list}")
}

const fn reviewer(by: &Reviewer) -> (&'static str, &'static str) {
    match by {
        Reviewer::DisjointFromTeam => {
            ("、案件に携わらない人のレビュー", "a review by somebody outside the job's team")
        }
        Reviewer::DisjointIfStrict => ("査読", "a reading of the finished job"),
        Reviewer::ParticipantOr(_) => {
            ("、従事者か有資格者のレビュー", "a review by a participant or a qualified person")
        }
    }
}
