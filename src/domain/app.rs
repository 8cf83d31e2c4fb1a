//! The program and its version, as files, reports and JSON carry it.

/// `kijun 0.1.0`.
pub const APP: &str = concat!("kijun ", env!("CARGO_PKG_VERSION"));
