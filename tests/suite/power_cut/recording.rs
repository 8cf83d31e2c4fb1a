//! From the calls of the real program to the steps that matter to the disk.

use std::collections::BTreeMap;
use std::path::Path;

use super::disk::Op;
use crate::system_calls::Call;

/// The lock's file.
const LOCK: &str = ".acme.ron.lock";

/// What an open file descriptor stands for.
enum Open {
    Folder,
    File { file: usize, at: usize, append: bool },
}

/// Turns calls into steps; knows the names in the one folder and the open descriptors.
pub(super) struct Recording<'a> {
    folder: &'a Path,
    names: BTreeMap<String, usize>,
    lengths: Vec<usize>,
    open: BTreeMap<i64, Open>,
    pub(super) ops: Vec<Op>,
}

impl<'a> Recording<'a> {
    pub(super) fn new(folder: &'a Path, before: &[(&str, &[u8])]) -> Self {
        let names = before.iter().enumerate().map(|(file, (name, _))| ((*name).to_owned(), file)).collect();
        let lengths = before.iter().map(|(_, bytes)| bytes.len()).collect();
        Self { folder, names, lengths, open: BTreeMap::new(), ops: Vec::new() }
    }

    /// A name in the folder; nothing for other places.
    fn name(&self, path: &[u8]) -> Option<String> {
        let path = std::str::from_utf8(path).ok()?;
        let path = self.folder.join(path);
        let inside = path.strip_prefix(self.folder).ok()?.to_str()?.trim_start_matches("./").to_owned();
        Some(if inside == "." { String::new() } else { inside })
    }

    /// Takes one process's calls; `told` says how many edits are safe by what is written elsewhere, if that says so.
    pub(super) fn take(&mut self, calls: &[Call], mut told: impl FnMut(f64, &[u8]) -> Option<usize>) {
        self.open.clear();
        for call in calls.iter().filter(|call| call.result >= 0) {
            match call.name.as_str() {
                "openat" | "open" | "creat" => self.open_file(call),
                "close" => drop(self.open.remove(&call.fd())),
                "write" => self.write(call, &mut told),
                "ftruncate" => self.cut(call),
                "fsync" | "fdatasync" => self.sync(call),
                "rename" | "renameat" | "renameat2" => self.rename(call),
                "unlink" | "unlinkat" => self.remove(call),
                "link" | "linkat" | "symlink" | "mkdir" | "truncate" => self.refuse_inside(call),
                "pwrite64" | "writev" | "pwritev" | "pwritev2" | "fallocate" | "copy_file_range"
                | "sendfile" | "dup" | "dup2" | "dup3" => self.refuse_descriptor(call),
                _ => {}
            }
        }
    }

    fn refuse_descriptor(&self, call: &Call) {
        assert!(!self.open.contains_key(&call.fd()), "not in the model: {call:?}");
    }

    fn refuse_inside(&self, call: &Call) {
        let inside = call.texts().iter().any(|path| self.name(path).is_some());
        assert!(!inside || call.name == "mkdir", "not in the model: {call:?}");
    }

    fn open_file(&mut self, call: &Call) {
        let Some(name) = call.texts().first().and_then(|path| self.name(path)) else { return };
        if name.is_empty() {
            self.open.insert(call.result, Open::Folder);
            return;
        }
        // The lock counts while its process lives; after a power cut nobody holds it.
        if name.contains('/') || name == LOCK {
            return;
        }
        let file = match self.names.get(&name) {
            Some(file) => *file,
            // A folder, or something else of no matter here.
            None if !call.arguments.contains("O_CREAT") => {
                return assert!(!name.starts_with("acme"), "{call:?} of nothing");
            }
            None => {
                let file = self.lengths.len();
                self.lengths.push(0);
                self.names.insert(name.clone(), file);
                self.ops.push(Op::Create { name, file });
                file
            }
        };
        assert!(!call.arguments.contains("O_TRUNC"), "not in the model: {call:?}");
        let append = call.arguments.contains("O_APPEND");
        self.open.insert(call.result, Open::File { file, at: 0, append });
    }

    fn write(&mut self, call: &Call, told: &mut impl FnMut(f64, &[u8]) -> Option<usize>) {
        let bytes = call.texts().remove(0);
        let Some(Open::File { file, at, append }) = self.open.get_mut(&call.fd()) else {
            self.ops.extend(told(call.at, &bytes).map(Op::Acknowledge));
            return;
        };
        let written = usize::try_from(call.result).expect("a length");
        let length = &mut self.lengths[*file];
        let start = if *append { *length } else { *at };
        *at = start + written;
        *length = (*length).max(*at);
        self.ops.push(Op::Write { file: *file, at: start, bytes: bytes[..written].to_vec() });
    }

    fn cut(&mut self, call: &Call) {
        if let Some(Open::File { file, .. }) = self.open.get(&call.fd()) {
            self.lengths[*file] = call.last_number();
            self.ops.push(Op::Cut { file: *file, length: call.last_number() });
        }
    }

    fn sync(&mut self, call: &Call) {
        match self.open.get(&call.fd()) {
            Some(Open::Folder) => self.ops.push(Op::SyncFolder),
            Some(Open::File { file, .. }) => self.ops.push(Op::Sync { file: *file }),
            None => {}
        }
    }

    fn rename(&mut self, call: &Call) {
        let texts = call.texts();
        let names: Vec<String> = texts.iter().filter_map(|path| self.name(path)).collect();
        let [from, to] = names.as_slice() else { return };
        if from.contains('/') {
            return;
        }
        let file = self.names.remove(from).unwrap_or_else(|| unreachable!("{from} was never made"));
        self.names.insert(to.clone(), file);
        self.ops.push(Op::Rename { from: from.clone(), to: to.clone() });
    }

    fn remove(&mut self, call: &Call) {
        let Some(name) = call.texts().first().and_then(|path| self.name(path)) else { return };
        if self.names.remove(&name).is_some() {
            self.ops.push(Op::Remove { name });
        }
    }
}
