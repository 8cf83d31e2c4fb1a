//! Saying that a register is complete, or that it is not.

use crate::domain::change::Change;
use crate::domain::register::Register;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::Lang;
use crate::report::words;
use crate::tui::desktop::Desktop;
use crate::tui::impact;
use crate::tui::overlay::confirm;
use crate::tui::overlay::signing::{AfterSigning, Signing};

/// Most flips that are named before a register is closed.
const LINES: usize = 4;

/// Closes an open register (asking for a name) or reopens a closed one.
pub fn close_or_reopen(desktop: &mut Desktop, register: Register) {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return };
    if session.assessment.open(register) {
        let signing = Signing::new(desktop, Statement::Closures, AfterSigning::Close(register));
        desktop.open(signing.with_impact(impact_of_closing(desktop, register)));
        return;
    }
    let change = Change::reopen(&session.assessment, register);
    let name = words::register(lang, register);
    let (done, title) = match lang {
        Lang::Ja => (format!("{name}を「記入中」に戻しました。"), format!("{name}を「記入中」に戻しますか")),
        Lang::En => (format!("Open again: {name}."), format!("Open it again: {name}?")),
    };
    confirm::edit(desktop, change, title, ("記入中に戻す", "Open it again"), done);
}

/// What saying "that is all" would flip.
fn impact_of_closing(desktop: &Desktop, register: Register) -> Vec<String> {
    let (Some(session), Some(today)) = (&desktop.session, desktop.today()) else { return Vec::new() };
    // Anybody's name closes it; here only whether there is one matters.
    let anybody = Signer { name: "-".to_owned(), ..Signer::default() };
    let change = Change::close(&session.assessment, register, &anybody, today);
    impact::lines(session, desktop.lang(), &impact::of(session, &change), LINES)
}
