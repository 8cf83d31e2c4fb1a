//! The state of steps with a note, in this plan or not: whether the facts are there by now.

use super::build::Built;
use super::graph::Node;
use super::verify::is_read;
use crate::domain::assessment::{Answer, Assessment};
use crate::domain::evaluate::Judge;
use crate::domain::step_note::{StepKey, Whom};
use crate::domain::verdict::{Outcome, Pair};

/// A step that something is noted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Which one.
    pub key: StepKey,
    /// Position of the row it is about; none for registers.
    pub at: Option<usize>,
    /// True if the facts are there: what a tick says has no part in this.
    pub closed: bool,
}

/// Every noted step that has to do with these categories, in the order of the notes.
pub(super) fn noted(
    judge: &Judge<'_>,
    assessment: &Assessment,
    built: &Built,
    categories: &[String],
) -> Vec<Aside> {
    let pack = judge.pack;
    let notes = assessment.steps.iter().map(|note| &note.step);
    let asides = notes.filter(|key| concerns(judge, built, categories, key)).map(|key| Aside {
        key: key.clone(),
        at: key.row().and_then(|row| pack.position(row)),
        closed: closed(judge, assessment, built, key),
    });
    asides.collect()
}

fn concerns(judge: &Judge<'_>, built: &Built, categories: &[String], key: &StepKey) -> bool {
    let pack = judge.pack;
    match (key, key.row().and_then(|row| pack.position(row))) {
        (StepKey::Post { category, .. }, _) => categories.contains(category),
        (StepKey::Register(_), _) => true,
        (StepKey::Verify(subject), _) => {
            let asked = subject.split('/').next().unwrap_or_default();
            let mut lists = built.rows.keys().flat_map(|&at| pack.rows()[at].rule.references());
            lists.any(|list| judge.catalog.same_list(list, asked))
        }
        (_, Some(at)) => built.rows.contains_key(&at) || categories.contains(&pack.category_of(at).id),
        (_, None) => false,
    }
}

fn closed(judge: &Judge<'_>, assessment: &Assessment, built: &Built, key: &StepKey) -> bool {
    if leaves_hold(built, key) {
        return true;
    }
    match key {
        StepKey::Row(row) => {
            judge.pack.position(row).is_some_and(|at| judge.row(at) == Outcome::Judged(Pair::YES))
        }
        StepKey::Post { category, role, whom: Whom::Person(id) } => {
            let index = assessment.people.iter().position(|person| person.id == *id);
            index.is_some_and(|index| judge.works_in(index, category, role) == Pair::YES)
        }
        StepKey::Reconsider(row) => assessment.claim(row).is_none_or(|claim| claim.answer != Answer::No),
        StepKey::Register(register) => !assessment.open(*register),
        StepKey::Verify(subject) if subject.contains('/') => {
            judge.catalog.member(subject).is_some_and(|membership| membership.sure())
        }
        StepKey::Verify(list) => is_read(judge, list),
        StepKey::ForPerson(..) | StepKey::Post { .. } => false,
    }
}

/// True if the step is in the graph, and everything it closes holds by now.
fn leaves_hold(built: &Built, key: &StepKey) -> bool {
    let Some(step) = built.steps.iter().position(|step| step.key == *key) else { return false };
    let Some(leaves) = built.closed_by.get(&step) else { return false };
    let holds = |leaf: &Node| matches!(leaf, Node::Leaf(leaf) if leaf.now == Outcome::Judged(Pair::YES));
    leaves.iter().all(|&leaf| holds(&built.graph.nodes[leaf]))
}
