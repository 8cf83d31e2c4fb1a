//! Widths: ours, the buffer's and a real terminal's are one and the same figure.

use std::io::Write as _;
use std::process::Command;

use kijun::domain::clean::{self, Lines};
use kijun::tui::cells::{self, Ambiguous};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use sha2::{Digest, Sha256};

const UNTOUCHED: &str = "\u{E000}";
const NARROW: Ambiguous = Ambiguous::Narrow;
const MODES: [Ambiguous; 2] = [NARROW, Ambiguous::Wide];

/// What turns up in client files: kana of every kind, names, symbols, emoji, combining marks.
const FRAGMENTS: &[&str] = &[
    "ﾊﾞｯｸｱｯﾌﾟ",
    "ｶ\u{3099}",
    "か\u{309A}",
    "゛゜ﾞﾟ",
    "サ\u{3099}ーハ\u{309A}",
    "A\u{30A}E\u{301}\u{327}",
    "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}",
    "🇯🇵",
    "🏴\u{E0067}\u{E0062}\u{E007F}",
    "☎\u{FE0E}",
    "☎\u{FE0F}",
    "1\u{FE0F}\u{20E3}",
    "👩\u{1F3FD}\u{200D}💻",
    "🧑\u{200D}🤝\u{200D}🧑",
    "辻\u{E0101}邊\u{FE00}",
    "⼀㇐㈠",
    "␀␉␡",
    "‐–―−",
    "“”‘’",
    "ⅣⅷΩμ",
    "½¼±²",
    "♪♭★☆〒",
    "\u{200B}a\u{2060}b",
    "\u{AD}",
    "\u{20000}\u{2A6D6}",
    "a",
    "脆弱性診断",
    "ぜいじゃくせい",
    "サーバ",
    "ｻｰﾊﾞ",
    "ｶﾞｷﾞｸﾞ",
    "ﾊﾟｰﾄ",
    "｢ｱ｣､｡･",
    "カ\u{3099}",
    "ハ\u{309A}ン",
    "「」、。・ー々〆〇",
    "〜～",
    "ＩＳＯ２７００１",
    "￥￡",
    "㈱㍿㌔㎡",
    "①②③",
    "※→←↑↓",
    "●○◎◆◇□■△▲",
    "…‥—―",
    "℃×÷±°§",
    "─│┌┐└┘├┤",
    "ΑΒΓαβγ",
    "ДЖЯд",
    "éàü",
    "e\u{301}",
    "葛\u{E0100}城",
    "髙﨑𠮷野家",
    "\u{FA19}社",
    "한국어",
    "👍",
    "❤\u{FE0F}",
    "👨\u{200D}👩\u{200D}👧",
    "☎",
    "␛␀",
    "\u{FFFD}",
    "│",
    "\t",
    " 　 ",
];

fn table() -> Vec<String> {
    let single = FRAGMENTS.iter().map(|fragment| (*fragment).to_owned());
    let pairs = FRAGMENTS.iter().enumerate().flat_map(|(at, left)| {
        (1..=8).map(move |step| format!("{left}{}", FRAGMENTS[(at + step * 5) % FRAGMENTS.len()]))
    });
    single.chain(pairs).collect()
}

/// The cells the buffer says are taken, added up over the leading cells of what `put` drew.
fn drawn_width(text: &str, mode: Ambiguous) -> usize {
    let mut buf = Buffer::empty(Rect::new(0, 0, 200, 1));
    buf.content.iter_mut().for_each(|cell| {
        cell.set_symbol(UNTOUCHED);
    });
    let end = cells::put(&mut buf, 0, 0, text, Style::new(), 200, mode);
    let mut at = 0;
    while at < 200 && buf[(at, 0)].symbol() != UNTOUCHED {
        at += buf[(at, 0)].cell_width();
    }
    assert_eq!(at, end, "{text:?}");
    usize::from(at)
}

/// What is drawn of a text.
fn drawn(text: &str) -> String {
    cells::units(text, NARROW).map(|unit| unit.symbol.into_owned()).collect()
}

