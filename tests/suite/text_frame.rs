//! Frames: what the terminal shows after the bytes is the picture, and the bytes are few.

use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::frame::{Capabilities, Depth, Renderer};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::desk;

const NARROW: Ambiguous = Ambiguous::Narrow;

fn empty(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    cells::put(buf, x, y, text, style, u16::MAX, NARROW);
}

fn colour(color: Color) -> vt100::Color {
    match color {
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        _ => vt100::Color::Default,
    }
}

/// Every difference between the buffer and the terminal's screen, in words.
fn differences(buf: &Buffer, screen: &vt100::Screen) -> Vec<String> {
    let mut faults = Vec::new();
    for y in 0..buf.area.height {
        let mut x = 0;
        while x < buf.area.width {
            let want = &buf[(x, y)];
            let got = screen.cell(y, x).expect("inside");
            let text = if got.has_contents() { got.contents() } else { " " };
            let blank = want.symbol() == " ";
            let seen = !blank || want.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED);
            let same_look = got.bgcolor() == colour(want.bg)
                && got.inverse() == want.modifier.contains(Modifier::REVERSED)
                && got.underline() == want.modifier.contains(Modifier::UNDERLINED)
                && (!seen || got.fgcolor() == colour(want.fg))
                && (!seen || got.bold() == want.modifier.contains(Modifier::BOLD));
            if text != want.symbol() || !same_look {
                faults.push(format!("({x},{y}) wants {want:?}, shows {text:?} {:?}", got.bgcolor()));
            }
            x += want.cell_width().max(1);
        }
    }
    faults
}

const TEXTS: &[&str] = &[
    "脆弱性診断",
    "要確認",
    "a",
    "ISO/IEC 27001",
    "   ",
    "サーバ・ネットワーク",
    "※①",
    "──────",
    "│",
    "「はい」",
    "𠮷野家",
    "　",
    "é",
];

#[derive(Debug, Clone)]
enum Step {
    Put(u16, u16, usize, Style),
    Blank(Rect, Style),
    Shift(u16, u16, i16),
    Slide(u16, u16, u16, i16),
    Cursor(Option<(u16, u16)>),
    Frame,
    Forget,
}

const WIDTH: u16 = 24;
const HEIGHT: u16 = 9;

fn style() -> impl Strategy<Value = Style> {
    let color = proptest::sample::select(vec![
        None,
        None,
        Some(Color::Red),
        Some(Color::LightBlue),
        Some(Color::Indexed(200)),
    ]);
    let modifier = proptest::sample::select(vec![
        Modifier::empty(),
        Modifier::empty(),
        Modifier::REVERSED,
        Modifier::BOLD,
        Modifier::UNDERLINED,
        Modifier::BOLD.union(Modifier::REVERSED),
    ]);
    (color.clone(), color, modifier).prop_map(|(fg, bg, modifier)| {
        let (fg, bg) = (fg.unwrap_or(Color::Reset), bg.unwrap_or(Color::Reset));
        Style::reset().fg(fg).bg(bg).add_modifier(modifier)
    })
}

fn step() -> impl Strategy<Value = Step> {
    let spot = (0..WIDTH, 0..HEIGHT);
    prop_oneof![
        8 => (spot.clone(), 0..TEXTS.len(), style()).prop_map(|((x, y), text, style)| Step::Put(x, y, text, style)),
        1 => (spot.clone(), 1..WIDTH, 1..HEIGHT, style())
            .prop_map(|((x, y), w, h, style)| Step::Blank(Rect::new(x, y, w, h), style)),
        2 => (0..HEIGHT, 1..HEIGHT, -3i16..=3).prop_map(|(top, height, by)| Step::Shift(top, height, by)),
        2 => (spot.clone(), 4..WIDTH, -4i16..=4).prop_map(|((x, y), to, by)| Step::Slide(x, y, to, by)),
        2 => proptest::option::of(spot).prop_map(Step::Cursor),
        4 => Just(Step::Frame),
        1 => Just(Step::Forget),
    ]
}

fn shift(buf: &mut Buffer, top: u16, height: u16, by: i16) {
    let old = buf.clone();
    let rows = top..(top + height).min(buf.area.height);
    for y in rows.clone() {
        let from = y.checked_add_signed(by).filter(|from| rows.contains(from)).unwrap_or(y);
        for x in 0..buf.area.width {
            buf[(x, y)] = old[(x, from)].clone();
        }
    }
}

