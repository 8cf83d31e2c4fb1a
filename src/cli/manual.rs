//! What help and manual pages add to the list of arguments: examples, exit codes, files and environment.

#![allow(clippy::format_push_string, reason = "a page is put together line by line, once")]

use crate::domain::text::{Lang, pick};
use crate::tui::cells::Ambiguous;
use crate::tui::wrap::wrap_strings;

/// A column of texts is never narrower than this.
const LEAST_COLUMN: usize = 20;

/// Examples of each command; all of them are understood, and none needs a file of ours.
pub(super) const EXAMPLES: &[(&str, &[&str])] = &[
    ("kijun", &["kijun sample --open", "kijun acme.ron", "kijun gap acme.ron"]),
    (
        "new",
        &[
            "kijun new acme.ron --organisation Acme --category vuln,pentest --reference-date 2027-01-31",
            "kijun new check.ron --organisation Acme --pack example --category check",
        ],
    ),
    ("gap", &["kijun gap acme.ron --category vuln", "kijun gap acme.ron --as-of 2027-07-31 --format json"]),
    ("why", &["kijun why acme.ron vuln.tech.a"]),
    ("carriers", &["kijun carriers acme.ron --category vuln"]),
    (
        "plan",
        &[
            "kijun plan acme.ron --category vuln --format markdown",
            "kijun plan acme.ron --cost vuln.qual.c.ii=small:7",
        ],
    ),
    ("forecast", &["kijun forecast acme.ron --until 2028-12-31 --ics acme.ics"]),
    ("review", &["kijun review acme.ron --category vuln"]),
    (
        "what-if",
        &["kijun what-if acme.ron --without P-01 --set vuln.scope.c=no", "kijun what-if acme.ron --list"],
    ),
    (
        "references",
        &[
            "kijun references acme.ron --category vuln",
            "kijun references --take-in published.csv --folder lists --by Sato",
        ],
    ),
    ("questions", &["kijun questions --category vuln", "kijun questions --pack example --format json"]),
    ("set", &["kijun set acme.ron vuln.scope.c yes", "kijun set acme.ron vuln.scope.d na --remark reason"]),
    ("check", &["kijun check acme.ron", "kijun check acme.ron --record", "kijun check acme.ron --evidence"]),
    (
        "evidence",
        &[
            "kijun evidence acme.ron",
            "kijun evidence acme.ron --link report.pdf --kind E5 --shows vuln.tech.b#result",
            "kijun evidence acme.ron --digests",
        ],
    ),
    ("history", &["kijun history acme.ron --id P-01", "kijun history acme.ron --verify"]),
    ("diff", &["kijun diff january.ron acme.ron", "kijun diff acme.ron --from 2026-10-31"]),
    (
        "merge",
        &[
            "kijun merge acme.ron from-osaka.ron --check",
            "kijun merge acme.ron from-osaka.ron --decide P-07=both --take ours",
            "kijun merge --git acme.ron --take ours",
        ],
    ),
    (
        "export",
        &[
            "kijun export acme.ron --what answers --out answers.csv",
            "kijun export acme.ron --format xlsx --out acme.xlsx",
        ],
    ),
    ("import", &["kijun import acme.ron people.csv --what people --check"]),
    ("restore", &["kijun restore acme.ron --list", "kijun restore acme.ron"]),
    ("lint", &["kijun lint my-pack", "kijun lint --pack example", "kijun lint --examiner acme.ron"]),
    ("sample", &["kijun sample --open", "kijun sample sample.ron"]),
    ("doctor", &["kijun doctor"]),
    ("help", &["kijun help gap"]),
    (
        "completions",
        &[
            "kijun completions bash > ~/.local/share/bash-completion/completions/kijun",
            "kijun completions zsh > ~/.zfunc/_kijun",
            "kijun completions fish > ~/.config/fish/completions/kijun.fish",
        ],
    ),
    ("man", &["kijun man gap | man -l -", "kijun man --out ~/.local/share/man/man1"]),
];

/// What an exit code means: Japanese, English.
type Code = (u8, &'static str, &'static str);

const BY_VERDICTS: &[Code] = &[
    (0, "すべて適合見込みか対象外", "everything satisfied or not applicable"),
    (1, "不足がある", "at least one gap"),
    (3, "不足はなく、未回答か要確認がある", "no gap, but something unanswered or to be confirmed"),
];

