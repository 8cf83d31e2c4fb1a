//! What kept a file from being written: two or three words for the header, a sentence for the notice.

use std::io;
use std::path::Path;

use rustix::io::Errno;

use super::assessment::FileFault;
use super::error::{Change, FileError};
use super::history::AppendError;
use crate::domain::clean::{Lines, visible};
use crate::domain::text::{Bilingual, Lang, both, tr};

/// Why something could not be written, in a short and in a whole form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveFailure {
    /// A few words, for a place where there is little room.
    pub reason: String,
    /// A sentence with the file and what the system said.
    pub text: String,
}

impl SaveFailure {
    /// Of an assessment that could not be saved. It is named, not the file that was written beside it.
    pub fn of_file(lang: Lang, path: &Path, fault: &FileFault) -> Self {
        let reason = match fault {
            FileFault::Newer { .. } => both("新しい形式", "newer format"),
            FileFault::Invalid(_) => both("内容に誤り", "invalid content"),
            FileFault::File(error) => reason(error),
        };
        let text = match fault {
            FileFault::File(error) => not_written(lang, path, error, &reason),
            other => other.lines_in(lang).into_iter().next().unwrap_or_default(),
        };
        Self::new(lang, &reason, text)
    }

    /// Of a history that does not take an edit.
    pub fn of_history(lang: Lang, error: &AppendError) -> Self {
        let reason = match error {
            AppendError::File(error) => reason(error),
            AppendError::Unwritable(_) => both("書けない内容", "not writable"),
            AppendError::TooLarge { .. } => both("大きすぎる変更", "edit too large"),
        };
        Self::new(lang, &reason, error.to_string())
    }

    fn new(lang: Lang, reason: &Bilingual, text: String) -> Self {
        Self { reason: reason.get(lang).to_owned(), text }
    }
}

/// `acme.ron を保存できません: 空き容量なし (No space left on device)`.
fn not_written(lang: Lang, path: &Path, error: &FileError, reason: &Bilingual) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = visible(&name, Lines::Single);
    let system = match error {
        FileError::Failed { source, .. } => format!(" ({source})"),
        _ => String::new(),
    };
    tr!(
        lang,
        ("{name} を保存できません: {}{system}。", reason.ja),
        ("{name} cannot be saved: {}{system}.", reason.en)
    )
}

fn reason(error: &FileError) -> Bilingual {
    match error {
        FileError::Failed { source, .. } => of_system(source),
        FileError::Unflushed { .. } => both("ディスクへの確定ができない", "cannot be flushed"),
        FileError::Changed { change: Change::Removed, .. } => both("外部で削除", "removed outside"),
        FileError::Changed { .. } => both("外部で変更", "changed outside"),
        FileError::NoFolder { .. } => both("フォルダーなし", "no such folder"),
        FileError::NotAFile { .. } => both("ファイルではない", "not a file"),
        FileError::Companion { .. } => both("履歴の名前", "name of a history"),
        FileError::TooLarge { .. } => both("大きすぎる", "too large"),
    }
}

/// What the system said, in a few words.
pub fn of_system(error: &io::Error) -> Bilingual {
    known(error).unwrap_or_else(|| both("入出力エラー", "I/O error"))
}

/// The same, where it is one that people meet.
pub fn known(error: &io::Error) -> Option<Bilingual> {
    Some(match error.raw_os_error().map(Errno::from_raw_os_error)? {
        Errno::NOSPC => both("空き容量なし", "disk full"),
        Errno::DQUOT => both("割当量を超過", "over quota"),
        Errno::ROFS => both("読み取り専用", "read-only disk"),
        Errno::ACCESS | Errno::PERM => both("権限なし", "no permission"),
        Errno::FBIG => both("大きさの制限", "size limit"),
        Errno::BUSY => both("単独でマウントされたファイル", "mounted by itself"),
        Errno::NOENT => both("フォルダーなし", "folder is gone"),
        Errno::STALE | Errno::TIMEDOUT | Errno::HOSTDOWN => both("共有先が応答しない", "share is gone"),
        _ => return None,
    })
}
