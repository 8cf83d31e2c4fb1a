//! The outlook: when each category falls by itself, the last safe intake, and every change with its facts.

use serde_json::{Value, json};

use super::calendar::{self, Entry, Frame};
use super::plan::json_flips;
use super::renewals;
use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::assessment::Catalog;
use crate::domain::date::Date;
use crate::domain::evaluate::Ground;
use crate::domain::forecast::{Cause, Event, Forecast, Outlook, Reads, telling};
use crate::domain::text::{Lang, pick, tr};
use crate::report::grounds::{self, Context};
use crate::report::words;

/// Everything a forecast report is made from.
#[derive(Debug, Clone, Copy)]
pub struct ForecastReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// The forecast for that assessment.
    pub forecast: &'a Forecast,
    /// The program and its version.
    pub app: &'a str,
}

sheet::forms!(ForecastReport);

impl ForecastReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let outlooks: Vec<Value> = self.forecast.outlooks.iter().map(json_outlook).collect();
        let events: Vec<Value> = self.forecast.events.iter().map(|event| self.json_event(event)).collect();
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": self.context.pack.head.id,
            "edition": self.context.pack.head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "from": self.forecast.span.first.to_string(),
            "to": self.forecast.span.last.to_string(),
            "outlook": outlooks,
            "renewals": renewals::json(self.lang, &self.context, &self.forecast.renewals),
            "events": events,
        });
        format!("{report:#}\n")
    }

    /// The days on which verdicts change, those of categories named first, the last safe intakes and the days to
    /// file renewals by, as a calendar file made at a moment in UTC.
    pub fn calendar(&self, now: &str) -> String {
        let mut entries: Vec<Entry> = Vec::new();
        for event in &self.forecast.events {
            let text = self.details(event).join("\n");
            if event.flips.categories.is_empty() {
                let (key, title) = ("requirements".to_owned(), self.change_line(event));
                entries.push(Entry { day: event.day, until: None, key, title, text: text.clone() });
            }
            for flip in &event.flips.categories {
                let title = sheet::category_flip(self.lang, self.context.pack, flip);
                entries.push(Entry {
                    day: event.day,
                    until: None,
                    key: flip.id.clone(),
                    title,
                    text: text.clone(),
                });
            }
        }
        for outlook in self.forecast.outlooks.iter().filter(|outlook| outlook.falls_on.is_some()) {
            if let Some(day) = outlook.last_safe_intake {
                let category = sheet::category(self.lang, self.context.pack, &outlook.id);
                let word =
                    pick(self.lang, "今の判定で間に合う最後の基準日", "last reference date before it falls");
                let key = format!("{}-intake", outlook.id);
                entries.push(Entry {
                    day,
                    until: None,
                    key,
                    title: format!("{category}: {word}"),
                    text: String::new(),
                });
            }
        }
        entries
            .extend(self.forecast.renewals.iter().map(|one| renewals::entry(self.lang, &self.context, one)));
        if entries.is_empty() {
            entries.push(self.nothing());
        }
        entries.sort_by(|a, b| (a.day, &a.key).cmp(&(b.day, &b.key)));
        let organisation = printable(&self.context.assessment.profile.organisation);
        let (name, file) = (format!("kijun {organisation}"), &self.context.assessment.file_id);
        let of = if file.is_empty() { &name } else { file };
        let frame = Frame { name: &name, of, formerly: &name, span: self.forecast.span, now };
        calendar::calendar(&frame, &entries)
    }

    /// A calendar needs an entry: the day up to which nothing changes.
    fn nothing(&self) -> Entry {
        let title = pick(
            self.lang,
            "この日まで、ひとりでに変わる判定はない見込みです",
            "no verdict is expected to change by itself up to this day",
        );
        let (key, text) = ("end".to_owned(), String::new());
        Entry { day: self.forecast.span.last, until: None, key, title: title.to_owned(), text }
    }

    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "これからの見通し", "Outlook");
        let span = self.forecast.span;
        let mut sheet = Sheet::new(self.lang, &self.context, what, Some(span.first));
        sheet.head.push(tr!(
            self.lang,
            "{}まで、台帳を何も変えない場合",
            "Up to {}, if nothing is changed",
            words::day(self.lang, span.last)
        ));
        let items = self.forecast.outlooks.iter().map(|outlook| self.outlook(outlook)).collect();
        sheet.sections.push(Section::new(pick(self.lang, "区分ごと", "By category"), items));
        sheet.sections.extend(renewals::section(self.lang, &self.context, &self.forecast.renewals));
        let items: Vec<Item> = self.forecast.events.iter().map(|event| self.event(event)).collect();
        if items.is_empty() {
            let nothing =
                pick(self.lang, "この間に変わる判定はありません。", "No verdict changes in this time.");
            sheet.foot.push(nothing.to_owned());
        }
        sheet.add(pick(self.lang, "判定が変わる日", "Days of change"), items);
        sheet
    }

    fn outlook(&self, outlook: &Outlook) -> Item {
        let category = sheet::category(self.lang, self.context.pack, &outlook.id);
        let start = words::verdict(self.lang, outlook.start);
        let details = match outlook.falls_on {
            None => vec![pick(self.lang, "この間は下がりません", "does not fall in this time").to_owned()],
            Some((day, to)) => {
                let (day, to) = (words::day(self.lang, day), words::verdict(self.lang, to));
                let falls = tr!(self.lang, "{day}に{to}へ下がる", "falls to {to} on {day}");
                vec![falls, self.last_safe_intake(outlook)]
            }
        };
        Item { line: format!("{category}: {start}"), details }
    }

    /// The last intake before a category falls, as a sentence.
    fn last_safe_intake(&self, outlook: &Outlook) -> String {
        match outlook.last_safe_intake.map(|day| words::day(self.lang, day)) {
            Some(day) => tr!(
                self.lang,
                "今の判定で間に合う最後の基準日: {day}",
                "last reference date before that: {day}"
            ),
            None => tr!(self.lang, "それまでに受付の基準日はない", "no intake before that"),
        }
    }

    /// The first thing behind an event, in a few words.
    pub fn cause_line(&self, event: &Event) -> String {
        let Some(first) = event.causes.first() else { return String::new() };
        let pack = self.context.pack;
        let name = match &first.now {
            Reads::Fact(fact) => {
                let name = sheet::fact(self.context.assessment, &fact.id);
                let detail = printable(&self.detail(&fact.id, &fact.detail));
                if detail.is_empty() || name.contains(&detail) { name } else { format!("{name} {detail}") }
            }
            Reads::Count { .. } => printable(pack.rows()[first.at].title.get(self.lang)),
        };
        self.and_more(name, self.causes(event).len())
    }

    /// What a person's item is called; a section and the like stay as they are.
    fn detail(&self, id: &str, detail: &str) -> String {
        let assessment = self.context.assessment;
        if assessment.person(id).is_none() {
            return detail.to_owned();
        }
        if let Some(equivalence) = assessment.equivalence(detail) {
            return equivalence.title.clone();
        }
        let catalog = Catalog::new(self.context.references, assessment);
        catalog.name_of(detail, self.lang).to_owned()
    }

    /// What an event changes, in a few words: categories, else the first question.
    pub fn change_line(&self, event: &Event) -> String {
        let pack = self.context.pack;
        let short = |from, to| {
            format!("{}->{}", words::verdict_short(self.lang, from), words::verdict_short(self.lang, to))
        };
        let categories: Vec<String> = event
            .flips
            .categories
            .iter()
            .map(|flip| {
                format!("{} {}", sheet::category(self.lang, pack, &flip.id), short(flip.from, flip.to))
            })
            .collect();
        if !categories.is_empty() {
            return categories.join("  ");
        }
        let rows = telling(pack, &event.flips);
        let Some(first) = rows.first() else { return String::new() };
        let title = printable(pack.rows()[first.at].title.get(self.lang));
        self.and_more(format!("{} {title}", short(first.from, first.to)), rows.len())
    }

    fn and_more(&self, first: String, count: usize) -> String {
        match (count.saturating_sub(1), self.lang) {
            (0, _) => first,
            (more, Lang::Ja) => format!("{first} ほか{more}"),
            (more, Lang::En) => format!("{first} +{more}"),
        }
    }

    /// Everything that an event changes, and why, line by line.
    pub fn details(&self, event: &Event) -> Vec<String> {
        self.event(event).details
    }

    fn event(&self, event: &Event) -> Item {
        let pack = self.context.pack;
        let categories =
            event.flips.categories.iter().map(|flip| sheet::category_flip(self.lang, pack, flip));
        let leaves =
            telling(pack, &event.flips).into_iter().map(|flip| sheet::row_flip(self.lang, pack, flip));
        let details = categories.chain(leaves).chain(self.causes(event)).collect();
        Item { line: words::day(self.lang, event.day), details }
    }

    /// The facts behind an event, each once.
    fn causes(&self, event: &Event) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for cause in &event.causes {
            let line = self.cause(cause);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    fn cause(&self, cause: &Cause) -> String {
        let ground = match &cause.now {
            Reads::Fact(fact) => Ground::Fact(fact.clone()),
            Reads::Count { after, .. } => Ground::Count(*after),
        };
        grounds::sentence(self.lang, &self.context, &ground)
    }

    fn json_event(&self, event: &Event) -> Value {
        let causes = event.causes.iter().map(|cause| {
            let (id, before, after) = match &cause.now {
                Reads::Fact(fact) => (Some(fact.id.as_str()), None, None),
                Reads::Count { before, after } => (None, Some(before.strict), Some(after.strict)),
            };
            let row = &self.context.pack.rows()[cause.at].id;
            json!({"requirement": row, "fact": id, "before": before, "after": after, "text": self.cause(cause)})
        });
        json!({
            "day": event.day.to_string(),
            "flips": json_flips(self.context.pack, &event.flips),
            "causes": causes.collect::<Vec<_>>(),
        })
    }
}

/// What an intake is called: the usual four of a fiscal year have numbers, other days their date.
pub fn intake_name(lang: Lang, day: Date) -> String {
    let number = match day.month() {
        4 => 1,
        7 => 2,
        10 => 3,
        1 => 4,
        _ => return pick(lang, "受付", "intake").to_owned(),
    };
    tr!(lang, "第{number}回", "intake {number}")
}

fn json_outlook(outlook: &Outlook) -> Value {
    let day = |day: Date| day.to_string();
    json!({
        "category": outlook.id,
        "verdict": outlook.start.word(),
        "falls_on": outlook.falls_on.map(|(on, _)| day(on)),
        "falls_to": outlook.falls_on.map(|(_, to)| to.word()),
        "last_safe_intake": outlook.last_safe_intake.map(day),
    })
}
