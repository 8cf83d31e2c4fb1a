//! How one step of a plan reads: what is to be done, with whom, what it takes, who has it, what it unlocks.

use super::PlanReport;
use crate::domain::assessment::Catalog;
use crate::domain::evaluate::{Ground, Why};
use crate::domain::flip::Flips;
use crate::domain::listed::{Meaning, Stray};
use crate::domain::plan::{Action, Plan, Step, StepId};
use crate::domain::register::Register;
use crate::domain::step_note::{StepKey, StepNote, Whom};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds;
use crate::report::listed;
use crate::report::sheet::{self, printable};
use crate::report::words;

/// How many flipped rows one step shows before the rest is only counted.
const MOST_ROWS: usize = 4;

impl PlanReport<'_> {
    /// Clause and title of the row a step closes.
    pub fn row(&self, id: StepId) -> String {
        let step = self.plans.step(id);
        match &step.action {
            Action::Verify { list, member } => self.verification(list, member.as_deref()),
            _ => sheet::row(self.lang, self.context.pack, step.at),
        }
    }

    /// What a verification is called: the list, and the member to be found in it.
    fn verification(&self, list: &str, member: Option<&str>) -> String {
        let list = printable(list);
        match member.map(|member| self.member(member)) {
            None => tr!(self.lang, "例示{list}の確認", "Verify list {list}"),
            Some(member) => tr!(self.lang, "例示{list}の確認({member})", "Verify list {list} ({member})"),
        }
    }

    fn member(&self, id: &str) -> String {
        let catalog = Catalog::new(self.context.references, self.context.assessment);
        printable(catalog.name_of(id, self.lang))
    }

    fn verify(&self, list: &str, member: Option<&str>) -> String {
        let list = printable(list);
        let what = match member {
            Some(member) => format!("{}{}", self.member(member), pick(self.lang, "", " ")),
            None => pick(self.lang, "採用するもの", "what you adopt ").to_owned(),
        };
        tr!(
            self.lang,
            "例示{list}の公表文書を入手し、{what}が載っていることを確かめて、例示の台帳に出典と確認日を記す",
            "get the published list {list}, confirm that {what}is on it, and record source and day in the reference register"
        )
    }

    /// Its place in the plan: what it waits for, and what waits for it; empty if nothing does.
    pub fn place(&self, plan: &Plan, nth: usize) -> String {
        let mut parts = Vec::new();
        let after = &plan.slots[nth].after;
        let mut numbers: Vec<usize> =
            after.iter().filter_map(|id| plan.steps.iter().position(|step| step == id)).collect();
        numbers.sort_unstable();
        if !numbers.is_empty() {
            let shown: Vec<String> =
                numbers.iter().take(MOST_ROWS).map(|nth| (nth + 1).to_string()).collect();
            let shown = shown.join(pick(self.lang, "、", ", "));
            parts.push(match (self.lang, numbers.len()) {
                (Lang::Ja, all) if all > MOST_ROWS => format!("手順{shown}など{all}件のあと"),
                (Lang::Ja, _) => format!("手順{shown}のあと"),
                (Lang::En, 1) => format!("after step {shown}"),
                (Lang::En, all) if all > MOST_ROWS => {
                    format!("after steps {shown} and {} more", all - MOST_ROWS)
                }
                (Lang::En, _) => format!("after steps {shown}"),
            });
        }
        let waiting = self.plans.waiting(plan, plan.steps[nth]).len();
        parts.extend((waiting > 0).then(|| match (self.lang, waiting) {
            (Lang::Ja, _) => format!("これを待つ要件{waiting}件"),
            (Lang::En, 1) => "1 row waits for it".to_owned(),
            (Lang::En, _) => format!("{waiting} rows wait for it"),
        }));
        parts.join(pick(self.lang, "。", "; "))
    }

    /// What is to be done, and with whom.
    pub fn what(&self, plan: &Plan, id: StepId) -> String {
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
            named.push(pick(self.lang, "新しい人", "somebody new").to_owned());
        }
        named.join(pick(self.lang, "、", ", "))
    }

    pub(super) fn sentence(&self, step: &Step) -> String {
        let row = &self.context.pack.rows()[step.at];
        match &step.action {
            Action::Verify { list, member } => self.verify(list, member.as_deref()),
            Action::Close if row.close.is_empty() => printable(row.ask.get(self.lang)),
            Action::Close => {
                let close = printable(row.close.get(self.lang));
                match step.count {
                    Some(count) => {
                        let count = grounds::sentence(self.lang, &self.context, &Ground::Count(count));
                        format!("{close} {}{count}{}", pick(self.lang, "〔", "["), pick(self.lang, "〕", "]"))
                    }
                    None => close,
                }
            }
            Action::Mend { fact, why, .. } if row.rule.needs().counts.is_some() => {
                // Steps before this one may have changed whom there is to count.
                let again = pick(
                    self.lang,
                    "。人数はこの手順を行う日に数え直す",
                    "; count anew on the day of this step",
                );
                format!("{}{again}", self.mend(fact, why))
            }
            Action::Mend { fact, why, .. } => self.mend(fact, why),
            Action::Rename { fact, name, member, why } => {
                let stray = Stray {
                    with: fact.clone(),
                    name: name.clone(),
                    meaning: Meaning::Member(member.clone()),
                };
                let renamed = listed::renamed(self.lang, &self.context, &stray);
                match why.as_slice() {
                    [] => renamed,
                    why => {
                        format!("{renamed}{}{}", pick(self.lang, "あわせて", " Also "), self.mend(fact, why))
                    }
                }
            }
            Action::Appoint { category, role } => self.appoint(category, role),
            _ => self.simple(&step.action).to_owned(),
        }
    }

    fn mend(&self, fact: &str, why: &[Why]) -> String {
        let reasons: Vec<String> =
            why.iter().map(|why| grounds::why_in(self.lang, &self.context, why)).collect();
        if let Some(numbers) = grounds::put_right(self.lang, &self.context, why) {
            let fact = sheet::fact(self.context.assessment, fact);
            return tr!(
                self.lang,
                "文書の人数を直し、台帳の「示した人数」も改める({fact}: {numbers}。いまの台帳での人数なので、ほかの手順で満たす人が増えたら数え直す)",
                "correct the numbers in the paper, and its headcounts in the register ({fact}: {numbers}; as the registers stand: count again if other steps let more people satisfy a requirement)"
            );
        }
        let (fact, reasons) =
            (sheet::fact(self.context.assessment, fact), reasons.join(pick(self.lang, "。", "; ")));
        tr!(
            self.lang,
            "台帳の記載を補う({fact}: {reasons})",
            "complete the entry in the register ({fact}: {reasons})"
        )
    }

    fn appoint(&self, category: &str, role: &str) -> String {
        let category = sheet::category(self.lang, self.context.pack, category);
        let role = self.context.pack.role(role).map_or(role, |role| role.name.get(self.lang));
        tr!(
            self.lang,
            "{category}の{}に就け、着任日を名簿に登録する",
            "appoint as {} ({category}) and enter the start date in the roster",
            printable(role)
        )
    }

    fn simple(&self, action: &Action) -> &'static str {
        match action {
            Action::Offer => pick(
                self.lang,
                "提供することを、顧客が申込みの前に読める文書に書き、「はい」と答える",
                "say so in a document clients can read before they order, and answer yes",
            ),
            Action::Declare => {
                pick(self.lang, "氏名と日付を入れて誓約する", "sign the declaration with name and date")
            }
            Action::CloseRegister(Register::Roster) => pick(
                self.lang,
                "従事者名簿がこれで全部であることを確かめ、「これで全部」とする",
                "make sure that the roster is complete, and say that this is all",
            ),
            Action::CloseRegister(Register::Contracts) => pick(
                self.lang,
                "契約台帳がこれで全部であることを確かめ、「これで全部」とする",
                "make sure that the contract register is complete, and say that this is all",
            ),
            Action::CloseRegister(_) => {
                pick(self.lang, "台帳を「これで全部」とする", "say that the register is complete")
            }
            Action::Reconsider => pick(
                self.lang,
                "「いいえ」という答えを、事実に照らして見直す",
                "look again at the answer \"no\", in the light of the facts",
            ),
            Action::Verify { .. }
            | Action::Close
            | Action::Mend { .. }
            | Action::Rename { .. }
            | Action::Appoint { .. } => "",
        }
    }

    /// What flips, categories first; of many rows the first few.
    pub fn unlocked(&self, flips: &Flips) -> Vec<String> {
        let pack = self.context.pack;
        let categories = flips.categories.iter().map(|flip| sheet::category_flip(self.lang, pack, flip));
        let rows = flips.rows.iter().take(MOST_ROWS).map(|flip| {
            let title = printable(pack.rows()[flip.at].title.get(self.lang));
            format!("{title}: {}", sheet::flip(self.lang, flip.from, flip.to))
        });
        let mut lines: Vec<String> = categories.chain(rows).collect();
        let more = flips.rows.len().saturating_sub(MOST_ROWS);
        if more > 0 {
            let more = words::entries(self.lang, more);
            lines.push(tr!(self.lang, "ほか{more}の要件", "and {more} more rows"));
        }
        lines
    }

    /// What a step takes, the first and the last day to begin it; what the organisation reckons itself is marked.
    pub fn price(&self, plan: &Plan, nth: usize) -> String {
        let step = self.plans.step(plan.steps[nth]);
        let effort = words::effort(self.lang, step.effort);
        let own = if step.own_effort || step.own_lead_days {
            pick(self.lang, "(自社の見積り)", " (own figures)")
        } else {
            ""
        };
        let (when, slack) = (self.when(plan, nth), self.slack(plan, nth));
        tr!(
            self.lang,
            "手間 {effort}、{}日{own}。{when}、{slack}",
            "effort: {effort}, {} days{own}; {when}; {slack}",
            step.lead_days
        )
    }

    /// The first and the last day to begin a step; what is past, or cannot be met, is said.
    fn when(&self, plan: &Plan, nth: usize) -> String {
        let (from, by) = (self.begin_from(plan, nth), self.begin_by(plan, nth));
        let [first, begin] = [from, by].map(|day| words::day(self.lang, day));
        let past = self.past(plan, nth);
        match (past.is_empty(), from <= by) {
            (false, _) => tr!(self.lang, "{begin}までに着手{past}", "begin by {begin}{past}"),
            (true, true) => {
                tr!(self.lang, "着手は{first}から{begin}まで", "begin between {first} and {begin}")
            }
            (true, false) => tr!(
                self.lang,
                "着手は早くて{first}(期限は{begin})",
                "begin on {first} at the earliest, although {begin} is the last day"
            ),
        }
    }

    /// How long a step can wait without the plan taking longer.
    pub fn slack(&self, plan: &Plan, nth: usize) -> String {
        match (plan.slots[nth].slack(), self.lang) {
            (0, _) => pick(self.lang, "余裕なし", "critical").to_owned(),
            (days, Lang::Ja) => format!("余裕{days}日"),
            (1, Lang::En) => "1 day of slack".to_owned(),
            (days, Lang::En) => format!("{days} days of slack"),
        }
    }

    /// Who has a step, until when, and whether it was ticked off; empty if nothing of that is noted.
    pub fn noted(&self, note: &StepNote) -> String {
        let mut parts = Vec::new();
        if !note.owner.trim().is_empty() {
            parts.push(format!("{} {}", pick(self.lang, "担当", "owner:"), printable(&note.owner)));
        }
        if let Some(due) = note.due {
            let late = if due > self.day {
                pick(self.lang, "(基準日より後)", " (after the reference date)")
            } else {
                ""
            };
            parts.push(format!("{} {}{late}", pick(self.lang, "期日", "due:"), words::day(self.lang, due)));
        }
        if let Some(done) = note.done {
            parts.push(format!("{} {}", pick(self.lang, "済", "ticked off:"), words::day(self.lang, done)));
        }
        parts.join(pick(self.lang, "、", ", "))
    }

    /// That a tick alone closes nothing.
    pub fn ticked_only(&self) -> &'static str {
        pick(
            self.lang,
            "済とありますが、台帳の事実と回答ではまだ満たしていません",
            "ticked off, but by the facts and answers it is not closed yet",
        )
    }

    /// A step in a few words: the row, and with whom.
    pub fn line(&self, plan: &Plan, id: StepId) -> String {
        if let Action::Verify { list, member } = &self.plans.step(id).action {
            return self.verification(list, member.as_deref());
        }
        let title = self.context.pack.rows()[self.plans.step(id).at].title.get(self.lang);
        self.line_of(title, plan, id)
    }

    /// The same under a title that may be shorter than the row's own.
    pub fn line_of(&self, title: &str, plan: &Plan, id: StepId) -> String {
        let step = self.plans.step(id);
        let title = printable(title);
        let people = self.plans.people(plan, id);
        let name = |id: &str| self.context.assessment.person(id).map_or(id, |person| &person.name).to_owned();
        match (people.as_slice(), step.newcomer) {
            ([], false) => title,
            ([], true) => format!("{title} ({})", pick(self.lang, "新しい人", "somebody new")),
            ([one], _) => format!("{title} ({})", printable(&name(one))),
            (several, _) => {
                format!("{title} ({})", words::people(self.lang, words::count(several.len())))
            }
        }
    }

    /// What a noted step is about, by its name alone.
    pub fn title(&self, key: &StepKey) -> String {
        let pack = self.context.pack;
        let row = |row: &str| {
            pack.position(row).map_or_else(|| printable(row), |at| sheet::row(self.lang, pack, at))
        };
        match key {
            StepKey::Row(id) => row(id),
            StepKey::ForPerson(id, whom) => format!("{}: {}", self.whom(whom), row(id)),
            StepKey::Reconsider(id) => format!("{}: {}", row(id), self.simple(&Action::Reconsider)),
            StepKey::Verify(subject) => {
                let list = subject.split('/').next().unwrap_or_default();
                self.verification(list, subject.contains('/').then_some(subject))
            }
            StepKey::Register(register) => self.simple(&Action::CloseRegister(*register)).to_owned(),
            StepKey::Post { category, role, whom } => {
                format!("{}: {}", self.whom(whom), self.appoint(category, role))
            }
        }
    }

    fn whom(&self, whom: &Whom) -> String {
        match whom {
            Whom::Person(id) => sheet::fact(self.context.assessment, id),
            Whom::Newcomer => pick(self.lang, "新しい人", "somebody new").to_owned(),
        }
    }
}
