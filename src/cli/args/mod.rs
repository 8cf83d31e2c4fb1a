//! The command line. Doc comments are the help: a paragraph in English, then one in Japanese; [`super::help`] shows one.

mod evidence;
mod formats;
mod judging;
mod references;
mod sheets;
mod values;
mod versions;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use clap_complete::engine::ArgValueCompleter;

pub(super) use self::evidence::EvidenceFiles;
use self::formats::ListOutput;
pub(super) use self::formats::{DatedFormat, GapFormat, ListFormat, Reading};
pub(super) use self::judging::{Carriers, Forecast, Gap, Plan, Review, WhatIf, Why};
pub(super) use self::references::References;
pub(super) use self::sheets::{Export, Exported, Import, SheetFormat};
pub(super) use self::values::{Given, Moment, NotEntered, OwnCost, Take};
use self::values::{answers, day, entry, languages, line, moment};
pub(super) use self::versions::{Diff, Merge};
use super::complete;
use crate::domain::assessment::Answer;
use crate::domain::date::Date;
use crate::domain::text::Lang;

/// Self-assessment against Japan's 情報セキュリティサービス基準. Without a command, the workbench opens.
///
/// 情報セキュリティサービス基準の自己評価。コマンドなしでは画面が開きます。
#[derive(Debug, Parser)]
#[command(
    name = "kijun",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    hide_possible_values = true
)]
pub(super) struct Arguments {
    /// Assessment file to open in the workbench
    ///
    /// 画面で開く自己評価のファイル
    pub(super) file: Option<PathBuf>,
    // Options of every command come behind its own.
    /// Language: ja or en (default: by locale, else ja)
    ///
    /// 言語: ja または en (既定はロケール、なければ ja)
    #[arg(long, global = true, display_order = 901, value_name = "LANG", value_parser = languages())]
    pub(super) lang: Option<Lang>,
    /// Folder that holds assessments, packs and state
    ///
    /// 自己評価、設問票、状態を置くフォルダー
    #[arg(long, global = true, display_order = 902, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// Folder of reference lists that several people share
    ///
    /// 共有している例示の一覧を置くフォルダー
    #[arg(long, global = true, display_order = 902, value_name = "DIR")]
    pub(super) references: Option<PathBuf>,
    /// Time zone of days and times: Asia/Tokyo or +09:00 (default: TZ, else that of the machine)
    ///
    /// 日付と時刻のタイムゾーン: Asia/Tokyo または +09:00 (既定は TZ、なければこの機械のもの)
    #[arg(long, global = true, display_order = 903, value_name = "ZONE", allow_hyphen_values = true)]
    pub(super) tz: Option<String>,
    /// Width of ambiguous characters in the workbench: auto, narrow or wide
    ///
    /// 画面での「あいまい幅」文字の幅: auto, narrow, wide
    #[arg(
        long,
        global = true,
        display_order = 904,
        value_name = "WIDTH",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) ambiguous: Ambiguous,
    /// No colours in the workbench
    ///
    /// 画面で色を使わない
    #[arg(long, global = true, display_order = 905)]
    pub(super) no_color: bool,
    /// Print help
    ///
    /// 使い方を表示する
    #[arg(short, long, global = true, display_order = 906, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print version
    ///
    /// 版を表示する
    #[arg(short = 'V', long, display_order = 907, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// How wide characters of ambiguous width are taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, ValueEnum)]
