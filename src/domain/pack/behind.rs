//! What lies behind a row: the registers that decide it, through the rows it is built from.

use std::collections::HashSet;

use super::Pack;
use crate::domain::register::Register;

impl Pack {
    /// The registers in which facts for a row, and for the rows it is built from, are entered: each once, the one that
    /// decides first.
    pub fn registers_behind(&self, at: usize) -> Vec<Register> {
        let (mut seen, mut found, mut open) = (HashSet::new(), Vec::new(), vec![at]);
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let rule = &self.rows()[at].rule;
            for register in rule.registers() {
                if !found.contains(&register) {
                    found.push(register);
                }
            }
            open.extend(rule.rows().into_iter().rev().filter_map(|id| self.position(id)));
        }
        found
    }
}
