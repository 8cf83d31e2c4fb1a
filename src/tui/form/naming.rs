//! Names typed in the place of a member: read as the member they mean, refused where they are no names, and said
//! where they are in no list.

use crate::domain::listed::Meaning;
use crate::domain::reference::ReferenceKind;
use crate::domain::register::Item;
use crate::domain::text::{Lang, pick, tr};
use crate::report::listed;
use crate::tui::session::Session;

/// Items as they go into a row, with what is to be said of the new ones.
///
/// # Errors
/// The sentence that says which of them is no name, and what to do.
pub(super) fn settled(
    session: &Session,
    lang: Lang,
    kinds: &[ReferenceKind],
    before: &[Item],
    items: Vec<Item>,
) -> Result<(Vec<Item>, String), String> {
    let mut said = Vec::new();
    let items: Result<Vec<Item>, String> = items
        .into_iter()
        .map(|item| match item {
            item if item.is_blank() || before.contains(&item) => Ok(item),
            Item::Unlisted(name) => one(session, lang, kinds, name, &mut said),
            item => Ok(item),
        })
        .collect();
    let stop = pick(lang, "。", ".");
    Ok((items?, said.into_iter().map(|text: String| text + stop).collect::<Vec<_>>().join(" ")))
}

fn one(
    session: &Session,
    lang: Lang,
    kinds: &[ReferenceKind],
    name: String,
    said: &mut Vec<String>,
) -> Result<Item, String> {
    let context = session.context();
    let stop = pick(lang, "。", ". ");
    match listed::meaning(&context, &name, kinds) {
        Meaning::Member(id) => {
            let member = listed::members(lang, &context, std::slice::from_ref(&id));
            said.push(tr!(
                lang,
                "「{name}」は例示の {member} として入れました",
                "\"{name}\" is entered as {member}"
            ));
            Ok(Item::Member(id))
        }
        Meaning::Several(ids) => {
            let members = listed::members(lang, &context, &ids);
            Err(tr!(
                lang,
                "「{name}」だけでは決まりません。一覧から選んでください: {members}",
                "\"{name}\" could be any of these; choose it from the list: {members}"
            ))
        }
        Meaning::Shaped(shape, near) => {
            let (message, hint) = listed::no_name(&context, &name, shape, &near);
            Err(format!("{}{stop}{}", message.get(lang), hint.get(lang)))
        }
        Meaning::Unlisted(near) => {
            said.push(listed::in_no_list(lang, &context, &name, &near));
            Ok(Item::Unlisted(name))
        }
    }
}
