//! Somebody else changed the file while it was open here: nothing was overwritten, and a person says how the
//! two versions come together.

use crate::domain::change::Change;
use crate::domain::merge::{Merge, merge, restored};
use crate::domain::text::Lang;
use crate::report::words::pick;
use crate::tui::action::Inside;
use crate::tui::canvas::Canvas;
use crate::tui::keys::{Code, Key};
use crate::tui::model::{Effect, Model};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::menu::{self, Choice, Meaning};
use crate::tui::overlay::recovery::{name, scrolled};
use crate::tui::session::{Foreign, Session};
use crate::tui::update;

const MERGE: Choice = Choice { key: 'm', ja: "両方の変更を合わせる", en: "Merge both versions" };
const BESIDE: Choice = Choice {
    key: 'b',
    ja: "こちらの内容を別のファイルに保存して続ける",
    en: "Save this version beside it and go on there",
};
const LOOK: Choice = Choice { key: 'l', ja: "違いを見る", en: "Look at the differences" };

/// The question, and how far it is answered.
#[derive(Debug)]
pub struct Conflict {
    foreign: Foreign,
    cursor: usize,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Asking,
    /// The first line shown.
    Looking(usize),
    /// The conflicts, the one in front, and the changes chosen to be taken.
    Choosing {
        conflicts: Vec<Change>,
        at: usize,
        taken: Vec<Change>,
    },
}

impl Conflict {
    /// Whose keys act in it.
    pub fn inside(&self) -> Inside {
        match self.stage {
            Stage::Asking => Inside::Question,
            Stage::Looking(_) => Inside::List,
            Stage::Choosing { .. } => Inside::Sides,
        }
    }
}

/// Shows what came, once whatever is being typed is finished.
pub fn arrive(model: &mut Model, foreign: Foreign) {
    model.overlays.retain(|overlay| !matches!(overlay, Overlay::Conflict(_)));
    model.foreign = Some(foreign.clone());
    let conflict = Conflict { foreign, cursor: 0, stage: Stage::Asking };
    model.overlays.insert(0, Overlay::Conflict(Box::new(conflict)));
}

/// Asks again what was put off.
pub fn again(model: &mut Model) {
    if let Some(foreign) = model.foreign.clone() {
        return arrive(model, foreign);
    }
    let text = pick(model.lang(), "外部の変更はありません。", "Nobody else changed the file.");
    model.say(text);
}

fn choices(conflict: &Conflict) -> &'static [Choice] {
    if conflict.foreign.theirs.is_ok() { &[MERGE, BESIDE, LOOK] } else { &[BESIDE] }
}

/// Asks until the versions are together, apart in two files, or the question is put off.
pub fn key(model: &mut Model, mut conflict: Box<Conflict>, key: Key) {
    match &mut conflict.stage {
        Stage::Choosing { .. } => choose(model, conflict, key),
        Stage::Looking(from) => {
            conflict.stage = scrolled(*from, usize::MAX, key).map_or(Stage::Asking, Stage::Looking);
            model.push(Overlay::Conflict(conflict));
        }
        Stage::Asking => ask(model, conflict, key),
    }
}

fn ask(model: &mut Model, mut conflict: Box<Conflict>, key: Key) {
    let choices = choices(&conflict);
    match menu::meaning(choices, conflict.cursor, key) {
        Meaning::Chosen(at) => match choices[at].key {
            'm' => begin(model, conflict),
            'b' => model.want(Effect::SaveAs(None)),
            _ => {
                conflict.stage = Stage::Looking(0);
                model.push(Overlay::Conflict(conflict));
            }
        },
        Meaning::Moved(cursor) => {
            conflict.cursor = cursor;
            model.push(Overlay::Conflict(conflict));
        }
        Meaning::Left => {
            let text = pick(
                model.lang(),
                "保存できていません。M でもう一度たずねます。",
                "Not saved; M asks again.",
            );
            model.say(text);
        }
        Meaning::Nothing => model.push(Overlay::Conflict(conflict)),
    }
}

fn compared(session: &Session, foreign: &Foreign) -> Option<Merge> {
    let theirs = foreign.theirs.as_ref().ok()?;
    Some(merge(&foreign.base, &session.assessment, theirs))
}

fn begin(model: &mut Model, mut conflict: Box<Conflict>) {
    let Some(merge) = model.session.as_ref().and_then(|session| compared(session, &conflict.foreign)) else {
        return;
    };
    if merge.conflicts.is_empty() {
        return finish(model, &conflict.foreign, &[]);
    }
    conflict.stage = Stage::Choosing { conflicts: merge.conflicts, at: 0, taken: Vec::new() };
    model.push(Overlay::Conflict(conflict));
}

fn choose(model: &mut Model, mut conflict: Box<Conflict>, key: Key) {
    let Stage::Choosing { conflicts, at, taken } = &mut conflict.stage else { return };
    match key.code {
        Code::Char('o') => *at += 1,
        Code::Char('t') => {
            taken.extend(conflicts.get(*at).cloned());
            *at += 1;
        }
        Code::Esc => conflict.stage = Stage::Asking,
        _ => {}
    }
    match &conflict.stage {
        Stage::Choosing { conflicts, at, taken } if *at >= conflicts.len() => {
            finish(model, &conflict.foreign, taken);
        }
        _ => model.push(Overlay::Conflict(conflict)),
    }
}

