//! The command line. Doc comments are the English help; the Japanese one is in [`super::help`].

mod formats;
mod sheets;
mod values;
mod versions;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use clap_complete::engine::ArgValueCompleter;

pub(super) use self::formats::{ForecastFormat, GapFormat, ListFormat, Reading};
pub(super) use self::sheets::{Export, Exported, Import, SheetFormat};
pub(super) use self::values::{Given, Moment, NotEntered, OwnCost, Take};
use self::values::{answers, day, entry, given, languages, line, moment, own_cost};
pub(super) use self::versions::{Diff, Merge};
use super::complete;
use crate::domain::assessment::Answer;
use crate::domain::date::Date;
use crate::domain::text::Lang;

/// Self-assessment against Japan's 情報セキュリティサービス基準. Without a command, the workbench opens.
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
    pub(super) file: Option<PathBuf>,
    // Options of every command come behind its own.
    /// Language: ja or en (default: by locale, else ja)
    #[arg(long, global = true, display_order = 901, value_name = "LANG", value_parser = languages())]
    pub(super) lang: Option<Lang>,
    /// Folder that holds assessments, packs and state
    #[arg(long, global = true, display_order = 902, value_name = "DIR")]
    pub(super) data_dir: Option<PathBuf>,
    /// Time zone of days and times: Asia/Tokyo or +09:00 (default: TZ, else that of the machine)
    #[arg(long, global = true, display_order = 903, value_name = "ZONE", allow_hyphen_values = true)]
    pub(super) tz: Option<String>,
    /// Width of ambiguous characters in the workbench: auto, narrow or wide
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
    #[arg(long, global = true, display_order = 905)]
    pub(super) no_color: bool,
    /// Print help
    #[arg(short, long, global = true, display_order = 906, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print version
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
            _ => return false,
        };
        reading.file_only
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Create a new assessment
    New(New),
    /// Show where each category stands and what is missing
    Gap(Gap),
    /// Prove one verdict: the rule as a tree, both readings, the facts
    Why(Why),
    /// Show what the verdicts rest on, and how much is to spare
    Carriers(Carriers),
    /// Show the shortest way to pass, step by step
    Plan(Plan),
    /// Show when verdicts change by themselves
    Forecast(Forecast),
    /// Say which questions still decide a category
    Review(Review),
    /// Say what would flip if things were otherwise; nothing is written
    WhatIf(WhatIf),
    /// List the questions of an edition
    Questions(Questions),
    /// Answer one question
    Set(Set),
    /// Check a file and its history
    Check(Check),
    /// Say who changed what, and whether the history is whole
    History(History),
    /// Say what differs between two files, or between two moments of one
    Diff(Diff),
    /// Bring two versions of a file together; what both changed differently is yours to decide
    Merge(Merge),
    /// Write answers, registers or gaps as a table for a spreadsheet
    Export(Export),
    /// Take in a table that was filled in with a spreadsheet
    Import(Import),
    /// Put the newest good backup in the place of a damaged file
    Restore(Restore),
    /// Check question packs
    Lint(Lint),
    /// Write a sample assessment to play with
    Sample(Sample),
    /// Show which folders, packs and versions are in use
    Doctor,
    /// Show how the program or one command is used
    Help(HelpOf),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page, or write all of them
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// File to create; an existing one is never overwritten
    pub(super) file: PathBuf,
    /// Name of the organisation
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(super) organisation: String,
    /// Categories, separated by commas: audit, vuln, pentest, forensic, soc, device
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',', required = true)]
    pub(super) category: Vec<String>,
    /// Day as of which everything is judged, such as 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) reference_date: Option<Date>,
    /// Pack to use, of those kijun doctor lists (default: the criteria compiled in)
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line())]
    pub(super) pack: Option<String>,
    /// Edition of the pack (default: the newest)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line())]
    pub(super) edition: Option<String>,
}

/// What is judged, for which categories, by which day.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// Assessment
    pub(super) file: PathBuf,
    /// Categories, separated by commas, instead of those chosen in the file
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(super) category: Vec<String>,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) as_of: Option<Date>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Gap {
    #[command(flatten)]
    pub(super) on: Target,
    /// The values as they were at this time, by the history: 2027-01-31 or 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(super) as_at: Option<Moment>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
}

#[derive(Debug, Args)]
pub(super) struct Why {
    /// Assessment
    pub(super) file: PathBuf,
    /// Id of a question as kijun questions lists it, or of a category
    #[arg(add = ArgValueCompleter::new(complete::provable), value_parser = line())]
    pub(super) id: String,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) as_of: Option<Date>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Carriers {
    #[command(flatten)]
    pub(super) on: Target,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
}

#[derive(Debug, Args)]
pub(super) struct Plan {
    #[command(flatten)]
    pub(super) on: Target,
    /// What a row takes here, in the place of what the pack says: vuln.qual.a=small:3
    #[arg(long, value_name = "ROW=EFFORT:DAYS", add = ArgValueCompleter::new(complete::answerable), value_parser = own_cost())]
    pub(super) cost: Vec<OwnCost>,
    /// The day to tell from what should have begun already (default: today)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) today: Option<Date>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
}

