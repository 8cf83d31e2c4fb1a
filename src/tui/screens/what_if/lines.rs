//! The lines of the what-if screen: changes, flips, ready-made tries, scenarios; which of them take the cursor.

use crate::domain::flip::RowFlip;
use crate::domain::text::{Lang, pick, tr};
use crate::tui::desktop::Desktop;
use crate::tui::screens::what_if::state::WhatIf;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WhatIfLine {
    /// The heading of a section.
    Heading(String),
    /// Something to read.
    Text(&'static str),
    /// A change made so far, by its place.
    Change(usize),
    /// A requirement whose verdict flips.
    Flip(RowFlip),
    /// Something ready-made to try.
    Try(Try),
    /// A scenario put aside, by its place.
    Scenario(usize),
    /// Nothing.
    Gap,
}

/// What can be tried without going anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Try {
    /// Somebody leaves.
    Departure,
    /// Somebody comes.
    Hire,
    /// Another reference date.
    Date,
}

impl Try {
    const ALL: [Self; 3] = [Self::Departure, Self::Hire, Self::Date];

    /// What it is called.
    pub(super) const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Departure => pick(lang, "だれかが退職したら ...", "Somebody leaves ..."),
            Self::Hire => pick(lang, "だれかを採用したら ...", "Somebody is hired ..."),
            Self::Date => pick(lang, "基準日が別の日なら ...", "Another reference date ..."),
        }
    }
}

/// What there is to know before anything was changed, Japanese first.
const WELCOME: [(&str, &str); 2] = [
    (
        "ここからの変更は、採用するまでファイルに書きません。",
        "Nothing from here on is written to the file before it is kept.",
    ),
    (
        "Esc で元の画面へ戻り、答えや台帳を自由に変えてみてください。",
        "Esc goes back to the screens: change answers and registers at will.",
    ),
];

/// Everything on the screen below the categories.
pub(super) fn of(screen: &WhatIf, desktop: &Desktop) -> Vec<WhatIfLine> {
    let lang = desktop.lang();
    let Some(trial) = &desktop.trial else { return Vec::new() };
    let mut lines = Vec::new();
    if trial.changes.is_empty() {
        lines.extend(WELCOME.map(|(ja, en)| WhatIfLine::Text(pick(lang, ja, en))));
    } else {
        flips(lang, &trial.flips.rows, &mut lines);
        lines.push(WhatIfLine::Gap);
        let count = trial.changes.len();
        lines.push(WhatIfLine::Heading(tr!(lang, "ここまでの変更 {count}件", "Changes so far: {count}")));
        lines.extend((0..count).map(WhatIfLine::Change));
    }
    lines.push(WhatIfLine::Gap);
    lines.push(WhatIfLine::Heading(pick(lang, "ためしてみる", "Try").to_owned()));
    lines.extend(Try::ALL.map(WhatIfLine::Try));
    if !screen.scenarios.is_empty() {
        lines.push(WhatIfLine::Gap);
        lines.push(WhatIfLine::Heading(pick(lang, "取り置いたシナリオ", "Scenarios put aside").to_owned()));
        lines.extend((0..screen.scenarios.len()).map(WhatIfLine::Scenario));
    }
    lines
}

fn flips(lang: Lang, flips: &[RowFlip], lines: &mut Vec<WhatIfLine>) {
    lines.push(WhatIfLine::Heading(match flips.len() {
        0 => pick(lang, "変わる要件の判定はありません", "No requirement flips").to_owned(),
        count => tr!(lang, "変わる要件の判定 {count}件", "Requirements that flip: {count}"),
    }));
    lines.extend(flips.iter().copied().map(WhatIfLine::Flip));
}

/// The places of the lines that take the cursor.
pub(super) fn stops(lines: &[WhatIfLine]) -> Vec<usize> {
    let takes = |line: &WhatIfLine| {
        matches!(
            line,
            WhatIfLine::Change(_) | WhatIfLine::Flip(_) | WhatIfLine::Try(_) | WhatIfLine::Scenario(_)
        )
    };
    (0..lines.len()).filter(|at| takes(&lines[*at])).collect()
}
