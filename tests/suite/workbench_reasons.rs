//! Why, what carries, and the examiner's eyes on the screen: pictures, ways there and back, true to every edit.

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::report::words;
use kijun::tui::action::Page;
use kijun::tui::tab::Tab;
use kijun::tui::theme::Theme;

use super::desk::{Desk, LARGE, SMALL, USUAL};

/// A requirement for a person: routes, one of them on the edge.
const LEAD: &str = "vuln.tech.a#assign";

fn shown(name: &str, desk: &Desk) {
    insta::assert_snapshot!(name, desk.picture());
}

fn in_both(name: &str, of: impl Fn(Lang) -> Desk) {
    shown(&format!("{name}_ja"), &of(Ja));
    shown(&format!("{name}_en"), &of(En));
}

fn at_lead(lang: Lang, size: (u16, u16), keys: &str) -> Desk {
    let mut desk = Desk::at_row(lang, size, LEAD);
    desk.keys(keys);
    desk
}

fn with_keys(lang: Lang, size: (u16, u16), keys: &str) -> Desk {
    let mut desk = Desk::with_sample(lang, size);
    desk.keys(keys);
    desk
}

/// Without colour, as `NO_COLOR` asks.
fn mono(mut desk: Desk) -> Desk {
    desk.model.desktop.prefs.theme = Theme::mono();
    desk
}

#[test]
fn the_proof_of_a_requirement() {
    in_both("why", |lang| at_lead(lang, USUAL, "w N"));
    in_both("why_large", |lang| at_lead(lang, LARGE, "w"));
    in_both("why_small", |lang| at_lead(lang, SMALL, "w j j j j"));
    shown("why_mono_ja", &mono(at_lead(Ja, USUAL, "w")));
    shown("why_wide_ja", &at_lead(Ja, USUAL, "w").wide());
}

#[test]
fn the_proof_of_a_category() {
    in_both("why_category", |lang| with_keys(lang, USUAL, "w"));
}

#[test]
fn what_the_verdicts_rest_on() {
    in_both("carriers", |lang| with_keys(lang, USUAL, "c"));
    in_both("carriers_category", |lang| with_keys(lang, LARGE, "c Right Right End"));
    in_both("carriers_small", |lang| with_keys(lang, SMALL, "c j"));
    shown("carriers_mono_ja", &mono(with_keys(Ja, USUAL, "c")));
}

#[test]
fn through_an_examiners_eyes() {
    in_both("examine", |lang| with_keys(lang, USUAL, "z j j Right"));
    in_both("examine_large", |lang| with_keys(lang, LARGE, "z"));
    in_both("examine_small", |lang| with_keys(lang, SMALL, "F8 End"));
    shown("examine_mono_ja", &mono(with_keys(Ja, USUAL, "z")));
}

#[test]
fn why_leads_back_to_the_page_it_was_asked_on() {
    for (keys, page) in [("", Page::Assess), ("b j", Page::Board), ("v", Page::Review), ("m", Page::Plan)] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys(keys);
        assert_eq!(desk.model.desktop.page, page, "{keys}");
        desk.keys("w");
        assert_eq!(desk.model.desktop.page, Page::Proof, "{keys}: {}", desk.notice());
        desk.keys("Esc");
        assert_eq!(desk.model.desktop.page, page, "{keys}: Esc");
        desk.keys("w w");
        assert_eq!(desk.model.desktop.page, page, "{keys}: w once more");
    }
}

#[test]
fn enter_goes_to_the_entry_behind_a_line_and_esc_comes_back_to_the_line() {
    let mut desk = at_lead(Ja, USUAL, "w N j");
    let before = desk.text();
    assert!(before.contains("Certified Ethical Hacker"), "{before}");
    desk.keys("Enter");
    assert_eq!((desk.model.desktop.page, desk.model.screens.table.tab), (Page::Table, Tab::Roster));
    assert!(desk.text().contains("> P-01"), "{}", desk.text());
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Proof);
    assert_eq!(desk.text(), before, "the same lines, the cursor on the same one");
    desk.keys("Esc");
    assert_eq!((desk.model.desktop.page, desk.row().as_str()), (Page::Assess, LEAD));
}

#[test]
fn a_row_of_the_tree_leads_to_its_question_and_back() {
    let mut desk = with_keys(Ja, USUAL, "w j Enter");
    assert_eq!(desk.model.desktop.page, Page::Assess);
    assert!(!desk.row().is_empty());
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Proof);
    desk.keys("b Esc");
    assert_eq!(desk.model.desktop.page, Page::Assess, "a page called by its name forgets the way back");
}

