//! The history: every truncation, every flipped byte, every failing call, merging.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use kijun::store::history::{
    self, AppendError, FaultKind, OpenedHistory, Reading, RecordFault, Torn, Writer, merge, path_of, read,
};
use kijun::store::limits;
use proptest::prelude::*;
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use crate::store_disk::{FaultyDisk, child, folder, given_folder};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Edit {
    Claim { id: String, after: Option<String> },
    Closed(u32),
}

fn claim(text: &str) -> Edit {
    Edit::Claim { id: "vuln.tech.1".into(), after: Some(text.into()) }
}

fn edits() -> Vec<Edit> {
    vec![claim("はい"), Edit::Closed(3), claim("改行\nと\u{1b}[31m「引用\"」"), claim("")]
}

fn at(second: usize) -> String {
    format!("2026-11-22T04:00:{second:02}.000000Z")
}

/// Writes a session of edits, one per second from `from`.
fn session(path: &Path, name: &str, from: usize, edits: Vec<Edit>) {
    let mut writer = Writer::open(path, name, "青木").expect("opens").writer;
    for (index, edit) in edits.into_iter().enumerate() {
        writer.append_at(at(from + index), edit).expect("appends");
    }
}

/// A history of two sessions, as bytes.
fn sample() -> Vec<u8> {
    let folder = folder();
    let path = folder.path().join("acme.history");
    session(&path, "first", 0, edits());
    session(&path, "second", 10, edits());
    fs::read(&path).expect("written")
}

fn read_edits(bytes: &[u8]) -> Reading<Edit> {
    read(bytes)
}

/// The lines of a history with the one at `index` put through `change`, not sealed again.
fn with_line(bytes: &[u8], index: usize, change: impl Fn(&str) -> String) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("utf-8");
    let lines = text.lines().enumerate();
    lines
        .map(|(i, line)| if i == index { change(line) } else { line.to_owned() } + "\n")
        .collect::<String>()
        .into()
}

