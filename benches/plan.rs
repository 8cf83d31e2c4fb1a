//! Planning and looking ahead: the shortest way through 10,000 rows, the sample's plans, two years of days.
//!
//! `cargo bench --bench plan` runs everything.

use divan::{Bencher, black_box};
use jiff::civil::{Date, date};
use kijun::domain::assessment::Assessment;
use kijun::domain::date::Span;
use kijun::domain::forecast::{Subject, forecast, usual_intakes};
use kijun::domain::plan::{Cost, Costs, Graph, Node, NodeId, plan, solve};
use kijun::domain::verdict::Pair;
use kijun::store::packs::{Loaded, shipped};
use kijun::store::sample;

const DAY: Date = date(2027, 1, 31);

fn main() {
    divan::main();
}

fn loaded() -> (Loaded, Assessment) {
    (shipped("4.1").expect("the shipped pack"), sample::assessment().expect("a sound sample"))
}

/// The best three plans of all categories of the sample.
#[divan::bench]
fn plan_of_the_sample(bencher: Bencher<'_, '_>) {
    let (loaded, assessment) = loaded();
    let chosen = assessment.profile.categories.clone();
    bencher.bench_local(|| {
        let costs = Costs::noted(&assessment);
        plan(&loaded.pack, &loaded.references, black_box(&assessment), DAY, &chosen, &costs)
    });
}

/// Two years of the sample.
#[divan::bench]
fn forecast_of_the_sample(bencher: Bencher<'_, '_>) {
    let (loaded, assessment) = loaded();
    let span = Span { first: DAY, last: date(2029, 1, 31) };
    let subject = Subject { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    bencher.bench_local(|| forecast(black_box(subject), span, &usual_intakes(span)));
}

/// So many papers, and choices of three ways each, every one linked to the next.
fn chain(choices: usize, papers: usize) -> (Graph, Vec<NodeId>) {
    let mut graph = Graph::default();
    let mut goals = Vec::new();
    let step = |graph: &mut Graph, effort: usize, days: usize| {
        let days = u32::try_from(days).unwrap_or(0);
        graph.step(Cost { effort: [1, 4, 16][effort % 3], days, steps: 1, missing: 1, unread: 0 })
    };
    let shared: Vec<usize> = (0..choices).map(|at| step(&mut graph, at, at * 7 % 90)).collect();
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

/// 10,000 rows, 360 choices, all of them linked in one chain; the best plan alone.
#[divan::bench]
fn best_plan_of_a_long_chain(bencher: Bencher<'_, '_>) {
    let (graph, goals) = chain(360, 20);
    bencher.bench_local(|| solve(black_box(&graph), &goals, 1));
}

/// The same with the next best two, as far as the work allowed goes.
#[divan::bench]
fn three_plans_of_a_long_chain(bencher: Bencher<'_, '_>) {
    let (graph, goals) = chain(360, 20);
    bencher.bench_local(|| solve(black_box(&graph), &goals, 3));
}
