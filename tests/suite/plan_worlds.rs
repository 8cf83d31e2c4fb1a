//! Plans of small random packs, against everything that could be done instead: each set of steps is carried
//! out as facts and judged by the evaluation itself.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::evaluate::evaluate;
use kijun::domain::pack::{Category, Effort, Pack};
use kijun::domain::plan::{Costs, StepId, plan};
use kijun::domain::reference::References;
use kijun::domain::register::Person;
use kijun::domain::verdict::Verdict;
use kijun::store::packs;
use proptest::prelude::*;

use crate::plan::fulfil::Work;

const DAY: Date = date(2027, 1, 31);
/// Papers of the first category, and routes of its people.
const LEAVES: usize = 5;

/// A recipe for two linked categories.
#[derive(Debug, Clone)]
struct Recipe {
    /// Kinds and children of the nodes above the papers.
    nodes: Vec<(u8, Vec<usize>)>,
    /// Whether the second category inherits a node of the first, and which.
    inherits: usize,
    /// Whether people are asked for, and on how many routes.
    routes: usize,
    /// Whether something counts only where a service is offered.
    scoped: bool,
    costs: Vec<(u8, u32)>,
    person: bool,
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let nodes = prop::collection::vec((0..4_u8, prop::collection::vec(0..32_usize, 2..4)), 1..4);
    let costs = prop::collection::vec((0..3_u8, 0..40_u32), LEAVES + 4);
    (nodes, 0..8_usize, 0..3_usize, any::<bool>(), costs, any::<bool>()).prop_map(
        |(nodes, inherits, routes, scoped, costs, person)| Recipe {
            nodes,
            inherits,
            routes,
            scoped,
            costs,
            person,
        },
    )
}

struct World {
    pack: Pack,
    references: References,
    assessment: Assessment,
    costs: Costs,
}

fn row(id: &str, kind: &str, rule: &str) -> String {
    let name = "(ja: \"題\", en: \"t\")";
    format!(
        "Requirement(id: \"{id}\", clause: \"1\", kind: {kind}, title: {name}, rule: {rule}, ask: {name}, effort: Medium, lead_days: 9),"
    )
}

fn all(ids: &[String]) -> String {
    ids.iter().map(|id| format!("Row(\"{id}\")")).collect::<Vec<_>>().join(", ")
}

/// The rows of the first category, and what its top asks for.
fn first(recipe: &Recipe) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut known: Vec<String> = (0..LEAVES).map(|leaf| format!("audit.p{leaf}")).collect();
    known.iter().for_each(|id| text += &row(id, "Leaf", "Document()"));
    for (nth, (kind, kids)) in recipe.nodes.iter().enumerate() {
        let kids: Vec<String> = kids.iter().map(|kid| known[kid % known.len()].clone()).collect();
        let rule = match kind {
            0 => format!("All([{}])", all(&kids)),
            1 => format!("Any([{}])", all(&kids)),
            2 => format!("AtLeast(2, [{}])", all(&kids)),
            _ => format!("AllIfStrict([{}])", all(&kids)),
        };
        let id = format!("audit.n{nth}");
        text += &row(&id, "Composite", &rule);
        known.push(id);
    }
    let mut wanted = vec![known[known.len() - 1].clone()];
    if recipe.routes > 0 {
        let routes: Vec<String> = (0..recipe.routes).map(|route| format!("audit.r{route}")).collect();
        let rules = ["Route(Qualification(\"1-1\"))", "Route(Training(\"3-1\"))"];
        routes.iter().zip(rules).for_each(|(id, rule)| text += &row(id, "Route", rule));
        let person = format!("Person(All([Works(\"lead\"), Any([{}])]))", all(&routes));
        text += &row("audit.lead", "Leaf", &person);
        wanted.push("audit.lead".into());
    }
    (text, wanted)
}

