//! The id in the header of a file: every new file has its own, an older one gets it with its first save, reading gives
//! none, and copies keep it.

use std::fs;

use kijun::store::file_id::{is_one, unique};
use kijun::store::history;

use crate::home::Home;
use crate::workbench_pty::{on_disk, open};

fn id(home: &Home, file: &str) -> String {
    on_disk(home, file).file_id
}

fn new(home: &Home, file: &str) {
    let made = home.run(&["new", file, "--organisation", "Acme", "--category", "vuln"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
}

fn answer(home: &Home, file: &str, answer: &str) {
    let ran = home.run(&["set", file, "vuln.scope.c", answer, "--by", "青木"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn every_new_file_has_an_id_of_its_own() {
    let home = Home::new();
    new(&home, "acme.ron");
    new(&home, "beta.ron");
    for name in ["one.ron", "two.ron"] {
        assert_eq!(home.run(&["sample", name]).code, Some(0));
    }
    let mut ids = ["acme.ron", "beta.ron", "one.ron", "two.ron"].map(|file| id(&home, file)).to_vec();
    assert!(ids.iter().all(|id| is_one(id)), "{ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    assert!(is_one(&unique()) && !is_one("") && !is_one("0123456789ABCDEF") && !is_one("0123456789abcde"));
}

#[test]
fn a_save_keeps_the_id_and_a_copy_has_it_too() {
    let home = Home::new();
    new(&home, "acme.ron");
    let first = id(&home, "acme.ron");
    fs::copy(home.path("acme.ron"), home.path("copy.ron")).expect("copied");
    answer(&home, "acme.ron", "yes");
    answer(&home, "copy.ron", "no");
    assert_eq!([id(&home, "acme.ron"), id(&home, "copy.ron")], [first.clone(), first]);
}

#[test]
fn reading_an_older_file_gives_it_no_id_and_the_first_save_does() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    let reads = [
        &["gap", "sample.ron"][..],
        &["check", "sample.ron"],
        &["export", "sample.ron"],
        &["history", "sample.ron"],
        &["diff", "sample.ron", "sample.ron"],
        &["merge", "sample.ron", "sample.ron", "--check"],
    ];
    for command in reads {
        let ran = home.run(command);
        assert!(ran.code < Some(4), "{command:?}: {}", ran.err);
    }
    assert_eq!(home.text("sample.ron"), before);
    answer(&home, "sample.ron", "yes");
    let given = id(&home, "sample.ron");
    assert!(is_one(&given));
    answer(&home, "sample.ron", "no");
    assert_eq!(id(&home, "sample.ron"), given);
}

#[test]
fn two_clones_of_an_older_file_get_the_same_id() {
    let home = Home::with_sample();
    answer(&home, "sample.ron", "yes");
    let older =
        home.text("sample.ron").replacen(&format!("    file: \"{}\",\n", id(&home, "sample.ron")), "", 1);
    assert!(!older.contains("\n    file: "));
    let history = fs::read(history::path_of(&home.path("sample.ron"))).expect("a history");
    let ids = ["tokyo", "osaka"].map(|clone| {
        let file = format!("{clone}/sample.ron");
        fs::create_dir(home.path(clone)).expect("a folder");
        home.put(&file, &older);
        fs::write(history::path_of(&home.path(&file)), &history).expect("written");
        answer(&home, &file, "no");
        id(&home, &file)
    });
    assert!(is_one(&ids[0]));
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn a_merge_keeps_the_id_of_our_file_and_takes_theirs_if_it_has_none() {
    let home = Home::with_sample();
    fs::copy(home.path("sample.ron"), home.path("theirs.ron")).expect("copied");
    answer(&home, "theirs.ron", "yes");
    assert_eq!(home.run(&["merge", "sample.ron", "theirs.ron"]).code, Some(0));
    assert_eq!(id(&home, "sample.ron"), id(&home, "theirs.ron"));
    let ours = id(&home, "sample.ron");
    let other = home.text("theirs.ron").replacen(&ours, "0123456789abcdef", 1);
    home.put("theirs.ron", &other);
    answer(&home, "theirs.ron", "no");
    let merged = home.run(&["merge", "sample.ron", "theirs.ron", "--take", "theirs"]);
    assert_eq!(merged.code, Some(0), "{}", merged.err);
    assert_eq!(id(&home, "sample.ron"), ours);
}

#[test]
fn the_workbench_gives_an_id_with_the_first_edit_and_not_by_looking() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    let mut session = open(&home, "sample.ron");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert_eq!(home.text("sample.ron"), before);
    let mut session = open(&home, "sample.ron");
    session.wait_to_see("saved");
    session.press(b"N");
    session.press(b"u");
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    assert!(is_one(&id(&home, "sample.ron")));
}
