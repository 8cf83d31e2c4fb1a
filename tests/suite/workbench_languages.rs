//! Both languages are whole: no screen shows the other one, and none depends on how wide a terminal takes
//! its characters to be.

use std::collections::BTreeSet;

use kijun::domain::text::Lang::{self, En, Ja};
use kijun::store::assessment::Sheet;
use kijun::store::sample::SAMPLE;
use kijun::tui::cells::is_certain;
use kijun::tui::model::StoreMessage;
use kijun::tui::view::view;

use super::desk::{Desk, cells, opened};

/// Room enough that nothing is cut or wrapped that can be told from its whole only.
const VAST: (u16, u16) = (220, 70);

/// The sample with every text of the company itself replaced by a stand-in of the screen's language.
fn plain_sample(lang: Lang) -> Desk {
    let stand_in = if lang == Ja { "ん" } else { "Zz" };
    let mut text = String::new();
    for c in SAMPLE.chars() {
        match c {
            _ if c.is_ascii() => text.push(c),
            _ if text.ends_with(stand_in) => {}
            _ => text.push_str(stand_in),
        }
    }
    let mut whole = opened("");
    let sheet = Sheet::from_bytes(text.into_bytes()).expect("a header");
    whole.assessment = sheet.open(&whole.pack).expect("a sound file").assessment;
    let mut desk = Desk::new(lang, VAST).wide();
    desk.model.prefs.by = stand_in.into();
    desk.tell(StoreMessage::Recent(Vec::new()));
    desk.tell(StoreMessage::Opened(Box::new(whole)));
    desk
}

/// Shows a desk at every row and place, under every box, and with every notice that comes up.
fn tour(desk: &mut Desk, mut see: impl FnMut(&Desk)) {
    let session = desk.session().clone();
    let rows = 0..session.pack.rows().len();
    for at in rows.clone() {
        desk.model.assess.go(&session, at);
        see(desk);
    }
    for (at, key) in
        rows.step_by(4).zip(["x", "a", "y", "r", "-", "U", "R", "N", "e", "w"].into_iter().cycle())
    {
        desk.model.assess.go(&session, at);
        see(desk.keys(key));
        desk.model.overlays.clear();
    }
    for keys in ["?", "PageDown", "Esc", ":", "PageDown", "PageDown", "Esc", "/", "Esc", "Home", "あ", "F12"]
    {
        see(desk.keys(keys));
    }
    see(desk.keys(":").types("a"));
    see(desk.types("zqzqzq"));
    desk.keys("Esc b");
    for _ in 0..24 {
        see(desk.keys("j"));
    }
    for keys in ["w", "N", "Left", "Right", "End", "Enter", "Esc", "?", "Esc", "Esc"] {
        see(desk.keys(keys));
    }
    for page in ["c", "Right", "z", "End"] {
        see(desk.keys(page));
        for _ in 0..6 {
            see(desk.keys("j"));
        }
    }
    for keys in ["Esc", "v", "y", "s", "?", "Esc", "Esc", "t", "?", "Esc", "s", "f", "Esc", "p", "Esc"] {
        see(desk.keys(keys));
    }
    for _ in 0..11 {
        for keys in ["]", "j", "a", "Tab Tab Tab", "Enter", "Esc", "Esc", "Esc", "d", "u"] {
            see(desk.keys(keys));
        }
    }
    for keys in ["?", "Esc", "Esc", "Esc", "Esc", "o", "Esc", "?", "Esc", ":", "Esc", "Enter"] {
        see(desk.keys(keys));
    }
    desk.model.size = (30, 5);
    see(desk);
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// An English screen without the Japanese that belongs there: clauses, marks of items such as `ア`, and the
/// name of the other language.
fn without_clauses(desk: &Desk, text: &str) -> String {
    let mut clauses: Vec<&str> = desk.session().pack.rows().iter().map(|row| row.clause.as_str()).collect();
    clauses.sort_by_key(|clause| std::cmp::Reverse(clause.len()));
    let mut left = text.replace("日本語", "");
    for clause in clauses {
        left = left.replace(clause, "");
        let tail = clause.split_once(' ').map_or(clause, |(_, tail)| tail);
        left = left.replace(&format!(" {tail} "), " ");
    }
    left.split(|c: char| !is_japanese(c))
        .filter(|word| word.chars().count() > 1)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Cells whose width a terminal may see otherwise than we do, with what stands around them.
fn doubtful(desk: &Desk) -> Vec<String> {
    let (buffer, _) = view(&desk.model);
    let clauses: String = desk.session().pack.rows().iter().map(|row| row.clause.as_str()).collect();
    let mut found = Vec::new();
    for y in 0..buffer.area.height {
        let line: String = cells(&buffer, y).map(|(_, cell)| cell.symbol()).collect();
        let doubts =
            cells(&buffer, y).map(|(_, cell)| cell.symbol()).filter(|symbol| !is_certain(symbol, false));
        found.extend(
            doubts.filter(|s| !clauses.contains(*s)).map(|symbol| format!("{symbol} in {}", line.trim())),
        );
    }
    found
}

fn nothing(found: BTreeSet<String>) {
    assert!(found.is_empty(), "{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn english_screens_show_no_japanese_and_no_doubtful_width() {
    let mut desk = plain_sample(En);
    let mut found = BTreeSet::new();
    tour(&mut desk, |desk| {
        for line in desk.text().lines() {
            let strange = without_clauses(desk, line);
            found.extend((!strange.is_empty()).then(|| format!("{strange} in {line}")));
        }
        found.extend(doubtful(desk));
    });
    nothing(found);
}

/// Words of Latin letters, long enough to be English.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2)
}

/// Latin words that belong to Japanese screens: keys, ids, names of things, and whatever the packs' own
/// Japanese texts say.
fn at_home(desk: &Desk) -> BTreeSet<String> {
    let pack = &desk.session().pack;
    let mut known: Vec<String> = words("kijun English Backspace Space Enter Esc Tab Ctrl Shift Alt Delete Insert PageUp PageDown Home End Left Right Up Down")
        .map(str::to_owned)
        .collect();
    let mut add = |text: &str| known.extend(words(text).map(str::to_owned));
    for row in pack.rows() {
        [&row.id, &row.title.ja, &row.ask.ja, &row.yes_means.ja, &row.close.ja]
            .into_iter()
            .for_each(|t| add(t));
    }
    pack.categories.iter().for_each(|category| add(&category.name.ja));
    pack.head.evidence.iter().for_each(|kind| add(&kind.name.ja));
    for list in &desk.session().references.lists {
        add(&list.title.ja);
        list.members.iter().for_each(|member| add(&member.name.ja));
    }
    for text in SAMPLE.split('"').skip(1).step_by(2) {
        if text.chars().any(|c| !c.is_ascii_lowercase()) {
            add(text);
        }
    }
    known.into_iter().collect()
}

#[test]
fn japanese_screens_show_no_english_and_no_doubtful_width() {
    let mut desk = plain_sample(Ja);
    let known = at_home(&desk);
    let bar = |word: &str| word.chars().all(|c| c == 'x');
    let strange =
        |word: &str| word.chars().any(|c| c.is_ascii_lowercase()) && !bar(word) && !known.contains(word);
    let mut found = BTreeSet::new();
    tour(&mut desk, |desk| {
        let text = desk.text().replace("azqzqzq", "").replace("/home/a/.local/share", "");
        found.extend(text.lines().filter(|line| words(line).any(strange)).map(str::to_owned));
        found.extend(doubtful(desk));
    });
    nothing(found);
}
