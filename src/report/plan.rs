//! The shortest way: the cheapest plan step by step with what each unlocks, and how the next best differ.

use serde_json::{Value, json};

use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::date::Date;
use crate::domain::flip::Flips;
use crate::domain::plan::{Action, Plan, Plans, Step, StepId, done_by};
use crate::domain::register::Register;
use crate::domain::text::Lang;
use crate::report::grounds::{self, Context};
use crate::report::words::{self, pick};

/// How many flipped rows one step shows before the rest is only counted.
const MOST_ROWS: usize = 4;

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
    /// The program and its version.
    pub app: &'a str,
}

impl PlanReport<'_> {
    /// The report as plain text.
    pub fn text(&self) -> String {
        self.sheet().text()
    }

    /// The report as Markdown.
    pub fn markdown(&self) -> String {
        self.sheet().markdown()
    }

    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let plans: Vec<Value> = self.plans.plans.iter().map(|plan| self.json_plan(plan)).collect();
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": self.context.pack.head.id,
            "edition": self.context.pack.head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "reference_date": self.day.to_string(),
            "categories": self.plans.categories,
            "satisfied": self.plans.already(),
            "plans": plans,
        });
        format!("{report:#}\n")
    }

    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        pick(self.lang, ja, en)
    }

    fn sheet(&self) -> Sheet {
        let what = self.say("最短の道すじ", "The shortest way");
        let mut sheet = Sheet::new(self.lang, &self.context, what, Some(self.day));
        let categories = self.plans.categories.iter();
        let names: Vec<String> =
            categories.map(|id| sheet::category(self.lang, self.context.pack, id)).collect();
        sheet.head.push(format!("{} {}", self.say("目標", "Goal"), names.join(self.say("、", ", "))));
        match self.plans.plans.first() {
            None => sheet.foot.push(
                self.say(
                    "どの手順でも適合見込みになりません。対象外とした設問を見直してください。",
                    "No set of steps reaches it. Look again at what is claimed not applicable.",
                )
                .to_owned(),
            ),
            Some(_) if self.plans.already() => sheet.foot.push(
                self.say("すでにすべて適合見込みです。", "Everything is satisfied already.").to_owned(),
            ),
            Some(best) => {
                sheet.sections.push(self.best(best));
                let others = self.plans.plans.iter().enumerate().skip(1);
                sheet.sections.extend(others.map(|(nth, other)| self.other(nth, best, other)));
            }
        }
        sheet
    }

    fn heading(&self, nth: usize, plan: &Plan) -> String {
        let cost = plan.cost;
        let done = words::day(self.lang, done_by(self.day, cost));
        match self.lang {
            Lang::Ja => format!(
                "案{}: 手順{}件、手間{}、最長{}日(基準日から始めると{done})",
                nth + 1,
                cost.steps,
                cost.effort,
                cost.lead_days
            ),
            Lang::En => format!(
                "Plan {}: steps: {}, effort: {}, longest: {} days (started on the reference date: {done})",
                nth + 1,
                cost.steps,
                cost.effort,
                cost.lead_days
            ),
        }
    }

    fn best(&self, plan: &Plan) -> Section {
        let items = plan.steps.iter().enumerate().map(|(nth, &id)| {
            let unlocks = self.plans.unlocks(plan, nth).after_earlier;
            let mut details = vec![self.what(plan, id), self.price(self.plans.step(id))];
            details.extend(self.unlocked(&unlocks));
            Item { line: format!("{}. {}", nth + 1, self.row(id)), details }
        });
        Section { heading: self.heading(0, plan), items: items.collect() }
    }

    /// What another plan does instead.
    fn other(&self, nth: usize, best: &Plan, other: &Plan) -> Section {
        let only = |one: &Plan, two: &Plan, sign: &str| -> Vec<Item> {
            let own = one.steps.iter().filter(|step| !two.steps.contains(step));
            let line = |&id: &StepId| Item {
                line: format!("{sign} {}", self.row(id)),
                details: vec![self.what(one, id), self.price(self.plans.step(id))],
            };
            own.map(line).collect()
        };
        let mut items = only(other, best, "+");
        items.extend(only(best, other, "-"));
        Section { heading: self.heading(nth, other), items }
    }

    fn row(&self, id: StepId) -> String {
        sheet::row(self.lang, self.context.pack, self.plans.step(id).at)
    }

    fn price(&self, step: &Step) -> String {
        let effort = words::effort(self.lang, step.effort);
        match self.lang {
            Lang::Ja => format!("手間 {effort}、{}日", step.lead_days),
            Lang::En => format!("effort: {effort}, {} days", step.lead_days),
        }
    }

    /// What is to be done, and with whom.
    fn what(&self, plan: &Plan, id: StepId) -> String {
        let step = self.plans.step(id);
        let people = self.people(plan, id);
        let sentence = self.sentence(step);
        match people.as_str() {
            "" => sentence,
            people => format!("{people}: {sentence}"),
        }
    }

    fn people(&self, plan: &Plan, id: StepId) -> String {
        let named = self.plans.people(plan, id).into_iter();
        let mut named: Vec<String> = named.map(|id| sheet::fact(self.context.assessment, id)).collect();
        if self.plans.step(id).newcomer {
            named.push(self.say("新しい人", "somebody new").to_owned());
        }
        named.join(self.say("、", ", "))
    }

    fn sentence(&self, step: &Step) -> String {
        let row = &self.context.pack.rows()[step.at];
        match &step.action {
            Action::Close if row.close.is_empty() => printable(row.ask.get(self.lang)),
            Action::Close => {
                let close = printable(row.close.get(self.lang));
                match step.count {
                    Some(count) => {
                        let count = grounds::sentence(
                            self.lang,
                            &self.context,
                            &crate::domain::evaluate::Ground::Count(count),
                        );
                        format!("{close} {}{count}{}", self.say("〔", "["), self.say("〕", "]"))
                    }
                    None => close,
                }
            }
            Action::Mend { fact, why, .. } => {
                let reasons: Vec<String> =
                    why.iter().map(|why| grounds::why_in(self.lang, &self.context, why)).collect();
                let (fact, reasons) =
                    (sheet::fact(self.context.assessment, fact), reasons.join(self.say("。", "; ")));
                match self.lang {
                    Lang::Ja => format!("台帳の記載を補う({fact}: {reasons})"),
                    Lang::En => format!("complete the entry in the register ({fact}: {reasons})"),
                }
            }
            Action::Appoint { category, role } => self.appoint(category, role),
            _ => self.simple(&step.action).to_owned(),
        }
    }

    fn appoint(&self, category: &str, role: &str) -> String {
        let category = sheet::category(self.lang, self.context.pack, category);
        let role = self.context.pack.role(role).map_or(role, |role| role.name.get(self.lang));
        match self.lang {
            Lang::Ja => format!("{category}の{}に就け、着任日を名簿に登録する", printable(role)),
            Lang::En => {
                format!("appoint as {} ({category}) and enter the start date in the roster", printable(role))
            }
        }
    }

    fn simple(&self, action: &Action) -> &'static str {
        match action {
            Action::Offer => self.say(
                "提供することを、顧客が読める文書に書き、「はい」と答える",
                "say so in a paper clients can read, and answer yes",
            ),
            Action::Declare => {
                self.say("氏名と日付を入れて誓約する", "sign the declaration with name and date")
            }
            Action::CloseRegister(Register::Roster) => self.say(
                "従事者名簿がこれで全部であることを確かめ、「これで全部」とする",
                "make sure that the roster is complete, and say that this is all",
            ),
            Action::CloseRegister(_) => {
                self.say("台帳を「これで全部」とする", "say that the register is complete")
            }
            Action::Reconsider => self.say(
                "「いいえ」という答えを、事実に照らして見直す",
                "look again at the answer \"no\", in the light of the facts",
            ),
            Action::Close | Action::Mend { .. } | Action::Appoint { .. } => "",
        }
    }

    /// What flips, categories first.
    fn unlocked(&self, flips: &Flips) -> Vec<String> {
        let pack = self.context.pack;
        let categories = flips.categories.iter().map(|flip| {
            let name = sheet::category(self.lang, pack, &flip.id);
            format!("{name}: {}", sheet::flip(self.lang, flip.from, flip.to))
        });
        let rows = flips.rows.iter().take(MOST_ROWS).map(|flip| {
            let title = printable(pack.rows()[flip.at].title.get(self.lang));
            format!("{title}: {}", sheet::flip(self.lang, flip.from, flip.to))
        });
        let mut lines: Vec<String> = categories.chain(rows).collect();
        let more = flips.rows.len().saturating_sub(MOST_ROWS);
        if more > 0 {
            let more = words::entries(self.lang, more);
            lines.push(match self.lang {
                Lang::Ja => format!("ほか{more}の要件"),
                Lang::En => format!("and {more} more rows"),
            });
        }
        lines
    }

    fn json_plan(&self, plan: &Plan) -> Value {
        let steps: Vec<Value> =
            plan.steps.iter().enumerate().map(|(nth, &id)| self.json_step(plan, nth, id)).collect();
        json!({
            "effort": plan.cost.effort,
            "lead_days": plan.cost.lead_days,
            "done_by": done_by(self.day, plan.cost).to_string(),
            "steps": steps,
        })
    }

    fn json_step(&self, plan: &Plan, nth: usize, id: StepId) -> Value {
        let step = self.plans.step(id);
        let unlocks = self.plans.unlocks(plan, nth);
        json!({
            "id": self.context.pack.rows()[step.at].id,
            "action": action_word(&step.action),
            "text": self.sentence(step),
            "people": self.plans.people(plan, id),
            "newcomer": step.newcomer,
            "effort": effort_word(step.effort),
            "lead_days": step.lead_days,
            "unlocks_alone": json_flips(self.context.pack, &unlocks.alone),
            "unlocks": json_flips(self.context.pack, &unlocks.after_earlier),
        })
    }
}

fn action_word(action: &Action) -> &'static str {
    match action {
        Action::Close => "close",
        Action::Mend { .. } => "mend",
        Action::Appoint { .. } => "appoint",
        Action::Offer => "offer",
        Action::Declare => "declare",
        Action::CloseRegister(_) => "close-register",
        Action::Reconsider => "reconsider",
    }
}

fn effort_word(effort: crate::domain::pack::Effort) -> &'static str {
    words::effort(Lang::En, effort)
}

/// Flips as JSON: rows by id, categories by id, from and to.
pub(super) fn json_flips(pack: &crate::domain::pack::Pack, flips: &Flips) -> Value {
    let rows = flips
        .rows
        .iter()
        .map(|flip| json!({"id": pack.rows()[flip.at].id, "from": flip.from.word(), "to": flip.to.word()}));
    let categories = flips
        .categories
        .iter()
        .map(|flip| json!({"category": flip.id, "from": flip.from.word(), "to": flip.to.word()}));
    json!({"categories": categories.collect::<Vec<_>>(), "requirements": rows.collect::<Vec<_>>()})
}
