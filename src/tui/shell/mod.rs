//! The shell around the workbench: threads, terminal, signals, and the loop that joins them.
//!
//! The input thread alone reads the terminal, the calling thread owns the model and alone draws, the signal
//! thread ends the process without waiting for either. Nothing ticks: while nobody types, every thread sleeps.

mod event_loop;
mod evidence;
mod input;
mod mailbox;
mod output;
mod panics;
mod port;
mod run;
mod signals;
mod store_thread;
mod survey;
mod terminal;
mod workbench;

pub use input::escape_delay;
pub use mailbox::{Mailbox, Sender};
pub use port::{Event, EventHandler, Exit, Flush, LoopOptions, ShellError, TerminalCommand};
pub use run::run;
pub use signals::FLUSH_DEADLINE;
pub use terminal::{Size, Terminal, TerminalError};
pub use workbench::{StartOptions, start};
