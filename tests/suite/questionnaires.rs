//! The shipped packs: every file loads through the real types.

use std::fs;
use std::path::Path;

use kijun::domain::pack::{Category, PackHead};
use kijun::domain::reference::References;
use ron::extensions::Extensions;

fn parse<T: serde::de::DeserializeOwned>(path: &Path) {
    let text = fs::read_to_string(path).expect("utf-8");
    let options = ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES);
    let fault = options.from_str::<T>(&text).err();
    assert!(fault.is_none(), "{}: {fault:?}", path.display());
}

#[test]
fn every_shipped_file_parses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
    let mut seen = 0;
    for folder in fs::read_dir(&root).expect("questionnaires").flatten() {
        if !folder.path().is_dir() {
            continue;
        }
        for file in fs::read_dir(folder.path()).expect("pack folder").flatten() {
            let path = file.path();
            match path.file_name().and_then(|name| name.to_str()) {
                Some("pack.ron") => parse::<PackHead>(&path),
                Some("references.ron") => parse::<References>(&path),
                Some(name) if Path::new(name).extension().is_some_and(|e| e == "ron") => {
                    parse::<Category>(&path);
                }
                _ => continue,
            }
            seen += 1;
        }
    }
    assert!(seen > 0, "no pack file found");
}
