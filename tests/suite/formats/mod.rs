//! The format of an assessment file: what is written comes back, and a fixture of every format ever written
//! still opens.

/// Any sound assessment.
pub(crate) mod anything;
/// A small pack.
pub(crate) mod pack;

use std::fs;
use std::path::{Path, PathBuf};

use kijun::domain::assessment::Assessment;
use kijun::domain::change::{self, Change, Swap};
use kijun::domain::clean::is_hidden;
use kijun::domain::text::Lang;
use kijun::store::assessment::{self, FileFault, Opened, RawFile, read, to_text, write};
use kijun::store::file_format::ChangeRecord;
use kijun::store::history::{self, Entry, Writer};
use kijun::store::ron;
use proptest::prelude::*;

use pack::pack;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats").join(name)
}

/// Opens a text, or says every fault in English.
fn open(text: &str) -> Result<Assessment, String> {
    let sheet = RawFile::from_bytes(text.as_bytes().to_vec());
    let opened: Result<Opened, FileFault> = sheet.and_then(|sheet| sheet.open(&pack()));
    opened.map(|opened| opened.assessment).map_err(|fault| match fault {
        FileFault::Invalid(faults) => {
            faults.iter().map(|fault| fault.line_in(Lang::En)).collect::<Vec<_>>().join("\n")
        }
        other => other.to_string(),
    })
}

/// The text with the present program in the header, whichever wrote it.
fn by_us(text: &str) -> String {
    let ours = format!("app: \"kijun {}\"", env!("CARGO_PKG_VERSION"));
    let app = text.lines().find(|line| line.contains("app: ")).expect("app").trim().trim_end_matches(',');
    text.replacen(app, &ours, 1)
}

#[test]
fn format_1_opens_and_is_written_again_as_it_was() {
    // Without signers and posts, as it was first written, and with them.
    for name in ["1.ron", "1-signers.ron"] {
        let text = fs::read_to_string(fixture(name)).expect("fixture");
        let opened = open(&text).expect("sound");
        assert_eq!(to_text(&opened, &pack()).expect("text"), by_us(&text), "{name}");
    }
    let text = fs::read_to_string(fixture("1-signers.ron")).expect("fixture");
    let opened = open(&text).expect("sound");
    // Rich enough to be worth keeping: every list has an entry.
    let lists = [
        opened.claims.len(),
        opened.people.len(),
        opened.contracts.len(),
        opened.documents.len(),
        opened.records.len(),
        opened.standards.len(),
        opened.declarations.len(),
        opened.equivalences.len(),
        opened.evidence.len(),
        opened.members.len(),
        opened.closures.len(),
        opened.scenarios.len(),
        opened.steps.len(),
        opened.signers.len(),
    ];
    assert!(lists.iter().all(|length| *length > 0), "{lists:?}");
}

#[test]
fn nothing_hidden_gets_in_through_any_text() {
    let text = fs::read_to_string(fixture("1.ron")).expect("fixture");
    let (_, body) = text.split_once("profile:").expect("profile");
    let from = text.len() - body.len();
    let ends: Vec<usize> = body.match_indices("\",\n").map(|(at, _)| from + at).collect();
    assert!(ends.len() > 100, "only {} texts in the fixture", ends.len());
    for end in ends {
        for payload in ["\\u{1b}[2J", "\\u{202e}", "\\u{feff}", "\\r", "\u{9b}", "\u{200f}"] {
            let spiked = format!("{}{payload}{}", &text[..end], &text[end..]);
            let line = text[..end].rsplit('\n').next().unwrap_or_default();
            let faults = open(&spiked).expect_err(line);
            assert!(!faults.contains(|c| is_hidden(c) && c != '\n'), "{faults:?}");
        }
    }
}

#[test]
fn saving_goes_through_the_stamp() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("acme.ron");
    let pack = pack();
    let find = |id: &str, edition: &str| (id == "ss-criteria" && edition == "4.1").then_some(&pack);
    let text = fs::read_to_string(fixture("1.ron")).expect("fixture");
    let mut ours = open(&text).expect("sound");
    write(&path, &ours, &pack, None).expect("new file");
    let opened = read(&path, find).expect("opens");
    assert_eq!(opened.assessment, ours);
    ours.profile.organisation.push('様');
    write(&path, &ours, &pack, opened.stamp.as_ref()).expect("unchanged since");
    let stale = write(&path, &ours, &pack, None).map(drop);
    assert!(stale.is_ok(), "the same content is no foreign change");
    ours.profile.organisation.push('様');
    let fault = write(&path, &ours, &pack, opened.stamp.as_ref()).expect_err("changed since");
    assert_eq!(fault.exit_code(), 5);
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("acme.ron");
    let mut ours = open(&fs::read_to_string(fixture("1.ron")).expect("fixture")).expect("sound");
    ours.contracts[0].team[0].person = "P-99".into();
    let fault = write(&path, &ours, &pack(), None).expect_err("nobody has this id");
    assert_eq!(fault.exit_code(), 4);
    assert!(!path.exists());
    assert_eq!(assessment::faults(&ours, &pack()).len(), 1);
}

