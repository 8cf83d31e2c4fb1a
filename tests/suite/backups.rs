//! The last good versions of a file: how many, how often, for whose eyes, and how one comes back.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, symlink};
use std::time::{Duration, SystemTime};

use kijun::store::backups::{self, APART, KEPT};
use kijun::store::history;

use crate::home::Home;

fn answer(home: &Home, answer: &str) {
    let ran = home.run(&["set", "sample.ron", "vuln.scope.c", answer, "--by", "青木"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

/// As if the newest backup had been made long ago.
fn age(home: &Home) {
    let newest = backups::list(&home.path("sample.ron")).remove(0);
    let file = File::options().write(true).open(newest.path).expect("the backup");
    file.set_modified(SystemTime::now() - APART - Duration::from_secs(1)).expect("a time");
}

#[test]
fn a_save_keeps_what_it_replaces_now_and_then_and_never_more_than_a_few() {
    let home = Home::with_sample();
    let first = home.text("sample.ron");
    assert!(backups::list(&home.path("sample.ron")).is_empty());
    answer(&home, "yes");
    assert_eq!(home.text(".sample.ron.bak-1"), first);
    answer(&home, "no");
    assert_eq!(home.text(".sample.ron.bak-1"), first, "not for every save");
    for number in 0..KEPT + 2 {
        age(&home);
        let before = home.text("sample.ron");
        answer(&home, ["yes", "no"][number % 2]);
        assert_eq!(home.text(".sample.ron.bak-1"), before);
    }
    let kept = backups::list(&home.path("sample.ron"));
    assert_eq!(kept.iter().map(|backup| backup.number).collect::<Vec<_>>(), (1..=KEPT).collect::<Vec<_>>());
    for backup in kept {
        assert_eq!(fs::metadata(&backup.path).expect("there").mode() & 0o777, 0o600);
    }
    assert!(!home.path(&format!(".sample.ron.bak-{}", KEPT + 1)).exists());
}

#[test]
fn a_backup_is_never_written_through_a_link_nor_made_of_what_somebody_else_wrote() {
    let home = Home::with_sample();
    home.put("victim", "untouched");
    symlink(home.path("victim"), home.path(".sample.ron.bak-1")).expect("a link");
    answer(&home, "yes");
    assert_eq!(home.text("victim"), "untouched");
    assert!(backups::list(&home.path("sample.ron")).iter().all(|backup| backup.path != home.path("victim")));
}

#[test]
fn a_folder_that_takes_no_backup_still_takes_the_save() {
    let home = Home::with_sample();
    fs::create_dir(home.path(".sample.ron.bak-5")).expect("in the way");
    fs::create_dir(home.path(".sample.ron.bak-4")).expect("in the way");
    fs::write(home.path(".sample.ron.bak-5/x"), "").expect("not empty");
    answer(&home, "yes");
    assert!(home.text("sample.ron").contains("青木"));
}

#[test]
fn a_damaged_file_names_its_backup_and_comes_back_with_everything_since() {
    let home = Home::with_sample();
    answer(&home, "yes");
    answer(&home, "no");
    let good = home.text("sample.ron");
    let damaged = &good[..good.len() / 2];
    home.put("sample.ron", damaged);
    for (command, lang) in [(&["gap", "sample.ron"][..], "ja"), (&["check", "sample.ron"], "en")] {
        let mut all = vec!["--lang", lang];
        all.extend(command);
        let ran = home.run(&all);
        assert_eq!(ran.code, Some(4));
        assert!(ran.err.contains("kijun restore sample.ron"), "{}", ran.err);
        assert!(ran.err.contains(".sample.ron.bak-1"), "{}", ran.err);
    }
    let listed = home.run(&["restore", "sample.ron", "--list", "--lang", "en"]);
    assert!(listed.out.contains(".sample.ron.bak-1  sound"), "{}", listed.out);
    let back = home.run(&["restore", "sample.ron", "--lang", "en"]);
    assert_eq!(back.code, Some(0), "{}", back.err);
    assert!(back.out.contains("taken in from the history: 2"), "{}", back.out);
    assert_eq!(home.text("sample.ron"), good);
    assert_eq!(home.text("sample.ron.damaged"), damaged);
    assert_eq!(home.run(&["restore", "sample.ron"]).code, Some(2), "a sound file is left alone");
}

#[test]
fn a_file_that_is_gone_comes_back_and_one_without_backups_is_told() {
    let home = Home::with_sample();
    answer(&home, "yes");
    let good = home.text("sample.ron");
    fs::remove_file(home.path("sample.ron")).expect("removed");
    let told = home.run(&["gap", "sample.ron"]);
    assert_eq!(told.code, Some(7));
    assert!(told.err.contains("kijun restore sample.ron"), "{}", told.err);
    assert_eq!(home.run(&["restore", "sample.ron"]).code, Some(0));
    assert_eq!(home.text("sample.ron"), good);
    home.put("other.ron", "(");
    let none = home.run(&["restore", "other.ron", "--lang", "en"]);
    assert_eq!((none.code, home.text("other.ron").as_str()), (Some(7), "("));
    assert!(none.err.contains("no backup that can be read"), "{}", none.err);
    assert!(!history::path_of(&home.path("other.ron")).exists());
}

#[test]
fn a_damaged_backup_is_passed_over() {
    let home = Home::with_sample();
    answer(&home, "yes");
    age(&home);
    answer(&home, "no");
    home.put(".sample.ron.bak-1", "(");
    home.put("sample.ron", "(");
    let told = home.run(&["gap", "sample.ron"]);
    assert!(told.err.contains(".sample.ron.bak-2"), "{}", told.err);
    assert_eq!(home.run(&["restore", "sample.ron"]).code, Some(0));
}
