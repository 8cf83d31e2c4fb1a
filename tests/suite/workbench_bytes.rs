//! How many bytes a step costs over a line, with the sample open at 80x24 in Japanese. Counted, never timed;
//! `docs/performance.md` quotes the figures that [`figures`] prints.

use kijun::domain::text::Lang::Ja;
use kijun::tui::model::StoreMessage;

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

/// The costs of pressing a key until nothing changes any more.
fn costs(desk: &mut Desk, key: &str) -> Vec<usize> {
    let costs: Vec<usize> = std::iter::repeat_with(|| desk.cost(key)).take_while(|cost| *cost > 0).collect();
    assert!(!costs.is_empty(), "{key} does something");
    costs
}

/// The costs of going through the whole tree, unfolded, line by line.
fn tree_moves() -> Vec<usize> {
    let mut desk = sample();
    let mut moves = Vec::new();
    while desk.model.assess.tree.row().is_none() || moves.len() < 60 {
        desk.cost("Right");
        moves.push(desk.cost("j"));
    }
    moves
}

fn most(costs: &[usize]) -> usize {
    costs.iter().copied().max().unwrap_or_default()
}

fn within(what: &str, most: usize, costs: &[usize]) {
    assert!(costs.iter().all(|cost| *cost <= most), "{what}: {costs:?}");
}

/// Many recent files, with the longest names that fit.
fn start() -> Desk {
    let mut desk = Desk::new(Ja, USUAL);
    desk.tell(StoreMessage::Recent(recent(9)));
    shown(desk)
}

#[test]
fn the_first_frame_fits_the_start_of_a_connection() {
    for keys in ["", "N", "b", "Esc"] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        let bytes = desk.keys(keys).bytes().len();
        assert!((500..=4_000).contains(&bytes), "{keys}: {bytes}");
    }
}

#[test]
fn an_unchanged_screen_costs_nothing() {
    for keys in ["", "b", "?", ":"] {
        let mut desk = sample_at(keys);
        assert_eq!(desk.bytes(), b"");
        desk.tell(StoreMessage::Saved);
        assert_eq!(desk.bytes(), b"");
    }
}

#[test]
fn a_move_in_a_list_stays_small() {
    within("start", 200, &costs(&mut start(), "j"));
    within("board", 200, &costs(&mut sample_at("b"), "j")[..11]);
    within("palette", 200, &costs(&mut sample_at("b :"), "Down")[..9]);
    let mut found = sample_at(":");
    found.types("kansa");
    within("hits", 200, &costs(&mut shown(found), "Down")[..9]);
}

#[test]
fn a_move_in_a_register_draws_the_details_below_anew() {
    for register in ["1", "2", "3", "4"] {
        within(register, 1_200, &costs(&mut sample_at(&format!("t {register}")), "j"));
    }
}

#[test]
fn a_move_that_scrolls_costs_one_more_line() {
    within("board", 260, &costs(&mut sample_at("b"), "j"));
    within("palette", 260, &costs(&mut sample_at("b :"), "Down"));
}

#[test]
fn a_page_of_a_list_stays_within_one_segment() {
    within("board", 1_400, &costs(&mut sample_at("b"), "PageDown"));
    within("palette", 1_400, &costs(&mut sample_at(":"), "PageDown"));
    within("tree", 1_400, &[sample_at("Right").cost("PageDown")]);
}

#[test]
fn a_move_in_the_tree_draws_one_pane_anew() {
    let moves = tree_moves();
    within("tree", 1_700, &moves);
    let mean = moves.iter().sum::<usize>() / moves.len();
    assert!(mean <= 1_150, "{mean}");
}

#[test]
fn typed_kana_cost_little_in_a_text() {
    let mut desk = sample_at("N r");
    for c in "じょうほうセキュリティの規程".chars() {
        within("remark", 60, &[desk.cost(&c.to_string())]);
    }
}

#[test]
fn typed_kana_in_the_palette_cost_little_while_the_hits_stay() {
    let mut desk = sample_at(":");
    desk.types("kansahoukokusho");
    let mut desk = shown(desk);
    let before = desk.text().lines().count();
    within("no new hits", 60, &[desk.cost("Space")]);
    assert_eq!(desk.text().lines().count(), before);
    let mut desk = sample_at(":");
    for c in "じょうほう".chars() {
        within("new hits", 900, &[desk.cost(&c.to_string())]);
    }
}

#[test]
fn held_keys_are_drawn_once() {
    let held = "j ".repeat(50);
    for keys in ["", "Right", "b", ":"] {
        let cost = sample_at(keys).cost(&held);
        assert!((1..=8_000).contains(&cost), "{keys}: {cost}");
    }
}

#[test]
#[ignore = "prints the figures quoted in docs/performance.md"]
fn figures() {
    let told = |what: &str, costs: &[usize]| {
        let mean = costs.iter().sum::<usize>() / costs.len().max(1);
        println!("{what:<34} most {:>5}  mean {mean:>5}", most(costs));
    };
    told("first frame, assessment", &[Desk::with_sample(Ja, USUAL).bytes().len()]);
    told("first frame, question", &[Desk::with_sample(Ja, USUAL).cost("N")]);
    told("first frame, board", &[Desk::with_sample(Ja, USUAL).cost("b")]);
    told("first frame, start", &[Desk::new(Ja, USUAL).bytes().len()]);
    told("move, start", &costs(&mut start(), "j"));
    told("move, board", &costs(&mut sample_at("b"), "j"));
    told("move, palette", &costs(&mut sample_at("b :"), "Down"));
    told("move, roster", &costs(&mut sample_at("t 1"), "j"));
    told("move, contracts", &costs(&mut sample_at("t 2"), "j"));
    told("move, documents", &costs(&mut sample_at("t 3"), "j"));
    told("move, tree", &tree_moves());
    told("page, board", &costs(&mut sample_at("b"), "PageDown"));
    told("page, palette", &costs(&mut sample_at(":"), "PageDown"));
    told("page, tree", &[sample_at("Right").cost("PageDown")]);
    told("answer", &[sample_at("N").cost("y"), sample_at("N").cost("n"), sample_at("N").cost("u")]);
    let mut desk = sample_at("N r");
    told(
        "kana in a remark",
        &"じょうほうの規程".chars().map(|c| desk.cost(&c.to_string())).collect::<Vec<_>>(),
    );
    let mut desk = sample_at(":");
    told("kana in the palette", &"じょうほう".chars().map(|c| desk.cost(&c.to_string())).collect::<Vec<_>>());
    told("palette opens", &[sample_at("N").cost(":")]);
    told("palette closes", &[sample_at("N :").cost("Esc")]);
    told("50 held keys, tree", &[sample_at("Right").cost(&"j ".repeat(50))]);
    told("50 held keys, board", &[sample_at("b").cost(&"j ".repeat(50))]);
    told("language", &[sample_at("N").cost("L")]);
}
