//! Plans: exact against exhaustive search, true to the evaluation, and carried out they satisfy.

use jiff::civil::{Date, date};
use kijun::domain::assessment::{Answer, Assessment, Profile};
use kijun::domain::evaluate::evaluate;
use kijun::domain::pack::Pack;
use kijun::domain::plan::{
    Action, Cost, Costs, Graph, Leaf, Node, NodeId, Plans, Step, StepId, WORK, plan, solve, solve_within,
    solves,
};
use kijun::domain::reference::References;
use kijun::domain::verdict::{Pair, Reading, Verdict};
use kijun::store::packs;
use proptest::prelude::*;

pub(crate) mod fulfil;
mod graph;

use fulfil::Work;
use graph::{lead, same_as_evaluation};

/// A recipe for a random graph: small numbers, read modulo what exists.
#[derive(Debug, Clone)]
struct Recipe {
    steps: Vec<(u32, u32, u32, u32)>,
    /// Which step follows which; the one with the lower number is first.
    order: Vec<(usize, usize)>,
    nodes: Vec<(u8, Vec<usize>)>,
    goals: Vec<usize>,
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let steps = prop::collection::vec((0..3_u32, 0..4_u32, 0..3_u32, 0..8_u32), 1..9);
    let order = prop::collection::vec((0..16_usize, 0..16_usize), 0..8);
    let nodes = prop::collection::vec((0..20_u8, prop::collection::vec(0..64_usize, 1..5)), 3..22);
    let goals = prop::collection::vec(0..64_usize, 1..4);
    (steps, order, nodes, goals).prop_map(|(steps, order, nodes, goals)| Recipe {
        steps,
        order,
        nodes,
        goals,
    })
}

fn pair(number: usize) -> Pair {
    let some = Pair::new(Reading::Open, Reading::Yes);
    [Pair::NO, Pair::OPEN, Pair::LENIENT, some, Pair::YES][number % 5]
}

fn cook(recipe: &Recipe) -> (Graph, Vec<NodeId>) {
    let mut graph = Graph::default();
    for &(effort, lead, missing, unread) in &recipe.steps {
        let (effort, days) = ([1, 4, 16][effort as usize % 3], [0, 7, 30, 90][lead as usize % 4]);
        graph.step(Cost { unread: u32::from(unread == 0), effort, days, steps: 1, missing });
    }
    let count = graph.steps.len();
    for (one, other) in recipe.order.iter().map(|(one, other)| (one % count, other % count)) {
        if one != other {
            graph.steps[one.max(other)].after.push(one.min(other));
        }
    }
    for (kind, numbers) in &recipe.nodes {
        let node = one(*kind, numbers, &mut graph);
        graph.node(node);
    }
    let last = graph.nodes.len();
    let conditions = |&goal: &NodeId| !matches!(graph.nodes[goal], Node::When { .. });
    let goals = recipe.goals.iter().map(|goal| last - 1 - goal % last.min(6)).filter(conditions).collect();
    (graph, goals)
}

