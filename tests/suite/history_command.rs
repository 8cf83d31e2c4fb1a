//! `kijun history` and `kijun gap --as-at`: who changed what, altered records named, earlier days rebuilt.

use std::fs;
use std::process::Command;

use kijun::domain::assessment::{Answer, Claim};
use kijun::domain::change::{Change, Swap};
use kijun::store::file_format::ChangeRecord;
use kijun::store::history;

use crate::home::{Home, SAMPLE};

/// Three edits by two people.
fn edited() -> Home {
    let home = Home::with_sample();
    for (row, answer, by) in
        [("vuln.scope.c", "yes", "青木"), ("vuln.scope.c", "no", "馬場"), ("soc.scope.c", "yes", "青木")]
    {
        let set = home.run(&["set", "sample.ron", row, answer, "--by", by]);
        assert_eq!(set.code, Some(0), "{}", set.err);
    }
    home
}

/// Turning one answer over and over, without a disk in between.
fn long_history(count: usize) -> Vec<u8> {
    let claim = |number: usize| Claim {
        row: "pentest.tech.b#result".into(),
        answer: if number.is_multiple_of(2) { Answer::Yes } else { Answer::No },
        remark: "見直しの記録".into(),
        by: "青木".into(),
        post: String::new(),
        at: format!("2026-11-{:02}T04:00:00Z", 1 + number % 28),
    };
    let edits = (0..count).map(|number| {
        let before = number.checked_sub(1).map(claim);
        ChangeRecord::from(&Change::Claim(Swap { at: 20, before, after: Some(claim(number)) }))
    });
    history::extended(Vec::new(), "青木", "", edits).expect("a history")
}

/// A history of 109 MiB took 1.8 GiB of every reader. What this one takes beside its bytes is less than they are.
#[test]
fn a_long_history_costs_little_more_than_its_size() {
    let home = Home::with_sample();
    let bytes = long_history(28 * 500);
    let kibibytes = bytes.len() >> 10;
    assert!(kibibytes > 4096, "{kibibytes}");
    fs::write(home.path("sample.ron.history"), bytes).expect("written");
    // The file has the last answer, so that nothing is to be taken in.
    let last = "(row: \"pentest.tech.b#result\", answer: \"no\", remark: \"見直しの記録\", by: \"青木\", at: \"2026-11-28T04:00:00Z\"),";
    home.put("sample.ron", &SAMPLE.replacen("claims: [", &format!("claims: [{last}"), 1));
    let within = |kibibytes: usize, line: &str| {
        let shell = format!("ulimit -d {kibibytes} && exec '{}' {line}", env!("CARGO_BIN_EXE_kijun"));
        let ran = Command::new("sh").args(["-c", &shell]).current_dir(home.path(".")).output();
        ran.expect("a shell").status.code()
    };
    // The program itself and what it knows of the packs.
    let own = 16 << 10;
    assert_eq!(within(own, "gap sample.ron"), Some(1), "the program alone");
    assert_eq!(within(own + 2 * kibibytes, "history sample.ron --verify"), Some(0));
    assert_eq!(within(own + 2 * kibibytes, "check sample.ron"), Some(0));
    assert_ne!(within(kibibytes / 2, "check sample.ron"), Some(0), "the bound holds");
}

