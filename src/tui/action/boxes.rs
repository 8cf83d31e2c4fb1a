//! The keys inside boxes: forms, lists to choose from, texts, questions. Footers and help of boxes are made
//! from these tables, as those of pages are from [`super::bindings`].

use crate::domain::text::Lang;
use crate::report::fields::{Words, say};

/// What has the keys inside a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxFocus {
    /// A field of a form: one line.
    Line,
    /// A field of a form: several lines.
    Text,
    /// A field of a form: one of a few words.
    Choice,
    /// A field of a form that opens a list.
    Chosen,
    /// A row inside a field of a form.
    Row,
    /// The line of a form that adds a row.
    AddRow,
    /// The line that accepts a form.
    Accept,
    /// A list of which one is chosen.
    One,
    /// The same; other names may be typed.
    OneOrOther,
    /// A list of which several are chosen.
    Several,
    /// The same; other names may be typed.
    SeveralOrOther,
    /// Search and commands.
    Palette,
    /// A box for one line.
    OneLine,
    /// The box that asks who signs, on the way to an answer.
    Name,
    /// The box that asks who signs.
    Signer,
    /// A box for several lines.
    Lines,
    /// Typing that narrows a table.
    Filter,
    /// A question with choices.
    Question,
    /// A question before something is lost or becomes worse.
    Confirm,
    /// Lines to look at.
    List,
    /// One of two versions.
    Sides,
    /// One of two versions of a row, or both.
    SidesOrBoth,
    /// What is about to be pasted.
    Pasted,
}

/// One line of a table: keys, what they do, and the word for the footer.
#[derive(Debug, Clone, Copy)]
pub struct BoxKey {
    /// The keys in our notation; none for what is done by typing.
    pub keys: &'static [&'static str],
    name: Words,
    hint: Option<Words>,
}

impl BoxKey {
    /// What it does, for help.
    pub fn name(&self, lang: Lang) -> &'static str {
        say(lang, self.name)
    }

    /// The keys as a footer shows them: both of a pair of arrows, else the first.
    pub fn shown(&self) -> String {
        let pair = self.keys == ["Up", "Down"];
        self.keys[..self.keys.len().min(if pair { 2 } else { 1 })].join(" ")
    }

    /// The word for the footer, if it has one.
    pub fn hint(&self, lang: Lang) -> Option<&'static str> {
        self.hint.map(|hint| say(lang, hint))
    }
}

const fn key(keys: &'static [&'static str], name: Words, hint: Words) -> BoxKey {
    BoxKey { keys, name, hint: Some(hint) }
}

/// One that the footer never shows.
const fn quiet(keys: &'static [&'static str], name: Words) -> BoxKey {
    BoxKey { keys, name, hint: None }
}

const NEXT: BoxKey = key(&["Tab"], ("次の欄へ", "To the next field"), ("次へ", "next"));
const BACK: BoxKey = key(&["Shift-Tab"], ("前の欄へ", "To the field before"), ("前へ", "back"));
const GO_ON: BoxKey = key(&["Enter", "Tab"], ("次の欄へ", "To the next field"), ("次へ", "next"));
const ACCEPT: BoxKey = key(&["Ctrl-s"], ("すべて確定する", "Accept everything"), ("確定", "accept"));
const LEAVE: BoxKey = key(
    &["Esc"],
    ("やめる(変更があれば一度確かめます)", "Leave; asks once if something changed"),
    ("やめる", "leave"),
);
const CLOSE: BoxKey = key(&["Esc"], ("閉じる", "Close"), ("閉じる", "close"));
const GIVE_UP: BoxKey = key(&["Esc"], ("やめる", "Leave"), ("やめる", "leave"));
const ROWS: BoxKey = quiet(&["Up", "Down"], ("上下へ", "Up and down"));
const PAGES: BoxKey = quiet(&["PageUp", "PageDown"], ("1画面ずつ上下へ", "A page up and down"));
const ENDS: BoxKey = quiet(&["Home", "End"], ("最初と最後の欄へ", "To the first and last field"));
const HELP: BoxKey = key(&["F1"], ("この一覧", "These keys"), ("操作", "keys"));
const HELP_TOO: BoxKey = key(&["?", "F1"], ("この一覧", "These keys"), ("操作", "keys"));
const TOGGLE: BoxKey = key(&["Space"], ("選ぶ・外す", "Pick or drop"), ("選ぶ・外す", "pick or drop"));
const ALL: BoxKey = quiet(&["Ctrl-a"], ("すべて選ぶ・外す", "Pick or drop all"));
const NONE: BoxKey = quiet(&["Delete"], ("すべて外す", "Drop all"));
const TAKE: BoxKey = key(&["Enter"], ("決定する", "Accept"), ("決定", "accept"));
const CHOOSE: BoxKey = key(&["Enter"], ("選ぶ", "Choose"), ("選ぶ", "choose"));
const NARROW: BoxKey =
    key(&[], ("文字を打つと絞り込みます", "Typing narrows the list"), ("文字で絞り込み", "type to narrow"));
