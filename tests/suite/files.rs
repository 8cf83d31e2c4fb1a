//! Broken files: what is said of each stands beside it, in both languages, and nothing is ever guessed.

use std::fs;
use std::path::{Path, PathBuf};

use kijun::domain::clean::is_hidden;
use kijun::domain::text::Lang;
use kijun::store::assessment::{FileFault, Opened, RawFile, look, read};
use proptest::prelude::*;

use crate::formats::pack::pack;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/broken-files")
}

fn open(path: &Path) -> Result<Opened, FileFault> {
    let pack = pack();
    read(path, |id, edition| (id == "ss-criteria" && edition == "4.1").then_some(&pack))
}

/// Exit code and every fault, Japanese first.
fn said(fault: &FileFault) -> String {
    let mut lines = vec![format!("exit {}", fault.exit_code())];
    lines.extend(fault.lines_in(Lang::Ja));
    lines.extend(fault.lines_in(Lang::En));
    lines.join("\n") + "\n"
}

fn broken_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    files.sort();
    files
}

#[test]
fn every_broken_file_is_refused_with_the_words_beside_it() {
    let files = broken_files();
    assert!(files.len() >= 20, "only {} files", files.len());
    let mut wrong = String::new();
    for path in files {
        let before = fs::read(&path).expect("readable");
        let beside = path.with_extension("txt");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        let actual = open(&path).map_or_else(|fault| said(&fault), |_| "opens\n".to_owned());
        if actual != expected {
            wrong.extend([beside.display().to_string().as_str(), "\n", actual.as_str()]);
        }
        assert!(!actual.contains(|c| is_hidden(c) && c != '\n'), "{actual:?}");
        assert_eq!(fs::read(&path).expect("readable"), before, "a broken file was touched");
    }
    assert!(wrong.is_empty(), "not what stands beside them:\n{wrong}");
}

#[test]
fn a_fault_stands_where_its_text_stands() {
    for path in broken_files() {
        let Err(FileFault::Invalid(faults)) = open(&path) else { continue };
        let bytes = fs::read(&path).expect("readable");
        let text = String::from_utf8_lossy(&bytes);
        for fault in faults {
            let line = text.lines().nth(fault.line - 1);
            let inside = line.is_some_and(|line| fault.column <= line.chars().count() + 1);
            let end = fault.line == text.lines().count() + 1;
            assert!(inside || end, "{}: {}", path.display(), fault.line_in(Lang::En));
        }
    }
}

#[test]
fn a_mark_at_the_beginning_is_passed_over() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("marked.ron");
    let good = fs::read_to_string(self::folder().join("../formats/1.ron")).expect("fixture");
    fs::write(&path, format!("\u{feff}{good}")).expect("written");
    assert!(open(&path).is_ok());
}

#[test]
fn a_file_that_is_not_there_is_no_invalid_file() {
    let folder = tempfile::tempdir().expect("folder");
    let fault = look(&folder.path().join("none.ron")).expect_err("missing");
    assert_eq!(fault.exit_code(), 7);
    assert_eq!(look(folder.path()).expect_err("a folder").exit_code(), 7);
}

#[test]
fn what_is_too_large_or_too_deep_is_refused() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("large.ron");
    let file = fs::File::create(&path).expect("file");
    file.set_len(kijun::store::limits::FILE + 1).expect("sparse");
    assert_eq!(open(&path).expect_err("too large").exit_code(), 4);
    let deep =
        format!("(format: 1, pack: \"ss-criteria\", edition: \"4.1\", claims: {}", "[".repeat(100_000));
    fs::write(&path, deep).expect("written");
    assert_eq!(open(&path).expect_err("too deep").exit_code(), 4);
}

