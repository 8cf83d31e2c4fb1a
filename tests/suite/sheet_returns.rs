//! Sheets as they come back: with empty rows, second lists, rows that were deleted, saved by `LibreOffice`.

use std::fs;

use crate::home::{Home, Ran, SAMPLE};

/// The sample with an id, as the fixtures of `LibreOffice` were written from.
fn home() -> Home {
    let home = Home::new();
    let text = SAMPLE.replacen("    pack: ", "    file: \"57ebeea2d6c31771\",\n    pack: ", 1);
    assert_ne!(text, SAMPLE);
    home.put("s.ron", &text);
    home
}

fn import(home: &Home, sheet: &str, what: &str) -> Ran {
    home.run(&["import", "s.ron", sheet, "--what", what, "--check"])
}

/// The refused rows with what is said of them.
fn refused(ran: &Ran) -> Vec<String> {
    let errors = ran.err.lines().filter_map(|line| line.strip_prefix("エラー: "));
    errors.map(str::to_owned).collect()
}

#[test]
fn a_row_below_an_empty_one_is_taken_for_the_table_only_if_something_ties_it_to_it() {
    let home = home();
    for (sheet, gap) in [
        ("番号,氏名,よみ\nP-01,佐藤 花子,はな\n\n,鈴木 次郎,\n", 3),
        ("番号,氏名,よみ\r\nP-01,佐藤 花子,はな\r\n\r\n,鈴木 次郎,\r\n", 3),
        ("番号,氏名,よみ\nP-01,佐藤 花子,はな\n,,\n,,\n,鈴木 次郎,\n", 3),
        ("番号,氏名,よみ\n\nP-01,\"佐藤 花子\",\"は\nな\"\n\n\n,鈴木 次郎,\n", 5),
    ] {
        home.put("s.csv", sheet);
        let ran = import(&home, "s.csv", "people");
        let line = sheet.trim_end().lines().count();
        let told = format!("s.csv:{line}:2: 氏名: {gap}行目の空行より下にあり、表の続きかどうかわかりません");
        assert_eq!((ran.code, refused(&ran)), (Some(4), vec![told]), "{sheet}");
    }
    for tied in [
        "番号,氏名,よみ\nP-01,佐藤 花子,はな\n\nP-02,鈴木 一郎,いちろう\n",
        "番号,氏名,よみ\nP-01,佐藤 花子,はな\n\nP-02,,いちろう\n",
        "番号,氏名,よみ\nP-01,佐藤 花子,はな\n\n,鈴木 一郎,いちろう\n",
        "番号,氏名,よみ\nP-01,佐藤 花子,はな\n\n新規,鈴木 次郎,\n",
        "番号,氏名,よみ\n\n,鈴木 次郎,\n\n\n",
    ] {
        home.put("s.csv", tied);
        let ran = import(&home, "s.csv", "people");
        assert_eq!((ran.code, refused(&ran)), (Some(0), Vec::new()), "{tied}");
    }
}

/// What stands below real tables: a second list, sums, notes, who made it.
#[test]
fn a_second_block_is_named_row_by_row() {
    let home = home();
    home.put(
        "s.csv",
        "番号,氏名,よみ\nP-01,佐藤 花子,\n\n参考 退職者,,\n番号,氏名,退職日\nP-02,3件,\n,山田 太郎,2026-03-31\n,合計,1\n",
    );
    let ran = import(&home, "s.csv", "people");
    let lines: Vec<String> = refused(&ran).iter().map(|said| said.chars().take(9).collect()).collect();
    assert_eq!(lines, ["s.csv:4:1", "s.csv:5:1", "s.csv:6:2", "s.csv:7:2", "s.csv:8:2"], "{}", ran.err);
    home.put("s.csv", "従事者,区分,役割\nP-01,脆弱性診断,技術責任者\n\nP-02,フォレンジック,技術責任者\n");
    let ran = import(&home, "s.csv", "posts");
    assert!(refused(&ran).iter().all(|said| said.contains("3行目の空行より下")), "{}", ran.err);
    assert_eq!(refused(&ran).len(), 1, "{}", ran.err);
}

