//! Short ways to say which part of a row a field reads and writes.

/// A pair of functions for one kind of row; other kinds have no such field.
macro_rules! on {
    ($type:ident, $kind:expr, $get:expr, $set:expr) => {{
        let get: fn(&dyn $crate::report::fields::Described) -> $crate::report::fields::Value = |row| {
            let get: fn(&$type) -> $crate::report::fields::Value = $get;
            row.inner().downcast_ref().map_or($crate::report::fields::Value::Absent, get)
        };
        let set: fn(&mut dyn $crate::report::fields::Described, $crate::report::fields::Value) =
            |row, value| {
                let set: fn(&mut $type, $crate::report::fields::Value) = $set;
                if let Some(row) = row.inner_mut().downcast_mut() {
                    set(row, value);
                }
            };
        ($kind, get, set)
    }};
}

/// A part that a value of this kind holds as it is: `plain!(Person.name, Text, Kind::Line)`.
macro_rules! plain {
    ($type:ident . $part:ident, $value:ident, $kind:expr) => {
        $crate::report::fields::access::on!(
            $type,
            $kind,
            |row| $crate::report::fields::Value::$value(row.$part.clone()),
            |row, value| if let $crate::report::fields::Value::$value(given) = value {
                row.$part = given;
            }
        )
    };
}

/// A day, which is never a month or a year.
macro_rules! day {
    ($type:ident . $part:ident) => {
        $crate::report::fields::access::on!(
            $type,
            $crate::report::fields::Kind::Day,
            |row| $crate::report::fields::Value::Date(row.$part.map(Into::into)),
            |row, value| if let $crate::report::fields::Value::Date(date) = value {
                row.$part = date.and_then($crate::domain::date::PartialDate::day);
            }
        )
    };
}

/// One of the words of an enumeration.
macro_rules! choice {
    ($type:ident . $part:ident: $word:ident) => {
        $crate::report::fields::access::on!(
            $type,
            $crate::report::fields::Kind::Choice($crate::report::fields::word::fixed::<$word>()),
            |row| $crate::report::fields::word::choice(row.$part),
            |row, value| $crate::report::fields::word::choose(&mut row.$part, &value)
        )
    };
}

/// Rows of their own.
macro_rules! rows {
    ($type:ident . $part:ident, $inner:ident, $about:expr) => {
        $crate::report::fields::access::on!(
            $type,
            $crate::report::fields::Kind::Rows($about),
            |row| $crate::report::fields::Value::Rows(
                row.$part.iter().cloned().map($crate::report::fields::AnyFact::$inner).collect()
            ),
            |row, value| if let $crate::report::fields::Value::Rows(given) = value {
                row.$part = given
                    .into_iter()
                    .filter_map(|fact| match fact {
                        $crate::report::fields::AnyFact::$inner(inner) => Some(inner),
                        _ => None,
                    })
                    .collect();
            }
        )
    };
}

/// Whether something has happened, which almost every kind of row says.
macro_rules! stage {
    ($type:ident) => {
        $crate::report::fields::Field::new(
            "stage",
            ("済・予定", "Done or planned"),
            $crate::report::fields::access::choice!($type.stage: Stage),
            (
                "「予定」は計画に使うもので、判定では数えません。",
                "Planned rows serve the plan; they never count in a verdict.",
            ),
        )
        .unsaid(|row| {
            $crate::report::fields::is::<$type>(row, |row| {
                row.stage == $crate::domain::register::Stage::Done
            })
        })
    };
}

/// A free note.
macro_rules! note {
    ($type:ident) => {
        $crate::report::fields::Field::new(
            "note",
            ("覚え書き", "Note"),
            $crate::report::fields::access::plain!($type.note, Text, $crate::report::fields::Kind::Text),
            ("自由な覚え書きです。判定には使いません。", "A free note; verdicts do not use it."),
        )
    };
}

pub(super) use {choice, day, note, on, plain, rows, stage};