#[test]
fn every_edit_is_listed_with_its_author_in_both_languages() {
    let home = edited();
    let ja = home.run(&["history", "sample.ron"]);
    assert_eq!((ja.code, ja.out.lines().count()), (Some(0), 3));
    assert!(ja.out.lines().nth(1).expect("a line").contains("馬場  vuln.scope.c"), "{}", ja.out);
    assert!(ja.out.contains("はい -> いいえ"), "{}", ja.out);
    let en = home.run(&["history", "sample.ron", "--lang", "en", "--id", "soc.scope.c"]);
    assert_eq!(en.out.lines().count(), 1, "{}", en.out);
    assert!(en.out.contains("don't know -> yes") || en.out.contains("-> yes"), "{}", en.out);
    let none = home.run(&["history", "sample.ron", "--since", "2999-01-01"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""));
    let json = home.run(&["history", "sample.ron", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["edits"].as_array().map(Vec::len), Some(3));
    assert_eq!(value["edits"][1]["by"], "馬場");
    assert!(value["first_fault"].is_null());
}

#[test]
fn a_file_without_a_history_has_no_edits_and_a_file_that_is_not_there_is_a_failure() {
    let home = Home::with_sample();
    let empty = home.run(&["history", "sample.ron"]);
    assert_eq!((empty.code, empty.out.as_str()), (Some(0), ""));
    assert_eq!(home.run(&["history", "nowhere.ron"]).code, Some(7));
    assert_eq!(home.run(&["history", "sample.ron", "--since", "yesterday"]).code, Some(2));
}

#[test]
fn verify_names_the_first_altered_record() {
    let home = edited();
    let path = history::path_of(&home.path("sample.ron"));
    let sound = home.run(&["history", "sample.ron", "--verify", "--lang", "en"]);
    assert_eq!(sound.code, Some(0));
    assert!(sound.out.contains("3 records, none altered"), "{}", sound.out);
    let text = fs::read_to_string(&path).expect("history");
    fs::write(&path, text.replacen("馬場", "番場", 1)).expect("altered");
    let altered = home.run(&["history", "sample.ron", "--verify", "--lang", "en"]);
    assert_eq!(altered.code, Some(4));
    assert!(altered.err.contains("sample.ron.history:2: from this record on"), "{}", altered.err);
    let listed = home.run(&["history", "sample.ron", "--lang", "en"]);
    assert_eq!(listed.code, Some(0));
    assert!(listed.err.contains("sample.ron.history:2"), "{}", listed.err);
    let back = home.run(&["gap", "sample.ron", "--as-at", "2026-01-01", "--lang", "en"]);
    assert_eq!(back.code, Some(4), "an altered history rebuilds nothing");
}

#[test]
fn an_earlier_moment_gives_the_report_of_then() {
    let home = Home::with_sample();
    let before = home.run(&["gap", "sample.ron", "--format", "json"]);
    let home = edited();
    let now = home.run(&["gap", "sample.ron", "--format", "json"]);
    assert_ne!(now.out, before.out, "the edits change the report");
    let history = home.run(&["history", "sample.ron", "--format", "json"]);
    let history: serde_json::Value = serde_json::from_str(&history.out).expect("JSON");
    let first_day = &history["edits"][0]["at"].as_str().expect("a time")[..10];
    let then = home.run(&["gap", "sample.ron", "--format", "json", "--as-at", first_day]);
    let as_at = format!("\"as_at\": \"{first_day}T00:00:00.000000Z\"");
    assert_eq!((then.out, then.err.as_str()), (before.out.replace("\"as_at\": null", &as_at), ""));
    let later = home.run(&["gap", "sample.ron", "--format", "json", "--as-at", "2999-01-01"]);
    assert_eq!(later.out.replace("\"2999-01-01T00:00:00.000000Z\"", "null"), now.out);
    let text = home.text("sample.ron").replace("\"青木\"", "\"somebody else\"");
    home.put("sample.ron", &text);
    let stuck = home.run(&["gap", "sample.ron", "--as-at", first_day, "--lang", "en"]);
    assert!(stuck.err.contains("could not be taken back"), "{}", stuck.err);
}

#[test]
fn a_moment_before_the_history_began_is_refused_by_every_door() {
    let home = edited();
    for (lang, word) in [("ja", "sample.ron: 履歴は "), ("en", "sample.ron: its history begins 2")] {
        for command in [&["gap", "sample.ron", "--as-at"][..], &["diff", "sample.ron", "--from"]] {
            let ran = home.run(&[command, &["2020-01-01", "--lang", lang]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{command:?}");
            assert!(ran.err.contains(word), "{}", ran.err);
        }
    }
    let to = home.run(&["diff", "sample.ron", "--from", "2999-01-01", "--to", "2020-01-01"]);
    assert_eq!(to.code, Some(2), "{}", to.err);
    let home = Home::with_sample();
    let ran = home.run(&["gap", "sample.ron", "--as-at", "2026-01-01", "--lang", "en"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("it has no history"), "{}", ran.err);
}

#[test]
fn a_report_of_an_earlier_moment_says_so() {
    let home = edited();
    for (lang, format, word) in [
        ("ja", "text", "\n2999-01-01 00:00:00 UTC 時点の内容(履歴から)\n"),
        ("en", "text", "\nAs it was at 2999-01-01 00:00:00 UTC, by the history\n"),
        ("ja", "markdown", "\n- 2999-01-01 00:00:00 UTC 時点の内容(履歴から)\n"),
        ("en", "markdown", "\n- As it was at 2999-01-01 00:00:00 UTC, by the history\n"),
    ] {
        let command = ["gap", "sample.ron", "--as-at", "2999-01-01", "--lang", lang, "--format", format];
        let ran = home.run(&command);
        assert!(ran.out.contains(word), "{}", ran.out);
    }
    let first = &home.run(&["history", "sample.ron", "--format", "json"]).out;
    let first: serde_json::Value = serde_json::from_str(first).expect("JSON");
    let day = &first["edits"][0]["at"].as_str().expect("a time")[..10];
    let ran = home.run(&["diff", "sample.ron", "--from", day, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(told["from"]["as_at"], format!("{day}T00:00:00.000000Z"));
    assert!(told["to"]["as_at"].is_null());
}

/// What a register's entry says otherwise is told as `diff` tells it, not as the file writes it.
#[test]
fn edits_of_registers_are_told_in_words_of_the_language() {
    let home = Home::with_sample();
    home.put("people.csv", "id,yomi,note\nP-01,はな,育休\n");
    home.put("documents.csv", "id,version\nD-02,2.2\n");
    for (sheet, what) in [("people.csv", "people"), ("documents.csv", "documents")] {
        let ran = home.run(&["import", "sample.ron", sheet, "--what", what, "--by", "青木"]);
        assert_eq!(ran.code, Some(0), "{}", ran.told());
    }
    let ja = home.run(&["history", "sample.ron"]).out;
    let en = home.run(&["history", "sample.ron", "--lang", "en"]).out;
    for (told, words) in
        [(&ja, ["よみ: ", "育休", "版: 2.1 -> 2.2"]), (&en, ["Reading: ", "育休", "Version: 2.1 -> 2.2"])]
    {
        for word in words {
            assert!(told.contains(word), "{word}: {told}");
        }
        for raw in ["yomi:", "version: ", "note:", "[", "\""] {
            assert!(!told.contains(raw), "{raw}: {told}");
        }
    }
}
