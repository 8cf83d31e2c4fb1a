//! The workbench: state, update, view, and the shell around them.

pub mod cells;
pub mod frame;
pub mod keys;
pub mod shell;
pub mod wrap;
