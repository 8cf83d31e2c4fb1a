//! How far answers can still move each row: were every open question answered no, as things stand, and were
//! each answered yes.
//!
//! A node is made of what its children can come to, so its span holds every completion of the open questions
//! (rows that share questions can make it too wide, never too narrow). A question can change the verdict only
//! if each node on some way down to it can still be moved under the same reading.

use std::collections::BTreeSet;

use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::date::Date;
use crate::domain::evaluate::{Judge, carries_value, personal};
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::reference::References;
use crate::domain::rule::Rule;
use crate::domain::verdict::{Outcome, Pair, Reading, Verdict};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// Whatever can change the category's verdict.
    Verdict,
    /// Whatever can change that of a requirement the category must meet.
    Gaps,
}

/// An answer tried on one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supposed {
    pub(super) at: usize,
    pub(super) answer: Answer,
}

/// The assessment as it is, and with its open questions answered one way.
pub(super) struct Answers {
    pub(super) now: Assessment,
    no: Assessment,
    yes: Assessment,
    /// Positions of the open questions, in pack order.
    pub(super) open: Vec<usize>,
    /// Positions of the rows below rules about people.
    pub(super) personal: BTreeSet<usize>,
    day: Option<Date>,
}

/// An evaluation of each.
pub(super) struct Judges<'a> {
    pub(super) now: Judge<'a>,
    no: Judge<'a>,
    yes: Judge<'a>,
}

impl Answers {
    pub(super) fn new(
        pack: &Pack,
        references: &References,
        now: Assessment,
        day: Option<Date>,
        category: &str,
    ) -> Self {
        let rows = below(pack, tops(pack, category));
        let judge = Judge::new(pack, references, &now, day);
        let open = rows.iter().copied().filter(|&at| is_open(pack, &judge, at)).collect();
        let about_people = rows.iter().filter(|&&at| has(&pack.rows()[at].rule, concerns_people));
        let personal = below(pack, about_people.flat_map(|&at| pack.rests_on(at)).copied().collect());
        Self::of(pack, now, open, personal, day)
    }

    fn of(
        pack: &Pack,
        now: Assessment,
        open: Vec<usize>,
        personal: BTreeSet<usize>,
        day: Option<Date>,
    ) -> Self {
        let with = |answer| {
            let mut all = now.clone();
            all.claims.extend(open.iter().map(|&at| claim(pack, at, answer, day)));
            all
        };
        let (no, yes) = (with(Answer::No), with(Answer::Yes));
        Self { now, no, yes, open, personal, day }
    }

    /// The same with one question answered.
    pub(super) fn with(&self, pack: &Pack, at: usize, answer: Answer) -> Self {
        let mut now = self.now.clone();
        now.claims.push(claim(pack, at, answer, self.day));
        let open = self.open.iter().copied().filter(|&other| other != at).collect();
        Self::of(pack, now, open, self.personal.clone(), self.day)
    }

    pub(super) fn judges<'a>(
        &'a self,
        pack: &'a Pack,
        references: &'a References,
        day: Option<Date>,
    ) -> Judges<'a> {
        let judge = |assessment| Judge::new(pack, references, assessment, day);
        Judges { now: judge(&self.now), no: judge(&self.no), yes: judge(&self.yes) }
    }
}

/// An answer by somebody who signs it on the reference date.
fn claim(pack: &Pack, at: usize, answer: Answer, day: Option<Date>) -> Claim {
    let signed = day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string());
    let row = pack.rows()[at].id.clone();
    Claim { row, answer, remark: String::new(), by: "?".into(), at: format!("{signed}T00:00:00Z") }
}

/// A question nobody answered, which facts do not answer either.
fn is_open(pack: &Pack, judge: &Judge<'_>, at: usize) -> bool {
    pack.answerable(at)
        && !carries_value(pack, at)
        && judge.claim_on(at).is_none()
        && is_undecided(judge.row(at))
}

fn is_undecided(outcome: Outcome) -> bool {
    outcome.pair().is_some_and(|pair| pair.lenient() == Reading::Open)
}

