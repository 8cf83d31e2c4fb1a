//! The workbench, floor upon floor: cells and keys, the desktop, boxes and forms, screens, the app that joins them, and
//! the shell around it.

pub mod action;
pub mod app;
pub mod cache;
pub mod canvas;
pub mod cells;
pub mod chrome;
pub mod closing;
pub mod desktop;
pub mod editor;
pub mod files;
pub mod fold;
pub mod form;
pub mod frame;
pub mod impact;
pub mod keys;
pub mod list;
pub mod message;
pub mod outline;
pub mod overlay;
pub mod row_registers;
pub mod screens;
pub mod search;
pub mod session;
pub mod shell;
pub mod signing_line;
pub mod tab;
pub mod theme;
pub mod typing;
pub mod wrap;
