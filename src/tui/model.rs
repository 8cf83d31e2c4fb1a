//! What the workbench knows: preferences, the open assessment, the page, overlays; and what it wants done.

use std::path::{Path, PathBuf};

use crate::domain::assessment::Assessment;
use crate::domain::carriers::Survey;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::past::Past;
use crate::domain::signer::Statement;
use crate::domain::text::{Bilingual, Lang};
use crate::domain::zone::Zone;
use crate::tui::action::Place;
use crate::tui::cells::{Ambiguous, Kana};
use crate::tui::keys::{Key, Paste};
use crate::tui::overlay::Overlay;
use crate::tui::overlay::damage::Damage;
use crate::tui::scratch::Scratch;
use crate::tui::screens::assess::Assess;
use crate::tui::screens::board::Board;
use crate::tui::screens::carriers::CarriersPage;
use crate::tui::screens::examine::ExaminePage;
use crate::tui::screens::plan::PlanPage;
use crate::tui::screens::proof::ProofPage;
use crate::tui::screens::review::QuickReview;
use crate::tui::screens::start::{Recent, Start};
use crate::tui::screens::table::Table;
use crate::tui::screens::timeline::Timeline;
use crate::tui::screens::what_if::WhatIf;
use crate::tui::session::{Foreign, Obstacle, Opened, Session, Unsaved};
use crate::tui::theme::Theme;

/// What a person prefers; kept over screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefs {
    /// Language of every screen.
    pub lang: Lang,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// What things look like.
    pub theme: Theme,
}

/// The page in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    /// Recent files and ways to begin.
    Start,
    /// Tree, question, gaps.
    #[default]
    Assess,
    /// What is missing, by what closing it unlocks.
    Board,
    /// The open questions that still decide something, one by one.
    Review,
    /// The registers.
    Table,
    /// The shortest way.
    Plan,
    /// What changes by itself, and when.
    Timeline,
    /// Why a verdict is what it is.
    Proof,
    /// What the verdicts rest on.
    Carriers,
    /// What an examiner would point at.
    Examine,
    /// What is tried in the scratch layer, and what it flips.
    WhatIf,
}

/// A pack that a new assessment can be made against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackChoice {
    /// Pack id.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Name of scheme and edition.
    pub title: Bilingual,
    /// Ids and names of the categories that can be chosen.
    pub categories: Vec<(String, Bilingual)>,
    /// How many reference lists it goes by, and how many of them have a verified member.
    pub lists: (usize, usize),
}

/// Everything the workbench knows.
#[derive(Debug)]
pub struct Model {
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
    /// The open assessment.
    pub session: Option<Session>,
    /// The start screen.
    pub start: Start,
    /// The assessment screen.
    pub assess: Assess,
    /// The gap board.
    pub board: Board,
    /// The quick review.
    pub review: QuickReview,
    /// The shortest way.
    pub plan: PlanPage,
    /// The timeline.
    pub timeline: Timeline,
    /// The proof of a verdict.
    pub proof: ProofPage,
    /// What the verdicts rest on.
    pub carriers: CarriersPage,
    /// The examiner's lint.
    pub examine: ExaminePage,
    /// The pages from which one came here by a jump, the last one to go back to first.
    pub trail: Vec<Page>,
    /// The what-if screen.
    pub what_if: WhatIf,
    /// What waits while the scratch layer is on; [`Model::session`] is the copy then.
    pub scratch: Option<Scratch>,
    /// The registers.
    pub table: Table,
    /// Packs for new assessments, the one to propose first.
    pub packs: Vec<PackChoice>,
    /// What lies over the page; the last one gets the keys.
    pub overlays: Vec<Overlay>,
    /// One line for the person, until the next key.
    pub notice: Option<String>,
    /// What a terminal is to be told that may not show what is written, until it has been.
    pub hint: Option<String>,
    /// Somebody else's version of the file, until it is dealt with.
    pub foreign: Option<Foreign>,
    /// The person's own name as typed in any file, or the login name; only ever suggested. None where a host lets
    /// several people in: nobody is to see another one's name.
    pub own_name: Option<String>,
    /// What is to go without a name in this file, since nobody was named when it was asked for.
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
    pub left: Vec<Unsaved>,
    /// Their sessions, to come back to.
    pub aside: Vec<Session>,
    /// The folder that a restricted workbench is kept in, which nobody is told of.
    pub folder: Option<PathBuf>,
    /// What is to be done outside; taken by the shell after each message.
    pub effects: Vec<Effect>,
}

/// What the workbench is told.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key.
    Key(Key),
    /// Keys that came since the last picture, one list for each read of the terminal.
    Keys(Vec<Vec<Key>>),
    /// Pasted text.
    Paste(Paste),
    /// The terminal has another size, in columns and rows.
    Resized(u16, u16),
    /// Suspending is not possible here.
    CannotSuspend,
    /// The store says something.
    Store(StoreMessage),
    /// What the assessment of this revision rests on was found out.
    Surveyed(u64, Box<Survey>),
}

