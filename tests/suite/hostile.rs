//! Hostile input: whatever stands in a file, a name, a path or a paste, the terminal gets only sequences that
//! the workbench means, and standard output gets none at all.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use kijun::domain::clean::is_hidden;
use kijun::domain::clean::{Lines, visible};
use kijun::store::assessment::RawFile;
use portable_pty::CommandBuilder;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rustix::process::Signal;
use tempfile::TempDir;

use crate::fuzzed::{TARGETS, is_forbidden};
use crate::home::{Home, SAMPLE};
use crate::pty_session::PtySession;

/// What a file or a paste may try to do to a terminal or to its reader.
pub(crate) const PAYLOADS: &[&str] = &[
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;cm0gLXJmIH4=\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}[6n",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}[?1049l",
    "\u{9b}2J",
    "\u{9d}0;title\u{9c}",
    "\u{90}payload\u{9c}",
    "\u{7}\u{8}\u{b}\u{c}\u{7f}",
    "\r\nover",
    "abc\u{202e}fed",
    "\u{2066}hidden\u{2069}",
    "\u{200e}\u{200f}\u{61c}",
    "zero\u{200b}width\u{2060}",
    "\u{feff}bom",
    "soft\u{ad}hyphen",
    "\u{e0041}\u{e0042}\u{e007f}tags",
    "\u{fff9}a\u{fffa}b\u{fffb}",
];

/// The sequences of a log that the workbench never means, and hidden characters between sequences.
pub(crate) fn foreign(log: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(log).into_owned();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    // Carriage return and backspace are how the cursor goes back; that none comes out of a text is held where
    // cells are filled and read (`text_cells`, `tui::frame::row`).
    while let Some(at) = rest.find(|c| is_forbidden(c) && !matches!(c, '\r' | '\u{8}')) {
        rest = &rest[at..];
        let length = known_sequence(rest).unwrap_or(0);
        if length == 0 {
            found.push(rest.chars().take(12).collect::<String>().escape_debug().to_string());
        }
        let step = length.max(rest.chars().next().map_or(1, char::len_utf8));
        rest = &rest[step..];
    }
    found
}

/// The length of a sequence the workbench writes: cursor, erasing, scrolling, attributes and its own modes.
fn known_sequence(text: &str) -> Option<usize> {
    let body = text.strip_prefix("\u{1b}[")?;
    let (private, body) = body.strip_prefix('?').map_or((false, body), |body| (true, body));
    let end = body.find(|c: char| !c.is_ascii_digit() && c != ';' && c != ':')?;
    let (numbers, last) = (&body[..end], body[end..].chars().next()?);
    let allowed = if private {
        matches!(last, 'h' | 'l') && ["1049", "2004", "2026", "25", "1004"].contains(&numbers)
    } else {
        matches!(
            last,
            'm' | 'H'
                | 'A'
                | 'B'
                | 'C'
                | 'D'
                | 'G'
                | 'd'
                | 'J'
                | 'K'
                | 'r'
                | 'S'
                | 'T'
                | 'X'
                | 'P'
                | '@'
                | 'L'
                | 'M'
        )
    };
    allowed.then(|| text.len() - body.len() + end + last.len_utf8())
}

#[test]
fn the_judge_of_logs_knows_friend_from_foe() {
    assert!(
        foreign(b"\x1b[?1049h\x1b[?2026h\x1b[1;1H\x1b[1;38;5;4mok\x1b[0m\x1b[K\x1b[?2026l\r\n").is_empty()
    );
    for payload in
        PAYLOADS.iter().filter(|payload| !payload.starts_with("\u{1b}[2J") && !payload.starts_with('\r'))
    {
        if *payload != "\u{1b}[?1049l" {
            assert!(!foreign(payload.as_bytes()).is_empty(), "{}", payload.escape_debug());
        }
    }
}

/// The payload as a RON text has it, raw or escaped.
fn in_ron(payload: &str, escaped: bool) -> String {
    if !escaped {
        return payload.to_owned();
    }
    payload.chars().fold(String::new(), |text, c| format!("{text}\\u{{{:x}}}", u32::from(c)))
}

/// A file that uses every field there is.
const WHOLE: &str = include_str!("../fixtures/formats/1.ron");

/// Every text of that file, one after another, with the payload put into it.
fn poisoned(payload: &str) -> Vec<String> {
    let quotes: Vec<usize> = WHOLE.match_indices('"').map(|(at, _)| at).collect();
    quotes
        .chunks_exact(2)
        .map(|pair| format!("{}{payload}{}", &WHOLE[..pair[1]], &WHOLE[pair[1]..]))
        .collect()
}

