//! Days as a calendar file (RFC 5545) that any calendar program reads: whole-day events, text escaped and
//! folded so that nothing in an assessment can break out of its line.

use crate::domain::clean::{Lines, visible};
use crate::domain::date::Date;

/// Octets of a line before it is folded, line break not counted.
const LINE: usize = 75;

/// The line that names the maker of a calendar: ours.
pub const MAKER: &str = "PRODID:-//kijun//kijun//JA";

/// One day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub day: Date,
    /// What makes it unique within this calendar, such as a category or intake.
    pub key: String,
    /// One line.
    pub title: String,
    /// More lines.
    pub text: String,
}

/// The calendar; `stamp` is the day it is made as of, so that the same input gives the same file.
pub fn calendar(name: &str, stamp: Date, entries: &[Entry]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, MAKER);
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        event(&mut out, (name, stamp), entry);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, (name, stamp): (&str, Date), entry: &Entry) {
    let next = entry.day.tomorrow().unwrap_or(entry.day);
    line(out, "BEGIN:VEVENT");
    line(
        out,
        &format!("UID:{}-{}-{:016x}@kijun.invalid", compact(entry.day), escaped(&entry.key), mark(name)),
    );
    line(out, &format!("DTSTAMP:{}T000000Z", compact(stamp)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", compact(entry.day)));
    line(out, &format!("DTEND;VALUE=DATE:{}", compact(next)));
    line(out, &format!("SUMMARY:{}", escaped(&entry.title)));
    if !entry.text.trim().is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&entry.text)));
    }
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

/// Tells calendars of several organisations apart in one program; FNV-1a, the same for ever.
fn mark(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
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
        let entry = Entry { day, key: "vuln".into(), title: title.into(), text: String::new() };
        calendar("葛城", date(2027, 1, 31), &[entry])
    }

    #[test]
    fn an_event_lasts_one_whole_day() {
        let text = one("期限");
        assert!(text.contains("DTSTART;VALUE=DATE:20271231\r\nDTEND;VALUE=DATE:20280101\r\n"), "{text}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
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
