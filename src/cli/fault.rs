//! What went wrong, for a person: one sentence with the place, one line with a hint, in both languages.

use std::path::Path;

use super::exit::Exit;
use crate::domain::clean::{Lines, amiss, visible};
use crate::domain::lint::LintFault;
use crate::domain::text::{Bilingual, Lang, bilingual, both, tr};
use crate::report::{self, lint};
use crate::store::assessment::{FileFault, PlacedFault};
use crate::store::error::{Change, FileError, Step};
use crate::store::history::{self, AppendError};
use crate::store::lock::LockError;
use crate::store::packs::PackFault;
use crate::store::save::Notice;
use crate::store::save_failure::known;

/// Why a command ended early.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The exit code that follows.
    pub(super) exit: Exit,
    /// Sentences, each with its hint, which may be empty.
    pub(super) said: Vec<(Bilingual, Bilingual)>,
}

/// A fault with its exit, the sentence and the hint in both languages with values in them, Japanese first; the hint may
/// be made elsewhere, and may be left out.
macro_rules! fault {
    ($exit:ident, $ja:literal, $en:literal, $hint_ja:literal, $hint_en:literal $(,)?) => {
        $crate::cli::fault::fault!($exit, $ja, $en, $crate::domain::text::bilingual!($hint_ja, $hint_en))
    };
    ($exit:ident, $ja:literal, $en:literal $(,)?) => {
        $crate::cli::fault::fault!($exit, $ja, $en, $crate::domain::text::Bilingual::default())
    };
    ($exit:ident, $ja:literal, $en:literal, $hint:expr $(,)?) => {
        $crate::cli::fault::Fault::new(
            $crate::cli::Exit::$exit,
            $crate::domain::text::bilingual!($ja, $en),
            $hint,
        )
    };
}
pub(super) use fault;

/// A path on one line, with nothing in it that a terminal would obey.
pub(super) fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

/// The same for any text.
pub(super) fn printable(text: &str) -> String {
    visible(text, Lines::Single).into_owned()
}

/// A place in a file and what is there: `acme.ron:12:15: P-03: name: …`.
pub(super) fn place_in(path: &Path, found: &PlacedFault, lang: Lang) -> String {
    let id = if found.id.is_empty() { String::new() } else { format!("{}: ", printable(&found.id)) };
    let message = printable(found.message.get(lang));
    format!("{}:{}:{}: {id}{message}", shown(path), found.line, found.column)
}

impl Fault {
    /// One sentence with its hint.
    pub(super) fn new(exit: Exit, sentence: Bilingual, hint: Bilingual) -> Self {
        Self { exit, said: vec![(sentence, hint)] }
    }

    /// A command line that is not understood.
    pub(super) fn usage(sentence: Bilingual, hint: Bilingual) -> Self {
        Self::new(Exit::Usage, sentence, hint)
    }

    /// The same in other words.
    pub(super) fn reworded(mut self, word: impl Fn(String) -> String) -> Self {
        for text in self.said.iter_mut().flat_map(|(sentence, hint)| [sentence, hint]) {
            let Bilingual { ja, en } = std::mem::take(text);
            *text = both(word(ja), word(en));
        }
        self
    }

