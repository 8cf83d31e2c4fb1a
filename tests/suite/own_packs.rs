//! Packs and reference lists of one's own, from every command; a slip in one of them stops nobody.

use std::fs;
use std::path::Path;

use crate::home::Home;
use crate::workbench_pty::run as run_in_terminal;

/// The tutorial under another name, as somebody's own scheme.
fn own_pack(home: &Home, edition: &str) {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/example");
    let folder = home.path(&format!("data/questionnaires/ptm-{edition}"));
    fs::create_dir_all(&folder).expect("a folder");
    for file in ["pack.ron", "check.ron"] {
        let text = fs::read_to_string(example.join(file)).expect("ours");
        let text = text
            .replace("id: \"example\"", "id: \"ptm\"")
            .replace("edition: \"1\"", &format!("edition: \"{edition}\""));
        fs::write(folder.join(file), text).expect("written");
    }
}

/// A file of lists with one wrong word in its third line.
fn slip(home: &Home) {
    fs::create_dir_all(home.path("data/questionnaires/references")).expect("a folder");
    home.put(
        "data/questionnaires/references/pt.ron",
        "References(format: 1, source: (ja: \"自\", en: \"own\"), lists: [\n\n  Lits(number: \"9-1\", kind: Standard, title: (ja: \"一\", en: \"a\"))])",
    );
    home.put(
        "data/questionnaires/references/good.ron",
        "References(format: 1, source: (ja: \"自\", en: \"own\"), lists: [\n  List(number: \"9-2\", kind: Qualification, title: (ja: \"二\", en: \"b\"), members: [Member(id: \"9-2/own\", name: (ja: \"自社基準\", en: \"Own\"))])])",
    );
}

fn run(home: &Home, arguments: &[&str]) -> crate::home::Ran {
    home.run(&[arguments, &["--data-dir", "data"]].concat())
}

#[test]
fn a_slip_in_a_list_of_ones_own_stops_no_command() {
    let home = Home::with_sample();
    slip(&home);
    let commands: [&[&str]; 8] = [
        &["gap", "sample.ron"],
        &["why", "sample.ron", "vuln.tech.a"],
        &["plan", "sample.ron", "--category", "soc"],
        &["check", "sample.ron"],
        &["questions", "--category", "common"],
        &["export", "sample.ron"],
        &["set", "sample.ron", "soc.scope.c", "yes", "--by", "A"],
        &["new", "new.ron", "--organisation", "A", "--category", "vuln"],
    ];
    for command in commands {
        for lang in ["ja", "en"] {
            if lang == "en" && command[0] == "new" {
                continue;
            }
            let ran = run(&home, &[command, &["--lang", lang]].concat());
            assert!([Some(0), Some(1), Some(3)].contains(&ran.code), "{command:?}: {}", ran.told());
            assert!(ran.err.contains("pt.ron:3:3") && ran.err.contains("Lits"), "{command:?}: {}", ran.err);
            assert!(!ran.err.contains("good.ron"), "{}", ran.err);
        }
    }
    let doctor = run(&home, &["doctor", "--lang", "en"]);
    assert_eq!((doctor.code, doctor.out.contains("pt.ron:3:3")), (Some(4), true), "{}", doctor.out);
}

/// Whatever is wrong with a file of lists, it is that file that is left out.
#[test]
fn files_of_lists_that_are_no_lists_are_left_out_one_by_one() {
    let home = Home::with_sample();
    let clean = home.run(&["gap", "sample.ron", "--format", "json"]).out;
    slip(&home);
    let put = |name: &str, bytes: &[u8]| {
        fs::write(home.path("data/questionnaires/references").join(name), bytes).expect("written");
    };
    put("binary.ron", &[0, 159, 146, 150]);
    put("empty.ron", b"");
    put("future.ron", "References(format: 9, source: (ja: \"a\", en: \"a\"), lists: [])".as_bytes());
    fs::create_dir(home.path("data/questionnaires/references/folder.ron")).expect("a folder");
    let ran = run(&home, &["gap", "sample.ron", "--format", "json", "--lang", "en"]);
    for name in ["binary.ron", "empty.ron", "future.ron", "folder.ron", "pt.ron"] {
        assert!(ran.err.contains(name), "{name}: {}", ran.err);
    }
    let own = run(&home, &["gap", "sample.ron", "--format", "json"]);
    assert_eq!(own.out, clean, "what is judged is the same");
}

