//! What an edit reaches: the rows whose own rule reads what was changed, and the order in which rows that
//! rest on them are judged again.

use std::collections::BTreeSet;

use crate::domain::change::{Change, Entry, Swap};
use crate::domain::pack::Pack;
use crate::domain::register::{Cover, Declaration, DeclarationKind, Register};
use crate::domain::rule::Rule;

/// What a rule reads beside the claim, the documents and the records of its own row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reads {
    /// Registers, their entries and whether they are complete.
    registers: Vec<Register>,
    /// Reference lists, with the members and equivalences of the assessment.
    lists: bool,
    /// Records of a kind.
    records: bool,
}

impl Reads {
    fn of(rule: &Rule) -> Self {
        let needs = || rule.all().map(Rule::needs);
        Self {
            registers: needs().flat_map(|needs| needs.reads).copied().collect(),
            lists: needs().any(|needs| needs.list.is_some()),
            records: needs().any(|needs| needs.record.is_some()),
        }
    }
}

/// How the rows of a pack rest on each other, and what each reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EditReach {
    /// For each row, a number above those of all rows it rests on.
    pub(super) rank: Vec<usize>,
    reads: Vec<Reads>,
    /// For each row, those that look at the parts of documents which serve it.
    apart: Vec<Vec<usize>>,
    /// True if rows rest on each other in a circle, so that there is no such order.
    circular: bool,
}

impl EditReach {
    pub(super) fn new(pack: &Pack) -> Self {
        let reads = pack.rows().iter().map(|row| Reads::of(&row.rule)).collect();
        let (rank, circular) = ranks(pack);
        let mut apart = vec![Vec::new(); pack.rows().len()];
        for (at, row) in pack.rows().iter().enumerate() {
            row.rule.apart().into_iter().filter_map(|id| pack.position(id)).for_each(|id| apart[id].push(at));
        }
        Self { rank, reads, apart, circular }
    }

    /// The rows whose own rule reads what a change touches; none if that may be any.
    pub(super) fn touched(&self, pack: &Pack, change: &Change) -> Option<BTreeSet<usize>> {
        if self.circular {
            return None;
        }
        let rows = |ids: Vec<&str>| ids.into_iter().filter_map(|id| pack.position(id)).collect();
        Some(match change {
            Change::Profile(_) => return None,
            Change::Claim(swap) => rows(sides(swap).map(|claim| claim.row.as_str()).collect()),
            Change::Document(swap) => {
                let covers = sides(swap).flat_map(|document| &document.covers);
                let served: BTreeSet<usize> = rows(covers.map(|Cover { row, .. }| row.as_str()).collect());
                let beside = served.iter().flat_map(|&at| &self.apart[at]).copied();
                beside.chain(served.iter().copied()).collect()
            }
            Change::Record(swap) => {
                rows(sides(swap).flat_map(|record| &record.rows).map(String::as_str).collect())
            }
            Change::Standard(swap) => rows(sides(swap).map(|choice| choice.row.as_str()).collect()),
            Change::Declaration(swap) => self.declared(pack, sides(swap)),
            Change::Person(_) => self.reading(|reads| reads.registers.contains(&Register::Roster)),
            Change::Contract(_) => self.reading(|reads| reads.registers.contains(&Register::Contracts)),
            Change::Equivalence(_) | Change::Member(_) => self.reading(|reads| reads.lists),
            Change::Closure(swap) => sides(swap)
                .flat_map(|closure| self.reading(|reads| reads.registers.contains(&closure.register)))
                .collect(),
            // What is signed carries its own name and post.
            Change::Evidence(_) | Change::Scenario(_) | Change::Step(_) | Change::Signer(_) => {
                BTreeSet::new()
            }
            Change::Several(parts) => {
                let parts: Option<Vec<_>> = parts.iter().map(|part| self.touched(pack, part)).collect();
                parts?.into_iter().flatten().collect()
            }
        })
    }

    fn reading(&self, such: impl Fn(&Reads) -> bool) -> BTreeSet<usize> {
        (0..self.reads.len()).filter(|&at| such(&self.reads[at])).collect()
    }

    fn declared<'c>(
        &self,
        pack: &Pack,
        declarations: impl Iterator<Item = &'c Declaration>,
    ) -> BTreeSet<usize> {
        let rows = |declaration: &Declaration| -> BTreeSet<usize> {
            match declaration.about {
                DeclarationKind::AllReviewed => pack.position(&declaration.subject).into_iter().collect(),
                DeclarationKind::NoJobsYet => self.reading(|reads| reads.records),
            }
        };
        declarations.flat_map(rows).collect()
    }
}

/// Both sides of a swap, as far as there are such.
fn sides<T: Entry>(swap: &Swap<T>) -> impl Iterator<Item = &T> {
    swap.before.iter().chain(&swap.after)
}

/// Numbers the rows so that each comes after those it rests on; and whether that is impossible.
fn ranks(pack: &Pack) -> (Vec<usize>, bool) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let rows = pack.rows().len();
    let mut rank = vec![0; rows];
    let mut state = vec![State::New; rows];
    let (mut next, mut circular) = (0, false);
    for start in 0..rows {
        let mut path = vec![start];
        while let Some(&at) = path.last() {
            match state[at] {
                State::New => {
                    state[at] = State::Open;
                    for &below in pack.rests_on(at) {
                        circular |= state[below] == State::Open;
                        if state[below] == State::New {
                            path.push(below);
                        }
                    }
                }
                State::Open => {
                    state[at] = State::Done;
                    rank[at] = next;
                    next += 1;
                    path.pop();
                }
                State::Done => {
                    path.pop();
                }
            }
        }
    }
    (rank, circular)
}
