//! What if: what was changed in the trial layer, every verdict it flips, what else to try, and the scenarios put
//! aside.

mod compare;
mod draw;
mod lines;
mod state;

use crate::domain::change::Change;
use crate::domain::text::{pick, tr};
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::desktop::{Desktop, Goal, Request, WayBack};
use crate::tui::overlay::confirm::{Confirm, Deed};
use crate::tui::overlay::prompt::{Prompt, PromptPurpose};
use crate::tui::screens::Screen;

use lines::{Try, WhatIfLine};
pub use state::WhatIf;

impl WhatIf {
    /// Scenarios are no longer looked at side by side.
    pub fn close_comparison(&mut self) {
        self.comparison = None;
    }
}

/// Judges the scenarios put aside anew where the real values have changed: some may no longer apply.
fn judge_scenarios(screen: &mut WhatIf, desktop: &Desktop) {
    let Some(session) = desktop.real() else { return };
    if screen.judged == Some(session.revision()) {
        return;
    }
    let base = session.basis();
    let judged = session.assessment.scenarios.iter().map(|scenario| {
        let tried = base.attempt_from(&session.findings, &scenario.changes);
        (scenario.name.clone(), tried.map(|tried| tried.flips))
    });
    let judged: Vec<_> = judged.collect();
    screen.compared.retain(|name| judged.iter().any(|(known, _)| known == name));
    screen.scenarios = judged;
    screen.judged = Some(session.revision());
}

/// Forgets marks of changes that are no longer there.
fn settle_marks(screen: &mut WhatIf, desktop: &mut Desktop) {
    let Some(trial) = &desktop.trial else { return };
    screen.marked.retain(|target| trial.changes.iter().any(|change| change.target() == *target));
}

impl Screen for WhatIf {
    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        if self.comparison.is_some() {
            return compare::act(self, desktop, action);
        }
        match action {
            Action::Open => open(self, desktop),
            Action::Mark => mark(self, desktop),
            Action::Keep => keep(self, desktop),
            Action::PutAside => put_aside(desktop),
            Action::Compare => compare::begin(self, desktop),
            Action::Discard => discard(desktop),
            Action::DeleteRow => remove(self, desktop),
            _ => return self.list.travel(action, usize::from(draw::list(desktop).height)),
        }
        true
    }

    /// Keeps the cursor on the list, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        judge_scenarios(self, desktop);
        settle_marks(self, desktop);
        let lines = lines::of(self, desktop);
        let stops = lines::stops(&lines);
        let height = usize::from(draw::list(desktop).height);
        if let Some(comparison) = &mut self.comparison {
            comparison.settle(desktop);
            return;
        }
        self.list.at = self.list.at.min(stops.len().saturating_sub(1));
        let at = stops.get(self.list.at).copied().unwrap_or(0);
        // The heading above the first line of a section stays in sight with it.
        let top = if self.list.at == 0 { 0 } else { at.saturating_sub(1) };
        self.list.from =
            self.list.from.clamp((at + 1).saturating_sub(height), top.max((at + 1).saturating_sub(height)));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        draw::draw(self, desktop, canvas);
    }
}

fn under_cursor(screen: &WhatIf, desktop: &Desktop) -> Option<WhatIfLine> {
    let lines = lines::of(screen, desktop);
    let at = *lines::stops(&lines).get(screen.list.at)?;
    lines.into_iter().nth(at)
}

/// Goes to what a line is about, tries it, or takes the scenario up.
fn open(screen: &mut WhatIf, desktop: &mut Desktop) {
    match under_cursor(screen, desktop) {
        Some(WhatIfLine::Change(at)) => go_to_change(desktop, at),
        Some(WhatIfLine::Flip(flip)) => desktop.show(Goal::Row(flip.at), WayBack::HereAtOnce),
        Some(WhatIfLine::Try(Try::Departure)) => desktop.ask(Request::Act(Action::TryDeparture)),
        Some(WhatIfLine::Try(Try::Hire)) => desktop.ask(Request::Act(Action::TryHire)),
        Some(WhatIfLine::Try(Try::Date)) => desktop.ask(Request::Act(Action::TryDate)),
        Some(WhatIfLine::Scenario(at)) => take_up(screen, desktop, at),
        _ => {}
    }
}

