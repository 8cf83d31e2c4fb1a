//! Chosen standards, declarations and verified reference members.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Declaration, DeclarationKind, StandardChoice, VerifiedMember};
use crate::report::fields::access::{choice, plain};
use crate::report::fields::any_fact::AnyFact;
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Kind, Source, Wording};

/// A standard, contents or result handling chosen for a row.
pub static STANDARD_CHOICE: Description = Description {
    title: ("選んだ基準・内容", "Chosen standard"),
    fields: &[
        Field::new(
            "row",
            ("要件", "Requirement"),
            plain!(StandardChoice.row, One, Kind::One(Source::StandardRows)),
            (
                "例示の基準・結果の取扱い・内容から選ぶよう求める要件です。",
                "The requirement that asks to choose from a list.",
            ),
        )
        .worded(Wording::Never)
        .needed(),
        Field::new(
            "item",
            ("従うもの", "Followed"),
            plain!(StandardChoice.item, Item, Kind::Item(ReferenceKind::METHODS)),
            (
                "選んだものの名前が、顧客の読む文書にもあるかをあわせて見ます。",
                "A document must name the same one, where clients can read it.",
            ),
        )
        .needed(),
    ],
    blank: || AnyFact::StandardChoice(StandardChoice::default()),
    check: fine,
};

/// A declaration with a name and a date.
pub static DECLARATION: Description = Description {
    title: ("言明", "Declaration"),
    fields: &[
        Field::new(
            "about",
            ("言明すること", "Declares"),
            choice!(Declaration.about: DeclarationKind),
            (
                "「全件レビュー」は厳格な読みに要ります(A38)。「案件なし」は記録の代わりです(A14)。",
                "All jobs reviewed: asked strictly (A38). No job yet: stands in for records (A14).",
            ),
        ),
        Field::new(
            "subject",
            ("対象", "About"),
            plain!(Declaration.subject, One, Kind::One(Source::Subjects)),
            (
                "全件レビューは要件、案件なしは区分を選びます。",
                "A requirement, or a category where there was no job.",
            ),
        )
        .worded(Wording::Never)
        .needed(),
        Field::new(
            "by",
            ("言明した人", "By"),
            plain!(Declaration.by, Text, Kind::Line),
            (
                "氏名・役職・日付がそろって、厳格にも言明と数えます。",
                "Name, post and date together make it count strictly too.",
            ),
        )
        .worded(Wording::Signature)
        .needed(),
        Field::new(
            "post",
            ("役職", "Post"),
            plain!(Declaration.post, Text, Kind::Line),
            (
                "会社での役職。空だと要確認のままです。",
                "In the company; without one it stays to be confirmed.",
            ),
        )
        .worded(Wording::Never),
        Field::new(
            "on",
            ("日付", "On"),
            plain!(Declaration.on, Date, Kind::Date),
            ("基準日より後の言明は数えません。", "After the reference date it does not count."),
        )
        .needed(),
    ],
    blank: || AnyFact::Declaration(Declaration::default()),
    check: |fact| match fact {
        AnyFact::Declaration(row) if row.by.trim().chars().count() == 1 => Some((
            "by",
            ("1文字だけの氏名です。氏と名を書いてください", "A single character; write the whole name"),
        )),
        _ => None,
    },
};

/// A reference member added, or verified against the published list.
pub static VERIFIED_MEMBER: Description = Description {
    title: ("確認した例示", "Verified list member"),
    fields: &[
        Field::new(
            "id",
            ("例示", "Member"),
            plain!(VerifiedMember.id, One, Kind::One(Source::Members)),
            (
                "未確認のものを選ぶか、新しいものを「1-2-1/短い名前」の形で書きます。",
                "Choose an unverified one, or type a new one as 1-2-1/short-name.",
            ),
        )
        .worded(Wording::Never)
        .needed(),
        Field::new(
            "name",
            ("名前", "Name"),
            plain!(VerifiedMember.name, Text, Kind::Line),
            (
                "新しく加えるものの名前。選んだものなら空で足ります。",
                "Of a new member; may stay empty for a shipped one.",
            ),
        ),
        Field::new(
            "source",
            ("どこで確かめたか", "Source"),
            plain!(VerifiedMember.source, Text, Kind::Line),
            (
                "公表された例示の版とページ。報告書にも載ります。",
                "Edition and page of the published list; reports print it.",
            ),
        )
        .needed(),
        Field::new(
            "by",
            ("確かめた人", "By"),
            plain!(VerifiedMember.by, Text, Kind::Line),
            ("報告書に、だれが確かめたかとして載ります。", "Reports print who verified it."),
        )
        .needed(),
        Field::new(
            "on",
            ("日付", "On"),
            plain!(VerifiedMember.on, Date, Kind::Date),
            (
                "出典・日付・名前がそろうと確認済みになります。",
                "Source, date and name together make it verified.",
            ),
        )
        .needed(),
    ],
    blank: || AnyFact::VerifiedMember(VerifiedMember::default()),
    check: |fact| match fact {
        AnyFact::VerifiedMember(row)
            if row.id.split_once('/').is_none_or(|(list, name)| list.is_empty() || name.is_empty()) =>
        {
            Some(("id", ("「1-2-1/短い名前」の形で書きます。", "Write it as 1-2-1/short-name.")))
        }
        _ => None,
    },
};
