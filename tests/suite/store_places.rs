//! Which folders and which names: places, recent files, the restricted root.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use kijun::store::limits;
use kijun::store::places::{NoHome, Places, resolve};
use kijun::store::recent::{Recent, RecentFile};
use kijun::store::root::{NameFault, Root};
use kijun::store::save::make_folders;
use proptest::prelude::*;

use crate::store_disk::{folder, names};

fn places(flag: Option<&str>, variables: &[(&str, &str)], home: Option<&str>) -> Result<[String; 3], NoHome> {
    let variable =
        |key: &str| variables.iter().find(|(known, _)| *known == key).map(|(_, value)| OsString::from(value));
    let Places { data, state, packs } =
        resolve(flag.map(Path::new), variable, home.map(PathBuf::from), "kijun")?;
    Ok([data, state, packs].map(|path| path.to_string_lossy().into_owned()))
}

#[test]
fn the_flag_comes_before_the_variable_before_xdg_before_home() {
    let all = [("KIJUN_DATA_DIR", "/k"), ("XDG_DATA_HOME", "/x"), ("XDG_STATE_HOME", "/s"), ("HOME", "/h")];
    assert_eq!(places(Some("/f"), &all, None), Ok(["/f", "/f/state", "/f/questionnaires"].map(String::from)));
    assert_eq!(places(None, &all, None), Ok(["/k", "/k/state", "/k/questionnaires"].map(String::from)));
    let xdg = ["/x/kijun", "/s/kijun", "/x/kijun/questionnaires"].map(String::from);
    assert_eq!(places(None, &all[1..], None), Ok(xdg));
    let home = ["/h/.local/share/kijun", "/h/.local/state/kijun", "/h/.local/share/kijun/questionnaires"];
    assert_eq!(places(None, &all[3..], Some("/other")), Ok(home.map(String::from)));
    assert_eq!(places(None, &[], Some("/h")), Ok(home.map(String::from)));
}

#[test]
fn empty_and_relative_variables_do_not_count() {
    let odd = [("KIJUN_DATA_DIR", ""), ("XDG_DATA_HOME", "here"), ("XDG_STATE_HOME", ""), ("HOME", "/h")];
    assert_eq!(places(None, &odd, None).expect("home")[0], "/h/.local/share/kijun");
    assert_eq!(places(None, &[("HOME", "relative")], None), Err(NoHome));
    assert_eq!(places(None, &[], None), Err(NoHome));
}

#[test]
fn the_flag_wins_for_the_user_of_this_process_too() {
    let places = Places::of_user(Some(Path::new("/srv/kijun"))).expect("no home needed");
    assert_eq!(places.recent(), Path::new("/srv/kijun/state/recent.ron"));
}

#[test]
fn folders_that_others_may_enter_are_named() {
    let folder = folder();
    let places = Places::of_user(Some(&folder.path().join("data"))).expect("places");
    assert_eq!(places.exposed(), []);
    make_folders(&places.state).expect("made");
    assert_eq!(places.exposed(), [], "ours are closed from the beginning");
    fs::set_permissions(&places.data, fs::Permissions::from_mode(0o755)).expect("mode");
    assert_eq!(places.exposed(), [(places.data.clone(), 0o755)]);
}

fn file(path: &str, place: &str) -> RecentFile {
    let opened = "2026-11-22T04:00:00Z".to_owned();
    RecentFile {
        path: path.into(), organisation: "青葉　セキュリティ".into(), opened, place: place.into()
    }
}

#[test]
fn recent_files_come_back_newest_first_each_once() {
    let folder = folder();
    let path = folder.path().join("state/recent.ron");
    let mut recent = Recent::load(&path).recent;
    assert_eq!(recent, Recent::default());
    for number in 0..60 {
        recent.note(file(&format!("/data/{number}.ron"), "vuln"));
    }
    recent.note(file("/data/30.ron", "soc.tech.2"));
    recent.save(&path).expect("saves");
    recent.save(&path).expect("saves again");
    let read = Recent::load(&path).recent;
    assert_eq!(read, recent);
    assert_eq!(
        (read.files.len(), read.place(Path::new("/data/30.ron"))),
        (limits::RECENT, Some("soc.tech.2"))
    );
    assert_eq!(read.files[0].path, Path::new("/data/30.ron"));
    assert!(fs::read_to_string(&path).expect("text").contains("青葉　セキュリティ"));
}

