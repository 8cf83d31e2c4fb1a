//! Power cuts: the system calls of the real program are recorded, and every disk that they could leave at any moment
//! is built: what was not flushed may be there, lost or torn, names may be old or new in any combination. Each of
//! these disks must hold the old file or the new one, and every edit that was acknowledged.

mod disk;
mod recording;

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::sync::LazyLock;

use kijun::domain::assessment::{Answer, Assessment};
use kijun::domain::change::Change;
use kijun::domain::pack::Pack;
use kijun::domain::past::{Dated, look_back};
use kijun::store::assessment::RawFile;
use kijun::store::file_format::ChangeRecord;
use kijun::store::history::{self, Reading};
use kijun::store::packs;
use portable_pty::CommandBuilder;
use tempfile::TempDir;

use self::disk::{Disk, Op};
use self::recording::Recording;
use crate::home::Home;
use crate::pty_session::PtySession;
use crate::system_calls::{can_trace, read_log, recorder};

/// Everything that could change a file, and what tells the person that it did.
const CALLS: &str = "%file,%desc";

/// How long a picture waits for the history, in seconds.
const PATIENCE: f64 = 0.2;

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
            for (file, journal) in pairs(&contents("acme.ron"), &contents("acme.ron.history")) {
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
    let sheet = RawFile::from_bytes(bytes.to_vec()).expect("a whole file");
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
            whole.insert(disk.content(to));
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
            Op::Create { name, file } if name == "acme.ron.history" => Some(*file),
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
    home.name_signer("acme.ron");
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
        Op::Create { name, .. } if name == "acme.ron.history" => "make the history",
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
