//! The command line in the language of the session: the same arguments, other words.

use std::ffi::OsStr;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::args::Arguments;
use super::complete::Line;
use crate::domain::text::Lang;

/// Japanese for each command, the program itself first.
const COMMANDS: &[(&str, &str)] = &[
    ("kijun", "情報セキュリティサービス基準の自己評価。コマンドなしでは画面が開きます。"),
    ("new", "新しい自己評価を作る"),
    ("gap", "区分ごとの判定と、足りないものを示す"),
    ("why", "1つの判定の理由を、規則の木と2つの読み方で示す"),
    ("carriers", "判定がだれと何に支えられ、どれだけ余裕があるかを示す"),
    ("plan", "適合見込みまでの最短の道すじを示す"),
    ("forecast", "判定がひとりでに変わる日を示す"),
    ("review", "区分の判定をまだ左右する設問を示す"),
    ("what-if", "もしこうだったら、どの判定が変わるかを示す(何も書き換えません)"),
    ("questions", "設問を一覧する"),
    ("set", "設問に1つ答える"),
    ("check", "ファイルと履歴を検査する"),
    ("history", "だれが何を変えたか、履歴に欠けや改変がないかを示す"),
    ("diff", "2つのファイル、または1つのファイルの2つの時点の違いを示す"),
    ("merge", "1つのファイルの2つの版を合わせる(食い違いは人が決める)"),
    ("export", "答え、台帳、ギャップを表計算ソフトの表として書き出す"),
    ("import", "表計算ソフトで記入した表を取り込む"),
    ("restore", "壊れたファイルを、いちばん新しい控えから戻す"),
    ("lint", "設問票を検査する"),
    ("sample", "見本の自己評価を書き出す"),
    ("doctor", "使っているフォルダー、設問票、版を示す"),
    ("completions", "シェルの補完スクリプトを出力する"),
    ("help", "使い方を表示する"),
    ("man", "マニュアルページを出力する"),
];

