//! Chosen standards, declarations and verified reference members.

use crate::domain::reference::ReferenceKind;
use crate::domain::register::{Declaration, DeclarationKind, StandardChoice, VerifiedMember};
use crate::report::fields::access::field;
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::check::fine;
use crate::report::fields::field::{Description, Field, Source, Wording};

/// A standard, contents or result handling chosen for a row.
pub static STANDARD_CHOICE: Description = Description {
    title: ("選んだ基準・内容", "Chosen standard"),
    fields: &[
        field!(StandardChoice.row, One(Source::StandardRows), ("要件", "Requirement"))
            .worded(Wording::Never)
            .needed()
            .hint((
                "例示の基準・結果の取扱い・内容から選ぶよう求める要件です。",
                "The requirement that asks to choose from a list.",
            )),
        field!(StandardChoice.item, Item(ReferenceKind::METHODS), ("従うもの", "Followed")).needed().hint((
            "選んだものの名前が、顧客が申込みの前に読める文書にもあるかをあわせて見ます。",
            "A document must name the same one, where clients can read it before they order.",
        )),
    ],
    blank: || AnyFact::StandardChoice(StandardChoice::default()),
    check: fine,
};

/// A declaration with a name and a date.
pub static DECLARATION: Description = Description {
    title: ("表明", "Declaration"),
    fields: &[
        field!(Declaration.about, Choice(DeclarationKind), ("表明すること", "Declares")).hint((
            "「全件レビュー」は厳格な読みに要ります(A38)。「案件なし」は記録の代わりです(A14)。",
            "All jobs reviewed: asked strictly (A38). No job yet: stands in for records (A14).",
        )),
        field!(Declaration.subject, One(Source::Subjects), ("対象", "About"))
            .worded(Wording::Never)
            .needed()
            .hint((
                "全件レビューは要件、案件なしは区分を選びます。",
                "A requirement, or a category where there was no job.",
            )),
        field!(Declaration.by, Line, ("表明した人", "By")).worded(Wording::Signature).needed().hint((
            "氏名・役職・日付がそろって、厳格にも表明と数えます。",
            "Name, post and date together make it count strictly too.",
        )),
        field!(Declaration.post, Line, ("役職", "Post")).worded(Wording::Never).hint((
            "会社での役職。空だと要確認のままです。",
            "In the company; without one it stays to be confirmed.",
        )),
        field!(Declaration.on, Date, ("日付", "On"))
            .needed()
            .hint(("基準日より後の表明は数えません。", "After the reference date it does not count.")),
    ],
    blank: || AnyFact::Declaration(Declaration::default()),
    check: |row| {
        is::<Declaration>(row, |row| row.by.trim().chars().count() == 1).then_some((
            "by",
            ("1文字だけの氏名です。氏と名を書いてください", "A single character; write the whole name"),
        ))
    },
};

const NAME: Field = field!(VerifiedMember.name, Line, ("名前", "Name")).hint((
    "新しく加えるものの名前。選んだものなら空で足ります。",
    "Of a new member; may stay empty for a shipped one.",
));

const NEW_NAME: Field = field!(VerifiedMember.name, Line, ("名前", "Name")).needed().hint((
    "公表された一覧にある名前。一覧の番号とこの名前から番号が付きます(例 3-1/短い名前)。",
    "As the published list has it; its id is made of the list and this name, such as 3-1/web-basic.",
));

const NAME_EN: Field = field!(VerifiedMember.name_en, Line, ("英語名", "English name"))
    .hint(("あれば。英語の報告書に載ります。", "If it has one; reports in English print it."));

const ALIASES: Field = field!(VerifiedMember.aliases, Line, ("別名", "Also called")).hint((
    "略称や旧称を「、」で区切って。名前として読みます。",
    "Short and former names, with commas between; they are read as the name.",
));

const ISSUER: Field = field!(VerifiedMember.issuer, Line, ("発行者", "Issuer"))
    .hint(("認定、発行、主催する団体。", "Who awards, publishes or runs it."));

const SOURCE: Field = field!(VerifiedMember.source, Line, ("どこで確かめたか", "Source")).needed().hint((
    "公表された例示の版とページ。報告書にも載ります。",
    "Edition and page of the published list; reports print it.",
));

const BY: Field = field!(VerifiedMember.by, Line, ("確かめた人", "By"))
    .needed()
    .hint(("報告書に、だれが確かめたかとして載ります。", "Reports print who verified it."));

const ON: Field = field!(VerifiedMember.on, Date, ("日付", "On")).needed().hint((
    "出典・日付・名前がそろうと確認済みになります。",
    "Source, date and name together make it verified.",
));

/// A reference member added, or verified against the published list.
pub static VERIFIED_MEMBER: Description = Description {
    title: ("確認した例示", "Verified list member"),
    fields: &[
        field!(VerifiedMember.id, One(Source::Members), ("例示", "Member"))
            .worded(Wording::Never)
            .needed()
            .hint((
                "未確認のものを選ぶか、新しいものに一覧の番号と短い名前を付けます(例 3-1/短い名前)。",
                "Choose an unverified one, or give a new one its list and a short name: 3-1/web-basic.",
            )),
        NAME,
        NAME_EN,
        ALIASES,
        ISSUER,
        SOURCE,
        BY,
        ON,
    ],
    blank: || AnyFact::VerifiedMember(VerifiedMember::default()),
    check: |row| {
        is::<VerifiedMember>(row, |row| !has_list_and_name(&row.id))
            .then_some(("id", ("「1-2-1/短い名前」の形で書きます。", "Write it as 1-2-1/short-name.")))
    },
};

/// What is asked where a member that is known is verified.
pub static VERIFICATION: Description = Description {
    title: ("例示の確認", "Verify a list member"),
    fields: &[
        field!(VerifiedMember.id, One(Source::Members), ("例示", "Member"))
            .worded(Wording::Never)
            .needed()
            .hint((
                "選んだ構成員です。公表された一覧にあることを確かめてから記録します。",
                "The member that was chosen; record it once it was seen on the published list.",
            )),
        SOURCE,
        ON,
        BY,
    ],
    blank: || AnyFact::VerifiedMember(VerifiedMember::default()),
    check: fine,
};

/// What is asked where a member is added to a list that is chosen already.
pub static ADDED_MEMBER: Description = Description {
    title: ("例示への追加", "Add a list member"),
    fields: &[NEW_NAME, NAME_EN, ALIASES, ISSUER, SOURCE, ON, BY],
    blank: || AnyFact::VerifiedMember(VerifiedMember::default()),
    check: fine,
};

fn has_list_and_name(id: &str) -> bool {
    id.split_once('/').is_some_and(|(list, name)| !list.is_empty() && !name.is_empty())
}
