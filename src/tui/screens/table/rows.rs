//! What is done to the rows of a table: add, edit, copy, delete.

use crate::domain::assessment::Assessment;
use crate::domain::change::{Entry as _, Kept};
use crate::domain::register::{
    Contract, Cover, Declaration, Document, Evidence, Person, Post, Record, StandardChoice,
};
use crate::domain::rule::{ENGAGED, RoleUse, Rule};
use crate::domain::signer::Statement;
use crate::domain::text::Lang;
use crate::report::fields::AnyFact;
use crate::report::fields::Source;
use crate::tui::form::asks::row_asks;
use crate::tui::form::{self, Form, Purpose};
use crate::tui::model::Model;
use crate::tui::overlay::Overlay;
use crate::tui::overlay::confirm;
use crate::tui::session::Session;

/// The row of the same register that stands under another key.
pub fn draft_of(assessment: &Assessment, like: &AnyFact, key: &str) -> Option<AnyFact> {
    Some(match like {
        AnyFact::StandardChoice(_) => {
            AnyFact::StandardChoice(assessment.standards.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::StepNote(_) => {
            AnyFact::StepNote(assessment.steps.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::Declaration(_) => {
            AnyFact::Declaration(assessment.declarations.iter().find(|row| row.key() == key)?.clone())
        }
        AnyFact::VerifiedMember(_) => {
            AnyFact::VerifiedMember(assessment.members.iter().find(|row| row.key() == key)?.clone())
        }
        _ => return None,
    })
}

/// The row under the cursor.
pub(super) fn under_cursor(model: &Model) -> Option<AnyFact> {
    let session = model.session.as_ref()?;
    let visible = model.table.visible(session, model.lang());
    let at = *visible.get(model.table.cursor(model.table.tab))?;
    model.table.tab.fact(&session.assessment, at)
}

fn open_form(model: &mut Model, draft: AnyFact, purpose: Purpose) {
    let form = Box::new(Form::new(model.table.tab.description(), draft, purpose));
    model.push(Overlay::Form(form));
}

/// Opens the form of a new row, filled in with what the row of the pack it is for already says.
pub fn add(model: &mut Model) {
    let Some(session) = &model.session else { return };
    let mut draft = form::fresh(model, model.table.tab.description());
    if let Some(at) = model.table.back.as_deref().and_then(|id| session.pack.position(id)) {
        prefill(session, at, &mut draft);
    }
    if let AnyFact::Declaration(row) = &mut draft {
        let signer = model.signer(Statement::Declarations);
        (row.by, row.post) = (signer.name, signer.post);
        row.on = model.today().map(Into::into);
    }
    open_form(model, draft, Purpose::Add);
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
pub(super) fn edit(model: &mut Model) {
    match under_cursor(model) {
        Some(draft) => {
            let key = draft.key();
            open_form(model, draft, Purpose::Edit(key));
        }
        None => add(model),
    }
}

/// Opens the form of a new row with what the selected one says.
pub(super) fn copy(model: &mut Model) {
    let Some(mut draft) = under_cursor(model) else { return };
    draft.set_id(String::new());
    open_form(model, draft, Purpose::Add);
}

/// Deletes the row under the cursor, unless others refer to it.
pub(super) fn delete(model: &mut Model) {
    let lang = model.lang();
    let (Some(draft), Some(session)) = (under_cursor(model), &model.session) else { return };
    match draft.remove(&session.assessment) {
        Ok(change) => {
            let (done, title) = match (lang, draft.shown_id()) {
                (Lang::Ja, id) if id.is_empty() => {
                    ("行を削除しました。u で元に戻せます。".to_owned(), "この行を削除しますか".to_owned())
                }
                (Lang::En, id) if id.is_empty() => {
                    ("The row was deleted; u brings it back.".to_owned(), "Delete this row?".to_owned())
                }
                (Lang::Ja, id) => {
                    (format!("{id} を削除しました。u で元に戻せます。"), format!("{id} を削除しますか"))
                }
                (Lang::En, id) => (format!("{id} was deleted; u brings it back."), format!("Delete {id}?")),
            };
            confirm::edit(model, change, title, ("削除する", "Delete it"), done);
        }
        Err(Kept::Used(users)) => {
            let text = match lang {
                Lang::Ja => format!("{} が使っているため削除できません。", users.join("、")),
                Lang::En => format!("Cannot be deleted: used by {}.", users.join(", ")),
            };
            model.say(text);
        }
        Err(Kept::Missing(_)) => {}
    }
}