/// Whatever comes of a file, a fault or values: nothing that is shown of it holds a forbidden character.
fn is_told_cleanly(text: &str) -> Result<(), String> {
    let shown = match RawFile::from_bytes(text.as_bytes().to_vec()) {
        Err(fault) => told(&fault),
        Ok(sheet) => {
            let header = sheet.header().clone();
            let mut lines = vec![header.app, header.pack.clone(), header.edition.clone()];
            match kijun::store::packs::find(&header.pack, &header.edition, None) {
                Ok(loaded) => match sheet.open(&loaded.pack) {
                    Err(fault) => lines.extend(told(&fault)),
                    Ok(opened) => lines.push(format!("{:?}", opened.assessment)),
                },
                Err(_) => lines.extend(told(&sheet.without_pack())),
            }
            lines
        }
    };
    match shown.iter().find(|line| line.chars().any(is_forbidden)) {
        Some(line) => Err(line.escape_debug().to_string()),
        None => Ok(()),
    }
}

fn told(fault: &kijun::store::assessment::FileFault) -> Vec<String> {
    use kijun::domain::text::Lang;
    [Lang::Ja, Lang::En].into_iter().flat_map(|lang| fault.lines_in(lang)).collect()
}

#[test]
fn no_text_of_a_file_gets_through_the_loader() {
    let all = PAYLOADS.concat();
    for text in poisoned(&in_ron(&all, true)) {
        is_told_cleanly(&text).expect("every payload at once, in every field");
    }
    for (number, payload) in PAYLOADS.iter().enumerate() {
        for escaped in [false, true] {
            for text in poisoned(&in_ron(payload, escaped)).iter().skip(number).step_by(29) {
                is_told_cleanly(text).expect("each payload alone, in some fields");
            }
        }
    }
}

/// Commands that print something of a file, its name or the command line.
#[test]
fn no_command_prints_what_a_terminal_obeys() {
    let home = Home::with_sample();
    for payload in PAYLOADS.chunks(7).map(<[&str]>::concat) {
        let payload = payload.as_str();
        let name = format!("evil{}.ron", payload.replace('/', ""));
        fs::write(home.path(&name), SAMPLE).expect("a file with a hostile name");
        let poisoned = SAMPLE.replacen("みほん", &in_ron(payload, true), 1);
        fs::write(home.path("poisoned.ron"), poisoned).expect("file");
        let quoted = payload.replace('"', "\"\"");
        let sheet = format!("氏名,\"{quoted}\",よみ\n\"{quoted}\",,\"{quoted}\"\nP-01,,\"{quoted}\"\n");
        fs::write(home.path("sheet.csv"), sheet).expect("file");
        for file in [name.as_str(), "poisoned.ron"] {
            for arguments in [
                &["gap", file][..],
                &["check", file],
                &["history", file, "--verify"],
                &["set", file, "vuln.scope.c", "yes", "--by", payload, "--remark", payload],
                &["history", file],
                &["history", file, "--format", "json"],
                &["gap", file, "--format", "markdown"],
                &["gap", file, "--format", "json"],
                &["gap", file, "--category", payload],
                &["set", file, payload, "yes"],
                &["new", file, "--organisation", payload, "--category", "vuln"],
                &["export", file, "--no-bom"],
                &["export", file, "--no-bom", "--what", "answers"],
                &["import", file, "sheet.csv", "--what", "people", "--check"],
                &["import", file, "sheet.csv", "--what", "people", "--check", "--format", "json"],
                &["import", file, "sheet.csv", "--what", "people", "--skip", payload],
                &[payload],
            ] {
                let ran = home.run(arguments);
                // Tables end their rows as RFC 4180 has it.
                let shown = format!("{}{}", ran.out, ran.err).replace("\r\n", "\n");
                let bad = shown.chars().find(|c| is_forbidden(*c));
                assert!(bad.is_none(), "{arguments:?} printed {bad:?}: {}", shown.escape_debug());
            }
        }
        fs::remove_file(home.path(&name)).expect("removed");
    }
}

fn workbench(home: &Home, file: &OsStr) -> PtySession {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kijun"));
    command.args(["--lang", "en", "--ambiguous", "narrow"]);
    command.arg(file);
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("TERM", "xterm-256color");
    command.env("USER", "ao\u{1b}]0;x\u{7}ki");
    command.cwd(home.path(""));
    PtySession::spawn(command, TempDir::new().expect("folder"))
}

/// Whether a box is open: one with corners, or the search, which is as wide as the screen.
fn is_box(screen: &str) -> bool {
    screen.contains('┐') || screen.contains("Search and commands")
}

