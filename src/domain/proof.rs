//! The proof of a verdict as a tree: each rule with both readings, down to the facts, for "why" and "why not".

use crate::domain::assessment::{Answer, Assessment};
use crate::domain::date::Date;
use crate::domain::evaluate::{Ground, Judge, personal};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::rule::Rule;
use crate::domain::verdict::Outcome;

/// A node of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What this node speaks of.
    pub about: About,
    /// The rule's word as it stands in the pack.
    pub word: &'static str,
    /// Both readings.
    pub outcome: Outcome,
    /// The claim on it, for rows that people answer.
    pub claim: Option<Answer>,
    /// What it follows from.
    pub children: Vec<Proof>,
    /// The facts and reasons, for leaves.
    pub grounds: Vec<Ground>,
    /// True if the row was unfolded earlier in the same tree and is not again.
    pub repeated: bool,
}

/// What a node speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A row of the pack, by position.
    Row(usize),
    /// A part of the rule of this row.
    Part(usize),
    /// A person, by id, under the rule of this row.
    Person(usize, String),
}

/// The proof of one row.
pub fn proof(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    day: Option<Date>,
    at: usize,
) -> Proof {
    let judge = Judge::new(pack, references, assessment, day);
    let mut prover = Prover { pack, assessment, judge: &judge, seen: vec![false; pack.rows().len()] };
    prover.row(at)
}

struct Prover<'a> {
    pack: &'a Pack,
    assessment: &'a Assessment,
    judge: &'a Judge<'a>,
    seen: Vec<bool>,
}

impl Prover<'_> {
    fn row(&mut self, at: usize) -> Proof {
        let rule = &self.pack.rows()[at].rule;
        let repeated = std::mem::replace(&mut self.seen[at], true);
        let mut node = Proof {
            about: About::Row(at),
            word: rule.word(),
            outcome: self.judge.row(at),
            claim: self.judge.claim_on(at),
            children: Vec::new(),
            grounds: Vec::new(),
            repeated,
        };
        if repeated {
            return node;
        }
        if personal(rule) {
            node.children = self.people(rule, at);
        } else {
            node.children = self.below(rule, at, None);
        }
        if node.children.is_empty() {
            node.grounds = self.judge.why(at);
        } else if node.claim.is_some() {
            let claims = |ground: &Ground| matches!(ground, Ground::Claimed(_) | Ground::Contradiction(_));
            node.grounds = self.judge.why(at).into_iter().filter(claims).collect();
        }
        node
    }

    /// The nodes right below a rule.
    fn below(&mut self, rule: &Rule, at: usize, person: Option<usize>) -> Vec<Proof> {
        match rule {
            Rule::Person(inner) | Rule::Coverage { of: inner, .. } => self.people(inner, at),
            Rule::Row(id) | Rule::Inherits(id) => self.reference(id, person).into_iter().collect(),
            Rule::Route(inner) => vec![self.part(inner, at, person)],
            Rule::When { then, .. } => vec![self.part(then, at, person)],
            _ => rule.children().into_iter().map(|child| self.part(child, at, person)).collect(),
        }
    }

    fn reference(&mut self, id: &str, person: Option<usize>) -> Option<Proof> {
        let at = self.pack.position(id)?;
        let rule = &self.pack.rows()[at].rule;
        if person.is_none() || !personal(rule) {
            return Some(self.row(at));
        }
        let mut node = self.part(rule, at, person);
        node.about = About::Row(at);
        Some(node)
    }

    fn part(&mut self, rule: &Rule, at: usize, person: Option<usize>) -> Proof {
        if let Rule::Row(id) | Rule::Inherits(id) = rule
            && let Some(node) = self.reference(id, person)
        {
            return node;
        }
        let (outcome, grounds) = self.judge.probe(rule, at, person);
        let children = self.below(rule, at, person);
        let grounds = if children.is_empty() { grounds } else { Vec::new() };
        let about = About::Part(at);
        Proof { about, word: rule.word(), outcome, claim: None, children, grounds, repeated: false }
    }

    /// One node for each person, the nearest first.
    fn people(&mut self, inner: &Rule, at: usize) -> Vec<Proof> {
        let people = (0..self.assessment.people.len()).map(|index| {
            let mut node = self.part(inner, at, Some(index));
            node.about = About::Person(at, self.assessment.people[index].id.clone());
            node
        });
        let mut people: Vec<Proof> = people.collect();
        people.sort_by_key(|node| std::cmp::Reverse(node.outcome.verdict()));
        people
    }
}
