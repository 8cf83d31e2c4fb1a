//! Every reason why a fact does not hold in full, in words, and the doubt it belongs to.

use super::names::Names;
use crate::domain::evaluate::Why;
use crate::domain::text::{pick, tr};
use crate::report::sheet::printable;
use crate::report::words;

/// The reason as a clause without a full stop, the doubt quoted by number.
pub(super) fn explain(names: &Names<'_>, why: &Why) -> String {
    let text = detailed(names, why);
    match doubt(why) {
        Some(doubt) => tr!(names.lang, "{text}(論点{doubt})", "{text} (doubt {doubt})"),
        None => text,
    }
}

/// Reasons that name a day, a number or somebody.
fn detailed(names: &Names<'_>, why: &Why) -> String {
    match why {
        Why::BeforeWindow(first) => {
            tr!(names.lang, "{first}からの期間より前です", "lies before the period from {first}")
        }
        Why::OutsideWindow(first) => {
            tr!(names.lang, "{first}からの期間の外です", "lies outside the period from {first}")
        }
        Why::Ended(last) => tr!(names.lang, "{last}に終わっています", "ended on {last}"),
        Why::Expired(last) => {
            tr!(names.lang, "{last}に期限が切れています", "expired on {last}")
        }
        Why::ExpiresInReview(last) => tr!(
            names.lang,
            "{last}に期限が切れ、審査の終わりまでもちません",
            "expires on {last}, before the review ends"
        ),
        Why::DoubleRole(role) => {
            let role = names.role(role);
            tr!(
                names.lang,
                "{role}を兼ねており、それを認める規程の記載がありません",
                "is {role} too, and no written rule allows both"
            )
        }
        Why::PartYears { full, started } => tr!(
            names.lang,
            "満了した年は{full}年分、始まった年は{started}年分です",
            "completed years: {full}, started years: {started}"
        ),
        Why::PeopleMissing(people) if people.is_empty() => {
            tr!(names.lang, "載せるべき人がまだいません", "there is nobody yet who could be listed")
        }
        Why::PeopleMissing(people) => {
            let people = names.people(people);
            tr!(names.lang, "{people}が載っていません", "does not list {people}")
        }
        Why::SamePart(row) => {
            let row = names.row(row);
            tr!(names.lang, "「{row}」と同じ箇所で兼ねています", "the same part serves \"{row}\" too")
        }
        Why::NoOtherPart(row) => {
            let row = names.row(row);
            tr!(
                names.lang,
                "「{row}」のための別の箇所がまだありません",
                "there is no other part yet that serves \"{row}\""
            )
        }
        Why::PerhapsSameJob(jobs) => {
            let jobs = jobs.join(pick(names.lang, "、", ", "));
            tr!(
                names.lang,
                "{jobs}と同じ案件の二重登録かもしれず、厳格には合わせて1件に数えます",
                "may be one job with {jobs}; strictly they count once"
            )
        }
        Why::PerhapsOnePerson(people) => {
            let people = names.people(people);
            tr!(
                names.lang,
                "{people}は同じ人かもしれず、厳格には1人とみなします",
                "{people} may be one person; strictly they are taken for one"
            )
        }
        Why::OtherService(jobs)
        | Why::ServiceUnknown(jobs)
        | Why::JobNotDone(jobs)
        | Why::JobUndated(jobs)
        | Why::JobUnknown(jobs) => of_jobs(names, why, jobs),
        Why::CountMissing(_)
        | Why::Overstated { .. }
        | Why::Understated { .. }
        | Why::LeadNotCounted { .. }
        | Why::StatedTwice(_) => of_numbers(names, why),
        Why::BeforeProcedure { .. } | Why::FirstApprovalMissing(_) | Why::ProcedureNotApproved(_) => {
            of_procedure(names, why)
        }
        Why::ReadFromInside(people)
        | Why::InsideTeam(people)
        | Why::ScopingOrSales(people)
        | Why::NeitherParticipantNorQualified(people)
        | Why::Handlers(people)
        | Why::HandledInPeriod(people) => by_whom(names, why, &names.people(people)),
        _ => plain(names, why).to_owned(),
    }
}