/// The top rows of a category, with those every category needs.
pub(super) fn tops(pack: &Pack, category: &str) -> Vec<usize> {
    let own = pack.categories.iter().filter(|known| known.id == category);
    let blocks = pack.categories.iter().filter(|known| known.for_all);
    own.chain(blocks).flat_map(|known| &known.requires).filter_map(|id| pack.position(id)).collect()
}

/// These rows and all they rest on, in pack order.
pub(super) fn below(pack: &Pack, mut todo: Vec<usize>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    while let Some(at) = todo.pop() {
        if seen.insert(at) {
            todo.extend(pack.rests_on(at));
        }
    }
    seen
}

/// Under which readings something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Halves {
    lenient: bool,
    /// Only whether the strict reading comes to a yes: no verdict tells its "no" from its "open".
    strict: bool,
}

impl Halves {
    const NONE: Self = Self { lenient: false, strict: false };
    const BOTH: Self = Self { lenient: true, strict: true };

    fn and(self, other: Self) -> Self {
        Self { lenient: self.lenient && other.lenient, strict: self.strict && other.strict }
    }

    fn or(self, other: Self) -> Self {
        Self { lenient: self.lenient || other.lenient, strict: self.strict || other.strict }
    }

    fn any(self) -> bool {
        self.lenient || self.strict
    }
}

/// What something can come to.
#[derive(Debug, Clone, Copy)]
struct Span {
    low: Outcome,
    now: Outcome,
    high: Outcome,
    /// True if some answers make it not applicable.
    vanishes: bool,
}

impl Span {
    fn fixed(outcome: impl Into<Outcome>) -> Self {
        let outcome = outcome.into();
        Self { low: outcome, now: outcome, high: outcome, vanishes: false }
    }

    /// Anything at all.
    fn wide(now: Outcome) -> Self {
        Self { low: Pair::NO.into(), now, high: Pair::YES.into(), vanishes: true }
    }

    fn all(children: &[Self]) -> Self {
        Self { vanishes: Self::all_vanish(children), ..Self::each(children, |half| Outcome::all(half)) }
    }

    fn all_vanish(children: &[Self]) -> bool {
        children.iter().any(|child| child.vanishes)
            && children.iter().all(|child| child.vanishes || child.high == Outcome::NotApplicable)
    }

    /// A node in which a child that vanishes is as good as one that fails.
    fn alternatives(children: &[Self], node: impl Fn(Vec<Outcome>) -> Outcome) -> Self {
        let lowered: Vec<Self> = children
            .iter()
            .map(|child| if child.vanishes { Self { low: Pair::NO.into(), ..*child } } else { *child })
            .collect();
        Self { vanishes: Self::all_vanish(children), ..Self::each(&lowered, node) }
    }

    fn each(children: &[Self], node: impl Fn(Vec<Outcome>) -> Outcome) -> Self {
        let of = |end: fn(&Self) -> Outcome| node(children.iter().map(end).collect());
        Self { low: of(|c| c.low), now: of(|c| c.now), high: of(|c| c.high), vanishes: false }
    }

    /// Under which readings answers can still move it.
    fn moves(&self) -> Halves {
        match (self.low.pair(), self.high.pair()) {
            (None, None) => Halves::NONE,
            (Some(low), Some(high)) => Halves {
                lenient: low.lenient() < high.lenient(),
                strict: low.strict() < Reading::Yes && high.strict() == Reading::Yes,
            },
            _ => Halves::BOTH,
        }
    }
}

