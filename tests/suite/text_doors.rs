//! What may enter a field, at every door but the keyboard: arguments, the login name, sheets, packs; and files from before
//! there was the rule.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use kijun::store::file_format::ChangeRecord;
use kijun::store::history;
use portable_pty::CommandBuilder;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::home::{Home, Ran, SAMPLE};
use crate::pty_session::PtySession;

/// Each stands behind a letter that does not need it.
const UNFIT: &str = "\u{FFFD}\u{E000}\u{10FFFD}\u{FDD0}\u{FFFF}\u{10FFFF}\u{1b}\u{9b}\u{115F}\u{1160}\u{17B4}\u{17B5}\
     \u{180B}\u{180D}\u{200C}\u{200D}\u{34F}\u{70F}\u{3164}\u{FFA0}\u{2800}\u{1BCA0}\u{1D173}\u{FFFC}\u{200B}\
     \u{202E}\u{FEFF}\u{AD}";

/// What people do write.
const FIT: [&str; 4] = ["葛\u{E0100}城", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}", "می\u{200C}خواهم"];

fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Runs a command with a last argument of any bytes.
fn with_bytes(home: &Home, arguments: &[&str], last: &[u8]) -> Ran {
    Ran::of(home.command(arguments).arg(OsStr::from_bytes(last)).output().expect("the program runs"))
}

const REMARK: &[&str] = &["set", "sample.ron", "vuln.qual.a", "yes", "--remark"];

/// Every option whose text goes into a file.
const OPTIONS: [&[&str]; 8] = [
    REMARK,
    &["new", "n.ron", "--category", "vuln", "--organisation"],
    &["set", "sample.ron", "vuln.qual.a", "yes", "--by"],
    &["set", "sample.ron", "vuln.qual.a", "yes", "--by", "青木", "--post"],
    &["import", "sample.ron", "people.csv", "--what", "people", "--by"],
    &["import", "sample.ron", "people.csv", "--what", "people", "--by", "青木", "--post"],
    &["merge", "sample.ron", "sample.ron", "--by"],
    &["--restricted", "--root", ".", "--by"],
];

#[test]
fn a_text_on_the_command_line_is_refused_with_its_option_and_character() {
    let home = Home::with_sample();
    home.put("people.csv", "番号,氏名,よみ\nP-01,,はな\n");
    let refused = |arguments: &[&str], text: &[u8], code: &str| {
        let option = arguments.last().expect("an option");
        let ran = with_bytes(&home, arguments, text);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?} {code}: {}", ran.err);
        assert!(ran.err.starts_with(&format!("エラー: {option}: ")) && ran.err.contains(code), "{}", ran.err);
        assert!(ran.err.contains("2文字目") && ran.err.contains("ヒント: "), "{}", ran.err);
    };
    UNFIT.chars().for_each(|c| refused(REMARK, format!("山{c}田").as_bytes(), &code(c)));
    for arguments in OPTIONS {
        refused(arguments, "山\u{3164}田".as_bytes(), "U+3164");
        refused(arguments, b"A\xffB", "U+FFFD");
    }
    assert_eq!(
        (home.names(), home.text("sample.ron").as_str()),
        (vec!["people.csv".into(), "sample.ron".into()], SAMPLE)
    );
}

