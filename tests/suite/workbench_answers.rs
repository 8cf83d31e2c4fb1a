//! Answering: one key each, verdicts at once, and a reason wherever an answer is refused.

use kijun::domain::assessment::Answer;
use kijun::domain::pack::NotApplicable;
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::domain::verdict::Verdict;
use kijun::tui::message::{Effect, StoreCommand};
use kijun::tui::outline::is_open_question;

use super::desk::{Desk, USUAL};

/// A row of the sample nobody has answered yet.
fn at_open_question(lang: Lang) -> Desk {
    let mut desk = Desk::with_sample(lang, USUAL);
    desk.keys("N");
    assert!(is_open_question(desk.session(), desk.model.screens.assess.tree.row().expect("a row")));
    desk
}

fn answer(desk: &Desk, row: &str) -> Option<Answer> {
    desk.session().assessment.claim(row).map(|claim| claim.answer)
}

fn verdict(desk: &Desk, row: &str) -> Option<Verdict> {
    let session = desk.session();
    session.findings.at(session.pack.position(row).expect("a row of the pack")).verdict()
}

fn recorded(desk: &Desk) -> usize {
    desk.effects.iter().filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..)))).count()
}

#[test]
fn taking_back_a_standard_that_moved_shows_the_row_it_came_back_to() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    let row = desk.session().assessment.standards[0].row.clone();
    let chosen = |desk: &Desk| desk.session().assessment.standards.iter().any(|one| one.row == row);
    desk.keys("t 9 Enter Enter Down Down Down Enter Ctrl-s");
    assert!(!chosen(&desk), "it serves another row now");
    desk.keys("U F2");
    assert!(chosen(&desk));
    assert_eq!(desk.model.screens.assess.tree.row(), desk.session().pack.position(&row), "{}", desk.text());
}

/// The first row of the sample's tree that a test accepts.
fn row_where(lang: Lang, wanted: impl Fn(&Desk, usize) -> bool) -> Desk {
    let desk = Desk::with_sample(lang, USUAL);
    let nodes = kijun::tui::outline::nodes(desk.session());
    let at = nodes.into_iter().find_map(|node| match node {
        kijun::tui::outline::Node::Row(at) if wanted(&desk, at) => Some(at),
        _ => None,
    });
    let id = desk.session().pack.rows()[at.expect("such a row")].id.clone();
    Desk::at_row(lang, USUAL, &id)
}

#[test]
fn one_key_answers_is_recorded_and_moves_on_to_the_next_open_question() {
    for (key, given) in [("y", Answer::Yes), ("n", Answer::No), ("u", Answer::Unknown)] {
        let mut desk = at_open_question(Ja);
        let row = desk.row();
        desk.keys(key);
        assert_eq!(answer(&desk, &row), Some(given));
        assert_eq!(recorded(&desk), 1);
        assert_ne!(desk.row(), row);
        assert!(is_open_question(desk.session(), desk.model.screens.assess.tree.row().expect("a row")));
    }
}

#[test]
fn all_open_questions_are_answered_with_a_key_each() {
    let mut desk = at_open_question(Ja);
    let mut keys = 0;
    while desk.model.screens.assess.tree.row().is_some_and(|at| is_open_question(desk.session(), at)) {
        desk.keys("y");
        keys += 1;
    }
    assert_eq!(recorded(&desk), keys);
    assert!(keys >= 5, "the sample leaves something open");
    desk.keys("N");
    assert_eq!(desk.notice(), "判定を左右する未回答の設問はありません。");
}

#[test]
fn a_verdict_changes_on_the_same_screen() {
    let mut desk = at_open_question(Ja);
    let row = desk.row();
    assert_eq!(verdict(&desk, &row), Some(Verdict::Unanswered));
    let before = desk.text();
    desk.keys("n");
    assert_eq!(verdict(&desk, &row), Some(Verdict::Gap));
    assert_ne!(desk.text(), before);
    desk.keys("U");
    assert_eq!(desk.row(), row, "undo comes back to the row");
    assert!(desk.notice().starts_with("元に戻しました"), "{}", desk.notice());
    assert_eq!(verdict(&desk, &row), Some(Verdict::Unanswered));
    assert!(desk.text().contains("判定    未回答"), "{}", desk.text());
    desk.keys("R");
    assert_eq!(verdict(&desk, &row), Some(Verdict::Gap));
    assert!(desk.text().contains("判定    不足"), "{}", desk.text());
}

