//! What differs between two assessments, entry by entry with who and when, and the verdicts that differ
//! because of it.

use serde_json::{Value, json};

use super::entry::{self, Differs};
use super::sheet::{self, Item, Sheet, printable};
use crate::domain::assessment::Claim;
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::evaluate::Findings;
use crate::domain::flip::falls;
use crate::domain::merge::difference;
use crate::domain::past::Dated;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::domain::zone::Zone;
use crate::report::grounds::Context;
use crate::report::words;

/// One of the two assessments.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What people call it: the file, and the moment if it is an earlier one.
    pub name: &'a str,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// Its verdicts.
    pub findings: &'a Findings,
    /// The day as of which it was judged.
    pub day: Option<Date>,
    /// The earlier moment whose values these are, in UTC; none for those of now.
    pub as_at: Option<&'a str>,
    /// Its history up to its moment, which tells who and when.
    pub edits: &'a [Dated],
}

/// Everything a report of differences is made from.
#[derive(Debug, Clone, Copy)]
pub struct DifferenceReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// The earlier, or the first.
    pub from: Side<'a>,
    /// The later, or the second.
    pub to: Side<'a>,
    /// The program and its version.
    pub app: &'a str,
}

/// Who said something and when, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub by: String,
    /// When, in UTC.
    pub at: String,
}

impl Signed {
    /// Who signed a claim.
    pub(super) fn of(claim: &Claim) -> Self {
        Self { by: claim.by.clone(), at: claim.at.clone() }
    }

    pub(super) fn json(&self) -> Value {
        json!({"by": printable(&self.by), "at": printable(&self.at)})
    }

    pub(super) fn text(&self, zone: &Zone) -> String {
        format!("{} {}", printable(&self.by), printable(&zone.minute(&self.at)))
    }
}

/// A verdict that differs; none where the category is not chosen or the row not there.
struct Flip<'a> {
    id: &'a str,
    from: Option<Verdict>,
    to: Option<Verdict>,
}

sheet::forms!(DifferenceReport);

