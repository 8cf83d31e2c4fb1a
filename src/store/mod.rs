//! Everything that touches files: packs, assessments, places.

pub mod packs;
