//! Which registers decide a row, and the notice where none does.

use crate::domain::evaluate::Ground;
use crate::domain::register::Register;
use crate::domain::text::{Lang, pick};
use crate::tui::session::Session;
use crate::tui::tab::Tab;

/// Why no register can be opened or closed here, and what to press instead.
pub fn no_register(lang: Lang, row: Option<usize>) -> &'static str {
    if row.is_none() {
        return pick(
            lang,
            "区分の中の設問を選んでから押してください。台帳の一覧は t で開けます。",
            "Choose a question of the category first; t opens all registers.",
        );
    }
    pick(
        lang,
        "この行に台帳はありません。申告(y n u)で決まります。",
        "No register stands behind this row; your claim (y n u) decides it.",
    )
}

/// The register that the keys act on for a row: the open one that its reasons name first, so that a key does what the
/// screen says; otherwise the first open one of its rule, otherwise the first.
pub fn register_of(session: &Session, at: usize) -> Option<Register> {
    let registers = session.pack.registers_behind(at);
    let open = |register: &Register| session.assessment.open(*register);
    if !registers.iter().any(open) {
        return registers.first().copied();
    }
    named_open(&session.grounds(at)).or_else(|| registers.into_iter().find(open))
}

/// The open register that reasons name first.
pub fn named_open(grounds: &[Ground]) -> Option<Register> {
    grounds.iter().find_map(|ground| match ground {
        Ground::RegisterOpen(register) => Some(*register),
        _ => None,
    })
}

/// The register to show for a row: the one that decides it, chosen standards first where none is chosen.
pub fn tab_of(session: &Session, at: usize) -> Option<Tab> {
    let row = &session.pack.rows()[at];
    let chosen = session.assessment.standards.iter().any(|choice| choice.row == row.id);
    if row.rule.asks_for_choice() && !chosen {
        return Some(Tab::Standards);
    }
    register_of(session, at).map(Tab::of)
}
