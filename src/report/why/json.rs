//! A proof as JSON, format 2, as `docs/json.md` describes it.

use serde_json::{Value, json};

use super::words::doubt_ids;
use super::{WhyReport, is_spare, label, own_row, subject};
use crate::domain::assessment::Answer;
use crate::domain::proof::{About, Join, Line, ProofNode, ProofStep};
use crate::report::grounds::entry;
use crate::report::references::entries;
use crate::report::sheet::printable;

/// The format of the JSON; raised when a key changes its meaning or goes away. In format 1 a ground had only code, text
/// and id, and doubts were sentences.
const FORMAT: u32 = 2;

impl WhyReport<'_> {
    /// The report as JSON, format 2: the tree in full.
    pub fn json(&self) -> String {
        let head = &self.context.pack.head;
        let spare = |row: usize| is_spare(self.findings, self.proof, row);
        let lines = self.proof.outline(&spare, &|_, _| true);
        let nodes: Vec<Line> = lines.into_iter().filter(|line| line.ground.is_none()).collect();
        let mut at = 0;
        let tree = self.tree(&nodes, &mut at);
        let report = json!({
            "format": FORMAT,
            "app": self.app,
            "pack": head.id,
            "edition": head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "reference_date": self.day.map(|day| day.to_string()),
            "subject": subject(self.lang, &self.context, self.proof),
            "verdict": self.proof.verdict().word(),
            "verified_members": entries(&self.verified()),
            "proof": tree,
        });
        format!("{report:#}\n")
    }

    /// The line at a place with everything below it; the place moves past them.
    fn tree(&self, lines: &[Line], at: &mut usize) -> Value {
        let line = &lines[*at];
        *at += 1;
        let mut children = Vec::new();
        while lines.get(*at).is_some_and(|next| next.depth() > line.depth()) {
            children.push(self.tree(lines, at));
        }
        let mut value = self.node(line);
        value["children"] = children.into();
        value
    }

    fn node(&self, line: &Line) -> Value {
        let node = self.proof.node(line.node);
        let pair = node.outcome.pair();
        let grounds: Vec<Value> =
            node.grounds.iter().map(|ground| json!(entry(self.lang, &self.context, ground))).collect();
        json!({
            "about": about(&node.about),
            "text": label(self.lang, &self.context, self.proof, node),
            "id": self.id(node),
            "clause": self.clause(node),
            "rule": self.rule(node),
            "person": node.person.as_deref().map(printable),
            "join": join(node.join),
            "at_least": if let Join::AtLeast(k) = node.join { Some(k) } else { None },
            "steps": node.steps.iter().map(|step| step_word(*step)).collect::<Vec<_>>(),
            "verdict": node.outcome.verdict().word(),
            "strict": pair.map(|pair| pair.strict().word()),
            "lenient": pair.map(|pair| pair.lenient().word()),
            "claim": node.claim.map(Answer::word),
            "decides": node.decides,
            "spare": line.spare,
            "repeated": line.repeated,
            "grounds": grounds,
            "doubts": doubt_ids(&self.context, &node.grounds, own_row(node)),
        })
    }

    fn id(&self, node: &ProofNode) -> Option<String> {
        match (&node.about, node.row) {
            (About::Category(id), _) => Some(id.clone()),
            (_, row) => row.map(|row| self.context.pack.rows()[row].id.clone()),
        }
    }

    fn clause(&self, node: &ProofNode) -> Option<&str> {
        node.row.map(|row| self.context.pack.rows()[row].clause.as_str())
    }

    fn rule(&self, node: &ProofNode) -> Option<&'static str> {
        Some(crate::domain::proof::part(self.context.pack, node.row?, &node.path)?.word())
    }
}

fn about(about: &About) -> &'static str {
    match about {
        About::Category(_) => "category",
        About::Row => "row",
        About::Part => "part",
        About::Person => "person",
        About::Newcomer => "newcomer",
        About::Engaged => "engaged",
    }
}

fn join(join: Join) -> &'static str {
    match join {
        Join::Leaf => "facts",
        Join::Same => "same",
        Join::All => "all",
        Join::Any => "any",
        Join::AtLeast(_) => "at-least",
        Join::AllIfStrict => "all-if-strict",
        Join::Everybody => "everybody",
    }
}

fn step_word(step: ProofStep) -> &'static str {
    match step {
        ProofStep::NothingShown => "nothing-shown",
        ProofStep::AtLeastOpen => "at-least-open",
        ProofStep::Claimed(_) => "claimed",
        ProofStep::Waived => "waived",
        ProofStep::RouteWaived => "route-waived",
        ProofStep::SwitchedOff => "switched-off",
        ProofStep::OutsideDefinition => "outside-definition",
    }
}