const OTHER: BoxKey = key(
    &[],
    ("一覧にない名前も書けます", "Names that are not listed may be typed"),
    ("一覧にない名前も書けます", "other names may be typed"),
);
const GO_BACK: BoxKey = key(&["Esc"], ("戻る", "Back"), ("戻る", "back"));
const SCROLL: BoxKey = key(&["Up", "Down"], ("1行ずつ送る", "Scroll by a line"), ("送る", "scroll"));
const OURS: BoxKey = key(&["o"], ("こちらを残す", "Keep ours"), ("こちらを残す", "keep ours"));
const THEIRS: BoxKey = key(&["t"], ("あちらを取る", "Take theirs"), ("あちらを取る", "take theirs"));
const NEW_LINE: BoxKey = key(&["Ctrl-j"], ("改行する", "Start a new line"), ("改行", "new line"));

/// What editing a text understands; the same wherever text is typed.
pub static EDITING: &[BoxKey] = &[
    quiet(&["Left", "Right", "Ctrl-b", "Ctrl-f"], ("1文字左右へ", "A character left and right")),
    quiet(&["Alt-b", "Alt-f", "Ctrl-Left", "Ctrl-Right"], ("1語左右へ", "A word left and right")),
    quiet(&["Ctrl-a", "Ctrl-e"], ("行の始めと終わりへ", "To the start and end of the line")),
    quiet(&["Backspace", "Delete", "Ctrl-d"], ("左・右の1文字を消す", "Delete the character left, right")),
    quiet(&["Ctrl-w", "Alt-d"], ("左・右の1語を消す", "Delete the word left, right")),
    quiet(&["Ctrl-u", "Ctrl-k"], ("行の始め・終わりまで消す", "Delete to the start, end of the line")),
    quiet(&["Ctrl-y"], ("消したものを戻す", "Put back what was deleted")),
    quiet(&["Ctrl-_", "Alt-_"], ("元に戻す・やり直す", "Undo, redo")),
];

/// Shared by the fields in which letters are commands.
static IN_FIELD: &[BoxKey] = &[NEXT, ACCEPT, LEAVE, HELP_TOO, BACK, ROWS, ENDS];
/// Shared by the boxes that show two versions.
static IN_VERSIONS: &[BoxKey] =
    &[GO_BACK, HELP_TOO, quiet(&["Up", "Down"], ("1行ずつ送る", "Scroll by a line")), PAGES];

static IN_LINE: &[BoxKey] = &[GO_ON, BACK, ACCEPT, LEAVE, HELP, ROWS];
static IN_TEXT: &[BoxKey] = &[NEW_LINE, NEXT, BACK, ACCEPT, LEAVE, HELP];
static IN_CHOICE: &[BoxKey] = &[
    key(&["Space"], ("次の選択肢", "The next choice"), ("次の選択肢", "next choice")),
    quiet(&["Left", "Right"], ("前・次の選択肢", "The choice before and after")),
];
static IN_CHOSEN: &[BoxKey] = &[
    key(&["Enter"], ("一覧から選ぶ", "Choose from a list"), ("一覧から選ぶ", "choose")),
    key(&["Delete"], ("空にする", "Empty it"), ("空にする", "empty")),
];
static IN_ROW: &[BoxKey] = &[
    key(&["Enter"], ("行を開く", "Open the row"), ("開く", "open")),
    key(&["a", "Insert"], ("行を追加する", "Add a row"), ("追加", "add")),
    key(&["c"], ("行を複製する", "Copy the row"), ("複製", "copy")),
    key(&["d", "Delete"], ("行を削除する", "Delete the row"), ("削除", "delete")),
];
static IN_ADD_ROW: &[BoxKey] = &[
    key(&["Enter", "a"], ("行を追加する", "Add a row"), ("追加", "add")),
    NEXT,
    BACK,
    ACCEPT,
    LEAVE,
    HELP_TOO,
    ROWS,
    ENDS,
];
static IN_ACCEPT: &[BoxKey] =
    &[key(&["Enter"], ("確定する", "Accept"), ("確定", "accept")), BACK, LEAVE, HELP_TOO, ROWS, ENDS];
