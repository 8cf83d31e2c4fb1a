//! What is said of members: whether they are verified, by whom, from what and when.

use crate::domain::assessment::Membership;
use crate::domain::reference::{Member, ReferenceKind};
use crate::domain::register::VerifiedMember;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::waiting::Unread;
use crate::report::sheet::printable;
use crate::report::words;

/// What the members of a list are, in a word.
pub const fn kind(lang: Lang, kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Qualification => pick(lang, "資格", "qualification"),
        ReferenceKind::Community => pick(lang, "コミュニティ", "community"),
        ReferenceKind::Training => pick(lang, "研修", "training"),
        ReferenceKind::Standard => pick(lang, "基準", "standard"),
        ReferenceKind::ResultHandling => pick(lang, "結果の取扱い", "handling"),
        ReferenceKind::Contents => pick(lang, "内容", "contents"),
        ReferenceKind::Education => pick(lang, "継続教育", "education"),
    }
}

/// How many members of a list are verified, of how many.
pub fn members_state(lang: Lang, (verified, all): (usize, usize)) -> String {
    match all {
        0 => pick(lang, "構成員なし", "no members").to_owned(),
        _ => format!("{verified}/{all}"),
    }
}

/// How a member counts.
pub fn state(lang: Lang, member: Membership<'_>) -> &'static str {
    match (member.verified(), member.sure(), member.lower_rung()) {
        (true, _, true) => pick(lang, "確認済み(下位の段階)", "verified (lower rung)"),
        (true, _, false) => pick(lang, "確認済み", "verified"),
        (false, true, _) => pick(lang, "下の段階が確認済み", "a rung below it is verified"),
        (false, false, true) => pick(lang, "未確認(下位の段階)", "unverified (lower rung)"),
        (false, false, false) => pick(lang, "未確認", "unverified"),
    }
}

/// What is known of a member besides: who issues it, what it is the same as, the rung below it.
pub(super) fn about(lang: Lang, member: Membership<'_>) -> Vec<String> {
    let issuer = member.shipped.map(|shipped| shipped.issuer.as_str());
    let issuer = issuer.filter(|issuer| !issuer.trim().is_empty());
    let issuer = issuer.or_else(|| member.added.map(|added| added.issuer.as_str()));
    let issuer = issuer.map(printable).filter(|issuer| !issuer.is_empty());
    let same = member.shipped.and_then(|shipped| shipped.same_as.as_deref()).map(printable);
    let below = member.shipped.and_then(|shipped| shipped.rung_above.as_deref()).map(printable);
    let lines = [
        issuer.map(|issuer| tr!(lang, "発行者: {issuer}", "issuer: {issuer}")),
        same.map(|id| tr!(lang, "{id} と同じもの", "the same as {id}")),
        below.map(|id| tr!(lang, "{id} の上の段階", "a rung above {id}")),
    ];
    lines.into_iter().flatten().collect()
}

/// That a member was seen on its published list, or where it was only heard of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Whose word it is.
    pub from: From,
    /// Whether it makes the member verified.
    pub counts: bool,
    /// Where it was read.
    pub source: String,
    /// By whom; empty where nobody is named.
    pub by: String,
    /// When; empty where no day is named.
    pub on: String,
}

/// Whose word a verification is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Of the lists that are compiled in.
    Pack,
    /// Of a user's lists: the file.
    Folder(String),
    /// Of the assessment.
    Assessment,
}

impl From {
    /// The file that says so, if it is one of a user's lists.
    pub fn file(&self) -> Option<&str> {
        if let Self::Folder(file) = self { Some(file) } else { None }
    }

    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Folder(_) => "folder",
            Self::Assessment => "assessment",
        }
    }
}

impl Verification {
    /// True if somebody beyond the compiled-in lists has verified.
    pub fn is_by_somebody(&self) -> bool {
        self.counts && self.from != From::Pack
    }

    /// 佐藤が2026-12-01に確認(出典: …、一覧 house.ron); what is not known is left out.
    pub fn sentence(&self, lang: Lang) -> String {
        let mut notes: Vec<String> = Vec::new();
        if !self.source.is_empty() {
            notes.push(tr!(lang, "出典: {}", "source: {}", self.source));
        }
        if let From::Folder(file) = &self.from {
            notes.push(tr!(lang, "共有の一覧 {file}", "shared list {file}"));
        }
        let notes = notes.join(pick(lang, "、", "; "));
        let notes = match lang {
            _ if notes.is_empty() => notes,
            Lang::Ja => format!("({notes})"),
            Lang::En => format!(" ({notes})"),
        };
        let (by, on) = (&self.by, &self.on);
        let who = match (self.counts, by.is_empty(), on.is_empty()) {
            (false, ..) => pick(lang, "未確認", "not verified").to_owned(),
            (true, true, true) => pick(lang, "確認済み", "verified").to_owned(),
            (true, true, false) => tr!(lang, "{on}に確認", "verified on {on}"),
            (true, false, true) => tr!(lang, "{by}が確認", "verified by {by}"),
            (true, false, false) => tr!(lang, "{by}が{on}に確認", "verified by {by} on {on}"),
        };
        who + &notes
    }
}

/// Everybody's word on a member: the lists', then the organisation's.
pub fn verifications(member: Membership<'_>) -> Vec<Verification> {
    let shipped = member.shipped.filter(|shipped| shipped.verified || !shipped.source.trim().is_empty());
    shipped.map(of_lists).into_iter().chain(member.added.map(of_assessment)).collect()
}

fn of_lists(member: &Member) -> Verification {
    let file = printable(&member.file);
    Verification {
        from: if file.is_empty() { From::Pack } else { From::Folder(file) },
        counts: member.verified,
        source: printable(&member.source),
        by: printable(&member.verified_by),
        on: printable(&member.verified_on),
    }
}

fn of_assessment(added: &VerifiedMember) -> Verification {
    Verification {
        from: From::Assessment,
        counts: added.complete(),
        source: printable(&added.source),
        by: printable(&added.by),
        on: added.on.map_or_else(String::new, |_| words::date_or_dash(added.on)),
    }
}

/// That lists are unread and rows wait for them, with the way out; nothing where none does.
pub fn unread_sentence(lang: Lang, unread: Unread, of_file: bool) -> Option<String> {
    let Unread { lists, rows } = unread;
    let (until, way) = if of_file {
        (
            tr!(
                lang,
                "それまで適合見込みにならない行が{rows}行あります",
                "rows that cannot be satisfied before that: {rows}"
            ),
            pick(
                lang,
                "kijun references FILE か画面の「例示の台帳」で、確かめた出典と日付を記録できます。",
                "kijun references FILE lists them; the screen of reference lists records source and date.",
            ),
        )
    } else {
        (tr!(lang, "それを使う行は{rows}行です", "rows that ask for them: {rows}"), "")
    };
    (lists > 0).then(|| {
        let text = tr!(
            lang,
            "公表された例示と照らし合わせていない一覧が{lists}件あり、{until}。{way}",
            "Reference lists that nobody has checked against the published ones: {lists}; {until}. {way}"
        );
        text.trim_end().to_owned()
    })
}
