//! The one table of actions: what can be done where, on which keys, under which names.
//!
//! Key handling, footer, help, command palette and manual are all made from it.

mod boxes;
mod table;

pub use boxes::{BoxKey, EDITING, Inside};
pub use table::{Entry, TABLE};

use crate::tui::keys::{Code, Key};
use crate::tui::screens::table::tab::Tab;

/// Where keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere except in text.
    Anywhere,
    /// The start screen.
    Start,
    /// Any screen of an open assessment.
    Work,
    /// The tree and question of the assessment.
    Assess,
    /// The gap board.
    Board,
    /// A register's table.
    Table,
    /// The quick review.
    Review,
    /// The shortest way.
    Plan,
    /// The timeline.
    Timeline,
    /// The proof of a verdict.
    Proof,
    /// What the verdicts rest on.
    Carriers,
    /// The examiner's lint.
    Examine,
    /// The what-if screen.
    WhatIf,
}

impl Place {
    /// This place and the wider ones whose keys act here too, nearest first.
    pub fn lookup(self) -> &'static [Self] {
        match self {
            Self::Anywhere => &[Self::Anywhere],
            Self::Start => &[Self::Start, Self::Anywhere],
            Self::Work => &[Self::Work, Self::Anywhere],
            Self::Assess => &[Self::Assess, Self::Work, Self::Anywhere],
            Self::Board => &[Self::Board, Self::Work, Self::Anywhere],
            Self::Table => &[Self::Table, Self::Work, Self::Anywhere],
            Self::Review => &[Self::Review, Self::Work, Self::Anywhere],
            Self::Plan => &[Self::Plan, Self::Work, Self::Anywhere],
            Self::Timeline => &[Self::Timeline, Self::Work, Self::Anywhere],
            Self::Proof => &[Self::Proof, Self::Work, Self::Anywhere],
            Self::Carriers => &[Self::Carriers, Self::Work, Self::Anywhere],
            Self::Examine => &[Self::Examine, Self::Work, Self::Anywhere],
            Self::WhatIf => &[Self::WhatIf, Self::Work, Self::Anywhere],
        }
    }
}

/// Something a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// One step back.
    Back,
    /// Show the keys.
    Help,
    /// Search and commands in one box.
    Palette,
    /// Search only.
    Search,
    /// Japanese or English.
    Language,
    /// Ambiguous characters narrow or wide.
    Width,
    /// Halfwidth kana in full width or as they are stored.
    Kana,
    /// Say who signs.
    Signer,
    /// Put the program into the background.
    Suspend,
    /// Move up.
    Up,
    /// Move down.
    Down,
    /// Fold, or go to the parent.
    Left,
    /// Unfold, or go to the child.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Open, choose, edit.
    Open,
    /// The next pane.
    NextPane,
    /// Scroll the text up.
    ScrollUp,
    /// Scroll the text down.
    ScrollDown,
    /// A new assessment.
    New,
    /// The sample.
    Sample,
    /// A file by its path.
    OpenFile,
    /// Claim yes.
    Yes,
    /// Claim no.
    No,
    /// Claim don't know.
    DontKnow,
    /// Claim not applicable, with a reason.
    NotApplicable,
    /// Take the claim back.
    ClearClaim,
    /// Write a remark.
    Remark,
    /// To the next open question.
    NextOpen,
    /// To the previous open question.
    PreviousOpen,
    /// Open the register that decides this row.
    Register,
    /// All registers.
    Registers,
    /// "That is all" for the register that decides this row.
    ThatIsAll,
    /// Why the verdict is what it is.
    Why,
    /// The gap board.
    Board,
    /// The assessment.
    Assess,
    /// The quick review.
    Review,
    /// The shortest way.
    Plan,
    /// The timeline.
    Timeline,
    /// What the verdicts rest on.
    Carriers,
    /// What an examiner would point at.
    Examine,
    /// The scratch layer and what it flips.
    WhatIf,
    /// Choose a line, or no longer.
    Mark,
    /// Make real what was tried.
    Keep,
    /// Put what was tried aside under a name.
    PutAside,
    /// Scenarios side by side.
    Compare,
    /// End the scratch layer.
    Discard,
    /// Try without somebody.
    TryDeparture,
    /// Try with somebody new.
    TryHire,
    /// Try another reference date.
    TryDate,
    /// Tick the step off, or take the tick back.
    Tick,
    /// Owner, due day and own figures of the step.
    NoteStep,
    /// The next of the plans.
    NextPlan,
    /// The day a month on.
    MonthOn,
    /// The day a month back.
    MonthBack,
    /// To the next intake.
    NextIntake,
    /// To the previous intake.
    PreviousIntake,
    /// Back to the file's reference date.
    OwnDay,
    /// Make the day shown the file's reference date.
    KeepDay,
    /// Write what is shown to a file beside the assessment.
    Export,
    /// Put the question off.
    Later,
    /// Take the last answer back.
    TakeBack,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Go on in another file.
    SaveAs,
    /// Bring our version and somebody else's together.
    Resolve,
    /// Organisation, categories and dates.
    Profile,
    /// A new row.
    AddRow,
    /// Delete the row.
    DeleteRow,
    /// Copy the row.
    CopyRow,
    /// Sort by the next column.
    Sort,
    /// Narrow by typing.
    Filter,
    /// The next register.
    NextTab,
    /// The previous register.
    PreviousTab,
    /// A register.
    Tab(Tab),
    /// A new row of a register.
    Add(Tab),
}

