//! Edits of the open assessment: made, taken back, done again; and what is said of them.

use super::state::Desktop;
use crate::domain::change::Change;
use crate::domain::flip::Flips;
use crate::domain::register::Register;
use crate::domain::signer::Signer;
use crate::domain::text::{Lang, pick, tr};
use crate::report::words;
use crate::tui::action::{self, Action};
use crate::tui::cells;
use crate::tui::impact;
use crate::tui::message::StoreCommand;
use crate::tui::session::Session;

impl Desktop {
    /// Makes an edit: verdicts follow at once, the store writes it down, the notice says what flipped.
    pub fn edit(&mut self, change: Change) {
        self.edit_saying(change, "");
    }

    /// The same, after a sentence that says what was done.
    pub fn edit_saying(&mut self, change: Change, done: &str) {
        let Some(session) = self.session.as_mut() else { return };
        if let Some(why) = session.read_only().map(str::to_owned) {
            return self.say(why);
        }
        match session.edit(change.clone()) {
            Err(stale) => self.say(stale.to_string()),
            Ok(_) if change.is_idle() => {
                if !done.is_empty() {
                    self.say(done.to_owned());
                }
            }
            Ok(flips) => {
                self.record(change.clone());
                let flips = self.flipped(&change, &flips, done);
                let text = if flips.is_empty() || done.is_empty() {
                    format!("{done}{flips}")
                } else {
                    tr!(self.lang(), "{done}{flips}", "{done} {flips}")
                };
                if !text.is_empty() {
                    self.say(text);
                }
            }
        }
    }

    /// Takes a person's word that a register is complete.
    pub fn close_register(&mut self, register: Register, who: &Signer) {
        let (Some(today), Some(session)) = (self.today(), &self.session) else { return };
        let change = Change::close(&session.assessment, register, who, today);
        let name = words::register(self.lang(), register);
        self.edit_saying(
            change,
            &tr!(self.lang(), "{name}を「これで全部」としました。", "Marked complete: {name}."),
        );
    }

    fn record(&mut self, change: Change) {
        if self.trial.is_some() {
            return self.look_at_trial();
        }
        if let Some(session) = &self.session {
            let assessment = Box::new(session.assessment.clone());
            self.want(StoreCommand::Record(Box::new(change), assessment));
        }
    }

    /// Takes the last edit back and says so; the change that was made for it.
    pub fn undo(&mut self) -> Option<Change> {
        self.step(Session::undo, ("元に戻しました", "Undone"))
    }

    /// Does again what was taken back last and says so; the change that was made for it.
    pub fn redo(&mut self) -> Option<Change> {
        self.step(Session::redo, ("やり直しました", "Redone"))
    }

    fn step(
        &mut self,
        step: fn(&mut Session) -> Option<(Change, Flips)>,
        done: (&'static str, &'static str),
    ) -> Option<Change> {
        let lang = self.lang();
        let Some((change, flips)) = self.session.as_mut().and_then(step) else {
            self.notify("これ以上はありません。", "There is nothing more.");
            return None;
        };
        self.record(change.clone());
        let (done, gap) = (pick(lang, done.0, done.1), pick(lang, "", " "));
        let text = format!("{done}{gap}({}) {}", subject(lang, &change), self.flipped(&change, &flips, ""));
        self.say(text.trim_end().to_owned());
        Some(change)
    }

    /// What an edit flipped. A claim is about one requirement, so only categories are named; anything else is shared
    /// by several, so these are named too, with the key that takes it back.
    fn flipped(&self, change: &Change, flips: &Flips, before: &str) -> String {
        let lang = self.lang();
        let Some(session) = &self.session else { return String::new() };
        if matches!(change, Change::Claim(_)) {
            return impact::categories(session, lang, flips);
        }
        let key = action::key_of(self.place(), Action::Undo).unwrap_or_default();
        let undo = tr!(lang, "  {key} で元に戻せます", "  {key} takes it back");
        let mode = self.prefs.ambiguous;
        let room = usize::from(self.size.0.saturating_sub(2)).saturating_sub(cells::width(before, mode));
        let within = |room: usize| impact::within(session, lang, flips, room, mode);
        let beside = within(room.saturating_sub(cells::width(&undo, mode)));
        if beside.is_empty() {
            return beside;
        }
        // What flips, by name, comes before the key, which the help has too.
        let names = |text: &String| text.contains(" -> ");
        let only_counted = !before.is_empty() && !names(&beside);
        let alone = only_counted.then(|| within(room)).filter(names);
        alone.unwrap_or_else(|| format!("{beside}{undo}"))
    }
}

/// What was changed, for people: a register or the profile by name, everything else by its id.
fn subject(lang: Lang, change: &Change) -> String {
    let id = change.subject();
    match change {
        Change::Several(parts) => tr!(lang, "{}件の変更", "{} changes", parts.len()),
        Change::Scenario(_) => tr!(lang, "シナリオ {id}", "scenario {id}"),
        Change::Profile(_) => {
            pick(lang, "組織名・区分・基準日", "organisation, categories, dates").to_owned()
        }
        _ => Register::from_word(&id).map_or(id, |register| words::register(lang, register).to_owned()),
    }
}
