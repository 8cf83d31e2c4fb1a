//! Gaps: how many rows of a category have which verdict, and what that means for the whole file.

use crate::domain::evaluate::Findings;
use crate::domain::pack::Pack;
use crate::domain::verdict::Verdict;

/// How many rows of a category have each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Counts {
    /// 適合見込み.
    pub satisfied: u32,
    /// 要確認.
    pub needs_confirmation: u32,
    /// 未回答.
    pub unanswered: u32,
    /// 不足.
    pub gap: u32,
    /// 対象外.
    pub not_applicable: u32,
}

impl Counts {
    /// The number of one verdict.
    pub fn of(self, verdict: Verdict) -> u32 {
        match verdict {
            Verdict::Gap => self.gap,
            Verdict::Unanswered => self.unanswered,
            Verdict::NeedsConfirmation => self.needs_confirmation,
            Verdict::Satisfied => self.satisfied,
            Verdict::NotApplicable => self.not_applicable,
        }
    }

    /// All rows, those not applicable included.
    pub fn total(self) -> u32 {
        Verdict::ALL.into_iter().map(|verdict| self.of(verdict)).sum()
    }

    fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Gap => &mut self.gap,
            Verdict::Unanswered => &mut self.unanswered,
            Verdict::NeedsConfirmation => &mut self.needs_confirmation,
            Verdict::Satisfied => &mut self.satisfied,
            Verdict::NotApplicable => &mut self.not_applicable,
        } += 1;
    }
}

/// The result of the chosen categories and their rows; exit codes follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overall {
    /// Everything is satisfied or not applicable.
    Clear,
    /// No gap, but something is unanswered or to be confirmed.
    Pending,
    /// At least one gap.
    Gaps,
}

/// The rows of a chosen category that count: answerable, with a verdict, and not spare; in pack order.
pub fn counted(pack: &Pack, findings: &Findings, category: &str) -> Vec<usize> {
    let Some(category) = findings.category(category) else { return Vec::new() };
    let counts = |at: &usize| {
        pack.answerable(*at)
            && findings.at(*at).verdict().is_some()
            && category.spare.binary_search(at).is_err()
    };
    category.rows.iter().copied().filter(counts).collect()
}

/// How many of the rows that count have each verdict; nothing for a category that is not chosen.
pub fn counts(pack: &Pack, findings: &Findings, category: &str) -> Counts {
    let mut counts = Counts::default();
    for at in counted(pack, findings, category) {
        counts.add(findings.at(at).outcome.verdict());
    }
    counts
}

/// The result of all chosen categories and the rows that count in them.
pub fn overall(pack: &Pack, findings: &Findings) -> Overall {
    let verdicts = findings.categories.iter().flat_map(|category| {
        let rows = counted(pack, findings, &category.id);
        let rows = rows.into_iter().map(|at| findings.at(at).outcome.verdict());
        rows.chain([category.outcome.verdict()])
    });
    verdicts.map(overall_of).max().unwrap_or(Overall::Clear)
}

fn overall_of(verdict: Verdict) -> Overall {
    match verdict {
        Verdict::Gap => Overall::Gaps,
        Verdict::Unanswered | Verdict::NeedsConfirmation => Overall::Pending,
        Verdict::Satisfied | Verdict::NotApplicable => Overall::Clear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verdict_is_counted_under_its_own_word() {
        let mut counts = Counts::default();
        for (times, verdict) in Verdict::ALL.into_iter().enumerate() {
            (0..=times).for_each(|_| counts.add(verdict));
        }
        let found: Vec<u32> = Verdict::ALL.into_iter().map(|verdict| counts.of(verdict)).collect();
        assert_eq!(found, [1, 2, 3, 4, 5]);
        assert_eq!(counts.total(), 15);
    }

    #[test]
    fn one_gap_outweighs_everything() {
        let worst = |verdicts: &[Verdict]| verdicts.iter().copied().map(overall_of).max();
        assert_eq!(worst(&Verdict::ALL), Some(Overall::Gaps));
        assert_eq!(worst(&[Verdict::Satisfied, Verdict::Unanswered]), Some(Overall::Pending));
        assert_eq!(worst(&[Verdict::Satisfied, Verdict::NotApplicable]), Some(Overall::Clear));
    }
}
