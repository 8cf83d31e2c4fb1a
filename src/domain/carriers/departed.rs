//! An assessment after people have left, and what their papers would then have to say.

use std::collections::HashMap;

use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Doubles, Headcounts, Judge, Population};
use crate::domain::register::Document;
use crate::domain::what_if::Base;

/// An assessment after people have left: they hold no role any more. What they did, reviewed and audited before
/// stays on record.
pub fn leaving(assessment: &Assessment, people: &[&str]) -> Assessment {
    let mut rest = assessment.clone();
    let left = rest.people.iter_mut().filter(|person| people.contains(&person.id.as_str()));
    left.for_each(|person| person.posts.clear());
    rest
}

/// A person with all rows of the roster that may be the same person, who leave together.
pub(super) fn together<'a>(assessment: &'a Assessment, twins: &Doubles, id: &'a str) -> Vec<&'a str> {
    let people = &assessment.people;
    let own = people.iter().position(|row| row.id == id);
    let others = own.into_iter().flat_map(|at| twins.of_person(at)).map(|at| people[at].id.as_str());
    std::iter::once(id).chain(others).collect()
}

/// The numbers that papers state, and whose heads each paper counts for a row.
pub(super) struct StatedNumbers {
    /// Positions of the rows that ask for numbers, where some paper states one for them.
    rows: Vec<usize>,
    /// For a paper and such a row: the population, and what could be counted of it by name of the number.
    counted: HashMap<(String, usize), (Population, HashMap<String, u32>)>,
}

impl StatedNumbers {
    pub(super) fn of(base: &Base<'_>) -> Self {
        let mut found = Self { rows: Vec::new(), counted: HashMap::new() };
        let papers = base.assessment.documents.iter().filter(|paper| !paper.headcounts.is_empty());
        let papers: Vec<&Document> = papers.collect();
        let judge = Judge::new(*base);
        let states = |paper: &Document, row: &str| paper.headcounts.iter().any(|stated| stated.row == row);
        for (at, row) in base.pack.rows().iter().enumerate() {
            if !papers.iter().any(|paper| states(paper, &row.id)) {
                continue;
            }
            let counts = judge.headcounts_of(at);
            found.rows.push(at);
            for paper in papers.iter().filter(|paper| states(paper, &row.id)) {
                let population = counts.nearest(|name| lowest(paper, &row.id, name));
                let counted = counts
                    .routes()
                    .filter_map(|name| Some((name.to_owned(), counts.heads(name, population)?.strict)));
                found.counted.insert((paper.id.clone(), at), (population, counted.collect()));
            }
        }
        found
    }

    /// An assessment with every number that was right put right, and every other one lowered to what the registers
    /// still show.
    pub(super) fn restated(&self, base: &Base<'_>, mut assessment: Assessment) -> Assessment {
        if self.rows.is_empty() {
            return assessment;
        }
        let judge = Judge::new(Base { assessment: &assessment, ..*base });
        let counts: Vec<(usize, Headcounts)> =
            self.rows.iter().map(|at| (*at, judge.headcounts_of(*at))).collect();
        drop(judge);
        for paper in &mut assessment.documents {
            for stated in &mut paper.headcounts {
                let of_row = counts.iter().find(|(at, _)| base.pack.rows()[*at].id == stated.row);
                let Some((at, counts)) = of_row else { continue };
                let Some((population, before)) = self.counted.get(&(paper.id.clone(), *at)) else { continue };
                let Some(now) = counts.heads(&stated.route, *population) else { continue };
                let was_right = before.get(&stated.route) == Some(&stated.count);
                stated.count = if was_right { now.strict } else { stated.count.min(now.strict) };
            }
        }
        assessment
    }
}

fn lowest(paper: &Document, row: &str, name: &str) -> Option<u32> {
    let stated = paper.headcounts.iter().filter(|stated| stated.row == row && stated.route == name);
    stated.map(|stated| stated.count).min()
}

/// The same with every number stated in a document put right as far as it was right, and otherwise lowered to what the
/// registers still show.
pub fn restated(base: &Base<'_>, assessment: Assessment) -> Assessment {
    StatedNumbers::of(base).restated(base, assessment)
}