#[test]
fn what_a_returned_sheet_does_not_have_is_told_for_every_table() {
    let home = home();
    for what in [
        "people",
        "posts",
        "qualifications",
        "trainings",
        "contracts",
        "team",
        "documents",
        "covers",
        "records",
        "answers",
    ] {
        let sheet = format!("{what}.csv");
        assert_eq!(home.run(&["export", "s.ron", "--what", what, "--out", &sheet]).code, Some(0));
        let whole = import(&home, &sheet, what);
        assert!(!whole.out.contains("表にない行"), "{what}: {}", whole.out);
        let text = home.text(&sheet);
        let mut rows: Vec<&str> = text.split_inclusive("\r\n").collect();
        let gone = rows.pop().expect("a row");
        home.put(&sheet, &rows.concat());
        let ran = import(&home, &sheet, what);
        let told = ran.out.lines().find(|line| line.starts_with("表にない行 1: ")).unwrap_or_default();
        let id = gone.split([',', ' ']).next().expect("an id");
        assert!(told.contains(id), "{what}: {gone}: {}", ran.out);
        let json = home.run(&["import", "s.ron", &sheet, "--what", what, "--check", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
        assert!(json["missing"][0].as_str().is_some_and(|told| told.starts_with(id)), "{what}");
    }
    home.put("new.csv", "従事者,区分,役割\n佐藤 花子,脆弱性診断,技術責任者\n");
    assert_eq!(import(&home, "new.csv", "posts").code, Some(0));
}

#[test]
fn what_was_removed_or_added_here_since_is_not_missed() {
    let home = home();
    home.put("new.csv", "氏名\n新人 次郎\n");
    assert_eq!(home.run(&["export", "s.ron", "--what", "people", "--out", "p.csv"]).code, Some(0));
    assert_eq!(home.run(&["import", "s.ron", "new.csv", "--what", "people"]).code, Some(0));
    let ran = import(&home, "p.csv", "people");
    assert!(ran.code == Some(0) && !ran.out.contains("表にない行"), "{}", ran.out);
}

/// `soffice --headless --convert-to csv` of each sheet of a workbook, as `LibreOffice` 7.4 wrote them.
#[test]
fn sheets_that_libreoffice_saved_keep_their_origin_and_change_nothing() {
    let home = home();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/libreoffice");
    let tables = ["people", "posts", "qualifications", "contracts", "answers"];
    for what in tables {
        let text = fs::read_to_string(format!("{folder}/{what}.csv")).expect("a fixture");
        assert!(text.starts_with("kijun:file=57ebeea2d6c31771; edition=4.1; at="), "{what}");
        home.put("s.csv", &text);
        let ran = import(&home, "s.csv", what);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{what}: {}", ran.out);
        assert!(ran.out.contains("追加 0、変更 0") && !ran.out.contains("表にない行"), "{what}: {}", ran.out);
        // The same sheet in the file of another company.
        home.put("other.ron", &home.text("s.ron").replacen("57ebeea2d6c31771", "0123456789abcdef", 1));
        let other = home.run(&["import", "other.ron", "s.csv", "--what", what, "--check"]);
        assert!(
            other.code == Some(4) && other.err.contains("このファイルのものではありません"),
            "{}",
            other.err
        );
    }
}

#[test]
fn every_table_of_verdicts_says_that_it_is_an_estimate() {
    let home = home();
    for (lang, estimate) in
        [("ja", "自己評価に基づく見込みです"), ("en", "an estimate from a self-assessment")]
    {
        let ran = home.run(&["--lang", lang, "export", "s.ron", "--no-bom"]);
        assert!(ran.out.lines().nth(1).is_some_and(|line| line.contains(estimate)), "{}", ran.out);
    }
}

#[test]
fn a_folder_is_no_sheet_and_old_headings_are_read() {
    let home = home();
    fs::create_dir(home.path("folder")).expect("a folder");
    let ran = import(&home, "folder", "people");
    assert_eq!(ran.code, Some(7), "{}", ran.err);
    assert!(ran.err.contains("ヒント: フォルダーの中の CSV ファイルを1つ指定してください"), "{}", ran.err);
    let old = "id,答え\nvuln.qual.a,いいえ\n";
    home.put("old.csv", old);
    home.put("new.csv", &old.replacen("id", "番号", 1));
    let [old, new] = ["old.csv", "new.csv"].map(|sheet| import(&home, sheet, "answers"));
    assert_eq!((old.code, &old.out), (Some(0), &new.out));
}
