//! From Latin letters to kana, by Hepburn and Kunrei spelling and as an input method takes them.

use std::collections::HashSet;

/// Syllables by what comes before the vowel, for a, i, u, e, o.
const ROWS: &[(&str, [&str; 5])] = &[
    ("", ["あ", "い", "う", "え", "お"]),
    ("k", ["か", "き", "く", "け", "こ"]),
    ("s", ["さ", "し", "す", "せ", "そ"]),
    ("t", ["た", "ち", "つ", "て", "と"]),
    ("n", ["な", "に", "ぬ", "ね", "の"]),
    ("h", ["は", "ひ", "ふ", "へ", "ほ"]),
    ("m", ["ま", "み", "む", "め", "も"]),
    ("y", ["や", "い", "ゆ", "いぇ", "よ"]),
    ("r", ["ら", "り", "る", "れ", "ろ"]),
    ("w", ["わ", "うぃ", "う", "うぇ", "を"]),
    ("g", ["が", "ぎ", "ぐ", "げ", "ご"]),
    ("z", ["ざ", "じ", "ず", "ぜ", "ぞ"]),
    ("d", ["だ", "ぢ", "づ", "で", "ど"]),
    ("b", ["ば", "び", "ぶ", "べ", "ぼ"]),
    ("p", ["ぱ", "ぴ", "ぷ", "ぺ", "ぽ"]),
    ("v", ["ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"]),
    ("f", ["ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"]),
    ("j", ["じゃ", "じ", "じゅ", "じぇ", "じょ"]),
    ("ky", ["きゃ", "きぃ", "きゅ", "きぇ", "きょ"]),
    ("gy", ["ぎゃ", "ぎぃ", "ぎゅ", "ぎぇ", "ぎょ"]),
    ("sy", ["しゃ", "しぃ", "しゅ", "しぇ", "しょ"]),
    ("sh", ["しゃ", "し", "しゅ", "しぇ", "しょ"]),
    ("zy", ["じゃ", "じぃ", "じゅ", "じぇ", "じょ"]),
    ("jy", ["じゃ", "じぃ", "じゅ", "じぇ", "じょ"]),
    ("ty", ["ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"]),
    ("ch", ["ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"]),
    ("cy", ["ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"]),
    ("ts", ["つぁ", "つぃ", "つ", "つぇ", "つぉ"]),
    ("th", ["てゃ", "てぃ", "てゅ", "てぇ", "てょ"]),
    ("dy", ["ぢゃ", "ぢぃ", "ぢゅ", "ぢぇ", "ぢょ"]),
    ("dh", ["でゃ", "でぃ", "でゅ", "でぇ", "でょ"]),
    ("ny", ["にゃ", "にぃ", "にゅ", "にぇ", "にょ"]),
    ("hy", ["ひゃ", "ひぃ", "ひゅ", "ひぇ", "ひょ"]),
    ("by", ["びゃ", "びぃ", "びゅ", "びぇ", "びょ"]),
    ("py", ["ぴゃ", "ぴぃ", "ぴゅ", "ぴぇ", "ぴょ"]),
    ("my", ["みゃ", "みぃ", "みゅ", "みぇ", "みょ"]),
    ("ry", ["りゃ", "りぃ", "りゅ", "りぇ", "りょ"]),
];

const VOWELS: &str = "aiueo";
/// Enough for the doubtful places of one word.
const MOST_READINGS: usize = 8;
/// Longest word that is read, in letters; more letters are no word.
const LONGEST: usize = 128;

/// The kana a word in Latin letters may mean, as search keys; none if it cannot be Japanese.
///
/// A consonant at the end, the start of a syllable still being typed, is left out. `n` before a vowel or
/// `y` is read both ways (`unyou` is うんよう and うにょう).
pub fn readings(word: &str) -> Vec<String> {
    let letters: String = super::key(word).chars().flat_map(long_mark).collect();
    let mut found = Vec::new();
    let is_latin =
        letters.bytes().all(|letter| letter.is_ascii_lowercase() || matches!(letter, b'\'' | b'-'));
    if is_latin && letters.len() <= LONGEST {
        read(&letters, String::new(), &mut found, &mut HashSet::new());
    }
    let mut keys: Vec<String> = found.iter().map(|kana| super::key(kana)).collect();
    keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
    keys.dedup();
    keys
}

