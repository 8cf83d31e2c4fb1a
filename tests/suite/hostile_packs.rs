//! A pack from elsewhere whose every text tries to steer the terminal: every command and every screen shows it, and
//! nothing of it gets out as anything but text.

use std::fs;
use std::path::Path;

use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::fuzzed::is_forbidden;
use crate::home::{Home, Ran};
use crate::hostile::{PAYLOADS, foreign};
use crate::pty_session::PtySession;

/// Every text of a pack file in either language, with every payload at its end.
fn poisoned(text: &str) -> String {
    let escaped = |evil: String, c: char| evil + &format!("\\u{{{:x}}}", u32::from(c));
    let evil = PAYLOADS.concat().chars().fold(String::new(), escaped);
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = ["ja: \"", "en: \""].iter().filter_map(|start| rest.find(start)).min() {
        let start = at + "ja: \"".len();
        let end = start + rest[start..].find('"').expect("a closed text");
        out += &rest[..end];
        out += &evil;
        rest = &rest[end..];
    }
    out + rest
}

/// An assessment by the example pack.
const FILE: &str = r#"(
    format: 1,
    app: "kijun 0.1.0",
    pack: "example",
    edition: "1",
    profile: (organisation: "Acme", categories: ["check"], reference_date: "2027-01-31"),
)"#;

/// A home whose own packs are the example with every text poisoned, and a file of that pack.
fn poisoned_home() -> Home {
    let home = Home::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/example");
    let packs = home.path("data/questionnaires/evil");
    fs::create_dir_all(&packs).expect("folder");
    for name in ["pack.ron", "check.ron"] {
        let text = fs::read_to_string(shipped.join(name)).expect("the example");
        fs::write(packs.join(name), poisoned(&text)).expect("written");
    }
    home.put("evil.ron", FILE);
    home
}

fn run(home: &Home, arguments: &[&str]) -> Ran {
    home.run(&[&["--data-dir", "data"], arguments].concat())
}

#[test]
fn no_command_lets_the_texts_of_a_pack_out() {
    let home = poisoned_home();
    home.put("evil.csv", "従事者,区分,役割\nP-01,x,y\n");
    let mut told = Vec::new();
    let commands: &[&[&str]] = &[
        &["gap", "evil.ron"],
        &["gap", "evil.ron", "--format", "json"],
        &["gap", "evil.ron", "--format", "markdown"],
        &["why", "evil.ron", "check.people.lead"],
        &["carriers", "evil.ron"],
        &["plan", "evil.ron"],
        &["forecast", "evil.ron"],
        &["review", "evil.ron", "--category", "check"],
        &["what-if", "evil.ron"],
        &["check", "evil.ron"],
        &["history", "evil.ron"],
        &["diff", "evil.ron", "evil.ron"],
        &["export", "evil.ron", "--no-bom"],
        &["export", "evil.ron", "--no-bom", "--what", "answers"],
        &["import", "evil.ron", "evil.csv", "--what", "posts"],
        &["lint", "data/questionnaires/evil"],
        &["lint"],
        &["doctor"],
        &["set", "evil.ron", "check.scope.a", "yes"],
        &["set", "evil.ron", "check.quality.control.a", "unknown"],
        &["set", "evil.ron", "check.none", "yes"],
    ];
    for lang in ["ja", "en"] {
        for words in commands {
            let ran = run(&home, &[&["--lang", lang], *words].concat());
            told.push((format!("{lang} {}", words.join(" ")), ran));
        }
    }
    let printed = told.iter().filter(|(_, ran)| ran.out.chars().count() > 200).count();
    assert!(printed >= 20, "only {printed} commands had something to say");
    for (words, ran) in told {
        // Tables end their rows as RFC 4180 has it.
        let shown = format!("{}{}", ran.out, ran.err).replace("\r\n", "\n");
        let bad = shown.chars().find(|c| is_forbidden(*c));
        assert!(
            bad.is_none(),
            "{words} printed {bad:?}: {}",
            shown.escape_debug().to_string().chars().take(600).collect::<String>()
        );
    }
}

