//! A disk that records its calls and fails where it is told to; temp folders; child processes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use kijun::store::disk::{Disk, RealDisk};
use tempfile::TempDir;

/// The real disk, watched: call number k fails if k is listed.
#[derive(Debug, Default)]
pub(crate) struct FaultyDisk {
    failing: BTreeSet<usize>,
    errno: i32,
    calls: RefCell<Vec<(&'static str, PathBuf)>>,
}

impl FaultyDisk {
    /// Fails at these calls, counted from 0, with this error number.
    pub(crate) fn failing(calls: impl IntoIterator<Item = usize>, errno: rustix::io::Errno) -> Self {
        Self { failing: calls.into_iter().collect(), errno: errno.raw_os_error(), calls: RefCell::default() }
    }

    /// The names of the calls so far.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        self.calls.borrow().iter().map(|(name, _)| *name).collect()
    }

    /// The calls so far with the file names they worked on.
    pub(crate) fn calls(&self) -> Vec<(&'static str, PathBuf)> {
        self.calls.borrow().clone()
    }

    fn gate(&self, name: &'static str, path: &Path) -> io::Result<()> {
        let mut calls = self.calls.borrow_mut();
        calls.push((name, path.to_path_buf()));
        if self.failing.contains(&(calls.len() - 1)) {
            return Err(io::Error::from_raw_os_error(self.errno));
        }
        Ok(())
    }
}

impl Disk for &FaultyDisk {
    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        self.gate("target", path)?;
        RealDisk.target(path)
    }
    fn look(&self, path: &Path) -> io::Result<Option<Metadata>> {
        self.gate("look", path)?;
        RealDisk.look(path)
    }
    fn measure(&self, file: &File) -> io::Result<Metadata> {
        self.gate("measure", Path::new(""))?;
        RealDisk.measure(file)
    }
    fn read_at(&self, file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
        self.gate("read_at", Path::new(""))?;
        RealDisk.read_at(file, bytes, at)
    }
    fn may_write(&self, path: &Path) -> io::Result<()> {
        self.gate("may_write", path)?;
        RealDisk.may_write(path)
    }
    fn read(&self, path: &Path, cap: u64) -> io::Result<Vec<u8>> {
        self.gate("read", path)?;
        RealDisk.read(path, cap)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.gate("make_folder", path)?;
        RealDisk.make_folder(path)
    }
    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        self.gate("create", path)?;
        RealDisk.create(path, mode)
    }
    fn open_append(&self, path: &Path) -> io::Result<File> {
        self.gate("open_append", path)?;
        RealDisk.open_append(path)
    }
    fn set_owner(&self, file: &File, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
        self.gate("set_owner", Path::new(""))?;
        RealDisk.set_owner(file, owner, group)
    }
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        self.gate("set_mode", Path::new(""))?;
        RealDisk.set_mode(file, mode)
    }
    /// A disk that fills up keeps what still fitted.
    fn write_all(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.gate("write_all", Path::new("")) {
            RealDisk.write_all(file, &bytes[..bytes.len() / 2])?;
            return Err(error);
        }
        RealDisk.write_all(file, bytes)
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.gate("sync", Path::new(""))?;
        RealDisk.sync(file)
    }
    fn sync_data(&self, file: &File) -> io::Result<()> {
        self.gate("sync_data", Path::new(""))?;
        RealDisk.sync_data(file)
    }
    fn truncate(&self, file: &File, length: u64) -> io::Result<()> {
        self.gate("truncate", Path::new(""))?;
        RealDisk.truncate(file, length)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.gate("rename", to)?;
        RealDisk.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.gate("rename_new", to)?;
        RealDisk.rename_new(from, to)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.gate("sync_folder", path)?;
        RealDisk.sync_folder(path)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.gate("remove", path)?;
        RealDisk.remove(path)
    }
}

/// A folder of its own for one test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("temp folder")
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The command that runs one ignored test of this program as a process of its own, behind `prefix`.
pub(crate) fn child(prefix: &[&str], test: &str, folder: &Path) -> Command {
    let program = std::env::current_exe().expect("test program");
    let mut words: Vec<&std::ffi::OsStr> = prefix.iter().map(std::ffi::OsStr::new).collect();
    words.push(program.as_os_str());
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(["--exact", test, "--ignored", "--nocapture"]);
    command.env("KIJUN_TEST_FOLDER", folder);
    command
}

/// The folder that a test run by [`child`] was given.
pub(crate) fn given_folder() -> PathBuf {
    PathBuf::from(std::env::var_os("KIJUN_TEST_FOLDER").expect("run by another test"))
}
