//! What verdicts rest on, in words: per category what cannot be spared, who may leave, and for each fact what falls.

use serde_json::{Value, json};

use super::plan::flips_by_id;
use super::sheet::{self, Item, Section, Sheet, printable};
use crate::domain::assessment::Assessment;
use crate::domain::carriers::{Carrier, Departures, Kind, Slack, Support, Survey};
use crate::domain::date::Date;
use crate::domain::flip::Flips;
use crate::domain::text::{Lang, pick, tr};
use crate::domain::verdict::Verdict;
use crate::report::grounds::{Context, sentence};
use crate::report::words;

/// How many sets of people are named.
const MOST_SETS: usize = 5;

/// Everything a report on carriers is made from.
#[derive(Debug, Clone, Copy)]
pub struct CarriersReport<'a> {
    /// Its language.
    pub lang: Lang,
    /// Pack, references and assessment.
    pub context: Context<'a>,
    /// What the assessment rests on as of that day.
    pub survey: &'a Survey,
    /// The day as of which everything was judged.
    pub day: Date,
    /// The program and its version.
    pub app: &'a str,
}

/// What a carrier is.
pub const fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Person => pick(lang, "従事者", "person"),
        Kind::Contract => pick(lang, "契約", "contract"),
        Kind::Document => pick(lang, "文書", "document"),
        Kind::Record => pick(lang, "記録", "record"),
        Kind::Equivalence => pick(lang, "同等性", "equivalence"),
    }
}

/// What "without" means for people and for everything else.
pub const fn premise(lang: Lang) -> &'static str {
    pick(
        lang,
        "従事者は役割を外れた場合、その他は台帳になかった場合の判定です。過去の案件と記録は残るものとします。",
        "Without: a person holds no role any more (past jobs and records stay); anything else was never entered.",
    )
}

/// The mark of a single point of failure.
pub const fn no_substitute(lang: Lang) -> &'static str {
    pick(lang, "代わりなし", "single")
}

sheet::forms!(CarriersReport);

