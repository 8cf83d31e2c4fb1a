//! Finding rows by what is typed: kanji, kana of any width, Latin spelling, or a few of the letters.
//!
//! The only file that knows the fuzzy matcher. It is used on folded keys only, and only where the words do
//! not occur as they are.

use std::cmp::Reverse;
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{self, Folded};

/// A row that can be found. Made once per row, not per key.
#[derive(Debug, Clone, Default)]
pub struct SearchItem {
    text: Folded,
    yomi: String,
    short: String,
}

impl SearchItem {
    /// A row with its text and its reading in kana; an empty reading means the text itself.
    pub fn new(text: &str, yomi: &str) -> Self {
        let text = Folded::new(text);
        let yomi = if yomi.is_empty() { text.key().to_owned() } else { fold::key(yomi) };
        let short = fold::short_vowels(&yomi);
        Self { text, yomi, short }
    }
}

/// A row that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The row's place among the rows searched.
    pub index: usize,
    /// Higher is better; only to be compared within one search.
    pub score: i64,
    /// Byte ranges of the row's text that answer the query, in order; empty where only the reading does.
    pub highlights: Vec<Range<usize>>,
}

// Where a word occurs decides first, how early and how closely only after that.
const IN_TEXT: i64 = 50_000;
const READ_IN_TEXT: i64 = 40_000;
const IN_READING: i64 = 30_000;
const IN_SHORT_READING: i64 = 20_000;
const SCATTERED: i64 = 0;
const FINE: i64 = 9_000;

/// So many characters of a query count.
const LONGEST: usize = 200;

/// One word of the query in every form it is looked for.
struct Term {
    key: String,
    /// Kana it may mean, if it is spelled in Latin letters.
    readings: Vec<String>,
    /// Those, or the word itself, with short vowels.
    short: Vec<String>,
}

/// The rows that contain every word of the query, best first; all rows, unrated, for an empty query.
pub fn rank(query: &str, items: &[SearchItem]) -> Vec<Match> {
    // Nobody means a pasted page; its letters would be tried in every row.
    let end = query.char_indices().nth(LONGEST).map_or(query.len(), |(at, _)| at);
    let query = query.get(..end).unwrap_or(query);
    let terms: Vec<Term> =
        query.split_whitespace().map(Term::new).filter(|term| !term.key.is_empty()).collect();
    let matcher = SkimMatcherV2::default().respect_case();
    let mut found: Vec<Match> = items
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let (score, highlights) = rate(&terms, entry, &matcher)?;
            Some(Match { index, score, highlights })
        })
        .collect();
    found.sort_by_key(|found| (Reverse(found.score), found.index));
    found
}

impl Term {
    fn new(word: &str) -> Self {
        let readings = fold::readings(word);
        let key = fold::key(word);
        let forms = if readings.is_empty() { std::slice::from_ref(&key) } else { &readings };
        let short = forms.iter().map(|form| fold::short_vowels(form)).collect();
        Self { key, readings, short }
    }
}

fn rate(terms: &[Term], entry: &SearchItem, matcher: &SkimMatcherV2) -> Option<(i64, Vec<Range<usize>>)> {
    let mut score = 0;
    let mut chars = Vec::new();
    for term in terms {
        let (rate, hit) = whole(term, entry).or_else(|| scattered(term, entry, matcher))?;
        score += rate;
        chars.extend(hit);
    }
    chars.sort_unstable();
    Some((score, entry.text.origins(chars)))
}

type Rated = (i64, Vec<usize>);

/// The term as it is, or a reading of it, in the text or in its reading.
fn whole(term: &Term, entry: &SearchItem) -> Option<Rated> {
    let (text, own) = (entry.text.key(), std::slice::from_ref(&term.key));
    let in_text = |forms, score| {
        let (at, form) = first_of(text, forms)?;
        Some((score + fine(text, at, form), key_chars(text, at, form)))
    };
    let in_reading = |reading, forms, score| {
        let (at, form) = first_of(reading, forms)?;
        Some((score + fine(reading, at, form), Vec::new()))
    };
    in_text(own, IN_TEXT)
        .or_else(|| in_text(&term.readings, READ_IN_TEXT))
        .or_else(|| in_reading(&entry.yomi, own, IN_READING))
        .or_else(|| in_reading(&entry.yomi, &term.readings, IN_READING))
        .or_else(|| in_reading(&entry.short, &term.short, IN_SHORT_READING))
}

/// The letters of the term in order, with others between them.
fn scattered(term: &Term, entry: &SearchItem, matcher: &SkimMatcherV2) -> Option<Rated> {
    let rated = |score: i64| SCATTERED + score.min(FINE);
    if let Some((score, chars)) = matcher.fuzzy_indices(entry.text.key(), &term.key) {
        return Some((rated(score), chars));
    }
    let forms = std::iter::once(&term.key).chain(&term.readings).filter(|form| form.chars().nth(1).is_some());
    forms
        .filter_map(|form| matcher.fuzzy_match(&entry.yomi, form))
        .max()
        .map(|score| (rated(score) / 2, Vec::new()))
}

