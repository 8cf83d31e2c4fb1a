//! The shape of rules: nothing that can never hold or never fail, and people are judged as people.

use std::collections::{HashMap, HashSet};

use crate::domain::evaluate::personal;
use crate::domain::lint::{At, Draft, Fault, Finding, row_finding};
use crate::domain::pack::{Requirement, RowKind};
use crate::domain::rule::Rule;

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Finding>) {
    let routes: HashSet<&str> =
        draft.rows().filter(|row| matches!(row.rule, Rule::Route(_))).map(|row| row.id.as_str()).collect();
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
    match kind {
        RowKind::Route => matches!(rule, Rule::Route(_)),
        RowKind::Option => matches!(rule, Rule::Offered | Rule::Kind(_) | Rule::Act(_)),
        RowKind::Inheritance => matches!(rule, Rule::Inherits(_)),
        RowKind::Heading | RowKind::Composite | RowKind::Leaf | RowKind::Split => {
            !matches!(rule, Rule::Kind(_) | Rule::Act(_))
        }
    }
}

struct Walk<'a, 'b> {
    routes: &'a HashSet<&'a str>,
    row: &'a Requirement,
    /// How often each word was met so far, in the order of the file.
    words: HashMap<&'static str, usize>,
    out: &'b mut Vec<Finding>,
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
        if matches!(rule, Rule::When { .. }) && !matches!(parent, Some(Rule::All(_))) {
            self.say(at.clone(), Fault::WhenNotUnderAll);
        }
        if person && speaks_of_organisation(rule) {
            self.say(at.clone(), Fault::NotAboutPerson { word: rule.word() });
        }
        if !person {
            self.joined(rule, &at);
        }
        let person = person || matches!(rule, Rule::Person(_) | Rule::Route(_) | Rule::Coverage { .. });
        for child in rule.children() {
            self.rule(child, Some(rule), person);
        }
    }

    /// Faults of joining words about people where no one person is judged.
    fn joined(&mut self, rule: &Rule, at: &At) {
        let children = match rule {
            Rule::All(children) | Rule::AllIfStrict(children) => children,
            Rule::AtLeast(k, children) if *k > 1 => children,
            _ => return,
        };
        if children.iter().filter(|child| speaks_of_person(child)).count() > 1 {
            self.say(at.clone(), Fault::PeopleMayDiffer { word: rule.word() });
        }
        let route = |child: &&Rule| match child {
            Rule::Row(id) => self.routes.contains(id.as_str()),
            Rule::Route(_) => true,
            _ => false,
        };
        let routes: Vec<&Rule> = children.iter().filter(route).collect();
        for child in routes {
            let (at, id) = match child {
                Rule::Row(id) => (At::Text("rule", id.clone()), id.clone()),
                _ => (at.clone(), self.row.id.clone()),
            };
            self.say(at, Fault::RouteUnderAll { id });
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
    match rule {
        Rule::All(rules) | Rule::AllIfStrict(rules) => always(rules.is_empty()),
        Rule::Any(rules) => never(rules.is_empty()),
        Rule::AtLeast(k, rules) => always(*k == 0).or(never(*k > rules.len())),
        Rule::When { scope, .. } => never(scope.is_empty()),
        Rule::Contracts { kinds, at_least, within_years, .. }
        | Rule::Years { kinds, at_least, within_years, .. } => {
            always(*at_least == 0).or(never(kinds.is_empty() || *within_years == 0))
        }
        Rule::Education { within_months, lenient_months, .. } => never(*within_months == 0)
            .or((lenient_months < within_months).then_some(Fault::LenientNarrower { word })),
        Rule::Review { within_months, .. }
        | Rule::Audit { within_months }
        | Rule::Operation { within_months, .. } => never(*within_months == 0),
        Rule::Headcount { routes, .. } => always(routes.is_empty()),
        Rule::Overlap { groups } => {
            always(groups.len() < 2 || groups.iter().any(|group| group.routes.is_empty()))
        }
        _ => None,
    }
}

fn speaks_of_person(rule: &Rule) -> bool {
    personal(rule) && !matches!(rule, Rule::Route(_))
}

fn speaks_of_organisation(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Person(_)
            | Rule::Coverage { .. }
            | Rule::When { .. }
            | Rule::Inherits(_)
            | Rule::Assigned { .. }
            | Rule::Declared
            | Rule::Offered
            | Rule::Document { .. }
            | Rule::Section
            | Rule::Standard { .. }
            | Rule::PersonList { .. }
            | Rule::Headcount { .. }
            | Rule::Overlap { .. }
            | Rule::Review { .. }
            | Rule::Audit { .. }
            | Rule::Operation { .. }
            | Rule::Kind(_)
            | Rule::Act(_)
    )
}
