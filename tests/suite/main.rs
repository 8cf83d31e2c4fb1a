//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;

/// Data: every shipped pack file loads and lints clean.
mod questionnaires;
/// Widths of Japanese text: ours, the buffer's, a terminal's.
mod text_cells;

/// Frames: the terminal shows the picture, in few bytes.
mod text_frame;
