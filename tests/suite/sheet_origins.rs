//! A sheet belongs to a file and a moment: another company's is refused, an untouched one says nothing, a cell that was
//! changed on both sides is refused, and what stands below a table is nobody.

use crate::home::{Home, Ran};

/// Two files of two companies.
fn two() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["sample", "s.ron"]).code, Some(0));
    let new = ["new", "other.ron", "--organisation", "株式会社べつの会社", "--category", "vuln"];
    assert_eq!(home.run(&new).code, Some(0));
    home
}

fn export(home: &Home, what: &str, out: &str) {
    let ran = home.run(&["export", "s.ron", "--what", what, "--out", out]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

fn import(home: &Home, file: &str, sheet: &str, what: &str, more: &[&str]) -> Ran {
    let arguments = [&["import", file, sheet, "--what", what, "--lang", "en"], more].concat();
    home.run(&arguments)
}

#[test]
fn a_sheet_of_another_company_is_refused_and_its_statements_always() {
    let home = two();
    export(&home, "answers", "a.csv");
    let before = home.text("other.ron");
    let ran = import(&home, "other.ron", "a.csv", "answers", &[]);
    assert_eq!(ran.code, Some(4));
    assert!(
        ran.err.contains("this sheet was written from the file of \"株式会社みほんセキュリティ\""),
        "{}",
        ran.err
    );
    let ran = import(&home, "other.ron", "a.csv", "answers", &["--from-other-file"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("this is a statement of the organisation"), "{}", ran.err);
    // The note may be sorted to any place; without it, statements do not come either.
    let text = home.text("a.csv");
    let (note, rest) = text.split_once("\r\n").expect("a note");
    home.put("sorted.csv", &format!("{rest}{}\r\n", note.trim_start_matches('\u{FEFF}')));
    assert_eq!(import(&home, "other.ron", "sorted.csv", "answers", &[]).code, Some(4));
    home.put("bare.csv", rest);
    let ran = import(&home, "other.ron", "bare.csv", "answers", &[]);
    assert!(
        ran.code == Some(4) && ran.err.contains("this is a statement of the organisation"),
        "{}",
        ran.err
    );
    assert_eq!(home.text("other.ron"), before);
    for sheet in ["a.csv", "sorted.csv", "bare.csv"] {
        let ran = import(&home, "s.ron", sheet, "answers", &[]);
        assert!(
            ran.code == Some(0) && ran.out.contains("Nothing changes."),
            "{sheet}: {} {}",
            ran.out,
            ran.err
        );
    }
}

#[test]
fn an_untouched_sheet_of_some_time_ago_says_nothing_and_a_touched_one_only_that() {
    let home = two();
    export(&home, "documents", "d.csv");
    home.put("up.csv", "番号,版\nD-02,2.2\n");
    assert_eq!(import(&home, "s.ron", "up.csv", "documents", &[]).code, Some(0));
    let ran = import(&home, "s.ron", "d.csv", "documents", &[]);
    assert!(ran.code == Some(0) && ran.out.contains("Nothing changes."), "{}", ran.out);
    // Another cell of the same row comes in, and the newer version stays.
    let text = home.text("d.csv");
    home.put("note.csv", &text.replace("脆弱性診断サービス仕様書", "脆弱性診断サービス仕様書(改)"));
    let ran = import(&home, "s.ron", "note.csv", "documents", &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(home.text("s.ron").contains("version: \"2.2\"") && home.text("s.ron").contains("仕様書(改)"));
    // Both changed the version: refused with both values.
    home.put("clash.csv", &text.replace(",2.1,", ",2.3,"));
    let ran = import(&home, "s.ron", "clash.csv", "documents", &[]);
    assert_eq!(ran.code, Some(4), "{}", ran.out);
    assert!(ran.err.contains("here 「2.2」, sheet 「2.3」"), "{}", ran.err);
}

#[test]
fn a_row_that_was_new_is_new_once() {
    let home = two();
    export(&home, "people", "p.csv");
    home.put("back.csv", &format!("{},新人 次郎,しんじん じろう\r\n", home.text("p.csv")));
    let ran = import(&home, "s.ron", "back.csv", "people", &[]);
    assert!(ran.code == Some(0) && ran.out.contains("P-12"), "{} {}", ran.out, ran.err);
    let again = import(&home, "s.ron", "back.csv", "people", &[]);
    assert!(again.code == Some(0) && again.out.contains("Nothing changes."), "{} {}", again.out, again.err);
}

#[test]
fn another_name_at_an_id_is_refused_without_an_origin_and_who_is_missing_is_told() {
    let home = two();
    home.put("half.csv", "番号,氏名\nP-01,山本 一\nP-02,鈴木 次郎\n");
    let ran = import(&home, "s.ron", "half.csv", "people", &["--check"]);
    assert_eq!(ran.code, Some(4));
    assert!(
        ran.err.contains("P-01 is \"佐藤 花子\", but the sheet has quite another name, \"山本 一\""),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("P-02"), "a given name may change: {}", ran.err);
    export(&home, "people", "p.csv");
    let text = home.text("p.csv");
    let without: Vec<&str> = text.lines().filter(|line| !line.starts_with("P-04")).collect();
    home.put("left.csv", &(without.join("\n") + "\n"));
    let ran = import(&home, "s.ron", "left.csv", "people", &["--check"]);
    assert!(
        ran.out.contains("not in the sheet 1: P-04 田中 美咲 (they stay; delete them in the workbench)"),
        "{}",
        ran.out
    );
    let json = import(&home, "s.ron", "left.csv", "people", &["--check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["missing"], serde_json::json!(["P-04"]));
}

#[test]
fn footers_and_notes_are_nobody_unless_somebody_insists() {
    let home = two();
    for footer in [
        "合計",
        "※ 退職予定者を含む",
        "作成者: 総務部 山田",
        "計 11名",
        "計10文書",
        "以上",
        "注1 出向を含む",
        "小計",
    ] {
        home.put("f.csv", &format!("番号,氏名\n,{footer}\n"));
        let ran = import(&home, "s.ron", "f.csv", "people", &["--check"]);
        assert!(
            ran.code == Some(4) && ran.err.contains("looks like a sum or a note"),
            "{footer}: {}",
            ran.err
        );
    }
    home.put("f.csv", "番号,氏名\n新規,合計\n,以上野 太郎\n,計良 花\n");
    let ran = import(&home, "s.ron", "f.csv", "people", &["--check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn two_companies_are_not_merged_unless_somebody_insists() {
    let home = two();
    let merge = ["merge", "s.ron", "other.ron", "--take", "theirs", "--lang", "en"];
    let ran = home.run(&merge);
    assert!(
        ran.code == Some(4) && ran.err.contains("is another file, of \"株式会社べつの会社\""),
        "{}",
        ran.err
    );
    assert!(home.text("s.ron").contains("みほんセキュリティ"));
    let insisting = [&merge[..], &["--from-other-file", "--check"]].concat();
    assert_eq!(home.run(&insisting).code, Some(0));
}