#[test]
fn undo_and_redo_walk_through_every_edit_and_say_when_there_is_no_more() {
    let mut desk = at_open_question(En);
    let before = desk.session().assessment.clone();
    desk.keys("y n u y");
    let after = desk.session().assessment.clone();
    desk.keys("U U U U");
    assert_eq!(desk.session().assessment, before);
    desk.keys("U");
    assert_eq!(desk.notice(), "There is nothing more.");
    desk.keys("R Ctrl-r R R");
    assert_eq!(desk.session().assessment, after);
    desk.keys("R");
    assert_eq!(desk.notice(), "There is nothing more.");
    assert_eq!(recorded(&desk), 12, "what is undone is written down too");
}

#[test]
fn an_answer_on_a_category_a_branch_or_a_count_says_who_decides() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("y");
    assert_eq!(desk.notice(), "区分の判定は下の設問から決まります。");
    let mut desk = row_where(Ja, |desk, at| desk.session().pack.has_children(at));
    desk.keys("y");
    assert!(desk.notice().contains("下の設問から判定されます"), "{}", desk.notice());
    let mut desk = row_where(Ja, |desk, at| desk.session().findings.at(at).value.is_some());
    desk.keys("n");
    assert!(desk.notice().contains("台帳から数えます"), "{}", desk.notice());
    assert_eq!(recorded(&desk), 0);
}

#[test]
fn not_applicable_is_refused_where_the_requirement_must_hold() {
    let mut desk = row_where(En, |desk, at| {
        let pack = &desk.session().pack;
        pack.answerable(at)
            && desk.session().findings.at(at).value.is_none()
            && pack.rows()[at].not_applicable == NotApplicable::Never
    });
    assert!(!desk.text().contains(" x  n/a"), "the choice is not offered");
    desk.keys("x");
    assert_eq!(desk.notice(), "This requirement must hold; it cannot be not applicable.");
    assert!(desk.model.desktop.overlays.is_empty());
    assert_eq!(recorded(&desk), 0);
}

#[test]
fn not_applicable_asks_for_a_reason_and_takes_none_without() {
    let mut desk = row_where(Ja, |desk, at| {
        let row = &desk.session().pack.rows()[at];
        desk.session().pack.answerable(at)
            && row.not_applicable == NotApplicable::WithReason
            && desk.session().assessment.claim(&row.id).is_none()
    });
    let row = desk.row();
    desk.keys("x Enter");
    assert_eq!(desk.notice(), "対象外とするには理由を書いてください。");
    assert_eq!(answer(&desk, &row), None);
    desk.types("この業務がない").keys("Enter");
    assert_eq!(answer(&desk, &row), Some(Answer::NotApplicable));
    let claim = desk.session().assessment.claim(&row).expect("a claim");
    assert_eq!(claim.remark, "この業務がない");
}

#[test]
fn a_remark_is_kept_over_lines_and_pastes_and_left_by_escape() {
    let mut desk = at_open_question(Ja);
    let row = desk.row();
    desk.keys("r").types("一行目").keys("Ctrl-j").pastes("二行目\n三行目");
    desk.keys("Enter");
    let remark = |desk: &Desk| desk.session().assessment.claim(&row).map(|claim| claim.remark.clone());
    assert_eq!(remark(&desk).as_deref(), Some("一行目\n二行目\n三行目"));
    desk.keys("r").types("やめる").keys("Esc");
    assert_eq!(remark(&desk).as_deref(), Some("一行目\n二行目\n三行目"));
}

#[test]
fn a_claim_is_taken_back() {
    let mut desk = row_where(Ja, |desk, at| {
        let row = &desk.session().pack.rows()[at];
        desk.session().pack.answerable(at) && desk.session().assessment.claim(&row.id).is_some()
    });
    let row = desk.row();
    desk.keys("Delete");
    assert_eq!(answer(&desk, &row), None);
    assert_eq!(desk.row(), row);
}

#[test]
fn a_register_is_closed_by_name_and_opened_again() {
    let mut desk = row_where(Ja, |desk, at| {
        let session = desk.session();
        kijun::tui::row_registers::register_of(session, at)
            .is_some_and(|register| session.assessment.open(register))
    });
    let closures = desk.session().assessment.profile.clone();
    desk.keys("a");
    assert!(desk.text().contains("だれが確認しましたか"), "{}", desk.text());
    assert!(desk.text().contains("渡辺 直子"), "{}", desk.text());
    desk.keys("Enter");
    assert_eq!(recorded(&desk), 1);
    desk.keys("a");
    assert!(desk.notice().contains("不足 -> 未回答"), "{}", desk.notice());
    assert_eq!(recorded(&desk), 2);
    let session = desk.session();
    let at = session.pack.position(&desk.row()).expect("a row");
    let register = kijun::tui::row_registers::register_of(session, at).expect("as above");
    assert!(session.assessment.open(register));
    assert_eq!(desk.session().assessment.profile, closures);
}