pub enum Ambiguous {
    /// The terminal is asked.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

impl Arguments {
    /// Whether the command is to read files without their histories.
    pub(super) fn reads_file_only(&self) -> bool {
        let reading = match &self.command {
            Some(Command::Gap(options)) => &options.on.reading,
            Some(Command::Carriers(options)) => &options.on.reading,
            Some(Command::Plan(options)) => &options.on.reading,
            Some(Command::Why(options)) => &options.reading,
            Some(Command::Forecast(options)) => &options.reading,
            Some(Command::Review(options)) => &options.reading,
            Some(Command::WhatIf(options)) => &options.reading,
            Some(Command::Check(options)) => &options.reading,
            Some(Command::Diff(options)) => &options.reading,
            Some(Command::Lint(options)) => &options.reading,
            Some(Command::Export(options)) => &options.reading,
            Some(Command::References(options)) => &options.reading,
            _ => return false,
        };
        reading.file_only
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a new assessment
    ///
    /// 新しい自己評価を作る
    New(New),
    /// Show where each category stands and what is missing
    ///
    /// 区分ごとの判定と、足りないものを示す
    Gap(Gap),
    /// Prove one verdict: the rule as a tree, both readings, the facts
    ///
    /// 1つの判定の理由を、規則の木と2つの読み方で示す
    Why(Why),
    /// Show what the verdicts rest on, and how much is to spare
    ///
    /// 判定がだれと何に支えられ、どれだけ余裕があるかを示す
    Carriers(Carriers),
    /// Show the shortest way to pass, step by step
    ///
    /// 適合見込みまでの最短の道すじを示す
    Plan(Plan),
    /// Show when verdicts change by themselves
    ///
    /// 判定がひとりでに変わる日を示す
    Forecast(Forecast),
    /// Say which questions still decide a category
    ///
    /// 区分の判定をまだ左右する設問を示す
    Review(Review),
    /// Say what would flip if things were otherwise; nothing is written
    ///
    /// もしこうだったら、どの判定が変わるかを示す(何も書き換えません)
    WhatIf(WhatIf),
    /// Show the reference lists: members, who verified them, which rows wait; take in a published list
    ///
    /// 例示の台帳を示す(構成員、確認した人、待っている行)。公表された一覧も取り込む
    References(References),
    /// List the questions of an edition
    ///
    /// 設問を一覧する
    Questions(Questions),
    /// Answer one question
    ///
    /// 設問に1つ答える
    Set(Set),
    /// Check a file and its history
    ///
    /// ファイルと履歴を検査する
    Check(Check),
    /// List the files that no evidence names, link one, or take digests
    ///
    /// どの証跡も指していないファイルを一覧し、結び付け、ダイジェストを入れる
    Evidence(EvidenceFiles),
    /// Say who changed what, and whether the history is whole
    ///
    /// だれが何を変えたか、履歴に欠けや改変がないかを示す
    History(History),
    /// Say what differs between two files, or between two moments of one
    ///
    /// 2つのファイル、または1つのファイルの2つの時点の違いを示す
    Diff(Diff),
    /// Bring two versions of a file together; what both changed differently is yours to decide
    ///
    /// 1つのファイルの2つの版を合わせる(食い違いは人が決める)
    Merge(Merge),
    /// Write answers, registers or gaps as a table for a spreadsheet
    ///
    /// 答え、台帳、ギャップを表計算ソフトの表として書き出す
    Export(Export),
    /// Take in a table that was filled in with a spreadsheet
    ///
    /// 表計算ソフトで記入した表を取り込む
    Import(Import),
    /// Put the newest good backup in the place of a damaged file
    ///
    /// 壊れたファイルを、いちばん新しい控えから戻す
    Restore(Restore),
    /// Check question packs
    ///
    /// 設問票を検査する
    Lint(Lint),
    /// Write a sample assessment to play with
    ///
    /// 見本の自己評価を書き出す
    Sample(Sample),
    /// Show which folders, packs and versions are in use
    ///
    /// 使っているフォルダー、設問票、版を示す
    Doctor,
    /// Show how the program or one command is used
    ///
    /// 使い方を表示する
    Help(HelpOf),
    /// Print a completion script for a shell
    ///
    /// シェルの補完スクリプトを出力する
    Completions(Completions),
    /// Print the manual page, or write all of them
    ///
    /// マニュアルページを出力する
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// File to create; an existing one is never overwritten
    ///
    /// 作るファイル(既存のファイルは上書きしません)
    pub(super) file: PathBuf,
    /// Name of the organisation
    ///
    /// 組織名
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(super) organisation: String,
    /// Categories, separated by commas: audit, vuln, pentest, forensic, soc, device
    ///
    /// 区分をカンマ区切りで: audit, vuln, pentest, forensic, soc, device
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',', required = true)]
    pub(super) category: Vec<String>,
    /// Day as of which everything is judged, such as 2027-01-31
    ///
    /// 基準日。この日の時点で判定します(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) reference_date: Option<Date>,
    /// Pack to use, of those kijun doctor lists (default: the criteria compiled in)
    ///
    /// 使う設問票。kijun doctor で一覧できます(既定は組み込みの基準)
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line())]
    pub(super) pack: Option<String>,
    /// Edition of the pack (default: the newest)
    ///
    /// 設問票の版(既定は最新)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line())]
    pub(super) edition: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Questions {
    /// Categories, separated by commas (default: all)
    ///
    /// 区分をカンマ区切りで(既定はすべて)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(super) category: Vec<String>,
    /// Pack to use, of those kijun doctor lists (default: the criteria compiled in)
    ///
    /// 使う設問票。kijun doctor で一覧できます(既定は組み込みの基準)
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line())]
    pub(super) pack: Option<String>,
    /// Edition of the pack (default: the newest)
    ///
    /// 設問票の版(既定は最新)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line())]
    pub(super) edition: Option<String>,
    #[command(flatten)]
    pub(super) output: ListOutput,
}

