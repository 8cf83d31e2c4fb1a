//! What can be wrong with the content of a file, and the sentences for it in both languages.

use crate::domain::clean::is_hidden;
use crate::domain::clean::{Amiss, amiss};
use crate::domain::step_note::MOST_LEAD_DAYS;
use crate::domain::text::{Bilingual, both};
use crate::store::ron::place::Locator;

/// Most faults that are reported of one file: after a hundred corrections it is opened again anyway.
pub(crate) const MOST: usize = 100;

/// Something wrong with the content of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContentFault {
    /// Where.
    pub(crate) at: Locator,
    /// What.
    pub(crate) problem: Problem,
}

impl ContentFault {
    /// True unless it kept the content from being looked at.
    pub(crate) fn is_content(&self) -> bool {
        !matches!(self.problem, Problem::TooManyRows(..))
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Not 2026-03-31, 2026-03 or 2026.
    NotADate(String),
    /// A month or a year where a day is needed.
    NotADay(String),
    /// Not a UTC time.
    NotATime(String),
    /// Not one of these words.
    UnknownWord(String, String),
    /// Not a permanent id of this series.
    NotAnId(String, char),
    /// Not an id of a file: 16 hexadecimal digits.
    NotAFileId(String),
    /// A key (row, subject, member) is empty.
    Blank,
    /// A count above the limit or below zero.
    OutOfRange(i64),
    /// Days below zero, or more than ten years of them.
    NotDays(i64),
    /// A text that names no step of a plan.
    NotAStep(String),
    /// A character that is not seen, or that steers the screen.
    Hidden(char),
    /// Characters that could not be entered today; the file is read all the same.
    Unfit(Amiss),
    /// A change of a scenario that is not exactly one change of claims, registers or profile.
    NotOneChange,
    /// A second entry with the same key.
    Twice,
    /// A second post with the same content.
    EqualPosts(String, String),
    /// A community and a school at once.
    TwoVenues,
    /// An id that no entry has.
    Nobody(String),
    /// Something the pack does not have.
    NotInPack(PackWord, String),
    /// There is no such pack.
    NoPack(String, String),
    /// There is no format number, or one that never was.
    NoFormat,
    /// Nothing is in the file.
    Empty,
    /// There are more than [`MOST`].
    More,
    /// The file is too large.
    TooLarge(u64, u64),
    /// So many rows in one list, and how many are accepted.
    TooManyRows(usize, usize),
}

/// What a pack was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PackWord {
    /// A row.
    Row,
    /// A category.
    Category,
    /// A role.
    Role,
    /// A contract kind.
    Contract,
    /// An act.
    Act,
    /// An evidence kind.
    Evidence,
}

impl PackWord {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Row => ("要件", "requirement"),
            Self::Category => ("サービス区分", "category"),
            Self::Role => ("役割", "role"),
            Self::Contract => ("契約の種類", "contract kind"),
            Self::Act => ("行為", "act"),
            Self::Evidence => ("証跡の種類", "kind of evidence"),
        }
    }
}

