//! What surrounds every screen: the first line, the keys on the last one, and the keys of a box.

use crate::domain::text::{Lang, pick, tr};
use crate::tui::action::{self, Action, BoxFocus, Place};
use crate::tui::canvas::Canvas;
use crate::tui::cells::{self, Ambiguous};
use crate::tui::desktop::Desktop;
use crate::tui::session::{Saving, Session, history_word};

/// Below this the screen says only that it is too small.
pub const SMALLEST: (u16, u16) = (60, 16);

/// The first line and the rule below it: where we are, and the state of the file.
pub fn header(desktop: &Desktop, canvas: &mut Canvas<'_>, trail: &str) {
    let width = canvas.area().width;
    let mut end = width.saturating_sub(1);
    for part in header_right(desktop).iter().rev() {
        let style = if !desktop.left.is_empty() || desktop.real().is_some_and(Session::is_in_trouble) {
            canvas.theme.warning
        } else {
            canvas.theme.plain
        };
        end = canvas.right(end, 0, part, style).saturating_sub(2);
    }
    let start = marker(desktop, canvas, 1);
    let room = end.saturating_sub(start);
    let trail = shortened(&cells::shown(trail, canvas.theme.kana), room, canvas.mode);
    canvas.text(start, 0, &trail, canvas.theme.title, room);
    canvas.rule(0, 1, width);
}

/// The same for a screen about the whole file: whose it is, then what is shown of it.
pub fn file_header(desktop: &Desktop, canvas: &mut Canvas<'_>, title: &str) {
    let organisation = desktop.session.as_ref().map_or("", |open| &open.assessment.profile.organisation);
    header(desktop, canvas, &format!("{organisation} > {title}"));
}

/// Says on the first line that what is shown is only tried; where the text after it begins.
pub fn marker(desktop: &Desktop, canvas: &mut Canvas<'_>, x: u16) -> u16 {
    let Some(trial) = &desktop.trial else { return x };
    let name = cells::truncate(&trial.name, usize::from(canvas.area().width / 5), canvas.mode);
    let text = match (desktop.lang(), name.is_empty()) {
        (lang, true) => pick(lang, "【もしも】", "[WHAT IF] ").to_owned(),
        (lang, false) => tr!(lang, "【もしも: {name}】", "[WHAT IF: {name}] "),
    };
    let room = canvas.area().width.saturating_sub(x);
    canvas.text(x, 0, &text, canvas.theme.warning, room)
}

fn header_right(desktop: &Desktop) -> Vec<String> {
    let lang = desktop.lang();
    let Some(session) = &desktop.session else { return Vec::new() };
    let profile = &session.assessment.profile;
    let day = profile.reference_date.map_or_else(
        || pick(lang, "基準日 未設定(p)", "no reference date (p)").to_owned(),
        |day| format!("{} {day}", pick(lang, "基準日", "as of")),
    );
    let mut parts = vec![day];
    if desktop.size.0 >= 100 {
        parts.push(tr!(lang, "第{}版", "ed. {}", profile.edition));
    }
    let real = desktop.real().unwrap_or(session);
    parts.extend(desktop.left.iter().map(|file| format!("{}: {}", file.word(lang), file.name)));
    parts.extend(real.unlocked.iter().map(|obstacle| obstacle.reason.clone()));
    if let Some(obstacle) = &real.silent_history {
        parts.push(format!("{}: {}", history_word(lang), obstacle.reason));
    }
    if let (Some(trial), false) = (&desktop.trial, matches!(real.saving, Saving::Failed(_))) {
        let count = trial.changes.len();
        parts.push(match lang {
            Lang::Ja => format!("変更 {count}件"),
            Lang::En if count == 1 => "1 change".to_owned(),
            Lang::En => format!("{count} changes"),
        });
        return parts;
    }
    parts.push(match &real.saving {
        Saving::Failed(obstacle) => format!("{}: {}", session.saving.word(lang), obstacle.reason),
        saving => saving.word(lang).to_owned(),
    });
    parts
}

