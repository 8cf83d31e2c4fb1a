//! The shortest way: the cheapest plan step by step with what each unlocks, and how the next best differ.

mod dates;
mod json;
mod late;
mod steps;

pub(super) use json::{flips_by_id, json_flips};

use super::renewals;
use super::sheet::{self, Item, Section, Sheet};
use crate::domain::date::Date;
use crate::domain::listed::Stray;
use crate::domain::pack::Effort;
use crate::domain::plan::{Action, Aside, Plan, Plans, StepId, start_by};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::upkeep::{self, Renewal};
use crate::report::grounds::Context;
use crate::report::listed;
use crate::report::words;

/// How many years a plan looks ahead for renewals.
const RENEWAL_YEARS: i64 = 2;

/// Everything a plan report is made from.
#[derive(Debug, Clone, Copy)]
pub struct PlanReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The plans for that assessment as of that day.
    pub plans: &'a Plans,
    /// The day as of which everything was judged.
    pub day: Date,
    /// Today, which decides what should have begun already; none if it is not known.
    pub today: Option<Date>,
    /// The program and its version.
    pub app: &'a str,
}

impl PlanReport<'_> {
    /// The report as plain text.
    pub fn text(&self) -> String {
        self.sheet(0).text()
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        self.sheet(0).markdown()
    }

    /// The same as Markdown, with another of the plans first.
    pub fn markdown_of(&self, nth: usize) -> String {
        self.sheet(nth).markdown()
    }

    fn sheet(&self, first: usize) -> Sheet {
        let what = pick(self.lang, "最短の道すじ", "The shortest way");
        let mut sheet = Sheet::new(self.lang, &self.context, what, Some(self.day));
        let categories = self.plans.categories.iter();
        let names: Vec<String> =
            categories.map(|id| sheet::category(self.lang, self.context.pack, id)).collect();
        let names = names.join(pick(self.lang, "、", ", "));
        sheet.head.push(tr!(self.lang, "目標 {names}", "Goal {names}"));
        sheet.head.extend(self.made_on());
        match self.plans.plans.get(first) {
            None => sheet.foot.push(self.none().to_owned()),
            Some(_) if self.plans.already() => {
                let already =
                    pick(self.lang, "すでにすべて適合見込みです。", "Everything is satisfied already.");
                sheet.foot.push(already.to_owned());
            }
            Some(plan) => {
                sheet.head.extend(self.too_late(plan));
                sheet.sections.push(self.whole(first, plan));
                let others = self.plans.plans.iter().enumerate().filter(|(nth, _)| *nth != first);
                sheet.sections.extend(others.map(|(nth, other)| self.other(nth, plan, other)));
            }
        }
        sheet.sections.extend(self.asides(self.plans.plans.get(first)));
        sheet.sections.extend(self.names(self.plans.plans.get(first)));
        sheet.sections.extend(renewals::section(self.lang, &self.context, &self.renewals()));
        sheet
    }

    /// Renewals to be filed within two years of the reference date, of certificates that hold today.
    pub fn renewals(&self) -> Vec<Renewal> {
        let Context { references, assessment, .. } = self.context;
        let from = self.today.map_or(self.day, |today| today.min(self.day));
        let to = self.day.saturating_add(jiff::Span::new().years(RENEWAL_YEARS));
        upkeep::renewals(references, assessment, from, to)
    }

    /// What is in no reference list although one may have it under another name.
    pub fn renames(&self) -> Vec<Stray> {
        listed::strays(&self.context).into_iter().filter(|stray| !stray.candidates().is_empty()).collect()
    }

    /// The same, but for what a step of the plan renames.
    fn names(&self, plan: Option<&Plan>) -> Option<Section> {
        let steps = plan.map(|plan| plan.steps.as_slice()).unwrap_or_default();
        let actions = || steps.iter().map(|&id| &self.plans.step(id).action);
        let is_step = |stray: &Stray| {
            actions().any(|action| {
                matches!(action, Action::Rename { fact, name, .. } if *fact == stray.with && *name == stray.name)
            })
        };
        let strays = self.renames().into_iter().filter(|stray| !is_step(stray));
        let items: Vec<Item> =
            strays.map(|stray| Item::line(listed::renamed(self.lang, &self.context, &stray))).collect();
        let heading = pick(self.lang, "まず名前を確かめるもの", "Names to look at first");
        (!items.is_empty()).then(|| Section::new(heading, items))
    }

    /// Why there is no plan.
    pub fn none(&self) -> &'static str {
        if self.plans.cut {
            pick(
                self.lang,
                "探索を途中で打ち切りました。道すじは見つかっていませんが、ないとも言えません。",
                "The search was cut off: no way was found, but there may be one.",
            )
        } else {
            pick(
                self.lang,
                "どの手順でも適合見込みになりません。対象外とした設問を見直してください。",
                "No set of steps reaches it. Look again at what is claimed not applicable.",
            )
        }
    }

    /// What a plan takes, in one line; a plan that is not proved to be the shortest says so.
    pub fn heading(&self, nth: usize, plan: &Plan) -> String {
        let cost = plan.cost;
        let begin = words::day(self.lang, start_by(self.day, cost.days));
        let doubt = if nth < self.plans.proved { "" } else { self.unproved() };
        let (number, steps, efforts, days) = (nth + 1, cost.steps, self.efforts(plan), cost.days);
        match self.lang {
            Lang::Ja => format!(
                "案{number}: 手順{steps}件(手間 {efforts})、着手から完了まで{days}日。基準日に間に合わせるには{begin}までに着手{doubt}"
            ),
            Lang::En => {
                let noun = if steps == 1 { "step" } else { "steps" };
                format!(
                    "Plan {number}: {steps} {noun} ({efforts}), {days} days from first to last; begin by {begin} to be done by the reference date{doubt}"
                )
            }
        }
    }

    /// How many steps of each size: a sum of points would mean nothing to anybody.
    pub fn efforts(&self, plan: &Plan) -> String {
        let sizes = [Effort::Large, Effort::Medium, Effort::Small].into_iter().filter_map(|size| {
            let count = plan.steps.iter().filter(|id| self.plans.step(**id).effort == size).count();
            let word = words::effort(self.lang, size);
            (count > 0).then(|| tr!(self.lang, "{word}{count}", "{count} {word}"))
        });
        sizes.collect::<Vec<_>>().join(pick(self.lang, " ", ", "))
    }

    /// That the search was cut off before this plan was proved to be the next shortest.
    pub fn unproved(&self) -> &'static str {
        pick(
            self.lang,
            "。探索を打ち切ったため、より短い道すじがないとは確かめていません",
            "; the search was cut off, so a shorter way is not ruled out",
        )
    }

    fn whole(&self, nth: usize, plan: &Plan) -> Section {
        let unlocked = self.plans.unlocked_in_turn(plan);
        let items = plan.steps.iter().zip(unlocked).enumerate().map(|(nth, (&id, unlocks))| {
            let step = self.plans.step(id);
            let mut details = vec![self.what(plan, id), self.price(plan, nth), self.place(plan, nth)];
            if let Some(note) = self.context.assessment.step_note(&step.key) {
                details.push(self.noted(note));
                details.extend(note.done.map(|_| self.ticked_only().to_owned()));
            }
            details.retain(|detail| !detail.is_empty());
            details.extend(self.unlocked(&unlocks));
            Item { line: self.row(id), details }
        });
        Section::steps(self.heading(nth, plan), items.collect())
    }

    /// What another plan does instead.
    fn other(&self, nth: usize, plan: &Plan, other: &Plan) -> Section {
        let only = |one: &Plan, two: &Plan, word: &str| -> Vec<Item> {
            let own = one.steps.iter().enumerate().filter(|(_, step)| !two.steps.contains(step));
            let line = |(nth, &id): (usize, &StepId)| Item {
                line: format!("{word}: {}", self.row(id)),
                details: vec![self.what(one, id), self.price(one, nth)],
            };
            own.map(line).collect()
        };
        let mut items = only(other, plan, pick(self.lang, "加える", "add"));
        items.extend(only(plan, other, pick(self.lang, "外す", "leave out")));
        Section::new(self.heading(nth, other), items)
    }

    /// Noted steps that are no part of a plan: closed by now, or not asked for by it.
    pub fn beside(&self, plan: Option<&Plan>) -> impl Iterator<Item = &Aside> {
        let steps: Vec<StepId> = plan.map(|plan| plan.steps.clone()).unwrap_or_default();
        let noted = self.plans.noted.iter();
        noted.filter(move |aside| !steps.iter().any(|&id| self.plans.step(id).key == aside.key))
    }

    fn asides(&self, plan: Option<&Plan>) -> Vec<Section> {
        let of = |closed: bool, heading: &str| {
            let asides = self.beside(plan).filter(|aside| aside.closed == closed);
            let item = |aside: &Aside| {
                let note = self.context.assessment.step_note(&aside.key);
                let details = note.map(|note| self.noted(note)).filter(|text| !text.is_empty());
                Item { line: self.title(&aside.key), details: details.into_iter().collect() }
            };
            let items: Vec<Item> = asides.map(item).collect();
            (!items.is_empty()).then(|| Section::new(heading, items))
        };
        let closed =
            of(true, pick(self.lang, "閉じた手順(事実がそろいました)", "Closed: the facts are there"));
        let elsewhere = of(false, pick(self.lang, "この案では使わない手順", "Not part of this plan"));
        closed.into_iter().chain(elsewhere).collect()
    }
}