/// Vowels with a macron or circumflex are long.
fn long_mark(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ā' | 'â' => ('a', Some('a')),
        'ī' | 'î' => ('i', Some('i')),
        'ū' | 'û' => ('u', Some('u')),
        'ē' | 'ê' => ('e', Some('i')),
        'ō' | 'ô' => ('o', Some('u')),
        '’' => ('\'', None),
        _ => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// Reads on from `kana`. `dead` holds how much was left where nothing could be read on: many ways lead to each such
/// place (`nnnn`), and it is tried once.
fn read(rest: &str, kana: String, found: &mut Vec<String>, dead: &mut HashSet<usize>) {
    if found.len() >= MOST_READINGS || dead.contains(&rest.len()) {
        return;
    }
    let before = found.len();
    let steps = steps(rest);
    if steps.is_empty() {
        let unfinished = rest.len() <= 2 && !rest.contains(|c| VOWELS.contains(c));
        if unfinished && !kana.is_empty() {
            found.push(kana);
        }
    } else {
        for (len, next) in steps {
            read(rest.get(len..).unwrap_or_default(), format!("{kana}{next}"), found, dead);
        }
    }
    if found.len() == before {
        dead.insert(rest.len());
    }
}

/// The ways to read the start of `rest`: how many letters, and their kana.
fn steps(rest: &str) -> Vec<(usize, &'static str)> {
    let mut steps = Vec::new();
    if let Some(step) = syllable(rest) {
        steps.push(step);
    }
    let mut letters = rest.chars();
    match (letters.next(), letters.next()) {
        (Some('n'), Some('\'')) => steps.push((2, "ん")),
        (Some('n'), Some('n')) => steps.extend([(1, "ん"), (2, "ん")]),
        (Some('n'), _) | (Some('m'), Some('b' | 'p' | 'm')) => steps.push((1, "ん")),
        (Some('t'), Some('c')) => steps.push((1, "っ")),
        (Some('-'), _) => steps.push((1, "ー")),
        (Some('\''), _) => steps.push((1, "")),
        (Some(a), Some(b)) if a == b && !VOWELS.contains(a) => steps.push((1, "っ")),
        _ => {}
    }
    steps
}

/// The one syllable at the start of `rest`.
fn syllable(rest: &str) -> Option<(usize, &'static str)> {
    if rest.starts_with("xtu") || rest.starts_with("ltu") {
        return Some((3, "っ"));
    }
    let at = rest.find(|c| VOWELS.contains(c)).filter(|at| *at <= 2)?;
    let (head, tail) = rest.split_at_checked(at)?;
    let column = VOWELS.find(tail.chars().next()?)?;
    let (_, row) = ROWS.iter().find(|(start, _)| *start == head)?;
    row.get(column).map(|kana| (at + 1, *kana))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        for (kana, spellings) in [
            ("ぜいじゃくせい", &["zeijakusei", "zeizyakusei", "ＺＥＩＪＡＫＵＳＥＩ"][..]),
            ("じょうほう", &["jouhou", "zyouhou", "jyouhou", "jōhō"]),
            ("うんよう", &["unyou", "un'you", "unnyou"]),
            ("しんさ", &["shinsa", "sinsa", "shinnsa"]),
            ("ちゅうい", &["chuui", "tyuui"]),
            ("ふつう", &["futsuu", "hutuu"]),
            ("はっちゅう", &["hacchuu", "hatchuu", "hattyuu"]),
            ("しんぶん", &["shimbun", "shinbun"]),
            ("おんな", &["onna", "onnna"]),
            ("きっと", &["kitto"]),
            ("さば", &["sa-ba-"]),
            ("かんい", &["kan'i", "kanni"]),
        ] {
            for spelling in spellings {
                assert!(
                    readings(spelling).contains(&kana.to_owned()),
                    "{spelling}: {:?}",
                    readings(spelling)
                );
            }
        }
    }

    #[test]
    fn a_syllable_still_being_typed_is_left_out() {
        assert_eq!(readings("zeijakus"), ["ぜいじゃく"]);
        assert_eq!(readings("zeijakush"), ["ぜいじゃく"]);
        assert!(readings("shin").contains(&"しん".to_owned()));
    }

    /// Each of these took for ever, or more stack than there is.
    #[test]
    fn a_held_key_is_no_riddle() {
        assert_eq!(readings(&("n".repeat(100) + "hdk")), Vec::<String>::new());
        assert_eq!(readings(&("mb".repeat(60) + "q")), Vec::<String>::new());
        assert_eq!(readings(&"na".repeat(20_000)), Vec::<String>::new());
        assert!(!readings(&"na".repeat(50)).is_empty());
    }

    #[test]
    fn what_is_not_japanese_has_no_reading() {
        assert_eq!(readings("iso27001"), Vec::<String>::new());
        assert_eq!(readings("strict"), Vec::<String>::new());
        assert_eq!(readings(""), Vec::<String>::new());
    }
}
