//! Orders on their way to the store thread. Edits among them get into the history while something else is still being
//! written: a slow file keeps no accepted edit waiting.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::Order;
use super::pace::Pace;
use crate::domain::change::Change;

/// What was ordered and is not carried out yet, in order.
pub(super) struct Inbox {
    orders: Receiver<Order>,
    waiting: RefCell<VecDeque<Order>>,
}

impl Inbox {
    pub(super) fn new(orders: Receiver<Order>) -> Self {
        Self { orders, waiting: RefCell::default() }
    }

    /// The next order; nothing once nobody can leave one any more.
    pub(super) fn next(&self) -> Option<Order> {
        self.waiting().or_else(|| self.orders.recv().ok())
    }

    /// The same, waiting no longer than `within`.
    pub(super) fn next_within(&self, within: Duration) -> Result<Order, RecvTimeoutError> {
        self.waiting().map_or_else(|| self.orders.recv_timeout(within), Ok)
    }

    /// The next order, if one is there.
    pub(super) fn next_now(&self) -> Option<Order> {
        self.waiting().or_else(|| self.orders.try_recv().ok())
    }

    fn waiting(&self) -> Option<Order> {
        self.waiting.borrow_mut().pop_front()
    }

    /// Hands the edits that have come for the open file to its history; their values are taken when it is their turn.
    pub(super) fn note_edits(&self, pace: &Pace, mut note: impl FnMut(&Change)) {
        let mut waiting = self.waiting.borrow_mut();
        waiting.extend(self.orders.try_iter());
        // What comes behind another file, or behind records that are to come first, is not its turn yet.
        for order in waiting.iter_mut().take_while(|order| !order.comes_before_edits()) {
            if let Order::Record(change, assessment) = order {
                note(change);
                pace.noted();
                *order = Order::Noted(std::mem::take(assessment));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc;

    use super::*;
    use crate::domain::assessment::{Answer, Assessment, Claim};

    fn record(row: &str) -> Order {
        let (row, remark, by, post) = (row.to_owned(), String::new(), String::new(), String::new());
        let claim = Claim { row, answer: Answer::Yes, remark, by, post, at: String::new() };
        let change = Change::set_claim(&Assessment::default(), &claim.row.clone(), Some(claim));
        Order::Record(Box::new(change), Box::default())
    }

    #[test]
    fn edits_of_the_open_file_are_noted_once_and_those_behind_another_file_are_not() {
        let (orders, inbox) = mpsc::channel();
        let (inbox, pace) = (Inbox::new(inbox), Pace::default());
        let send = |order| orders.send(order).expect("sent");
        let noted = || {
            let mut rows = Vec::new();
            inbox.note_edits(&pace, |change| rows.push(change.subject()));
            rows
        };
        [Order::Visit("a".into()), record("a"), Order::ListRecent, record("b")].into_iter().for_each(send);
        assert_eq!(noted(), ["a", "b"]);
        [record("c"), Order::Open(PathBuf::from("other.ron")), record("d")].into_iter().for_each(send);
        assert_eq!((noted(), noted()), (vec!["c".to_owned()], vec![]));
        let left = std::iter::from_fn(|| inbox.next_now());
        let left: String = left
            .map(|order| match order {
                Order::Noted(_) => 'n',
                Order::Record(..) => 'r',
                _ => '-',
            })
            .collect();
        assert_eq!(left, "-n-nn-r", "in their order");
    }
}
