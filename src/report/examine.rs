//! The examiner's lint in words: what a reviewer would point at, where that comes from, which rows and facts.

use serde_json::{Value, json};

use super::sheet::{self, Item, Sheet};
use crate::domain::date::Date;
use crate::domain::examine::{Check, Reach, Remark, SURVEILLED, Source};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::Context;

/// Everything an examiner's report is made from.
#[derive(Debug, Clone, Copy)]
pub struct ExamineReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The remarks about that assessment as of that day.
    pub remarks: &'a [Remark],
    /// The day as of which everything was judged.
    pub day: Date,
    /// The program and its version.
    pub app: &'a str,
}

/// A check in words.
#[expect(clippy::too_many_lines, reason = "a table of words, held complete by the compiler")]
pub const fn check(lang: Lang, check: Check) -> &'static str {
    let (ja, en) = match check {
        Check::OwnReview => ("案件に携わった人がレビューしている", "reviewed by people of the job itself"),
        Check::OwnAudit => ("案件に携わった人が監査している", "audited by people who handled the jobs"),
        Check::DoubleRole => (
            "品質管理者が技術責任者を兼ね、その場合の規程がない",
            "quality person and technical lead in one, with no rule for that case",
        ),
        Check::NoEducation => (
            "この12か月の教育の記録がない従事者がいる",
            "people engaged without a record of education in the last twelve months",
        ),
        Check::NoAudit => (
            "顧客情報の取扱いについて、日付と監査者のある監査の記録がない",
            "no dated record, with auditors, of an audit on client information",
        ),
        Check::Subcontractor => (
            "外部の要員や他社の案件に、適合を確かめた証跡がない",
            "outside staff or jobs at other firms with no evidence that their conformity was checked",
        ),
        Check::NotEquivalent => (
            "例示になく、同等性の主張も整っていない",
            "neither listed nor backed by a complete argument of equivalence",
        ),
        Check::OtherMethod => (
            "宣言した手法と顧客に示した手法が違う、または示していない",
            "the method shown to clients differs from the declared one, or is not shown",
        ),
        Check::MarkUse => (
            "登録の範囲を超えてマークや登録番号を使っていないか(台帳にないため確認できません)",
            "is the mark or number used beyond what is registered? (not recorded, so not checked)",
        ),
        Check::ChangeNotice => (
            "名称や所在地を、変更届を出さずに変えていないか(台帳にないため確認できません)",
            "was a name or address changed without a notice? (not recorded, so not checked)",
        ),
        Check::ListDiffers => ("文書の名簿と台帳の人が一致しない", "the list in a paper is not the roster"),
        Check::CountDiffers => {
            ("記載した人数が台帳の人数と違う", "a stated headcount is not the counted one")
        }
        Check::DateAhead => ("基準日より後の日付がある", "something done is dated after the reference date"),
        Check::WrongEnd => (
            "その資格にはない有効期限が入っている(終わる日が違う、または期限なしとしている)",
            "a certificate with an end that its kind does not have (another day, or no end at all)",
        ),
        Check::ManualNewer => {
            ("最後のレビューより後に承認された規程がある", "a manual was approved after the last review")
        }
        Check::JobAstray => (
            "記録が、このサービスでない案件か、まだ実施していない案件を挙げている(数えません)",
            "a record names jobs of another service, or jobs not carried out yet (they do not count)",
        ),
        Check::JobUnknown => (
            "記録の案件番号が契約台帳にない(従事者がわからず、厳格には数えません)",
            "a record names jobs that are not in the register (their team is not known; strictly not counted)",
        ),
        Check::EvidenceTwice => ("同じ証跡番号が複数ある", "an evidence number stands for several things"),
        Check::PersonTwice => (
            "同じ人が名簿に2度載っているかもしれない(氏名か、資格の番号が同じ。厳格には1人と数えます)",
            "one person may stand on the roster twice (one name, or one number of a certificate; strictly counted once)",
        ),
        Check::JobTwice => (
            "日付・種別・従事者の同じ契約がある(別名も同じなら、厳格には1件と数えます)",
            "contracts agree in dates, kinds and team (if in name too, strictly counted once)",
        ),
        Check::EvidenceAstray => {
            ("証跡の指す先が存在しない", "evidence points at something that is not there")
        }
        Check::FollowedUnshown => (
            "従うとした基準などに実際に従ったことを示す証跡(報告書の抜粋、E5)がない",
            "no evidence (report extract, E5) that the standard named was really followed",
        ),
        Check::SinglePerson => ("要件を満たす人が1人しかいない", "only one person satisfies the requirement"),
        Check::OldLecture => (
            "講師・リーダー経験が3年より前のものだけ",
            "lecturing and leading only longer than three years ago",
        ),
        Check::OldTraining => {
            ("修了から5年を超えた研修がある", "a training completed longer than five years ago")
        }
        Check::OfferedWithoutJob => (
            "提供するとした種別の案件が、契約台帳に1件もない",
            "a type of service is offered, but there is no job of that type on record",
        ),
        Check::JobWithoutReview => (
            "全案件をレビューすると表明しているが、この12か月の案件にレビューの記録がないものがある",
            "all jobs are said to be reviewed, but some of the last twelve months are in no review on record",
        ),
        Check::OnePerson => (
            "要員が1人だけで、自分の案件のレビューや監査を外部に頼るほかない",
            "there is one person only, so reviews and audits have to come from outside",
        ),
        Check::BeforeProcedure => (
            "手続やマニュアルの初版の承認より前の記録がある(その手続の運用や監査とはいえません)",
            "a record is older than the first approval of the procedure or manual that it is to show",
        ),
        Check::ParticipantsOnly => (
            "報告書のレビューが当事者だけ(認められていますが、第三者が望ましい)",
            "reports reviewed by participants only (allowed as printed; an outside reader is better)",
        ),
    };
    pick(lang, ja, en)
}

