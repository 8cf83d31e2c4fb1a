//! Keys, help and palette: every action has a way to it, and every place a way out.

use kijun::domain::text::Lang::{En, Ja};
use kijun::tui::action::{self, Action, KeyBinding, Page, Place};
use kijun::tui::keys::Key;
use kijun::tui::message::{Effect, StoreCommand, StoreMessage};

use super::desk::{Desk, LARGE, USUAL};

/// Keys that lead from the opened sample to each place with keys of its own.
const PLACES: [(Place, &str); 5] = [
    (Place::On(Page::Start), "Esc"),
    (Place::On(Page::Assess), ""),
    (Place::On(Page::Board), "b"),
    (Place::On(Page::Review), "v"),
    (Place::On(Page::Table), "t"),
];

fn at(place: Place, keys: &str) -> Desk {
    let mut desk = Desk::with_sample(Ja, LARGE);
    desk.keys(keys);
    assert_eq!(desk.model.desktop.place(), place);
    desk
}

/// All lines that scrolling down brings into sight.
fn scrolled(desk: &mut Desk, key: &str) -> String {
    let mut seen = desk.text();
    loop {
        let before = desk.picture();
        desk.keys(key);
        if desk.picture() == before {
            return seen;
        }
        seen += &desk.text();
    }
}

#[test]
fn help_lists_every_key_of_the_place() {
    for (place, keys) in PLACES {
        let mut desk = at(place, keys);
        desk.keys("?");
        let text = scrolled(&mut desk, "Down");
        for entry in action::footer(place) {
            for key in entry.keys {
                let acts = action::find(place, key.parse().expect("a key")) == Some(entry.action);
                let listed = text.lines().any(|line| line.contains(key) && line.contains(entry.name(Ja)));
                assert!(!acts || listed, "{key} {} at {place:?}\n{text}", entry.name(Ja));
            }
        }
        desk.keys("Esc");
        assert!(desk.model.desktop.overlays.is_empty());
    }
}

#[test]
fn the_palette_reaches_every_action_of_the_place_in_both_languages() {
    for (place, keys) in PLACES {
        for lang in [Ja, En] {
            let mut desk = at(place, keys);
            desk.model.desktop.prefs.lang = lang;
            desk.keys(":");
            let text = scrolled(&mut desk, "PageDown");
            for entry in action::footer(place) {
                let here = !matches!(entry.action, Action::Palette | Action::Search);
                assert!(
                    !here || text.contains(entry.name(lang)),
                    "{} at {place:?}\n{text}",
                    entry.name(lang)
                );
            }
        }
    }
}

/// The lowest row with something reversed: the line under the cursor of a list.
fn under_cursor(desk: &Desk) -> u16 {
    let styles = desk.styles();
    let mut reversed = styles.lines().filter(|row| row.contains("reverse"));
    let row = reversed.next_back().and_then(|row| row.split(':').next()).unwrap_or_default();
    row.trim().parse().unwrap_or_else(|_| panic!("no cursor\n{}", desk.text()))
}

#[test]
fn a_page_of_every_list_is_what_is_in_sight_but_one_line() {
    for (what, keys) in
        [("board", "b"), ("plan", "m"), ("palette", ":"), ("contracts", "t 2"), ("tree", "Right Home")]
    {
        let mut desk = Desk::with_sample(Ja, USUAL);
        let top = under_cursor(desk.keys(keys));
        let bottom = under_cursor(desk.keys("PageDown"));
        assert!(bottom > top, "{what}");
        let last = under_cursor(desk.keys("Down"));
        assert_eq!(last, bottom, "{what}: a page leads to the last line in sight\n{}", desk.text());
        let first = under_cursor(desk.keys("PageUp"));
        assert_eq!(first, top, "{what}: and back to the first one\n{}", desk.text());
    }
}

#[test]
fn the_palette_does_what_it_says() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys(":").types("ギャップ一覧").keys("Enter");
    assert_eq!(desk.model.desktop.page, Page::Board);
    desk.keys(":").types("english").keys("Enter");
    assert_eq!(desk.model.desktop.lang(), En);
    desk.keys(":").types("shuuryou").keys("Enter");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

#[test]
fn every_action_can_be_done_without_a_letter_key() {
    let letter =
        |key: &str| matches!(key.parse::<Key>(), Ok(key) if key.typed().is_some_and(char::is_alphabetic));
    assert!(action::find(Place::Anywhere, Key::char(':')).is_some_and(|action| action == Action::Palette));
    let ways = [Action::Palette, Action::Help, Action::Back];
    for (_, entry) in action::all().filter(|(_, entry)| ways.contains(&entry.action)) {
        assert!(entry.keys.iter().any(|key| !letter(key)), "{}", entry.name(En));
    }
    // The palette holds all the others, as `the_palette_reaches_every_action_of_the_place_in_both_languages` shows.
}

#[test]
fn no_action_hangs_on_a_control_key_alone() {
    // The keys that every terminal program shares.
    let shared = [Action::Quit, Action::Suspend];
    let others = |entry: &KeyBinding| !shared.contains(&entry.action) && !entry.keys.is_empty();
    for (_, entry) in action::all().filter(|(_, entry)| others(entry)) {
        assert!(entry.keys.iter().any(|key| !key.contains("Ctrl-")), "{}", entry.name(En));
    }
    assert!(action::all().all(|(_, entry)| !entry.keys.contains(&"~")));
}