/// Takes what only they changed and what was chosen, as ordinary edits; then the file may be replaced.
fn finish(model: &mut Model, foreign: &Foreign, chosen: &[Change]) {
    let Some(session) = &model.session else { return };
    let (Some(merge), Ok(theirs)) = (compared(session, foreign), &foreign.theirs) else { return };
    let ours = session.assessment.clone();
    for change in merge.theirs.iter().chain(chosen) {
        update::edit(model, change.clone());
    }
    let back =
        model.session.as_ref().map(|session| restored(&session.assessment, &[&foreign.base, theirs, &ours]));
    for change in back.unwrap_or_default() {
        update::edit(model, change);
    }
    let Some(session) = &model.session else { return };
    let merged = Box::new(session.assessment.clone());
    model.want(Effect::Adopt(merged));
    model.foreign = None;
    let (theirs, ours) = (merge.theirs.len() + chosen.len(), merge.ours.len());
    model.say(match model.lang() {
        Lang::Ja => format!("合わせました (こちらの変更{ours}件、取り込んだ変更{theirs}件)。"),
        Lang::En => format!("Merged: {ours} of our edits, {theirs} of theirs."),
    });
}

/// Draws the question, the differences, or the conflict in front.
pub fn draw(model: &Model, conflict: &Conflict, canvas: &mut Canvas<'_>) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    match &conflict.stage {
        Stage::Asking => {
            let title = pick(lang, "ファイルが外部で変更されました", "The file was changed by somebody else");
            let text = question(lang, session, &conflict.foreign);
            menu::draw(model, canvas, title, &text, choices(conflict), conflict.cursor);
        }
        Stage::Looking(from) => {
            let title = pick(lang, "違い", "Differences");
            let lines = differences(lang, session, &conflict.foreign);
            let from = (*from).min(lines.len().saturating_sub(1));
            menu::list(model, canvas, title, (&lines, from), Inside::List);
        }
        Stage::Choosing { conflicts, at, .. } => {
            let Some(change) = conflicts.get(*at) else { return };
            let title = match lang {
                Lang::Ja => format!("どちらを残しますか ({}/{})", at + 1, conflicts.len()),
                Lang::En => format!("Which one? ({} of {})", at + 1, conflicts.len()),
            };
            let mut lines = vec![name(lang, session, change), String::new()];
            lines.extend(both_sides(lang, &conflict.foreign, change));
            menu::list(model, canvas, &title, (&lines, 0), Inside::Sides);
        }
    }
}

fn question(lang: Lang, session: &Session, foreign: &Foreign) -> Vec<String> {
    let Some(merge) = compared(session, foreign) else {
        let why = foreign.theirs.as_ref().err().cloned().unwrap_or_default();
        return vec![
            pick(
                lang,
                "上書きはしていません。ファイルの今の内容は読めません:",
                "Nothing was overwritten. What stands in the file now cannot be read:",
            )
            .to_owned(),
            why,
        ];
    };
    let (ours, theirs, conflicts) = (merge.ours.len(), merge.theirs.len(), merge.conflicts.len());
    match lang {
        Lang::Ja => vec![
            "上書きはしていません。".to_owned(),
            format!("こちらだけの変更 {ours}件、あちらだけの変更 {theirs}件、食い違い {conflicts}件。"),
        ],
        Lang::En => vec![
            "Nothing was overwritten.".to_owned(),
            format!("Our edits: {ours}. Only theirs: {theirs}. Contradictions: {conflicts}."),
        ],
    }
}

fn differences(lang: Lang, session: &Session, foreign: &Foreign) -> Vec<String> {
    let Some(merge) = compared(session, foreign) else { return Vec::new() };
    let mut lines = Vec::new();
    let groups = [
        (pick(lang, "あちらだけの変更", "Only theirs"), &merge.theirs),
        (pick(lang, "食い違い", "Contradictions"), &merge.conflicts),
    ];
    for (title, changes) in groups {
        lines.push(format!("{title}: {}", changes.len()));
        for change in changes {
            lines.push(format!("  {}", name(lang, session, change)));
            lines.extend(both_sides(lang, foreign, change).into_iter().map(|line| format!("    {line}")));
        }
    }
    lines
}

/// The lines in which two versions of an entry differ, ours and theirs.
fn both_sides(lang: Lang, foreign: &Foreign, change: &Change) -> Vec<String> {
    let [ours, theirs] = (foreign.sides)(change);
    let only = |text: &str, other: &str| -> Vec<String> {
        let others: Vec<&str> = other.lines().collect();
        let own = text.lines().filter(|line| !others.contains(line));
        own.map(|line| format!("  {}", line.trim())).collect()
    };
    let nothing = || vec![format!("  {}", pick(lang, "(なし)", "(nothing)"))];
    let mut lines = vec![pick(lang, "こちら", "Ours").to_owned()];
    lines.extend(if ours.is_empty() { nothing() } else { only(&ours, &theirs) });
    lines.push(pick(lang, "あちら", "Theirs").to_owned());
    lines.extend(if theirs.is_empty() { nothing() } else { only(&theirs, &ours) });
    lines
}
