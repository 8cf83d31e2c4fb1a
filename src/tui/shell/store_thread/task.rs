//! What the store thread is asked to do: by the workbench, and by the shell itself.

use std::sync::mpsc::Sender;

use crate::domain::assessment::Assessment;
use crate::tui::message::StoreCommand;

/// One thing to do.
pub(super) enum Task {
    /// What the workbench asks for.
    Do(StoreCommand),
    /// An edit that is in the history by now: only its values are still to be taken.
    Noted(Box<Assessment>),
    /// Send what the workbench shows first: settings of earlier sessions, recent files, packs.
    Begin,
    /// Write everything, then answer with a sentence if something is not in the file.
    Flush {
        /// Where the answer goes.
        done: Sender<Option<String>>,
        /// The process ends: locks are released, and nothing is written any more.
        last: bool,
    },
}

impl Task {
    /// True if other values are to be in the file.
    pub(super) fn is_edit(&self) -> bool {
        use StoreCommand as C;
        matches!(self, Self::Noted(_) | Self::Do(C::Record(..) | C::Recover(_) | C::Adopt(_)))
    }

    /// True if edits behind it must not get into the history before it is carried out.
    pub(super) fn comes_before_edits(&self) -> bool {
        use StoreCommand as C;
        match self {
            Self::Flush { last, .. } => *last,
            Self::Noted(_) | Self::Begin => false,
            Self::Do(command) => match command {
                C::Open(_)
                | C::GiveUp
                | C::Restore(_)
                | C::Create(..)
                | C::CreateSample
                | C::SetAside(_)
                | C::SaveAs(_) => true,
                C::Record(..)
                | C::Recover(_)
                | C::Adopt(_)
                | C::Export(..)
                | C::Visit(_)
                | C::SetLanguage(_)
                | C::KeepSettings(..)
                | C::ListRecent => false,
            },
        }
    }
}