    /// The lines for standard error.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let (error, hint_word) = match lang {
            Lang::Ja => ("エラー", "ヒント"),
            Lang::En => ("error", "hint"),
        };
        let mut lines = Vec::new();
        for (sentence, hint) in &self.said {
            lines.push(format!("{error}: {}", sentence.get(lang)));
            if !hint.get(lang).is_empty() {
                lines.push(format!("{hint_word}: {}", hint.get(lang)));
            }
        }
        lines
    }

    /// Whatever a file of assessments refused.
    pub(super) fn of_file(path: &Path, fault: FileFault) -> Self {
        let exit = Exit::of_code(fault.exit_code());
        match fault {
            FileFault::Newer { format, app, .. } => newer(path, format, &app),
            FileFault::Invalid(faults) => {
                let said = faults.into_iter().map(|fault| {
                    let at = |lang| place_in(path, &fault, lang);
                    let hint = both(printable(&fault.hint.ja), printable(&fault.hint.en));
                    (both(at(Lang::Ja), at(Lang::En)), hint)
                });
                Self { exit, said: said.collect() }
            }
            FileFault::File(error) => Self::of_error(&error),
        }
    }

    /// A file that could not be read or written.
    pub(super) fn of_error(error: &FileError) -> Self {
        let exit = Exit::of_code(error.exit_code());
        let place = shown(error.path());
        let said = |ja: &str, en: &str| bilingual!("{place}: {ja}", "{place}: {en}");
        let (sentence, hint) = match error {
            FileError::Failed { .. } if error.is_missing() => (
                said("ファイルがありません", "there is no such file"),
                unseen_in_name(error.path()).unwrap_or_else(|| {
                    both(
                        "パスを確かめるか、kijun new で作ってください",
                        "check the path, or make one with kijun new",
                    )
                }),
            ),
            FileError::Failed { step, source, .. } => {
                let (why, (ja, en)) = (words_of(source), failed(*step));
                (said(&format!("{ja}({})", why.ja), &format!("{en} ({})", why.en)), room())
            }
            FileError::Unflushed { .. } => (
                said(
                    "書き込みましたが、ディスクへの確定を確認できません",
                    "written, but the disk did not confirm it",
                ),
                both("もう一度保存してください", "save once more"),
            ),
            FileError::Changed { change: Change::Appeared, .. } => (
                said("すでにあるため、上書きしません", "exists already and is not overwritten"),
                both("別の名前を指定してください", "give another name"),
            ),
            FileError::Changed { .. } => (
                said(
                    "読み込んだ後にほかから変更されています",
                    "was changed by somebody else after it was read",
                ),
                both("もう一度実行してください", "run the command again"),
            ),
            FileError::NoFolder { .. } => (
                said("フォルダーがありません", "there is no such folder"),
                both("名前を確かめるか、mkdir で作ってください", "check its name, or make it with mkdir"),
            ),
            FileError::NotAFile { .. } => (
                said("ふつうのファイルではありません", "is not a regular file"),
                both("自己評価のファイルを指定してください", "give the file of an assessment"),
            ),
            FileError::Companion { .. } => (
                said(
                    "履歴の名前なので、自己評価には使えません",
                    "is the name of a history, not of an assessment",
                ),
                both("acme.ron のような名前を指定してください", "give a name such as acme.ron"),
            ),
            FileError::TooLarge { size, cap, .. } => (
                said(
                    &format!("大きすぎます({size}バイト、上限{cap}バイト)"),
                    &format!("is too large ({size} bytes, at most {cap})"),
                ),
                both("自己評価のファイルか確かめてください", "check that it is an assessment"),
            ),
        };
        Self::new(exit, sentence, hint)
    }

    /// A pack that cannot be used.
    pub(super) fn of_pack(fault: &PackFault) -> Self {
        let exit = match fault {
            PackFault::Unreadable { .. } | PackFault::Nothing(_) => Exit::Io,
            _ => Exit::Invalid,
        };
        let say = |lang| printable(&fault.sentence(lang));
        let hint = match fault {
            PackFault::Unreadable { .. } | PackFault::Nothing(_) => both(
                "設問票のフォルダーのパスを確かめてください。kijun doctor で設問票の場所がわかります",
                "check the path of the pack's folder; kijun doctor shows where packs are",
            ),
            _ => both(
                "kijun doctor で設問票の場所を、kijun lint で中身を確かめられます",
                "kijun doctor shows where packs are, kijun lint what is wrong with one",
            ),
        };
        let sentence = both(
            format!("設問票を使えません: {}", say(Lang::Ja)),
            format!("the pack cannot be used: {}", say(Lang::En)),
        );
        let all: &[LintFault] = if let PackFault::Faulty(all) = fault { all } else { &[] };
        let said = std::iter::once((sentence, hint)).chain(all.iter().map(as_lint_says)).collect();
        Self { exit, said }
    }

    /// A lock that was not given.
    pub(super) fn of_lock(path: &Path, error: &LockError) -> Self {
        let place = shown(path);
        let exit = Exit::of_code(error.exit_code());
        let text = printable(&error.to_string());
        let (ja, hint) = match error {
            LockError::Held(holder) => (
                format!(
                    "{place}: {}({} のプロセス {})が使用中です",
                    if holder.user.is_empty() { "だれか" } else { &holder.user },
                    holder.host,
                    holder.pid
                ),
                both(
                    "相手が閉じてから、もう一度実行してください",
                    "wait until it is closed, then run the command again",
                ),
            ),
            LockError::Failed { source, .. } => return Self::new(exit, unlocked(&place, source), room()),
            LockError::Unsupported(_) => (format!("{place}: ロックできません({text})"), room()),
        };
        Self::new(exit, both(printable(&ja), format!("{place}: {text}")), hint)
    }

    /// An edit that did not get into the history.
    pub(super) fn of_append(path: &Path, error: &AppendError) -> Self {
        if let AppendError::File(error) = error {
            return Self::of_error(error);
        }
        let (place, text) = (shown(path), printable(&error.to_string()));
        let exit = Exit::of_code(error.exit_code());
        let sentence =
            bilingual!("{place}: 履歴に書けません({text})", "{place}: not accepted by the history ({text})");
        Self::new(exit, sentence, both("備考を短くしてください", "shorten the remark"))
    }

    /// The fault of a history that is not as it was written.
    pub(super) fn of_altered(path: &Path, fault: &history::RecordFault) -> Self {
        let (place, number, what) = (shown(path), fault.number, printable(&fault.kind.to_string()));
        fault!(
            Invalid,
            "{place}:{number}: この記録から先は信頼できません({what})",
            "{place}:{number}: from this record on it cannot be trusted ({what})",
            "ファイル本体は影響を受けません。控えの履歴と比べてください",
            "the file itself is unharmed; compare with a copy of the history"
        )
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        Self::of_error(&error)
    }
}

