//! The graph of a plan says of every row and category what the evaluation says.

use jiff::civil::date;
use kijun::domain::assessment::{Answer, Assessment, Claim};
use kijun::domain::pack::Pack;
use kijun::domain::reference::References;
use kijun::domain::register::{Closure, Person, Post, Register};
use proptest::prelude::*;

use super::*;
use crate::verdicts::tiny::paper;

/// The graph, with no step done, says of every row what the evaluation says.
pub(super) fn same_as_evaluation(assessment: &Assessment, pack: &Pack, references: &References) {
    let plans = plans(assessment, pack, references);
    let findings = evaluate(pack, references, assessment, Some(DAY));
    let judged = plans.built().graph.judge(&[]);
    for (&at, &node) in &plans.built().rows {
        assert_eq!(judged[node], findings.at(at).outcome, "{}", pack.rows()[at].id);
    }
}

#[test]
fn the_graph_follows_the_evaluation() {
    let (pack, references) = shipped();
    same_as_evaluation(&empty(&ALL), &pack, &references);
    let mut assessment = empty(&ALL);
    assessment.people =
        vec![lead("P-01", "vuln"), lead("P-02", "soc"), Person { id: "P-03".into(), ..Person::default() }];
    same_as_evaluation(&assessment, &pack, &references);
}

pub(super) fn lead(id: &str, category: &str) -> Person {
    let from = Some(date(2024, 4, 1).into());
    let post = Post { category: category.into(), role: "lead".into(), from, ..Post::default() };
    Person { id: id.into(), posts: vec![post], ..Person::default() }
}

/// Nobody holds the role and the roster is open: somebody not yet listed may, and the paper may name them.
#[test]
fn a_list_of_people_without_anybody_in_the_role_is_open_while_the_roster_is() {
    let (pack, references) = shipped();
    let documents = vec![paper("audit.tech.a#list")];
    let closures = vec![complete(Register::Documents)];
    let mut assessment = Assessment { documents, closures, ..empty(&["audit"]) };
    same_as_evaluation(&assessment, &pack, &references);
    assessment.closures.push(complete(Register::Roster));
    same_as_evaluation(&assessment, &pack, &references);
}

fn complete(register: Register) -> Closure {
    Closure { register, by: "長".into(), post: "部長".into(), on: Some(DAY.into()) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(12)))]

    #[test]
    fn the_graph_follows_the_evaluation_whatever_is_claimed(
        answers in prop::collection::vec(0..6_usize, 202),
        people in 0..4_usize,
        closed in any::<bool>(),
    ) {
        let (pack, references) = shipped();
        let mut assessment = empty(&ALL);
        for index in 0..people {
            assessment.people.push(lead(&format!("P-0{index}"), ALL[index % 6]));
        }
        if closed {
            assessment.closures.push(complete(Register::Roster));
        }
        for (row, answer) in pack.rows().iter().zip(answers) {
            let Some(answer) = Answer::ALL.get(answer) else { continue };
            let (remark, by, at) = ("理由".into(), "長".into(), "2026-01-01T00:00:00Z".into());
            assessment.claims.push(Claim { row: row.id.clone(), answer: *answer, remark, by, post: "部長".into(), at });
        }
        same_as_evaluation(&assessment, &pack, &references);
        if !plans(&assessment, &pack, &references).plans.is_empty() {
            carried_out(assessment, 0, &pack, &references);
        }
    }
}