#[test]
fn the_proof_follows_an_edit_made_behind_it() {
    let head = |desk: &Desk| desk.text().lines().nth(2).expect("a head").trim_end().to_owned();
    let mut desk = at_lead(Ja, USUAL, "w");
    let before = desk.text();
    assert!(head(&desk).ends_with("要確認"), "{before}");
    desk.keys("Enter n Esc");
    assert_eq!(desk.model.desktop.page, Page::Proof);
    assert!(head(&desk).ends_with("不足"), "{}", desk.text());
    assert!(desk.text().contains("申告「いいえ」"), "the claim is what decides: {}", desk.text());
    desk.keys("U");
    assert!(head(&desk).ends_with("要確認"), "{}", desk.text());
}

#[test]
fn branches_fold_and_unfold() {
    let mut desk = at_lead(Ja, USUAL, "w");
    let open = desk.text();
    let lines =
        |text: &str| text.lines().filter(|line| line.contains("はい") || line.contains("いいえ")).count();
    desk.keys("Left");
    assert!(lines(&desk.text()) < lines(&open), "{}", desk.text());
    desk.keys("Right");
    assert_eq!(desk.text(), open);
    desk.keys("Right Right Left");
    assert!(desk.text().contains("だれか1人"));
}

/// Each row's proof shows the verdict that the assessment shows for it.
#[test]
fn every_row_shows_the_verdict_it_has() {
    let mut desk = Desk::with_sample(Ja, LARGE);
    let session = desk.session().clone();
    let mut seen = 0;
    for finding in session.findings.rows.iter().filter(|finding| finding.verdict().is_some()).step_by(7) {
        desk.model.screens.assess.go(&session, finding.at);
        desk.keys("w");
        assert_eq!(desk.model.desktop.page, Page::Proof);
        let text = desk.text();
        let head = text.lines().nth(2).expect("a head");
        let verdict = words::verdict(Ja, finding.outcome.verdict());
        assert!(head.trim_end().ends_with(verdict), "{head}: {verdict}");
        desk.keys("Esc");
        seen += 1;
    }
    assert!(seen > 20);
}

#[test]
fn without_a_reference_date_it_is_said_what_to_do() {
    for keys in ["c", "z"] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.model.desktop.session.as_mut().expect("open").assessment.profile.reference_date = None;
        desk.keys(keys);
        assert_eq!(desk.model.desktop.page, Page::Assess);
        assert!(desk.notice().contains("基準日"), "{}", desk.notice());
    }
    let mut desk = at_lead(Ja, USUAL, "");
    desk.model.desktop.session.as_mut().expect("open").assessment.profile.reference_date = None;
    desk.keys("w");
    assert!(desk.text().contains("基準日が決まっていない"), "{}", desk.text());
}

#[test]
fn a_copy_in_a_table_is_still_a_copy() {
    let mut desk = with_keys(Ja, USUAL, "t c");
    assert_eq!(desk.model.desktop.page, Page::Table);
    desk.model.desktop.overlays.clear();
    desk.keys("F9");
    assert_eq!(desk.model.desktop.page, Page::Carriers, "the other key leads there from a table too");
}

#[test]
fn carriers_lead_to_their_entry_and_slack_to_its_question() {
    let mut desk = with_keys(Ja, USUAL, "c");
    desk.keys("Enter");
    assert_eq!((desk.model.desktop.page, desk.model.screens.table.tab), (Page::Table, Tab::Roster));
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Carriers);
    desk.keys("Right Right End Enter");
    assert_eq!(desk.model.desktop.page, Page::Assess);
    assert!(desk.row().starts_with("vuln.") || desk.row().starts_with("audit."), "{}", desk.row());
    desk.keys("Esc");
    assert_eq!(desk.model.desktop.page, Page::Carriers);
}

#[test]
fn a_remark_leads_to_each_entry_and_row_it_names() {
    let mut desk = with_keys(Ja, USUAL, "z");
    desk.keys("Enter");
    assert_eq!((desk.model.desktop.page, desk.model.screens.table.tab), (Page::Table, Tab::Reviews));
    desk.keys("Esc Right Right Enter");
    assert_eq!((desk.model.desktop.page, desk.row().as_str()), (Page::Assess, "pentest.qual.b.i"));
    desk.keys("Esc");
    let selected = |desk: &Desk| desk.text().lines().skip(13).any(|line| line.contains("マークや登録番号"));
    for _ in 0..40 {
        if !selected(&desk) {
            desk.keys("j");
        }
    }
    assert!(selected(&desk), "{}", desk.text());
    desk.keys("Enter");
    assert_eq!(desk.model.desktop.page, Page::Examine, "a reminder names nothing");
    assert!(!desk.notice().is_empty());
}
