//! A name typed in the place of a member: found by its short name, taken as the member it means, refused where it is
//! no name, told where it stands in no list.

use kijun::domain::register::Item;

use super::*;

/// A new certificate of a new person, with a name typed and the line "use this name" marked.
fn typed(lang: Lang, name: &str) -> Script {
    let script = Script::open(sample(), "", lang, (80, 24)).keys("t a").text("新田 一");
    let script = script.keys("Tab Tab Tab Tab Enter Enter").text(name);
    script.keys(&"Down ".repeat(60))
}

/// What is stored after it was taken.
fn stored(script: Script) -> Item {
    let script = script.keys("Ctrl-s");
    let person = script.assessment().people.last().expect("somebody");
    assert_eq!(person.name, "新田 一", "{}", script.screen());
    person.qualifications[0].item.clone()
}

#[test]
fn a_member_is_found_by_what_people_call_it() {
    for (name, short) in [("登録セキスペ", "/riss"), ("認定ホワイト", "/ceh")] {
        let script = Script::open(sample(), "", Lang::Ja, (80, 24)).keys("t a").text("新田 一");
        let script = script.keys("Tab Tab Tab Tab Enter Enter").text(name).keys("Enter");
        let item = stored(script);
        assert!(matches!(&item, Item::Member(id) if id.ends_with(short)), "{name}: {item:?}");
    }
}

#[test]
fn a_typed_name_is_the_member_it_means_and_that_is_said() {
    for (lang, said) in [
        (Lang::Ja, "「CEH」は例示の 1-2-1/ceh Certified Ethical Hacker として入れました。"),
        (Lang::En, "\"CEH\" is entered as 1-2-1/ceh Certified Ethical Hacker."),
    ] {
        let script = typed(lang, "CEH").keys("Enter");
        assert_eq!(script.notice(), said);
        assert_eq!(stored(script), Item::Member("1-2-1/ceh".into()));
    }
}

#[test]
fn what_is_no_name_keeps_the_list_open_and_says_why() {
    for (name, said) in [
        ("1-2-1", "例示の一覧の番号で"),
        ("2001/2/1", "日付の形で"),
        ("36923", "数字だけで"),
        ("1-2-1/cehh", "例示にありません"),
        ("vuln.tech.a", "例示にありません"),
        ("CAIS", "一覧から選んでください"),
    ] {
        let script = typed(Lang::Ja, name).keys("Enter");
        assert!(script.notice().contains(said), "{name}: {}", script.notice());
        let screen = script.screen();
        assert!(screen.contains(&format!("> {name}")), "{name}: {screen}");
        // Nothing is lost: the name can be mended where it stands.
        let script = script.keys("Ctrl-u").text("Certified Ethical").keys("Enter");
        assert_eq!(stored(script), Item::Member("1-2-1/ceh".into()), "{name}");
    }
    insta::assert_snapshot!("no-name-of-a-certificate", typed(Lang::Ja, "1-2-1").keys("Enter").screen());
}

#[test]
fn what_stands_in_no_list_is_kept_and_told_with_what_is_near() {
    let script = typed(Lang::Ja, "CEH v12").keys("Enter");
    assert_eq!(
        script.notice(),
        "「CEH v12」は例示にありません。近いもの: 1-2-1/ceh Certified Ethical Hacker。"
    );
    insta::assert_snapshot!("certificate-in-no-list", script.screen());
    assert_eq!(stored(script), Item::Unlisted("CEH v12".into()));
    let script = typed(Lang::En, "Inhouse badge").keys("Enter");
    assert_eq!(script.notice(), "\"Inhouse badge\" is in no reference list.");
}

#[test]
fn the_question_and_the_board_say_which_name_the_list_has() {
    let mut assessment = sample();
    for person in &mut assessment.people {
        for held in &mut person.qualifications {
            held.item = Item::Unlisted("CEH".into());
        }
    }
    let script = Script::open(assessment, "vuln.tech.a.i", Lang::Ja, (120, 36));
    let screen = script.screen();
    assert!(screen.contains("佐藤 花子のCEH: 例示の 1-2-1/ceh"), "{screen}");
    assert!(screen.contains("例示の名前で登"), "{screen}");
}
