//! `kijun history`: who changed what and when, and whether the records are those that were written.

use std::path::Path;

use serde::Serialize;

use super::args::{History, ListFormat};
use super::fault::{Fault, printable, shown};
use super::open::{edition, open_as_it_is};
use super::session::{Done, Session};
use crate::domain::assessment::{Assessment, Claim};
use crate::domain::change::Change;
use crate::domain::name::same;
use crate::domain::text::{Bilingual, Lang, pick, tr};
use crate::report::entry::{differing, sides};
use crate::report::grounds::Context;
use crate::report::words;
use crate::store::clock;
use crate::store::file_format::{ChangeRecord, Note, unfit_in};
use crate::store::history::{self, Entry, Record, Seen};

/// Lists the records, or says that they are whole. FILE is an assessment or a history itself, which git
/// passes to have it made readable.
pub(super) fn run(session: &Session, options: &History) -> Result<Done, Fault> {
    let itself = history::if_one(&options.file)?;
    let (path, bytes, opened) = if let Some(bytes) = itself {
        (options.file.clone(), bytes, None)
    } else {
        let opened = open_as_it_is(session, &options.file)?;
        let bytes = history::bytes_of(&options.file)?;
        (history::found(&options.file), bytes, Some(opened))
    };
    if options.verify {
        let seen = history::each::<ChangeRecord>(&bytes, drop);
        seen.verify().map_err(|fault| Fault::of_altered(&path, &fault))?;
        return Ok(Done::clear(whole(session, &path, &seen)));
    }
    // A history alone names no pack: ours has the titles, and ids are shown where names are not known.
    let (loaded, assessment) = match opened {
        Some(opened) => (opened.loaded, opened.assessment),
        None => (edition(session, None, None)?, Assessment::default()),
    };
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: &assessment };
    let since = options.since.and_then(|moment| moment.stamp(&clock::zone()));
    let (mut out, mut edits, mut texts) = (String::new(), Vec::new(), Vec::new());
    let seen = history::each(&bytes, |entry| {
        texts.extend(unfit(&entry));
        let line = Line::of(entry).filter(|line| line.wanted(options, since.as_deref()));
        match (line, options.output.format) {
            (None, _) => {}
            (Some(line), ListFormat::Text) => out += &line.text(session.lang, &context),
            (Some(line), ListFormat::Json) => edits.push(Edit::of(line)),
        }
    });
    if options.output.format == ListFormat::Json {
        out = json(&seen, edits)?;
    }
    Ok(Done { notes: notes(session, &path, &seen, &texts), ..Done::clear(out) })
}

/// One edit, ready to be shown.
struct Line {
    entry: Entry<ChangeRecord>,
    change: Change,
}

impl Line {
    /// Records this program does not know have nothing to show.
    fn of(entry: Entry<ChangeRecord>) -> Option<Self> {
        let change = Change::try_from(entry.record.edit.clone()).ok()?;
        Some(Self { entry, change })
    }

    fn wanted(&self, options: &History, since: Option<&str>) -> bool {
        let at = self.entry.record.at.as_str();
        options.id.as_ref().is_none_or(|id| self.change.parts().iter().any(|part| same(&part.subject(), id)))
            && since.is_none_or(|since| at >= since)
    }

    fn text(&self, lang: Lang, context: &Context<'_>) -> String {
        let record = &self.entry.record;
        let at = printable(&clock::zone().second(&record.at));
        let subject = match (self.change.parts().len(), lang) {
            (1, _) => self.change.subject(),
            (count, Lang::Ja) => format!("{count}件を一度に"),
            (count, Lang::En) => format!("{count} edits at once"),
        };
        let row = context.pack.row(&subject);
        let title = row.map_or_else(String::new, |row| format!("  {}", row.title.get(lang)));
        let note = match (Note::from_words(record.edit.note()), record.edit.note(), lang) {
            (_, "", _) => String::new(),
            (Some(Note::SetAside), _, Lang::Ja) => "  (取り込まなかった変更の取消)".to_owned(),
            (Some(Note::SetAside), _, Lang::En) => "  (set aside)".to_owned(),
            (Some(Note::ByHand), _, Lang::Ja) => "  (ファイルで直接変更)".to_owned(),
            (Some(Note::ByHand), _, Lang::En) => "  (changed in the file itself)".to_owned(),
            (Some(Note::Merged), _, Lang::Ja) => "  (2つの版の統合)".to_owned(),
            (Some(Note::Merged), _, Lang::En) => "  (merge of two versions)".to_owned(),
            (Some(Note::Renumbered(from)), _, Lang::Ja) => {
                format!("  (統合で {} から番号を変更)", printable(&from))
            }
            (Some(Note::Renumbered(from)), _, Lang::En) => format!("  (merge; was {})", printable(&from)),
            (None, other, _) => format!("  ({})", printable(other)),
        };
        let (by, subject, title) = (printable(&record.by), printable(&subject), printable(&title));
        format!("{at}  {by}  {subject}{title}: {}{note}\n", printable(&what(lang, context, &self.change)))
    }
}

