//! The words of a proof: what each line speaks of, how its children make it, what acts on it.

use crate::domain::assessment::Answer;
use crate::domain::evaluate::Ground;
use crate::domain::proof::{About, Join, Proof, ProofNode, ProofStep, part};
use crate::domain::rule::{Rule, Shape};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::{self, Context};
use crate::report::sheet::{self, printable};
use crate::report::words;

/// What a node speaks of, with how its children make it.
pub fn label(lang: Lang, context: &Context<'_>, proof: &Proof, node: &ProofNode) -> String {
    let joined = joined(lang, proof, node);
    let name = match (&node.about, node.row) {
        (About::Category(id), _) => sheet::category(lang, context.pack, id),
        (About::Row, Some(row)) => printable(context.pack.rows()[row].title.get(lang)),
        (About::Row, None) => pick(lang, "設問票にない要件", "a row that is not in the pack").to_owned(),
        (About::Person, _) => person(context, node),
        (About::Newcomer, _) => pick(lang, "まだ名簿にいない人", "somebody not on the roster yet").to_owned(),
        (About::Engaged, _) => pick(lang, "このサービスに従事している", "delivers this service").to_owned(),
        (About::Part, _) => return part_label(lang, context, node, joined),
    };
    if joined.is_empty() {
        return name;
    }
    tr!(lang, "{name}({joined})", "{name} ({joined})")
}

fn person(context: &Context<'_>, node: &ProofNode) -> String {
    let id = node.person.as_deref().unwrap_or_default();
    let name = context.assessment.person(id).map_or("", |person| person.name.trim());
    printable(if name.is_empty() { id } else { name })
}

/// A part of a rule: its join where it has one, else what it asks for.
fn part_label(lang: Lang, context: &Context<'_>, node: &ProofNode, joined: String) -> String {
    let rule = node.row.and_then(|row| part(context.pack, row, &node.path));
    let own = |rule: &Rule| grounds::rule(lang, context, rule);
    match rule {
        Some(rule) if matches!(rule.shape(), Shape::When { .. } | Shape::Everybody { .. }) => own(rule),
        Some(rule) if joined.is_empty() => own(rule),
        _ => joined,
    }
}

/// How the children make a node, if there are any.
fn joined(lang: Lang, proof: &Proof, node: &ProofNode) -> String {
    let over_people = node
        .children
        .first()
        .is_some_and(|&child| matches!(proof.node(child).about, About::Person | About::Newcomer));
    match node.join {
        Join::Any if over_people => pick(lang, "だれか1人", "one person").to_owned(),
        Join::Everybody => pick(lang, "全員。緩やかにはだれか1人", "everybody; leniently one").to_owned(),
        _ if node.children.is_empty() => String::new(),
        Join::All => pick(lang, "次のすべて", "all of").to_owned(),
        Join::Any => pick(lang, "次のどれか1つ", "any of").to_owned(),
        Join::AtLeast(k) => tr!(lang, "次のうち{k}つ以上", "at least {k} of"),
        Join::AllIfStrict => {
            pick(lang, "次のすべて。緩やかにはどれか1つ", "all of; leniently any of").to_owned()
        }
        Join::Same | Join::Leaf => String::new(),
    }
}

/// What a step makes of the result below it, as a sentence.
pub fn step(lang: Lang, step: ProofStep) -> String {
    let text = match step {
        ProofStep::NothingShown => return String::new(),
        ProofStep::AtLeastOpen => {
            pick(lang, "まだ加わりうるため、いいえは未定になります", "more may come, so a no stays open")
        }
        ProofStep::Claimed(Answer::Yes) => pick(
            lang,
            "申告「はい」により、緩やかにははいになります",
            "claimed yes: leniently yes where facts are open",
        ),
        ProofStep::Claimed(Answer::No) => {
            pick(lang, "申告「いいえ」により、はいになりません", "claimed no: it does not hold in full")
        }
        ProofStep::Claimed(answer) => {
            let answer = words::answer(lang, answer);
            return tr!(lang, "申告は「{answer}」です", "claimed: {answer}");
        }
        ProofStep::Waived => {
            pick(lang, "理由を添えて対象外と申告しています", "claimed not applicable, with a reason")
        }
        ProofStep::RouteWaived => {
            pick(lang, "この経路は使わないと申告しています", "claimed that this route is not used")
        }
        ProofStep::SwitchedOff => pick(lang, "提供範囲にないため対象外です", "switched off by the scope"),
        ProofStep::OutsideDefinition => {
            pick(lang, "サービスの定義に当てはまりません", "the service is outside its definition")
        }
    };
    text.to_owned()
}

/// The doubts on which some grounds turn, and those of a row, each with what either reading says.
pub fn doubts(lang: Lang, context: &Context<'_>, grounds: &[Ground], row: Option<usize>) -> Vec<String> {
    let doubts = doubt_ids(context, grounds, row).into_iter().filter_map(|id| context.pack.doubt(id));
    doubts
        .map(|doubt| {
            let (about, strict, lenient) =
                (doubt.about.get(lang), doubt.strict.get(lang), doubt.lenient.get(lang));
            tr!(
                lang,
                "論点{} {about} 厳格: {strict} 緩やか: {lenient}",
                "Doubt {}: {about} Strict: {strict} Lenient: {lenient}",
                doubt.id
            )
        })
        .collect()
}

/// The ids of the same, each once.
pub(super) fn doubt_ids<'a>(
    context: &Context<'a>,
    grounds: &'a [Ground],
    row: Option<usize>,
) -> Vec<&'a str> {
    let mut ids: Vec<&'a str> = Vec::new();
    for ground in grounds {
        if let Ground::Fact(fact) = ground {
            ids.extend(fact.why.iter().filter_map(|why| grounds::doubt(why)));
        }
    }
    if let Some(row) = row {
        ids.extend(context.pack.rows()[row].doubts.iter().map(String::as_str));
    }
    let mut seen: Vec<&'a str> = Vec::new();
    ids.retain(|id| {
        let fresh = !seen.contains(id);
        seen.extend(fresh.then_some(*id));
        fresh
    });
    ids
}
