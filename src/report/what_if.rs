//! What was tried: the changes, what flips, and several tries side by side, as text, Markdown and JSON.

use serde_json::{Value, json};

use super::changes;
use super::plan::json_flips;
use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::change::Change;
use crate::domain::date::Date;
use crate::domain::evaluate::Findings;
use crate::domain::flip::{Flips, RowFlip};
use crate::domain::gap::{Counts, counts};
use crate::domain::text::{Lang, pick};
use crate::domain::verdict::Verdict;
use crate::domain::what_if::{Misfit, Tried};
use crate::report::grounds::Context;
use crate::report::words;

/// One thing that was tried.
#[derive(Debug, Clone)]
pub struct Try<'a> {
    /// The name of the scenario; empty for changes that have none.
    pub name: &'a str,
    /// Who saved the scenario; empty if it is none.
    pub by: &'a str,
    /// When, in UTC; empty if it is none.
    pub at: &'a str,
    /// Its changes.
    pub changes: &'a [Change],
    /// Their result, or why they do not apply.
    pub outcome: Result<Tried, Misfit>,
}

/// Everything a report on tries is made from.
#[derive(Debug, Clone, Copy)]
pub struct WhatIfReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references, and the assessment without the tries.
    pub context: Context<'a>,
    /// Its findings.
    pub findings: &'a Findings,
    /// The day as of which they were judged.
    pub day: Option<Date>,
    /// What was tried.
    pub tries: &'a [Try<'a>],
    /// Whether the tries are set side by side, row by row.
    pub compared: bool,
    /// The program and its version.
    pub app: &'a str,
}

/// Why changes do not apply, as a sentence.
pub fn misfit(lang: Lang, misfit: &Misfit) -> String {
    match (misfit, lang) {
        (Misfit::Stale(stale), Lang::Ja) => {
            format!(
                "今の自己評価には当てはまりません({} がそのあと変わりました)",
                subject(lang, &stale.subject)
            )
        }
        (Misfit::Stale(stale), Lang::En) => {
            format!("no longer applies: {} was changed since", subject(lang, &stale.subject))
        }
        (Misfit::Dangling { user, missing }, Lang::Ja) => format!(
            "今の自己評価には当てはまりません({} が挙げる {} はもうありません)",
            printable(user),
            printable(missing)
        ),
        (Misfit::Dangling { user, missing }, Lang::En) => {
            format!("no longer applies: {} refers to {}, which is gone", printable(user), printable(missing))
        }
    }
}

fn subject(lang: Lang, subject: &str) -> String {
    match subject {
        "profile" => pick(lang, "組織名・区分・基準日", "organisation, categories or dates").to_owned(),
        other => printable(other),
    }
}

sheet::forms!(WhatIfReport);