fn one(kind: u8, numbers: &[usize], graph: &mut Graph) -> Node {
    let step = numbers[0] % graph.steps.len();
    let leaf = |now, step| Node::Leaf(Leaf::new(now, step));
    if graph.nodes.is_empty() || kind < 8 {
        return match kind {
            0 => leaf(Pair::YES, None),
            1 => leaf(pair(numbers[0]), None),
            _ => leaf(pair(numbers[0] / 8), Some(step)),
        };
    }
    // A condition stands directly under ALL only, as in every pack that lints clean.
    let plain = |node: NodeId| if matches!(graph.nodes[node], Node::When { .. }) { 0 } else { node };
    let kids: Vec<NodeId> = numbers.iter().map(|number| plain(number % graph.nodes.len())).collect();
    match kind {
        8 | 9 => Node::All(kids),
        10 | 11 => Node::AtLeast(1, kids),
        12 => Node::AtLeast(2, kids),
        13 => Node::AllIfStrict(kids),
        14 => Node::Somebody { people: kids },
        15 => {
            let answer = [Answer::Yes, Answer::No][numbers[0] % 2];
            let step = (answer == Answer::No).then_some(step);
            Node::Claimed { facts: kids[0], answer, step }
        }
        16 => {
            let gated = kids[kids.len() - 1];
            let mut people: Vec<(NodeId, Option<StepId>)> = kids.iter().map(|&kid| (kid, None)).collect();
            people[kids.len() - 1].1 = Some(step);
            graph.steps[step].brings.push(gated);
            let gates = if kids.len() == 1 { vec![graph.leaf(Pair::NO, Some(step))] } else { Vec::new() };
            let closing = numbers[0].is_multiple_of(3).then_some((step + 1) % graph.steps.len());
            let unknown = kids.last().copied();
            Node::Everybody { people, gates, uncertain: numbers[0].is_multiple_of(5), closing, unknown }
        }
        18 => {
            // What one step spoils, another closes anew: a new lead, and the list of leads.
            let close = (step + 1) % graph.steps.len();
            let anew = graph.leaf(Pair::NO, Some(close));
            graph.steps[step].brings.push(anew);
            let spoiled = Leaf { spoiled_by: vec![step], ..Leaf::new(Pair::YES, Some(close)) };
            Node::All(vec![kids[0], graph.node(Node::Leaf(spoiled))])
        }
        _ => {
            graph.steps[step].brings.push(kids[0]);
            let when =
                Node::When { then: kids[0], unanswered: numbers[0].is_multiple_of(2), offers: vec![step] };
            Node::All(vec![graph.node(when), kids[kids.len() - 1]])
        }
    }
}

/// All smallest sets of steps by trying every set, the cheapest first.
pub(crate) fn exhaustive(graph: &Graph, goals: &[NodeId]) -> Vec<(Cost, Vec<StepId>)> {
    let mut valid: Vec<u32> = Vec::new();
    for set in 0..1_u32 << graph.steps.len() {
        let steps = members(set);
        let brought: Vec<NodeId> =
            steps.iter().flat_map(|&step| graph.steps[step].brings.clone()).chain(goals.to_vec()).collect();
        if solves(graph, &brought, &steps) {
            valid.push(set);
        }
    }
    let smallest = |set: &u32| !valid.iter().any(|other| other != set && other & set == *other);
    let mut smallest: Vec<_> =
        valid.iter().copied().filter(smallest).map(|set| (sum(graph, set), members(set))).collect();
    smallest.sort();
    smallest
}

/// What a set of steps costs: all adds up, but for the days, which are those of the longest chain.
fn sum(graph: &Graph, set: u32) -> Cost {
    let steps = members(set);
    let all = |of: fn(&Cost) -> u32| steps.iter().map(|&step| of(&graph.steps[step].cost)).sum();
    let days = steps.iter().map(|&step| done_after(graph, set, step)).max().unwrap_or(0);
    Cost {
        unread: all(|cost| cost.unread),
        effort: all(|cost| cost.effort),
        days,
        steps: all(|cost| cost.steps),
        missing: all(|cost| cost.missing),
    }
}

/// After how many days a step can be done, taken or not: when all that it follows is done, by whatever way.
fn done_after(graph: &Graph, set: u32, step: StepId) -> u32 {
    let before =
        graph.steps[step].after.iter().map(|&first| done_after(graph, set, first)).max().unwrap_or(0);
    before + if set >> step & 1 == 1 { graph.steps[step].cost.days } else { 0 }
}

fn members(set: u32) -> Vec<StepId> {
    (0..32).filter(|step| set >> step & 1 == 1).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(2500)))]

    #[test]
    fn the_best_three_are_those_of_an_exhaustive_search(recipe in recipe()) {
        let (graph, goals) = cook(&recipe);
        let all = exhaustive(&graph, &goals);
        let found = solve(&graph, &goals, 3).plans;
        let costs = |plans: &[(Cost, Vec<StepId>)]| plans.iter().take(3).map(|(cost, _)| *cost).collect::<Vec<_>>();
        prop_assert_eq!(costs(&found), costs(&all), "{:?} {:?} {:?}", graph, found, all);
        for plan in &found {
            prop_assert!(all.contains(plan), "{:?} is no smallest set of {:?}", plan, graph);
        }
    }
}

const DAY: Date = date(2027, 1, 31);

