//! Quick review: which open questions of a category can still change something, those that settle most first.

use crate::domain::assessment::{Answer, Assessment, Claim};
use crate::domain::evaluate::{Findings, evaluate};
use crate::domain::pack::{Pack, RowKind};
use crate::domain::reference::References;
use crate::domain::verdict::{Outcome, Verdict};

/// How far a review of one category is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Review {
    /// Positions of the rows worth asking about, those that settle most first.
    pub ask: Vec<usize>,
    /// How many rows that must hold are settled: answered, or decided by facts.
    pub settled: usize,
    /// How many rows must hold.
    pub total: usize,
    /// How many open questions are not asked, since no answer would change anything.
    pub left_out: usize,
}

/// What an answer would change: the row itself and the top rows of the category, with the verdict they would get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// Position of the row.
    pub at: usize,
    /// The verdict before.
    pub before: Verdict,
    /// The verdict after.
    pub after: Verdict,
}

/// A row of a category that must hold: none of the alternatives a person or an ANY could do without.
fn must_hold(pack: &Pack, at: usize) -> bool {
    std::iter::successors(Some(at), |&at| pack.parent(at))
        .all(|at| !matches!(pack.rows()[at].kind, RowKind::Route | RowKind::Option))
}

/// The state of a review of a category.
pub fn review(pack: &Pack, references: &References, assessment: &Assessment, category: &str) -> Review {
    let day = assessment.profile.reference_date;
    let findings = evaluate(pack, references, assessment, day);
    let Some(chosen) = findings.category(category) else { return Review::default() };
    let rows: Vec<usize> = chosen.rows.iter().copied().filter(|at| !chosen.spare.contains(at)).collect();
    let leaves: Vec<usize> =
        rows.iter().copied().filter(|&at| pack.answerable(at) && findings.at(at).value.is_none()).collect();
    let settled = |at: usize| findings.at(at).claim.is_some() || findings.at(at).outcome.decided();
    let needed: Vec<usize> = leaves.iter().copied().filter(|&at| must_hold(pack, at)).collect();
    let open: Vec<usize> = leaves.iter().copied().filter(|&at| !settled(at)).collect();
    let watched: Vec<usize> = rows.iter().copied().filter(|&at| must_hold(pack, at)).collect();
    let trial = Trial { pack, references, assessment, watched: &watched };
    let mut ask: Vec<(usize, usize)> =
        open.iter().map(|&at| (trial.weight(at), at)).filter(|(weight, _)| *weight > 0).collect();
    ask.sort_by_key(|&(weight, at)| (std::cmp::Reverse(weight), at));
    Review {
        settled: needed.iter().filter(|&&at| settled(at)).count(),
        total: needed.len(),
        left_out: open.len() - ask.len(),
        ask: ask.into_iter().map(|(_, at)| at).collect(),
    }
}

/// What an answer to a row would change: at the top of its category, and the row itself.
pub fn consequences(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    category: &str,
    at: usize,
    answer: Answer,
) -> Vec<Consequence> {
    let day = assessment.profile.reference_date;
    let before = evaluate(pack, references, assessment, day);
    let after = tried(pack, references, assessment, at, answer);
    let asked_for = pack.categories.iter().filter(|c| c.id == category || c.for_all);
    let tops = asked_for.flat_map(|c| &c.requires).filter_map(|id| pack.position(id));
    tops.chain([at])
        .map(|at| Consequence {
            at,
            before: before.at(at).outcome.verdict(),
            after: after.at(at).outcome.verdict(),
        })
        .filter(|c| c.before != c.after)
        .collect()
}

/// The findings if a row were answered so.
pub fn tried(
    pack: &Pack,
    references: &References,
    assessment: &Assessment,
    at: usize,
    answer: Answer,
) -> Findings {
    let row = pack.rows()[at].id.clone();
    let mut assessment = assessment.clone();
    assessment.claims.retain(|claim| claim.row != row);
    assessment.claims.push(Claim {
        row,
        answer,
        remark: String::new(),
        by: String::new(),
        at: String::new(),
    });
    evaluate(pack, references, &assessment, assessment.profile.reference_date)
}

struct Trial<'t> {
    pack: &'t Pack,
    references: &'t References,
    assessment: &'t Assessment,
    watched: &'t [usize],
}