/// Moves cells of a row aside, as typing and deleting in the middle of a text does.
fn slide(buf: &mut Buffer, from: u16, y: u16, to: u16, by: i16) {
    let old = buf.clone();
    let to = to.min(buf.area.width);
    // A character that would lose a half stays where it is, and everything with it.
    let whole = |x: u16| x >= old.area.width || desk::cells(&old, y).any(|(start, _)| start == x);
    let cut = by.unsigned_abs();
    if to < from + cut || ![from, from + cut, to - cut, to].into_iter().all(whole) {
        return;
    }
    for x in from..to {
        let origin = x.checked_add_signed(-by).filter(|origin| (from..to).contains(origin));
        buf[(x, y)] = origin.and_then(|origin| old.cell((origin, y))).cloned().unwrap_or_default();
    }
}

fn check(options: Capabilities, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut screen = Renderer::new(options);
    let mut terminal =
        vt100::Parser::new(HEIGHT.try_into().expect("rows"), WIDTH.try_into().expect("columns"), 0);
    let mut buf = empty(WIDTH, HEIGHT);
    let mut cursor = None;
    for step in steps.iter().chain([&Step::Frame]) {
        match step {
            Step::Put(x, y, text, style) => put(&mut buf, *x, *y, TEXTS[*text], *style),
            Step::Blank(area, style) => cells::blank(&mut buf, *area, *style),
            Step::Shift(top, height, by) => shift(&mut buf, *top, *height, *by),
            Step::Slide(x, y, to, by) => slide(&mut buf, *x, *y, *to, *by),
            Step::Cursor(at) => cursor = *at,
            Step::Forget => screen.forget(),
            Step::Frame => {
                terminal.process(&screen.present(&buf, cursor));
                let faults = differences(&buf, terminal.screen());
                prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
                prop_assert_eq!(terminal.screen().hide_cursor(), cursor.is_none());
                if let Some((x, y)) = cursor {
                    prop_assert_eq!(terminal.screen().cursor_position(), (y, x));
                }
                prop_assert_eq!(screen.present(&buf, cursor), b"");
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(400)))]

    #[test]
    fn the_terminal_shows_the_picture(steps in proptest::collection::vec(step(), 1..40)) {
        check(Capabilities::default(), &steps)?;
    }

    #[test]
    fn so_it_does_with_the_bare_minimum(steps in proptest::collection::vec(step(), 1..40)) {
        let depth = Depth::True;
        check(Capabilities { depth, synchronized: false, scroll_regions: false, ambiguous_known: true }, &steps)?;
    }
}

