//! The quick review: where it stands, what to ask next and why, and what the result assumes.

use serde_json::{Value, json};

use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::date::Date;
use crate::domain::quick_review::{Assumed, Question, Review};
use crate::domain::text::Lang;
use crate::report::grounds::Context;
use crate::report::words::{self, pick};

/// Everything a quick review is reported from.
#[derive(Debug, Clone, Copy)]
pub struct ReviewReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The category.
    pub category: &'a str,
    /// Where its review stands.
    pub review: &'a Review,
    /// The day as of which everything was judged.
    pub day: Option<Date>,
    /// The program and its version.
    pub app: &'a str,
}

/// What was assumed, in words.
pub const fn assumed(lang: Lang, what: Assumed) -> &'static str {
    match what {
        Assumed::Claimed => {
            pick(lang, "「はい」と申告されたが、事実では示されていない", "claimed, not shown by facts")
        }
        Assumed::Unknown => pick(lang, "「わからない」のまま", "answered with \"don't know\""),
        Assumed::NotAsked => pick(lang, "聞いていない", "not asked"),
    }
}

impl ReviewReport<'_> {
    /// The report as plain text.
    pub fn text(&self) -> String {
        self.sheet().text()
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        self.sheet().markdown()
    }

    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let id = |at: usize| self.context.pack.rows()[at].id.as_str();
        let questions = self.review.questions.iter().map(|q| {
            json!({
                "id": id(q.at), "after_yes": q.after_yes, "after_no": q.after_no,
                "if_yes": q.if_yes.word(), "if_no": q.if_no.word(),
            })
        });
        let assumed = self.review.assumed.iter().map(|a| {
            let what = match a.what {
                Assumed::Claimed => "claimed",
                Assumed::Unknown => "unknown",
                Assumed::NotAsked => "not-asked",
            };
            json!({"id": id(a.at), "what": what})
        });
        let report = json!({
            "format": 1,
            "app": self.app,
            "category": self.category,
            "reference_date": self.day.map(|day| day.to_string()),
            "verdict": self.review.verdict.word(),
            "decided": self.review.decided,
            "questions": questions.collect::<Vec<Value>>(),
            "assumed": assumed.collect::<Vec<Value>>(),
            "by_registers": self.review.by_registers.iter().map(|&at| id(at)).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }

    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        pick(self.lang, ja, en)
    }

    fn sheet(&self) -> Sheet {
        let mut sheet =
            Sheet::new(self.lang, &self.context, self.say("簡易レビュー", "Quick review"), self.day);
        let category = sheet::category(self.lang, self.context.pack, self.category);
        let verdict = words::verdict(self.lang, self.review.verdict);
        let state = if self.review.decided {
            self.say("答えではもう変わりません", "no answer changes it any more")
        } else {
            self.say("まだ変わります", "may still change")
        };
        sheet.head.push(format!("{category}: {verdict} ({state})"));
        let mut add = |heading: &str, items: Vec<Item>| {
            if !items.is_empty() {
                sheet.sections.push(Section { heading: heading.to_owned(), items });
            }
        };
        let questions = self.review.questions.iter().map(|question| self.question(question));
        add(
            self.say("次に聞くこと(決め手になる順)", "To ask next, the most decisive first"),
            questions.collect(),
        );
        let assumed = self
            .review
            .assumed
            .iter()
            .map(|a| Item::line(format!("{}: {}", self.row(a.at), assumed(self.lang, a.what))));
        add(self.say("この結果が前提とすること", "What this result assumes"), assumed.collect());
        let rows = self.review.by_registers.iter().map(|&at| Item::line(self.row(at)));
        add(self.say("台帳だけが決めること", "Decided by the registers alone"), rows.collect());
        sheet
    }

    fn row(&self, at: usize) -> String {
        sheet::row(self.lang, self.context.pack, at)
    }

    fn question(&self, question: &Question) -> Item {
        let ask = printable(self.context.pack.rows()[question.at].ask.get(self.lang));
        let answer = |word: &str, left: u32, verdict| {
            let verdict = words::verdict(self.lang, verdict);
            match (left, self.lang) {
                (0, Lang::Ja) => format!("{word}: {verdict}に決まる"),
                (0, Lang::En) => format!("{word}: decided, {verdict}"),
                (left, Lang::Ja) => format!("{word}: あと{left}問"),
                (left, Lang::En) => format!("{word}: {left} more to ask"),
            }
        };
        let yes = answer(self.say("はい", "yes"), question.after_yes, question.if_yes);
        let no = answer(self.say("いいえ", "no"), question.after_no, question.if_no);
        Item { line: self.row(question.at), details: vec![ask, format!("{yes} / {no}")] }
    }
}