fn shipped() -> (Pack, References) {
    let loaded = packs::shipped("4.1").expect("shipped");
    (loaded.pack, loaded.references)
}

fn empty(categories: &[&str]) -> Assessment {
    let categories = categories.iter().map(|id| (*id).to_owned()).collect();
    let profile = Profile { categories, reference_date: Some(DAY), ..Profile::default() };
    Assessment { profile, ..Assessment::default() }
}

fn plans(assessment: &Assessment, pack: &Pack, references: &References) -> Plans {
    plan(pack, references, assessment, DAY, &assessment.profile.categories, &Costs::default())
}

fn carried_out(mut assessment: Assessment, nth: usize, pack: &Pack, references: &References) -> Assessment {
    let plans = plans(&assessment, pack, references);
    let plan = &plans.plans[nth];
    Work { pack, references, assessment: &mut assessment, day: DAY }.plan(&plans, plan);
    let findings = evaluate(pack, references, &assessment, Some(DAY));
    for category in &findings.categories {
        let low: Vec<&str> = category
            .rows
            .iter()
            .filter(|at| !category.spare.contains(at))
            .filter(|&&at| findings.at(at).verdict().is_some_and(|v| v < Verdict::Satisfied))
            .map(|&at| pack.rows()[at].id.as_str())
            .collect();
        assert_eq!(category.outcome.verdict(), Verdict::Satisfied, "{}: {low:?}", category.id);
    }
    assessment
}

const ALL: [&str; 6] = ["audit", "vuln", "pentest", "forensic", "soc", "device"];

#[test]
fn a_plan_from_nothing_carried_out_satisfies_each_category() {
    let (pack, references) = shipped();
    for category in ALL {
        let found = plans(&empty(&[category]), &pack, &references).plans.len();
        assert!(found >= 2, "{category}");
        for nth in 0..found {
            carried_out(empty(&[category]), nth, &pack, &references);
        }
    }
}

#[test]
fn a_plan_for_all_categories_carried_out_satisfies_all() {
    let (pack, references) = shipped();
    let done = carried_out(empty(&ALL), 0, &pack, &references);
    let after = plans(&done, &pack, &references);
    assert!(after.already(), "{:?}", after.plans);
    assert_eq!(after.plans.len(), 1);
    same_as_evaluation(&done, &pack, &references);
}

#[test]
fn what_steps_unlock_in_turn_is_what_each_unlocks_after_the_earlier_ones() {
    let (pack, references) = shipped();
    let plans = plans(&empty(&["vuln", "audit"]), &pack, &references);
    let plan = &plans.plans[0];
    let each: Vec<_> = (0..plan.steps.len()).map(|nth| plans.unlocks(plan, nth).after_earlier).collect();
    assert!(each.iter().any(|flips| !flips.rows.is_empty()), "nothing is unlocked");
    assert_eq!(plans.unlocked_in_turn(plan), each);
}

#[test]
fn what_several_categories_rest_on_counts_once() {
    let (pack, references) = shipped();
    let cost = |categories: &[&str]| plans(&empty(categories), &pack, &references).plans[0].cost;
    let (vuln, pentest, both) = (cost(&["vuln"]), cost(&["pentest"]), cost(&["vuln", "pentest"]));
    assert_eq!(both, pentest, "pentest contains all of vuln");
    assert!(both.effort < vuln.effort + pentest.effort);
}

#[test]
fn the_nearest_person_and_route_win() {
    let (pack, references) = shipped();
    let mut assessment = carried_out(empty(&["vuln"]), 0, &pack, &references);
    let best = assessment.people.iter().position(|person| !person.posts.is_empty()).expect("a lead");
    assessment.people.push(lead("P-97", "vuln"));
    let training = assessment.people[best].trainings.clone();
    assessment.people[best].posts.clear();
    assessment.people.iter_mut().for_each(|person| person.trainings.clone_from(&training));
    let plans = plans(&assessment, &pack, &references);
    for plan in &plans.plans {
        assert_eq!(plan.steps.len(), plan.cost.steps as usize);
    }
    let steps: Vec<_> = plans.plans[0].steps.iter().map(|&id| plans.step(id)).collect();
    // The paper that states how many there are is written anew; everybody else is there.
    let stated = |step: &Step| pack.rows()[step.at].rule.asks_for_counts();
    let near = |step: &&Step| !step.newcomer && (step.action != Action::Close || stated(step));
    assert!(steps.iter().all(near), "{steps:?}");
}

