//! `kijun lint`: all faults of a pack at once.

use std::collections::HashSet;
use std::path::Path;

use super::assemble::{read_pack, references};
use super::choices::{base_of, user_pack};
use super::fault::PackFault;
use super::folder::{FORMAT, Folder, folders};
use super::lists;
use super::shipped;
use super::source::{Read, Source, read_category, read_whole};
use super::unfit::unfit;
use crate::domain::lint::{Draft, Fault, FoundFault, LintFault, Place, Spot, check, check_references};
use crate::domain::pack::{Category, PackHead, overlay};
use crate::domain::reference::References;

/// What is reported about a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linted {
    /// All faults, by file and place.
    pub faults: Vec<LintFault>,
    /// How many packs and files of lists were looked at.
    pub packs: usize,
    /// How many rows they hold.
    pub rows: usize,
}

/// All faults of what is at a path: a pack folder, a file in one, a folder of reference lists, or a
/// folder of such folders.
pub fn lint(path: &Path) -> Result<Vec<LintFault>, PackFault> {
    lint_path(path, None).map(|linted| linted.faults)
}

/// The same with numbers for the last line. Lists may lie beside a pack or in the user's folder of packs.
pub fn lint_path(path: &Path, user: Option<&Path>) -> Result<Linted, PackFault> {
    let mut out = Linted::default();
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    let own = Folder::on_disk(folder)?;
    if !own.files.is_empty() {
        out.folder(&own, &[user, folder.parent()])?;
        return Ok(out);
    }
    for below in folders(folder) {
        let pack = Folder::on_disk(&below)?;
        if !pack.files.is_empty() {
            out.folder(&pack, &[user, Some(folder)])?;
        }
    }
    if out.packs == 0 { Err(PackFault::Nothing(path.to_owned())) } else { Ok(out) }
}

/// All faults of a pack that is judged with; ours have none.
pub fn faults_of(pack: &PackHead, user: Option<&Path>) -> Vec<LintFault> {
    let folder = user.and_then(|user| user_pack(user, &pack.id, &pack.edition));
    // What cannot be read at all was reported when it was loaded.
    let linted = folder.and_then(|folder| lint_path(&folder, user).ok());
    linted.map(|linted| linted.faults).unwrap_or_default()
}

/// All faults of the packs compiled in; there should be none.
pub fn lint_shipped() -> Result<Linted, PackFault> {
    let mut out = Linted::default();
    for pack in shipped::PACKS {
        if let Some(folder) = Folder::shipped(pack.id, pack.edition) {
            out.folder(&folder, &[])?;
        }
    }
    out.folder(&Folder::shipped_references(), &[])?;
    Ok(out)
}

impl Linted {
    fn folder(&mut self, folder: &Folder, places: &[Option<&Path>]) -> Result<(), PackFault> {
        self.packs += 1;
        let mut faults = if folder.text("pack.ron").is_some() {
            let lists = known_lists(places)?;
            self.pack(folder, &lists)
        } else {
            lint_references(folder)?
        };
        faults.extend(folder.files.iter().flat_map(|(file, text)| unfit(&folder.place(file), text)));
        faults.sort_by(|a, b| a.place.cmp(&b.place));
        faults.dedup();
        self.faults.append(&mut faults);
        Ok(())
    }

    fn pack(&mut self, folder: &Folder, references: &References) -> Vec<LintFault> {
        let mut faults = Vec::new();
        let head: Read<PackHead> =
            read_whole(&folder.place("pack.ron"), folder.text("pack.ron").unwrap_or_default());
        faults.extend(head.faults);
        let Some(own_head) = head.value else { return faults };
        faults.extend(about_files(folder, &own_head, &head.source));
        let files: Vec<Read<Category>> = own_head
            .files
            .iter()
            .filter_map(|file| Some(read_category(&folder.place(file), folder.text(file)?)))
            .collect();
        let (mut own, mut unread, mut sources) = (Vec::new(), Vec::new(), vec![head.source]);
        for read in files {
            faults.extend(read.faults);
            unread.extend(read.unread);
            own.extend(read.value);
            sources.push(read.source);
        }
        unread.extend(lost_categories(folder, &own_head, &own));
        self.rows += own.iter().map(|category| category.requirements.len()).sum::<usize>();
        let mut joined = own_head.clone();
        let Some(all) = with_base(folder, &mut joined, &own) else {
            let edition = own_head.base.clone().unwrap_or_default();
            let place = sources[0].place_of("base", &edition);
            faults.push(LintFault { place, id: None, fault: Fault::MissingBase { edition } });
            return faults;
        };
        let draft =
            Draft { head: &joined, own_head: &own_head, own: &own, all: &all, references, unread: &unread };
        faults.extend(check(&draft).iter().map(|finding| locate(&sources, finding)));
        faults
    }
}

