//! The quick reader against the package: whole files, and one file slipped at every place.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::domain::pack::{Category, PackHead};
use crate::domain::reference::References;
use crate::store::packs::{editions, shipped_folder, shipped_references};
use crate::store::ron_text;
use crate::store::sample::SAMPLE;
use crate::store::wire::{AssessmentFile, ChangeRecord};

/// Everything that stands in files of ours, and some that does not.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename = "All")]
struct Everything {
    text: String,
    #[serde(default)]
    maybe: Option<String>,
    #[serde(default)]
    count: u16,
    #[serde(default)]
    large: u64,
    #[serde(default)]
    place: usize,
    #[serde(default)]
    signed: i64,
    #[serde(default)]
    flag: bool,
    #[serde(default)]
    wrapped: Wrapped,
    #[serde(default)]
    words: Vec<Word>,
    #[serde(default)]
    inner: Option<Box<Everything>>,
}

#[derive(Debug, PartialEq, Default, Deserialize)]
struct Wrapped(u32);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
enum Word {
    None,
    Plain,
    Text(String),
    Maybe(Option<Box<Word>>),
    List(Vec<Word>),
    Pair(usize, Vec<Word>),
    Named { of: Box<Word>, flag: bool },
}

const EVERYTHING: &str = r#"// A note, "with" marks.
All(
    text: "一行目\n二\"行\"目 \\ \u{3042}\t", // と後ろ
    maybe: "あ", count: 12, large: 123456789012345678, place: 0, signed: 3,
    flag: true,
    wrapped: 7,
    words: [Plain, None, Text("a
 b"), Maybe(None), Maybe(Plain), List([Plain, List([])],), Pair(2, [Plain]), Named(of: Plain, flag: false),],
    inner: (text: "", inner: All(text: "x", maybe: None)),
)
"#;

fn package<T: DeserializeOwned>(text: &str) -> Option<T> {
    ron_text::options().from_str(text).ok()
}

/// What is read quickly, the package reads as the same.
fn same<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) -> bool {
    let quick = read::<T>(text);
    assert!(quick.is_none() || quick == package(text), "read otherwise than by the package: {text}");
    quick.is_some()
}

#[test]
fn every_shipped_file_and_the_sample_are_read_quickly_and_as_by_the_package() {
    let scheme = editions().into_iter().map(|edition| ("ss-criteria", edition));
    for (id, edition) in scheme.chain([("example", "1")]) {
        let folder = shipped_folder(id, edition).expect("a shipped pack");
        for (file, text) in &folder.files {
            let read = if file == "pack.ron" { same::<PackHead>(text) } else { same::<Category>(text) };
            assert!(read, "{} is not plain", folder.place(file));
        }
    }
    assert!(same::<References>(shipped_references().text("references.ron").expect("the lists")));
    assert!(same::<AssessmentFile>(SAMPLE));
}

#[test]
fn everything_plain_is_read() {
    assert!(same::<Everything>(EVERYTHING));
    assert!(same::<ChangeRecord>("()"));
}

#[test]
fn what_is_not_plain_is_left_to_the_package() {
    for text in [
        "(text: r#\"raw\"#)",
        "(text: \"\\x41\")",
        "(text: \"a\\\n   b\")",
        "(text: \"\", maybe: Some(\"x\"))",
        "(text: \"\", count: 0x1F)",
        "(text: \"\", count: 1_000)",
        "(text: \"\", count: +1)",
        "(text: \"\", signed: -1)",
        "(text: \"\", count: 12u16)",
        "(text: \"\", large: 12345678901234567890)",
        "(r#text: \"\")",
        "/* note */ (text: \"\")",
        "#![enable(implicit_some)] (text: \"\")",
        "(text: \"\u{85}\",\u{2028}count: 1)",
    ] {
        assert!(package::<Everything>(text).is_some(), "{text} is sound");
        assert!(read::<Everything>(text).is_none(), "{text} is not plain");
    }
}

#[test]
fn depth_is_bounded_before_the_package_bounds_it() {
    let deep = |levels: usize| format!("{}Plain{}", "List([".repeat(levels), "])".repeat(levels));
    assert!(same::<Word>(&deep(8)));
    for levels in 0..200 {
        same::<Word>(&deep(levels));
    }
    assert!(read::<Word>(&deep(100_000)).is_none());
}

const SLIPS: [&str; 24] = [
    "", "(", ")", "[", "]", "{", "\"", "\\", ",", ":", "/", "//", "/*", "0", "-", ".", "#", "r", "Some(",
    "None", "\u{3000}", "\u{feff}", "\u{e9}", "\n",
];

#[test]
fn a_slip_anywhere_never_reads_as_another_value() {
    let chars: Vec<char> = EVERYTHING.chars().collect();
    let mut still_read = 0;
    for at in 0..chars.len() {
        for slip in SLIPS {
            for taken in [0, 1] {
                let mut slipped = chars.clone();
                slipped.splice(at..at + taken, slip.chars());
                still_read += usize::from(same::<Everything>(&slipped.into_iter().collect::<String>()));
            }
        }
    }
    assert!(still_read > 1_000, "only {still_read} slips left a plain text");
}

proptest! {
    /// Texts made of the pieces of the language.
    #[test]
    fn any_row_of_pieces_reads_as_by_the_package(
        pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..12)
    ) {
        same::<Word>(&pieces.concat());
        same::<Everything>(&format!("(text:{})", pieces.concat()));
    }
}

const PIECES: [&str; 26] = [
    "Plain", "None", "Text", "Maybe", "List", "Pair", "Named", "(", ")", "[", "]", ",", ":", "\"", "\"x\"",
    "of", "flag", "true", "1", " ", "\n", "//x\n", "\\n", "\\u{41}", "Some", "_",
];