fn breaks(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

/// Changes a line and seals it again, as a forger who knows the format would.
fn reseal(line: &str, from: &str, to: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut parts = line.splitn(4, ' ').skip(2);
    let (previous, payload) = (parts.next().expect("previous"), parts.next().expect("payload"));
    let forged = payload.replace(from, to);
    assert_ne!(forged, payload, "nothing was forged");
    let digest = Sha256::digest(format!("{previous} {forged}"));
    let hash = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    format!("{} {hash} {previous} {forged}", forged.len())
}

#[test]
fn what_is_appended_is_read_and_people_can_read_it_too() {
    let bytes = sample();
    let reading = read_edits(&bytes);
    assert_eq!(reading.verify(), Ok(()));
    assert_eq!(reading.torn, None);
    let found: Vec<Edit> = reading.sound().iter().map(|entry| entry.record.edit.clone()).collect();
    assert_eq!(found, [edits(), edits()].concat());
    let text = String::from_utf8(bytes).expect("utf-8");
    assert!(text.contains("at:\"2026-11-22T04:00:00.000000Z\"") && text.contains("after:\"はい\""), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "raw controls");
    assert_eq!(text.lines().count(), 8);
    assert_eq!(path_of(Path::new("/data/acme.ron")), PathBuf::from("/data/acme.ron.history"));
}

#[test]
fn a_file_has_one_history_under_all_its_names() {
    let folder = folder();
    let (path, link) = (folder.path().join("acme.ron"), folder.path().join("link.ron"));
    std::os::unix::fs::symlink("acme.ron", &link).expect("link");
    assert_eq!(path_of(&link), path_of(&path));
    let odd = folder.path().join("acme.ron.history");
    assert_ne!(path_of(&odd), odd, "an assessment of that name is not its own history");
}

#[test]
fn a_new_history_is_its_owners_only_and_a_session_goes_on() {
    let folder = folder();
    let path = folder.path().join("sub/acme.history");
    let first = history::new_session();
    assert_ne!(first, history::new_session());
    session(&path, &first, 0, edits());
    assert_eq!(fs::metadata(&path).expect("there").mode() & 0o777, 0o600);
    let OpenedHistory { mut writer, reading } = Writer::<Edit>::open(&path, &first, "青木").expect("opens");
    assert_eq!(reading.head(&first), Some(writer.head()));
    assert_eq!(writer.append(Edit::Closed(9)).expect("appends").seq, 5);
    assert_eq!(read_edits(&fs::read(&path).expect("there")).verify(), Ok(()));
    assert!(history::now() < history::now().replace('Z', "~"), "fixed width");
}

#[test]
fn a_cut_at_any_byte_costs_at_most_the_unfinished_record() {
    let bytes = sample();
    let whole = read_edits(&bytes);
    for cut in 0..bytes.len() {
        let kept = &bytes[..cut];
        let reading = read_edits(kept);
        let ends = breaks(kept);
        let unfinished = cut > 0 && kept[cut - 1] != b'\n';
        let complete_but_for_its_break = unfinished && bytes[cut] == b'\n';
        let expected = ends + usize::from(complete_but_for_its_break);
        assert_eq!(reading.entries, whole.entries[..expected], "cut at {cut}");
        assert_eq!(reading.verify(), Ok(()), "cut at {cut}");
        assert_eq!(reading.torn.is_some(), unfinished && !complete_but_for_its_break, "cut at {cut}");
    }
}

#[test]
fn work_goes_on_after_a_cut_at_any_byte() {
    let bytes = sample();
    let folder = folder();
    let path = folder.path().join("acme.history");
    for cut in 0..bytes.len() {
        fs::write(&path, &bytes[..cut]).expect("cut");
        let before = read_edits(&bytes[..cut]).entries.len();
        session(&path, "third", 20, vec![Edit::Closed(7)]);
        let reading = read_edits(&fs::read(&path).expect("there"));
        assert_eq!((reading.verify(), reading.torn.as_ref()), (Ok(()), None), "cut at {cut}");
        assert_eq!(reading.entries.len(), before + 1, "cut at {cut}");
    }
}

#[test]
fn a_flipped_byte_anywhere_is_reported_and_nothing_is_invented() {
    let bytes = sample();
    let whole = read_edits(&bytes);
    for position in 0..bytes.len() {
        for mask in [0x01, 0x20, 0x80, 0xff] {
            let mut flipped = bytes.clone();
            flipped[position] ^= mask;
            let reading = read_edits(&flipped);
            let line = breaks(&bytes[..position]) + 1;
            let is_last_break = position + 1 == bytes.len();
            if is_last_break {
                assert!(reading.torn.is_some(), "the last line has no end and does not fit");
            } else {
                let first = reading.verify().expect_err("reported");
                assert_eq!(first.number, line, "byte {position} mask {mask:02x}");
            }
            assert_eq!(reading.sound(), &whole.entries[..line - 1], "byte {position} mask {mask:02x}");
            let known = |edit: &Edit| whole.entries.iter().any(|entry| entry.record.edit == *edit);
            assert!(reading.entries.iter().all(|entry| known(&entry.record.edit)), "invented at {position}");
        }
    }
}

/// A power cut may keep the end of the last record and lose a sector before it.
#[test]
fn a_last_record_that_lacks_a_sector_is_unfinished_not_altered() {
    let bytes = sample();
    let whole = read_edits(&bytes);
    let start = bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("a line before") + 1;
    let end = bytes.len().min((start / 512 + 1) * 512);
    let mut unwritten = bytes.clone();
    unwritten[start..end].fill(0);
    let reading = read_edits(&unwritten);
    assert_eq!((reading.verify(), reading.sound()), (Ok(()), &whole.entries[..7]));
    assert_eq!(reading.torn, Some(Torn { offset: start, length: bytes.len() - start }));
    assert_eq!(read_edits(&merge(&unwritten, b"").expect("merges")).entries.len(), 7);
    let folder = folder();
    let path = folder.path().join("acme.history");
    fs::write(&path, &unwritten).expect("written");
    session(&path, "third", 20, vec![Edit::Closed(7)]);
    let reading = read_edits(&fs::read(&path).expect("there"));
    assert_eq!((reading.verify(), reading.entries.len()), (Ok(()), 8), "it is cut off and work goes on");
    // Anywhere else, zeros are damage.
    let mut damaged = bytes.clone();
    damaged[..start.min(200)].fill(0);
    assert_eq!(read_edits(&damaged).verify().expect_err("reported").number, 1);
}

#[test]
fn the_first_altered_record_is_named() {
    let bytes = sample();
    let verify = |bytes: &[u8]| read_edits(bytes).verify();
    let naive = with_line(&bytes, 1, |line| line.replace("Closed(3)", "Closed(4)"));
    assert_eq!(verify(&naive), Err(RecordFault { number: 2, kind: FaultKind::Damaged }));
    let forged = with_line(&bytes, 1, |line| reseal(line, "Closed(3)", "Closed(4)"));
    assert_eq!(verify(&forged), Err(RecordFault { number: 2, kind: FaultKind::Resealed(3) }));
    let text = String::from_utf8(bytes.clone()).expect("utf-8");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let without = [&lines[..5], &lines[6..]].concat().concat();
    let gap = FaultKind::OutOfOrder { last: 1, seq: 3 };
    assert_eq!(verify(without.as_bytes()), Err(RecordFault { number: 6, kind: gap }));
    let twice = [bytes.as_slice(), text.lines().last().expect("line").as_bytes(), b"\n"].concat();
    assert!(matches!(
        verify(&twice),
        Err(RecordFault { number: 9, kind: FaultKind::OutOfOrder { last: 4, seq: 4 } })
    ));
    let beginning_gone = lines[1..].concat();
    assert_eq!(verify(beginning_gone.as_bytes()).expect_err("gap").number, 1);
}

#[test]
fn a_record_of_a_later_version_is_reported_and_kept() {
    let bytes = with_line(&sample(), 2, |line| reseal(line, "Claim(", "Dictated("));
    let fault = read_edits(&bytes).verify().expect_err("unknown edit");
    assert!(matches!(fault, RecordFault { number: 3, kind: FaultKind::Unreadable(_) }), "{fault}");
    let folder = folder();
    let path = folder.path().join("acme.history");
    fs::write(&path, &bytes).expect("written");
    session(&path, "third", 20, vec![Edit::Closed(1)]);
    assert!(fs::read(&path).expect("there").starts_with(&bytes), "what is not understood is not touched");
}

#[test]
fn an_accepted_edit_was_written_once_and_flushed() {
    let folder = folder();
    let path = folder.path().join("acme.history");
    let disk = FaultyDisk::default();
    let mut writer = Writer::open_on(&disk, &path, "first", "青木").expect("opens").writer;
    let opened = disk.names().len();
    assert!(disk.names().contains(&"sync_folder"), "the new name is flushed too");
    for edit in edits() {
        writer.append_at(at(1), edit).expect("appends");
    }
    let calls = disk.names()[opened..].to_vec();
    assert_eq!(calls, ["measure", "look", "measure", "write_all", "sync_data"].repeat(4));
}

/// Three appends with the calls `failing` failing; returns the accepted edits and what was then read.
fn appends_with(failing: impl IntoIterator<Item = usize>, errno: Errno) -> (Vec<Edit>, Reading<Edit>, usize) {
    let folder = folder();
    let path = folder.path().join("acme.history");
    session(&path, "first", 0, vec![claim("before")]);
    let disk = FaultyDisk::failing(failing, errno);
    let mut accepted = vec![claim("before")];
    if let Ok(OpenedHistory { mut writer, .. }) = Writer::open_on(&disk, &path, "second", "青木") {
        for number in 0..3 {
            let edit = Edit::Closed(number);
            if writer.append_at(at(9), edit.clone()).is_ok() {
                accepted.push(edit);
            }
        }
    }
    let reading = read_edits(&fs::read(&path).expect("there"));
    (accepted, reading, disk.names().len())
}

#[test]
fn no_accepted_edit_is_lost_whatever_call_fails() {
    let (all, _, calls) = appends_with([], Errno::IO);
    assert_eq!((all.len(), calls >= 12), (4, true));
    for errno in [Errno::IO, Errno::NOSPC, Errno::DQUOT, Errno::ROFS, Errno::INTR] {
        for k in 0..calls {
            let (accepted, reading, _) = appends_with([k], errno);
            let found: Vec<Edit> = reading.entries.iter().map(|entry| entry.record.edit.clone()).collect();
            assert_eq!((reading.verify(), found), (Ok(()), accepted), "failing {k}");
            for failing in [k..k + 2, k..k + 3, k..k + 4, k..1000] {
                let (accepted, reading, _) = appends_with(failing.clone(), errno);
                let found: Vec<Edit> =
                    reading.sound().iter().map(|entry| entry.record.edit.clone()).collect();
                assert_eq!(reading.verify(), Ok(()), "failing {failing:?}");
                assert!(found.starts_with(&accepted), "failing {failing:?}: {found:?}");
                assert!(found.len() <= accepted.len() + 1, "at most the one that could not be taken back");
            }
        }
    }
}

/// Half a record is left, and the disk does not even say how much: nothing may be added behind it.
#[test]
fn nothing_is_added_behind_half_a_record() {
    let (_, _, calls) = appends_with([], Errno::IO);
    for write in 0..calls {
        for next in write + 1..write + 6 {
            let (accepted, reading, _) = appends_with([write, next], Errno::IO);
            let found: Vec<Edit> = reading.sound().iter().map(|entry| entry.record.edit.clone()).collect();
            assert!(found.starts_with(&accepted), "failing {write} and {next}: {found:?} of {accepted:?}");
            assert_eq!(reading.verify(), Ok(()), "failing {write} and {next}");
        }
    }
}

#[test]
#[ignore = "run as a child by the test below"]
fn child_appends_until_killed() {
    use std::io::Write;
    let path = given_folder().join("acme.history");
    let mut writer = Writer::open(&path, &history::new_session(), "青木").expect("opens").writer;
    for number in 0.. {
        writer.append(Edit::Closed(number)).expect("appends");
        println!("accepted {number}");
        std::io::stdout().flush().expect("flush");
    }
}

/// Kills at a moment that differs by how many acknowledgements were read; `KIJUN_TEST_KILLS` asks for more.
#[test]
fn no_acknowledged_edit_is_lost_by_a_kill() {
    use std::io::{BufRead, BufReader};
    let kills = std::env::var("KIJUN_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(25);
    let folder = folder();
    for round in 0..kills {
        // Sessions follow one another in one history, but not so many that reading takes all the time.
        let place = folder.path().join((round / 20).to_string());
        let path = place.join("acme.history");
        let mut command = child(&[], "store_history::child_appends_until_killed", &place);
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().expect("child");
        let mut lines = BufReader::new(child.stdout.take().expect("output")).lines().map_while(Result::ok);
        let accepted = |line: &String| line.contains("accepted");
        let mut acknowledged = lines.by_ref().filter(accepted).take(1 + round % 7).count();
        child.kill().expect("kill -9");
        child.wait().expect("dead");
        acknowledged += lines.filter(accepted).count();
        let reading = read_edits(&fs::read(&path).expect("there"));
        assert_eq!(reading.verify(), Ok(()), "round {round}");
        let last = reading.entries.last().expect("records");
        assert!(last.record.seq >= acknowledged as u64, "round {round}: {acknowledged} were acknowledged");
    }
}

#[test]
fn bounds_hold() {
    let folder = folder();
    let path = folder.path().join("acme.history");
    let mut writer = Writer::open(&path, "first", "青木").expect("opens").writer;
    let error = writer.append(claim(&"a".repeat(limits::RECORD))).expect_err("too large");
    assert!(matches!(error, AppendError::TooLarge { .. }));
    assert_eq!(error.exit_code(), 4);
    writer.append(claim("短い")).expect("the next one fits");
    let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let reading = read_edits(format!("1 x y {nested}\n").as_bytes());
    assert_eq!(reading.verify().expect_err("damaged").number, 1);
    assert_eq!(read_edits(b"").verify(), Ok(()));
    let noise = [0, b'\n', 0xff, b'\n', b' ', b' ', b' ', b'\n'];
    assert_eq!(read_edits(&noise).faults.len(), 3);
    assert_eq!(read_edits(b"12 ab").torn, Some(Torn { offset: 0, length: 5 }));
}

#[test]
fn two_histories_merge_by_union() {
    let folder = folder();
    let (ours, theirs) = (folder.path().join("ours.history"), folder.path().join("theirs.history"));
    session(&ours, "shared", 0, edits());
    fs::copy(&ours, &theirs).expect("handed over");
    session(&ours, "mine", 20, edits());
    session(&theirs, "yours", 21, edits());
    let (ours, theirs) = (fs::read(ours).expect("ours"), fs::read(theirs).expect("theirs"));
    let merged = merge(&ours, &theirs).expect("merges");
    assert_eq!(merged, merge(&theirs, &ours).expect("merges"), "whichever comes first");
    assert_eq!(merged, merge(&merged, &ours).expect("merges"), "again changes nothing");
    let reading = read_edits(&merged);
    assert_eq!((reading.verify(), reading.entries.len()), (Ok(()), 12));
    let times: Vec<&str> = reading.entries.iter().map(|entry| entry.record.at.as_str()).collect();
    assert!(times.is_sorted(), "{times:?}");
    let torn = &ours[..ours.len() - 3];
    assert_eq!(read_edits(&merge(torn, &theirs).expect("merges")).entries.len(), 11);
    let damaged = with_line(&ours, 1, |line| line.replace("Closed", "Clozed"));
    assert_eq!(merge(&damaged, &theirs), Err(RecordFault { number: 2, kind: FaultKind::Damaged }));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let reading = read_edits(&bytes);
        prop_assert!(reading.entries.is_empty(), "nobody guesses a hash");
    }

    #[test]
    fn any_text_comes_back(text in any::<String>(), by in any::<String>()) {
        let folder = folder();
        let path = folder.path().join("acme.history");
        let mut writer = Writer::open(&path, "first", &by).expect("opens").writer;
        let written = writer.append(claim(&text)).expect("appends");
        let reading = read_edits(&fs::read(&path).expect("there"));
        prop_assert_eq!(reading.verify(), Ok(()));
        prop_assert_eq!(&reading.entries[0].record, &written);
    }

    #[test]
    fn merging_is_commutative_and_loses_nothing(order in proptest::collection::vec(0..3usize, 0..12)) {
        let folder = folder();
        let paths = ["a", "b", "c"].map(|name| folder.path().join(name));
        for (second, index) in order.iter().enumerate() {
            session(&paths[*index], &format!("session {index}"), second, vec![]);
            let mut writer = Writer::open(&paths[*index], &format!("session {index}"), "x").expect("opens").writer;
            writer.append_at(at(59 - second), Edit::Closed(u32::try_from(second).expect("small"))).expect("appends");
        }
        let [a, b, c] = paths.map(|path| fs::read(path).unwrap_or_default());
        let left = merge(&merge(&a, &b).expect("merges"), &c).expect("merges");
        let right = merge(&c, &merge(&b, &a).expect("merges")).expect("merges");
        prop_assert_eq!(&left, &right);
        let reading = read_edits(&left);
        prop_assert_eq!(reading.entries.len(), order.len());
        prop_assert_eq!(reading.verify(), Ok(()));
    }
}

/// What is put aside for a new file goes through the disk like everything else, and its new names are flushed.
#[test]
fn what_is_set_aside_is_flushed_under_its_new_name() {
    let folder = folder();
    let file = folder.path().join("acme.ron");
    let backup = kijun::store::backups::name(&file, 1);
    let lay = || {
        fs::write(history::path_of(&file), "").expect("a history");
        fs::write(&backup, "").expect("a backup");
    };
    lay();
    let disk = FaultyDisk::default();
    let aside = history::set_aside_on(&&disk, &file).expect("set aside").expect("a history");
    assert!(aside.exists() && !history::path_of(&file).exists() && !backup.exists());
    assert_eq!(disk.names(), ["rename", "rename_new", "sync_folder"]);
    fs::write(&backup, "").expect("a backup");
    let disk = FaultyDisk::default();
    assert_eq!(history::set_aside_on(&&disk, &file).expect("set aside"), None);
    assert_eq!(disk.names(), ["rename", "sync_folder"], "backups alone are flushed too");
    for failing in [1, 2] {
        lay();
        let disk = FaultyDisk::failing([failing], rustix::io::Errno::IO);
        assert!(history::set_aside_on(&&disk, &file).is_err(), "call {failing}");
        let _ = fs::remove_file(aside.with_extension("2"));
    }
}
