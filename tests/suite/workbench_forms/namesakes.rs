//! A name that is there already is asked about, in whatever spelling, before anything is stored.

use super::*;

/// The sample with somebody whose name is easily typed otherwise.
fn with_takahashi() -> Assessment {
    let mut a = sample();
    a.people.push(script::person("P-90", "高橋 健", "たかはし けん", "staff"));
    a
}

fn typing(lang: Lang, size: (u16, u16)) -> Script {
    Script::open(with_takahashi(), "", lang, size).keys("t a").text("髙橋　健").keys("Ctrl-s")
}

#[test]
fn a_person_of_a_known_name_is_asked_about() {
    for (lang, question) in [(Lang::Ja, "同じ人ですか。"), (Lang::En, "Is it the same person?")] {
        let script = typing(lang, (80, 24));
        let screen = script.screen();
        assert!(screen.contains(question) && screen.contains("P-90"), "{screen}");
        assert_eq!(script.recorded(), 0);
        insta::assert_snapshot!(format!("same-person-{lang:?}"), screen);
    }
    // Enter without reading leads back to the form with all that was typed.
    let back = typing(Lang::Ja, (80, 24)).keys("Enter");
    assert!(back.screen().contains("髙橋　健") && back.recorded() == 0, "{}", back.screen());
    let stored = typing(Lang::Ja, (80, 24)).keys("n");
    assert_eq!(stored.assessment().people.last().map(|person| person.name.as_str()), Some("髙橋　健"));
    assert_eq!(stored.recorded(), 1);
    let there = typing(Lang::Ja, (80, 24)).keys("y");
    assert!(there.model.desktop.overlays.is_empty() && there.recorded() == 0);
    assert!(there.screen().contains("P-90"), "{}", there.screen());
}

#[test]
fn other_rows_are_asked_about_and_an_old_name_is_not() {
    let mut a = with_takahashi();
    a.contracts[0].alias = "A社 2025～2026".into();
    let script = Script::open(a.clone(), "", Lang::Ja, (80, 24)).keys("t 2 a").text("A社 2025〜2026");
    let script = script.keys("Tab Tab Enter").text("web").keys("Space Enter Ctrl-s");
    assert!(script.screen().contains("同じものですか。"), "{}", script.screen());
    // Whoever edits another field of a row is not asked about the name it had.
    a.people.push(script::person("P-91", "髙橋 健", "", "staff"));
    let script =
        Script::open(a, "", Lang::Ja, (80, 24)).keys("t End Enter Tab").text("たかはし").keys("Ctrl-s");
    assert_eq!(script.recorded(), 1, "{}", script.screen());
}

#[test]
fn the_palette_finds_a_name_by_every_spelling_alike() {
    let mut a = with_takahashi();
    a.people.push(script::person("P-91", "髙橋 誠", "たかはし まこと", "staff"));
    for typed in ["髙橋", "高橋", "たかはし", "ﾀｶﾊｼ", "takahasi"] {
        let script = Script::open(a.clone(), "", Lang::Ja, (80, 24)).keys(":").text(typed);
        let screen = script.screen();
        assert!(screen.contains("P-90") && screen.contains("P-91"), "{typed}: {screen}");
    }
}
