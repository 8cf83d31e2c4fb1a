//! The result of a merge: how much came from each side, the clashes sorted by kind, the new numbers, and what is
//! left to decide.

use serde_json::{Value, json};

use super::difference::Signed;
use super::entry::{self, Differs};
use super::sheet::{Item, Sheet, printable};
use crate::domain::change::Change;
use crate::domain::merge::{Clash, ClashKind, Merge};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::Context;

/// Where the common past of the two versions comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// A file was given.
    Given,
    /// Both histories lead back to it.
    Found,
    /// The former values of some entries are not known: a difference there is a clash.
    Unsure,
}

/// What became of the merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Something is left to decide; nothing was written.
    Undecided,
    /// Everything is decided; nothing was written, as asked.
    Checked,
    /// The result is what our version held already.
    Unchanged,
    /// The result was written.
    Written,
}

/// What is to become of a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Ours counts.
    Ours,
    /// Theirs counts.
    Theirs,
}

/// Everything a report of a merge is made from.
#[derive(Debug, Clone, Copy)]
pub struct MergeReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Our version.
    pub ours: Context<'a>,
    /// Their version, with the new numbers.
    pub theirs: Context<'a>,
    /// What people call our file, their file, and the result.
    pub names: [&'a str; 3],
    /// How the two come together.
    pub merge: &'a Merge,
    /// What is decided, clash by clash.
    pub decided: &'a [Option<Decided>],
    /// Ids of what was removed on one side and came back, since it is still referred to.
    pub restored: &'a [String],
    /// Where the common past comes from.
    pub past: Past,
    /// What became of it.
    pub outcome: Outcome,
    /// The program and its version.
    pub app: &'a str,
}

