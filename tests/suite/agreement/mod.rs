//! One file, one verdict: `gap`, `why`, `plan`, `review`, `forecast`, `what-if`, who carries what and the screens say the
//! same of every row and category.

use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::carriers;
use kijun::domain::date::Span;
use kijun::domain::evaluate::{Findings, Reasons, evaluate};
use kijun::domain::flip::falls;
use kijun::domain::forecast::{Subject, forecast, usual_intakes};
use kijun::domain::gap::{Overall, counted, counts, overall};
use kijun::domain::plan::{Costs, effects, plan};
use kijun::domain::proof::{of_category, of_row};
use kijun::domain::review::review;
use kijun::domain::text::Lang;
use kijun::domain::verdict::Verdict;
use kijun::domain::what_if::Base;
use kijun::report::gap::GapReport;
use kijun::report::grounds::Context;
use kijun::report::why::WhyReport;
use kijun::store::packs::Loaded;
use kijun::store::sample;
use proptest::prelude::*;
use serde_json::Value;

use self::worn::worn;
use crate::thorough;
use crate::verdicts::companies;
use crate::verdicts::dice::Dice;
use crate::verdicts::shipped::{edition, everything};

/// The screens against the verdicts.
mod screens;
/// Files as years of work leave them.
mod worn;

const DAY: Date = date(2027, 1, 31);

/// One file, judged once.
struct File<'a> {
    name: &'a str,
    loaded: &'a Loaded,
    assessment: &'a Assessment,
    findings: Findings,
}

impl<'a> File<'a> {
    fn new(name: &'a str, loaded: &'a Loaded, assessment: &'a Assessment) -> Self {
        let findings = evaluate(&loaded.pack, &loaded.references, assessment, Some(DAY));
        Self { name, loaded, assessment, findings }
    }

    fn id(&self, at: usize) -> &str {
        &self.loaded.pack.rows()[at].id
    }

