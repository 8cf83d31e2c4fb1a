//! Members of reference lists as a table: a published list is taken in with the source, the person and the day of its
//! reading. A row is a member by its id, or by its list and name; a name that is new gets an id of its own.

use std::collections::HashMap;

use super::cells::{clean, columns, headed, read_reference_list, written};
use super::imported::{Cell, Imported, ImportedRow, Refusal, RowOutcome};
use super::incoming::{Incoming, rows};
use super::kind::TableKind;
use super::layout::{Filled, Known, Layout};
use super::lookup::{Lookup, plain};
use super::problem::{Problem, problem, shown};
use crate::domain::assessment::{Assessment, Catalog};
use crate::domain::grid::{Grid, Heading, Row};
use crate::domain::listed::{Meaning, Within};
use crate::domain::name;
use crate::domain::register::VerifiedMember;
use crate::report::fields::{self, Field};
use crate::report::grounds::Context;
use crate::report::listed;

/// The column of the list's number, which comes first; the id is the first of the fields behind it.
const LIST: Known = Known::new("list", ("一覧", "List"));

/// Every member of the lists, and those that the organisation added.
pub(super) fn table(lookup: &Lookup<'_>) -> Grid {
    let columns = columns(&fields::VERIFIED_MEMBER);
    let mut grid = headed(TableKind::Members.name(lookup.lang), lookup.lang, &LIST, &columns);
    grid.headings.iter_mut().for_each(|heading: &mut Heading| heading.choices.clear());
    let context = &lookup.context;
    let catalog = Catalog::new(context.references, context.assessment);
    let shipped = context.references.lists.iter().flat_map(|list| &list.members).map(|member| &member.id);
    let mut ids: Vec<&String> = shipped.collect();
    for added in &context.assessment.members {
        if !ids.contains(&&added.id) {
            ids.push(&added.id);
        }
    }
    let row = |(at, id): (usize, &String)| {
        let entry = as_shown(&catalog, id);
        let cells = columns.iter().map(|column| written(lookup, column, &entry));
        let list = entry.list().to_owned();
        Row { line: at + 2, cells: std::iter::once(list).chain(cells).map(|cell| clean(&cell)).collect() }
    };
    grid.rows = ids.into_iter().enumerate().map(row).collect();
    grid
}

/// A member as a table shows it: what the organisation says before what the lists say.
fn as_shown(catalog: &Catalog<'_>, id: &str) -> VerifiedMember {
    let own = catalog.added().iter().find(|added| added.id == id).cloned();
    let mut entry = own.unwrap_or_else(|| VerifiedMember { id: id.to_owned(), ..VerifiedMember::default() });
    let Some(member) = catalog.member(id).and_then(|member| member.shipped) else { return entry };
    let fill = |text: &mut String, known: &str| {
        if text.trim().is_empty() {
            known.clone_into(text);
        }
    };
    fill(&mut entry.name, &member.name.ja);
    fill(&mut entry.name_en, &member.name.en);
    fill(&mut entry.aliases, &member.aliases.join(", "));
    fill(&mut entry.issuer, &member.issuer);
    if entry.source.trim().is_empty() && entry.by.trim().is_empty() && entry.on.is_none() && member.verified {
        entry.source.clone_from(&member.source);
        entry.by.clone_from(&member.verified_by);
        entry.on = member.verified_on.parse().ok();
    }
    entry
}

/// Reads a list.
pub(super) fn import(incoming: &Incoming<'_>, grid: &Grid) -> Imported {
    let columns = columns(&fields::VERIFIED_MEMBER);
    let all: Vec<Known> = columns.iter().map(|field| Known::of(field)).chain([LIST]).collect();
    let layout = match Layout::of(grid, &all, incoming.skip) {
        Ok(layout) => layout,
        Err(refused) => return incoming.refused(grid, refused),
    };
    let (id, name, list) = (layout.has(0), layout.has(1), layout.has(columns.len()));
    if !(id || name && list) {
        return incoming.refused(grid, vec![Refusal::of_row(unnamed())]);
    }
    let values = incoming.lookup.context.assessment.clone();
    let mut run = Run { incoming, columns, layout, values, seen: HashMap::new() };
    let lines = rows(grid).map(|row| run.take(row)).collect();
    let standing = incoming.lookup.context.assessment.members.iter().map(|member| member.id.clone());
    let missing = standing.filter(|id| !run.seen.contains_key(id)).collect();
    Imported { values: run.values, lines, missing, unlisted: Vec::new() }
}