impl CarriersReport<'_> {
    fn sheet(&self) -> Sheet {
        let what = pick(self.lang, "判定の支え", "what the verdicts rest on");
        let mut sheet = Sheet::new(self.lang, &self.context, what, Some(self.day));
        sheet.head.push(premise(self.lang).to_owned());
        sheet.sections.extend(self.survey.categories.iter().map(|support| self.category(support)));
        let items = self.survey.carriers.iter().map(|carrier| self.carrier(carrier)).collect();
        sheet.add(pick(self.lang, "なくなると判定が下がるもの", "Without these, verdicts fall"), items);
        sheet
    }

    fn category(&self, support: &Support) -> Section {
        let mut items = vec![self.singles(support), Item::line(departures(self.lang, support))];
        let sets = sets(self.lang, self.context.assessment, &support.departures);
        items.extend(sets.into_iter().map(Item::line));
        items.extend(support.slack.iter().map(|slack| self.slack(slack)));
        let name = sheet::category(self.lang, self.context.pack, &support.id);
        let heading = format!("{name}: {}", words::verdict(self.lang, support.verdict));
        Section::new(heading, items)
    }

    fn singles(&self, support: &Support) -> Item {
        let singles: Vec<&Carrier> = self.survey.single_points(&support.id).collect();
        let line = match (self.lang, singles.len()) {
            (Lang::Ja, 0) => "代わりのないもの: ありません".to_owned(),
            (Lang::Ja, count) => format!("代わりのないもの: {count}件"),
            (Lang::En, 0) => "single points of failure: none".to_owned(),
            (Lang::En, count) => format!("single points of failure: {count}"),
        };
        let details = singles.into_iter().map(|carrier| {
            let flips = carrier.lasting.categories.iter().filter(|flip| flip.id == support.id);
            let flips: Vec<String> = flips.map(|flip| sheet::flip(self.lang, flip.from, flip.to)).collect();
            format!("{}  {}", self.name(carrier), flips.join(" "))
        });
        Item { line, details: details.collect() }
    }

    /// A requirement for people with its room.
    fn slack(&self, slack: &Slack) -> Item {
        let row = sheet::row(self.lang, self.context.pack, slack.at);
        let details = slack_details(self.lang, &self.context, slack);
        Item { line: format!("{row}: {}", room(self.lang, slack)), details }
    }

    fn carrier(&self, carrier: &Carrier) -> Item {
        let single = carrier.lasting.categories.is_empty();
        let mark = if single { String::new() } else { format!(" [{}]", no_substitute(self.lang)) };
        let line = format!("{} {}{mark}", kind(self.lang, carrier.kind), self.name(carrier));
        Item { line, details: falls(self.lang, &self.context, carrier) }
    }

    fn name(&self, carrier: &Carrier) -> String {
        sheet::fact(self.context.assessment, &carrier.id)
    }

    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let head = &self.context.pack.head;
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": head.id,
            "edition": head.edition,
            "organisation": printable(&self.context.assessment.profile.organisation),
            "reference_date": self.day.to_string(),
            "categories": self.survey.categories.iter().map(|one| self.json_category(one)).collect::<Vec<_>>(),
            "carriers": self.survey.carriers.iter().map(|one| self.json_carrier(one)).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }

    fn json_category(&self, support: &Support) -> Value {
        let singles = self.survey.single_points(&support.id).map(|carrier| printable(&carrier.id));
        let slack = support.slack.iter().map(|slack| {
            let stated = slack
                .stated
                .iter()
                .map(|one| json!({ "route": one.name, "stated": one.stated, "counted": one.counted }));
            json!({
                "id": self.context.pack.rows()[slack.at].id,
                "verdict": slack.verdict.word(),
                "people": slack.people.iter().map(|id| printable(id)).collect::<Vec<_>>(),
                "may_leave": slack.may_leave(),
                "stated": stated.collect::<Vec<_>>(),
            })
        });
        let departures = &support.departures;
        json!({
            "category": support.id,
            "verdict": support.verdict.word(),
            "single_points": singles.collect::<Vec<_>>(),
            "may_leave": departures.may_leave(),
            "exact": departures.exact(),
            "tried": departures.tried,
            "sets": departures.sets,
            "requirements": slack.collect::<Vec<_>>(),
        })
    }

    fn json_carrier(&self, carrier: &Carrier) -> Value {
        json!({
            "id": printable(&carrier.id),
            "kind": carrier.kind.word(),
            "name": self.name(carrier),
            "falls": self.json_flips(&carrier.falls),
            "lasting": self.json_flips(&carrier.lasting),
        })
    }

    fn json_flips(&self, flips: &Flips) -> Value {
        let [categories, rows] = flips_by_id(self.context.pack, flips);
        json!({ "rows": rows, "categories": categories })
    }
}

/// What an entry of a register is called, with its id.
pub fn name(assessment: &Assessment, id: &str) -> String {
    sheet::fact(assessment, id)
}

/// How many may leave a category, as a sentence.
pub fn departures(lang: Lang, support: &Support) -> String {
    let departures = &support.departures;
    let count = departures.may_leave();
    let people = words::people(lang, words::count(count));
    match (support.verdict, departures.exact(), count) {
        (Verdict::Gap, ..) => tr!(lang, "すでに不足です", "a gap already"),
        _ if departures.people == 0 => tr!(lang, "役割のある人がまだいません", "nobody holds a role yet"),
        _ if departures.sets.is_empty() && departures.exact() => {
            tr!(lang, "人が外れても下がりません", "stands whoever leaves")
        }
        (_, _, 0) => {
            let alone = departures.sets.iter().filter(|set| set.len() == 1).count();
            let alone = words::people(lang, words::count(alone));
            tr!(lang, "外れると下がる人が{alone}います", "{alone} cannot be spared")
        }
        (_, true, _) => tr!(lang, "{people}まではだれが外れても保ちます", "stands if any {people} leave"),
        (_, false, _) => tr!(
            lang,
            "少なくとも{people}まではだれが外れても保ちます",
            "stands if any {people} leave, maybe more"
        ),
    }
}

/// The fewest people whose leaving lowers a category, one sentence for each set.
pub fn sets(lang: Lang, assessment: &Assessment, departures: &Departures) -> Vec<String> {
    let sets = &departures.sets;
    let mut lines: Vec<String> =
        sets.iter().take(MOST_SETS).map(|set| set_line(lang, assessment, set)).collect();
    if sets.len() > MOST_SETS {
        let more = sets.len() - MOST_SETS;
        lines.push(tr!(lang, "ほか{more}組", "and {more} more sets"));
    }
    lines
}

