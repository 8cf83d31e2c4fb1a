//! An entry of an assessment in people's words: one line for each thing it says, so that two versions of it can
//! be told apart line by line.

mod facts;
mod people;

use crate::domain::assessment::{Claim, Profile};
use crate::domain::change::{Change, Swap};
use crate::domain::date::PartialDate;
use crate::domain::register::Item;
use crate::domain::text::{Bilingual, Lang};
use crate::report::grounds::{Context, Names};
use crate::report::sheet::{self, printable};
use crate::report::words;

/// One thing that an entry says: 氏名: 青木.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub label: &'static str,
    /// What it says.
    pub value: String,
}

/// A line of which one or both sides are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// What it is about.
    pub label: &'static str,
    /// What the first version says; none if it says nothing.
    pub from: Option<String>,
    /// What the second version says.
    pub to: Option<String>,
}

impl Differs {
    /// 氏名: 青木 -> 馬場.
    pub fn line(&self, lang: Lang) -> String {
        let nothing = words::pick(lang, "(なし)", "(nothing)");
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| nothing.to_owned());
        format!("{}: {} -> {}", self.label, side(&self.from), side(&self.to))
    }
}

/// What an entry says before and after a change, each in the words of its own assessment.
pub fn sides<'a>(lang: Lang, contexts: [&'a Context<'a>; 2], change: &Change) -> [Vec<Said>; 2] {
    let [before, after] = contexts.map(|context| Lines::new(lang, context));
    match change {
        Change::Profile(swap) => [before.profile(&swap.before), after.profile(&swap.after)],
        Change::Claim(swap) => both(before, after, swap, Lines::claim),
        Change::Person(swap) => both(before, after, swap, Lines::person),
        Change::Contract(swap) => both(before, after, swap, Lines::contract),
        Change::Document(swap) => both(before, after, swap, Lines::document),
        Change::Record(swap) => both(before, after, swap, Lines::record),
        Change::Standard(swap) => both(before, after, swap, Lines::standard),
        Change::Declaration(swap) => both(before, after, swap, Lines::declaration),
        Change::Equivalence(swap) => both(before, after, swap, Lines::equivalence),
        Change::Evidence(swap) => both(before, after, swap, Lines::evidence),
        Change::Member(swap) => both(before, after, swap, Lines::member),
        Change::Closure(swap) => both(before, after, swap, Lines::closure),
        Change::Scenario(swap) => both(before, after, swap, Lines::scenario),
        Change::Step(swap) => both(before, after, swap, Lines::step),
        Change::Signer(swap) => both(before, after, swap, Lines::signer),
        // Two versions differ by single entries: what was accepted as one has been told apart before.
        Change::Several(_) => [Vec::new(), Vec::new()],
    }
}

fn both<'a, T>(
    before: Lines<'a>,
    after: Lines<'a>,
    swap: &Swap<T>,
    say: impl Fn(Lines<'a>, &T) -> Vec<Said>,
) -> [Vec<Said>; 2] {
    [
        swap.before.as_ref().map_or_else(Vec::new, |entry| say(before, entry)),
        swap.after.as_ref().map_or_else(Vec::new, |entry| say(after, entry)),
    ]
}

/// The lines in which two versions differ; a line that both have is left out, one that only changed its value is
/// one.
pub fn differing([from, to]: [Vec<Said>; 2]) -> Vec<Differs> {
    let mut gone: Vec<Said> = from.iter().filter(|said| !to.contains(said)).cloned().collect();
    let mut differs = Vec::new();
    for said in to.into_iter().filter(|said| !from.contains(said)) {
        let known = gone.iter().position(|other| other.label == said.label);
        let from = known.map(|at| gone.remove(at).value);
        differs.push(Differs { label: said.label, from, to: Some(said.value) });
    }
    differs.extend(gone.into_iter().map(|said| Differs {
        label: said.label,
        from: Some(said.value),
        to: None,
    }));
    differs
}

/// What a change is about: the title of its row, a fact with its name, a register.
pub fn title(lang: Lang, contexts: [&Context<'_>; 2], change: &Change) -> String {
    let subject = change.subject();
    let fact = || {
        let names = contexts.map(|context| sheet::fact(context.assessment, &subject));
        let [before, after] = names;
        // The newer name, unless the fact is gone.
        if after == printable(&subject) { before } else { after }
    };
    let row = |id: &str| {
        let title = |context: &&Context<'_>| context.pack.row(id).map(|row| row.title.get(lang).to_owned());
        let title = contexts.iter().rev().find_map(title).unwrap_or_default();
        printable(format!("{id} {title}").trim())
    };
    match change {
        Change::Profile(_) => words::pick(lang, "組織と区分", "Organisation and categories").to_owned(),
        Change::Claim(_) => row(&subject),
        Change::Standard(_) => {
            format!("{}  {}", words::pick(lang, "従う基準", "Standard followed"), row(&subject))
        }
        Change::Declaration(_) => {
            let about = subject.split_once(':').map_or(subject.as_str(), |(_, about)| about);
            format!("{}  {}", words::pick(lang, "言明", "Declaration"), row(about))
        }
        Change::Closure(swap) => {
            let closure = swap.before.as_ref().or(swap.after.as_ref());
            let register = closure.map_or("", |closure| words::register(lang, closure.register));
            format!("{}  {register}", words::pick(lang, "これで全部", "That is all"))
        }
        Change::Member(_) => {
            format!("{}  {}", words::pick(lang, "例示", "Reference member"), printable(&subject))
        }
        Change::Scenario(_) => {
            format!("{}  {}", words::pick(lang, "もしも", "What if"), printable(&subject))
        }
        Change::Signer(_) => {
            format!("{}  {}", words::pick(lang, "記名する人", "Signer"), printable(&subject))
        }
        Change::Step(swap) => {
            let note = swap.before.as_ref().or(swap.after.as_ref());
            let about = note.and_then(|note| note.step.row()).map_or_else(|| printable(&subject), row);
            format!("{}  {about}", words::pick(lang, "手順", "Step"))
        }
        _ => fact(),
    }
}

/// What an entry says, line by line.
struct Lines<'a> {
    lang: Lang,
    context: &'a Context<'a>,
    names: Names<'a>,
    out: Vec<Said>,
}

