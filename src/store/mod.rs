//! Everything that touches files: packs, assessments, places.
