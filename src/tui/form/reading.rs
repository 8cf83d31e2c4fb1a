//! The file that an entry of evidence names: once its field is left, it is read aside, and its digest is filled in.

use crate::domain::evidence::{Digest, Sight, Trouble, Written};
use crate::domain::text::{Lang, pick, tr};
use crate::report::evidence::trouble;
use crate::report::fields::{self, AnyFact};
use crate::tui::desktop::{Desktop, Outcome};
use crate::tui::form::accept;
use crate::tui::form::level::{Level, TabStop};
use crate::tui::form::state::Form;
use crate::tui::message::Effect;

/// Asks for the file if its field was left by this key and there is a digest to fill in.
pub(super) fn after_key(desktop: &mut Desktop, form: &mut Form, before: Option<TabStop>) {
    // Whoever goes on filling the form in does not want it accepted meanwhile.
    form.reading.accepts = false;
    let Some(level) = form.levels.first() else { return };
    let left = before == place(level, "file") && before.is_some() && Some(level.stop) != before;
    if left && form.levels.len() == 1 && is_wanted(form, true) {
        ask(desktop, form);
    }
}

/// True, after saying so, if the form waits for the file before it is accepted; asked again, it does not.
pub(super) fn holds(desktop: &mut Desktop, form: &mut Form) -> bool {
    form.levels.iter_mut().for_each(Level::read_typed);
    if is_wanted(form, false) {
        ask(desktop, form);
    }
    if !form.reading.under_way || form.reading.accepts {
        return false;
    }
    form.reading.accepts = true;
    desktop.notify(
        "ファイルを読んでいます。終わると確定します(もう一度 Ctrl-s でダイジェストなしで確定)。",
        "Reading the file; it is accepted then (Ctrl-s again accepts it without a digest).",
    );
    true
}

/// Whether the entry names another file than the one that is known, or, once its field is left, one without a digest.
fn is_wanted(form: &Form, is_left: bool) -> bool {
    let Some(AnyFact::Evidence(row)) = form.levels.first().map(|level| &level.draft) else { return false };
    let other = row.file != form.reading.known;
    let lacking = is_left && row.digest.is_empty() && !form.reading.under_way;
    !row.file.is_empty() && (other || lacking)
}

/// Wants the file to be read.
fn ask(desktop: &mut Desktop, form: &mut Form) {
    let Some(AnyFact::Evidence(row)) = form.levels.first().map(|level| &level.draft) else { return };
    form.reading.known.clone_from(&row.file);
    form.reading.under_way = true;
    desktop.want(Effect::See(row.file.clone()));
}

/// Takes what was seen of a file, if it is the one that is waited for.
pub(super) fn take(
    desktop: &mut Desktop,
    form: &mut Form,
    file: &str,
    seen: &Result<Sight, Trouble>,
) -> Outcome {
    if !form.reading.under_way || form.reading.known != file {
        return Outcome::Keep;
    }
    form.reading.under_way = false;
    let said = match seen {
        Ok(sight) => fill(desktop.lang(), form, sight),
        Err(why) => {
            let why = trouble(desktop.lang(), why);
            form.reading.accepts = false;
            Some(tr!(
                desktop.lang(),
                "ファイルを読めないため、ダイジェストは入れていません({why})。",
                "No digest was taken, since the file was not read ({why})."
            ))
        }
    };
    said.into_iter().for_each(|text| desktop.say(text));
    if std::mem::take(&mut form.reading.accepts) { accept::whole(desktop, form) } else { Outcome::Keep }
}

/// Fills the digest in, unless a person typed another one; the sentence on what came of it.
fn fill(lang: Lang, form: &mut Form, sight: &Sight) -> Option<String> {
    let level = form.levels.first_mut()?;
    let AnyFact::Evidence(row) = level.as_typed() else { return None };
    let outside = if sight.outside {
        pick(lang, "フォルダーの外のファイルです。", "The file lies outside the folder.")
    } else {
        ""
    };
    if row.digest.is_empty() || row.digest == form.reading.filled {
        let digest = sight.digest.to_string();
        form.reading.filled.clone_from(&digest);
        level.retype(at("digest")?, &digest);
        let done = pick(
            lang,
            "ファイルを読み、ダイジェストを入れました。",
            "The file was read; its digest is filled in.",
        );
        return Some(format!("{done}{}{outside}", pick(lang, "", if outside.is_empty() { "" } else { " " })));
    }
    let text = match Digest::read(&row.digest) {
        Written::Sha256(digest) if digest == sight.digest => {
            pick(lang, "ダイジェストはファイルと一致しています。", "The digest is that of the file.")
        }
        Written::Sha256(_) => pick(
            lang,
            "入力したダイジェストは、ファイルのものと違います。",
            "The digest typed is not that of the file.",
        ),
        _ => pick(
            lang,
            "入力したダイジェストはSHA-256でないため、比べられません。",
            "The digest typed is no SHA-256, so it cannot be compared.",
        ),
    };
    Some(text.to_owned())
}

/// The place of a field of evidence.
fn at(key: &str) -> Option<usize> {
    fields::EVIDENCE.fields.iter().position(|field| field.key == key)
}

/// The stop of a field, in a form of evidence.
fn place(level: &Level, key: &str) -> Option<TabStop> {
    matches!(level.draft, AnyFact::Evidence(_)).then(|| at(key).map(TabStop::Field)).flatten()
}
