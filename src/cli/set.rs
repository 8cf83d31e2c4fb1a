//! `kijun set`: answers one question, under the file's lock, with a record in the history.

use std::path::Path;

use super::args::Set;
use super::edit;
use super::fault::{Fault, fault, printable};
use super::open::{Open, open_as_it_is, open_caught_up};
use super::session::{Done, Session};
use super::signing::Named;
use crate::domain::assessment::{Answer, Claim};
use crate::domain::change::Change;
use crate::domain::pack::{NotApplicable, Pack};
use crate::domain::signer::Statement;
use crate::domain::text::{bilingual, both};
use crate::report::words;
use crate::store::history;
use crate::store::lock::{Lock, LockError};

/// How many ids a hint names.
const NEAREST: usize = 3;

/// Records the answer.
pub(super) fn run(session: &Session, options: &Set) -> Result<Done, Fault> {
    let path = &options.file;
    // Opened once before the lock, so that a wrong path leaves no lock file behind.
    open_as_it_is(session, path)?;
    let (_lock, mut notes) = lock(session, path)?;
    let mut opened = open_caught_up(session, path)?;
    let named = Named { by: options.by.as_deref(), post: options.post.as_deref() };
    let claim = claim(&opened, options, &named)?;
    notes.extend(remark_kept(session, &opened, options));
    let summary = summary(session, &opened.loaded.pack, &claim);
    let change = Change::set_claim(&opened.assessment, &claim.row.clone(), Some(claim));
    if change.is_idle() {
        notes.push(session.about(
            path,
            "今日すでに同じ人が同じ回答をしているので、何も書いていません",
            "the same person has given this answer today already; nothing was written for it",
        ));
    }
    notes.extend(edit::make(session, path, &mut opened, &[change], &named.editor(session))?);
    Ok(Done { notes, ..Done::clear(summary) })
}

/// The lock of a file that is to be written, or a note that there are none.
pub(super) fn lock(session: &Session, path: &Path) -> Result<(Option<Lock>, Vec<String>), Fault> {
    match Lock::acquire(path) {
        Ok(lock) => Ok((Some(lock), Vec::new())),
        Err(LockError::Unsupported(_)) => {
            let (ja, en) = ("このファイルシステムにはロックがありません", "this file system has no locks");
            Ok((None, vec![session.about(path, ja, en)]))
        }
        Err(error) => Err(Fault::of_lock(path, &error)),
    }
}

/// The claim, if the row takes such an answer.
fn claim(opened: &Open, options: &Set, named: &Named<'_>) -> Result<Claim, Fault> {
    let pack = &opened.loaded.pack;
    let at = answerable(pack, &options.id)?;
    let id = printable(&options.id);
    let kept = || kept_remark(opened, options).map(|(_, remark)| remark);
    let remark = options.remark.as_deref().or_else(kept).unwrap_or_default().trim().to_owned();
    if options.answer == Answer::NotApplicable {
        if pack.rows()[at].not_applicable == NotApplicable::Never {
            return Err(never_applicable(&id));
        }
        if remark.is_empty() {
            return Err(fault!(
                Usage,
                "{id}: 対象外には理由が必要です",
                "{id}: not applicable needs a reason",
                "--remark で理由を書いてください",
                "give the reason with --remark"
            ));
        }
    }
    let signer = match Statement::answering(&pack.rows()[at], options.answer) {
        Statement::Declarations => named.declarant(opened, &options.id, &options.file)?,
        statement => named.signer(opened, statement),
    };
    let (row, answer, at) = (pack.rows()[at].id.clone(), options.answer, history::now());
    Ok(Claim { row, answer, remark, by: signer.name, post: signer.post, at })
}

/// The place of a row that takes answers.
pub(super) fn answerable(pack: &Pack, id: &str) -> Result<usize, Fault> {
    let Some(at) = pack.position_meant(id) else { return Err(unknown(pack, id)) };
    if pack.claimable(at) {
        return Ok(at);
    }
    let shown = printable(id);
    Err(fault!(
        Usage,
        "{shown}: この行は答える行ではありません",
        "{shown}: this row is not one to answer",
        inside(pack, id)
    ))
}

