//! A calendar in the place of an earlier one of the same assessment: what vanished is cancelled.

use super::{CANCELLED, Calendar, Event, FILE, FROM, HOME, MAKER, START, UNTIL};

/// The earlier calendar belongs to another assessment, or is none of ours: it must not be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar belongs to another assessment")]
pub struct Foreign;

/// A calendar as it is written in the place of an earlier one: an entry that no longer holds is cancelled, one that
/// changed or came back has a higher number, one that did not change is kept as it was. An entry outside the days that
/// the new calendar looks at is not contradicted by it and stays. Where nothing differs, the earlier text itself.
///
/// # Errors
///
/// The earlier text is no calendar of the same assessment.
pub fn replacing(earlier: &str, new: &str) -> Result<String, Foreign> {
    let (before, after) = (read(earlier).ok_or(Foreign)?, read(new).ok_or(Foreign)?);
    let ours = after.head.iter().find_map(|text| text.strip_prefix(FILE)).unwrap_or_default().to_owned();
    if before.events.iter().any(|event| !ours.split(',').any(|mark| Some(mark) == mark_of(&event.uid))) {
        return Err(Foreign);
    }
    let days = looked_at(&after);
    let mut events = Vec::new();
    let mut now = String::new();
    for event in &after.events {
        now.clone_from(&event.stamp);
        events.push(match before.events.iter().find(|known| is_same(known, event)) {
            Some(known) => follow(known, event),
            None => event.clone(),
        });
    }
    for gone in before.events.iter().filter(|known| !after.events.iter().any(|event| is_same(known, event))) {
        let contradicted = day(gone).is_some_and(|day| days.0.as_str() <= day && day <= days.1.as_str());
        events.push(if contradicted && !gone.cancelled { cancelled(gone, &now) } else { gone.clone() });
    }
    events.sort_by(|one, other| (day(one), &one.uid).cmp(&(day(other), &other.uid)));
    let unstamped = |events: &[Event]| -> Vec<Event> {
        let mut events = events.to_vec();
        events.sort_by(|one, other| one.uid.cmp(&other.uid));
        events.iter_mut().for_each(|event| event.stamp.clear());
        events
    };
    if unstamped(&events) == unstamped(&before.events) {
        return Ok(earlier.to_owned());
    }
    Ok(Calendar { head: after.head, events }.text())
}

/// Whether two events are one: the same day and matter, whatever mark it bears.
fn is_same(known: &Event, event: &Event) -> bool {
    let matter = |uid: &str| uid.rsplit_once('-').map(|(matter, _)| matter.to_owned());
    matter(&known.uid) == matter(&event.uid)
}

/// An event that is in both: as it was, or with the next number if anything of it changed.
fn follow(known: &Event, event: &Event) -> Event {
    if !known.cancelled && known.says == event.says {
        return Event { stamp: event.stamp.clone(), ..known.clone() };
    }
    Event { uid: known.uid.clone(), sequence: known.sequence.saturating_add(1), ..event.clone() }
}

fn cancelled(gone: &Event, now: &str) -> Event {
    let (stamp, modified) = (now.to_owned(), now.to_owned());
    let sequence = gone.sequence.saturating_add(1);
    Event { stamp, modified, sequence, cancelled: true, ..gone.clone() }
}

fn day(event: &Event) -> Option<&str> {
    event.says.iter().find_map(|text| text.strip_prefix(START))
}

/// The first and the last day a calendar looks at, as written in it.
fn looked_at(calendar: &Calendar) -> (String, String) {
    let of = |name: &str| calendar.head.iter().find_map(|text| text.strip_prefix(name)).unwrap_or_default();
    (of(FROM).to_owned(), of(UNTIL).to_owned())
}

/// What ties an event to its assessment: the last part of its name.
fn mark_of(uid: &str) -> Option<&str> {
    uid.strip_suffix(HOME)?.rsplit('-').next()
}

/// Reads a calendar that this program wrote, however a calendar program folded or ended its lines.
fn read(text: &str) -> Option<Calendar> {
    let mut calendar = Calendar::default();
    let mut event: Option<Event> = None;
    let lines = unfolded(text);
    if !lines.iter().any(|line| line == MAKER) {
        return None;
    }
    for line in lines {
        match (line.as_str(), &mut event) {
            ("BEGIN:VEVENT", _) => event = Some(Event::default()),
            ("END:VEVENT", _) => calendar.events.extend(event.take()),
            (_, Some(event)) => event.take(line),
            (_, None) if line.starts_with("X-") => calendar.head.push(line),
            _ => {}
        }
    }
    Some(calendar)
}

