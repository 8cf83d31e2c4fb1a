//! What people state with their names: answers to questions, and "that is all" for a register.

use crate::domain::assessment::{Answer, Claim};
use crate::domain::register::{Closure, Register};
use crate::report::fields::access::{choice, plain};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Kind, Source, Wording, Words};

const POST: Words = ("役職", "Post");
const POST_HINT: Words = ("会社での役職です。", "In the company.");

/// An answer to a question.
pub static CLAIM: Description = Description {
    title: ("回答", "Answer"),
    fields: &[
        Field::new(
            "row",
            ("要件", "Requirement"),
            plain!(Claim.row, One, Kind::One(Source::Subjects)),
            ("答えた要件です。", "The requirement that is answered."),
        )
        .worded(Wording::Never),
        Field::new(
            "answer",
            ("答え", "Answer"),
            choice!(Claim.answer: Answer),
            ("はい、いいえ、わからない、対象外のどれかです。", "Yes, no, not known or not applicable."),
        ),
        Field::new(
            "remark",
            ("備考", "Remark"),
            plain!(Claim.remark, Text, Kind::Text),
            ("対象外なら、その理由です。", "The reason, where it is not applicable."),
        ),
        Field::new(
            "by",
            ("答えた人", "Answered by"),
            plain!(Claim.by, Text, Kind::Line),
            ("報告書と履歴に載ります。", "Reports and the history name this person."),
        )
        .worded(Wording::Never),
        Field::new("post", POST, plain!(Claim.post, Text, Kind::Line), POST_HINT).worded(Wording::Never),
        Field::new(
            "at",
            ("答えた時刻(UTC)", "Answered at (UTC)"),
            plain!(Claim.at, Text, Kind::Line),
            ("記録した時刻です。", "When it was recorded."),
        )
        .worded(Wording::Never),
    ],
    blank: || {
        AnyFact::Claim(Claim {
            row: String::new(),
            answer: Answer::Unknown,
            remark: String::new(),
            by: String::new(),
            post: String::new(),
            at: String::new(),
        })
    },
    check: fine,
};

/// "That is all" for a register.
pub static CLOSURE: Description = Description {
    title: ("これで全部", "That is all"),
    fields: &[
        Field::new(
            "register",
            ("台帳", "Register"),
            choice!(Closure.register: Register),
            ("載っていないものはないと言明する台帳です。", "The register in which nothing is missing."),
        )
        .worded(Wording::Never),
        Field::new(
            "by",
            ("言明した人", "By"),
            plain!(Closure.by, Text, Kind::Line),
            ("報告書に載ります。", "Reports name this person."),
        )
        .worded(Wording::Signature),
        Field::new("post", POST, plain!(Closure.post, Text, Kind::Line), POST_HINT).worded(Wording::Never),
        Field::new(
            "on",
            ("日付", "On"),
            plain!(Closure.on, Date, Kind::Date),
            ("言明した日です。", "The day it was said."),
        ),
    ],
    blank: || {
        let (by, post) = (String::new(), String::new());
        AnyFact::Closure(Closure { register: Register::Roster, by, post, on: None })
    },
    check: fine,
};
