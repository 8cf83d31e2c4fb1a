//! The workbench: state, update, view, and the shell around them.

pub mod cells;
pub mod editor;
pub mod frame;
pub mod wrap;
