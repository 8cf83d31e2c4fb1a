//! Every completion of small trees lands within the bounds, and both bounds are reached.

use kijun::domain::assessment::Answer;
use kijun::domain::verdict::{Outcome, Pair, Reading, Verdict};
use proptest::prelude::*;

use super::tiny::*;

/// A node over numbered leaves, each used once.
#[derive(Debug, Clone)]
enum Tree {
    Leaf(usize),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    AtLeast(usize, Vec<Tree>),
    AllIfStrict(Vec<Tree>),
}

impl Tree {
    fn judge(&self, leaves: &[Outcome]) -> Outcome {
        let under =
            |children: &[Self]| -> Vec<Outcome> { children.iter().map(|c| c.judge(leaves)).collect() };
        match self {
            Self::Leaf(at) => leaves[*at],
            Self::All(children) => Outcome::all(under(children)),
            Self::Any(children) => Outcome::any(under(children)),
            Self::AtLeast(k, children) => Outcome::at_least(*k, under(children)),
            Self::AllIfStrict(children) => Outcome::all_if_strict(under(children)),
        }
    }

    fn rule(&self) -> String {
        let list = |children: &[Self]| children.iter().map(Self::rule).collect::<Vec<_>>().join(", ");
        match self {
            Self::Leaf(at) => format!("Row(\"svc.{at}\")"),
            Self::All(children) => format!("All([{}])", list(children)),
            Self::Any(children) => format!("Any([{}])", list(children)),
            Self::AtLeast(k, children) => format!("AtLeast({k}, [{}])", list(children)),
            Self::AllIfStrict(children) => format!("AllIfStrict([{}])", list(children)),
        }
    }

    /// Numbers the leaves from left to right.
    fn numbered(self, next: &mut usize) -> Self {
        let mut all = |children: Vec<Self>| children.into_iter().map(|c| c.numbered(next)).collect();
        match self {
            Self::Leaf(_) => {
                *next += 1;
                Self::Leaf(*next - 1)
            }
            Self::All(children) => Self::All(all(children)),
            Self::Any(children) => Self::Any(all(children)),
            Self::AtLeast(k, children) => Self::AtLeast(k, all(children)),
            Self::AllIfStrict(children) => Self::AllIfStrict(all(children)),
        }
    }
}

fn tree() -> impl Strategy<Value = (Tree, usize)> {
    let leaf = Just(Tree::Leaf(0)).boxed();
    let node = leaf.prop_recursive(3, 8, 3, |inner| {
        let children = prop::collection::vec(inner, 1..4);
        (0..4u8, 1..4usize, children).prop_map(|(word, k, children)| match word {
            0 => Tree::All(children),
            1 => Tree::Any(children),
            2 => Tree::AtLeast(k, children),
            _ => Tree::AllIfStrict(children),
        })
    });
    node.prop_map(|tree| {
        let mut count = 0;
        let tree = tree.numbered(&mut count);
        (tree, count)
    })
    .prop_filter("at most eight leaves", |(_, count)| *count <= 8)
}

const READINGS: [Reading; 3] = [Reading::No, Reading::Open, Reading::Yes];

fn pairs() -> Vec<Pair> {
    let all = READINGS.iter().flat_map(|&strict| READINGS.iter().map(move |&lenient| (strict, lenient)));
    all.filter(|(strict, lenient)| strict <= lenient).map(|(s, l)| Pair::new(s, l)).collect()
}

/// What a pair can become once nothing is open.
fn completions(pair: Pair) -> Vec<Pair> {
    let closed = |half: Reading| match half {
        Reading::Open => vec![Reading::No, Reading::Yes],
        half => vec![half],
    };
    let mut out = Vec::new();
    for strict in closed(pair.strict()) {
        for lenient in closed(pair.lenient()) {
            if strict <= lenient {
                out.push(Pair::new(strict, lenient));
            }
        }
    }
    out
}

/// Calls back with every choice of one element per list.
fn every<T: Copy>(lists: &[Vec<T>], chosen: &mut Vec<T>, visit: &mut impl FnMut(&[T])) {
    match lists.split_first() {
        None => visit(chosen),
        Some((first, rest)) => {
            for &element in first {
                chosen.push(element);
                every(rest, chosen, visit);
                chosen.pop();
            }
        }
    }
}

