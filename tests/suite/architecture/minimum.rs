//! The minimum Rust version is said in the manifest, and everything else agrees. That the code keeps to it is a lint of
//! clippy's (`incompatible_msrv`), which reads the manifest too.

use std::fs;
use std::process::Command;

use serde_json::Value;

/// `1.89` as numbers that can be compared: what is not said is 0.
fn version(text: &str) -> [u32; 3] {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

fn of_the_manifest() -> String {
    let manifest = fs::read_to_string(super::root().join("Cargo.toml")).expect("the manifest");
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")).expect("a version");
    line.trim_end_matches('"').to_owned()
}

#[test]
fn the_readme_names_the_version_of_the_manifest() {
    let readme = fs::read_to_string(super::root().join("README.md")).expect("the readme");
    let minimum = of_the_manifest();
    for words in [format!("Rust {minimum} 以降"), format!("Rust ({minimum} or newer)")] {
        assert!(readme.contains(&words), "{words}");
    }
}

#[test]
fn no_package_needs_a_newer_rust_than_the_manifest_says() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(super::root()).args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    let told = cargo.args(["--filter-platform", "x86_64-unknown-linux-gnu"]).output().expect("cargo runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let metadata: Value = serde_json::from_slice(&told.stdout).expect("JSON of cargo");
    let minimum = version(&of_the_manifest());
    let packages = metadata["packages"].as_array().expect("packages");
    let newer: Vec<String> = packages
        .iter()
        .filter_map(|package| Some((&package["name"], package["rust_version"].as_str()?)))
        .filter(|(_, needs)| version(needs) > minimum)
        .map(|(name, needs)| format!("{name} needs {needs}"))
        .collect();
    assert!(packages.len() > 50 && newer.is_empty(), "{newer:?}");
}
