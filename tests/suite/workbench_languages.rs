//! Both languages are whole: no screen shows the other one, and none depends on how wide a terminal takes
//! its characters to be.

use std::collections::{BTreeSet, HashSet};

use kijun::domain::assessment::{Answer, Claim};
use kijun::domain::change::Change;
use kijun::domain::pack::Pack;
use kijun::domain::past::{Dated, Past};
use kijun::domain::reference::References;
use kijun::domain::signer::{Signer, Statement};
use kijun::domain::text::Lang::{self, En, Ja};
use kijun::store::assessment::RawFile;
use kijun::store::sample::SAMPLE;
use kijun::tui::action::{BoxFocus, Page};
use kijun::tui::cells::is_certain;
use kijun::tui::files::Damage;
use kijun::tui::message::StoreMessage;
use kijun::tui::overlay::signing::{AfterSigning, Signing};
use kijun::tui::session::{Foreign, Obstacle};

use super::desk::{Desk, cells, opened};

/// Room enough that nothing is cut or wrapped that can be told from its whole only.
const VAST: (u16, u16) = (220, 70);

const NOW: &str = "2026-11-22T04:00:00Z";

/// A file with every text that is not ASCII replaced by a stand-in of a language.
pub(crate) fn stand_in(file: &str, lang: Lang) -> String {
    let stand_in = if lang == Ja { "ん" } else { "Zz" };
    let mut text = String::new();
    for c in file.chars() {
        match c {
            _ if c.is_ascii() => text.push(c),
            _ if text.ends_with(stand_in) => {}
            _ => text.push_str(stand_in),
        }
    }
    text
}

/// The sample with every text of the company itself replaced by a stand-in of the screen's language.
fn plain_sample(lang: Lang) -> Desk {
    // One stand-in for every name would make one person of all who sign.
    let (company, _) = SAMPLE.split_once("    signers: [").expect("signers");
    let text = stand_in(&format!("{company})\n"), lang);
    let mut whole = opened("");
    let sheet = RawFile::from_bytes(text.into_bytes()).expect("a header");
    whole.assessment = sheet.open(&whole.pack).expect("a sound file").assessment;
    let stands_in = if lang == Ja { "ん" } else { "Zz" };
    let signer =
        |name: String, signs: &[Statement]| Signer { name, post: stands_in.into(), signs: signs.to_vec() };
    whole.assessment.signers = vec![
        signer(stands_in.repeat(2), &[Statement::Declarations]),
        signer(stands_in.repeat(3), &[Statement::Closures, Statement::Answers]),
    ];
    let mut desk = Desk::new(lang, VAST).wide();
    desk.tell(StoreMessage::Recent(Vec::new()));
    desk.tell(StoreMessage::Opened(Box::new(whole)));
    desk
}

