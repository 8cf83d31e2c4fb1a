//! What all wire types have in common: every key may be missing, none may be unknown, what is empty is not
//! written.

use super::reader::Reader;

/// Declares a wire type: `struct PersonRow as "Person"`, the second name being the one that messages show.
macro_rules! wire {
    ($($(#[doc = $doc:literal])* struct $name:ident as $shown:literal { $($field:ident: $type:ty,)* })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
            #[serde(default, deny_unknown_fields, rename = $shown)]
            pub(in crate::store::wire) struct $name {
                $(
                    #[serde(skip_serializing_if = "super::rows::omitted")]
                    pub(in crate::store::wire) $field: $type,
                )*
            }
        )*
    };
}
pub(super) use wire;

/// A wire type that can be read as a value of the domain.
pub(super) trait Row {
    /// What it becomes.
    type Fact;
    /// The id or row that faults name.
    fn key(&self) -> String;
    /// Reads it, noting every fault; what could not be read has its default.
    fn read(self, reader: &mut Reader) -> Self::Fact;
}

/// Whether a field says nothing that its absence would not say.
pub(super) fn omitted<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The wire forms of a list.
pub(super) fn all<'a, T, W: From<&'a T>>(list: &'a [T]) -> Vec<W> {
    list.iter().map(W::from).collect()
}
