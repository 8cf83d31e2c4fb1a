//! The end of a quick review: the verdict, what it rests on, what remains, and how to go on.

use crate::domain::review::{Assumed, Review};
use crate::domain::text::{Lang, pick};
use crate::report::review::registers;
use crate::report::words;
use crate::tui::canvas::Lines;
use crate::tui::desktop::Desktop;
use crate::tui::screens::review::QuickReview;
use crate::tui::session::Session;

/// Columns of the labels.
const LABEL: u16 = 14;
/// Requirements named one by one before the rest is only counted.
const MOST_NAMED: usize = 3;

/// The result of a finished review, and what it rests on.
pub(super) fn summary(screen: &QuickReview, desktop: &Desktop, session: &Session, width: u16) -> Lines {
    let (lang, theme) = (desktop.lang(), &desktop.prefs.theme);
    let mut lines = desktop.prefs.lines(width);
    let Some(review) = &screen.state else { return lines };
    let name = session.pack.category(&screen.category).map_or("", |category| category.name.get(lang));
    lines.paragraph(0, name, theme.title);
    lines.gap();
    let label = pick(lang, "判定", "Verdict");
    let verdict = words::verdict(lang, review.verdict);
    lines.labelled(label, theme.muted, LABEL, verdict, theme.verdict(review.verdict));
    lines.paragraph(LABEL, settled(lang, screen.further()), theme.plain);
    let parts = [
        (pick(lang, "前提", "Assumed"), assumptions(lang, review)),
        (pick(lang, "台帳で決まる", "By registers"), to_fill(lang, session, review)),
        (pick(lang, "聞かない設問", "Not asked"), super::left_out(lang, review, screen.for_gaps)),
    ];
    for (label, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        lines.labelled(label, theme.muted, LABEL, &text, theme.plain);
    }
    lines.gap();
    if let Some(way) = way_on(lang, session, screen) {
        lines.paragraph(0, &way, theme.title);
    }
    let ways = pick(
        lang,
        "b でギャップ一覧、t で台帳に記録を入れる、Esc で自己評価へ",
        "b shows the gap board, t the registers, Esc the assessment",
    );
    lines.paragraph(0, ways, theme.plain);
    lines
}

fn settled(lang: Lang, further: usize) -> &'static str {
    if further > 0 {
        pick(
            lang,
            "残りの設問にどう答えても、区分の判定は変わりません。",
            "However the rest is answered, the category's verdict stays.",
        )
    } else {
        pick(
            lang,
            "この区分の設問は以上です。これ以上の答えは、要件の判定を変えません。",
            "Nothing is left to ask: no further answer would change a requirement.",
        )
    }
}

fn assumptions(lang: Lang, review: &Review) -> String {
    let count = |what| review.assumed.iter().filter(|assumption| assumption.what == what).count();
    let (claimed, unknown) = (count(Assumed::Claimed), count(Assumed::Unknown));
    let open = &review.open_registers;
    let mut texts = Vec::new();
    match (claimed, lang) {
        (0, _) => {}
        (n, Lang::Ja) => texts.push(format!("「はい」と申告し、記録を示していないもの {n}件(要確認)。")),
        (n, Lang::En) => texts.push(format!("{n} claimed with \"yes\" and not shown by records yet.")),
    }
    match (unknown, lang) {
        (0, _) => {}
        (n, Lang::Ja) => texts.push(format!("「わからない」のまま {n}件。")),
        (n, Lang::En) => texts.push(format!("{n} answered \"don't know\".")),
    }
    match (open.is_empty(), lang) {
        (true, _) => {}
        (false, Lang::Ja) => {
            texts.push(format!("未完了の台帳は、まだ増えるものとして判定: {}。", registers(lang, open)));
        }
        (false, Lang::En) => {
            texts.push(format!("Not called complete, so more may come: {}.", registers(lang, open)));
        }
    }
    texts.join(pick(lang, "", " "))
}

/// Requirements that only registers decide, with the registers to fill.
fn to_fill(lang: Lang, session: &Session, review: &Review) -> String {
    let rows = &review.by_registers;
    let row = |at: usize| session.pack.rows()[at].title.get(lang).to_owned();
    let named = rows.iter().take(MOST_NAMED);
    let mut texts: Vec<String> = named
        .map(|to_fill| format!("{} ({})", row(to_fill.at), registers(lang, &to_fill.registers)))
        .collect();
    match (rows.len().saturating_sub(MOST_NAMED), lang) {
        (0, _) => {}
        (rest, Lang::Ja) => texts.push(format!("ほか{rest}件")),
        (rest, Lang::En) => texts.push(format!("{rest} more")),
    }
    texts.join(pick(lang, "、", ", "))
}

/// What Enter does here, if anything.
fn way_on(lang: Lang, session: &Session, screen: &super::QuickReview) -> Option<String> {
    let next = screen.next.as_ref().and_then(|id| session.pack.category(id));
    match (screen.further(), next, lang) {
        (0, None, _) => None,
        (0, Some(next), Lang::Ja) => {
            Some(format!("Enter で次の区分「{}」のレビューへ", next.short.get(lang)))
        }
        (0, Some(next), Lang::En) => Some(format!("Enter goes on with {}", next.short.get(lang))),
        (n, _, Lang::Ja) => Some(format!("Enter で残り{n}問も答え、ほかの不足を洗い出す")),
        (n, _, Lang::En) => Some(format!("Enter asks {n} more, to find further gaps")),
    }
}
