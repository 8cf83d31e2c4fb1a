//! A pack as its author wrote it, with what is below it.

use crate::domain::pack::{Category, PackHead, Requirement};
use crate::domain::reference::References;

/// A pack as read, for checking.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The head with its base's vocabulary.
    pub head: &'a PackHead,
    /// The head as it is in the file.
    pub own_head: &'a PackHead,
    /// The pack's own categories.
    pub own: &'a [Category],
    /// The same with the base edition under them.
    pub all: &'a [Category],
    /// The reference lists.
    pub references: &'a References,
    /// Ids of rows and categories that could not be read; ways that lead to them are no faults.
    pub unread: &'a [String],
}

impl<'a> Draft<'a> {
    pub(super) fn own_rows(&self) -> impl Iterator<Item = (&'a Category, &'a Requirement)> + use<'a> {
        self.own.iter().flat_map(|category| category.requirements.iter().map(move |row| (category, row)))
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Requirement> + use<'a> {
        self.all.iter().flat_map(|category| &category.requirements)
    }

    /// True if the row may be in a block that could not be read.
    pub(super) fn may_be_unread(&self, id: &str) -> bool {
        let category = id.split(['.', '#']).next().unwrap_or_default();
        self.unread.iter().any(|unread| unread == id || unread == category)
    }
}
