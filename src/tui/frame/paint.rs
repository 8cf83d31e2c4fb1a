//! Painting the difference between two rows in the fewest bytes: each choice (walk over a gap or jump it,
//! spaces or an erase, which erase) is tried out and the shorter way taken.

use super::cell_shift;
use super::row::Glyph;
use super::writer::Writer;

/// Fewer blanks than this are never worth an erase.
const ERASE: usize = 4;

/// Writes what turns `before` into `after`, both of the same length.
pub(super) fn paint(writer: &mut Writer, y: u16, before: &[Glyph<'_>], after: &[Glyph<'_>]) {
    let Some(first) = (0..after.len()).find(|x| before.get(*x) != after.get(*x)) else { return };
    let mut best = writer.fork();
    draw(&mut best, y, (before, after), first, usize::MAX);
    for clear in clearings(before, after, first) {
        let mut other = writer.fork();
        draw(&mut other, y, (before.get(..clear).unwrap_or_default(), after), first, best.len());
        if other.len() < best.len() {
            best = other;
        }
    }
    if let Some(shift) = cell_shift::find(before, after, first) {
        let mut other = writer.fork();
        other.shift(shift, y, after.len());
        draw(&mut other, y, (&shift.of(before), after), first, best.len());
        if other.len() < best.len() {
            best = other;
        }
    }
    writer.adopt(best);
}

/// Where clearing the rest of the row could pay: blanks begin there, and enough of what is behind goes.
fn clearings(before: &[Glyph<'_>], after: &[Glyph<'_>], first: usize) -> Vec<usize> {
    let goes = |x: &usize| after[*x].is_plain_blank() && before[*x] != after[*x];
    let mut left = (first..after.len()).filter(goes).count();
    let mut places = Vec::new();
    for x in first..after.len() {
        if left < ERASE {
            break;
        }
        let begins = x == first || !after[x - 1].is_plain_blank();
        if after[x].is_plain_blank() && begins {
            places.push(x);
        }
        left -= usize::from(goes(&x));
    }
    places
}

/// Draws from column `first` on. Where `before` ends, the rest of the row is cleared. A way that takes `limit`
/// bytes is given up.
fn draw(
    writer: &mut Writer,
    y: u16,
    (before, after): (&[Glyph<'_>], &[Glyph<'_>]),
    first: usize,
    limit: usize,
) {
    let cleared = before.len();
    let stays = |x: usize, new: &Glyph<'_>| match before.get(x) {
        Some(old) => old == new,
        None => new.is_plain_blank(),
    };
    let next = |from: usize| {
        (from..after.len()).find(|x| *x == cleared || (after[*x].width > 0 && !stays(*x, &after[*x])))
    };
    let mut at = next(first);
    while let Some(x) = at.filter(|_| writer.len() < limit) {
        reach(writer, x, y, after);
        if x == cleared {
            writer.clear_to_end();
            at = next(x + 1);
            continue;
        }
        let blanks = blanks_to_erase(before, after, x);
        if blanks >= ERASE {
            at = next(x + blanks);
            erase(writer, (x, y), blanks, at, after);
            continue;
        }
        writer.print(&after[x], after.get(x + usize::from(after[x].width)));
        at = next(x + 1);
    }
}

/// How many columns from `x` on have to become plain blanks, as far as the last one that is none yet.
fn blanks_to_erase(before: &[Glyph<'_>], after: &[Glyph<'_>], x: usize) -> usize {
    let run = before.iter().zip(after).skip(x).take_while(|(_, new)| new.is_plain_blank());
    run.enumerate().filter(|(_, (old, new))| old != new).map(|(at, _)| at + 1).last().unwrap_or(0)
}

