//! What the workbench says to somebody who has never seen it.

use kijun::domain::assessment::{Assessment, Profile};
use kijun::domain::register::Post;
use kijun::domain::text::Lang;
use kijun::tui::action::Page;

use super::script::{Script, sample};

fn nothing_yet(categories: &[&str]) -> Assessment {
    let profile =
        Profile { categories: categories.iter().map(|&id| id.to_owned()).collect(), ..sample().profile };
    Assessment { profile, ..Assessment::default() }
}

#[test]
fn it_is_said_once_that_a_yes_needs_records() {
    let script = Script::open(nothing_yet(&["vuln"]), "vuln.tech.a#assign", Lang::Ja, (80, 24)).keys("y");
    assert_eq!(script.notice(), "「はい」だけでは要確認です。適合見込みには従事者名簿の記録が要ります(t)。");
    assert_eq!(script.keys("y").notice(), "");
}

#[test]
fn an_empty_register_says_what_to_enter_and_which_questions_wait_for_it() {
    let script = Script::open(nothing_yet(&["vuln"]), "vuln.tech.a#assign", Lang::Ja, (80, 24)).keys("e");
    let roster = script.screen();
    assert!(roster.contains("2-1 (1) ア 診断の技術責任者: 未回答"), "{roster}");
    assert!(roster.contains("まず技術責任者を a で追加します"), "{roster}");
    assert!(roster.contains("ここで決まる設問: "), "{roster}");
    let reviews = script.keys("4").screen();
    assert!(!reviews.contains("診断の技術責任者"), "a row that reviews do not touch: {reviews}");
    assert!(reviews.contains("ここで決まる設問: "), "{reviews}");
}

#[test]
fn somebody_with_two_posts_shows_both_at_80_columns() {
    let mut vendor = sample();
    let post = |category: &str, role: &str| Post {
        category: category.to_owned(),
        role: role.to_owned(),
        ..Post::default()
    };
    vendor.people[0].posts = vec![post("vuln", "staff"), post("pentest", "lead")];
    vendor.people[1].posts = ["audit", "vuln", "pentest", "soc"].map(|id| post(id, "quality")).to_vec();
    let screen = Script::open(vendor, "", Lang::Ja, (80, 24)).keys("t 1").screen();
    assert!(screen.contains("脆弱性診断 従事者、侵入試験 技術責任者"), "{screen}");
    assert!(screen.contains("監査ほか3区分 品質管理者"), "{screen}");
}

#[test]
fn a_category_shows_what_is_left_in_its_parts_and_how_to_go_on() {
    let script = Script::open(nothing_yet(&["vuln"]), "", Lang::Ja, (80, 24)).keys("Home j j");
    let screen = script.screen();
    assert!(screen.contains("技術要件            未回答  未回答 "), "{screen}");
    assert!(screen.contains("N で次の未回答の設問へ"), "{screen}");
}

#[test]
fn a_finished_review_goes_on_with_the_next_category() {
    let mut script = Script::open(nothing_yet(&["audit", "vuln"]), "", Lang::Ja, (80, 24)).keys("v");
    for _ in 0..60 {
        if script.screen().contains("この区分の設問は以上です") {
            break;
        }
        script = script.keys("y");
    }
    let screen = script.screen();
    assert!(screen.contains("Enter で次の区分「"), "{screen}");
    let script = script.keys("Enter");
    assert_eq!(script.model.desktop.page, Page::Review);
    assert!(script.screen().contains("いいえなら"), "{}", script.screen());
}

#[test]
fn an_empty_gap_board_does_not_pass_for_a_good_one() {
    let script = Script::open(nothing_yet(&["vuln"]), "", Lang::Ja, (80, 24)).keys("b");
    let screen = script.screen();
    assert!(screen.contains("まだ何も見つかっていません。未回答が"), "{screen}");
    assert!(!screen.contains("不足も要確認もありません"), "{screen}");
}

#[test]
fn a_register_is_closed_with_a_name_and_the_box_waits_for_it() {
    let mut script = Script::open(nothing_yet(&["vuln"]), "vuln.tech.a#assign", Lang::Ja, (80, 24));
    script.model.desktop.session.as_mut().expect("open").assessment.signers.clear();
    let script = script.keys("a Enter Enter");
    assert_eq!(script.notice(), "氏名を書いてください。");
    assert!(script.screen().contains("従事者名簿は「これで全部」"), "{}", script.screen());
    let script = script.text("佐藤").keys("Enter Enter");
    assert_eq!(script.assessment().closures[0].by, "佐藤");
    assert!(!script.notice().is_empty());
}
