//! Trying: everything can be changed on a copy of the open assessment, and nothing of it reaches the file or the
//! history before it is kept.
//!
//! While something is tried, [`Desktop::session`] is the copy, so that every screen and form works on it; the real one
//! waits in [`Desktop::trial`]. What is put aside under a name is an edit of the real one; what is not put aside lives
//! in memory only and ends with the program.

use super::request::Request;
use super::state::{Desktop, FileQuestion};
use super::trial::Trial;
use crate::domain::assessment::Assessment;
use crate::domain::change::{Change, Scenario};
use crate::domain::flip::Flips;
use crate::domain::signer::Statement;
use crate::domain::text::{pick, tr};
use crate::domain::what_if::{applied, changes, with_needed};
use crate::report::what_if::misfit;
use crate::tui::action::{self, Action, Place};
use crate::tui::impact;
use crate::tui::message::{StoreCommand, StoreMessage};
use crate::tui::session::{Saving, Session};

/// A session with the same values, to which nothing can be undone that was really done.
fn copy(real: &Session) -> Session {
    let mut copy = real.clone();
    copy.forget_edits();
    copy.saving = Saving::Saved;
    (copy.silent_history, copy.unlocked) = (None, None);
    copy
}

impl Desktop {
    /// Begins a trial; false, after saying why, if something has to be answered first.
    pub fn begin_trial(&mut self) -> bool {
        if self.trial.is_some() {
            return true;
        }
        let asks = |question| matches!(question, Some(FileQuestion::Recovery | FileQuestion::Conflict));
        if self.overlays.iter().any(|overlay| asks(overlay.question())) || self.foreign.is_some() {
            self.notify(
                "先にファイルについての質問に答えてください(M)。",
                "Answer the question about the file first (M).",
            );
            return false;
        }
        let Some(real) = self.session.take() else { return false };
        let copy = copy(&real);
        self.trial = Some(Trial {
            real,
            name: String::new(),
            changes: Vec::new(),
            flips: Flips::default(),
            came_from: self.page,
            waiting: Vec::new(),
        });
        self.session = Some(copy);
        true
    }

    /// Looks again at what was changed, after each edit that is only tried.
    pub(super) fn look_at_trial(&mut self) {
        let (Some(trial), Some(session)) = (&mut self.trial, &self.session) else { return };
        trial.changes = changes(&trial.real.assessment, &session.assessment);
        trial.flips = Flips::between(&trial.real.findings, &session.findings);
    }

    /// Keeps a message that has to be answered about the real values until the trial is over; returns any other one,
    /// and any while nothing is tried.
    pub fn put_off(&mut self, message: StoreMessage) -> Option<StoreMessage> {
        let Some(trial) = &mut self.trial else { return Some(message) };
        let asks = match &message {
            StoreMessage::Past(past, _) => !past.missing.is_empty(),
            StoreMessage::Changed(_) => true,
            _ => return Some(message),
        };
        trial.waiting.push(message);
        if asks {
            self.notify(
                "ファイルについて確かめたいことがあります。「もしも」を終えたときにたずねます。",
                "There is a question about the file; it will be asked when what-if ends.",
            );
        }
        None
    }

    /// Ends the trial. What was tried is lost unless it was put aside or kept before.
    pub fn end_trial(&mut self) {
        let Some(trial) = self.trial.take() else { return };
        self.session = Some(trial.real);
        self.trail.clear();
        self.ask(Request::Return(trial.came_from));
        trial.waiting.into_iter().for_each(|message| self.ask(Request::Hear(message)));
    }

    /// Ends the trial and says so.
    pub fn discard_trial(&mut self) {
        self.end_trial();
        if self.notice.is_none() {
            self.notify(
                "「もしも」を終えました。ここからは実際の自己評価です。",
                "What-if is over; this is the assessment as it is.",
            );
        }
    }

    /// Makes real edits of all changes, or of some of them and of what these need, as one edit that is undone as
    /// one. What was not chosen is still only tried.
    pub fn keep_tried(&mut self, chosen: &[usize]) {
        let lang = self.lang();
        let Some(trial) = &self.trial else { return };
        if let Some(why) = trial.real.read_only().map(str::to_owned) {
            return self.say(why);
        }
        let real = &trial.real.assessment;
        let wanted: Vec<usize> =
            if chosen.is_empty() { (0..trial.changes.len()).collect() } else { chosen.to_vec() };
        let taken = with_needed(real, &trial.changes, &wanted);
        let mut kept: Vec<Change> = taken.iter().map(|at| trial.changes[*at].clone()).collect();
        let whole = kept.len() == trial.changes.len();
        let count = kept.len();
        if count == 0 {
            return self.notify("まだ何も変えていません。", "Nothing was changed yet.");
        }
        if whole && real.scenarios.iter().any(|scenario| scenario.name == trial.name) {
            // What was tried is real now; kept aside as well, it would never apply again.
            kept.push(Change::forget(real, &trial.name));
        }
        let Some(flips) = self.really(Change::all(kept)) else { return };
        let flips = self.real().map_or_else(String::new, |real| impact::categories(real, lang, &flips));
        let undo = action::key_of(Place::Work, Action::Undo).unwrap_or_default();
        if whole {
            self.end_trial();
        } else {
            self.look_at_trial();
        }
        let more = if taken.len() > wanted.len() {
            pick(lang, "(必要な変更を含む)", " (with what they need)")
        } else {
            ""
        };
        let text = tr!(
            lang,
            "{count}件を採用しました{more}。{flips}  {undo} で一度に元に戻せます。",
            "Kept {count} changes{more}. {flips}  {undo} takes them back at once."
        );
        // Behind what had to wait while something was tried.
        self.ask(Request::Say(text));
    }

