//! Rows that the terminal moves up or down by itself.

/// Rows `top..=bottom` move by `by` rows; what leaves the range is lost, what comes free is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) by: u16,
    pub(super) up: bool,
}

impl Scroll {
    /// The row whose content is in row `y` after the scroll; `None` for a row that came free.
    pub(super) fn origin(self, y: u16) -> Option<u16> {
        if !(self.top..=self.bottom).contains(&y) {
            return Some(y);
        }
        let from = if self.up { y.checked_add(self.by) } else { y.checked_sub(self.by) };
        from.filter(|from| (self.top..=self.bottom).contains(from))
    }

    /// The order of rows after the scroll; `blank` for those that came free.
    pub(super) fn of(self, order: &[usize], blank: usize) -> Vec<usize> {
        let from = |y| self.origin(y).and_then(|y| order.get(usize::from(y)).copied());
        (0..order.len() as u16).map(|y| from(y).unwrap_or(blank)).collect()
    }
}