/// Categories of files that could not be read at all, by the name of the file.
fn lost_categories(folder: &Folder, head: &PackHead, own: &[Category]) -> Vec<String> {
    let stems = head.files.iter().filter_map(|file| file.strip_suffix(".ron"));
    let lost = stems.filter(|stem| {
        folder.text(&format!("{stem}.ron")).is_none() || !own.iter().any(|category| category.id == *stem)
    });
    if own.len() == head.files.len() { Vec::new() } else { lost.map(str::to_owned).collect() }
}

/// The pack's categories with those of its base under them; `None` if the base cannot be used.
fn with_base(folder: &Folder, head: &mut PackHead, own: &[Category]) -> Option<Vec<Category>> {
    let Some(edition) = head.base.clone() else { return Some(own.to_vec()) };
    let base = base_of(folder, &head.id, &edition).and_then(|base| read_pack(&base)).ok()?;
    Some(overlay(&base.head, base.categories, head, own.to_vec()))
}

fn about_files(folder: &Folder, head: &PackHead, source: &Source) -> Vec<LintFault> {
    let mut faults = Vec::new();
    let mut say = |place: Place, fault: Fault| faults.push(LintFault { place, id: None, fault });
    if head.format != FORMAT {
        say(source.place_of_key("format"), Fault::UnknownFormat { format: head.format });
    }
    for file in head.files.iter().filter(|file| folder.text(file).is_none()) {
        say(source.place_of("files", file), Fault::MissingFile { file: file.clone() });
    }
    for (file, _) in folder.files.iter().filter(|(file, _)| file != "pack.ron") {
        if !head.files.contains(file) {
            say(source.place_of_key("files"), Fault::UnlistedFile { file: file.clone() });
        }
    }
    faults
}

/// The place of a finding; what belongs to no file of this pack is reported at the beginning of its head.
fn locate(sources: &[Source], finding: &FoundFault) -> LintFault {
    let found = match &finding.spot {
        Spot::Head => sources[0].locate(finding),
        Spot::Category(id) => {
            let holders: Vec<&Source> =
                sources[1..].iter().filter(|source| source.holds_category(id)).collect();
            // A category that is there twice is reported at the second one.
            let holder = match finding.fault {
                Fault::RepeatedId { .. } => holders.last(),
                _ => holders.first(),
            };
            holder.and_then(|source| source.locate(finding))
        }
        Spot::Row(id, nth) => {
            let mut left = *nth;
            sources[1..].iter().find_map(|source| {
                let here = source.count(id);
                if left < here {
                    let spot = Spot::Row(id.clone(), left);
                    return source.locate(&FoundFault { spot, ..finding.clone() });
                }
                left -= here;
                None
            })
        }
    };
    found.unwrap_or_else(|| {
        let id = match &finding.spot {
            Spot::Row(id, _) | Spot::Category(id) => Some(id.clone()),
            Spot::Head => None,
        };
        LintFault { place: sources[0].start(), id, fault: finding.fault.clone() }
    })
}

/// The lists a pack is held against: ours, and those of each place laid over them.
fn known_lists(places: &[Option<&Path>]) -> Result<References, PackFault> {
    let mut all = references(None)?;
    for place in places {
        for lists in lists::own(*place).into_iter().filter_map(|(_, read)| read.ok()) {
            all.lay_over(lists);
        }
    }
    Ok(all)
}

fn lint_references(folder: &Folder) -> Result<Vec<LintFault>, PackFault> {
    let known = references(None)?;
    let mut faults = Vec::new();
    let mut numbers = HashSet::new();
    for (file, text) in &folder.files {
        let read = lists::read_lists(&folder.place(file), text);
        faults.extend(read.faults);
        let Some(lists) = read.value else { continue };
        let findings = check_references(&lists, &known);
        faults.extend(findings.iter().filter_map(|finding| read.source.locate(finding)));
        for list in lists.lists {
            if !numbers.insert(list.number.clone()) {
                let place = read.source.place_of("number", &list.number);
                let fault = Fault::RepeatedId { id: list.number.clone() };
                faults.push(LintFault { place, id: Some(list.number), fault });
            }
        }
    }
    Ok(faults)
}