/// Japanese for each argument: of one command, or (with an empty command) of every command.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("kijun", "file", "画面で開く自己評価のファイル"),
    ("", "lang", "言語: ja または en (既定はロケール、なければ ja)"),
    ("", "data_dir", "自己評価、設問票、状態を置くフォルダー"),
    ("", "tz", "日付と時刻のタイムゾーン: Asia/Tokyo または +09:00 (既定は TZ、なければこの機械のもの)"),
    ("", "ambiguous", "画面での「あいまい幅」文字の幅: auto, narrow, wide"),
    ("", "no_color", "画面で色を使わない"),
    ("", "help", "使い方を表示する"),
    ("kijun", "version", "版を表示する"),
    ("new", "file", "作るファイル(既存のファイルは上書きしません)"),
    ("new", "organisation", "組織名"),
    ("new", "category", "区分をカンマ区切りで: audit, vuln, pentest, forensic, soc, device"),
    ("new", "reference_date", "基準日。この日の時点で判定します(例: 2027-01-31)"),
    ("", "pack", "使う設問票。kijun doctor で一覧できます(既定は組み込みの基準)"),
    ("lint", "pack", "この名前の設問票を検査する(kijun doctor で一覧できます)"),
    ("", "edition", "設問票の版(既定は最新)"),
    ("", "file", "自己評価のファイル"),
    ("", "category", "区分をカンマ区切りで(ファイルで選んだ区分の代わりに使います)"),
    ("", "as_of", "別の基準日で判定する(例: 2027-01-31)"),
    ("", "format", "形式: text, markdown, json"),
    ("gap", "as_at", "この時点の内容で(履歴から戻す): 2027-01-31 または 2027-01-31T09:00"),
    ("history", "id", "この id の変更だけ(P-01 や vuln.scope.a)"),
    ("history", "since", "この時点からの変更だけ: 2027-01-31 または 2027-01-31T09:00"),
    ("history", "verify", "記録の改変、抜き取り、差し替えがないか調べ、最初の1件を示す"),
    ("history", "format", "形式: text, json"),
    ("diff", "file", "自己評価のファイル(前、または1つ目)"),
    ("diff", "other", "もう1つの自己評価のファイル"),
    ("diff", "from", "この時点の FILE と比べる(履歴から戻す): 2027-01-31 または 2027-01-31T09:00"),
    ("diff", "to", "--from と比べる時点(既定は今の内容)"),
    ("diff", "as_of", "両方を判定する別の基準日(例: 2027-01-31)"),
    ("why", "id", "設問の id (kijun questions で一覧できます)、または区分"),
    ("merge", "ours", "こちらの版(--into がなければ、ここに書き込みます)"),
    ("merge", "theirs", "あちらの版(読むだけです)"),
    ("check", "record", "ファイルで違っているものを履歴に記録し、両方を同じにする"),
    ("check", "by", "記録する人(既定はログイン名)"),
    ("merge", "base", "両方のもとの版(省くと2つの履歴から探します)"),
    ("merge", "into", "結果を書く新しいファイル(既存のファイルは上書きしません)"),
    ("merge", "take", "--decide にない食い違いをどちらに決めるか: ours, theirs"),
    (
        "merge",
        "decide",
        "食い違いを1つ決める(例: P-01=theirs)。both は両方残し、あちらに新しい番号を付ける。何度でも指定可",
    ),
    ("merge", "check", "結果を示すだけで、何も書かない"),
    ("", "file_only", "履歴だけにある変更を加えず、ファイルだけを見る"),
    ("merge", "file_only", "ファイルだけを書き、履歴も控えも作らない(git から呼ぶとき)"),
    ("merge", "git", "git が合わせられなかったファイルを解決する(両方の版ともとの版は git の索引から読む)"),
    ("merge", "name", "メッセージでのファイルの呼び名(git が写しに別の名前を付けて渡すとき)"),
    ("merge", "from_other_file", "ほかの会社のファイルでも合わせる"),
    ("merge", "by", "合わせる人(既定はログイン名)"),
    ("merge", "format", "形式: text, json"),
    (
        "export",
        "what",
        "書き出す表をカンマ区切りで: gaps, answers, people, posts, qualifications, lectures, trainings, contracts, team, documents, covers, headcounts, records, evidence, equivalences (既定は gaps、ブックではすべて)",
    ),
    ("export", "format", "形式: csv, xlsx (ブック)"),
    ("export", "out", "作るファイル(既定は標準出力。既存のファイルは上書きしません)"),
    ("export", "no_bom", "Excel が UTF-8 と見分けるための印(BOM)を付けない"),
    ("export", "as_of", "ギャップを判定する別の基準日: 2027-01-31"),
    ("import", "sheet", "取り込む表(CSV)"),
    (
        "import",
        "what",
        "表の中身: answers, people, posts, qualifications, lectures, trainings, contracts, team, documents, covers, headcounts, records, evidence, equivalences",
    ),
    ("import", "check", "何が変わるかを示すだけで、何も書かない"),
    ("import", "skip", "取り込まない列の見出しをカンマ区切りで"),
    ("import", "keep_ids", "ファイルにない番号の行を、その番号のまま加える(ほかのファイルへ移すとき)"),
    (
        "import",
        "from_other_file",
        "ほかのファイルから書き出した表でも取り込む(組織の言明は、それでも受け付けない)",
    ),
    (
        "import",
        "by",
        "取り込む人。表に答えた人がなければ、答えた人にもなる(既定はファイルで決めた人、なければログイン名)",
    ),
    ("import", "post", "その人の役職"),
    ("import", "format", "形式: text, json"),
    ("restore", "file", "壊れた、またはなくなった自己評価のファイル"),
    ("restore", "list", "控えを一覧するだけ"),
    ("plan", "cost", "設問票の代わりに使う手間と日数: vuln.qual.a=small:3"),
    ("plan", "today", "着手期限を過ぎたかどうかを見る日(既定は今日)"),
    ("forecast", "as_of", "最初の日(既定は基準日)"),
    ("forecast", "until", "最後の日(既定は2年後)"),
    ("forecast", "intake", "受付の基準日をカンマ区切りで(既定は1月、4月、7月、10月の末日)"),
    ("forecast", "ics", "カレンダーをこのファイルにも書く(kijun のカレンダーだけを置き換える)"),
    ("forecast", "format", "形式: text, markdown, json, ics (カレンダー)"),
    ("review", "category", "判定を決めたい区分"),
    ("what-if", "scenario", "ファイルに取り置いたシナリオから始める"),
    ("what-if", "set", "ためす答え: vuln.qual.a=no (yes, no, unknown, na)。何度でも指定できます"),
    ("what-if", "without", "いなくなる従事者(番号か氏名)。何度でも指定できます"),
    ("what-if", "as_of", "ためす基準日: 2027-01-31"),
    ("what-if", "list", "取り置いたシナリオと、それぞれで変わる判定を一覧する"),
    ("what-if", "compare", "シナリオをカンマ区切りで並べて比べる"),
    ("questions", "category", "区分をカンマ区切りで(既定はすべて)"),
    ("questions", "format", "形式: text, json"),
    ("set", "id", "設問の id (kijun questions で一覧できます)"),
    ("set", "answer", "答え: yes, no, unknown, na"),
    ("set", "remark", "備考。na ではその理由"),
    ("set", "by", "答えた人(既定はファイルで決めた人、なければログイン名)"),
    ("set", "post", "その人の役職。言明には必要"),
    ("lint", "path", "設問票のフォルダーまたはファイル(省くと組み込みのものすべて)"),
    ("sample", "file", "作るファイル(省くと既定のフォルダーに作ります。既存のファイルは上書きしません)"),
    ("lint", "examiner", "PATH を自己評価とみなし、審査員が指摘しそうなことを示す"),
    ("lint", "as_of", "--examiner での別の基準日: 2027-01-31"),
    ("lint", "format", "--examiner での形式: text, markdown, json"),
    ("sample", "open", "画面で開く"),
    ("completions", "shell", "シェル: bash, elvish, fish, powershell, zsh"),
    ("help", "command", "使い方を見るコマンド"),
    ("man", "command", "ページを出力するコマンド"),
    ("man", "out", "このフォルダーに、すべてのページをファイルとして書く"),
];

