//! The examiner's lint: what a reviewer of the registration body would point at, beside the verdicts.
//!
//! Each check is data: where it comes from, and in which years. A remark names rows and facts; it never
//! changes a verdict.

mod papers;
mod people;
mod records;

use crate::domain::assessment::Assessment;
use crate::domain::date::Date;
use crate::domain::evaluate::{Basis, Findings, Judge, evaluate};
use crate::domain::pack::Pack;
use crate::domain::reference::References;
use crate::domain::rule::Rule;

/// Where a check comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The surveillance results that the registration body publishes each year.
    Surveillance {
        /// The number of the finding among those that repeat: F1 to F9.
        finding: u8,
        /// First fiscal year it was read from.
        from: u16,
        /// Last one.
        to: u16,
    },
    /// A doubt of the criteria, on which a careful reviewer would ask.
    Doubt(&'static str),
    /// Entries that contradict each other.
    Consistency,
}

/// Whether the registers hold what a check needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Judged from the registers.
    Registers,
    /// Not recorded anywhere; the program can only remind of it.
    Reminder,
}

macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $source:expr, $reach:ident;)*) => {
        /// One check.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check {
            $($(#[$doc])* $name,)*
        }

        impl Check {
            /// All checks, in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word used in JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Where it comes from.
            pub fn source(self) -> Source {
                match self { $(Self::$name => $source,)* }
            }

            /// Whether the registers hold what it needs.
            pub fn reach(self) -> Reach {
                match self { $(Self::$name => Reach::$reach,)* }
            }
        }
    };
}

/// What the registration body looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surveilled {
    /// The first fiscal year and the last.
    pub years: (u16, u16),
    /// How many services it looked at.
    pub services: u32,
    /// How many of them had some finding, whichever; no numbers for each are published.
    pub with_findings: u32,
}

/// The published surveillance results that the findings F1 to F9 were read from.
pub const SURVEILLED: Surveilled = Surveilled { years: (2022, 2024), services: 29, with_findings: 11 };

/// A finding that repeats in those results.
const fn surveillance(finding: u8) -> Source {
    let (from, to) = SURVEILLED.years;
    Source::Surveillance { finding, from, to }
}

checks! {
    /// F1: a review by somebody of the job's own team.
    OwnReview, "F1-review", surveillance(1), Registers;
    /// F1: an audit by somebody who handled the jobs.
    OwnAudit, "F1-audit", surveillance(1), Registers;
    /// F2: quality person and technical lead in one, with no rule for that case.
    DoubleRole, "F2", surveillance(2), Registers;
    /// F3: people engaged without a record of education.
    NoEducation, "F3", surveillance(3), Registers;
    /// F4: no dated record of the information audit, with auditors.
    NoAudit, "F4", surveillance(4), Registers;
    /// F5: subcontracted people or jobs with nothing that shows their conformity.
    Subcontractor, "F5", surveillance(5), Registers;
    /// F6: something neither listed nor argued to be equivalent.
    NotEquivalent, "F6", surveillance(6), Registers;
    /// F7: the method shown to clients is not the declared one, or is not shown.
    OtherMethod, "F7", surveillance(7), Registers;
    /// F8: mark or number used beyond the registered service.
    MarkUse, "F8", surveillance(8), Reminder;
    /// F9: name or address changed without a notice.
    ChangeNotice, "F9", surveillance(9), Reminder;
    /// The list of people in a role is not the roster.
    ListDiffers, "list-differs", Source::Consistency, Registers;
    /// A stated headcount is not the counted one.
    CountDiffers, "count-differs", Source::Consistency, Registers;
    /// Something done is dated after the reference date.
    DateAhead, "date-ahead", Source::Consistency, Registers;
    /// A certificate ends on a day on which none of its kind does, or has no end where its kind has one.
    WrongEnd, "wrong-end", Source::Consistency, Registers;
    /// The manual is newer than the last review that could have followed it.
    ManualNewer, "manual-newer", Source::Consistency, Registers;
    /// A record names jobs of another service, or jobs that were not carried out.
    JobAstray, "job-astray", Source::Consistency, Registers;
    /// A record names jobs that are not in the register.
    JobUnknown, "job-unknown", Source::Consistency, Registers;
    /// An evidence number is given to several things.
    EvidenceTwice, "evidence-twice", Source::Consistency, Registers;
    /// Evidence is cited for something that is not there.
    EvidenceAstray, "evidence-astray", Source::Consistency, Registers;
    /// A standard is named as followed, but no report extract shows that it was.
    FollowedUnshown, "followed-unshown", Source::Consistency, Registers;
    /// Two rows of the roster may be one person.
    PersonTwice, "person-twice", Source::Consistency, Registers;
    /// Contracts agree in dates, kinds and team.
    JobTwice, "job-twice", Source::Consistency, Registers;
    /// Only one person carries a requirement.
    SinglePerson, "single-person", Source::Doubt("A9"), Registers;
    /// Lecturing longer than three years ago.
    OldLecture, "old-lecture", Source::Doubt("A19"), Registers;
    /// A training completed longer than five years ago.
    OldTraining, "old-training", Source::Doubt("A22"), Registers;
    /// All jobs are said to be reviewed, but some of the last twelve months are in no review.
    JobWithoutReview, "job-without-review", Source::Doubt("A38"), Registers;
    /// The roster holds one person, who can neither review nor audit their own jobs.
    OnePerson, "one-person", Source::Doubt("A17"), Registers;
    /// A type of service is offered, but no job of that type is in the register.
    OfferedWithoutJob, "offered-without-job", Source::Doubt("A20"), Registers;
    /// Forensic reports reviewed by participants only: allowed as printed, an outside reader is better.
    ParticipantsOnly, "participants-only", Source::Doubt("A28"), Registers;
    /// A record is older than the first approval of the procedure that it follows or audits, or of the manual.
    BeforeProcedure, "before-procedure", Source::Doubt("A12"), Registers;
}