#[test]
fn our_width_is_the_width_the_buffer_uses() {
    let table = table();
    assert!(table.len() >= 300, "{}", table.len());
    for text in &table {
        for mode in MODES {
            assert_eq!(cells::width(text, mode), drawn_width(text, mode), "{text:?} {mode:?}");
        }
    }
}

/// One figure for the widths of all characters in both modes: whatever brings new tables, ours or a
/// dependency's, has to be looked at before it changes this.
#[test]
fn no_character_changes_its_width_unnoticed() {
    let mut digest = Sha256::new();
    let mut widths = [0usize; 3];
    for c in (' '..='\u{3FFFD}').filter(|c| !c.is_control()) {
        let text = c.to_string();
        for mode in MODES {
            let width = cells::width(&text, mode);
            widths[width.min(2)] += 1;
            digest.update([width.to_le_bytes()[0]]);
        }
    }
    let bytes: Vec<u8> = digest.finalize().iter().take(8).copied().collect();
    let digest = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let digest = format!("{digest:016x}");
    assert_eq!((widths, digest.as_str()), ([4_406, 142_578, 373_074], "e284bc282116bc42"));
}

#[test]
fn the_library_behind_the_widths_is_the_pinned_one() {
    let lock =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("a lock file");
    let versions: Vec<&str> = lock
        .split("[[package]]")
        .filter(|package| package.contains("name = \"unicode-width\""))
        .filter_map(|package| package.lines().find(|line| line.starts_with("version")))
        .collect();
    // Another one would count for ratatui alone, or for us alone.
    assert_eq!(versions, ["version = \"0.2.2\""]);
}

/// Widths that terminals agree on, in either mode, whatever a library says.
#[test]
fn what_every_terminal_agrees_on_is_counted_so() {
    for (text, narrow, wide) in [
        ("ﾊﾞｯｸｱｯﾌﾟ", 8, 8),
        ("ｶﾞ", 2, 2),
        ("か\u{309A}", 2, 2),
        ("カ\u{3099}", 2, 2),
        ("A\u{30A}", 1, 1),
        ("\u{1112}\u{1161}\u{11AB}", 2, 2),
        ("葛\u{E0100}城", 4, 4),
        ("邊\u{FE00}", 2, 2),
        ("🇯🇵", 2, 2),
        ("👨\u{200D}👩\u{200D}👧", 2, 2),
        ("👍\u{1F3FD}", 2, 2),
        ("①②③", 3, 6),
        ("※→…", 3, 6),
        ("─│┌", 3, 6),
        ("×÷±°", 4, 8),
        ("αДé", 3, 6),
        ("ëñÄ", 3, 3),
        ("㈱㍿㎡", 6, 6),
        ("「、。」・ー", 12, 12),
        ("〜～￥", 6, 6),
        ("␀␛", 2, 2),
        ("𠮷髙﨑", 6, 6),
    ] {
        assert_eq!(cells::width(text, NARROW), narrow, "{text:?}");
        assert_eq!(cells::width(text, Ambiguous::Wide), wide, "{text:?} where ambiguous is wide");
    }
}

/// Prints each line of a file and asks the terminal where its cursor stands.
const ASK: &str = r#"
stty -echo
while IFS= read -r line <&3; do
  printf '\r\033[2K%s\033[6n' "$line"
  IFS= read -rs -d R answer
  echo "${answer##*;}" >> "$2"
done 3< "$1"
tmux -L "$3" wait-for -S done
"#;

fn tmux_columns(texts: &[String]) -> Option<Vec<usize>> {
    let folder = tempfile::tempdir().ok()?;
    let socket = format!("kijun-cells-{}", std::process::id());
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let mut lines = std::fs::File::create(path("lines")).ok()?;
    texts.iter().try_for_each(|text| writeln!(lines, "{text}")).ok()?;
    std::fs::write(path("ask"), ASK).ok()?;
    let shell = format!("bash {} {} {} {socket}", path("ask"), path("lines"), path("out"));
    let start = ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "10", &shell];
    let run =
        Command::new("tmux").env("LC_ALL", "C.UTF-8").args(["-L", &socket]).args(start).status().ok()?;
    let waited =
        Command::new("timeout").args(["60", "tmux", "-L", &socket, "wait-for", "done"]).status().ok()?;
    let answers = std::fs::read_to_string(path("out")).ok()?;
    let _ = Command::new("tmux").args(["-L", &socket, "kill-server"]).status();
    assert!(run.success() && waited.success(), "tmux stopped answering");
    Some(answers.lines().filter_map(|line| line.parse::<usize>().ok()).map(|column| column - 1).collect())
}

