//! How many bytes a step costs over a line, with the sample open at 80x24 in Japanese. Counted, never timed;
//! `docs/performance.md` quotes the figures that [`figures`] prints.

use kijun::domain::text::Lang::Ja;
use kijun::tui::message::StoreMessage;

use super::desk::{Desk, USUAL, recent};

/// A desk whose screen is shown already.
fn shown(mut desk: Desk) -> Desk {
    assert!(!desk.bytes().is_empty());
    desk
}

fn sample() -> Desk {
    shown(Desk::with_sample(Ja, USUAL))
}

/// A desk led somewhere by keys, and shown.
fn sample_at(keys: &str) -> Desk {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys(keys);
    shown(desk)
}

/// The palette with the hits for a text.
fn palette(text: &str) -> Desk {
    let mut desk = sample_at(":");
    desk.types(text);
    shown(desk)
}

/// Many recent files, with the longest names that fit.
fn start() -> Desk {
    let mut desk = Desk::new(Ja, USUAL);
    desk.tell(StoreMessage::Recent(recent(9)));
    shown(desk)
}

/// What frames cost, each beside the characters alone that are new in it.
struct Costs(Vec<(usize, usize)>);

impl Costs {
    /// Pressing a key until nothing changes any more, or sixty times.
    fn of(mut desk: Desk, key: &str) -> Self {
        let steps = std::iter::repeat_with(|| desk.cost_and_bound(key));
        let costs: Vec<_> = steps.take_while(|(cost, _)| *cost > 0).take(60).collect();
        assert!(!costs.is_empty(), "{key} does something");
        Self(costs)
    }

    /// Typing, one frame a character.
    fn typing(mut desk: Desk, text: &str) -> Self {
        Self(text.chars().map(|c| desk.cost_and_bound(&c.to_string())).collect())
    }

    /// The first frame after some keys; every character in it is new.
    fn first(mut desk: Desk, keys: &str) -> Self {
        let cost = desk.cost(keys);
        let text = desk.text();
        Self(vec![(cost, text.split_whitespace().map(str::len).sum())])
    }

    fn one(mut desk: Desk, keys: &str) -> Self {
        Self(vec![desk.cost_and_bound(keys)])
    }

    /// Going through the whole tree, unfolded, line by line.
    fn tree() -> Self {
        let mut desk = sample();
        let mut moves = Vec::new();
        while desk.model.screens.assess.tree.row().is_none() || moves.len() < 60 {
            desk.cost("Right");
            moves.push(desk.cost_and_bound("j"));
        }
        Self(moves)
    }

    fn most(&self) -> usize {
        self.0.iter().map(|(cost, _)| *cost).max().unwrap_or_default()
    }

    fn mean(&self) -> usize {
        self.0.iter().map(|(cost, _)| *cost).sum::<usize>() / self.0.len()
    }

    /// The mean of the characters alone.
    fn bound(&self) -> usize {
        self.0.iter().map(|(_, bound)| *bound).sum::<usize>() / self.0.len()
    }

    fn within(&self, what: &str, most: usize) {
        assert!(self.most() <= most, "{what}: {:?}", self.0);
    }
}

/// Moves that change nothing but where one is in a list, its scrolling included.
fn list_moves() -> Vec<(&'static str, Costs)> {
    let of = |keys: &str, key: &str| Costs::of(sample_at(keys), key);
    vec![
        ("start", Costs::of(start(), "j")),
        ("board", of("b", "j")),
        ("board, upwards", of("b G", "k")),
        ("palette", of("b :", "Down")),
        ("palette, hits", Costs::of(palette("kansa"), "Down")),
        ("chooser", of("t 2 Enter Tab Tab Enter", "Down")),
        ("chooser, long", of("t 3 Enter Down Down Down Down Down Down Down Enter Enter", "Down")),
        ("help", of("?", "j")),
    ]
}

#[test]
fn the_first_frame_fits_the_start_of_a_connection() {
    for keys in ["", "N", "b", "Esc", "t", "t 2", "m", "v"] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        let bytes = desk.keys(keys).bytes().len();
        assert!((500..=4_000).contains(&bytes), "{keys}: {bytes}");
    }
}

#[test]
fn an_unchanged_screen_costs_nothing() {
    for keys in ["", "b", "?", ":", "m", "t 2", "v"] {
        let mut desk = sample_at(keys);
        assert_eq!(desk.bytes(), b"");
        desk.tell(StoreMessage::Saved);
        assert_eq!(desk.bytes(), b"");
    }
}

#[test]
fn a_move_in_a_list_stays_small() {
    for (what, costs) in list_moves() {
        costs.within(what, 200);
    }
}

