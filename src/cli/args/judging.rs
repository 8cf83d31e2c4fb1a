//! The arguments of the commands that judge: the gap report and its reasons, plans, outlooks, reviews, what-if.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::formats::{DatedFormat, Reading, ReportOutput};
use super::values::{Given, Moment, OwnCost, day, given, line, moment, own_cost};
use crate::cli::complete;
use crate::domain::date::Date;

/// What is judged, for which categories, by which day.
#[derive(Debug, Args)]
pub(crate) struct Target {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Categories, separated by commas, instead of those chosen in the file
    ///
    /// 区分をカンマ区切りで(ファイルで選んだ区分の代わりに使います)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(crate) category: Vec<String>,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    ///
    /// 別の基準日で判定する(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Gap {
    #[command(flatten)]
    pub(crate) on: Target,
    /// The values as they were at this time, by the history: 2027-01-31 or 2027-01-31T09:00
    ///
    /// この時点の内容で(履歴から戻す): 2027-01-31 または 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(crate) as_at: Option<Moment>,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
}

#[derive(Debug, Args)]
pub(crate) struct Why {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Id of a question as kijun questions lists it, or of a category
    ///
    /// 設問の id (kijun questions で一覧できます)、または区分
    #[arg(add = ArgValueCompleter::new(complete::provable), value_parser = line())]
    pub(crate) id: String,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    ///
    /// 別の基準日で判定する(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Carriers {
    #[command(flatten)]
    pub(crate) on: Target,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    #[command(flatten)]
    pub(crate) on: Target,
    /// What a row takes here, in the place of what the pack says: vuln.qual.a=small:3
    ///
    /// 設問票の代わりに使う手間と日数: vuln.qual.a=small:3
    #[arg(long, value_name = "ROW=EFFORT:DAYS", add = ArgValueCompleter::new(complete::answerable), value_parser = own_cost())]
    pub(crate) cost: Vec<OwnCost>,
    /// The day to tell from what should have begun already (default: today)
    ///
    /// 着手期限を過ぎたかどうかを見る日(既定は今日)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) today: Option<Date>,
    /// Format: text, markdown, json or ics (calendar)
    ///
    /// 形式: text, markdown, json, ics (カレンダー)
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: DatedFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Forecast {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Categories, separated by commas, instead of those chosen in the file
    ///
    /// 区分をカンマ区切りで(ファイルで選んだ区分の代わりに使います)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(crate) category: Vec<String>,
    /// First day (default: the reference date)
    ///
    /// 最初の日(既定は基準日)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    /// Last day (default: two years later)
    ///
    /// 最後の日(既定は2年後)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) until: Option<Date>,
    /// Reference dates of intakes, separated by commas (default: the ends of January, April, July, October)
    ///
    /// 受付の基準日をカンマ区切りで(既定は1月、4月、7月、10月の末日)
    #[arg(long, value_name = "DATE", value_delimiter = ',', value_parser = day())]
    pub(crate) intake: Vec<Date>,
    /// Also write the calendar to this file; a calendar of kijun there is replaced, nothing else is
    ///
    /// カレンダーをこのファイルにも書く(kijun のカレンダーだけを置き換える)
    #[arg(long, value_name = "PATH")]
    pub(crate) ics: Option<PathBuf>,
    /// Format: text, markdown, json or ics (calendar)
    ///
    /// 形式: text, markdown, json, ics (カレンダー)
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: DatedFormat,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Review {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// Category to decide
    ///
    /// 判定を決めたい区分
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line())]
    pub(crate) category: String,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    ///
    /// 別の基準日で判定する(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct WhatIf {
    /// Assessment
    ///
    /// 自己評価のファイル
    pub(crate) file: PathBuf,
    /// A scenario put aside in the file, to begin with
    ///
    /// ファイルに取り置いたシナリオから始める
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::scenarios))]
    pub(crate) scenario: Option<String>,
    /// An answer to try: vuln.qual.a=no (yes, no, unknown or na); may be given several times
    ///
    /// ためす答え: vuln.qual.a=no (yes, no, unknown, na)。何度でも指定できます
    #[arg(long, value_name = "ID=ANSWER", add = ArgValueCompleter::new(complete::answerable), value_parser = given())]
    pub(crate) set: Vec<Given>,
    /// Somebody who leaves, by id or name; may be given several times
    ///
    /// いなくなる従事者(番号か氏名)。何度でも指定できます
    #[arg(long, value_name = "PERSON", add = ArgValueCompleter::new(complete::people))]
    pub(crate) without: Vec<String>,
    /// Another reference date to try: 2027-01-31
    ///
    /// ためす基準日: 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    /// List the scenarios put aside, with what each flips
    ///
    /// 取り置いたシナリオと、それぞれで変わる判定を一覧する
    #[arg(long, conflicts_with_all = ["scenario", "set", "without", "as_of", "compare"])]
    pub(crate) list: bool,
    /// Set scenarios side by side, separated by commas
    ///
    /// シナリオをカンマ区切りで並べて比べる
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::scenarios), value_delimiter = ',', conflicts_with_all = ["scenario", "set", "without", "as_of"])]
    pub(crate) compare: Vec<String>,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
    #[command(flatten)]
    pub(crate) reading: Reading,
}
