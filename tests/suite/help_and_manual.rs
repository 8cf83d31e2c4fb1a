//! Help, manual pages, and what is said to a word that is no command.

use std::fs;
use std::process::Command;

use crate::home::Home;

/// Every command, as the list of the program's own help has it.
fn commands(home: &Home) -> Vec<String> {
    let help = home.run(&["--help", "--lang", "en"]).out;
    let list = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("a list");
    let entries = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    entries.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn help_of_a_command_is_the_same_however_it_is_asked_for() {
    let home = Home::new();
    let all = commands(&home);
    assert!(all.len() > 20 && all.contains(&"help".to_owned()), "{all:?}");
    for lang in ["ja", "en"] {
        let whole = home.run(&["help", "--lang", lang]);
        assert_eq!((whole.code, whole.out), (Some(0), home.run(&["--help", "--lang", lang]).out));
        for command in &all {
            let asked = home.run(&["help", command, "--lang", lang]);
            let own = home.run(&[command.as_str(), "--help", "--lang", lang]);
            assert_eq!((asked.code, &asked.out), (Some(0), &own.out), "{command}");
            for word in if lang == "ja" { ["例:", "終了コード:"] } else { ["Examples:", "Exit codes:"] }
            {
                assert!(own.out.contains(word), "{command}: {word}");
            }
        }
    }
}

#[test]
fn a_word_that_is_no_command_is_what_is_wrong() {
    let home = Home::with_sample();
    let said = |arguments: &[&str]| {
        let ran = home.run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.told());
        ran.err
    };
    for arguments in [
        &["gpa", "sample.ron"][..],
        &["gpa"],
        &["gpa", "--format", "json"],
        &["--data-dir", "d", "gpa", "sample.ron"],
    ] {
        let err = said(arguments);
        assert!(
            err.contains("there is no command gpa") && err.contains("did you mean gap?"),
            "{arguments:?}: {err}"
        );
    }
    assert!(said(&["help", "qestions"]).contains("did you mean questions?"));
    assert!(said(&["man", "imprt"]).contains("did you mean import?"));
    let odd = said(&["frobnicate", "sample.ron"]);
    assert!(odd.contains("there is no command frobnicate") && odd.contains("questions"), "{odd}");
    // A file is a file, even where a command is close.
    home.put("gpa", "anything");
    let file = home.run(&["gpa", "--lang", "en"]);
    assert!(!file.err.contains("did you mean"), "{}", file.err);
    assert!(said(&["review", "sample.ron"]).contains("kijun review --help"));
}

#[test]
fn no_command_makes_a_folder_that_nobody_named() {
    let home = Home::with_sample();
    home.put("other.ron", &home.text("sample.ron"));
    let before = home.names();
    let commands: [&[&str]; 8] = [
        &["new", "nodir/n.ron", "--organisation", "A", "--category", "vuln"],
        &["sample", "nodir/s.ron"],
        &["export", "sample.ron", "--out", "nodir/x.csv"],
        &["export", "sample.ron", "--format", "xlsx", "--out", "nodir/deep/x.xlsx"],
        &["forecast", "sample.ron", "--ics", "nodir/x.ics"],
        &["merge", "sample.ron", "other.ron", "--into", "nodir/both.ron", "--take", "ours"],
        &["man", "--out", "nodir"],
        &["restore", "nodir/sample.ron"],
    ];
    for command in commands {
        let ran = home.run(&[command, &["--lang", "en"]].concat());
        assert_eq!(ran.code, Some(7), "{command:?}: {}", ran.told());
        assert!(ran.err.contains("nodir"), "{command:?}: {}", ran.err);
        assert_eq!(home.names(), before, "{command:?}");
    }
    let told = home.run(&["new", "nodir/n.ron", "--organisation", "A", "--category", "vuln", "--lang", "en"]);
    assert!(
        told.err.contains("nodir: there is no such folder") && told.err.contains("mkdir"),
        "{}",
        told.err
    );
}

#[test]
fn all_manual_pages_are_written_into_a_folder_and_only_ours_replaced() {
    let home = Home::new();
    fs::create_dir(home.path("man1")).expect("a folder");
    let write = || home.run(&["man", "--out", "man1", "--lang", "en"]);
    let first = write();
    assert_eq!(first.code, Some(0), "{}", first.told());
    let mut pages: Vec<String> = fs::read_dir(home.path("man1"))
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    let mut wanted: Vec<String> = commands(&home).iter().map(|name| format!("kijun-{name}.1")).collect();
    wanted.push("kijun.1".to_owned());
    wanted.sort();
    assert_eq!(pages, wanted);
    for page in &pages {
        let text = home.text(&format!("man1/{page}"));
        for section in [
            "NAME",
            "SYNOPSIS",
            "OPTIONS",
            "\"EXIT STATUS\"",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "\"SEE ALSO\"",
        ] {
            assert!(text.contains(&format!(".SH {section}")), "{page}: {section}");
        }
    }
    assert_eq!(write().code, Some(0), "our own pages are replaced");
    home.put("man1/kijun-gap.1", "my notes");
    let refused = write();
    assert_eq!((refused.code, home.text("man1/kijun-gap.1").as_str()), (Some(5), "my notes"));
    assert_eq!(home.run(&["man", "--out", "man1", "gap"]).code, Some(2));
}

/// The pages as `man` sets them: nothing of a text is taken for a command of the typesetter.
#[test]
fn manual_pages_are_set_without_a_complaint() {
    if Command::new("man").arg("--version").output().is_err() {
        eprintln!("skipped: manual_pages_are_set_without_a_complaint: man is missing");
        return;
    }
    let home = Home::new();
    for (lang, word) in [("en", "EXIT STATUS"), ("ja", "終了ステータス")] {
        let page = home.run(&["man", "gap", "--lang", lang]).out;
        home.put("page.1", &page);
        let set = Command::new("man")
            .args(["--warnings", "-l", "page.1"])
            .current_dir(home.path(""))
            .envs([("LC_ALL", "C.UTF-8"), ("MANWIDTH", "78"), ("MAN_KEEP_FORMATTING", "")])
            .output()
            .expect("man runs");
        let text = String::from_utf8_lossy(&set.stdout).replace('\u{8}', "");
        assert!(set.status.success(), "{}", String::from_utf8_lossy(&set.stderr));
        assert!(text.contains(word) && text.contains("kijun gap acme.ron"), "{text}");
    }
}