/// A hostile name, a hostile user and every payload pasted into a remark, a search, a path and a name.
#[test]
fn the_terminal_gets_only_what_the_workbench_means() {
    let home = Home::new();
    let name = OsStr::from_bytes(b"ev\x1b]0;t\x07il\xc2\x9b2J.ron");
    fs::write(home.path("").join(Path::new(name)), SAMPLE).expect("a file with a hostile name");
    let mut session = workbench(&home, name);
    session.wait_to_see("saved");
    for payload in PAYLOADS {
        // The end of a paste cannot be part of one.
        for open in [&b"/"[..], b":", b"S"] {
            session.send(open);
            session.wait_for_screen("a box", is_box);
            session.send(format!("\u{1b}[200~x{payload}y\u{1b}[201~").as_bytes());
            session.wait_to_see("Esc ");
            session.send(b"\x1b");
            // A lone ESC takes its time; the next key must not make it an Alt.
            session.wait_for_screen("no box", |screen| !is_box(screen));
        }
    }
    session.send(b"gNr");
    session.wait_to_see("Remark");
    session.send(format!("\u{1b}[200~{}\u{1b}[201~\r", PAYLOADS.concat()).as_bytes());
    session.wait_for_screen("saved", |screen| screen.contains(" saved") && !screen.contains("Remark ("));
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    let found = foreign(&session.written());
    assert!(found.is_empty(), "{found:?}");
}

/// A history full of hostile records is offered for recovery and shown.
#[test]
fn a_hostile_history_is_shown_cleanly() {
    let home = Home::with_sample();
    for payload in PAYLOADS {
        let set = home.run(&[
            "set",
            "sample.ron",
            "vuln.scope.c",
            "yes",
            "--by",
            &format!("a{payload}"),
            "--remark",
            payload,
        ]);
        assert!(matches!(set.code, Some(0 | 2)), "{:?}", set.err);
    }
    home.put("sample.ron", SAMPLE);
    let mut session = workbench(&home, OsStr::new("sample.ron"));
    session.wait_to_see("that are not in the file");
    session.send(b"l");
    session.wait_to_see("Edits that are not in the file");
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    let found = foreign(&session.written());
    assert!(found.is_empty(), "{found:?}");
}

/// Bytes that were once worth trying, so that every run begins with them.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(target);
    let entries = fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> =
        entries.map(|path| (path.display().to_string(), fs::read(&path).expect("a readable seed"))).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

/// The seed with one stretch exchanged for other bytes.
fn mutated(seed: &[u8], at: usize, length: usize, by: &[u8]) -> Vec<u8> {
    let at = at % (seed.len() + 1);
    let end = (at + length).min(seed.len());
    [&seed[..at], by, &seed[end..]].concat()
}

#[test]
fn every_seed_is_taken_as_it_should_be() {
    for (target, take) in TARGETS {
        for (name, bytes) in corpus(target) {
            eprintln!("{name}");
            take(&bytes);
        }
    }
}

/// How many mutated seeds each target gets, unless `KIJUN_TEST_FUZZ` says otherwise.
const CASES: u32 = 128;

/// The same functions that `fuzz/` runs without end, over a bounded number of mutated seeds.
#[test]
fn mutated_seeds_are_taken_as_they_should_be() {
    let cases = std::env::var("KIJUN_TEST_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(CASES);
    for (target, take) in TARGETS {
        let seeds: Vec<Vec<u8>> = corpus(target).into_iter().map(|(_, bytes)| bytes).collect();
        let change =
            (any::<usize>(), any::<usize>(), 0..40usize, proptest::collection::vec(any::<u8>(), 0..40));
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
        let ran = runner.run(&change, |(pick, at, length, by)| {
            take(&mutated(&seeds[pick % seeds.len()], at, length, &by));
            Ok(())
        });
        ran.unwrap_or_else(|fault| panic!("{target}: {fault}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(128)))]

    #[test]
    fn any_text_comes_out_of_the_sanitiser_clean_and_stays_as_it_is(text in any::<String>()) {
        for lines in [Lines::Single, Lines::Multi] {
            let once = visible(&text, lines).into_owned();
            prop_assert!(!once.chars().any(is_forbidden), "{}", once.escape_debug());
            prop_assert_eq!(visible(&once, lines).into_owned(), once);
        }
    }
}

/// What the editor lets in, a file must take: otherwise a paste could keep the work from being saved.
#[test]
fn whatever_can_be_typed_can_be_saved() {
    for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
        for lines in [Lines::Single, Lines::Multi] {
            let typed = visible(c.encode_utf8(&mut [0; 4]), lines).into_owned();
            let refused = typed.chars().find(|c| is_hidden(*c) && !matches!(c, '\n' | '\t'));
            assert!(refused.is_none(), "U+{:04X} is let in and could not be saved", u32::from(c));
        }
    }
}
