//! Tables of what has a permanent id: one row for each person, contract, document, record.
//!
//! A row is matched by its id, or without one by its name; a name that is almost known, that several have, or whose
//! dates say otherwise is refused and never guessed.

use std::collections::{HashMap, HashSet};

use super::cells::{self, clean, columns, headed, written};
use super::imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
use super::incoming::{Incoming, rows};
use super::kind::TableKind;
use super::layout::{Filled, Known, Layout, is_called};
use super::lookup::{Lookup, fold, plain, typed_id};
use super::problem::{Problem, problem, shown};
use super::refusals::{below, footer, nameless, no_id, other_altogether, removed, shifted, unknown_id};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry, Issued, Series};
use crate::domain::grid::{Grid, Row};
use crate::domain::name::letters;
use crate::report::fields::{Described, Description, Field, Role};

/// The column of ids, which comes first.
const ID: Known = Known::new("id", ("番号", "Id"));

/// What says in the place of an id that a row is a new one.
const NEW: (&str, (&str, &str)) = ("new", ("新規", "new"));

/// A table whose rows have ids.
pub(super) struct KeyedRows<T: 'static> {
    /// Their series.
    pub(super) series: Series,
    /// What its columns behind the id are; the first is the name.
    pub(super) about: &'static Description,
    /// An entry that says nothing but its id.
    pub(super) blank: fn(String) -> T,
    /// Its name.
    pub(super) name: fn(&T) -> &str,
}

/// Where a row goes.
enum Place {
    /// To the entry that is there.
    Standing(usize),
    /// To a new one with this id.
    New(String),
}

impl<T: Entry + Described> KeyedRows<T> {
    pub(super) fn table(&self, what: TableKind, lookup: &Lookup<'_>) -> Grid {
        let columns = columns(self.about);
        let mut grid = headed(what.name(lookup.lang), lookup.lang, &ID, &columns);
        let row = |(at, entry): (usize, &T)| {
            let id = entry.key().into_owned();
            let cells = columns.iter().map(|column| written(lookup, column, entry));
            Row { line: at + 2, cells: std::iter::once(id).chain(cells).map(|cell| clean(&cell)).collect() }
        };
        grid.rows = T::list(lookup.context.assessment).iter().enumerate().map(row).collect();
        grid
    }

    pub(super) fn import(&self, incoming: &Incoming<'_>, grid: &Grid) -> Imported {
        let columns = columns(self.about);
        let all: Vec<Known> = columns.iter().map(|field| Known::of(field)).chain([ID]).collect();
        let layout = match Layout::of(grid, &all, incoming.skip) {
            Ok(layout) => layout,
            Err(refused) => return incoming.refused(grid, refused),
        };
        if !layout.has(0) && !layout.has(columns.len()) {
            return incoming.refused(grid, vec![without_name(&columns)]);
        }
        let values = incoming.lookup.context.assessment.clone();
        let mut run = Run {
            table: self,
            columns,
            incoming,
            layout,
            values,
            issued: incoming.issued.clone(),
            standing: Standing::of(self, incoming.lookup.context.assessment),
            seen: HashMap::new(),
            new: HashMap::new(),
            mentioned: HashSet::new(),
            gap: None,
        };
        let take = |row| {
            run.gap = grid.gap_above(row);
            run.take(row)
        };
        let lines = rows(grid).map(take).collect();
        let all = T::list(incoming.lookup.context.assessment).iter().map(|entry| entry.key().into_owned());
        let missing = all.filter(|id| !run.mentioned.contains(id)).collect();
        Imported { values: run.values, lines, missing, unlisted: Vec::new() }
    }
}

/// A sheet being read.
struct Run<'a, T: 'static> {
    table: &'a KeyedRows<T>,
    columns: Vec<&'static Field>,
    incoming: &'a Incoming<'a>,
    layout: Layout,
    values: Assessment,
    issued: Issued,
    standing: Standing,
    /// The ids of rows before, with their lines.
    seen: HashMap<String, usize>,
    /// The folded names of new rows, with their places.
    new: HashMap<String, Vec<usize>>,
    /// The ids that a row is about, refused or not.
    mentioned: HashSet<String>,
    /// The empty row above the present one.
    gap: Option<usize>,
}

