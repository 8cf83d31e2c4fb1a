//! libFuzzer over `fuzzed::sheet_reader`.
#![no_main]

#[allow(dead_code, reason = "each target calls one of the functions")]
#[path = "../../tests/suite/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::sheet_reader(bytes));
