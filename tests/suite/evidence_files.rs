//! The files that evidence points to, on a real disk: what is read, what is refused, what is listed.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use kijun::domain::evidence::{Inventory, LooseFile, State, Trouble};
use kijun::domain::register::Evidence;
use kijun::store::evidence::{EvidenceRoot, Progress, look, loose, see, walk};
use tempfile::TempDir;

/// `printf abc | sha256sum`.
const ABC: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
/// The same of nothing.
const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

fn root_of(folder: &Path) -> EvidenceRoot {
    EvidenceRoot::of(&folder.join("acme.ron"), None).expect("a root")
}

fn on(_: Progress<'_>) -> bool {
    true
}

fn trouble(folder: &Path, name: &str) -> Trouble {
    see(&root_of(folder), name, &on).expect_err(name)
}

#[test]
fn a_digest_is_that_of_sha256sum_however_large_the_file_is() {
    let dir = folder();
    fs::write(dir.path().join("abc"), "abc").expect("written");
    fs::write(dir.path().join("empty"), "").expect("written");
    let digest = |name| see(&root_of(dir.path()), name, &on).expect("read").digest.to_string();
    assert_eq!((digest("abc").as_str(), digest("empty").as_str()), (ABC, EMPTY));
    // A hole takes no room; what matters is that it does not go through memory at once.
    let hole = fs::File::create(dir.path().join("hole")).expect("made");
    hole.set_len(64 * 1024 * 1024 + 1).expect("long");
    let steps = std::cell::Cell::new(0);
    let count = |_: Progress<'_>| {
        steps.set(steps.get() + 1);
        true
    };
    see(&root_of(dir.path()), "hole", &count).expect("read");
    assert!(steps.get() > 1024, "read in pieces: {}", steps.get());
}

#[test]
fn what_is_no_file_is_never_opened_and_never_waited_for() {
    let dir = folder();
    let at = |name: &str| dir.path().join(name);
    fs::create_dir(at("sub")).expect("a folder");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("pipe"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .expect("a pipe");
    let _socket = UnixListener::bind(at("socket")).expect("a socket");
    symlink("/dev/zero", at("zero")).expect("a link");
    symlink("pipe", at("to-pipe")).expect("a link");
    symlink("one", at("two")).expect("a link");
    symlink("two", at("one")).expect("a link");
    symlink("nothing", at("dangling")).expect("a link");
    fs::write(at("plain"), "").expect("written");
    for (name, wanted) in [
        ("sub", Trouble::Folder),
        (".", Trouble::Folder),
        ("pipe", Trouble::Special),
        ("socket", Trouble::Special),
        ("zero", Trouble::Special),
        ("to-pipe", Trouble::Special),
        ("/dev/zero", Trouble::Special),
        ("one", Trouble::Circle),
        ("dangling", Trouble::Missing),
        ("nothing", Trouble::Missing),
        ("plain/below", Trouble::Missing),
        ("../nothing/at/all", Trouble::Missing),
    ] {
        assert_eq!(trouble(dir.path(), name), wanted, "{name}");
    }
    assert!(matches!(trouble(dir.path(), &"x".repeat(5000)), Trouble::Unreadable(_)));
    fs::set_permissions(at("plain"), fs::Permissions::from_mode(0o000)).expect("closed");
    if fs::read(at("plain")).is_err() {
        assert!(matches!(trouble(dir.path(), "plain"), Trouble::Unreadable(_)));
    }
    // Nor is anything but files in the list; a circle of folders has an end.
    symlink(".", at("sub/again")).expect("a link");
    fs::write(at("sub/in"), "").expect("written");
    let found = walk(&root_of(dir.path()), &on);
    let names: Vec<&str> = found.files.iter().map(|file| file.shown.as_str()).collect();
    assert_eq!((names, found.cut), (vec!["plain", "sub/in"], false));
}

/// What happens to a file while it is read: the reader does it at the second look.
#[test]
fn a_file_that_changes_while_it_is_read_gives_no_digest() {
    let dir = folder();
    let path = dir.path().join("report.pdf");
    let cases: [(&str, &dyn Fn()); 4] = [
        ("grows", &|| {
            let mut all = fs::read(&path).expect("read");
            all.push(0);
            fs::write(&path, all).expect("written");
        }),
        ("shrinks", &|| fs::write(&path, "short").expect("written")),
        ("is taken away", &|| fs::remove_file(&path).expect("removed")),
        ("is written over", &|| {
            std::thread::sleep(std::time::Duration::from_millis(20));
            fs::write(&path, vec![9; 200_000]).expect("written");
        }),
    ];
    for (what, happens) in cases {
        fs::write(&path, vec![7; 200_000]).expect("written");
        let watch = |progress: Progress<'_>| {
            if matches!(progress, Progress::Reading(_, 65_536, _)) {
                happens();
            }
            true
        };
        let seen = see(&root_of(dir.path()), "report.pdf", &watch);
        assert_eq!(seen, Err(Trouble::Changing), "{what}");
    }
    fs::write(&path, vec![7; 200_000]).expect("written");
    assert_eq!(see(&root_of(dir.path()), "report.pdf", &|_| false), Err(Trouble::GivenUp));
}

