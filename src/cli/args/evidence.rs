//! The arguments of `kijun evidence`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::formats::ListOutput;
use super::values::{line, written_date};
use crate::cli::complete;
use crate::domain::date::PartialDate;

#[derive(Debug, Args)]
pub(crate) struct EvidenceFiles {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Folder that names of files are relative to (default: the folder of the assessment)
    ///
    /// 証跡のファイル名の起点となるフォルダー(既定は自己評価のあるフォルダー)
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    /// Enter this file as evidence, with its digest; the file itself is only read
    ///
    /// このファイルを証跡として登録し、ダイジェストを入れる(ファイルは読むだけ)
    #[arg(long, value_name = "PATH", conflicts_with_all = ["digests", "renew", "format"])]
    pub(crate) link: Option<PathBuf>,
    /// Kind of evidence, such as E5
    ///
    /// 証跡の種類(例: E5)
    #[arg(long, value_name = "KIND", add = ArgValueCompleter::new(complete::evidence_kinds), value_parser = line(), requires = "link")]
    pub(crate) kind: Option<String>,
    /// What it shows, separated by commas: ids of questions, people, contracts, documents or records
    ///
    /// 示すものをカンマ区切りで: 設問、従事者、契約、文書、記録の id
    #[arg(long, value_name = "ID", add = ArgValueCompleter::new(complete::ids), value_parser = line(), value_delimiter = ',', requires = "link")]
    pub(crate) shows: Vec<String>,
    /// Its title (default: the name of the file)
    ///
    /// 書類名(既定はファイルの名前)
    #[arg(long, value_name = "TEXT", value_parser = line(), requires = "link")]
    pub(crate) title: Option<String>,
    /// Its number in the application
    ///
    /// 添付番号
    #[arg(long, value_name = "NUMBER", value_parser = line(), requires = "link")]
    pub(crate) number: Option<String>,
    /// The date on it (default: the day the file was last changed)
    ///
    /// 書類の日付(既定はファイルの更新日)
    #[arg(long, value_name = "DATE", value_parser = written_date(), requires = "link")]
    pub(crate) on: Option<PartialDate>,
    /// Take the digest of every file whose entry has none
    ///
    /// ダイジェストのない証跡すべてに、ファイルのダイジェストを入れる
    #[arg(long)]
    pub(crate) digests: bool,
    /// Take the digest of these entries anew, separated by commas, where their files were rightly changed
    ///
    /// 正しく差し替えた証跡のダイジェストを取り直す(E-01 などをカンマ区切りで)
    #[arg(long, value_name = "ID", add = ArgValueCompleter::new(complete::evidence), value_parser = line(), value_delimiter = ',', conflicts_with = "format")]
    pub(crate) renew: Vec<String>,
    /// Who does it, for the history (default: the login name)
    ///
    /// 履歴に残す名前(既定はログイン名)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) output: ListOutput,
}