#[derive(Debug, Args)]
pub(super) struct Forecast {
    /// Assessment
    pub(super) file: PathBuf,
    /// Categories, separated by commas, instead of those chosen in the file
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(super) category: Vec<String>,
    /// First day (default: the reference date)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) as_of: Option<Date>,
    /// Last day (default: two years later)
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) until: Option<Date>,
    /// Reference dates of intakes, separated by commas (default: the ends of January, April, July, October)
    #[arg(long, value_name = "DATE", value_delimiter = ',', value_parser = day())]
    pub(super) intake: Vec<Date>,
    /// Also write the calendar to this file; a calendar of kijun there is replaced, nothing else is
    #[arg(long, value_name = "PATH")]
    pub(super) ics: Option<PathBuf>,
    /// Format: text, markdown, json or ics (calendar)
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: ForecastFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Review {
    /// Assessment
    pub(super) file: PathBuf,
    /// Category to decide
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line())]
    pub(super) category: String,
    /// Day to judge by instead of the file's reference date, such as 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) as_of: Option<Date>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct WhatIf {
    /// Assessment
    pub(super) file: PathBuf,
    /// A scenario put aside in the file, to begin with
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::scenarios))]
    pub(super) scenario: Option<String>,
    /// An answer to try: vuln.qual.a=no (yes, no, unknown or na); may be given several times
    #[arg(long, value_name = "ID=ANSWER", add = ArgValueCompleter::new(complete::answerable), value_parser = given())]
    pub(super) set: Vec<Given>,
    /// Somebody who leaves, by id or name; may be given several times
    #[arg(long, value_name = "PERSON", add = ArgValueCompleter::new(complete::people))]
    pub(super) without: Vec<String>,
    /// Another reference date to try: 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day())]
    pub(super) as_of: Option<Date>,
    /// List the scenarios put aside, with what each flips
    #[arg(long, conflicts_with_all = ["scenario", "set", "without", "as_of", "compare"])]
    pub(super) list: bool,
    /// Set scenarios side by side, separated by commas
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::scenarios), value_delimiter = ',', conflicts_with_all = ["scenario", "set", "without", "as_of"])]
    pub(super) compare: Vec<String>,
    /// Format: text, markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: GapFormat,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct Questions {
    /// Categories, separated by commas (default: all)
    #[arg(long, value_name = "CATEGORY", add = ArgValueCompleter::new(complete::categories), value_parser = line(), value_delimiter = ',')]
    pub(super) category: Vec<String>,
    /// Pack to use, of those kijun doctor lists (default: the criteria compiled in)
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line())]
    pub(super) pack: Option<String>,
    /// Edition of the pack (default: the newest)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line())]
    pub(super) edition: Option<String>,
    /// Format: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct Set {
    /// Assessment
    pub(super) file: PathBuf,
    /// Id of the question, as kijun questions lists it
    #[arg(add = ArgValueCompleter::new(complete::answerable), value_parser = line())]
    pub(super) id: String,
    /// Answer: yes, no, unknown or na
    #[arg(value_parser = answers())]
    pub(super) answer: Answer,
    /// Remark, or the reason for na
    #[arg(long, value_name = "TEXT", value_parser = entry())]
    pub(super) remark: Option<String>,
    /// Who answers (default: whom the file names for it, else the login name)
    #[arg(long, value_name = "NAME", value_parser = line())]
    pub(super) by: Option<String>,
    /// Post of this person in the company; a declaration needs one
    #[arg(long, value_name = "POST", value_parser = line(), requires = "by")]
    pub(super) post: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Assessment
    pub(super) file: PathBuf,
    /// Record in the history what the file says otherwise, so that both say the same
    #[arg(long, conflicts_with = "file_only")]
    pub(super) record: bool,
    /// Who records it (default: the login name)
    #[arg(long, value_name = "NAME", requires = "record", value_parser = line())]
    pub(super) by: Option<String>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

#[derive(Debug, Args)]
pub(super) struct History {
    /// Assessment
    pub(super) file: PathBuf,
    /// Only edits of this id, as P-01 or vuln.scope.a
    #[arg(long, value_name = "ID", add = ArgValueCompleter::new(complete::ids), value_parser = line())]
    pub(super) id: Option<String>,
    /// Only edits from this time on: 2027-01-31 or 2027-01-31T09:00
    #[arg(long, value_name = "TIME", value_parser = moment())]
    pub(super) since: Option<Moment>,
    /// Check that no record was altered, taken out or exchanged, and name the first
    #[arg(long)]
    pub(super) verify: bool,
    /// Format: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_default_value = true)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// Assessment that is damaged or gone
    pub(super) file: PathBuf,
    /// Only list its backups
    #[arg(long)]
    pub(super) list: bool,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Folder or file of a pack (default: all packs compiled in)
    pub(super) path: Option<PathBuf>,
    /// Check the pack of this name, of those kijun doctor lists
    #[arg(long, value_name = "PACK", add = ArgValueCompleter::new(complete::pack_ids), value_parser = line(), conflicts_with_all = ["path", "examiner"])]
    pub(super) pack: Option<String>,
    /// Edition of that pack (default: the newest)
    #[arg(long, value_name = "EDITION", add = ArgValueCompleter::new(complete::editions), value_parser = line(), requires = "pack")]
    pub(super) edition: Option<String>,
    /// Take PATH as an assessment, and say what an examiner would point at
    #[arg(long, requires = "path")]
    pub(super) examiner: bool,
    /// Another reference date for --examiner: 2027-01-31
    #[arg(long, value_name = "DATE", value_parser = day(), requires = "examiner")]
    pub(super) as_of: Option<Date>,
    /// Format for --examiner: text, markdown or json
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
    pub(super) file: Option<PathBuf>,
    /// Open it in the workbench
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Shell: bash, elvish, fish, powershell or zsh
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct HelpOf {
    /// Command to show the help of
    pub(super) command: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Command to print the page of
    pub(super) command: Option<String>,
    /// Write the pages of all commands into this folder; other files there are never overwritten
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(super) out: Option<PathBuf>,
}
