//! The marks of all rows, category by category: what each finding takes from the ways that lead to its row.

use super::judge::Judge;
use super::spare::{self, Mark};
use crate::domain::pack::{Category, Pack};

/// The marks of the rows of each category a vendor can choose, in pack order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marks<'p> {
    categories: Vec<&'p Category>,
    pub(super) kept: Kept,
}

/// The same without the pack, to be kept between edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kept {
    marks: Vec<Vec<Option<Mark>>>,
    chosen: Vec<bool>,
}

impl Kept {
    /// The best way to a row within the chosen categories, or, where none leads to it, within the others.
    pub(super) fn to(&self, at: usize) -> (Option<Mark>, bool) {
        let best = |wanted: bool| {
            let ways = self.marks.iter().zip(&self.chosen);
            ways.filter(|(_, chosen)| **chosen == wanted).filter_map(|(marks, _)| marks[at]).reduce(Mark::or)
        };
        match best(true) {
            Some(mark) => (Some(mark), true),
            None => (best(false), false),
        }
    }
}

impl<'p> Marks<'p> {
    pub(super) fn new(judge: &Judge<'p>) -> Self {
        let categories: Vec<&Category> = judge.pack.choosable().collect();
        let marks = categories.iter().map(|category| spare::marks(judge, category)).collect();
        let chosen = &judge.assessment.profile.categories;
        let chosen = categories.iter().map(|category| chosen.contains(&category.id)).collect();
        Self { categories, kept: Kept { marks, chosen } }
    }

    pub(super) fn resumed(pack: &'p Pack, kept: Kept) -> Self {
        Self { categories: pack.choosable().collect(), kept }
    }

    /// The chosen categories with the marks of their rows.
    pub(super) fn chosen(&self) -> impl Iterator<Item = (&'p Category, &[Option<Mark>])> {
        let all = self.categories.iter().zip(&self.kept.marks).zip(&self.kept.chosen);
        all.filter(|(_, chosen)| **chosen).map(|((category, marks), _)| (*category, marks.as_slice()))
    }

    /// A category by its number, with the marks of its rows.
    pub(super) fn category(&self, number: usize) -> (&'p Category, &[Option<Mark>]) {
        (self.categories[number], &self.kept.marks[number])
    }

    /// Walks those categories anew to which some of these rows belong. The numbers of those categories.
    pub(super) fn follow(&mut self, judge: &Judge<'p>, rows: &[usize]) -> Vec<usize> {
        let reaches = |marks: &[Option<Mark>]| rows.iter().any(|&at| marks[at].is_some());
        let numbers = 0..self.categories.len();
        let reached: Vec<usize> = numbers.filter(|&number| reaches(&self.kept.marks[number])).collect();
        for &number in &reached {
            self.kept.marks[number] = spare::marks(judge, self.categories[number]);
        }
        reached
    }

    /// The rows of a category by its number.
    pub(super) fn rows(&self, number: usize) -> impl Iterator<Item = usize> {
        self.kept.marks[number].iter().enumerate().filter(|(_, mark)| mark.is_some()).map(|(at, _)| at)
    }

    /// The place of a category among the chosen ones, by its number.
    pub(super) fn place(&self, number: usize) -> Option<usize> {
        let before = self.kept.chosen[..number].iter().filter(|chosen| **chosen).count();
        self.kept.chosen[number].then_some(before)
    }
}
