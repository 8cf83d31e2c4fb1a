//! A plan as a calendar: for each step the days on which it must be under way at the latest, for the reference date.

use super::PlanReport;
use crate::domain::date::Span;
use crate::domain::plan::Plan;
use crate::domain::text::pick;
use crate::report::calendar::{self, Entry, Frame};
use crate::report::renewals;
use crate::report::sheet::printable;

impl PlanReport<'_> {
    /// The best plan as a calendar file made at a moment in UTC; a step that moves keeps its name in the calendar.
    pub fn calendar(&self, now: &str) -> String {
        let steps = self.plans.plans.first().map(|plan| self.dates(plan)).unwrap_or_default();
        let renewals = self.renewals();
        let renewals = renewals.iter().map(|one| renewals::entry(self.lang, &self.context, one));
        let mut entries: Vec<Entry> = steps.into_iter().chain(renewals).collect();
        if entries.is_empty() {
            entries.push(self.nothing_to_do());
        }
        entries.sort_by(|one, other| (one.day, &one.key).cmp(&(other.day, &other.key)));
        let organisation = printable(&self.context.assessment.profile.organisation);
        let (name, file) = (format!("kijun {organisation}"), &self.context.assessment.file_id);
        let of = if file.is_empty() { &name } else { file };
        let days = entries.iter().map(|entry| (entry.day, entry.until.unwrap_or(entry.day)));
        let (first, last) =
            days.fold((self.day, self.day), |(first, last), (from, to)| (first.min(from), last.max(to)));
        let frame = Frame { name: &name, of, formerly: &name, span: Span { first, last }, now };
        calendar::calendar(&frame, &entries)
    }

    fn dates(&self, plan: &Plan) -> Vec<Entry> {
        let entry = |(nth, &id): (usize, &usize)| {
            let step = self.plans.step(id);
            let (line, slack) = (self.line(plan, id), self.slack(plan, nth));
            let text = [self.what(plan, id), self.price(plan, nth), self.place(plan, nth)];
            let text: Vec<String> = text.into_iter().filter(|line| !line.is_empty()).collect();
            Entry {
                day: self.begin_by(plan, nth),
                until: Some(self.done_by(plan, nth)),
                key: format!("step-{}", step.key),
                title: format!("{} {}: {line} ({slack})", pick(self.lang, "手順", "Step"), nth + 1),
                text: text.join("\n"),
            }
        };
        plan.steps.iter().enumerate().map(entry).collect()
    }

    /// A calendar needs an entry: the reference date.
    fn nothing_to_do(&self) -> Entry {
        let title = if self.plans.already() {
            pick(self.lang, "すでにすべて適合見込みです。", "Everything is satisfied already.")
        } else {
            self.none()
        };
        let (key, text) = ("plan".to_owned(), String::new());
        Entry { day: self.day, until: None, key, title: title.to_owned(), text }
    }
}
