//! RON: one lexer, places in a text, values as text, and text as values with faults that people can correct.
//!
//! * [`lex`] cuts any text into words, strings, brackets and comments, sound or not.
//! * [`lines`] leads from offsets to lines and columns, [`place`] from an entry of an assessment to its place.
//! * [`hint`] says in both languages what is wrong with a text and what probably happened.
//! * [`text`] writes values so that people can read them, and reads them back.

pub mod hint;
pub(crate) mod lex;
pub(crate) mod lines;
pub(crate) mod place;
pub mod text;