/// Where the entries of the assessment are.
struct Standing {
    ids: HashMap<u32, usize>,
    /// By their folded names.
    names: HashMap<String, Vec<usize>>,
}

impl Standing {
    fn of<T: Entry>(table: &KeyedRows<T>, assessment: &Assessment) -> Self {
        let (mut ids, mut names) = (HashMap::new(), HashMap::<String, Vec<usize>>::new());
        for (at, entry) in T::list(assessment).iter().enumerate() {
            ids.extend(table.series.number(&entry.key()).map(|number| (number, at)));
            names.entry(fold((table.name)(entry))).or_default().push(at);
        }
        Self { ids, names }
    }

    /// Those of a folded name, in their order.
    fn named(&self, folded: &str) -> &[usize] {
        self.names.get(folded).map_or(&[], Vec::as_slice)
    }
}

impl<T: Entry + Described> Run<'_, T> {
    fn take(&mut self, row: &Row) -> ImportedRow {
        let (id, own): (Vec<Filled<'_>>, Vec<Filled<'_>>) =
            self.layout.filled(row).into_iter().partition(|cell| cell.column == self.columns.len());
        let typed = id.iter().chain(own.iter().filter(|cell| cell.column == 0)).map(|cell| shown(cell.text));
        let typed = typed.collect::<Vec<_>>().join(" ");
        let (about, outcome) = match self.place(id.first(), &own) {
            Ok(place) => self.accept(row, place, &own),
            Err(refusal) => (typed, RowOutcome::Refused(vec![refusal])),
        };
        ImportedRow { line: row.line, about, outcome }
    }

    /// Puts a row where it goes, unless something is wrong with it; what it is about, and what came of it.
    fn accept(&mut self, row: &Row, place: Place, own: &[Filled<'_>]) -> (String, RowOutcome) {
        let mut entry = match &place {
            Place::Standing(at) => T::list(&self.values)[*at].clone(),
            Place::New(id) => (self.table.blank)(id.clone()),
        };
        let mut wrong: Vec<Refusal> = self.layout.overlong(row).into_iter().collect();
        self.mentioned.insert(entry.key().into_owned());
        wrong.extend(
            self.shifted(&place, own)
                .or_else(|| self.strayed(&place, own))
                .or_else(|| self.renamed(&place, own)),
        );
        if matches!(place, Place::New(_)) {
            wrong.extend(self.missing(own));
        }
        let filled = self.incoming.fill(&self.columns, own, &self.layout, &mut entry);
        let changed = filled.unwrap_or_else(|refusals| {
            wrong.extend(refusals);
            Vec::new()
        });
        if !changed.is_empty() {
            wrong.extend(cells::wrong(self.table.about, &entry).map(Refusal::of_row));
        }
        let id = entry.key().into_owned();
        let about = format!("{id} {}", shown((self.table.name)(&entry))).trim().to_owned();
        if !wrong.is_empty() {
            return (about, RowOutcome::Refused(wrong));
        }
        self.seen.insert(id, row.line);
        (about, self.put(place, entry, changed))
    }

    fn put(&mut self, place: Place, entry: T, changed: Vec<Cell>) -> RowOutcome {
        let list = T::list_mut(&mut self.values);
        match place {
            Place::New(_) => {
                self.new.entry(fold((self.table.name)(&entry))).or_default().push(list.len());
                list.push(entry);
                RowOutcome::Added(changed)
            }
            Place::Standing(_) if changed.is_empty() => RowOutcome::Unchanged,
            Place::Standing(at) => {
                list[at] = entry;
                RowOutcome::Changed(changed)
            }
        }
    }

    /// The name of one entry at the id of another, as a list sorted by one column has them.
    fn shifted(&self, place: &Place, own: &[Filled<'_>]) -> Option<Refusal> {
        let Place::Standing(at) = place else { return None };
        let cell = own.iter().find(|cell| cell.column == 0)?;
        let list = T::list(self.incoming.lookup.context.assessment);
        let (standing, folded) = (list.get(*at)?, fold(cell.text));
        let named = self.standing.named(&folded);
        let other = list.get(*named.first().filter(|_| !named.contains(at))?)?;
        let problem = shifted(&standing.key(), (self.table.name)(standing), cell.text, &other.key());
        Some(self.layout.refusal(cell.at, problem))
    }

    /// Another name at an id, below an empty row: of another list, perhaps.
    fn strayed(&self, place: &Place, own: &[Filled<'_>]) -> Option<Refusal> {
        let (Place::Standing(at), Some(gap)) = (place, self.gap) else { return None };
        let cell = own.iter().find(|cell| cell.column == 0)?;
        let standing = T::list(self.incoming.lookup.context.assessment).get(*at)?;
        let other = fold((self.table.name)(standing)) != fold(cell.text);
        other.then(|| self.layout.refusal(cell.at, below(gap)))
    }

    /// Another name altogether at an id, in a sheet that need not be about this file.
    fn renamed(&self, place: &Place, own: &[Filled<'_>]) -> Option<Refusal> {
        let Place::Standing(at) = place else { return None };
        let cell = own.iter().find(|cell| cell.column == 0).filter(|_| !self.incoming.own)?;
        let standing = T::list(self.incoming.lookup.context.assessment).get(*at)?;
        let (before, after) = (pieces((self.table.name)(standing)), pieces(cell.text));
        let other = !before.is_empty() && before.is_disjoint(&after);
        let problem = || other_altogether(&standing.key(), (self.table.name)(standing), cell.text);
        other.then(|| self.layout.refusal(cell.at, problem()))
    }

    /// The columns that a new row has to fill and does not.
    fn missing(&self, own: &[Filled<'_>]) -> Vec<Refusal> {
        let needed = self.columns.iter().enumerate().filter(|(_, column)| column.role == Role::Required);
        let missing = needed.filter(|(at, _)| own.iter().all(|cell| cell.column != *at));
        missing
            .map(|(_, column)| {
                let (ja, en) = column.label;
                let problem = problem!(
                    "新しい行には「{ja}」が必要です",
                    "a new row needs \"{en}\"",
                    "値を書いてください",
                    "fill it in"
                );
                Refusal::of_row(problem)
            })
            .collect()
    }

    fn place(&mut self, id: Option<&Filled<'_>>, own: &[Filled<'_>]) -> Result<Place, Refusal> {
        let at = id.or(own.first()).map_or(0, |cell| cell.at);
        let place = match id {
            Some(cell) if is_called(cell.text, NEW.0, NEW.1) => {
                Ok(Place::New(self.issued.take(self.table.series)))
            }
            Some(cell) => self.by_id(cell.text),
            None => self.by_name(own),
        };
        let place = place.and_then(|place| self.once(place));
        place.map_err(|problem| self.layout.refusal(at, problem))
    }

    fn by_id(&mut self, text: &str) -> Result<Place, Problem> {
        let id = typed_id(text);
        let series = self.table.series;
        let Some(number) = series.number(&id) else { return Err(no_id(text, series)) };
        if let Some(at) = self.standing.ids.get(&number) {
            return Ok(Place::Standing(*at));
        }
        if self.seen.contains_key(&series.id(number)) {
            return Err(self.twice(&series.id(number)));
        }
        if !self.incoming.keep_ids {
            return Err(unknown_id(&id, series));
        }
        if self.incoming.issued.knows(series, number) {
            return Err(removed(&id));
        }
        let id = series.id(number);
        self.issued.reserve(&id);
        Ok(Place::New(id))
    }

    fn by_name(&mut self, own: &[Filled<'_>]) -> Result<Place, Problem> {
        let Some(name) = own.iter().find(|cell| cell.column == 0) else { return Err(nameless()) };
        let list = T::list(self.incoming.lookup.context.assessment);
        let folded = fold(name.text);
        let alike: Vec<(usize, &T)> =
            self.standing.named(&folded).iter().filter_map(|at| Some((*at, list.get(*at)?))).collect();
        let same: Vec<usize> = alike
            .iter()
            .filter(|(_, entry)| {
                plain((self.table.name)(entry)) == plain(name.text) && self.agrees(entry, own)
            })
            .map(|(at, _)| *at)
            .collect();
        // Whichever of them the row is about, the sheet does not lack it.
        self.mentioned.extend(alike.iter().map(|(_, entry)| entry.key().into_owned()));
        match (same.as_slice(), alike.first()) {
            ([at], _) => Ok(Place::Standing(*at)),
            ([], Some((_, entry))) => Err(Problem::almost(name.text, &entry.key(), (self.table.name)(entry))),
            ([], None) => self.fresh(own, name.text),
            (several, _) => {
                let ids: Vec<String> = several.iter().map(|at| list[*at].key().into_owned()).collect();
                Err(Problem::several(name.text, &ids.iter().map(String::as_str).collect::<Vec<_>>()))
            }
        }
    }

    /// A new row, unless a row before it says the same by its name and what else distinguishes it.
    fn fresh(&mut self, own: &[Filled<'_>], name: &str) -> Result<Place, Problem> {
        if is_footer(name) {
            return Err(footer(name));
        }
        if let Some(gap) = self.gap {
            return Err(below(gap));
        }
        let list = T::list(&self.values);
        let new = self.new.get(&fold(name)).into_iter().flatten().filter_map(|at| list.get(*at));
        if let Some(entry) = new.clone().find(|entry| self.agrees(entry, own)) {
            return Err(self.twice(&entry.key()));
        }
        Ok(Place::New(self.issued.take(self.table.series)))
    }

    /// Whether nothing that distinguishes entries of one name says otherwise.
    fn agrees(&self, entry: &T, own: &[Filled<'_>]) -> bool {
        own.iter().all(|cell| {
            let Some(column) =
                self.columns.get(cell.column).filter(|column| column.role == Role::Distinguishing)
            else {
                return true;
            };
            let lookup = &self.incoming.lookup;
            let text = |entry: &T| written(lookup, column, entry);
            if text(entry).is_empty() || cells::says(lookup, column, entry, cell.text) {
                return true;
            }
            let mut other = (self.table.blank)(String::new());
            let read = cells::read(lookup, column, &mut other, cell.text);
            read.is_ok() && text(&other) == text(entry)
        })
    }

    fn once(&self, place: Place) -> Result<Place, Problem> {
        let id = match &place {
            Place::Standing(at) => T::list(&self.values)[*at].key().into_owned(),
            Place::New(id) => id.clone(),
        };
        if self.seen.contains_key(&id) { Err(self.twice(&id)) } else { Ok(place) }
    }

    fn twice(&self, id: &str) -> Problem {
        let line = self.seen.get(id).copied().unwrap_or_default();
        problem!(
            "{id} は{line}行目にもあります",
            "{id} stands on line {line} as well",
            "1つの行にまとめるか、別のものなら番号(id)に「新規」と書いてください",
            "make them one row, or write \"new\" as id if they are two things"
        )
    }
}

fn without_name(columns: &[&Field]) -> Refusal {
    let (ja, en) = columns.first().map_or(("", ""), |column| column.label);
    let problem = problem!(
        "番号(id)の列も「{ja}」の列もありません",
        "there is neither a column Id nor \"{en}\"",
        "どちらかの列がないと、どの行のことか決められません",
        "without one of them nobody knows what a row is about"
    );
    Refusal::of_row(problem)
}

/// What follows below tables and is none of their rows: sums, notes, who made the list.
fn is_footer(name: &str) -> bool {
    let name = fold(name);
    let after = |word: &str| name.strip_prefix(fold(word).as_str());
    let alone = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic());
    let notes = ["\u{203b}", "*", "合計", "小計", "総計", "作成者", "作成日", "備考"];
    let words = ["計", "注", "以上", "作成", "更新", "total", "subtotal", "sum", "note", "prepared by"];
    notes.iter().any(|word| after(word).is_some()) || words.iter().any(|word| after(word).is_some_and(alone))
}

/// What a name is made of: words of Latin letters and digits, and every other letter.
fn pieces(name: &str) -> HashSet<String> {
    let (mut pieces, mut word) = (HashSet::new(), String::new());
    for c in letters(name).chain([' ']) {
        if c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        pieces.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        pieces.extend(c.is_alphanumeric().then(|| c.to_string()));
    }
    pieces
}
