//! Names under one folder, for hosting: nothing a user types leads out of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::error::{At, FileError, Step};
use super::limits;
use crate::domain::clean::is_hidden;

/// Names that some systems take for devices, whatever their extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// A folder that all names stay under.
#[derive(Debug)]
pub struct Root {
    folder: PathBuf,
    #[cfg(target_os = "linux")]
    handle: fs::File,
}

/// Why a name was refused.
#[derive(Debug, Error)]
pub enum NameFault {
    /// Nothing, or an empty part between two slashes.
    #[error("empty name")]
    Empty,
    /// A path from the top, or a drive.
    #[error("absolute path")]
    Absolute,
    /// `.` or `..`, or another name that begins with a dot, as locks and unfinished files do.
    #[error("name that begins with a dot")]
    Dot,
    /// A control or invisible character, a backslash, or a character that some systems reserve.
    #[error("character {0:?} in a name")]
    Character(char),
    /// A dot or a blank at the end, or a blank at the beginning.
    #[error("dot or blank at the end of a name")]
    Ending,
    /// A name that some systems take for a device.
    #[error("name reserved for a device")]
    Reserved,
    /// Longer than [`limits::NAME`] or [`limits::PATH`].
    #[error("name too long")]
    TooLong,
    /// A symbolic link on the way, or a way out of the folder.
    #[error("leads through a link")]
    Link(PathBuf),
    /// A file that belongs to it, its history for one, is a symbolic link or lies behind one; the name of that.
    #[error("{0} is a link")]
    Beside(String),
    /// The system could not tell.
    #[error(transparent)]
    File(#[from] FileError),
}

impl Root {
    /// Takes an existing folder as the root. The folder itself may be reached through links.
    pub fn open(folder: &Path) -> Result<Self, FileError> {
        let folder = fs::canonicalize(folder).at(Step::Resolve, folder)?;
        #[cfg(target_os = "linux")]
        let handle = fs::File::open(&folder).at(Step::Open, &folder)?;
        if !fs::metadata(&folder).at(Step::Inspect, &folder)?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory)).at(Step::Open, &folder);
        }
        Ok(Self {
            folder,
            #[cfg(target_os = "linux")]
            handle,
        })
    }

    /// The root itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of a name under the root, which need not exist. Names may have parts, separated by `/`.
    ///
    /// The answer holds for the moment: it relies on no links being made under the root meanwhile, which
    /// users of a hosted workbench cannot.
    pub fn resolve(&self, name: &str) -> Result<PathBuf, NameFault> {
        check(name)?;
        self.check_links(name)?;
        Ok(self.folder.join(name))
    }

    /// Whether a file of our own making below the root, which need not exist, is what it seems: no link on the way.
    ///
    /// # Errors
    /// [`NameFault::Beside`] if it is a link or lies behind one.
    pub fn check_own(&self, path: &Path) -> Result<(), NameFault> {
        let below = path.strip_prefix(&self.folder).unwrap_or(path);
        let name = below.to_str().ok_or(NameFault::Character('\u{FFFD}'))?;
        self.check_links(name).map_err(|fault| match fault {
            NameFault::Link(_) => NameFault::Beside(name.to_owned()),
            other => other,
        })
    }

    #[cfg(target_os = "linux")]
    fn check_links(&self, name: &str) -> Result<(), NameFault> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;
        let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match openat2(&self.handle, name, OFlags::PATH | OFlags::CLOEXEC, Mode::empty(), within) {
            Ok(_) | Err(Errno::NOENT) => Ok(()),
            Err(Errno::LOOP | Errno::XDEV) => Err(NameFault::Link(self.folder.join(name))),
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL | Errno::AGAIN) => self.check_parts(name),
            Err(error) => Err(unknown(error.into(), &self.folder.join(name))),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn check_links(&self, name: &str) -> Result<(), NameFault> {
        self.check_parts(name)
    }

    /// Looks at every part on the way: none may be a link.
    fn check_parts(&self, name: &str) -> Result<(), NameFault> {
        let mut at = self.folder.clone();
        for part in name.split('/') {
            at.push(part);
            match fs::symlink_metadata(&at) {
                Ok(meta) if meta.is_symlink() => return Err(NameFault::Link(at)),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(unknown(error, &at)),
            }
        }
        Ok(())
    }
}

fn unknown(source: io::Error, path: &Path) -> NameFault {
    NameFault::File(FileError::Failed { step: Step::Resolve, path: path.to_path_buf(), source })
}

/// Whether a name is one that every system takes for a plain name below a folder.
pub fn check(name: &str) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault::Empty);
    }
    if name.starts_with('/') || name.starts_with('~') || name.chars().nth(1) == Some(':') {
        return Err(NameFault::Absolute);
    }
    if name.len() > limits::PATH {
        return Err(NameFault::TooLong);
    }
    name.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), NameFault> {
    if part.is_empty() {
        return Err(NameFault::Empty);
    }
    if let Some(c) = part.chars().find(|c| is_hidden(*c) || r#"\:*?"<>|"#.contains(*c)) {
        return Err(NameFault::Character(c));
    }
    if part.starts_with('.') {
        return Err(NameFault::Dot);
    }
    if part.ends_with('.') || part.trim() != part {
        return Err(NameFault::Ending);
    }
    if is_device(part) {
        return Err(NameFault::Reserved);
    }
    if part.len() > limits::NAME { Err(NameFault::TooLong) } else { Ok(()) }
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().filter_map(|port| stem.strip_prefix(port)).any(|rest| {
        let mut digits = rest.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the kernel cannot check a path as a whole, looking at its parts must find the same.
    #[test]
    fn both_ways_of_looking_for_links_agree() {
        let folder = tempfile::tempdir().expect("temp folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("sub")).expect("folder");
        fs::write(at("sub/acme.ron"), "()").expect("file");
        std::os::unix::fs::symlink("/etc", at("etc")).expect("link");
        std::os::unix::fs::symlink("acme.ron", at("sub/link.ron")).expect("link");
        std::os::unix::fs::symlink("nowhere", at("sub/dangling")).expect("link");
        let root = Root::open(folder.path()).expect("root");
        let names = ["sub/acme.ron", "new/acme.ron", "etc", "etc/passwd", "sub/link.ron", "sub/dangling"];
        let answers = names.map(|name| root.check_parts(name).is_ok());
        assert_eq!(answers, names.map(|name| root.check_links(name).is_ok()));
        assert_eq!(answers, [true, true, false, false, false, false]);
    }
}
