//! What is done to the rows of a table: add, edit, copy, delete.

use crate::domain::change::RemovalRefused;
use crate::domain::register::{
    Contract, Cover, Declaration, Document, Evidence, Person, Post, Record, StandardChoice,
};
use crate::domain::rule::{ENGAGED, RoleUse, Rule};
use crate::domain::signer::Statement;
use crate::domain::text::{pick, tr};
use crate::report::fields::{AnyFact, Source};
use crate::tui::desktop::Desktop;
use crate::tui::form::asks::row_asks;
use crate::tui::form::{self, Form, FormPurpose};
use crate::tui::overlay::confirm;
use crate::tui::screens::table::state::Table;
use crate::tui::session::Session;

/// The row under the cursor.
pub(super) fn under_cursor(screen: &Table, desktop: &Desktop) -> Option<AnyFact> {
    let session = desktop.session.as_ref()?;
    let visible = screen.visible(session, desktop.lang());
    let at = *visible.get(screen.cursor(screen.tab))?;
    screen.tab.fact(&session.assessment, at)
}

fn open_form(screen: &Table, desktop: &mut Desktop, draft: AnyFact, purpose: FormPurpose) {
    desktop.open(Form::new(screen.tab.description(), draft, purpose));
}

/// Opens the form of a new row, filled in with what the row of the pack it is for already says.
pub(super) fn add(screen: &Table, desktop: &mut Desktop) {
    let Some(session) = &desktop.session else { return };
    let mut draft = form::fresh(desktop, screen.tab.description());
    if let Some(at) = screen.back.as_deref().and_then(|id| session.pack.position(id)) {
        prefill(session, at, &mut draft);
    }
    if let AnyFact::Declaration(row) = &mut draft {
        let signer = desktop.signer(Statement::Declarations);
        (row.by, row.post) = (signer.name, signer.post);
        row.on = desktop.today().map(Into::into);
    }
    open_form(screen, desktop, draft, FormPurpose::Add);
}

fn prefill(session: &Session, at: usize, draft: &mut AnyFact) {
    let (pack, id) = (&session.pack, session.pack.rows()[at].id.clone());
    let category = pack.category_of(at).id.clone();
    let asks = |source, draft: &AnyFact| row_asks(pack, at, source, draft);
    let fits = match draft {
        AnyFact::Document(_) => asks(Source::DocumentRows, draft),
        AnyFact::Record(_) => asks(Source::RecordRows, draft),
        AnyFact::StandardChoice(_) => asks(Source::StandardRows, draft),
        _ => true,
    };
    match draft {
        _ if !fits => {}
        AnyFact::Document(Document { covers, .. }) => covers.push(Cover { row: id, section: String::new() }),
        AnyFact::Record(Record { rows, .. }) => rows.push(id),
        AnyFact::StandardChoice(StandardChoice { row, .. })
        | AnyFact::Declaration(Declaration { subject: row, .. }) => {
            *row = id;
        }
        AnyFact::Person(Person { posts, .. }) => {
            if let Some(role) = role_of(&pack.rows()[at].rule) {
                posts.push(Post { category, role, ..Post::default() });
            }
        }
        AnyFact::Contract(Contract { services, .. }) => *services = vec![category],
        AnyFact::Evidence(Evidence { shows, .. }) => shows.push(id),
        _ => {}
    }
}

/// The role that a rule asks for.
fn role_of(rule: &Rule) -> Option<String> {
    let asked = rule.all().filter_map(|rule| rule.needs().role);
    let mut held = asked.filter(|role| match role.usage {
        RoleUse::Held | RoleUse::Filled | RoleUse::Listed => role.id != ENGAGED,
        RoleUse::Covered | RoleUse::Counted => false,
    });
    held.next().map(|role| role.id.to_owned())
}

/// Opens the form of the row under the cursor; of a new one if there is none.
pub(super) fn edit(screen: &mut Table, desktop: &mut Desktop) {
    match under_cursor(screen, desktop) {
        Some(draft) => {
            let key = draft.key();
            open_form(screen, desktop, draft, FormPurpose::Edit(key));
        }
        None => add(screen, desktop),
    }
}

/// Opens the form of a new row with what the selected one says.
pub(super) fn copy(screen: &mut Table, desktop: &mut Desktop) {
    let Some(mut draft) = under_cursor(screen, desktop) else { return };
    draft.set_id(String::new());
    open_form(screen, desktop, draft, FormPurpose::Add);
}

/// Deletes the row under the cursor, unless others refer to it.
pub(super) fn delete(screen: &mut Table, desktop: &mut Desktop) {
    let lang = desktop.lang();
    let (Some(draft), Some(session)) = (under_cursor(screen, desktop), &desktop.session) else { return };
    match draft.remove(&session.assessment) {
        Ok(change) => {
            let (done, title) = match draft.shown_id() {
                id if id.is_empty() => (
                    pick(
                        lang,
                        "行を削除しました。u で元に戻せます。",
                        "The row was deleted; u brings it back.",
                    )
                    .to_owned(),
                    pick(lang, "この行を削除しますか", "Delete this row?").to_owned(),
                ),
                id => (
                    tr!(
                        lang,
                        "{id} を削除しました。u で元に戻せます。",
                        "{id} was deleted; u brings it back."
                    ),
                    tr!(lang, "{id} を削除しますか", "Delete {id}?"),
                ),
            };
            confirm::edit(desktop, change, title, ("削除する", "Delete it"), done);
        }
        Err(RemovalRefused::Used(users)) => {
            let text = tr!(
                lang,
                ("{} が使っているため削除できません。", users.join("、")),
                ("Cannot be deleted: used by {}.", users.join(", "))
            );
            desktop.say(text);
        }
        Err(RemovalRefused::Missing(_)) => {}
    }
}
