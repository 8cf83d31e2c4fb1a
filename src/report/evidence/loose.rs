//! The files of the folder that no entry names.

use serde_json::{Value, json};

use super::NAMED;
use super::words::size;
use crate::domain::evidence::{Folder, LooseFile};
use crate::domain::text::{Lang, pick, tr};
use crate::report::sheet::printable;
use crate::report::words::entries;

/// Everything the list of such files is made from.
#[derive(Debug, Clone, Copy)]
pub struct LooseReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// The folder without the files that entries name.
    pub folder: &'a Folder,
    /// The folder that names are relative to.
    pub root: &'a str,
    /// The program and its version.
    pub app: &'a str,
}

impl LooseReport<'_> {
    /// The list as plain text.
    pub fn text(&self) -> String {
        let lines = self.lines();
        if !lines.is_empty() {
            return lines;
        }
        let root = printable(self.root);
        tr!(
            self.lang,
            "どの証跡も指していないファイルはありません(フォルダー {root})\n",
            "every file of {root} is named by evidence, or there is none\n"
        )
    }

    /// The same below another report; nothing where there is nothing to say.
    pub(super) fn lines(&self) -> String {
        let files = &self.folder.files;
        let mut out = String::new();
        if !files.is_empty() {
            let count = entries(self.lang, files.len());
            out += &tr!(
                self.lang,
                "どの証跡も指していないファイル({count}):\n",
                "files that no evidence names: {count}\n"
            );
        }
        out.extend(files.iter().take(NAMED).map(|file| format!("- {}\n", self.file(file))));
        if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
            out += &tr!(
                self.lang,
                "  ほか{more}件(--format json ですべて見られます)\n",
                "  and {more} more (--format json shows all)\n"
            );
        }
        for folder in &self.folder.unreadable {
            out += &tr!(
                self.lang,
                "読めないフォルダー: {folder}\n",
                "a folder that could not be read: {folder}\n"
            );
        }
        if self.folder.cut {
            out += pick(
                self.lang,
                "フォルダーが大きいため、途中までしか見ていません\n",
                "the folder is large; not all of it was looked at\n",
            );
        }
        out
    }

    fn file(&self, file: &LooseFile) -> String {
        let day = file.modified.map_or_else(String::new, |day| format!("  {day}"));
        let refused = match file.name {
            Some(_) => "",
            None => pick(
                self.lang,
                "  (名前に使えない文字があり、結び付けられません)",
                "  (its name cannot be entered)",
            ),
        };
        format!("{}  {}{day}{refused}", file.shown, size(file.size))
    }

    /// The files as JSON.
    pub(super) fn json_files(&self) -> Value {
        let files = self.folder.files.iter().map(|file| {
            json!({
                "file": file.shown,
                "size": file.size,
                "modified": file.modified.map(|day| day.to_string()),
                "linkable": file.name.is_some(),
            })
        });
        files.collect()
    }

    /// The list as JSON, format 1.
    pub fn json(&self) -> String {
        let report = json!({
            "format": 1,
            "app": self.app,
            "root": printable(self.root),
            "files": self.json_files(),
            "unreadable": self.folder.unreadable,
            "complete": !self.folder.cut,
        });
        format!("{report:#}\n")
    }
}