/// The last line: the notice if there is one, else the keys that act here.
pub fn footer(desktop: &Desktop, canvas: &mut Canvas<'_>, acts: impl Fn(Action) -> bool) {
    let area = canvas.area();
    let y = area.height - 1;
    if let Some(notice) = &desktop.notice {
        canvas.text(1, y, notice, canvas.theme.title, area.width - 2);
        return;
    }
    let hints = fitting(hints(desktop.place(), desktop.lang(), acts), canvas, area.width);
    let mut x = 1;
    for hint in hints {
        let (key_style, plain) = (canvas.theme.key, canvas.theme.plain);
        x = canvas.text(x, y, &hint.keys, key_style, area.width) + 1;
        x = canvas.text(x, y, hint.word, plain, area.width) + 2;
    }
}

/// The keys of a box in one line; what has no room is left to help.
pub fn box_keys(
    desktop: &Desktop,
    canvas: &mut Canvas<'_>,
    (mut x, y): (u16, u16),
    focus: BoxFocus,
    room: u16,
) {
    let (end, lang) = (x + room, desktop.lang());
    let (key_style, plain) = (canvas.theme.key, canvas.theme.plain);
    for entry in focus.keys() {
        let Some(word) = entry.hint(lang) else { continue };
        let key = entry.shown();
        let gap = u16::from(!key.is_empty());
        if x + canvas.width(&key) + gap + canvas.width(word) > end {
            break;
        }
        x = canvas.text(x, y, &key, key_style, end - x) + gap;
        x = canvas.text(x, y, word, plain, end - x) + 2;
    }
}

/// A word of the footer with the keys that do it.
struct Hint {
    keys: String,
    word: &'static str,
    kept: bool,
}

impl Hint {
    fn width(&self, canvas: &Canvas<'_>) -> u16 {
        canvas.width(&self.keys) + 1 + canvas.width(self.word)
    }
}

/// Every hint of a place that acts; neighbours of the same word are one.
fn hints(place: Place, lang: Lang, acts: impl Fn(Action) -> bool) -> Vec<Hint> {
    let mut hints: Vec<Hint> = Vec::new();
    let mut seen = Vec::new();
    for entry in action::footer(place) {
        let (Some(word), Some(key)) = (entry.hint(lang), entry.keys.first()) else { continue };
        let nowhere = action::leads_nowhere(place, entry.action);
        if seen.contains(&entry.action) || nowhere || !acts(entry.action) {
            continue;
        }
        seen.push(entry.action);
        match hints.last_mut() {
            Some(last) if last.word == word => last.keys = format!("{} {key}", last.keys),
            _ => {
                let kept = action::kept(place).contains(&entry.action);
                hints.push(Hint { keys: (*key).to_owned(), word, kept });
            }
        }
    }
    hints
}

/// The hints that have room: those to be kept first, then the others in their order.
fn fitting(hints: Vec<Hint>, canvas: &Canvas<'_>, width: u16) -> Vec<Hint> {
    let mut used = hints.iter().filter(|hint| hint.kept).map(|hint| hint.width(canvas) + 2).sum::<u16>();
    hints
        .into_iter()
        .filter(|hint| {
            let more = hint.width(canvas) + 2;
            let fits = hint.kept || used + more < width + 2;
            used += if fits && !hint.kept { more } else { 0 };
            fits
        })
        .collect()
}

