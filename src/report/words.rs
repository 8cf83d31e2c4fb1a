//! The words of the program in both languages: verdicts, registers, answers, dates, counts.
//!
//! Every function is an exhaustive match, so a missing word does not compile.

use crate::domain::assessment::Answer;
use crate::domain::date::{Date, PartialDate};
use crate::domain::pack::{Effort, NotApplicable};
use crate::domain::reference::Group;
use crate::domain::register::{
    Audience, AuditScope, ContractForm, DeclarationKind, DocumentState, Engagement, EquivalenceState, Known,
    LecturePart, Part, RecordKind, Register, SchoolLevel, Stage, TrainingOutcome,
};
use crate::domain::signer::Statement;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::{Reading, Verdict};

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

/// An answer in at most six cells, for key hints.
pub const fn answer_short(lang: Lang, answer: Answer) -> &'static str {
    match answer {
        Answer::Unknown => pick(lang, "不明", "unsure"),
        Answer::NotApplicable => pick(lang, "対象外", "n/a"),
        Answer::Yes | Answer::No => self::answer(lang, answer),
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

/// What somebody signs.
pub const fn statement(lang: Lang, statement: Statement) -> &'static str {
    match statement {
        Statement::Declarations => pick(lang, "表明", "declarations"),
        Statement::Closures => pick(lang, "これで全部", "that is all"),
        Statement::Answers => pick(lang, "回答", "answers"),
    }
}

/// Somebody with the post: 代表取締役 山田 太郎, or Taro Yamada (CEO).
pub fn signature(lang: Lang, name: &str, post: &str) -> String {
    match (lang, post.trim()) {
        (_, "") => name.to_owned(),
        (Lang::Ja, post) => format!("{post} {name}").trim_end().to_owned(),
        (Lang::En, post) => format!("{name} ({post})").trim_start().to_owned(),
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

/// Whether something has happened.
pub const fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Done => pick(lang, "済", "done"),
        Stage::Planned => pick(lang, "予定", "planned"),
    }
}

/// How a person belongs to the applicant.
pub const fn engagement(lang: Lang, engagement: Engagement) -> &'static str {
    match engagement {
        Engagement::Own => pick(lang, "社員・役員", "employee or officer"),
        Engagement::Direct => pick(lang, "直接契約", "under direct engagement"),
        Engagement::Subcontract => pick(lang, "外注先", "subcontractor"),
        Engagement::Group => pick(lang, "関連会社", "group company"),
        Engagement::Unknown => pick(lang, "不明", "not known"),
    }
}

/// What kind of school.
pub const fn school_level(lang: Lang, level: SchoolLevel) -> &'static str {
    match level {
        SchoolLevel::University => pick(lang, "大学", "university"),
        SchoolLevel::JuniorCollege => pick(lang, "短期大学", "junior college"),
        SchoolLevel::TechnicalCollege => pick(lang, "高等専門学校", "technical college"),
        SchoolLevel::VocationalSchool => pick(lang, "専門学校", "vocational school"),
    }
}

/// As what somebody took part.
pub const fn lecture_part(lang: Lang, part: LecturePart) -> &'static str {
    match part {
        LecturePart::Lecturer => pick(lang, "講師", "lecturer"),
        LecturePart::Leader => pick(lang, "リーダー", "leader"),
        LecturePart::Attendee => pick(lang, "聴講", "listener"),
    }
}

/// How a training ended.
pub const fn outcome(lang: Lang, outcome: TrainingOutcome) -> &'static str {
    match outcome {
        TrainingOutcome::Completed => pick(lang, "修了", "completed"),
        TrainingOutcome::Attended => pick(lang, "受講", "attended"),
    }
}

/// How a contract counts.
pub const fn contract_form(lang: Lang, form: ContractForm) -> &'static str {
    match form {
        ContractForm::Single => pick(lang, "単独", "single"),
        ContractForm::Continuing => pick(lang, "包括・継続", "comprehensive or continuing"),
    }
}

/// Yes, no, or not known.
pub const fn known(lang: Lang, known: Known) -> &'static str {
    match known {
        Known::Yes => pick(lang, "はい", "yes"),
        Known::No => pick(lang, "いいえ", "no"),
        Known::Unknown => pick(lang, "不明", "not known"),
    }
}

/// What part somebody had in a job.
pub const fn part(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::Delivery => pick(lang, "従事", "delivery"),
        Part::Scoping => pick(lang, "調整", "scoping"),
        Part::Sales => pick(lang, "営業", "sales"),
    }
}

/// The state of a document.
pub const fn document_state(lang: Lang, state: DocumentState) -> &'static str {
    match state {
        DocumentState::Approved => pick(lang, "承認済", "approved"),
        DocumentState::Draft => pick(lang, "草案", "draft"),
        DocumentState::Withdrawn => pick(lang, "廃止", "withdrawn"),
    }
}

/// Who reads a document.
pub const fn audience(lang: Lang, audience: Audience) -> &'static str {
    match audience {
        Audience::Internal => pick(lang, "社内", "internal"),
        Audience::Application => pick(lang, "申請時", "with the application"),
        Audience::Client => pick(lang, "顧客", "clients"),
    }
}

/// What a record is about.
pub const fn record_kind(lang: Lang, kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Review => pick(lang, "レビュー", "review"),
        RecordKind::Audit => pick(lang, "監査", "audit"),
        RecordKind::Operation => pick(lang, "運用・管理", "operation"),
    }
}