/// Reasons that lie in stated numbers of people.
fn of_numbers(names: &Names<'_>, why: &Why) -> String {
    match why {
        Why::CountMissing(route) => {
            let route = names.row(route);
            tr!(names.lang, "「{route}」の人数が示されていません", "states no number for \"{route}\"")
        }
        Why::Overstated { route, stated, strict, lenient } => {
            overstated(names, &names.row(route), (*stated, *strict, *lenient))
        }
        Why::Understated { route, stated, strict } => {
            let (route, stated) = (names.row(route), words::people(names.lang, *stated));
            let strict = words::people(names.lang, *strict);
            tr!(
                names.lang,
                "「{route}」に{stated}と示していますが、名簿では{strict}です",
                "states {stated} for \"{route}\", but the roster shows {strict}"
            )
        }
        Why::LeadNotCounted { route, strict } => {
            let (route, strict) = (names.row(route), words::people(names.lang, *strict));
            tr!(
                names.lang,
                "「{route}」を満たす技術責任者がいるのに0名と示しています(名簿では{strict})",
                "states nobody for \"{route}\", though a lead satisfies it (the roster shows {strict})"
            )
        }
        Why::StatedTwice(route) => {
            let route = names.row(route);
            tr!(names.lang, "「{route}」に違う人数を示しています", "states different numbers for \"{route}\"")
        }
        _ => String::new(),
    }
}

/// Reasons that lie in when a procedure came to be.
fn of_procedure(names: &Names<'_>, why: &Why) -> String {
    match why {
        Why::BeforeProcedure { document, first } => {
            let document = names.document(document);
            tr!(
                names.lang,
                "{document}が初めて承認された{first}より前のもので、その手続の記録とはいえません",
                "is older than {document}, which was first approved on {first}"
            )
        }
        Why::ProcedureNotApproved(document) => {
            let document = names.document(document);
            tr!(
                names.lang,
                "{document}は承認日のある承認済みの版がまだなく、その手続の記録とはいえません",
                "{document} has no approved and dated version yet, so that this is no record of it"
            )
        }
        Why::FirstApprovalMissing(document) => {
            let document = names.document(document);
            tr!(
                names.lang,
                "{document}をいつから定めているかわかりません。初版の承認日を書いてください",
                "since when {document} has existed is not recorded: write the day of its first approval"
            )
        }
        _ => String::new(),
    }
}

/// Reasons that lie in the jobs a record names.
fn of_jobs(names: &Names<'_>, why: &Why, jobs: &[String]) -> String {
    let jobs: Vec<String> = jobs.iter().map(|job| printable(job)).collect();
    let jobs = jobs.join(pick(names.lang, "、", ", "));
    match why {
        Why::OtherService(_) => {
            tr!(names.lang, "{jobs}はこのサービスの案件ではありません", "{jobs}: no job of this service")
        }
        Why::ServiceUnknown(_) => {
            tr!(
                names.lang,
                "{jobs}はどのサービスの案件かの記載がありません",
                "{jobs}: of which service is not recorded"
            )
        }
        Why::JobNotDone(_) => tr!(
            names.lang,
            "{jobs}は基準日までに実施されていません",
            "{jobs}: not carried out by the reference date"
        ),
        Why::JobUndated(_) => tr!(
            names.lang,
            "{jobs}が基準日までに実施されたか、日付からはわかりません",
            "{jobs}: the dates do not say whether it was carried out by the reference date"
        ),
        _ => tr!(names.lang, "{jobs}は契約台帳にありません", "{jobs}: not in the contract register"),
    }
}

/// Who reviewed or audited, and why that does not count in full.
fn by_whom(names: &Names<'_>, why: &Why, who: &str) -> String {
    let lang = names.lang;
    match why {
        Why::ReadFromInside(_) => {
            tr!(
                lang,
                "査読した{who}はその案件の従事者です",
                "read through by {who}, who worked on the job itself"
            )
        }
        Why::InsideTeam(_) => {
            tr!(lang, "実施した{who}はその案件の従事者です", "done by {who}, who worked on the job itself")
        }
        Why::ScopingOrSales(_) => tr!(
            lang,
            "実施した{who}はその案件の調整か営業に関わっています",
            "done by {who}, who scoped or sold the job"
        ),
        Why::Handlers(_) => tr!(
            lang,
            "監査した{who}は、監査された案件の従事者です",
            "audited by {who}, who worked on the audited jobs"
        ),
        Why::HandledInPeriod(_) => tr!(
            lang,
            "監査した{who}は、期間中にこのサービスの案件に関わっています",
            "audited by {who}, who had a part in jobs of this service in the period"
        ),
        _ => tr!(
            lang,
            "実施した{who}は、案件の従事者でも、要件を満たす人でもありません",
            "done by {who}, neither a participant nor a qualified person"
        ),
    }
}

fn overstated(names: &Names<'_>, route: &str, (stated, strict, lenient): (u32, u32, u32)) -> String {
    let lang = names.lang;
    let people = |number| words::people(lang, number);
    let counted = if strict == lenient {
        people(strict)
    } else {
        let (strict, lenient) = (people(strict), people(lenient));
        tr!(names.lang, "厳格に{strict}、緩やかに{lenient}", "{strict} strictly, {lenient} leniently")
    };
    let stated = people(stated);
    tr!(
        names.lang,
        "「{route}」に{stated}と示していますが、名簿では{counted}です",
        "states {stated} for \"{route}\", but the roster shows {counted}"
    )
}

