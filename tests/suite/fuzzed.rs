//! One function for each thing that is fed hostile bytes: what must hold whatever they are. The targets in `fuzz/`
//! call the same functions, so that a bounded run in the suite and an endless one under libFuzzer try the same.

use std::cell::OnceCell;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use kijun::domain::assessment::Assessment;
use kijun::domain::change::Issued;
use kijun::domain::clean::{Lines, nfc_input, visible};
use kijun::domain::past::look_back;
use kijun::domain::text::Lang;
use kijun::report::grounds::Context;
use kijun::report::lint::line;
use kijun::report::tables::{Imported, Incoming, Lookup, Preview, RowOutcome, TableKind, import, table};
use kijun::store::assessment::{FileFault, RawFile, faults, to_text};
use kijun::store::file_format::ChangeRecord;
use kijun::store::history::{self, Reading};
use kijun::store::packs;
use kijun::store::sample::SAMPLE;
use kijun::store::spreadsheet;
use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::fold::{self, Folded};
use kijun::tui::keys::{Code, Decoder, Input, Key, Pending};
use kijun::tui::search::{SearchItem, rank};
use kijun::tui::wrap::wrap;
use tempfile::TempDir;

/// A target: its name, which is also the name of its folder of seeds, and what is called with the bytes.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// Everything that is fuzzed.
pub(crate) const TARGETS: [Target; 8] = [
    ("loader", loader),
    ("pack-loader", pack_loader),
    ("keys", keys),
    ("sanitizer", sanitizer),
    ("wrapper", wrapper),
    ("fold", fold_map),
    ("history", history_reader),
    ("sheet", sheet_reader),
];

/// Characters that must reach neither a terminal nor a report.
pub(crate) fn is_forbidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn assert_clean(text: &str) {
    let bad = text.chars().find(|c| is_forbidden(*c));
    assert!(bad.is_none(), "{bad:?} in {}", text.escape_debug());
}

fn assert_told_cleanly(fault: &FileFault) {
    for lang in [Lang::Ja, Lang::En] {
        let lines = fault.lines_in(lang);
        assert!(!lines.is_empty(), "a fault nobody is told of");
        lines.iter().for_each(|line| assert_clean(line));
    }
}

/// The packs that are compiled in, read once.
static SHIPPED: LazyLock<Vec<packs::Loaded>> = LazyLock::new(|| {
    packs::editions().into_iter().filter_map(|edition| packs::shipped(edition).ok()).collect()
});

/// An assessment file: it opens, or the fault is told; what opens is written so that the same opens again.
pub(crate) fn loader(bytes: &[u8]) {
    let sheet = match RawFile::from_bytes(bytes.to_vec()) {
        Ok(sheet) => sheet,
        Err(fault) => return assert_told_cleanly(&fault),
    };
    let (pack, edition) = (sheet.header().pack.clone(), sheet.header().edition.clone());
    let shipped =
        SHIPPED.iter().find(|loaded| loaded.pack.head.id == pack && loaded.pack.head.edition == edition);
    let Some(loaded) = shipped else {
        return assert_told_cleanly(&sheet.without_pack());
    };
    match sheet.open(&loaded.pack) {
        Err(fault) => assert_told_cleanly(&fault),
        Ok(opened) => {
            let text = to_text(&opened.assessment, &loaded.pack).expect("what opens can be written");
            let again = RawFile::from_bytes(text.into_bytes()).and_then(|sheet| sheet.open(&loaded.pack));
            assert_eq!(again.expect("what was written opens").assessment, opened.assessment);
        }
    }
}

/// The files of a pack, one of which is exchanged.
const PACK_FILES: [(&str, &str); 2] = [
    ("pack.ron", include_str!("../../questionnaires/example/pack.ron")),
    ("check.ron", include_str!("../../questionnaires/example/check.ron")),
];

thread_local! {
    static PACK: OnceCell<TempDir> = const { OnceCell::new() };
}

