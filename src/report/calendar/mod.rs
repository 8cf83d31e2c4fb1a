//! Days as a calendar file (RFC 5545) that any calendar program reads: whole-day events, text escaped and
//! folded so that nothing in an assessment can break out of its line.
//!
//! A calendar program keeps what it once took in. So the file of last time is not simply replaced: an entry that no
//! longer holds is written as cancelled, under its old name and with a higher number, and what is otherwise now says so.

mod past;

pub use past::{Foreign, replacing};

use crate::domain::clean::{Lines, visible};
use crate::domain::date::{Date, Span};

/// Octets of a line before it is folded, line break not counted.
const LINE: usize = 75;

/// The line that names the maker of a calendar: ours.
const MAKER: &str = "PRODID:-//kijun//kijun//JA";

/// One day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub day: Date,
    /// The last day, of what lasts longer or can move to other days.
    pub until: Option<Date>,
    /// What makes it unique within this calendar and day, such as a category or intake; within the calendar where it can move.
    pub key: String,
    /// One line.
    pub title: String,
    /// More lines.
    pub text: String,
}

/// What a calendar has besides its entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What calendar programs call it.
    pub name: &'a str,
    /// What ties its entries to one assessment, whatever its file is called.
    pub of: &'a str,
    /// What tied the entries of its calendars before files had ids.
    pub formerly: &'a str,
    /// The days looked at.
    pub span: Span,
    /// When it is made, in UTC: `2026-11-22T04:00:00Z`.
    pub now: &'a str,
}

/// The calendar. It publishes days and sends no invitations, so no event has an organizer.
pub fn calendar(frame: &Frame<'_>, entries: &[Entry]) -> String {
    let events = entries.iter().map(|entry| Event::of(frame, entry)).collect();
    let Span { first, last } = frame.span;
    let head = [
        format!("X-WR-CALNAME:{}", escaped(frame.name)),
        format!("{FILE}{:016x},{:016x}", mark(frame.of), mark(frame.formerly)),
        format!("{FROM}{}", compact(first)),
        format!("{UNTIL}{}", compact(last)),
    ];
    Calendar { head: head.into(), events }.text()
}

/// The days a calendar looked at: an entry outside of them is not contradicted by it.
const FROM: &str = "X-KIJUN-FROM:";
/// The marks that entries of one assessment bear.
const FILE: &str = "X-KIJUN-FILE:";
const UNTIL: &str = "X-KIJUN-UNTIL:";

/// A calendar in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Calendar {
    /// The lines before the events that are not the same in every calendar.
    head: Vec<String>,
    events: Vec<Event>,
}

/// An event in parts, each value as written in its line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Event {
    uid: String,
    /// When this state of it was written.
    stamp: String,
    /// When it last became otherwise.
    modified: String,
    /// How often it became otherwise.
    sequence: u32,
    cancelled: bool,
    /// Days, title, text.
    says: Vec<String>,
}

impl Event {
    fn of(frame: &Frame<'_>, entry: &Entry) -> Self {
        let now = moment(frame.now);
        let last = entry.until.unwrap_or(entry.day).max(entry.day);
        let next = last.tomorrow().unwrap_or(last);
        let mut says = vec![
            format!("{START}{}", compact(entry.day)),
            format!("DTEND;VALUE=DATE:{}", compact(next)),
            format!("SUMMARY:{}", escaped(&entry.title)),
        ];
        if !entry.text.trim().is_empty() {
            says.push(format!("DESCRIPTION:{}", escaped(&entry.text)));
        }
        says.push("TRANSP:TRANSPARENT".to_owned());
        let key = escaped(&entry.key);
        let name = if entry.until.is_some() { key } else { format!("{}-{key}", compact(entry.day)) };
        let uid = format!("{name}-{:016x}{HOME}", mark(frame.of));
        Self { uid, stamp: now.clone(), modified: now, says, ..Self::default() }
    }

    fn write(&self, out: &mut String) {
        line(out, "BEGIN:VEVENT");
        line(out, &format!("UID:{}", self.uid));
        line(out, &format!("DTSTAMP:{}", self.stamp));
        line(out, &format!("LAST-MODIFIED:{}", self.modified));
        line(out, &format!("SEQUENCE:{}", self.sequence));
        line(out, if self.cancelled { CANCELLED } else { "STATUS:CONFIRMED" });
        self.says.iter().for_each(|text| line(out, text));
        line(out, "END:VEVENT");
    }
}

const START: &str = "DTSTART;VALUE=DATE:";
const CANCELLED: &str = "STATUS:CANCELLED";
/// Where the names of events are at home.
const HOME: &str = "@kijun.invalid";

impl Calendar {
    fn text(&self) -> String {
        let mut out = String::new();
        for text in ["BEGIN:VCALENDAR", "VERSION:2.0", MAKER, "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
            line(&mut out, text);
        }
        self.head.iter().for_each(|text| line(&mut out, text));
        self.events.iter().for_each(|event| event.write(&mut out));
        line(&mut out, "END:VCALENDAR");
        out
    }
}

/// Tells calendars of several assessments apart in one program; FNV-1a, the same for ever.
fn mark(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A stamp as calendars write it, to the second: `20261122T040000Z`.
fn moment(stamp: &str) -> String {
    let digits: String = stamp.chars().take(19).filter(|c| !matches!(c, '-' | ':')).collect();
    digits + "Z"
}

/// Backslash, semicolon, comma and line breaks as the format writes them; nothing unprintable is left.
fn escaped(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            visible(line, Lines::Single).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
        })
        .collect();
    lines.join("\\n")
}

/// One line, folded between characters so that no part is longer than 75 octets, ended as the format asks.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for character in text.chars() {
        if character.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= character.len_utf8();
        out.push(character);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn one(title: &str) -> String {
        let day = date(2027, 12, 31);
        let entry = Entry { day, until: None, key: "vuln".into(), title: title.into(), text: String::new() };
        let span = Span { first: date(2027, 1, 31), last: date(2029, 1, 31) };
        calendar(
            &Frame { name: "葛城", of: "葛城", formerly: "", span, now: "2026-11-22T04:00:00.123456Z" },
            &[entry],
        )
    }

    #[test]
    fn an_event_lasts_one_whole_day() {
        let text = one("期限");
        assert!(text.contains("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"), "{text}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    }

    #[test]
    fn an_event_says_when_it_was_written() {
        let text = one("期限");
        assert!(text.contains("METHOD:PUBLISH\r\n"), "{text}");
        assert!(
            text.contains("DTSTAMP:20261122T040000Z\r\nLAST-MODIFIED:20261122T040000Z\r\nSEQUENCE:0\r\n"),
            "{text}"
        );
    }

    #[test]
    fn long_japanese_lines_fold_between_characters() {
        let title = "要確認になります、資格の有効期限; ".repeat(20);
        let text = one(&title);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let unfolded = text.replace("\r\n ", "");
        let summary =
            unfolded.split("\r\n").find_map(|line| line.strip_prefix("SUMMARY:")).expect("a summary");
        assert_eq!(summary.replace("\\,", ",").replace("\\;", ";"), title);
    }

    #[test]
    fn nothing_breaks_out_of_its_line() {
        let text = one("期限\nEND:VEVENT\r\nBEGIN:VALARM\u{1b}[2J\\;,");
        let names: Vec<&str> = text.split("\r\n").filter(|line| line.starts_with("BEGIN:")).collect();
        assert_eq!(names, ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]);
        assert!(text.contains("SUMMARY:期限\\nEND:VEVENT\\nBEGIN:VALARM"), "{text}");
        assert!(!text.contains('\u{1b}'));
    }
}
