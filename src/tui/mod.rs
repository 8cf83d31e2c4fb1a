//! The workbench, floor upon floor.
//!
//! * [`cells`], [`canvas`], [`frame`], [`wrap`], [`theme`]: what is drawn, and the bytes that bring it to a terminal;
//! * [`keys`], [`editor`], [`typing`], [`fold`], [`search`]: what is typed and what is looked for;
//! * [`action`]: the one table of what can be done where, on which keys;
//! * [`session`], [`desktop`]: the open assessment and what every screen works on;
//! * [`list`], [`chrome`], [`outline`], [`tab`]: parts that several screens show;
//! * [`form`], [`overlay`]: boxes in front of a screen, which name none;
//! * [`screens`]: one file or folder each, none knows another;
//! * [`app`]: joins them and alone names them; [`shell`]: threads, terminal, signals, and the only way to the store.

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
