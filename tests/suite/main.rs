//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;

/// Widths of Japanese text: ours, the buffer's, a terminal's.
mod text_cells;

/// Frames: the terminal shows the picture, in few bytes.
mod text_frame;

/// Wrapping by the rules of Japanese typesetting.
mod text_wrap;

/// The text editor: commands, caret, undo, drawing.
mod text_editor;

/// Search keys, readings and ranking.
mod text_search;