#[test]
fn a_move_beside_details_draws_little_more_than_the_new_ones() {
    for (keys, mean) in [("t 1", 480), ("t 2", 380), ("t 3", 660), ("t 4", 260), ("m", 510)] {
        let costs = Costs::of(sample_at(keys), "j");
        costs.within(keys, 960);
        assert!(costs.mean() <= mean, "{keys}: {}", costs.mean());
        for (cost, new) in costs.0 {
            assert!(cost <= new + 190, "{keys}: {cost} for {new}");
        }
    }
    Costs::of(sample_at("d"), "Right").within("months of the timeline", 320);
}

#[test]
fn a_page_of_a_list_stays_within_one_segment() {
    for (what, keys) in [("board", "b"), ("palette", ":"), ("plan", "m"), ("help", "?"), ("contracts", "t 2")]
    {
        Costs::of(sample_at(keys), "PageDown").within(what, 1_400);
    }
    Costs::one(sample_at("Right"), "PageDown").within("tree", 1_400);
}

#[test]
fn a_move_in_the_tree_draws_little_more_than_the_new_question() {
    let costs = Costs::tree();
    costs.within("tree", 1_200);
    assert!(costs.mean() <= 855, "{}", costs.mean());
    assert!(costs.mean() * 100 <= costs.bound() * 140, "{} {}", costs.mean(), costs.bound());
}

#[test]
fn typed_kana_cost_little_in_a_text() {
    for keys in ["N r", "t 2 Enter", "p", "Esc n"] {
        Costs::typing(sample_at(keys), "じょうほうの規程").within(keys, 60);
    }
}

#[test]
fn typed_kana_in_the_palette_cost_what_the_new_hits_do() {
    Costs::typing(palette("kansahoukokusho"), " ").within("no new hits", 60);
    let costs = Costs::typing(sample_at(":"), "じょうほう");
    costs.within("new hits", 850);
    for (cost, bound) in costs.0 {
        assert!(cost <= bound + 300, "{cost} {bound}");
    }
}

#[test]
fn held_keys_are_drawn_once() {
    let held = "j ".repeat(50);
    for keys in ["", "Right", "b", ":", "t 2", "m"] {
        let cost = sample_at(keys).cost(&held);
        assert!((1..=8_000).contains(&cost), "{keys}: {cost}");
    }
}

#[test]
#[ignore = "prints the figures quoted in docs/performance.md"]
fn figures() {
    println!("{:<30} {:>6} {:>6} {:>6}", "step", "most", "mean", "new");
    let told = |what: &str, costs: Costs| {
        println!("{what:<30} {:>6} {:>6} {:>6}", costs.most(), costs.mean(), costs.bound());
    };
    for (what, keys) in
        [("assessment", ""), ("question", "N"), ("board", "b"), ("contracts", "t 2"), ("plan", "m")]
    {
        told(&format!("first frame, {what}"), Costs::first(Desk::with_sample(Ja, USUAL), keys));
    }
    told("first frame, start", Costs::first(Desk::new(Ja, USUAL), ""));
    for (what, costs) in list_moves() {
        told(&format!("move, {what}"), costs);
    }
    let beside_details =
        [("roster", "t 1"), ("contracts", "t 2"), ("documents", "t 3"), ("reviews", "t 4"), ("plan", "m")];
    for (what, keys) in beside_details {
        told(&format!("move, {what}"), Costs::of(sample_at(keys), "j"));
    }
    told("move, timeline, months", Costs::of(sample_at("d"), "Right"));
    told("move, tree", Costs::tree());
    told("field to field", Costs::of(sample_at("t 2 Enter"), "Tab"));
    told("question scrolled", Costs::of(sample_at("N"), "J"));
    for (what, keys) in [("board", "b"), ("palette", ":"), ("plan", "m"), ("contracts", "t 2")] {
        told(&format!("page, {what}"), Costs::of(sample_at(keys), "PageDown"));
    }
    told("page, tree", Costs::one(sample_at("Right"), "PageDown"));
    for key in ["y", "n", "u"] {
        told(&format!("answer {key}"), Costs::one(sample_at("N"), key));
    }
    for (what, keys) in [("remark", "N r"), ("form", "t 2 Enter"), ("filter", "t f"), ("palette", ":")] {
        told(&format!("kana, {what}"), Costs::typing(sample_at(keys), "じょうほうの規程"));
    }
    let mut desk = sample_at("N r");
    desk.types("規程の第3章に、診断の結果の取扱いを定めています。顧客に示しています。").keys("Home");
    told("kana before a wrapped remark", Costs::typing(shown(desk), "じょうほう"));
    told("kana before a name", Costs::typing(sample_at("t 2 Enter Home"), "じょうほう"));
    told("palette opens", Costs::one(sample_at("N"), ":"));
    told("palette closes", Costs::one(sample_at("N :"), "Esc"));
    told("50 held keys, tree", Costs::one(sample_at("Right"), &"j ".repeat(50)));
    told("50 held keys, board", Costs::one(sample_at("b"), &"j ".repeat(50)));
    told("language", Costs::one(sample_at("N"), "L"));
}
