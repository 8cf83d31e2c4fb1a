//! Esc leads back the way one came, and a footer shows only keys that act.

use kijun::domain::text::Lang;
use kijun::tui::action::Page;
use kijun::tui::message::StoreMessage;

use crate::desk::{Desk, USUAL};

fn footer(desk: &Desk) -> String {
    desk.text().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn esc_leads_back_to_the_list_a_question_was_opened_from() {
    for (there, page) in [("b", Page::Board), ("m", Page::Plan)] {
        let mut desk = Desk::with_sample(Lang::Ja, USUAL);
        desk.keys(there).keys("Enter");
        assert_eq!(desk.model.desktop.page, Page::Assess, "{there}");
        desk.keys("Esc");
        assert_eq!(desk.model.desktop.page, page, "{there}");
        desk.keys("Esc");
        assert_eq!(desk.model.desktop.page, Page::Assess, "{there}");
        desk.keys("Esc");
        assert_eq!(desk.model.desktop.page, Page::Start, "{there}");
    }
}

#[test]
fn a_register_leads_back_to_its_question_before_the_list_behind_it() {
    let mut desk = Desk::with_sample(Lang::Ja, USUAL);
    desk.keys("b Enter");
    let row = desk.row();
    desk.keys("e");
    assert_eq!(desk.model.desktop.page, Page::Table);
    desk.keys("Esc");
    assert_eq!((desk.model.desktop.page, desk.row()), (Page::Assess, row));
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Board);
}

#[test]
fn a_review_is_come_back_to_from_the_full_screen() {
    let mut desk = Desk::at_row(Lang::Ja, USUAL, "pentest.tech");
    desk.keys("v Enter Enter");
    assert_eq!(desk.model.desktop.page, Page::Assess);
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Review);
}

#[test]
fn nothing_is_answered_where_nothing_is_asked() {
    for (lang, hint, told) in [(Lang::Ja, "y はい", "もうありません"), (Lang::En, "y yes", "Nothing is left")]
    {
        let mut desk = Desk::at_row(lang, USUAL, "pentest.tech");
        desk.keys("v");
        assert!(!footer(&desk).contains(hint), "{}", footer(&desk));
        let before = desk.model.desktop.session.as_ref().map(|session| session.assessment.claims.len());
        desk.keys("y");
        assert!(footer(&desk).contains(told), "{}", footer(&desk));
        assert_eq!(
            desk.model.desktop.session.as_ref().map(|session| session.assessment.claims.len()),
            before
        );
        desk.keys("Enter");
        assert!(footer(&desk).contains(hint), "{}", footer(&desk));
    }
}

#[test]
fn a_category_offers_unfolding_and_a_question_claims() {
    let mut desk = Desk::with_sample(Lang::Ja, USUAL);
    let text = footer(&desk);
    assert!(text.contains("Enter 開閉") && !text.contains("申告"), "{text}");
    desk.keys("N");
    let text = footer(&desk);
    assert!(text.contains("y n u 申告") && !text.contains("開閉"), "{text}");
}

#[test]
fn an_empty_start_offers_nothing_to_open() {
    let mut desk = Desk::new(Lang::Ja, USUAL);
    assert!(footer(&desk).contains("Enter 開く"));
    desk.tell(StoreMessage::Recent(Vec::new()));
    assert!(!footer(&desk).contains("Enter 開く"), "{}", footer(&desk));
}

#[test]
fn a_question_of_a_category_nobody_chose_says_so() {
    for (lang, query, listed, told) in [
        (Lang::Ja, "機器検証の契約実績", "選択外", "選んでいません"),
        (Lang::En, "Device: contracts", "not chosen", "This category is not chosen"),
    ] {
        let mut desk = Desk::with_sample(lang, USUAL);
        desk.keys(":");
        desk.types(query);
        assert!(desk.text().contains(listed), "{}", desk.text());
        desk.keys("Enter");
        assert!(desk.text().contains(told), "{}", desk.text());
    }
}
