//! Completion in the real shells: what Tab offers behind a command, of the file and pack that the line names.

use std::fs;
use std::path::Path;
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::home::Home;
use crate::pty_session::PtySession;

/// Whether a shell is missing; the test that is skipped is named.
fn missing(shell: &str, test: &str) -> bool {
    let missing = Command::new(shell).arg("--version").output().is_err();
    if missing {
        eprintln!("skipped: {test}: {shell} is missing");
    }
    missing
}

/// The folder of the program before the others, so that a shell finds it by name.
fn path() -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_kijun")).parent().expect("a folder");
    format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default())
}

/// A home with the sample, one pack of one's own, and the script of a shell.
fn home(shell: &str) -> Home {
    let home = Home::with_sample();
    let script = home.run(&["completions", shell]);
    assert_eq!(script.code, Some(0), "{}", script.err);
    home.put("script", &script.out);
    let own = home.path("data/questionnaires/ptm");
    fs::create_dir_all(&own).expect("a folder");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/example");
    for file in ["pack.ron", "check.ron"] {
        let text = fs::read_to_string(example.join(file)).expect("ours");
        fs::write(own.join(file), text.replace("id: \"example\"", "id: \"ptm\"")).expect("written");
    }
    home
}

/// What was typed, and words that are offered then, and one that is not.
const TYPED: &[(&str, &[&str], &str)] = &[
    ("kijun ga", &["gap"], "plan"),
    ("kijun gap sample.ron --format ", &["text", "markdown", "json"], "gap"),
    ("kijun gap sample.ron --category ", &["vuln", "pentest", "soc"], "common"),
    ("kijun gap sample.ron --category vuln,so", &["vuln,soc"], "audit"),
    ("kijun export sample.ron --what peo", &["people"], "posts"),
    ("kijun new a.ron --edition ", &["4", "4.1"], "vuln"),
    ("kijun new a.ron --pack ", &["ss-criteria", "example", "ptm"], "vuln"),
    ("kijun new a.ron --pack ptm --category ", &["check"], "vuln"),
    ("kijun set sample.ron vuln.scope.", &["vuln.scope.a", "vuln.scope.b"], "soc.scope.a"),
    ("kijun set sample.ron vuln.scope.a ", &["yes", "no", "unknown", "na"], "vuln"),
    ("kijun what-if sample.ron --without P-0", &["P-01", "P-02"], "C-01"),
    ("kijun merge sample.ron other.ron --take ", &["ours", "theirs"], "both"),
    ("kijun man qu", &["questions"], "gap"),
];

fn holds(test: &str, shell: &str, offered: impl Fn(&Home, &str) -> String) {
    if missing(shell, test) {
        return;
    }
    let home = home(shell);
    for (typed, wanted, not) in TYPED {
        let told = offered(&home, typed);
        // Some shells add what a candidate means behind a tab.
        let words: Vec<&str> =
            told.lines().map(|line| line.split('\t').next().unwrap_or_default().trim()).collect();
        for word in *wanted {
            assert!(words.contains(word), "{typed}: {word} is not offered: {words:?}");
        }
        assert!(!words.contains(not), "{typed}: {not} is offered");
    }
}

fn told(home: &Home, shell: &mut Command) -> String {
    shell.env_clear().env("HOME", home.path("")).env("PATH", path()).env("LANG", "ja_JP.UTF-8");
    let output =
        shell.env("KIJUN_DATA_DIR", "data").current_dir(home.path("")).output().expect("the shell runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn bash_completes_behind_a_command() {
    holds("bash_completes_behind_a_command", "bash", |home, typed| {
        let script = "source ./script; COMP_LINE=$1; COMP_POINT=${#1}; COMP_TYPE=9; IFS=' ' read -ra COMP_WORDS <<< \"$1\"; \
            [[ $1 == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); \
            compopt() { :; }; _clap_complete_kijun kijun \"${COMP_WORDS[COMP_CWORD]}\" ''; \
            printf '%s\\n' \"${COMPREPLY[@]}\"";
        told(home, Command::new("bash").args(["--norc", "--noprofile", "-c", script, "-", typed]))
    });
}

#[test]
fn fish_completes_behind_a_command() {
    holds("fish_completes_behind_a_command", "fish", |home, typed| {
        let script = "source ./script; complete --do-complete $argv[1]";
        told(home, Command::new("fish").args(["--no-config", "-c", script, typed]))
    });
}

/// Zsh completes only in a terminal: Tab is pressed, and what it shows is read.
#[test]
fn zsh_completes_behind_a_command() {
    let test = "zsh_completes_behind_a_command";
    if missing("zsh", test) {
        return;
    }
    let home = home("zsh");
    for (typed, wanted, _) in TYPED.iter().filter(|(typed, ..)| typed.ends_with(' ')) {
        let mut line = CommandBuilder::new("zsh");
        line.args(["-f", "-i"]);
        line.env_clear();
        for (key, value) in [("PATH", path()), ("LANG", "C.UTF-8".into()), ("TERM", "xterm".into())] {
            line.env(key, value);
        }
        line.env("HOME", home.path("").as_os_str());
        line.env("KIJUN_DATA_DIR", "data");
        line.cwd(home.path(""));
        let mut zsh = PtySession::spawn(line, tempfile::tempdir().expect("a folder"));
        zsh.send(b"PS1='ready> '; autoload -U compinit; compinit -u -D; source ./script; echo load''ed\r");
        zsh.wait_to_see("loaded");
        zsh.send(typed.as_bytes());
        // Twice: the first Tab may only put in what all candidates begin with.
        zsh.send(b"\t\t");
        // One candidate is put into the line, several are listed below it.
        for word in *wanted {
            zsh.wait_for_screen(word, |screen| {
                screen.replace(typed, "").contains(word) || screen.contains(&format!("{typed}{word}"))
            });
        }
        zsh.kill();
    }
}

/// What a file holds reaches the line only as far as it can be typed.
#[test]
fn nothing_of_a_file_steers_the_line() {
    let test = "nothing_of_a_file_steers_the_line";
    if missing("bash", test) {
        return;
    }
    let home = home("bash");
    let asked = |words: &[&str]| {
        let mut command = home.command(&[&["--"], words].concat());
        command.env("KIJUN_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
        command.env("_CLAP_IFS", "\n").output().expect("the program runs")
    };
    let hosted = asked(&["kijun", "--restricted", "--ro"]);
    assert!(hosted.stdout.is_empty(), "the restricted workbench completes nothing");
    home.put("broken.ron", "(format: 1, pack: \"ss-criteria\"");
    let broken = asked(&["kijun", "set", "broken.ron", "vuln.scope."]);
    assert!(String::from_utf8_lossy(&broken.stdout).contains("vuln.scope.a"), "the newest edition instead");
}
