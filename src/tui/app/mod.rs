//! The workbench put together: the desktop, the screens, and what runs between them. Only here are the screens known by
//! name.

mod actions;
mod boxes;
mod from_store;
mod key_batch;
mod keys;
mod leaving;
mod requests;
mod screens;
mod signing;
mod state;
mod update;
mod view;

pub use screens::Screens;
pub use state::App;
