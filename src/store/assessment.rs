//! Opening and saving an assessment: the header first, every fault with its place, the file never touched
//! unless what is written could be read back.

use std::path::Path;

use serde::Deserialize;

use super::backups;
use super::disk::{Disk, RealDisk};
use super::error::{EXIT_INVALID, FileError};
use super::file_format::{AssessmentFile, ContentFault, FORMAT, MOST, Problem, against, masked, shown};
use super::limits;
use super::ron::lex::{Kind, Lexer};
use super::ron::lines::Lines;
use super::ron::place::{Locator, Outline, head, without_key_at};
use super::ron::{self, hint::RonFault};
use super::save::{self, Saved};
use super::stamp::Stamp;
use crate::domain::assessment::Assessment;
use crate::domain::pack::Pack;
use crate::domain::text::{Bilingual, Lang, both, tr};

/// Exit code for a format newer than this program.
const EXIT_NEWER: u8 = 6;

/// The header of a file, independent of the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, rename = "Assessment")]
pub struct Header {
    /// Format of the file; 0 if it names none.
    pub format: u64,
    /// The program that wrote it.
    pub app: String,
    /// The id of the file; empty if it has none yet.
    pub file: String,
    /// Pack id.
    pub pack: String,
    /// Pack edition.
    pub edition: String,
}

/// A file that was read, with a header this program understands; its content is not looked at yet.
#[derive(Debug, Clone)]
pub struct RawFile {
    header: Header,
    text: String,
    stamp: Option<Stamp>,
}

/// An opened assessment.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The assessment.
    pub assessment: Assessment,
    /// To be handed to [`write()`]; none if it was not read from a file.
    pub stamp: Option<Stamp>,
    /// The header as it was.
    pub header: Header,
    /// Comments that a person wrote into the file; a save does not keep them.
    pub comments: Option<Comments>,
    /// Texts with characters that could not be entered today, by their places (the first hundred). They were accepted
    /// once, so the file is read and written all the same.
    pub unfit: Vec<PlacedFault>,
}

/// Comments in the text of a file, `// …` and `/* … */`. This program writes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comments {
    /// How many.
    pub count: usize,
    /// The line of the first one, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
}

impl Comments {
    /// Those of a text of RON, if there are any.
    pub fn of(text: &str) -> Option<Self> {
        // Most files have none, and looking for the marks costs nothing; an address has one, too.
        if !text.contains("//") && !text.contains("/*") {
            return None;
        }
        let mut comments = Lexer::at(text, 0).filter(|token| token.kind == Kind::Comment);
        let (line, column) = Lines::of(text).position(comments.next()?.start);
        Some(Self { count: comments.count() + 1, line, column })
    }
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The id, row or block it is about; empty if it is about the file.
    pub id: String,
    /// What is wrong.
    pub message: Bilingual,
    /// How to correct it; may be empty.
    pub hint: Bilingual,
}

/// Why a file cannot be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// Written by a newer program; nothing is known about its content.
    #[error("format {format}, written by {app}, is newer than this program")]
    Newer {
        /// Its format.
        format: u64,
        /// The program that wrote it.
        app: String,
        /// Its text, for those who want to see what can be understood of it.
        text: String,
    },
    /// The content is not valid; every fault (of the first hundred), in the order of the file.
    #[error("{} faults", .0.len())]
    Invalid(Vec<PlacedFault>),
    /// Reading or writing failed, or the file was changed elsewhere.
    #[error(transparent)]
    File(#[from] FileError),
}

impl FileFault {
    /// What there is to say, line by line.
    pub fn lines_in(&self, lang: Lang) -> Vec<String> {
        match self {
            Self::Newer { format, app, .. } => vec![tr!(
                lang,
                "形式 {format} は、この kijun より新しい版({app})で書かれています。新しい版で開いてください",
                "format {format} was written by a newer version ({app}); open it with that one"
            )],
            Self::Invalid(faults) => faults.iter().map(|fault| fault.line_in(lang)).collect(),
            Self::File(error) => vec![error.to_string()],
        }
    }

    /// The exit code of a command that ends with this.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Newer { .. } => EXIT_NEWER,
            Self::Invalid(_) => EXIT_INVALID,
            Self::File(error) => error.exit_code(),
        }
    }
}

impl PlacedFault {
    /// Place, id, fault and hint on one line.
    pub fn line_in(&self, lang: Lang) -> String {
        let id = if self.id.is_empty() { String::new() } else { format!("{}: ", self.id) };
        let hint = match (self.hint.get(lang), lang) {
            ("", _) => String::new(),
            (hint, Lang::Ja) => format!("({hint})"),
            (hint, Lang::En) => format!(" ({hint})"),
        };
        format!("{}:{}: {id}{}{hint}", self.line, self.column, self.message.get(lang))
    }

    fn new(fault: &ContentFault, outline: &mut Outline) -> Self {
        let (line, column) = outline.find(&fault.at);
        let id = fault.at.id.clone();
        let message = fault.problem.message(fault.at.field);
        Self { line, column, id, message, hint: fault.problem.hint() }
    }

