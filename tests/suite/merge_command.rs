//! `kijun merge`: the real program on real files and histories, by hand and as a git merge driver.

use std::fs;
use std::path::Path;

use kijun::store::file_format::ChangeRecord;
use kijun::store::history;
use serde_json::Value;

use crate::home::{Home, Ran};

pub(crate) fn set(home: &Home, file: &str, row: &str, answer: &str, by: &str) {
    let ran = home.run(&["set", file, row, answer, "--by", by]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

fn copy(home: &Home, from: &str, to: &str) {
    for (from, to) in [
        (home.path(from), home.path(to)),
        (history::path_of(&home.path(from)), history::path_of(&home.path(to))),
    ] {
        fs::copy(from, to).expect("copied");
    }
}

/// One file with one edit in its history, given to two people.
fn two() -> Home {
    let home = Home::with_sample();
    set(&home, "sample.ron", "forensic.scope.a", "yes", "青木");
    copy(&home, "sample.ron", "theirs.ron");
    home
}

fn merge(home: &Home, more: &[&str]) -> Ran {
    let mut all = vec!["merge", "sample.ron", "theirs.ron", "--by", "千葉"];
    all.extend(more);
    home.run(&all)
}

fn merge_json(home: &Home, more: &[&str]) -> Value {
    let mut all = vec!["--format", "json"];
    all.extend(more);
    let ran = merge(home, &all);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err))
}