/// A sheet being read.
struct Run<'a> {
    incoming: &'a Incoming<'a>,
    columns: Vec<&'static Field>,
    layout: Layout,
    values: Assessment,
    /// The ids of rows before, with their lines.
    seen: HashMap<String, usize>,
}

impl Run<'_> {
    fn take(&mut self, row: &Row) -> ImportedRow {
        let (list, own): (Vec<Filled<'_>>, Vec<Filled<'_>>) =
            self.layout.filled(row).into_iter().partition(|cell| cell.column == self.columns.len());
        let typed = list.iter().chain(own.iter().filter(|cell| cell.column < 2)).map(|cell| shown(cell.text));
        let typed = typed.collect::<Vec<_>>().join(" ");
        let (about, outcome) = match self.id(list.first(), &own) {
            Err(refusal) => (typed, RowOutcome::Refused(vec![refusal])),
            Ok(id) => {
                let name = own.iter().find(|cell| cell.column == 1).map(|cell| shown(cell.text));
                let about = format!("{} {}", shown(&id), name.unwrap_or_default()).trim().to_owned();
                (about, self.accept(row, id, &own).unwrap_or_else(RowOutcome::Refused))
            }
        };
        ImportedRow { line: row.line, about, outcome }
    }

    /// The id that a row is about: its own, that of the member of its list with its name, or a new one.
    fn id(&self, list: Option<&Filled<'_>>, own: &[Filled<'_>]) -> Result<String, Refusal> {
        let cell = |column| own.iter().find(|cell| cell.column == column);
        let number = list.map(|cell| {
            let number = read_reference_list(&self.incoming.lookup, cell.text);
            number.map_err(|problem| self.layout.refusal(cell.at, problem))
        });
        let number = number.transpose()?;
        match (cell(0), cell(1), number) {
            (Some(id), _, Some(number)) => self.at_home(id, &number),
            (Some(id), _, None) => self.at_home(id, plain(id.text).split('/').next().unwrap_or_default()),
            (None, Some(name), Some(number)) => self.named(name, own, &number),
            (None, ..) => Err(Refusal::of_row(unnamed())),
        }
    }

    /// An id that is written, with its list in front where only the short name stands.
    fn at_home(&self, cell: &Filled<'_>, number: &str) -> Result<String, Refusal> {
        let text = plain(cell.text);
        let id = if text.contains('/') { text } else { format!("{number}/{text}") };
        match id.split_once('/') {
            Some((own, short)) if own == number && !own.is_empty() && !short.trim().is_empty() => Ok(id),
            _ => Err(self.layout.refusal(cell.at, not_at_home(&id, number))),
        }
    }

    /// The member of a list with a name, or an id for a new one.
    fn named(&self, name: &Filled<'_>, own: &[Filled<'_>], number: &str) -> Result<String, Refusal> {
        let context = &self.incoming.lookup.context;
        let catalog = Catalog::new(context.references, &self.values);
        match catalog.meaning(name.text, Within::Numbers(&[number])) {
            Meaning::Member(id) => Ok(id),
            Meaning::Several(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                Err(self.layout.refusal(name.at, Problem::several(name.text, &ids)))
            }
            Meaning::Shaped(shape, near) => {
                let (message, hint) = listed::no_name(context, name.text, shape, &near);
                Err(self.layout.refusal(name.at, Problem { message, hint }))
            }
            Meaning::Unlisted(_) => {
                let texts = own.iter().filter(|cell| (1..=3).contains(&cell.column)).map(|cell| cell.text);
                let context = Context { assessment: &self.values, ..*context };
                Ok(listed::new_member_id(&context, number, texts))
            }
        }
    }

    fn accept(&mut self, row: &Row, id: String, own: &[Filled<'_>]) -> Result<RowOutcome, Vec<Refusal>> {
        if let Some(before) = self.seen.insert(id.clone(), row.line) {
            return Err(vec![Refusal::of_row(twice(&id, before))]);
        }
        let mut wrong: Vec<Refusal> = self.layout.overlong(row).into_iter().collect();
        let catalog = Catalog::new(self.incoming.lookup.context.references, &self.values);
        let before = as_shown(&catalog, &id);
        let mut entry = before.clone();
        // Another name of the same thing says nothing new.
        let known: Vec<String> = catalog.names_of(&id).into_iter().map(name::key).collect();
        let says = |cell: &&Filled<'_>| match cell.column {
            0 => false,
            1 => !known.contains(&name::key(cell.text)),
            _ => true,
        };
        let cells: Vec<Filled<'_>> = own.iter().filter(says).copied().collect();
        let changed = self.incoming.fill(&self.columns, &cells, &self.layout, &mut entry);
        let changed = changed.unwrap_or_else(|refusals| {
            wrong.extend(refusals);
            Vec::new()
        });
        let at = self.values.members.iter().position(|member| member.id == id);
        if wrong.is_empty() && changed.is_empty() && (at.is_some() || catalog.member(&id).is_some()) {
            return Ok(RowOutcome::Unchanged);
        }
        let standing = at.map(|at| self.values.members[at].clone());
        let mut new =
            said(&before, &entry, standing.unwrap_or(VerifiedMember { id, ..VerifiedMember::default() }));
        if new.by.trim().is_empty() {
            new.by = plain(self.incoming.by);
        }
        wrong.extend(self.faults(&catalog, &new));
        if wrong.is_empty() { Ok(self.put(at, new, changed)) } else { Err(wrong) }
    }

    /// What is wrong with a member as a whole.
    fn faults(&self, catalog: &Catalog<'_>, new: &VerifiedMember) -> Vec<Refusal> {
        let context = &self.incoming.lookup.context;
        let known = catalog.member(&new.id).and_then(|member| member.shipped).is_some();
        let nameless = new.name.trim().is_empty() && !known;
        let problems = [
            listed::misnumbered(context, new).map(|(message, hint)| Problem { message, hint }),
            nameless.then(unnamed),
            (!new.complete()).then(unproved),
        ];
        problems.into_iter().flatten().map(Refusal::of_row).collect()
    }

    fn put(&mut self, at: Option<usize>, new: VerifiedMember, changed: Vec<Cell>) -> RowOutcome {
        if let Some(at) = at {
            self.values.members[at] = new;
            return RowOutcome::Changed(changed);
        }
        self.values.members.push(new);
        RowOutcome::Added(changed)
    }
}

