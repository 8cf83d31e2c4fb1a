//! Where ambiguous characters take two cells: no row drifts, our own marks are plain ASCII, and a width that
//! is not known yet does not spread.

use std::path::Path;

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::frame::{Capabilities, Renderer};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar;

use super::desk::{Desk, LARGE, SMALL, USUAL, cells as cells_of};
use super::emulator::Emulator;

/// Keys to every main screen from the opened sample, and keys that move there.
const SCREENS: [(&str, &str); 12] = [
    ("", "Right j j Right j j k PageDown N J J"),
    ("N r", "a Enter"),
    ("Esc", "j k"),
    ("b", "j j j PageDown PageDown k k Home"),
    ("t 1", "j j j j j j j j j k"),
    ("t 2", "PageDown PageDown k k"),
    ("t 2 j Enter", "Tab Tab Tab x Tab Down"),
    ("t 2 Enter Tab Tab Enter", "Down Down Down Down Down Up"),
    (":", "k a n s a Down Down Backspace"),
    ("?", "j j j k"),
    ("m", "j j PageDown k"),
    ("v", "y n u"),
];

fn is_ambiguous(c: char) -> bool {
    c.width() != c.width_cjk()
}

/// Takes every step of a screen's script, and checks what the terminal shows after each frame.
fn follow(mut desk: Desk, wide: bool, (there, moves): (&str, &str)) {
    let mut terminal = Emulator::new(desk.model.desktop.size, wide);
    desk.keys(there);
    for key in std::iter::once("").chain(moves.split(' ')) {
        desk.keys(key);
        terminal.take(&desk.bytes());
        let (picture, _) = desk.model.view();
        let faults = terminal.differences(&picture);
        assert!(faults.is_empty(), "{there} then {key}: {}\n{}", faults.join("\n"), desk.text());
    }
}

/// The sample of an organisation whose name is full of doubtful characters.
fn doubtful(lang: Lang, size: (u16, u16)) -> Desk {
    let mut desk = Desk::with_sample(lang, size);
    let session = desk.model.desktop.session.as_mut().expect("an open assessment");
    session.assessment.profile.organisation = "※①“Ωé”社".into();
    session.assessment.people[0].name = "髙﨑 ※①…".into();
    session.assessment.contracts[1].alias = "①→②※×Ⅲ型÷…の診断".into();
    desk
}

#[test]
fn no_row_drifts_where_ambiguous_characters_are_wide() {
    for lang in [Ja, En] {
        for screen in SCREENS {
            follow(doubtful(lang, USUAL).wide(), true, screen);
        }
    }
}

#[test]
fn no_row_drifts_on_small_and_large_screens() {
    for size in [SMALL, LARGE] {
        for screen in SCREENS {
            follow(doubtful(Ja, size).wide(), true, screen);
        }
    }
}

#[test]
fn nor_where_they_are_narrow() {
    for screen in SCREENS {
        follow(doubtful(Ja, USUAL), false, screen);
    }
}

#[test]
fn a_picture_counted_wrongly_is_put_right_by_the_next_whole_one() {
    let mut desk = doubtful(Ja, USUAL);
    let mut screen = Renderer::new(Capabilities::default());
    let mut terminal = Emulator::new(USUAL, true);
    let (wrong, cursor) = desk.model.view();
    terminal.take(&screen.present(&wrong, cursor));
    assert!(!terminal.differences(&wrong).is_empty(), "rules are twice as long there");
    desk.keys("W");
    let (right, cursor) = desk.model.view();
    screen.forget();
    terminal.take(&screen.present(&right, cursor));
    assert_eq!(terminal.differences(&right), Vec::<String>::new());
}

#[test]
fn what_stands_behind_a_doubtful_character_is_addressed_anew() {
    for text in ["a※脆弱性b", "①②③x診断", "…終わり", "第Ⅲ章 αβγ", "×の数", "é e\u{301} 名", "ｶﾞｷﾞ※", "❤x☎y"]
    {
        let mut picture = Buffer::empty(Rect::new(0, 0, 40, 3));
        cells::put(&mut picture, 3, 1, text, Style::new(), 30, Ambiguous::Narrow);
        let mut terminal = Emulator::new((40, 3), true);
        terminal.take(&Renderer::new(Capabilities::default()).present(&picture, None));
        let mut doubtful_before = false;
        for (x, cell) in cells_of(&picture, 1) {
            let doubtful = !cells::is_certain(cell.symbol(), false);
            if !doubtful && !doubtful_before {
                assert_eq!(terminal.shown(x, 1), cell.symbol(), "{text} at {x}");
            }
            doubtful_before = doubtful;
        }
    }
}

#[test]
fn our_own_marks_are_plain_where_ambiguous_characters_are_wide() {
    for lang in [Ja, En] {
        for size in [SMALL, USUAL, LARGE] {
            for (there, moves) in SCREENS {
                let mut desk = Desk::with_sample(lang, size).wide();
                for key in std::iter::once(there).chain(moves.split(' ')) {
                    let found: String = desk.keys(key).text().chars().filter(|c| is_ambiguous(*c)).collect();
                    assert_eq!(found, "", "{there} {key} at {size:?}\n{}", desk.text());
                }
            }
        }
    }
}

/// Files that know both widths, and draw ambiguous characters in one of them; files that only read them.
const EXEMPT: [&str; 6] = ["canvas.rs", "fit.rs", "board.rs", "fold.rs", "romaji.rs", "breaks.rs"];

#[test]
fn no_other_source_of_the_workbench_draws_an_ambiguous_character() {
    let mut faults = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui");
    walk(&folder, &mut |path, text| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let drawn = line.split("//").next().unwrap_or_default();
            if drawn.chars().any(is_ambiguous) && !EXEMPT.contains(&name.as_str()) {
                faults.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            walk(&entry, visit);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            visit(&entry, &std::fs::read_to_string(&entry).expect("a file"));
        }
    }
}