pub(crate) fn claim(home: &Home, file: &str, row: &str) -> String {
    let ran = home.run(&["gap", file, "--category", "vuln,soc,forensic", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = report["requirements"].as_array().expect("rows");
    let row = rows.iter().find(|found| found["id"] == row).expect("the row");
    row["claim"].as_str().unwrap_or("never").to_owned()
}

/// The history is whole and has nothing the file lacks.
pub(crate) fn is_sound(home: &Home, file: &str) {
    let verified = home.run(&["history", file, "--verify"]);
    assert_eq!(verified.code, Some(0), "{}", verified.err);
    let checked = home.run(&["check", file]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
}

#[test]
fn different_edits_come_together_with_both_histories() {
    let home = two();
    set(&home, "sample.ron", "vuln.scope.c", "yes", "青木");
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    let before = home.text("theirs.ron");
    let checked = merge_json(&home, &["--check"]);
    assert_eq!((&checked["outcome"], &checked["past"]), (&"checked".into(), &"found".into()));
    assert_eq!(claim(&home, "sample.ron", "soc.scope.c"), claim(&two(), "sample.ron", "soc.scope.c"));
    let done = merge_json(&home, &[]);
    assert_eq!((&done["outcome"], &done["only_theirs"]), (&"written".into(), &1.into()));
    assert_eq!(claim(&home, "sample.ron", "vuln.scope.c"), "yes");
    assert_eq!(claim(&home, "sample.ron", "soc.scope.c"), "yes");
    is_sound(&home, "sample.ron");
    let authors = home.run(&["history", "sample.ron"]).out;
    assert!(
        authors.contains("青木") && authors.contains("馬場") && authors.lines().count() == 3,
        "{authors}"
    );
    assert_eq!(home.text("theirs.ron"), before);
    let again = merge_json(&home, &[]);
    assert_eq!(again["outcome"], "unchanged");
    // The other side gets the same by merging back.
    let back = home.run(&["merge", "theirs.ron", "sample.ron"]);
    assert_eq!(back.code, Some(0), "{}", back.err);
    assert_eq!(home.run(&["diff", "sample.ron", "theirs.ron"]).code, Some(0));
    is_sound(&home, "theirs.ron");
}

#[test]
fn a_clash_is_listed_and_nothing_is_written_until_it_is_decided() {
    let home = two();
    set(&home, "sample.ron", "vuln.scope.c", "yes", "青木");
    set(&home, "theirs.ron", "vuln.scope.c", "no", "馬場");
    set(&home, "sample.ron", "soc.scope.c", "unknown", "青木");
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    let (file, journal) = (home.text("sample.ron"), home.text("sample.ron.history"));
    let told = ["ja", "en"].map(|lang| {
        let ran = merge(&home, &["--lang", lang]);
        assert_eq!(ran.code, Some(3), "{}", ran.err);
        let moments = regexless(&ran.out);
        format!("{moments}--- err\n{}", ran.err)
    });
    insta::assert_snapshot!("clashes", told.join("\n======\n"));
    assert_eq!(
        (home.text("sample.ron"), home.text("sample.ron.history")),
        (file, journal),
        "nothing is written"
    );
    assert!(!home.path(".sample.ron.lock").exists());
    let kinds = merge_json(&home, &[]);
    let kinds: Vec<&str> = kinds["clashes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|clash| clash["kind"].as_str())
        .collect();
    assert_eq!(kinds, ["answer", "answer-or-unknown"]);
    let half = merge(&home, &["--decide", "VULN.Scope.c=ours"]);
    assert_eq!(half.code, Some(3), "one is still open: {}", half.out);
    let done = merge(&home, &["--decide", "vuln.scope.c=ours", "--take", "theirs"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(claim(&home, "sample.ron", "vuln.scope.c"), "yes");
    assert_eq!(claim(&home, "sample.ron", "soc.scope.c"), "yes");
    is_sound(&home, "sample.ron");
    assert!(home.run(&["history", "sample.ron"]).out.contains("(2つの版の統合)"));
}

/// The same text with every time of day of a claim made the same.
fn regexless(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" UTC") {
        out.push_str(&rest[..at.saturating_sub(16)]);
        out.push_str("2026-11-22 05:00 UTC");
        rest = &rest[at + 4..];
    }
    out + rest
}

#[test]
fn decisions_must_be_about_clashes() {
    let home = two();
    set(&home, "sample.ron", "vuln.scope.c", "yes", "青木");
    set(&home, "theirs.ron", "vuln.scope.c", "no", "馬場");
    for (wrong, words) in [
        ("vuln.scope.b=ours", "there is no clash vuln.scope.b"),
        ("vuln.scope.c=both", "both versions of vuln.scope.c cannot be kept"),
        ("vuln.scope.c=mine", "a decision is written like P-01=theirs"),
    ] {
        let ran = merge(&home, &["--decide", wrong, "--lang", "en"]);
        assert_eq!(ran.code, Some(2), "{wrong}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    home.put("there.ron", "anything");
    let taken = merge(&home, &["--take", "ours", "--into", "there.ron"]);
    assert_eq!((taken.code, home.text("there.ron").as_str()), (Some(5), "anything"));
    assert_eq!(home.run(&["merge", "sample.ron", "nowhere.ron"]).code, Some(7));
}

#[test]
fn a_new_file_takes_the_result_and_leaves_both_as_they_are() {
    let home = two();
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    let before = (home.text("sample.ron"), home.text("theirs.ron"));
    let done = merge(&home, &["--into", "both.ron"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!((home.text("sample.ron"), home.text("theirs.ron")), before);
    assert_eq!(home.run(&["diff", "both.ron", "theirs.ron"]).code, Some(0));
    is_sound(&home, "both.ron");
}

/// Adds a person, and a contract that this person worked on.
fn hire(home: &Home, file: &str, name: &str, alias: &str) {
    let text = home.text(file);
    let people = text.find("people: [").expect("people") + "people: [".len();
    let person = format!("\n        (id: \"P-90\", name: \"{name}\"),");
    let text = format!("{}{person}{}", &text[..people], &text[people..]);
    let contracts = text.find("contracts: [").expect("contracts") + "contracts: [".len();
    let contract = format!("\n        (id: \"C-90\", alias: \"{alias}\", team: [(person: \"P-90\")]),");
    home.put(file, &format!("{}{contract}{}", &text[..contracts], &text[contracts..]));
    // Written by the program, so that the rest stands as it would.
    let ran = home.run(&["check", file]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// Two people on one row: one gives it another name, the other a note.
#[test]
fn different_fields_of_one_row_come_together_and_are_told() {
    let home = Home::with_sample();
    let old = "name: \"佐藤 花子\",";
    let sample = home.text("sample.ron");
    assert!(sample.contains(old));
    home.put("base.ron", &sample);
    home.put("sample.ron", &sample.replacen(old, "name: \"佐藤 花\",", 1));
    home.put("theirs.ron", &sample.replacen(old, &format!("{old} note: \"育休\","), 1));
    let told = merge(&home, &["--base", "base.ron", "--check", "--lang", "ja"]);
    assert!(told.out.contains("両方の変更を合わせる行") && told.out.contains("P-01"), "{}", told.out);
    let done = merge_json(&home, &["--base", "base.ron"]);
    assert_eq!(
        (&done["woven"], &done["clashes"]),
        (&serde_json::json!(["P-01"]), &serde_json::json!([])),
        "{done}"
    );
    let text = home.text("sample.ron");
    assert!(text.contains("佐藤 花\"") && text.contains("育休"), "{text}");
    is_sound(&home, "sample.ron");
}

#[test]
fn rows_that_got_the_same_id_on_both_sides_are_told_apart_and_stay_so() {
    let home = Home::with_sample();
    home.put("base.ron", &home.text("sample.ron"));
    home.put("theirs.ron", &home.text("sample.ron"));
    hire(&home, "sample.ron", "千葉 一", "甲");
    hire(&home, "theirs.ron", "土井 二", "乙");
    let done = merge_json(&home, &["--base", "base.ron"]);
    let numbers: Vec<(&str, &str)> = done["renumbered"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|row| Some((row["from"].as_str()?, row["to"].as_str()?)))
        .collect();
    assert_eq!(numbers, [("P-90", "P-91"), ("C-90", "C-91")]);
    let text = home.text("sample.ron");
    assert!(text.contains("土井 二") && text.contains("千葉 一"));
    let second = &text[text.find("id: \"C-91\"").expect("the contract")..];
    assert!(second[..second.find("team").map_or(0, |at| at + 200)].contains("P-91"));
    is_sound(&home, "sample.ron");
    // Their next contract of P-90 means the person who is P-91 here.
    let line = "    contracts: [";
    let third = "\n        (id: \"C-95\", alias: \"丙\", team: [(person: \"P-90\")]),";
    let theirs = home.text("theirs.ron").replacen(line, &format!("{line}{third}"), 1);
    home.put("theirs.ron", &theirs);
    let back = home.run(&["merge", "theirs.ron", "sample.ron", "--lang", "en"]);
    assert_eq!(back.code, Some(0), "{}{}", back.out, back.err);
    let text = home.text("theirs.ron");
    let third = &text[text.find("id: \"C-95\"").expect("the contract")..];
    assert!(third[..third.find("team").map_or(0, |at| at + 120)].contains("P-91"), "{third}");
    is_sound(&home, "theirs.ron");
}

#[test]
fn what_refers_to_a_row_that_got_another_number_elsewhere_follows_it() {
    let home = two();
    let add = |file: &str, name: &str, by: &str| {
        let (path, person) = (home.path(file), name.to_owned());
        edit(&path, by, |values| {
            kijun::domain::change::Change::put(
                values,
                kijun::domain::register::Person {
                    id: "P-90".into(),
                    name: person.clone(),
                    ..Default::default()
                },
            )
        });
    };
    add("sample.ron", "千葉 一", "青木");
    add("theirs.ron", "土井 二", "馬場");
    let done = merge_json(&home, &[]);
    assert_eq!(done["renumbered"][0]["to"], "P-91", "{done}");
    is_sound(&home, "sample.ron");
    assert!(home.run(&["history", "sample.ron"]).out.contains("(統合で P-90 から番号を変更)"));
    // Meanwhile they go on with their P-90.
    edit(&home.path("theirs.ron"), "馬場", |values| {
        let member = kijun::domain::register::TeamMember { person: "P-90".into(), ..Default::default() };
        let contract = kijun::domain::register::Contract {
            id: "C-90".into(),
            alias: "丙".into(),
            team: vec![member],
            ..Default::default()
        };
        kijun::domain::change::Change::put(values, contract)
    });
    for (ours, theirs) in [("theirs.ron", "sample.ron"), ("sample.ron", "theirs.ron")] {
        let ran = home.run(&["merge", ours, theirs]);
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
        let text = home.text(ours);
        let contract = &text[text.find("id: \"C-90\"").expect("the contract")..];
        assert!(contract[..contract.find("team").map_or(0, |at| at + 120)].contains("P-91"), "{contract}");
        is_sound(&home, ours);
    }
    assert_eq!(home.run(&["diff", "sample.ron", "theirs.ron"]).code, Some(0));
}

fn scheme() -> kijun::domain::pack::Pack {
    kijun::store::packs::find("ss-criteria", "4.1", None).expect("the pack").pack
}

/// An edit as the workbench makes one: into the history first, then into the file.
fn edit(
    path: &Path,
    by: &str,
    make: impl Fn(&kijun::domain::assessment::Assessment) -> kijun::domain::change::Change,
) {
    let pack = scheme();
    let opened = kijun::store::assessment::read(path, |_, _| Some(&pack)).expect("readable");
    let mut values = opened.assessment;
    let change = make(&values);
    let opened_history =
        history::Writer::<ChangeRecord>::open(&history::path_of(path), &history::new_session(), by);
    opened_history.expect("opens").writer.append(ChangeRecord::from(&change)).expect("appended");
    change.apply(&mut values).expect("fits");
    kijun::store::assessment::write(path, &values, &pack, opened.stamp.as_ref()).expect("written");
}

#[test]
fn without_histories_every_difference_on_one_thing_is_a_clash_and_the_rest_comes_in() {
    let home = Home::with_sample();
    home.put("theirs.ron", &home.text("sample.ron").replacen("name: \"", "name: \"別の", 1));
    let merged = merge_json(&home, &["--check"]);
    assert_eq!((&merged["past"], &merged["outcome"]), (&"unsure".into(), &"undecided".into()));
    assert_eq!(merged["clashes"][0]["keeps_both"], true);
    let id = merged["clashes"][0]["id"].as_str().expect("an id").to_owned();
    let both = merge_json(&home, &["--decide", &format!("{}=both", id.to_lowercase())]);
    assert_eq!((&both["outcome"], both["renumbered"].as_array().map(Vec::len)), (&"written".into(), Some(1)));
    is_sound(&home, "sample.ron");
}

#[test]
fn a_merge_can_be_taken_back_edit_by_edit() {
    let home = two();
    let start = home.text("sample.ron");
    set(&home, "sample.ron", "vuln.scope.c", "yes", "青木");
    set(&home, "theirs.ron", "vuln.scope.c", "no", "馬場");
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    assert_eq!(merge(&home, &["--take", "ours"]).code, Some(0));
    let pack = scheme();
    let read =
        |path: &Path| kijun::store::assessment::read(path, |_, _| Some(&pack)).expect("readable").assessment;
    let mut values = read(&home.path("sample.ron"));
    let edits = history::of_assessment(&home.path("sample.ron")).expect("a history").edits();
    let past = kijun::domain::past::look_back(&edits, &values);
    assert!(past.missing.is_empty());
    for change in past.undo.iter().rev() {
        change.inverse().apply(&mut values).expect("every one fits");
    }
    home.put("start.ron", &start);
    let mut first = read(&home.path("start.ron"));
    edits[0].change.inverse().apply(&mut first).expect("the edit both share");
    assert!(kijun::domain::merge::difference(&values, &first).is_empty());
}

#[test]
fn an_altered_history_is_not_united_with_another() {
    let home = two();
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    let before = home.text("sample.ron.history");
    home.put("theirs.ron.history", &home.text("theirs.ron.history").replacen("馬場", "番場", 1));
    let ran = merge(&home, &["--lang", "en"]);
    assert_eq!(ran.code, Some(4));
    assert!(ran.err.contains("theirs.ron.history:2"), "{}", ran.err);
    assert_eq!(home.text("sample.ron.history"), before);
}

#[test]
fn a_busy_file_is_not_merged_into() {
    let home = two();
    set(&home, "theirs.ron", "soc.scope.c", "yes", "馬場");
    let _held = kijun::store::lock::Lock::acquire(&home.path("sample.ron")).expect("free");
    assert_eq!(merge(&home, &[]).code, Some(5));
    assert_eq!(merge(&home, &["--check"]).code, Some(0), "looking is free");
}