#[test]
fn a_pack_of_ones_own_is_begun_and_judged_from_commands() {
    let home = Home::new();
    own_pack(&home, "1");
    own_pack(&home, "1.10");
    own_pack(&home, "1.9");
    let made = run(&home, &["new", "m.ron", "--organisation", "A", "--pack", "ptm", "--category", "check"]);
    assert_eq!(made.code, Some(0), "{}", made.told());
    assert!(home.text("m.ron").contains("pack: \"ptm\"") && home.text("m.ron").contains("edition: \"1.10\""));
    let gap = run(&home, &["gap", "m.ron", "--format", "json"]);
    assert_eq!(gap.code, Some(3), "{}", gap.told());
    assert!(gap.out.contains("\"check.people.lead\""), "{}", gap.out);
    let earlier =
        ["new", "e.ron", "--organisation", "A", "--pack", "ptm", "--edition", "1", "--category", "check"];
    assert_eq!(run(&home, &earlier).code, Some(0));
    assert!(home.text("e.ron").contains("edition: \"1\""));
    let listed = run(&home, &["questions", "--pack", "ptm", "--format", "json"]);
    assert!(listed.out.contains("\"pack\": \"ptm\"") && listed.code == Some(0), "{}", listed.told());
    let linted = run(&home, &["lint", "--pack", "ptm", "--lang", "en"]);
    assert_eq!((linted.code, linted.out.ends_with("faults: 0\n")), (Some(0), true), "{}", linted.told());
}

#[test]
fn what_there_is_is_told_when_a_pack_is_misnamed() {
    let home = Home::new();
    own_pack(&home, "1");
    let ask = |more: &[&str]| {
        let start = ["new", "m.ron", "--organisation", "A", "--lang", "en"];
        let ran = run(&home, &[&start[..], more].concat());
        assert_eq!(ran.code, Some(2), "{}", ran.told());
        ran.err
    };
    let unknown = ask(&["--pack", "ptn", "--category", "check"]);
    assert!(
        unknown.contains("there is no pack ptn")
            && unknown.contains("ss-criteria 4.1")
            && unknown.contains("ptm 1"),
        "{unknown}"
    );
    let edition = ask(&["--pack", "ptm", "--edition", "2", "--category", "check"]);
    assert!(edition.contains("no edition 2") && edition.contains("it can be 1"), "{edition}");
    let elsewhere = ask(&["--category", "check"]);
    assert!(elsewhere.contains("add --pack ptm"), "{elsewhere}");
    assert!(ask(&["--pack", "ptm", "--category", "vuln"]).contains("add --pack ss-criteria"));
}

/// A pack that works is faultless when it is looked at alone: its lists stand in the data folder.
#[test]
fn a_pack_looked_at_alone_knows_the_lists_of_the_data_folder() {
    let home = Home::new();
    own_pack(&home, "1");
    slip(&home);
    let rows = home.path("data/questionnaires/ptm-1/check.ron");
    let text = fs::read_to_string(&rows).expect("rows");
    let word = text.find("Qualification(\"").expect("a row with a list") + "Qualification(\"".len();
    let end = word + text[word..].find('"').expect("its end");
    fs::write(&rows, format!("{}9-2{}", &text[..word], &text[end..])).expect("written");
    fs::rename(home.path("data/questionnaires/ptm-1"), home.path("alone")).expect("moved");
    let known = run(&home, &["lint", "alone"]);
    assert!(!known.out.contains("9-2"), "{}", known.out);
    let unknown = home.run(&["lint", "alone", "--lang", "en"]);
    assert!(
        unknown.out.contains("no reference list `9-2`") && unknown.out.contains("folder `references`"),
        "{}",
        unknown.out
    );
}