static IN_ONE: &[BoxKey] = &[CHOOSE, GIVE_UP, HELP, NARROW, ROWS, PAGES];
static IN_ONE_OR_OTHER: &[BoxKey] = &[CHOOSE, GIVE_UP, HELP, OTHER, ROWS, PAGES];
static IN_SEVERAL: &[BoxKey] = &[TOGGLE, TAKE, GIVE_UP, HELP, NARROW, ROWS, PAGES, ALL, NONE];
static IN_SEVERAL_OR_OTHER: &[BoxKey] = &[TOGGLE, TAKE, GIVE_UP, HELP, OTHER, ROWS, PAGES, ALL, NONE];
static IN_PALETTE: &[BoxKey] = &[
    key(&["Enter"], ("行く・する", "Go there, do it"), ("行く・する", "go")),
    CLOSE,
    HELP,
    key(
        &[],
        ("漢字・かな・ローマ字で探せます", "Kanji, kana or Latin letters find it"),
        ("漢字・かな・ローマ字で探せます", "kanji, kana or Latin letters"),
    ),
    ROWS,
    PAGES,
];
static IN_ONE_LINE: &[BoxKey] = &[TAKE, GIVE_UP, HELP];
static IN_NAME: &[BoxKey] = &[
    TAKE,
    NEXT,
    key(&["Esc"], ("氏名なしで続ける", "Go on without a name"), ("氏名なしで続ける", "go on without")),
    HELP,
    ROWS,
];
static IN_SIGNER: &[BoxKey] = &[TAKE, NEXT, GIVE_UP, HELP, ROWS];
static IN_LINES: &[BoxKey] = &[TAKE, NEW_LINE, GIVE_UP, HELP];
static IN_FILTER: &[BoxKey] = &[
    key(&["Enter"], ("この絞り込みで表に戻る", "Keep it and go to the table"), ("決定", "keep")),
    key(&["Esc"], ("元の表に戻す", "Back to the table as it was"), ("やめる", "leave")),
    HELP,
    ROWS,
];
static IN_QUESTION: &[BoxKey] = &[
    key(&["Enter"], ("選んだものに決める", "Take the selected choice"), ("決定", "choose")),
    key(&["Esc"], ("あとで決める", "Decide later"), ("あとで決める", "decide later")),
    HELP_TOO,
    ROWS,
];
static IN_CONFIRM: &[BoxKey] = &[TAKE, GIVE_UP, HELP_TOO, ROWS];
static IN_LIST: &[BoxKey] = &[SCROLL, GO_BACK, HELP_TOO, PAGES];
static IN_SIDES: &[BoxKey] = &[OURS, THEIRS];
static IN_SIDES_OR_BOTH: &[BoxKey] = &[
    OURS,
    THEIRS,
    key(
        &["b"],
        ("両方残す(あちらは新しい番号)", "Keep both, theirs under a new number"),
        ("両方残す", "keep both"),
    ),
];
static IN_PASTED: &[BoxKey] = &[
    key(&["Enter"], ("貼り付ける", "Paste it"), ("貼り付ける", "paste")),
    key(&["Esc"], ("やめる", "Leave it"), ("やめる", "leave")),
    SCROLL,
    HELP_TOO,
    PAGES,
];

impl BoxFocus {
    /// True where letters are typed rather than commands: there a question mark does not ask for help.
    pub fn is_text(self) -> bool {
        !self.keys().any(|entry| entry.keys.contains(&"?"))
    }

    /// The keys, in the order of the footer: its own, then those it shares.
    pub fn keys(self) -> impl Iterator<Item = &'static BoxKey> {
        let shared: &[BoxKey] = match self {
            Self::Choice | Self::Chosen | Self::Row => IN_FIELD,
            Self::Sides | Self::SidesOrBoth => IN_VERSIONS,
            _ => &[],
        };
        self.own_keys().iter().chain(shared)
    }

    fn own_keys(self) -> &'static [BoxKey] {
        match self {
            Self::Line => IN_LINE,
            Self::Text => IN_TEXT,
            Self::Choice => IN_CHOICE,
            Self::Chosen => IN_CHOSEN,
            Self::Row => IN_ROW,
            Self::AddRow => IN_ADD_ROW,
            Self::Accept => IN_ACCEPT,
            Self::One => IN_ONE,
            Self::OneOrOther => IN_ONE_OR_OTHER,
            Self::Several => IN_SEVERAL,
            Self::SeveralOrOther => IN_SEVERAL_OR_OTHER,
            Self::Palette => IN_PALETTE,
            Self::OneLine => IN_ONE_LINE,
            Self::Name => IN_NAME,
            Self::Signer => IN_SIGNER,
            Self::Lines => IN_LINES,
            Self::Filter => IN_FILTER,
            Self::Question => IN_QUESTION,
            Self::Confirm => IN_CONFIRM,
            Self::List => IN_LIST,
            Self::Sides => IN_SIDES,
            Self::SidesOrBoth => IN_SIDES_OR_BOTH,
            Self::Pasted => IN_PASTED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::Key;
    use crate::tui::typing;

    #[test]
    fn every_editing_key_edits() {
        for entry in EDITING {
            for key in entry.keys {
                let key: Key = key.parse().expect("a key");
                assert!(typing::command(key).is_some(), "{key}");
            }
        }
    }
}
