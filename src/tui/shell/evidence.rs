//! The files of evidence, read and listed on threads of their own: neither a picture nor a save waits for them, and
//! what is asked for later takes the place of what was asked for before.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::domain::evidence::{Folder, Sight, Trouble};
use crate::domain::register::Evidence;
use crate::store::evidence::{EvidenceRoot, loose, see};
use crate::store::file_access::FileAccess;

/// What is read and listed now.
#[derive(Debug)]
pub(super) struct EvidenceRun {
    access: Arc<FileAccess>,
    /// The number of the latest file asked for, and of the latest list.
    latest: [Arc<AtomicU64>; 2],
}

impl EvidenceRun {
    pub(super) fn new(access: Arc<FileAccess>) -> Self {
        Self { access, latest: [Arc::default(), Arc::default()] }
    }

    /// Reads a file that evidence of an assessment names.
    pub(super) fn see(
        &mut self,
        assessment: &Path,
        file: String,
        tell: impl FnOnce(String, Result<Sight, Trouble>) + Send + 'static,
    ) {
        let (access, assessment) = (Arc::clone(&self.access), assessment.to_path_buf());
        begin(&self.latest[0], move |wanted| {
            let seen = EvidenceRoot::of(&assessment, None).map_err(|_| Trouble::Missing).and_then(|root| {
                root.check(&access, &file)?;
                see(&root, &file, &|_| wanted())
            });
            if wanted() {
                tell(file, seen);
            }
        });
    }

    /// Lists the files beside an assessment that no evidence names.
    pub(super) fn list(
        &mut self,
        assessment: &Path,
        evidence: Vec<Evidence>,
        tell: impl FnOnce(Folder) + Send + 'static,
    ) {
        let assessment = assessment.to_path_buf();
        begin(&self.latest[1], move |wanted| {
            let folder = match EvidenceRoot::of(&assessment, None) {
                Ok(root) => loose(&root, &evidence, &|_| wanted()),
                Err(_) => Folder { unreadable: vec![".".to_owned()], ..Folder::default() },
            };
            if wanted() {
                tell(folder);
            }
        });
    }
}

/// Does something aside; what it is given says whether it is still wanted. Without a thread nothing comes, and nothing
/// else waits for it.
fn begin(latest: &Arc<AtomicU64>, work: impl FnOnce(&dyn Fn() -> bool) + Send + 'static) {
    let number = latest.fetch_add(1, Ordering::Relaxed) + 1;
    let latest = Arc::clone(latest);
    let wanted = move || latest.load(Ordering::Relaxed) == number;
    let _ = thread::Builder::new().name("evidence".into()).spawn(move || work(&wanted));
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_is_asked_for_later_takes_the_place_of_what_was_asked_for_before() {
        let latest = Arc::default();
        let (told, answers) = mpsc::channel();
        let (first, (go, wait)) = (told.clone(), mpsc::channel::<()>());
        begin(&latest, move |wanted| {
            let _ = wait.recv();
            let _ = first.send(("first", wanted()));
        });
        begin(&latest, move |wanted| {
            let _ = told.send(("second", wanted()));
        });
        assert_eq!(answers.recv(), Ok(("second", true)));
        let _ = go.send(());
        assert_eq!(answers.recv(), Ok(("first", false)));
    }
}
