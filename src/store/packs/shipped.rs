//! The packs that are compiled in: every file of `questionnaires/`, by hand, held complete by a test.

/// The scheme that the program is made for.
pub const SCHEME: &str = "ss-criteria";
/// The edition used unless another is asked for: the newest one shipped.
pub const DEFAULT_EDITION: &str = "4.1";

/// One folder of `questionnaires/`.
pub(super) struct ShippedFolder {
    /// Name of the folder.
    pub(super) name: &'static str,
    /// `id` in its `pack.ron`.
    pub(super) id: &'static str,
    /// `edition` in its `pack.ron`.
    pub(super) edition: &'static str,
    /// File names and texts.
    pub(super) files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        &[$((
            $file,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/questionnaires/", $folder, "/", $file)),
        )),+]
    };
}

/// All packs, older editions first; the tutorial last.
pub(super) const PACKS: &[ShippedFolder] = &[
    ShippedFolder {
        name: "ss-criteria-4",
        id: "ss-criteria",
        edition: "4",
        files: files!(
            "ss-criteria-4": "audit.ron", "device.ron", "forensic.ron", "pack.ron", "pentest.ron",
            "soc.ron", "vuln.ron",
        ),
    },
    ShippedFolder {
        name: "ss-criteria-4.1",
        id: "ss-criteria",
        edition: "4.1",
        files: files!("ss-criteria-4.1": "common.ron", "pack.ron", "pentest.ron"),
    },
    ShippedFolder {
        name: "example",
        id: "example",
        edition: "1",
        files: files!("example": "check.ron", "pack.ron"),
    },
];

/// The reference lists.
pub(super) const REFERENCES: &[(&str, &str)] = files!("references": "references.ron");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::domain::pack::PackHead;
    use crate::store::ron::text::parse_plainly;

    #[test]
    fn every_file_of_questionnaires_is_compiled_in() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires");
        let mut on_disk = BTreeSet::new();
        for folder in fs::read_dir(&root).expect("questionnaires").flatten().filter(|e| e.path().is_dir()) {
            for file in fs::read_dir(folder.path()).expect("a pack folder").flatten() {
                let names = (folder.file_name(), file.file_name());
                on_disk.insert(format!("{}/{}", names.0.to_string_lossy(), names.1.to_string_lossy()));
            }
        }
        let compiled: BTreeSet<String> = PACKS
            .iter()
            .map(|pack| (pack.name, pack.files))
            .chain([("references", REFERENCES)])
            .flat_map(|(name, files)| files.iter().map(move |(file, _)| format!("{name}/{file}")))
            .collect();
        assert_eq!(on_disk, compiled);
    }

    #[test]
    fn the_list_says_what_the_heads_say() {
        for pack in PACKS {
            let (_, text) = pack.files.iter().find(|(name, _)| *name == "pack.ron").expect("a head");
            let head: PackHead = parse_plainly(text).expect("a head that parses");
            assert_eq!((head.id.as_str(), head.edition.as_str()), (pack.id, pack.edition));
        }
    }
}
