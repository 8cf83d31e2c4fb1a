//! Power cuts: the system calls of the real program are recorded, and every disk that they could leave at any moment
//! is built: what was not flushed may be there, lost or torn, names may be old or new in any combination. Each of
//! these disks must hold the old file or the new one, and every edit that was acknowledged.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::change::Change;
use kijun::domain::pack::Pack;
use kijun::domain::past::{Dated, look_back};
use kijun::store::assessment::Sheet;
use kijun::store::history::{self, Reading};
use kijun::store::packs;
use kijun::store::wire::ChangeRecord;
use portable_pty::CommandBuilder;
use tempfile::TempDir;

use crate::home::Home;
use crate::pty_session::PtySession;
use crate::system_calls::{Call, can_trace, read_log, recorder};

/// Everything that could change a file, and what tells the person that it did.
const CALLS: &str = "%file,%desc";

/// How long a picture waits for the history, in seconds.
const PATIENCE: f64 = 0.2;

/// The lock's file.
const LOCK: &str = ".acme.ron.lock";

/// One step of the program that matters to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Op {
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

/// What an open file descriptor stands for.
enum Open {
    Folder,
    File { file: usize, at: usize, append: bool },
}

/// Turns calls into steps; knows the names in the one folder and the open descriptors.
struct Recording<'a> {
    folder: &'a Path,
    names: BTreeMap<String, usize>,
    lengths: Vec<usize>,
    open: BTreeMap<i64, Open>,
    ops: Vec<Op>,
}

impl<'a> Recording<'a> {
    fn new(folder: &'a Path, before: &[(&str, &[u8])]) -> Self {
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
    fn take(&mut self, calls: &[Call], mut told: impl FnMut(f64, &[u8]) -> Option<usize>) {
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

/// A file: what is surely on the disk, and what was written since.
#[derive(Debug, Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Op>,
}

/// A disk at one moment: what is sure, and what is under way.
#[derive(Debug, Clone, Default)]
struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, usize>,
    pending: Vec<Op>,
}

impl Disk {
    fn new(before: &[(&str, &[u8])]) -> Self {
        let file = |(_, bytes): &(&str, &[u8])| File { durable: bytes.to_vec(), pending: Vec::new() };
        let names = before.iter().enumerate().map(|(file, (name, _))| ((*name).to_owned(), file));
        Self { files: before.iter().map(file).collect(), names: names.collect(), pending: Vec::new() }
    }