/// The first form that occurs, and where.
fn first_of<'a>(key: &str, forms: &'a [String]) -> Option<(usize, &'a str)> {
    let mut hits = forms.iter().filter(|form| !form.is_empty());
    hits.find_map(|form| key.find(form.as_str()).map(|at| (at, form.as_str())))
}

/// Among equals: longer hits, then earlier ones, then shorter rows.
fn fine(key: &str, at: usize, hit: &str) -> i64 {
    let length = capped(hit.len(), 80) * 100;
    let early = 500 - capped(at, 500);
    let short = 250 - capped(key.len() / 2, 250);
    length + early + short
}

fn capped(count: usize, most: u16) -> i64 {
    i64::from(u16::try_from(count).unwrap_or(most).min(most))
}

fn key_chars(key: &str, at: usize, hit: &str) -> Vec<usize> {
    let start = key.get(..at).map_or(0, |before| before.chars().count());
    (start..start + hit.chars().count()).collect()
}

/// The name of a line, without what is behind a wide gap to say more about it. Lists mark the name alone:
/// over a slow line, a move costs two names and not two lines.
pub fn name(text: &str) -> &str {
    text.split_once("  ").map_or(text, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<SearchItem> {
        [
            ("脆弱性診断の結果", "ぜいじゃくせいしんだんのけっか"),
            ("情報セキュリティ監査", "じょうほうせきゅりてぃかんさ"),
            ("運用の記録", "うんようのきろく"),
            ("ISO/IEC 27001 の認証", "ISO/IEC 27001 のにんしょう"),
            ("サーバー、ネットワーク", ""),
            ("㈱アクメ", "かぶしきがいしゃあくめ"),
        ]
        .map(|(text, yomi)| SearchItem::new(text, yomi))
        .to_vec()
    }

    fn best(query: &str) -> Option<usize> {
        rank(query, &entries()).first().map(|found| found.index)
    }

    #[test]
    fn one_word_is_found_however_it_is_typed() {
        for query in
            ["zeijakusei", "ぜいじゃくせい", "ｾﾞｲｼﾞｬｸｾｲ", "脆弱性", "ゼイジャク", "zeizyaku", "zeijakus"]
        {
            assert_eq!(best(query), Some(0), "{query}");
        }
        for query in
            ["jouhou", "zyouhou", "ｊｏｕｈｏｕ", "joho", "joohoo", "jōhō", "情報 監査", "ジョウホウ"]
        {
            assert_eq!(best(query), Some(1), "{query}");
        }
        for query in ["unyou", "un'you", "うんよう"] {
            assert_eq!(best(query), Some(2), "{query}");
        }
        for query in ["iso27001", "ＩＳＯ", "27001"] {
            assert_eq!(best(query), Some(3), "{query}");
        }
        for query in ["サーバ", "ｻｰﾊﾞ", "さーば", "sa-ba", "saaba"] {
            assert_eq!(best(query), Some(4), "{query}");
        }
        for query in ["株式会社", "(株)", "あくめ", "akume"] {
            assert_eq!(best(query), Some(5), "{query}");
        }
    }

    #[test]
    fn highlights_point_into_the_text() {
        let marked = |query: &str, text: &str| -> Vec<String> {
            let found = rank(query, &[SearchItem::new(text, "")]);
            found
                .iter()
                .flat_map(|found| &found.highlights)
                .map(|range| text[range.clone()].to_owned())
                .collect()
        };
        assert_eq!(marked("脆弱", "件:脆弱性"), ["脆弱"]);
        assert_eq!(marked("がど", "㈱ｶﾞードｻｰﾋﾞｽ"), ["ｶﾞード"]);
        assert_eq!(marked("脆性", "脆弱性"), ["脆", "性"]);
        assert_eq!(marked("監査 情報", "情報と監査"), ["情報", "監査"]);
        assert_eq!(marked("nani", "脆弱性"), Vec::<String>::new());
    }

    #[test]
    fn words_as_they_stand_come_before_scattered_letters() {
        let items = ["診察と断面", "検査、診断", "診断"].map(|text| SearchItem::new(text, ""));
        let order: Vec<_> = rank("診断", &items).iter().map(|found| found.index).collect();
        assert_eq!(order, [2, 1, 0]);
    }

    #[test]
    fn an_empty_query_finds_all_in_order_and_a_foreign_one_none() {
        let all: Vec<_> = rank("  ", &entries()).iter().map(|found| found.index).collect();
        assert_eq!(all, [0, 1, 2, 3, 4, 5]);
        assert_eq!(rank("存在しない語", &entries()), []);
    }
}