impl Event {
    /// Takes in one line of an event.
    fn take(&mut self, line: String) {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.to_owned();
        match name {
            "UID" => self.uid = value,
            "DTSTAMP" => self.stamp = value,
            "LAST-MODIFIED" => self.modified = value,
            "SEQUENCE" => self.sequence = value.trim().parse().unwrap_or(0),
            "STATUS" => self.cancelled = line == CANCELLED,
            _ => self.says.push(line),
        }
    }
}

fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Entry, Frame, calendar};
    use super::*;
    use crate::domain::date::{Date, Span};

    fn made(now: &str, of: &str, days: &[(Date, &str)]) -> String {
        let span = Span { first: date(2027, 1, 31), last: date(2029, 1, 31) };
        let entry = |(day, title): &(Date, &str)| Entry {
            day: *day,
            until: None,
            key: "vuln".into(),
            title: (*title).into(),
            text: String::new(),
        };
        let entries: Vec<Entry> = days.iter().map(entry).collect();
        calendar(&Frame { name: of, of, formerly: "kijun A", span, now }, &entries)
    }

    const FIRST: &str = "2026-11-22T04:00:00Z";
    const SECOND: &str = "2026-11-23T04:00:00Z";
    const THIRD: &str = "2026-11-24T04:00:00Z";

    fn events(text: &str) -> Vec<(String, u32, bool, String, String)> {
        let state = |event: &Event| {
            let day = day(event).expect("a day").to_owned();
            (day, event.sequence, event.cancelled, event.stamp.clone(), event.modified.clone())
        };
        read(text).expect("ours").events.iter().map(state).collect()
    }

    fn state(
        day: &str,
        sequence: u32,
        cancelled: bool,
        stamp: &str,
        modified: &str,
    ) -> (String, u32, bool, String, String) {
        (day.into(), sequence, cancelled, stamp.into(), modified.into())
    }

    #[test]
    fn what_vanished_is_cancelled_once_and_comes_back_with_a_higher_number() {
        let [one, two] = [(date(2027, 12, 31), "falls"), (date(2028, 6, 30), "falls")];
        let first = made(FIRST, "A", &[one, two]);
        let second = replacing(&first, &made(SECOND, "A", &[one])).expect("ours");
        let [at_first, at_second, at_third] = ["20261122T040000Z", "20261123T040000Z", "20261124T040000Z"];
        assert_eq!(
            events(&second),
            [
                state("20271231", 0, false, at_second, at_first),
                state("20280630", 1, true, at_second, at_second)
            ]
        );
        let again = replacing(&second, &made(THIRD, "A", &[one])).expect("ours");
        assert_eq!(again, second, "nothing differs, nothing is written");
        let back = replacing(&second, &made(THIRD, "A", &[one, two])).expect("ours");
        assert_eq!(
            events(&back),
            [
                state("20271231", 0, false, at_third, at_first),
                state("20280630", 2, false, at_third, at_third)
            ]
        );
    }

    #[test]
    fn what_reads_otherwise_has_the_next_number() {
        let first = made(FIRST, "A", &[(date(2027, 12, 31), "falls to gap")]);
        let second = replacing(&first, &made(SECOND, "A", &[(date(2027, 12, 31), "falls, to be confirmed")]));
        assert_eq!(
            events(&second.expect("ours")),
            [state("20271231", 1, false, "20261123T040000Z", "20261123T040000Z")]
        );
    }

    #[test]
    fn what_the_new_calendar_does_not_look_at_stays() {
        let first = made(FIRST, "A", &[(date(2026, 12, 31), "falls"), (date(2030, 6, 30), "falls")]);
        let second = replacing(&first, &made(SECOND, "A", &[])).expect("ours");
        assert!(events(&second).iter().all(|event| !event.2), "{second}");
    }

    #[test]
    fn a_calendar_of_another_assessment_or_program_is_not_replaced() {
        let ours = made(FIRST, "A", &[(date(2027, 12, 31), "falls")]);
        assert_eq!(replacing(&made(FIRST, "B", &[(date(2027, 12, 31), "falls")]), &ours), Err(Foreign));
        let theirs = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n";
        assert_eq!(replacing(theirs, &ours), Err(Foreign));
    }

    #[test]
    fn a_calendar_written_before_numbers_were_is_followed() {
        let old = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kijun//kijun//JA\r\nCALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\n\
            UID:20271231-vuln-0000000000000000@kijun.invalid\r\nDTSTAMP:20270131T000000Z\r\nDTSTART;VALUE=DATE:20271231\r\n\
            DTEND;VALUE=DATE:20280101\r\nSUMMARY:falls\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let mark = format!("{:016x}", super::super::mark("kijun A"));
        let old = old.replace("0000000000000000", &mark);
        let new = replacing(&old, &made(SECOND, "A", &[(date(2028, 3, 31), "falls")])).expect("ours");
        let numbers: Vec<(u32, bool)> = events(&new).iter().map(|event| (event.1, event.2)).collect();
        assert_eq!(numbers, [(1, true), (0, false)]);
    }
}
