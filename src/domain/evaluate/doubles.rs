//! Rows that may be one thing entered twice. What the strict reading counts, it counts once for all of them; the
//! lenient reading takes each row at its word.
//!
//! People: the same name, unless two different readings are given; or one number of one certificate. Contracts: the
//! same name with the same dates, kinds, services and team; jobs for several clients often share all but the name.

use std::collections::{BTreeMap, HashMap};

use crate::domain::assessment::Assessment;
use crate::domain::date::PartialDate;
use crate::domain::name;
use crate::domain::reference::References;
use crate::domain::register::{Contract, Item, Qualification};
use crate::domain::verdict::Pair;

/// Which rows of the roster may be one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Doubles {
    /// For each person, the first of those that may be the same; the person itself if there is no other.
    people: Vec<usize>,
    /// Who has a name, in whatever spelling.
    names: HashMap<String, Vec<usize>>,
}

/// What two entries of one job agree in, beside its name.
type Terms<'a> = ([Option<PartialDate>; 4], Vec<&'a str>, Vec<&'a str>, Vec<&'a str>);

impl Doubles {
    pub(crate) fn of(references: &References, assessment: &Assessment) -> Self {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, person) in assessment.people.iter().enumerate() {
            names.entry(name::key(&person.name)).or_default().push(at);
        }
        names.remove("");
        Self { people: people(references, assessment, &names), names }
    }

    /// The other people that somebody may be.
    pub(crate) fn of_person(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let group = self.people.get(at).copied();
        let all = self.people.iter().enumerate().filter(move |(_, other)| Some(**other) == group);
        all.map(|(other, _)| other).filter(move |other| *other != at)
    }

    /// Who has a name, in whatever spelling.
    pub(super) fn named(&self, name: &str) -> &[usize] {
        self.names.get(&name::key(name)).map_or(&[], Vec::as_slice)
    }

    /// The readings of people, one for all who may be one person: the best of them.
    pub(super) fn persons(&self, people: &[Pair]) -> Vec<Pair> {
        let mut heads: BTreeMap<usize, Pair> = BTreeMap::new();
        for (at, pair) in people.iter().enumerate() {
            let group = self.people.get(at).copied().unwrap_or(at);
            heads.entry(group).and_modify(|best| *best = best.or(*pair)).or_insert(*pair);
        }
        heads.into_values().collect()
    }
}

fn people(
    references: &References,
    assessment: &Assessment,
    names: &HashMap<String, Vec<usize>>,
) -> Vec<usize> {
    let mut first: Vec<usize> = (0..assessment.people.len()).collect();
    let mut numbered: HashMap<(String, String), usize> = HashMap::new();
    for (at, person) in assessment.people.iter().enumerate() {
        for number in person.qualifications.iter().filter_map(|held| number(references, held)) {
            join(&mut first, *numbered.entry(number).or_insert(at), at);
        }
    }
    for namesakes in names.values().filter(|namesakes| namesakes.len() > 1) {
        let mut readings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for at in namesakes {
            readings.entry(name::reading(&assessment.people[*at].yomi)).or_default().push(*at);
        }
        // A person without a reading may be the one of the first reading.
        let mut blank: Vec<usize> = Vec::new();
        for (reading, people) in readings {
            let all: Vec<usize> = blank.drain(..).chain(people).collect();
            all.windows(2).for_each(|pair| join(&mut first, pair[0], pair[1]));
            if reading.is_empty() {
                blank = all;
            }
        }
    }
    (0..first.len()).map(|at| leader(&first, at)).collect()
}

fn join(first: &mut [usize], one: usize, other: usize) {
    let (one, other) = (leader(first, one), leader(first, other));
    first[one.max(other)] = one.min(other);
}

fn leader(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// What a certificate is and its number, as far as it tells one holder from another: a certificate that several lists
/// name is one thing, and a remark in the place of a number ("applied for") is none.
fn number(references: &References, held: &Qualification) -> Option<(String, String)> {
    let number = name::key(&held.number);
    let item = match &held.item {
        Item::Member(id) => references.identity(id),
        Item::Equivalent(text) | Item::Unlisted(text) => text,
    };
    number.contains(|c: char| c.is_ascii_digit()).then(|| (name::key(item), number))
}

pub(super) fn contracts(assessment: &Assessment) -> Vec<Option<usize>> {
    let mut groups: Vec<Option<usize>> = vec![None; assessment.contracts.len()];
    for alike in alike_contracts(assessment) {
        let mut first: HashMap<String, usize> = HashMap::new();
        for at in alike {
            let key = name::key(&assessment.contracts[at].alias);
            let group = *first.entry(key.clone()).or_insert(at);
            // What has no name yet is not the same name.
            if group != at && !key.is_empty() {
                (groups[group], groups[at]) = (Some(group), Some(group));
            }
        }
    }
    groups
}

/// Contracts that agree in dates, kinds, services and team, whatever they are called; in the order of the register.
pub(crate) fn alike_contracts(assessment: &Assessment) -> Vec<Vec<usize>> {
    let mut alike: HashMap<Terms<'_>, Vec<usize>> = HashMap::new();
    for (at, contract) in assessment.contracts.iter().enumerate() {
        alike.entry(terms(contract)).or_default().push(at);
    }
    let mut several: Vec<Vec<usize>> = alike.into_values().filter(|alike| alike.len() > 1).collect();
    several.sort();
    several
}

fn terms(contract: &Contract) -> Terms<'_> {
    fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let mut texts: Vec<&str> = texts.collect();
        texts.sort_unstable();
        texts
    }
    let c = contract;
    (
        [c.signed, c.from, c.to, c.delivered],
        sorted(c.kinds.iter().map(String::as_str)),
        sorted(c.services.iter().map(String::as_str)),
        sorted(c.team.iter().map(|member| member.person.as_str())),
    )
}
