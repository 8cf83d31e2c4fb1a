//! The arguments of `kijun references`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::formats::{Reading, ReportOutput};
use super::values::{day, line};
use crate::cli::complete;
use crate::domain::date::Date;

#[derive(Debug, Args)]
pub(crate) struct References {
    /// Assessment whose rows and added members count (default: the lists by themselves)
    ///
    /// 自己評価のファイル。その行と、加えた構成員も数えます(省くと一覧だけ)
    pub(crate) file: Option<PathBuf>,
    /// Categories, separated by commas, instead of those chosen in the file
    ///
    /// 区分をカンマ区切りで(ファイルで選んだ区分の代わりに使います)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',', conflicts_with = "take_in")]
    pub(crate) category: Vec<String>,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    ///
    /// 別の基準日で判定する(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day(), requires = "file")]
    pub(crate) as_of: Option<Date>,
    /// Take a published list in, for all files: a table (CSV) as kijun export --what members writes it
    ///
    /// 公表された一覧の表(CSV)を、すべてのファイルのために取り込む。形は kijun export --what members と同じです
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["file", "as_of"])]
    pub(crate) take_in: Option<PathBuf>,
    /// Folder of lists to take it into (default: --references, else that of the user's own lists)
    ///
    /// 取り込む先のフォルダー(既定は --references、なければ自分の一覧のフォルダー)
    #[arg(long, value_name = "DIR", requires = "take_in")]
    pub(crate) folder: Option<PathBuf>,
    /// Who checked the list, where the table does not say (default: the login name)
    ///
    /// 一覧を確かめた人。表に書かれていないときに使う(既定はログイン名)
    #[arg(long, value_name = "NAME", value_parser = line(), requires = "take_in")]
    pub(crate) by: Option<String>,
    /// Columns of the table to leave out, by heading, separated by commas
    ///
    /// 取り込まない列の見出しをカンマ区切りで
    #[arg(long, value_name = "HEADING", value_delimiter = ',', requires = "take_in")]
    pub(crate) skip: Vec<String>,
    /// Only say what would be taken in
    ///
    /// 何が取り込まれるかを示すだけで、何も書かない
    #[arg(long, requires = "take_in")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