/// Where a check comes from, in words.
pub fn source(lang: Lang, source: Source) -> String {
    match (source, lang) {
        (Source::Surveillance { finding, from, to }, Lang::Ja) => {
            format!("審査登録機関のサーベイランス結果 {from}〜{to}年度 F{finding}")
        }
        (Source::Surveillance { finding, from, to }, Lang::En) => {
            format!("F{finding} of the surveillance results of the registration body, {from} to {to}")
        }
        (Source::Doubt(id), Lang::Ja) => format!("論点{id}"),
        (Source::Doubt(id), Lang::En) => format!("doubt {id}"),
        (Source::Consistency, _) => pick(lang, "記載どうしの整合", "consistency of entries").to_owned(),
    }
}

/// The same in a few cells.
pub fn origin(lang: Lang, source: Source) -> String {
    match source {
        Source::Surveillance { finding, from, to } => format!("F{finding} {from}-{}", to % 100),
        Source::Doubt(id) => id.to_owned(),
        Source::Consistency => pick(lang, "整合", "entries").to_owned(),
    }
}

/// What the findings F1 to F9 were gathered from. The numbers are of services with any of them, not with each, and so
/// are said once.
pub fn surveillance(lang: Lang) -> String {
    let ((from, to), services, found) = (SURVEILLED.years, SURVEILLED.services, SURVEILLED.with_findings);
    tr!(
        lang,
        "サーベイランス結果: {from}〜{to}年度の対象{services}サービス、うち{found}に何らかの指摘",
        "Surveillance {from} to {to}: {services} services looked at, {found} of them with some finding"
    )
}

fn json_origin(source: Source) -> Value {
    match source {
        Source::Surveillance { finding, from, to } => {
            json!({ "kind": "surveillance", "finding": format!("F{finding}"), "years": [from, to] })
        }
        Source::Doubt(id) => json!({ "kind": "doubt", "doubt": id }),
        Source::Consistency => json!({ "kind": "consistency" }),
    }
}

sheet::forms!(ExamineReport);

impl ExamineReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let remarks = self.remarks.iter().map(|remark| {
            let rows = remark.rows.iter().map(|&at| self.context.pack.rows()[at].id.as_str());
            json!({
                "check": remark.check.word(),
                "checked": remark.check.reach() == Reach::Registers,
                "text": check(self.lang, remark.check),
                "source": source(self.lang, remark.check.source()),
                "origin": json_origin(remark.check.source()),
                "requirements": rows.collect::<Vec<_>>(),
                "facts": remark.facts,
            })
        });
        let report = json!({
            "format": 1,
            "app": self.app,
            "reference_date": self.day.to_string(),
            "surveillance": {
                "years": [SURVEILLED.years.0, SURVEILLED.years.1],
                "services": SURVEILLED.services,
                "with_findings": SURVEILLED.with_findings,
                "text": surveillance(self.lang),
            },
            "remarks": remarks.collect::<Vec<Value>>(),
        });
        format!("{report:#}\n")
    }

    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "審査員の目", "Through an examiner's eyes");
        let mut sheet = Sheet::new(self.lang, &self.context, what, Some(self.day));
        sheet.head.push(surveillance(self.lang));
        for &one in Check::ALL {
            let items: Vec<Item> =
                self.remarks.iter().filter(|remark| remark.check == one).map(|r| self.item(r)).collect();
            if !items.is_empty() {
                let heading = format!("{} {}", one.word(), check(self.lang, one));
                let origin = Item::line(source(self.lang, one.source()));
                let items = std::iter::once(origin).chain(items.into_iter().filter(|i| !i.line.is_empty()));
                sheet.add(heading, items.collect());
            }
        }
        sheet.foot.push(
            pick(self.lang, "これらの指摘で判定は変わりません。", "None of these remarks changes a verdict.")
                .to_owned(),
        );
        sheet
    }

    fn item(&self, remark: &Remark) -> Item {
        let rows = remark.rows.iter().map(|&at| sheet::row(self.lang, self.context.pack, at));
        let facts = remark.facts.iter().map(|id| sheet::fact(self.context.assessment, id));
        let (rows, facts) = (rows.collect::<Vec<_>>(), facts.collect::<Vec<_>>());
        let parts = [rows.join(" / "), facts.join(pick(self.lang, "、", ", "))];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Item::line(parts.join(": "))
    }
}