#[test]
fn the_palette_finds_a_row_by_kanji_kana_and_latin_letters_and_goes_there() {
    for query in ["技術責任者一覧", "gijutsusekininshaichiran", "ぎじゅつせきにんしゃいちらん"]
    {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys(":").types(query).keys("Enter");
        let row = desk.model.screens.assess.tree.row().expect("a row");
        let title = &desk.session().pack.rows()[row].title.ja;
        assert!(title.contains("技術責任者"), "{query}: {title}");
        assert!(desk.text().contains("技術責任者一覧"), "{query}");
    }
}

#[test]
fn escape_leads_from_everywhere_to_the_start_and_is_no_way_to_lose_the_program() {
    for keys in ["?", ":", "/", "b", "b ?", "b :", "N r", "N x", "Right j r", "t", "t ]", "t a", "v", "p"] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys(keys);
        for _ in 0..4 {
            desk.keys("Esc");
        }
        assert_eq!((desk.model.desktop.page, desk.model.desktop.overlays.len()), (Page::Start, 0), "{keys}");
        assert!(!desk.effects.contains(&Effect::Quit), "{keys}");
        assert_eq!(desk.notice(), "終了するには Ctrl-c を押してください。", "{keys}");
    }
}

#[test]
fn the_open_assessment_is_still_there_after_the_start_screen() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("N n");
    let (row, file) = (desk.row(), desk.session().path.clone());
    desk.keys("Esc");
    let mut files = super::desk::recent(3);
    files[1].path = file;
    desk.tell(StoreMessage::Recent(files));
    desk.keys("j Enter");
    assert_eq!((desk.model.desktop.page, desk.row()), (Page::Assess, row));
    desk.keys("U");
    assert!(desk.notice().starts_with("元に戻しました"), "what was done can still be undone");
    desk.keys("Esc k Enter");
    assert!(
        matches!(desk.effects.last(), Some(Effect::Store(StoreCommand::Open(_)))),
        "another file is opened anew"
    );
}

#[test]
fn the_cursor_of_the_start_screen_stays_on_a_file_in_sight() {
    for size in [USUAL, (80, 16)] {
        let mut desk = Desk::new(Ja, size);
        desk.tell(StoreMessage::Recent(super::desk::recent(12)));
        for keys in
            ["", "j j j", "Down Down Down Down Down Down", "G", "Up", "PageUp", "j j j j j", "g", "PageDown"]
        {
            desk.keys(keys);
            let text = desk.text();
            let marked = text.lines().filter(|line| line.trim_start().starts_with("> ")).count();
            assert_eq!(marked, 1, "{keys} at {size:?}\n{text}");
        }
        // Past the end the last file is under the cursor, and that is the one that opens.
        desk.keys("G j j Enter");
        let opened = StoreCommand::Open("/home/a/.local/share/kijun/11.ron".into());
        assert_eq!(desk.effects.last(), Some(&Effect::Store(opened)));
    }
}

#[test]
fn the_language_changes_under_the_same_place() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("N N Tab J");
    let (row, scroll) = (desk.row(), desk.model.screens.assess.scroll);
    let japanese = desk.text();
    desk.keys("L");
    assert_eq!(desk.model.desktop.lang(), En);
    assert_eq!((desk.row(), desk.model.screens.assess.scroll), (row.clone(), scroll));
    assert_ne!(desk.text(), japanese);
    assert_eq!(desk.effects.last(), Some(&Effect::Store(StoreCommand::SetLanguage(En))));
    desk.keys("L");
    assert_eq!(desk.text(), japanese);
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("b j j");
    let shown = desk.text();
    desk.keys("L L");
    assert_eq!(desk.text(), shown);
}

#[test]
fn kana_among_commands_tells_of_the_input_method_and_full_width_letters_act() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("っ");
    assert!(desk.notice().contains("日本語入力がオン"), "{}", desk.notice());
    desk.keys("ｂ");
    assert_eq!((desk.model.desktop.page, desk.notice()), (Page::Board, ""));
    desk.keys("ｊ");
    assert_eq!(desk.notice(), "");
    desk.keys("？");
    assert_eq!(desk.model.desktop.overlays.len(), 1);
    desk.keys("Esc ：");
    assert_eq!(desk.model.desktop.overlays.len(), 1);
}

#[test]
fn a_key_without_a_meaning_names_the_one_that_helps() {
    let mut desk = Desk::with_sample(Ja, USUAL);
    desk.keys("F12");
    assert_eq!(desk.notice(), "そのキーには割り当てがありません。? で操作の一覧を見られます。");
    desk.keys("j");
    assert_eq!(desk.notice(), "", "a notice stays until the next key only");
}

#[test]
fn the_footer_shows_only_keys_that_act() {
    for (place, keys) in PLACES {
        let desk = at(place, keys);
        let text = desk.text();
        let footer = text.lines().last().expect("a footer");
        let shown: Vec<&str> = footer.split("  ").filter_map(|hint| hint.trim().split(' ').next()).collect();
        assert!(shown.len() >= 5, "{footer}");
        for key in shown {
            assert!(action::find(place, key.parse().expect("a key")).is_some(), "{key} in {footer}");
        }
    }
}

#[test]
fn a_text_has_the_real_cursor_and_room_below_for_an_input_method() {
    for (keys, typed) in [("r", "規程"), (":", "きてい")] {
        let mut desk = Desk::with_sample(Ja, USUAL);
        desk.keys("N").keys(keys);
        let (x, y) = desk.cursor().expect("a cursor");
        assert!(y + 3 < USUAL.1);
        desk.types(typed);
        let cells = 2 * u16::try_from(typed.chars().count()).expect("few");
        assert_eq!(desk.cursor(), Some((x + cells, y)));
        desk.keys("Esc");
        assert_eq!(desk.cursor(), None);
    }
}
