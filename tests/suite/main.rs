//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;

/// Data: every shipped pack file loads and lints clean.
mod questionnaires;
/// Widths of Japanese text: ours, the buffer's, a terminal's.
mod text_cells;

/// Frames: the terminal shows the picture, in few bytes.
mod text_frame;
/// Bytes to keys: every form of a key, hostile bytes, streams cut anywhere.
mod key_decoder;

/// The shell in a real pseudo-terminal: modes, signals, suspending, dead lines.
mod pty;

/// The small program that the tests of [`pty`] run; a child process of this test program.
mod pty_probe;

/// A child process in a pseudo-terminal: keys in, a log of every byte out, waits for states.
mod pty_session;
