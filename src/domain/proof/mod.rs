//! The proof of a verdict: the rule as a tree with both readings at every node, down to the facts.
//!
//! The outcome of a node follows from its children by [`Join`] and then [`ProofStep`], and from nothing else, so that a
//! reader can check every line against the ones below it.

mod decide;
mod outline;
mod prove;
mod tree;

pub use self::outline::Line;
pub use self::tree::{About, Join, Proof, ProofNode, ProofStep};
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::Basis;
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::rule::Rule;

/// The part of a row's rule at the end of a way down it.
pub fn part<'p>(pack: &'p Pack, row: usize, path: &[usize]) -> Option<&'p Rule> {
    path.iter().try_fold(&pack.rows()[row].rule, |rule, &at| rule.parts().nth(at))
}

/// The proof of one row, as `evaluate` judges it.
pub fn of_row(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    at: usize,
) -> Proof {
    prove::Prover::new(Basis { pack, references, assessment, day }).row_as_found(at)
}

/// The proof of a category, chosen or not; none if the pack has no such category.
pub fn of_category(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    id: &str,
) -> Option<Proof> {
    let category = pack.category(id)?;
    Some(prove::Prover::new(Basis { pack, references, assessment, day }).category(category))
}
