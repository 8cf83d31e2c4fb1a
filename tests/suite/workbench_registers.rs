//! The keys for registers act on the register that the screen names, and say what was done.

use kijun::domain::assessment::Assessment;
use kijun::domain::evaluate::Ground;
use kijun::domain::register::{Closure, Register};
use kijun::domain::text::Lang;
use kijun::report::words;
use kijun::tui::action::Page;
use kijun::tui::message::StoreMessage;
use kijun::tui::tab::Tab;

use super::desk::{Desk, LARGE, opened};

/// The sample with exactly these registers said to be complete.
fn closing(registers: &[Register]) -> Desk {
    let mut open = opened("");
    open.assessment.closures = closures(&open.assessment, registers);
    let mut desk = Desk::new(Lang::En, LARGE);
    desk.tell(StoreMessage::Opened(Box::new(open)));
    desk
}

fn closures(assessment: &Assessment, registers: &[Register]) -> Vec<Closure> {
    let closure = assessment.closures.first().expect("the sample closes a register");
    registers.iter().map(|register| Closure { register: *register, ..closure.clone() }).collect()
}

fn go(desk: &mut Desk, at: usize) {
    let session = desk.model.desktop.session.clone().expect("an open assessment");
    desk.model.screens.assess.go(&session, at);
}

/// The register whose sentence on the screen names the keys.
fn named(screen: &str) -> Option<Register> {
    let pane = |line: &'_ str| line.trim_end().trim_end_matches('│').rsplit('│').next().map(str::to_owned);
    let text: String = screen.lines().filter_map(pane).collect::<Vec<_>>().join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let keys = [
        "not complete yet; e adds to it, a says that is all",
        "nothing recorded for this yet; e fills it in, a says that is all",
    ];
    let is_named = |register: &Register| {
        let name = words::register(Lang::En, *register);
        keys.iter().any(|keys| text.contains(&format!("{name}: {keys}")))
    };
    Register::ALL.into_iter().find(is_named)
}

fn open_registers(desk: &Desk) -> Vec<Register> {
    Register::ALL.into_iter().filter(|register| desk.session().assessment.open(*register)).collect()
}

/// Presses `a` and accepts who signs.
fn that_is_all(desk: &mut Desk) {
    desk.keys("a");
    for _ in 0..4 {
        if desk.model.desktop.overlays.is_empty() {
            return;
        }
        desk.keys("Enter");
    }
    panic!("still asked: {}", desk.text());
}

#[test]
fn the_keys_act_on_the_register_that_the_screen_names() {
    use Register::{Contracts, Documents, Roster};
    let mut acted = Vec::new();
    let all_but = |open: Register| Register::ALL.into_iter().filter(|one| *one != open).collect::<Vec<_>>();
    for closed in [all_but(Roster), all_but(Documents), all_but(Contracts), vec![Documents], Vec::new()] {
        let mut desk = closing(&closed);
        for at in 0..desk.session().pack.rows().len() {
            if !desk.session().findings.at(at).reached {
                continue;
            }
            go(&mut desk, at);
            let Some(register) = named(&desk.text()) else { continue };
            let (row, before) = (desk.row(), open_registers(&desk));
            that_is_all(&mut desk);
            let expected: Vec<Register> = before.iter().copied().filter(|one| *one != register).collect();
            assert_eq!(open_registers(&desk), expected, "{row}: a, with {closed:?} closed");
            desk.keys("U");
            assert_eq!(open_registers(&desk), before, "{row}: {}", desk.notice());
            go(&mut desk, at);
            let chosen = desk.session().assessment.standards.iter().any(|choice| choice.row == row);
            let choice = desk.session().pack.rows()[at].rule.asks_for_choice() && !chosen;
            desk.keys("e");
            let tab = if choice { Tab::Standards } else { Tab::of(register) };
            assert_eq!(
                (desk.model.desktop.page, desk.model.screens.table.tab),
                (Page::Table, tab),
                "{row}: e"
            );
            desk.keys("Esc");
            acted.push(register);
        }
    }
    assert!([Roster, Documents, Contracts].iter().all(|register| acted.contains(register)), "{acted:?}");
    assert!(acted.len() > 40, "only {} rows name a register", acted.len());
}

/// The rows of the sample whose document states headcounts, with too high a number in it.
fn overstated(closed: &[Register]) -> Vec<Ground> {
    let mut open = opened("");
    open.assessment.closures = closures(&open.assessment, closed);
    for document in &mut open.assessment.documents {
        for stated in &mut document.headcounts {
            stated.count += 50;
        }
    }
    let mut desk = Desk::new(Lang::En, LARGE);
    desk.tell(StoreMessage::Opened(Box::new(open)));
    let session = desk.session();
    let rows = 0..session.pack.rows().len();
    let counts = rows.filter(|at| session.pack.rows()[*at].rule.needs().counts.is_some());
    let grounds = counts.flat_map(|at| session.grounds(at));
    grounds.filter(|ground| matches!(ground, Ground::RegisterOpen(_))).collect()
}

#[test]
fn a_number_that_may_still_come_right_names_the_register_that_keeps_it_open() {
    use Register::{Contracts, Documents, Roster};
    let names = |closed: &[Register], register| overstated(closed).contains(&Ground::RegisterOpen(register));
    assert!(names(&[Documents], Roster) && names(&[Documents], Contracts));
    assert!(names(&[Documents, Roster], Contracts) && !names(&[Documents, Roster], Roster));
    assert!(names(&[Documents, Contracts], Roster) && !names(&[Documents, Contracts], Contracts));
    assert_eq!(overstated(&Register::ALL), []);
}

#[test]
fn the_notice_says_what_was_done_and_what_flips() {
    let mut desk = closing(&Register::ALL);
    let sections = |desk: &Desk| {
        let session = desk.session();
        let rows = 0..session.pack.rows().len();
        let mut shown = rows.filter(|at| session.findings.at(*at).reached);
        shown
            .find(|at| session.pack.registers_behind(*at) == [Register::Documents])
            .expect("a row of documents")
    };
    let at = sections(&desk);
    go(&mut desk, at);
    desk.keys("a");
    if !desk.model.desktop.overlays.is_empty() {
        assert!(desk.text().contains("These verdicts would fall"), "{}", desk.text());
        desk.keys("y");
    }
    let notice = desk.notice().to_owned();
    assert!(notice.starts_with("Open again: documents.") && notice.contains(" -> "), "{notice}");
    that_is_all(&mut desk);
    let notice = desk.notice();
    assert!(notice.starts_with("Marked complete: documents."), "{notice}");
}

#[test]
fn too_few_contracts_are_no_gap_while_more_may_come() {
    let look = |registers: &[Register]| {
        let mut open = opened("");
        open.assessment.closures = closures(&open.assessment, registers);
        open.assessment.contracts.truncate(1);
        let mut desk = Desk::new(Lang::Ja, LARGE);
        desk.tell(StoreMessage::Opened(Box::new(open)));
        desk.keys("t 2");
        let (text, styles) = (desk.text(), desk.styles());
        let row =
            text.lines().position(|line| line.contains(": 厳格 ") && line.contains("/5件")).expect("a sum");
        let found = styles.lines().find(|line| line.trim_start().starts_with(&format!("{row}:")));
        found.unwrap_or_default().to_owned()
    };
    let (complete, open) = (look(&[Register::Contracts]), look(&[]));
    assert!(complete.contains("red"), "{complete}");
    assert!(!open.contains("red"), "a gap is not sure yet: {open}");
}
