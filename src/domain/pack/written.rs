//! What the files of a pack hold: its head with the vocabulary, categories, and rows as they are written.

use serde::Deserialize;

use crate::domain::rule::{Rule, Shape};
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
    /// What to do when that is done, but nobody has seen the chosen member on the published list.
    #[serde(default)]
    pub close_unverified: Bilingual,
    /// Rows that must be closed before work on this one can begin: an audit after what it audits.
    #[serde(default)]
    pub after: Vec<String>,
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

impl Category {
    /// The ids of the categories it builds on.
    pub fn bases(&self) -> Vec<&str> {
        self.builds_on.iter().map(String::as_str).collect()
    }
}

impl PackHead {
    /// Folds the line breaks of its texts.
    pub(super) fn fold_texts(&mut self) {
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

    /// Folds the line breaks of its texts.
    pub(super) fn fold_texts(&mut self) {
        let steps = [&mut self.close, &mut self.close_unverified];
        for text in [&mut self.title, &mut self.ask, &mut self.yes_means].into_iter().chain(steps) {
            text.fold();
        }
    }
}

/// The id one step up: `a.b#c` → `a.b`, `a.b.c` → `a.b`.
pub fn parent_id(id: &str) -> Option<&str> {
    id.rfind(['.', '#']).map(|at| &id[..at])
}