/// What the store says.
#[derive(Debug, Clone)]
pub enum StoreMessage {
    /// A file was read.
    Opened(Box<Opened>),
    /// A file could not be read; a sentence and a hint.
    NotOpened(String),
    /// A file could not be read, but its backup can.
    Damaged(Damage),
    /// So many edits are in the file now.
    Saved,
    /// The file cannot be written now.
    NotSaved(Obstacle),
    /// The history does not take edits now, or does again.
    History(Option<Obstacle>),
    /// What the history knows beyond the file, and what is wrong with it.
    Past(Box<Past>, Option<String>),
    /// Somebody else changed the file; it was not overwritten.
    Changed(Box<Foreign>),
    /// The work goes on in another file.
    Moved(PathBuf),
    /// It does not, and why; with the name that was asked for.
    NotMoved(String, Option<PathBuf>),
    /// Nobody else is kept from the file by a lock, or somebody is again.
    Unlocked(Option<Obstacle>),
    /// The files that were left while they lacked something.
    Left(Vec<Unsaved>),
    /// A file that was in memory all the time is the open one again; with the row where one was in it.
    CameBack(PathBuf, String),
    /// Something worth a line.
    Told(String),
    /// What the person settled in an earlier session: name, kana as stored.
    Settled(String, Kana),
    /// Files opened lately.
    Recent(Vec<Recent>),
    /// Packs for new assessments, the one to propose first.
    Packs(Vec<PackChoice>),
}

/// What the workbench wants done outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Put the program into the background.
    Suspend,
    /// Read a file.
    Open(PathBuf),
    /// What is not saved of the open file is not wanted any more once the file asked for next is open.
    GiveUp,
    /// Put the newest good backup in the place of a damaged file and open it.
    Restore(PathBuf),
    /// Make a file of a new assessment and open it; without a path, in the default folder under its name.
    Create(Option<PathBuf>, Box<Assessment>),
    /// Write the sample beside the other files and open it.
    CreateSample,
    /// An edit was accepted: write it down.
    Record(Box<Change>, Box<Assessment>),
    /// Edits that the history already holds are in these values now.
    Recover(Box<Assessment>),
    /// These edits of the history are not wanted in the file.
    SetAside(Vec<Change>),
    /// Somebody else's version is merged into these values.
    Adopt(Box<Assessment>),
    /// Go on in another file; without a path, beside the present one.
    SaveAs(Option<PathBuf>),
    /// Write a report beside the file, under its name with this ending.
    Export(String, String),
    /// The person is at this row now.
    Visit(String),
    /// The language of the store's messages.
    Speak(Lang),
    /// Keep for later sessions: the person's own name, and how kana look.
    Settle(String, Kana),
    /// Look at the recent files again.
    ListRecent,
    /// Find out aside what the open assessment rests on; given up once its page is left or it is edited.
    Survey,
}

impl Effect {
    /// True for what puts another file in the place of the open one.
    pub fn leaves_the_file(&self) -> bool {
        matches!(self, Self::Open(_) | Self::Restore(_) | Self::Create(..) | Self::CreateSample)
    }
}

impl Model {
    /// A workbench that has nothing open.
    pub fn new(prefs: Prefs, size: (u16, u16)) -> Self {
        Self {
            prefs,
            size,
            now: String::new(),
            zone: Zone::default(),
            page: Page::Start,
            session: None,
            start: Start::default(),
            assess: Assess::default(),
            board: Board::default(),
            review: QuickReview::default(),
            plan: PlanPage::default(),
            timeline: Timeline::default(),
            proof: ProofPage::default(),
            carriers: CarriersPage::default(),
            examine: ExaminePage::default(),
            trail: Vec::new(),
            what_if: WhatIf::default(),
            scratch: None,
            table: Table::default(),
            packs: Vec::new(),
            overlays: Vec::new(),
            notice: None,
            hint: None,
            foreign: None,
            own_name: Some(String::new()),
            unsigned: Vec::new(),
            leaving: false,
            waiting: false,
            opening: false,
            may_leave: false,
            after_save: None,
            left: Vec::new(),
            aside: Vec::new(),
            folder: None,
            effects: Vec::new(),
        }
    }

    /// The language of every screen.
    pub fn lang(&self) -> Lang {
        self.prefs.lang
    }

    /// The place whose keys act on the page.
    pub fn place(&self) -> Place {
        match self.page {
            Page::Start => Place::Start,
            Page::Assess => Place::Assess,
            Page::Board => Place::Board,
            Page::Review => Place::Review,
            Page::Plan => Place::Plan,
            Page::Timeline => Place::Timeline,
            Page::Proof => Place::Proof,
            Page::Carriers => Place::Carriers,
            Page::Examine => Place::Examine,
            Page::WhatIf => Place::WhatIf,
            Page::Table => Place::Table,
        }
    }

    /// Today where one sits, from the time set by the shell.
    pub fn today(&self) -> Option<Date> {
        self.zone.day(&self.now)
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

    /// Remembers the page to go back to. No page stands in the trail twice, so that it ends.
    pub fn came_from(&mut self, page: Page) {
        self.trail.retain(|known| *known != page);
        self.trail.push(page);
    }

    /// A path as people are told it: in a restricted workbench only its part below the folder.
    pub fn shown(&self, path: &Path) -> String {
        let below = self.folder.as_ref().and_then(|folder| path.strip_prefix(folder).ok());
        below.unwrap_or(path).display().to_string()
    }

    /// Shows one line until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// Keeps what the person prefers for later sessions.
    pub fn settle(&mut self) {
        let effect = Effect::Settle(self.own_name.clone().unwrap_or_default(), self.prefs.theme.kana);
        self.want(effect);
    }

    /// Wants something done outside.
    pub fn want(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Puts an overlay in front.
    pub fn push(&mut self, overlay: Overlay) {
        self.overlays.push(overlay);
    }
}
