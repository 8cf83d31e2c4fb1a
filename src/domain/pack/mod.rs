//! Packs: one edition of criteria made answerable, and overlays of it (design section 4).

mod behind;
mod named;
mod overlay;

pub use overlay::overlay;

use std::collections::HashMap;

use serde::Deserialize;

use crate::domain::circle::circles;
use crate::domain::name;
use crate::domain::rule::{ENGAGED, Rule, Shape};
use crate::domain::text::Bilingual;

/// The head of a pack, `pack.ron`; the categories are in files of their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Pack")]
pub struct PackHead {
    /// Format of the pack files; 1.
    pub format: u32,
    /// Identity of the scheme, the same in all editions: `ss-criteria`.
    pub id: String,
    /// Edition: `4`, `4.1`.
    pub edition: String,
    /// The edition this one is an overlay of.
    #[serde(default)]
    pub base: Option<String>,
    /// Name of the scheme and edition.
    pub title: Bilingual,
    /// Where the content comes from, and how sure the edition is.
    pub source: Bilingual,
    /// Category files, in the order of the screen.
    pub files: Vec<String>,
    /// Roles a person can hold in a category.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Contract kinds.
    #[serde(default)]
    pub kinds: Vec<Term>,
    /// Acts on a client-run system.
    #[serde(default)]
    pub acts: Vec<Term>,
    /// Evidence kinds.
    #[serde(default)]
    pub evidence: Vec<Term>,
    /// Doubts: where a strict and a lenient reading differ.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// How terms are read, for search by kana and Latin letters.
    #[serde(default)]
    pub readings: Vec<TermReading>,
    /// Ids that existed once; never used again.
    #[serde(default)]
    pub retired: Vec<String>,
}

/// How a term is read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "Reading")]
pub struct TermReading {
    /// The term as written.
    pub term: String,
    /// Its reading in hiragana.
    pub yomi: String,
}

impl PackHead {
    /// A text with every known term in kana, the longest term first, so that it can be found by sound.
    pub fn reading_of(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let longest = self
                .readings
                .iter()
                .filter(|reading| !reading.term.is_empty() && rest.starts_with(&reading.term))
                .max_by_key(|reading| reading.term.len());
            let taken = longest.map_or(next.len_utf8(), |reading| reading.term.len());
            out.push_str(longest.map_or(&rest[..taken], |reading| &reading.yomi));
            rest = &rest[taken..];
        }
        out
    }
}

/// A word of the pack with its name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id used in rules and assessments.
    pub id: String,
    /// What people read.
    pub name: Bilingual,
    /// For a kind of contract: the types of service, by row, that such a contract is a job of (A20).
    #[serde(default)]
    pub scope: Vec<String>,
}

/// A role in a category.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The id used in rules and assessments.
    pub id: String,
    /// What people read.
    pub name: Bilingual,
    /// True if holders deliver the service, and so count as engaged staff.
    #[serde(default)]
    pub delivers: bool,
    /// Roles whose holders count as holders of this one too; such a role is asked for, not given.
    #[serde(default)]
    pub includes: Vec<String>,
}

/// A doubt: where a strict and a lenient reading of the criteria differ.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// `A1` to `A39`.
    pub id: String,
    /// What is unclear.
    pub about: Bilingual,
    /// What the strict reading asks.
    pub strict: Bilingual,
    /// What the lenient reading accepts.
    pub lenient: Bilingual,
}

/// One category of a pack, one file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// `audit`, `vuln`, …
    pub id: String,
    /// Full name.
    pub name: Bilingual,
    /// Short name for tables and trees.
    pub short: Bilingual,
    /// What people call it as well, in either language; a text that means it may be any of these.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// True for a block that every category needs (`common`).
    #[serde(default)]
    pub for_all: bool,
    /// Categories this one is built on (`pentest` on `vuln`).
    #[serde(default)]
    pub builds_on: Vec<String>,
    /// The top rows, all of which the category needs.
    pub requires: Vec<String>,
    /// The rows in the order of the criteria.
    pub requirements: Vec<Requirement>,
}

/// One row of the inventory.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Ours, permanent: `vuln.tech.a#assign`. Its parent in the tree follows from it.
    pub id: String,
    /// Theirs: the clause as the source numbers it.
    pub clause: String,
    /// What sort of row this is.
    pub kind: RowKind,
    /// A few words for trees and tables.
    pub title: Bilingual,
    /// How the title is read, in hiragana, for search.
    #[serde(default)]
    pub yomi: String,
    /// When the requirement holds.
    pub rule: Rule,
    /// The question a person is asked.
    pub ask: Bilingual,
    /// What makes a yes true.
    #[serde(default)]
    pub yes_means: Bilingual,
    /// Evidence kinds that show it.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Doubts that bear on it.
    #[serde(default)]
    pub doubts: Vec<String>,
    /// Whether "not applicable" may be claimed.
    #[serde(default)]
    pub not_applicable: NotApplicable,
    /// How much work closing it usually is.
    #[serde(default)]
    pub effort: Effort,
    /// How many days closing it usually takes from start to done.
    #[serde(default)]
    pub lead_days: u32,
    /// What closes the gap.
    #[serde(default)]
    pub close: Bilingual,
}

/// What sort of row a requirement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum RowKind {
    /// Heading or container.
    Heading,
    /// Composite clause.
    Composite,
    /// Leaf as printed.
    Leaf,
    /// One duty of a printed clause that holds several.
    Split,
    /// Alternative route judged per person.
    Route,
    /// A kind or act that feeds a sum or an ANY.
    Option,
    /// Takes over another part.
    Inheritance,
}

impl RowKind {
    /// The letter of the inventory.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Heading => "H",
            Self::Composite => "G",
            Self::Leaf => "L",
            Self::Split => "S",
            Self::Route => "R",
            Self::Option => "O",
            Self::Inheritance => "I",
        }
    }
}

/// Whether "not applicable" may be claimed for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum NotApplicable {
    /// Never: the row must hold, or its condition is judged by the program.
    #[default]
    Never,
    /// With a reason.
    WithReason,
}

/// How much work closing a gap usually is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
pub enum Effort {
    /// Hours: a line in a paper, a record to enter.
    #[default]
    Small,
    /// Days: a section to write, a review to hold.
    Medium,
    /// Weeks or months: a qualification, a manual, an audit.
    Large,
}

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

impl Category {
    /// The ids of the categories it builds on.
    pub fn bases(&self) -> Vec<&str> {
        self.builds_on.iter().map(String::as_str).collect()
    }
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

impl PackHead {
    fn fold_texts(&mut self) {
        self.title.fold();
        self.source.fold();
        self.roles.iter_mut().for_each(|role| role.name.fold());
        for terms in [&mut self.kinds, &mut self.acts, &mut self.evidence] {
            for term in terms {
                term.name.fold();
            }
        }
        for doubt in &mut self.doubts {
            for text in [&mut doubt.about, &mut doubt.strict, &mut doubt.lenient] {
                text.fold();
            }
        }
    }
}

impl Requirement {
    /// True for a kind or act that feeds a sum or an ANY and carries no verdict of its own.
    pub fn carries_value(&self) -> bool {
        self.kind == RowKind::Option && matches!(self.rule.shape(), Shape::Counted(_))
    }

    fn fold_texts(&mut self) {
        for text in [&mut self.title, &mut self.ask, &mut self.yes_means, &mut self.close] {
            text.fold();
        }
    }
}

/// The id one step up: `a.b#c` → `a.b`, `a.b.c` → `a.b`.
pub fn parent_id(id: &str) -> Option<&str> {
    id.rfind(['.', '#']).map(|at| &id[..at])
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
