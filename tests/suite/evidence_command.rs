//! `kijun check --evidence` and `kijun evidence`: the real program on real files.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::home::{Home, both_languages};
use crate::workbench_pty::run;

/// `printf abc | sha256sum`.
const ABC: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A home with one lead and a folder of files, two of which are entered as evidence.
fn home() -> Home {
    let home = Home::with_lead();
    fs::create_dir(home.path("proof")).expect("a folder");
    for (file, text) in [("ceh.pdf", "abc"), ("report.pdf", "def"), ("free.pdf", "ghi")] {
        home.put(&format!("proof/{file}"), text);
        changed_on_a_day(&home, &format!("proof/{file}"));
    }
    let link = |file: &str, kind: &str, shows: &str| {
        let ran = home
            .run(&["evidence", "a.ron", "--link", file, "--kind", kind, "--shows", shows, "--by", "佐藤"]);
        assert_eq!(ran.code, Some(0), "{}", ran.told());
    };
    link("proof/ceh.pdf", "E1", "P-01,vuln.tech.a.i");
    link("proof/report.pdf", "E5", "vuln.tech.b#result");
    home
}

/// Gives a file the day 2026-11-30, whatever the day is on which the test runs.
fn changed_on_a_day(home: &Home, file: &str) {
    let file = fs::File::options().append(true).open(home.path(file)).expect("open");
    let moment = std::time::UNIX_EPOCH + Duration::from_secs(1_796_000_000);
    file.set_modified(moment).expect("a day");
}

fn checked(home: &Home) -> (Option<i32>, Value) {
    let ran = home.run(&["check", "a.ron", "--evidence", "--format", "json"]);
    (ran.code, serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.told())))
}

