//! The files of the folder that no evidence names; one of them becomes an entry, with its digest and its day. Files are
//! only read.

use crate::domain::evidence::{Folder, LooseFile};
use crate::domain::register::Evidence;
use crate::domain::text::{pick, tr};
use crate::report::evidence::size;
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::chrome::{file_header, footer};
use crate::tui::desktop::Desktop;
use crate::tui::form::Form;
use crate::tui::list::{List, ListAndText, travel_or_scroll};
use crate::tui::message::Effect;
use crate::tui::screens::Screen;
use crate::tui::session::Session;

/// State of the screen.
#[derive(Debug, Default)]
pub struct FolderPage {
    /// What the folder holds; nothing while it is looked through.
    folder: Option<Folder>,
    /// The files that no entry names, by their places in the folder.
    loose: Vec<usize>,
    /// For which edits they were found.
    edits: Option<u64>,
    list: List,
    scroll: usize,
}

impl FolderPage {
    /// Takes the files that were found.
    pub fn arrive(&mut self, folder: Folder) {
        self.folder = Some(folder);
        self.edits = None;
    }

    fn begin_anew(&mut self, desktop: &mut Desktop) {
        *self = Self::default();
        desktop.want(Effect::ListFiles);
    }

    /// What was linked since is left out, and is back once that is undone.
    fn refresh(&mut self, session: &Session) {
        self.edits = Some(session.revision());
        let named = |file: &LooseFile| {
            let rows = &session.assessment.evidence;
            rows.iter().any(|row| file.name.as_deref() == Some(row.file.trim()))
        };
        let files = self.files().iter().enumerate();
        self.loose = files.filter(|(_, file)| !named(file)).map(|(at, _)| at).collect();
    }

    fn files(&self) -> &[LooseFile] {
        self.folder.as_ref().map_or(&[], |folder| &folder.files)
    }

    fn selected(&self) -> Option<&LooseFile> {
        self.files().get(*self.loose.get(self.list.at)?)
    }
}

impl Screen for FolderPage {
    /// Looks through the folder.
    fn begin(&mut self, desktop: &mut Desktop, _in_view: Option<String>) -> bool {
        self.begin_anew(desktop);
        true
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn act(&mut self, desktop: &mut Desktop, action: Action) -> bool {
        let height = areas(desktop.size).list.height;
        match action {
            Action::Open => enter(self, desktop),
            Action::Filter => self.begin_anew(desktop),
            _ => return travel_or_scroll(&mut self.list, &mut self.scroll, action, height),
        }
        true
    }

    /// Keeps the list true to the assessment and the cursor in sight, after each message.
    fn settle(&mut self, desktop: &mut Desktop) {
        let Some(session) = &desktop.session else { return };
        if self.edits != Some(session.revision()) {
            self.refresh(session);
        }
        let areas = areas(desktop.size);
        self.list.settle(self.loose.len(), usize::from(areas.list.height));
        self.scroll = self.scroll.min(areas.most(details(self, desktop, areas.text.width).len()));
    }

    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>) {
        let (lang, width) = (desktop.lang(), canvas.area().width);
        let areas = areas(desktop.size);
        file_header(desktop, canvas, pick(lang, "証跡になるファイル", "Files for evidence"));
        let (muted, plain) = (canvas.theme.muted, canvas.theme.plain);
        canvas.text(1, 2, pick(lang, "ファイル", "File"), muted, 20);
        canvas.right(width - 1, 2, pick(lang, "大きさ      更新日", "size     changed"), muted);
        for (y, at, &file) in self.list.shown(areas.list, &self.loose) {
            line(canvas, (y, &self.files()[file], at == self.list.at));
        }
        if self.loose.is_empty() {
            let text = match self.folder {
                Some(_) => pick(
                    lang,
                    "どの証跡も指していないファイルはありません。",
                    "Every file is named by evidence, or there is none.",
                ),
                None => pick(lang, "フォルダーを調べています。", "The folder is being looked through."),
            };
            canvas.text(1, areas.list.y, text, plain, width - 2);
        }
        areas.draw_text(lang, canvas, &details(self, desktop, areas.text.width), self.scroll);
        footer(desktop, canvas, |action| self.acts(desktop, action));
    }

    fn acts(&self, _desktop: &Desktop, action: Action) -> bool {
        action != Action::Open || self.selected().is_some()
    }
}

/// Why a file cannot be entered.
const REFUSED: (&str, &str) = (
    "名前に使えない文字があり、証跡にできません。先に名前を変えてください。",
    "Its name has characters that cannot be entered; rename the file first.",
);

/// Where columns begin, from the right end of a line.
const SIZE: u16 = 19;

fn areas(size: (u16, u16)) -> ListAndText {
    ListAndText::below(3, size, |rows| rows / 3)
}

/// A file: its path, its size, the day it was changed.
fn line(canvas: &mut Canvas<'_>, (y, file, focused): (u16, &LooseFile, bool)) {
    let width = canvas.area().width;
    let (plain, muted) = (canvas.theme.plain, canvas.theme.muted);
    let style = match (focused, &file.name) {
        (true, _) => canvas.theme.focus,
        (false, None) => muted,
        (false, Some(_)) => plain,
    };
    canvas.text(1, y, &file.shown, style, width.saturating_sub(SIZE + 3));
    canvas.right(width - 12, y, &size(file.size), plain);
    let day = file.modified.map_or_else(String::new, |day| day.to_string());
    canvas.right(width - 1, y, &day, plain);
}

/// What can be done with the selected file, and what there is to know of the folder.
fn details(screen: &FolderPage, desktop: &Desktop, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(folder) = &screen.folder else { return lines };
    if let Some(file) = screen.selected() {
        lines.paragraph(0, &file.shown, theme.title);
        let text = match file.name {
            Some(_) => pick(
                lang,
                "Enter で証跡の記入に進みます。ファイルは読んでダイジェストを取るだけで、写しも送信もしません。",
                "Enter opens the form of an entry for it. The file is only read for its digest, never copied or sent.",
            ),
            None => pick(lang, REFUSED.0, REFUSED.1),
        };
        lines.paragraph(0, text, theme.plain);
    }
    for folder in &folder.unreadable {
        lines.paragraph(
            0,
            &tr!(lang, "読めないフォルダー: {folder}", "A folder that cannot be read: {folder}"),
            theme.plain,
        );
    }
    if folder.cut {
        let text = pick(
            lang,
            "フォルダーが大きいため、途中までしか見ていません。",
            "The folder is large; not all of it was looked at.",
        );
        lines.paragraph(0, text, theme.plain);
    }
    lines
}

/// Opens the form of an entry for the selected file, which is read meanwhile.
fn enter(screen: &FolderPage, desktop: &mut Desktop) {
    let Some(file) = screen.selected() else { return };
    let Some(name) = &file.name else {
        return desktop.notify(REFUSED.0, REFUSED.1);
    };
    let row = Evidence {
        title: title(name),
        file: name.clone(),
        on: file.modified.map(Into::into),
        ..Evidence::default()
    };
    let file = name.clone();
    desktop.open(Form::of_file(row));
    desktop.want(Effect::See(file));
}

/// The name of a file without its folder and its ending: what a new entry is called at first.
fn title(name: &str) -> String {
    let own = name.rsplit('/').next().unwrap_or(name);
    own.rsplit_once('.').map_or(own, |(stem, _)| if stem.is_empty() { own } else { stem }).to_owned()
}
