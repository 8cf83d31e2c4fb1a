//! The form of a note on a step: who does it, until when, what it takes here.

use crate::domain::date::PartialDate;
use crate::domain::pack::Effort;
use crate::domain::step_note::{MOST_LEAD_DAYS, StepNote};
use crate::report::words::{self, pick};
use crate::tui::form::access::{on, plain};
use crate::tui::form::draft::Draft;
use crate::tui::form::sheet::{Field, Fixed, Kind, Sheet, Value};
use crate::tui::form::sheets::YES_NO;

const EFFORTS: [Effort; 3] = [Effort::Small, Effort::Medium, Effort::Large];

/// As the pack has it, or small, medium, large.
const OWN_EFFORT: Fixed = Fixed {
    count: 4,
    word: |lang, at| match at.checked_sub(1).and_then(|at| EFFORTS.get(at)) {
        Some(effort) => words::effort(lang, *effort),
        None => pick(lang, "設問票のとおり", "as the pack says"),
    },
};

/// A note on a step.
pub static STEP: Sheet = Sheet {
    title: ("手順の担当・期日・見積り", "Owner, due day and figures of a step"),
    fields: &[
        Field::new(
            ("担当", "Owner"),
            plain!(StepNote.owner, Text, Kind::Line),
            ("だれが進めるか。部署名でもかまいません。", "Who does it; a department will do."),
        ),
        Field::new(
            ("期日", "Due"),
            on!(StepNote, Kind::Day, |row| Value::Date(row.due.map(PartialDate::Day)), |row, value| {
                if let Value::Date(date) = value {
                    row.due = date.and_then(PartialDate::day);
                }
            }),
            (
                "いつまでに終えるか。基準日より後なら、そう表示します。",
                "Until when; one after the reference date is told.",
            ),
        ),
        Field::new(
            ("済にした日", "Ticked off on"),
            on!(StepNote, Kind::Day, |row| Value::Date(row.done.map(PartialDate::Day)), |row, value| {
                if let Value::Date(date) = value {
                    row.done = date.and_then(PartialDate::day);
                }
            }),
            (
                "覚え書きです。判定は台帳の事実と回答だけで決まります。",
                "A note only: verdicts go by facts and answers.",
            ),
        ),
        Field::new(
            ("手間", "Effort"),
            on!(
                StepNote,
                Kind::Choice(OWN_EFFORT),
                |row| {
                    let at = row.effort.and_then(|own| EFFORTS.iter().position(|known| *known == own));
                    Value::Choice(at.map_or(0, |at| at + 1))
                },
                |row, value| if let Value::Choice(at) = value {
                    row.effort = at.checked_sub(1).and_then(|at| EFFORTS.get(at)).copied();
                }
            ),
            (
                "自社での手間。最短の道すじの選び方に効きます。",
                "What it takes here; the search for the shortest way goes by it.",
            ),
        ),
        Field::new(
            ("日数を見積もる", "Own lead time"),
            on!(
                StepNote,
                Kind::Choice(YES_NO),
                |row| Value::Choice(usize::from(row.lead_days.is_some())),
                |row, value| if let Value::Choice(at) = value {
                    row.lead_days = (at == 1).then(|| row.lead_days.unwrap_or_default());
                }
            ),
            ("「いいえ」なら設問票の日数を使います。", "If not, the days of the pack are used."),
        ),
        Field::new(
            ("日数", "Days"),
            on!(
                StepNote,
                Kind::Number,
                |row| Value::Number(row.lead_days.unwrap_or_default()),
                |row, value| if let Value::Number(days) = value {
                    row.lead_days = Some(days);
                }
            ),
            ("着手から終わるまでの日数。空は0日です。", "From beginning to done; empty means none."),
        )
        .when(|draft| matches!(draft, Draft::StepNote(note) if note.lead_days.is_some())),
    ],
    blank: || Draft::StepNote(StepNote::default()),
    line: |_, draft| draft.key(),
    check: |draft| match draft {
        Draft::StepNote(note) if note.lead_days.is_some_and(|days| days > MOST_LEAD_DAYS) => {
            Some(("日数", ("3650日までで書きます。", "At most 3650 days.")))
        }
        _ => None,
    },
};