fn states(home: &Home) -> Vec<String> {
    let (_, told) = checked(home);
    let entries = told["entries"].as_array().expect("entries").clone();
    entries.iter().map(|entry| entry["state"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_linked_file_has_its_digest_its_day_and_its_title() {
    let home = home();
    let text = home.text("a.ron");
    assert!(text.contains(ABC) && text.contains("file: \"proof/ceh.pdf\""), "{text}");
    assert!(text.contains("title: \"ceh\"") && text.contains("on: \"2026-11-30\""), "{text}");
    assert_eq!(states(&home), ["same", "same"]);
    let (code, told) = checked(&home);
    assert_eq!((code, told["loose"][0]["file"].as_str()), (Some(0), Some("people.csv")), "{told:#}");
    // The file itself was left alone, and one edit of the history takes the entry back.
    assert_eq!(home.text("proof/ceh.pdf"), "abc");
    let history = home.run(&["history", "a.ron", "--id", "E-01", "--lang", "en"]);
    assert!(history.out.contains("佐藤  E-01: added"), "{}", history.told());
    let again = home.run(&["evidence", "a.ron", "--link", "./proof/../proof/ceh.pdf", "--lang", "en"]);
    assert_eq!(again.code, Some(2), "{}", again.told());
    assert!(again.err.contains("E-01 names this file already"), "{}", again.err);
}

#[test]
fn what_happened_to_files_is_told_in_both_languages() {
    let home = home();
    home.put("proof/report.pdf", "another");
    fs::remove_file(home.path("proof/ceh.pdf")).expect("removed");
    let sheet = "書類名,添付番号,種類,示すもの,ファイル,ダイジェスト\n\
        体制図,1-1,E2,,proof/free.pdf,md5:900150983cd24fb0d6963f7d28e17f72\n\
        もう一度,1-1,E2,,proof/free.pdf,\n\
        原本は人事部,,E3,,,\n\
        どこか,,E2,,/dev/zero,\n";
    home.put("rows.csv", sheet);
    let ran = home.run(&["import", "a.ron", "rows.csv", "--what", "evidence", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(ran.err.contains("/dev/zero: a pipe or a device, not a file; no digest"), "{}", ran.err);
    let wanted = ["missing", "changed", "not-comparable", "same", "no-file", "special"];
    assert_eq!(states(&home), wanted);
    assert_eq!(home.run(&["check", "a.ron"]).code, Some(0), "the usual check knows nothing of files");
    for file in ["people.csv", "posts.csv", "rows.csv"] {
        changed_on_a_day(&home, file);
    }
    insta::assert_snapshot!(both_languages(&home, &["check", "a.ron", "--evidence"]));
}

#[test]
fn digests_are_taken_for_entries_that_have_none_and_anew_where_that_is_asked_for() {
    let home = home();
    home.put("rows.csv", "id,ダイジェスト\nE-01,\nE-02,md5:1\n");
    let ran = home.run(&["import", "a.ron", "rows.csv", "--what", "evidence", "--check"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    let bare = home.text("a.ron").replace(ABC, "");
    home.put("a.ron", &bare);
    home.run(&["check", "a.ron", "--record"]);
    assert_eq!(states(&home), ["no-digest", "same"]);
    let ran = home.run(&["evidence", "a.ron", "--digests", "--by", "佐藤", "--lang", "en"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), &*format!("E-01 proof/ceh.pdf: {ABC}\n")),
        "{}",
        ran.err
    );
    assert_eq!(states(&home), ["same", "same"]);
    // A file that was changed keeps the digest it had, unless somebody says that it may change.
    home.put("proof/ceh.pdf", "a new one");
    let ran = home.run(&["evidence", "a.ron", "--digests", "--lang", "en"]);
    assert_eq!(ran.out, "there is no digest to take\n", "{}", ran.err);
    assert_eq!(states(&home), ["changed", "same"]);
    assert_eq!(home.run(&["evidence", "a.ron", "--renew", "E-01"]).code, Some(0));
    assert_eq!(states(&home), ["same", "same"]);
    let ran = home.run(&["evidence", "a.ron", "--renew", "E-09", "--lang", "en"]);
    assert_eq!(ran.code, Some(2), "{}", ran.told());
    fs::remove_file(home.path("proof/ceh.pdf")).expect("removed");
    let ran = home.run(&["evidence", "a.ron", "--renew", "E-01", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(3), "E-01 proof/ceh.pdf: not found\n"));
}

#[test]
fn an_import_takes_the_digest_of_a_file_that_is_there_and_says_where_none_is() {
    let home = Home::with_lead();
    home.put("abc.pdf", "abc");
    home.put("rows.csv", "書類名,ファイル\nあり,abc.pdf\nなし,gone.pdf\n");
    let ran = home.run(&["import", "a.ron", "rows.csv", "--what", "evidence", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(ran.err.contains("E-02 gone.pdf: not found; no digest was taken"), "{}", ran.err);
    assert_eq!(states(&home), ["same", "missing"]);
    // Another file under the same entry brings its own digest; one that was typed stays.
    home.put("other.pdf", "other");
    home.put("rows.csv", "id,ファイル\nE-01,other.pdf\n");
    home.run(&["import", "a.ron", "rows.csv", "--what", "evidence"]);
    assert_eq!(states(&home), ["same", "missing"]);
    home.put("rows.csv", &format!("id,ファイル,ダイジェスト\nE-02,other.pdf,{ABC}\n"));
    home.run(&["import", "a.ron", "rows.csv", "--what", "evidence"]);
    assert_eq!(states(&home), ["same", "changed"]);
}

#[test]
fn the_list_names_what_no_evidence_names() {
    let home = home();
    home.put("proof/esc\u{1b}[2J.pdf", "");
    changed_on_a_day(&home, "proof/esc\u{1b}[2J.pdf");
    insta::assert_snapshot!(both_languages(&home, &["evidence", "a.ron", "--root", "proof"]));
    let ran = home.run(&["evidence", "a.ron", "--link", "proof/esc\u{1b}[2J.pdf", "--lang", "en"]);
    assert_eq!(ran.code, Some(2), "{}", ran.told());
    assert!(!ran.err.contains('\u{1b}') && ran.err.contains("rename the file"), "{}", ran.err);
    for (arguments, code) in [
        (&["evidence", "a.ron", "--root", "nowhere"][..], 7),
        (&["evidence", "a.ron", "--link", "nowhere.pdf"], 7),
        (&["evidence", "a.ron", "--link", "proof"], 7),
        (&["evidence", "a.ron", "--link", "proof/free.pdf", "--kind", "E99"], 4),
        (&["evidence", "a.ron", "--link", "proof/free.pdf", "--shows", "vuln.nothing"], 4),
        (&["evidence", "a.ron", "--kind", "E1"], 2),
        (&["check", "a.ron", "--format", "json"], 2),
    ] {
        let before = home.text("a.ron");
        let ran = home.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!(ran.code, Some(code), "{arguments:?}: {}", ran.told());
        assert!(ran.err.contains("error:"), "{arguments:?}: {}", ran.err);
        assert_eq!(home.text("a.ron"), before, "{arguments:?}");
    }
}

#[test]
fn a_file_outside_the_folder_is_read_and_that_is_said() {
    let home = Home::with_lead();
    fs::create_dir(home.path("acme")).expect("a folder");
    fs::rename(home.path("a.ron"), home.path("acme/a.ron")).expect("moved");
    home.put("far.pdf", "abc");
    let ran = home.run(&["evidence", "acme/a.ron", "--link", "far.pdf", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(ran.err.contains("far.pdf: lies outside the folder"), "{}", ran.err);
    let ran = home.run(&["check", "acme/a.ron", "--evidence", "--lang", "en"]);
    assert!(ran.out.contains("files outside the folder"), "{}", ran.told());
}

/// Rows that stand by a claim alone and ask for kinds of evidence, then with evidence for them.
#[test]
fn a_row_that_stands_wants_evidence_of_its_kinds() {
    let home = home();
    let lacks = |row: &str| {
        let (_, told) = checked(&home);
        let rows = told["requirements"].as_array().expect("rows").clone();
        rows.into_iter().find(|found| found["id"] == row).map(|found| found["missing"].to_string())
    };
    assert_eq!(lacks("vuln.tech.b#result"), None, "nobody claims it yet");
    assert_eq!(home.run(&["set", "a.ron", "vuln.tech.b#result", "yes", "--by", "佐藤"]).code, Some(0));
    assert_eq!(lacks("vuln.tech.b#result").as_deref(), Some("[\"E6\"]"), "E5 is there");
    home.put("spec.pdf", "spec");
    let link = ["evidence", "a.ron", "--link", "spec.pdf", "--kind", "E6", "--shows", "vuln.tech.b"];
    assert_eq!(home.run(&link).code, Some(0));
    assert_eq!(lacks("vuln.tech.b#result"), None, "what shows the whole shows its parts");
    assert_eq!(home.run(&["set", "a.ron", "vuln.tech.b#result", "no", "--by", "佐藤"]).code, Some(0));
    assert_eq!(checked(&home).0, Some(0), "a no asks for no proof");
}

#[test]
fn the_kinds_a_row_lacks_are_told_apart() {
    let home = Home::with_lead();
    assert_eq!(home.run(&["set", "a.ron", "vuln.tech.b#result", "yes", "--by", "佐藤"]).code, Some(0));
    let told = home.run(&["check", "a.ron", "--evidence", "--lang", "ja"]).out;
    let line = told.lines().find(|line| line.starts_with("- vuln.tech.b#result")).expect("a line");
    let [e6, e5] = ["E6 ", " / E5 "].map(|kind| line.find(kind).expect(kind));
    assert!(e6 < e5, "{line}");
}

#[test]
fn kinds_ids_and_files_are_completed() {
    let home = home();
    let completed = |words: &[&str]| {
        let line = [&["--", "kijun", "evidence", "a.ron"], words].concat();
        home.run_with("KIJUN_COMPLETE", "fish", &line).out
    };
    assert!(completed(&["--kind", "E1"]).contains("E13"), "{}", completed(&["--kind", "E1"]));
    assert!(completed(&["--renew", "E-0"]).contains("E-02"));
    assert!(completed(&["--shows", "P-0"]).contains("P-01"));
    assert!(completed(&["--link", "pro"]).contains("proof/"));
}

/// A file that would take minutes: it is said how far one is, and Ctrl-c ends it at once with nothing written.
#[test]
fn an_interrupt_ends_the_reading_and_leaves_the_file_as_it_was() {
    let home = home();
    let huge = fs::File::create(home.path("huge.img")).expect("a file");
    huge.set_len(64 << 30).expect("a hole");
    let before = home.text("a.ron");
    let program = env!("CARGO_BIN_EXE_kijun");
    let mut session = run(&home, &[program, "evidence", "a.ron", "--link", "huge.img", "--lang", "en"]);
    session.wait_to_see("reading huge.img");
    session.send(b"\x03");
    assert_ne!(session.exit_code(), 0);
    assert_eq!(home.text("a.ron"), before);
    assert!(!home.path(".a.ron.lock").exists(), "{:?}", home.names());
}

/// A folder with a pipe, a device and a circle of links in it is looked through at once.
#[test]
fn nothing_in_a_folder_keeps_the_command_waiting() {
    let home = home();
    for (target, name) in [("/dev/zero", "zero"), ("b", "a"), ("a", "b"), (".", "again")] {
        std::os::unix::fs::symlink(target, home.path(&format!("proof/{name}"))).expect("a link");
    }
    let made = std::process::Command::new("mkfifo").arg(home.path("proof/pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "a pipe");
    let rows: String = ["zero", "pipe", "a", "again"].map(|name| format!("{name},proof/{name}\n")).concat();
    home.put("rows.csv", &format!("書類名,ファイル\n{rows}"));
    let began = Instant::now();
    assert_eq!(home.run(&["import", "a.ron", "rows.csv", "--what", "evidence"]).code, Some(0));
    assert_eq!(states(&home)[2..], ["special", "special", "link-circle", "folder"]);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}
