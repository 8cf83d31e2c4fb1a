//! What people state with their names: answers to questions, and "that is all" for a register.

use crate::domain::assessment::{Answer, Claim};
use crate::domain::register::{Closure, Register};
use crate::report::fields::access::field;
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Source, Wording, Words};

const POST: Words = ("役職", "Post");
const POST_HINT: Words = ("会社での役職です。", "In the company.");

/// An answer to a question.
pub static CLAIM: Description = Description {
    title: ("回答", "Answer"),
    fields: &[
        field!(Claim.row, One(Source::Subjects), ("要件", "Requirement"))
            .worded(Wording::Never)
            .hint(("答えた要件です。", "The requirement that is answered.")),
        field!(Claim.answer, Choice(Answer), ("答え", "Answer")).hint((
            "はい、いいえ、わからない、対象外のどれかです。",
            "Yes, no, not known or not applicable.",
        )),
        field!(Claim.remark, Text, ("備考", "Remark"))
            .hint(("対象外なら、その理由です。", "The reason, where it is not applicable.")),
        field!(Claim.by, Line, ("答えた人", "Answered by"))
            .worded(Wording::Never)
            .hint(("報告書と履歴に載ります。", "Reports and the history name this person.")),
        field!(Claim.post, Line, POST).worded(Wording::Never).hint(POST_HINT),
        field!(Claim.at, Line, ("答えた時刻(UTC)", "Answered at (UTC)"))
            .worded(Wording::Never)
            .hint(("記録した時刻です。", "When it was recorded.")),
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
        field!(Closure.register, Choice(Register), ("台帳", "Register")).worded(Wording::Never).hint((
            "載っていないものはないと申告する台帳です。",
            "The register in which nothing is missing.",
        )),
        field!(Closure.by, Line, ("申告した人", "By"))
            .worded(Wording::Signature)
            .hint(("報告書に載ります。", "Reports name this person.")),
        field!(Closure.post, Line, POST).worded(Wording::Never).hint(POST_HINT),
        field!(Closure.on, Date, ("日付", "On")).hint(("申告した日です。", "The day it was said.")),
    ],
    blank: || {
        let (by, post) = (String::new(), String::new());
        AnyFact::Closure(Closure { register: Register::Roster, by, post, on: None })
    },
    check: fine,
};