    fn step(&mut self, op: &Op) {
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
    fn folders(&self) -> Vec<BTreeMap<String, usize>> {
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

    /// Every content a power cut could leave of a file.
    fn contents(&self, file: usize) -> Vec<Vec<u8>> {
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

/// What one recording must hold to.
struct Expected {
    /// The answers in the order in which they were given.
    edits: Vec<(String, Answer)>,
    /// Every whole content that the file ever had or was to have.
    whole: HashSet<Vec<u8>>,
}

/// What came of going through the disks of a recording.
#[derive(Debug, Default)]
struct Seen {
    disks: usize,
    faults: Vec<String>,
}

/// How many faults are enough to know.
const ENOUGH: usize = 10;

/// Goes through every disk of every moment.
fn cut_everywhere(before: &[(&str, &[u8])], ops: &[Op], expected: &Expected) -> Seen {
    let mut disk = Disk::new(before);
    let mut seen = Seen::default();
    let mut known = HashSet::new();
    let mut told = 0;
    for (moment, op) in std::iter::once(None).chain(ops.iter().map(Some)).enumerate() {
        if let Some(op) = op {
            disk.step(op);
            told = if let Op::Acknowledge(count) = op { *count } else { told };
        }
        let mut contents_of: BTreeMap<usize, Vec<Content>> = BTreeMap::new();
        for names in disk.folders() {
            let mut contents = |name: &str| match names.get(name) {
                Some(at) => contents_of.entry(*at).or_insert_with(|| some(disk.contents(*at))).clone(),
                None => vec![None],
            };
            for (file, journal) in pairs(&contents("acme.ron"), &contents("acme.history")) {
                if known.insert((file.clone(), journal.clone(), told)) {
                    seen.disks += 1;
                    if let Err(fault) = judge(file.as_deref(), journal.as_deref(), told, expected) {
                        seen.faults.push(format!("after step {moment}: {fault}"));
                        if seen.faults.len() == ENOUGH {
                            return seen;
                        }
                    }
                }
            }
        }
    }
    seen
}

fn some(contents: Vec<Vec<u8>>) -> Vec<Option<Vec<u8>>> {
    contents.into_iter().map(Some).collect()
}

type Content = Option<Vec<u8>>;

fn pairs(files: &[Content], journals: &[Content]) -> Vec<(Content, Content)> {
    files
        .iter()
        .flat_map(|file| journals.iter().map(move |journal| (file.clone(), journal.clone())))
        .collect()
}

/// The old or the new file, a sound history, every acknowledged edit, and nothing nobody made.
fn judge(
    file: Option<&[u8]>,
    journal: Option<&[u8]>,
    told: usize,
    expected: &Expected,
) -> Result<(), String> {
    let file = file.ok_or("the file is gone")?;
    if !expected.whole.contains(file) {
        return Err(format!("neither an old nor a new file: {}", file.escape_ascii()));
    }
    let mut values = read_file(file);
    let reading: Reading<ChangeRecord> = history::read(journal.unwrap_or_default());
    reading.verify().map_err(|fault| format!("the history: {fault}"))?;
    for edit in look_back(&reading.edits(), &values).missing {
        edit.change.apply(&mut values).map_err(|stale| format!("an edit does not fit: {stale}"))?;
    }
    let holds = |count: usize| {
        let answers: BTreeMap<&String, Answer> =
            expected.edits[..count].iter().map(|(row, answer)| (row, *answer)).collect();
        values.claims.len() == answers.len()
            && answers
                .iter()
                .all(|(row, answer)| values.claim(row).is_some_and(|claim| claim.answer == *answer))
    };
    let found = (told..=expected.edits.len()).find(|count| holds(*count));
    found
        .map(drop)
        .ok_or_else(|| format!("{told} edits were acknowledged, {} are there", values.claims.len()))
}

fn read_file(bytes: &[u8]) -> Assessment {
    static PACK: LazyLock<Pack> =
        LazyLock::new(|| packs::shipped(packs::DEFAULT_EDITION).expect("a pack").pack);
    let sheet = Sheet::from_bytes(bytes.to_vec()).expect("a whole file");
    sheet.open(&PACK).expect("a sound file").assessment
}

/// The whole contents: before, and of every file that got the file's name.
fn whole_contents(before: &[(&str, &[u8])], ops: &[Op]) -> HashSet<Vec<u8>> {
    let mut disk = Disk::new(before);
    let mut whole = HashSet::from([before[0].1.to_vec()]);
    for op in ops {
        disk.step(op);
        if let Op::Rename { to, .. } = op
            && to == "acme.ron"
        {
            let names = named(&disk.names, &disk.pending, &disk.names);
            let File { durable, pending } = &disk.files[names[to]];
            let mut content = durable.clone();
            pending.iter().for_each(|op| put(&mut content, op));
            whole.insert(content);
        }
    }
    whole
}

/// A recording: the file before, the steps, and the answers in the order in which they were given.
struct Recorded {
    before: Vec<u8>,
    ops: Vec<Op>,
    edits: Vec<(String, Answer)>,
}

impl Recorded {
    fn before(&self) -> [(&str, &[u8]); 1] {
        [("acme.ron", &self.before)]
    }

    /// Goes through every disk of these steps, which may be fewer than those that were recorded.
    fn cut(&self, ops: &[Op]) -> Seen {
        let whole = whole_contents(&self.before(), &self.ops);
        cut_everywhere(&self.before(), ops, &Expected { edits: self.edits.clone(), whole })
    }

    fn without(&self, leave: impl Fn(&Op) -> bool) -> Seen {
        self.cut(&self.ops.iter().filter(|op| !leave(op)).cloned().collect::<Vec<Op>>())
    }

    fn journal(&self) -> Option<usize> {
        self.ops.iter().find_map(|op| match op {
            Op::Create { name, file } if name == "acme.history" => Some(*file),
            _ => None,
        })
    }

    /// How often the person was told that something is safe.
    fn told(&self) -> usize {
        self.ops.iter().filter(|op| matches!(op, Op::Acknowledge(_))).count()
    }

    fn assert_safe(&self) {
        assert!((1..=self.edits.len()).contains(&self.told()), "{} acknowledgements", self.told());
        let seen = self.cut(&self.ops);
        eprintln!("{} steps, {} disks, {} acknowledgements", self.ops.len(), seen.disks, self.told());
        assert!(seen.faults.is_empty(), "{} of {} disks: {}", seen.faults.len(), seen.disks, seen.faults[0]);
        assert!(seen.disks > 500, "only {} disks", seen.disks);
    }
}

fn new_file() -> (Home, Vec<u8>) {
    let home = Home::new();
    let line =
        ["new", "acme.ron", "--organisation", "Acme", "--category", "vuln", "--reference-date", "2027-01-31"];
    assert_eq!(home.run(&line).code, Some(0));
    let bytes = fs::read(home.path("acme.ron")).expect("the file");
    (home, bytes)
}

/// The answers that the history of a finished session holds.
fn answers(home: &Home) -> Vec<(String, Answer)> {
    let reading = history::of_assessment(&home.path("acme.ron")).expect("history");
    let claim = |edit: &Dated| match &edit.change {
        Change::Claim(swap) => swap.after.as_ref().map(|claim| (claim.row.clone(), claim.answer)),
        _ => None,
    };
    reading.edits().iter().filter_map(claim).collect()
}

/// Answers given by `kijun set`, one process each.
fn recorded_sets() -> Recorded {
    let (home, before) = new_file();
    let folder = home.path("");
    let table = [("vuln.scope.a", "yes"), ("vuln.scope.c", "no"), ("vuln.scope.a", "unknown")];
    let names = [("acme.ron", before.as_slice())];
    let mut recording = Recording::new(&folder, &names);
    for (number, (row, answer)) in (1..).zip(table) {
        let logs = TempDir::new().expect("folder");
        let log = logs.path().join("log");
        let line = recorder(&log, CALLS);
        let mut command = std::process::Command::new(&line[0]);
        command.args(&line[1..]).arg(env!("CARGO_BIN_EXE_kijun"));
        command.args(["set", "acme.ron", row, answer, "--by", "aoki", "--lang", "en"]);
        command.env_clear().env("HOME", home.path("")).env("PATH", "/usr/bin:/bin").current_dir(&folder);
        let ran = command.output().expect("strace");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        recording.take(&read_log(&log), |_, bytes| bytes.starts_with(row.as_bytes()).then_some(number));
    }
    let (ops, edits) = (recording.ops, answers(&home));
    Recorded { before, ops, edits }
}

/// Answers given in the workbench. Each is shown at the latest with the help. It is promised to be safe by a first line
/// that says `saved`, and already by the picture after it where that came in time, since that one waits for the disk.
fn recorded_workbench() -> Recorded {
    let (home, before) = new_file();
    let folder = home.path("");
    let logs = TempDir::new().expect("folder");
    let log = logs.path().join("log");
    let mut line = recorder(&log, CALLS);
    let program = [env!("CARGO_BIN_EXE_kijun"), "--lang", "en", "--ambiguous", "narrow", "acme.ron"];
    line.extend(program.map(str::to_owned));
    let mut command = CommandBuilder::from_argv(line.into_iter().map(Into::into).collect());
    command.env_clear();
    for (name, value) in
        [("HOME", folder.to_str().expect("a path")), ("PATH", "/usr/bin:/bin"), ("USER", "aoki")]
    {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
    command.cwd(&folder);
    let mut session = PtySession::spawn(command, TempDir::new().expect("folder"));
    session.wait_to_see("saved");
    session.press(b"N");
    for _ in 0..4 {
        session.send(b"y?");
        session.wait_to_see("any other key closes");
        session.send(b"w");
        session.wait_for_screen("no help", |screen| !screen.contains("any other key closes"));
    }
    session.wait_to_see("saved");
    session.send(b"Q");
    assert_eq!(session.exit_code(), 0);
    let names = [("acme.ron", before.as_slice())];
    let mut recording = Recording::new(&folder, &names);
    let mut screen = vt100::Parser::new(24.try_into().expect("rows"), 80.try_into().expect("columns"), 0);
    let (mut shown, mut helps, mut promised, mut last) = (false, 0, 0, 0.0);
    recording.take(&read_log(&log), |at, bytes| {
        if !bytes.starts_with(b"\x1b[?2026h") {
            return None;
        }
        screen.process(bytes);
        let picture = screen.screen().contents();
        let (first, help) =
            (picture.lines().next().unwrap_or_default(), picture.contains("any other key closes"));
        let in_time = shown && at - last < PATIENCE;
        let saved = first.contains("saved") && !help;
        helps += usize::from(help && !shown);
        (shown, last) = (help, at);
        let news = (in_time || saved) && helps > promised;
        news.then(|| {
            promised = helps;
            helps
        })
    });
    let (ops, edits) = (recording.ops, answers(&home));
    Recorded { before, ops, edits }
}

#[test]
fn no_power_cut_during_set_loses_what_was_told() {
    if can_trace("no_power_cut_during_set_loses_what_was_told") {
        recorded_sets().assert_safe();
    }
}

#[test]
fn no_power_cut_under_the_workbench_loses_what_was_seen() {
    if can_trace("no_power_cut_under_the_workbench_loses_what_was_seen") {
        recorded_workbench().assert_safe();
    }
}

/// A model that finds nothing proves nothing: with any one kind of flush left out it must find something. Each edit is
/// promised as soon as the history has been flushed, so that it does not depend on how fast this machine draws.
#[test]
fn the_model_sees_a_missing_flush() {
    if !can_trace("the_model_sees_a_missing_flush") {
        return;
    }
    let mut recorded = recorded_sets();
    let journal = recorded.journal().expect("a history was made");
    let mut flushed = 0;
    let promised = |op: Op| {
        let promise = (op == Op::Sync { file: journal }).then(|| {
            flushed += 1;
            Op::Acknowledge(flushed)
        });
        std::iter::once(op).chain(promise)
    };
    let ops = recorded.ops.drain(..).filter(|op| !matches!(op, Op::Acknowledge(_)));
    recorded.ops = ops.flat_map(promised).collect();
    recorded.assert_safe();
    let table: [(&str, Seen); 3] = [
        ("the file", recorded.without(|op| matches!(op, Op::Sync { file } if *file != journal))),
        ("the history", recorded.without(|op| matches!(op, Op::Sync { file } if *file == journal))),
        ("the folder", recorded.without(|op| *op == Op::SyncFolder)),
    ];
    for (what, seen) in table {
        assert!(!seen.faults.is_empty(), "{what} never flushed, and nothing is lost on {} disks", seen.disks);
    }
}

/// What a save is made of, on the real program: written beside, flushed, renamed, the folder flushed; and the edit was
/// in the history, flushed, before any of it.
#[test]
fn the_real_program_writes_flushes_renames_and_flushes_the_folder() {
    if !can_trace("the_real_program_writes_flushes_renames_and_flushes_the_folder") {
        return;
    }
    let recorded = recorded_sets();
    let journal = recorded.journal().expect("a history was made");
    let word = |op: &Op| match op {
        Op::Create { name, .. } if name == "acme.history" => "make the history",
        Op::Create { .. } => "make a file beside",
        Op::Write { file, .. } if *file == journal => "write the edit",
        Op::Write { .. } => "write the file",
        Op::Sync { file } if *file == journal => "flush the edit",
        Op::Sync { .. } => "flush the file",
        Op::Rename { .. } => "rename",
        Op::SyncFolder => "flush the folder",
        Op::Acknowledge(_) => "tell",
        Op::Cut { .. } | Op::Remove { .. } => "something else",
    };
    let words: Vec<&str> = recorded.ops.iter().map(word).collect();
    let edit = ["write the edit", "flush the edit"];
    let save =
        ["make a file beside", "write the file", "flush the file", "rename", "flush the folder", "tell"];
    let once = [&edit[..], &save].concat();
    // The first save of the hour keeps a backup, which is saved in the same way.
    let backup = &save[..save.len() - 1];
    let first = [&["make the history", "flush the folder"][..], &edit, backup, &save].concat();
    let expected = [&first[..], &once, &once].concat();
    assert_eq!(words, expected);
}
