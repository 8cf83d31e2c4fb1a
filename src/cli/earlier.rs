//! Going back to an earlier moment of a file, through its history.

use std::path::Path;

use super::args::Moment;
use super::fault::{Fault, fault, shown};
use super::open::Open;
use super::session::Session;
use crate::domain::date::Date;
use crate::domain::past::as_at;
use crate::domain::text::tr;
use crate::store::clock;
use crate::store::history;

/// A moment that was gone back to.
pub(super) struct Earlier {
    /// The moment, as records carry it.
    pub(super) stamp: String,
    /// Notes for standard error.
    pub(super) notes: Vec<String>,
}

/// Takes back what the history has after a moment; what was changed outside of it is noted.
pub(super) fn go_back(
    session: &Session,
    file: &Path,
    opened: &mut Open,
    moment: Moment,
) -> Result<Earlier, Fault> {
    let Some(stamp) = moment.stamp(&clock::zone()) else { return Err(no_moment()) };
    let mut edits = Vec::new();
    let seen = history::each_edit(file, |edit| edits.push(edit))?;
    seen.verify().map_err(|fault| Fault::of_altered(&history::found(file), &fault))?;
    let begin = edits.iter().map(|edit| edit.at.as_str()).min();
    if !is_known(moment, &stamp, begin) {
        return Err(before_history(file, begin));
    }
    let (then, stuck) = as_at(&edits, &opened.assessment, &stamp);
    opened.assessment = then;
    let notes = (stuck > 0).then(|| {
        tr!(
            session.lang,
            "注意: 履歴の外で変えられたため、{stuck}件の変更は戻せませんでした",
            "note: {stuck} edits could not be taken back, since the file was changed outside"
        )
    });
    Ok(Earlier { stamp, notes: notes.into_iter().collect() })
}

/// Nothing is known of the values before the first record; the day on which that was made counts from its
/// beginning, as the file was before its first edit.
fn is_known(moment: Moment, stamp: &str, begin: Option<&str>) -> bool {
    let Some(begin) = begin else { return stamp >= clock::stamp(clock::now()).as_str() };
    let first: Option<Date> = clock::zone().day(begin);
    stamp >= begin || matches!(moment, Moment::Day(day) if Some(day) == first)
}

fn before_history(file: &Path, begin: Option<&str>) -> Fault {
    let place = shown(file);
    let Some(begin) = begin.map(|begin| clock::zone().second(begin)) else {
        return fault!(
            Usage,
            "{place}: 履歴がないため、以前の内容はわかりません",
            "{place}: it has no history, so nothing is known of earlier moments",
            "履歴は最初の変更から始まります",
            "a history begins with the first edit"
        );
    };
    fault!(
        Usage,
        "{place}: 履歴は {begin} に始まります。それより前の内容はわかりません",
        "{place}: its history begins {begin}; nothing is known of what was before",
        "それ以降の日時を指定してください",
        "give a later moment"
    )
}

fn no_moment() -> Fault {
    fault!(
        Usage,
        "その日時は暦の端を越えています",
        "that moment is beyond the end of the calendar",
        "2027-01-31 のように書きます",
        "a moment is written like 2027-01-31"
    )
}