/// What an organisation says of a member: what it said before, with what a row says otherwise than the table.
fn said(before: &VerifiedMember, row: &VerifiedMember, standing: VerifiedMember) -> VerifiedMember {
    let text = |old: &str, new: &str, own: String| if old == new { own } else { new.to_owned() };
    VerifiedMember {
        id: standing.id,
        name: text(&before.name, &row.name, standing.name),
        name_en: text(&before.name_en, &row.name_en, standing.name_en),
        aliases: text(&before.aliases, &row.aliases, standing.aliases),
        issuer: text(&before.issuer, &row.issuer, standing.issuer),
        source: text(&before.source, &row.source, standing.source),
        by: text(&before.by, &row.by, standing.by),
        on: if before.on == row.on { standing.on } else { row.on },
    }
}

fn unnamed() -> Problem {
    problem!(
        "どの構成員のことか書かれていません",
        "it does not say which member it is about",
        "番号(id)か、一覧の番号と名前を書いてください(例: 3-1 と 研修の名前)",
        "give its id, or the number of its list and its name (3-1 and the name of a training)"
    )
}

fn not_at_home(id: &str, number: &str) -> Problem {
    let (id, number) = (shown(id), shown(number));
    problem!(
        "{id} は例示{number}の番号ではありません",
        "{id} is no id of list {number}",
        "一覧の番号と短い名前を「/」でつないでください(例: {number}/web-basic)",
        "write the number of the list and a short name, such as {number}/web-basic"
    )
}

fn unproved() -> Problem {
    problem!(
        "確かめた出典と日付がそろっていません",
        "it lacks the source in which it was read, or the day",
        "公表された例示の版とページ、確かめた日を書いてください。確かめていないものは取り込めません",
        "give edition and page of the published list and the day; what nobody has checked is not taken in"
    )
}

fn twice(id: &str, line: usize) -> Problem {
    let id = shown(id);
    problem!(
        "{id} は{line}行目にもあります",
        "{id} stands on line {line} as well",
        "どちらかの行を消してください。別のものなら別の短い名前を付けます",
        "delete one of the rows; if it is something else, give it a short name of its own"
    )
}
