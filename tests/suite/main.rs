//! One test program; each module says what belongs there.

/// House rules: import directions, module comments, one terminal package, nothing forgotten.
mod architecture;

/// Bytes to keys: every form of a key, hostile bytes, streams cut anywhere.
mod key_decoder;

/// The shell in a real pseudo-terminal: modes, signals, suspending, dead lines.
mod pty;

/// An idle workbench sleeps without a timeout in every thread.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod pty_idle;

/// The small program that the tests of [`pty`] run; a child process of this test program.
mod pty_probe;

/// A child process in a pseudo-terminal: keys in, a log of every byte out, waits for states.
mod pty_session;