fn go_to_change(desktop: &mut Desktop, at: usize) {
    let Some(change) = desktop.trial.as_ref().and_then(|trial| trial.changes.get(at)) else { return };
    if matches!(change, Change::Profile(_)) {
        return desktop.ask(Request::Act(Action::Profile));
    }
    let subject = change.subject();
    match desktop.session.as_ref().and_then(|session| session.pack.position(&subject)) {
        Some(row) => desktop.show(Goal::Row(row), WayBack::HereAtOnce),
        None => desktop.show(Goal::Entry(subject), WayBack::Here),
    }
}

fn take_up(screen: &mut WhatIf, desktop: &mut Desktop, at: usize) {
    let Some((name, _)) = screen.scenarios.get(at) else { return };
    let name = name.clone();
    let loose = desktop.trial.as_ref().filter(|trial| trial.is_loose()).map(|trial| trial.changes.len());
    match loose {
        Some(count) => lose(desktop, count, Deed::TakeUp(name)),
        None => desktop.take_up(&name),
    }
}

/// Asks before changes that were not put aside are lost.
fn lose(desktop: &mut Desktop, count: usize, deed: Deed) {
    let lang = desktop.lang();
    let text = tr!(
        lang,
        "変更{count}件は取り置かれていません。続けると失われます。",
        "Changes not put aside: {count}. They will be lost."
    );
    let title = pick(lang, "変更を捨てますか", "Lose the changes?");
    desktop.open(Confirm::new(title, vec![text], ("捨てて続ける", "Lose them and go on"), deed));
}

fn mark(screen: &mut WhatIf, desktop: &mut Desktop) {
    match under_cursor(screen, desktop) {
        Some(WhatIfLine::Change(at)) => {
            let Some(change) = desktop.trial.as_ref().and_then(|trial| trial.changes.get(at)) else {
                return;
            };
            toggle(&mut screen.marked, change.target());
        }
        Some(WhatIfLine::Scenario(at)) => {
            let Some((name, outcome)) = screen.scenarios.get(at).cloned() else { return };
            match outcome {
                Ok(_) => toggle(&mut screen.compared, name),
                Err(why) => desktop.say(crate::report::what_if::misfit(desktop.lang(), &why)),
            }
        }
        _ => {
            desktop.notify(
                "採用する変更か、比べるシナリオの行で押してください。",
                "Press it on a change to keep or a scenario to compare.",
            );
        }
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|known| *known == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}

fn keep(screen: &mut WhatIf, desktop: &mut Desktop) {
    let Some(trial) = &desktop.trial else { return };
    let marked = &screen.marked;
    let chosen: Vec<usize> =
        (0..trial.changes.len()).filter(|at| marked.contains(&trial.changes[*at].target())).collect();
    desktop.keep_tried(&chosen);
}

fn put_aside(desktop: &mut Desktop) {
    let Some(trial) = &desktop.trial else { return };
    if trial.changes.is_empty() {
        return desktop.notify("まだ何も変えていません。", "Nothing was changed yet.");
    }
    desktop.open(Prompt::line(PromptPurpose::ScenarioName, &trial.name));
}

fn discard(desktop: &mut Desktop) {
    let Some(trial) = &desktop.trial else { return };
    if trial.is_loose() {
        return lose(desktop, trial.changes.len(), Deed::Discard);
    }
    desktop.discard_trial();
}

fn remove(screen: &mut WhatIf, desktop: &mut Desktop) {
    match under_cursor(screen, desktop) {
        Some(WhatIfLine::Change(at)) => desktop.take_back(at),
        Some(WhatIfLine::Scenario(at)) => {
            if let Some((name, _)) = screen.scenarios.get(at) {
                let name = name.clone();
                desktop.forget_scenario(&name);
            }
        }
        _ => {
            desktop.notify(
                "取り消す変更か、削除するシナリオの行で押してください。",
                "Press it on a change to take back or a scenario to remove.",
            );
        }
    }
}
