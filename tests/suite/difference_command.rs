//! `kijun diff`, and commands whose file is behind its history: what differs, who and when, what is judged.

use std::fs;

use kijun::domain::assessment::Answer;
use kijun::store::history;
use serde_json::Value;

use crate::home::Home;

fn set(home: &Home, file: &str, row: &str, answer: Answer, by: &str) {
    let ran = home.run(&["set", file, row, answer.word(), "--by", by]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

fn json(home: &Home, arguments: &[&str]) -> Value {
    let mut all = vec!["diff", "--format", "json"];
    all.extend(arguments);
    let ran = home.run(&all);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

/// The sample and a copy in which a claim, a person, a contract, a closure and the profile are others.
fn two() -> Home {
    let home = Home::with_sample();
    home.put("other.ron", &home.text("sample.ron"));
    set(&home, "other.ron", "vuln.scope.c", Answer::Unknown, "馬場");
    let text = home.text("other.ron");
    let changed = text.replacen("organisation: \"", "organisation: \"新", 1);
    assert_ne!(changed, text);
    home.put("other.ron", &changed);
    home
}

#[test]
fn nothing_differs_between_a_file_and_itself() {
    let home = Home::with_sample();
    let ran = home.run(&["diff", "sample.ron", "sample.ron"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("違いはありません。"), "{}", ran.out);
    let value = json(&home, &["sample.ron", "sample.ron"]);
    assert_eq!((&value["equal"], value["changes"].as_array().map(Vec::len)), (&Value::Bool(true), Some(0)));
}

#[test]
fn what_differs_is_told_with_who_and_with_the_verdicts() {
    let home = two();
    let value = json(&home, &["sample.ron", "other.ron"]);
    let ids: Vec<&str> =
        value["changes"].as_array().expect("a list").iter().filter_map(|c| c["id"].as_str()).collect();
    assert_eq!(ids, ["profile", "vuln.scope.c"]);
    let claim = &value["changes"][1];
    assert_eq!(claim["to"]["by"], "馬場");
    assert_eq!(claim["fields"][0]["to"], "わからない");
    let told = ["text", "markdown"].map(|format| {
        ["ja", "en"].map(|lang| {
            let ran = home.run(&["diff", "sample.ron", "other.ron", "--format", format, "--lang", lang]);
            assert!(matches!(ran.code, Some(1 | 3)), "{}", ran.err);
            let at = claim["to"]["at"].as_str().expect("a time").get(..16).expect("long").replace('T', " ");
            ran.out.replace(&at, "2026-11-22 05:00")
        })
    });
    insta::assert_snapshot!("difference", told.concat().join("\n======\n"));
}

#[test]
fn two_moments_of_one_file_are_compared_through_its_history() {
    let home = Home::with_sample();
    for answer in [Answer::Yes, Answer::No] {
        set(&home, "sample.ron", "vuln.scope.c", answer, "青木");
    }
    let history = history::read::<kijun::store::file_format::ChangeRecord>(
        &fs::read(history::path_of(&home.path("sample.ron"))).expect("a history"),
    );
    let first = history.entries[0].record.at.clone();
    let value = json(&home, &["sample.ron", "--from", &first[..10], "--to", &first]);
    assert_eq!(value["changes"][0]["fields"][0]["to"], "はい");
    let value = json(&home, &["sample.ron", "--from", &first]);
    assert_eq!(value["changes"][0]["fields"][0]["to"], "いいえ");
    assert_eq!(value["changes"].as_array().map(Vec::len), Some(1));
    let same = home.run(&["diff", "sample.ron", "--from", "2999-01-01"]);
    assert_eq!(same.code, Some(0), "{}", same.out);
}

#[test]
fn the_exit_code_says_whether_a_category_fell() {
    let home = Home::with_sample();
    home.put("worse.ron", &home.text("sample.ron"));
    let gap = |file: &str| home.run(&["gap", file, "--format", "json"]);
    let before: Value = serde_json::from_str(&gap("sample.ron").out).expect("JSON");
    let best = before["summary"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|category| category["verdict"] != "gap")
        .and_then(|category| category["category"].as_str())
        .expect("a category that is no gap");
    let gate = match best {
        "audit" => "audit.scope".to_owned(),
        "pentest" => "pentest.scope#base".to_owned(),
        _ => format!("{best}.scope.a"),
    };
    set(&home, "worse.ron", &gate, Answer::No, "馬場");
    let down = home.run(&["diff", "sample.ron", "worse.ron", "--lang", "en"]);
    assert_eq!(down.code, Some(1), "{}", down.out);
    let up = home.run(&["diff", "worse.ron", "sample.ron", "--lang", "en"]);
    assert_eq!(up.code, Some(3), "{}", up.out);
}

#[test]
fn wrong_arguments_are_told() {
    let home = Home::with_sample();
    for wrong in [
        &["diff", "sample.ron"][..],
        &["diff", "sample.ron", "--to", "2026-01-01"],
        &["diff", "sample.ron", "sample.ron", "--from", "2026-01-01"],
    ] {
        assert_eq!(home.run(wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(home.run(&["diff", "sample.ron", "nowhere.ron"]).code, Some(7));
}

/// A file whose last save did not happen: the history has an edit that it lacks.
fn behind() -> Home {
    let home = Home::with_sample();
    set(&home, "sample.ron", "vuln.scope.c", Answer::Yes, "青木");
    let before = home.text("sample.ron");
    set(&home, "sample.ron", "soc.scope.c", Answer::No, "青木");
    home.put("sample.ron", &before);
    home
}

#[test]
fn readers_judge_with_the_edits_a_crash_kept_out_of_the_file_and_say_so() {
    let home = behind();
    let file = home.text("sample.ron");
    let ran = home.run(&["gap", "sample.ron", "--category", "soc", "--format", "json", "--lang", "en"]);
    assert!(ran.err.contains("edits in its history that the file lacks are taken in: 1"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = report["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "soc.scope.c").expect("the row");
    assert_eq!(row["claim"], "no");
    for reader in
        [&["check", "sample.ron"][..], &["diff", "sample.ron", "sample.ron"], &["plan", "sample.ron"]]
    {
        let ran = home.run(reader);
        assert!(ran.err.contains("ファイルにまだ入っていない変更1件"), "{reader:?}: {}", ran.err);
    }
    assert_eq!(home.text("sample.ron"), file, "reading writes nothing");
}

#[test]
fn set_writes_the_edits_a_crash_kept_out_of_the_file_with_its_own() {
    let home = behind();
    let ran = home.run(&["set", "sample.ron", "audit.scope", "no", "--by", "馬場", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("were written as well: 1"), "{}", ran.err);
    let quiet = home.run(&["check", "sample.ron"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (Some(0), ""));
    assert_eq!(home.run(&["history", "sample.ron"]).out.lines().count(), 3);
    let home = behind();
    let same = home.run(&["set", "sample.ron", "soc.scope.c", "no", "--by", "青木"]);
    assert_eq!(same.code, Some(0));
    assert_eq!(home.run(&["history", "sample.ron"]).out.lines().count(), 2, "nothing new to record");
    assert_eq!(home.run(&["check", "sample.ron"]).err, "");
}

#[test]
fn a_file_that_is_no_earlier_moment_of_its_history_is_judged_as_it_is() {
    let home = behind();
    // Somebody has also changed by hand what the history knows.
    let text = home.text("sample.ron");
    let by_hand = text.replacen("by: \"青木\"", "by: \"somebody else\"", 1);
    assert_ne!(by_hand, text);
    home.put("sample.ron", &by_hand);
    let ran = home.run(&["gap", "sample.ron", "--category", "soc", "--format", "json", "--lang", "en"]);
    assert!(ran.err.contains("(1), but not because a save was cut short"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = report["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "soc.scope.c").expect("the row");
    assert_ne!(row["claim"], "no");
}

#[test]
fn a_new_file_does_not_get_the_history_or_the_backups_of_a_removed_one() {
    let home = behind();
    fs::remove_file(home.path("sample.ron")).expect("removed");
    for make in
        [&["new", "sample.ron", "--organisation", "甲", "--category", "soc"][..], &["sample", "sample.ron"]]
    {
        let made = home.run(make);
        assert_eq!(made.code, Some(0), "{}", made.err);
        let checked = home.run(&["check", "sample.ron"]);
        assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
        assert!(!home.path("sample.ron.history").exists() && !home.path(".sample.ron.bak-1").exists());
        assert!(home.path("sample.ron.history.1").exists() && home.path(".sample.ron.old-1").exists());
        fs::remove_file(home.path("sample.ron")).expect("removed");
    }
}

#[test]
fn an_altered_history_adds_nothing_and_is_told() {
    let home = behind();
    let path = history::path_of(&home.path("sample.ron"));
    let text = fs::read_to_string(&path).expect("history");
    fs::write(&path, text.replacen("青木", "赤木", 1)).expect("altered");
    let ran = home.run(&["gap", "sample.ron", "--category", "soc", "--format", "json", "--lang", "en"]);
    assert!(ran.err.contains("only the file itself counts"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = report["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "soc.scope.c").expect("the row");
    assert_ne!(row["claim"], "no");
}
