//! Any keys in any order at any size: nothing panics, and what is drawn stays inside.

use kijun::domain::text::Lang::{En, Ja};
use kijun::tui::action;
use kijun::tui::cells::Ambiguous;
use kijun::tui::frame::{Capabilities, Renderer};
use kijun::tui::keys::Key;
use kijun::tui::message::{Message, StoreMessage};
use kijun::tui::session::Obstacle;
use proptest::prelude::*;
use ratatui::buffer::CellWidth;

use super::desk::{Desk, USUAL, opened};

#[derive(Debug, Clone)]
enum Step {
    Press(Key),
    Paste(&'static str),
    Size(u16, u16),
    Tell(u8),
}

fn keys() -> Vec<Key> {
    let known = action::all().flat_map(|(_, entry)| entry.keys).map(|key| key.parse().expect("a key"));
    let others =
        ["Backspace", "Delete", "Ctrl-j", "Ctrl-u", "Ctrl-k", "Alt-b", "F9", "あ", "ｊ", "が", "1", "Space"];
    known.chain(others.into_iter().map(|key| key.parse().expect("a key"))).collect()
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(0u16..=200, 0u16..=60), (55u16..=85, 12u16..=26), Just((0, 0)), Just((1, 1)), Just((2, 60))]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => prop::sample::select(keys()).prop_map(Step::Press),
        1 => prop::sample::select(vec!["", "脆弱性\n診断", "\u{1b}[31m", "ｶﾞ\u{200d}👨\u{200d}👩"]).prop_map(Step::Paste),
        2 => size().prop_map(|(columns, rows)| Step::Size(columns, rows)),
        1 => (0u8..5).prop_map(Step::Tell),
    ]
}

fn told(what: u8) -> StoreMessage {
    match what {
        0 => StoreMessage::Saved,
        1 => StoreMessage::NotSaved(Obstacle {
            reason: "容量不足".into(),
            text: "ディスクがいっぱいです。".into(),
        }),
        2 => StoreMessage::NotOpened("開けません。".into()),
        3 => StoreMessage::Recent(super::desk::recent(40)),
        _ => StoreMessage::Opened(Box::new(opened("soc.tech"))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::thorough::cases(40), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_nothing_is_drawn_outside(
        steps in prop::collection::vec(step(), 1..40),
        first in size(),
        (wide, english) in any::<(bool, bool)>(),
    ) {
        let mut desk = Desk::with_sample(if english { En } else { Ja }, first);
        if wide {
            desk.model.desktop.prefs.ambiguous = Ambiguous::Wide;
        }
        let mut screen = Renderer::new(Capabilities::default());
        for step in steps {
            match step {
                Step::Press(key) => desk.press(key),
                Step::Paste(text) => { desk.pastes(text); }
                Step::Size(columns, rows) => desk.model.update(Message::Resized(columns, rows)),
                Step::Tell(what) => desk.tell(told(what)),
            }
            let (buffer, cursor) = desk.model.view();
            prop_assert_eq!((buffer.area.width, buffer.area.height), desk.model.desktop.size);
            if let Some((x, y)) = cursor {
                prop_assert!(x < buffer.area.width && y < buffer.area.height, "{:?}", cursor);
            }
            for y in 0..buffer.area.height {
                let last = super::desk::cells(&buffer, y).last();
                let end = last.map_or(0, |(x, cell)| x + cell.cell_width().max(1));
                prop_assert!(end <= buffer.area.width);
            }
            let _ = screen.present(&buffer, cursor);
            prop_assert_eq!(screen.present(&buffer, cursor), Vec::<u8>::new());
        }
    }
}

/// A terminal can shrink to nothing while somebody reads: moving about on every screen still does no harm.
#[test]
fn moving_about_bears_a_terminal_of_any_size() {
    for page in ["", "v", "b", "m", "d", "z", "c", "t", "i", "?", ":"] {
        for size in [(0, 0), (1, 1), (59, 15)] {
            let mut desk = Desk::with_sample(Ja, USUAL);
            desk.keys(page);
            desk.model.update(Message::Resized(size.0, size.1));
            desk.keys("j k J K Down Up PageDown PageUp G g End Home l h Tab J");
            let _ = desk.model.view();
        }
    }
}
