//! The quick review: its state, what to ask next and why, what the result assumes, and what is left out.

use serde_json::{Value, json};

use super::sheet::{self, Item, Sheet, printable};
use crate::domain::date::Date;
use crate::domain::register::Register;
use crate::domain::review::{After, Assumed, Question, Review, WhyUnasked};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::grounds::Context;
use crate::report::words;

/// Everything a quick review is reported from.
#[derive(Debug, Clone, Copy)]
pub struct ReviewReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The category.
    pub category: &'a str,
    /// The state of its review.
    pub review: &'a Review,
    /// The day as of which everything was judged.
    pub day: Option<Date>,
    /// The program and its version.
    pub app: &'a str,
}

/// What was assumed, in words.
pub const fn assumed(lang: Lang, what: Assumed) -> &'static str {
    match what {
        Assumed::Claimed => pick(lang, "「はい」と申告、記録は未提示", "claimed, not shown by records"),
        Assumed::Unknown => pick(lang, "「わからない」のまま", "answered \"don't know\""),
    }
}

/// Why questions are not asked, in a few words.
pub const fn why_unasked(lang: Lang, why: WhyUnasked) -> &'static str {
    match why {
        WhyUnasked::OutOfScope => pick(lang, "提供しない業務", "service not offered"),
        WhyUnasked::Alternative => pick(lang, "別の方法で足りる", "another way already holds"),
        WhyUnasked::Registers => pick(lang, "台帳だけで決まる", "only registers show it"),
        WhyUnasked::Moot => pick(lang, "答えても変わらない", "no answer changes anything"),
    }
}

