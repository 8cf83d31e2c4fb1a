//! Who signs in the workbench: somebody of the open file, asked for once, told before the key is pressed, and taken
//! back like everything else. No file signs with the name of another one.

use kijun::domain::assessment::{Assessment, Claim};
use kijun::domain::signer::{Signer, Statement};
use kijun::domain::text::Lang;
use kijun::domain::text::Lang::{En, Ja};
use kijun::domain::verdict::Verdict;
use kijun::tui::action::{BoxFocus, Page};
use kijun::tui::cells::Kana;
use kijun::tui::message::{Effect, StoreCommand, StoreMessage};

use crate::desk::{Desk, USUAL, opened};

const QUESTION: &str = "vuln.tech.b#result";
const PLEDGE: &str = "common.elig.a";

fn inside(desk: &Desk) -> Option<BoxFocus> {
    desk.model.desktop.overlays.last().and_then(|overlay| overlay.focus())
}

/// Opens a file of an organisation in which nobody signs yet and nothing is declared.
fn open_file(desk: &mut Desk, organisation: &str, place: &str) {
    let mut whole = opened(place);
    whole.path = format!("/home/a/{organisation}.ron").into();
    whole.assessment.profile.organisation = organisation.into();
    whole.assessment.signers.clear();
    whole.assessment.claims.clear();
    whole.assessment.declarations.clear();
    whole.assessment.closures.clear();
    desk.tell(StoreMessage::Opened(Box::new(whole)));
}

fn nobody_signs(place: &str) -> Desk {
    let mut desk = Desk::new(Ja, USUAL);
    desk.model.desktop.own_name = Some(String::new());
    open_file(&mut desk, "A社", place);
    desk
}

fn claim<'d>(desk: &'d Desk, row: &str) -> Option<&'d Claim> {
    desk.session().assessment.claim(row)
}

fn verdict(desk: &Desk, row: &str) -> Option<Verdict> {
    let session = desk.session();
    session.findings.at(session.pack.position(row).expect("a row")).verdict()
}

fn signer(desk: &Desk, statement: Statement) -> Option<(String, String)> {
    let signer = desk.session().assessment.signer(statement);
    signer.map(|signer| (signer.name.clone(), signer.post.clone()))
}

fn who(name: &str, post: &str) -> (String, String) {
    (name.to_owned(), post.to_owned())
}

/// Goes to a row by searching its id.
fn go(desk: &mut Desk, row: &str) {
    let session = desk.session().clone();
    let at = session.pack.position(row).expect("a row");
    desk.model.screens.assess.go(&session, at);
}

#[test]
fn a_statement_of_one_company_is_never_made_in_the_name_of_another_ones_representative() {
    let mut desk = nobody_signs(PLEDGE);
    desk.keys("y").types("山田 太郎").keys("Enter").types("代表取締役").keys("Enter");
    assert_eq!(
        claim(&desk, PLEDGE).map(|claim| (claim.by.as_str(), claim.post.as_str())),
        Some(("山田 太郎", "代表取締役"))
    );
    assert_eq!(verdict(&desk, PLEDGE), Some(Verdict::Satisfied));
    open_file(&mut desk, "B社", PLEDGE);
    assert!(!desk.text().contains("山田"), "{}", desk.text());
    desk.keys("y");
    assert_eq!(inside(&desk), Some(BoxFocus::Name), "B's own representative is asked for");
    assert!(!desk.text().contains("山田"), "not even suggested: {}", desk.text());
    assert!(claim(&desk, PLEDGE).is_none());
    desk.keys("Esc");
    assert_eq!(claim(&desk, PLEDGE).expect("recorded").by, "");
    assert_eq!(verdict(&desk, PLEDGE), Some(Verdict::NeedsConfirmation));
}

