//! The forms of chosen standards, declarations and verified reference members.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Declaration, DeclarationKind, StandardChoice, VerifiedMember};
use crate::report::words;
use crate::tui::form::access::{choice, plain};
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::{Field, Kind, Sheet, Source};
use crate::tui::form::sheets::fine;

const ABOUT: [DeclarationKind; 2] = [DeclarationKind::AllReviewed, DeclarationKind::NoJobsYet];

/// A standard, contents or result handling chosen for a row.
pub static STANDARD: Sheet = Sheet {
    title: ("選んだ基準・内容", "Chosen standard"),
    fields: &[
        Field::new(
            ("要件", "Requirement"),
            plain!(StandardChoice.row, One, Kind::One(Source::StandardRows)),
            (
                "例示の基準・結果の取扱い・内容から選ぶよう求める要件です。",
                "The requirement that asks to choose from a list.",
            ),
        )
        .needed(),
        Field::new(
            ("従うもの", "Followed"),
            plain!(StandardChoice.item, Item, Kind::Item(ReferenceKind::METHODS)),
            (
                "選んだものの名前が、顧客の読む文書にもあるかをあわせて見ます。",
                "A document must name the same one, where clients can read it.",
            ),
        )
        .needed(),
    ],
    blank: || Draft::StandardChoice(StandardChoice::default()),
    line: |_, draft| draft.key(),
    check: fine,
};

/// A declaration with a name and a date.
pub static DECLARATION: Sheet = Sheet {
    title: ("言明", "Declaration"),
    fields: &[
        Field::new(
            ("言明すること", "Declares"),
            choice!(Declaration.about, ABOUT, words::declaration),
            (
                "「全件レビュー」は厳格な読みに要ります(A38)。「案件なし」は記録の代わりです(A14)。",
                "All jobs reviewed: asked strictly (A38). No job yet: stands in for records (A14).",
            ),
        ),
        Field::new(
            ("対象", "About"),
            plain!(Declaration.subject, One, Kind::One(Source::Subjects)),
            (
                "全件レビューは要件、案件なしは区分を選びます。",
                "A requirement, or a category where there was no job.",
            ),
        )
        .needed(),
        Field::new(
            ("言明した人", "By"),
            plain!(Declaration.by, Text, Kind::Line),
            (
                "氏名・役職・日付がそろって、厳格にも言明と数えます。",
                "Name, post and date together make it count strictly too.",
            ),
        )
        .needed(),
        Field::new(
            ("役職", "Post"),
            plain!(Declaration.post, Text, Kind::Line),
            (
                "会社での役職。空だと要確認のままです。",
                "In the company; without one it stays to be confirmed.",
            ),
        ),
        Field::new(
            ("日付", "On"),
            plain!(Declaration.on, Date, Kind::Date),
            ("基準日より後の言明は数えません。", "After the reference date it does not count."),
        )
        .needed(),
    ],
    blank: || Draft::Declaration(Declaration::default()),
    line: |_, draft| draft.key(),
    check: |draft| match draft {
        Draft::Declaration(row) if row.by.trim().chars().count() == 1 => Some((
            "言明した人",
            ("1文字だけの氏名です。氏と名を書いてください", "A single character; write the whole name"),
        )),
        _ => None,
    },
};

/// A reference member added, or verified against the published list.
pub static MEMBER: Sheet = Sheet {
    title: ("確認した例示", "Verified list member"),
    fields: &[
        Field::new(
            ("例示", "Member"),
            plain!(VerifiedMember.id, One, Kind::One(Source::Members)),
            (
                "未確認のものを選ぶか、新しいものを「1-2-1/短い名前」の形で書きます。",
                "Choose an unverified one, or type a new one as 1-2-1/short-name.",
            ),
        )
        .needed(),
        Field::new(
            ("名前", "Name"),
            plain!(VerifiedMember.name, Text, Kind::Line),
            (
                "新しく加えるものの名前。選んだものなら空で足ります。",
                "Of a new member; may stay empty for a shipped one.",
            ),
        ),
        Field::new(
            ("どこで確かめたか", "Source"),
            plain!(VerifiedMember.source, Text, Kind::Line),
            (
                "公表された例示の版とページ。報告書にも載ります。",
                "Edition and page of the published list; reports print it.",
            ),
        )
        .needed(),
        Field::new(
            ("確かめた人", "By"),
            plain!(VerifiedMember.by, Text, Kind::Line),
            ("報告書に、だれが確かめたかとして載ります。", "Reports print who verified it."),
        )
        .needed(),
        Field::new(
            ("日付", "On"),
            plain!(VerifiedMember.on, Date, Kind::Date),
            (
                "出典・日付・名前がそろうと確認済みになります。",
                "Source, date and name together make it verified.",
            ),
        )
        .needed(),
    ],
    blank: || Draft::VerifiedMember(VerifiedMember::default()),
    line: |_, draft| draft.key(),
    check: |draft| match draft {
        Draft::VerifiedMember(row)
            if row.id.split_once('/').is_none_or(|(list, name)| list.is_empty() || name.is_empty()) =>
        {
            Some(("例示", ("「1-2-1/短い名前」の形で書きます。", "Write it as 1-2-1/short-name.")))
        }
        _ => None,
    },
};
