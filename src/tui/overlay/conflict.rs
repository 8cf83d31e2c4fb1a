//! Somebody else changed the file while it was open here: nothing was overwritten, and a person says how the
//! two versions come together.

use crate::domain::change::Change;
use crate::domain::merge::{Base, Clash, Merge, difference, merge};
use crate::domain::text::{Lang, pick, tr};
use crate::domain::zone::Zone;
use crate::report::entry;
use crate::report::grounds::Context;
use crate::report::merging::kind_in;
use crate::tui::action::BoxFocus;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, FileQuestion, Outcome, Overlay};
use crate::tui::keys::{Code, Key};
use crate::tui::message::StoreCommand;
use crate::tui::overlay::menu::{self, MenuAnswer, MenuChoice};
use crate::tui::session::{Foreign, Session};

const MERGE: MenuChoice = MenuChoice::new('m', "両方の変更を合わせる", "Merge both versions");
const BESIDE: MenuChoice = MenuChoice::new(
    'b',
    "こちらの内容を別のファイルに保存して続ける",
    "Save this version beside it and go on there",
);
const LOOK: MenuChoice = MenuChoice::new('l', "違いを見る", "Look at the differences");

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
    /// The clashes, the one in front, and what was chosen.
    Choosing {
        clashes: Vec<Clash>,
        at: usize,
        chosen: Chosen,
        /// The first line shown.
        from: usize,
    },
}

/// The names of the clashes that do not simply stay as they are here.
#[derive(Debug, Default)]
struct Chosen {
    /// Theirs is taken.
    theirs: Vec<String>,
    /// Both are kept, theirs under a new id.
    both: Vec<String>,
}

/// Shows what came, once whatever is being typed is finished.
pub fn arrive(desktop: &mut Desktop, foreign: Foreign) {
    desktop.overlays.retain(|overlay| overlay.question() != Some(FileQuestion::Conflict));
    desktop.foreign = Some(foreign.clone());
    let conflict = Conflict { foreign, cursor: 0, stage: Stage::Asking };
    desktop.overlays.insert(0, Box::new(conflict));
}

/// Asks again what was put off.
pub fn again(desktop: &mut Desktop) {
    if let Some(foreign) = desktop.foreign.clone() {
        return arrive(desktop, foreign);
    }
    desktop.notify("外部の変更はありません。", "Nobody else changed the file.");
}

impl Conflict {
    fn choices(&self) -> &'static [MenuChoice] {
        if self.foreign.theirs.is_ok() { &[MERGE, BESIDE, LOOK] } else { &[BESIDE] }
    }

    /// Whose keys act in it.
    fn keys(&self) -> BoxFocus {
        match &self.stage {
            Stage::Asking => BoxFocus::Question,
            Stage::Looking(_) => BoxFocus::List,
            Stage::Choosing { clashes, at, .. } if clashes.get(*at).is_some_and(|clash| clash.keeps_both) => {
                BoxFocus::SidesOrBoth
            }
            Stage::Choosing { .. } => BoxFocus::Sides,
        }
    }

    fn ask(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        let choices = self.choices();
        match menu::answer(choices, &mut self.cursor, key) {
            Some(MenuAnswer::Chosen(at)) => match choices[at].key {
                'm' => return self.begin(desktop),
                'b' => desktop.want(StoreCommand::SaveAs(None)),
                _ => {
                    self.stage = Stage::Looking(0);
                    return Outcome::Keep;
                }
            },
            Some(MenuAnswer::Left) => {
                desktop.notify("保存できていません。M でもう一度たずねます。", "Not saved; M asks again.");
            }
            None => return Outcome::Keep,
        }
        Outcome::Close
    }

    fn begin(&mut self, desktop: &mut Desktop) -> Outcome {
        let compared = desktop.session.as_ref().and_then(|session| compared(session, &self.foreign, &[]));
        let Some(merge) = compared else { return Outcome::Close };
        if merge.clashes.is_empty() {
            finish(desktop, &self.foreign, &Chosen::default());
            return Outcome::Close;
        }
        self.stage = Stage::Choosing { clashes: merge.clashes, at: 0, chosen: Chosen::default(), from: 0 };
        Outcome::Keep
    }

    fn choose(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        let Stage::Choosing { clashes, at, chosen, from } = &mut self.stage else { return Outcome::Keep };
        let decided = match (key.code, clashes.get(*at)) {
            (Code::Char('o'), _) => true,
            (Code::Char('t'), Some(clash)) => {
                chosen.theirs.push(clash.id.clone());
                true
            }
            (Code::Char('b'), Some(clash)) if clash.keeps_both => {
                chosen.both.push(clash.id.clone());
                true
            }
            _ => false,
        };
        if decided {
            (*at, *from) = (*at + 1, 0);
        } else if key.code == Code::Esc {
            self.stage = Stage::Asking;
            return Outcome::Keep;
        } else {
            *from = menu::scrolled(*from, (usize::MAX, menu::room(desktop.size)), key).unwrap_or(*from);
        }
        if *at < clashes.len() {
            return Outcome::Keep;
        }
        finish(desktop, &self.foreign, chosen);
        Outcome::Close
    }
}