impl MergeReport<'_> {
    /// The report as plain text.
    pub fn text(&self) -> String {
        self.sheet().text()
    }

    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let clashes = self.merge.clashes.iter().zip(self.decided);
        let clashes: Vec<Value> = clashes.map(|(clash, decided)| self.one(clash, *decided)).collect();
        let renumbered = self.merge.renumbered.iter().map(|row| json!({"from": row.from, "to": row.to}));
        let renumbered: Vec<Value> = renumbered.collect();
        let [ours, theirs, into] = self.names.map(printable);
        let report = json!({
            "format": 1,
            "app": self.app,
            "ours": ours,
            "theirs": theirs,
            "into": into,
            "past": match self.past {
                Past::Given => "given",
                Past::Found => "found",
                Past::Unsure => "unsure",
            },
            "outcome": match self.outcome {
                Outcome::Undecided => "undecided",
                Outcome::Checked => "checked",
                Outcome::Unchanged => "unchanged",
                Outcome::Written => "written",
            },
            "only_ours": self.merge.ours.len(),
            "only_theirs": self.merge.theirs.len(),
            "clashes": clashes,
            "woven": self.merge.woven,
            "renumbered": renumbered,
            "restored": self.restored,
        });
        format!("{report:#}\n")
    }

    fn one(&self, clash: &Clash, decided: Option<Decided>) -> Value {
        let fields: Vec<Value> = self
            .differing(clash)
            .iter()
            .map(|differs| json!({"label": differs.label, "ours": differs.from, "theirs": differs.to}))
            .collect();
        let [ours, theirs] = signed(&clash.change).map(|signed| signed.map(|signed| signed.json()));
        json!({
            "id": printable(&clash.id),
            "kind": clash.kind.word(),
            "title": self.title(clash),
            "fields": fields,
            "ours": ours,
            "theirs": theirs,
            "keeps_both": clash.keeps_both,
            "decided": match decided {
                None => Value::Null,
                Some(Decided::Ours) => "ours".into(),
                Some(Decided::Theirs) => "theirs".into(),
            },
        })
    }

    fn title(&self, clash: &Clash) -> String {
        entry::title(self.lang, [&self.ours, &self.theirs], &clash.change)
    }

    fn differing(&self, clash: &Clash) -> Vec<Differs> {
        entry::differing(entry::sides(self.lang, [&self.ours, &self.theirs], &clash.change))
    }

    fn sheet(&self) -> Sheet {
        let [ours, theirs, _] = self.names.map(printable);
        let mut sheet = Sheet {
            title: format!("{ours} + {theirs}"),
            head: vec![self.past_line().to_owned(), self.counts()],
            ..Sheet::default()
        };
        let ids = |ids: &[String]| ids.iter().map(|id| Item::line(printable(id))).collect();
        let woven = pick(
            self.lang,
            "双方が別の項目を変えたため、両方の変更を合わせる行",
            "Changed on both sides in different fields, so that both changes go in",
        );
        sheet.add(woven, ids(&self.merge.woven));
        let numbers = self.merge.renumbered.iter();
        let numbers =
            numbers.map(|row| Item::line(format!("{} -> {}", printable(&row.from), printable(&row.to))));
        let renumbered = pick(
            self.lang,
            "番号が重なったあちらの行の新しい番号",
            "Their rows whose id we had given to something else",
        );
        sheet.add(renumbered, numbers.collect());
        let restored = pick(
            self.lang,
            "片方で削除されたが、まだ使われているため残す行",
            "Removed on one side, kept because still referred to",
        );
        sheet.add(restored, ids(self.restored));
        for kind in ClashKind::ALL {
            let of_kind = self.merge.clashes.iter().zip(self.decided).filter(|(clash, _)| clash.kind == kind);
            let items = of_kind.map(|(clash, decided)| self.item(clash, *decided)).collect();
            let kind = kind_in(self.lang, kind);
            sheet.add(tr!(self.lang, "食い違い: {kind}", "Clash: {kind}"), items);
        }
        sheet.foot = self.end();
        sheet
    }

    fn past_line(&self) -> &'static str {
        match self.past {
            Past::Given => pick(self.lang, "もとの版: 指定されたファイル", "Common past: the given file"),
            Past::Found => pick(self.lang, "もとの版: 2つの履歴から", "Common past: from the two histories"),
            Past::Unsure => pick(
                self.lang,
                "もとの版: わからない記載があります(そこが違えば食い違いとして扱います)",
                "Common past: not known for every entry; a difference there is a clash",
            ),
        }
    }

    fn counts(&self) -> String {
        let (ours, theirs, clashes) =
            (self.merge.ours.len(), self.merge.theirs.len(), self.merge.clashes.len());
        tr!(
            self.lang,
            "こちらの変更{ours}件、あちらだけの変更{theirs}件、食い違い{clashes}件",
            "Our edits: {ours}. Only theirs: {theirs}. Clashes: {clashes}."
        )
    }

    fn item(&self, clash: &Clash, decided: Option<Decided>) -> Item {
        let nothing = || pick(self.lang, "(なし)", "(nothing)").to_owned();
        let [our, their] = [pick(self.lang, "こちら", "ours"), pick(self.lang, "あちら", "theirs")];
        let mut details: Vec<String> = Vec::new();
        for differs in self.differing(clash) {
            let (ours, theirs) = (differs.from.unwrap_or_else(nothing), differs.to.unwrap_or_else(nothing));
            details.push(format!("{}  {our}: {ours}  {their}: {theirs}", differs.label));
        }
        let zone = &self.ours.assessment.zone;
        let signed = [our, their].into_iter().zip(signed(&clash.change));
        let signed: Vec<String> =
            signed.filter_map(|(side, signed)| Some(format!("{side}: {}", signed?.text(zone)))).collect();
        if !signed.is_empty() {
            details.push(format!("{}  {}", pick(self.lang, "記入", "By"), signed.join("  ")));
        }
        let decided = match decided {
            Some(Decided::Ours) => pick(self.lang, "  こちらに決定", "  decided: ours"),
            Some(Decided::Theirs) => pick(self.lang, "  あちらに決定", "  decided: theirs"),
            None if clash.keeps_both => {
                pick(self.lang, "  未決(両方残せます)", "  undecided (both can be kept)")
            }
            None => pick(self.lang, "  未決", "  undecided"),
        };
        // The id alone is what --decide takes.
        let title = self.title(clash);
        let title = title.strip_prefix(clash.id.as_str()).unwrap_or(&title).trim();
        Item { line: format!("{}  {title}{decided}", printable(&clash.id)), details }
    }

    fn end(&self) -> Vec<String> {
        let into = printable(self.names[2]);
        let line = match self.outcome {
            Outcome::Undecided => {
                let nothing = pick(
                    self.lang,
                    "未決の食い違いがあるため、何も書いていません。",
                    "Something is left to decide; nothing was written.",
                );
                let how = pick(
                    self.lang,
                    "--decide ID=ours|theirs で1件ずつ、--take ours|theirs でまとめて決められます。",
                    "Decide one by one with --decide ID=ours|theirs, or all at once with --take ours|theirs.",
                );
                return vec![nothing.to_owned(), how.to_owned()];
            }
            Outcome::Checked => tr!(
                self.lang,
                "合わせられます。何も書いていません。",
                "It can be merged; nothing was written."
            ),
            Outcome::Unchanged => tr!(
                self.lang,
                "こちらの版のままで、変わるものはありません。",
                "Our version holds all of it already."
            ),
            Outcome::Written => tr!(self.lang, "{into} に書きました。", "Written to {into}."),
        };
        vec![line]
    }
}

/// What kind of clash it is, in words.
pub fn kind_in(lang: Lang, kind: ClashKind) -> &'static str {
    match kind {
        ClashKind::Answer => pick(lang, "答えが違う", "different answers"),
        ClashKind::AnswerOrUnknown => pick(lang, "答えと「わからない」", "an answer and \"don't know\""),
        ClashKind::AnswerOrNotApplicable => {
            pick(lang, "答えと「対象外」", "an answer and \"not applicable\"")
        }
        ClashKind::RemarkOnly => pick(lang, "備考だけが違う", "only the remarks differ"),
        ClashKind::Changed => pick(lang, "両方で変更", "changed on both sides"),
        ClashKind::ChangedOrRemoved => {
            pick(lang, "片方で変更、片方で削除", "changed on one side, removed on the other")
        }
    }
}

/// Who signed a claim on either side; of other entries it is not known.
fn signed(change: &Change) -> [Option<Signed>; 2] {
    match change {
        Change::Claim(swap) => [&swap.before, &swap.after].map(|claim| claim.as_ref().map(Signed::of)),
        _ => [None, None],
    }
}