impl Trial<'_> {
    /// How many watched rows come out differently for a yes and a no.
    fn weight(&self, at: usize) -> usize {
        let with = |answer| tried(self.pack, self.references, self.assessment, at, answer);
        let (yes, no) = (with(Answer::Yes), with(Answer::No));
        let triple = |outcome: Outcome| (outcome.verdict(), outcome.floor(), outcome.ceiling());
        self.watched.iter().filter(|&&row| triple(yes.at(row).outcome) != triple(no.at(row).outcome)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pack::{Category, PackHead, Requirement};
    use crate::domain::rule::Rule;
    use crate::domain::text::Bilingual;

    fn row(id: &str, kind: RowKind, rule: Rule) -> Requirement {
        Requirement {
            id: id.into(),
            clause: String::new(),
            kind,
            title: Bilingual::default(),
            yomi: String::new(),
            rule,
            ask: Bilingual::default(),
            yes_means: Bilingual::default(),
            evidence: Vec::new(),
            doubts: Vec::new(),
            not_applicable: crate::domain::pack::NotApplicable::Never,
            effort: crate::domain::pack::Effort::Small,
            lead_days: 0,
            close: Bilingual::default(),
        }
    }

    fn pack() -> Pack {
        let to = |id: &str| Rule::Row(id.into());
        let head = PackHead {
            format: 1,
            id: "t".into(),
            edition: "1".into(),
            base: None,
            title: Bilingual::default(),
            source: Bilingual::default(),
            files: Vec::new(),
            roles: Vec::new(),
            kinds: Vec::new(),
            acts: Vec::new(),
            evidence: Vec::new(),
            doubts: Vec::new(),
            readings: Vec::new(),
            retired: Vec::new(),
        };
        let rows = vec![
            row("c.a", RowKind::Heading, Rule::All(vec![to("c.a.i"), to("c.a.ii")])),
            row("c.a.i", RowKind::Leaf, Rule::Declared),
            row("c.a.ii", RowKind::Composite, Rule::Any(vec![to("c.a.ii.x"), to("c.a.ii.y")])),
            row("c.a.ii.x", RowKind::Leaf, Rule::Declared),
            row("c.a.ii.y", RowKind::Leaf, Rule::Declared),
        ];
        let category = Category {
            id: "c".into(),
            name: Bilingual::default(),
            short: Bilingual::default(),
            for_all: false,
            builds_on: Vec::new(),
            requires: vec!["c.a".into()],
            requirements: rows,
        };
        Pack::new(head, vec![category]).expect("pack")
    }

    fn answered(answers: &[(&str, Answer)]) -> Assessment {
        let mut assessment = Assessment::default();
        assessment.profile.categories = vec!["c".into()];
        assessment.claims = answers
            .iter()
            .map(|(row, answer)| Claim {
                row: (*row).into(),
                answer: *answer,
                remark: String::new(),
                by: "x".into(),
                at: String::new(),
            })
            .collect();
        assessment
    }

    fn asked(answers: &[(&str, Answer)]) -> Vec<String> {
        let references = References { format: 1, source: Bilingual::default(), lists: Vec::new() };
        let pack = pack();
        let review = review(&pack, &references, &answered(answers), "c");
        review.ask.iter().map(|&at| pack.rows()[at].id.clone()).collect()
    }

    #[test]
    fn everything_that_decides_is_asked_until_it_is_answered() {
        assert_eq!(asked(&[]), ["c.a.i", "c.a.ii.x", "c.a.ii.y"]);
        assert_eq!(asked(&[("c.a.i", Answer::No)]), ["c.a.ii.x", "c.a.ii.y"]);
    }

    #[test]
    fn the_other_branch_is_not_asked_once_one_stands() {
        assert_eq!(asked(&[("c.a.ii.x", Answer::Yes)]), ["c.a.i"]);
        assert_eq!(asked(&[("c.a.ii.x", Answer::No)]), ["c.a.ii.y", "c.a.i"]);
    }

    #[test]
    fn do_not_know_settles_a_question_for_the_review() {
        assert_eq!(asked(&[("c.a.i", Answer::Unknown), ("c.a.ii.y", Answer::Yes)]), Vec::<String>::new());
    }
}
