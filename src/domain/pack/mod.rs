//! Packs: one edition of criteria made answerable, and overlays of it (design section 4).

mod behind;
mod named;
mod overlay;
mod written;

pub use overlay::overlay;
pub use written::{
    Category, Doubt, Effort, NotApplicable, PackHead, Requirement, Role, RowKind, Term, TermReading,
    parent_id,
};

use std::collections::HashMap;

use crate::domain::circle::circles;
use crate::domain::name;
use crate::domain::rule::{ENGAGED, Rule};

/// A pack ready for use: all rows of all categories under one index, overlays applied.
#[derive(Debug, Clone)]
pub struct Pack {
    /// The head, with the vocabulary of the base edition taken over.
    pub head: PackHead,
    /// Categories without their rows, in order; blocks for all categories included.
    pub categories: Vec<Category>,
    rows: Vec<Requirement>,
    category_of: Vec<usize>,
    parent: Vec<Option<usize>>,
    /// Rows that are the parent of another.
    branch: Vec<bool>,
    /// For each row, the rows that its rule names.
    rests_on: Vec<Vec<usize>>,
    /// For each row, the rows whose rules name it.
    carries: Vec<Vec<usize>>,
    /// For each row, the kinds and acts that hang below it by id, not by rule.
    options: Vec<Vec<usize>>,
    index: HashMap<String, usize>,
}

/// A fault that keeps a set of pack files from being one pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Two rows share an id.
    #[error("requirement id {0} is used twice")]
    DuplicateId(String),
    /// A retired id is used again.
    #[error("requirement id {0} is retired and must not be used again")]
    RetiredId(String),
    /// Two categories share an id.
    #[error("category id {0} is used twice")]
    DuplicateCategory(String),
}

impl Pack {
    /// Rows whose rules lead back to themselves, or categories that build on each other in a circle, if any do:
    /// such a pack says nothing. The ids on the way, the first one again at the end.
    pub fn circle(&self) -> Option<Vec<String>> {
        let rows = self.rows.iter().map(|row| (row.id.as_str(), row.rule.ways()));
        let categories = self.categories.iter().map(|category| (category.id.as_str(), category.bases()));
        circles(&rows.collect::<Vec<_>>()).into_iter().chain(circles(&categories.collect::<Vec<_>>())).next()
    }

    /// Builds a pack from its head and its category files, in order.
    pub fn new(mut head: PackHead, mut categories: Vec<Category>) -> Result<Self, PackError> {
        let mut rows = Vec::new();
        let mut category_of = Vec::new();
        let mut index = HashMap::new();
        for (at, category) in categories.iter_mut().enumerate() {
            for mut row in category.requirements.drain(..) {
                if head.retired.contains(&row.id) {
                    return Err(PackError::RetiredId(row.id));
                }
                if index.insert(row.id.clone(), rows.len()).is_some() {
                    return Err(PackError::DuplicateId(row.id));
                }
                row.fold_texts();
                rows.push(row);
                category_of.push(at);
            }
        }
        for at in 0..categories.len() {
            if categories[..at].iter().any(|earlier| earlier.id == categories[at].id) {
                return Err(PackError::DuplicateCategory(categories[at].id.clone()));
            }
            categories[at].name.fold();
            categories[at].short.fold();
        }
        head.fold_texts();
        let parent: Vec<_> = rows.iter().map(|row| nearest_parent(&row.id, &index)).collect();
        let mut branch = vec![false; rows.len()];
        parent.iter().flatten().for_each(|&at| branch[at] = true);
        let rests_on: Vec<Vec<usize>> = rows.iter().map(|row| named(&row.rule, &index)).collect();
        let carries = backward(&rests_on);
        let options = options(&rows, &parent);
        Ok(Self { head, categories, rows, category_of, parent, branch, rests_on, carries, options, index })
    }

    /// All rows, in order.
    pub fn rows(&self) -> &[Requirement] {
        &self.rows
    }

    /// Position of a row by id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Position of the row that a typed id means, in whatever width and case.
    pub fn position_meant(&self, id: &str) -> Option<usize> {
        self.position(id).or_else(|| {
            let key = name::key(id);
            self.rows.iter().position(|row| name::key(&row.id) == key)
        })
    }

