//! Whether a plan can still be begun in time: what is past already, and which reference date it would still meet.

use super::PlanReport;
use crate::domain::date::{Date, days_after};
use crate::domain::plan::{Plan, Step, done_by, start_by};
use crate::domain::text::{Lang, pick, tr};
use crate::report::words;

impl PlanReport<'_> {
    /// By how many days the last day to begin a step is past; 0 while it is not, or where nobody knows what
    /// day it is.
    pub fn days_late(&self, step: &Step) -> u32 {
        self.days_past(self.begin_by(step))
    }

    /// The same for a plan: for its longest step.
    pub fn plan_late(&self, plan: &Plan) -> u32 {
        self.days_past(start_by(self.day, plan.cost.lead_days))
    }

    /// The first reference date that a plan begun today would meet.
    pub fn would_meet(&self, plan: &Plan) -> Option<Date> {
        Some(done_by(self.today?, plan.cost))
    }

    /// Which reference date would still do, where it is too late for the one set; in a few words.
    pub fn would_do(&self, plan: &Plan) -> Option<String> {
        let day = words::day(self.lang, self.would_meet(plan).filter(|_| self.plan_late(plan) > 0)?);
        Some(tr!(
            self.lang,
            "今日始めて間に合う基準日: {day}以降",
            "Begun today, it would meet a reference date from {day} on"
        ))
    }

    /// The same as a sentence, with how much is late.
    pub(super) fn too_late(&self, plan: &Plan) -> Option<String> {
        let (late, day) = (self.plan_late(plan), words::day(self.lang, self.would_meet(plan)?));
        let steps = plan.steps.iter().filter(|id| self.days_late(self.plans.step(**id)) > 0).count();
        (late > 0).then(|| match (self.lang, steps) {
            (Lang::Ja, _) => format!(
                "着手期限を過ぎた手順が{steps}件あります(最長{late}日)。今日始めて間に合う基準日は{day}以降です"
            ),
            (Lang::En, 1) => format!(
                "1 step should have begun {}. Begun today, the plan would meet a reference date from {day} on",
                ago(late)
            ),
            (Lang::En, _) => format!(
                "{steps} steps should have begun, the first {}. Begun today, the plan would meet a reference date from {day} on",
                ago(late)
            ),
        })
    }

    /// How late a step is, behind its last day to begin; empty while it is not.
    pub(super) fn past(&self, step: &Step) -> String {
        match (self.days_late(step), self.lang) {
            (0, _) => String::new(),
            (late, Lang::Ja) => format!("({late}日過ぎています)"),
            (late, Lang::En) => format!(" ({})", ago(late)),
        }
    }

    /// The day on which the plan was made.
    pub(super) fn made_on(&self) -> Option<String> {
        let today = words::day(self.lang, self.today?);
        Some(format!("{} {today}", pick(self.lang, "今日", "Today")))
    }

    fn days_past(&self, begin: Date) -> u32 {
        self.today.map_or(0, |today| days_after(begin, today))
    }
}

fn ago(days: u32) -> String {
    if days == 1 { "1 day ago".to_owned() } else { format!("{days} days ago") }
}
