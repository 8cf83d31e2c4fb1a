//! `kijun export` and `kijun import` as people run them: streams, exit codes, locks, histories, undo.

use std::fs;

use kijun::store::lock::Lock;

use crate::home::{Home, both_languages};

const BOM: char = '\u{FEFF}';

#[test]
fn a_table_goes_to_standard_output_with_a_mark_or_without() {
    let home = Home::with_sample();
    let ran = home.run(&["export", "sample.ron"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let below = |text: &str| {
        text.split_once("\r\n").map(|(note, rest)| (note.contains("kijun:file="), rest.to_owned()))
    };
    assert!(ran.out.starts_with(BOM) && ran.out.ends_with("\r\n"));
    assert!(below(&ran.out).is_some_and(|(note, rest)| note
        && rest.starts_with("これは自己評価に基づく見込みです。")
        && rest.contains("\r\n番号,区分,")));
    let plain = home.run(&["export", "sample.ron", "--no-bom"]);
    assert!(plain.out.starts_with("kijun:file=") && below(&plain.out) == below(&ran.out));
    let english = home.run(&["--lang", "en", "export", "sample.ron", "--what", "people", "--no-bom"]);
    assert!(english.out.contains("\r\nId,Name,Reading,Engagement,Note\r\n"), "{}", english.out);
}

#[test]
fn the_gaps_of_a_category_as_of_a_day_are_those_of_the_gap_report() {
    let home = Home::with_sample();
    let ids = |csv: &str, word: &str| csv.lines().filter(|line| line.contains(&format!(",{word},"))).count();
    let options = ["--category", "vuln", "--as-of", "2028-01-31"];
    let table = home.run(&[&["--lang", "en", "export", "sample.ron", "--no-bom"][..], &options].concat());
    let report = home.run(&[&["gap", "sample.ron", "--format", "json"][..], &options].concat());
    let report: serde_json::Value = serde_json::from_str(&report.out).expect("JSON");
    let rows = report["requirements"].as_array().expect("rows");
    let judged = |word: &str| rows.iter().filter(|row| row["verdict"] == word && leaf(row, rows)).count();
    for (word, shown) in [("gap", "gap"), ("unanswered", "unanswered"), ("satisfied", "satisfied")] {
        assert_eq!(ids(&table.out, shown), judged(word), "{word}");
    }
    assert!(judged("gap") > 0);
}

/// A row that nothing stands below, and that is no inheritance.
fn leaf(row: &serde_json::Value, rows: &[serde_json::Value]) -> bool {
    let id = row["id"].as_str().expect("an id");
    let below = |other: &serde_json::Value| {
        other["id"]
            .as_str()
            .is_some_and(|other| other.starts_with(&format!("{id}.")) || other.starts_with(&format!("{id}#")))
    };
    row["kind"] != "N" && !rows.iter().any(below)
}

#[test]
fn a_file_is_made_and_never_overwritten() {
    let home = Home::with_sample();
    for arguments in [
        &["export", "sample.ron", "--what", "answers", "--out", "a.csv"][..],
        &["export", "sample.ron", "--format", "xlsx", "--out", "a.xlsx"],
    ] {
        let path = home.path(arguments[arguments.len() - 1]);
        fs::write(&path, "somebody's").expect("a file");
        let taken = home.run(arguments);
        assert_eq!(taken.code, Some(5), "{}", taken.err);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "somebody's");
        fs::remove_file(&path).expect("removed");
        assert_eq!(home.run(arguments).code, Some(0));
    }
    assert!(fs::read(home.path("a.xlsx")).expect("a workbook").starts_with(b"PK"));
    for arguments in [
        &["export", "sample.ron", "--format", "xlsx"][..],
        &["export", "sample.ron", "--what", "people,posts"],
        &["export", "sample.ron", "--what", "staff"],
        &["import", "sample.ron", "a.csv"],
        &["import", "sample.ron", "a.csv", "--what", "gaps"],
    ] {
        assert_eq!(home.run(arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(home.run(&["import", "sample.ron", "none.csv", "--what", "people"]).code, Some(7));
    assert_eq!(home.run(&["import", "none.ron", "a.csv", "--what", "people"]).code, Some(7));
    assert!(!home.names().iter().any(|name| name.contains("none")), "{:?}", home.names());
}

#[test]
fn a_look_tells_and_writes_nothing() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    home.put("s.csv", "番号,氏名,よみ\nP-01,,はな\n,新人 次郎,じろう\nP-03,,\n");
    insta::assert_snapshot!(
        "a_look",
        both_languages(&home, &["import", "sample.ron", "s.csv", "--what", "people", "--check"])
    );
    let json =
        home.run(&["import", "sample.ron", "s.csv", "--what", "people", "--check", "--format", "json"]);
    insta::assert_snapshot!("a_look_as_json", json.out.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    assert_eq!(home.text("sample.ron"), before);
    assert_eq!(home.names(), ["s.csv", "sample.ron"]);
}

#[test]
fn a_sheet_is_one_edit_of_the_history() {
    let home = Home::with_sample();
    home.put("s.csv", "番号,氏名,よみ\nP-01,,はな\n,新人 次郎,じろう\n");
    let ran = home.run(&["import", "sample.ron", "s.csv", "--what", "people", "--by", "受入係"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let text = home.text("sample.ron");
    assert!(text.contains("yomi: \"はな\"") && text.contains("name: \"新人 次郎\""));
    let history = home.text("sample.ron.history");
    assert_eq!(history.lines().count(), 1);
    assert!(history.contains("several") && history.contains("受入係"));
    let told = home.run(&["history", "sample.ron"]);
    assert!(
        told.out.contains("P-01") && told.out.contains("P-12") && told.out.contains("受入係"),
        "{}",
        told.out
    );
    assert_eq!(home.run(&["history", "sample.ron", "--verify"]).code, Some(0));
    assert_eq!(home.run(&["check", "sample.ron"]).code, Some(0));
    // Once more: nothing is left to change, and a new row does not come in twice.
    let again = home.run(&["import", "sample.ron", "s.csv", "--what", "people"]);
    assert_eq!(again.code, Some(0));
    assert!(again.out.contains("変わらない 2"), "{}", again.out);
    assert_eq!(home.text("sample.ron.history"), history);
}

#[test]
fn one_refused_row_keeps_every_row_out() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    home.put(
        "s.csv",
        "番号,氏名,雇用・指揮,覚え書き\nP-01,佐藤 花子,社員・役員,よい\nP-99,だれか,,\n,鈴木一郎,正社員,\nP-02,\"鈴木 一郎\",,\"2行の\n備考\"\n,,,x\n",
    );
    insta::assert_snapshot!(
        "refused",
        both_languages(&home, &["import", "sample.ron", "s.csv", "--what", "people"])
    );
    assert_eq!(home.text("sample.ron"), before);
    assert!(!home.names().contains(&"sample.ron.history".to_owned()));
}

#[test]
fn a_sheet_that_is_none_is_told_with_its_line() {
    let home = Home::with_sample();
    home.put("open.csv", "番号,氏名\nP-01,\"佐藤\nP-02,鈴木\n");
    home.put("unknown.csv", "番号,氏名,部署\nP-01,佐藤 花子,診断部\n");
    let huge = fs::File::create(home.path("huge.csv")).expect("a file");
    huge.set_len(100 * 1024 * 1024).expect("a sparse file of 100 MB");
    let told: Vec<String> = ["open.csv", "unknown.csv", "huge.csv"]
        .iter()
        .map(|name| both_languages(&home, &["import", "sample.ron", name, "--what", "people"]))
        .collect();
    insta::assert_snapshot!("no_sheets", told.join("\n######\n"));
    let skipped = ["import", "sample.ron", "unknown.csv", "--what", "people", "--skip", "部署"];
    assert_eq!(home.run(&skipped).code, Some(0));
}

#[test]
fn a_file_in_use_is_left_alone_and_a_newer_one_is_not_read() {
    let home = Home::with_sample();
    home.put("s.csv", "番号,よみ\nP-01,はな\n");
    let arguments = ["import", "sample.ron", "s.csv", "--what", "people"];
    let lock = Lock::acquire(&home.path("sample.ron")).expect("the lock");
    assert_eq!(home.run(&arguments).code, Some(5));
    // A look needs no lock.
    let look = ["import", "sample.ron", "s.csv", "--what", "people", "--check"];
    assert_eq!(home.run(&look).code, Some(0));
    drop(lock);
    assert_eq!(home.run(&arguments).code, Some(0));
    let newer = home.text("sample.ron").replacen("format: 1", "format: 2", 1);
    home.put("newer.ron", &newer);
    assert_eq!(home.run(&["import", "newer.ron", "s.csv", "--what", "people"]).code, Some(6));
    assert_eq!(home.text("newer.ron"), newer);
}

#[test]
fn ids_of_removed_rows_do_not_come_back() {
    let home = Home::with_sample();
    home.put("s.csv", "氏名\n新人 次郎\n");
    assert_eq!(home.run(&["import", "sample.ron", "s.csv", "--what", "people"]).code, Some(0));
    // The row is gone from the file, the history still knows its id.
    let history = home.text("sample.ron.history");
    let home = Home::with_sample();
    home.put("sample.ron.history", &history);
    home.put("t.csv", "番号,氏名\nP-12,別人\n");
    let ran = home.run(&["import", "sample.ron", "t.csv", "--what", "people", "--keep-ids", "--check"]);
    // The edit that the file lacks is taken in first, so that P-12 is the one of the history.
    assert!(ran.out.contains("変更  P-12 別人"), "{}{}", ran.out, ran.err);
    home.put("u.csv", "番号,氏名\nP-40,別人\n");
    let kept = ["import", "sample.ron", "u.csv", "--what", "people", "--keep-ids"];
    assert_eq!(home.run(&kept[..5]).code, Some(4));
    assert_eq!(home.run(&kept).code, Some(0));
    assert!(home.text("sample.ron").contains("id: \"P-40\""));
}

#[test]
fn a_large_sheet_is_one_record_of_the_history_as_well() {
    let home = Home::with_sample();
    let note = "長い覚え書き".repeat(600);
    let rows: Vec<String> = (0..200).map(|at| format!("新人 {at}号,{note}")).collect();
    home.put("s.csv", &format!("氏名,覚え書き\n{}\n", rows.join("\n")));
    let ran = home.run(&["import", "sample.ron", "s.csv", "--what", "people"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let records = home.text("sample.ron.history").lines().count();
    assert_eq!(records, 1);
    assert_eq!(home.run(&["history", "sample.ron", "--verify"]).code, Some(0));
    assert_eq!(home.run(&["check", "sample.ron"]).code, Some(0));
}

#[test]
fn a_certificate_that_always_ends_cannot_be_said_not_to() {
    let home = Home::with_sample();
    let sheet = |member: &str, until: &str| {
        format!("従事者,資格,番号,取得日,有効期限\nP-01,{member},X-1,2025-04-01,{until}\n")
    };
    let import = |text: &str, lang: &str| {
        home.put("held.csv", text);
        home.run(&["import", "sample.ron", "held.csv", "--what", "qualifications", "--check", "--lang", lang])
    };
    for (lang, word) in [("ja", "この資格には有効期限があります"), ("en", "this certificate has an end")]
    {
        let refused = import(&sheet("1-2-2/oscp-plus", "期限なし: 終身"), lang);
        assert_eq!(refused.code, Some(4), "{}", refused.out);
        assert!(refused.err.contains(word), "{}", refused.err);
    }
    let ends = import(&sheet("1-2-2/oscp-plus", "2028-04-01"), "ja");
    assert_eq!(ends.code, Some(0), "{}", ends.err);
    let endless = import(&sheet("1-2-2/oscp", "期限なし: 発行元の案内による"), "ja");
    assert_eq!(endless.code, Some(0), "{}", endless.err);
}

#[test]
fn a_version_that_reads_as_a_day_is_refused_unless_it_stands_there() {
    let home = Home::with_sample();
    for (version, code) in [("2026/1/2", 4), ("1月2日", 4), ("01/02/2026", 4), ("9.9", 0), ("2026.4.1", 0)]
    {
        home.put("d.csv", &format!("番号,版\nD-02,{version}\n"));
        let ran =
            home.run(&["import", "sample.ron", "d.csv", "--what", "documents", "--check", "--lang", "en"]);
        assert_eq!(ran.code, Some(code), "{version}: {}", ran.err);
        assert!(code == 0 || ran.err.contains("is a date, not a version"), "{}", ran.err);
    }
    let standing = home.text("sample.ron").replacen("version: \"2.1\"", "version: \"2026-01-02\"", 1);
    home.put("sample.ron", &standing);
    let documents = home.run(&["export", "sample.ron", "--what", "documents"]).out;
    home.put("d.csv", &documents);
    let again = home.run(&["import", "sample.ron", "d.csv", "--what", "documents", "--check"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
}