/// What a key does at a place; full-width letters act as their plain ones (an input method may be on).
pub fn find(place: Place, key: Key) -> Option<Action> {
    let key = folded(key);
    place.lookup().iter().find_map(|near| {
        TABLE
            .iter()
            .filter(|entry| entry.place == *near)
            .find(|entry| entry.keys.iter().any(|name| name.parse::<Key>() == Ok(key)))
            .map(|entry| entry.action)
    })
}

/// The first key of an action at a place, as shown to people.
pub fn key_of(place: Place, action: Action) -> Option<&'static str> {
    place.lookup().iter().find_map(|near| {
        TABLE.iter().find(|entry| entry.place == *near && entry.action == action)?.keys.first().copied()
    })
}

/// What a place's footer keeps room for before anything else.
pub fn kept(place: Place) -> &'static [Action] {
    match place {
        Place::Start => &[Action::Help, Action::Quit],
        Place::Assess => &[Action::Board, Action::Registers, Action::Palette, Action::Help],
        Place::Board => &[Action::Registers, Action::Palette, Action::Help, Action::Back],
        _ => &[Action::Palette, Action::Help, Action::Back],
    }
}

/// True for what would lead to where one is already.
pub fn leads_nowhere(place: Place, action: Action) -> bool {
    matches!(
        (place, action),
        (Place::Start, Action::Back)
            | (Place::Board, Action::Board)
            | (Place::Table, Action::Registers)
            | (Place::Review, Action::Review)
            | (Place::Carriers, Action::Carriers)
            | (Place::Examine, Action::Examine)
            | (Place::WhatIf, Action::WhatIf)
    )
}

/// The entries of a place and the wider ones, nearest first, in the order of the table.
pub fn footer(place: Place) -> impl Iterator<Item = &'static Entry> {
    place.lookup().iter().flat_map(|near| TABLE.iter().filter(move |entry| entry.place == *near))
}

/// A full-width letter as the plain one, which is what a command means.
pub fn folded(key: Key) -> Key {
    match key.code {
        Code::Char(c @ '！'..='～') => {
            let plain = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
            Key { code: Code::Char(plain), ..key }
        }
        Code::Char('　') => Key { code: Code::Char(' '), ..key },
        _ => key,
    }
}

/// True for a character that only an input method can have sent to a command.
pub fn from_input_method(key: Key) -> bool {
    matches!(key.code, Code::Char(c) if !c.is_ascii() && folded(key) == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;

    const PLACES: [Place; 13] = [
        Place::Anywhere,
        Place::Start,
        Place::Work,
        Place::Assess,
        Place::Board,
        Place::Table,
        Place::Review,
        Place::Plan,
        Place::Timeline,
        Place::Proof,
        Place::Carriers,
        Place::Examine,
        Place::WhatIf,
    ];

    #[test]
    fn every_key_is_readable_and_means_one_thing_in_a_place() {
        for place in PLACES {
            let mut seen = Vec::new();
            for entry in TABLE.iter().filter(|entry| entry.place == place) {
                for key in entry.keys {
                    let parsed = key.parse::<Key>().unwrap_or_else(|_| panic!("{key}"));
                    assert!(!seen.contains(&parsed), "{key} twice in {place:?}");
                    seen.push(parsed);
                }
            }
        }
    }

    #[test]
    fn every_action_has_names_in_both_languages() {
        for entry in TABLE {
            assert!([Lang::Ja, Lang::En].iter().all(|lang| !entry.name(*lang).is_empty()));
            assert_eq!(
                entry.hint(Lang::Ja).is_some(),
                entry.hint(Lang::En).is_some(),
                "{}",
                entry.name(Lang::En)
            );
        }
    }

    #[test]
    fn full_width_letters_act_and_kana_tell_of_the_input_method() {
        assert_eq!(find(Place::Assess, Key::char('ｙ')), Some(Action::Yes));
        assert!(from_input_method(Key::char('あ')));
        assert!(!from_input_method(Key::char('ｙ')));
    }
}
