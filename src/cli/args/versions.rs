//! The arguments of the commands on two versions: `kijun diff` and `kijun merge`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::super::complete;
use super::formats::{GapFormat, ListFormat, Reading};
use super::values::{Decision, Moment, Take, day, decision, line, moment};
use crate::domain::date::Date;

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Assessment, the earlier or the first
    pub(crate) file: PathBuf,
    /// The other assessment
    #[arg(conflicts_with_all = ["from", "to"], required_unless_present = "from")]
    pub(crate) other: Option<PathBuf>,
    /// Compare FILE as it was at this time, by its history: 2027-01-31 or 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(crate) from: Option<Moment>,
    /// With FILE as it was at this time (default: as it is now)
    #[arg(long, value_name = "TIME", value_parser = moment(), requires = "from")]
    pub(crate) to: Option<Moment>,
    /// Day to judge both by instead of their reference dates, such as 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(crate) as_of: Option<Date>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: GapFormat,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Our version; it is written unless --into names another file
    pub(crate) ours: PathBuf,
    /// Their version; it is only read
    #[arg(required_unless_present = "git")]
    pub(crate) theirs: Option<PathBuf>,
    /// Settle a file that git could not merge: both versions and their base come from git's index
    #[arg(long, conflicts_with_all = ["theirs", "base", "into", "file_only", "name"])]
    pub(crate) git: bool,
    /// What both began with (default: found through the two histories)
    #[arg(long, value_name = "FILE")]
    pub(crate) base: Option<PathBuf>,
    /// File to create for the result; an existing one is never overwritten
    #[arg(long, value_name = "FILE")]
    pub(crate) into: Option<PathBuf>,
    /// Decide every clash that --decide does not: ours or theirs
    #[arg(long, value_name = "SIDE")]
    pub(crate) take: Option<Take>,
    /// Decide one clash, as P-01=theirs; both keeps two rows, theirs under a new id. May be given again
    #[arg(long, value_name = "ID=ours|theirs|both", add = ArgValueCompleter::new(complete::ids), value_parser = decision())]
    pub(crate) decide: Vec<Decision>,
    /// Only say what would come of it
    #[arg(long)]
    pub(crate) check: bool,
    /// Write the file and nothing beside it, neither history nor backup: for git
    #[arg(long)]
    pub(crate) file_only: bool,
    /// What messages call the file, where git hands over copies with names of their own
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Merge with the file of another company
    #[arg(long)]
    pub(crate) from_other_file: bool,
    /// Who merges (default: the login name)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(crate) by: Option<String>,
    /// Format: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(crate) format: ListFormat,
}
