//! What lies over a page and takes the keys first: help, palette, text boxes, forms.

pub mod confirm;
pub mod conflict;
pub mod damage;
pub mod departure;
pub mod filter;
pub mod help;
mod menu;
pub mod palette;
pub mod pasted;
pub mod prompt;
mod readings;
pub mod recovery;
pub mod signing;
pub mod unsaved;
