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
