//! Where a line may end, and lines filled up to there.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use crate::tui::cells::{self, Ambiguous, Unit};

/// One line of wrapped text, as byte offsets into it. Lines follow each other without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrappedLine {
    /// Where the line starts.
    pub start: usize,
    /// Where what is drawn of it ends: before hanging spaces and the line end.
    pub shown: usize,
    /// Where the next line starts.
    pub end: usize,
}

impl WrappedLine {
    /// What is drawn of this line of `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.shown).unwrap_or_default()
    }
}

/// Never at the start of a line.
#[rustfmt::skip]
fn never_first(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '・' | '：' | '；' | '？' | '！' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | '々'
        | '〻' | 'ー' | '゛' | '゜' | '）' | '］' | '｝' | '〕' | '〉' | '》' | '」' | '』' | '】'
        | '〙' | '〗' | '〟' | '｠' | '〜' | '～' | '…' | '‥' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ'
        | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ'
        | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ｧ' | 'ｨ' | 'ｩ' | 'ｪ' | 'ｫ' | 'ｬ' | 'ｭ'
        | 'ｮ' | 'ｯ' | 'ｰ' | 'ﾞ' | 'ﾟ' | '｡' | '｣' | '､' | '･')
}

/// Never at the end of a line.
#[rustfmt::skip]
fn never_last(c: char) -> bool {
    matches!(c, '（' | '［' | '｛' | '〔' | '〈' | '《' | '「' | '『' | '【' | '〘' | '〖' | '〝' | '｟' | '｢')
}

/// Breaks text into lines of at most `width` cells; `\n` always ends a line.
///
/// There is at least one line, and one more after a final `\n`. A word longer than a line is broken where
/// it must be. A character wider than `width` still gets a line of its own.
pub fn wrap(text: &str, width: usize, mode: Ambiguous) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, width, mode, start, &mut lines);
        start += paragraph.len() + 1;
        if let Some(last) = lines.last_mut() {
            last.end = start.min(text.len());
        }
    }
    lines
}

/// Wraps text without `\n`; offsets are counted from `base`.
fn wrap_paragraph(text: &str, width: usize, mode: Ambiguous, base: usize, lines: &mut Vec<WrappedLine>) {
    let mut filler = Filler { text, width, mode, base, start: 0, column: 0, lines };
    if cells::width(text, mode) > width {
        let mut start = 0;
        for end in opportunities(text) {
            filler.add(start, end);
            start = end;
        }
    }
    filler.close(text.len());
}

/// Where a line may end, and the end of the text; never inside a unit of [`cells::units`].
fn opportunities(text: &str) -> impl Iterator<Item = usize> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let mut ends = cells::boundaries(text).peekable();
    LineSegmenter::new_for_non_complex_scripts(options).segment_str(text).filter(move |at| {
        while ends.next_if(|end| end < at).is_some() {}
        *at == text.len() || ends.peek() == Some(at) && may_break(text, *at)
    })
}

/// Whether the characters around a boundary allow a line to end there.
fn may_break(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    !after.starts_with(never_first) && !before.ends_with(never_last)
}

struct Filler<'a> {
    text: &'a str,
    width: usize,
    mode: Ambiguous,
    base: usize,
    /// Where the open line starts, in bytes of `text`.
    start: usize,
    /// The cells the open line takes, hanging spaces included.
    column: usize,
    lines: &'a mut Vec<WrappedLine>,
}

impl Filler<'_> {
    /// Adds an unbreakable piece to the open line, or to a new one if it does not fit.
    fn add(&mut self, start: usize, end: usize) {
        let piece = self.text.get(start..end).unwrap_or_default();
        let whole = cells::width(piece, self.mode);
        let inked_piece = piece.trim_end_matches(is_hanging);
        let inked =
            if inked_piece.len() == piece.len() { whole } else { cells::width(inked_piece, self.mode) };
        if self.column + inked > self.width && self.start < start {
            self.close(start);
        }
        if inked > self.width {
            self.break_up(start, end);
        } else {
            self.column += whole;
        }
    }

    /// Breaks a piece that is longer than a line, at the last place the rules allow or else at the edge.
    fn break_up(&mut self, start: usize, end: usize) {
        let piece = self.text.get(start..end).unwrap_or_default();
        let inked_end = start + piece.trim_end_matches(is_hanging).len();
        for Unit { start: at, width, .. } in cells::units(piece, self.mode) {
            let at = start + at;
            while self.column + width > self.width && at > self.start && at < inked_end {
                let cut = self.last_allowed(at);
                self.close(cut);
                self.column = cells::width(self.text.get(cut..at).unwrap_or_default(), self.mode);
            }
            self.column += width;
        }
    }

    /// The last boundary in the open line up to `edge` at which a line may end; `edge` if there is none.
    fn last_allowed(&self, edge: usize) -> usize {
        let mut at = edge;
        while at > self.start && !may_break(self.text, at) {
            at = cells::previous_boundary(self.text, at);
        }
        if at > self.start { at } else { edge }
    }

    fn close(&mut self, end: usize) {
        let line = self.text.get(self.start..end).unwrap_or_default();
        let last = end == self.text.len();
        let inked = if last && cells::width(line, self.mode) <= self.width {
            line.len()
        } else {
            line.trim_end_matches(is_hanging).len()
        };
        let (start, shown, end) = (self.base + self.start, self.base + self.start + inked, self.base + end);
        self.lines.push(WrappedLine { start, shown, end });
        self.start = end - self.base;
        self.column = 0;
    }
}

fn is_hanging(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::super::wrap_strings;
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap_strings(text, width, Ambiguous::Narrow)
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_marks() {
        assert_eq!(lines("脆弱性診断を行う。", 10), ["脆弱性診断", "を行う。"]);
        assert_eq!(lines("脆弱性診断。終", 10), ["脆弱性診", "断。終"]);
        assert_eq!(lines("これは「診断」です", 8), ["これは", "「診断」", "です"]);
        assert_eq!(lines("データベースサーバー", 6), ["データ", "ベース", "サー", "バー"]);
        assert_eq!(lines("きっちり", 4), ["きっ", "ちり"]);
    }

    #[test]
    fn words_stay_whole_and_spaces_hang() {
        assert_eq!(lines("the quick brown fox", 9), ["the quick", "brown fox"]);
        assert_eq!(lines("ISO/IEC 27001 の認証", 8), ["ISO/IEC", "27001 の", "認証"]);
        assert_eq!(lines("aaaaaaaaaaaa", 5), ["aaaaa", "aaaaa", "aa"]);
        assert_eq!(lines("aaaaaaaa。", 8), ["aaaaaaa", "a。"]);
        assert_eq!(lines("弱性\u{1F3FD}か", 3), ["弱", "性\u{1F3FD}", "か"]);
    }

    #[test]
    fn line_ends_are_kept() {
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a\n\nb\n", 5), ["a", "", "b", ""]);
    }

    #[test]
    fn widths_follow_the_mode() {
        assert_eq!(wrap_strings("※※※", 4, Ambiguous::Wide), ["※※", "※"]);
        assert_eq!(lines("脆弱", 1), ["脆", "弱"]);
    }
}