#[test]
fn a_broken_list_is_set_aside() {
    let folder = folder();
    let path = folder.path().join("recent.ron");
    fs::write(&path, "(files: [").expect("written");
    let reading = Recent::load(&path);
    assert_eq!(reading.recent, Recent::default());
    assert_eq!(reading.set_aside, Some(folder.path().join("recent.ron.broken")));
    assert_eq!(names(folder.path()), ["recent.ron.broken"]);
    fs::write(&path, "(files: [(path: \"/a.ron\", from_the_future: 1)], more: 2)").expect("written");
    assert_eq!(Recent::load(&path).recent.files.len(), 1, "what is not known is passed over");
    let odd: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"/\xff.ron");
    let mut recent = Recent::default();
    recent.note(RecentFile { path: odd.into(), ..file("", "") });
    assert_eq!(recent.files, []);
}

#[test]
fn no_name_leads_out_of_the_root() {
    let folder = folder();
    let root = Root::open(folder.path()).expect("root");
    let corpus = [
        "",
        "/",
        "/etc/passwd",
        "//etc/passwd",
        "..",
        "../x",
        "a/../x",
        "a/..",
        "./a",
        ".",
        "a/./b",
        "a//b",
        "a/",
        ".hidden",
        ".acme.ron.lock",
        "a/.b",
        "~",
        "~root/x",
        "a\0b",
        "a\nb",
        "a\u{1b}[2J",
        "a\u{7f}",
        "a\u{9b}",
        "a\u{202e}nor",
        "a\u{200b}",
        "a\u{feff}",
        "a.",
        "a ",
        " a",
        "a\u{3000}",
        "a./b",
        "a /b",
        "C:",
        "C:\\x",
        "c:x",
        "a\\b",
        "\\\\server\\share",
        "..\\x",
        "con",
        "CON",
        "nul.ron",
        "Aux.tar.ron",
        "com1",
        "LPT9.ron",
        "COM¹",
        "a:b",
        "a*",
        "a?",
        "a\"b",
        "a|b",
        "<a>",
        "con .ron",
        "clock$",
    ];
    for name in corpus {
        assert!(root.resolve(name).is_err(), "{name:?}");
    }
    for name in ["基".repeat(70), "a/".repeat(600) + "a"] {
        assert!(matches!(root.resolve(&name), Err(NameFault::TooLong)), "{name}");
    }
    for name in
        ["acme.ron", "株式会社　青葉.ron", "客先/青葉.ron", "a..b", "console.ron", "com10", "a b.ron", "com"]
    {
        let path = root.resolve(name).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(path, root.folder().join(name));
    }
}

#[test]
fn no_link_leads_out_of_the_root() {
    let (folder, outside) = (folder(), folder());
    fs::write(outside.path().join("secret.ron"), "()").expect("written");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("sub")).expect("folder");
    fs::write(at("sub/inner.ron"), "()").expect("written");
    symlink(outside.path(), at("way")).expect("link");
    symlink(outside.path().join("secret.ron"), at("leak.ron")).expect("link");
    symlink("sub/inner.ron", at("inside.ron")).expect("link");
    symlink("nowhere", at("dangling.ron")).expect("link");
    symlink("/proc/self/root", at("sub/magic")).expect("link");
    let root = Root::open(folder.path()).expect("root");
    for name in ["way/secret.ron", "way", "leak.ron", "inside.ron", "dangling.ron", "sub/magic/etc/passwd"] {
        assert!(matches!(root.resolve(name), Err(NameFault::Link(_))), "{name}");
    }
    assert_eq!(root.resolve("sub/inner.ron").expect("plain"), root.folder().join("sub/inner.ron"));
    root.resolve("sub/new.ron").expect("not there yet");
    root.resolve("new/new.ron").expect("nor its folder");
    assert!(matches!(root.resolve("sub/inner.ron/x"), Err(NameFault::File(_))), "a file is no folder");
    assert!(Root::open(&at("sub/inner.ron")).is_err());
    assert!(Root::open(&at("none")).is_err());
}

proptest! {
    #[test]
    fn whatever_is_accepted_stays_below(name in "[a./\\\\~: \u{3000}\u{0}基-]{0,12}") {
        let folder = folder();
        let root = Root::open(folder.path()).expect("root");
        if let Ok(path) = root.resolve(&name) {
            let below = path.strip_prefix(root.folder()).expect("below");
            prop_assert!(below.components().all(|part| matches!(part, std::path::Component::Normal(_))));
            prop_assert_eq!(below.to_str(), Some(name.as_str()));
        }
    }
}