/// The trail in so many cells: the end of a long first part gives way first, then what is in the middle.
fn shortened(trail: &str, room: u16, mode: Ambiguous) -> String {
    const ARROW: &str = " > ";
    /// Columns that the first crumb keeps while others go, and at the very least.
    const KEPT: [usize; 2] = [12, 6];
    let room = usize::from(room);
    let wide = |text: &str| cells::width(text, mode);
    let parts: Vec<&str> = trail.split(ARROW).collect();
    let dots = cells::ellipsis(mode);
    let tail = |dropped: usize| {
        let crumbs = (dropped > 0).then_some(dots).into_iter().chain(parts.iter().skip(1 + dropped).copied());
        crumbs.fold(String::new(), |tail, crumb| tail + ARROW + crumb)
    };
    // The first crumb names the organisation, and a part of it still does: it gives way before the others go.
    let name = wide(parts[0]);
    let most = parts.len().saturating_sub(2);
    let choices = (0..=most).map(|dropped| (dropped, KEPT[0])).chain([(most, KEPT[1])]);
    let fitting = choices.map(|(dropped, kept)| (tail(dropped), kept));
    if let Some((tail, _)) = fitting.into_iter().find(|(tail, kept)| wide(tail) + name.min(*kept) <= room) {
        return format!("{}{tail}", cells::truncate(parts[0], room - wide(&tail), mode));
    }
    // Too narrow for the last crumb: its beginning, or the organisation alone.
    let first = if room < 4 * KEPT[1] { parts[0].into() } else { cells::truncate(parts[0], KEPT[1], mode) };
    cells::truncate(&format!("{first}{}", tail(most)), room, mode).into_owned()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::tui::action::Page;
    use crate::tui::theme::Theme;

    fn footer_of(place: Place, lang: Lang, width: u16) -> String {
        let theme = Theme::mono();
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let canvas = Canvas { buf: &mut buf, theme: &theme, mode: Ambiguous::Narrow, cursor: None };
        // As on a question, where nothing is to be folded.
        let acts = |action| (place, action) != (Place::On(Page::Assess), Action::Open);
        let shown = fitting(hints(place, lang, acts), &canvas, width);
        let total: u16 = shown.iter().map(|hint| hint.width(&canvas) + 2).sum();
        assert!(total < width + 2, "{total} in {width}");
        shown.iter().map(|hint| format!("{} {}", hint.keys, hint.word)).collect::<Vec<_>>().join("  ")
    }

    #[test]
    fn a_newcomer_sees_at_80_columns_where_everything_is() {
        let ja = footer_of(Place::On(Page::Assess), Lang::Ja, 80);
        assert_eq!(ja, "y n u 申告  e 記入  w なぜ  N 次の未回答  b 一覧  t 台帳  : コマンド  ? 操作");
        let en = footer_of(Place::On(Page::Assess), Lang::En, 80);
        assert_eq!(en, "y n u claim  e records  w why  N next  b gaps  t registers  : commands  ? keys");
    }

    #[test]
    fn no_footer_leads_to_where_one_is_and_every_one_leads_to_the_keys() {
        for lang in [Lang::Ja, Lang::En] {
            for (place, not) in [
                (Place::On(Page::Board), "  b "),
                (Place::On(Page::Table), "  t "),
                (Place::On(Page::Start), "  Esc "),
            ] {
                let text = format!("  {}", footer_of(place, lang, 60));
                assert!(!text.contains(not), "{text}");
                assert!(text.contains("? "), "{text}");
            }
        }
    }

    #[test]
    fn a_long_trail_loses_its_middle_and_then_the_end_of_the_organisation() {
        let of = |room| shortened("株式会社アクメ > 侵入試験 > 技術要件 > 仕様", room, Ambiguous::Narrow);
        assert_eq!(of(60), "株式会社アクメ > 侵入試験 > 技術要件 > 仕様");
        assert_eq!(of(42), "株式会社アク… > 侵入試験 > 技術要件 > 仕様");
        assert_eq!(of(36), "株式会社アクメ > … > 技術要件 > 仕様");
        assert_eq!(of(30), "株式会社アクメ > … > 仕様");
        assert_eq!(of(20), "株式会社… > … > 仕様");
        assert_eq!(of(8), "株式会…");
        let of = |room| shortened("株式会社アクメ > 診断 > 診断サービスの仕様", room, Ambiguous::Narrow);
        assert_eq!(of(24), "株式… > … > 診断サービ…");
    }
}