#[test]
fn no_box_no_screen_and_no_edit_of_one_file_carries_a_name_of_another() {
    let mut desk = nobody_signs(PLEDGE);
    desk.keys("y").types("山田 太郎").keys("Enter").types("代表取締役").keys("Enter");
    go(&mut desk, QUESTION);
    desk.keys("n").types("川上 次郎").keys("Enter Enter");
    desk.keys("t 1 A").types("川上 次郎").keys("Enter Enter");
    open_file(&mut desk, "B社", QUESTION);
    desk.model.desktop.own_name = None;
    let from = desk.effects.len();
    for keys in [
        "",
        "Y",
        "Esc",
        "n",
        "Esc",
        "a",
        "Esc",
        "r x Enter",
        "t 1 A",
        "Esc",
        "0 a",
        "Esc Esc",
        "] a",
        "Esc Esc",
        "F2 v",
        "y",
        "Esc",
        "F2 i",
        "x",
        "F2 m",
        "F2 b",
    ] {
        desk.keys(keys);
        let text = desk.text();
        assert!(
            !text.contains("山田") && !text.contains("川上") && !text.contains("代表取締役 "),
            "{keys}: {text}"
        );
    }
    let written = format!("{:?}", &desk.effects[from..]);
    assert!(!written.contains("山田") && !written.contains("川上"), "{written}");
}

#[test]
fn ones_own_name_is_suggested_elsewhere_and_has_to_be_accepted() {
    let mut desk = nobody_signs(QUESTION);
    desk.keys("n").types("佐藤 花").keys("Enter Enter");
    assert_eq!(claim(&desk, QUESTION).expect("claimed").by, "佐藤 花");
    assert!(desk.effects.contains(&Effect::Store(StoreCommand::KeepSettings("佐藤 花".into(), Kana::Full))));
    go(&mut desk, QUESTION);
    desk.keys("n");
    assert_eq!(inside(&desk), None, "asked for once in a file");
    open_file(&mut desk, "B社", QUESTION);
    desk.keys("n Enter");
    assert_eq!(desk.notice(), "氏名を書いてください。");
    assert!(desk.text().contains("佐藤 花  (このファイルにはまだない氏名"), "{}", desk.text());
    desk.keys("Down Down Enter");
    assert!(claim(&desk, QUESTION).is_none(), "only filled in");
    desk.keys("Enter");
    assert_eq!(claim(&desk, QUESTION).expect("claimed").by, "佐藤 花");
}

#[test]
fn a_name_settled_long_ago_signs_nothing_by_itself() {
    let mut desk = nobody_signs(QUESTION);
    desk.tell(StoreMessage::Settings("田中".into(), Kana::Raw));
    assert_eq!(desk.model.desktop.prefs.theme.kana, Kana::Raw);
    desk.keys("n");
    assert_eq!(inside(&desk), Some(BoxFocus::Name));
    // Whoever is let in by a host sees nobody's name and leaves none.
    let mut desk = nobody_signs(QUESTION);
    desk.model.desktop.own_name = None;
    desk.tell(StoreMessage::Settings("田中".into(), Kana::Full));
    desk.keys("n");
    assert!(!desk.text().contains("田中"), "{}", desk.text());
    desk.types("佐藤 花").keys("Enter Enter");
    assert!(
        !desk.effects.iter().any(|effect| matches!(effect, Effect::Store(StoreCommand::KeepSettings(..))))
    );
}

#[test]
fn a_single_letter_typed_into_the_name_box_does_not_sign() {
    let mut desk = nobody_signs(PLEDGE);
    desk.keys("y k Enter Enter");
    assert!(claim(&desk, PLEDGE).is_none() && desk.notice().contains("1文字"), "{}", desk.notice());
    desk.keys("Enter");
    assert_eq!(claim(&desk, PLEDGE).expect("confirmed").by, "k");
    assert_eq!(verdict(&desk, PLEDGE), Some(Verdict::NeedsConfirmation), "without a post");
    for statement in ["t 1 A", "t 1 Y"] {
        let mut desk = nobody_signs(PLEDGE);
        desk.keys(statement).keys("k Enter Enter");
        assert!(
            desk.session().assessment.signers.is_empty() && desk.notice().contains("1文字"),
            "{statement}"
        );
    }
    let mut desk = nobody_signs("vuln.qual.c.i");
    desk.keys("t 0 a").keys("Ctrl-s");
    let form = desk.text();
    assert!(form.contains("役職"), "{form}");
}