/// Blanks by spaces or by an erase, whichever is the shorter way to where painting goes on.
fn erase(writer: &mut Writer, (x, y): (usize, u16), blanks: usize, next: Option<usize>, after: &[Glyph<'_>]) {
    let blank = |writer: &mut Writer, by_spaces: bool| {
        if by_spaces {
            after.iter().skip(x).take(blanks).for_each(|glyph| writer.print(glyph, None));
        } else {
            writer.erase(blanks as u16);
        }
    };
    let [erased, spaces] = [false, true].map(|by_spaces| {
        writer.cost(|writer| {
            blank(writer, by_spaces);
            next.into_iter().for_each(|next| reach(writer, next, y, after));
        })
    });
    blank(writer, spaces <= erased);
}

/// Brings the cursor to a column: by a move, or over a short way by writing what is there again.
fn reach(writer: &mut Writer, x: usize, y: u16, after: &[Glyph<'_>]) {
    let target = x as u16;
    let go = |writer: &mut Writer, from: Option<u16>| {
        if let Some(from) = from {
            writer.move_to(from, y);
            let gap = after.iter().take(x).skip(usize::from(from));
            gap.filter(|glyph| glyph.width > 0).for_each(|glyph| writer.print(glyph, None));
        } else {
            writer.move_to(target, y);
        }
        after.get(x).into_iter().for_each(|glyph| writer.prepare(glyph));
    };
    let here = writer.column_on(y);
    let begin = writer.mark();
    go(writer, None);
    let jump = writer.len() - begin.len();
    let walks = [here.filter(|from| *from < target), Some(0).filter(|_| here != Some(target))];
    let shorter = |from: &u16| {
        let gap = after.get(usize::from(*from)..x).filter(|gap| !gap.is_empty());
        gap.is_some_and(|gap| can_walk(writer, gap, jump))
    };
    let mut walks = walks.into_iter().flatten().filter(shorter).peekable();
    if walks.peek().is_none() {
        return;
    }
    let walks: Vec<u16> = walks.collect();
    writer.back_to(begin);
    let costs = walks.into_iter().map(|from| (writer.cost(|writer| go(writer, Some(from))), from));
    let walk = costs.min_by_key(|(bytes, _)| *bytes).filter(|(bytes, _)| *bytes < jump);
    go(writer, walk.map(|(_, from)| from));
}

/// Whether what is in a gap can be written again, and that may be shorter than a jump of so many bytes.
fn can_walk(writer: &Writer, gap: &[Glyph<'_>], jump: usize) -> bool {
    let starts_whole = gap.first().is_some_and(|glyph| glyph.width > 0);
    let bytes = gap.iter().map(|glyph| glyph.symbol.len());
    let mut so_far = bytes.scan(0, |sum, bytes| {
        *sum += bytes;
        Some(*sum)
    });
    so_far.all(|bytes| bytes < jump) && starts_whole && gap.iter().all(|glyph| writer.is_sure_of(glyph))
}

/// Roughly the bytes it takes to repaint a row.
pub(super) fn estimate(before: &[Glyph<'_>], after: &[Glyph<'_>]) -> usize {
    let mut bytes = 0;
    let mut in_run = false;
    for (old, new) in before.iter().zip(after) {
        let differs = old != new;
        if differs {
            let clears = new.is_blank() && in_run;
            bytes += if clears { 0 } else { new.symbol.len() } + if in_run { 0 } else { 6 };
        }
        in_run = differs;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::super::row;
    use super::super::style::{CellStyle, Depth};
    use super::super::writer::{CursorPosition, TerminalState};
    use super::*;

    fn painted(before: &str, after: &str) -> String {
        let (old, new) = (Buffer::with_lines([before]), Buffer::with_lines([after]));
        let (old, new) = (row::read(&old, 0, Depth::Mono), row::read(&new, 0, Depth::Mono));
        let state = TerminalState { style: CellStyle::default(), position: CursorPosition::at(0, 0) };
        let mut writer = Writer::new((new.len() as u16, 5), false, state);
        paint(&mut writer, 0, &old, &new);
        String::from_utf8(writer.out).expect("text")
    }

    #[test]
    fn short_gaps_are_written_again_and_long_ones_jumped() {
        assert_eq!(painted("a bcd e", "x bcd y"), "x\x1b[5Cy");
        assert_eq!(painted("a b e", "x b y"), "x b y");
        assert_eq!(painted("abc", "abd"), "abd");
        assert_eq!(painted("脆弱性a", "脆弱性b"), "\x1b[6Cb");
    }

    #[test]
    fn what_goes_is_erased_the_shortest_way() {
        assert_eq!(painted("abcdefgh", "        "), "\x1b[K");
        assert_eq!(painted("abcdefghijkl mno", "a            mno"), "a\x1b[11X");
        assert_eq!(painted("abcd xyz", "a    xyz"), "a   ");
        assert_eq!(
            painted("abcdefghijklmnopqrstuvwxyz", "a                       xyz"),
            "a\x1b[K\x1b[23Cxyz"
        );
    }
}
