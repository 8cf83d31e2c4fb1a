//! A plan followed to the letter, day by day: satisfied on the day that it promised, and not a day before.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::evaluate::evaluate;
use kijun::domain::pack::Pack;
use kijun::domain::plan::{Action, Costs, Plan, Plans, plan, start_by};
use kijun::domain::reference::References;
use kijun::domain::register::{Document, DocumentState};
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::report::grounds::Context;
use kijun::report::plan::PlanReport;
use kijun::store::{packs, sample};

use crate::plan::fulfil::Work;
use crate::verdicts::shipped::everything;

const DAY: Date = date(2027, 1, 31);
const ALL: [&str; 6] = ["audit", "vuln", "pentest", "forensic", "soc", "device"];

fn shipped() -> (Pack, References) {
    let loaded = packs::shipped("4.1").expect("shipped");
    (loaded.pack, loaded.references)
}

fn empty() -> Assessment {
    Assessment {
        profile: Profile { reference_date: Some(DAY), ..Profile::default() },
        ..Assessment::default()
    }
}

/// Follows the plans of some categories, and says on which day of the plan all were satisfied.
struct Player<'a> {
    pack: &'a Pack,
    references: &'a References,
    assessment: Assessment,
    plans: Plans,
}

impl<'a> Player<'a> {
    fn new(
        pack: &'a Pack,
        references: &'a References,
        mut assessment: Assessment,
        categories: &[&str],
    ) -> Self {
        assessment.profile.categories = categories.iter().map(|id| (*id).to_owned()).collect();
        let chosen = assessment.profile.categories.clone();
        let plans = plan(pack, references, &assessment, DAY, &chosen, &Costs::noted(&assessment));
        Self { pack, references, assessment, plans }
    }

    /// What is short of satisfied.
    fn short(&self) -> Vec<String> {
        let findings = evaluate(self.pack, self.references, &self.assessment, Some(DAY));
        let short =
            findings.categories.iter().filter(|category| category.outcome.verdict() < Verdict::Satisfied);
        let rows = short.flat_map(|category| {
            let low =
                |at: &&usize| findings.at(**at).verdict().is_some_and(|verdict| verdict < Verdict::Satisfied);
            category.rows.iter().filter(|at| !category.spare.contains(at)).filter(low)
        });
        rows.map(|&at| self.pack.rows()[at].id.clone()).collect()
    }

    fn keys(&self, nth: usize) -> Vec<String> {
        self.plans.plans[nth].steps.iter().map(|&id| self.plans.step(id).key.to_string()).collect()
    }

    fn follow(&mut self, nth: usize) {
        let plan = self.plans.plans[nth].clone();
        let begun = start_by(DAY, plan.cost.days);
        assert_eq!(self.promised(&plan, begun), DAY);
        // On a day on which nothing is done nothing changes.
        let days: BTreeSet<u32> = plan.slots.iter().map(|slot| slot.finish).collect();
        assert_eq!(days.last(), Some(&plan.cost.days));
        for day in days {
            assert!(!self.short().is_empty(), "{nth}: satisfied before day {day} of {}", plan.cost.days);
            let on = begun.saturating_add(jiff::Span::new().days(i64::from(day)));
            self.play(&plan, day, on);
        }
        assert!(self.short().is_empty(), "{nth}: short on the day promised: {:?}", self.short());
    }

    /// Does what is to be done on a day of the plan.
    fn play(&mut self, plan: &Plan, day: u32, on: Date) {
        let (pack, references) = (self.pack, self.references);
        for (&id, _) in plan.steps.iter().zip(&plan.slots).filter(|(_, slot)| slot.finish == day) {
            let assessment = &mut self.assessment;
            let day = on.tomorrow().expect("a day after");
            Work { pack, references, assessment, day }.step_of(&self.plans, plan, id);
        }
    }

    /// The day the report says the plan is done if it is begun on some day.
    fn promised(&self, plan: &Plan, begun: Date) -> Date {
        let Self { pack, references, assessment, plans } = self;
        let context = Context { pack, references, assessment };
        let report =
            PlanReport { lang: Lang::Ja, context, plans, day: DAY, today: Some(begun), app: "kijun" };
        report.would_meet(plan).expect("a day")
    }
}

