//! The desktop itself, and the trait of what lies over a screen.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use super::request::{Goal, Request, WayBack};
use super::trial::Trial;
use crate::domain::date::Date;
use crate::domain::evidence::{Sight, Trouble};
use crate::domain::signer::Statement;
use crate::domain::text::{Lang, pick};
use crate::domain::zone::Zone;
use crate::tui::action::{BoxFocus, Page, Place};
use crate::tui::canvas::{Canvas, Lines};
use crate::tui::cells::Ambiguous;
use crate::tui::editor::{EditCommand, Editor};
use crate::tui::files::PackChoice;
use crate::tui::keys::Key;
use crate::tui::message::{Effect, StoreCommand};
use crate::tui::session::{Foreign, Session, UnsavedFile};
use crate::tui::theme::Theme;

/// What a person prefers; kept over screens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prefs {
    /// Language of every screen.
    pub lang: Lang,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// What things look like.
    pub theme: Theme,
}

impl Prefs {
    /// No lines yet, of so many cells, to be filled with text as the person wants to see it.
    pub fn lines(&self, width: u16) -> Lines {
        Lines::new(width, self.ambiguous).kana(self.theme.kana)
    }
}

/// What every screen works on.
#[derive(Debug, Default)]
pub struct Desktop {
    /// Preferences.
    pub prefs: Prefs,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The time now in UTC, set before each message: `2026-11-22T04:00:00Z`.
    pub now: String,
    /// The time zone of days and times on the screens.
    pub zone: Zone,
    /// The page in front.
    pub page: Page,
    /// The pages from which one came here by a jump, the last one to go back to first.
    pub trail: Vec<Page>,
    /// The open assessment.
    pub session: Option<Session>,
    /// What is only tried, and what waits meanwhile; [`Desktop::session`] is the copy then.
    pub trial: Option<Trial>,
    /// Packs for new assessments, the one to propose first.
    pub packs: Vec<PackChoice>,
    /// What lies over the page; the last one gets the keys.
    pub overlays: Vec<Box<dyn Overlay>>,
    /// One line for the person, until the next key.
    pub notice: Option<String>,
    /// What is to be said on a terminal that may not show what is written, until it has been.
    pub hint: Option<String>,
    /// Another person's version of the file, until it is dealt with.
    pub foreign: Option<Foreign>,
    /// The person's own name as typed in any file, or the login name; only ever suggested. None where a host lets
    /// several people in: none of them is to see another one's name.
    pub own_name: Option<String>,
    /// What goes without a name in this file, since the person named no signer when asked.
    pub unsigned: Vec<Statement>,
    /// Leaving was asked for once while something is not saved; asked again, it is done.
    pub leaving: bool,
    /// A file is being opened at the start; nothing is drawn until it is there.
    pub waiting: bool,
    /// A file was asked for and is not there yet: no key may reach the one that is to be left.
    pub opening: bool,
    /// A person has said what becomes of the answers that are not saved, so the file may be left.
    pub may_leave: bool,
    /// What is wanted once the answers are saved elsewhere.
    pub after_save: Option<Effect>,
    /// Files that were left while they lacked something.
    pub left: Vec<UnsavedFile>,
    /// Their sessions, to come back to.
    pub left_sessions: Vec<Session>,
    /// The folder that a restricted workbench is kept in, which is not to be shown.
    pub folder: Option<PathBuf>,
    /// What is to be done outside; taken by the shell after each message.
    pub effects: Vec<Effect>,
    /// What is asked of other parts of the workbench; carried out as soon as the one that asked has finished.
    pub requests: Vec<Request>,
}

/// Something over a page, which takes the keys first: help, palette, text boxes, questions, forms.
pub trait Overlay: Debug {
    /// What has the keys in it now; nothing where any key closes it.
    fn focus(&self) -> Option<BoxFocus>;

    /// Takes a key.
    fn key(&mut self, desktop: &mut Desktop, key: Key) -> Outcome;