impl Problem {
    /// What is wrong, in a sentence.
    pub(crate) fn message(&self, field: &str) -> Bilingual {
        match self {
            Self::UnknownWord(text, _) | Self::NotAnId(text, _) if text.is_empty() => {
                both(format!("{field}: 書かれていません"), format!("{field}: missing"))
            }
            Self::NotADate(text) => both(
                format!("{field}: 「{}」は日付ではありません", shown(text)),
                format!("{field}: \"{}\" is not a date", shown(text)),
            ),
            Self::NotADay(text) => both(
                format!("{field}: 「{text}」は日まで決まっていません"),
                format!("{field}: \"{text}\" is not one day"),
            ),
            Self::NotATime(text) => both(
                format!("{field}: 「{}」は UTC の時刻ではありません", shown(text)),
                format!("{field}: \"{}\" is not a UTC time", shown(text)),
            ),
            Self::UnknownWord(text, _) => both(
                format!("{field}: 「{}」という語はありません", shown(text)),
                format!("{field}: \"{}\" is not a known word", shown(text)),
            ),
            Self::NotAnId(text, letter) => both(
                format!("id: 「{}」は {letter}-01 の形ではありません", shown(text)),
                format!("id: \"{}\" is not of the form {letter}-01", shown(text)),
            ),
            Self::NotAFileId(text) => both(
                format!("{field}: 「{}」はファイルの識別子ではありません", shown(text)),
                format!("{field}: \"{}\" is not the id of a file", shown(text)),
            ),
            Self::Blank => both(format!("{field}: 空です"), format!("{field}: empty")),
            Self::OutOfRange(count) => both(
                format!("{field}: {count} は 0〜100000 の範囲にありません"),
                format!("{field}: {count} is not between 0 and 100000"),
            ),
            Self::NotDays(days) => both(
                format!("{field}: {days} は 0〜{MOST_LEAD_DAYS} の範囲にありません"),
                format!("{field}: {days} is not between 0 and {MOST_LEAD_DAYS}"),
            ),
            Self::NotAStep(text) => both(
                format!("{field}: 「{}」は手順を指していません", shown(text)),
                format!("{field}: \"{}\" names no step", shown(text)),
            ),
            Self::Hidden(c) => both(
                format!("{field}: 見えない文字 U+{:04X} が入っています", u32::from(*c)),
                format!("{field}: contains the invisible character U+{:04X}", u32::from(*c)),
            ),
            Self::Unfit(amiss) => unfit(field, amiss),
            _ => self.relation(field),
        }
    }

    /// The faults of several entries, or of entries and a pack.
    fn relation(&self, field: &str) -> Bilingual {
        match self {
            Self::Twice => both("同じものがすでにあります", "this one is there already"),
            Self::EqualPosts(category, role) => both(
                format!("同じ役割が2つあります({category}、{role})"),
                format!("the same post stands twice ({category}, {role})"),
            ),
            Self::NotOneChange => both(
                format!("{field}: 1つの変更になっていないものがあります"),
                format!("{field}: one of them is not exactly one change"),
            ),
            Self::TwoVenues => {
                both("community と school の両方があります", "has both a community and a school")
            }
            Self::Nobody(id) => both(
                format!("{field}: {} はこのファイルにありません", shown(id)),
                format!("{field}: there is no {} in this file", shown(id)),
            ),
            Self::NotInPack(kind, id) => both(
                format!("{field}: {}「{}」は設問票にありません", kind.name().0, shown(id)),
                format!("{field}: the pack has no {} \"{}\"", kind.name().1, shown(id)),
            ),
            Self::NoPack(id, edition) => both(
                format!("設問票 {}(版 {})が見つかりません", shown(id), shown(edition)),
                format!("there is no pack {} in edition {}", shown(id), shown(edition)),
            ),
            Self::NoFormat => both(
                "format の番号がないか、知られていない番号です",
                "the format number is missing or was never used",
            ),
            Self::More => both("これより後の誤りは省きました", "what is wrong after this is left out"),
            Self::Empty => both("ファイルが空です", "the file is empty"),
            Self::TooLarge(size, cap) => both(
                format!("{size}バイトあり、上限の {cap}バイトを超えています"),
                format!("{size} bytes, more than the {cap} that are accepted"),
            ),
            Self::TooManyRows(count, most) => both(
                format!("{count}行あり、1つの台帳の上限の {most}行を超えています"),
                format!("{count} rows, more than the {most} that one register takes"),
            ),
            _ => Bilingual::default(),
        }
    }

    /// How to correct it.
    pub(crate) fn hint(&self) -> Bilingual {
        match self {
            Self::UnknownWord(_, words) => {
                both(format!("使える語: {words}"), format!("known words: {words}"))
            }
            Self::NotAnId(_, letter) => {
                both(format!("{letter}- の後に数字を書きます"), format!("write {letter}- and a number"))
            }
            other => fixed_hint(other),
        }
    }
}

/// What of a text could not be entered today, if anything could not.
pub fn unfit_in(field: &str, text: &str) -> Option<Bilingual> {
    amiss(text).map(|amiss| unfit(field, &amiss))
}