/// A row that must hold was answered with "not applicable".
pub(super) fn never_applicable(id: &str) -> Fault {
    fault!(
        Usage,
        "{id}: この設問は対象外にできません",
        "{id}: this question cannot be not applicable",
        "yes、no、unknown のどれかで答えてください",
        "answer yes, no or unknown"
    )
}

/// The present answer and its remark, which stays where none is given; the reason for "not applicable" is none for
/// another answer.
fn kept_remark<'o>(opened: &'o Open, options: &Set) -> Option<(Answer, &'o str)> {
    let row = opened.loaded.pack.position_meant(&options.id)?;
    let claim = opened.assessment.claim(&opened.loaded.pack.rows()[row].id)?;
    // The reason for "not applicable" is no remark on another answer, nor the other way round.
    let fits = (claim.answer == Answer::NotApplicable) == (options.answer == Answer::NotApplicable);
    (options.remark.is_none() && fits && !claim.remark.is_empty()).then_some((claim.answer, &claim.remark))
}

/// Says that the remark was written for another answer and stays.
fn remark_kept(session: &Session, opened: &Open, options: &Set) -> Option<String> {
    let (answer, remark) = kept_remark(opened, options)?;
    if answer == options.answer {
        return None;
    }
    let (was, remark) = (words::answer(session.lang, answer), printable(remark));
    Some(session.about(
        &options.file,
        &format!("「{was}」のときの備考「{remark}」を残しました。消すには --remark '' を付けてください"),
        &format!("the remark of the answer \"{was}\" stays: {remark}; --remark '' clears it"),
    ))
}

fn summary(session: &Session, pack: &Pack, claim: &Claim) -> String {
    let title = pack.row(&claim.row).map(|row| printable(row.title.get(session.lang))).unwrap_or_default();
    let answer = words::answer(session.lang, claim.answer);
    let remark = match claim.remark.as_str() {
        "" => String::new(),
        remark => format!(" ({})", printable(remark)),
    };
    format!("{}  {title}: {answer}{remark}\n", claim.row)
}

/// That no question has this id, with the ones most like it.
pub(super) fn unknown(pack: &Pack, id: &str) -> Fault {
    let near = nearest(pack, id).join(", ");
    let id = printable(id);
    fault!(
        Usage,
        "{id}: この id の設問はありません",
        "{id}: there is no question of this id",
        "近いものは {near} です",
        "the nearest are {near}"
    )
}

/// The answerable ids that are most like what was typed.
fn nearest<'p>(pack: &'p Pack, id: &str) -> Vec<&'p str> {
    let answerable = (0..pack.rows().len()).filter(|&at| pack.claimable(at));
    let mut ids: Vec<&str> = answerable.map(|at| pack.rows()[at].id.as_str()).collect();
    let id = id.to_lowercase();
    // A neighbour in the tree counts before what is merely spelt alike.
    let shared = |row: &str| {
        row.split(['.', '#']).zip(id.split(['.', '#'])).take_while(|(one, other)| one == other).count()
    };
    ids.sort_by(|a, b| {
        let alike = strsim::jaro_winkler(b, &id).total_cmp(&strsim::jaro_winkler(a, &id));
        shared(b).cmp(&shared(a)).then(alike)
    });
    ids.truncate(NEAREST);
    ids
}

/// Where to answer instead: the rows inside, or the registers.
fn inside(pack: &Pack, id: &str) -> crate::domain::text::Bilingual {
    let answerable = (0..pack.rows().len()).filter(|&at| pack.claimable(at));
    let below: Vec<&str> = answerable
        .map(|at| pack.rows()[at].id.as_str())
        .filter(|row| row.starts_with(&format!("{id}.")) || row.starts_with(&format!("{id}#")))
        .collect();
    if below.is_empty() {
        return both(
            "この行の値は台帳から決まります。kijun gap で確かめられます",
            "its value follows from the registers; see kijun gap",
        );
    }
    let below = below.join(", ");
    bilingual!("この中で答えられるのは {below} です", "those inside that can be answered: {below}")
}