/// A screen as the workbench draws it: title, list of requirements with one selected, hints.
fn list(first: usize, selected: usize) -> Buffer {
    const TITLES: [&str; 6] = [
        "脆弱性診断の結果の取扱いの明示",
        "専門性を有する者の在籍状況",
        "サービス仕様の明示",
        "品質管理マニュアルの作成と見直し",
        "品質管理者の割当状況",
        "教育・研修の記録の維持",
    ];
    const VERDICTS: [&str; 4] = ["不足", "要確認", "未回答", "適合見込み"];
    let mut buf = empty(80, 24);
    put(&mut buf, 1, 0, "アクメ > 脆弱性診断 > 技術要件", Style::new());
    put(&mut buf, 58, 0, "31/54  保存済", Style::new());
    put(&mut buf, 0, 1, &"-".repeat(80), Style::new());
    for row in 0..20 {
        let at = first + row;
        let focus = if at == selected { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        let y = row as u16 + 2;
        put(&mut buf, 1, y, if at == selected { ">" } else { " " }, Style::new());
        put(&mut buf, 3, y, &format!("{at:03} {}", TITLES[at % TITLES.len()]), focus);
        put(&mut buf, 60, y, VERDICTS[at % VERDICTS.len()], Style::new());
    }
    put(&mut buf, 0, 22, &"-".repeat(80), Style::new());
    put(&mut buf, 1, 23, "y はい  n いいえ  u わからない  x 対象外  e 台帳  / 検索", Style::new());
    buf
}

#[test]
fn nothing_changed_is_nothing_written() {
    let mut screen = Renderer::new(Capabilities::default());
    assert!(!screen.present(&list(0, 0), None).is_empty());
    assert_eq!(screen.present(&list(0, 0), None), b"");
}

#[test]
fn a_first_frame_stays_small() {
    let bytes = Renderer::new(Capabilities::default()).present(&list(0, 0), None).len();
    assert!(bytes <= 4_000, "{bytes}");
}

#[test]
fn a_move_stays_small() {
    let mut screen = Renderer::new(Capabilities::default());
    screen.present(&list(0, 3), None);
    for selected in [4, 5, 6, 7, 8, 9, 8] {
        let bytes = screen.present(&list(0, selected), None).len();
        assert!(bytes <= 200, "{bytes}");
    }
}

#[test]
fn a_page_stays_small() {
    let mut screen = Renderer::new(Capabilities::default());
    screen.present(&list(0, 3), None);
    let bytes = screen.present(&list(20, 23), None).len();
    assert!(bytes <= 1_400, "{bytes}");
}

#[test]
fn rows_are_moved_where_that_saves_bytes_and_only_there() {
    let frame = |lines: [&str; 5]| {
        let mut buf = empty(40, 5);
        lines.iter().enumerate().for_each(|(y, line)| put(&mut buf, 0, y as u16, line, Style::new()));
        buf
    };
    let turn = |before: [&str; 5], after: [&str; 5], synchronized: bool| {
        let mut screen = Renderer::new(Capabilities { synchronized, ..Capabilities::default() });
        screen.present(&frame(before), None);
        String::from_utf8_lossy(&screen.present(&frame(after), None)).into_owned()
    };
    let short = turn(["head", "a", "b", "c", "foot"], ["head", "b", "c", "d", "foot"], true);
    assert!(!short.contains('M') && !short.contains('L'), "{short:?}");
    let (one, two, three, four) = ("脆弱性診断の結果", "専門家の在籍状況", "サービスの仕様", "品質の管理");
    let (before, after) = (["head", one, two, three, "foot"], ["head", two, three, four, "foot"]);
    let moved = turn(before, after, true);
    assert!(moved.contains("\x1b[2H\x1b[M\n\n\x1b[L品質の管理"), "{moved:?}");
    let back = turn(after, before, true);
    assert!(back.contains("\r\x1b[A\x1b[M\x1b[2A\x1b[L脆弱性診断の結果"), "{back:?}");
    let calm = turn(before, after, false);
    assert!(calm.contains("\x1b[2;4r\x1b[2H\x1b[M\x1b[r\x1b[4H品質の管理"), "{calm:?}");
}

#[test]
fn fifty_held_moves_stay_small() {
    let mut screen = Renderer::new(Capabilities::default());
    screen.present(&list(0, 0), None);
    let bytes: usize =
        (1..=50).map(|at: usize| screen.present(&list(at.saturating_sub(19), at), None).len()).sum();
    assert!(bytes <= 8_000, "{bytes}");
}

#[test]
fn a_typed_kana_stays_small() {
    let mut screen = Renderer::new(Capabilities::default());
    let mut buf = list(0, 0);
    screen.present(&buf, Some((10, 12)));
    for (step, kana) in "ぜいじゃくせい".chars().enumerate() {
        let x = 10 + 2 * step as u16;
        put(&mut buf, x, 12, &kana.to_string(), Style::new());
        let bytes = screen.present(&buf, Some((x + 2, 12)));
        assert!(bytes.len() <= 60, "{}", bytes.len());
    }
}

#[test]
fn a_frame_is_one_synchronized_update() {
    let mut screen = Renderer::new(Capabilities::default());
    for selected in 0..3 {
        let bytes = screen.present(&list(0, selected), None);
        assert!(bytes.starts_with(b"\x1b[?2026h") && bytes.ends_with(b"\x1b[?2026l"));
    }
    let mut plain = Renderer::new(Capabilities { synchronized: false, ..Capabilities::default() });
    assert!(!String::from_utf8_lossy(&plain.present(&list(0, 0), None)).contains("2026"));
}

#[test]
fn the_cursor_is_shown_and_hidden_once() {
    let mut screen = Renderer::new(Capabilities::default());
    let buf = list(0, 0);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    assert!(text(screen.present(&buf, None)).contains("\x1b[?25l"));
    assert!(text(screen.present(&buf, Some((3, 3)))).contains("\x1b[?25h"));
    assert_eq!(text(screen.present(&buf, Some((4, 3)))), "\x1b[?2026h\x1b[C\x1b[?2026l");
    assert!(text(screen.present(&buf, None)).contains("\x1b[?25l"));
}

#[test]
fn a_new_size_is_drawn_whole() {
    let mut screen = Renderer::new(Capabilities::default());
    screen.present(&list(0, 0), None);
    let mut small = empty(20, 4);
    put(&mut small, 0, 0, "小さい", Style::new());
    let mut terminal = vt100::Parser::new(4.try_into().expect("rows"), 20.try_into().expect("columns"), 0);
    terminal.process("前の内容".as_bytes());
    terminal.process(&screen.present(&small, None));
    assert_eq!(differences(&small, terminal.screen()), Vec::<String>::new());
    assert!(screen.present(&empty(0, 0), None).len() < 60);
}

#[test]
fn a_doubtful_width_is_followed_by_an_address() {
    let shown = |ambiguous_known| {
        let mut buf = empty(20, 2);
        put(&mut buf, 0, 0, "a※脆弱b", Style::new());
        let options = Capabilities { ambiguous_known, ..Capabilities::default() };
        String::from_utf8_lossy(&Renderer::new(options).present(&buf, None)).into_owned()
    };
    assert!(shown(false).contains("a※\x1b[3G脆弱b"), "{:?}", shown(false));
    assert!(shown(true).contains("a※脆弱b"));
}

/// What tmux shows, row by row, after the bytes have been written to it in raw mode.
fn tmux_screen(bytes: &[u8]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().ok()?;
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("bytes"), bytes).ok()?;
    std::fs::write(path("conf"), "set -g status off\n").ok()?;
    let socket = format!("kijun-frame-{}", std::process::id());
    let tmux = |args: &[&str]| {
        let mut command = std::process::Command::new("timeout");
        command.env("LC_ALL", "C.UTF-8").args(["60", "tmux", "-u", "-f", &path("conf"), "-L", &socket]);
        command.args(args).output().ok()
    };
    // The answer to a question shows that everything before it has been drawn.
    let ask = "printf '\\033[6n'; head -c 1 > /dev/null";
    let shell = format!(
        "stty raw -echo; cat {}; {ask}; tmux -L {socket} wait-for -S done; exec cat > /dev/null",
        path("bytes")
    );
    tmux(&["new-session", "-d", "-x", "80", "-y", "24", &shell])?;
    tmux(&["wait-for", "done"])?;
    let shown = tmux(&["capture-pane", "-p"])?;
    tmux(&["kill-server"])?;
    Some(String::from_utf8_lossy(&shown.stdout).lines().map(|line| line.trim_end().to_owned()).collect())
}