fn world(recipe: &Recipe) -> World {
    let (mut rows, wanted) = first(recipe);
    let mut top = all(&wanted);
    if recipe.scoped {
        rows += &row("audit.s", "Leaf", "Offered");
        let paper = recipe.inherits % LEAVES;
        top = format!("{top}, When(scope: [\"audit.s\"], then: Row(\"audit.p{paper}\"))");
    }
    rows += &row("audit.top", "Heading", &format!("All([{top}])"));
    let linked = if recipe.inherits.is_multiple_of(2) { "audit.top" } else { "audit.n0" };
    let second = row("vuln.x", "Leaf", "Document()")
        + &row("vuln.i", "Inheritance", &format!("Inherits(\"{linked}\")"))
        + &row("vuln.top", "Heading", "Any([Row(\"vuln.x\"), Row(\"vuln.i\")])");
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let category = |id: &str, rows: &str| -> Category {
        let name = "(ja: \"区\", en: \"c\")";
        let text = format!(
            "Category(id: \"{id}\", name: {name}, short: {name}, requires: [\"{id}.top\"], requirements: [{rows}])"
        );
        options.from_str(&text).expect("a category")
    };
    let loaded = packs::shipped("4.1").expect("shipped");
    let pack = Pack::new(loaded.pack.head, vec![category("audit", &rows), category("vuln", &second)]);
    let categories = vec!["audit".to_owned(), "vuln".to_owned()];
    let profile = Profile { categories, reference_date: Some(DAY), ..Profile::default() };
    let people =
        if recipe.person { vec![Person { id: "P-01".into(), ..Person::default() }] } else { Vec::new() };
    let pack = pack.expect("a pack");
    let ids: Vec<String> = pack.rows().iter().map(|row| row.id.clone()).collect();
    let costs: BTreeMap<String, (Effort, u32)> = ids
        .into_iter()
        .zip(recipe.costs.iter().cycle())
        .map(|(id, (effort, days))| {
            (id, ([Effort::Small, Effort::Medium, Effort::Large][usize::from(*effort)], *days))
        })
        .collect();
    let assessment = Assessment { profile, people, ..Assessment::default() };
    World { pack, references: loaded.references, assessment, costs: Costs::default().but_for(costs) }
}

impl World {
    /// Whether every chosen category is satisfied.
    fn satisfied(&self, assessment: &Assessment) -> bool {
        let findings = evaluate(&self.pack, &self.references, assessment, Some(DAY));
        findings.categories.iter().all(|category| category.outcome.verdict() == Verdict::Satisfied)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(60)))]

    #[test]
    fn no_cheaper_set_of_steps_carried_out_satisfies(recipe in recipe()) {
        let world = world(&recipe);
        let chosen = world.assessment.profile.categories.clone();
        let plans = plan(&world.pack, &world.references, &world.assessment, DAY, &chosen, &world.costs);
        let steps = plans.built().graph.steps.len();
        prop_assume!(steps <= 9);
        prop_assert_eq!(plans.proved, plans.plans.len());
        let carried_out = |steps: &[StepId]| {
            let mut assessment = world.assessment.clone();
            let (pack, references) = (&world.pack, &world.references);
            Work { pack, references, assessment: &mut assessment, day: DAY }.plan(&plans, &plans.of(steps));
            world.satisfied(&assessment)
        };
        let best = plans.plans.first().map(|plan| plan.cost);
        if let Some(plan) = plans.plans.first() {
            prop_assert!(carried_out(&plan.steps), "the plan carried out does not satisfy");
        }
        for set in 0..1_u32 << steps {
            let members: Vec<StepId> = (0..steps).filter(|step| set >> step & 1 == 1).collect();
            let cost = plans.built().graph.cost(&members);
            if best.is_none_or(|best| cost < best) {
                let found = carried_out(&members);
                prop_assert!(!found, "{:?} at {:?} is cheaper than {:?}", members, cost, best);
            }
        }
    }
}
