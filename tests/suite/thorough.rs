//! How many worlds a property is tried in: as many as it says, or as many as `PROPTEST_CASES` asks for.
//!
//! A property that sets its own number would be deaf to the variable otherwise.

/// The number of cases, `usual` unless the environment says another one.
pub(crate) fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