    /// Makes an edit of the real session and has it written down; what flips, or nothing if it was refused.
    fn really(&mut self, change: Change) -> Option<Flips> {
        let session = self.real_mut()?;
        if let Some(why) = session.read_only().map(str::to_owned) {
            self.say(why);
            return None;
        }
        match session.edit(change.clone()) {
            Ok(flips) => {
                let assessment = Box::new(session.assessment.clone());
                self.want(StoreCommand::Record(Box::new(change), assessment));
                self.same_scenarios();
                Some(flips)
            }
            Err(stale) => {
                self.say(stale.to_string());
                None
            }
        }
    }

    /// Scenarios are real whatever is tried, so the copy has the same.
    fn same_scenarios(&mut self) {
        if let (Some(trial), Some(session)) = (&self.trial, &mut self.session) {
            session.assessment.scenarios.clone_from(&trial.real.assessment.scenarios);
            session.issued.join(&trial.real.issued);
        }
    }

    /// Puts what was changed aside under a name. A name in use is refused unless it is the one
    /// of the scenario being tried.
    pub fn put_aside(&mut self, name: &str) {
        let lang = self.lang();
        let (by, at) = (self.signer(Statement::Answers).name, self.now.clone());
        let Some(trial) = &self.trial else { return };
        if trial.is_taken(name) {
            return self.say(tr!(
                lang,
                "「{name}」はもうあります。別の名前にしてください。",
                "There is a scenario called {name} already; give another name."
            ));
        }
        let scenario = Scenario { name: name.to_owned(), by, at, changes: trial.changes.clone() };
        let change = Change::put(&trial.real.assessment, scenario);
        if self.really(change).is_none() {
            return;
        }
        if let Some(trial) = &mut self.trial {
            name.clone_into(&mut trial.name);
        }
        self.say(tr!(
            lang,
            "「{name}」として取り置きました。ファイルに残り、判定には影響しません。",
            "Put aside as {name}; it stays in the file and never influences a verdict."
        ));
    }

    /// Takes a scenario up in the place of what is being tried, as a whole or not at all.
    pub fn take_up(&mut self, name: &str) {
        let lang = self.lang();
        let Some(trial) = &self.trial else { return };
        let real = &trial.real;
        let Some(scenario) = real.assessment.scenarios.iter().find(|scenario| scenario.name == name) else {
            return;
        };
        if let Err(why) = applied(&real.assessment, &scenario.changes) {
            return self.say(format!("{name}: {}", misfit(lang, &why)));
        }
        let mut session = copy(real);
        for change in scenario.changes.clone() {
            // All of them were tried just now.
            drop(session.edit(change));
        }
        session.saving = Saving::Saved;
        self.session = Some(session);
        if let Some(trial) = &mut self.trial {
            name.clone_into(&mut trial.name);
        }
        self.look_at_trial();
        self.say(tr!(lang, "「{name}」をためしています。", "Trying {name}."));
    }

    /// Removes a scenario from the file; what is being tried stays.
    pub fn forget_scenario(&mut self, name: &str) {
        let lang = self.lang();
        let Some(session) = self.real() else { return };
        let change = Change::forget(&session.assessment, name);
        if self.really(change).is_none() {
            return;
        }
        self.say(tr!(
            lang,
            "シナリオ「{name}」を削除しました。「もしも」を終えたあと U で元に戻せます。",
            "Scenario {name} removed; once what-if is over, U brings it back."
        ));
    }

    /// Takes one of the changes back.
    pub fn take_back(&mut self, at: usize) {
        let Some(trial) = &self.trial else { return };
        let all: Vec<usize> = (0..trial.changes.len()).filter(|other| *other != at).collect();
        let left = with_needed(&trial.real.assessment, &trial.changes, &all);
        if left.contains(&at) {
            return self.notify(
                "ほかの変更がこれを必要としています。先にそちらを取り消してください。",
                "Another change needs this one; take that back first.",
            );
        }
        let Some(change) = trial.changes.get(at).map(Change::inverse) else { return };
        let Some(session) = &self.session else { return };
        let change = change.placed(&session.assessment);
        self.edit(change);
    }

    /// Tries changes made at once, as one edit.
    pub fn attempt(&mut self, make: impl FnOnce(&Assessment) -> Vec<Change>) {
        if !self.begin_trial() {
            return;
        }
        let Some(session) = &self.session else { return };
        let changes = make(&session.assessment);
        if !changes.is_empty() {
            self.edit(Change::all(changes));
        }
    }
}
