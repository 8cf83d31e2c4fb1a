//! A plan as JSON, format 1.

use serde_json::{Value, json};

use super::PlanReport;
use crate::domain::flip::Flips;
use crate::domain::pack::{Effort, Pack};
use crate::domain::plan::{Action, Aside, Plan, StepId, done_by, start_by};
use crate::domain::step_note::StepNote;
use crate::domain::text::Lang;
use crate::domain::verdict::Verdict;
use crate::report::renewals;
use crate::report::sheet::printable;
use crate::report::words;

impl PlanReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let plans = self.plans.plans.iter().enumerate();
        let plans: Vec<Value> = plans.map(|(nth, plan)| self.json_plan(nth, plan)).collect();
        let noted: Vec<Value> = self.plans.noted.iter().map(|aside| self.json_aside(aside)).collect();
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": self.context.pack.head.id,
            "edition": self.context.pack.head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "reference_date": self.day.to_string(),
            "today": self.today.map(|today| today.to_string()),
            "categories": self.plans.categories,
            "satisfied": self.plans.already(),
            "cut": self.plans.cut,
            "plans": plans,
            "noted": noted,
            "renames": self.renames().iter().map(|stray| json!({
                "with": stray.with,
                "name": printable(&stray.name),
                "members": stray.candidates(),
                "sure": stray.member().is_some(),
            })).collect::<Vec<_>>(),
            "renewals": renewals::json(self.lang, &self.context, &self.renewals()),
        });
        format!("{report:#}\n")
    }

    fn json_plan(&self, nth: usize, plan: &Plan) -> Value {
        let steps: Vec<Value> =
            plan.steps.iter().enumerate().map(|(nth, &id)| self.json_step(plan, nth, id)).collect();
        json!({
            "unread": plan.cost.unread,
            "effort": plan.cost.effort,
            "lead_days": plan.cost.days,
            "start_by": start_by(self.day, plan.cost.days).to_string(),
            "done_by": done_by(self.day, plan.cost).to_string(),
            "days_late": self.plan_late(plan),
            "would_meet": self.would_meet(plan).map(|day| day.to_string()),
            "proved": nth < self.plans.proved,
            "steps": steps,
        })
    }

    fn json_step(&self, plan: &Plan, nth: usize, id: StepId) -> Value {
        let step = self.plans.step(id);
        let unlocks = self.plans.unlocks(plan, nth);
        let note = self.context.assessment.step_note(&step.key).cloned().unwrap_or_default();
        let slot = &plan.slots[nth];
        let (key, row) = (
            |id: &StepId| self.plans.step(*id).key.to_string(),
            |at: usize| &self.context.pack.rows()[at].id,
        );
        json!({
            "step": step.key.to_string(),
            "id": self.context.pack.rows()[step.at].id,
            "action": action_word(&step.action),
            "text": self.sentence(step),
            "people": self.plans.people(plan, id),
            "newcomer": step.newcomer,
            "effort": effort_word(step.effort),
            "lead_days": step.lead_days,
            "own_figures": step.own_effort || step.own_lead_days,
            "start": self.begin_from(plan, nth).to_string(),
            "finish": self.done_from(plan, nth).to_string(),
            "start_by": self.begin_by(plan, nth).to_string(),
            "finish_by": self.done_by(plan, nth).to_string(),
            "slack_days": slot.slack(),
            "critical": slot.is_critical(),
            "after": slot.after.iter().map(key).collect::<Vec<_>>(),
            "unread": step.unread,
            "waiting": self.plans.waiting(plan, id).into_iter().map(row).collect::<Vec<_>>(),
            "days_late": self.days_late(plan, nth),
            "owner": owner(&note),
            "due": note.due.map(|day| day.to_string()),
            "done": note.done.map(|day| day.to_string()),
            "unlocks_alone": json_flips(self.context.pack, &unlocks.alone),
            "unlocks": json_flips(self.context.pack, &unlocks.after_earlier),
        })
    }

    fn json_aside(&self, aside: &Aside) -> Value {
        let note = self.context.assessment.step_note(&aside.key).cloned().unwrap_or_default();
        json!({
            "step": aside.key.to_string(),
            "text": self.title(&aside.key),
            "owner": owner(&note),
            "due": note.due.map(|day| day.to_string()),
            "done": note.done.map(|day| day.to_string()),
            "closed": aside.closed,
        })
    }
}

fn owner(note: &StepNote) -> Option<String> {
    Some(printable(&note.owner)).filter(|owner| !owner.is_empty())
}

fn action_word(action: &Action) -> &'static str {
    match action {
        Action::Verify { .. } => "verify",
        Action::Close => "close",
        Action::Mend { .. } => "mend",
        Action::Rename { .. } => "rename",
        Action::Appoint { .. } => "appoint",
        Action::Offer => "offer",
        Action::Declare => "declare",
        Action::CloseRegister(_) => "close-register",
        Action::Reconsider => "reconsider",
    }
}

fn effort_word(effort: Effort) -> &'static str {
    words::effort(Lang::En, effort)
}

/// Flips as JSON: categories and rows.
pub(in crate::report) fn json_flips(pack: &Pack, flips: &Flips) -> Value {
    let [categories, rows] = flips_by_id(pack, flips);
    json!({"categories": categories, "requirements": rows})
}

/// The flips of categories and those of rows, each by id, from and to.
pub(in crate::report) fn flips_by_id(pack: &Pack, flips: &Flips) -> [Vec<Value>; 2] {
    let flip = |key: &str, id: &str, from: Verdict, to: Verdict| json!({key: id, "from": from.word(), "to": to.word()});
    let categories = flips.categories.iter().map(|found| flip("category", &found.id, found.from, found.to));
    let rows = flips.rows.iter().map(|found| flip("id", &pack.rows()[found.at].id, found.from, found.to));
    [categories.collect(), rows.collect()]
}
