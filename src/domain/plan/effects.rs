//! What closing one row brings, all else as it is: the graph of the plans, judged with that row closed.

use std::collections::HashMap;

use super::build::{Builder, Built, closed_roster};
use super::graph::NodeId;
use super::step::Costs;
use super::{choosable, reached};
use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::{Basis, Judge, evaluate};
use crate::domain::flip::{CategoryFlip, Flips, RowFlip};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::verdict::Outcome;

/// What has to hold for some categories, and what each row brings towards it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effects {
    built: Built,
    tops: Vec<(String, Vec<NodeId>)>,
    now: Vec<Outcome>,
}

/// The graph of some categories, as of a day.
pub(super) fn prepared(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Date,
    categories: &[String],
    costs: &Costs,
) -> (Built, Vec<(String, Vec<NodeId>)>) {
    let closed = closed_roster(assessment, day);
    let basis = Basis { pack, references, assessment, day: Some(day) };
    let (judge, roster_closed) = (Judge::new(basis), Judge::new(Basis { assessment: &closed, ..basis }));
    let rows: Vec<usize> = reached(pack, categories);
    let mut built = Builder::new(pack, assessment, (&judge, &roster_closed), costs).build(&rows);
    let nodes = |category: &String| pack.top_rows(category).iter().map(|at| built.rows[at]).collect();
    let tops = categories.iter().map(|id| (id.clone(), nodes(id))).collect();
    // Rows that the scope switches off are judged, but not shown.
    let findings = evaluate(pack, references, assessment, Some(day));
    built.rows.retain(|&at, _| findings.at(at).outcome == judge.row(at));
    (built, tops)
}

/// What closing each row would bring to these categories as of a day; unknown categories are left out.
pub fn effects(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Date,
    categories: &[String],
) -> Effects {
    let wanted = choosable(pack, categories);
    let (built, tops) = prepared(pack, references, assessment, day, &wanted, &Costs::default());
    let now = built.graph.judge(&[]);
    Effects { built, tops, now }
}

impl Effects {
    /// What flips once this row holds; nothing for a row that no category leads to.
    pub fn closing(&self, at: usize) -> Flips {
        let Some(&node) = self.built.rows.get(&at) else { return Flips::default() };
        flips(&self.built.rows, &self.tops, &self.now, &self.built.graph.judge_if(node))
    }
}

/// What differs between two judgements of a graph.
pub(super) fn flips(
    rows: &HashMap<usize, NodeId>,
    tops: &[(String, Vec<NodeId>)],
    before: &[Outcome],
    after: &[Outcome],
) -> Flips {
    let mut rows: Vec<RowFlip> = rows
        .iter()
        .map(|(&at, &node)| RowFlip { at, from: before[node].verdict(), to: after[node].verdict() })
        .filter(|flip| flip.from != flip.to)
        .collect();
    rows.sort_unstable_by_key(|flip| flip.at);
    let all = |nodes: &[NodeId], outcomes: &[Outcome]| {
        Outcome::all(nodes.iter().map(|&node| outcomes[node])).verdict()
    };
    let categories = tops.iter().filter_map(|(id, nodes)| {
        let (from, to) = (all(nodes, before), all(nodes, after));
        (from != to).then(|| CategoryFlip { id: id.clone(), from, to })
    });
    Flips { rows, categories: categories.collect() }
}
