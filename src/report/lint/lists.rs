//! The faults of reference lists in words.

use super::reference_name;
use crate::domain::lint::Fault;
use crate::domain::text::{Lang, tr};

/// What is wrong.
pub(super) fn message(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match fault {
        Fault::NoAlias { text } => {
            tr!(lang, "「{text}」は呼び名になりません", "\"{text}\" cannot be what people call it")
        }
        Fault::AliasTaken { text, id } => {
            tr!(lang, "「{text}」は {id} の名前です", "\"{text}\" is the name of `{id}`")
        }
        Fault::UnknownMember { id, .. } => {
            tr!(lang, "例示に「{id}」という構成員はありません", "no reference list has a member `{id}`")
        }
        Fault::SameInList { id } => tr!(
            lang,
            "same_asの「{id}」は同じ一覧の構成員です",
            "`same_as` names `{id}`, which is in the same list"
        ),
        Fault::SameOtherKind { id, kind } => {
            let (ja, en) = reference_name(*kind);
            tr!(
                lang,
                "same_asの「{id}」は{ja}の一覧の構成員で、種類が違います",
                "`same_as` names `{id}` of a list of another kind ({en})"
            )
        }
        Fault::SameCircle { path } => {
            tr!(
                lang,
                "same_asが一巡しています: {}",
                "`same_as` goes round in a circle: {}",
                path.join(" -> ")
            )
        }
        Fault::NoDate { text } => tr!(lang, "「{text}」は日付ではありません", "\"{text}\" is not a date"),
        Fault::NoDayOfYear { text } => {
            tr!(lang, "{text} という日はありません", "{text} is no day of the year")
        }
        _ => return None,
    })
}

/// What to do about it.
pub(super) fn advice(fault: &Fault, lang: Lang) -> Option<String> {
    Some(match fault {
        Fault::NoAlias { .. } => tr!(
            lang,
            "番号や日付ではなく、よく知られた略称か旧称を書きます",
            "write a well-known short or former name, not a number or a date"
        ),
        Fault::AliasTaken { .. } => tr!(
            lang,
            "この別名を消すか、書いている構成員を確かめてください",
            "delete the alias, or check which member it belongs to"
        ),
        Fault::SameInList { .. } | Fault::SameOtherKind { .. } => tr!(
            lang,
            "同じ資格などがほかの番号の一覧にも載っているときだけ書きます。別名はaliasesに書きます",
            "write it only where another list of the kind names the same thing; other names go into `aliases`"
        ),
        Fault::SameCircle { .. } => tr!(
            lang,
            "どれか1つからsame_asを消してください。向きは一方だけで足ります",
            "take `same_as` out of one of them; one direction is enough"
        ),
        Fault::NoDate { .. } => {
            tr!(lang, "2027-01-31 か 2027-01 のように書きます", "write 2027-01-31 or 2027-01")
        }
        Fault::NoDayOfYear { .. } => {
            tr!(lang, "03-31 のように月と日を書きます", "write month and day, as in 03-31")
        }
        _ => return None,
    })
}