/// What an audit looked at.
pub const fn audit_scope(lang: Lang, scope: AuditScope) -> &'static str {
    match scope {
        AuditScope::Service => pick(lang, "このサービスの手続", "procedure of this service"),
        AuditScope::Wider => pick(lang, "より広い監査", "wider audit"),
    }
}

/// What a declaration says.
pub const fn declaration(lang: Lang, kind: DeclarationKind) -> &'static str {
    match kind {
        DeclarationKind::AllReviewed => pick(lang, "すべての案件をレビューしている", "all jobs are reviewed"),
        DeclarationKind::NoJobsYet => pick(lang, "まだ案件がない", "no job has been delivered yet"),
    }
}

/// The state of an equivalence.
pub const fn equivalence_state(lang: Lang, state: EquivalenceState) -> &'static str {
    match state {
        EquivalenceState::Argued => pick(lang, "主張中", "argued"),
        EquivalenceState::Rejected => pick(lang, "却下", "rejected"),
        EquivalenceState::Withdrawn => pick(lang, "取下げ", "withdrawn"),
    }
}

/// Whether "not applicable" may be claimed.
pub const fn not_applicable(lang: Lang, allowed: NotApplicable) -> &'static str {
    match allowed {
        NotApplicable::Never => pick(lang, "対象外にはできません", "cannot be claimed not applicable"),
        NotApplicable::WithReason => {
            pick(lang, "理由があれば対象外にできます", "may be claimed not applicable, with a reason")
        }
    }
}

/// The group of a member.
pub const fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::None => pick(lang, "区別なし", "no group"),
        Group::Specialist => pick(lang, "専門", "specialist"),
        Group::General => pick(lang, "汎用", "general"),
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
    tr!(
        lang,
        ("{}年{}月{}日", day.year(), day.month(), day.day()),
        ("{} {} {}", day.day(), month_name(day), day.year())
    )
}

/// The same of a day that may not be set yet.
pub fn day_if_set(lang: Lang, day: Option<Date>) -> String {
    day.map_or_else(|| pick(lang, "未定", "not set").to_owned(), |day| self::day(lang, day))
}

fn month_name(day: Date) -> &'static str {
    let month = usize::from(day.month().unsigned_abs());
    MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default()
}

/// A date that may be imprecise, as running text writes it.
pub fn date(lang: Lang, date: PartialDate) -> String {
    match (date, lang) {
        (PartialDate::Day(on), _) => day(lang, on),
        (PartialDate::Month(on), Lang::Ja) => format!("{}年{}月", on.year(), on.month()),
        (PartialDate::Month(on), Lang::En) => format!("{} {}", month_name(on), on.year()),
        (PartialDate::Year(on), Lang::Ja) => format!("{}年", on.year()),
        (PartialDate::Year(on), Lang::En) => on.year().to_string(),
    }
}

/// A date that may be imprecise, in the form used in tables; a dash if there is none.
pub fn date_or_dash(date: Option<PartialDate>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}

/// A number of contracts, papers or rows: 5件, 5.
pub fn items(lang: Lang, count: u32) -> String {
    match lang {
        Lang::Ja => format!("{count}件"),
        Lang::En => count.to_string(),
    }
}

/// The length of a list, with its counter.
pub fn entries(lang: Lang, count: usize) -> String {
    items(lang, self::count(count))
}

/// A length as the functions of this file take it.
pub fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
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
    let year = || tr!(lang, ("{years}年"), ("{years} {}", if years == 1 { "year" } else { "years" }));
    let month = || tr!(lang, ("{rest}か月"), ("{rest} {}", if rest == 1 { "month" } else { "months" }));
    match (years, rest) {
        (0, _) => month(),
        (_, 0) => year(),
        (_, _) => format!("{}{}{}", year(), pick(lang, "", " "), month()),
    }
}

/// That a certificate does not expire, with the reason where one is given.
pub fn no_expiry(lang: Lang, reason: &str) -> String {
    let never = pick(lang, "期限なし", "no expiry");
    match reason.trim() {
        "" => never.to_owned(),
        reason => format!("{never}: {reason}"),
    }
}

/// That certificates of a kind have an end, where "no expiry" is entered for one: Japanese, English.
pub const MUST_END: (&str, &str) = (
    "この資格には有効期限があります。期限なしにはできません",
    "this certificate has an end; it cannot be said not to expire",
);

#[cfg(test)]
mod tests {
    use jiff::civil::date as on;

    use super::*;

    #[test]
    fn numbers_carry_their_counters() {
        assert_eq!((items(Lang::Ja, 4), items(Lang::En, 4)), ("4件".into(), "4".into()));
        assert_eq!((people(Lang::Ja, 1), people(Lang::En, 1)), ("1名".into(), "1 person".into()));
        assert_eq!(people(Lang::En, 0), "0 people");
        assert_eq!(
            (months(Lang::Ja, 25), months(Lang::En, 25)),
            ("2年1か月".into(), "2 years 1 month".into())
        );
        assert_eq!((months(Lang::Ja, 0), months(Lang::En, 12)), ("0か月".into(), "1 year".into()));
    }

    #[test]
    fn dates_read_as_each_language_writes_them() {
        let first = on(2027, 1, 31);
        assert_eq!(
            (day(Lang::Ja, first), day(Lang::En, first)),
            ("2027年1月31日".into(), "31 January 2027".into())
        );
        let month = PartialDate::Month(on(2026, 12, 1));
        assert_eq!(
            (date(Lang::Ja, month), date(Lang::En, month)),
            ("2026年12月".into(), "December 2026".into())
        );
        assert_eq!((date_or_dash(Some(month)), date_or_dash(None)), ("2026-12".into(), "-".into()));
    }
}