#[test]
fn our_width_is_the_column_a_terminal_reaches() {
    if Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped our_width_is_the_column_a_terminal_reaches: no tmux");
        return;
    }
    let table: Vec<String> = table().iter().map(|text| drawn(text)).collect();
    let columns = tmux_columns(&table).expect("tmux answers");
    assert_eq!(columns.len(), table.len());
    let wrong: Vec<_> = table
        .iter()
        .zip(columns)
        .filter(|(text, column)| cells::width(text, NARROW) != *column)
        .map(|(text, column)| format!("{text:?}: ours {}, tmux {column}", cells::width(text, NARROW)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(FRAGMENTS), 0..6).prop_map(|parts| parts.concat()),
        "[ -~ぁ-んァ-ヶｦ-ﾟ一-龠\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{202e}\u{3099}\u{fe0f}👀-👺]{0,20}",
    ]
}

proptest! {
    #[test]
    fn truncated_and_filled_text_fits(text in text(), room in 0usize..=20) {
        for mode in MODES {
            prop_assert!(cells::width(&cells::truncate(&text, room, mode), mode) <= room);
            // A mark at the start would join the spaces before it.
            let filled = cells::right_aligned(&format!("a{text}"), room, mode);
            prop_assert_eq!(cells::width(&filled, mode), room, "{:?}", filled);
        }
    }

    #[test]
    fn what_is_displayed_is_what_is_measured(text in text()) {
        let clean = clean::visible(&text, Lines::Single);
        for mode in MODES {
            prop_assert_eq!(cells::width(&drawn(&clean), mode), cells::width(&clean, mode));
            prop_assert_eq!(drawn_width(&text, mode), cells::width(&text, mode));
        }
    }

    #[test]
    fn nothing_a_terminal_would_obey_reaches_a_cell(text in any::<String>()) {
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 1));
        cells::put(&mut buf, 0, 0, &text, Style::new(), 80, NARROW);
        let drawn: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        prop_assert_eq!(clean::visible(&drawn, Lines::Single), drawn.as_str());
    }

    #[test]
    fn every_boundary_is_reached_both_ways(text in text()) {
        let mut forward = vec![0];
        while forward.last() != Some(&text.len()) {
            forward.push(cells::next_boundary(&text, forward[forward.len() - 1]));
        }
        let mut backward = vec![text.len()];
        while backward.last() != Some(&0) {
            backward.push(cells::previous_boundary(&text, backward[backward.len() - 1]));
        }
        backward.reverse();
        prop_assert_eq!(&forward, &backward);
        for at in forward.into_iter().filter(|at| *at < text.len()) {
            let column = cells::column_of(&text, at, NARROW);
            prop_assert!(cells::byte_at(&text, column, NARROW) >= at);
        }
    }
}

#[test]
fn the_short_way_through_plain_text_agrees_with_full_segmentation() {
    use unicode_segmentation::UnicodeSegmentation;
    for code in 0x20..0x3_0000 {
        let Some(c) = char::from_u32(code) else { continue };
        let text = format!("あ{c}a{c}{c}");
        let ends: Vec<usize> = cells::units(&text, NARROW).map(|unit| unit.end).collect();
        let mut full: Vec<usize> =
            text.grapheme_indices(true).map(|(at, cluster)| at + cluster.len()).collect();
        let marks = text.char_indices().filter(|(_, c)| matches!(c, '\u{FF9E}' | '\u{FF9F}'));
        full.extend(marks.map(|(at, _)| at));
        full.sort_unstable();
        full.dedup();
        assert_eq!(ends, full, "U+{code:04X}");
    }
}
