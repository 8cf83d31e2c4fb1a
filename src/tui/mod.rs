//! The workbench: state, update, view, and the shell around them.
