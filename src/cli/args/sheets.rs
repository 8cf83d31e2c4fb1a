//! The arguments of `kijun export` and `kijun import`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::super::complete;
use super::formats::{ListOutput, Reading};
use super::values::{day, line};
use crate::domain::date::Date;
use crate::report::tables::TableKind;

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Tables, separated by commas: gaps, answers, people, posts, qualifications, lectures, trainings, contracts, team,
    /// documents, covers, headcounts, records, evidence, equivalences, members (default: gaps; in a workbook all)
    ///
    /// 書き出す表をカンマ区切りで: gaps, answers, people, posts, qualifications, lectures, trainings, contracts, team, documents, covers, headcounts, records, evidence, equivalences, members (既定は gaps、ブックではすべて)
    #[arg(long, value_name = "TABLE", value_delimiter = ',', value_parser = tables())]
    pub(crate) what: Vec<Exported>,
    /// Format: csv or xlsx (workbook)
    ///
    /// 形式: csv, xlsx (ブック)
    #[arg(long, value_name = "FORMAT", default_value = "csv", hide_default_value = true)]
    pub(crate) format: SheetFormat,
    /// File to create (default: standard output); an existing one is never overwritten
    ///
    /// 作るファイル(既定は標準出力。既存のファイルは上書きしません)
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Leave out the byte order mark by which Excel knows UTF-8
    ///
    /// Excel が UTF-8 と見分けるための印(BOM)を付けない
    #[arg(long)]
    pub(crate) no_bom: bool,
    /// Categories, separated by commas, instead of those chosen in the file
    ///
    /// 区分をカンマ区切りで(ファイルで選んだ区分の代わりに使います)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(crate) category: Vec<String>,
    /// Another reference date for the gaps: 2027-01-31
    ///
    /// ギャップを判定する別の基準日: 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// A table that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exported {
    /// The gap report.
    Gaps,
    /// A table that can be taken in again.
    Table(TableKind),
}

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetFormat {
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Sheet, saved as CSV
    ///
    /// 取り込む表(CSV)
    pub(crate) sheet: PathBuf,
    /// What it holds: answers, people, posts, qualifications, lectures, trainings, contracts, team, documents, covers,
    /// headcounts, records, evidence, equivalences or members
    ///
    /// 表の中身: answers, people, posts, qualifications, lectures, trainings, contracts, team, documents, covers, headcounts, records, evidence, equivalences, members
    #[arg(long, value_name = "TABLE", required = true, value_parser = importable())]
    pub(crate) what: TableKind,
    /// Only say what would change
    ///
    /// 何が変わるかを示すだけで、何も書かない
    #[arg(long)]
    pub(crate) check: bool,
    /// Columns to leave out, by heading, separated by commas
    ///
    /// 取り込まない列の見出しをカンマ区切りで
    #[arg(long, value_name = "HEADING", value_delimiter = ',')]
    pub(crate) skip: Vec<String>,
    /// Add rows with an id that is not there under this id, as to move them to another file
    ///
    /// ファイルにない番号の行を、その番号のまま加える(ほかのファイルへ移すとき)
    #[arg(long)]
    pub(crate) keep_ids: bool,
    /// Take in a sheet that was written from another file; statements of the organisation are refused all the same
    ///
    /// ほかのファイルから書き出した表でも取り込む(組織の表明は、それでも受け付けない)
    #[arg(long)]
    pub(crate) from_other_file: bool,
    /// Who takes it in, and who answered where the sheet does not say (default: whom the file names, else the login
    /// name)
    ///
    /// 取り込む人。表に答えた人がなければ、答えた人にもなる(既定はファイルで決めた人、なければログイン名)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(crate) by: Option<String>,
    /// Post of this person in the company
    ///
    /// その人の役職
    #[arg(long, value_name = "POST", value_parser = line(), requires = "by")]
    pub(crate) post: Option<String>,
    #[command(flatten)]
    pub(crate) output: ListOutput,
}

/// The word of the gap report among the tables.
const GAPS: &str = "gaps";

fn tables() -> ValueParser {
    let words = PossibleValuesParser::new(std::iter::once(GAPS).chain(TableKind::ALL.map(TableKind::word)));
    ValueParser::new(words.map(|word| TableKind::from_word(&word).map_or(Exported::Gaps, Exported::Table)))
}

fn importable() -> ValueParser {
    let words = PossibleValuesParser::new(TableKind::ALL.map(TableKind::word));
    ValueParser::new(words.map(|word| TableKind::from_word(&word).unwrap_or(TableKind::Answers)))
}
