//! `kijun check`: whether a file and its history are sound and say the same, every fault with its place, and the texts
//! from before there was a rule of what may be entered.

use std::path::Path;

use super::args::{Check, ListFormat};
use super::edit;
use super::evidence;
use super::exit::Exit;
use super::fault::{Fault, place_in, shown};
use super::history::{Unfit, unfit, unfit_line};
use super::open::{Open, open, open_as_it_is, unfit_note};
use super::session::{Done, Session};
use super::set::lock;
use super::signing::Named;
use crate::domain::assessment::Assessment;
use crate::domain::past::{Apart, LastWords};
use crate::domain::text::{bilingual, both, pick, tr};
use crate::report::references::conflicts;
use crate::report::{self, listed, words};
use crate::store::disk::RealDisk;
use crate::store::file_format::{ChangeRecord, Note};
use crate::store::history::{self, Entry, Seen, dated};
use crate::store::limits;
use crate::store::save::load_on;

/// Checks both.
pub(super) fn run(session: &Session, options: &Check) -> Result<Done, Fault> {
    if options.evidence { with_evidence(session, options) } else { checked(session, options) }
}

/// The file and its history.
fn checked(session: &Session, options: &Check) -> Result<Done, Fault> {
    if !options.record {
        return looked_at(session, options);
    }
    // Opened once before the lock, so that a wrong path leaves no lock file behind.
    open_as_it_is(session, &options.file)?;
    let (_lock, notes) = lock(session, &options.file)?;
    let done = looked_at(session, options)?;
    Ok(Done { notes: notes.into_iter().chain(done.notes).collect(), ..done })
}

/// The usual check, then the files of the evidence; the higher exit counts.
fn with_evidence(session: &Session, options: &Check) -> Result<Done, Fault> {
    let done = checked(session, options)?;
    let opened = open(session, &options.file)?;
    let looking = evidence::Looking::at(session, &options.file, options.root.as_deref())?;
    let (said, exit) = evidence::report(session, &opened, &looking, options.format);
    let exit = if done.exit == Exit::Clear { exit } else { done.exit };
    let out = match options.format {
        ListFormat::Text => done.out + &said,
        ListFormat::Json => {
            // The document is about the evidence; what else there is to say goes where notes go.
            if done.exit != Exit::Clear {
                done.out.lines().for_each(|line| session.note(line.to_owned()));
            }
            said
        }
    };
    Ok(Done { out, exit, ..done })
}

fn looked_at(session: &Session, options: &Check) -> Result<Done, Fault> {
    let opened = open(session, &options.file)?;
    let mut out = summary(session, &opened, &shown(&options.file));
    out += &unfit_texts(session, options, &opened);
    out += &unlisted(session, &opened);
    out += &misnumbered(session, &opened);
    let path = history::found(&options.file);
    let Some(looked) = look_at_history(&path, &opened.assessment)? else { return Ok(Done::clear(out)) };
    faultless(&path, &looked.seen)?;
    out += &about_history(session, &path, &looked.seen);
    out += &unfit_records(session, &path, &looked.unfit);
    if looked.apart.is_empty() {
        return Ok(Done::clear(out));
    }
    out += &about_differences(session, &opened, &shown(&options.file), &looked.apart);
    if !options.record {
        out += pick(
            session.lang,
            "手で直したためなら --record で履歴にも残せます。履歴のほうが正しければ kijun set か画面で入れ直してください\n",
            "if the file was changed on purpose, --record has the history say so; if the history is right, enter it again with kijun set or in the workbench\n",
        );
        return Ok(Done { exit: Exit::Pending, ..Done::clear(out) });
    }
    let records = looked.apart.iter().map(|apart| ChangeRecord::from(&apart.change).noted(&Note::ByHand));
    let by = Named { by: options.by.as_deref(), post: None }.editor(session);
    let notes = edit::append(session, &options.file, &opened.assessment.file_id, records, &by)?;
    out += pick(session.lang, "履歴に記録しました\n", "recorded in the history\n");
    Ok(Done { notes, ..Done::clear(out) })
}

/// What there is to say about a history.
struct Looked {
    seen: Seen,
    /// Texts with characters that could not be entered today.
    unfit: Vec<Unfit>,
    /// Where it says something else than the file; nothing if it is that of another file.
    apart: Vec<Apart>,
}