/// `未回答 -> はい`, or what an entry says otherwise, in words.
fn what(lang: Lang, context: &Context<'_>, change: &Change) -> String {
    if let Change::Claim(swap) = change {
        let answer = |claim: &Option<Claim>| {
            claim.as_ref().map_or("-", |claim| words::answer(lang, claim.answer)).to_owned()
        };
        let remark =
            swap.after.as_ref().map(|claim| claim.remark.as_str()).filter(|remark| !remark.is_empty());
        let remark = remark.map_or_else(String::new, |remark| format!(" ({remark})"));
        return format!("{} -> {}{remark}", answer(&swap.before), answer(&swap.after));
    }
    if let Change::Several(parts) = change {
        let of = |part: &Change| format!("{} {}", part.subject(), what(lang, context, part));
        return parts.iter().map(of).collect::<Vec<_>>().join(" / ");
    }
    match change.sides() {
        (false, _) => pick(lang, "追加", "added").to_owned(),
        (_, false) => pick(lang, "削除", "removed").to_owned(),
        (true, true) => {
            let differs = differing(sides(lang, [context, context], change));
            let lines: Vec<String> = differs.iter().map(|differs| differs.line(lang)).collect();
            match lines.as_slice() {
                [] => pick(lang, "変更", "changed").to_owned(),
                lines => lines.join(pick(lang, "、", "; ")),
            }
        }
    }
}

fn whole(session: &Session, path: &Path, seen: &Seen) -> String {
    let (place, count) = (shown(path), seen.records);
    let head = if seen.last.is_empty() { "-" } else { &seen.last };
    tr!(
        session.lang,
        "{place}: 記録{count}件、改変なし(末尾 {head})\n",
        "{place}: {count} records, none altered (last {head})\n"
    )
}

fn notes(session: &Session, path: &Path, seen: &Seen, unfit: &[Unfit]) -> Vec<String> {
    untrusted(session, path, seen).into_iter().chain(unfit_note(session, path, unfit)).collect()
}

/// A text of a record with characters that could not be entered today: the number of the record, the id of the entry,
/// and what is wrong.
pub(super) type Unfit = (usize, String, Bilingual);

/// Those of a record.
pub(super) fn unfit(entry: &Entry<ChangeRecord>) -> impl Iterator<Item = Unfit> {
    let number = entry.number;
    let by = unfit_in("by", &entry.record.by).map(|message| (String::new(), message));
    let found = by.into_iter().chain(entry.record.edit.unfit());
    found.map(move |(id, message)| (number, id, message))
}

fn unfit_note(session: &Session, path: &Path, unfit: &[Unfit]) -> Option<String> {
    let first = unfit_line(session, path, unfit.first()?);
    Some(match (session.lang, unfit.len() - 1) {
        (Lang::Ja, 0) => format!("注意: {first}"),
        (Lang::En, 0) => format!("note: {first}"),
        (Lang::Ja, more) => format!("注意: {first}。ほかに{more}か所(kijun check で一覧)"),
        (Lang::En, more) => format!("note: {first}; places more: {more} (kijun check lists them)"),
    })
}

/// One of them: `acme.ron.history:2: P-01: name: …`.
pub(super) fn unfit_line(session: &Session, path: &Path, (number, id, message): &Unfit) -> String {
    let (place, message) = (shown(path), printable(message.get(session.lang)));
    let id = if id.is_empty() { String::new() } else { format!("{id}: ") };
    format!("{place}:{number}: {id}{message}")
}

fn untrusted(session: &Session, path: &Path, seen: &Seen) -> Option<String> {
    let fault = seen.verify().err()?;
    let (place, number) = (shown(path), fault.number);
    Some(tr!(
        session.lang,
        "注意: {place}:{number}: この記録から先は信頼できません(--verify で調べられます)",
        "note: {place}:{number}: from this record on it cannot be trusted (see --verify)"
    ))
}

#[derive(Serialize)]
struct Listing {
    format: u32,
    /// The first record that cannot be trusted.
    first_fault: Option<usize>,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    number: usize,
    at: String,
    by: String,
    session: String,
    id: String,
    note: String,
    before: String,
    after: String,
    hash: String,
}

impl Edit {
    fn of(line: Line) -> Self {
        let [before, after] = ChangeRecord::sides(&line.change);
        let (id, note) = (line.change.subject(), line.entry.record.edit.note().to_owned());
        let Entry { number, hash, record } = line.entry;
        let Record { at, by, session, .. } = record;
        Self { number, at, by, session, id, note, before, after, hash }
    }
}

fn json(seen: &Seen, edits: Vec<Edit>) -> Result<String, Fault> {
    let first_fault = seen.verify().err().map(|fault| fault.number);
    let listing = Listing { format: 1, first_fault, edits };
    Ok(serde_json::to_string_pretty(&listing)? + "\n")
}
