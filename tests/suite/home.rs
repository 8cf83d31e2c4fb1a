//! The real program in a home folder of its own: no environment but that, and what a run came to.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const SAMPLE: &str = include_str!("../fixtures/sample.ron");

/// A home folder, in which everything happens.
pub(crate) struct Home {
    folder: TempDir,
}

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a temp folder") }
    }

    /// A home folder with the sample in it.
    pub(crate) fn with_sample() -> Self {
        let home = Self::new();
        home.put("sample.ron", SAMPLE);
        home
    }

    /// A home folder with `a.ron`: one lead for diagnosis, who holds nothing yet.
    pub(crate) fn with_lead() -> Self {
        let home = Self::new();
        let new =
            ["new", "a.ron", "--organisation", "X", "--category", "vuln", "--reference-date", "2026-12-01"];
        assert_eq!(home.run(&new).code, Some(0));
        home.put("people.csv", "氏名\n山田 太郎\n");
        home.put("posts.csv", "従事者,区分,役割,始まり\n山田 太郎,脆弱性診断,技術責任者,2020-04-01\n");
        for what in ["people", "posts"] {
            let ran = home.run(&["import", "a.ron", &format!("{what}.csv"), "--what", what]);
            assert_eq!(ran.code, Some(0), "{}", ran.err);
        }
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a readable file")
    }

    /// Names in a new file who signs everything, so that the workbench need not ask.
    pub(crate) fn name_signer(&self, file: &str) {
        let text = self.text(file);
        let body = text.trim_end().strip_suffix(')').expect("an assessment");
        let signs = "signs: [\"declarations\", \"closures\", \"answers\"]";
        self.put(
            file,
            &format!("{body}    signers: [(name: \"佐藤\", post: \"代表取締役\", {signs})],\n)\n"),
        );
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(arguments).env_clear().env("TZ", "UTC").env("HOME", self.folder.path());
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the program runs"))
    }

    /// The same with an environment variable.
    pub(crate) fn run_with(&self, key: &str, value: &str, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).env(key, value).output().expect("the program runs"))
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Both streams and the exit code, for a snapshot.
    pub(crate) fn told(&self) -> String {
        format!("exit {}\n--- out\n{}--- err\n{}", self.code.unwrap_or(-1), self.out, self.err)
    }
}

/// What a command says in Japanese, and then in English.
pub(crate) fn both_languages(home: &Home, arguments: &[&str]) -> String {
    let said = ["ja", "en"].map(|lang| {
        let mut all = vec!["--lang", lang];
        all.extend(arguments);
        home.run(&all).told()
    });
    said.join("\n======\n")
}
