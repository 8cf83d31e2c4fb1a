//! Why a file was not read, and how large one is.

use crate::domain::evidence::Trouble;
use crate::domain::text::{Lang, pick};

/// Why a file was not read, in a few words.
pub fn trouble(lang: Lang, trouble: &Trouble) -> String {
    let (ja, en) = match trouble {
        Trouble::Missing => ("見つかりません", "not found"),
        Trouble::Folder => ("フォルダーです", "a folder"),
        Trouble::Special => ("パイプやデバイスで、ファイルではありません", "a pipe or a device, not a file"),
        Trouble::Circle => ("リンクが循環しています", "links lead in a circle"),
        Trouble::Changing => ("読んでいる間に変わりました", "changed while it was read"),
        Trouble::OutOfReach => ("この画面から見られる場所にありません", "out of reach of this workbench"),
        Trouble::GivenUp => ("読むのをやめました", "reading was given up"),
        Trouble::Unreadable(why) => return why.get(lang).to_owned(),
    };
    pick(lang, ja, en).to_owned()
}

/// A size as people read it: `812 B`, `1.4 MB`.
pub fn size(bytes: u64) -> String {
    const STEP: u64 = 1000;
    let (mut unit, mut one) = ("B", 1);
    for larger in ["kB", "MB", "GB", "TB"] {
        if bytes / one < STEP {
            break;
        }
        (unit, one) = (larger, one * STEP);
    }
    match (one, bytes / one) {
        (1, whole) => format!("{whole} {unit}"),
        (_, whole) if whole >= 10 => format!("{whole} {unit}"),
        (_, whole) => format!("{whole}.{} {unit}", bytes % one * 10 / one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let sizes = [0, 999, 1000, 1_450, 12_345, 9_999_999, 3_000_000_000].map(size);
        assert_eq!(sizes, ["0 B", "999 B", "1.0 kB", "1.4 kB", "12 kB", "9.9 MB", "3.0 GB"]);
    }
}