/// The whole command line, its help in the language.
pub(super) fn command(lang: Lang) -> Command {
    let mut root = Arguments::command();
    root.build();
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        root = root.mut_subcommand(&name, |sub| spoken(sub, &name, lang));
    }
    let completed = |argument: Arg| match argument.get_id().as_str() {
        "command" => argument.add(ArgValueCompleter::new(commands)),
        _ => argument,
    };
    for name in ["help", "man"] {
        root = root.mut_subcommand(name, |sub| sub.mut_args(completed));
    }
    spoken(root, "kijun", lang)
}

/// Commands, for `help` and `man`.
fn commands(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let root = command(line.lang);
    let about = |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    Line::fitting(
        typed,
        root.get_subcommands().map(|command| (command.get_name().to_owned(), about(command))),
    )
}

/// One command in the language, with the sections of its help.
fn spoken(command: Command, name: &str, lang: Lang) -> Command {
    let template = template(parts(&command), lang);
    let command = command.help_template(template);
    if lang == Lang::En {
        return command;
    }
    let command = match COMMANDS.iter().find(|(known, _)| *known == name) {
        Some((_, about)) => command.about(*about),
        None => command,
    };
    command.mut_args(|argument| match in_japanese(name, argument.get_id().as_str()) {
        Some(help) => argument.help(help),
        None => argument,
    })
}

fn in_japanese(command: &str, argument: &str) -> Option<&'static str> {
    let find = |place: &str| ARGUMENTS.iter().find(|(at, id, _)| *at == place && *id == argument);
    find(command).or_else(|| find("")).map(|(_, _, help)| *help)
}

/// Which sections a command's help has: commands, arguments.
fn parts(command: &Command) -> (bool, bool) {
    (command.has_subcommands(), command.get_positionals().next().is_some())
}

fn template((commands, arguments): (bool, bool), lang: Lang) -> String {
    let section = |there: bool, ja: &'static str, en: &'static str, tag: &str| {
        let word = if lang == Lang::Ja { ja } else { en };
        if there { format!("\n{word}:\n{{{tag}}}\n") } else { String::new() }
    };
    [
        "{about-with-newline}\n".to_owned(),
        format!("{}: {{usage}}\n", if lang == Lang::Ja { "使い方" } else { "Usage" }),
        section(commands, "コマンド", "Commands", "subcommands"),
        section(arguments, "引数", "Arguments", "positionals"),
        section(true, "オプション", "Options", "options"),
        "{after-help}\n".to_owned(),
    ]
    .concat()
}

/// Help or version as it is printed.
pub(super) fn rendered(lang: Lang, text: &str) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Ja => text.replace("[OPTIONS]", "[オプション]").replace("[COMMAND]", "[コマンド]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_both_languages() {
        let mut root = Arguments::command();
        root.build();
        let mut missing = Vec::new();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = command.get_name();
            if command.get_about().is_none() || !COMMANDS.iter().any(|(known, _)| *known == name) {
                missing.push(name.to_owned());
            }
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                if argument.get_help().is_none() || in_japanese(name, id).is_none() {
                    missing.push(format!("{name} {id}"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn no_japanese_words_are_left_over() {
        let root = Arguments::command();
        for (name, id, _) in ARGUMENTS {
            let mut places = std::iter::once(&root).chain(root.get_subcommands());
            let known = places.any(|command| {
                (name.is_empty() || command.get_name() == *name)
                    && command.get_arguments().any(|argument| argument.get_id() == *id)
            });
            assert!(known, "{name} {id}");
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
