//! The words a rule borrows: roles, kinds, acts, doubts, evidence kinds, categories, reference numbers.

use crate::domain::lint::fault::row_finding;
use crate::domain::lint::ids::{is_category, unknown_category};
use crate::domain::lint::{At, Draft, Fault, FoundFault, Vocabulary, nearest};
use crate::domain::pack::Requirement;
use crate::domain::rule::{CountNeed, ENGAGED, Rule, Shape, Tally};

pub(super) fn check(draft: &Draft<'_>, out: &mut Vec<FoundFault>) {
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
    let needs = rule.needs();
    if let Some(work) = needs.work {
        for kind in work.reasoned.iter().filter(|kind| !work.kinds.contains(kind)) {
            let at = At::Text("reasoned", kind.clone());
            say(at, Fault::ReasonedNotCounted { kind: kind.clone() });
        }
    }
    if let Some(subject) = needs.subject
        && !is_category(draft, subject)
    {
        say(At::Text("rule", subject.to_owned()), unknown_category(draft, subject));
    }
    references(draft, rule, say);
    for child in rule.parts() {
        self::rule(draft, child, say);
    }
}

/// The words of the head that this rule borrows, without those of its children.
fn borrowed(rule: &Rule) -> Vec<(Vocabulary, &str)> {
    use Vocabulary::{Act, Kind, Role};
    let needs = rule.needs();
    let (groups, leads): (&[_], _) = match needs.counts {
        Some(CountNeed::Overlap(groups)) => (groups, None),
        Some(CountNeed::ByRoute { leads, .. }) => (&[], leads),
        None => (&[], None),
    };
    let roles = needs.role.filter(|role| role.id != ENGAGED || role.usage.names_one()).map(|role| role.id);
    let counted = groups.iter().map(|group| group.role.as_str()).filter(|role| *role != ENGAGED).chain(leads);
    let roles = roles.into_iter().chain(needs.apart_from_roles.iter().map(String::as_str)).chain(counted);
    let mut words: Vec<(Vocabulary, &str)> = roles.map(|role| (Role, role)).collect();
    if let Some(work) = needs.work {
        words.extend(work.any_kinds().map(|kind| (Kind, kind.as_str())));
        words.extend(work.any_acts().map(|act| (Act, act.as_str())));
    }
    if let Shape::Counted(tally) = rule.shape() {
        words.push(match tally {
            Tally::Kind(kind) => (Kind, kind),
            Tally::Act(act) => (Act, act),
        });
    }
    words
}

fn look_up(
    draft: &Draft<'_>,
    vocabulary: Vocabulary,
    key: &'static str,
    word: &str,
    say: &mut impl FnMut(At, Fault),
) {
    let known = vocabulary.ids(draft.head);
    if !known.contains(&word) {
        let near = nearest(word, known);
        let fault = Fault::Undefined { word: word.to_owned(), vocabulary, near };
        say(At::Text(key, word.to_owned()), fault);
    }
}

fn references(draft: &Draft<'_>, rule: &Rule, say: &mut impl FnMut(At, Fault)) {
    let Some(list) = rule.needs().list else { return };
    for number in list.numbers().chain(list.beside) {
        let at = At::Text("rule", number.to_owned());
        let number = number.to_owned();
        match draft.references.lists.iter().find(|list| list.number == number) {
            None => {
                let near = nearest(&number, draft.references.lists.iter().map(|list| list.number.as_str()));
                say(at, Fault::UnknownReference { number, near });
            }
            Some(found) if !list.kinds.contains(&found.kind) => {
                say(at, Fault::WrongReference { number, word: rule.word(), kind: found.kind });
            }
            Some(_) => {}
        }
    }
}