    fn of_file(problem: &Problem) -> Self {
        let (message, hint) = (problem.message(""), problem.hint());
        Self { line: 1, column: 1, id: String::new(), message, hint }
    }
}

impl From<RonFault> for PlacedFault {
    fn from(fault: RonFault) -> Self {
        let RonFault { line, column, message, hint } = fault;
        Self { line, column, id: String::new(), message, hint: hint.unwrap_or_default() }
    }
}

impl From<RonFault> for FileFault {
    fn from(fault: RonFault) -> Self {
        Self::Invalid(vec![fault.into()])
    }
}

/// Opens an assessment whose pack is found by id and edition.
///
/// # Errors
/// [`FileFault`], with every fault of the content.
pub fn read<'p>(
    path: &Path,
    packs: impl FnOnce(&str, &str) -> Option<&'p Pack>,
) -> Result<Opened, FileFault> {
    let raw = look(path)?;
    match packs(&raw.header.pack, &raw.header.edition) {
        Some(pack) => raw.open(pack),
        None => Err(raw.without_pack()),
    }
}

/// Reads a file and its header.
///
/// # Errors
/// [`FileFault::Newer`], [`FileFault::Invalid`] if it has no header, [`FileFault::File`].
pub fn look(path: &Path) -> Result<RawFile, FileFault> {
    let loaded = match save::load(path) {
        Err(FileError::TooLarge { size, cap, .. }) => return Err(too_large(size, cap)),
        other => other?,
    };
    let mut raw = RawFile::from_bytes(loaded.bytes)?;
    raw.stamp = Some(loaded.stamp);
    Ok(raw)
}

impl RawFile {
    /// Reads the header of a file's content.
    ///
    /// # Errors
    /// As [`look`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, FileFault> {
        if bytes.len() as u64 > limits::FILE {
            return Err(too_large(bytes.len() as u64, limits::FILE));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            // Says the same as for any other file that is not UTF-8.
            ron::text::parse_bytes::<Header>(error.as_bytes()).err().map_or_else(
                || FileFault::Invalid(vec![PlacedFault::of_file(&Problem::NoFormat)]),
                FileFault::from,
            )
        })?;
        // A crash of the machine may leave a file of the right length full of zeros.
        if text.chars().all(|c| c == '\0' || c.is_whitespace()) {
            return Err(FileFault::Invalid(vec![PlacedFault::of_file(&Problem::Empty)]));
        }
        let mut header = read_header(&text)?;
        // People are shown these before the content is looked at.
        for text in [&mut header.app, &mut header.file, &mut header.pack, &mut header.edition] {
            *text = masked(text);
        }
        match header.format {
            0 => Err(FileFault::Invalid(vec![PlacedFault::of_file(&Problem::NoFormat)])),
            FORMAT => Ok(Self { header, text, stamp: None }),
            format => Err(FileFault::Newer { format, app: shown(&header.app), text }),
        }
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads the content and checks it against its pack.
    ///
    /// # Errors
    /// [`FileFault::Invalid`] with every fault.
    pub fn open(self, pack: &Pack) -> Result<Opened, FileFault> {
        let file: AssessmentFile = ron::text::parse(&self.text)?;
        let (assessment, mut faults, unfit) = file.read_with_unfit();
        if faults.iter().all(ContentFault::is_content) {
            faults.extend(against(&assessment, pack));
        }
        if faults.is_empty() {
            let comments = Comments::of(&self.text);
            let commented = comments.is_some();
            let stamp = self.stamp.map(|stamp| stamp.with_comments(commented));
            let unfit = if unfit.is_empty() { Vec::new() } else { placed(&unfit, &self.text) };
            return Ok(Opened { assessment, stamp, header: self.header, comments, unfit });
        }
        Err(FileFault::Invalid(placed(&faults, &self.text)))
    }

    /// The fault of a file whose pack is not there.
    pub fn without_pack(&self) -> FileFault {
        let problem = Problem::NoPack(self.header.pack.clone(), self.header.edition.clone());
        let at = Locator { section: "pack", field: "pack", ..Locator::default() };
        FileFault::Invalid(placed(&[ContentFault { at, problem }], &self.text))
    }
}

/// Most keys that are passed over in a file of a newer format: one with more is another kind of file.
const MOST_UNKNOWN: usize = 500;

/// What this program understands of a file of a newer format, to be looked at and never to be saved.
#[derive(Debug, Clone)]
pub struct Glimpse {
    /// The program that wrote it, as it says.
    pub app: String,
    /// What could be understood.
    pub assessment: Assessment,
    /// How much could not: keys and words that were passed over.
    pub passed_over: usize,
}