    /// A row by id.
    pub fn row(&self, id: &str) -> Option<&Requirement> {
        self.position(id).map(|at| &self.rows[at])
    }

    /// The category of the row at a position.
    pub fn category_of(&self, at: usize) -> &Category {
        &self.categories[self.category_of[at]]
    }

    /// A category by id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// Categories a vendor can choose, in order (all but the blocks for everybody).
    pub fn choosable(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| !category.for_all)
    }

    /// Ids of the top rows that a category needs, with those every category needs.
    pub fn tops<'p>(&'p self, category: &'p Category) -> impl Iterator<Item = &'p String> {
        let blocks = self.categories.iter().filter(|known| known.for_all).flat_map(|known| &known.requires);
        category.requires.iter().chain(blocks)
    }

    /// Positions of those rows, for a category by id.
    pub fn top_rows(&self, category: &str) -> Vec<usize> {
        let tops = self.category(category).into_iter().flat_map(|category| self.tops(category));
        tops.filter_map(|id| self.position(id)).collect()
    }

    /// Positions of the rows of a category, in order.
    pub fn rows_of<'a>(&'a self, category: &'a str) -> impl Iterator<Item = usize> + 'a {
        (0..self.rows.len()).filter(move |&at| self.category_of(at).id == category)
    }

    /// The parent of a row in the tree: the nearest id above it that exists.
    pub fn parent(&self, at: usize) -> Option<usize> {
        self.parent[at]
    }

    /// How deep a row is in the tree; top rows are 0.
    pub fn depth(&self, at: usize) -> usize {
        std::iter::successors(self.parent(at), |&at| self.parent(at)).count()
    }

    /// True if another row has this one as its parent.
    pub fn has_children(&self, at: usize) -> bool {
        self.branch[at]
    }

    /// Positions of the rows that a row's rule names, judged below it or mentioned, in no particular order.
    pub fn rests_on(&self, at: usize) -> &[usize] {
        &self.rests_on[at]
    }

    /// Positions of the rows whose rules name a row.
    pub fn carries(&self, at: usize) -> &[usize] {
        &self.carries[at]
    }

    /// Positions of the kinds and acts that hang below a row by id, not by rule.
    pub fn options_of(&self, at: usize) -> &[usize] {
        &self.options[at]
    }

    /// True if a person can answer this row: it has no children and inherits nothing.
    pub fn answerable(&self, at: usize) -> bool {
        self.rows[at].kind != RowKind::Inheritance && !self.has_children(at)
    }

    /// True if an answer to this row gives a verdict: it is answerable, and not merely counted.
    pub fn claimable(&self, at: usize) -> bool {
        self.answerable(at) && !self.rows[at].carries_value()
    }

    /// A doubt by id.
    pub fn doubt(&self, id: &str) -> Option<&Doubt> {
        self.head.doubts.iter().find(|doubt| doubt.id == id)
    }

    /// A role by id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.head.roles.iter().find(|role| role.id == id)
    }

    /// True if who holds a role counts where another is asked for.
    pub fn counts_as(&self, held: &str, asked: &str) -> bool {
        if asked == ENGAGED {
            return self.role(held).is_some_and(|role| role.delivers);
        }
        held == asked || self.role(asked).is_some_and(|role| role.includes.iter().any(|id| id == held))
    }
}

fn named(rule: &Rule, index: &HashMap<String, usize>) -> Vec<usize> {
    rule.rows().into_iter().chain(rule.mentions()).filter_map(|id| index.get(id).copied()).collect()
}

/// The same ways, walked from their ends.
fn backward(ways: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut back = vec![Vec::new(); ways.len()];
    for (from, ends) in ways.iter().enumerate() {
        ends.iter().for_each(|&end| back[end].push(from));
    }
    back
}

fn options(rows: &[Requirement], parent: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut options = vec![Vec::new(); rows.len()];
    for (at, row) in rows.iter().enumerate() {
        if let (Some(parent), true) = (parent[at], row.carries_value()) {
            options[parent].push(at);
        }
    }
    options
}

fn nearest_parent(id: &str, index: &HashMap<String, usize>) -> Option<usize> {
    let mut above = parent_id(id);
    while let Some(candidate) = above {
        if let Some(&at) = index.get(candidate) {
            return Some(at);
        }
        above = parent_id(candidate);
    }
    None
}
