//! Wrapping: nothing lost, no line too wide, no line that starts or ends as Japanese lines must not.

use kijun::tui::cells::{self, Ambiguous};
use kijun::tui::wrap::wrap;
use proptest::prelude::*;

const NOT_FIRST: &str = "、。，．・：；？！々ー）」』】〕〉》ぁっゃゅょッャュョ｡｣､ｰﾞﾟ…〜";
const NOT_LAST: &str = "（「『【〔〈《｢";

fn text() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "脆弱性",
        "診断",
        "を",
        "「",
        "」",
        "、",
        "。",
        "っ",
        "ー",
        "サーバ",
        "々",
        " ",
        "　",
        "\n",
        "ISO/IEC 27001",
        "abcdefghijklmnop",
        "(a)",
        "※",
        "ｶﾞ",
        "…",
        "カ\u{3099}",
        "👍",
        "\u{1F3FD}",
        "\u{200D}",
        "\u{301}",
    ]);
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn is_good(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    !after.starts_with(|c| NOT_FIRST.contains(c)) && !before.ends_with(|c| NOT_LAST.contains(c))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(1_000)))]

    #[test]
    fn wrapped_lines_fit_and_lose_nothing(text in text(), width in 2usize..24) {
        for mode in [Ambiguous::Narrow, Ambiguous::Wide] {
            let lines = wrap(&text, width, mode);
            let mut at = 0;
            let ends: Vec<_> = cells::units(&text, mode).map(|unit| unit.end).collect();
            for line in &lines {
                prop_assert!(line.end == 0 || ends.contains(&line.end));
                prop_assert_eq!(line.start, at);
                prop_assert!(cells::width(line.text(&text), mode) <= width);
                let hidden = &text[line.shown..line.end];
                prop_assert!(hidden.chars().all(|c| matches!(c, ' ' | '　' | '\n')), "{:?}", hidden);
                at = line.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }

    #[test]
    fn lines_start_and_end_as_they_may(text in text(), width in 2usize..24) {
        let lines = wrap(&text, width, Ambiguous::Narrow);
        for line in lines.iter().filter(|line| line.end < text.len() && !text[..line.end].ends_with('\n')) {
            let starts = cells::units(&text, Ambiguous::Narrow).map(|unit| unit.start);
            let mut inside = starts.filter(|at| (line.start + 1..line.end).contains(at));
            prop_assert!(is_good(&text, line.end) || !inside.any(|at| is_good(&text, at)), "{:?}", line);
        }
    }

    #[test]
    fn any_text_at_any_width_is_wrapped(text in any::<String>(), width in 0usize..40) {
        let lines = wrap(&text, width, Ambiguous::Narrow);
        prop_assert!(!lines.is_empty());
        prop_assert_eq!(lines.iter().map(|line| &text[line.start..line.end]).collect::<String>(), text);
    }
}
