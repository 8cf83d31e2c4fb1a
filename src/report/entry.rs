//! An entry of an assessment in people's words: one line for each thing it says, so that two versions of it can
//! be compared line by line.

use crate::domain::change::{Change, Scenario, Swap};
use crate::domain::date::PartialDate;
use crate::domain::register::{Expiry, Item};
use crate::domain::signer::Signer;
use crate::domain::text::{Bilingual, Lang, pick, tr};
use crate::report::fields::{self, Described, Description, Field, Kind, Place, Source, Value, Wording, say};
use crate::report::grounds::{Context, Names};
use crate::report::sheet::{self, printable};
use crate::report::words;

/// One thing that an entry says: 氏名: 青木.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The key of the field.
    pub key: &'static str,
    /// What it is about.
    pub label: &'static str,
    /// What it says.
    pub value: String,
}

/// A line of which one or both sides are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// The key of the field.
    pub key: &'static str,
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
        let nothing = pick(lang, "(なし)", "(nothing)");
        let side = |text: &Option<String>| text.clone().unwrap_or_else(|| nothing.to_owned());
        format!("{}: {} -> {}", self.label, side(&self.from), side(&self.to))
    }
}

/// What an entry says before and after a change, each in the words of its own assessment.
pub fn sides<'a>(lang: Lang, contexts: [&'a Context<'a>; 2], change: &Change) -> [Vec<Said>; 2] {
    let [before, after] = contexts.map(|context| Lines::new(lang, context));
    match change {
        Change::Profile(swap) => {
            [before.row(&fields::PROFILE, &swap.before), after.row(&fields::PROFILE, &swap.after)]
        }
        Change::Claim(swap) => rows(before, after, swap, &fields::CLAIM),
        Change::Person(swap) => rows(before, after, swap, &fields::PERSON),
        Change::Contract(swap) => rows(before, after, swap, &fields::CONTRACT),
        Change::Document(swap) => rows(before, after, swap, &fields::DOCUMENT),
        Change::Record(swap) => rows(before, after, swap, &fields::RECORD),
        Change::Standard(swap) => rows(before, after, swap, &fields::STANDARD_CHOICE),
        Change::Declaration(swap) => rows(before, after, swap, &fields::DECLARATION),
        Change::Equivalence(swap) => rows(before, after, swap, &fields::EQUIVALENCE),
        Change::Evidence(swap) => rows(before, after, swap, &fields::EVIDENCE),
        Change::Member(swap) => rows(before, after, swap, &fields::VERIFIED_MEMBER),
        Change::Closure(swap) => rows(before, after, swap, &fields::CLOSURE),
        Change::Scenario(swap) => both(before, after, swap, Lines::scenario),
        Change::Step(swap) => rows(before, after, swap, &fields::STEP_NOTE),
        Change::Signer(swap) => both(before, after, swap, Lines::signer),
        // Two versions differ by single entries: what was accepted as one has been split before.
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

fn rows<'a, T: Described>(
    before: Lines<'a>,
    after: Lines<'a>,
    swap: &Swap<T>,
    about: &Description,
) -> [Vec<Said>; 2] {
    both(before, after, swap, |lines, row| lines.row(about, row))
}