/// The spans of the rows of one category.
pub(super) struct Spans<'a> {
    pack: &'a Pack,
    tops: Vec<usize>,
    open: &'a [usize],
    judges: &'a Judges<'a>,
    supposed: Option<Supposed>,
    rows: Vec<Option<Span>>,
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
        Self { pack, tops: tops(pack, category), open: &answers.open, judges, supposed, rows }
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

    fn root(&mut self) -> Span {
        let tops: Vec<Span> = self.tops.clone().into_iter().map(|at| self.top(at)).collect();
        Span::all(&tops)
    }

    /// A top row; a gate that does not apply is a service outside its definition.
    fn top(&mut self, at: usize) -> Span {
        let span = self.row(at);
        if self.pack.rows()[at].rule != Rule::Offered {
            return span;
        }
        let held = |outcome| if outcome == Outcome::NotApplicable { Pair::NO.into() } else { outcome };
        let low = if span.vanishes { Pair::NO.into() } else { held(span.low) };
        Span { low, now: held(span.now), high: held(span.high), vanishes: false }
    }

    /// True if the question is open here: nothing is supposed of it, nor do others decide it by now.
    fn asks(&mut self, at: usize) -> bool {
        self.may_ask(at) && is_undecided(self.facts(at).now)
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

    fn row(&mut self, at: usize) -> Span {
        if let Some(known) = self.rows[at] {
            return known;
        }
        // Stands while the rows below are looked at, for those that lead back here.
        self.rows[at] = Some(Span::wide(Pair::OPEN.into()));
        let facts = self.facts(at);
        let asked = self.may_ask(at) && is_undecided(facts.now);
        let [low, now, high] = self.judges(at, asked);
        let mut span = Span {
            low: low.heard(at, facts.low),
            now: now.heard(at, facts.now),
            high: high.heard(at, facts.high),
            vanishes: facts.vanishes,
        };
        if asked && self.may_be_waived(at) {
            span = Span::wide(span.now);
        } else if span.vanishes {
            span.high = Pair::YES.into();
        }
        self.rows[at] = Some(span);
        span
    }

    /// What facts make of a row, with the claims on the rows it rests on.
    fn facts(&mut self, at: usize) -> Span {
        let pack = self.pack;
        self.node(&pack.rows()[at].rule, at)
    }

    fn node(&mut self, rule: &'a Rule, at: usize) -> Span {
        match rule {
            Rule::All(rules) => Span::all(&self.nodes(rules, at)),
            Rule::Any(rules) => {
                Span { vanishes: false, ..Span::alternatives(&self.nodes(rules, at), Outcome::any) }
            }
            Rule::AtLeast(k, rules) => Span {
                vanishes: false,
                ..Span::alternatives(&self.nodes(rules, at), |half| Outcome::at_least(*k, half))
            },
            Rule::AllIfStrict(rules) => {
                Span::alternatives(&self.nodes(rules, at), |half| Outcome::all_if_strict(half))
            }
            Rule::Row(id) | Rule::Inherits(id) => match self.pack.position(id) {
                Some(child) => self.row(child),
                None => Span::fixed(Pair::OPEN),
            },
            Rule::When { scope, then } => self.when(scope, then, at),
            _ => self.whole(rule, at),
        }
    }

    fn nodes(&mut self, rules: &'a [Rule], at: usize) -> Vec<Span> {
        rules.iter().map(|rule| self.node(rule, at)).collect()
    }

    fn when(&mut self, scope: &[String], then: &'a Rule, at: usize) -> Span {
        let gates: Vec<[Reading; 3]> = scope.iter().map(|id| self.gate(id)).collect();
        let best = |end: usize| gates.iter().map(|gate| gate[end]).max().unwrap_or(Reading::No);
        let [least, now, most] = [best(0), best(1), best(2)];
        let then = self.node(then, at);
        if least == Reading::Yes {
            return then;
        }
        if most == Reading::No {
            return Span::fixed(Outcome::NotApplicable);
        }
        let now = match (now, then.now) {
            (Reading::Yes, now) => now,
            (Reading::Open, Outcome::Judged(pair)) => pair.or(Pair::OPEN).into(),
            _ => Outcome::NotApplicable,
        };
        Span { low: then.low, now, high: Pair::YES.into(), vanishes: true }
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
    fn whole(&self, rule: &Rule, at: usize) -> Span {
        // A claim that is a fact, and claims on rows about people, act within the rule.
        let [low, now, high] = self.judges(at, true).map(|judge| judge.part(rule, at));
        if concerns_people(rule) && self.switched(at) {
            return Span::wide(now);
        }
        Span { low, now, high, vanishes: false }
    }

    /// True if something that a row rests on depends on a scope.
    fn switched(&self, at: usize) -> bool {
        below(self.pack, vec![at]).into_iter().any(|at| has(&self.pack.rows()[at].rule, is_switch))
    }

    /// The open questions that can change what the goal asks for, in pack order.
    pub(super) fn deciding(mut self, goal: Goal) -> Vec<usize> {
        let root = self.root();
        if goal == Goal::Verdict && !root.moves().any() && !root.vanishes {
            return Vec::new();
        }
        let tops = self.tops.clone();
        let seen = vec![Halves::NONE; self.rows.len()];
        let mut search = Search { spans: self, goal, seen, found: BTreeSet::new() };
        let moved = if root.vanishes { Halves::BOTH } else { root.moves() };
        tops.into_iter().for_each(|at| {
            let top = search.spans.top(at);
            search.conjunct(top, moved, root.vanishes, |search, halves| search.row(at, halves));
        });
        search.found.into_iter().collect()
    }
}

pub(super) fn concerns_people(rule: &Rule) -> bool {
    personal(rule) || matches!(rule, Rule::Person(_) | Rule::Coverage { .. })
}

fn is_switch(rule: &Rule) -> bool {
    matches!(rule, Rule::When { .. })
}

/// True if the rule or a part of it is such a one.
fn has(rule: &Rule, such: fn(&Rule) -> bool) -> bool {
    such(rule) || rule.children().into_iter().any(|child| has(child, such))
}

/// A search for the questions that can move what stands above them.
struct Search<'a> {
    spans: Spans<'a>,
    goal: Goal,
    /// For each row, the readings under which it was searched.
    seen: Vec<Halves>,
    found: BTreeSet<usize>,
}

