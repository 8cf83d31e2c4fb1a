//! The shape of rules: nothing that can never hold or never fail, and people are judged as people.

use std::collections::{HashMap, HashSet};

use crate::domain::lint::fault::row_finding;
use crate::domain::lint::{At, Draft, Fault, FoundFault};
use crate::domain::pack::{Requirement, RowKind};
use crate::domain::rule::{CountNeed, Rule, Shape};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
    let routes: HashSet<&str> =
        draft.rows().filter(|row| is_route(&row.rule)).map(|row| row.id.as_str()).collect();
    for (_, row) in draft.own_rows() {
        if !goes_with(row.kind, &row.rule) {
            let fault = Fault::KindMismatch { kind: row.kind, word: row.rule.word() };
            out.push(row_finding(row, At::Key("kind"), fault));
        }
        Walk { routes: &routes, row, words: HashMap::new(), out }.rule(&row.rule, None, false);
    }
}

/// Routes, options and inheritances are what their rules make them; all other kinds are names for people.
fn goes_with(kind: RowKind, rule: &Rule) -> bool {
    let shape = rule.shape();
    match kind {
        RowKind::Route => is_route(rule),
        RowKind::Option => matches!(shape, Shape::Offered | Shape::Counted(_)),
        RowKind::Inheritance => matches!(shape, Shape::Inherits(_)),
        RowKind::Heading | RowKind::Composite | RowKind::Leaf | RowKind::Split => {
            !matches!(shape, Shape::Counted(_))
        }
    }
}

fn is_route(rule: &Rule) -> bool {
    matches!(rule.shape(), Shape::Route(_))
}

struct Walk<'a, 'b> {
    routes: &'a HashSet<&'a str>,
    row: &'a Requirement,
    /// How often each word was met so far, in the order of the file.
    words: HashMap<&'static str, usize>,
    out: &'b mut Vec<FoundFault>,
}

impl Walk<'_, '_> {
    /// Looks at a rule; `person` says that one person is being judged here.
    fn rule(&mut self, rule: &Rule, parent: Option<&Rule>, person: bool) {
        let nth = self.words.entry(rule.word()).or_default();
        let at = At::Word(rule.word(), *nth);
        *nth += 1;
        if let Some(fault) = degenerate(rule) {
            self.say(at.clone(), fault);
        }
        let under_all = parent.is_some_and(|parent| matches!(parent.shape(), Shape::All(_)));
        if matches!(rule.shape(), Shape::When { .. }) && !under_all {
            self.say(at.clone(), Fault::WhenNotUnderAll);
        }
        if person && speaks_of_organisation(rule) {
            self.say(at.clone(), Fault::NotAboutPerson { word: rule.word() });
        }
        if !person {
            self.joined(rule, &at);
        }
        let judges_one =
            matches!(rule.shape(), Shape::Somebody(_) | Shape::Route(_) | Shape::Everybody { .. });
        let person = person || judges_one;
        for child in rule.parts() {
            self.rule(child, Some(rule), person);
        }
    }

    /// Faults of joining words about people where no one person is judged.
    fn joined(&mut self, rule: &Rule, at: &At) {
        let children = match rule.shape() {
            Shape::All(children) | Shape::AllIfStrict(children) => children,
            Shape::AtLeast(least, children) if least > 1 => children,
            _ => return,
        };
        if children.iter().filter(|child| matches!(child.shape(), Shape::OfPerson)).count() > 1 {
            self.say(at.clone(), Fault::PeopleMayDiffer { word: rule.word() });
        }
        for child in children {
            match child.shape() {
                Shape::Row(id) if self.routes.contains(id) => {
                    self.say(At::Text("rule", id.to_owned()), Fault::RouteUnderAll { id: id.to_owned() });
                }
                Shape::Route(_) => self.say(at.clone(), Fault::RouteUnderAll { id: self.row.id.clone() }),
                _ => {}
            }
        }
    }

    fn say(&mut self, at: At, fault: Fault) {
        self.out.push(row_finding(self.row, at, fault));
    }
}

/// Rules that hold, or fail, whatever the facts are.
fn degenerate(rule: &Rule) -> Option<Fault> {
    let word = rule.word();
    let never = |yes: bool| yes.then_some(Fault::NeverHolds { word });
    let always = |yes: bool| yes.then_some(Fault::AlwaysHolds { word });
    let needs = rule.needs();
    let joined = match rule.shape() {
        Shape::All(rules) | Shape::AllIfStrict(rules) => always(rules.is_empty()),
        Shape::Any(rules) => never(rules.is_empty()),
        Shape::AtLeast(k, rules) => always(k == 0).or(never(k > rules.len())),
        Shape::When { scope, .. } => never(scope.is_empty()),
        _ => None,
    };
    let counted = needs.counts.and_then(|counts| match counts {
        CountNeed::ByRoute { routes, .. } => always(routes.is_empty()),
        CountNeed::Overlap(groups) => {
            always(groups.len() < 2 || groups.iter().any(|group| group.routes.is_empty()))
        }
    });
    let work = needs.work.and_then(|work| always(work.at_least == 0).or(never(work.kinds.is_empty())));
    let window = needs.window.and_then(|window| {
        let narrower = window.lenient.is_some_and(|lenient| lenient < window.strict);
        never(window.strict == 0).or(narrower.then_some(Fault::LenientNarrower { word }))
    });
    joined.or(counted).or(work).or(window)
}

fn speaks_of_organisation(rule: &Rule) -> bool {
    match rule.shape() {
        Shape::Somebody(_)
        | Shape::Everybody { .. }
        | Shape::When { .. }
        | Shape::Inherits(_)
        | Shape::Declared
        | Shape::Offered
        | Shape::Shown
        | Shape::Counted(_) => true,
        Shape::All(_)
        | Shape::Any(_)
        | Shape::AtLeast(..)
        | Shape::AllIfStrict(_)
        | Shape::Row(_)
        | Shape::Route(_)
        | Shape::OfPerson => false,
    }
}
