//! The workbench: state, update, view, and the shell around them.

pub mod action;
mod burst;
pub mod canvas;
pub mod cells;
pub mod editor;
pub mod fold;
pub mod form;
pub mod frame;
mod idle;
pub mod impact;
pub mod keys;
pub mod memo;
pub mod model;
pub mod overlay;
pub mod scratch;
pub mod screens;
pub mod search;
pub mod session;
pub mod shell;
pub mod signs;
pub mod theme;
pub mod typing;
pub mod update;
pub mod view;
pub mod wrap;
mod wrapped;