#[test]
fn names_are_below_the_folder_of_the_assessment_and_what_is_outside_is_said() {
    let dir = folder();
    let (inside, outside) = (dir.path().join("acme"), dir.path().join("elsewhere"));
    [&inside, &outside].into_iter().for_each(|folder| fs::create_dir(folder).expect("a folder"));
    fs::write(inside.join("a.pdf"), "abc").expect("written");
    fs::write(outside.join("b.pdf"), "abc").expect("written");
    symlink(outside.join("b.pdf"), inside.join("link.pdf")).expect("a link");
    symlink(inside.join("a.pdf"), inside.join("own.pdf")).expect("a link");
    let root = root_of(&inside);
    let is_outside = |name: &str| see(&root, name, &on).expect(name).outside;
    assert!(!is_outside("a.pdf") && !is_outside("own.pdf") && !is_outside("../acme/a.pdf"));
    assert!(is_outside("link.pdf") && is_outside("../elsewhere/b.pdf"));
    assert!(is_outside(outside.join("b.pdf").to_str().expect("UTF-8")));
    // An assessment that is reached through a link lies where the link leads, as its history does.
    fs::write(inside.join("acme.ron"), "()").expect("written");
    symlink(inside.join("acme.ron"), dir.path().join("short.ron")).expect("a link");
    let through = EvidenceRoot::of(&dir.path().join("short.ron"), None).expect("a root");
    assert!(see(&through, "a.pdf", &on).is_ok());
    let other = EvidenceRoot::of(&inside.join("acme.ron"), Some(&outside)).expect("a root");
    assert!(see(&other, "b.pdf", &on).is_ok() && see(&other, "a.pdf", &on).is_err());
    let name = |path: &Path| root.name_of(path).to_str().map(str::to_owned);
    assert_eq!(name(&inside.join("link.pdf")).as_deref(), Some("link.pdf"), "a link keeps its name");
    assert_eq!(name(&inside.join("../acme/a.pdf")).as_deref(), Some("a.pdf"));
    assert_eq!(root.name_of(&outside.join("b.pdf")), fs::canonicalize(outside.join("b.pdf")).expect("there"));
    assert!(EvidenceRoot::of(&inside.join("acme.ron"), Some(&dir.path().join("nowhere"))).is_err());
    assert!(EvidenceRoot::of(&inside.join("acme.ron"), Some(&inside.join("a.pdf"))).is_err(), "no folder");
}

#[test]
fn a_name_in_another_normal_form_means_the_same_file() {
    let dir = folder();
    fs::write(dir.path().join("証跡か\u{3099}.pdf"), "abc").expect("written");
    assert!(see(&root_of(dir.path()), "証跡が.pdf", &on).is_ok());
}

#[test]
fn the_list_leaves_out_what_is_named_hidden_or_kijuns_own() {
    let dir = folder();
    let put = |name: &str| fs::write(dir.path().join(name), name).expect("written");
    fs::create_dir(dir.path().join("sub")).expect("a folder");
    fs::create_dir(dir.path().join(".git")).expect("a folder");
    for name in
        ["acme.ron", "acme.ron.history", ".acme.ron.lock", ".acme.ron.bak-1", "other.ron", ".git/x", ".x"]
    {
        put(name);
    }
    ["z.pdf", "sub/named.pdf", "sub/free.pdf"].into_iter().for_each(put);
    let entry = Evidence { file: "sub/../sub/named.pdf".into(), ..Evidence::default() };
    let found = loose(&root_of(dir.path()), std::slice::from_ref(&entry), &on);
    let names: Vec<&str> = found.files.iter().map(|file| file.shown.as_str()).collect();
    assert_eq!(names, ["sub/free.pdf", "z.pdf"]);
    let looked = look(&root_of(dir.path()), &[entry], &on);
    let inventory = Inventory::of(&[Evidence::default()], looked);
    assert_eq!((inventory.entries[0].state.clone(), inventory.loose.files.len()), (State::NoDigest, 2));
}

#[test]
fn hostile_names_are_shown_safely_and_cannot_be_linked() {
    let dir = folder();
    let names: [&[u8]; 6] = [
        b"esc\x1b[2J.pdf",
        b"line\nbreak.pdf",
        b"not\xff-utf8.pdf",
        "bidi\u{202e}fdp.exe".as_bytes(),
        b" blank.pdf",
        b"tab\there.pdf",
    ];
    for name in names {
        fs::write(dir.path().join(std::ffi::OsStr::from_bytes(name)), "").expect("written");
    }
    fs::write(dir.path().join("証跡 (1).pdf"), "").expect("written");
    let found = walk(&root_of(dir.path()), &on).files;
    assert_eq!(found.len(), 7);
    for LooseFile { shown, name, .. } in &found {
        assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'), "{shown:?}");
        assert_eq!(name.is_some(), shown.starts_with("証跡"), "{shown:?}");
    }
}

#[test]
fn a_folder_of_many_files_or_folders_in_folders_has_an_end() {
    let dir = folder();
    let mut deep = dir.path().to_path_buf();
    for _ in 0..40 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).expect("folders");
    fs::write(deep.join("far"), "").expect("written");
    fs::write(dir.path().join("near"), "").expect("written");
    let found = walk(&root_of(dir.path()), &on);
    assert_eq!((found.files.len(), found.cut), (1, true));
    let wide = dir.path().join("wide");
    fs::create_dir(&wide).expect("a folder");
    (0..5_100).for_each(|at| drop(fs::File::create(wide.join(format!("{at}"))).expect("made")));
    let found = walk(&root_of(&wide), &on);
    assert_eq!((found.files.len(), found.cut), (5_000, true));
    let found = walk(&root_of(&wide), &|_| false);
    assert_eq!((found.files.len(), found.cut), (0, true), "given up");
}