impl<'a> Search<'a> {
    /// Goes down to one of several that must all hold; for gaps each stands for itself.
    fn conjunct(&mut self, child: Span, above: Halves, may_vanish: bool, go: impl FnOnce(&mut Self, Halves)) {
        let moves = if may_vanish && child.vanishes { Halves::BOTH } else { child.moves() };
        let halves = if self.goal == Goal::Gaps { moves } else { above.and(moves) };
        if halves.any() {
            go(self, halves);
        }
    }

    fn row(&mut self, at: usize, halves: Halves) {
        let known = self.seen[at];
        self.seen[at] = known.or(halves);
        if self.seen[at] == known {
            return;
        }
        if self.spans.asks(at) {
            self.found.insert(at);
        }
        let facts = self.spans.facts(at);
        // A claim can turn what the strict reading says into what the lenient one says.
        let claimed = self.spans.judges.now.claim_on(at).is_some();
        let halves = if claimed { facts.moves() } else { halves.and(facts.moves()) };
        if halves.any() || facts.vanishes {
            let halves = if facts.vanishes { Halves::BOTH } else { halves };
            self.rule(&self.spans.pack.rows()[at].rule, at, halves);
        }
    }

    fn rule(&mut self, rule: &'a Rule, at: usize, halves: Halves) {
        match rule {
            Rule::All(rules) => {
                let whole = self.spans.node(rule, at);
                for rule in rules {
                    let child = self.spans.node(rule, at);
                    self.conjunct(child, halves, whole.vanishes, |search, halves| {
                        search.rule(rule, at, halves);
                    });
                }
            }
            Rule::Any(rules) | Rule::AtLeast(_, rules) | Rule::AllIfStrict(rules) => {
                rules.iter().for_each(|rule| self.alternative(rule, at, halves));
            }
            Rule::Row(id) | Rule::Inherits(id) => {
                if let Some(at) = self.spans.pack.position(id) {
                    self.row(at, halves);
                }
            }
            Rule::When { scope, then } => {
                let gates = scope.iter().filter_map(|id| self.spans.pack.position(id)).collect();
                self.everything(gates);
                let then_moves = self.spans.node(then, at).moves();
                if halves.and(then_moves).any() {
                    self.rule(then, at, halves.and(then_moves));
                }
            }
            _ if concerns_people(rule) => self.everything(self.spans.pack.rests_on(at).to_vec()),
            _ => {}
        }
    }

    fn alternative(&mut self, rule: &'a Rule, at: usize, halves: Halves) {
        let child = self.spans.node(rule, at);
        let moves = if child.vanishes { Halves::BOTH } else { child.moves() };
        if halves.and(moves).any() {
            self.rule(rule, at, halves.and(moves));
        }
    }

    /// All open questions of these rows and of those they rest on.
    fn everything(&mut self, rows: Vec<usize>) {
        for at in below(self.spans.pack, rows) {
            if self.spans.asks(at) {
                self.found.insert(at);
            }
        }
    }
}
