//! A note on a step: who does it, until when, what it takes here.

use crate::domain::pack::Effort;
use crate::domain::step_note::{MOST_LEAD_DAYS, StepNote};
use crate::domain::text::{Lang, pick, tr};
use crate::report::fields::access::{field, on};
use crate::report::fields::any_fact::{AnyFact, is};
use crate::report::fields::field::{Description, Field, Fixed, Kind, Place, Value};
use crate::report::fields::word::{Word, YES_NO, yes_no};
use crate::report::words;

/// As the pack has it, or small, medium, large.
const OWN_EFFORT: Fixed = Fixed {
    count: 4,
    word: |lang, at| match at.checked_sub(1).and_then(|at| Effort::VALUES.get(at)) {
        Some(effort) => words::effort(lang, *effort),
        None => pick(lang, "設問票のとおり", "as the pack says"),
    },
};

/// A note on a step.
pub static STEP_NOTE: Description = Description {
    title: ("手順の担当・期日・見積り", "Owner, due day and figures of a step"),
    fields: &[
        field!(StepNote.owner, Line, ("担当", "Owner"))
            .hint(("だれが進めるか。部署名でもかまいません。", "Who does it; a department will do.")),
        field!(StepNote.due, Day, ("期日", "Due")).hint((
            "いつまでに終えるか。基準日より後なら、そう表示します。",
            "Until when; one after the reference date is told.",
        )),
        field!(StepNote.done, Day, ("済にした日", "Ticked off on")).hint((
            "覚え書きです。判定は台帳の事実と回答だけで決まります。",
            "A note only: verdicts go by facts and answers.",
        )),
        Field::new(
            "effort",
            ("手間", "Effort"),
            on!(
                StepNote,
                Kind::Choice(OWN_EFFORT),
                |row| {
                    let at = row.effort.and_then(|own| Effort::VALUES.iter().position(|known| *known == own));
                    Value::Choice(at.map_or(0, |at| at + 1))
                },
                |row, value| if let Value::Choice(at) = value {
                    row.effort = at.checked_sub(1).and_then(|at| Effort::VALUES.get(at)).copied();
                }
            ),
        )
        .unsaid(|row| is::<StepNote>(row, |row| row.effort.is_none()))
        .hint((
            "自社での手間。最短の道すじの選び方に効きます。",
            "What it takes here; the search for the shortest way goes by it.",
        )),
        Field::new(
            "lead_days.own",
            ("日数を見積もる", "Own lead time"),
            on!(StepNote, Kind::Choice(YES_NO), |row| yes_no(row.lead_days.is_some()), |row, value| {
                row.lead_days = (value == yes_no(true)).then(|| row.lead_days.unwrap_or_default());
            }),
        )
        .only(Place::Form)
        .hint(("「いいえ」なら設問票の日数を使います。", "If not, the days of the pack are used.")),
        Field::new(
            "lead_days",
            ("かかる日数", "Lead time"),
            on!(
                StepNote,
                Kind::Number(days),
                |row| row.lead_days.map_or(Value::Absent, Value::Number),
                |row, value| if let Value::Number(days) = value {
                    row.lead_days = Some(days);
                }
            ),
        )
        .when(|row| is::<StepNote>(row, |row| row.lead_days.is_some()))
        .hint(("着手から終わるまでの日数。空は0日です。", "Days from beginning to done; empty means none.")),
    ],
    blank: || AnyFact::StepNote(StepNote::default()),
    check: |row| {
        is::<StepNote>(row, |note| note.lead_days.is_some_and(|days| days > MOST_LEAD_DAYS))
            .then_some(("lead_days", ("3650日までで書きます。", "At most 3650 days.")))
    },
};

/// A number of days as it is written.
fn days(lang: Lang, count: u32) -> String {
    tr!(lang, "{count}日", "{count} days")
}