#[test]
fn what_people_write_goes_in_as_it_is() {
    for text in FIT {
        let home = Home::with_sample();
        let ran = with_bytes(&home, REMARK, text.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let file = home.text("sample.ron").replace("\\u{200c}", "\u{200C}");
        assert!(file.contains(text), "{text}");
        assert_eq!(home.run(&["gap", "sample.ron"]).err, "", "nothing is told of it either");
    }
}

/// Values that are looked up or read: what cannot be seen in them is told, not that `vuln` is no category.
#[test]
fn what_is_not_seen_in_a_value_is_named_in_every_argument() {
    let home = Home::with_sample();
    for (arguments, named) in [
        (
            &["gap", "sample.ron", "--category", "vuln\u{200B}"][..],
            "--category: 見えない文字が1個あります(5文字目の U+200B)",
        ),
        (
            &["gap", "sample.ron", "--as-of", "2027-01-31\u{200B}"],
            "--as-of: 見えない文字が1個あります(11文字目の U+200B)",
        ),
        (
            &["set", "sample.ron", "vuln.qual.a\u{3164}", "yes"],
            "<ID>: 見えない文字が1個あります(12文字目の U+3164)",
        ),
        (
            &["set", "sample.ron", "vuln.qual.a", "yes\u{FEFF}"],
            "<ANSWER>: 見えない文字が1個あります(4文字目の U+FEFF)",
        ),
        (
            &["what-if", "sample.ron", "--set", "vuln.qual.a\u{AD}=no"],
            "--set: 見えない文字が1個あります(12文字目の U+00AD)",
        ),
        (
            &["plan", "sample.ron", "--cost", "vuln\u{200B}=small:3"],
            "--cost: 見えない文字が1個あります(5文字目の U+200B)",
        ),
        (&["questions", "--edition", "4\u{FFFD}"], "--edition: 読めない文字が1個あります(2文字目の U+FFFD)"),
    ] {
        let ran = home.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.starts_with(&format!("エラー: {named}\nヒント: ")), "{}", ran.err);
    }
    for arguments in
        [&["gap", "sam\u{200B}ple.ron"][..], &["import", "sample.ron", "s\u{200B}.csv", "--what", "people"]]
    {
        let ran = home.run(arguments);
        assert!(
            ran.code == Some(7)
                && ran.err.contains("見えない文字が1個あります")
                && ran.err.contains("U+200B"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_name_on_the_command_line_has_one_line() {
    let home = Home::with_sample();
    let ran =
        home.run(&["set", "sample.ron", "vuln.qual.a", "yes", "--by", "青木\n\t花\n", "--remark", "一\n二"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let file = home.text("sample.ron");
    assert!(file.contains("by: \"青木  花\"") && file.contains("remark: \"一\\n二\""), "{file}");
}

#[test]
fn an_argument_that_is_not_utf_8_is_named_and_the_name_of_a_file_may_be_anything() {
    let home = Home::with_sample();
    let wrong = with_bytes(&home, &["--lang", "en", "gap", "sample.ron", "--category"], b"vu\xffln");
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.err.starts_with("error: --category: 1 unreadable character (U+FFFD at 3)\n"),
        "{}",
        wrong.err
    );
    let joined = with_bytes(&home, &["gap", "sample.ron"], b"--category=\xff");
    assert!(joined.err.starts_with("エラー: --category: 読めない文字が1個"), "{}", joined.err);
    let name = b"\xff\xfe.ron";
    let made = home.command(&["new", "--organisation", "株式会社甲", "--category", "vuln"]);
    let made = Ran::of({ made }.arg(OsStr::from_bytes(name)).output().expect("runs"));
    assert_eq!(made.code, Some(0), "{}", made.err);
    assert_eq!(with_bytes(&home, &["check"], name).code, Some(0));
}

#[test]
fn a_login_name_that_could_not_be_entered_is_passed_over_and_told() {
    let home = Home::with_sample();
    let set = |name: &[u8]| {
        let mut command = home.command(&["--lang", "en", "set", "sample.ron", "vuln.qual.a", "yes"]);
        Ran::of(command.env("LOGNAME", OsStr::from_bytes(name)).env("USER", "aoki").output().expect("runs"))
    };
    for (name, code) in [(&b"ao\xffki"[..], "U+FFFD at 3"), ("ao\u{3164}ki".as_bytes(), "U+3164 at 3")] {
        let home_text = home.text("sample.ron");
        let ran = set(name);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.err.starts_with("note: LOGNAME: ") && ran.err.contains(code), "{}", ran.err);
        assert!(ran.err.contains("the edit goes in as aoki"), "{}", ran.err);
        assert!(home.text("sample.ron.history").contains("\"aoki\""));
        home.put("sample.ron", &home_text);
        std::fs::remove_file(home.path("sample.ron.history")).expect("a history");
    }
}

#[test]
fn a_cell_that_lost_something_is_refused_by_its_place() {
    let home = Home::with_sample();
    let before = home.text("sample.ron");
    let sheets: [(&str, &str, &str); 3] = [
        (
            "people",
            "番号,氏名,覚え書き\nP-01,,一\nP-02,,山\u{E000}\n",
            "s.csv:3:3: 覚え書き: 外字が1個あります(2文字目の U+E000)",
        ),
        ("people", "氏名\n新\u{FFFD}人\n", "s.csv:2:1: 氏名: 読めない文字が1個あります(2文字目の U+FFFD)"),
        (
            "answers",
            "id,答え,備考\nvuln.qual.a,はい,A\u{FDD0}\n",
            "s.csv:2:3: 備考: 文字でない符号が1個あります(2文字目の U+FDD0)",
        ),
    ];
    for (what, sheet, told) in sheets {
        home.put("s.csv", sheet);
        let ran = home.run(&["import", "sample.ron", "s.csv", "--what", what]);
        assert_eq!(ran.code, Some(4), "{}", ran.err);
        assert!(ran.err.contains(&format!("エラー: {told}")), "{}", ran.err);
        assert_eq!(home.text("sample.ron"), before);
    }
    home.put("s.csv", "番号,よみ\nP-01,は\u{200B}な\nP-02,\u{1b}い\n");
    let ran = home.run(&["import", "sample.ron", "s.csv", "--what", "people"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("2個あります(2行2列の U+200B、3行2列の U+001B)"), "{}", ran.err);
    assert!(
        home.text("sample.ron").contains("yomi: \"はな\"")
            && home.text("sample.ron").contains("yomi: \"い\"")
    );
}

/// The sample with a name and a remark as older versions let them in.
fn old() -> Home {
    let home = Home::new();
    let text = SAMPLE.replacen("\"佐藤 花子\"", "\"佐藤\u{3164}花子\"", 1);
    let text = text.replacen("organisation: \"", "organisation: \"\\u{e000}", 1);
    assert!(text.contains('\u{3164}') && text.contains("\\u{e000}"));
    home.put("old.ron", &text);
    home
}

#[test]
fn an_old_file_opens_is_told_of_once_and_listed_by_check() {
    let home = old();
    let line = |needle: &str| {
        1 + home.text("old.ron").lines().position(|line| line.contains(needle)).expect("a line")
    };
    for arguments in
        [&["gap", "old.ron"][..], &["plan", "old.ron"], &["export", "old.ron"], &["history", "old.ron"]]
    {
        let ran = home.run(arguments);
        assert!(ran.code.is_some_and(|code| code < 4), "{}", ran.err);
        let first = format!("注意: old.ron:{}:", line("u{e000}"));
        assert!(ran.err.starts_with(&first) && ran.err.lines().count() == 1, "{}", ran.err);
        assert!(ran.err.contains("U+E000") && ran.err.contains("ほかに1か所"), "{}", ran.err);
    }
    let checked = home.run(&["check", "old.ron"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
    let name = line('\u{3164}'.to_string().as_str());
    let place = format!("old.ron:{name}:");
    let told = checked.out.lines().find(|told| told.starts_with(&place)).expect("the place of the name");
    assert!(told.ends_with("P-01: name: 3文字目に見えない文字 U+3164 があります"), "{told}");
    assert!(checked.out.contains("U+E000"), "{}", checked.out);
}

#[test]
fn the_workbench_tells_of_an_old_file_when_it_opens_it() {
    let home = old();
    for (lang, told) in [
        ("ja", "全2か所(kijun check): profile: organisation: 1文字目に外字 U+E000 があります"),
        ("en", "2 places (kijun check): profile: organisation: U+E000 (private-use) at 1"),
    ] {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(["--lang", lang, "--ambiguous", "narrow", "old.ron"]);
        command.env_clear();
        command.env("HOME", home.path(""));
        command.env("TERM", "xterm-256color");
        command.cwd(home.path(""));
        let mut session = PtySession::spawn(command, TempDir::new().expect("a folder"));
        session.wait_to_see(told);
        session.signal(Signal::TERM);
        assert_eq!(session.exit_code(), 143);
    }
}

#[test]
fn the_untouched_sheet_of_an_old_file_says_nothing_and_a_merge_tells_of_it() {
    let home = old();
    for what in ["people", "answers", "contracts"] {
        let sheet = format!("{what}.csv");
        assert_eq!(home.run(&["export", "old.ron", "--what", what, "--out", &sheet]).code, Some(0));
        let back = home.run(&["import", "old.ron", &sheet, "--what", what]);
        assert!(back.code == Some(0) && back.out.contains("追加 0、変更 0"), "{}{}", back.out, back.err);
    }
    home.put("mine.ron", SAMPLE);
    let merged =
        home.run(&["merge", "mine.ron", "old.ron", "--check", "--take", "ours", "--from-other-file"]);
    assert!(merged.err.contains("注意: old.ron:") && merged.err.contains("U+E000"), "{}", merged.err);
}

#[test]
fn an_old_history_is_listed_by_check_and_told_of_by_history() {
    let home = old();
    assert_eq!(home.run(&["set", "old.ron", "vuln.qual.a", "no", "--by", "青木"]).code, Some(0));
    home.put("s.csv", "番号,よみ\nP-01,はな\n");
    assert_eq!(home.run(&["import", "old.ron", "s.csv", "--what", "people"]).code, Some(0));
    let checked = home.run(&["check", "old.ron"]);
    assert!(
        checked.out.contains("old.ron.history:2: P-01: name: 3文字目に見えない文字 U+3164"),
        "{}",
        checked.out
    );
    let journal = home.path("old.ron.history");
    let reading: history::Reading<ChangeRecord> = history::read(&std::fs::read(&journal).expect("a history"));
    let edit = reading.entries[0].record.edit.clone();
    let writer = history::Writer::<ChangeRecord>::open(&journal, &history::new_session(), "青\u{3164}木");
    writer.expect("opens").writer.append(edit).expect("appended");
    let checked = home.run(&["check", "old.ron"]);
    assert!(
        checked.out.contains("old.ron.history:3: by: 2文字目に見えない文字 U+3164 があります\n"),
        "{}",
        checked.out
    );
    let listed = home.run(&["history", "old.ron.history"]);
    assert!(
        listed.code == Some(0) && listed.err.starts_with("注意: old.ron.history:2: P-01: name: "),
        "{}",
        listed.err
    );
}

#[test]
fn lint_names_such_characters_in_packs_and_lists() {
    let home = Home::new();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/example");
    std::fs::create_dir(home.path("own")).expect("a folder");
    for entry in std::fs::read_dir(example).expect("the example").flatten() {
        std::fs::copy(entry.path(), home.path("own").join(entry.file_name())).expect("copied");
    }
    let clean = home.run(&["lint", "own"]);
    assert_eq!(clean.code, Some(0), "{}", clean.out);
    let head = home.text("own/pack.ron");
    home.put("own/pack.ron", &head.replacen("ja: \"", "ja: \"外\u{E000}\\u{3164}", 1));
    let linted = home.run(&["lint", "own"]);
    assert_eq!(linted.code, Some(4), "{}", linted.out);
    assert!(
        linted.out.contains("外字 U+E000") && linted.out.contains("見えない文字 U+3164"),
        "{}",
        linted.out
    );
}
