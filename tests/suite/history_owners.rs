//! A history belongs to one file: by its whole name and by the id of the file. A copy begins one of its own, an older
//! history stays with its file, and what happens to a file while it is open never costs a record.

use std::fs;
use std::os::unix::fs::symlink;

use kijun::store::history;
use kijun::store::lock::Lock;

use crate::home::{Home, Ran, SAMPLE};
use crate::pty_session::PtySession;
use crate::workbench_pty::{on_disk, open};

const ROW: &str = "pentest.tech.b#result";

fn run(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[arguments, &["--lang", "en"]].concat())
}

fn set(home: &Home, file: &str, answer: &str) -> Ran {
    let ran = run(home, &["set", file, ROW, answer, "--by", "青木"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran
}

/// How many records `kijun history` lists.
fn records(home: &Home, file: &str) -> usize {
    let ran = run(home, &["history", file]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out.lines().count()
}

fn sample(home: &Home) {
    assert_eq!(home.run(&["sample", "acme.ron"]).code, Some(0));
}

#[test]
fn an_edit_of_a_copy_says_nothing_about_the_file_it_was_made_of() {
    let home = Home::new();
    sample(&home);
    set(&home, "acme.ron", "yes");
    fs::copy(home.path("acme.ron"), home.path("acme.old")).expect("a copy");
    let told = set(&home, "acme.old", "no").err;
    assert!(told.contains("is a copy of acme.ron, so its history begins here"), "{told}");
    let gap = run(&home, &["gap", "acme.ron"]);
    assert_eq!(gap.err, "", "nothing of the copy is taken in");
    assert_eq!([records(&home, "acme.ron"), records(&home, "acme.old")], [1, 1]);
    let differs = run(&home, &["diff", "acme.ron", "acme.old"]);
    assert!(differs.out.contains(ROW), "{}", differs.out);
    let copy = history::of_assessment(&home.path("acme.old")).expect("a history");
    assert_eq!(copy.entries[0].record.from, "acme.ron");
    assert_eq!(copy.entries[0].record.file, on_disk(&home, "acme.ron").file_id);
    set(&home, "acme.old", "yes");
    let copy = history::of_assessment(&home.path("acme.old")).expect("a history");
    assert_eq!(copy.entries[1].record.from, "", "said once");
}

#[test]
fn a_new_file_of_the_same_stem_leaves_the_history_alone() {
    let home = Home::new();
    sample(&home);
    fs::copy(home.path("acme.ron"), home.path("keep")).expect("a copy");
    set(&home, "acme.ron", "no");
    // As a kill between history and file leaves it.
    fs::copy(home.path("keep"), home.path("acme.ron")).expect("put back");
    for name in ["acme.draft", "acme"] {
        let made = run(&home, &["new", name, "--organisation", "Z", "--category", "vuln"]);
        assert_eq!(made.code, Some(0), "{}", made.err);
        assert_eq!(records(&home, name), 0);
    }
    let gap = run(&home, &["gap", "acme.ron"]);
    assert!(gap.err.contains("edits in its history that the file lacks are taken in: 1"), "{}", gap.err);
    let refused = run(&home, &["new", "beta.ron.history", "--organisation", "Z", "--category", "vuln"]);
    assert_eq!(refused.code, Some(2), "{}", refused.err);
}

/// A file and a history as older programs wrote them: no id in either, and the short name.
fn older(home: &Home) {
    home.put("acme.ron", SAMPLE);
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats/1.history");
    fs::copy(fixture, home.path("acme.history")).expect("copied");
}

#[test]
fn an_older_history_stays_with_its_file_and_gets_its_name_with_the_first_edit() {
    let home = Home::new();
    older(&home);
    assert_eq!(records(&home, "acme.ron"), 1);
    let check = run(&home, &["check", "acme.ron"]);
    assert!(check.out.contains("acme.history: history sound"), "{}{}", check.out, check.err);
    fs::copy(home.path("acme.ron"), home.path("acme.old")).expect("a copy");
    assert_eq!(records(&home, "acme.old"), 0, "it is that of acme.ron");
    set(&home, "acme.old", "yes");
    assert!(home.path("acme.history").exists(), "an edit of the copy leaves it where it is");
    set(&home, "acme.ron", "yes");
    assert!(!home.path("acme.history").exists() && home.path("acme.ron.history").exists());
    assert_eq!(records(&home, "acme.ron"), 2);
    assert_eq!(run(&home, &["history", "acme.ron", "--verify"]).code, Some(0));
}

#[test]
fn a_file_made_anew_does_not_take_an_older_history_of_its_stem() {
    let home = Home::new();
    older(&home);
    fs::remove_file(home.path("acme.ron")).expect("removed");
    sample(&home);
    assert_eq!(records(&home, "acme.ron"), 0);
    set(&home, "acme.ron", "yes");
    assert_eq!(records(&home, "acme.ron"), 1);
    assert!(home.path("acme.history").exists());
}

#[test]
fn the_history_of_another_file_under_this_name_is_not_taken_for_its_own() {
    let home = Home::new();
    sample(&home);
    set(&home, "acme.ron", "no");
    assert_eq!(home.run(&["sample", "other.ron"]).code, Some(0));
    fs::copy(home.path("other.ron"), home.path("acme.ron")).expect("another file under that name");
    let gap = run(&home, &["gap", "acme.ron"]);
    assert!(gap.err.contains("the history of that name is another file's"), "{}", gap.err);
    let told = set(&home, "acme.ron", "yes").err;
    assert!(told.contains("acme.ron.history.1"), "{told}");
    assert_eq!(records(&home, "acme.ron"), 1);
    assert_eq!(home.text("acme.ron.history.1").lines().count(), 1);
}

#[test]
fn a_renamed_file_is_told_where_its_history_is() {
    let home = Home::new();
    sample(&home);
    set(&home, "acme.ron", "no");
    fs::rename(home.path("acme.ron"), home.path("beta.ron")).expect("renamed");
    let gap = run(&home, &["gap", "beta.ron"]);
    assert!(gap.err.contains("mv acme.ron.history beta.ron.history makes it go on"), "{}", gap.err);
    fs::rename(home.path("acme.ron.history"), home.path("beta.ron.history")).expect("renamed");
    assert_eq!(run(&home, &["gap", "beta.ron"]).err, "");
    assert_eq!(records(&home, "beta.ron"), 1);
}

/// Answers one more question in an open workbench, and waits until the file has it.
fn one_more(session: &mut PtySession, home: &Home, file: &str, claims: usize) {
    session.press(b"N");
    session.press(b"y");
    let told = format!("{claims} answers in the file");
    session.wait_for_screen(&told, |_| on_disk(home, file).claims.len() == claims);
}

fn new_file() -> Home {
    let home = Home::new();
    let made = run(&home, &["new", "acme.ron", "--organisation", "A", "--category", "vuln,soc"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    home.name_signer("acme.ron");
    home
}

#[test]
fn a_history_replaced_or_removed_while_open_gets_what_it_lacks() {
    let home = new_file();
    let history = home.path("acme.ron.history");
    let mut session = open(&home, "acme.ron");
    session.wait_to_see("saved");
    one_more(&mut session, &home, "acme.ron", 1);
    // As git pull, rsync and editors replace a file.
    fs::copy(&history, home.path("x")).expect("a copy");
    fs::rename(home.path("x"), &history).expect("replaced");
    session.press(b"j");
    session.wait_to_see("The history had been replaced or removed");
    one_more(&mut session, &home, "acme.ron", 2);
    assert_eq!(records(&home, "acme.ron"), 2);
    fs::write(home.path("y"), "").expect("an empty file");
    fs::rename(home.path("y"), &history).expect("replaced");
    one_more(&mut session, &home, "acme.ron", 3);
    assert_eq!(records(&home, "acme.ron"), 3, "an emptied one gets everything");
    fs::remove_file(&history).expect("removed");
    one_more(&mut session, &home, "acme.ron", 4);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(records(&home, "acme.ron"), 4);
    assert_eq!(run(&home, &["history", "acme.ron", "--verify"]).code, Some(0));
}

#[test]
fn a_folder_removed_while_open_comes_back_with_file_and_history() {
    let home = Home::new();
    fs::create_dir(home.path("in")).expect("a folder");
    let made = run(&home, &["new", "in/acme.ron", "--organisation", "A", "--category", "vuln,soc"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    home.name_signer("in/acme.ron");
    let mut session = open(&home, "in/acme.ron");
    session.wait_to_see("saved");
    one_more(&mut session, &home, "in/acme.ron", 1);
    fs::rename(home.path("in"), home.path("away")).expect("renamed");
    session.press(b"N");
    session.press(b"y");
    session.wait_for_screen("the file is there again", |_| home.path("in/acme.ron").exists());
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!((on_disk(&home, "in/acme.ron").claims.len(), records(&home, "in/acme.ron")), (2, 2));
}

/// A file that has become a link to what it was, while open with one answer.
fn replaced_by_a_link(home: &Home) -> PtySession {
    let mut session = open(home, "acme.ron");
    session.wait_to_see("saved");
    one_more(&mut session, home, "acme.ron", 1);
    fs::rename(home.path("acme.ron"), home.path("beta.ron")).expect("renamed");
    symlink("beta.ron", home.path("acme.ron")).expect("a link");
    session
}

#[test]
fn a_file_replaced_by_a_link_while_open_takes_history_and_lock_along() {
    let home = new_file();
    let mut session = replaced_by_a_link(&home);
    one_more(&mut session, &home, "beta.ron", 2);
    assert_eq!([records(&home, "acme.ron"), records(&home, "beta.ron")], [2, 2]);
    assert!(Lock::acquire(&home.path("beta.ron")).is_err(), "the lock is that of the target");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn a_file_that_leads_to_one_in_use_is_not_written() {
    let home = new_file();
    let mut session = replaced_by_a_link(&home);
    let held = Lock::acquire(&home.path("beta.ron")).expect("somebody else's lock");
    session.press(b"N");
    session.press(b"y");
    session.wait_to_see("NOT SAVED: in use");
    assert_eq!(on_disk(&home, "beta.ron").claims.len(), 1);
    drop(held);
    session.wait_for_screen("saved once it is free", |_| on_disk(&home, "beta.ron").claims.len() == 2);
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(records(&home, "beta.ron"), 2);
}

#[test]
fn a_name_in_another_normal_form_keeps_its_history() {
    // What a copy over another system makes of ガス会社.ron: the same name, its marks apart.
    let (composed, apart) = ("ガス会社.ron", "カ\u{3099}ス会社.ron");
    let home = Home::new();
    sample(&home);
    fs::rename(home.path("acme.ron"), home.path(composed)).expect("renamed");
    set(&home, composed, "yes");
    fs::rename(home.path(composed), home.path(apart)).expect("renamed");
    assert_eq!(records(&home, apart), 1);
    set(&home, apart, "no");
    assert_eq!(records(&home, apart), 2);
    assert!(home.path(&format!("{apart}.history")).exists());
    assert!(!home.path(&format!("{composed}.history")).exists());
    // Two files whose names differ in that alone have a history each.
    fs::copy(home.path(apart), home.path(composed)).expect("a copy");
    assert_eq!([records(&home, composed), records(&home, apart)], [0, 2]);
    set(&home, composed, "yes");
    assert_eq!([records(&home, composed), records(&home, apart)], [1, 2]);
}

#[test]
fn the_history_of_a_former_name_is_told_although_a_copied_one_has_the_same_id() {
    let home = Home::new();
    sample(&home);
    set(&home, "acme.ron", "yes");
    fs::copy(home.path("acme.ron"), home.path("old.ron")).expect("a copy");
    set(&home, "old.ron", "no");
    fs::rename(home.path("old.ron"), home.path("new.ron")).expect("renamed");
    let told = run(&home, &["gap", "new.ron"]).err;
    assert!(told.contains("still has the former name, old.ron.history"), "{told}");
}