/// A pack of so many groups, each twenty papers to write and a choice among three ways; every way shares
/// one row with the way of the group before.
fn generated(groups: usize) -> Pack {
    let mut text = String::new();
    let mut row = |id: String, kind: &str, rule: &str| {
        let (name, effort, days) =
            ("(ja: \"題\", en: \"t\")", ["Small", "Medium", "Large"][id.len() % 3], id.len());
        let one = format!(
            "Requirement(id: \"{id}\", clause: \"1\", kind: {kind}, title: {name}, rule: {rule}, ask: {name}, effort: {effort}, lead_days: {days}),"
        );
        text.push_str(&one);
    };
    let all = |ids: Vec<String>| {
        let rows: Vec<String> = ids.iter().map(|id| format!("Row(\"{id}\")")).collect();
        rows.join(", ")
    };
    row(
        "big.top".into(),
        "Heading",
        &format!("All([{}])", all((0..groups).map(|g| format!("big.g{g}")).collect())),
    );
    for g in 0..groups {
        let papers: Vec<String> = (0..20).map(|p| format!("big.p{g}x{p}")).collect();
        papers.iter().for_each(|id| row(id.clone(), "Leaf", "Document()"));
        // Three groups in a row are linked by their choices; the next ones have none.
        let before = if g % 30 == 0 { g } else { g - 1 };
        row(format!("big.s{g}"), "Leaf", "Document()");
        for way in 0..3 {
            row(format!("big.w{g}x{way}x1"), "Leaf", "Document()");
            let parts =
                vec![format!("big.w{g}x{way}x1"), format!("big.s{}", if way == 0 { before } else { g })];
            row(format!("big.w{g}x{way}"), "Composite", &format!("All([{}])", all(parts)));
        }
        let ways = all((0..3).map(|way| format!("big.w{g}x{way}")).collect());
        row(format!("big.c{g}"), "Composite", &format!("Any([{ways}])"));
        let choice = (g % 30 < 3).then(|| format!("big.c{g}"));
        let below: Vec<String> = papers.into_iter().chain(choice).collect();
        row(format!("big.g{g}"), "Composite", &format!("All([{}])", all(below)));
    }
    let text = format!(
        "Category(id: \"big\", name: (ja: \"大\", en: \"big\"), short: (ja: \"大\", en: \"big\"), requires: [\"big.top\"], requirements: [{text}])"
    );
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let category = options.from_str(&text).expect("a category");
    Pack::new(packs::shipped("4").expect("shipped").pack.head, vec![category]).expect("a pack")
}

#[test]
fn ten_thousand_rows_take_a_bounded_search() {
    let (_, references) = shipped();
    let visited = |groups: usize| {
        let pack = generated(groups);
        let assessment = empty(&["big"]);
        let plans = plan(&pack, &references, &assessment, DAY, &["big".to_owned()], &Costs::default());
        assert_eq!(plans.plans.len(), 3);
        assert!(plans.plans[0].steps.len() > groups * 20, "{}", plans.plans[0].steps.len());
        (pack.rows().len(), plans.visited)
    };
    let (rows, work) = visited(360);
    assert!(rows > 10_000, "{rows}");
    assert!(work < 10_000_000, "{work} nodes for {rows} rows");
}

/// Choices of two or three in a square, each sharing its steps with its neighbours: what a net of choices is.
fn net(side: usize) -> (Graph, Vec<NodeId>) {
    let mut graph = Graph::default();
    let mut goals = Vec::new();
    let effort = |at: usize| [1, 4, 16][at % 3];
    let step = |graph: &mut Graph, i: usize, j: usize| {
        let days = (i + j) as u32;
        graph.step(Cost { effort: effort(i * 3 + j * 5), days, steps: 1, missing: 1, unread: 0 })
    };
    let cells: Vec<Vec<StepId>> =
        (0..side).map(|i| (0..side).map(|j| step(&mut graph, i, j)).collect()).collect();
    for (i, j) in (0..side).flat_map(|i| (0..side).map(move |j| (i, j))) {
        let near = [(i, j), (i, j + 1), (i + 1, j)].into_iter().filter(|(i, j)| *i < side && *j < side);
        let ways: Vec<NodeId> = near.map(|(i, j)| graph.leaf(Pair::NO, Some(cells[i][j]))).collect();
        if ways.len() > 1 {
            goals.push(graph.node(Node::AtLeast(1, ways)));
        }
    }
    (graph, goals)
}

