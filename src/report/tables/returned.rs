//! A sheet that comes back: what it says is compared with the file as it was when the sheet was written, so that an
//! untouched cell says nothing, and what was changed on both sides is refused with both values.

use std::collections::HashSet;

use super::imported::{Cell, Imported, ImportedRow, RowOutcome};
use super::problem::{Problem, problem, shown};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry, Issued};
use crate::domain::merge::{Base, merge};
use crate::domain::register::{Contract, Document, Equivalence, Evidence, Person, Record};

/// Reads a sheet against the file of its moment, and brings what it changes into the file of today. `read` reads it
/// against some values.
pub fn returned(
    then: &Assessment,
    today: &Assessment,
    issued: &Issued,
    read: impl Fn(&Assessment) -> Imported,
) -> Imported {
    let mut base = then.clone();
    // Rows that were added here since are known by their names, or the sheet would add them a second time.
    added::<Person>(&mut base, today);
    added::<Contract>(&mut base, today);
    added::<Document>(&mut base, today);
    added::<Record>(&mut base, today);
    added::<Equivalence>(&mut base, today);
    added::<Evidence>(&mut base, today);
    let mut imported = read(&base);
    // Nobody misses what the sheet could not have had.
    let (here, before) = (today.fact_ids(), then.fact_ids());
    imported.missing.retain(|text| {
        let id = text.split([' ', ':']).next().unwrap_or_default();
        before.contains(id) || !here.contains(id)
    });
    if base == *today {
        return imported;
    }
    let now = read(today);
    let merged = merge(&Base::known(&base), today, &imported.values, issued, &[]);
    let clashes: Vec<&str> = merged.clashes.iter().map(|clash| clash.id.as_str()).collect();
    for (line, now) in imported.lines.iter_mut().zip(&now.lines) {
        settle(line, now, &clashes);
    }
    // Nor what is gone from here.
    let missed: HashSet<&String> = now.missing.iter().collect();
    imported.missing.retain(|text| missed.contains(text));
    imported.values = merged.settled(today, |_| false).values;
    imported
}

fn added<T: Entry>(base: &mut Assessment, today: &Assessment) {
    let known = |entry: &&T| T::list(base).iter().any(|other| other.key() == entry.key());
    let new: Vec<T> = T::list(today).iter().filter(|entry| !known(entry)).cloned().collect();
    T::list_mut(base).extend(new);
}

/// What came of a row: refused where both sides changed it, unchanged where today's file says so already.
fn settle(line: &mut ImportedRow, now: &ImportedRow, clashes: &[&str]) {
    let (RowOutcome::Added(cells) | RowOutcome::Changed(cells)) = &line.outcome else { return };
    let subject = line.about.split_whitespace().next().unwrap_or_default();
    if clashes.contains(&subject) {
        line.outcome = RowOutcome::refused(clash(cells, &now.outcome));
    } else if now.outcome == RowOutcome::Unchanged {
        line.outcome = RowOutcome::Unchanged;
    }
}

fn clash(sheet: &[Cell], now: &RowOutcome) -> Problem {
    let empty = Vec::new();
    let (RowOutcome::Added(here) | RowOutcome::Changed(here)) = now else {
        return both_changed(String::new(), String::new());
    };
    let here = if here.is_empty() { &empty } else { here };
    let both = here.iter().filter_map(|cell| {
        sheet.iter().any(|other| other.heading == cell.heading).then_some((
            &cell.heading,
            &cell.before,
            &cell.after,
        ))
    });
    let tell = |here: &str, there: &str, between: &str| {
        let each = both.clone().map(|(heading, before, after)| {
            format!("{heading}: {here}「{}」{there}「{}」", shown(before), shown(after))
        });
        each.collect::<Vec<_>>().join(between)
    };
    both_changed(tell("こちら", "、表", "、"), tell("here ", ", sheet ", ", "))
}

fn both_changed(ja: String, en: String) -> Problem {
    let (ja, en) = match ja.as_str() {
        "" => (ja, en),
        _ => (format!("({ja})"), format!(" ({en})")),
    };
    problem!(
        "表を書き出した後に、こちらでも変更または削除されています{ja}",
        "it was changed or removed here, too, after the sheet was written{en}",
        "どちらにするか決め、こちらの値に合わせるか、新しく書き出した表に書いてください",
        "decide which counts: write the value of this file, or fill in a sheet that is exported anew"
    )
}
