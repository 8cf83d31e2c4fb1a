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

/// The kind of a part with the way to it, for parts that hold a value of that kind.
macro_rules! access {
    // What a value holds as it is.
    (@plain $type:ident.$part:ident, $value:ident, $kind:expr) => {
        on!($type, $kind, |row| Value::$value(row.$part.clone().into()), |row, value| {
            if let Value::$value(given) = value {
                row.$part = given.into();
            }
        })
    };
    ($type:ident.$part:ident, Line) => { access!(@plain $type.$part, Text, Kind::Line) };
    ($type:ident.$part:ident, Version) => { access!(@plain $type.$part, Text, Kind::Version) };
    ($type:ident.$part:ident, Text) => { access!(@plain $type.$part, Text, Kind::Text) };
    ($type:ident.$part:ident, Date) => { access!(@plain $type.$part, Date, Kind::Date) };
    ($type:ident.$part:ident, Expiry) => { access!(@plain $type.$part, Expiry, Kind::Expiry) };
    // The rest names its kind with what it is a kind of.
    ($type:ident.$part:ident, Number($written:expr)) => {
        access!(@plain $type.$part, Number, Kind::Number($written))
    };
    ($type:ident.$part:ident, One($source:expr)) => { access!(@plain $type.$part, One, Kind::One($source)) };
    ($type:ident.$part:ident, Many($source:expr)) => { access!(@plain $type.$part, Many, Kind::Many($source)) };
    ($type:ident.$part:ident, Item($kinds:expr)) => { access!(@plain $type.$part, Item, Kind::Item($kinds)) };
    ($type:ident.$part:ident, Items($kinds:expr)) => { access!(@plain $type.$part, Items, Kind::Items($kinds)) };
    // Ids that have a type of their own.
    ($type:ident.$part:ident, Ids($source:expr)) => {
        on!(
            $type,
            Kind::Many($source),
            |row| Value::Many(row.$part.iter().map(ToString::to_string).collect()),
            |row, value| if let Value::Many(given) = value {
                row.$part = given.into_iter().map(Into::into).collect();
            }
        )
    };
    // A day, which is never a month or a year.
    ($type:ident.$part:ident, Day) => {
        on!($type, Kind::Day, |row| Value::Date(row.$part.map(Into::into)), |row, value| {
            if let Value::Date(date) = value {
                row.$part = date.and_then(PartialDate::day);
            }
        })
    };
    // One of the words of an enumeration.
    ($type:ident.$part:ident, Choice($word:ident)) => {
        on!($type, Kind::Choice(word::fixed::<$word>()), |row| word::choice(row.$part), |row, value| {
            word::choose(&mut row.$part, &value);
        })
    };
    // Rows of their own.
    ($type:ident.$part:ident, Rows($inner:ident, $about:expr)) => {
        on!(
            $type,
            Kind::Rows($about),
            |row| Value::Rows(row.$part.iter().cloned().map(AnyFact::$inner).collect()),
            |row, value| if let Value::Rows(given) = value {
                let inner = |fact| if let AnyFact::$inner(inner) = fact { Some(inner) } else { None };
                row.$part = given.into_iter().filter_map(inner).collect();
            }
        )
    };
}

/// A field that is a part of a row under its own name: `field!(Person.name, Line, ("氏名", "Name"))`.
macro_rules! field {
    ($type:ident.$part:ident, $kind:ident $(($($of:tt)*))?, $label:expr) => {{
        #[allow(unused_imports, reason = "each kind needs some of them")]
        use $crate::domain::date::PartialDate;
        #[allow(unused_imports, reason = "each kind needs some of them")]
        use $crate::report::fields::{AnyFact, Kind, Value, access::access, access::on, word};
        $crate::report::fields::Field::new(
            stringify!($part),
            $label,
            access!($type.$part, $kind $(($($of)*))?),
        )
    }};
}

/// Whether something has happened, which almost every kind of row says.
macro_rules! stage {
    ($type:ident) => {
        $crate::report::fields::access::field!($type.stage, Choice(Stage), ("済・予定", "Done or planned"))
            .unsaid(|row| $crate::report::fields::is::<$type>(row, |row| row.stage == Stage::Done))
            .hint((
                "「予定」は計画に使うもので、判定では数えません。",
                "Planned rows serve the plan; they never count in a verdict.",
            ))
    };
}

/// A free note.
macro_rules! note {
    ($type:ident) => {
        $crate::report::fields::access::field!($type.note, Text, ("覚え書き", "Note"))
            .hint(("自由な覚え書きです。判定には使いません。", "A free note; verdicts do not use it."))
    };
}

pub(super) use {access, field, note, on, stage};
