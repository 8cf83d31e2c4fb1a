//! What of a pack is meant by a name that a person wrote.

use super::Pack;
use super::written::Category;
use crate::domain::name;

impl Pack {
    /// The category that a text means: its id, a name in either language, whole or short, or one of its aliases;
    /// `サービス` at the end of a name may be left out. None if nothing or more than one could be meant.
    pub fn category_meant(&self, text: &str) -> Option<&Category> {
        if let Some(category) = self.category(text.trim()) {
            return Some(category);
        }
        let wanted = bare(text);
        let mut meant =
            self.categories.iter().filter(|category| names(category).any(|name| bare(name) == wanted));
        let one = meant.next()?;
        meant.next().is_none().then_some(one)
    }
}

fn names(category: &Category) -> impl Iterator<Item = &str> {
    let Category { id, name, short, aliases, .. } = category;
    [id, &name.ja, &name.en, &short.ja, &short.en].into_iter().chain(aliases).map(String::as_str)
}

/// A name as it is compared, without the word that says it is a service.
fn bare(text: &str) -> String {
    let folded = name::key(text).replace('・', "");
    let service = ["サービス", "service"].map(name::key);
    let bare = service.iter().find_map(|word| folded.strip_suffix(word.as_str()));
    bare.unwrap_or(&folded).to_owned()
}