/// How many open questions are not asked, for each reason there is.
pub fn unasked(review: &Review) -> Vec<(WhyUnasked, usize)> {
    let count = |why| review.unasked.iter().filter(|unasked| unasked.why == why).count();
    WhyUnasked::ALL.map(|why| (why, count(why))).into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Names of registers, as a sentence lists them.
pub fn registers(lang: Lang, registers: &[Register]) -> String {
    let names: Vec<&str> = registers.iter().map(|&register| words::register(lang, register)).collect();
    names.join(pick(lang, "、", ", "))
}

sheet::forms!(ReviewReport);

impl ReviewReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let review = self.review;
        let words =
            |registers: &[Register]| registers.iter().map(|register| register.word()).collect::<Vec<_>>();
        let assumed = review
            .assumed
            .iter()
            .map(|a| json!({"id": self.id(a.at), "what": a.what.word(), "registers": words(&a.registers)}));
        let unasked = review.unasked.iter().map(|u| json!({"id": self.id(u.at), "why": u.why.word()}));
        let wanting = review
            .by_registers
            .iter()
            .map(|row| json!({"id": self.id(row.at), "registers": words(&row.registers)}));
        let report = json!({
            "format": 1,
            "app": self.app,
            "category": self.category,
            "reference_date": self.day.map(|day| day.to_string()),
            "verdict": review.verdict.word(),
            "decided": review.decided(),
            "settled": review.progress.settled,
            "requirements": review.progress.total,
            "counts": sheet::json_counts(review.counts),
            "questions": self.questions_json(&review.questions),
            "further": self.questions_json(&review.further),
            "unasked": unasked.collect::<Vec<Value>>(),
            "assumed": assumed.collect::<Vec<Value>>(),
            "by_registers": wanting.collect::<Vec<Value>>(),
            "open_registers": words(&review.open_registers),
        });
        format!("{report:#}\n")
    }

    fn questions_json(&self, questions: &[Question]) -> Vec<Value> {
        let question = |q: &Question| {
            json!({
                "id": self.id(q.at), "after_yes": q.yes.left, "after_no": q.no.left,
                "if_yes": q.yes.verdict.word(), "if_no": q.no.verdict.word(),
            })
        };
        questions.iter().map(question).collect()
    }

    fn id(&self, at: usize) -> &str {
        &self.context.pack.rows()[at].id
    }

    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "簡易レビュー", "quick review");
        let mut sheet = Sheet::new(self.lang, &self.context, what, self.day);
        sheet.head.push(self.standing());
        sheet.head.push(self.counts());
        let row = |question: &Question| Item::line(self.row(question.at));
        let further = pick(
            self.lang,
            "区分の判定は変えないが、ほかの不足が分かる設問",
            "Questions that leave the category's verdict, but may show further gaps",
        );
        sheet.add(
            pick(self.lang, "次に聞くこと(決め手になる順)", "To ask next, the most decisive first"),
            self.review.questions.iter().map(|question| self.question(question)).collect(),
        );
        sheet.add(further, self.review.further.iter().map(row).collect());
        sheet
            .add(pick(self.lang, "この結果が前提とすること", "What this result assumes"), self.assumptions());
        sheet.add(pick(self.lang, "台帳だけが決めること", "Decided by the registers alone"), self.wanting());
        sheet.add(pick(self.lang, "聞かない設問", "Questions not asked"), self.left_out());
        sheet
    }

    fn standing(&self) -> String {
        let category = sheet::category(self.lang, self.context.pack, self.category);
        let verdict = words::verdict(self.lang, self.review.verdict);
        match (self.review.questions.len(), self.lang) {
            (0, Lang::Ja) => format!("{category}: {verdict} (どう答えても、もう変わりません)"),
            (0, Lang::En) => format!("{category}: {verdict} (no answer changes it any more)"),
            (left, Lang::Ja) => format!("{category}: {verdict} (まだ変わります。残り{left}問)"),
            (left, Lang::En) => format!("{category}: {verdict} (may still change: {left} questions left)"),
        }
    }

    fn counts(&self) -> String {
        let words = Verdict::ALL.map(|verdict| {
            format!("{} {}", words::verdict(self.lang, verdict), self.review.counts.of(verdict))
        });
        format!(
            "{}: {}",
            pick(self.lang, "要件の数", "Requirements"),
            words.join(pick(self.lang, "、", ", "))
        )
    }

    fn row(&self, at: usize) -> String {
        sheet::row(self.lang, self.context.pack, at)
    }

    fn question(&self, question: &Question) -> Item {
        let ask = printable(self.context.pack.rows()[question.at].ask.get(self.lang));
        let yes = self.answer(pick(self.lang, "はい", "yes"), &question.yes);
        let no = self.answer(pick(self.lang, "いいえ", "no"), &question.no);
        Item { line: self.row(question.at), details: vec![ask, format!("{yes} / {no}")] }
    }

    fn answer(&self, word: &str, after: &After) -> String {
        let verdict = words::verdict(self.lang, after.verdict);
        match (after.left, self.lang) {
            (0, Lang::Ja) => format!("{word}: {verdict}に決まる"),
            (0, Lang::En) => format!("{word}: decided, {verdict}"),
            (left, Lang::Ja) => format!("{word}: あと{left}問"),
            (left, Lang::En) => format!("{word}: {left} more to ask"),
        }
    }

    fn assumptions(&self) -> Vec<Item> {
        let rows = self.review.assumed.iter().map(|assumption| {
            let mut line = format!("{}: {}", self.row(assumption.at), assumed(self.lang, assumption.what));
            if !assumption.registers.is_empty() {
                let names = registers(self.lang, &assumption.registers);
                line += &tr!(self.lang, " (示す台帳: {names})", " (to be shown by: {names})");
            }
            Item::line(line)
        });
        let open = (!self.review.open_registers.is_empty()).then(|| {
            let names = registers(self.lang, &self.review.open_registers);
            Item::line(tr!(
                self.lang,
                "完了していない台帳: {names} (まだ増えるものとして判定)",
                "Registers not called complete: {names} (what is missing may still come)"
            ))
        });
        rows.chain(open).collect()
    }

    fn wanting(&self) -> Vec<Item> {
        let row =
            |at: usize, names: &str| tr!(self.lang, "{}: {names}に記入", "{}: fill in {names}", self.row(at));
        let rows = self.review.by_registers.iter();
        rows.map(|r| Item::line(row(r.at, &registers(self.lang, &r.registers)))).collect()
    }

    fn left_out(&self) -> Vec<Item> {
        let reasons = unasked(self.review).into_iter();
        let line = |(why, count): (WhyUnasked, usize)| {
            tr!(self.lang, "{}: {count}問", "{}: {count}", why_unasked(self.lang, why))
        };
        reasons.map(|reason| Item::line(line(reason))).collect()
    }
}