/// Reads as much of the text of a newer format as this program understands; `pack` finds the pack by id and
/// edition. Nothing if it is no such file or its pack is not there.
pub fn glimpse<P>(text: &str, pack: impl Fn(&str, &str) -> Option<P>) -> Option<(Glimpse, P)> {
    let mut text = text.to_owned();
    for passed_over in 0..MOST_UNKNOWN {
        match ron::text::parse::<AssessmentFile>(&text) {
            Ok(file) => {
                let app = masked(file.app());
                let (assessment, faults) = file.read();
                let pack = pack(&assessment.profile.pack, &assessment.profile.edition)?;
                let passed_over = passed_over + faults.len();
                return Some((Glimpse { app, assessment, passed_over }, pack));
            }
            Err(fault) => text = without_key_at(&text, fault.line, fault.column)?,
        }
    }
    None
}

/// The header from the beginning of the text, so that nothing behind it can be in the way; if it does not
/// is not there, from the whole.
fn read_header(text: &str) -> Result<Header, RonFault> {
    let first = head(text).and_then(|head| ron::text::parse::<Header>(&head).ok());
    match first {
        Some(header) if header.format != 0 => Ok(header),
        _ => ron::text::parse(text),
    }
}

/// Every fault that would keep an assessment from being read back, were it saved now; none if it is sound.
/// Lines and columns are those of the text it would have.
pub fn faults(assessment: &Assessment, pack: &Pack) -> Vec<PlacedFault> {
    let (again, mut faults) = in_order(assessment, pack).read();
    if faults.iter().all(ContentFault::is_content) {
        faults.extend(against(&again, pack));
    }
    if faults.is_empty() {
        return Vec::new();
    }
    let text = to_text(assessment, pack).unwrap_or_default();
    placed(&faults, &text)
}

/// The text of an assessment as [`write()`] saves it: claims and standards in the order of the pack's rows,
/// everything else as it is. Equal assessments give equal texts.
///
/// # Errors
/// [`FileFault::Invalid`] if it cannot be expressed.
pub fn to_text(assessment: &Assessment, pack: &Pack) -> Result<String, FileFault> {
    ron::text::write(&in_order(assessment, pack)).map_err(|error| {
        let message = both(error.to_string(), error.to_string());
        RonFault { line: 1, column: 1, message, hint: None }.into()
    })
}

/// Saves an assessment whose file looked like `expected` when it was opened, or must not exist yet (`None`). What
/// was there is kept as a backup, now and then.
///
/// # Errors
/// [`FileFault::Invalid`] if it could not be read back: nothing is written then, nor if another program has
/// changed the file ([`FileFault::File`]).
pub fn write(
    path: &Path,
    assessment: &Assessment,
    pack: &Pack,
    expected: Option<&Stamp>,
) -> Result<Saved, FileFault> {
    write_on(&RealDisk, path, assessment, pack, expected)
}

/// As [`write()`], on a given disk.
///
/// # Errors
/// As [`write()`].
pub fn write_on<D: Disk>(
    disk: &D,
    path: &Path,
    assessment: &Assessment,
    pack: &Pack,
    expected: Option<&Stamp>,
) -> Result<Saved, FileFault> {
    put(disk, path, assessment, pack, expected, |path, loaded| backups::rotate(disk, path, loaded))
}

/// The same without a backup.
///
/// # Errors
/// As [`write()`].
pub fn write_alone(
    path: &Path,
    assessment: &Assessment,
    pack: &Pack,
    expected: Option<&Stamp>,
) -> Result<Saved, FileFault> {
    put(&RealDisk, path, assessment, pack, expected, |_, _| {})
}

fn put<D: Disk>(
    disk: &D,
    path: &Path,
    assessment: &Assessment,
    pack: &Pack,
    expected: Option<&Stamp>,
    rotate: impl Fn(&Path, &Stamp),
) -> Result<Saved, FileFault> {
    let faults = faults(assessment, pack);
    if !faults.is_empty() {
        return Err(FileFault::Invalid(faults));
    }
    let text = to_text(assessment, pack)?;
    if let Some(loaded) = expected {
        rotate(path, loaded);
    }
    Ok(save::save_on(disk, path, text.as_bytes(), expected)?)
}

fn in_order(assessment: &Assessment, pack: &Pack) -> AssessmentFile {
    let mut file = AssessmentFile::from(assessment);
    file.sort_by(&|row| pack.position(row));
    file
}

fn placed(found: &[ContentFault], text: &str) -> Vec<PlacedFault> {
    let mut outline = Outline::of(text);
    let mut faults: Vec<PlacedFault> =
        found.iter().take(MOST).map(|fault| PlacedFault::new(fault, &mut outline)).collect();
    faults.sort_by_key(|fault| (fault.line, fault.column));
    if let (true, Some(last)) = (found.len() > MOST, faults.last()) {
        let (line, column) = (last.line, last.column);
        faults.push(PlacedFault { line, column, ..PlacedFault::of_file(&Problem::More) });
    }
    faults
}

fn too_large(size: u64, cap: u64) -> FileFault {
    FileFault::Invalid(vec![PlacedFault::of_file(&Problem::TooLarge(size, cap))])
}
