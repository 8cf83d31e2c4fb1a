//! What a shell completes: the program itself is asked, so that categories, editions and ids are those of the file or
//! pack that the line names.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap_complete::engine::CompletionCandidate;

use super::locale;
use crate::domain::assessment::Assessment;
use crate::domain::clean::{Lines, visible};
use crate::domain::pack::Pack;
use crate::domain::text::Lang;
use crate::store::assessment::look;
use crate::store::packs::{self, DEFAULT_EDITION, Loaded, SCHEME};
use crate::store::places::Places;

/// Categories of the pack, also behind a comma.
pub(super) fn categories(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let Some(loaded) = line.pack() else { return Vec::new() };
    let all = loaded.pack.categories.iter().filter(|category| !category.for_all);
    Line::fitting(typed, all.map(|category| (category.id.clone(), category.name.get(line.lang).to_owned())))
}

/// Editions of the pack that is named.
pub(super) fn editions(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let id = line.option("--pack").unwrap_or_else(|| SCHEME.to_owned());
    let all = packs::choices(line.packs()).into_iter().filter(|choice| choice.id == id);
    Line::fitting(typed, all.map(|choice| (choice.edition, String::new())))
}

/// Packs that can be named.
pub(super) fn pack_ids(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let mut ids: Vec<String> = packs::choices(line.packs()).into_iter().map(|choice| choice.id).collect();
    ids.sort();
    ids.dedup();
    Line::fitting(typed, ids.into_iter().map(|id| (id, String::new())))
}

/// Rows that take an answer.
pub(super) fn answerable(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    line.pack().map_or_else(Vec::new, |loaded| Line::fitting(typed, rows(&loaded.pack, line.lang, true)))
}

/// Rows and categories.
pub(super) fn provable(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = categories(typed);
    let line = Line::typed();
    all.extend(
        line.pack()
            .map_or_else(Vec::new, |loaded| Line::fitting(typed, rows(&loaded.pack, line.lang, false))),
    );
    all
}

/// Whatever has an id in a file: rows of its registers, then rows of its pack.
pub(super) fn ids(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let mut all =
        line.assessment().map_or_else(Vec::new, |assessment| Line::fitting(typed, facts(&assessment)));
    all.extend(answerable(typed));
    all
}

/// People of a file.
pub(super) fn people(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let Some(assessment) = line.assessment() else { return Vec::new() };
    Line::fitting(typed, assessment.people.into_iter().map(|person| (person.id.into(), person.name)))
}

/// Evidence of a file.
pub(super) fn evidence(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let Some(assessment) = line.assessment() else { return Vec::new() };
    Line::fitting(typed, assessment.evidence.into_iter().map(|row| (row.id, row.title)))
}

/// Kinds of evidence of the pack of a file.
pub(super) fn evidence_kinds(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let Some(loaded) = line.pack() else { return Vec::new() };
    let kinds = loaded.pack.head.evidence.iter();
    Line::fitting(typed, kinds.map(|kind| (kind.id.clone(), kind.name.get(line.lang).to_owned())))
}

/// Scenarios put aside in a file.
pub(super) fn scenarios(typed: &OsStr) -> Vec<CompletionCandidate> {
    let line = Line::typed();
    let Some(assessment) = line.assessment() else { return Vec::new() };
    Line::fitting(typed, assessment.scenarios.into_iter().map(|scenario| (scenario.name, String::new())))
}

fn rows(pack: &Pack, lang: Lang, only_answerable: bool) -> Vec<(String, String)> {
    let wanted = |at: &usize| !only_answerable || pack.claimable(*at);
    let rows = (0..pack.rows().len()).filter(wanted).map(|at| &pack.rows()[at]);
    rows.map(|row| (row.id.clone(), row.title.get(lang).to_owned())).collect()
}

fn facts(assessment: &Assessment) -> Vec<(String, String)> {
    let people = assessment.people.iter().map(|row| (row.id.as_str(), &row.name));
    let contracts = assessment.contracts.iter().map(|row| (row.id.as_str(), &row.alias));
    let documents = assessment.documents.iter().map(|row| (row.id.as_str(), &row.title));
    let records = assessment.records.iter().map(|row| (row.id.as_str(), &row.title));
    let evidence = assessment.evidence.iter().map(|row| (row.id.as_str(), &row.title));
    let all = people.chain(contracts).chain(documents).chain(records).chain(evidence);
    all.map(|(id, name)| (id.to_owned(), name.clone())).collect()
}

/// The line that is being typed, as the shell passes it after `--`.
pub(super) struct Line {
    words: Vec<String>,
    pub(super) lang: Lang,
    places: Option<Places>,
}

impl Line {
    /// The line that the shell passes now.
    pub(super) fn typed() -> Self {
        let arguments: Vec<OsString> = std::env::args_os().skip_while(|word| word != "--").skip(1).collect();
        let lang = locale::chosen(&arguments, |key| std::env::var(key).ok());
        let words: Vec<String> =
            arguments.iter().filter_map(|word| word.to_str().map(str::to_owned)).collect();
        let mut line = Self { words, lang, places: None };
        let folder = line.option("--data-dir").map(PathBuf::from);
        line.places = Places::of_user(folder.as_deref()).ok();
        line
    }

    fn packs(&self) -> Option<&Path> {
        self.places.as_ref().map(|places| places.packs.as_path())
    }

    /// The value of an option.
    fn option(&self, name: &str) -> Option<String> {
        let at = self.words.iter().position(|word| word == name);
        let behind = at.and_then(|at| self.words.get(at + 1)).filter(|word| !word.is_empty()).cloned();
        behind.or_else(|| {
            self.words.iter().find_map(|word| Some(word.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
        })
    }

    /// The assessment that the line names: the first word that is one.
    fn file(&self) -> Option<PathBuf> {
        let words = self.words.iter().skip(1).filter(|word| !word.starts_with('-'));
        words.map(PathBuf::from).find(|path| path.is_file() && look(path).is_ok())
    }

    fn assessment(&self) -> Option<Assessment> {
        let sheet = look(&self.file()?).ok()?;
        sheet.open(&self.pack()?.pack).ok().map(|opened| opened.assessment)
    }

    /// The pack of the file, or the named one, or ours.
    fn pack(&self) -> Option<Loaded> {
        let header = self.file().and_then(|file| look(&file).ok()).map(|sheet| sheet.header().clone());
        if let Some(header) = header {
            return packs::find(&header.pack, &header.edition, self.packs()).ok();
        }
        let id = self.option("--pack").unwrap_or_else(|| SCHEME.to_owned());
        let newest = packs::choices(self.packs()).into_iter().rev().find(|choice| choice.id == id);
        let edition = self.option("--edition").or_else(|| match id.as_str() {
            SCHEME => Some(DEFAULT_EDITION.to_owned()),
            _ => newest.map(|choice| choice.edition),
        });
        packs::find(&id, &edition?, self.packs()).ok()
    }

    /// The candidates that begin as what was typed, each with what it means; nothing that would steer a terminal.
    pub(super) fn fitting(
        typed: &OsStr,
        all: impl IntoIterator<Item = (String, String)>,
    ) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let plain = |text: &str| visible(text, Lines::Single).into_owned();
        all.into_iter()
            .filter(|(value, _)| value.starts_with(typed) && plain(value) == *value)
            .map(|(value, help)| {
                let help = (!help.is_empty()).then(|| plain(&help).into());
                CompletionCandidate::new(value).help(help)
            })
            .collect()
    }
}
