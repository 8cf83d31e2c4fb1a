//! Every text the program can show, read as a proof-reader would: punctuation, counters, spacing, widths.
//!
//! House style: Japanese has 、。「」 and, since 80 columns are few, half-width parentheses and colons, the
//! parentheses set close, the colon followed by a blank; numbers carry their counters without a blank.

use std::fs;
use std::path::{Path, PathBuf};

use kijun::domain::text::Lang::{En, Ja};
use kijun::store::packs;
use kijun::tui::cells::is_certain;

/// Files whose characters are what they are about: kana tables, frames, marks that RON does not know.
const ABOUT_CHARACTERS: &[&str] = &[
    "tui/cells",
    "tui/wrap/breaks.rs",
    "tui/fold",
    "tui/canvas.rs",
    "tui/frame",
    "tui/editor",
    "tui/keys",
    "tui/screens/board.rs",
    "store/ron",
    "store/packs/source",
    "domain/clean.rs",
    "domain/name",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source file before its tests, comments left out.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for line in joined(source).lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let body = &rest[start + 1..];
            let Some(end) = end_of_literal(body) else { break };
            found.push(body[..end].replace("\\\"", "\""));
            rest = &body[end + 1..];
        }
    }
    found
}

/// A literal that goes on in the next line stands in one.
fn joined(source: &str) -> String {
    let mut out = String::new();
    for line in source.lines() {
        if let Some(open) = line.trim_end().strip_suffix('\\') {
            out.push_str(open);
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn end_of_literal(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().find_map(|(at, c)| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end.then_some(at)
    })
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// What a proof-reader would mark in a Japanese text.
fn marks(text: &str) -> Vec<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    for pair in chars.windows(2) {
        match *pair {
            [a, ',' | ';' | '!' | '?'] if is_japanese(a) => {
                found.push("half-width punctuation after kana or kanji");
            }
            [a, '.'] if is_japanese(a) => found.push("a full stop after kana or kanji"),
            ['。' | '、', ' '] => found.push("a blank after 。 or 、"),
            ['。', '。'] | ['、', '、'] => found.push("doubled punctuation"),
            [' ', '。' | '、' | '」'] => found.push("a blank before punctuation"),
            _ => {}
        }
    }
    for (at, three) in chars.windows(3).enumerate() {
        // Clauses such as `2-1 (1) ア`, and brackets that are spoken of.
        let enclosed = |c: char| is_japanese(c) || c == '}';
        match *three {
            [a, ' ', '('] if is_japanese(a) && chars.get(at + 3).is_some_and(|c| *c != ' ') => {
                found.push("a blank before a parenthesis");
            }
            [')', ' ', a] if is_japanese(a) && at > 0 && enclosed(chars[at - 1]) => {
                found.push("a blank after a parenthesis");
            }
            [a, ':', b] if is_japanese(a) && is_japanese(b) => found.push("a colon without a blank"),
            [a, ' ', '件' | '名' | '年' | '月' | '日' | '問' | '行' | '桁']
                if a == '}' || a.is_ascii_digit() =>
            {
                found.push("a blank before a counter");
            }
            _ => {}
        }
    }
    if text.contains(['（', '）', '：', '；', '！', '？']) {
        found.push("full-width signs where the house uses half-width ones");
    }
    if text.chars().any(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')) {
        found.push("halfwidth kana");
    }
    found
}

fn doubtful(text: &str) -> Option<char> {
    let mut buffer = [0; 4];
    text.chars().find(|c| !c.is_control() && !is_certain(c.encode_utf8(&mut buffer), false))
}

#[test]
fn the_words_of_the_program_are_set_as_the_house_sets_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let (mut read, mut marked) = (0, Vec::new());
    for file in files {
        let name = file.strip_prefix(&root).expect("below").display().to_string();
        if ABOUT_CHARACTERS.iter().any(|known| name.starts_with(known)) {
            continue;
        }
        for text in literals(&fs::read_to_string(&file).expect("source")) {
            read += 1;
            let mut faults = if text.chars().any(is_japanese) { marks(&text) } else { Vec::new() };
            faults.extend(doubtful(&text).map(|_| "a character of doubtful width"));
            marked.extend(faults.into_iter().map(|fault| format!("{name}: {fault}: {text}")));
        }
    }
    assert!(read > 2_000, "{read}");
    assert!(marked.is_empty(), "{}", marked.join("\n"));
}

#[test]
fn a_proof_reader_marks_what_is_wrong() {
    for wrong in [
        "不足 (中)",
        "不足です.",
        "要件,経路",
        "{count} 件",
        "判定:不足",
        "不足（中）",
        "不足。 要確認",
        "ｶﾅ",
    ] {
        assert!(!marks(wrong).is_empty(), "{wrong}");
    }
    for right in ["不足(中)", "不足です。", "{count}件", "判定: 不足", "u で戻す。", "2-1 (1) ア"]
    {
        assert_eq!(marks(right), Vec::<&str>::new(), "{right}");
    }
}

#[test]
fn the_words_of_the_shipped_packs_are_set_so_too() {
    let mut marked = Vec::new();
    for edition in ["4", "4.1"] {
        let pack = packs::shipped(edition).expect("a shipped pack").pack;
        for row in pack.rows() {
            for text in [&row.title, &row.ask, &row.yes_means, &row.close, &row.close_unverified] {
                let faults = marks(text.get(Ja)).into_iter().chain(doubtful(text.get(Ja)).map(|_| "width"));
                marked.extend(faults.map(|fault| format!("{}: {fault}: {}", row.id, text.get(Ja))));
                let en = text.get(En);
                let bad =
                    en.contains("  ") || en.contains(" ,") || en.contains(" .") || doubtful(en).is_some();
                marked.extend(bad.then(|| format!("{}: {en}", row.id)));
            }
            let (title, ask) = (row.title.get(En), row.ask.get(En));
            let lower = |text: &str| text.chars().next().is_some_and(char::is_lowercase);
            marked.extend((lower(title) || lower(ask)).then(|| format!("{}: lower case: {title}", row.id)));
            for text in [&row.yes_means, &row.close, &row.close_unverified] {
                let (ja, en) = (text.get(Ja), text.get(En));
                let open = !ja.is_empty() && !ja.ends_with('。') || !en.is_empty() && !en.ends_with('.');
                marked.extend(open.then(|| format!("{}: no full stop: {ja} / {en}", row.id)));
            }
        }
    }
    marked.dedup();
    assert!(marked.is_empty(), "{}", marked.join("\n"));
}