#[test]
fn no_screen_lets_the_texts_of_a_pack_out() {
    let home = poisoned_home();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kijun"));
    command.args(["--data-dir", "data", "--lang", "en", "--ambiguous", "narrow", "evil.ron"]);
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("TERM", "xterm-256color");
    command.cwd(home.path(""));
    let mut session = PtySession::spawn(command, TempDir::new().expect("folder"));
    session.wait_to_see("saved");
    // Every key that opens a screen or a box, in both languages, at several places of the tree.
    for _ in 0..2 {
        for key in [
            &b"N"[..],
            b"y",
            b"w",
            b"e",
            b"b",
            b"p",
            b"F",
            b"t",
            b"v",
            b"?",
            b":",
            b"/",
            b"l",
            b"r",
            b"j",
            b"j",
            b"x",
        ] {
            session.send(key);
            session.send(b"\x1b[B");
            session.send(b"\x1b[6~");
            session.wait_for_screen("a picture", |screen| !screen.trim().is_empty());
            session.send(b"\x1b");
            session.wait_for_screen("a picture", |screen| !screen.trim().is_empty());
        }
        session.send(b"L");
    }
    session.signal(Signal::TERM);
    assert_eq!(session.exit_code(), 143);
    let written = session.written();
    assert!(String::from_utf8_lossy(&written).contains("title"), "the texts were never shown");
    let found = foreign(&written);
    assert!(found.is_empty(), "{} of them: {:?}", found.len(), &found[..found.len().min(5)]);
}

/// A home whose own pack is the example, changed, and a file of that pack.
fn home_with(name: &str, change: impl Fn(&str) -> String) -> Home {
    let home = Home::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/example");
    let pack = home.path("data/questionnaires/own");
    fs::create_dir_all(&pack).expect("folder");
    for file in ["pack.ron", "check.ron"] {
        let text = fs::read_to_string(shipped.join(file)).expect("the example");
        fs::write(pack.join(file), if file == name { change(&text) } else { text }).expect("written");
    }
    home.put("own.ron", FILE);
    home
}

/// Commands that judge by a pack.
const JUDGING: &[&[&str]] = &[
    &["gap", "own.ron"],
    &["plan", "own.ron"],
    &["why", "own.ron", "check"],
    &["carriers", "own.ron"],
    &["forecast", "own.ron"],
    &["review", "own.ron", "--category", "check"],
    &["what-if", "own.ron"],
    &["set", "own.ron", "check.scope.a", "yes"],
    &["export", "own.ron"],
    &["check", "own.ron"],
];

#[test]
fn no_command_judges_by_rules_that_go_round() {
    let own_row = |text: &str| {
        let rule = text.find("rule: ").expect("a rule");
        let id = text[..rule].rsplit("id: \"").next().expect("its id");
        let id = &id[..id.find('"').expect("its end")];
        format!(
            "{}rule: Any([Row(\"{id}\"), {}",
            &text[..rule],
            &text[rule + 6..].replacen(",\n", "]),\n", 1)
        )
    };
    let own_category = |text: &str| text.replacen("builds_on: []", "builds_on: [\"check\"]", 1);
    let changes: [&dyn Fn(&str) -> String; 2] = [&own_row, &own_category];
    for change in changes {
        let home = home_with("check.ron", change);
        let linted = run(&home, &["lint", "data/questionnaires/own", "--lang", "en"]);
        assert_eq!(linted.code, Some(4), "{}{}", linted.out, linted.err);
        let told = format!("{}{}", linted.out, linted.err);
        assert!(told.contains("the rules go round"), "{told}");
        for words in JUDGING {
            for (lang, wanted) in [("en", "the rules go round"), ("ja", "一巡しています")] {
                let ran = run(&home, &[*words, &["--lang", lang]].concat());
                assert_eq!((ran.code, ran.out.as_str()), (Some(4), ""), "{words:?}: {}", ran.err);
                assert!(ran.err.contains(wanted) && ran.err.contains("kijun lint"), "{words:?}: {}", ran.err);
            }
        }
    }
}

#[test]
fn a_pack_may_begin_with_a_byte_order_mark_and_have_windows_line_ends() {
    for name in ["pack.ron", "check.ron"] {
        let home = home_with(name, |text| format!("\u{FEFF}{}", text.replace('\n', "\r\n")));
        let ran = run(&home, &["gap", "own.ron"]);
        assert_eq!(ran.code, Some(3), "{name}: {}", ran.err);
        let linted = run(&home, &["lint", "data/questionnaires/own"]);
        assert_eq!(linted.code, Some(0), "{name}: {}{}", linted.out, linted.err);
    }
}
