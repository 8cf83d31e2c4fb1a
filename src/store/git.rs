//! A file that git could not merge: the versions in its index, the histories that belong to them, and the way to
//! tell git that it is settled.
//!
//! Git itself is asked, as a child process with fixed arguments: nothing of a file's content or name is ever
//! taken for an option or a pattern. The restricted workbench has no way here.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::disk::folder_of;
use super::disk::{Disk, RealDisk};
use super::error::{At, FileError, Step};
use super::history;
use super::limits;
use super::save;

/// What names the other side's commit while git waits for a person: merge, cherry-pick, rebase, revert.
const THEIR_HEADS: [&str; 4] = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"];

/// The most that is read of what git complains, in bytes.
const COMPLAINT: u64 = 4096;

/// Why git gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum GitFault {
    /// There is no program of that name.
    #[error("git was not found")]
    NoGit,
    /// Git refused; what it said first.
    #[error("{0}")]
    Refused(String),
    /// The file is not one that waits to be merged.
    #[error("git has no clash in this file")]
    NoClash,
    /// The versions could not be laid out, or one is too large.
    #[error(transparent)]
    File(#[from] FileError),
}

/// The versions of a file between which git could not decide, laid out in a folder of their own, which goes away
/// with this value. A version that is not there was deleted, or never was.
#[derive(Debug)]
pub struct Clash {
    /// What both sides began with.
    pub base: Option<PathBuf>,
    /// Our side, with its history beside it where git has it.
    pub ours: Option<PathBuf>,
    /// Their side, likewise.
    pub theirs: Option<PathBuf>,
    /// Whether the working tree holds what a person has edited since git stopped: none of the versions, and not
    /// git's own text with its marks either.
    pub edited: bool,
    /// Whether the working tree holds git's text with its marks, in which a person may have written.
    pub marked: bool,
    repository: Repository,
    file: PathBuf,
    folder: TempDir,
}

/// Asks git about a file that it could not merge.
///
/// # Errors
/// [`GitFault`].
pub fn clash(file: &Path) -> Result<Clash, GitFault> {
    let file = RealDisk.target(file).at(Step::Resolve, file)?;
    let repository = Repository { folder: folder_of(&file).to_path_buf() };
    let stages = repository.stages(&file)?;
    if stages.iter().all(Option::is_none) {
        return Err(GitFault::NoClash);
    }
    let folder =
        tempfile::Builder::new().prefix("kijun-").tempdir().at(Step::MakeFolder, &std::env::temp_dir())?;
    let mut clash = Clash {
        base: None,
        ours: None,
        theirs: None,
        edited: false,
        marked: false,
        repository,
        file,
        folder,
    };
    clash.lay_out(&stages)?;
    Ok(clash)
}

impl Clash {
    /// Tells git that the file and its history are settled as they are in the working tree.
    ///
    /// # Errors
    /// Git could not write its index.
    pub fn settle(&self) -> Result<(), GitFault> {
        let [own, older] = names_of_history(&self.file);
        let mut files = vec![self.file.as_path()];
        // A history that had its older name in the index is there under the new one by now, and gone under the other.
        let moved = self.repository.knows(&older)?;
        if moved {
            files.push(&older);
        }
        if self.repository.knows(&own)? || (moved && own.exists()) {
            files.push(&own);
        }
        let names = files.into_iter().filter_map(Path::file_name);
        let words = ["add", "--"].map(OsStr::new).into_iter().chain(names);
        self.repository.ask(words, limits::FILE).map(drop)
    }

    fn lay_out(&mut self, stages: &[Option<Id>; 3]) -> Result<(), GitFault> {
        let contents =
            stages.each_ref().map(|id| id.as_ref().map(|id| self.repository.content(id)).transpose());
        let [base, ours, theirs] = contents;
        let contents = [base?, ours?, theirs?];
        self.look_at_the_working_tree(&contents);
        let histories = self.histories(stages)?;
        let [base, ours, theirs] = &contents;
        self.base = self.put("base", base.as_deref(), None)?;
        self.ours = self.put("ours", ours.as_deref(), histories[0].as_deref())?;
        self.theirs = self.put("theirs", theirs.as_deref(), histories[1].as_deref())?;
        Ok(())
    }

    fn put(
        &self,
        side: &str,
        content: Option<&[u8]>,
        history: Option<&[u8]>,
    ) -> Result<Option<PathBuf>, FileError> {
        let Some(content) = content else { return Ok(None) };
        let path = self.folder.path().join(side).join(self.file.file_name().unwrap_or_default());
        save::make_folders(folder_of(&path))?;
        save::save(&path, content, None)?;
        if let Some(bytes) = history {
            save::save_within(&history::path_of(&path), bytes, None, limits::HISTORY)?;
        }
        Ok(Some(path))
    }

    fn look_at_the_working_tree(&mut self, versions: &[Option<Vec<u8>>; 3]) {
        let Ok(found) = save::load(&self.file) else { return };
        let plain = |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>();
        let own = plain(&found.bytes);
        let known = versions.iter().flatten().any(|version| plain(version) == own);
        self.marked = !known && own.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<< "));
        self.edited = !known && !self.marked;
    }