impl<'a> DifferenceReport<'a> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let changes: Vec<Value> = self.changes().iter().map(|change| self.json_change(change)).collect();
        let side = |side: &Side<'_>| {
            json!({
                "name": printable(side.name),
                "organisation": printable(&side.context.assessment.profile.organisation),
                "pack": side.context.pack.head.id,
                "edition": side.context.pack.head.edition,
                "reference_date": side.day.map(|day| day.to_string()),
                "as_at": side.as_at,
            })
        };
        let word = |verdict: Option<Verdict>| verdict.map(Verdict::word);
        let flips = |flips: Vec<Flip<'_>>, key: &str| -> Vec<Value> {
            let one = |flip: Flip<'_>| json!({key: flip.id, "from": word(flip.from), "to": word(flip.to)});
            flips.into_iter().map(one).collect()
        };
        let report = json!({
            "format": 1,
            "app": self.app,
            "from": side(&self.from),
            "to": side(&self.to),
            "equal": self.is_empty(),
            "changes": changes,
            "verdicts": {
                "categories": flips(self.categories(), "category"),
                "requirements": flips(self.rows(), "id"),
            },
        });
        format!("{report:#}\n")
    }

    /// True if neither an entry nor a verdict differs.
    pub fn is_empty(&self) -> bool {
        self.changes().is_empty() && self.categories().is_empty() && self.rows().is_empty()
    }

    /// True if a category that both chose has a lower verdict in the second.
    pub fn has_fallen(&self) -> bool {
        self.categories()
            .iter()
            .any(|flip| matches!((flip.from, flip.to), (Some(from), Some(to)) if falls(from, to)))
    }

    fn changes(&self) -> Vec<Change> {
        difference(self.from.context.assessment, self.to.context.assessment)
    }

    fn contexts(&self) -> [&Context<'a>; 2] {
        [&self.from.context, &self.to.context]
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet {
            title: format!("{} -> {}", printable(self.from.name), printable(self.to.name)),
            ..Sheet::default()
        };
        for (word, side) in
            [(pick(self.lang, "前", "From"), &self.from), (pick(self.lang, "後", "To"), &self.to)]
        {
            sheet.head.push(format!("{word}: {}", self.described(side)));
        }
        let items: Vec<Item> = self.changes().iter().map(|change| self.item(change)).collect();
        let verdicts = self.verdicts();
        let nothing = match (items.is_empty(), verdicts.is_empty()) {
            (true, true) => Some(pick(self.lang, "違いはありません。", "Nothing differs.")),
            (_, true) => Some(pick(self.lang, "変わる判定はありません。", "No verdict differs.")),
            (_, false) => None,
        };
        sheet.foot.extend(nothing.map(str::to_owned));
        let heading = tr!(
            self.lang,
            ("変わった記載 {}", words::entries(self.lang, items.len())),
            ("Entries that differ: {}", items.len())
        );
        sheet.add(heading, items);
        sheet.add(pick(self.lang, "変わる判定", "Verdicts that differ"), verdicts);
        sheet.foot.push(sheet::disclaimer(self.lang).to_owned());
        sheet
    }

    fn described(&self, side: &Side<'_>) -> String {
        let day = words::day_if_set(self.lang, side.day);
        let (organisation, name) =
            (printable(&side.context.assessment.profile.organisation), printable(side.name));
        let edition = printable(&side.context.pack.head.edition);
        tr!(
            self.lang,
            "{name}({organisation}、版{edition}、基準日 {day})",
            "{name} ({organisation}, edition {edition}, reference date {day})"
        )
    }

    fn item(&self, change: &Change) -> Item {
        let title = entry::title(self.lang, self.contexts(), change);
        let what = match change.sides() {
            (false, _) => pick(self.lang, "追加", "added"),
            (_, false) => pick(self.lang, "削除", "removed"),
            (true, true) => pick(self.lang, "変更", "changed"),
        };
        let mut details: Vec<String> =
            self.differing(change).iter().map(|differs| differs.line(self.lang)).collect();
        details.extend(self.signatures(change));
        Item { line: format!("{title}  {what}"), details }
    }

    fn differing(&self, change: &Change) -> Vec<Differs> {
        entry::differing(entry::sides(self.lang, self.contexts(), change))
    }

    /// Who said the one and who the other.
    fn signatures(&self, change: &Change) -> Option<String> {
        let text = |signed: Signed| signed.text(&self.to.context.assessment.zone);
        let unknown = || pick(self.lang, "不明", "unknown").to_owned();
        let [from, to] = self.signed(change).map(|signed| signed.map(text));
        if from.is_none() && to.is_none() {
            return None;
        }
        let label = pick(self.lang, "記入", "By");
        Some(match change.sides() {
            (false, _) => format!("{label}: {}", to.unwrap_or_else(unknown)),
            _ => format!("{label}: {} -> {}", from.unwrap_or_else(unknown), to.unwrap_or_else(unknown)),
        })
    }

    /// Who signed the entry on each side: a claim says so itself, for other entries the history does.
    fn signed(&self, change: &Change) -> [Option<Signed>; 2] {
        [signature(change, true, &self.from), signature(change, false, &self.to)]
    }

    fn verdicts(&self) -> Vec<Item> {
        let line = |name: String, flip: &Flip<'_>| {
            let word = |verdict: Option<Verdict>| {
                verdict.map_or(pick(self.lang, "対象の区分にない", "not chosen"), |verdict| {
                    words::verdict(self.lang, verdict)
                })
            };
            format!("{name}: {} -> {}", word(flip.from), word(flip.to))
        };
        let mut items: Vec<Item> = Vec::new();
        let (categories, rows) = (self.categories(), self.rows());
        let pack = self.to.context.pack;
        for category in &pack.categories {
            let name = sheet::category(self.lang, pack, &category.id);
            let own = categories.iter().find(|flip| flip.id == category.id);
            let inside = rows.iter().filter_map(|flip| {
                let at = pack.position(flip.id).filter(|at| pack.category_of(*at).id == category.id)?;
                Some(line(sheet::row(self.lang, pack, at), flip))
            });
            let inside: Vec<String> = inside.collect();
            if own.is_some() || !inside.is_empty() {
                let line = own.map_or_else(|| name.clone(), |flip| line(name.clone(), flip));
                items.push(Item { line, details: inside });
            }
        }
        let retired = rows.iter().filter(|flip| pack.position(flip.id).is_none());
        items.extend(retired.map(|flip| Item::line(line(printable(flip.id), flip))));
        items
    }

    /// Chosen categories whose verdict differs.
    fn categories(&self) -> Vec<Flip<'a>> {
        let (before, after) = (self.from.findings, self.to.findings);
        let mut ids: Vec<&'a str> = after.categories.iter().map(|category| category.id.as_str()).collect();
        ids.extend(before.categories.iter().map(|c| c.id.as_str()).filter(|id| after.category(id).is_none()));
        let verdict = |findings: &Findings, id| findings.category(id).map(|found| found.outcome.verdict());
        let flips = ids.into_iter().map(|id| Flip { id, from: verdict(before, id), to: verdict(after, id) });
        flips.filter(|flip| flip.from != flip.to).collect()
    }

    /// Rows with a verdict that a chosen category leads to on either side.
    fn rows(&self) -> Vec<Flip<'a>> {
        let verdict = |side: &Side<'a>, id: &str| {
            let found = side.findings.at(side.context.pack.position(id)?);
            found.reached.then(|| found.verdict())?
        };
        let rows = |side: &Side<'a>| side.context.pack.rows();
        let old = rows(&self.from).iter().filter(|row| self.to.context.pack.position(&row.id).is_none());
        let flips = rows(&self.to).iter().chain(old).map(|row| Flip {
            id: &row.id,
            from: verdict(&self.from, &row.id),
            to: verdict(&self.to, &row.id),
        });
        flips.filter(|flip| flip.from != flip.to).collect()
    }

    fn json_change(&self, change: &Change) -> Value {
        let field = |it: &Differs| json!({"label": it.label, "from": it.from, "to": it.to});
        let fields: Vec<Value> = self.differing(change).iter().map(field).collect();
        let what = match change.sides() {
            (false, _) => "added",
            (_, false) => "removed",
            (true, true) => "changed",
        };
        let [from, to] = self.signed(change).map(|signed| signed.map(|signed| signed.json()));
        json!({
            "id": change.name(),
            "title": entry::title(self.lang, self.contexts(), change),
            "what": what,
            "fields": fields,
            "from": from,
            "to": to,
        })
    }
}

/// Who signed the entry of a change as one side has it.
fn signature(change: &Change, before: bool, side: &Side<'_>) -> Option<Signed> {
    if let Change::Claim(swap) = change {
        let claim = if before { &swap.before } else { &swap.after };
        if let Some(claim) = claim {
            return Some(Signed::of(claim));
        }
    }
    let target = change.target();
    let newest = side.edits.iter().rev().find(|edit| edit.change.target() == target)?;
    let holds = newest.change.holds(side.context.assessment);
    holds.then(|| Signed { by: newest.by.clone(), at: newest.at.clone() })
}