fn unfit(field: &str, amiss: &Amiss) -> Bilingual {
    let (code, at) = (u32::from(amiss.first.c), amiss.first.column);
    let (ja, en) = amiss.first.why.words();
    let (line_ja, line_en) = match amiss.first.line {
        1 => (String::new(), String::new()),
        line => (format!("{line}行目"), format!(" in line {line}")),
    };
    let (more_ja, more_en) = match amiss.count {
        1 => (String::new(), String::new()),
        count => (format!("(使えない文字は全部で{count}個)"), format!(" (unusable characters: {count})")),
    };
    both(
        format!("{field}: {line_ja}{at}文字目に{ja} U+{code:04X} があります{more_ja}"),
        format!("{field}: U+{code:04X} ({en}) at {at}{line_en}{more_en}"),
    )
}

fn fixed_hint(problem: &Problem) -> Bilingual {
    let (ja, en) = match problem {
        Problem::NotADate(_) => {
            ("2026-03-31、2026-03、2026 のように半角で書きます", "write 2026-03-31, 2026-03 or 2026")
        }
        Problem::NotADay(_) => ("2026-03-31 のように日まで書きます", "write a day such as 2026-03-31"),
        Problem::NotATime(_) => ("2026-11-22T04:00:00Z のように書きます", "write 2026-11-22T04:00:00Z"),
        Problem::NotAFileId(_) => (
            "16桁の16進数(0〜9、a〜f)です。この行を消すと、次の保存で新しく付きます",
            "it is 16 hexadecimal digits (0-9, a-f); take the line out, and the next save gives a new one",
        ),
        Problem::Blank => ("何についてかを書きます", "say what it is about"),
        Problem::OutOfRange(_) => ("人数を確かめてください", "check the headcount"),
        Problem::NotDays(_) => ("日数を確かめてください", "check the number of days"),
        Problem::NotAStep(_) => (
            "vuln.tech.b#result、vuln.tech.a.i@P-01、post:vuln/lead@P-01 のように書きます",
            "write it as vuln.tech.b#result, vuln.tech.a.i@P-01 or post:vuln/lead@P-01",
        ),
        Problem::Hidden(_) => ("その文字を消してください", "delete that character"),
        Problem::Unfit(_) => ("入れ直してください", "enter it anew"),
        Problem::Twice => (
            "どちらかを消します。別のものなら番号を変えます",
            "delete one of them; if they are two things, give one another id",
        ),
        Problem::EqualPosts(..) => {
            ("1つを消すか、期間を分けます", "delete one, or give them different periods")
        }
        Problem::NotOneChange => (
            "claim、person などのキーを1つだけ書き、その下に before と after を書きます",
            "write one key, such as claim or person, and under it before and after",
        ),
        Problem::TwoVenues => ("どちらか一方だけを残します", "keep one of them"),
        Problem::Nobody(_) => {
            ("番号を直すか、そのものを台帳に入れます", "mend the id, or enter what it refers to")
        }
        Problem::NotInPack(..) => {
            ("綴りと、設問票の版を確かめてください", "check the spelling and the edition of the pack")
        }
        Problem::NoPack(..) => (
            "pack と edition を確かめるか、設問票を自分のフォルダーに置きます",
            "check pack and edition, or put the pack into your folder",
        ),
        Problem::NoFormat => {
            ("kijun のファイルなら format: 1 で始まります", "a file of kijun begins with format: 1")
        }
        Problem::Empty => ("控えか履歴から戻します", "bring it back from a back-up or from its history"),
        Problem::More => ("ここまでを直して、開き直してください", "mend these and open the file again"),
        Problem::TooManyRows(..) => (
            "要らない行を除くか、組織ごとにファイルを分けてください",
            "remove rows that are not needed, or keep one file for each organisation",
        ),
        Problem::TooLarge(..) => ("kijun のファイルか確かめてください", "check that this is a file of kijun"),
        Problem::UnknownWord(..) | Problem::NotAnId(..) => ("", ""),
    };
    both(ja, en)
}

/// A text of the file as a message may carry it: short, and without anything that steers a terminal.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut out: String = masked(text).chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// A text with a mark in the place of every character that is not seen.
pub(crate) fn masked(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { '\u{FFFD}' } else { c }).collect()
}