    fn context(&self) -> Context<'_> {
        let Loaded { pack, references, .. } = self.loaded;
        Context { pack, references, assessment: self.assessment }
    }

    fn agrees(&self) {
        self.gap_says_so();
        self.why_says_so();
        self.plan_starts_there();
        self.review_says_so();
        self.what_if_starts_there();
    }

    /// The JSON of `gap`: rows, categories, counts.
    fn gap_says_so(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        let reasons = Reasons::new(pack, references, self.assessment, Some(DAY));
        assert_eq!(reasons.findings(), self.findings, "{}: with reasons", self.name);
        let report = GapReport {
            lang: Lang::En,
            context: self.context(),
            findings: &self.findings,
            reasons: &reasons,
            day: Some(DAY),
            as_at: None,
            app: "kijun",
        };
        let json: Value = serde_json::from_str(&report.json().expect("json")).expect("json");
        for row in json["requirements"].as_array().expect("rows") {
            let at = pack.position(row["id"].as_str().expect("an id")).expect("a row");
            let finding = self.findings.at(at);
            let said = finding.verdict().map(Verdict::word);
            assert_eq!(row["verdict"].as_str(), said, "{}: gap of {}", self.name, self.id(at));
            assert_eq!(row["spare"], finding.spare, "{}: {} is spare", self.name, self.id(at));
        }
        for category in json["summary"].as_array().expect("categories") {
            let id = category["category"].as_str().expect("a category");
            let found = self.findings.category(id).expect("chosen").outcome.verdict();
            assert_eq!(category["verdict"], found.word(), "{}: gap of {id}", self.name);
        }
    }

    /// The JSON of `why` says what its proof does.
    fn why_prints_it(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        for finding in self.findings.rows.iter().filter(|finding| finding.reached) {
            let proof = of_row(pack, references, self.assessment, Some(DAY), finding.at);
            let report = WhyReport {
                lang: Lang::Ja,
                context: self.context(),
                findings: &self.findings,
                proof: &proof,
                day: Some(DAY),
                app: "kijun",
            };
            let json: Value = serde_json::from_str(&report.json()).expect("json");
            let said = finding.outcome.verdict().word();
            assert_eq!(json["verdict"], said, "{}: why {} as JSON", self.name, self.id(finding.at));
        }
    }

    /// The root of each proof is the verdict.
    fn why_says_so(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        for finding in self.findings.rows.iter().filter(|finding| finding.reached) {
            let proof = of_row(pack, references, self.assessment, Some(DAY), finding.at);
            assert_eq!(
                proof.verdict(),
                finding.outcome.verdict(),
                "{}: why {}",
                self.name,
                self.id(finding.at)
            );
        }
        for category in &self.findings.categories {
            let proof =
                of_category(pack, references, self.assessment, Some(DAY), &category.id).expect("chosen");
            assert_eq!(proof.verdict(), category.outcome.verdict(), "{}: why {}", self.name, category.id);
        }
    }

    /// With nothing done the graph of the plans reads as the file does; with a plan done its categories are satisfied.
    fn plan_starts_there(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        let categories = &self.assessment.profile.categories;
        let plans = plan(pack, references, self.assessment, DAY, categories, &Costs::default());
        let satisfied = |id: &String| {
            self.findings.category(id).is_some_and(|found| found.outcome.verdict() == Verdict::Satisfied)
        };
        if !plans.plans.is_empty() {
            let all = plans.categories.iter().all(satisfied);
            assert_eq!(plans.already(), all, "{}: nothing to do", self.name);
        }
        let graph = plans.built();
        let now = graph.graph.judge(&[]);
        for (&at, &node) in &graph.rows {
            let found = self.findings.at(at).outcome;
            assert_eq!(now[node].verdict(), found.verdict(), "{}: plan on {}", self.name, self.id(at));
        }
        for plan in &plans.plans {
            for flip in plans.outcome(plan).categories {
                let found = self.findings.category(&flip.id).expect("chosen").outcome.verdict();
                assert_eq!(flip.from, found, "{}: plan of {}", self.name, flip.id);
                assert_eq!(flip.to, Verdict::Satisfied, "{}: plan of {}", self.name, flip.id);
            }
        }
        let effects = effects(pack, references, self.assessment, DAY, categories);
        for &at in graph.rows.keys() {
            let lower = effects.closing(at).rows.into_iter().find(|flip| falls(flip.from, flip.to));
            assert!(lower.is_none(), "{}: closing {} lowers {lower:?}", self.name, self.id(at));
        }
    }

    /// The review of each chosen category: its verdict, its counts; it asks nothing of a row that does not count.
    fn review_says_so(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        for category in &self.findings.categories {
            let review = review(pack, references, self.assessment, Some(DAY), &category.id).expect("chosen");
            let name = format!("{}: review of {}", self.name, category.id);
            assert_eq!(review.verdict, category.outcome.verdict(), "{name}");
            assert_eq!(review.counts, counts(pack, &self.findings, &category.id), "{name}");
            if category.outcome.decided() {
                let asked: Vec<&str> = review.questions.iter().map(|asked| self.id(asked.at)).collect();
                assert_eq!(asked, [""; 0], "{name} asks although the category is decided");
            }
            for asked in review.questions.iter().chain(&review.further) {
                let row = self.findings.at(asked.at).outcome;
                assert!(!row.decided(), "{name} asks {}, which is decided", self.id(asked.at));
            }
        }
    }

    /// The forecast of a day in its span is what the file says as of that day, row by row.
    fn forecast_starts_there(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        let span = Span { first: DAY, last: date(2027, 4, 30) };
        let subject = Subject { pack, references, assessment: self.assessment };
        let forecast = forecast(subject, span, &usual_intakes(span));
        for outlook in &forecast.outlooks {
            let found = self.findings.category(&outlook.id).expect("chosen").outcome.verdict();
            assert_eq!(outlook.start, found, "{}: forecast of {}", self.name, outlook.id);
        }
        for day in [date(2027, 2, 1), date(2027, 3, 2), date(2027, 4, 30)] {
            let then = evaluate(pack, references, self.assessment, Some(day));
            for finding in then.rows.iter().filter(|finding| finding.reached) {
                let flips = forecast.events.iter().take_while(|event| event.day <= day);
                let flips = flips.flat_map(|event| &event.flips.rows).filter(|flip| flip.at == finding.at);
                let start = self.findings.at(finding.at).outcome.verdict();
                let said = flips.last().map_or(start, |flip| flip.to);
                let found = finding.outcome.verdict();
                assert_eq!(said, found, "{}: {} forecast for {day}", self.name, self.id(finding.at));
            }
        }
    }

    /// Trying nothing changes nothing.
    fn what_if_starts_there(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        let base = Base { pack, references, assessment: self.assessment, day: Some(DAY) };
        assert_eq!(base.findings(), self.findings, "{}: what-if", self.name);
        let tried = base.attempt(&[]).expect("nothing is possible");
        assert!(tried.flips.is_empty() && tried.findings == self.findings, "{}: nothing is tried", self.name);
    }

    /// Who carries what starts from the verdicts too.
    fn carriers_start_there(&self) {
        let Loaded { pack, references, .. } = self.loaded;
        let base = Base { pack, references, assessment: self.assessment, day: Some(DAY) };
        for support in carriers::survey(&base).categories {
            let found = self.findings.category(&support.id).expect("chosen").outcome.verdict();
            assert_eq!(support.verdict, found, "{}: carriers of {}", self.name, support.id);
        }
    }
}

