//! What is said of a file once it is open: its pack, the user's own lists, texts from before there was a rule for them.

use super::StoreThread;
use crate::domain::clean::{Lines, visible};
use crate::domain::lint::LintFault;
use crate::domain::pack::PackHead;
use crate::domain::text::{Lang, tr};
use crate::report::lint;
use crate::store::assessment;
use crate::store::packs::{self, PackFault};

impl StoreThread {
    /// Which of the user's own reference lists are not used, since something is wrong with them.
    pub(super) fn left_out(&self) -> Option<String> {
        let left = packs::left_out(Some(&self.access.places().packs));
        let names: Vec<String> = left.iter().map(|left| self.access.shown(&left.file)).collect();
        let names = (!names.is_empty()).then(|| names.join(", "))?;
        Some(tr!(
            self.lang,
            "例示の一覧 {names} は誤りがあるため使っていません(kijun lint で調べられます)。",
            "Reference lists with faults are left out: {names} (see kijun lint)."
        ))
    }

    /// Why a pack cannot be used: the first fault as `kijun lint` says it, and how many more there are.
    pub(super) fn pack_text(&self, fault: &PackFault) -> String {
        let lang = self.lang;
        let (why, more) = match fault {
            PackFault::Faulty(faults) => {
                (faults.first().map(|first| in_one_line(first, lang)), faults.len().saturating_sub(1))
            }
            other => (Some(other.sentence(lang)), 0),
        };
        // The line of notices is short, and the folder of packs is the same for all of them.
        let folder = format!("{}/", self.access.places().packs.display());
        let why = why.unwrap_or_default().replace(&folder, "");
        let why = visible(&why, Lines::Single);
        match (lang, more) {
            (Lang::Ja, 0) => format!("設問票を使えません: {why}"),
            (Lang::Ja, _) => format!("設問票を使えません: {why} ほか{more}件(kijun lint で調べられます)"),
            (Lang::En, 0) => format!("The pack cannot be used: {why}"),
            (Lang::En, _) => format!("The pack cannot be used: {why} and {more} more (see kijun lint)"),
        }
    }

    /// That the pack is the user's own and has faults.
    pub(super) fn faulty_pack(&self, head: &PackHead) -> Option<String> {
        let faults = packs::faults_of(head, Some(&self.access.places().packs)).len();
        let id = visible(&head.id, Lines::Single);
        let edition = visible(&head.edition, Lines::Single);
        (faults > 0).then(|| tr!(self.lang, "設問票 {id} {edition} には誤りが{faults}件あり、判定はあてになりません(kijun lint で調べられます)。", "The pack {id} {edition} has faults ({faults}); verdicts cannot be relied on (see kijun lint)."))
    }
}

fn in_one_line(fault: &LintFault, lang: Lang) -> String {
    let sentence = lint::sentence(fault, lang);
    match lint::hint(&fault.fault, lang) {
        None => sentence,
        Some(hint) => tr!(lang, "{sentence}({hint})", "{sentence} ({hint})"),
    }
}

/// That texts hold what could not be entered today.
pub(super) fn unfit(lang: Lang, found: &[assessment::PlacedFault]) -> Option<String> {
    let first = found.first()?;
    let id = if first.id.is_empty() { String::new() } else { format!("{}: ", first.id) };
    let message = visible(first.message.get(lang), Lines::Single);
    let all = match found.len() {
        1 => String::new(),
        count => tr!(lang, "全{count}か所(kijun check): ", "{count} places (kijun check): "),
    };
    Some(format!("{all}{id}{message}"))
}
