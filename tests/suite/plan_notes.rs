//! Notes on steps: they outlive a re-plan, change what a plan takes, and bear on no verdict.

use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::change::Change;
use kijun::domain::evaluate::evaluate;
use kijun::domain::pack::{Effort, Pack};
use kijun::domain::plan::{Aside, Costs, Plans, plan};
use kijun::domain::reference::References;
use kijun::domain::step_note::{StepKey, StepNote};
use kijun::domain::text::Lang;
use kijun::report::grounds::Context;
use kijun::report::plan::PlanReport;
use kijun::store::{packs, sample};
use proptest::prelude::*;

use crate::formats::anything;
use crate::plan::fulfil::Work;

const DAY: Date = date(2027, 1, 31);

struct Desk {
    pack: Pack,
    references: References,
    assessment: Assessment,
}

impl Desk {
    fn sample() -> Self {
        let loaded = packs::shipped("4.1").expect("shipped");
        let assessment = sample::assessment().expect("a sound sample");
        Self { pack: loaded.pack, references: loaded.references, assessment }
    }

    fn plans(&self, category: &str) -> Plans {
        let costs = Costs::noted(&self.assessment);
        plan(&self.pack, &self.references, &self.assessment, DAY, &[category.to_owned()], &costs)
    }

    fn note(&mut self, note: StepNote) {
        let change = Change::note_step(&self.assessment, note);
        change.apply(&mut self.assessment).expect("fits");
    }

    fn text(&self, plans: &Plans, lang: Lang) -> String {
        let context =
            Context { pack: &self.pack, references: &self.references, assessment: &self.assessment };
        PlanReport { lang, context, plans, day: DAY, today: None, app: "kijun" }.text()
    }

    /// Does one step of a plan, as facts in the registers.
    fn carry_out(&mut self, plans: &Plans, key: &StepKey) {
        let mut only = plans.plans[0].clone();
        only.steps.retain(|&id| plans.step(id).key == *key);
        assert_eq!(only.steps.len(), 1, "{key}");
        let Self { pack, assessment, references } = self;
        Work { pack, references, assessment, day: DAY }.plan(plans, &only);
    }
}

fn keys(plans: &Plans) -> Vec<StepKey> {
    plans.plans[0].steps.iter().map(|&id| plans.step(id).key.clone()).collect()
}

#[test]
fn every_step_of_every_shipped_category_has_a_name_of_its_own_that_a_file_can_hold() {
    let desk = Desk::sample();
    for category in ["audit", "vuln", "pentest", "forensic", "soc", "device"] {
        let plans = desk.plans(category);
        let mut names: Vec<String> = plans.built().steps.iter().map(|step| step.key.to_string()).collect();
        for name in &names {
            assert_eq!(name.parse::<StepKey>().map(|key| key.to_string()), Ok(name.clone()));
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{category}: a name twice");
    }
}

#[test]
fn a_note_stays_with_its_step_when_others_are_done_and_is_closed_by_facts_alone() {
    let mut desk = Desk::sample();
    let plans = desk.plans("vuln");
    let steps = keys(&plans);
    assert!(steps.len() >= 2, "{steps:?}");
    let apart = |key: &&StepKey| !key.to_string().contains("#count");
    let (first, last) = (steps[0].clone(), steps.iter().rfind(apart).expect("a step").clone());
    let owned =
        StepNote { owner: "青木".into(), done: Some(date(2026, 12, 1)), ..StepNote::on(last.clone()) };
    desk.note(owned);
    let ticked = desk.plans("vuln");
    assert_eq!(keys(&ticked), steps, "a tick closes nothing");
    let text = desk.text(&ticked, Lang::Ja);
    assert!(text.contains("担当 青木、済 2026年12月1日"), "{text}");
    assert!(text.contains("済とありますが"), "{text}");
    // Others are done: the plan is another one, the note is where it was.
    desk.carry_out(&plans, &first);
    let shorter = desk.plans("vuln");
    assert!(!keys(&shorter).contains(&first), "{:?}", keys(&shorter));
    assert_eq!(shorter.noted.len(), 1);
    assert!(!shorter.noted[0].closed);
    // Its own facts are there: closed, and told so.
    desk.carry_out(&plans, &last);
    let closed = desk.plans("vuln");
    assert!(!keys(&closed).contains(&last));
    let Aside { key, closed: is_closed, .. } = &closed.noted[0];
    assert_eq!((key, *is_closed), (&last, true));
    let text = desk.text(&closed, Lang::En);
    assert!(text.contains("== Closed: the facts are there"), "{text}");
    assert!(!text.contains("by the facts and answers it is not closed yet"), "{text}");
}

#[test]
fn what_a_step_takes_here_decides_which_way_is_the_shortest() {
    let mut desk = Desk::sample();
    let before = desk.plans("vuln");
    let largest = |plans: &Plans| {
        let alternative = plans.plans[0].steps.iter().find(|step| !plans.plans[1].steps.contains(step));
        plans.step(*alternative.expect("the next best does something else")).key.clone()
    };
    let avoided = largest(&before);
    desk.note(StepNote {
        effort: Some(Effort::Large),
        lead_days: Some(900),
        ..StepNote::on(avoided.clone())
    });
    let after = desk.plans("vuln");
    assert!(!keys(&after).contains(&avoided), "another way is shorter now");
    assert_eq!(after.proved, after.plans.len());
    let step = after.built().steps.iter().find(|step| step.key == avoided).expect("still possible");
    assert_eq!((step.effort, step.lead_days), (Effort::Large, 900));
    assert!(step.own_effort && step.own_lead_days);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(24)))]

    #[test]
    fn no_note_bears_on_a_verdict(other in anything::assessment()) {
        let mut desk = Desk::sample();
        let judged = evaluate(&desk.pack, &desk.references, &desk.assessment, Some(DAY));
        desk.assessment.steps = other.steps;
        let noted = evaluate(&desk.pack, &desk.references, &desk.assessment, Some(DAY));
        prop_assert_eq!(judged, noted);
    }
}