/// Shows a desk at every row and place, under every box, and with every notice that comes up.
fn tour(desk: &mut Desk, mut see: impl FnMut(&Desk)) {
    let session = desk.session().clone();
    let rows = 0..session.pack.rows().len();
    for at in rows.clone() {
        desk.model.screens.assess.go(&session, at);
        see(desk);
    }
    for (at, key) in
        rows.step_by(4).zip(["x", "a", "y", "r", "-", "U", "R", "N", "e", "w"].into_iter().cycle())
    {
        desk.model.screens.assess.go(&session, at);
        see(desk.keys(key));
        desk.model.desktop.overlays.clear();
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
    desk.model.desktop.page = Page::Assess;
    for keys in [
        "m", "j", "Right", "j", "w", "?", "Esc", "Esc", "d", "j", "Right", "Left", "Enter", "?", "Esc", "Esc",
    ] {
        see(desk.keys(keys));
    }
    desk.keys("t");
    for _ in 0..11 {
        for keys in ["]", "j", "a", "Tab Tab Tab", "Enter", "Esc", "Esc", "Esc", "d", "u"] {
            see(desk.keys(keys));
        }
    }
    for _ in 0..11 {
        desk.model.desktop.page = Page::Table;
        desk.keys("] a");
        form(desk, 2, &mut see);
        see(desk.keys("Ctrl-s"));
        desk.model.desktop.overlays.clear();
    }
    for keys in ["Esc p", "Esc Esc S", "Esc", "t A", "Esc A", "Esc"] {
        see(desk.keys(keys));
    }
    desk.model.desktop.overlays.clear();
    desk.model.desktop.page = Page::Assess;
    asked(desk, &mut see);
    desk.model.desktop.overlays.clear();
    for keys in
        ["?", "Esc", "Esc", "Esc", "Esc", "o", "Esc", "?", "Esc", ":", "Esc", "n", "Ctrl-s", "Esc Esc"]
    {
        see(desk.keys(keys));
    }
    desk.model.desktop.size = (30, 5);
    see(desk);
}

/// Every field of a form, its help, its list, and the forms of its rows.
fn form(desk: &mut Desk, depth: usize, see: &mut impl FnMut(&Desk)) {
    let front = |desk: &Desk| desk.model.desktop.overlays.last().and_then(|overlay| overlay.focus());
    for _ in 0..40 {
        see(desk);
        match front(desk) {
            Some(BoxFocus::Chosen) => {
                see(desk.keys("Enter"));
                see(desk.keys("F1"));
                see(desk.keys("Esc").types("zqzqzq"));
                desk.keys("Esc");
            }
            Some(BoxFocus::Choice) => {
                see(desk.keys("Space"));
                see(desk.keys("Space"));
            }
            Some(BoxFocus::AddRow) if depth > 0 => {
                desk.keys("Enter");
                form(desk, depth - 1, see);
                see(desk.keys("Esc"));
                // Asked, since something was typed.
                if front(desk) == Some(BoxFocus::Accept) {
                    desk.keys("Esc");
                }
            }
            Some(BoxFocus::Line | BoxFocus::Text) => see(desk.types("zqzqzq")),
            Some(BoxFocus::Accept) => return,
            _ => {}
        }
        desk.keys("Tab");
    }
    panic!("a form without an end:\n{}", desk.text());
}

/// The boxes that come by themselves, and what the store and a paste have said.
fn asked(desk: &mut Desk, see: &mut impl FnMut(&Desk)) {
    for keys in
        ["t 1 a", "t 2 a Tab Tab Tab Tab", "t 1 Enter Tab Tab Tab", "t 1 a Tab Tab Tab", "t 0 a End", "p Tab"]
    {
        see(desk.keys(keys).keys("F1"));
        desk.model.desktop.overlays.clear();
    }
    for keys in ["t 2 a Tab Enter", "t 0 a Tab Enter", "N r", ":", "S", "t f"] {
        see(desk.keys(keys).keys("F1"));
        desk.model.desktop.overlays.clear();
    }
    let by = desk.session().assessment.signers[0].name.clone();
    let missing: Vec<Dated> = [Answer::Yes, Answer::No]
        .into_iter()
        .zip(["vuln.tech.b#result", "soc.tech"])
        .map(|(answer, row)| {
            let claim = Claim {
                row: row.into(),
                answer,
                remark: String::new(),
                by: by.clone(),
                post: "部長".into(),
                at: NOW.into(),
            };
            let change = Change::set_claim(&desk.session().assessment, row, Some(claim));
            Dated { at: NOW.into(), by: by.clone(), change }
        })
        .collect();
    desk.tell(StoreMessage::Past(Box::new(Past { missing, ..Past::default() }), None));
    for keys in ["", "?", "Esc", "l", "F1", "Esc", "Esc", "Esc", "z"] {
        see(desk.keys(keys));
    }
    let base = desk.session().assessment.clone();
    let mut theirs = base.clone();
    theirs.people[0].name.push('x');
    theirs.contracts[0].alias.push('x');
    desk.keys("t 1 Enter").types("y").keys("Ctrl-s");
    for theirs in [Ok(theirs), Err("x".to_owned())] {
        let foreign = Foreign { base: base.clone(), theirs };
        desk.tell(StoreMessage::Changed(Box::new(foreign)));
        for keys in ["", "?", "Esc", "l", "?", "Esc", "Esc", "m", "?", "Esc", "o", "t", "M", "Esc"] {
            see(desk.keys(keys));
        }
        desk.model.desktop.overlays.clear();
    }
    let damage = Damage { path: "x".into(), text: "x".into(), made: "x".into() };
    desk.tell(StoreMessage::Damaged(damage));
    see(desk);
    see(desk.keys("c"));
    for told in [
        StoreMessage::History(Some(Obstacle { reason: "x".into(), text: "x".into() })),
        StoreMessage::History(None),
        StoreMessage::NotSaved(Obstacle { reason: "x".into(), text: "x".into() }),
    ] {
        desk.tell(told);
        see(desk);
    }
    see(desk.keys("Q"));
    desk.tell(StoreMessage::Moved("/home/a/.local/share/kijun/x".into()));
    see(desk);
    for keys in ["Esc Esc F2 Y", "F1", "Esc", "Up Up Up Ctrl-u a Enter Ctrl-u Enter", "Enter", "U"] {
        see(desk.keys(keys));
    }
    desk.model.desktop.session.as_mut().expect("open").assessment.signers.clear();
    desk.keys("/ s o c . s c o p e Enter y");
    for keys in ["", "F1", "Esc", "Enter", "a Enter Enter", "Enter", "Esc", ": : Esc"] {
        see(desk.keys(keys));
    }
    // Over a register, so that the box covers no half of a clause, which is Japanese in both languages.
    desk.keys("t");
    let signing = Signing::new(&desk.model.desktop, Statement::Declarations, AfterSigning::Nothing);
    desk.model.desktop.open(signing);
    for keys in ["", "F1", "Esc", "Enter", "a Enter Enter", "Enter", "U", "F2"] {
        see(desk.keys(keys));
    }
    see(desk.pastes("x"));
    desk.keys("S");
    see(desk.pastes(&"x\u{FFFD}\n".repeat(30)));
    see(desk.keys("?"));
    see(desk.keys("Esc Enter"));
    see(desk.keys("Esc"));
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// An English screen without the Japanese that belongs there: clauses, marks of items such as `ア`, and the
/// name of the other language.
fn without_clauses(desk: &Desk, text: &str) -> String {
    japanese_left(&desk.session().pack, text)
}

/// The Japanese of an English text without clauses and the name of the other language.
pub(crate) fn japanese_left(pack: &Pack, text: &str) -> String {
    if !text.contains(is_japanese) {
        return String::new();
    }
    let mut clauses: Vec<&str> = pack.rows().iter().map(|row| row.clause.as_str()).collect();
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
    let (buffer, _) = desk.model.view();
    let known = || -> String { desk.session().pack.rows().iter().map(|row| row.clause.as_str()).collect() };
    let mut found = Vec::new();
    for y in 0..buffer.area.height {
        if cells(&buffer, y).all(|(_, cell)| is_certain(cell.symbol(), false)) {
            continue;
        }
        let clauses = known();
        let line: String = cells(&buffer, y).map(|(_, cell)| cell.symbol()).collect();
        let doubts =
            cells(&buffer, y).map(|(_, cell)| cell.symbol()).filter(|symbol| !is_certain(symbol, false));
        found.extend(
            doubts
                .filter(|s| !clauses.contains(*s) && *s != "\u{FFFD}")
                .map(|symbol| format!("{symbol} in {}", line.trim())),
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
    let (mut found, mut seen) = (BTreeSet::new(), HashSet::new());
    tour(&mut desk, |desk| {
        for line in desk.text().lines().filter(|line| seen.insert((*line).to_owned())) {
            let strange = without_clauses(desk, line);
            found.extend((!strange.is_empty()).then(|| format!("{strange} in {line}")));
        }
        found.extend(doubtful(desk));
    });
    nothing(found);
}

/// Words of Latin letters, long enough to be English; those that the edge of a box cuts are left out.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_edge = |c: Option<char>| c.is_some_and(|c| matches!(c, '|' | '+'));
    let runs = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 2);
    runs.filter(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        !is_edge(before.chars().next_back()) && !is_edge(after.chars().next())
    })
}

/// Latin words that belong to Japanese screens: keys, ids, names of things, and whatever the packs' own
/// Japanese texts say.
fn at_home(desk: &Desk) -> BTreeSet<String> {
    home_words(&desk.session().pack, &desk.session().references)
}

/// Those words for a pack.
pub(crate) fn home_words(pack: &Pack, references: &References) -> BTreeSet<String> {
    let mut known: Vec<String> = words("kijun English Backspace Space Enter Esc Tab Ctrl Shift Alt Delete Insert PageUp PageDown Home End Left Right Up Down sha UTF MiB ics Markdown")
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
    for list in &references.lists {
        add(&list.title.ja);
        for member in &list.members {
            add(&member.name.ja);
            add(&member.id);
        }
    }
    for text in SAMPLE.split('"').skip(1).step_by(2) {
        if text.chars().any(|c| !c.is_ascii_lowercase()) {
            add(text);
        }
    }
    known.into_iter().collect()
}

/// Words of a Japanese text that are English as far as is known.
pub(crate) fn foreign_words<'t>(text: &'t str, known: &'t BTreeSet<String>) -> impl Iterator<Item = &'t str> {
    // Runs of a to f are what is left of a digest.
    let is_digest = |word: &str| word.bytes().all(|byte| (b'a'..=b'f').contains(&byte));
    let strange = move |word: &&str| word.bytes().any(|byte| byte.is_ascii_lowercase()) && !is_digest(word);
    words(text).filter(strange).filter(|word| !known.contains(*word))
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
        // What the tour types, and the path of the open file.
        let own = ["azqzqzq", "zqzqzq", "/home/a/.local/share/kijun/sample.ron", "/home/a/.local/share"];
        let text = own.iter().fold(desk.text(), |text, own| text.replace(own, ""));
        found.extend(text.lines().filter(|line| words(line).any(strange)).map(str::to_owned));
        found.extend(doubtful(desk));
    });
    nothing(found);
}
