//! The system calls that saving and histories are made of, behind one trait, so that a test can watch their
//! order and let any of them fail.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, Gid, OFlags, RenameFlags, Uid};
use rustix::io::Errno;

/// How often a symbolic link may point to another one.
const LINKS: usize = 40;

/// One call to the system each; nothing is retried and nothing is decided here.
pub trait Disk {
    /// The file that is meant: symbolic links followed, also to a file that does not exist yet.
    fn target(&self, path: &Path) -> io::Result<PathBuf> {
        follow(path)
    }
    /// Size, mode, times and identity; `None` where nothing is.
    fn look(&self, path: &Path) -> io::Result<Option<Metadata>> {
        match fs::metadata(path) {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
    /// The same of an open file.
    fn measure(&self, file: &File) -> io::Result<Metadata> {
        file.metadata()
    }
    /// Fills `bytes` from this place of an open file.
    fn read_at(&self, file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
        file.read_exact_at(bytes, at)
    }
    /// Fails for a file that is marked as not to be written, which renaming would not notice.
    fn may_write(&self, path: &Path) -> io::Result<()> {
        Ok(rustix::fs::access(path, Access::WRITE_OK)?)
    }
    /// Fails where another file could not take the place of this one: a folder that may not be written to, a file that
    /// is marked as unchangeable, or one that is mounted by itself.
    fn may_replace(&self, path: &Path, folder: &Path) -> io::Result<()> {
        rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
        match fixed(path) {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }
    /// Reads a whole file, at most `cap + 1` bytes, without waiting for a pipe.
    fn read(&self, path: &Path, cap: u64) -> io::Result<Vec<u8>> {
        let file = OpenOptions::new().read(true).custom_flags(flags(OFlags::NONBLOCK)).open(path)?;
        let mut bytes = Vec::new();
        file.take(cap + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
    /// Makes one folder, open to its owner only.
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::DirBuilder::new().mode(0o700).create(path)
    }
    /// Creates a file that must not exist, with this mode.
    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).mode(mode).open(path)
    }
    /// Opens a file to add to its end, and to read.
    fn open_append(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).append(true).custom_flags(flags(OFlags::NONBLOCK)).open(path)
    }
    /// Gives a file the owner and the group it is to have.
    fn set_owner(&self, file: &File, owner: Option<u32>, group: Option<u32>) -> io::Result<()> {
        Ok(rustix::fs::fchown(file, owner.map(Uid::from_raw), group.map(Gid::from_raw))?)
    }
    /// Gives a file the mode it is to have.
    fn set_mode(&self, file: &File, mode: u32) -> io::Result<()> {
        file.set_permissions(fs::Permissions::from_mode(mode))
    }
    /// Writes everything.
    fn write_all(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        let mut writer = file;
        writer.write_all(bytes)
    }
    /// Waits until content and metadata are on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }
    /// Waits until the content is on the disk.
    fn sync_data(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }
    /// Cuts a file to this length.
    fn truncate(&self, file: &File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }
    /// Puts `from` in the place of `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }
    /// Gives `from` the name `to`, which must still be free.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        rename_new(from, to)
    }
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// The disk itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

/// The disk itself, with something done before each call that may take its time.
pub struct Attentive<'a>(
    /// What is done.
    pub &'a dyn Fn(),
);

impl Disk for Attentive<'_> {
    fn read(&self, path: &Path, cap: u64) -> io::Result<Vec<u8>> {
        (self.0)();
        RealDisk.read(path, cap)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        (self.0)();
        RealDisk.create(path, mode)
    }

    fn write_all(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        (self.0)();
        RealDisk.write_all(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        (self.0)();
        RealDisk.sync(file)
    }

    fn look(&self, path: &Path) -> io::Result<Option<Metadata>> {
        (self.0)();
        RealDisk.look(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)();
        RealDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.0)();
        RealDisk.rename_new(from, to)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        (self.0)();
        RealDisk.sync_folder(path)
    }
}

/// Whether this kind of file system does not know how to flush, as some network shares do not.
pub fn cannot_sync(error: &io::Error) -> bool {
    let known = [Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::BADF];
    error.raw_os_error().is_some_and(|code| known.contains(&Errno::from_raw_os_error(code)))
}

fn flags(extra: OFlags) -> i32 {
    extra.bits().cast_signed()
}

/// Why the system would refuse to rename another file onto this one, where it can say so beforehand.
#[cfg(target_os = "linux")]
fn fixed(path: &Path) -> Option<Errno> {
    use rustix::fs::{StatxAttributes as Is, StatxFlags, statx};
    let seen = statx(CWD, path, AtFlags::empty(), StatxFlags::BASIC_STATS).ok()?.stx_attributes;
    if seen.contains(Is::MOUNT_ROOT) {
        return Some(Errno::BUSY);
    }
    seen.intersects(Is::IMMUTABLE | Is::APPEND).then_some(Errno::PERM)
}

#[cfg(not(target_os = "linux"))]
fn fixed(_path: &Path) -> Option<Errno> {
    None
}

fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_path_buf();
    for _ in 0..LINKS {
        match fs::read_link(&at) {
            Ok(to) => at = at.parent().unwrap_or(Path::new("")).join(to),
            Err(error) if matches!(error.raw_os_error(), Some(code) if is_plain(code)) => return Ok(at),
            Err(error) => return Err(error),
        }
    }
    Err(Errno::LOOP.into())
}

/// Reading a link says "invalid" of what is no link, and "no entry" of what is not there.
fn is_plain(code: i32) -> bool {
    [Errno::INVAL, Errno::NOENT].contains(&Errno::from_raw_os_error(code))
}

fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            rustix::fs::linkat(CWD, from, CWD, to, AtFlags::empty())?;
            fs::remove_file(from)
        }
        other => Ok(other?),
    }
}

/// The folder of a file; `.` for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => Path::new("/"),
    }
}
