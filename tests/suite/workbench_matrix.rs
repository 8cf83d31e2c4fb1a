//! The main screens in every language, size, width of ambiguous characters and depth of colour: one file for
//! each screen, language and size, with the whole picture once and below it only what the other modes change.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::tui::cells::Ambiguous;
use kijun::tui::frame::{Capabilities, Depth, Renderer};
use kijun::tui::message::Message;
use kijun::tui::theme::Theme;

use super::desk::{Desk, LARGE, SMALL, USUAL};

/// A question of the sample with facts, doubts and a claim that can be given.
const QUESTION: &str = "vuln.tech.b#result";

/// One screen in both languages, each at three sizes.
fn screen(name: &str, of: impl Fn(Lang) -> Desk) {
    for lang in [Ja, En] {
        let mut desk = of(lang);
        for size in [USUAL, SMALL, LARGE] {
            desk.model.update(Message::Resized(size.0, size.1));
            let file = format!("{name}_{}x{}_{}", size.0, size.1, format!("{lang:?}").to_lowercase());
            insta::assert_snapshot!(file, sheet(&mut desk));
        }
    }
}

fn after(lang: Lang, keys: &str) -> Desk {
    let mut desk = Desk::with_sample(lang, USUAL);
    desk.keys(keys);
    desk
}

/// The picture without colour, then what colour and wide characters change in it.
fn sheet(desk: &mut Desk) -> String {
    let mut out = String::new();
    set(desk, Ambiguous::Narrow, Theme::mono());
    let (text, styles) = (desk.text(), desk.styles());
    let _ = writeln!(out, "{}", desk.picture());
    let _ = writeln!(out, "~~~ looks without colour: {}", looks(desk, Depth::Mono));
    set(desk, Ambiguous::Narrow, Theme::colour());
    assert_eq!(desk.text(), text, "colour changes no text");
    let _ = writeln!(out, "~~~ in colour\n{}", changed(&styles, &desk.styles()));
    let depths = [(Depth::Sixteen, "16"), (Depth::Indexed, "256"), (Depth::True, "all")];
    let of: Vec<(String, &str)> = depths.map(|(depth, name)| (looks(desk, depth), name)).into();
    if of.iter().all(|(looks, _)| *looks == of[0].0) {
        let _ = writeln!(out, "~~~ looks in 16, 256 and all colours: {}", of[0].0);
    } else {
        for (looks, name) in of {
            let _ = writeln!(out, "~~~ looks in {name} colours: {looks}");
        }
    }
    let coloured = desk.styles();
    set(desk, Ambiguous::Wide, Theme::colour());
    let _ = writeln!(out, "~~~ wide\n{}", changed(&plain(&numbered(&text)), &plain(&numbered(&desk.text()))));
    let _ = writeln!(out, "~~~ wide, styles\n{}", changed(&coloured, &desk.styles()));
    out
}

fn set(desk: &mut Desk, ambiguous: Ambiguous, theme: Theme) {
    (desk.model.desktop.prefs.ambiguous, desk.model.desktop.prefs.theme) = (ambiguous, theme);
    let (columns, rows) = desk.model.desktop.size;
    desk.model.update(Message::Resized(columns, rows));
}

fn numbered(text: &str) -> String {
    let lines: Vec<String> = text.lines().enumerate().map(|(y, line)| format!("{y:>2}: {line}\n")).collect();
    lines.concat()
}

/// Rules and frames as wide mode has them; how those look is told once, by the first screen.
fn plain(text: &str) -> String {
    text.replace('─', "-").replace('│', "|").replace(['┬', '┴', '┌', '┐', '└', '┘'], "+")
}

/// The lines of `after` that are not in `before`.
fn changed(before: &str, after: &str) -> String {
    let known: BTreeSet<&str> = before.lines().collect();
    after.lines().filter(|line| !known.contains(line)).collect::<Vec<_>>().join("\n")
}

/// Every look the terminal is told while the picture is drawn, as the sequences have it.
fn looks(desk: &Desk, depth: Depth) -> String {
    let (buffer, cursor) = desk.model.view();
    let bytes = Renderer::new(Capabilities { depth, ..Capabilities::default() }).present(&buffer, cursor);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let told: BTreeSet<&str> = text
        .split("\u{1b}[")
        .skip(1)
        .filter_map(|part| part.split_once('m').map(|(codes, _)| codes))
        .filter(|codes| codes.bytes().all(|b| b.is_ascii_digit() || b == b';'))
        .collect();
    told.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn start() {
    screen("start", |lang| Desk::new(lang, USUAL));
}

#[test]
fn assess() {
    screen("assess", |lang| Desk::at_row(lang, USUAL, QUESTION));
}

#[test]
fn question() {
    screen("question", |lang| {
        let mut desk = Desk::at_row(lang, USUAL, QUESTION);
        desk.keys("Tab");
        desk
    });
}

#[test]
fn folder() {
    screen("folder", |lang| {
        let mut desk = after(lang, "E");
        desk.hears(crate::workbench_evidence::listed());
        desk.keys("j j");
        desk
    });
}

#[test]
fn board() {
    screen("board", |lang| after(lang, "b j j"));
}

#[test]
fn table() {
    screen("table", |lang| after(lang, "t 2 j"));
}

#[test]
fn form() {
    screen("form", |lang| after(lang, "t 2 j Enter Tab Tab"));
}

#[test]
fn palette() {
    screen("palette", |lang| {
        let mut desk = after(lang, ":");
        desk.types("kansa");
        desk
    });
}

#[test]
fn review() {
    screen("review", |lang| after(lang, "v"));
}

#[test]
fn plan() {
    screen("plan", |lang| after(lang, "m"));
}

#[test]
fn bars() {
    screen("bars", |lang| after(lang, "m B"));
}

#[test]
fn lists() {
    screen("lists", |lang| after(lang, "V j"));
}

#[test]
fn timeline() {
    screen("timeline", |lang| after(lang, "d"));
}

#[test]
fn help() {
    screen("help", |lang| after(lang, "?"));
}
