//! Words in text that has no spaces: runs of one script.

/// What a character counts as when words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Space,
    Latin,
    Hiragana,
    Katakana,
    Kanji,
    /// `ー` belongs to the kana it follows.
    Long,
    Other,
}

/// Byte offset of the start of the word that ends `before` the caret; spaces after it are passed over.
///
/// The line is read forward, since `ー` can only be known from what precedes it.
pub(super) fn start_before(before: &str) -> usize {
    let words = before.trim_end();
    let mut at = words.rfind('\n').map_or(0, |end| end + 1);
    loop {
        let rest = words.get(at..).unwrap_or_default();
        let end = at + end_after(rest);
        if end >= words.len() {
            return at + rest.len() - rest.trim_start().len();
        }
        at = end;
    }
}

/// How many bytes it is to the end of the word `after` the caret; spaces before it are passed over.
pub(super) fn end_after(after: &str) -> usize {
    let word = after.trim_start();
    let skipped = after.len() - word.len();
    let mut run: Option<Script> = None;
    for (at, c) in word.char_indices() {
        let script = script(c);
        match run {
            Some(known) if !belongs(known, script) => return skipped + at,
            Some(known) if known != Script::Long => {}
            _ => run = Some(script),
        }
    }
    after.len()
}

fn belongs(run: Script, script: Script) -> bool {
    let is_kana = |script| matches!(script, Script::Hiragana | Script::Katakana | Script::Long);
    run == script || (run == Script::Long || script == Script::Long) && is_kana(run) && is_kana(script)
}

fn script(c: char) -> Script {
    match c {
        'ー' | 'ｰ' | '\u{3099}' | '\u{309A}' => Script::Long,
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヿ' if c != '・' => Script::Katakana,
        'ｦ'..='ﾟ' | 'ㇰ'..='ㇿ' => Script::Katakana,
        '々' | '〆' | '〇' | '㐀'..='鿿' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Script::Kanji
        }
        '\u{300}'..='\u{36F}' => Script::Latin,
        _ if c.is_whitespace() => Script::Space,
        _ if c.is_alphanumeric() || c == '_' => Script::Latin,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops(text: &str) -> Vec<&str> {
        let mut rest = text;
        let mut words = Vec::new();
        while !rest.is_empty() {
            let (word, tail) = rest.split_at(end_after(rest));
            words.push(word);
            rest = tail;
        }
        words
    }

    fn stops_back(text: &str) -> Vec<&str> {
        let mut rest = text;
        let mut words = Vec::new();
        while !rest.is_empty() {
            let (head, word) = rest.split_at(start_before(rest));
            words.push(word);
            rest = head;
        }
        words.reverse();
        words
    }

    #[test]
    fn a_word_is_a_run_of_one_script() {
        let text = "脆弱性の検査をサーバーで。ISO27001 審査";
        let forward = ["脆弱性", "の", "検査", "を", "サーバー", "で", "。", "ISO27001", " 審査"];
        assert_eq!(stops(text), forward);
        let backward = ["脆弱性", "の", "検査", "を", "サーバー", "で", "。", "ISO27001 ", "審査"];
        assert_eq!(stops_back(text), backward);
    }

    #[test]
    fn a_long_vowel_stays_with_its_kana() {
        assert_eq!(stops("らーめんコーヒー"), ["らーめん", "コーヒー"]);
        assert_eq!(stops_back("らーめんコーヒー"), ["らーめん", "コーヒー"]);
    }
}