/// What takes minutes to judge is no file of a vendor: told at once, in one sentence, by every command and at saving.
#[test]
fn a_register_with_more_rows_than_are_judged_is_refused_at_once() {
    let most = kijun::store::limits::ROWS;
    let text = |count: usize| {
        let people = (0..count).map(|at| format!("(id: \"P-{}\")", 1_000 + at)).collect::<Vec<_>>().join(",");
        format!("(format: 1, pack: \"ss-criteria\", edition: \"4.1\", people: [{people}])")
    };
    let opened = |count| RawFile::from_bytes(text(count).into_bytes()).and_then(|sheet| sheet.open(&pack()));
    let read = opened(most).expect("as many as are accepted").assessment;
    assert_eq!(read.people.len(), most);
    let Err(FileFault::Invalid(faults)) = opened(most + 1) else { unreachable!("too many") };
    assert_eq!(faults.len(), 1);
    let (ja, en) = (faults[0].line_in(Lang::Ja), faults[0].line_in(Lang::En));
    assert!(ja.contains("people") && ja.contains("20001行") && ja.contains("20000行"), "{ja}");
    assert!(en.contains("20001 rows, more than the 20000 that one register takes"), "{en}");
    let mut grown = read;
    grown.people.push(kijun::domain::register::Person { id: "P-9".into(), ..Default::default() });
    assert_eq!(kijun::store::assessment::faults(&grown, &pack()).len(), 1, "nor is it ever written");
}

#[test]
fn people_who_sign_are_counted_like_the_rows_of_every_other_list() {
    let signers = (0..=kijun::store::limits::ROWS).map(|at| format!("(name: \"{at}\")")).collect::<Vec<_>>();
    let text =
        format!("(format: 1, pack: \"ss-criteria\", edition: \"4.1\", signers: [{}])", signers.join(","));
    let opened = RawFile::from_bytes(text.into_bytes()).and_then(|sheet| sheet.open(&pack()));
    let Err(FileFault::Invalid(faults)) = opened else { unreachable!("too many") };
    assert!(faults[0].line_in(Lang::En).contains("signers: 20001 rows"));
}

#[test]
fn a_file_full_of_faults_tells_the_first_hundred() {
    let posts = "(category: \"x\", from: \"y\"), ".repeat(20_000);
    let id = "P".repeat(100_000);
    let text = format!(
        "(format: 1, pack: \"ss-criteria\", edition: \"4.1\", people: [(id: \"{id}\", posts: [{posts}])])"
    );
    let opened = RawFile::from_bytes(text.into_bytes()).and_then(|sheet| sheet.open(&pack()));
    let Err(FileFault::Invalid(faults)) = opened else { unreachable!("invalid") };
    assert_eq!(faults.len(), 101);
    assert!(faults.iter().all(|fault| fault.line_in(Lang::Ja).len() < 500));
}

/// The content of the fixture of the present format.
fn good() -> String {
    fs::read_to_string(folder().join("../formats/1.ron")).expect("fixture")
}

/// Opens a content; a fault must stand inside it and say something in both languages.
fn judge(bytes: &[u8]) -> Result<(), TestCaseError> {
    let opened = RawFile::from_bytes(bytes.to_vec()).and_then(|sheet| sheet.open(&pack()));
    let Err(FileFault::Invalid(faults)) = opened else { return Ok(()) };
    let lines = bytes.split(|byte| *byte == b'\n').count();
    prop_assert!(!faults.is_empty());
    for fault in faults {
        prop_assert!((1..=lines).contains(&fault.line) && fault.column >= 1, "{fault:?}");
        prop_assert!(!fault.message.ja.is_empty() && !fault.message.en.is_empty(), "{fault:?}");
        prop_assert!(!fault.line_in(Lang::Ja).contains(is_hidden), "{fault:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(400)))]

    #[test]
    fn a_damaged_file_gets_a_fault_with_a_place_and_never_a_panic(
        from in any::<prop::sample::Index>(),
        length in 0_usize..40,
        into in prop::collection::vec(any::<u8>(), 0..6),
    ) {
        let mut bytes = good().into_bytes();
        let from = from.index(bytes.len());
        let to = (from + length).min(bytes.len());
        bytes.splice(from..to, into);
        judge(&bytes)?;
    }

    #[test]
    fn swapped_texts_get_a_fault_with_a_place_and_never_a_panic(
        at in any::<prop::sample::Index>(),
        text in "[A-Za-z0-9\\-:.#/ぁ-ん“\\[({,]{0,10}",
    ) {
        let good = good();
        let texts: Vec<&str> = good.split('"').collect();
        let at = at.index(texts.len() / 2) * 2 + 1;
        let swapped: Vec<&str> = texts.iter().enumerate().map(|(i, t)| if i == at { &text } else { *t }).collect();
        judge(swapped.join("\"").as_bytes())?;
    }
}
