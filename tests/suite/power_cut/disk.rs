//! A disk under a power cut: what is sure, what is under way, and every state that the cut could leave.

use std::collections::{BTreeMap, BTreeSet};

/// One step of the program that matters to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Op {
    /// A new name for a new file.
    Create { name: String, file: usize },
    /// Bytes into a file.
    Write { file: usize, at: usize, bytes: Vec<u8> },
    /// A file is cut or grown to this length.
    Cut { file: usize, length: usize },
    /// Everything in a file is on the disk.
    Sync { file: usize },
    /// A name becomes another one.
    Rename { from: String, to: String },
    /// A name is gone.
    Remove { name: String },
    /// All names are on the disk.
    SyncFolder,
    /// The person has been told: so many edits are safe.
    Acknowledge(usize),
}

/// A file: what is surely on the disk, and what was written since.
#[derive(Debug, Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Op>,
}

/// A disk at one moment: what is sure, and what is under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    pending: Vec<Op>,
}

impl Disk {
    pub(super) fn new(before: &[(&str, &[u8])]) -> Self {
        let file = |(_, bytes): &(&str, &[u8])| File { durable: bytes.to_vec(), pending: Vec::new() };
        let names = before.iter().enumerate().map(|(file, (name, _))| ((*name).to_owned(), file));
        Self { files: before.iter().map(file).collect(), names: names.collect(), pending: Vec::new() }
    }

    pub(super) fn step(&mut self, op: &Op) {
        match op {
            Op::Create { .. } => {
                self.files.push(File::default());
                self.pending.push(op.clone());
            }
            Op::Rename { .. } | Op::Remove { .. } => self.pending.push(op.clone()),
            Op::Write { file, .. } | Op::Cut { file, .. } => self.files[*file].pending.push(op.clone()),
            Op::Sync { file } => {
                let File { durable, pending } = &mut self.files[*file];
                pending.drain(..).for_each(|op| put(durable, &op));
            }
            Op::SyncFolder => {
                let pending = std::mem::take(&mut self.pending);
                self.names = named(&self.names, &pending, &self.names);
            }
            Op::Acknowledge(_) => {}
        }
    }

    /// Every set of names a power cut could leave: each step since the last flush of the folder happened or not, and
    /// a rename may have made its new name without removing the old one.
    pub(super) fn folders(&self) -> Vec<BTreeMap<String, usize>> {
        let all = named(&self.names, &self.pending, &self.names);
        let known = all_names(&self.names, &self.pending);
        let mut found = BTreeSet::new();
        for steps in subsets(&self.pending) {
            let names = named(&self.names, &steps, &known);
            let halves = steps.iter().filter_map(|op| match op {
                Op::Rename { from, to } => Some((from.clone(), *names.get(to)?)),
                _ => None,
            });
            for (from, file) in halves {
                let mut both = names.clone();
                both.entry(from).or_insert(file);
                found.insert(both);
            }
            found.insert(names);
        }
        found.insert(all);
        found.into_iter().collect()
    }

    /// What stands under a name as long as the power stays on.
    pub(super) fn content(&self, name: &str) -> Vec<u8> {
        let names = named(&self.names, &self.pending, &self.names);
        let File { durable, pending } = &self.files[names[name]];
        let mut content = durable.clone();
        pending.iter().for_each(|op| put(&mut content, op));
        content
    }

    /// Every content a power cut could leave of a file.
    pub(super) fn contents(&self, file: usize) -> Vec<Vec<u8>> {
        let File { durable, pending } = &self.files[file];
        let mut found = BTreeSet::from([durable.clone()]);
        let mut so_far = durable.clone();
        for op in pending {
            found.extend(torn(&so_far, op));
            // A later write may have reached the disk without the earlier ones.
            found.extend(torn(durable, op));
            put(&mut so_far, op);
            found.insert(so_far.clone());
        }
        found.into_iter().collect()
    }
}

/// How many of the newest steps are left out in every combination; older ones all happened or none did.
const NEWEST: usize = 8;

fn subsets(pending: &[Op]) -> Vec<Vec<Op>> {
    let (older, newest) = pending.split_at(pending.len().saturating_sub(NEWEST));
    let mut found = Vec::new();
    for start in [&[][..], older] {
        for chosen in 0..1_u32 << newest.len() {
            let steps = (0..).zip(newest).filter(|(bit, _)| chosen & (1 << bit) != 0).map(|(_, op)| op);
            found.push(start.iter().chain(steps).cloned().collect());
        }
    }
    found
}

/// The file of every name that ever stood there, also of those whose making was lost: a rename carries the file.
fn all_names(names: &BTreeMap<String, usize>, pending: &[Op]) -> BTreeMap<String, usize> {
    let mut all = names.clone();
    for op in pending {
        match op {
            Op::Create { name, file } => drop(all.insert(name.clone(), *file)),
            Op::Rename { from, to } => {
                if let Some(file) = all.get(from).copied() {
                    all.insert(to.clone(), file);
                }
            }
            _ => {}
        }
    }
    all
}

/// Applies steps to names; `known` says which file a lost name stood for.
fn named(
    names: &BTreeMap<String, usize>,
    steps: &[Op],
    known: &BTreeMap<String, usize>,
) -> BTreeMap<String, usize> {
    let mut names = names.clone();
    for op in steps {
        match op {
            Op::Create { name, file } => drop(names.insert(name.clone(), *file)),
            Op::Rename { from, to } => {
                let file = names.remove(from).or_else(|| known.get(from).copied());
                names.extend(file.map(|file| (to.clone(), file)));
            }
            Op::Remove { name } => drop(names.remove(name)),
            _ => {}
        }
    }
    names
}

/// Carries a write out.
fn put(content: &mut Vec<u8>, op: &Op) {
    match op {
        Op::Write { at, bytes, .. } => {
            let end = at + bytes.len();
            content.resize(content.len().max(end), 0);
            content[*at..end].copy_from_slice(bytes);
        }
        Op::Cut { length, .. } => content.resize(*length, 0),
        _ => {}
    }
}

/// What a disk writes at once.
const SECTOR: usize = 512;

/// A write that was cut short after each of its bytes, and one that left out any of its sectors (three at most).
fn torn(content: &[u8], op: &Op) -> Vec<Vec<u8>> {
    let Op::Write { file, at, bytes } = op else { return Vec::new() };
    let part = |bytes: Vec<u8>| {
        let mut content = content.to_vec();
        put(&mut content, &Op::Write { file: *file, at: *at, bytes });
        content
    };
    let mut found: Vec<Vec<u8>> = (0..bytes.len()).map(|end| part(bytes[..end].to_vec())).collect();
    let sectors: Vec<usize> = (at / SECTOR..(at + bytes.len()).div_ceil(SECTOR)).collect();
    let lost = |chosen: &[usize]| {
        let kept = |index: usize| !chosen.contains(&((at + index) / SECTOR));
        bytes.iter().enumerate().map(|(index, byte)| if kept(index) { *byte } else { 0 }).collect::<Vec<u8>>()
    };
    found.push(part(lost(&sectors)));
    for first in &sectors {
        for second in &sectors {
            sectors.iter().for_each(|third| found.push(part(lost(&[*first, *second, *third]))));
        }
    }
    found
}
