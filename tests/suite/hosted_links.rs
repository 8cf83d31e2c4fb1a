//! A restricted workbench follows no link: not of a file that is named, and of none that is read or written along with it.

use std::fs;
use std::os::unix::fs::symlink;

use kijun::store::backups;

use crate::home::Home;
use crate::pty_session::{PtySession, wait_for_file};
use crate::workbench_pty::{leave_saved, new_file, on_disk, past, run};

/// A folder of a host with a vendor's file in it, and a place outside.
fn host() -> Home {
    let home = new_file();
    for folder in ["inside", "outside"] {
        fs::create_dir(home.path(folder)).expect("a folder");
    }
    fs::rename(home.path("acme.ron"), home.path("inside/acme.ron")).expect("moved");
    home
}

/// What stands in the place outside.
fn outside(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path("outside")).expect("a folder").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

const COMPANIONS: [&str; 8] = [
    "acme.ron.history",
    "acme.history",
    ".acme.ron.lock",
    ".acme.ron.bak-1",
    ".acme.ron.bak-2",
    ".acme.ron.bak-3",
    ".acme.ron.bak-4",
    ".acme.ron.bak-5",
];

#[test]
fn no_file_is_opened_whose_companion_is_a_link() {
    for (name, target) in COMPANIONS.into_iter().flat_map(|name| [(name, "secret"), (name, "nowhere")]) {
        let home = host();
        home.put("outside/secret", "not theirs");
        symlink(format!("../outside/{target}"), home.path("inside").join(name)).expect("a link");
        for (lang, says) in [("en", "outside the folder"), ("ja", "このフォルダーの外は開けません")]
        {
            let ran = home.run(&["--restricted", "--root", "inside", "--lang", lang, "acme.ron"]);
            assert_eq!(ran.code, Some(2), "{name}: {}", ran.err);
            assert!(ran.err.contains(says) && ran.err.contains(&format!("{name} is a link")), "{}", ran.err);
            assert!(!ran.err.contains("/inside/"), "the host's place is told: {}", ran.err);
        }
        assert_eq!(
            (outside(&home), home.text("outside/secret")),
            (vec!["secret".into()], "not theirs".into())
        );
    }
}

#[test]
fn nobody_is_let_in_where_what_is_remembered_leads_out() {
    for name in [".kijun", ".kijun/recent.ron", ".kijun/settings.ron"] {
        let home = host();
        if name != ".kijun" {
            fs::create_dir(home.path("inside/.kijun")).expect("a folder");
        }
        let up = if name == ".kijun" { "../outside" } else { "../../outside/new.ron" };
        symlink(up, home.path("inside").join(name)).expect("a link");
        let ran = home.run(&["--restricted", "--root", "inside", "--lang", "en"]);
        assert_eq!(ran.code, Some(7), "{name}: {}", ran.err);
        assert!(ran.err.contains("something inside the folder leads out of it"), "{}", ran.err);
        assert_eq!(outside(&home), [""; 0], "{name}");
    }
}

fn log_in(home: &Home) -> PtySession {
    let program = env!("CARGO_BIN_EXE_kijun");
    let session = run(home, &[program, "--restricted", "--root", "inside", "--lang", "en", "acme.ron"]);
    session.wait_to_see("saved");
    session
}

/// Links that come while the file is open: nothing goes through them, and what was answered gets into the file once
/// they are gone.
#[test]
fn a_companion_that_becomes_a_link_while_the_file_is_open_takes_nothing() {
    for name in ["acme.ron", "acme.ron.history", ".acme.ron.lock", ".acme.ron.bak-1"] {
        let home = host();
        let mut session = log_in(&home);
        session.press(b"N");
        let (place, kept) = (home.path("inside").join(name), home.path("inside/kept"));
        let was_there = fs::rename(&place, &kept).is_ok();
        symlink("../outside/taken", &place).expect("a link");
        session.send(b"y");
        session.wait_to_see("NOT SAVED: became a link");
        assert_eq!(outside(&home), [""; 0], "{name}");
        fs::remove_file(&place).expect("removed");
        if was_there && name != ".acme.ron.lock" {
            fs::rename(&kept, &place).expect("back");
        }
        leave_saved(&mut session);
        assert_eq!(on_disk(&home, "inside/acme.ron").claims.len(), 1, "{name}");
        assert_eq!(past(&home, "inside/acme.ron").undo.len(), 1, "{name}");
        assert_eq!(outside(&home), [""; 0], "{name}");
    }
}

#[test]
fn nothing_is_remembered_through_a_folder_that_becomes_a_link() {
    let home = host();
    let mut session = log_in(&home);
    session.press(b"N");
    wait_for_file(&home.path("inside/.kijun/recent.ron"), |_| true);
    fs::remove_dir_all(home.path("inside/.kijun")).expect("removed");
    symlink("../outside", home.path("inside/.kijun")).expect("a link");
    session.press(b"y");
    leave_saved(&mut session);
    assert_eq!(outside(&home), [""; 0]);
}

#[test]
fn the_copy_of_a_damaged_file_is_not_written_through_a_link() {
    let home = host();
    home.put("inside/.acme.ron.bak-1", &home.text("inside/acme.ron"));
    home.put("inside/acme.ron", "damaged");
    symlink("../outside/taken", home.path("inside/acme.ron.damaged")).expect("a link");
    let file = home.path("inside/acme.ron");
    let restored = backups::put_back(&file, &backups::list(&file)[0]).expect("restored");
    assert_eq!(restored.kept, Some(home.path("inside/acme.ron.damaged-2")));
    assert_eq!((outside(&home), home.text("inside/acme.ron.damaged-2")), (vec![], "damaged".into()));
}