/// Exit codes that mean something of their own for a command.
const CODES: &[(&str, &[Code])] = &[
    ("gap", BY_VERDICTS),
    ("why", BY_VERDICTS),
    ("plan", BY_VERDICTS),
    ("review", BY_VERDICTS),
    ("what-if", BY_VERDICTS),
    (
        "carriers",
        &[
            (0, "どの区分も1つの事実だけには頼っていない", "no category hangs on a single fact"),
            (3, "1つの事実だけに頼る区分がある", "a category hangs on a single fact"),
        ],
    ),
    (
        "forecast",
        &[
            (0, "下がる区分はない", "nothing falls"),
            (1, "不足に下がる区分がある", "a category falls to a gap"),
            (3, "ほかの判定に下がる区分がある", "a category falls otherwise"),
        ],
    ),
    (
        "diff",
        &[
            (0, "違いはない", "nothing differs"),
            (1, "2つ目で下がる区分がある", "a category stands lower in the second"),
            (3, "違いはあるが、下がる区分はない", "something differs, no category stands lower"),
        ],
    ),
    (
        "merge",
        &[(
            3,
            "決めていない食い違いが残り、何も書いていない",
            "a clash is left to decide, nothing was written",
        )],
    ),
    ("import", &[(4, "受け付けない行があり、何も書いていない", "a row was refused, nothing was written")]),
    (
        "check",
        &[(
            3,
            "履歴の最後の記録とファイルが違う、または証跡に直すところがある(--evidence)",
            "the last record of the history and the file differ, or evidence has to be mended (--evidence)",
        )],
    ),
    (
        "evidence",
        &[(
            3,
            "読めないファイルがあった(--digests、--renew)",
            "a file could not be read (--digests, --renew)",
        )],
    ),
    (
        "references",
        &[
            (0, "確認を待っている行はない", "no row waits for a list"),
            (3, "確認を待っている行がある", "a row waits for a list"),
            (4, "受け付けない行があり、何も書いていない", "a row was refused, nothing was written"),
        ],
    ),
    ("history", &[(4, "改変された記録がある(--verify)", "an altered record was found (--verify)")]),
    (
        "lint",
        &[
            (3, "審査員が指摘しそうなことがある(--examiner)", "there is something to point at (--examiner)"),
            (4, "設問票に誤りがある", "the pack has faults"),
        ],
    ),
    ("doctor", &[(4, "使えない設問票がある", "a pack cannot be used")]),
];

/// What they mean for every command.
const COMMON: &[Code] = &[
    (0, "終わった", "done"),
    (
        2,
        "コマンドラインを読み取れない、またはないものを求めている",
        "the command line is not understood, or asks for what does not exist",
    ),
    (4, "ファイルの内容が正しくない", "a file's content is not valid"),
    (
        5,
        "ほかで使用中、ほかから変更された、または新しいファイルの名前がすでにある",
        "a file is in use, was changed by somebody else, or exists where a new one was asked for",
    ),
    (6, "新しい版の kijun が書いたファイル", "the file was written by a newer kijun"),
    (7, "読み書きに失敗した", "reading or writing failed"),
];

/// Files that a person may come across.
const FILES: &[(&str, &str, &str)] = &[
    ("acme.ron", "自己評価。1つの組織に1つ", "an assessment, one for each organisation"),
    ("acme.history", "その変更の履歴(追記のみ)", "every edit of it; only ever added to"),
    (
        ".acme.ron.bak-1",
        "置き換える前の控え(新しい順に5つまで)",
        "what the last saves replaced, the newest first, up to five",
    ),
    (".acme.ron.lock", "使用中の印。閉じると消える", "the lock while somebody has the file open"),
    (
        "~/.local/share/kijun/",
        "名前だけで作った自己評価と、questionnaires/ に自分の設問票と例示の一覧",
        "assessments made without a path; packs and reference lists of your own in questionnaires/",
    ),
    ("~/.local/state/kijun/", "最近のファイルと設定", "recent files and settings"),
];

/// Environment that is looked at.
const ENVIRONMENT: &[(&str, &str, &str)] = &[
    (
        "KIJUN_DATA_DIR",
        "自己評価、設問票、状態をまとめて置くフォルダー",
        "one folder for assessments, packs and state",
    ),
    (
        "KIJUN_REFERENCES_DIR",
        "共有している例示の一覧を置くフォルダー",
        "a folder of reference lists that several people share",
    ),
    (
        "XDG_DATA_HOME, XDG_STATE_HOME",
        "~/.local/share と ~/.local/state の代わり",
        "in the place of ~/.local/share and ~/.local/state",
    ),
    (
        "LC_ALL, LC_MESSAGES, LANG",
        "言語。最初に設定されているものに従う",
        "the language; the first that is set decides",
    ),
    ("LOGNAME, USER", "--by を省いたときの名前", "who signs where --by does not say"),
    ("NO_COLOR, TERM, COLORTERM", "画面の色", "colours of the workbench"),
];