fn within(outcome: Outcome, floor: Verdict, ceiling: Verdict) -> bool {
    outcome.strict_at_most_lenient() && floor <= outcome.verdict() && outcome.verdict() <= ceiling
}

trait Ordered {
    fn strict_at_most_lenient(&self) -> bool;
}

impl Ordered for Outcome {
    fn strict_at_most_lenient(&self) -> bool {
        self.pair().is_none_or(|pair| pair.strict() <= pair.lenient())
    }
}

#[test]
fn six_pairs_and_their_completions() {
    assert_eq!(pairs().len(), 6);
    for pair in pairs() {
        assert!(pair.floor() <= pair.verdict() && pair.verdict() <= pair.ceiling(), "{pair:?}");
        let verdicts: Vec<Verdict> = completions(pair).into_iter().map(Pair::verdict).collect();
        assert_eq!(verdicts.iter().min(), Some(&pair.floor()), "{pair:?}");
        assert_eq!(verdicts.iter().max(), Some(&pair.ceiling()), "{pair:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(200), failure_persistence: None, ..ProptestConfig::default() })]

    /// Leaves of all pairs, some not applicable; all completions of the open halves.
    #[test]
    fn completions_of_halves_span_exactly_the_bounds(
        (tree, count) in tree(),
        picks in prop::collection::vec(0..7usize, 8),
    ) {
        let all = pairs();
        let leaves: Vec<Outcome> = picks[..count]
            .iter()
            .map(|&pick| all.get(pick).map_or(Outcome::NotApplicable, |&pair| pair.into()))
            .collect();
        let now = tree.judge(&leaves);
        prop_assert!(now.verdict() == Verdict::NotApplicable || within(now, now.floor(), now.ceiling()));
        let lists: Vec<Vec<Outcome>> = leaves
            .iter()
            .map(|leaf| match leaf.pair() {
                Some(pair) => completions(pair).into_iter().map(Outcome::Judged).collect(),
                None => vec![*leaf],
            })
            .collect();
        let mut seen = Vec::new();
        every(&lists, &mut Vec::new(), &mut |leaves| seen.push(tree.judge(leaves)));
        prop_assert!(seen.iter().all(|outcome| within(*outcome, now.floor(), now.ceiling())), "{:?}", now);
        prop_assert!(seen.iter().all(|outcome| outcome.decided()));
        let verdicts: Vec<Verdict> = seen.iter().map(|outcome| outcome.verdict()).collect();
        prop_assert_eq!(verdicts.iter().min(), Some(&now.floor()));
        prop_assert_eq!(verdicts.iter().max(), Some(&now.ceiling()));
    }

    /// Rows of a pack: some declared, some shown by a paper, the others open; all yes and no claims on those.
    #[test]
    fn claims_on_open_leaves_land_within_the_bounds(
        (tree, count) in tree(),
        kinds in prop::collection::vec(0..5u8, 8),
    ) {
        let mut world = World::of(&tree.rule());
        let mut open = Vec::new();
        for (at, kind) in kinds[..count].iter().enumerate() {
            let id = format!("svc.{at}");
            world = world.row(&id, "Leaf", if *kind == 4 { "Section" } else { "Document()" });
            match kind {
                0 => world.a.documents.push(paper(&id)),
                1 => world = world.claim(&id, Answer::No),
                4 => {
                    let mut titled = paper(&id);
                    titled.covers[0].section.clear();
                    world.a.documents.push(titled);
                }
                _ => open.push(id),
            }
        }
        let before = world.outcome("svc.x");
        for bits in 0..1u32 << open.len() {
            let claimed = open.iter().enumerate().fold(world.clone(), |world, (at, id)| {
                world.claim(id, if bits >> at & 1 == 1 { Answer::Yes } else { Answer::No })
            });
            let after = claimed.outcome("svc.x");
            prop_assert!(within(after, before.floor(), before.ceiling()), "{:?} became {:?}", before, after);
        }
    }
}
