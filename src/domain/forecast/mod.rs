//! The forecast: the days on which a verdict changes by itself, without any edit of the assessment.
//!
//! Certificates expire, contracts leave the three-year window, education and records grow old, months of
//! operation add up. Between two events no verdict differs.

mod days;
mod windows;

use self::days::candidates;
use crate::domain::assessment::Assessment;
use crate::domain::date::{Date, Span};
use crate::domain::evaluate::{Basis, Count, Fact, Findings, Ground, Judge, evaluate};
use crate::domain::flip::{CategoryFlip, Flips, RowFlip, falls};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::upkeep::{Renewal, renewals};
use crate::domain::verdict::Verdict;

/// What is forecast: a pack, references and an assessment.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The reference lists.
    pub references: &'a References,
    /// The assessment; its registers stay as they are throughout.
    pub assessment: &'a Assessment,
}

/// A day on which verdicts change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The first day on which the new verdicts hold.
    pub day: Date,
    /// Rows and categories that flip.
    pub flips: Flips,
    /// The facts that read otherwise from that day on, with the row they bear on.
    pub causes: Vec<Cause>,
}

/// A fact, or a count of facts, that reads otherwise from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// Position of the row it bears on.
    pub at: usize,
    /// What reads otherwise, as it reads from that day on.
    pub now: Reads,
}

/// What reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reads {
    /// A fact, with why it holds or not.
    Fact(Fact),
    /// A count, before and after.
    Count {
        /// Before.
        before: Count,
        /// After.
        after: Count,
    },
}

/// How a category fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Category id.
    pub id: String,
    /// Its verdict on the first day.
    pub start: Verdict,
    /// The first day on which it is lower than on the first day, and its verdict then.
    pub falls_on: Option<(Date, Verdict)>,
    /// The last intake on which it is still at least as high as on the first day, with no day lower
    /// before it; none if there is no intake before it falls.
    pub last_safe_intake: Option<Date>,
}

/// Everything that happens between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The days looked at, both included.
    pub span: Span,
    /// The events, in order; the first day itself is no event.
    pub events: Vec<Event>,
    /// One for each chosen category, in pack order, as seen from the first day.
    pub outlooks: Vec<Outlook>,
    /// Renewals of certificates that hold on the first day, to be filed by the last.
    pub renewals: Vec<Renewal>,
    /// On how many days everything was judged.
    pub judged: u32,
}

impl Forecast {
    /// The verdict of a category on a day of the span; nothing for one that is not chosen.
    pub fn verdict_on(&self, category: &str, day: Date) -> Option<Verdict> {
        let start = self.outlooks.iter().find(|outlook| outlook.id == category)?.start;
        let flips = self.events.iter().take_while(|event| event.day <= day);
        let flips = flips.flat_map(|event| &event.flips.categories).filter(|flip| flip.id == category);
        Some(flips.last().map_or(start, |flip| flip.to))
    }

    /// How each category fares from a day of the span on, compared with that day.
    pub fn seen_from(&self, day: Date, intakes: &[Date]) -> Vec<Outlook> {
        let later: Vec<&Event> = self.events.iter().filter(|event| event.day > day).collect();
        let outlooks = self.outlooks.iter().map(|outlook| {
            let start = self.verdict_on(&outlook.id, day).unwrap_or(outlook.start);
            fares(&outlook.id, start, (day, &later), intakes)
        });
        outlooks.collect()
    }
}

/// The usual intakes: the last days of January, April, July and October.
pub fn usual_intakes(span: Span) -> Vec<Date> {
    let years = span.first.year()..=span.last.year();
    let ends = years.flat_map(|year| [1, 4, 7, 10].map(|month| Date::new(year, month, 1)));
    ends.flatten().map(Date::last_of_month).filter(|&day| span.holds(day)).collect()
}

/// What happens by itself from one day to another; nothing if the days are in the wrong order.
pub fn forecast(subject: Subject<'_>, span: Span, intakes: &[Date]) -> Forecast {
    let Subject { pack, references, assessment } = subject;
    let first = evaluate(pack, references, assessment, Some(span.first));
    let mut events = Vec::new();
    let mut judged = 1;
    let mut before = first.clone();
    for day in candidates(subject, span) {
        let after = evaluate(pack, references, assessment, Some(day));
        judged += 1;
        let flips = Flips::between(&before, &after);
        if !flips.is_empty() {
            let causes = causes(subject, day, &flips);
            events.push(Event { day, flips, causes });
        }
        before = after;
    }
    let outlooks = outlooks(&first, (span.first, &events), intakes);
    let renewals = renewals(references, assessment, span.first, span.last);
    Forecast { span, events, outlooks, renewals, judged }
}

/// The flipped rows that people answer; where there is none, all of them.
pub fn telling<'f>(pack: &Pack, flips: &'f Flips) -> Vec<&'f RowFlip> {
    let asked: Vec<&RowFlip> = flips.rows.iter().filter(|flip| pack.answerable(flip.at)).collect();
    if asked.is_empty() { flips.rows.iter().collect() } else { asked }
}

/// Facts and counts of the flipped rows that read otherwise than on the eve.
fn causes(subject: Subject<'_>, day: Date, flips: &Flips) -> Vec<Cause> {
    let Subject { pack, references, assessment } = subject;
    let on = |day: Date| Judge::new(Basis { pack, references, assessment, day: Some(day) });
    let (eve, today) = (on(day.yesterday().unwrap_or(day)), on(day));
    let mut causes: Vec<Cause> = Vec::new();
    for &RowFlip { at, .. } in telling(pack, flips) {
        for now in differing(&eve.why(at), &today.why(at)) {
            let cause = Cause { at, now };
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
    }
    causes
}

fn differing<'g>(before: &'g [Ground], after: &'g [Ground]) -> Vec<Reads> {
    let counts = |grounds: &'g [Ground]| grounds.iter().filter_map(Ground::count);
    let paired = counts(before).zip(counts(after));
    let mut reads: Vec<Reads> = paired
        .filter(|(before, after)| before != after && before.unit == after.unit)
        .map(|(before, after)| Reads::Count { before, after })
        .collect();
    let old = |now: &Fact| {
        before.iter().filter_map(Ground::fact).find(|old| (&old.id, &old.detail) == (&now.id, &now.detail))
    };
    let turned = after.iter().filter_map(Ground::fact);
    let turned = turned.filter(|now| old(now).is_none_or(|old| old.pair != now.pair));
    reads.extend(turned.cloned().map(Reads::Fact));
    reads
}

fn outlooks(first: &Findings, (day, events): (Date, &[Event]), intakes: &[Date]) -> Vec<Outlook> {
    let events: Vec<&Event> = events.iter().collect();
    let categories = first.categories.iter();
    categories
        .map(|category| fares(&category.id, category.outcome.verdict(), (day, &events), intakes))
        .collect()
}

fn fares(id: &str, start: Verdict, (day, events): (Date, &[&Event]), intakes: &[Date]) -> Outlook {
    let falls_on = events.iter().find_map(|event| {
        let lower = |flip: &&CategoryFlip| flip.id == id && falls(start, flip.to);
        event.flips.categories.iter().find(lower).map(|flip| (event.day, flip.to))
    });
    let safe = |intake: &&Date| **intake >= day && falls_on.is_none_or(|(falls_on, _)| **intake < falls_on);
    let last_safe_intake = intakes.iter().filter(safe).max().copied();
    Outlook { id: id.to_owned(), start, falls_on, last_safe_intake }
}