fn rows(buf: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut text = String::new();
        let mut x = 0;
        while x < buf.area.width {
            text.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        text.trim_end().to_owned()
    };
    (0..buf.area.height).map(row).collect()
}

#[test]
fn another_terminal_shows_the_picture_after_many_frames() {
    if std::process::Command::new("tmux").arg("-V").output().is_err() {
        eprintln!("skipped another_terminal_shows_the_picture_after_many_frames: no tmux");
        return;
    }
    let mut screen = Renderer::new(Capabilities::default());
    let way = (0..=45).chain((10..45).rev()).chain([120, 119]);
    let mut bytes = Vec::new();
    let mut first = 0usize;
    let mut last = list(0, 0);
    for selected in way {
        first = first.clamp(usize::saturating_sub(selected, 19), selected);
        last = list(first, selected);
        put(&mut last, 40, 12, "│ｶﾞ※「枠」🔒", Style::new().fg(Color::Red));
        bytes.extend(screen.present(&last, None));
    }
    assert_eq!(tmux_screen(&bytes).expect("tmux answers"), rows(&last));
}

#[test]
fn in_wide_mode_an_ambiguous_character_has_two_columns() {
    let mut buf = empty(20, 2);
    cells::put(&mut buf, 0, 0, "a※b", Style::new(), 20, Ambiguous::Wide);
    let bytes = Renderer::new(Capabilities::default()).present(&buf, None);
    assert!(String::from_utf8_lossy(&bytes).contains("a※\x1b[4Gb"));
}

#[test]
fn a_large_update_without_synchronization_hides_the_cursor_meanwhile() {
    let mut screen = Renderer::new(Capabilities { synchronized: false, ..Capabilities::default() });
    screen.present(&list(0, 0), Some((3, 3)));
    let large = String::from_utf8_lossy(&screen.present(&list(40, 40), Some((3, 3)))).into_owned();
    assert!(large.starts_with("\x1b[?25l") && large.ends_with("\x1b[?25h"));
    let small = String::from_utf8_lossy(&screen.present(&list(40, 41), Some((3, 3)))).into_owned();
    assert!(!small.contains("\x1b[?25"));
}