#[test]
fn a_declaration_without_a_post_is_asked_about_and_stays_to_be_confirmed() {
    let mut desk = nobody_signs(PLEDGE);
    desk.keys("y").types("山田 太郎").keys("Enter Enter");
    assert!(claim(&desk, PLEDGE).is_none() && desk.notice().contains("役職がないと"), "{}", desk.notice());
    desk.keys("Enter");
    assert_eq!(verdict(&desk, PLEDGE), Some(Verdict::NeedsConfirmation));
    go(&mut desk, PLEDGE);
    assert!(desk.text().contains("の役職がありません"), "{}", desk.text());
}

#[test]
fn undo_takes_back_the_declaration_and_then_the_signer() {
    let mut desk = nobody_signs(PLEDGE);
    desk.keys("y").types("山田 太郎").keys("Enter").types("代表取締役").keys("Enter");
    desk.keys("U");
    assert!(claim(&desk, PLEDGE).is_none());
    assert_eq!(signer(&desk, Statement::Declarations), Some(who("山田 太郎", "代表取締役")));
    desk.keys("U");
    assert_eq!(signer(&desk, Statement::Declarations), None);
    desk.keys("R R");
    assert_eq!(claim(&desk, PLEDGE).expect("again").by, "山田 太郎");
    let recorded = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..))))
        .count();
    assert_eq!(recorded, 6, "each a record of its own");
}

#[test]
fn the_signer_stands_beside_the_key_and_is_changed_from_there_in_one_step() {
    for (lang, told, other) in [
        (Ja, "y: 代表取締役 三本 太郎 として表明  Y 変える", "y: 品質管理部長 渡辺 直子 として表明"),
        (En, "y: declared by 三本 太郎 (代表取締役)", "y: declared by 渡辺 直子 (品質管理部長)"),
    ] {
        let mut desk = Desk::at_row(lang, USUAL, PLEDGE);
        assert!(desk.text().contains(told), "{}", desk.text());
        desk.keys("Y");
        insta::assert_snapshot!(format!("signers_{}", lang.code()), desk.picture());
        desk.keys("Enter");
        assert!(desk.text().contains(other), "{}", desk.text());
        assert_eq!(signer(&desk, Statement::Declarations), Some(who("渡辺 直子", "品質管理部長")));
        desk.keys("U");
        assert!(desk.text().contains(told), "{}", desk.text());
    }
}

#[test]
fn the_review_tells_who_answers_and_asks_as_the_question_does() {
    let mut desk = nobody_signs("vuln.tech");
    desk.keys("v");
    assert_eq!(desk.model.desktop.page, Page::Review);
    assert!(desk.text().contains("未定"), "{}", desk.text());
    desk.keys("n").types("佐藤 花").keys("Enter Enter");
    assert_eq!(desk.session().assessment.claims.len(), 1);
    assert_eq!(desk.session().assessment.claims[0].by, "佐藤 花");
    desk.keys("Y Ctrl-u");
    assert_eq!(inside(&desk), Some(BoxFocus::Signer));
}

#[test]
fn a_box_may_be_left_and_what_was_wanted_goes_without_a_name() {
    let mut desk = nobody_signs(QUESTION);
    desk.keys("n Esc");
    assert_eq!(claim(&desk, QUESTION).expect("claimed").by, "");
    assert!(desk.notice().starts_with("氏名なしで記録しました。"), "{}", desk.notice());
    go(&mut desk, QUESTION);
    desk.keys("n");
    assert_eq!(inside(&desk), None, "not asked again in this file");
    desk.keys(":").types("kaitou genmei").keys("Esc Y").types("鈴木 一").keys("Enter Enter");
    assert_eq!(signer(&desk, Statement::Answers), Some(who("鈴木 一", "")));
    assert!(desk.notice().contains("鈴木 一"), "{}", desk.notice());
}

