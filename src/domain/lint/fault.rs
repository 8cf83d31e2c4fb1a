//! What can be wrong with a pack, and where.

use std::fmt;

use crate::domain::clean::Unfit;
use crate::domain::pack::{PackHead, Requirement, RowKind};
use crate::domain::reference::ReferenceKind;
use crate::domain::text::Lang;

/// A fault at its place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintFault {
    /// Where it is.
    pub place: Place,
    /// The row, category or member it belongs to, if any.
    pub id: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// A place in a file, written `file:line:column`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What is wrong in a pack file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message; report::lint shows each in use")]
pub enum Fault {
    /// A key that no such block has.
    UnknownKey { found: String, block: String, near: Option<String>, known: Vec<String> },
    /// A word that is no value here: a rule word, a kind of row.
    UnknownWord { found: String, of: String, near: Option<String>, known: Vec<String> },
    /// A block opens with another name than it should.
    WrongBlock { found: String, expected: String },
    /// A key that must be there is not.
    MissingKey { key: String, block: String },
    /// A key is twice in one block.
    RepeatedKey { key: String, block: String },
    /// A word that needs brackets has none.
    BracketsWanted { word: String },
    /// A word that takes no brackets has some.
    BracketsNotWanted { word: String },
    /// Two entries without a comma between them.
    MissingComma,
    /// A colon is missing after a key.
    MissingColon,
    /// A value of another sort than the key takes.
    WrongValue { expected: Expected },
    /// A bracket is never closed.
    UnclosedBracket { bracket: char },
    /// A bracket is closed by one of another shape, or closes nothing.
    WrongBracket { bracket: char },
    /// A text is never closed.
    UnclosedText,
    /// A character that belongs into texts only: a curly quotation mark, a full-width comma.
    StrayCharacter { found: char, meant: Option<char> },
    /// A word that takes one value has several.
    OneOnly { word: String },
    /// Anything else the parser stumbles over, in its own words.
    Unreadable { says: String },
    /// The pack names a file that is not there.
    MissingFile { file: String },
    /// A file of the folder that the pack does not name.
    UnlistedFile { file: String },
    /// A format this program does not know.
    UnknownFormat { format: u32 },
    /// The base edition is nowhere to be found, or cannot be used.
    MissingBase { edition: String },

    /// Two rows, categories, lists, members or vocabulary words share an id.
    RepeatedId { id: String },
    /// A retired id is used again.
    RetiredId { id: String },
    /// A row whose id does not begin with its category, or a member's with its list.
    MisplacedId { id: String, home: String },
    /// An id that leads nowhere.
    Dangling { id: String, near: Option<String> },
    /// A category that does not exist.
    UnknownCategory { id: String, near: Option<String> },
    /// A role, kind, act, doubt or evidence kind that the pack does not define.
    Undefined { word: String, vocabulary: Vocabulary, near: Option<String> },
    /// A reference number that no list has.
    UnknownReference { number: String, near: Option<String> },
    /// A reference list of another sort than the rule word asks for.
    WrongReference { number: String, word: &'static str, kind: ReferenceKind },
    /// An alias that is empty, or shaped like a number, an id or a date.
    NoAlias { text: String },
    /// An alias that is another member's own name.
    AliasTaken { text: String, id: String },
    /// A member that no list has.
    UnknownMember { id: String, near: Option<String> },
    /// `same_as` names a member of the same list.
    SameInList { id: String },
    /// `same_as` names a member of a list of another kind.
    SameOtherKind { id: String, kind: ReferenceKind },
    /// Members that are the same as one another, round in a circle.
    SameCircle { path: Vec<String> },
    /// A date that is none.
    NoDate { text: String },
    /// A day of the year that no year has.
    NoDayOfYear { text: String },
    /// A character that no field of an assessment takes either.
    Unfit { found: char, why: Unfit },
    /// A text is empty in one language.
    MissingText { key: &'static str, lang: Lang },
    /// No facts whatever make this rule true.
    NeverHolds { word: &'static str },
    /// This rule is true whatever the facts are.
    AlwaysHolds { word: &'static str },
    /// The lenient window is shorter than the strict one.
    LenientNarrower { word: &'static str },
    /// `reasoned` names a kind that `kinds` does not count.
    ReasonedNotCounted { kind: String },
    /// The kind of the row and the word of its rule do not go together.
    KindMismatch { kind: RowKind, word: &'static str },
    /// No rule leads to this row.
    Unreachable,
    /// Rows whose rules lead back to themselves.
    Cycle { path: Vec<String> },
    /// `after` names the row itself, or one above or below it.
    AfterKin { id: String },
    /// Rows that wait for one another by `after`, so that none can begin.
    AfterCircle { path: Vec<String> },
    /// `close_unverified` at a row whose rule names no reference list, nor does one that it is built from.
    NothingToVerify,
    /// `When` is elsewhere than directly under `All`.
    WhenNotUnderAll,
    /// A word about the organisation is where one person is judged.
    NotAboutPerson { word: &'static str },
    /// Several words about a person are joined outside `Person`, so that different people may satisfy them.
    PeopleMayDiffer { word: &'static str },
    /// A route enters an `All` by itself.
    RouteUnderAll { id: String },
    /// "Not applicable" is allowed for a row that must hold.
    MustHold,
}

/// What sort of value a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotation marks.
    Text,
    /// A whole number, not negative and not too large.
    Number,
    /// A list in square brackets.
    List,
    /// `true` or `false`.
    YesNo,
    /// A block in round brackets.
    Block,
    /// A word without quotation marks.
    Word,
}

/// The word lists of a pack's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vocabulary {
    /// `roles`.
    Role,
    /// `kinds`.
    Kind,
    /// `acts`.
    Act,
    /// `doubts`.
    Doubt,
    /// `evidence`.
    Evidence,
}

impl Vocabulary {
    /// The ids that a head defines.
    pub(super) fn ids(self, head: &PackHead) -> Vec<&str> {
        match self {
            Self::Role => head.roles.iter().map(|role| role.id.as_str()).collect(),
            Self::Kind => head.kinds.iter().map(|term| term.id.as_str()).collect(),
            Self::Act => head.acts.iter().map(|term| term.id.as_str()).collect(),
            Self::Evidence => head.evidence.iter().map(|term| term.id.as_str()).collect(),
            Self::Doubt => head.doubts.iter().map(|doubt| doubt.id.as_str()).collect(),
        }
    }
}

/// A fault before its place in the file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFault {
    /// The block it belongs to.
    pub spot: Spot,
    /// Where in the block.
    pub at: At,
    /// What is wrong.
    pub fault: Fault,
}

/// A block of a pack file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// `pack.ron`, or the head of a reference file.
    Head,
    /// A category, outside its rows.
    Category(String),
    /// A row: the first of its id is 0, a second one 1.
    Row(String, usize),
}

/// A place inside a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The id of the block.
    Id,
    /// A key.
    Key(&'static str),
    /// A text somewhere behind a key.
    Text(&'static str, String),
    /// A rule word; the first of its name in the rule is 0.
    Word(&'static str, usize),
    /// A text anywhere, its n-th occurrence, from 0.
    Nth(String, usize),
}

pub(super) fn row_finding(row: &Requirement, at: At, fault: Fault) -> FoundFault {
    FoundFault { spot: Spot::Row(row.id.clone(), 0), at, fault }
}