#[test]
fn every_plan_of_a_fresh_file_followed_to_the_letter_holds_on_the_day_it_promised() {
    let (pack, references) = shipped();
    for category in ALL {
        let count = Player::new(&pack, &references, empty(), &[category]).plans.plans.len();
        for nth in 0..count {
            let mut player = Player::new(&pack, &references, empty(), &[category]);
            player.follow(nth);
        }
    }
}

#[test]
fn a_plan_for_all_categories_followed_to_the_letter_holds_on_the_day_it_promised() {
    let (pack, references) = shipped();
    Player::new(&pack, &references, empty(), &ALL).follow(0);
}

#[test]
fn the_plans_of_the_sample_followed_to_the_letter_hold_on_the_day_they_promised() {
    let (pack, references) = shipped();
    let sample = sample::assessment().expect("a sound sample");
    for category in ["audit", "vuln", "pentest", "forensic", "soc"] {
        let count = Player::new(&pack, &references, sample.clone(), &[category]).plans.plans.len();
        for nth in 0..count {
            Player::new(&pack, &references, sample.clone(), &[category]).follow(nth);
        }
    }
    let chosen = sample.profile.categories.clone();
    let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
    Player::new(&pack, &references, sample.clone(), &chosen).follow(0);
}

#[test]
fn the_plan_of_a_fresh_file_begins_with_the_lists_it_needs() {
    let (pack, references) = shipped();
    for category in ALL {
        let player = Player::new(&pack, &references, empty(), &[category]);
        let plan = &player.plans.plans[0];
        let is_verify =
            |at: &usize| matches!(player.plans.step(plan.steps[*at]).action, Action::Verify { .. });
        let first = (0..plan.steps.len()).take_while(is_verify).count();
        let all = (0..plan.steps.len()).filter(is_verify).count();
        assert!(first > 0 && first == all, "{category}: {first} of {all} verifications come first");
        for at in 0..first {
            assert!(
                !player.plans.waiting(plan, plan.steps[at]).is_empty(),
                "{category}: nothing waits for {at}"
            );
        }
    }
}

const RULE: &str = "vuln.qual.c.iii#rule";

/// An organisation with everything, whose rule is a paper of its own.
fn all_but(change: fn(&mut Assessment, &mut Document)) -> Assessment {
    let mut assessment = everything(&shipped().0);
    assessment.profile.reference_date = Some(DAY);
    let mut rule = Document { id: "D-02".into(), ..assessment.documents[0].clone() };
    rule.covers.retain(|cover| cover.row == RULE);
    assessment.documents[0].covers.retain(|cover| cover.row != RULE);
    change(&mut assessment, &mut rule);
    assessment.documents.push(rule);
    assessment
}

#[test]
fn a_rule_that_was_not_in_force_takes_its_log_and_audit_with_it() {
    let (pack, references) = shipped();
    let cases: [(&str, fn(&mut Assessment, &mut Document)); 2] = [
        ("a draft", |_, rule| rule.state = DocumentState::Draft),
        ("nobody knows since when", |_, rule| (rule.approved, rule.first_approved) = (None, None)),
    ];
    for (case, change) in cases {
        let mut player = Player::new(&pack, &references, all_but(change), &["vuln"]);
        let keys = player.keys(0);
        for row in [RULE, "vuln.qual.c.iii#operate", "vuln.qual.c.iii#audit"] {
            assert!(keys.contains(&row.to_owned()), "{case}: {row} is not in {keys:?}");
        }
        assert_eq!(player.plans.plans[0].cost.days, 120, "{case}: rule, log and audit in turn");
        player.follow(0);
    }
}

#[test]
fn a_review_without_any_job_is_more_than_a_blank_to_fill() {
    let (pack, references) = shipped();
    let no_jobs = |assessment: &mut Assessment, _: &mut Document| {
        assessment.contracts.clear();
        assessment.records.iter_mut().for_each(|record| record.contracts.clear());
    };
    let player = Player::new(&pack, &references, all_but(no_jobs), &["vuln"]);
    let plan = &player.plans.plans[0];
    let review = plan
        .steps
        .iter()
        .map(|&id| player.plans.step(id))
        .find(|step| step.key.to_string() == "vuln.qual.c.i");
    assert!(matches!(review.expect("a step").action, Action::Close), "{review:?}");
}