impl Overlay for Conflict {
    fn focus(&self) -> Option<BoxFocus> {
        Some(self.keys())
    }

    /// Asks until the versions are together, apart in two files, or the question is put off.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome {
        match &self.stage {
            Stage::Choosing { .. } => self.choose(desktop, key),
            Stage::Looking(from) => {
                self.stage = menu::scrolled(*from, (usize::MAX, menu::room(desktop.size)), key)
                    .map_or(Stage::Asking, Stage::Looking);
                Outcome::Keep
            }
            Stage::Asking => self.ask(desktop, key),
        }
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let lang = desktop.lang();
        let Some(session) = &desktop.session else { return };
        match &self.stage {
            Stage::Asking => {
                let title =
                    pick(lang, "ファイルが外部で変更されました", "The file was changed by somebody else");
                let text = question_text(lang, session, &self.foreign);
                let choices = (self.choices(), self.cursor);
                menu::draw(desktop, canvas, (title, &text), choices, BoxFocus::Question);
            }
            Stage::Looking(from) => {
                let title = pick(lang, "違い", "Differences");
                let lines = menu::folded(desktop, &differences(lang, session, &self.foreign));
                let from = (*from).min(lines.len().saturating_sub(1));
                menu::lines(desktop, canvas, title, (&lines, from), BoxFocus::List);
            }
            Stage::Choosing { clashes, at, from, .. } => {
                let Some(clash) = clashes.get(*at) else { return };
                let Some(merge) = compared(session, &self.foreign, &[]) else { return };
                let heading =
                    tr!(lang, "どちらを残しますか({}/{})", "Which one? ({} of {})", at + 1, clashes.len());
                let title = entry::title(lang, contexts(session, &merge).each_ref(), &clash.change);
                let mut lines = vec![format!("{title}  {}", kind_in(lang, clash.kind)), String::new()];
                lines.extend(both_sides(lang, session, &merge, &clash.change));
                let lines = menu::folded(desktop, &lines);
                let from = (*from).min(lines.len().saturating_sub(1));
                menu::lines(desktop, canvas, &heading, (&lines, from), self.keys());
            }
        }
    }

    fn question(&self) -> Option<FileQuestion> {
        Some(FileQuestion::Conflict)
    }
}

fn compared(session: &Session, foreign: &Foreign, both: &[String]) -> Option<Merge> {
    let theirs = foreign.theirs.as_ref().ok()?;
    Some(merge(&Base::known(&foreign.base), &session.assessment, theirs, &session.issued, both))
}

/// Takes what only they changed and what was chosen, as ordinary edits; then the file may be replaced.
fn finish(desktop: &mut Desktop, foreign: &Foreign, chosen: &Chosen) {
    let Some(session) = &desktop.session else { return };
    let Some(merge) = compared(session, foreign, &chosen.both) else { return };
    let settled = merge.settled(&session.assessment, |clash| chosen.theirs.contains(&clash.id));
    let changes = difference(&session.assessment, &settled.values);
    let (ours, theirs) = (merge.ours.len(), changes.len());
    for change in changes {
        desktop.edit(change);
    }
    let Some(session) = &desktop.session else { return };
    let merged = Box::new(session.assessment.clone());
    desktop.want(StoreCommand::Adopt(merged));
    desktop.foreign = None;
    let numbers: Vec<String> =
        merge.renumbered.iter().map(|row| format!("{} -> {}", row.from, row.to)).collect();
    let (lang, numbers) = (desktop.lang(), numbers.join(pick(desktop.lang(), "、", ", ")));
    desktop.say(if numbers.is_empty() {
        tr!(
            lang,
            "合わせました(こちらの変更{ours}件、取り込んだ変更{theirs}件)。",
            "Merged: {ours} of our edits, {theirs} of theirs."
        )
    } else {
        tr!(
            lang,
            "合わせました。番号が重なったあちらの行: {numbers}。",
            "Merged. Their rows with a number of ours: {numbers}."
        )
    });
}

