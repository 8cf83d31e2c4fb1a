//! Evidence and its files in words: what is missing, changed or there twice, which rows lack evidence, which files no
//! entry names.

mod json;
mod loose;
mod words;

pub use self::loose::LooseReport;
pub use self::words::{size, trouble};
use super::sheet::{self, printable};
use crate::domain::evidence::{Double, Entry, Inventory, Likeness, State, Trouble, Unproved};
use crate::domain::register::Evidence;
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::Context;
use crate::report::words as common;

/// How many files that no entry names are named in the text.
const NAMED: usize = 50;

/// Which states stand under a heading.
type Wanted = fn(&State) -> bool;

/// Everything a report on evidence is made from.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The entries against their files.
    pub inventory: &'a Inventory,
    /// The rows without evidence of kinds that they ask for.
    pub unproved: &'a [Unproved],
    /// The folder that names are relative to.
    pub root: &'a str,
    /// The program and its version.
    pub app: &'a str,
}

impl EvidenceReport<'_> {
    /// True if there is nothing to do: every file is what its entry says, nothing is there twice, no row lacks proof.
    pub fn is_fine(&self) -> bool {
        self.inventory.is_fine() && self.unproved.is_empty()
    }

    /// The report as plain text.
    pub fn text(&self) -> String {
        let mut out = self.summary();
        for (heading, wanted) in self.headings() {
            let entries = self.inventory.entries.iter().filter(|entry| wanted(&entry.state));
            section(&mut out, heading, entries.map(|entry| self.entry(entry)));
        }
        let outside = self.inventory.entries.iter().filter(|entry| entry.outside);
        let heading = pick(
            self.lang,
            "フォルダーの外にあるファイル(読みましたが、フォルダーごと渡すときは入りません):",
            "files outside the folder (they were read, and do not come along with the folder):",
        );
        section(&mut out, heading, outside.map(|entry| self.entry(entry)));
        section(&mut out, self.doubles_heading(), self.inventory.doubles.iter().map(|d| self.double(d)));
        let heading = pick(
            self.lang,
            "適合見込みか「はい」なのに、求められた種類の証跡がない設問:",
            "satisfied or claimed, without evidence of a kind that is asked for:",
        );
        section(&mut out, heading, self.unproved.iter().map(|row| self.row(row)));
        out + &self.loose().lines()
    }

    fn loose(&self) -> LooseReport<'_> {
        LooseReport { lang: self.lang, folder: &self.inventory.loose, root: self.root, app: self.app }
    }

    /// How many entries there are, and how many of them are as they should be.
    fn summary(&self) -> String {
        let of = |wanted: Wanted| self.inventory.entries.iter().filter(|entry| wanted(&entry.state)).count();
        let (all, same) = (self.inventory.entries.len(), of(|state| *state == State::Same));
        let (elsewhere, root) = (of(|state| *state == State::NoFile), printable(self.root));
        tr!(
            self.lang,
            "証跡 {all}件(フォルダー {root}): 登録時のまま {same}件、ファイル名のないもの {elsewhere}件\n",
            "evidence in {root}: entries: {all}, files as they were linked: {same}, without a file name: {elsewhere}\n"
        )
    }

    fn headings(&self) -> [(&'static str, Wanted); 5] {
        let say = |ja, en| pick(self.lang, ja, en);
        [
            (say("見つからないファイル:", "files that are not there:"), |state| {
                *state == State::Unseen(Trouble::Missing)
            }),
            (
                say(
                    "登録したあとで中身が変わったファイル:",
                    "files that were changed since they were linked:",
                ),
                |s| *s == State::Changed,
            ),
            (
                say("読めなかったファイル:", "files that could not be read:"),
                |state| matches!(state, State::Unseen(trouble) if *trouble != Trouble::Missing),
            ),
            (
                say(
                    "ダイジェストのない証跡(変わっても気づけません):",
                    "no digest (a change would not be noticed):",
                ),
                |s| *s == State::NoDigest,
            ),
            (
                say(
                    "SHA-256でないため比べられないダイジェスト:",
                    "digests that are no SHA-256 and cannot be compared:",
                ),
                |state| *state == State::NotComparable,
            ),
        ]
    }

    fn doubles_heading(&self) -> &'static str {
        pick(self.lang, "2度挙げられているもの:", "there twice:")
    }

    fn evidence(&self, at: usize) -> &Evidence {
        &self.context.assessment.evidence[at]
    }

    /// `E-01 認定証の写し: proof/1-1.pdf`, and why the file was not read.
    fn entry(&self, entry: &Entry) -> String {
        let evidence = self.evidence(entry.at);
        let name = sheet::fact(self.context.assessment, &evidence.id);
        let why = match &entry.state {
            State::Unseen(Trouble::Missing) => String::new(),
            State::Unseen(why) => {
                tr!(self.lang, ("({})", trouble(self.lang, why)), (" ({})", trouble(self.lang, why)))
            }
            _ => String::new(),
        };
        format!("{name}: {}{why}", printable(&evidence.file))
    }

    fn double(&self, double: &Double) -> String {
        let names =
            double.entries.iter().map(|&at| sheet::fact(self.context.assessment, &self.evidence(at).id));
        let names = names.collect::<Vec<_>>().join(pick(self.lang, "、", ", "));
        let first = double.entries.first().map(|&at| self.evidence(at));
        let of = |text: fn(&Evidence) -> &String| first.map_or_else(String::new, |row| printable(text(row)));
        match double.of {
            Likeness::File => {
                tr!(
                    self.lang,
                    ("同じファイル {}: {names}", of(|row| &row.file)),
                    ("one file, {}: {names}", of(|row| &row.file))
                )
            }
            Likeness::Content => {
                tr!(self.lang, "中身が同じファイル: {names}", "files of the same content: {names}")
            }
            Likeness::Number => {
                tr!(
                    self.lang,
                    ("同じ添付番号 {}: {names}", of(|row| &row.number)),
                    ("one number, {}: {names}", of(|row| &row.number))
                )
            }
        }
    }

    /// A row with the kinds it lacks.
    fn row(&self, row: &Unproved) -> String {
        let kinds = &self.context.pack.head.evidence;
        let named = |id: &String| {
            let known = kinds.iter().find(|kind| kind.id == *id);
            known.map_or_else(|| id.clone(), |kind| format!("{id} {}", printable(kind.name.get(self.lang))))
        };
        let missing: Vec<String> = row.missing.iter().map(named).collect();
        // The names of kinds have commas themselves.
        let (name, missing) = (sheet::row(self.lang, self.context.pack, row.at), missing.join(" / "));
        let id = &self.context.pack.rows()[row.at].id;
        format!("{id}  {name} [{}]: {missing}", common::verdict(self.lang, row.verdict))
    }
}

/// A heading and its lines, unless there are none.
fn section(out: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.map(|line| format!("- {line}\n")).collect();
    if !lines.is_empty() {
        out.extend(std::iter::once(format!("{heading}\n")).chain(lines));
    }
}
