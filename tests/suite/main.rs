//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;