/// Somebody whose leaving, or several whose leaving together, lowers the category.
fn set_line(lang: Lang, assessment: &Assessment, set: &[String]) -> String {
    let names: Vec<String> = set.iter().map(|id| name(assessment, id)).collect();
    let names = names.join(pick(lang, "と", " and "));
    match (lang, set.len()) {
        (Lang::Ja, 1) => format!("{names}が外れると下がります"),
        (Lang::Ja, _) => format!("{names}がそろって外れると下がります"),
        (Lang::En, 1) => format!("it falls if {names} leaves"),
        (Lang::En, _) => format!("it falls if {names} leave"),
    }
}

/// The room of one requirement, as a sentence.
pub fn room(lang: Lang, slack: &Slack) -> String {
    let may = words::people(lang, words::count(slack.may_leave()));
    let numbers = !slack.stated.is_empty();
    match (lang, numbers, slack.people.len(), slack.may_leave()) {
        (Lang::Ja, true, _, 0) => "1人減ると、文書の人数を直す必要があります".to_owned(),
        (Lang::Ja, true, ..) => format!("{may}減るまでは、文書の人数を直さずに済みます"),
        (Lang::En, true, _, 0) => "one person fewer, and a paper has to be corrected".to_owned(),
        (Lang::En, true, ..) => format!("{may} fewer before a paper has to be corrected"),
        (Lang::Ja, false, 0, _) => "1人では満たせず、組み合わせで保っています".to_owned(),
        (Lang::En, false, 0, _) => "nobody alone holds it; it rests on several together".to_owned(),
        (Lang::Ja, false, 1, _) => "満たす人は1名だけです(余裕なし)".to_owned(),
        (Lang::En, false, 1, _) => "one person only, none to spare".to_owned(),
        (Lang::Ja, false, count, _) => format!("満たす人は{count}名(余裕{may})"),
        (Lang::En, false, count, _) => format!("{count} people, {may} to spare"),
    }
}

/// Who satisfies a requirement, and its stated and counted numbers.
pub fn slack_details(lang: Lang, context: &Context<'_>, slack: &Slack) -> Vec<String> {
    let mut details = Vec::new();
    if !slack.people.is_empty() {
        let names: Vec<String> = slack.people.iter().map(|id| sheet::fact(context.assessment, id)).collect();
        details.push(names.join(pick(lang, "、", ", ")));
    }
    if let Some(best) = slack.best {
        details.push(sentence(lang, context, &crate::domain::evaluate::Ground::Count(best)));
    }
    for stated in slack.stated.iter().filter(|stated| stated.stated > 0) {
        let route = context.pack.row(&stated.name).map_or("", |row| row.title.get(lang));
        let (said, counted) = (words::people(lang, stated.stated), words::people(lang, stated.counted));
        details.push(tr!(
            lang,
            "{route}: 文書では{said}、台帳では{counted}",
            "{route}: {said} stated, {counted} counted"
        ));
    }
    details
}

/// What is asked of a carrier: what if it were not there.
pub fn without(lang: Lang, assessment: &Assessment, carrier: &Carrier) -> String {
    let name = name(assessment, &carrier.id);
    match (lang, carrier.kind) {
        (Lang::Ja, Kind::Person) => format!("{name}が外れると"),
        (Lang::Ja, _) => format!("{name}がないと"),
        (Lang::En, Kind::Person) => format!("If {name} leaves"),
        (Lang::En, _) => format!("Without {name}"),
    }
}

/// What falls without a carrier, one line each: categories first, then rows.
pub fn falls(lang: Lang, context: &Context<'_>, carrier: &Carrier) -> Vec<String> {
    let mut lines = Vec::new();
    for flip in &carrier.falls.categories {
        let papers = if carrier.is_single(&flip.id) {
            ""
        } else {
            pick(lang, "(文書の人数を直せば保ちます)", " (stands once the numbers in papers are corrected)")
        };
        lines.push(sheet::category_flip(lang, context.pack, flip) + papers);
    }
    for flip in carrier.falls.rows.iter().filter(|flip| context.pack.answerable(flip.at)) {
        lines.push(sheet::row_flip(lang, context.pack, flip));
    }
    lines
}
