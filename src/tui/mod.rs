//! The workbench: state, update, view, and the shell around them.

pub mod keys;
pub mod shell;