/// Reads a history record by record and keeps what is to be reported; nothing where there is none.
fn look_at_history(path: &Path, assessment: &Assessment) -> Result<Option<Looked>, Fault> {
    let loaded = match load_on(&RealDisk, path, limits::HISTORY) {
        Err(error) if error.is_missing() => return Ok(None),
        other => other?,
    };
    let (mut last, mut texts) = (LastWords::new(assessment), Vec::new());
    let seen = history::each(&loaded.bytes, |entry: Entry<ChangeRecord>| {
        texts.extend(unfit(&entry));
        dated(entry.record).for_each(|edit| last.take(edit));
    });
    let apart = if seen.is_of(&assessment.file_id) { last.apart() } else { Vec::new() };
    Ok(Some(Looked { seen, unfit: texts, apart }))
}

fn about_history(session: &Session, path: &Path, seen: &Seen) -> String {
    let (records, place) = (words::entries(session.lang, seen.records), shown(path));
    let mut out = tr!(
        session.lang,
        "{place}: 履歴{records}、問題なし\n",
        "{place}: history sound, records: {records}\n"
    );
    if seen.torn.is_some() {
        out += pick(
            session.lang,
            "書きかけの記録が1件、末尾にあります(次の編集で取り除かれます)\n",
            "one unfinished record stands at its end; the next edit removes it\n",
        );
    }
    out
}

/// Where the file and the last record of its history differ, entry by entry.
fn about_differences(session: &Session, opened: &Open, place: &str, differs: &[Apart]) -> String {
    let count = differs.len();
    let head = tr!(
        session.lang,
        "{place}: 履歴の最後の記録とファイルで違うものが{count}件あります(左が履歴、右がファイル)。使われるのはファイルのほうです\n",
        "{place}: the last record of the history and the file differ: {count} (history -> file); the file counts\n"
    );
    let lines = report::apart::lines(session.lang, &opened.context(), differs);
    lines.into_iter().fold(head, |out, line| out + &line + "\n")
}

/// What the file does not name as the reference lists do.
fn unlisted(session: &Session, opened: &Open) -> String {
    let said = listed::all(session.lang, &opened.context());
    if said.is_empty() {
        return String::new();
    }
    let head = pick(session.lang, "例示の名前でない記載:", "not written by the name of a reference list:");
    let lines = said.iter().map(|line| format!("- {line}\n"));
    std::iter::once(format!("{head}\n")).chain(lines).collect()
}

/// Members that the file and the lists mean differently under one id.
fn misnumbered(session: &Session, opened: &Open) -> String {
    let said = conflicts(session.lang, &opened.context());
    if said.is_empty() {
        return String::new();
    }
    let head = pick(session.lang, "例示の一覧と食い違う構成員:", "members that the lists have otherwise:");
    let lines = said.iter().map(|(_, text)| format!("- {text}\n"));
    std::iter::once(format!("{head}\n")).chain(lines).collect()
}

/// Every text of the file with characters that could not be entered today.
fn unfit_texts(session: &Session, options: &Check, opened: &Open) -> String {
    unfit_note(session, &options.file, opened).iter().for_each(|note| session.unsay(note));
    opened.unfit.iter().map(|found| place_in(&options.file, found, session.lang) + "\n").collect()
}

/// The same of its history, by the numbers of the records.
fn unfit_records(session: &Session, path: &Path, found: &[Unfit]) -> String {
    found.iter().map(|found| unfit_line(session, path, found) + "\n").collect()
}

fn faultless(path: &Path, seen: &Seen) -> Result<(), Fault> {
    if seen.faults.is_empty() {
        return Ok(());
    }
    let place = shown(path);
    let said = seen.faults.iter().map(|fault| {
        let (number, what) = (fault.number, super::fault::printable(&fault.kind.to_string()));
        let sentence = bilingual!(
            "{place}:{number}: この記録は信頼できません({what})",
            "{place}:{number}: this record cannot be trusted ({what})"
        );
        (
            sentence,
            both(
                "ファイル本体は影響を受けません。控えの履歴と比べてください",
                "the file itself is unharmed; compare with a copy of the history",
            ),
        )
    });
    Err(Fault { exit: Exit::Invalid, said: said.collect() })
}

fn summary(session: &Session, opened: &Open, place: &str) -> String {
    let (lang, assessment) = (session.lang, &opened.assessment);
    let items = |count: usize| words::entries(lang, count);
    let people = words::people(lang, words::count(assessment.people.len()));
    let edition = format!("{} {}", opened.loaded.pack.head.id, opened.loaded.pack.head.edition);
    let (claims, contracts, documents, records) = (
        items(assessment.claims.len()),
        items(assessment.contracts.len()),
        items(assessment.documents.len()),
        items(assessment.records.len()),
    );
    tr!(
        session.lang,
        "{place}: 問題なし({edition}、申告{claims}、従事者{people}、契約{contracts}、文書{documents}、記録{records})\n",
        "{place}: sound ({edition}; claims: {claims}, roster: {people}, contracts: {contracts}, documents: {documents}, records: {records})\n"
    )
}