/// Choices of three ways each, every one linked to the next by a shared step.
fn chain(choices: usize, papers: usize) -> (Graph, Vec<NodeId>) {
    let mut graph = Graph::default();
    let mut goals = Vec::new();
    let step = |graph: &mut Graph, effort: usize, days: usize| {
        let days = days as u32;
        graph.step(Cost { effort: [1, 4, 16][effort % 3], days, steps: 1, missing: 1, unread: 0 })
    };
    let shared: Vec<StepId> = (0..choices).map(|at| step(&mut graph, at, at * 7 % 90)).collect();
    for at in 0..choices {
        for _ in 0..papers {
            let paper = step(&mut graph, 0, 3);
            goals.push(graph.leaf(Pair::NO, Some(paper)));
        }
        let ways = (0..3).map(|way| {
            let own = step(&mut graph, at + way, at * way * 11 % 120);
            let with = if way == 0 && at > 0 { shared[at - 1] } else { shared[at] };
            let kids = vec![graph.leaf(Pair::NO, Some(own)), graph.leaf(Pair::NO, Some(with))];
            graph.node(Node::All(kids))
        });
        let ways = ways.collect();
        goals.push(graph.node(Node::AtLeast(1, ways)));
    }
    (graph, goals)
}

#[test]
fn a_chain_small_enough_to_try_everything_is_solved_exactly() {
    let (graph, goals) = chain(3, 0);
    let all = exhaustive(&graph, &goals);
    let found = solve(&graph, &goals, 3);
    assert_eq!((found.proved, found.cut), (3, false));
    assert_eq!(found.plans[0].0, all[0].0);
    assert_eq!(
        found.plans.iter().map(|plan| plan.0).collect::<Vec<_>>(),
        all.iter().take(3).map(|plan| plan.0).collect::<Vec<_>>()
    );
}

#[test]
fn the_best_plan_of_a_long_chain_is_proved_and_what_is_not_proved_is_said() {
    let (graph, goals) = chain(360, 20);
    let best = solve(&graph, &goals, 1);
    assert_eq!((best.proved, best.cut), (1, false));
    assert!(best.visited < 1_000_000, "{} nodes", best.visited);
    let three = solve(&graph, &goals, 3);
    assert_eq!(three.plans[0], best.plans[0]);
    assert_eq!((three.plans.len(), three.proved, three.cut), (3, 1, true), "the next best are not proved");
    assert!(three.visited < 4 * WORK, "{} nodes", three.visited);
    assert!(three.plans.iter().all(|(_, steps)| solves(&graph, &goals, steps)));
}

#[test]
fn a_search_that_is_cut_off_finds_a_way_and_never_calls_it_the_shortest() {
    let (graph, goals) = net(4);
    let exact = solve(&graph, &goals, 1);
    assert_eq!((exact.proved, exact.cut), (1, false));
    for work in [0, 50, 500] {
        let hurried = solve_within(&graph, &goals, 3, work);
        assert!(hurried.cut && hurried.proved == 0, "{work}: {hurried:?}");
        for (cost, steps) in &hurried.plans {
            assert!(solves(&graph, &goals, steps), "{work}: no way");
            assert!(*cost >= exact.plans[0].0, "cheaper than the best");
            let fewer =
                |step: &StepId| steps.iter().copied().filter(|other| other != step).collect::<Vec<_>>();
            assert!(steps.iter().all(|step| !solves(&graph, &goals, &fewer(step))), "a step too many");
        }
        assert!(!hurried.plans.is_empty());
    }
    let (graph, goals) = net(14);
    let large = solve(&graph, &goals, 3);
    assert!(large.cut && large.proved == 0 && !large.plans.is_empty());
    assert!(large.visited < 4 * WORK, "{} nodes", large.visited);
}