/// Reasons that need no name; the others are in [`detailed`].
#[expect(clippy::too_many_lines, reason = "a table of words, held complete by the compiler")]
fn plain(names: &Names<'_>, why: &Why) -> &'static str {
    let (ja, en) = match why {
        Why::Planned => ("予定であり、まだ済んでいません", "planned, not done"),
        Why::AfterReferenceDate => ("基準日より後です", "lies after the reference date"),
        Why::DateMissing => ("日付がありません", "has no date"),
        Why::DateImprecise => {
            ("日付が月または年までしかわかりません", "the date is known to the month or year only")
        }
        Why::StartMissing => ("開始日がありません", "has no first day"),
        Why::IndirectEngagement => {
            ("自社の社員でも直接契約の要員でもありません", "is neither employed nor under direct engagement")
        }
        Why::Unverified => {
            ("例示の一覧に載っていることが未確認です", "membership of the list is not verified")
        }
        Why::TitleMissing => ("題名がありません", "has no title"),
        Why::LowerRung => (
            "緩やかな読み方でだけ認められる下位の段階です",
            "a lower rung, which only the lenient reading accepts",
        ),
        Why::Equivalent => ("「同等」という主張によります", "rests on an argued equivalence"),
        Why::EquivalenceIncomplete => {
            ("同等性の主張に空欄があります", "the equivalence argument has blank fields")
        }
        Why::EquivalenceRejected => {
            ("同等性の主張が退けられたか、取り下げられています", "the equivalence was rejected or withdrawn")
        }
        Why::Unlisted => {
            ("例示の一覧になく、同等性の主張もありません", "stands in no list, and no equivalence is argued")
        }
        Why::OtherList => ("別の例示の一覧に属します", "belongs to another list"),
        Why::LenientList => {
            ("別の例示の一覧を読み込んだ場合にだけ当たります", "counts only where the other list is read in")
        }
        Why::AskedElsewhere => (
            "別の設問が求めているもので、それとは別の教育が要ります",
            "another question asks for this very item; education beside it is needed",
        ),
        Why::NumberMissing => ("登録番号や認定番号がありません", "has no number"),
        Why::ExpiryMissing => ("有効期限がわかりません", "the last day of validity is missing"),
        Why::NoExpiryReasonMissing => ("期限がないとする理由がありません", "\"no expiry\" has no reason"),
        Why::ExamOnly => {
            ("試験に合格しただけで、登録がありません", "the exam was passed, but not registered")
        }
        Why::AttendedOnly => ("受講だけで、修了ではありません", "attended, not completed"),
        Why::ProofMissing => ("示す資料がありません", "has no proof"),
        Why::OnlyListened => {
            ("聴講であり、講師でもリーダーでもありません", "listened only, neither lecturer nor leader")
        }
        Why::OtherSubject => ("別の分野を教えています", "taught another subject"),
        Why::VocationalSchool => ("専門学校です", "a vocational school"),
        Why::OtherKind => ("数える種別の契約ではありません", "not a kind of contract that counts"),
        Why::LenientKind(_) => {
            ("緩やかな読み方でだけ数える種別です", "a kind that only the lenient reading counts")
        }
        Why::ReasonMissing => ("この種別とする理由がありません", "the reason for this kind is missing"),
        Why::NotInTeam => ("従事者に含まれていません", "was not in the team"),
        Why::OtherFirm => ("他社での実績です", "was done at another firm"),
        Why::OwnSystem => ("自社または実験用のシステムが対象です", "was done on an own or laboratory system"),
        Why::SystemUnknown => {
            ("だれが管理するシステムかの記載がありません", "whose system it was is not recorded")
        }
        Why::LenientAct => {
            ("緩やかな読み方でだけ数える行為です", "an act that only the lenient reading counts")
        }
        Why::NoAct => {
            ("この人が成功させた行為の記載がありません", "no act achieved by this person is recorded")
        }
        Why::NotDeliveredInWindow => ("期間内の納品ではありません", "was not delivered inside the period"),
        Why::Draft => ("草案のままです", "still a draft"),
        Why::Withdrawn => ("廃止されています", "withdrawn"),
        Why::VersionMissing => ("版の記載がありません", "has no version"),
        Why::Undated => ("承認日の記載がありません", "has no day of approval"),
        Why::SectionMissing => ("該当する節の記載がありません", "no section is named"),
        Why::OwnerMissing => ("管理責任者の記載がありません", "nobody is named who is responsible for it"),
        Why::NotForClients => {
            ("顧客が申込みの前に読める文書ではありません", "clients cannot read it before they order")
        }
        Why::StandardNotNamed => ("文書に基準の名称がありません", "no standard is named in the document"),
        Why::OtherStandardNamed => {
            ("文書には別の基準の名称があります", "the document names another standard")
        }
        Why::PopulationsMixed => (
            "技術責任者だけの人数と従事者全員の人数が混ざっています",
            "some numbers count the leads only, others everybody engaged",
        ),
        Why::NobodyNamed => ("実施した人の名前がありません", "nobody is named"),
        Why::TeamUnknown => ("案件の従事者がわかりません", "the job's team is not known"),
        Why::NoJobYet => (
            "このサービスの実施した案件が契約台帳にまだありません",
            "no job of this service that was carried out is in the contract register yet",
        ),
        Why::WiderAudit => ("より広い監査の一部です", "part of a wider audit"),
        Why::ResultMissing => ("結果の記載がありません", "the result is not recorded"),
        Why::FollowUpMissing => ("結果を受けた対応の記載がありません", "the follow-up is not recorded"),
        Why::RuleMissing => ("定めた文書がありません", "the written rule is missing"),
        Why::NoClientPaper => (
            "顧客が申込みの前に読める文書で示されていません",
            "no document that clients can read before they order says so",
        ),
        Why::NameMissing => ("表明した人の名前がありません", "the name behind the declaration is missing"),
        Why::PostMissing => ("表明した人の役職がありません", "the post of whoever declares is not given"),
        Why::BeforeWindow(_)
        | Why::OutsideWindow(_)
        | Why::Ended(_)
        | Why::Expired(_)
        | Why::ExpiresInReview(_)
        | Why::DoubleRole(_)
        | Why::ReadFromInside(_)
        | Why::InsideTeam(_)
        | Why::ScopingOrSales(_)
        | Why::NeitherParticipantNorQualified(_)
        | Why::Handlers(_)
        | Why::HandledInPeriod(_)
        | Why::PartYears { .. }
        | Why::PeopleMissing(_)
        | Why::CountMissing(_)
        | Why::PerhapsSameJob(_)
        | Why::PerhapsOnePerson(_)
        | Why::SamePart(_)
        | Why::OtherService(_)
        | Why::ServiceUnknown(_)
        | Why::JobNotDone(_)
        | Why::JobUndated(_)
        | Why::JobUnknown(_)
        | Why::NoOtherPart(_)
        | Why::Overstated { .. }
        | Why::Understated { .. }
        | Why::LeadNotCounted { .. }
        | Why::StatedTwice(_)
        | Why::BeforeProcedure { .. }
        | Why::FirstApprovalMissing(_)
        | Why::ProcedureNotApproved(_) => ("", ""),
    };
    pick(names.lang, ja, en)
}

/// The doubt of the pack that a reason turns on, if it turns on one.
pub fn doubt(why: &Why) -> Option<&'static str> {
    Some(match why {
        Why::NoClientPaper => "A2",
        Why::NotDeliveredInWindow => "A3",
        Why::PartYears { .. } => "A4",
        Why::Equivalent | Why::EquivalenceIncomplete => "A5",
        Why::Overstated { .. }
        | Why::Understated { .. }
        | Why::LeadNotCounted { .. }
        | Why::StatedTwice(_)
        | Why::PopulationsMixed => "A6",
        Why::OtherFirm => "A7",
        Why::ExamOnly | Why::ExpiresInReview(_) => "A8",
        Why::IndirectEngagement => "A9",
        Why::NotForClients => "A10",
        Why::DoubleRole(_) => "A11",
        Why::HandledInPeriod(_)
        | Why::WiderAudit
        | Why::Handlers(_)
        | Why::BeforeProcedure { .. }
        | Why::FirstApprovalMissing(_)
        | Why::ProcedureNotApproved(_) => "A12",
        Why::LowerRung => "A15",
        Why::TitleMissing | Why::Draft | Why::VersionMissing | Why::Undated | Why::SectionMissing => "A16",
        Why::InsideTeam(_) | Why::ScopingOrSales(_) => "A17",
        Why::ReadFromInside(_) => "A18",
        Why::VocationalSchool | Why::OnlyListened => "A19",
        Why::ReasonMissing => "A21",
        Why::AttendedOnly => "A22",
        Why::NoAct => "A25",
        Why::LenientAct => "A26",
        Why::SamePart(_) | Why::NoOtherPart(_) => "A27",
        Why::AskedElsewhere => "A29",
        Why::NeitherParticipantNorQualified(_) => "A28",
        Why::LenientList => "A36",
        Why::LenientKind(kind) if kind == "monitoring" => "A39",
        Why::LenientKind(_) => "A34",
        _ => return None,
    })
}
