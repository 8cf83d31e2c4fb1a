//! Everything that touches files: packs, assessments, places.

mod pack_source;
pub mod packs;
