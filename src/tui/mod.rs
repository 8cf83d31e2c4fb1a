//! The workbench: state, update, view, and the shell around them.

pub mod cells;
pub mod editor;
pub mod fold;
pub mod frame;
pub mod search;
pub mod wrap;
