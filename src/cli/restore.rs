//! `kijun restore`: the newest good backup in the place of a file that is damaged or gone; the damaged one is kept,
//! and what the history knows since then is taken in.

use std::path::Path;

use super::args::Restore;
use super::fault::{Fault, fault, notice, shown};
use super::open::{good_backup, note_comments, open_alone, open_caught_up};
use super::session::{Done, Session};
use super::set::lock;
use crate::domain::text::{pick, tr};
use crate::store::assessment::{self, look};
use crate::store::backups::{self, Backup};
use crate::store::history;

/// Restores, or lists what there is.
pub(super) fn run(session: &Session, options: &Restore) -> Result<Done, Fault> {
    let path = &options.file;
    if options.list {
        return Ok(Done::clear(listed(session, path)));
    }
    match look(path) {
        Err(newer @ assessment::FileFault::Newer { .. }) => return Err(Fault::of_file(path, newer)),
        Ok(_) if open_alone(session, path).is_ok() => return Err(sound(path)),
        _ => {}
    }
    let Some(backup) = good_backup(session, path) else { return Err(none(path)) };
    let (_lock, mut notes) = lock(session, path)?;
    let restored = backups::put_back(path, &backup)?;
    notes.extend(restored.notices.iter().map(|found| notice(session.lang, found)));
    let count = catch_up(session, path)?;
    Ok(Done { notes, ..Done::clear(summary(session, path, &backup, restored.kept.as_deref(), count)) })
}

/// Writes what the history has beyond the backup. How many edits that were.
fn catch_up(session: &Session, path: &Path) -> Result<usize, Fault> {
    let mut opened = open_caught_up(session, path)?;
    if opened.caught_up > 0 {
        history::give_id(path, &mut opened.assessment);
        note_comments(session, path, &opened, true);
        assessment::write(path, &opened.assessment, &opened.loaded.pack, opened.stamp.as_ref())
            .map_err(|fault| Fault::of_file(path, fault))?;
    }
    Ok(opened.caught_up)
}

fn summary(session: &Session, path: &Path, backup: &Backup, kept: Option<&Path>, count: usize) -> String {
    let (place, from, made) = (shown(path), shown(&backup.path), backup.moment());
    let mut out = tr!(
        session.lang,
        "{place}: 控え {from}({made})から戻しました\n",
        "{place}: restored from {from} ({made})\n"
    );
    if count > 0 {
        out += &tr!(
            session.lang,
            "その後の変更{count}件を履歴から取り込みました\n",
            "edits made since then, taken in from the history: {count}\n"
        );
    }
    if let Some(kept) = kept {
        let kept = shown(kept);
        out += &tr!(
            session.lang,
            "壊れていたファイルは {kept} に残しました\n",
            "the damaged file is kept as {kept}\n"
        );
    }
    out
}

fn listed(session: &Session, path: &Path) -> String {
    let lines = backups::list(path).into_iter().map(|backup| {
        let good = open_alone(session, &backup.path).is_ok();
        let word = if good {
            pick(session.lang, "問題なし", "sound")
        } else {
            pick(session.lang, "読めません", "unreadable")
        };
        format!("{}  {}  {word}\n", backup.moment(), shown(&backup.path))
    });
    let out: String = lines.collect();
    if out.is_empty() {
        pick(session.lang, "控えはありません\n", "there are no backups\n").to_owned()
    } else {
        out
    }
}

fn sound(path: &Path) -> Fault {
    let place = shown(path);
    fault!(
        Usage,
        "{place}: 読めるファイルなので、戻す必要はありません",
        "{place}: can be read; there is nothing to restore",
        "以前の内容は kijun gap --as-at や kijun diff --from で見られます",
        "see kijun gap --as-at or kijun diff --from for earlier values"
    )
}

fn none(path: &Path) -> Fault {
    let place = shown(path);
    fault!(
        Io,
        "{place}: 読める控えがありません",
        "{place}: there is no backup that can be read",
        "kijun restore --list で控えを一覧できます",
        "kijun restore --list shows what there is"
    )
}
