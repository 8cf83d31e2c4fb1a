//! Why a pack cannot be used, as a sentence in both languages.

use std::io;
use std::path::PathBuf;

use crate::domain::lint::LintFault;
use crate::domain::pack::PackError;
use crate::domain::text::Lang;
use crate::store::save_failure::of_system;

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackFault {
    /// Neither shipped nor in the user's folder.
    #[error("there is no pack {id} in edition {edition}")]
    Unknown {
        /// Identity of the scheme.
        id: String,
        /// The edition asked for.
        edition: String,
    },
    /// A folder without a pack and without a reference list.
    #[error("{0}: there is no pack here")]
    Nothing(PathBuf),
    /// A file that cannot be read.
    #[error("{path}: {}", of_system(.source).en)]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Files that are not written as pack files are: everything that `kijun lint` finds, each at its place.
    #[error("{}: faults in this pack: {}", place(.0), .0.len())]
    Faulty(Vec<LintFault>),
    /// Files that do not make one pack.
    #[error("{folder}: {source}")]
    Conflict {
        /// The pack's folder.
        folder: String,
        /// What clashes.
        source: PackError,
    },
    /// Rows or categories that lead back to themselves: no verdict of theirs would mean anything.
    #[error("{folder}: the rules go round: {}", .path.join(" -> "))]
    Circle {
        /// The pack's folder.
        folder: String,
        /// The ids on the way, the first one again at the end.
        path: Vec<String>,
    },
    /// An overlay on an overlay on an overlay without an end.
    #[error("{0}: the base editions go round in a circle")]
    EndlessBases(String),
}

impl PackFault {
    /// The fault as a sentence; English is the same as [`ToString`].
    pub fn sentence(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unknown { id, edition } => format!("設問票{id}の版{edition}はありません"),
            Self::Nothing(path) => format!("{}: ここに設問票はありません", path.display()),
            Self::Unreadable { path, source } => {
                format!("{}: 読めません({})", path.display(), of_system(source).ja)
            }
            Self::Faulty(faults) => format!("{}: 設問票に誤りが{}件あります", place(faults), faults.len()),
            Self::Conflict { folder, source } => format!("{folder}: {}", conflict(source)),
            Self::Circle { folder, path } => {
                format!("{folder}: 要件か区分が一巡しています: {}", path.join(" -> "))
            }
            Self::EndlessBases(folder) => format!("{folder}: 元になる版が一巡しています"),
        }
    }
}

/// Where the first of some faults is.
fn place(faults: &[LintFault]) -> String {
    faults.first().map(|fault| fault.place.to_string()).unwrap_or_default()
}

fn conflict(source: &PackError) -> String {
    match source {
        PackError::DuplicateId(id) => format!("要件のid「{id}」が二度使われています"),
        PackError::RetiredId(id) => format!("廃止した要件のid「{id}」が使われています"),
        PackError::DuplicateCategory(id) => format!("サービス区分のid「{id}」が二度使われています"),
    }
}
