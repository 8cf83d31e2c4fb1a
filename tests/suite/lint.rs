//! Lint: every kind of fault is told at its place, in both languages, and the shipped packs have none.

use std::fs;
use std::path::{Path, PathBuf};

use kijun::domain::text::Lang;
use kijun::report::lint::line;
use kijun::store::packs::{PackFault, lint, lint_path, lint_shipped};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken-packs")
}

/// What `kijun lint` prints about a folder, without the way to it.
fn told(folder: &Path, lang: Lang) -> String {
    let faults = lint(folder).expect("a readable folder");
    let way = format!("{}/", folder.display());
    faults.iter().map(|fault| line(fault, lang).replace(&way, "") + "\n").collect()
}

#[test]
fn shipped_packs_are_clean() {
    let linted = lint_shipped().expect("readable");
    let told: Vec<String> = linted.faults.iter().map(|fault| line(fault, Lang::En)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn shipped_packs_are_clean_on_disk_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let linted = lint_path(&root, None).expect("readable");
    let told: Vec<String> = linted.faults.iter().map(|fault| line(fault, Lang::En)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(linted.packs, 4, "two editions, the example and the reference lists");
}

/// Each folder holds `expected.en` and `expected.ja`; `KIJUN_ACCEPT=1` writes them anew.
#[test]
fn broken_packs_are_told_as_expected() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(fixtures()).expect("fixtures").flatten() {
        let folder = entry.path();
        seen += 1;
        for (lang, name) in [(Lang::En, "expected.en"), (Lang::Ja, "expected.ja")] {
            let told = told(&folder, lang);
            assert!(!told.is_empty(), "{}: nothing told", folder.display());
            let nameless = ["something is wrong here", "この箇所に誤りがあります"];
            assert!(!nameless.iter().any(|words| told.contains(words)), "{told}");
            if std::env::var_os("KIJUN_ACCEPT").is_some() {
                fs::write(folder.join(name), &told).expect("writable fixture");
            }
            let expected = fs::read_to_string(folder.join(name)).unwrap_or_default();
            if told != expected {
                faults.push(format!("{}\n--- expected\n{expected}--- told\n{told}", folder.display()));
            }
        }
    }
    assert!(seen >= 14, "only {seen} broken packs");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_folder_without_packs_and_no_folder_at_all_are_told_apart() {
    let empty = tempfile::tempdir().expect("folder");
    assert!(matches!(lint(empty.path()), Err(PackFault::Nothing(_))));
    assert!(matches!(lint(&empty.path().join("nowhere")), Err(PackFault::Unreadable { .. })));
}

#[test]
fn a_file_stands_for_its_folder() {
    let folder = fixtures().join("cycle");
    assert_eq!(lint(&folder.join("shop.ron")).expect("readable"), lint(&folder).expect("readable"));
}
