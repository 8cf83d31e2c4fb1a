//! The real program: every command, every exit code, both languages. Hermetic: no environment but a home
//! folder of its own, and a fixed day.

use std::fs;
use std::io::pipe;
use std::path::Path;

use kijun::store::lock::Lock;

use crate::home::{Home, Ran, SAMPLE, both_languages};

/// Part of the sample whose change makes the audit category pass in full.
const WIDER_AUDIT: &str = "title: \"ISMS 内部監査\",";

#[test]
fn help_of_every_command_in_both_languages() {
    let home = Home::new();
    let commands = [
        "new",
        "gap",
        "why",
        "carriers",
        "plan",
        "forecast",
        "review",
        "what-if",
        "references",
        "questions",
        "set",
        "check",
        "history",
        "diff",
        "merge",
        "export",
        "import",
        "restore",
        "lint",
        "sample",
        "doctor",
        "help",
        "completions",
        "man",
    ];
    let mut told = vec![both_languages(&home, &["--help"])];
    for command in commands {
        told.push(format!("###### {command}\n{}", both_languages(&home, &[command, "--help"])));
    }
    insta::assert_snapshot!("help", told.join("\n"));
}

#[test]
fn version_names_program_and_version() {
    let ran = Home::new().run(&["--version"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), concat!("kijun ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn the_language_follows_option_then_locale_then_japanese() {
    let home = Home::new();
    let japanese = |ran: &Ran| ran.out.contains("使い方:");
    assert!(japanese(&home.run(&["--help"])));
    assert!(!japanese(&home.run_with("LANG", "en_US.UTF-8", &["--help"])));
    assert!(japanese(&home.run_with("LANG", "en_US.UTF-8", &["--lang", "ja", "--help"])));
    assert!(!japanese(&home.run_with("LC_ALL", "ja_JP.eucJP", &["--help"])));
    assert_eq!(home.run(&["--lang", "fr", "doctor"]).code, Some(2));
}

#[test]
fn a_command_line_that_is_not_understood_is_told_with_a_hint() {
    let home = Home::new();
    let cases: [&[&str]; 10] = [
        &["gap"],
        &["gap", "a.ron", "--fomat", "json"],
        &["gap", "a.ron", "--format", "yaml"],
        &["gap", "a.ron", "--as-of", "2027-02-30"],
        &["gap", "a.ron", "--as-of"],
        &["set", "a.ron", "vuln.qual.a", "maybe"],
        &["a.ron", "gap"],
        &["gap", "a.ron", "b.ron"],
        &["new", "a.ron", "--category", "vuln"],
        &["man", "gaps"],
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|arguments| {
            assert_eq!(home.run(arguments).code, Some(2), "{arguments:?}");
            format!("###### {arguments:?}\n{}", both_languages(&home, arguments))
        })
        .collect();
    insta::assert_snapshot!("usage", told.join("\n"));
}

/// The text of a file without its id, which is another one each time.
fn without_id(text: &str) -> String {
    let id = text.lines().find(|line| line.starts_with("    file: ")).expect("an id");
    text.replacen(&format!("{id}\n"), "", 1)
}

#[test]
fn new_makes_a_file_once() {
    let home = Home::new();
    let arguments = [
        "new",
        "a.ron",
        "--organisation",
        "株式会社アクメ",
        "--category",
        "pentest,vuln",
        "--reference-date",
        "2027-01-31",
    ];
    let ran = home.run(&arguments);
    let text = home.text("a.ron");
    insta::assert_snapshot!("new", format!("{}\n{}", ran.told(), without_id(&text)));
    let made = home.text("a.ron");
    let again = home.run(&["new", "a.ron", "--organisation", "B", "--category", "soc"]);
    assert_eq!((again.code, home.text("a.ron")), (Some(5), made), "{}", again.err);
    assert_eq!(home.names(), ["a.ron"]);
    let gap = home.run(&["gap", "a.ron"]);
    assert_eq!(gap.code, Some(3), "{}", gap.told());
}

#[test]
fn new_keeps_to_the_edition_asked_for() {
    let home = Home::new();
    let make = |edition: &str| {
        home.run(&["new", "a.ron", "--organisation", "A", "--category", "soc", "--edition", edition])
    };
    assert_eq!(make("3").code, Some(2));
    assert_eq!(make("4").code, Some(0));
    assert!(home.text("a.ron").contains("edition: \"4\""));
}

#[test]
fn new_refuses_what_the_pack_does_not_know() {
    let home = Home::new();
    let make = |category: &str, name: &str| {
        home.run(&["new", "a.ron", "--organisation", name, "--category", category, "--lang", "en"])
    };
    let unknown = make("vuln,pen", "A");
    assert_eq!((unknown.code, unknown.err.contains("no category pen")), (Some(2), true), "{}", unknown.err);
    assert_eq!(make("common", "A").code, Some(2));
    assert_eq!(make("vuln", "  ").code, Some(2));
    assert!(home.names().is_empty());
}

#[test]
fn sample_is_written_once_and_is_sound() {
    let home = Home::new();
    assert_eq!(home.run(&["sample", "s.ron"]).code, Some(0));
    assert_eq!(without_id(&home.text("s.ron")), SAMPLE);
    let checked = home.run(&["check", "s.ron", "--lang", "en"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""), "{}", checked.told());
    home.put("s.ron", "mine");
    let again = home.run(&["sample", "s.ron"]);
    assert_eq!((again.code, home.text("s.ron").as_str()), (Some(5), "mine"));
}

#[test]
fn gap_as_text_in_both_languages() {
    let home = Home::with_sample();
    let ja = home.run(&["gap", "sample.ron", "--as-of", "2027-01-31"]);
    insta::assert_snapshot!("gap_text_ja", ja.told());
    let en = home.run(&["gap", "sample.ron", "--as-of", "2027-01-31", "--lang", "en"]);
    insta::assert_snapshot!("gap_text_en", en.told());
}

#[test]
fn gap_as_markdown_of_one_category() {
    let home = Home::with_sample();
    let arguments =
        ["gap", "sample.ron", "--category", "audit", "--as-of", "2027-01-31", "--format", "markdown"];
    insta::assert_snapshot!("gap_markdown", home.run(&arguments).told());
}

#[test]
fn gap_as_json_of_one_category() {
    let home = Home::with_sample();
    let arguments = ["gap", "sample.ron", "--category", "soc", "--as-of", "2027-01-31", "--format", "json"];
    insta::assert_snapshot!("gap_json", home.run(&arguments).told());
}

#[test]
fn gap_on_another_day_judges_by_that_day() {
    let home = Home::with_sample();
    let verdict = |day: &str| {
        let ran = home.run(&["gap", "sample.ron", "--category", "vuln", "--format", "json", "--as-of", day]);
        let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let row = value["requirements"]
            .as_array()
            .and_then(|rows| rows.iter().find(|row| row["id"] == "vuln.tech.a#assign").cloned())
            .expect("the row");
        assert_eq!(value["reference_date"], day);
        row["verdict"].as_str().map(str::to_owned)
    };
    assert_eq!(verdict("2026-11-01").as_deref(), Some("satisfied"), "the certificate outlives the review");
    assert_eq!(verdict("2027-01-31").as_deref(), Some("needs-confirmation"), "it does not");
}

#[test]
fn exit_codes_of_gap_say_where_the_chosen_categories_stand() {
    let home = Home::with_sample();
    let code = |category: &str| home.run(&["gap", "sample.ron", "--category", category]).code;
    assert_eq!(code("pentest"), Some(1), "a gap");
    assert_eq!(code("audit"), Some(3), "to be confirmed");
    assert_eq!(code("forensic"), Some(3), "unanswered");
    assert_eq!(code("audit,pentest"), Some(1), "the worst counts");
    assert_eq!(code("nonsense"), Some(2), "no such category");
    assert!(SAMPLE.contains(WIDER_AUDIT));
    home.put("clear.ron", &SAMPLE.replace(WIDER_AUDIT, &format!("{WIDER_AUDIT} scope: \"service\",")));
    let clear = home.run(&["gap", "clear.ron", "--category", "audit"]);
    assert_eq!(clear.code, Some(0), "{}", clear.out);
}

#[test]
fn gap_needs_a_category() {
    let home = Home::new();
    home.put("a.ron", "(format: 1, pack: \"ss-criteria\", edition: \"4.1\", profile: (organisation: \"A\"))");
    assert_eq!(home.run(&["gap", "a.ron"]).code, Some(2));
    assert_eq!(home.run(&["gap", "a.ron", "--category", "vuln"]).code, Some(3));
}

#[test]
fn files_that_cannot_be_used_each_have_their_code() {
    let home = Home::new();
    home.put(
        "broken.ron",
        "(format: 1,\n  pack: \"ss-criteria\", edition: \"4.1\",\n  people: [(nmae: \"x\")])",
    );
    home.put("empty.ron", "");
    home.put("pack.ron", "(format: 1, pack: \"ss-criteria\", edition: \"99\")");
    home.put("newer.ron", "(format: 99, app: \"kijun 9.0\", whatever: 1)");
    home.put("hidden.ron", &SAMPLE.replace("みほんセキュリティ", "み\\u{1b}[31mほん"));
    fs::write(home.path("sjis.ron"), [0x28, 0x83, 0x65, 0x83, 0x58]).expect("a file");
    fs::create_dir(home.path("folder.ron")).expect("a folder");
    let cases = [
        ("broken.ron", 4),
        ("empty.ron", 4),
        ("pack.ron", 4),
        ("hidden.ron", 4),
        ("sjis.ron", 4),
        ("newer.ron", 6),
        ("missing.ron", 7),
        ("folder.ron", 7),
    ];
    let mut told = Vec::new();
    for (name, code) in cases {
        for command in ["gap", "check"] {
            let ran = home.run(&[command, name]);
            assert_eq!(ran.code, Some(code), "{command} {name}: {}", ran.told());
            assert!(!ran.err.contains('\u{1b}') && ran.out.is_empty(), "{}", ran.told());
        }
        told.push(format!("###### {name}\n{}", both_languages(&home, &["check", name])));
    }
    insta::assert_snapshot!("bad_files", told.join("\n"));
}

#[test]
fn set_records_the_answer_in_file_and_history() {
    let home = Home::with_sample();
    let arguments =
        ["set", "sample.ron", "pentest.tech.b#process", "yes", "--by", "鈴木 一郎", "--remark", "PTES"];
    let ran = home.run(&arguments);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.told());
    assert!(ran.out.contains("pentest.tech.b#process") && ran.out.contains("はい (PTES)"), "{}", ran.out);
    assert!(home.text("sample.ron").contains("remark: \"PTES\""));
    let history = home.text("sample.ron.history");
    assert!(history.contains("pentest.tech.b#process") && history.contains("鈴木 一郎"), "{history}");
    let checked = home.run(&["check", "sample.ron"]);
    assert_eq!(checked.code, Some(0), "{}", checked.told());
    assert!(checked.out.contains("履歴1件"), "{}", checked.out);
    assert_eq!(
        home.names(),
        [".sample.ron.bak-1", "sample.ron", "sample.ron.history"],
        "what was replaced is kept; no lock and no left-over"
    );
}

#[test]
fn set_changes_nothing_where_the_answer_stands_already() {
    let home = Home::with_sample();
    let arguments = ["set", "sample.ron", "soc.scope.a", "yes", "--by", "山本 大輔"];
    let same_day = home.run_with("KIJUN_TEST_CLOCK", "2026-11-18T09:00:00Z", &arguments);
    assert_eq!(same_day.code, Some(0), "{}", same_day.err);
    assert_eq!(home.text("sample.ron"), SAMPLE);
    assert_eq!(home.names(), ["sample.ron"]);
}

#[test]
fn set_refuses_what_cannot_be_answered() {
    let home = Home::with_sample();
    let cases: [&[&str]; 6] = [
        &["set", "sample.ron", "vuln.qual.c.iv", "yes"],
        &["set", "sample.ron", "vuln.tech.b", "yes"],
        &["set", "sample.ron", "pentest.qual.inherit", "yes"],
        &["set", "sample.ron", "vuln.tech.a.iii.a", "yes"],
        &["set", "sample.ron", "vuln.qual.a", "na", "--remark", "x"],
        &["set", "sample.ron", "vuln.scope.c", "na"],
    ];
    let told: Vec<String> = cases
        .iter()
        .map(|arguments| {
            assert_eq!(home.run(arguments).code, Some(2), "{arguments:?}");
            format!("###### {arguments:?}\n{}", both_languages(&home, arguments))
        })
        .collect();
    insta::assert_snapshot!("set_refused", told.join("\n"));
    assert_eq!(home.text("sample.ron"), SAMPLE);
    assert_eq!(home.names(), ["sample.ron"]);
}

#[test]
fn set_waits_for_nobody_who_holds_the_file() {
    let home = Home::with_sample();
    let lock = Lock::acquire(&home.path("sample.ron")).expect("a lock");
    let ran = home.run(&["set", "sample.ron", "soc.scope.a", "no"]);
    assert_eq!(ran.code, Some(5), "{}", ran.told());
    assert_eq!(home.text("sample.ron"), SAMPLE);
    drop(lock);
    assert_eq!(home.run(&["set", "sample.ron", "soc.scope.a", "no"]).code, Some(0));
}

#[test]
fn check_finds_a_history_that_was_tampered_with() {
    let home = Home::with_sample();
    assert_eq!(home.run(&["set", "sample.ron", "soc.scope.a", "no", "--by", "A"]).code, Some(0));
    let history = home.text("sample.ron.history");
    home.put("sample.ron.history", &history.replace("\"no\"", "\"na\""));
    let ran = home.run(&["check", "sample.ron", "--lang", "en"]);
    assert_eq!(ran.code, Some(4), "{}", ran.told());
    assert!(ran.err.contains("sample.ron.history:1: this record cannot be trusted"), "{}", ran.err);
}

#[test]
fn questions_lists_every_row_of_an_edition() {
    let home = Home::new();
    let count = |arguments: &[&str]| {
        let ran = home.run(arguments);
        let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        value["questions"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(count(&["questions", "--format", "json"]), 202);
    assert_eq!(count(&["questions", "--format", "json", "--edition", "4"]), 195);
    assert_eq!(count(&["questions", "--format", "json", "--category", "common,audit"]), 29);
    insta::assert_snapshot!("questions", both_languages(&home, &["questions", "--category", "common"]));
    assert_eq!(home.run(&["questions", "--edition", "5"]).code, Some(2));
    assert_eq!(home.run(&["questions", "--category", "vuln2"]).code, Some(2));
}

#[test]
fn lint_of_ours_is_clean_and_of_a_broken_pack_is_not() {
    let home = Home::new();
    let ours = home.run(&["lint", "--lang", "en"]);
    assert_eq!((ours.code, ours.out.ends_with("faults: 0\n")), (Some(0), true), "{}", ours.told());
    fs::create_dir(home.path("mine")).expect("a folder");
    home.put("mine/pack.ron", "Pack(format: 1, id: \"mine\", edition: \"1\", titel: (ja: \"a\", en: \"b\"))");
    let broken = home.run(&["lint", "mine"]);
    assert_eq!(broken.code, Some(4), "{}", broken.told());
    assert!(broken.out.contains("mine/pack.ron:1:"), "{}", broken.out);
    assert_eq!(home.run(&["lint", "nowhere"]).code, Some(7));
}

#[test]
fn doctor_names_places_packs_and_language() {
    let home = Home::new();
    let ran = home.run_with("TERM", "xterm\u{1b}[31m", &["doctor", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    let folder = home.path("").display().to_string();
    insta::assert_snapshot!("doctor", ran.out.replace(folder.trim_end_matches('/'), "HOME"));
}

#[test]
fn a_folder_of_ones_own_holds_everything() {
    let home = Home::new();
    let ran = home.run(&["doctor", "--data-dir", "/srv/kijun"]);
    assert!(ran.out.contains("/srv/kijun/questionnaires"), "{}", ran.out);
    let ran = home.run_with("KIJUN_DATA_DIR", "/srv/other", &["doctor"]);
    assert!(ran.out.contains("/srv/other/questionnaires"), "{}", ran.out);
}

#[test]
fn completions_and_manual_name_every_command() {
    let home = Home::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = home.run(&["completions", shell]);
        assert_eq!(ran.code, Some(0), "{shell}");
        assert!(ran.out.contains("KIJUN_COMPLETE"), "{shell}: the program itself is asked");
    }
    assert_eq!(home.run(&["completions", "tcsh"]).code, Some(2));
    let page = home.run(&["man", "--lang", "en"]);
    assert!(
        page.out.contains(".TH kijun 1")
            && page.out.contains("Answer one question")
            && page.out.contains("kijun\\-set(1)"),
        "{}",
        page.out
    );
    let page = home.run(&["man", "gap"]);
    assert!(page.out.contains("別の基準日"), "{}", page.out);
}

#[test]
fn without_a_terminal_the_workbench_says_what_to_do() {
    let home = Home::with_sample();
    insta::assert_snapshot!("no_terminal", both_languages(&home, &["sample.ron"]));
}

#[test]
fn a_reader_that_has_left_is_no_failure() {
    let home = Home::with_sample();
    for arguments in [["gap", "sample.ron"], ["questions", "--lang=en"]] {
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let output = home.command(&arguments).stdout(writer).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    let status = home.command(&["gap", "missing.ron"]).stderr(writer).status().expect("the program runs");
    assert_eq!(status.code(), Some(7), "the fault keeps its code though nobody reads it");
}

#[test]
fn a_full_disk_under_the_output_is_a_failure() {
    let full = Path::new("/dev/full");
    if !full.exists() {
        return;
    }
    let home = Home::with_sample();
    let full = fs::OpenOptions::new().write(true).open(full).expect("the full device");
    let onto = |arguments: &[&str]| {
        let full = full.try_clone().expect("the same device");
        Ran::of(home.command(arguments).stdout(full).output().expect("the program runs"))
    };
    let ran = onto(&["gap", "sample.ron"]);
    assert_eq!(ran.code, Some(7));
    assert!(ran.err.contains("結果を標準出力に書けません(空き容量なし)"), "{}", ran.err);
    // What was to be changed is changed, and the failure does not hide it.
    let ran = onto(&["set", "sample.ron", "pentest.tech.b#result", "yes", "--by", "青木", "--lang", "en"]);
    assert_eq!(ran.code, Some(7));
    assert!(ran.err.contains("has been made all the same"), "{}", ran.err);
    assert!(home.text("sample.ron").contains("青木"));
}

#[test]
fn nothing_of_the_command_line_steers_the_terminal() {
    let home = Home::new();
    for arguments in [["gap", "\u{1b}[31m.ron"], ["gap", "--\u{1b}]0;x\u{7}"], ["man", "\u{1b}[2J"]] {
        let ran = home.run(&arguments);
        assert!(!ran.err.contains(['\u{1b}', '\u{7}']) && ran.out.is_empty(), "{}", ran.told());
        assert!(ran.err.contains('␛'), "{}", ran.err);
    }
}

/// What stands in the same place is named before what is merely spelt alike, whatever the case.
#[test]
fn the_nearest_ids_are_those_of_the_same_place() {
    let home = Home::with_sample();
    for (typed, wanted) in
        [("vuln.tech.z", "vuln.tech."), ("VULN.TECH.BB", "vuln.tech."), ("vuln.qual.c.9", "vuln.qual.c.")]
    {
        for command in [&["set", "sample.ron", typed, "yes"][..], &["why", "sample.ron", typed]] {
            let ran = home.run(&[command, &["--lang", "en"]].concat());
            let near = ran.err.split("the nearest are ").nth(1).unwrap_or_default().to_owned();
            assert_eq!(ran.code, Some(2), "{}", ran.told());
            assert!(near.starts_with(wanted), "{command:?}: {}", ran.err);
        }
    }
}
