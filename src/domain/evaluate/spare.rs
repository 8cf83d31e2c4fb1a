//! Which rows a chosen category is built from, and which of them are spare (design section 3, point 10).

use super::grounds::Notes;
use super::{CategoryFinding, Judge};
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Verdict};

/// The chosen categories with their outcome, rows and spare rows.
pub(super) fn categories(judge: &Judge<'_>) -> Vec<CategoryFinding> {
    let chosen = &judge.assessment.profile.categories;
    judge
        .pack
        .choosable()
        .filter(|category| chosen.contains(&category.id))
        .map(|category| {
            let blocks = judge.pack.categories.iter().filter(|c| c.for_all).flat_map(|c| &c.requires);
            let tops: Vec<usize> =
                category.requires.iter().chain(blocks).filter_map(|id| judge.pack.position(id)).collect();
            category_finding(judge, &category.id, &tops)
        })
        .collect()
}

fn category_finding(judge: &Judge<'_>, id: &str, tops: &[usize]) -> CategoryFinding {
    let mut walk = Walk { judge, needed: vec![None; judge.pack.rows().len()] };
    tops.iter().for_each(|&at| walk.row(at, false));
    let rows: Vec<usize> = (0..walk.needed.len()).filter(|&at| walk.needed[at].is_some()).collect();
    let spare = rows.iter().copied().filter(|&at| walk.needed[at] == Some(false)).collect();
    let outcome = Outcome::all(tops.iter().map(|&at| judge.row(at)));
    CategoryFinding { id: id.to_owned(), outcome, rows, spare }
}

/// A walk from the top rows down; a row is needed if any way to it is.
struct Walk<'j, 'a> {
    judge: &'j Judge<'a>,
    needed: Vec<Option<bool>>,
}

impl Walk<'_, '_> {
    fn row(&mut self, at: usize, spare: bool) {
        match self.needed[at] {
            Some(true) => return,
            Some(false) if spare => return,
            _ => self.needed[at] = Some(!spare),
        }
        let rule = &self.judge.pack.rows()[at].rule;
        let stands = Bar { verdict: self.judge.row(at).verdict(), active: matches!(rule, Rule::Person(_)) };
        self.rule(rule, at, spare, stands);
        self.options(at, spare);
    }

    fn rule(&mut self, rule: &Rule, at: usize, spare: bool, bar: Bar) {
        match rule {
            Rule::Row(id) | Rule::Inherits(id) => {
                if let Some(child) = self.judge.pack.position(id) {
                    let spare = spare || bar.above(self.judge.row(child).verdict());
                    self.row(child, spare);
                }
            }
            Rule::Any(rules) | Rule::AtLeast(_, rules) if !bar.active => {
                let verdict = self.judge.node(rule, at, None, &mut Notes::unwanted()).verdict();
                rules.iter().for_each(|child| self.rule(child, at, spare, Bar { verdict, active: true }));
            }
            Rule::When { then, .. } => {
                if self.judge.node(rule, at, None, &mut Notes::unwanted()) == Outcome::NotApplicable {
                    self.rule(then, at, true, bar);
                } else {
                    self.rule(then, at, spare, bar);
                }
            }
            _ => rule.children().into_iter().for_each(|child| self.rule(child, at, spare, bar)),
        }
    }

    /// Kinds and acts hang below their route row by id, not by rule.
    fn options(&mut self, at: usize, spare: bool) {
        let pack = self.judge.pack;
        for child in 0..pack.rows().len() {
            if pack.parent(child) == Some(at) && super::carries_value(pack, child) {
                self.row(child, spare);
            }
        }
    }
}

/// The verdict of the alternative node above; rows below it that stand lower are spare.
#[derive(Clone, Copy)]
struct Bar {
    verdict: Verdict,
    active: bool,
}

impl Bar {
    fn above(self, child: Verdict) -> bool {
        self.active && self.verdict != Verdict::NotApplicable && child < self.verdict
    }
}
