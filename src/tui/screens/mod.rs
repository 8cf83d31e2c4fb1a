//! The pages of the workbench; each file holds a page's state, its keys and its drawing.

pub mod assess;
pub mod board;
pub mod plan;
pub mod review;
pub mod start;
pub mod table;
pub mod timeline;
pub mod what_if;
