//! The arguments of the commands on two versions: `kijun diff` and `kijun merge`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::super::complete;
use super::formats::{ListOutput, Reading, ReportOutput};
use super::values::{Decision, Moment, Take, day, decision, line, moment};
use crate::domain::date::Date;

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Assessment, the earlier or the first
    ///
    /// 自己評価のファイル(前、または1つ目)
    pub(crate) file: PathBuf,
    /// The other assessment
    ///
    /// もう1つの自己評価のファイル
    #[arg(conflicts_with_all = ["from", "to"], required_unless_present = "from")]
    pub(crate) other: Option<PathBuf>,
    /// Compare FILE as it was at this time, by its history: 2027-01-31 or 2027-01-31T09:00
    ///
    /// この時点の FILE と比べる(履歴から戻す): 2027-01-31 または 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(crate) from: Option<Moment>,
    /// With FILE as it was at this time (default: as it is now)
    ///
    /// --from と比べる時点(既定は今の内容)
    #[arg(long, value_name = "TIME", value_parser = moment(), requires = "from")]
    pub(crate) to: Option<Moment>,
    /// Day to judge both by instead of their reference dates, such as 2027-01-31
    ///
    /// 両方を判定する別の基準日(例: 2027-01-31)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) output: ReportOutput,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Our version; it is written unless --into names another file
    ///
    /// こちらの版(--into がなければ、ここに書き込みます)
    pub(crate) ours: PathBuf,
    /// Their version; it is only read
    ///
    /// あちらの版(読むだけです)
    #[arg(required_unless_present = "git")]
    pub(crate) theirs: Option<PathBuf>,
    /// Settle a file that git could not merge: both versions and their base come from git's index
    ///
    /// git が合わせられなかったファイルを解決する(両方の版ともとの版は git の索引から読む)
    #[arg(long, conflicts_with_all = ["theirs", "base", "into", "file_only", "name"])]
    pub(crate) git: bool,
    /// What both began with (default: found through the two histories)
    ///
    /// 両方のもとの版(省くと2つの履歴から探します)
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// File to create for the result; an existing one is never overwritten
    ///
    /// 結果を書く新しいファイル(既存のファイルは上書きしません)
    #[arg(long, value_name = "FILE")]
    pub(crate) into: Option<PathBuf>,
    /// Decide every clash that --decide does not: ours or theirs
    ///
    /// --decide にない食い違いをどちらに決めるか: ours, theirs
    #[arg(long, value_name = "SIDE")]
    pub(crate) take: Option<Take>,
    /// Decide one clash, as P-01=theirs; both keeps two rows, theirs under a new id. May be given again
    ///
    /// 食い違いを1つ決める(例: P-01=theirs)。both は両方残し、あちらに新しい番号を付ける。何度でも指定可
    #[arg(long, value_name = "ID=ours|theirs|both", add = ArgValueCompleter::new(complete::ids), value_parser = decision())]
    pub(crate) decide: Vec<Decision>,
    /// Only say what would come of it
    ///
    /// 結果を示すだけで、何も書かない
    #[arg(long)]
    pub(crate) check: bool,
    /// Write the file and nothing beside it, neither history nor backup: for git
    ///
    /// ファイルだけを書き、履歴も控えも作らない(git から呼ぶとき)
    #[arg(long)]
    pub(crate) file_only: bool,
    /// What messages call the file, where git hands over copies with names of their own
    ///
    /// メッセージでのファイルの呼び名(git が写しに別の名前を付けて渡すとき)
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Merge with the file of another company
    ///
    /// ほかの会社のファイルでも合わせる
    #[arg(long)]
    pub(crate) from_other_file: bool,
    /// Who merges (default: the login name)
    ///
    /// 合わせる人(既定はログイン名)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(crate) by: Option<String>,
    #[command(flatten)]
    pub(crate) output: ListOutput,
}