impl WhatIfReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let head = &self.context.pack.head;
        let tries: Vec<Value> = self.tries.iter().map(|tried| self.json_try(tried)).collect();
        let mut report = json!({
            "format": 1,
            "app": self.app,
            "pack": head.id,
            "edition": head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "reference_date": self.day.map(|day| day.to_string()),
            "categories": self.json_categories(self.findings),
            "tried": tries,
        });
        if self.compared {
            let rows = self.differing().into_iter().map(|at| {
                let verdicts: Vec<Option<&str>> = self
                    .columns()
                    .map(|findings| findings.and_then(|f| f.rows[at].verdict()).map(Verdict::word))
                    .collect();
                json!({"id": self.context.pack.rows()[at].id, "verdict": verdicts[0], "tried": verdicts[1..]})
            });
            report["differ"] = rows.collect();
        }
        format!("{report:#}\n")
    }

    /// A change on one line, with the names before and after the try.
    fn change(&self, tried: &Try<'_>, change: &Change) -> String {
        let assessment = tried.outcome.as_ref().map_or(self.context.assessment, |tried| &tried.assessment);
        let after = Context { assessment, ..self.context };
        changes::line(self.lang, [&self.context, &after], change)
    }

    fn json_try(&self, tried: &Try<'_>) -> Value {
        let text = |change: &Change| self.change(tried, change);
        let changes: Vec<Value> = tried
            .changes
            .iter()
            .map(|change| json!({"id": printable(&change.subject()), "text": text(change)}))
            .collect();
        let or_null = |text: &str| Some(printable(text)).filter(|text| !text.is_empty());
        let outcome = tried.outcome.as_ref().ok();
        json!({
            "name": or_null(tried.name),
            "by": or_null(tried.by),
            "at": or_null(tried.at),
            "changes": changes,
            "applies": tried.outcome.is_ok(),
            "why_not": tried.outcome.as_ref().err().map(|why| misfit(self.lang, why)),
            "reference_date": outcome.and_then(|tried| tried.day).map(|day| day.to_string()),
            "categories": outcome.map(|tried| self.json_categories(&tried.findings)),
            "flips": outcome.map(|tried| json_flips(self.context.pack, &tried.flips)),
        })
    }

    fn json_categories(&self, findings: &Findings) -> Vec<Value> {
        let categories = findings.categories.iter().map(|category| {
            let counts = sheet::json_counts(counts(self.context.pack, findings, &category.id));
            json!({"category": category.id, "verdict": category.outcome.verdict().word(), "counts": counts})
        });
        categories.collect()
    }

    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "もしも", "what if");
        let mut sheet = Sheet::new(self.lang, &self.context, what, self.day);
        sheet.head.push(pick(self.lang, "ファイルは変えていません。", "The file is not changed.").to_owned());
        match self.tries {
            [] => sheet.foot.push(
                pick(self.lang, "取り置いたシナリオはありません。", "No scenario has been put aside.")
                    .to_owned(),
            ),
            [only] if !self.compared => self.one(only, &mut sheet),
            _ => self.several(&mut sheet),
        }
        sheet
    }

    /// One try in full.
    fn one(&self, tried: &Try<'_>, sheet: &mut Sheet) {
        let lines = |lines: Vec<String>| lines.into_iter().map(Item::line).collect();
        if !tried.name.is_empty() {
            sheet.head.push(self.title(tried));
        }
        let (changes, verdicts) = (lines(self.changes(tried)), self.side_by_side());
        sheet.sections.push(Section::new(pick(self.lang, "ためした変更", "Changes tried"), changes));
        sheet.sections.push(Section::new(self.by_category(), verdicts));
        let flips: Vec<String> = match &tried.outcome {
            Ok(tried) => tried.flips.rows.iter().map(|flip| self.row(flip)).collect(),
            Err(_) => Vec::new(),
        };
        if flips.is_empty() {
            let nothing = pick(self.lang, "変わる要件の判定はありません。", "No requirement flips.");
            sheet.foot.push(nothing.to_owned());
        }
        sheet.add(pick(self.lang, "変わる要件の判定", "Requirements that flip"), lines(flips));
    }

    /// Each try with its changes, then all of them side by side if asked for.
    fn several(&self, sheet: &mut Sheet) {
        let items = self.tries.iter().map(|tried| {
            let mut details = self.changes(tried);
            match &tried.outcome {
                Err(why) => details.push(misfit(self.lang, why)),
                Ok(_) if self.compared => {}
                Ok(outcome) => details.push(self.in_short(&outcome.flips)),
            }
            Item { line: self.title(tried), details }
        });
        sheet.sections.push(Section::new(pick(self.lang, "シナリオ", "Scenarios"), items.collect()));
        if !self.compared {
            return;
        }
        sheet.sections.push(Section::new(self.by_category(), self.side_by_side()));
        let items: Vec<Item> = self.differing().into_iter().map(|at| self.compared_row(at)).collect();
        if items.is_empty() {
            let text =
                pick(self.lang, "違いの出る要件はありません。", "No requirement differs between them.");
            sheet.foot.push(text.to_owned());
        }
        sheet.add(pick(self.lang, "違いの出る要件", "Requirements that differ"), items);
    }

    fn by_category(&self) -> &'static str {
        pick(self.lang, "区分ごとの判定", "Verdicts by category")
    }

    fn title(&self, tried: &Try<'_>) -> String {
        let on = self.context.assessment.zone.day(tried.at).map_or_else(String::new, |day| day.to_string());
        let by = [printable(tried.by), on];
        let by: Vec<String> = by.into_iter().filter(|part| !part.is_empty()).collect();
        let name = self.name(tried);
        if tried.name.is_empty() || by.is_empty() {
            return name;
        }
        format!("{name} ({})", by.join(pick(self.lang, "、", ", ")))
    }

    fn name(&self, tried: &Try<'_>) -> String {
        match tried.name {
            "" => pick(self.lang, "もしも", "what if").to_owned(),
            name => printable(name),
        }
    }

    fn changes(&self, tried: &Try<'_>) -> Vec<String> {
        let lines: Vec<String> = tried.changes.iter().map(|change| self.change(tried, change)).collect();
        if lines.is_empty() {
            return vec![pick(self.lang, "変更なし", "no changes").to_owned()];
        }
        lines
    }

    /// `脆弱性診断 要確認 -> 不足、ほか要件3件`.
    fn in_short(&self, flips: &Flips) -> String {
        let pack = self.context.pack;
        let mut parts: Vec<String> = flips
            .categories
            .iter()
            .map(|flip| {
                let name = sheet::category(self.lang, pack, &flip.id);
                format!("{name} {}", sheet::flip(self.lang, flip.from, flip.to))
            })
            .collect();
        let rows = flips.rows.len();
        match (rows, self.lang) {
            (0, _) if parts.is_empty() => {
                parts.push(pick(self.lang, "変わる判定なし", "nothing flips").to_owned());
            }
            (0, _) => {}
            (_, Lang::Ja) => parts.push(format!("変わる要件 {rows}件")),
            (_, Lang::En) => parts.push(format!("requirements that flip: {rows}")),
        }
        parts.join(pick(self.lang, "、", ", "))
    }

    fn row(&self, flip: &RowFlip) -> String {
        let pack = self.context.pack;
        let category = printable(pack.category_of(flip.at).short.get(self.lang));
        format!("{category}  {}", sheet::row_flip(self.lang, pack, flip))
    }

    /// The findings without the tries and of each try, where it applies.
    fn columns(&self) -> impl Iterator<Item = Option<&Findings>> {
        let tries = self.tries.iter().map(|tried| tried.outcome.as_ref().ok().map(|tried| &tried.findings));
        std::iter::once(Some(self.findings)).chain(tries)
    }

    fn names(&self) -> Vec<String> {
        let real = pick(self.lang, "実際", "as it stands").to_owned();
        std::iter::once(real).chain(self.tries.iter().map(|tried| self.name(tried))).collect()
    }

    fn side_by_side(&self) -> Vec<Item> {
        let pack = self.context.pack;
        let mut ids: Vec<&str> = Vec::new();
        for findings in self.columns().flatten() {
            let new = findings.categories.iter().map(|category| category.id.as_str());
            let new: Vec<&str> = new.filter(|id| !ids.contains(id)).collect();
            ids.extend(new);
        }
        let item = |id: &str| {
            let line = |(name, findings): (String, Option<&Findings>)| {
                let Some(findings) = findings else {
                    return format!("{name}: {}", pick(self.lang, "当てはまりません", "does not apply"));
                };
                let text = findings.category(id).map_or_else(
                    || "-".to_owned(),
                    |category| {
                        let verdict = words::verdict(self.lang, category.outcome.verdict());
                        format!("{verdict} ({})", self.numbers(counts(pack, findings, id)))
                    },
                );
                format!("{name}: {text}")
            };
            let details = self.names().into_iter().zip(self.columns()).map(line).collect();
            Item { line: sheet::category(self.lang, pack, id), details }
        };
        ids.into_iter().map(item).collect()
    }

    fn numbers(&self, counts: Counts) -> String {
        let shown = [Verdict::Gap, Verdict::NeedsConfirmation, Verdict::Unanswered, Verdict::Satisfied];
        let number =
            |verdict: Verdict| format!("{} {}", words::verdict_short(self.lang, verdict), counts.of(verdict));
        shown.map(number).join("  ")
    }

    /// Rows that people answer or fill in whose verdict is not the same everywhere.
    fn differing(&self) -> Vec<usize> {
        let pack = self.context.pack;
        let differs = |at: &usize| {
            let mut verdicts = self.columns().flatten().filter_map(|findings| findings.rows[*at].verdict());
            let first = verdicts.next();
            verdicts.any(|verdict| Some(verdict) != first)
        };
        let reached = |at: &usize| self.columns().flatten().any(|findings| findings.rows[*at].reached);
        (0..pack.rows().len()).filter(|at| pack.answerable(*at) && reached(at) && differs(at)).collect()
    }

    fn compared_row(&self, at: usize) -> Item {
        let pack = self.context.pack;
        let line = |(name, findings): (String, Option<&Findings>)| {
            let verdict = findings.and_then(|findings| findings.rows[at].verdict());
            format!("{name}: {}", verdict.map_or("-", |verdict| words::verdict(self.lang, verdict)))
        };
        let details = self.names().into_iter().zip(self.columns()).map(line).collect();
        let category = printable(pack.category_of(at).short.get(self.lang));
        Item { line: format!("{category}  {}", sheet::row(self.lang, pack, at)), details }
    }
}
