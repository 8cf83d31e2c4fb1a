//! Messages as people in restricted access read them: without the place of their folder.

use crate::store::file_access::FileAccess;
use crate::tui::message::StoreMessage;
use crate::tui::session::Obstacle;

/// The message with every text as it may be shown.
pub(super) fn redacted(access: &FileAccess, mut message: StoreMessage) -> StoreMessage {
    if access.is_restricted() {
        each_text(&mut message, &|text| *text = access.without_folder(text));
    }
    message
}

fn each_text(message: &mut StoreMessage, hide: &dyn Fn(&mut String)) {
    let obstacle = |obstacle: &mut Obstacle| {
        hide(&mut obstacle.reason);
        hide(&mut obstacle.text);
    };
    match message {
        StoreMessage::Opened(opened) => {
            opened.read_only.iter_mut().for_each(hide);
            opened.unlocked.iter_mut().for_each(obstacle);
        }
        StoreMessage::NotOpened(text) | StoreMessage::NotMoved(text, _) | StoreMessage::Notice(text) => {
            hide(text);
        }
        StoreMessage::Damaged(damage) => hide(&mut damage.text),
        StoreMessage::NotSaved(trouble) => obstacle(trouble),
        StoreMessage::History(trouble) | StoreMessage::Unlocked(trouble) => {
            trouble.iter_mut().for_each(obstacle);
        }
        StoreMessage::Past(_, notice) => notice.iter_mut().for_each(hide),
        StoreMessage::Changed(foreign) => foreign.theirs.as_mut().err().into_iter().for_each(hide),
        StoreMessage::Left(files) => files.iter_mut().for_each(|file| hide(&mut file.reason)),
        StoreMessage::Saved
        | StoreMessage::Moved(_)
        | StoreMessage::CameBack(..)
        | StoreMessage::Settings(..)
        | StoreMessage::Recent(_)
        | StoreMessage::Packs(_) => {}
    }
}
