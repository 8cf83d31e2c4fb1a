//! A plan as bars over weeks: from which week on each step can be taken, how long it takes and how long it can wait.
//!
//! Every sign is a letter of ASCII, so that the bars read the same without colour and in every terminal.

use ratatui::layout::Rect;

use crate::domain::date::{Date, days_after};
use crate::domain::plan::{Plan, Slot};
use crate::domain::text::{Lang, pick, tr};
use crate::report::plan::PlanReport;
use crate::tui::canvas::Canvas;

/// Cells of the columns before the bars.
const WEEK: u16 = 4;
const SLACK: u16 = 6;
/// Most cells for one week.
const WIDEST: u32 = 4;
/// Cells from one day of the scale to the next, at least.
const APART: u32 = 8;

/// Where the bars are, and how many days a cell is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bars {
    left: u16,
    cells: u16,
    begun: Date,
    /// The reference date, in days from the first one.
    reference: Option<u32>,
    /// So many cells for so many days.
    scale: (u32, u32),
}

impl Bars {
    pub(super) fn of(list: Rect, report: &PlanReport<'_>, plan: &Plan) -> Self {
        let cells = (list.width * 2 / 5).max(20);
        let begun = report.begun(plan);
        let reference = (report.day >= begun).then(|| days_after(begun, report.day));
        // The reference date is shown where that does not shrink the bars by more than a half.
        let reference = reference.filter(|&day| day <= plan.cost.days.saturating_mul(2).max(7));
        let days = plan.cost.days.max(reference.unwrap_or(0)) + 1;
        let (weeks, room) = (days.div_ceil(7), u32::from(cells));
        let scale =
            if weeks <= room { ((room / weeks).clamp(1, WIDEST), 7) } else { (1, 7 * weeks.div_ceil(room)) };
        Self { left: list.right() - cells, cells, begun, reference, scale }
    }

    /// Up to where the names of the steps go.
    pub(super) fn names_end(&self) -> u16 {
        self.left - 2 - SLACK - WEEK
    }

    /// What the columns are, and the days of the scale.
    pub(super) fn head(&self, lang: Lang, y: u16, canvas: &mut Canvas<'_>) {
        let muted = canvas.theme.muted;
        canvas.text(8, y, pick(lang, "手順", "Step"), muted, 20);
        canvas.right(self.names_end() + WEEK, y, pick(lang, "週", "Week"), muted);
        canvas.right(self.left - 1, y, pick(lang, "余裕", "Slack"), muted);
        let (cells, days) = self.scale;
        // A scale of more than a year tells years, too.
        let whole = u32::from(self.cells) * days / cells > 365;
        let each = APART.div_ceil(cells.max(1)).max(1);
        for part in (0..).step_by(each as usize) {
            let day = part * days;
            let x = self.left + self.cell(day);
            if x + 7 > self.left + self.cells {
                break;
            }
            let text = self.begun.saturating_add(jiff::Span::new().days(i64::from(day))).to_string();
            let shown = if whole { text.get(..7) } else { text.get(5..) };
            canvas.text(x, y, shown.unwrap_or_default(), muted, 7);
        }
    }

    /// What the signs mean.
    pub(super) fn legend(lang: Lang, (nth, count): (usize, usize), plan: &Plan, wide: bool) -> String {
        let days = plan.cost.days;
        if !wide {
            return tr!(
                lang,
                "案 {nth}/{count}  {days}日  * # 余裕なし  = 手順  - 余裕  : 基準日",
                "{nth}/{count}  {days} days  * # critical  = step  - slack  : ref. date"
            );
        }
        tr!(
            lang,
            "案 {nth}/{count}  完了まで {days}日   * # 余裕なし  = 手順  - 余裕  : 基準日",
            "plan {nth}/{count}  {days} days   * # critical  = step  - slack  : reference date"
        )
    }

    /// The bar of a step.
    pub(super) fn row(&self, slot: &Slot, y: u16, canvas: &mut Canvas<'_>) {
        let plain = canvas.theme.plain;
        if slot.is_critical() {
            canvas.text(7, y, "*", canvas.theme.warning, 1);
        }
        canvas.right(self.names_end() + WEEK, y, &(slot.start / 7 + 1).to_string(), plain);
        canvas.right(self.left - 1, y, &slot.slack().to_string(), plain);
        let [start, finish, last] = [slot.start, slot.finish, slot.latest_finish].map(|day| self.cell(day));
        let start = start.min(self.cells - 1);
        let finish = finish.max(start + 1);
        let (sign, style) = if slot.is_critical() { ("#", canvas.theme.warning) } else { ("=", plain) };
        for x in start..finish {
            canvas.text(self.left + x, y, sign, style, 1);
        }
        for x in finish..last {
            canvas.text(self.left + x, y, "-", canvas.theme.muted, 1);
        }
        let reference = self.reference.map(|day| self.cell(day).min(self.cells - 1));
        if let Some(x) = reference.filter(|x| !(start..finish).contains(x)) {
            canvas.text(self.left + x, y, ":", canvas.theme.muted, 1);
        }
    }

    /// The cell of a day.
    fn cell(&self, day: u32) -> u16 {
        let (cells, days) = self.scale;
        u16::try_from(day * cells / days).unwrap_or(self.cells).min(self.cells)
    }
}