/// One thing an examiner would point at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Which check.
    pub check: Check,
    /// Positions of the rows it bears on.
    pub rows: Vec<usize>,
    /// Ids of the facts it names.
    pub facts: Vec<String>,
}

/// Everything an examiner would point at in the chosen categories, by check, then by row.
pub fn examine(pack: &Pack, references: &References, assessment: &Assessment, day: Date) -> Vec<Remark> {
    let findings = evaluate(pack, references, assessment, Some(day));
    let judge = Judge::new(Basis { pack, references, assessment, day: Some(day) });
    let mut examiner = Examiner {
        pack,
        references,
        assessment,
        judge: &judge,
        findings: &findings,
        day,
        remarks: Vec::new(),
    };
    examiner.people();
    examiner.records();
    examiner.papers();
    examiner.reminders();
    examiner.remarks.sort();
    examiner.remarks.dedup();
    examiner.remarks
}

/// An examiner at work.
struct Examiner<'a> {
    pack: &'a Pack,
    references: &'a References,
    assessment: &'a Assessment,
    judge: &'a Judge<'a>,
    findings: &'a Findings,
    day: Date,
    remarks: Vec<Remark>,
}

impl<'a> Examiner<'a> {
    fn remark(&mut self, check: Check, rows: &[usize], facts: impl IntoIterator<Item = String>) {
        let mut facts: Vec<String> = facts.into_iter().collect();
        facts.dedup();
        self.remarks.push(Remark { check, rows: rows.to_vec(), facts });
    }

    /// Rows that a chosen category leads to, with their rules.
    fn rows(&self) -> Vec<(usize, &'a Rule)> {
        let reached = self.findings.rows.iter().filter(|finding| finding.reached);
        reached.map(|finding| (finding.at, &self.pack.rows()[finding.at].rule)).collect()
    }

    fn category(&self, at: usize) -> &'a str {
        &self.pack.category_of(at).id
    }

    /// What the registers cannot show is only recalled, once for all.
    fn reminders(&mut self) {
        for &check in Check::ALL {
            if check.reach() == Reach::Reminder && !self.findings.categories.is_empty() {
                self.remark(check, &[], []);
            }
        }
    }
}
