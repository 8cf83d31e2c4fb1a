//! Everything a person can do, by name.

use super::place::Page;
use crate::tui::tab::Tab;

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
    /// A page that begins anew.
    Show(Page),
    /// What is tried, and what it flips.
    WhatIf,
    /// Choose a line, or no longer.
    Mark,
    /// Make real what was tried.
    Keep,
    /// Put what was tried aside under a name.
    PutAside,
    /// Scenarios side by side.
    Compare,
    /// End what is tried.
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
    /// The plan as bars over weeks, or as a list.
    Bars,
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
    /// Record that a member was seen on its published list.
    Verify,
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
