//! Evidence and its files: whether what an entry points to is there, is still what it was, and is enough for the rows
//! that stand. What lies on the disk comes in as values; no verdict rests on any of it.

mod digest;
mod inventory;
mod proof;
mod sight;

pub use self::digest::{Digest, Written};
pub use self::inventory::{Double, Entry, Inventory, Likeness, State};
pub use self::proof::{Unproved, shown, unproved};
pub use self::sight::{FileIdentity, Folder, Looked, LooseFile, Sight, Trouble};