/// A pack with one file exchanged: the first byte says which. It loads, or lint says why not.
pub(crate) fn pack_loader(bytes: &[u8]) {
    let Some((pick, text)) = bytes.split_first() else { return };
    PACK.with(|folder| {
        let folder = folder.get_or_init(|| TempDir::new().expect("folder")).path();
        for (at, (name, sound)) in PACK_FILES.iter().enumerate() {
            let text = if usize::from(*pick) % PACK_FILES.len() == at { text } else { sound.as_bytes() };
            fs::write(folder.join(name), text).expect("written");
        }
        lint_folder(folder);
    });
}

fn lint_folder(folder: &Path) {
    let loaded = packs::from_folder(folder);
    match packs::lint(folder) {
        Err(fault) => [Lang::Ja, Lang::En].iter().for_each(|lang| assert_clean(&fault.sentence(*lang))),
        Ok(faults) => {
            for fault in &faults {
                [Lang::Ja, Lang::En].iter().for_each(|lang| assert_clean(&line(fault, *lang)));
            }
            assert!(loaded.is_ok() || !faults.is_empty(), "it does not load, and lint has nothing to say");
        }
    }
}

/// All keys and pastes of a stream that is cut at one place, and the silence after it.
pub(crate) fn decode(bytes: &[u8], cut: usize) -> Vec<Input> {
    let mut decoder = Decoder::new();
    let (first, second) = bytes.split_at(cut.min(bytes.len()));
    let mut inputs = decoder.push(first);
    inputs.extend(decoder.push(second));
    inputs.extend(decoder.timeout());
    assert_eq!(decoder.pending(), Pending::Nothing, "silence ends everything");
    inputs
}

/// Bytes of a terminal: the same inputs wherever they are cut, and no control character as a key.
pub(crate) fn keys(bytes: &[u8]) {
    let whole = decode(bytes, bytes.len());
    let step = 1 + bytes.len() / 64;
    for cut in (0..=bytes.len()).step_by(step) {
        assert_eq!(decode(bytes, cut), whole, "cut at {cut}");
    }
    for input in whole {
        if let Input::Key(Key { code: Code::Char(c), .. }) = input {
            assert!(!c.is_control(), "{c:?} as a key");
        }
    }
}

/// Any text: what is shown of it is clean and stays as it is.
pub(crate) fn sanitizer(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for lines in [Lines::Single, Lines::Multi] {
        let once = visible(&text, lines).into_owned();
        assert_clean(&once);
        assert_eq!(visible(&once, lines), once, "cleaned twice");
    }
    let input = nfc_input(&text).into_owned();
    assert_eq!(nfc_input(&input), input, "normalised twice");
}

/// Any text at any width (the first byte): nothing is lost, no line is too wide, lines end at characters.
pub(crate) fn wrapper(bytes: &[u8]) {
    let Some((width, text)) = bytes.split_first() else { return };
    let (width, text) = (usize::from(*width), String::from_utf8_lossy(text));
    for mode in [Ambiguous::Narrow, Ambiguous::Wide] {
        let ends: Vec<usize> = cells::units(&text, mode).map(|unit| unit.end).collect();
        let mut at = 0;
        for line in wrap(&text, width, mode) {
            assert_eq!(line.start, at, "lines follow one another");
            assert!(line.end == 0 || ends.binary_search(&line.end).is_ok(), "cut inside a character");
            let shown = line.text(&text);
            let one = cells::units(shown, mode).count() <= 1;
            assert!(one || cells::width(shown, mode) <= width, "{shown:?} is wider than {width}");
            assert!(
                text[line.shown..line.end].chars().all(|c| matches!(c, ' ' | '　' | '\n')),
                "hidden text"
            );
            at = line.end;
        }
        assert_eq!(at, text.len(), "everything is in some line");
    }
}

/// A query and a row, parted by the first line break: a key is its own key, and highlights are text of the row.
pub(crate) fn fold_map(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (query, row) = text.split_once('\n').unwrap_or(("", &text));
    let folded = Folded::new(row);
    assert_eq!(fold::key(folded.key()), folded.key(), "folded twice");
    let all = folded.origins(0..folded.key().chars().count());
    assert_ranges(row, &all);
    for found in rank(query, &[SearchItem::new(row, ""), SearchItem::new("", row)]) {
        let text = if found.index == 0 { row } else { "" };
        assert_ranges(text, &found.highlights);
    }
    let _ = fold::readings(query);
}

