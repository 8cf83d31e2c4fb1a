//! A file and its history say the same, or it is told where they do not; comments do not vanish without a word; what
//! changes nothing leaves no record.

use std::fs;

use kijun::domain::text::Lang;
use kijun::store::history;
use kijun::tui::message::{Effect, StoreCommand};

use crate::desk::{Desk, USUAL, opened};
use crate::git_merge::{no_git, ok, parted, repository};
use crate::home::{Home, Ran};
use crate::workbench_pty::{leave_saved, on_disk, open};

const ROW: &str = "pentest.tech.b#result";

fn run(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[arguments, &["--lang", "en"]].concat())
}

fn sample() -> Home {
    let home = Home::new();
    assert_eq!(home.run(&["sample", "acme.ron"]).code, Some(0));
    home
}

fn set(home: &Home, row: &str, answer: &str, by: &str) -> Ran {
    let ran = run(home, &["set", "acme.ron", row, answer, "--by", by]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

fn records(home: &Home, file: &str) -> usize {
    history::of_assessment(&home.path(file)).expect("a history").entries.len()
}

/// Both languages: exit code 3, the texts named.
fn names(home: &Home, file: &str, parts: [&[&str]; 2]) {
    for (lang, parts) in ["ja", "en"].into_iter().zip(parts) {
        let ran = home.run(&["check", file, "--lang", lang]);
        assert_eq!(ran.code, Some(3), "{}", ran.told());
        for part in parts {
            assert!(ran.out.contains(part), "{part}: {}", ran.out);
        }
    }
}

#[test]
fn one_side_of_a_clash_committed_without_the_other_is_named() {
    if no_git("one_side_of_a_clash_committed_without_the_other_is_named") {
        return;
    }
    let home = repository();
    parted(&home, "acme.ron");
    let stopped = std::process::Command::new("git")
        .args(["-C", "repo", "merge", "--no-edit", "osaka"])
        .current_dir(home.path("."))
        .output();
    assert!(!stopped.expect("git runs").status.success());
    ok(&home, &["checkout", "--ours", "acme.ron"]);
    ok(&home, &["add", "-A"]);
    ok(&home, &["commit", "-qm", "merged"]);
    names(
        &home,
        "repo/acme.ron",
        [
            &[
                "違うものが1件",
                "forensic.qual.a",
                "答え: わからない -> いいえ",
                "馬場",
                "それより前の記録(",
                "青木)",
            ],
            &[
                "differ: 1",
                "forensic.qual.a",
                "Answer: don't know -> no",
                "馬場",
                "an earlier record left (",
                "青木)",
            ],
        ],
    );
}

#[test]
fn a_change_by_hand_is_named_with_both_values_and_is_no_fault() {
    let home = sample();
    set(&home, ROW, "no", "青木");
    set(&home, "vuln.scope.c", "yes", "青木");
    let text = home.text("acme.ron");
    let claim = format!("row: \"{ROW}\",\n            answer: \"");
    let by_hand = text.replacen(&format!("{claim}no"), &format!("{claim}yes"), 1);
    assert_ne!(by_hand, text, "{text}");
    home.put("acme.ron", &by_hand);
    names(
        &home,
        "acme.ron",
        [
            &["違うものが1件", ROW, "答え: いいえ -> はい", "どの記録にもない"],
            &["differ: 1", ROW, "Answer: no -> yes", "in no record"],
        ],
    );
    let (file, history) = (home.text("acme.ron"), home.text("acme.ron.history"));
    let recorded = run(&home, &["check", "acme.ron", "--record", "--by", "馬場"]);
    assert_eq!(recorded.code, Some(0), "{}", recorded.told());
    assert_eq!((home.text("acme.ron"), records(&home, "acme.ron")), (file, 3), "only the history");
    let listed = run(&home, &["history", "acme.ron"]).out;
    assert!(
        listed.contains("no -> yes  (changed in the file itself)") && listed.contains("馬場"),
        "{listed}"
    );
    assert_eq!(run(&home, &["check", "acme.ron", "--record"]).code, Some(0));
    assert_eq!(records(&home, "acme.ron"), 3, "nothing to record");
    home.put("acme.ron.history", &history);
    // Where the history has the last word again, nothing is left to tell.
    set(&home, ROW, "no", "青木");
    assert_eq!(run(&home, &["check", "acme.ron"]).code, Some(0));
}

#[test]
fn edits_that_are_ahead_undone_or_of_another_file_are_no_difference() {
    let home = sample();
    fs::copy(home.path("acme.ron"), home.path("before")).expect("a copy");
    set(&home, ROW, "no", "青木");
    fs::copy(home.path("before"), home.path("acme.ron")).expect("as a kill leaves it");
    let ahead = run(&home, &["check", "acme.ron"]);
    assert_eq!(ahead.code, Some(0), "{}", ahead.told());
    assert!(ahead.err.contains("taken in: 1"), "{}", ahead.err);
    let alone = run(&home, &["check", "acme.ron", "--file-only"]);
    assert_eq!(alone.code, Some(3), "the file alone lacks it: {}", alone.told());
    set(&home, "vuln.scope.c", "yes", "青木");
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    session.press(b"U");
    leave_saved(&mut session);
    assert_eq!(records(&home, "acme.ron"), 3);
    assert_eq!(run(&home, &["check", "acme.ron"]).code, Some(0));
    assert_eq!(home.run(&["sample", "other.ron"]).code, Some(0));
    fs::copy(home.path("other.ron"), home.path("acme.ron")).expect("another file under that name");
    assert_eq!(run(&home, &["check", "acme.ron"]).code, Some(0), "its history is not this one");
}

fn commented(home: &Home) {
    let text = home.text("acme.ron");
    let noted =
        text.replacen("    profile", "    // ask 馬場 /* twice */\n    /* 基準日は\n 未定 */ profile", 1);
    assert_ne!(noted, text);
    home.put("acme.ron", &noted);
}

#[test]
fn comments_are_told_before_a_command_writes_and_the_backup_has_them() {
    let told = "comments written by hand do not stay in it when it is written: 2, the first at 7:5";
    let home = sample();
    // A backup younger than an hour is no reason to lose them.
    set(&home, "vuln.scope.c", "no", "青木");
    commented(&home);
    let gap = run(&home, &["gap", "acme.ron"]);
    assert!(!gap.err.contains("comments"), "nothing is written: {}", gap.err);
    let ran = set(&home, "vuln.scope.c", "yes", "青木");
    assert!(ran.err.contains(told), "{}", ran.err);
    assert!(home.text(".acme.ron.bak-1").contains("ask 馬場"));
    assert!(!home.text("acme.ron").contains("ask 馬場"));
    let again = set(&home, "vuln.scope.c", "no", "青木").err;
    assert!(!again.contains("comments"), "once: {again}");
    commented(&home);
    home.put("people.csv", "id,name\nnew,馬場\n");
    let ran = run(&home, &["import", "acme.ron", "people.csv", "--what", "people", "--by", "青木"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(ran.err.contains(told), "{}", ran.err);
    fs::copy(home.path("acme.ron"), home.path("osaka.ron")).expect("a copy");
    fs::copy(home.path("acme.ron.history"), home.path("osaka.ron.history")).expect("a copy");
    set(&home, "soc.scope.c", "yes", "青木");
    commented(&home);
    assert_eq!(run(&home, &["set", "osaka.ron", "vuln.scope.b", "yes", "--by", "馬場"]).code, Some(0));
    let ran = run(&home, &["merge", "acme.ron", "osaka.ron", "--by", "青木"]);
    assert_eq!(ran.code, Some(0), "{}", ran.told());
    assert!(ran.err.contains(told), "{}", ran.err);
    let ja = |home: &Home| {
        commented(home);
        home.run(&["set", "acme.ron", "soc.scope.c", "no", "--lang", "ja"]).err
    };
    assert!(ja(&home).contains("手で書かれたコメント2個(最初は 7:5)"));
}

#[test]
fn the_workbench_tells_of_comments_when_it_opens_the_file() {
    let home = sample();
    commented(&home);
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("Comments (2, from line 7) go with the next save; a backup has them.");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert!(home.text("acme.ron").contains("ask 馬場"), "nothing was saved");
}

#[test]
fn what_looks_like_a_comment_in_a_text_is_none() {
    let home = sample();
    let remark = "https://example.jp/a /* b */ // c";
    let ran = run(&home, &["set", "acme.ron", ROW, "no", "--remark", remark, "--by", "青木"]);
    assert_eq!(ran.err, "");
    let again = set(&home, ROW, "yes", "青木");
    assert!(!again.err.contains("comments"), "{}", again.err);
}

#[test]
fn the_same_answer_on_the_same_day_leaves_no_record_and_on_another_day_one() {
    let home = sample();
    let at = |clock: &str, arguments: &[&str]| {
        let line = [&["set", "acme.ron", ROW], arguments, &["--by", "青木", "--lang", "en"]].concat();
        let ran = home.run_with("KIJUN_TEST_CLOCK", clock, &line);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.err
    };
    at("2026-11-29T10:00:00Z", &["no", "--remark", "one"]);
    let file = home.text("acme.ron");
    for arguments in [&["no"][..], &["no", "--remark", "one"]] {
        let told = at("2026-11-29T11:00:00Z", arguments);
        assert!(told.contains("given this answer today already"), "{told}");
    }
    assert_eq!((records(&home, "acme.ron"), home.text("acme.ron")), (1, file));
    assert_eq!(at("2026-11-29T12:00:00Z", &["no", "--remark", "two"]), "");
    assert_eq!(at("2026-11-30T10:00:00Z", &["no"]), "", "confirmed on another day");
    assert_eq!(records(&home, "acme.ron"), 3);
    let claim = on_disk(&home, "acme.ron").claim(ROW).cloned().expect("a claim");
    assert_eq!((claim.remark.as_str(), claim.at.get(..10)), ("two", Some("2026-11-30")));
}

#[test]
fn a_remark_stays_with_another_answer_and_is_told() {
    let home = sample();
    let remark = || on_disk(&home, "acme.ron").claim(ROW).cloned().expect("a claim").remark;
    let set = |arguments: &[&str]| {
        let ran = run(&home, &[&["set", "acme.ron", ROW], arguments, &["--by", "青木"]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.told());
        ran.err
    };
    set(&["no", "--remark", "asked legal"]);
    let told = set(&["yes"]);
    assert!(
        told.contains("the remark of the answer \"no\" stays: asked legal; --remark '' clears it"),
        "{told}"
    );
    assert_eq!(remark(), "asked legal");
    assert_eq!(set(&["no", "--remark", ""]), "");
    assert_eq!(remark(), "");
    assert_eq!(set(&["yes"]), "");
}

#[test]
fn the_reason_for_not_applicable_is_no_remark_of_another_answer() {
    let home = sample();
    let pack = &opened("").pack;
    let waivable = pack.rows().iter().enumerate().find(|(at, row)| {
        row.not_applicable == kijun::domain::pack::NotApplicable::WithReason && pack.answerable(*at)
    });
    let (_, row) = waivable.expect("a row that may be waived");
    let set = |arguments: &[&str]| {
        let ran = run(&home, &[&["set", "acme.ron", &row.id], arguments, &["--by", "青木"]].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.told());
    };
    let remark = || on_disk(&home, "acme.ron").claim(&row.id).cloned().expect("a claim").remark;
    set(&["na", "--remark", "not offered"]);
    set(&["na"]);
    assert_eq!(remark(), "not offered");
    set(&["yes"]);
    assert_eq!(remark(), "");
}

#[test]
fn an_import_that_changes_nothing_leaves_no_record() {
    let home = sample();
    set(&home, ROW, "no", "青木");
    let before = (records(&home, "acme.ron"), home.text("acme.ron"));
    for what in ["people", "answers"] {
        let out = run(&home, &["export", "acme.ron", "--what", what, "--out", "sheet.csv"]);
        assert_eq!(out.code, Some(0), "{}", out.told());
        let taken = run(&home, &["import", "acme.ron", "sheet.csv", "--what", what, "--by", "馬場"]);
        assert_eq!(taken.code, Some(0), "{}", taken.told());
        fs::remove_file(home.path("sheet.csv")).expect("removed");
    }
    assert_eq!((records(&home, "acme.ron"), home.text("acme.ron")), before);
}

#[test]
fn a_held_key_that_says_the_same_is_recorded_once() {
    let mut desk = Desk::at_row(Lang::En, USUAL, ROW);
    for _ in 0..20 {
        desk.press(kijun::tui::keys::Key::char('n'));
        let session = desk.model.desktop.session.clone().expect("open");
        desk.model.screens.assess.go(&session, session.pack.position(ROW).expect("the row"));
    }
    let recorded = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(StoreCommand::Record(..))))
        .count();
    assert_eq!(recorded, 1);
}
