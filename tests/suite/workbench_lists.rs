//! The register of reference lists on the screen: what waits, two keys to verify a member, adding one, and undo.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

use kijun::domain::change::{Change, Swap};
use kijun::domain::register::VerifiedMember;
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::domain::verdict::Verdict;
use kijun::tui::action::Page;

use super::desk::{Desk, LARGE, SMALL, USUAL};

const ROW: &str = "vuln.tech.b#standard";
const WSTG: &str = "4-2-1/owasp-wstg";

fn shown(name: &str, of: impl Fn(Lang) -> Desk) {
    for (lang, code) in [(Ja, "ja"), (En, "en")] {
        insta::assert_snapshot!(format!("{name}_{code}"), of(lang).picture());
    }
}

/// The sample, whose verifications are taken back, on the screen of lists.
fn desk(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::with_sample(lang, size);
    let session = desk.model.desktop.session.as_mut().expect("the sample");
    let members = session.assessment.members.clone();
    for member in members {
        let swap = Swap { at: 0, before: Some(member), after: None };
        session.edit(Change::Member(swap)).expect("it is there");
    }
    desk.keys("V");
    assert_eq!(desk.model.desktop.page, Page::Lists);
    desk
}

/// Moves down to the line that has a text.
fn go_to(desk: &mut Desk, text: &str) {
    desk.keys("g");
    for _ in 0..100 {
        if focused(desk).contains(text) {
            return;
        }
        desk.keys("j");
    }
    panic!("no line with {text}: {}", desk.text());
}

/// What the lower half says of the line under the cursor.
fn focused(desk: &Desk) -> String {
    let text = desk.text();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len() / 2..].join("\n")
}

fn member(desk: &Desk, id: &str) -> Option<VerifiedMember> {
    desk.session().assessment.members.iter().find(|member| member.id == id).cloned()
}

fn verdict(desk: &Desk, row: &str) -> Verdict {
    let session = desk.session();
    session.findings.at(session.pack.position(row).expect("a row")).outcome.verdict()
}

#[test]
fn the_register_of_lists() {
    shown("lists", |lang| desk(lang, USUAL));
    shown("lists_large", |lang| desk(lang, LARGE));
    shown("lists_small", |lang| desk(lang, SMALL));
    shown("lists_member", |lang| {
        let mut desk = desk(lang, USUAL);
        go_to(&mut desk, WSTG);
        desk
    });
    shown("lists_verify", |lang| {
        let mut desk = desk(lang, USUAL);
        go_to(&mut desk, WSTG);
        desk.keys("v");
        desk
    });
    shown("lists_add", |lang| {
        let mut desk = desk(lang, USUAL);
        desk.keys("a");
        desk
    });
}

#[test]
fn a_member_is_verified_by_source_and_day_and_the_next_by_two_keys() {
    let mut desk = desk(Ja, USUAL);
    assert_eq!(verdict(&desk, ROW), Verdict::NeedsConfirmation);
    go_to(&mut desk, WSTG);
    desk.keys("v").types("公表一覧 3頁").keys("Ctrl-s");
    let found = member(&desk, WSTG).expect("verified");
    assert_eq!(
        (found.source.as_str(), found.on.map(|on| on.to_string())),
        ("公表一覧 3頁", Some("2026-11-22".into()))
    );
    assert!(found.complete(), "{found:?}");
    assert_eq!(verdict(&desk, ROW), Verdict::Satisfied);
    go_to(&mut desk, "4-2-1/owasp-asvs");
    desk.keys("v Enter");
    assert_eq!(member(&desk, "4-2-1/owasp-asvs").expect("by two keys").source, "公表一覧 3頁");
    // What was read of this list says nothing of another one.
    go_to(&mut desk, "2-1/owasp-japan");
    desk.keys("v Enter Esc Esc");
    assert_eq!(member(&desk, "2-1/owasp-japan"), None);
    desk.keys("U U");
    assert_eq!((member(&desk, WSTG), verdict(&desk, ROW)), (None, Verdict::NeedsConfirmation));
}

#[test]
fn a_member_that_the_list_has_besides_is_added_and_counts() {
    let mut desk = desk(Ja, USUAL);
    go_to(&mut desk, "3-1  ");
    desk.keys("a").types("Web診断 基礎").keys("Down").types("Web Basic");
    desk.keys("Down Down Down").types("公表一覧 9頁").keys("Ctrl-s");
    let found = member(&desk, "3-1/web-basic").unwrap_or_else(|| panic!("{}", desk.text()));
    assert_eq!((found.name.as_str(), found.complete()), ("Web診断 基礎", true));
    // The same name again is the same number: it is told, and nothing is stored.
    let before = desk.session().assessment.members.len();
    desk.keys("a").types("Web診断 基礎").keys("Ctrl-s");
    assert_eq!(desk.session().assessment.members.len(), before, "{}", desk.text());
}

#[test]
fn a_number_that_stands_for_something_else_is_refused() {
    let mut desk = desk(Ja, USUAL);
    go_to(&mut desk, "4-2-1  ");
    desk.keys("a").types("WSTG").keys("Down Down Down Down").types("公表一覧").keys("Ctrl-s");
    assert!(desk.notice().contains("4-2-1/owasp-wstg としてあります"), "{}", desk.notice());
    assert_eq!(desk.session().assessment.members, []);
}

#[test]
fn a_list_leads_to_the_question_that_waits_and_esc_comes_back() {
    let mut desk = desk(Ja, (120, 60));
    go_to(&mut desk, "4-2-1  ");
    desk.keys("Enter");
    assert_eq!((desk.model.desktop.page, desk.row().as_str()), (Page::Assess, ROW));
    assert!(desk.text().contains("対象: 4-2-1/owasp-wstg"), "{}", desk.text());
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Lists);
}
