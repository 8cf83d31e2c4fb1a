//! The fewest parts on which a verdict turns: none of them can be left out.

use super::{Join, Proof, ProofNode, ProofStep};
use crate::domain::assessment::Answer;
use crate::domain::evaluate::Ground;
use crate::domain::verdict::{Outcome, Reading, Verdict};

/// Marks the nodes on which the verdict turns.
///
/// Below 適合見込み they are parts that, if they held in full together, would raise the verdict; at 適合見込み, parts
/// that would lower it together if they failed. No proper part of the set would do. Where the scope or a waiver
/// takes the root out of the judgement, the root itself decides.
pub(super) fn mark(proof: &mut Proof) {
    let verdict = proof.verdict();
    if verdict == Verdict::NotApplicable {
        let root = proof.root;
        proof.nodes[root].decides = true;
        return;
    }
    let holds = verdict != Verdict::Satisfied;
    for at in fewest(proof, candidates(proof, holds), holds) {
        proof.nodes[at].decides = true;
    }
}

/// What can turn, those first that one would rather leave out.
fn candidates(proof: &Proof, holds: bool) -> Vec<usize> {
    let reached = reached(proof);
    let turns = |at: &usize| {
        let node = &proof.nodes[*at];
        let denied = holds && node.steps.contains(&ProofStep::Claimed(Answer::No));
        let leaf = node.join == Join::Leaf || node.children.is_empty();
        reached[*at] && (leaf || denied) && node.outcome != Outcome::NotApplicable
    };
    let mut found: Vec<usize> = (0..proof.nodes.len()).filter(turns).collect();
    found.sort_by_key(|&at| (std::cmp::Reverse(trouble(&proof.nodes[at], holds)), std::cmp::Reverse(at)));
    found
}

fn reached(proof: &Proof) -> Vec<bool> {
    let mut reached = vec![false; proof.nodes.len()];
    reached[proof.root] = true;
    for at in (0..proof.nodes.len()).rev().filter(|at| *at <= proof.root) {
        if reached[at] {
            proof.nodes[at].children.iter().for_each(|&child| reached[child] = true);
        }
    }
    reached
}

/// How far a part is from turning: somebody yet to be found last, then what lacks more, then what nothing is
/// recorded for.
fn trouble(node: &ProofNode, holds: bool) -> (bool, u8, bool) {
    let half = |reading: Reading| match (reading, holds) {
        (Reading::Yes, true) | (Reading::No, false) => 0,
        (Reading::Open, _) => 1,
        _ => 2,
    };
    let far = node.outcome.pair().map_or(4, |pair| half(pair.strict()) + half(pair.lenient()));
    let newcomer = node.about == super::About::Newcomer;
    let blank = !node.grounds.iter().any(|ground| matches!(ground, Ground::Fact(_) | Ground::Count(_)));
    (newcomer, far, blank)
}

/// Leaves out whatever can be left out, in halves first; what stays cannot be made smaller.
fn fewest(proof: &Proof, mut set: Vec<usize>, holds: bool) -> Vec<usize> {
    let now = proof.verdict();
    let turns = |set: &[usize]| proof.turned(set, holds).verdict() != now;
    if !turns(&set) {
        return Vec::new();
    }
    let mut chunk = set.len().div_ceil(2);
    while chunk > 0 {
        let mut from = 0;
        while from < set.len() {
            let to = (from + chunk).min(set.len());
            let rest: Vec<usize> = set[..from].iter().chain(&set[to..]).copied().collect();
            if turns(&rest) {
                set = rest;
            } else {
                from = to;
            }
        }
        chunk /= 2;
    }
    set
}