#[test]
fn that_is_all_is_said_by_somebody_of_this_file() {
    let mut desk = nobody_signs("");
    desk.keys("t 5 A").types("高橋 健").keys("Enter").types("監査室長").keys("Enter");
    let closure = desk.session().assessment.closures.first().expect("closed").clone();
    assert_eq!((closure.by.as_str(), closure.post.as_str()), ("高橋 健", "監査室長"));
    assert!(desk.text().contains("これで全部: 監査室長 高橋 健"), "{}", desk.text());
    desk.keys("6 A");
    assert!(desk.text().contains("高橋 健") && desk.text().contains("監査室長"), "{}", desk.text());
    desk.keys("Enter");
    assert_eq!(desk.session().assessment.closures.len(), 2);
    desk.keys("U U");
    assert_eq!(
        (desk.session().assessment.closures.len(), signer(&desk, Statement::Closures).is_some()),
        (0, true)
    );
    desk.keys("U");
    assert_eq!(signer(&desk, Statement::Closures), None);
}

#[test]
fn a_remark_leaves_a_declaration_whose_it_is() {
    let mut desk = Desk::at_row(Ja, USUAL, PLEDGE);
    let before = claim(&desk, PLEDGE).expect("declared").clone();
    desk.keys("Y Enter r").types("確認済").keys("Enter");
    let after = claim(&desk, PLEDGE).expect("declared");
    assert_eq!(*after, Claim { remark: "確認済".into(), ..before });
}

#[test]
fn after_a_merge_with_two_representatives_it_is_asked_who_signs() {
    let signing = |name: &str| Signer {
        name: name.into(),
        post: "代表取締役".into(),
        signs: vec![Statement::Declarations],
    };
    let ours = Assessment { signers: vec![signing("青木 一")], ..Assessment::default() };
    let theirs = Assessment { signers: vec![signing("馬場 二")], ..Assessment::default() };
    let base = kijun::domain::merge::Base::known(&Assessment::default());
    let merge =
        kijun::domain::merge::merge(&base, &ours, &theirs, &kijun::domain::change::Issued::default(), &[]);
    assert!(merge.clashes.is_empty(), "{:?}", merge.clashes);
    let both = merge.settled(&ours, |_| false).values;
    assert_eq!(both.signers.len(), 2);
    let mut desk = nobody_signs("");
    desk.model.desktop.session.as_mut().expect("open").assessment.signers = both.signers;
    go(&mut desk, PLEDGE);
    desk.keys("y");
    assert_eq!(inside(&desk), Some(BoxFocus::Name));
    assert!(desk.text().contains("青木") && desk.text().contains("馬場"), "{}", desk.text());
    desk.keys("Down Down Enter");
    assert_eq!(claim(&desk, PLEDGE).expect("declared").by, "青木 一");
    assert_eq!(signer(&desk, Statement::Declarations), Some(who("青木 一", "代表取締役")));
}

#[test]
fn the_box_is_the_same_in_both_languages() {
    for lang in [Ja, En] {
        let mut desk = Desk::new(lang, USUAL);
        desk.model.desktop.own_name = Some("Kawakami".into());
        open_file(&mut desk, "A", PLEDGE);
        desk.keys("y");
        let of = |lang: Lang| lang.code();
        insta::assert_snapshot!(format!("declares_{}", of(lang)), desk.picture());
        desk.keys("Esc");
        go(&mut desk, QUESTION);
        desk.keys("n").types("k").keys("Enter Enter");
        insta::assert_snapshot!(format!("one_letter_{}", of(lang)), desk.picture());
    }
}