fn assert_ranges(text: &str, ranges: &[std::ops::Range<usize>]) {
    let mut last = 0;
    for range in ranges {
        assert!(range.start >= last && range.end >= range.start, "{ranges:?} of {text:?}");
        assert!(text.get(range.clone()).is_some(), "{range:?} cuts a character of {text:?}");
        last = range.end;
    }
}

/// A history: read without inventing anything, however torn; looked back on; merged with itself.
pub(crate) fn history_reader(bytes: &[u8]) {
    let reading: Reading<ChangeRecord> = history::read(bytes);
    let edits = reading.edits();
    assert!(edits.len() <= reading.entries.len());
    assert!(reading.entries.len() + reading.faults.len() <= 2 * bytes.split(|byte| *byte == b'\n').count());
    assert!(look_back(&edits, &Assessment::default()).missing.len() <= edits.len());
    if let Ok(merged) = history::merge(bytes, b"") {
        assert_eq!(
            history::merge(&merged, bytes).expect("merges again"),
            merged,
            "a union with a part of it"
        );
    }
}

/// The sample company, with the pack it names.
static COMPANY: LazyLock<(packs::Loaded, Assessment)> = LazyLock::new(|| {
    let sheet = RawFile::from_bytes(SAMPLE.as_bytes().to_vec()).expect("a header");
    let loaded = packs::shipped(&sheet.header().edition).expect("its pack");
    let assessment = sheet.open(&loaded.pack).expect("sound").assessment;
    (loaded, assessment)
});

/// A sheet for one of the tables (the first byte says which): it is told what is wrong with it, or it makes values that
/// could be saved, and whose own table then changes nothing.
pub(crate) fn sheet_reader(bytes: &[u8]) {
    let Some((pick, bytes)) = bytes.split_first() else { return };
    let what = TableKind::ALL[usize::from(*pick) % TableKind::ALL.len()];
    let sheet = match spreadsheet::read(bytes) {
        Ok(sheet) => sheet,
        Err(fault) => {
            assert!(fault.line > 0 && !fault.message.en.is_empty());
            return [&fault.message, &fault.hint].iter().for_each(|text| assert_clean(&text.ja));
        }
    };
    let (loaded, company) = &*COMPANY;
    let taken = |values: &Assessment, grid: &kijun::domain::grid::Grid, keep_ids| -> Imported {
        let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: values };
        let lookup = Lookup { lang: Lang::En, context };
        let issued = &Issued::of(values);
        let now = "2026-11-22T05:00:00Z";
        import(
            &Incoming { what, lookup, issued, keep_ids, skip: &[], own: true, by: "x", post: "", now },
            grid,
        )
    };
    let imported = taken(company, &sheet.grid, pick & 1 == 1);
    for lang in [Lang::Ja, Lang::En] {
        let context =
            Context { pack: &loaded.pack, references: &loaded.references, assessment: &imported.values };
        let preview = Preview { lang, what, imported: &imported, context, applied: false, app: "" };
        assert_clean(&preview.text());
        preview.refusals("s.csv").iter().for_each(|(said, hint)| {
            assert_clean(said.get(lang));
            assert_clean(hint.get(lang));
        });
    }
    let values = &imported.values;
    let found = faults(values, &loaded.pack);
    assert!(found.is_empty(), "{:?}", found.iter().map(|fault| fault.line_in(Lang::En)).collect::<Vec<_>>());
    let context = Context { pack: &loaded.pack, references: &loaded.references, assessment: values };
    let own = spreadsheet::csv(&table(what, &Lookup { lang: Lang::Ja, context }), true).expect("written");
    let own = spreadsheet::read(own.as_bytes()).expect("reads again");
    for line in taken(values, &own.grid, false).lines {
        assert_eq!(line.outcome, RowOutcome::Unchanged, "{what:?} {line:?}");
    }
}
