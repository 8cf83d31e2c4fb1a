//! The words a rule borrows: roles, kinds, acts, doubts, evidence kinds, categories, reference numbers.

use crate::domain::lint::ids::{is_category, unknown_category};
use crate::domain::lint::{At, Draft, Fault, Finding, Vocabulary, nearest, row_finding};
use crate::domain::pack::Requirement;
use crate::domain::reference::ReferenceKind;
use crate::domain::rule::{ENGAGED, Rule};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<Finding>) {
    for (_, row) in draft.own_rows() {
        let mut told = Vec::new();
        let mut say = |at: At, fault: Fault| {
            if !told.contains(&fault) {
                told.push(fault.clone());
                out.push(row_finding(row, at, fault));
            }
        };
        rule(draft, &row.rule, &mut say);
        lists(draft, row, &mut say);
    }
}

fn lists(draft: &Draft<'_>, row: &Requirement, say: &mut impl FnMut(At, Fault)) {
    for id in &row.doubts {
        look_up(draft, Vocabulary::Doubt, "doubts", id, say);
    }
    for id in &row.evidence {
        look_up(draft, Vocabulary::Evidence, "evidence", id, say);
    }
}

fn rule(draft: &Draft<'_>, rule: &Rule, say: &mut impl FnMut(At, Fault)) {
    for (vocabulary, word) in borrowed(rule) {
        look_up(draft, vocabulary, "rule", word, say);
    }
    if let Rule::Contracts { kinds, reasoned, .. } = rule {
        for kind in reasoned.iter().filter(|kind| !kinds.contains(kind)) {
            let at = At::Text("reasoned", kind.clone());
            say(at, Fault::ReasonedNotCounted { kind: kind.clone() });
        }
    }
    if let Rule::Taught(subject) = rule
        && !is_category(draft, subject)
    {
        say(At::Text("rule", subject.clone()), unknown_category(draft, subject));
    }
    references(draft, rule, say);
    for child in rule.children() {
        self::rule(draft, child, say);
    }
}

/// The words of the head that this rule borrows, without those of its children.
fn borrowed(rule: &Rule) -> Vec<(Vocabulary, &String)> {
    use Vocabulary::{Act, Kind, Role};
    fn role(role: &String) -> Vec<(Vocabulary, &String)> {
        if role == ENGAGED { Vec::new() } else { vec![(Role, role)] }
    }
    match rule {
        Rule::Works(name) | Rule::Coverage { role: name, .. } | Rule::Headcount { role: name, .. } => {
            role(name)
        }
        Rule::Overlap { groups } => groups.iter().flat_map(|group| role(&group.role)).collect(),
        Rule::PersonList { role } => vec![(Role, role)],
        Rule::Assigned { role, apart_from } => {
            std::iter::once(role).chain(apart_from).map(|role| (Role, role)).collect()
        }
        Rule::Contracts { kinds, lenient_kinds, acts, lenient_acts, .. } => {
            let kinds = kinds.iter().chain(lenient_kinds).map(|kind| (Kind, kind));
            kinds.chain(acts.iter().chain(lenient_acts).map(|act| (Act, act))).collect()
        }
        Rule::Years { kinds, lenient_kinds, .. } => {
            kinds.iter().chain(lenient_kinds).map(|kind| (Kind, kind)).collect()
        }
        Rule::Kind(kind) => vec![(Kind, kind)],
        Rule::Act(act) => vec![(Act, act)],
        _ => Vec::new(),
    }
}

fn look_up(
    draft: &Draft<'_>,
    vocabulary: Vocabulary,
    key: &'static str,
    word: &str,
    say: &mut impl FnMut(At, Fault),
) {
    let head = draft.head;
    let known: Vec<&str> = match vocabulary {
        Vocabulary::Role => head.roles.iter().map(|role| role.id.as_str()).collect(),
        Vocabulary::Kind => head.kinds.iter().map(|term| term.id.as_str()).collect(),
        Vocabulary::Act => head.acts.iter().map(|term| term.id.as_str()).collect(),
        Vocabulary::Evidence => head.evidence.iter().map(|term| term.id.as_str()).collect(),
        Vocabulary::Doubt => head.doubts.iter().map(|doubt| doubt.id.as_str()).collect(),
    };
    if !known.contains(&word) {
        let near = nearest(word, known);
        let fault = Fault::Undefined { word: word.to_owned(), vocabulary, near };
        say(At::Text(key, word.to_owned()), fault);
    }
}

fn references(draft: &Draft<'_>, rule: &Rule, say: &mut impl FnMut(At, Fault)) {
    use ReferenceKind::{Community, Contents, Education, Qualification, ResultHandling, Standard, Training};
    let fitting: &[ReferenceKind] = match rule {
        Rule::Qualification(_) => &[Qualification],
        Rule::Community(_) => &[Community],
        Rule::Training(_) => &[Training],
        Rule::Education { .. } => &[Education],
        Rule::Standard { .. } => &[Standard, ResultHandling, Contents],
        _ => return,
    };
    let beside = match rule {
        Rule::Education { beside, .. } => beside.as_deref(),
        _ => None,
    };
    for number in rule.references().into_iter().chain(beside) {
        let at = At::Text("rule", number.to_owned());
        let number = number.to_owned();
        match draft.references.lists.iter().find(|list| list.number == number) {
            None => {
                let near = nearest(&number, draft.references.lists.iter().map(|list| list.number.as_str()));
                say(at, Fault::UnknownReference { number, near });
            }
            Some(list) if !fitting.contains(&list.kind) => {
                say(at, Fault::WrongReference { number, word: rule.word(), kind: list.kind });
            }
            Some(_) => {}
        }
    }
}