/// One part of a manual: its heading and its entries, each a term (which may be empty) and a text.
pub(super) struct Part {
    pub(super) heading: &'static str,
    pub(super) entries: Vec<(String, String)>,
}

/// The examples of a command.
pub(super) fn examples(command: &str) -> &'static [&'static str] {
    EXAMPLES.iter().find(|(name, _)| *name == command).map_or(&[], |(_, lines)| lines)
}

/// The exit codes of a command, lowest first: its own before what they mean for all.
fn codes(command: &str) -> Vec<&'static Code> {
    let own: &[Code] = CODES.iter().find(|(name, _)| *name == command).map_or(&[], |(_, codes)| codes);
    let mut all: Vec<&Code> = own
        .iter()
        .chain(COMMON.iter().filter(|(code, ..)| own.iter().all(|(own, ..)| own != code)))
        .collect();
    all.sort_by_key(|(code, ..)| *code);
    all
}

/// A text as lines of at most so many cells.
pub(super) fn folded_text(text: &str, width: usize) -> Vec<String> {
    wrap_strings(text, width.max(LEAST_COLUMN), Ambiguous::Narrow)
}

/// What comes below the arguments in a command's help.
pub(super) fn after_help(command: &str, lang: Lang, width: usize) -> String {
    let (examples_word, codes_word, more) = match lang {
        Lang::Ja => ("例", "終了コード", "詳しくは: docs/cli.md、マニュアルは kijun man | man -l -"),
        Lang::En => ("Examples", "Exit codes", "More: docs/cli.md; the manual: kijun man | man -l -"),
    };
    let more = if command == "kijun" {
        more.to_owned()
    } else {
        more.replace("kijun man", &format!("kijun man {command}"))
    };
    let mut out = format!("{examples_word}:\n");
    for line in examples(command) {
        out.push_str(&format!("  {line}\n"));
    }
    out.push_str(&format!("\n{codes_word}:\n"));
    for (code, ja, en) in codes(command) {
        let text = pick(lang, ja, en);
        let lines = folded_text(text, width.saturating_sub(5));
        out.push_str(&format!("  {code}  {}\n", lines.join("\n     ")));
    }
    out.push_str(&format!("\n{}", folded_text(&more, width).join("\n")));
    out
}

/// What a manual page has besides the arguments.
pub(super) fn parts(command: &str, others: &[String], lang: Lang) -> Vec<Part> {
    let rows = |table: &[(&str, &'static str, &'static str)]| -> Vec<(String, String)> {
        table.iter().map(|(term, ja, en)| ((*term).to_owned(), pick(lang, ja, en).to_owned())).collect()
    };
    let codes =
        codes(command).into_iter().map(|(code, ja, en)| (code.to_string(), pick(lang, ja, en).to_owned()));
    let examples = examples(command).iter().map(|line| (String::new(), (*line).to_owned()));
    let others = others.iter().map(|name| format!("{name}(1)")).collect::<Vec<_>>().join(", ");
    vec![
        Part { heading: pick(lang, "終了ステータス", "EXIT STATUS"), entries: codes.collect() },
        Part { heading: pick(lang, "環境変数", "ENVIRONMENT"), entries: rows(ENVIRONMENT) },
        Part { heading: pick(lang, "ファイル", "FILES"), entries: rows(FILES) },
        Part { heading: pick(lang, "例", "EXAMPLES"), entries: examples.collect() },
        Part { heading: pick(lang, "関連項目", "SEE ALSO"), entries: vec![(String::new(), others)] },
    ]
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    #[test]
    fn every_command_has_examples_and_each_is_understood() {
        let mut root = Arguments::command();
        root.build();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = command.get_name();
            assert!(!examples(name).is_empty(), "{name} has no example");
            for line in examples(name) {
                let words = line.split([' ']).take_while(|word| !["|", ">"].contains(word));
                let parsed = Arguments::command().try_get_matches_from(words);
                assert!(parsed.is_ok(), "{line}: {parsed:?}");
                assert!(name == "kijun" || line.starts_with(&format!("kijun {name}")), "{line}");
            }
        }
    }

    #[test]
    fn codes_of_a_command_are_each_told_once() {
        for (name, _) in EXAMPLES {
            let told: Vec<u8> = codes(name).iter().map(|(code, ..)| *code).collect();
            assert!(told.windows(2).all(|two| two[0] < two[1]), "{name}: {told:?}");
        }
    }
}
