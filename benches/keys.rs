//! What a key costs from its arrival to the last byte of the picture, at p50 and p99, beside a bare ratatui list.
//!
//! `cargo bench --bench keys` takes all steps by turns, so that whatever else the machine does hits them alike, and
//! prints a line for each. `cargo bench --bench keys -- tree 500` takes 500 samples of the steps with that word in
//! their name. Counted instructions of one step:
//!
//! `valgrind --tool=callgrind target/release/deps/keys-HASH "tree: move" 22`, less the same with 2.

mod desk;

use std::hint::black_box;
use std::time::{Duration, Instant};

use desk::{BareList, workbench};
use kijun::tui::app::App;
use kijun::tui::frame::{Capabilities, Renderer};
use kijun::tui::keys::{Code, Key, Paste};
use kijun::tui::message::Message;

/// Samples of each step, unless told.
const SAMPLES: usize = 2_000;
/// Taken before anything counts, so that what is built once is there.
const WARM: usize = 2;

/// Something that can be done again and again.
struct Step {
    name: &'static str,
    run: Box<dyn FnMut() -> Duration>,
    taken: Vec<Duration>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let wanted = words.first().map_or("", String::as_str);
    let samples = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(SAMPLES);
    let mut steps: Vec<Step> = STEPS
        .iter()
        .filter(|(name, _)| name.contains(wanted))
        .map(|(name, begin)| Step { name, run: begin(), taken: Vec::new() })
        .collect();
    for turn in 0..samples + WARM {
        for step in &mut steps {
            let taken = (step.run)();
            step.taken.extend((turn >= WARM).then_some(taken));
        }
    }
    print(&mut steps);
}

fn print(steps: &mut [Step]) {
    println!("{:<44}{:>9}{:>9}{:>9}", "step (milliseconds)", "fastest", "p50", "p99");
    for Step { name, taken, .. } in steps {
        taken.sort_unstable();
        let at = |share: usize| taken.get((taken.len() * share / 100).min(taken.len().saturating_sub(1)));
        let of = |share| at(share).map_or(0.0, Duration::as_secs_f64) * 1e3;
        println!("{name:<44}{:>9.3}{:>9.3}{:>9.3}", of(0), of(50), of(99));
    }
}

type Begin = fn() -> Box<dyn FnMut() -> Duration>;

const STEPS: [(&str, Begin); 9] = [
    ("bare list: move", bare_list),
    ("tree: move", || by_turns(&[], [Key::plain(Code::Down), Key::plain(Code::Up)])),
    ("answer or its undo", || by_turns(&[Key::char('N')], [Key::char('y'), Key::char('U')])),
    ("board: move", || by_turns(&[Key::char('b')], [Key::plain(Code::Down), Key::plain(Code::Up)])),
    ("question: opened and left, looking ahead", || {
        by_turns(&[Key::char('N')], [Key::plain(Code::Tab), Key::plain(Code::Tab)])
    }),
    ("carriers: opened", || opened_with('c')),
    ("timeline: opened", || opened_with('d')),
    ("remark of 10,000: kana or its deletion", || remark(&[])),
    ("remark of 10,000 in lines: kana or its deletion", || remark(&[50])),
];

fn bare_list() -> Box<dyn FnMut() -> Duration> {
    let mut list = BareList::new();
    list.draw();
    let mut turn = [1, 0].into_iter().cycle();
    Box::new(move || {
        list.select(turn.next().unwrap_or(0));
        let begin = Instant::now();
        list.draw();
        begin.elapsed()
    })
}

/// How long a key takes: its effect on the model, the picture and its bytes.
fn take(model: &mut App, screen: &mut Renderer, key: Key) -> Duration {
    let begin = Instant::now();
    model.update(Message::Key(key));
    model.desktop.effects.clear();
    let (buffer, cursor) = model.view();
    black_box(screen.present(&buffer, cursor));
    begin.elapsed()
}

/// Two keys by turns, after some others.
fn by_turns(before: &[Key], keys: [Key; 2]) -> Box<dyn FnMut() -> Duration> {
    let (mut model, mut screen) = (workbench(), Renderer::new(Capabilities::default()));
    before.iter().for_each(|key| {
        take(&mut model, &mut screen, *key);
    });
    let mut turn = keys.into_iter().cycle();
    Box::new(move || take(&mut model, &mut screen, turn.next().unwrap_or(keys[0])))
}

/// A page opened anew each time, by its key, on values nobody looked at before.
fn opened_with(key: char) -> Box<dyn FnMut() -> Duration> {
    Box::new(move || {
        let (mut model, mut screen) = (workbench(), Renderer::new(Capabilities::default()));
        take(&mut model, &mut screen, Key::char(key))
    })
}

/// A kana in the middle of a remark of 10,000 characters, in lines of so many sentences.
fn remark(sentences: &[usize]) -> Box<dyn FnMut() -> Duration> {
    const SENTENCE: &str = "規程の見直しを毎年行い、その記録を残している。";
    let (mut model, mut screen) = (workbench(), Renderer::new(Capabilities::default()));
    for key in ['N', 'r'] {
        take(&mut model, &mut screen, Key::char(key));
    }
    let lines = sentences.first().copied().unwrap_or(10_000 / 23);
    let line = format!("{}\n", SENTENCE.repeat(lines));
    let text = line.repeat(10_000 / 23 / lines).trim_end().to_owned();
    model.update(Message::Paste(Paste { text, cut: false }));
    (0..40).for_each(|_| {
        take(&mut model, &mut screen, Key::plain(Code::Up));
    });
    let mut turn = [Key::char('規'), Key::plain(Code::Backspace)].into_iter().cycle();
    Box::new(move || take(&mut model, &mut screen, turn.next().unwrap_or(Key::char('規'))))
}
