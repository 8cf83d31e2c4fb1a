//! The spans of the rows of one category, one answer tried on one of them if wanted.

use super::answers::{Answers, Judges, below, is_undecided};
use super::span::VerdictSpan;
use crate::domain::assessment::Answer;
use crate::domain::evaluate::Judge;
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::rule::{Rule, Shape};
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// An answer tried on one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supposed {
    pub(super) at: usize,
    pub(super) answer: Answer,
}

/// The spans of the rows of one category.
pub(super) struct Spans<'a> {
    pub(super) pack: &'a Pack,
    pub(super) tops: Vec<usize>,
    open: &'a [usize],
    pub(super) judges: &'a Judges<'a>,
    supposed: Option<Supposed>,
    pub(super) rows: Vec<Option<VerdictSpan>>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(
        pack: &'a Pack,
        category: &str,
        answers: &'a Answers,
        judges: &'a Judges<'a>,
        supposed: Option<Supposed>,
    ) -> Self {
        let rows = vec![None; pack.rows().len()];
        Self { pack, tops: pack.top_rows(category), open: &answers.open, judges, supposed, rows }
    }

    /// The verdict of each top row.
    pub(super) fn tops(&mut self) -> Vec<(usize, Verdict)> {
        self.tops.clone().into_iter().map(|at| (at, self.top(at).now.verdict())).collect()
    }

    /// The category's verdict.
    pub(super) fn verdict(&mut self) -> Verdict {
        self.root().now.verdict()
    }

    /// A row's own verdict.
    pub(super) fn own(&mut self, at: usize) -> Verdict {
        self.row(at).now.verdict()
    }

    pub(super) fn root(&mut self) -> VerdictSpan {
        let tops: Vec<VerdictSpan> = self.tops.clone().into_iter().map(|at| self.top(at)).collect();
        VerdictSpan::all(&tops)
    }

    /// A top row; a gate that does not apply is a service outside its definition.
    pub(super) fn top(&mut self, at: usize) -> VerdictSpan {
        let span = self.row(at);
        if !matches!(self.pack.rows()[at].rule.shape(), Shape::Offered) {
            return span;
        }
        let held = |outcome| if outcome == Outcome::NotApplicable { Pair::NO.into() } else { outcome };
        let low = if span.vanishes { Pair::NO.into() } else { held(span.low) };
        VerdictSpan { low, now: held(span.now), high: held(span.high), vanishes: false }
    }

    /// True if the question is open here: nothing is supposed of it, nor do others decide it by now.
    pub(super) fn asks(&mut self, at: usize) -> bool {
        self.may_ask(at) && is_undecided(self.facts(at).now)
    }

    /// True if the row is claimed, or supposed to be.
    pub(super) fn is_claimed(&self, at: usize) -> bool {
        self.supposed.is_some_and(|supposed| supposed.at == at) || self.judges.now.claim_on(at).is_some()
    }

    fn may_ask(&self, at: usize) -> bool {
        self.supposed.is_none_or(|supposed| supposed.at != at) && self.open.binary_search(&at).is_ok()
    }

    fn may_be_waived(&self, at: usize) -> bool {
        self.pack.rows()[at].not_applicable == NotApplicable::WithReason
    }

    /// Whose claims act on a row under each answer.
    fn judges(&self, at: usize, asked: bool) -> [&'a Judge<'a>; 3] {
        let Judges { now, no, yes } = self.judges;
        match self.supposed.filter(|supposed| supposed.at == at).map(|supposed| supposed.answer) {
            Some(Answer::Yes) => [yes; 3],
            Some(Answer::No) => [no; 3],
            _ if asked => [no, now, yes],
            _ => [now; 3],
        }
    }

    pub(super) fn row(&mut self, at: usize) -> VerdictSpan {
        if let Some(known) = self.rows[at] {
            return known;
        }
        // Stands while the rows below are looked at, for those that lead back here.
        self.rows[at] = Some(VerdictSpan::wide(Pair::OPEN.into()));
        let facts = self.facts(at);
        let asked = self.may_ask(at) && is_undecided(facts.now);
        let [low, now, high] = self.judges(at, asked);
        let mut span = VerdictSpan {
            low: low.heard(at, facts.low),
            now: now.heard(at, facts.now),
            high: high.heard(at, facts.high),
            vanishes: facts.vanishes,
        };
        if asked && self.may_be_waived(at) {
            span = VerdictSpan::wide(span.now);
        } else if span.vanishes {
            span.high = Pair::YES.into();
        }
        self.rows[at] = Some(span);
        span
    }

    /// What facts make of a row, with the claims on the rows it rests on.
    pub(super) fn facts(&mut self, at: usize) -> VerdictSpan {
        let pack = self.pack;
        self.node(&pack.rows()[at].rule, at)
    }

    pub(super) fn node(&mut self, rule: &'a Rule, at: usize) -> VerdictSpan {
        match rule.shape() {
            Shape::All(rules) => VerdictSpan::all(&self.nodes(rules, at)),
            Shape::Any(rules) => VerdictSpan {
                vanishes: false,
                ..VerdictSpan::alternatives(&self.nodes(rules, at), Outcome::any)
            },
            Shape::AtLeast(least, rules) => VerdictSpan {
                vanishes: false,
                ..VerdictSpan::alternatives(&self.nodes(rules, at), |half| Outcome::at_least(least, half))
            },
            Shape::AllIfStrict(rules) => {
                VerdictSpan::alternatives(&self.nodes(rules, at), Outcome::all_if_strict)
            }
            Shape::Row(id) | Shape::Inherits(id) => match self.pack.position(id) {
                Some(child) => self.row(child),
                None => VerdictSpan::fixed(Pair::OPEN),
            },
            Shape::When { scope, then } => self.when(scope, then, at),
            Shape::Somebody(_)
            | Shape::Route(_)
            | Shape::Everybody { .. }
            | Shape::OfPerson
            | Shape::Declared
            | Shape::Offered
            | Shape::Shown
            | Shape::Counted(_) => self.whole(rule, at),
        }
    }

    fn nodes(&mut self, rules: &'a [Rule], at: usize) -> Vec<VerdictSpan> {
        rules.iter().map(|rule| self.node(rule, at)).collect()
    }

    pub(super) fn when(&mut self, scope: &[String], then: &'a Rule, at: usize) -> VerdictSpan {
        let gates: Vec<[Reading; 3]> = scope.iter().map(|id| self.gate(id)).collect();
        let best = |end: usize| gates.iter().map(|gate| gate[end]).max().unwrap_or(Reading::No);
        let [least, now, most] = [best(0), best(1), best(2)];
        let then = self.node(then, at);
        if least == Reading::Yes {
            return then;
        }
        if most == Reading::No {
            return VerdictSpan::fixed(Outcome::NotApplicable);
        }
        VerdictSpan { low: then.low, now: then.now.gated(now), high: Pair::YES.into(), vanishes: true }
    }

    /// Whether a type of service is offered: at the least, now, at the most.
    fn gate(&mut self, id: &str) -> [Reading; 3] {
        let Some(at) = self.pack.position(id) else { return [Reading::Open; 3] };
        if self.pack.answerable(at) {
            let asked = self.asks(at);
            let [no, now, yes] = self.judges(at, asked).map(|judge| judge.offers(&[id.to_owned()]));
            return [if asked && self.may_be_waived(at) { Reading::No } else { no }, now, yes];
        }
        let span = self.row(at);
        let offers = |outcome: Outcome| outcome.pair().map_or(Reading::No, Pair::lenient);
        [if span.vanishes { Reading::No } else { offers(span.low) }, offers(span.now), offers(span.high)]
    }

    /// A rule that the evaluation judges as a whole: a leaf, or something about people.
    fn whole(&self, rule: &Rule, at: usize) -> VerdictSpan {
        // A claim that is a fact, and claims on rows about people, act within the rule.
        let [low, now, high] = self.judges(at, true).map(|judge| judge.part(rule, at));
        if rule.shape().concerns_people() && self.switched(at) {
            return VerdictSpan::wide(now);
        }
        VerdictSpan { low, now, high, vanishes: false }
    }

    /// True if something that a row rests on depends on a scope.
    fn switched(&self, at: usize) -> bool {
        below(self.pack, vec![at])
            .into_iter()
            .any(|at| self.pack.rows()[at].rule.all().any(|rule| matches!(rule.shape(), Shape::When { .. })))
    }
}