/// A pack that lint refuses is judged with only under a note, in every command that judges.
#[test]
fn a_pack_with_faults_says_so_wherever_it_judges() {
    let home = Home::new();
    own_pack(&home, "1");
    let new = ["new", "a.ron", "--organisation", "A", "--pack", "ptm", "--category", "check", "--lang", "en"];
    let ran = run(&home, &new);
    assert!(ran.code == Some(0) && !ran.err.contains("faults in this pack"), "{}", ran.told());
    let file = "data/questionnaires/ptm-1/check.ron";
    let text = home.text(file);
    let at = text.find("doubts: [").expect("a row with doubts");
    home.put(file, &format!("{}doubts: [\"Z9\", {}", &text[..at], &text[at + "doubts: [".len()..]));
    let commands: [&[&str]; 7] = [
        &["gap", "a.ron"],
        &["plan", "a.ron", "--as-of", "2027-01-31"],
        &["carriers", "a.ron", "--as-of", "2027-01-31"],
        &["check", "a.ron"],
        &["questions", "--pack", "ptm", "--category", "check"],
        &["review", "a.ron", "--category", "check"],
        &["export", "a.ron"],
    ];
    for command in commands {
        let ran = run(&home, &[command, &["--lang", "en"]].concat());
        assert_eq!(ran.err.matches("faults in this pack: 1").count(), 1, "{command:?}: {}", ran.told());
        assert!(ran.err.contains("Z9"), "{command:?}: {}", ran.err);
    }
}

/// A shipped pack in the user's folder under its own id, after one edit of a file.
fn shadow(home: &Home, file: &str, edit: impl Fn(&str) -> String) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/ss-criteria-4.1");
    let folder = home.path("data/questionnaires/mine");
    fs::create_dir_all(&folder).expect("a folder");
    for entry in fs::read_dir(ours).expect("ours").flatten() {
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("copied");
    }
    let text = fs::read_to_string(folder.join(file)).expect("a file");
    fs::write(folder.join(file), edit(&text)).expect("written");
}

/// The lines of faults and hints of a command, without the words before them.
fn said(lines: &str, marks: [&str; 2]) -> Vec<String> {
    let of = |line: &str| marks.iter().find_map(|mark| line.trim().strip_prefix(mark)).map(str::to_owned);
    lines.lines().map(|line| of(line).unwrap_or_else(|| line.to_owned())).collect()
}

/// The text without the comma before the second key of its category.
fn without_comma(text: &str) -> String {
    let at = text.find("\n    short:").expect("a key behind another one");
    let comma = text[..at].rfind(',').expect("a comma");
    format!("{}{}", &text[..comma], &text[comma + 1..])
}

/// Every command says of a broken pack what lint says: the place of the fault itself, the language, the hint.
#[test]
fn a_broken_pack_is_blamed_in_the_words_of_lint_by_every_command() {
    let home = Home::with_sample();
    let misspelt = |text: &str| text.replacen("clause:", "claus:", 1);
    let edits: [(&str, &dyn Fn(&str) -> String); 3] = [
        ("common.ron", &without_comma),
        ("common.ron", &misspelt),
        ("pack.ron", &|text| text.replacen("files:", "fils:", 1)),
    ];
    for (file, edit) in edits {
        shadow(&home, file, edit);
        for (lang, marks) in [("ja", ["エラー: ", "ヒント: "]), ("en", ["error: ", "hint: "])] {
            let lint = run(&home, &["lint", "--pack", "ss-criteria", "--edition", "4.1", "--lang", lang]);
            let told = said(&lint.out, marks);
            let faults = &told[..told.len() - 1];
            assert!(lint.code == Some(4) && faults[0].contains(file), "{}", lint.told());
            for command in [&["gap", "sample.ron"][..], &["check", "sample.ron"], &["questions"]] {
                let ran = run(&home, &[command, &["--lang", lang]].concat());
                let heard = said(&ran.err, marks);
                assert_eq!(ran.code, Some(4), "{command:?}: {}", ran.told());
                assert!(heard.ends_with(faults), "{command:?}\n{}\n{}", ran.err, lint.out);
            }
        }
    }
}

/// The workbench says it too, short enough for the line of notices, and not that there is no such pack.
#[test]
fn a_broken_pack_is_blamed_in_the_words_of_lint_by_the_workbench() {
    let home = Home::with_sample();
    shadow(&home, "common.ron", without_comma);
    for (lang, says) in [
        ("ja", "設問票を使えません: mine/common.ron:4:55: この後にコンマがありません"),
        ("en", "The pack cannot be used: mine/common.ron:4:55: a comma is missing behind this"),
    ] {
        let program = env!("CARGO_BIN_EXE_kijun");
        let options = ["--lang", lang, "--ambiguous", "narrow", "--data-dir", "data", "sample.ron"];
        let mut session = run_in_terminal(&home, &[&[program][..], &options].concat());
        session.wait_to_see(says);
        session.kill();
    }
}
