//! What the workbench hears, and what it wants done outside.

use std::path::PathBuf;

use crate::domain::assessment::Assessment;
use crate::domain::carriers::Survey;
use crate::domain::change::Change;
use crate::domain::evidence::{Folder, Sight, Trouble};
use crate::domain::past::Past;
use crate::domain::text::Lang;
use crate::tui::cells::Kana;
use crate::tui::files::{Damage, PackChoice, Recent};
use crate::tui::keys::{Key, Paste};
use crate::tui::session::{Foreign, Obstacle, Opened, UnsavedFile};

/// What the workbench hears.
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
    /// What was seen of a file that evidence names.
    Seen(String, Result<Sight, Trouble>),
    /// The files of the folder that no evidence names.
    Listed(Folder),
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
    /// Another person or program changed the file; it was not overwritten.
    Changed(Box<Foreign>),
    /// The work goes on in another file.
    Moved(PathBuf),
    /// It does not, and why; with the name that was asked for.
    NotMoved(String, Option<PathBuf>),
    /// Why no lock keeps others from the file; nothing once one does.
    Unlocked(Option<Obstacle>),
    /// The files that were left while they lacked something.
    Left(Vec<UnsavedFile>),
    /// A file that was in memory all the time is the open one again; with the row where one was in it.
    CameBack(PathBuf, String),
    /// One line for the person.
    Notice(String),
    /// The person's settings of earlier sessions: name, look of kana.
    Settings(String, Kana),
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
    /// Find out aside what the open assessment rests on; given up once its page is left or it is edited.
    Survey,
    /// Read aside the file that evidence names; only the last one asked for is waited for.
    See(String),
    /// Find out aside which files of the folder no evidence names.
    ListFiles,
    /// The store thread has something to do.
    Store(StoreCommand),
}

/// What the workbench asks the store for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreCommand {
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
    SetLanguage(Lang),
    /// Keep for later sessions: the person's own name, and how kana look.
    KeepSettings(String, Kana),
    /// Look at the recent files again.
    ListRecent,
}

impl From<StoreCommand> for Effect {
    fn from(command: StoreCommand) -> Self {
        Self::Store(command)
    }
}

impl Effect {
    /// True for what puts another file in the place of the open one.
    pub fn leaves_the_file(&self) -> bool {
        use StoreCommand as C;
        matches!(self, Self::Store(C::Open(_) | C::Restore(_) | C::Create(..) | C::CreateSample))
    }
}
