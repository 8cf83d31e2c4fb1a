//! What all types of the file have in common: every key may be missing, none may be unknown, what is empty is not
//! written. Facts are tables of their keys, from which both ways between the file and the domain follow.

/// Declares a type of the file: `struct StoredSchool as "School"`, the second name being the one that messages show.
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

/// Declares a type of the file and how it becomes a fact of the domain, and back: `struct StoredPost as "Post" of Post by
/// category`, where faults name the entry by its category. Each key is given its kind: `super::write` has a function of
/// that name, and so has [`Reader`](super::reader::Reader) for the way back.
macro_rules! facts {
    ($($(#[doc = $doc:literal])* struct $name:ident as $shown:literal of $fact:ident by $key:tt {
        $($field:ident: $kind:ident $(<$row:ident>)? $(($argument:expr))?,)* $(..$rest:expr)?
    })*) => {
        $(
            super::stored::stored! {
                $(#[doc = $doc])*
                struct $name as $shown { $($field: super::stored::in_file!($kind $($row)?),)* }
            }

            impl From<&$fact> for $name {
                fn from(fact: &$fact) -> Self {
                    Self { $($field: super::write::$kind(&fact.$field),)* }
                }
            }

            impl super::reader::Stored for $name {
                type Fact = $fact;

                fn key(&self) -> String {
                    super::stored::key_of!(self, $key)
                }

                fn read(self, reader: &mut super::reader::Reader) -> $fact {
                    $fact {
                        $($field: reader.$kind(stringify!($field), self.$field $(, $argument)?),)*
                        $(..$rest)?
                    }
                }
            }
        )*
    };
}
pub(super) use facts;

/// The type that a kind of key has in the file.
macro_rules! in_file {
    (rows $row:ident) => { Vec<$row> };
    (texts) => { Vec<String> };
    (words) => { Vec<String> };
    (items) => { Vec<String> };
    (parties) => { Vec<String> };
    (flag) => { bool };
    (count) => { i64 };
    (days) => { Option<i64> };
    ($text:ident) => { String };
}
pub(super) use in_file;

/// What faults name an entry by: one of its keys, or always the same word.
macro_rules! key_of {
    ($row:ident, $key:ident) => {
        $row.$key.clone()
    };
    ($row:ident, $word:literal) => {
        $word.to_owned()
    };
}
pub(super) use key_of;

/// Whether a field says nothing that its absence would not say.
pub(super) fn omitted<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