fn question_text(lang: Lang, session: &Session, foreign: &Foreign) -> Vec<String> {
    let Some(merge) = compared(session, foreign, &[]) else {
        let text = pick(
            lang,
            "上書きはしていません。ファイルの今の内容は読めません:",
            "Nothing was overwritten. What stands in the file now cannot be read:",
        );
        return vec![text.to_owned(), foreign.theirs.as_ref().err().cloned().unwrap_or_default()];
    };
    let (ours, theirs, conflicts) = (merge.ours.len(), merge.theirs.len(), merge.clashes.len());
    vec![
        pick(lang, "上書きはしていません。", "Nothing was overwritten.").to_owned(),
        tr!(
            lang,
            "こちらだけの変更 {ours}件、あちらだけの変更 {theirs}件、食い違い {conflicts}件。",
            "Our edits: {ours}. Only theirs: {theirs}. Contradictions: {conflicts}."
        ),
    ]
}

fn differences(lang: Lang, session: &Session, foreign: &Foreign) -> Vec<String> {
    let Some(merge) = compared(session, foreign, &[]) else { return Vec::new() };
    let mut lines = Vec::new();
    let clashes: Vec<Change> = merge.clashes.iter().map(|clash| clash.change.clone()).collect();
    let groups = [
        (pick(lang, "あちらだけの変更", "Only theirs"), &merge.theirs),
        (pick(lang, "食い違い", "Contradictions"), &clashes),
    ];
    if !merge.woven.is_empty() {
        let told = pick(
            lang,
            "双方が別の項目を変えた行(両方を合わせます)",
            "Changed by both in different fields (both go in)",
        );
        lines.push(format!("{told}: {}", merge.woven.join(", ")));
    }
    for (title, changes) in groups {
        lines.push(format!("{title}: {}", changes.len()));
        for change in changes {
            let title = entry::title(lang, contexts(session, &merge).each_ref(), change);
            lines.push(format!("  {title}"));
            let sides = both_sides(lang, session, &merge, change);
            lines.extend(sides.into_iter().map(|line| format!("    {line}")));
        }
    }
    lines
}

/// The lines in which two versions of an entry differ, ours and theirs, in people's words.
fn both_sides(lang: Lang, session: &Session, merge: &Merge, change: &Change) -> Vec<String> {
    let contexts = contexts(session, merge);
    let [mut our_lines, mut their_lines] = entry::sides(lang, contexts.each_ref(), change).map(|said| {
        said.into_iter().map(|said| format!("  {}: {}", said.label, said.value)).collect::<Vec<_>>()
    });
    let both: Vec<String> = our_lines.iter().filter(|line| their_lines.contains(line)).cloned().collect();
    let mut lines = Vec::new();
    let names = [pick(lang, "こちら", "Ours"), pick(lang, "あちら", "Theirs")];
    for (at, own) in [&mut our_lines, &mut their_lines].into_iter().enumerate() {
        own.retain(|line| !both.contains(line));
        own.extend(signature(lang, &session.assessment.zone, change, at));
        lines.push(names[at].to_owned());
        if own.is_empty() {
            lines.push(format!("  {}", pick(lang, "(なし)", "(nothing)")));
        }
        lines.append(own);
    }
    lines
}

/// What the names on both sides are looked up in.
fn contexts<'a>(session: &'a Session, merge: &'a Merge) -> [Context<'a>; 2] {
    let (pack, references) = (&*session.pack, &*session.references);
    [&session.assessment, &merge.their_values].map(|assessment| Context { pack, references, assessment })
}

/// Who gave an answer and when.
fn signature(lang: Lang, zone: &Zone, change: &Change, side: usize) -> Option<String> {
    let Change::Claim(swap) = change else { return None };
    let claim = [&swap.before, &swap.after][side].as_ref()?;
    let at = zone.minute(&claim.at);
    Some(format!("  {}: {}  {at}", pick(lang, "記入", "By"), claim.by))
}