impl From<PackFault> for Fault {
    fn from(fault: PackFault) -> Self {
        Self::of_pack(&fault)
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        fault!(
            Io,
            "JSON を書けません({error})",
            "could not write JSON ({error})",
            "--format text を試してください",
            "try --format text"
        )
    }
}

/// A fault of a pack in the words of `kijun lint`.
fn as_lint_says(found: &LintFault) -> (Bilingual, Bilingual) {
    let sentence = |lang| printable(&lint::sentence(found, lang));
    let hint = |lang| lint::hint(&found.fault, lang).map(|hint| printable(&hint)).unwrap_or_default();
    (both(sentence(Lang::Ja), sentence(Lang::En)), both(hint(Lang::Ja), hint(Lang::En)))
}

fn unlocked(place: &str, source: &std::io::Error) -> Bilingual {
    let why = words_of(source);
    both(
        format!("{place}: ロックできません({})", why.ja),
        format!("{place}: could not be locked ({})", why.en),
    )
}

/// What to look at where something cannot be written.
fn room() -> Bilingual {
    both("権限と空き容量を確かめてください", "check permissions and free space")
}

/// What the system said, in words where it is one that people meet.
fn words_of(source: &std::io::Error) -> Bilingual {
    let said = printable(&source.to_string());
    known(source).unwrap_or_else(|| Bilingual { ja: said.clone(), en: said })
}

/// What is in a name that looks like another one; the name of a file may have any character.
pub(super) fn unseen_in_name(path: &Path) -> Option<Bilingual> {
    let amiss = amiss(&path.to_string_lossy())?;
    let found = |lang| report::amiss::found(lang, &amiss);
    Some(both(
        format!("この名前には{}。ほかの名前ではありませんか", found(Lang::Ja)),
        format!("this name has {}; is another one meant?", found(Lang::En)),
    ))
}

fn newer(path: &Path, format: u64, app: &str) -> Fault {
    let (place, app) = (shown(path), printable(app));
    fault!(
        Newer,
        "{place}: 形式 {format}({app} が作成)は、この版より新しいため読めません",
        "{place}: format {format}, written by {app}, is newer than this program",
        "kijun を新しい版にしてください",
        "update kijun"
    )
}

/// A note although the file is saved.
pub(super) fn notice(lang: Lang, notice: &Notice) -> String {
    let (path, ja, en) = match notice {
        Notice::NotFlushed(path) => (
            path,
            "このファイルシステムはディスクへの確定に応じません",
            "this file system does not flush on request",
        ),
        Notice::LinkCut(path) => (
            path,
            "別名(ハードリンク)には古い内容が残ります",
            "its other names (hard links) keep the old content",
        ),
        Notice::GroupLost(path) => (
            path,
            "グループを保てないため、グループの権限を狭めました",
            "its group could not be kept; group permissions were narrowed",
        ),
        Notice::OwnerLost(path) => (path, "所有者が変わりました", "it belongs to its writer now"),
    };
    let place = shown(path);
    tr!(lang, "注意: {place}: {ja}", "note: {place}: {en}")
}

/// What could not be done, in Japanese and English.
const fn failed(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Resolve => ("リンク先を探せません", "could not be found"),
        Step::Inspect => ("調べられません", "could not be looked at"),
        Step::Open => ("開けません", "could not be opened"),
        Step::Read => ("読めません", "could not be read"),
        Step::MakeFolder => ("フォルダーを作れません", "the folder could not be made"),
        Step::Create => ("作れません", "could not be created"),
        Step::Permit => ("権限を設定できません", "its permissions could not be set"),
        Step::Write => ("書き込めません", "could not be written"),
        Step::Sync => ("ディスクに確定できません", "could not be flushed to disk"),
        Step::Compare => ("比べられません", "could not be compared"),
        Step::Rename => ("置き換えられません", "could not be replaced"),
        Step::SyncFolder => {
            ("フォルダーをディスクに確定できません", "its folder could not be flushed to disk")
        }
        Step::Truncate => ("切り詰められません", "could not be cut back"),
        Step::Lock => ("ロックできません", "could not be locked"),
    }
}
