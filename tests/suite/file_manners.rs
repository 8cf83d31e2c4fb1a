//! The real program on real files: links, modes, folders that hand on their group, newer formats, what is never used.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use crate::home::{Home, SAMPLE};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").mode() & 0o7777
}

fn answer(home: &Home, file: &str) -> String {
    let ran = home.run(&["set", file, "vuln.scope.c", "yes", "--remark", "", "--by", "青木", "--lang", "en"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.err
}

#[test]
fn a_symbolic_link_is_written_through_and_file_history_and_lock_are_those_of_its_target() {
    let home = Home::new();
    fs::create_dir(home.path("real")).expect("a folder");
    home.put("real/acme.ron", SAMPLE);
    symlink("real/acme.ron", home.path("link.ron")).expect("a link");
    let err = answer(&home, "link.ron");
    assert_eq!(err, "");
    assert!(fs::symlink_metadata(home.path("link.ron")).expect("there").is_symlink());
    assert!(home.text("real/acme.ron").contains("青木"));
    assert!(home.path("real/acme.ron.history").exists() && !home.path("link.ron.history").exists());
    assert!(home.path("real/.acme.ron.bak-1").exists());
}

#[test]
fn a_hard_link_keeps_the_old_content_and_that_is_told() {
    let home = Home::with_sample();
    fs::hard_link(home.path("sample.ron"), home.path("second.ron")).expect("a link");
    let err = answer(&home, "sample.ron");
    assert!(err.contains("its other names (hard links) keep the old content"), "{err}");
    assert_eq!(home.text("second.ron"), SAMPLE);
    assert!(home.text("sample.ron").contains("青木"));
}

#[test]
fn an_existing_mode_is_kept_and_what_is_new_is_for_its_owner_only() {
    let home = Home::with_sample();
    for kept in [0o600, 0o640, 0o644, 0o664] {
        fs::set_permissions(home.path("sample.ron"), fs::Permissions::from_mode(kept)).expect("a mode");
        for answer in ["no", "yes"] {
            home.run(&["set", "sample.ron", "vuln.scope.c", answer, "--by", "青木"]);
        }
        assert_eq!(mode(&home.path("sample.ron")), kept);
    }
    for name in ["sample.ron.history", ".sample.ron.bak-1"] {
        assert_eq!(mode(&home.path(name)), 0o600, "{name}");
    }
    // The program's own folder is the only one that it makes by itself.
    let made = home.run(&["--data-dir", "new/folder", "sample"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let inside = |folder: &str| fs::read_dir(home.path(folder)).into_iter().flatten().flatten();
    let files = inside("new/folder").chain(inside("new/folder/assessments")).map(|entry| entry.path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
    assert_eq!(files.len(), 1, "{}", made.out);
    assert_eq!(mode(&files[0]), 0o600, "{}", files[0].display());
    assert_eq!([mode(&home.path("new")), mode(&home.path("new/folder"))], [0o700; 2]);
}

#[test]
fn a_folder_that_hands_on_its_group_leaves_an_existing_file_its_own() {
    let home = Home::new();
    let folder = home.path("shared");
    fs::create_dir(&folder).expect("a folder");
    home.put("shared/acme.ron", SAMPLE);
    let own = fs::metadata(home.path("shared/acme.ron")).expect("there").gid();
    if std::os::unix::fs::chown(&folder, None, Some(own + 4321)).is_err() {
        eprintln!(
            "skipped: a_folder_that_hands_on_its_group_leaves_an_existing_file_its_own: the right to give files away is missing"
        );
        return;
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o2770)).expect("a mode");
    fs::set_permissions(home.path("shared/acme.ron"), fs::Permissions::from_mode(0o640)).expect("a mode");
    assert_eq!(answer(&home, "shared/acme.ron"), "");
    let meta = fs::metadata(home.path("shared/acme.ron")).expect("there");
    assert_eq!((meta.gid(), meta.mode() & 0o7777), (own, 0o640));
    let history = fs::metadata(home.path("shared/acme.ron.history")).expect("there");
    assert_eq!(
        (history.gid(), history.mode() & 0o7777),
        (own + 4321, 0o600),
        "new files are the folder's group's"
    );
}

#[test]
fn a_newer_format_is_refused_by_every_command_and_stays_as_it_is() {
    let home = Home::new();
    let newer = SAMPLE.replacen("format: 1,", "format: 2,\n    seals: {\"sha-3\": Chain([1, 2])},", 1);
    assert_ne!(newer, SAMPLE);
    home.put("acme.ron", &newer);
    home.put("sample.ron", SAMPLE);
    for command in [
        &["gap", "acme.ron"][..],
        &["check", "acme.ron"],
        &["set", "acme.ron", "vuln.scope.c", "yes"],
        &["diff", "acme.ron", "sample.ron"],
        &["merge", "acme.ron", "sample.ron"],
        &["merge", "sample.ron", "acme.ron"],
        &["restore", "acme.ron"],
        &["history", "acme.ron"],
    ] {
        let ran = home.run(command);
        assert_eq!(ran.code, Some(6), "{command:?}: {}", ran.err);
    }
    assert_eq!((home.text("acme.ron"), home.text("sample.ron")), (newer, SAMPLE.to_owned()));
    assert!(!home.path("acme.ron.history").exists());
}

#[test]
fn no_database_and_no_memory_map_holds_what_people_enter() {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("the lock file");
    let names: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = ")).collect();
    assert!(names.len() > 100);
    for unwanted in ["sqlite", "memmap", "mmap", "rocksdb", "sled"] {
        assert!(!names.iter().any(|name| name.contains(unwanted)), "{unwanted}");
    }
}