impl<'a> Lines<'a> {
    fn new(lang: Lang, context: &'a Context<'a>) -> Self {
        Self { lang, context, names: Names::new(lang, Some(context)), out: Vec::new() }
    }

    /// Adds a line; nothing is said of what is blank.
    fn say(&mut self, ja: &'static str, en: &'static str, value: &str) {
        let value = printable(value);
        if !value.is_empty() {
            self.out.push(Said { label: words::pick(self.lang, ja, en), value });
        }
    }

    fn date(&mut self, ja: &'static str, en: &'static str, date: Option<PartialDate>) {
        if let Some(date) = date {
            self.say(ja, en, &words::date(self.lang, date));
        }
    }

    fn list(&mut self, ja: &'static str, en: &'static str, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.map(|value| printable(&value)).collect();
        self.say(ja, en, &values.join(words::pick(self.lang, "、", ", ")));
    }

    /// A line of several parts; blank ones are left out.
    fn parts(&mut self, ja: &'static str, en: &'static str, parts: &[&str]) {
        let parts: Vec<String> =
            parts.iter().map(|part| printable(part)).filter(|part| !part.is_empty()).collect();
        self.say(ja, en, &parts.join("  "));
    }

    /// 2026年4月1日から; nothing if neither day is known.
    fn period(&self, from: Option<PartialDate>, to: Option<PartialDate>) -> String {
        let date = |date: PartialDate| words::date(self.lang, date);
        match (from.map(date), to.map(date), self.lang) {
            (None, None, _) => String::new(),
            (Some(from), None, Lang::Ja) => format!("{from}から"),
            (Some(from), None, Lang::En) => format!("from {from}"),
            (None, Some(to), Lang::Ja) => format!("{to}まで"),
            (None, Some(to), Lang::En) => format!("to {to}"),
            (Some(from), Some(to), Lang::Ja) => format!("{from}から{to}まで"),
            (Some(from), Some(to), Lang::En) => format!("{from} to {to}"),
        }
    }

    fn labelled(&self, ja: &'static str, en: &'static str, value: &str) -> String {
        let value = printable(value);
        if value.is_empty() { value } else { format!("{} {value}", words::pick(self.lang, ja, en)) }
    }

    fn dated(&self, ja: &'static str, en: &'static str, date: Option<PartialDate>) -> String {
        self.labelled(ja, en, &date.map(|date| words::date(self.lang, date)).unwrap_or_default())
    }

    fn category(&self, id: &str) -> String {
        sheet::category(self.lang, self.context.pack, id)
    }

    fn term(&self, id: &str) -> String {
        let head = &self.context.pack.head;
        let mut terms = head.kinds.iter().chain(&head.acts).chain(&head.evidence);
        let name: Option<&Bilingual> = terms.find(|term| term.id == id).map(|term| &term.name);
        printable(name.map_or(id, |name| name.get(self.lang)))
    }

    fn item(&self, item: &Item) -> String {
        let name = self.names.item(item.text());
        match item {
            Item::Equivalent(id) if !id.is_empty() => match self.lang {
                Lang::Ja => format!("{name}({id}、同等の主張)"),
                Lang::En => format!("{name} ({id}, argued as equivalent)"),
            },
            _ => name,
        }
    }

    /// A row with its id, since titles repeat.
    fn row(&self, id: &str) -> String {
        match self.context.pack.row(id) {
            Some(row) => format!("{id} {}", row.title.get(self.lang)),
            None => id.to_owned(),
        }
    }

    /// A person, or any other fact, with the id.
    fn fact(&self, id: &str) -> String {
        if self.context.pack.row(id).is_some() {
            return self.row(id);
        }
        sheet::fact(self.context.assessment, id)
    }

    fn profile(mut self, profile: &Profile) -> Vec<Said> {
        self.say("組織名", "Organisation", &profile.organisation);
        self.parts("基準の版", "Edition", &[&profile.pack, &profile.edition]);
        let categories: Vec<String> = profile.categories.iter().map(|id| self.category(id)).collect();
        self.list("サービス区分", "Categories", categories.into_iter());
        self.date("基準日", "Reference date", profile.reference_date.map(PartialDate::from));
        self.date("審査の終わり", "End of review", profile.review_end.map(PartialDate::from));
        self.out
    }

    fn claim(mut self, claim: &Claim) -> Vec<Said> {
        let answer = words::answer(self.lang, claim.answer);
        self.say("答え", "Answer", answer);
        self.say("備考", "Remark", &claim.remark);
        self.out
    }
}