#[test]
fn everything_says_the_same_of_the_sample() {
    let mut assessment = sample::assessment().expect("a sound sample");
    for number in ["4", "4.1"] {
        let loaded = edition(number);
        number.clone_into(&mut assessment.profile.edition);
        let file = File::new(number, &loaded, &assessment);
        file.agrees();
        file.why_prints_it();
        file.forecast_starts_there();
        file.carriers_start_there();
    }
}

#[test]
fn everything_says_the_same_of_each_company() {
    let loaded = edition("4.1");
    let companies = companies::all(&loaded.pack);
    assert!(companies.len() >= 25, "{} companies", companies.len());
    for (nth, (name, assessment)) in companies.iter().enumerate() {
        let file = File::new(name, &loaded, assessment);
        file.agrees();
        // A forecast judges each of many days: one company in twelve.
        if nth % 12 == 0 {
            file.forecast_starts_there();
        }
    }
}

/// A chosen category that is satisfied leaves no row that counts short of that, and the exit code says so.
fn exit_follows(file: &File<'_>) {
    let pack = &file.loaded.pack;
    let clear = file.findings.categories.iter().all(|category| {
        let rows = counted(pack, &file.findings, &category.id);
        let rows = rows.into_iter().map(|at| file.findings.at(at).outcome.verdict());
        rows.chain([category.outcome.verdict()]).all(|verdict| verdict >= Verdict::Satisfied)
    });
    assert_eq!(overall(pack, &file.findings) == Overall::Clear, clear, "{}", file.name);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: thorough::cases(4), failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn everything_says_the_same_of_worn_files(bytes in prop::collection::vec(any::<u8>(), 40..400), from_sample in any::<bool>()) {
        let loaded = edition(if bytes[0] % 2 == 0 { "4" } else { "4.1" });
        let mut a = if from_sample { sample::assessment().expect("sound") } else { everything(&loaded.pack) };
        loaded.pack.head.edition.clone_into(&mut a.profile.edition);
        worn(&mut Dice::new(&bytes), &loaded.pack, &mut a);
        let file = File::new("a worn file", &loaded, &a);
        exit_follows(&file);
        file.agrees();
    }
}
