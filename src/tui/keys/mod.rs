//! Keys as kijun knows them, and how a terminal's bytes become keys. Pure: no clock, no terminal.
//!
//! Neither crossterm's event source nor termina's parser is used, for reasons that were measured or read in
//! their source: crossterm splits `ESC` `[A` into three keys and spins on a hung-up terminal; termina 0.4
//! waits for ever on a private sequence it does not know, drops invalid bytes silently, and lets a paste
//! grow without bound. What a terminal sends is a small language; [`Decoder`] reads all of it in bounded space.

mod decoder;
mod input;
mod key;
mod notation;
mod sequence;

pub use decoder::{Decoder, PASTE_LIMIT, Pending};
pub use input::{Input, Paste, Reply};
pub use key::{Code, Key};
pub use notation::NotationError;
