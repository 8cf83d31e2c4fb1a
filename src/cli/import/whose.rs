//! Whose a sheet is: one that was written from another file is refused unless it is asked for.

use crate::cli::args::Import;
use crate::cli::fault::{Fault, fault, printable, shown};
use crate::cli::open::Open;
use crate::domain::assessment::Assessment;
use crate::domain::name;
use crate::domain::origin::Origin;
use crate::domain::past::as_at;
use crate::store::history;
use crate::store::spreadsheet::Csv;

/// The file as it was when the sheet was written from it; none for a list that does not say where it comes from, or
/// one of another file that is wanted all the same.
pub(super) fn then(options: &Import, opened: &Open, sheet: &Csv) -> Result<Option<Assessment>, Fault> {
    let Some(first) = sheet.origins.iter().min_by(|one, other| one.at.cmp(&other.at)) else {
        return Ok(None);
    };
    if options.from_other_file {
        return Ok(None);
    }
    let today = &opened.assessment;
    let mut edits = Vec::new();
    // A history that cannot be read was reported when the file was opened.
    let _ = history::each_edit(&options.file, |edit| edits.push(edit));
    let (then, _) = as_at(&edits, today, &first.at);
    let names = [&today.profile.organisation, &then.profile.organisation];
    match sheet.origins.iter().find(|origin| !is_of(origin, &today.file_id, names)) {
        Some(other) => Err(other_file(options, today, other)),
        None => Ok(Some(then)),
    }
}

/// Whether a sheet was written from the file of an id and its organisation. A copy keeps the id, so that a template
/// that became another company's file is recognised by the name.
fn is_of(origin: &Origin, file: &str, names: [&String; 2]) -> bool {
    let same_file = origin.file.is_empty() || file.is_empty() || origin.file == file;
    let same_name = |name: &&String| name::same(name, &origin.organisation) || **name == origin.organisation;
    same_file && names.iter().any(same_name)
}

fn other_file(options: &Import, today: &Assessment, other: &Origin) -> Fault {
    let place = shown(&options.sheet);
    let (theirs, ours) = (printable(&other.organisation), printable(&today.profile.organisation));
    let (day, edition) = (printable(other.at.get(..10).unwrap_or_default()), printable(&other.edition));
    fault!(
        Invalid,
        "{place}: 「{theirs}」のファイルから {day}(UTC)に書き出した表(第{edition}版)で、「{ours}」のこのファイルのものではありません",
        "{place}: this sheet was written from the file of \"{theirs}\" on {day} (UTC; edition {edition}), not from this one of \"{ours}\"",
        "どの会社の表か確かめてください。それでも取り込むなら --from-other-file を付けます",
        "check whose sheet it is; --from-other-file takes it in all the same"
    )
}
