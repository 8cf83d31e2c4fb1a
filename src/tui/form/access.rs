//! Short ways to say which part of a row a field reads and writes.

/// A pair of functions for one kind of row; other kinds have no such field.
macro_rules! on {
    ($variant:ident, $kind:expr, $get:expr, $set:expr) => {{
        let get: fn(&$crate::tui::form::draft::Draft) -> $crate::tui::form::sheet::Value = |draft| {
            let get: fn(&$variant) -> $crate::tui::form::sheet::Value = $get;
            match draft {
                $crate::tui::form::draft::Draft::$variant(row) => get(row),
                _ => $crate::tui::form::sheet::Value::Absent,
            }
        };
        let set: fn(&mut $crate::tui::form::draft::Draft, $crate::tui::form::sheet::Value) =
            |draft, value| {
                let set: fn(&mut $variant, $crate::tui::form::sheet::Value) = $set;
                if let $crate::tui::form::draft::Draft::$variant(row) = draft {
                    set(row, value);
                }
            };
        ($kind, get, set)
    }};
}

/// A part that a value of this kind holds as it is: `plain!(Person.name, Text, Kind::Line)`.
macro_rules! plain {
    ($variant:ident . $part:ident, $value:ident, $kind:expr) => {
        $crate::tui::form::access::on!(
            $variant,
            $kind,
            |row| $crate::tui::form::sheet::Value::$value(row.$part.clone()),
            |row, value| if let $crate::tui::form::sheet::Value::$value(given) = value {
                row.$part = given;
            }
        )
    };
}

/// One of a few fixed words.
macro_rules! choice {
    ($variant:ident . $part:ident, $all:expr, $word:path) => {
        $crate::tui::form::access::on!(
            $variant,
            $crate::tui::form::sheet::Kind::Choice($crate::tui::form::sheet::Fixed {
                count: $all.len(),
                word: |lang, at| $all.get(at).map_or("", |known| $word(lang, *known)),
            }),
            |row| $crate::tui::form::sheet::Value::Choice(
                $all.iter().position(|known| *known == row.$part).unwrap_or(0)
            ),
            |row, value| if let $crate::tui::form::sheet::Value::Choice(at) = value
                && let Some(known) = $all.get(at)
            {
                row.$part = *known;
            }
        )
    };
}

/// Rows of their own, each with a form.
macro_rules! rows {
    ($variant:ident . $part:ident, $inner:ident, $sheet:expr) => {
        $crate::tui::form::access::on!(
            $variant,
            $crate::tui::form::sheet::Kind::Rows($sheet),
            |row| $crate::tui::form::sheet::Value::Rows(
                row.$part.iter().cloned().map($crate::tui::form::draft::Draft::$inner).collect()
            ),
            |row, value| if let $crate::tui::form::sheet::Value::Rows(given) = value {
                row.$part = given
                    .into_iter()
                    .filter_map(|draft| match draft {
                        $crate::tui::form::draft::Draft::$inner(inner) => Some(inner),
                        _ => None,
                    })
                    .collect();
            }
        )
    };
}

pub(crate) use {choice, on, plain, rows};
