//! House rules that a machine can hold: who may import whom, and that every file says what lives there.

mod arrows;
mod minimum;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// For each layer, the layers it may name after `crate::`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &["domain"]),
    ("report", &["report", "domain"]),
    ("store", &["store", "domain"]),
    ("tui", &["tui", "report", "domain"]),
    ("tui/shell", &["tui", "store", "report", "domain"]),
    ("cli", &["cli", "tui", "store", "report", "domain"]),
];

/// Packages that only the named places may use.
const FENCED: &[(&str, &[&str])] = &[
    ("std::fs", &["store"]),
    ("std::net", &[]),
    // Another program is started in one place only, and the restricted workbench has no way there.
    ("process::Command", &["store/git.rs"]),
    ("store::git", &["cli/merge"]),
    ("directories::", &["store/places.rs"]),
    ("fuzzy_matcher::", &["tui/search"]),
    ("crossterm", &["tui/shell", "tui/keys"]),
    ("SystemTime::now", &[]),
    ("Zoned::now", &[]),
    ("Timestamp::now", &["store/clock.rs"]),
    ("signal_hook::", &["tui/shell"]),
    ("ron::", &["store"]),
];

const DRAWERS: &[&str] = &["utils", "util", "common", "helpers", "misc", "manager"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("readable folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&src).expect("below src").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("utf-8 source"))
        })
        .collect()
}

/// Code without comments and without the in-file test module.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

fn within(name: &str, place: &str) -> bool {
    name == place || name.starts_with(&format!("{place}/")) || name == format!("{place}.rs")
}

fn layer(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    ALLOWED.iter().filter(|(place, _)| within(name, place)).max_by_key(|(place, _)| place.len())
}

#[test]
fn imports_run_in_one_direction() {
    let mut faults = Vec::new();
    for (name, targets) in arrows::arrows(&sources()) {
        let Some((_, allowed)) = layer(&name) else { continue };
        for target in targets {
            let root = target.split(['/', '.']).next().unwrap_or_default();
            if !allowed.contains(&root) {
                faults.push(format!("{name} imports {target}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A folder's `mod.rs` and one child of it may know each other; nothing else runs in a circle.
#[test]
fn no_circle_but_a_parent_and_its_child() {
    let arrows = arrows::arrows(&sources());
    let mut circles = arrows::circles(&arrows);
    circles.retain(|circle| !is_parent_and_child(circle));
    let told: Vec<String> = circles.iter().map(|circle| drawn(circle, &arrows)).collect();
    assert!(circles.is_empty(), "{}", told.join("\n"));
}

/// A screen knows no other screen; what lies below the screens knows none; the one list of them stands in `tui/app`.
#[test]
fn no_screen_is_known_but_to_the_app() {
    let screen = |file: &str| {
        let below = file.strip_prefix("tui/screens/")?;
        let own = below.split('/').next()?.trim_end_matches(".rs").to_owned();
        (own != "mod").then_some(own)
    };
    let mut faults = Vec::new();
    for (from, targets) in arrows::arrows(&sources()) {
        if !from.starts_with("tui/") || from.starts_with("tui/app/") {
            continue;
        }
        let known =
            targets.iter().filter(|target| screen(target).is_some_and(|to| screen(&from) != Some(to)));
        faults.extend(known.map(|target| format!("{from} imports {target}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn is_parent_and_child(circle: &BTreeSet<String>) -> bool {
    let folder = |file: &str| file.strip_suffix("/mod.rs").map(str::to_owned);
    circle.len() == 2
        && circle.iter().any(|parent| {
            folder(parent).is_some_and(|folder| {
                circle.iter().filter(|file| *file != parent).all(|file| {
                    let own = file.strip_suffix("/mod.rs").unwrap_or(file);
                    own.rsplit_once('/').is_some_and(|(above, _)| above == folder)
                })
            })
        })
}

fn drawn(circle: &BTreeSet<String>, arrows: &arrows::Arrows) -> String {
    let mut lines = vec![format!("{} files", circle.len())];
    for from in circle {
        lines.extend(arrows[from].intersection(circle).map(|to| format!("  {from} -> {to}")));
    }
    lines.join("\n")
}

#[test]
fn a_rule_word_is_described_in_one_room() {
    let faults: Vec<String> = sources().iter().flat_map(|(name, text)| words::faults(name, text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn fenced_packages_stay_behind_their_fence() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let code = code(&text);
        for (word, places) in FENCED {
            if code.contains(word) && !places.iter().any(|place| within(&name, place)) {
                faults.push(format!("{name} uses {word}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_lives_there() {
    let missing: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(name, _)| name).collect();
    assert!(missing.is_empty(), "no module comment: {missing:?}");
}

#[test]
fn no_drawers() {
    let drawers: Vec<String> = sources()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.trim_end_matches(".rs").split('/').any(|part| DRAWERS.contains(&part)))
        .collect();
    assert!(drawers.is_empty(), "folders called for nothing in particular: {drawers:?}");
}

#[test]
fn every_test_file_is_listed() {
    let suite = root().join("tests/suite");
    let main = fs::read_to_string(suite.join("main.rs")).expect("suite main");
    for entry in fs::read_dir(&suite).expect("suite folder") {
        let path = entry.expect("entry").path();
        let stem = path.file_stem().expect("stem").to_string_lossy().into_owned();
        let module = path.extension().is_some_and(|e| e == "rs") || path.join("mod.rs").is_file();
        if stem != "main" && module {
            assert!(main.contains(&format!("mod {stem};")), "tests/suite/{stem} is not listed");
        }
    }
}

#[test]
fn one_terminal_package_and_the_pinned_width_table() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("lock file");
    assert_eq!(lock.matches("name = \"crossterm\"").count(), 1, "two crossterms");
    assert!(lock.contains("name = \"unicode-width\"\nversion = \"0.2.2\""), "width table moved");
}
