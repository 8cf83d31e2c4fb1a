//! The register behind a row: which one it is, and saying that it is complete.

use crate::domain::change::Change;
use crate::domain::evaluate::Ground;
use crate::domain::register::Register;
use crate::domain::signer::{Signer, Statement};
use crate::domain::text::Lang;
use crate::report::words::{self, pick};
use crate::tui::impact;
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::overlay::confirm;
use crate::tui::overlay::signing::{Signing, Then};
use crate::tui::session::Session;
use crate::tui::update;

/// Most flips that are told before a register is closed.
const LINES: usize = 4;

/// Asks who closes the register behind this row, or reopens it.
pub(super) fn that_is_all(model: &mut Model) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    let row = model.assess.tree.row();
    match row.and_then(|at| register_of(session, at)) {
        Some(register) => close_or_reopen(model, register),
        None => model.say(no_register(lang, row)),
    }
}

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

/// Closes an open register (asking for a name) or reopens a closed one.
pub fn close_or_reopen(model: &mut Model, register: Register) {
    let lang = model.lang();
    let Some(session) = &model.session else { return };
    if session.assessment.open(register) {
        let signing = Signing::new(model, Statement::Closures, Then::Close(register));
        let signing = signing.noting(impact_of_closing(model, register));
        model.push(Overlay::Signing(Box::new(signing)));
        return;
    }
    let change = Change::reopen(&session.assessment, register);
    let name = words::register(lang, register);
    let (done, title) = match lang {
        Lang::Ja => (format!("{name}を「記入中」に戻しました。"), format!("{name}を「記入中」に戻しますか")),
        Lang::En => (format!("Open again: {name}."), format!("Open it again: {name}?")),
    };
    confirm::edit(model, change, title, ("記入中に戻す", "Open it again"), done);
}

/// Somebody says that a register is complete.
pub fn close(model: &mut Model, register: Register, who: &Signer) {
    let (Some(today), Some(session)) = (model.today(), &model.session) else { return };
    let change = Change::close(&session.assessment, register, who, today);
    model.notice = None;
    update::edit(model, change);
    if model.notice.is_none() {
        let name = words::register(model.lang(), register);
        let text = match model.lang() {
            Lang::Ja => format!("{name}を「これで全部」としました。もう一度押すと記入中に戻せます。"),
            Lang::En => format!("Marked complete: {name}. The same key opens it again."),
        };
        model.say(text);
    }
}

/// What saying "that is all" would flip.
fn impact_of_closing(model: &Model, register: Register) -> Vec<String> {
    let (Some(session), Some(today)) = (&model.session, model.today()) else { return Vec::new() };
    // Anybody's name closes it; here only whether there is one matters.
    let anybody = Signer { name: "-".to_owned(), ..Signer::default() };
    let change = Change::close(&session.assessment, register, &anybody, today);
    impact::lines(session, model.lang(), &impact::of(session, &change), LINES)
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
pub(super) fn named_open(grounds: &[Ground]) -> Option<Register> {
    grounds.iter().find_map(|ground| match ground {
        Ground::RegisterOpen(register) => Some(*register),
        _ => None,
    })
}
