//! New numbers for rows that got the same id on both sides, and for everything that refers to them.

use std::collections::{BTreeMap, HashMap};

use super::base::{Base, by_key};
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Entry, Issued, Series, Swap};
use crate::domain::name;
use crate::domain::register::{
    Contract, Document, Equivalence, Evidence, Item, Party, Person, Record, StandardChoice, Venue,
};

/// A row of theirs that got another id, because ours gave it to something else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renumbered {
    /// Its id in their file.
    pub from: String,
    /// Its id from now on.
    pub to: String,
}

/// Gives their rows other ids where both sides gave one id to different new rows, or where `apart` asks for it.
/// Two rows that now refer to different things under one id are different, too, so this goes on until nothing
/// collides.
pub(super) fn separate(
    base: &Base,
    ours: &Assessment,
    theirs: &mut Assessment,
    issued: &mut Issued,
    apart: &[String],
) -> Vec<Renumbered> {
    let mut all = Vec::new();
    let raw = theirs.clone();
    give_numbers(collisions(base, ours, theirs, Some(apart)), theirs, issued, &mut all);
    keep_equal(ours, &raw, theirs);
    loop {
        let ids = collisions(base, ours, theirs, None);
        if ids.is_empty() {
            return all;
        }
        give_numbers(ids, theirs, issued, &mut all);
    }
}

fn give_numbers(
    mut ids: Vec<(Series, String)>,
    theirs: &mut Assessment,
    issued: &mut Issued,
    all: &mut Vec<Renumbered>,
) {
    ids.sort_by_key(|(series, id)| (*series as usize, series.number(id)));
    let mut map = BTreeMap::new();
    for (series, from) in ids {
        let to = issued.take(series);
        map.insert(from.clone(), to.clone());
        all.push(Renumbered { from, to });
    }
    renumber(theirs, &map);
}

/// Entries that were the same on both sides stay so: what they refer to keeps meaning ours.
fn keep_equal(ours: &Assessment, raw: &Assessment, theirs: &mut Assessment) {
    fn keep<T: Entry>(ours: &Assessment, raw: &Assessment, theirs: &mut Assessment) {
        let own: HashMap<String, &T> = by_key(ours);
        for (entry, before) in T::list_mut(theirs).iter_mut().zip(T::list(raw)) {
            if own.get(before.key().as_ref()).is_some_and(|own| *own == before) {
                entry.clone_from(before);
            }
        }
    }
    keep::<Person>(ours, raw, theirs);
    keep::<Contract>(ours, raw, theirs);
    keep::<Document>(ours, raw, theirs);
    keep::<Record>(ours, raw, theirs);
    keep::<StandardChoice>(ours, raw, theirs);
    keep::<Evidence>(ours, raw, theirs);
}

/// The ids that need another number: those asked for, or those of different new rows.
fn collisions(
    base: &Base,
    ours: &Assessment,
    theirs: &Assessment,
    apart: Option<&[String]>,
) -> Vec<(Series, String)> {
    let mut ids = Vec::new();
    of_kind::<Person>(base, ours, theirs, apart, &mut ids);
    of_kind::<Contract>(base, ours, theirs, apart, &mut ids);
    of_kind::<Document>(base, ours, theirs, apart, &mut ids);
    of_kind::<Record>(base, ours, theirs, apart, &mut ids);
    of_kind::<Equivalence>(base, ours, theirs, apart, &mut ids);
    of_kind::<Evidence>(base, ours, theirs, apart, &mut ids);
    ids
}

/// Something with a permanent id and a name people know it by.
trait Named: Entry {
    const SERIES: Series;
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($type:ident of $series:ident by $field:ident;)*) => {
        $(impl Named for $type {
            const SERIES: Series = Series::$series;
            fn name(&self) -> &str {
                self.$field.trim()
            }
        })*
    };
}

named! {
    Person of Person by name;
    Contract of Contract by alias;
    Document of Document by title;
    Record of Record by title;
    Equivalence of Equivalence by title;
    Evidence of Evidence by title;
}

fn of_kind<T: Named>(
    base: &Base,
    ours: &Assessment,
    theirs: &Assessment,
    apart: Option<&[String]>,
    ids: &mut Vec<(Series, String)>,
) {
    let old: HashMap<String, &T> = by_key(&base.values);
    let our: HashMap<String, &T> = by_key(ours);
    for entry in T::list(theirs) {
        let key = entry.key().into_owned();
        let Some(own) = our.get(&key).filter(|own| **own != entry) else { continue };
        let target = T::change(Swap { at: 0, before: Some(entry.clone()), after: None }).target();
        let unsure = base.unsure.contains(&target);
        // Two spellings of one name may be one thing: that is a clash, which a person decides.
        let another = !name::same(own.name(), entry.name());
        let collides = match apart {
            Some(apart) => (unsure || !old.contains_key(&key)) && apart.contains(&key),
            None => !unsure && !old.contains_key(&key) && another,
        };
        if collides {
            ids.push((T::SERIES, key));
        }
    }
}

/// Gives rows other ids, in their own place and in every reference to them.
pub fn renumber(assessment: &mut Assessment, map: &BTreeMap<String, String>) {
    if map.is_empty() {
        return;
    }
    let to = |id: &mut String| {
        if let Some(other) = map.get(id) {
            id.clone_from(other);
        }
    };
    let item = |item: &mut Item| {
        if let Item::Equivalent(id) = item {
            to(id);
        }
    };
    assessment.people.iter_mut().for_each(|person| {
        to(person.id.text_mut());
        items(person).for_each(item);
    });
    assessment.contracts.iter_mut().for_each(|contract| {
        to(contract.id.text_mut());
        contract.team.iter_mut().for_each(|member| to(member.person.text_mut()));
    });
    assessment.documents.iter_mut().for_each(|document| {
        to(&mut document.id);
        document.people.iter_mut().for_each(|id| to(id.text_mut()));
        document.names.iter_mut().for_each(item);
    });
    assessment.records.iter_mut().for_each(|record| {
        to(&mut record.id);
        record.contracts.iter_mut().for_each(|id| to(id.text_mut()));
        record.by.iter_mut().for_each(|party| {
            if let Party::Person(id) = party {
                to(id.text_mut());
            }
        });
    });
    assessment.standards.iter_mut().for_each(|StandardChoice { item: chosen, .. }| item(chosen));
    assessment.equivalences.iter_mut().for_each(|equivalence| to(&mut equivalence.id));
    assessment.evidence.iter_mut().for_each(|evidence| {
        to(&mut evidence.id);
        evidence.shows.iter_mut().for_each(to);
    });
}

/// Everything a person's entries refer to.
fn items(person: &mut Person) -> impl Iterator<Item = &mut Item> {
    let qualifications = person.qualifications.iter_mut().map(|qualification| &mut qualification.item);
    let trainings = person.trainings.iter_mut().map(|training| &mut training.item);
    let communities = person.lectures.iter_mut().filter_map(|lecture| match &mut lecture.venue {
        Venue::Community(item) => Some(item),
        Venue::School { .. } => None,
    });
    qualifications.chain(trainings).chain(communities)
}

/// Whether both versions of an entry can be kept, theirs under another id.
pub(super) fn can_stand_apart(change: &Change) -> bool {
    let has_id = matches!(
        change,
        Change::Person(_)
            | Change::Contract(_)
            | Change::Document(_)
            | Change::Record(_)
            | Change::Equivalence(_)
            | Change::Evidence(_)
    );
    has_id && change.sides() == (true, true)
}
