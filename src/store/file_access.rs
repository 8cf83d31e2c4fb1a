//! What this process may do with files and with its surroundings.
//!
//! A capability object: the holder of an open one may name any path; a restricted one has no way to name
//! anything outside its folder, because the only function that turns what is typed into a path is here. There
//! is no flag to forget.

use std::path::{Path, PathBuf};

use super::places::Places;
use super::root::{NameFault, Root};
use super::{backups, history, lock};

/// The folder inside a restricted root that remembers what was open; users cannot name it.
const STATE: &str = ".kijun";

/// What a process may reach.
#[derive(Debug)]
pub struct FileAccess {
    places: Places,
    root: Option<Root>,
}

impl FileAccess {
    /// A user's own machine: any path, the user's places.
    pub fn open(places: Places) -> Self {
        Self { places, root: None }
    }

    /// One folder and nothing else: neither the environment nor a home folder is looked at.
    ///
    /// # Errors
    /// The folder does not exist or cannot be opened, or what is remembered in it lies behind a link.
    pub fn restricted(folder: &Path) -> Result<Self, NameFault> {
        let root = Root::open(folder)?;
        let state = root.folder().join(STATE);
        let packs = state.join("questionnaires");
        let places = Places { data: root.folder().to_path_buf(), state, packs };
        [places.recent(), places.settings()].iter().try_for_each(|own| root.check_own(own))?;
        Ok(Self { places, root: Some(root) })
    }

    /// Where files are kept.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Whether this is one folder only.
    pub fn is_restricted(&self) -> bool {
        self.root.is_some()
    }

    /// The list of recent files; none where it would lead out of the folder.
    pub fn recent(&self) -> Option<PathBuf> {
        self.own(self.places.recent())
    }

    /// The file of what a person has settled once; none where it would lead out of the folder.
    pub fn settings(&self) -> Option<PathBuf> {
        self.own(self.places.settings())
    }

    fn own(&self, path: PathBuf) -> Option<PathBuf> {
        let stays = self.root.as_ref().is_none_or(|root| root.check_own(&path).is_ok());
        stays.then_some(path)
    }

    /// The path that a typed or remembered name means here.
    ///
    /// # Errors
    /// Where access is restricted: the name does not stay inside its folder, or a file that is read or written along with
    /// it (its history, lock or backups) is a link.
    pub fn path(&self, name: &Path) -> Result<PathBuf, NameFault> {
        let Some(root) = &self.root else {
            return Ok(std::path::absolute(name).unwrap_or_else(|_| name.to_path_buf()));
        };
        let below = name.strip_prefix(root.folder()).unwrap_or(name);
        let path = root.resolve(below.to_str().ok_or(NameFault::Character('\u{FFFD}'))?)?;
        companions(&path).iter().try_for_each(|beside| root.check_own(beside))?;
        Ok(path)
    }

    /// How a path is shown: of a restricted one only its part below the folder.
    pub fn shown(&self, path: &Path) -> String {
        let below = self.root.as_ref().and_then(|root| path.strip_prefix(root.folder()).ok());
        below.unwrap_or(path).display().to_string()
    }

    /// A text for people: of a restricted one it names nothing above the folder.
    pub fn without_folder(&self, text: &str) -> String {
        let Some(root) = &self.root else { return text.to_owned() };
        let folder = root.folder().display().to_string();
        text.replace(&format!("{folder}/"), "").replace(&folder, ".")
    }

    /// The assessments that lie in the folder of restricted access, by name; none otherwise.
    pub fn files(&self) -> Vec<PathBuf> {
        let Some(root) = &self.root else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(root.folder()) else { return Vec::new() };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut files: Vec<PathBuf> = names
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "ron"))
            .filter_map(|name| root.resolve(&name).ok())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        files
    }
}

/// What is read, written or renamed along with a file.
fn companions(file: &Path) -> Vec<PathBuf> {
    let [own, older] = history::names(file);
    let backups = (1..=backups::KEPT).map(|number| backups::name(file, number));
    [own, older, lock::name(file)].into_iter().chain(backups).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_restricted_realm_knows_only_its_folder() {
        let outside = tempfile::tempdir().expect("folder");
        let inside = outside.path().join("vendor");
        std::fs::create_dir(&inside).expect("folder");
        std::fs::write(outside.path().join("secret.ron"), "()").expect("file");
        std::fs::write(inside.join("acme.ron"), "()").expect("file");
        std::os::unix::fs::symlink("../secret.ron", inside.join("link.ron")).expect("link");
        let access = FileAccess::restricted(&inside).expect("a folder");
        let secret = outside.path().join("secret.ron");
        let names =
            ["../secret.ron", "/etc/passwd", "link.ron", ".kijun/recent.ron", "~/x.ron", "a\u{1b}[2J", ""];
        for name in names.map(PathBuf::from).into_iter().chain([secret]) {
            assert!(access.path(&name).is_err(), "{}", name.display());
        }
        let acme = access.path(Path::new("acme.ron")).expect("inside");
        assert_eq!(access.path(&acme).expect("remembered"), acme);
        assert_eq!(access.files(), std::slice::from_ref(&acme));
        assert_eq!(access.shown(&acme), "acme.ron");
        let told = format!("{}: could not open; in {}", acme.display(), inside.display());
        assert_eq!(access.without_folder(&told), "acme.ron: could not open; in .");
        assert!(access.places().state.starts_with(access.places().data.clone()));
    }
}
