//! When the steps of a plan are taken: as early as can be, at the latest for the reference date, and what is past already.

use super::PlanReport;
use crate::domain::date::{Date, days_after};
use crate::domain::plan::{Plan, done_by, start_by};
use crate::domain::text::{Lang, pick, tr};
use crate::report::words;

impl PlanReport<'_> {
    /// The day the days of a plan are counted from: today, or where nobody knows what day it is, the last day to begin.
    pub fn begun(&self, plan: &Plan) -> Date {
        self.today.unwrap_or_else(|| start_by(self.day, plan.cost.days))
    }

    /// The first day to begin a step, by its place in the plan.
    pub fn begin_from(&self, plan: &Plan, nth: usize) -> Date {
        later(self.begun(plan), plan.slots[nth].start)
    }

    /// The first day it can be done.
    pub fn done_from(&self, plan: &Plan, nth: usize) -> Date {
        later(self.begun(plan), plan.slots[nth].finish)
    }

    /// The last day to begin a step, for the plan to be done by the reference date.
    pub fn begin_by(&self, plan: &Plan, nth: usize) -> Date {
        start_by(self.day, plan.cost.days - plan.slots[nth].latest_start)
    }

    /// The last day for it to be done.
    pub fn done_by(&self, plan: &Plan, nth: usize) -> Date {
        start_by(self.day, plan.cost.days - plan.slots[nth].latest_finish)
    }

    /// By how many days the last day to begin a step is past; 0 while it is not, or where nobody knows what
    /// day it is.
    pub fn days_late(&self, plan: &Plan, nth: usize) -> u32 {
        self.days_past(self.begin_by(plan, nth))
    }

    /// The same for a plan as a whole.
    pub fn plan_late(&self, plan: &Plan) -> u32 {
        self.days_past(start_by(self.day, plan.cost.days))
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
        let steps = (0..plan.steps.len()).filter(|&nth| self.days_late(plan, nth) > 0).count();
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
    pub(super) fn past(&self, plan: &Plan, nth: usize) -> String {
        match (self.days_late(plan, nth), self.lang) {
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

fn later(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(i64::from(days.min(36_500))))
}

fn ago(days: u32) -> String {
    if days == 1 { "1 day ago".to_owned() } else { format!("{days} days ago") }
}