#[derive(Debug, Args)]
pub(super) struct Set {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(super) file: PathBuf,
    /// Id of the question, as kijun questions lists it
    ///
    /// 設問の id (kijun questions で一覧できます)
    #[arg(add = ArgValueCompleter::new(complete::answerable), value_parser = line())]
    pub(super) id: String,
    /// Answer: yes, no, unknown or na
    ///
    /// 答え: yes, no, unknown, na
    #[arg(value_parser = answers())]
    pub(super) answer: Answer,
    /// Remark, or the reason for na
    ///
    /// 備考。na ではその理由
    #[arg(long, value_name = "TEXT", value_parser = entry())]
    pub(super) remark: Option<String>,
    /// Who answers (default: whom the file names for it, else the login name)
    ///
    /// 答えた人(既定はファイルで決めた人、なければログイン名)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(super) by: Option<String>,
    /// Post of this person in the company; a declaration needs one
    ///
    /// その人の役職。表明には必要
    #[arg(long, value_name = "POST", value_parser = line(), requires = "by")]
    pub(super) post: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(super) file: PathBuf,
    /// Record in the history what the file says otherwise, so that both say the same
    ///
    /// ファイルで違っているものを履歴に記録し、両方を同じにする
    #[arg(long, conflicts_with = "file_only")]
    pub(super) record: bool,
    /// Who records it (default: the login name)
    ///
    /// 記録する人(既定はログイン名)
    #[arg(long, value_name = "NAME", requires = "record", value_parser = line())]
    pub(super) by: Option<String>,
    /// Also look at the files of the evidence: missing, changed, there twice; rows that lack evidence
    ///
    /// 証跡のファイルも調べる(紛失、変更、重複、証跡の足りない設問)
    #[arg(long)]
    pub(super) evidence: bool,
    /// Folder that names of these files are relative to (default: the folder of the assessment)
    ///
    /// 証跡のファイル名の起点となるフォルダー(既定は自己評価のあるフォルダー)
    #[arg(long, value_name = "DIR", requires = "evidence")]
    pub(super) root: Option<PathBuf>,
    /// Format for --evidence: text or json
    ///
    /// --evidence での形式: text, json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        requires = "evidence"
    )]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct History {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(super) file: PathBuf,
    /// Only edits of this id, as P-01 or vuln.scope.a
    ///
    /// この id の変更だけ(P-01 や vuln.scope.a)
    #[arg(long, value_name = "ID", add = ArgValueCompleter::new(complete::ids), value_parser = line())]
    pub(super) id: Option<String>,
    /// Only edits from this time on: 2027-01-31 or 2027-01-31T09:00
    ///
    /// この時点からの変更だけ: 2027-01-31 または 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(super) since: Option<Moment>,
    /// Check that no record was altered, taken out or exchanged, and name the first
    ///
    /// 記録の改変、抜き取り、差し替えがないか調べ、最初の1件を示す
    #[arg(long)]
    pub(super) verify: bool,
    #[command(flatten)]
    pub(super) output: ListOutput,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Assessment that is damaged or gone
    ///
    /// 壊れた、またはなくなった自己評価のファイル
    pub(super) file: PathBuf,
    /// Only list its backups
    ///
    /// 控えを一覧するだけ
    #[arg(long)]
    pub(super) list: bool,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Folder or file of a pack (default: all packs compiled in)
    ///
    /// 設問票のフォルダーまたはファイル(省くと組み込みのものすべて)
    pub(super) path: Option<PathBuf>,
    /// Check the pack of this name, of those kijun doctor lists
    ///
    /// この名前の設問票を検査する(kijun doctor で一覧できます)
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line(), conflicts_with_all = ["path", "examiner"])]
    pub(super) pack: Option<String>,
    /// Edition of that pack (default: the newest)
    ///
    /// 設問票の版(既定は最新)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line(), requires = "pack")]
    pub(super) edition: Option<String>,
    /// Take PATH as an assessment, and say what an examiner would point at
    ///
    /// PATH を自己評価とみなし、審査員が指摘しそうなことを示す
    #[arg(long, requires = "path")]
    pub(super) examiner: bool,
    /// Another reference date for --examiner: 2027-01-31
    ///
    /// --examiner での別の基準日: 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day(), requires = "examiner")]
    pub(super) as_of: Option<Date>,
    /// Format for --examiner: text, markdown or json
    ///
    /// --examiner での形式: text, markdown, json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        hide_default_value = true,
        requires = "examiner"
    )]
    pub(super) format: GapFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Sample {
    /// File to create (default: in the default folder); an existing one is never overwritten
    ///
    /// 作るファイル(省くと既定のフォルダーに作ります。既存のファイルは上書きしません)
    pub(super) file: Option<PathBuf>,
    /// Open it in the workbench
    ///
    /// 画面で開く
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Shell: bash, elvish, fish, powershell or zsh
    ///
    /// シェル: bash, elvish, fish, powershell, zsh
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct HelpOf {
    /// Command to show the help of
    ///
    /// 使い方を見るコマンド
    pub(super) command: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Command to print the page of
    ///
    /// ページを出力するコマンド
    pub(super) command: Option<String>,
    /// Write the pages of all commands into this folder; other files there are never overwritten
    ///
    /// このフォルダーに、すべてのページをファイルとして書く
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(super) out: Option<PathBuf>,
}
