//! Which ids were given out: none is given out twice.

use super::entry::Entry;
use super::kinds::{Change, Swap};
use super::series::Series;
use crate::domain::assessment::Assessment;

/// The highest number each series has been seen with, so that no id is given out twice even if what had it
/// is gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issued {
    highest: [u32; Series::ALL.len()],
}

impl Issued {
    /// The ids that an assessment uses.
    pub fn of(assessment: &Assessment) -> Self {
        let mut issued = Self::default();
        issued.see(assessment);
        issued
    }

    /// Adds the ids that an assessment uses.
    pub fn see(&mut self, assessment: &Assessment) {
        assessment.fact_ids().into_iter().for_each(|id| self.reserve(id));
        // What a scenario would add keeps its id, so that it still fits when it is taken up.
        let put_aside = assessment.scenarios.iter().flat_map(|scenario| &scenario.changes);
        put_aside.for_each(|change| self.note(change));
    }

    /// Adds the ids of a change, before and after: those of the history keep removed ones from coming back.
    pub fn note(&mut self, change: &Change) {
        match change {
            Change::Person(swap) => self.note_swap(swap),
            Change::Contract(swap) => self.note_swap(swap),
            Change::Document(swap) => self.note_swap(swap),
            Change::Record(swap) => self.note_swap(swap),
            Change::Equivalence(swap) => self.note_swap(swap),
            Change::Evidence(swap) => self.note_swap(swap),
            Change::Scenario(swap) => {
                let sides = swap.before.iter().chain(&swap.after);
                sides.flat_map(|scenario| &scenario.changes).for_each(|change| self.note(change));
            }
            Change::Several(parts) => parts.iter().for_each(|part| self.note(part)),
            _ => {}
        }
    }

    /// Adds everything another one has seen.
    pub fn join(&mut self, other: &Self) {
        for (ours, theirs) in self.highest.iter_mut().zip(other.highest) {
            *ours = theirs.max(*ours);
        }
    }

    /// The next free id: one above the highest ever seen.
    pub fn next(&self, series: Series) -> String {
        series.id(self.highest[series as usize].saturating_add(1))
    }

    /// Gives out the next free id.
    pub fn take(&mut self, series: Series) -> String {
        let id = self.next(series);
        self.reserve(&id);
        id
    }

    /// Whether a number of a series may have been given out.
    pub fn knows(&self, series: Series, number: u32) -> bool {
        number <= self.highest[series as usize]
    }

    fn note_swap<T: Entry>(&mut self, swap: &Swap<T>) {
        for entry in swap.before.iter().chain(&swap.after) {
            self.reserve(&entry.key());
        }
    }

    /// Keeps an id from being given out.
    pub fn reserve(&mut self, id: &str) {
        for series in Series::ALL {
            if let Some(number) = series.number(id) {
                let highest = &mut self.highest[series as usize];
                *highest = number.max(*highest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::Person;

    #[test]
    fn an_id_is_not_given_out_again_after_a_removal() {
        let mut assessment = Assessment::default();
        let mut issued = Issued::of(&assessment);
        let person = Person { id: issued.next(Series::Person).into(), ..Person::default() };
        let add = Change::put(&assessment, person);
        for change in [&add, &add.inverse()] {
            issued.note(change);
            change.apply(&mut assessment).expect("fits");
        }
        assert!(assessment.people.is_empty());
        assert_eq!(issued.next(Series::Person), "P-02");
        assert_eq!(issued.next(Series::Contract), "C-01");
    }
}
