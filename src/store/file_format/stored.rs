//! What all types of the file have in common: every key may be missing, none may be unknown, what is empty is not
//! written.

/// Declares a wire type: `struct StoredPerson as "Person"`, the second name being the one that messages show.
macro_rules! stored {
    ($($(#[doc = $doc:literal])* struct $name:ident as $shown:literal { $($field:ident: $type:ty,)* })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
            #[serde(default, deny_unknown_fields, rename = $shown)]
            pub(super) struct $name {
                $(
                    #[serde(skip_serializing_if = "super::stored::omitted")]
                    pub(super) $field: $type,
                )*
            }
        )*
    };
}
pub(super) use stored;

/// Whether a field says nothing that its absence would not say.
pub(super) fn omitted<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A list as it is stored.
pub(super) fn all<'a, T, W: From<&'a T>>(list: &'a [T]) -> Vec<W> {
    list.iter().map(W::from).collect()
}
