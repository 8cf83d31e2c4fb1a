//! Finding packs and making them ready: the ones compiled in, and the ones in a user's folder.
//!
//! A folder with a `pack.ron` is a pack. An overlay names its base edition, which is looked for beside it
//! and then among the packs compiled in. A pack in the user's folder shadows a compiled-in one of the same
//! id and edition, and a `references` folder there adds members or replaces ours one by one.
//!
//! * `source` is the one reader of what an author wrote: all faults at their places. Reading for use is faster, knows
//!   one fault only, and asks `source` about it.
//! * `folder` holds the files, `choices` knows which packs there are, `assemble` lays a pack over its bases, `lists`
//!   reads a user's own reference lists, `lint` gathers all faults, `find` makes a pack ready.

mod assemble;
mod choices;
mod fault;
mod find;
mod folder;
mod lint;
mod lists;
mod member_file;
mod shipped;
mod source;
mod unfit;

pub use assemble::references;
pub use choices::{Choice, Origin, choices};
pub use fault::PackFault;
pub use find::{Loaded, editions, find, from_folder, shipped};
pub use lint::{Linted, faults_of, lint, lint_path, lint_shipped};
pub use lists::{LeftOut, left_out, own_lists, share, shared};
pub use member_file::{NAME as MEMBER_FILE, read as read_members, write as write_members};
pub use shipped::{DEFAULT_EDITION, SCHEME};
