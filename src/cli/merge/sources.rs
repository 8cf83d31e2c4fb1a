//! Where the two versions come from: two files, or what git keeps of one that it could not merge; and what people
//! call them.

use std::path::{Path, PathBuf};

use super::super::args::Merge as Options;
use super::super::fault::{Fault, fault, printable, shown};
use super::super::session::{Done, Session};
use crate::domain::text::Lang;
use crate::store::git::{self, Clash, GitFault};
use crate::store::history;

/// The files that are merged, and the file for the result.
pub(super) struct Sources {
    pub(super) ours: PathBuf,
    pub(super) theirs: PathBuf,
    pub(super) base: Option<PathBuf>,
    pub(super) into: PathBuf,
    /// What people call our version, theirs, and the result.
    pub(super) names: [String; 3],
    /// What git knows, if it is asked.
    pub(super) git: Option<Clash>,
    /// Paths that mean nothing to people, with the names that do.
    called: Vec<(String, String)>,
}

impl Sources {
    pub(super) fn of(session: &Session, options: &Options) -> Result<Self, Fault> {
        match &options.theirs {
            Some(theirs) => Ok(Self::of_files(session, options, theirs)),
            None => Self::of_git(session, &options.ours),
        }
    }

    fn of_files(session: &Session, options: &Options, theirs: &Path) -> Self {
        let (ours, base) = (options.ours.clone(), options.base.clone());
        let into = options.into.clone().unwrap_or_else(|| ours.clone());
        let mut called = Vec::new();
        if let Some(name) = options.name.as_deref().map(printable) {
            let [_, of_theirs, of_base] = sides(session.lang, &name);
            called.push((shown(&ours), name));
            called.push((shown(theirs), of_theirs));
            called.extend(base.iter().map(|base| (shown(base), of_base.clone())));
        }
        let names = [&ours, &theirs.to_path_buf(), &into].map(|path| renamed(&called, shown(path)));
        Self { ours, theirs: theirs.to_path_buf(), base, into, names, git: None, called }
    }

    fn of_git(session: &Session, file: &Path) -> Result<Self, Fault> {
        let clash = git::clash(file).map_err(|fault| of_git(file, &fault))?;
        if clash.edited {
            return Err(edited(file));
        }
        let (Some(ours), Some(theirs)) = (clash.ours.clone(), clash.theirs.clone()) else {
            return Err(deleted(file, clash.ours.is_none()));
        };
        let base = clash.base.clone();
        let [of_ours, of_theirs, of_base] = sides(session.lang, &shown(file));
        let mut called = vec![(shown(&ours), of_ours.clone()), (shown(&theirs), of_theirs.clone())];
        called.extend(base.iter().map(|base| (shown(base), of_base.clone())));
        for (path, name) in [(&ours, &of_ours), (&theirs, &of_theirs)] {
            called.push((shown(&history::path_of(path)), format!("{name}.history")));
        }
        let names = [of_ours, of_theirs, shown(file)];
        Ok(Self { ours, theirs, base, into: file.to_path_buf(), names, git: Some(clash), called })
    }

    /// Says everything about files by the names that people know.
    pub(super) fn in_their_names(
        &self,
        session: &Session,
        ended: Result<Done, Fault>,
    ) -> Result<Done, Fault> {
        let name = |text: String| renamed(&self.called, text);
        session.reword(name);
        match ended {
            Ok(mut done) => {
                done.notes = done.notes.into_iter().map(name).collect();
                Ok(done)
            }
            Err(fault) => Err(fault.reworded(name)),
        }
    }
}

/// The same text with names for paths; the longest path first, since one may begin with another.
fn renamed(called: &[(String, String)], text: String) -> String {
    let mut called: Vec<&(String, String)> = called.iter().collect();
    called.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
    called.into_iter().fold(text, |text, (path, name)| text.replace(path.as_str(), name))
}

fn sides(lang: Lang, name: &str) -> [String; 3] {
    match lang {
        Lang::Ja => [format!("{name}(こちら)"), format!("{name}(あちら)"), format!("{name}(もと)")],
        Lang::En => [format!("{name} (ours)"), format!("{name} (theirs)"), format!("{name} (base)")],
    }
}

/// What git refuses, or has not got.
pub(super) fn of_git(file: &Path, fault: &GitFault) -> Fault {
    let place = shown(file);
    match fault {
        GitFault::NoGit => fault!(
            Io,
            "{place}: git が見つかりません",
            "{place}: git was not found",
            "git を使えるようにするか、両方の版のファイルを指定してください(kijun merge OURS THEIRS --base FILE)",
            "make git available, or name both versions (kijun merge OURS THEIRS --base FILE)"
        ),
        GitFault::NoClash => fault!(
            Usage,
            "{place}: git に、このファイルの未解決の食い違いはありません",
            "{place}: git has no unmerged versions of this file",
            "git status で確かめてください。2つのファイルなら kijun merge OURS THEIRS で合わせられます",
            "see git status; two files are merged with kijun merge OURS THEIRS"
        ),
        GitFault::Refused(said) => {
            let said = printable(said);
            fault!(
                Io,
                "{place}: git が応じません({said})",
                "{place}: git refused ({said})",
                "git status で確かめてください",
                "see git status"
            )
        }
        GitFault::File(error) => Fault::of_error(error),
    }
}

fn deleted(file: &Path, here: bool) -> Fault {
    let place = shown(file);
    let (ja, en) = if here { ("こちら", "our side") } else { ("あちら", "their side") };
    fault!(
        Pending,
        "{place}: {ja}では削除され、もう一方では変更されています",
        "{place}: deleted on {en} and changed on the other",
        "残すなら git add {place}、消すなら git rm {place} です(履歴のファイルも同じように)",
        "keep it with git add {place}, or delete it with git rm {place} (and its history alike)"
    )
}

fn edited(file: &Path) -> Fault {
    let place = shown(file);
    fault!(
        InUse,
        "{place}: git が止まった後に書き換えられています",
        "{place}: was edited after git stopped at it",
        "その内容でよければ git add {place}。git の状態に戻すなら git checkout --merge -- {place} の後でもう一度",
        "if that is the result: git add {place}; to begin again: git checkout --merge -- {place}, then this command"
    )
}