    /// The history of our side and of theirs: where git could not unite the histories either, its versions of them;
    /// otherwise what the two commits have beside the file. Nothing where neither has it.
    fn histories(&self, stages: &[Option<Id>; 3]) -> Result<[Option<Vec<u8>>; 2], GitFault> {
        let [own, older] = names_of_history(&self.file);
        let history =
            if !self.repository.knows(&own)? && self.repository.knows(&older)? { older } else { own };
        let [_, ours, theirs] = self.repository.stages(&history)?;
        if ours.is_some() || theirs.is_some() {
            let content = |id: Option<Id>| id.map(|id| self.repository.content(&id)).transpose();
            return Ok([content(ours)?, content(theirs)?]);
        }
        let [_, our_file, their_file] = stages;
        let of = |heads: &[&str], id: &Option<Id>| {
            let head = heads.iter().find(|head| {
                id.is_some()
                    && self.repository.at(head, &self.file).is_some_and(|found| id.as_ref() == Some(&found))
            })?;
            let found = self.repository.at(head, &history)?;
            self.repository.content(&found).ok()
        };
        Ok([of(&["HEAD"], our_file), of(&THEIR_HEADS, their_file)])
    }
}

/// The names that the history of a file has in a repository: of this program, and of older ones.
fn names_of_history(file: &Path) -> [PathBuf; 2] {
    [history::path_of(file), file.with_extension("history")]
}

/// The name of a content in git's store.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Id(String);

impl Id {
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.trim();
        let plain = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| Self(text.to_owned()))
    }
}

/// Git, asked in one folder.
#[derive(Debug)]
struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The unmerged versions of a file: base, ours, theirs.
    fn stages(&self, file: &Path) -> Result<[Option<Id>; 3], GitFault> {
        let name = file.file_name().unwrap_or_default();
        let words = ["ls-files", "--unmerged", "-z", "--"].map(OsStr::new).into_iter().chain([name]);
        let output = self.ask(words, limits::FILE)?;
        let mut stages = [None, None, None];
        // `MODE ID STAGE<Tab>NAME<NUL>`; only plain files, no links or folders of other repositories.
        for entry in output.split(|byte| *byte == 0).filter(|entry| entry.starts_with(b"100")) {
            let head = entry.split(|byte| *byte == b'\t').next().unwrap_or_default();
            let mut parts = head.split(|byte| *byte == b' ').skip(1);
            let id = parts.next().and_then(Id::of);
            let stage = parts.next().and_then(|stage| stage.first()).map(|digit| usize::from(digit - b'0'));
            if let Some(place) = stage.and_then(|stage| stages.get_mut(stage.wrapping_sub(1))) {
                *place = id;
            }
        }
        Ok(stages)
    }

    /// Whether the file is one that git keeps.
    fn knows(&self, file: &Path) -> Result<bool, GitFault> {
        let name = file.file_name().unwrap_or_default();
        let words = ["ls-files", "-z", "--"].map(OsStr::new).into_iter().chain([name]);
        Ok(!self.ask(words, limits::FILE)?.is_empty())
    }

    /// What this commit has under the name of the file.
    fn at(&self, head: &str, file: &Path) -> Option<Id> {
        let mut name = OsString::from(format!("{head}:./"));
        name.push(file.file_name()?);
        let words = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsString::from);
        Id::of(&self.ask(words.into_iter().chain([name]), limits::FILE).ok()?)
    }

    fn content(&self, id: &Id) -> Result<Vec<u8>, GitFault> {
        self.ask(["cat-file", "blob", id.0.as_str()], limits::HISTORY)
    }

    /// What git answers, of at most `cap` bytes. Names are never patterns, and no program of the repository is run
    /// to watch its files.
    fn ask<W: AsRef<OsStr>>(
        &self,
        words: impl IntoIterator<Item = W>,
        cap: u64,
    ) -> Result<Vec<u8>, GitFault> {
        let mut child = Command::new("git")
            .args(["--literal-pathspecs", "--no-pager", "-c", "core.fsmonitor=false", "-C"])
            .arg(&self.folder)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| no_git(&error))?;
        let mut output = Vec::new();
        let read = child.stdout.take().map(|out| out.take(cap + 1).read_to_end(&mut output));
        let mut complaint = Vec::new();
        let _ = child.stderr.take().map(|err| err.take(COMPLAINT).read_to_end(&mut complaint));
        let ended = child.wait().at(Step::Read, &self.folder)?;
        read.transpose().at(Step::Read, &self.folder)?;
        if output.len() as u64 > cap {
            let size = output.len() as u64;
            return Err(FileError::TooLarge { path: self.folder.clone(), size, cap }.into());
        }
        if ended.success() { Ok(output) } else { Err(GitFault::Refused(first_line(&complaint))) }
    }
}

fn no_git(error: &std::io::Error) -> GitFault {
    match error.kind() {
        std::io::ErrorKind::NotFound => GitFault::NoGit,
        _ => GitFault::Refused(error.to_string()),
    }
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}