fn record_of(change: &Change) -> ChangeRecord {
    let line = ron::text::write_line(&ChangeRecord::from(change)).expect("line");
    assert!(!line.contains('\n'));
    ron::text::parse(&line).expect("parses")
}

fn swaps<T: change::Entry>(before: &[T], after: &[T]) -> Vec<Change> {
    let pair = |at: usize| Swap { at, before: before.get(at).cloned(), after: after.get(at).cloned() };
    (0..before.len().max(after.len())).map(|at| T::change(pair(at))).collect()
}

fn all_swaps(a: &Assessment, b: &Assessment) -> Vec<Change> {
    let mut all = vec![Change::set_profile(a, b.profile.clone())];
    all.extend(swaps(&a.claims, &b.claims));
    all.extend(swaps(&a.people, &b.people));
    all.extend(swaps(&a.contracts, &b.contracts));
    all.extend(swaps(&a.documents, &b.documents));
    all.extend(swaps(&a.records, &b.records));
    all.extend(swaps(&a.standards, &b.standards));
    all.extend(swaps(&a.declarations, &b.declarations));
    all.extend(swaps(&a.equivalences, &b.equivalences));
    all.extend(swaps(&a.evidence, &b.evidence));
    all.extend(swaps(&a.members, &b.members));
    all.extend(swaps(&a.closures, &b.closures));
    all.extend(swaps(&a.scenarios, &b.scenarios));
    all.extend(swaps(&a.steps, &b.steps));
    all.extend(swaps(&a.signers, &b.signers));
    all
}

#[test]
fn a_history_of_changes_leads_back_to_where_it_began_and_forth_again() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("acme.history");
    let end = open(&fs::read_to_string(fixture("1.ron")).expect("fixture")).expect("sound");
    let changes = all_swaps(&Assessment::default(), &end);
    let mut writer = Writer::<ChangeRecord>::open(&path, "s1", "佐藤").expect("new history").writer;
    for change in &changes {
        writer.append(ChangeRecord::from(change)).expect("appended");
    }
    drop(writer);
    let reading = history::read::<ChangeRecord>(&fs::read(&path).expect("readable"));
    assert_eq!(reading.faults, vec![]);
    let change = |entry: &Entry<ChangeRecord>| Change::try_from(entry.record.edit.clone()).expect("a change");
    let kept: Vec<Change> = reading.sound().iter().map(change).collect();
    assert_eq!(kept, changes);
    let mut now = Assessment::default();
    for change in &kept {
        change.apply(&mut now).expect("fits");
    }
    assert_eq!(now, end);
    for change in kept.iter().rev() {
        change.inverse().apply(&mut now).expect("fits back");
    }
    assert_eq!(now, Assessment::default());
}

#[test]
fn a_record_that_is_not_one_change_is_refused() {
    for text in
        ["()", "(claim: (at: 0), person: (at: 0))", "(claim: (after: (row: \"a\", answer: \"maybe\")))"]
    {
        let record: ChangeRecord = ron::text::parse(text).expect("parses");
        assert!(Change::try_from(record).is_err(), "{text}");
    }
    assert!(ron::text::parse::<ChangeRecord>("(clam: (at: 0))").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(96)))]

    #[test]
    fn any_assessment_comes_back(assessment in anything::assessment()) {
        let text = to_text(&assessment, &pack()).expect("text");
        prop_assert_eq!(assessment::faults(&assessment, &pack()), vec![]);
        prop_assert_eq!(open(&text), Ok(assessment.clone()));
        prop_assert_eq!(to_text(&assessment, &pack()).expect("text"), text);
    }

    #[test]
    fn any_change_comes_back(a in anything::assessment(), b in anything::assessment()) {
        let all = all_swaps(&a, &b);
        for change in [Change::Several(all.clone())].into_iter().chain(all) {
            prop_assert_eq!(Change::try_from(record_of(&change)), Ok(change));
        }
    }
}
