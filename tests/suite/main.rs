//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;

/// The shipped rows against the inventory: counts, kinds, editions.
mod inventory;

/// Lint: broken packs and what is told about them; shipped packs are clean.
mod lint;

/// Where packs come from: shipped, overlays, a user's folder.
mod packs;

/// Data: every shipped pack file loads and lints clean.
mod questionnaires;