    /// Draws it over what is there.
    fn draw(&self, desktop: &Desktop, canvas: &mut Canvas<'_>);

    /// The text that is typed into, if there is one now.
    fn editor(&mut self) -> Option<&mut Editor> {
        None
    }

    /// Puts text in at the caret, as one step of undo.
    fn insert(&mut self, _desktop: &mut Desktop, text: &str) {
        if let Some(editor) = self.editor() {
            editor.apply(&EditCommand::Insert(text.to_owned()));
        }
    }

    /// True if a key means a letter here although an input method may have sent it.
    fn takes_letter(&self, _key: Key) -> bool {
        false
    }

    /// What lies over this one was answered with a yes.
    fn confirmed(&mut self, _desktop: &mut Desktop) -> Outcome {
        Outcome::Keep
    }

    /// A file was read aside, or could not be.
    fn seen(&mut self, _desktop: &mut Desktop, _file: &str, _seen: &Result<Sight, Trouble>) -> Outcome {
        Outcome::Keep
    }

    /// Works out what depends on the open assessment, after each message.
    fn settle(&mut self, _desktop: &Desktop) {}

    /// The question about the file that it asks, if it asks one.
    fn question(&self) -> Option<FileQuestion> {
        None
    }
}

/// What becomes of an overlay after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It stays.
    Keep,
    /// It is gone.
    Close,
}

/// A question about the open file that a person has to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileQuestion {
    /// Edits of the history that the file lacks.
    Recovery,
    /// Somebody else's version.
    Conflict,
    /// Answers that are not saved, while another file is asked for.
    Unsaved,
}

impl Desktop {
    /// A desktop with nothing open.
    pub fn new(prefs: Prefs, size: (u16, u16)) -> Self {
        Self { prefs, size, page: Page::Start, own_name: Some(String::new()), ..Self::default() }
    }

    /// The language of every screen.
    pub fn lang(&self) -> Lang {
        self.prefs.lang
    }

    /// The place whose keys act on the page.
    pub fn place(&self) -> Place {
        Place::On(self.page)
    }

    /// Today where one sits, from the time set by the shell.
    pub fn today(&self) -> Option<Date> {
        self.zone.day(&self.now)
    }

    /// The session as it really is, whatever is tried.
    pub fn real(&self) -> Option<&Session> {
        self.trial.as_ref().map(|trial| &trial.real).or(self.session.as_ref())
    }

    /// The same, to be changed.
    pub fn real_mut(&mut self) -> Option<&mut Session> {
        match &mut self.trial {
            Some(trial) => Some(&mut trial.real),
            None => self.session.as_mut(),
        }
    }

    /// Shows a page from which one comes back to the present one.
    pub fn jump(&mut self, page: Page) {
        let from = self.page;
        self.trail.retain(|known| *known != page);
        self.page = page;
        if from != page {
            self.came_from(from);
        }
    }

    /// Remembers the page to go back to. No page is in the trail twice, so that it ends.
    pub fn came_from(&mut self, page: Page) {
        self.trail.retain(|known| *known != page);
        self.trail.push(page);
    }

    /// Goes back to the page from which one jumped here; false if one came by another way.
    pub fn go_back(&mut self) -> bool {
        let Some(page) = self.trail.pop() else { return false };
        self.page = page;
        self.ask(Request::Resume);
        true
    }

    /// A path as people read it: in a restricted workbench only its part below the folder.
    pub fn shown(&self, path: &Path) -> String {
        let below = self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok());
        below.unwrap_or(path).display().to_string()
    }

    /// Shows one line until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// Shows one line in the person's language until the next key.
    pub fn notify(&mut self, ja: &'static str, en: &'static str) {
        self.say(pick(self.lang(), ja, en));
    }

    /// Keeps what the person prefers for later sessions.
    pub fn keep_settings(&mut self) {
        self.want(StoreCommand::KeepSettings(
            self.own_name.clone().unwrap_or_default(),
            self.prefs.theme.kana,
        ));
    }

    /// Wants something done outside.
    pub fn want(&mut self, effect: impl Into<Effect>) {
        self.effects.push(effect.into());
    }

    /// Asks something of the part of the workbench that can do it.
    pub fn ask(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Asks for something to be shown.
    pub fn show(&mut self, goal: Goal, way_back: WayBack) {
        self.ask(Request::Show(goal, way_back));
    }

    /// Puts an overlay in front.
    pub fn open(&mut self, overlay: impl Overlay + 'static) {
        self.overlays.push(Box::new(overlay));
    }
}