/// The lines in which two versions differ; a line that both have is left out, one that only changed its value is
/// one.
pub fn differing([from, to]: [Vec<Said>; 2]) -> Vec<Differs> {
    let mut gone: Vec<Said> = from.iter().filter(|said| !to.contains(said)).cloned().collect();
    let mut differs = Vec::new();
    for said in to.into_iter().filter(|said| !from.contains(said)) {
        let known = gone.iter().position(|other| other.key == said.key);
        let from = known.map(|at| gone.remove(at).value);
        differs.push(Differs { key: said.key, label: said.label, from, to: Some(said.value) });
    }
    let gone = gone.into_iter();
    differs.extend(gone.map(|Said { key, label, value }| Differs {
        key,
        label,
        from: Some(value),
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
    let (what, about) = match change {
        Change::Profile(_) => return pick(lang, "組織と区分", "Organisation and categories").to_owned(),
        Change::Claim(_) => return row(&subject),
        Change::Standard(_) => (pick(lang, "従う基準", "Standard followed"), row(&subject)),
        Change::Declaration(_) => {
            let about = subject.split_once(':').map_or(subject.as_str(), |(_, about)| about);
            (pick(lang, "表明", "Declaration"), row(about))
        }
        Change::Closure(swap) => {
            let closure = swap.before.as_ref().or(swap.after.as_ref());
            let register = closure.map_or("", |closure| words::register(lang, closure.register));
            (pick(lang, "これで全部", "That is all"), register.to_owned())
        }
        Change::Member(_) => (pick(lang, "例示", "Reference member"), printable(&subject)),
        Change::Scenario(_) => (pick(lang, "もしも", "What if"), printable(&subject)),
        Change::Signer(_) => (pick(lang, "記名する人", "Signer"), printable(&subject)),
        Change::Step(swap) => {
            let note = swap.before.as_ref().or(swap.after.as_ref());
            let about = note.and_then(|note| note.step.row()).map_or_else(|| printable(&subject), row);
            (pick(lang, "手順", "Step"), about)
        }
        _ => return fact(),
    };
    format!("{what}  {about}")
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

    /// Adds a line, unless it is blank.
    fn say(&mut self, key: &'static str, (ja, en): (&'static str, &'static str), value: &str) {
        let value = printable(value);
        if !value.is_empty() {
            self.out.push(Said { key, label: pick(self.lang, ja, en), value });
        }
    }

    /// What a row says, a line for each field and each row inside it.
    fn row(mut self, about: &Description, row: &dyn Described) -> Vec<Said> {
        for (field, next) in said_fields(about, row) {
            if let (Kind::Rows(inner), Value::Rows(parts)) = (field.kind, (field.get)(row)) {
                for part in &parts {
                    let line = self.part(inner, part);
                    self.say(field.key, inner.title, &line);
                }
                continue;
            }
            let label = if field.wording == Wording::Period { fields::PERIOD } else { field.label };
            let text = self.text(field, next, row);
            self.say(field.key, label, &text);
        }
        self.out
    }

    /// A row inside another one, on one line; blank fields are left out.
    fn part(&self, about: &Description, row: &dyn Described) -> String {
        let parts = said_fields(about, row).map(|(field, next)| {
            let label = say(self.lang, field.label);
            match (field.wording, (field.get)(row)) {
                (Wording::Label, Value::Choice(0)) => label.to_owned(),
                (Wording::Label, _) => String::new(),
                (Wording::Labelled, _) => labelled(label, &self.text(field, next, row)),
                _ => printable(&self.text(field, next, row)),
            }
        });
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
    }

    /// What a field says, with the next one where the two are shown as one.
    fn text(&self, field: &Field, next: Option<&Field>, row: &dyn Described) -> String {
        let second = || next.map_or(Value::Absent, |next| (next.get)(row));
        match (field.wording, field.kind, (field.get)(row)) {
            (Wording::Period, _, Value::Date(from)) => match second() {
                Value::Date(to) => self.period(from, to),
                _ => self.period(from, None),
            },
            (Wording::Signature, _, Value::Text(by)) => match second() {
                Value::Text(post) => words::signature(self.lang, &by, &post),
                _ => by,
            },
            (Wording::List, Kind::Many(source), Value::Many(ids)) => {
                let Value::Text(others) = second() else { return self.many(source, &ids) };
                let ids = ids.iter().map(|id| self.one(source, id));
                self.list(ids.chain(others.lines().map(str::to_owned)))
            }
            (_, kind, value) => self.value(field, kind, value),
        }
    }

    fn value(&self, field: &Field, kind: Kind, value: Value) -> String {
        match (kind, value) {
            (_, Value::Text(text)) => text,
            (_, Value::Date(Some(date))) => words::date(self.lang, date),
            (Kind::Number(written), Value::Number(number)) => written(self.lang, number),
            (Kind::Choice(fixed), Value::Choice(at)) => (fixed.word)(self.lang, at).to_owned(),
            (Kind::One(source), Value::One(id)) => self.one(source, &id),
            (Kind::Many(source), Value::Many(ids)) => self.many(source, &ids),
            (_, Value::Item(item)) => self.item(&item),
            (_, Value::Items(items)) => self.list(items.iter().map(|item| self.item(item))),
            (_, Value::Expiry(Expiry::On(date))) => {
                labelled(say(self.lang, field.label), &words::date(self.lang, date))
            }
            (_, Value::Expiry(Expiry::Never(why))) => words::no_expiry(self.lang, &why),
            _ => String::new(),
        }
    }

    fn one(&self, source: Source, id: &str) -> String {
        match source {
            Source::Categories => sheet::category(self.lang, self.context.pack, id),
            Source::Roles => self.names.role(id),
            Source::Kinds | Source::Acts | Source::EvidenceKinds => self.term(id),
            Source::People | Source::Contracts | Source::Shown => self.fact(id),
            Source::DocumentRows
            | Source::RecordRows
            | Source::StandardRows
            | Source::CountRows
            | Source::Routes => self.requirement(id),
            Source::Editions | Source::Subjects | Source::Lists | Source::Members => id.to_owned(),
        }
    }

    fn many(&self, source: Source, ids: &[String]) -> String {
        self.list(ids.iter().map(|id| self.one(source, id)))
    }

    fn list(&self, values: impl Iterator<Item = String>) -> String {
        let values: Vec<String> = values.map(|value| printable(&value)).collect();
        values.join(pick(self.lang, "、", ", "))
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

    fn term(&self, id: &str) -> String {
        let head = &self.context.pack.head;
        let mut terms = head.kinds.iter().chain(&head.acts).chain(&head.evidence);
        let name: Option<&Bilingual> = terms.find(|term| term.id == id).map(|term| &term.name);
        printable(name.map_or(id, |name| name.get(self.lang)))
    }

    fn item(&self, item: &Item) -> String {
        let name = self.names.item(item.text());
        match item {
            Item::Equivalent(id) if !id.is_empty() => {
                tr!(self.lang, "{name}({id}、同等の主張)", "{name} ({id}, argued as equivalent)")
            }
            _ => name,
        }
    }

    /// A row with its id, since titles repeat.
    fn requirement(&self, id: &str) -> String {
        match self.context.pack.row(id) {
            Some(row) => format!("{id} {}", row.title.get(self.lang)),
            None => id.to_owned(),
        }
    }

    /// A person, or any other fact, with the id.
    fn fact(&self, id: &str) -> String {
        if self.context.pack.row(id).is_some() {
            return self.requirement(id);
        }
        sheet::fact(self.context.assessment, id)
    }

    fn scenario(mut self, scenario: &Scenario) -> Vec<Said> {
        self.say("name", ("名前", "Name"), &scenario.name);
        self.say("by", ("取り置いた人", "Put aside by"), &scenario.by);
        let changed = self.list(scenario.changes.iter().map(Change::name));
        self.say("changes", ("変えるもの", "Changes"), &changed);
        self.out
    }

    fn signer(mut self, signer: &Signer) -> Vec<Said> {
        self.say("post", ("役職", "Post"), &signer.post);
        let signs = signer.signs.iter().map(|&statement| words::statement(self.lang, statement).to_owned());
        let signs = self.list(signs);
        self.say("signs", ("記名するもの", "Signs"), &signs);
        self.out
    }
}

/// The fields that describe a row, each with the field that follows it.
fn said_fields<'d>(
    about: &'d Description,
    row: &'d dyn Described,
) -> impl Iterator<Item = (&'d Field, Option<&'d Field>)> {
    let said = move |field: &Field| {
        field.wording != Wording::Never && field.place != Place::Form && !(field.unsaid)(row)
    };
    let all = about.fields.iter().enumerate().map(|(at, field)| (field, about.fields.get(at + 1)));
    all.filter(move |(field, _)| said(field))
}

fn labelled(label: &str, value: &str) -> String {
    let value = printable(value);
    if value.is_empty() { value } else { format!("{label} {value}") }
}
