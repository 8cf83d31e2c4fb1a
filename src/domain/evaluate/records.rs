//! How records of review, audit and operation read (PROC of the table; A12, A14, A17, A18, A28, A38).

use super::Judge;
use super::grounds::{Ground, Judged, Notes, Why};
use super::papers::{Asked, paper};
use super::people::{done, recent};
use crate::domain::date::{Date, PartialDate, Span, months_back};
use crate::domain::register::{
    AuditScope, Contract, Declaration, DeclarationKind, Part, Party, Record, RecordKind, Register,
};
use crate::domain::rule::Reviewer;
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// A review by somebody who may review, recent, with the declaration that all jobs are reviewed.
    pub(super) fn review(
        &self,
        row: &str,
        months: u16,
        by: &Reviewer,
        all_jobs: bool,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let records = self.any_record(row, RecordKind::Review, day, notes, |record, judged| {
            recent(record.on, day, months, None, judged);
            judged.and(self.reviewers(record, by));
        });
        if !all_jobs {
            return records;
        }
        let declared = self.declared(DeclarationKind::AllReviewed, row, day);
        if declared.strict() != Reading::Yes {
            notes.add(|| Ground::NotAllReviewedDeclared);
        }
        records.strict_at_most(declared.while_open(self.assessment.open(Register::Reviews)).strict())
    }

    fn reviewers(&self, record: &Record, by: &Reviewer) -> Judged {
        let best = record
            .by
            .iter()
            .filter(|party| identified(party))
            .map(|party| self.reviewer(party, record, by))
            .reduce(|a, b| if b.pair.or(a.pair) == a.pair { a } else { b });
        best.unwrap_or_else(|| {
            let mut judged = Judged::holds();
            judged.lower(Pair::new(Reading::No, Reading::Open), Why::NobodyNamed);
            judged
        })
    }

    fn reviewer(&self, party: &Party, record: &Record, by: &Reviewer) -> Judged {
        let mut judged = Judged::holds();
        let jobs = self.jobs(&record.contracts);
        let known = !jobs.is_empty() && jobs.iter().all(|job| !job.team.is_empty());
        let part = |wanted: fn(Part) -> bool| jobs.iter().any(|job| takes_part(job, party, wanted));
        match by {
            Reviewer::ParticipantOr(routes) => {
                self.participant(party, routes, known, part(|p| p == Part::Delivery), &mut judged)
            }
            Reviewer::DisjointFromTeam if part(|p| p == Part::Delivery) => judged.fails(Why::InsideTeam),
            Reviewer::DisjointIfStrict if part(|p| p == Part::Delivery) => {
                judged.lenient_only(Why::InsideTeam)
            }
            _ if part(|p| p != Part::Delivery) => judged.lenient_only(Why::ScopingOrSales),
            _ if !known => judged.lenient_only(Why::TeamUnknown),
            _ => {}
        }
        judged
    }

    fn participant(
        &self,
        party: &Party,
        routes: &[String],
        known: bool,
        took_part: bool,
        judged: &mut Judged,
    ) {
        if took_part {
            return;
        }
        let qualified = match party {
            Party::Person(id) => {
                self.assessment.people.iter().position(|p| p.id == *id).map_or(Pair::NO, |at| {
                    routes.iter().map(|route| self.route(at, route)).reduce(Pair::or).unwrap_or(Pair::NO)
                })
            }
            Party::Outside(_) => Pair::NO,
        };
        let fallback = if known { Pair::NO } else { Pair::LENIENT };
        let why = if known { Why::NeitherParticipantNorQualified } else { Why::TeamUnknown };
        let pair = qualified.or(fallback);
        if pair != Pair::YES {
            judged.lower(pair, why);
        }
    }

    /// An audit of the information procedure by people who did not handle the jobs.
    pub(super) fn audit(&self, row: &str, months: u16, day: Date, notes: &mut Notes) -> Pair {
        let category = self.category_of_row(row);
        self.any_record(row, RecordKind::Audit, day, notes, |record, judged| {
            recent(record.on, day, months, None, judged);
            judged.and(self.auditors(record, category));
            if record.scope == AuditScope::Wider {
                judged.lenient_only(Why::WiderAudit);
            }
            if record.result.trim().is_empty() {
                judged.lenient_only(Why::ResultMissing);
            }
            if record.follow_up.trim().is_empty() {
                judged.lenient_only(Why::FollowUpMissing);
            }
        })
    }

    fn auditors(&self, record: &Record, category: &str) -> Judged {
        let in_period = self.service_jobs(category, record.on);
        let audited = match self.jobs(&record.contracts) {
            jobs if jobs.is_empty() => in_period.clone(),
            jobs => jobs,
        };
        let handled =
            |jobs: &[&Contract], party: &Party| jobs.iter().any(|job| takes_part(job, party, |_| true));
        let best = record
            .by
            .iter()
            .filter(|party| identified(party))
            .map(|party| {
                let mut judged = Judged::holds();
                if handled(&audited, party) {
                    judged.fails(Why::Handlers);
                } else if handled(&in_period, party) {
                    judged.lenient_only(Why::HandledInPeriod);
                }
                judged
            })
            .reduce(|a, b| if b.pair.or(a.pair) == a.pair { a } else { b });
        best.unwrap_or_else(|| {
            let mut judged = Judged::holds();
            judged.lenient_only(Why::NobodyNamed);
            judged
        })
    }

    /// A log or record of operation or management.
    pub(super) fn operation(
        &self,
        row: &str,
        months: u16,
        with_document: bool,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let pair = self.any_record(row, RecordKind::Operation, day, notes, |record, judged| {
            recent(record.on, day, months, None, judged);
        });
        if !with_document {
            return pair;
        }
        let rule = self.document(row, Asked::default(), day, notes);
        pair.strict_at_most(rule.strict())
    }

    /// The best record for a row; a declared absence of jobs, with the rule in place, holds leniently (A14).
    fn any_record(
        &self,
        row: &str,
        kind: RecordKind,
        day: Date,
        notes: &mut Notes,
        judge: impl Fn(&Record, &mut Judged),
    ) -> Pair {
        let open = self.assessment.open(kind.register());
        let mut best = Pair::NO;
        let mut seen = false;
        for record in
            self.assessment.records.iter().filter(|r| r.kind == kind && r.rows.iter().any(|id| id == row))
        {
            seen = true;
            let mut judged = Judged::holds();
            done(record.stage, &mut judged);
            judge(record, &mut judged);
            notes.fact(&record.id, &record.title, &judged);
            best = best.or(judged.pair);
        }
        if !seen {
            notes.add(|| Ground::NothingIn(kind.register()));
        }
        if best.lenient() != Reading::Yes && self.no_jobs_yet(row, day) {
            notes.add(|| Ground::NoJobsYet);
            best = best.or(Pair::LENIENT);
        }
        if open && best != Pair::YES {
            notes.add(|| Ground::RegisterOpen(kind.register()));
        }
        best.while_open(open)
    }

    fn no_jobs_yet(&self, row: &str, day: Date) -> bool {
        let category = self.category_of_row(row);
        self.declared(DeclarationKind::NoJobsYet, category, day) == Pair::YES
            && self.serving(row).any(|(document, cover)| {
                paper(document, Asked::default(), cover, day).pair.lenient() == Reading::Yes
            })
    }

    fn declared(&self, about: DeclarationKind, subject: &str, day: Date) -> Pair {
        self.assessment.declaration(about, subject).map_or(Pair::NO, |declaration| made(declaration, day))
    }

    fn jobs(&self, ids: &[String]) -> Vec<&Contract> {
        self.assessment.contracts.iter().filter(|contract| ids.contains(&contract.id)).collect()
    }

    /// Jobs of a service worked on in the twelve months up to a date.
    fn service_jobs(&self, category: &str, on: Option<PartialDate>) -> Vec<&Contract> {
        let period = on.map(|on| months_back(on.latest(), 12));
        self.assessment
            .contracts
            .iter()
            .filter(|job| job.services.iter().any(|service| service == category))
            .filter(|job| period.is_none_or(|period| worked_in(job, period)))
            .collect()
    }
}

fn made(declaration: &Declaration, day: Date) -> Pair {
    let mut judged = Judged::holds();
    if declaration.by.trim().is_empty() {
        judged.lenient_only(Why::NameMissing);
    }
    super::people::happened(declaration.on, day, &mut judged);
    judged.pair
}

fn identified(party: &Party) -> bool {
    let (Party::Person(text) | Party::Outside(text)) = party;
    !text.trim().is_empty()
}

fn takes_part(job: &Contract, party: &Party, wanted: fn(Part) -> bool) -> bool {
    matches!(party, Party::Person(id) if job.team.iter().any(|m| m.person == *id && wanted(m.part)))
}

fn worked_in(job: &Contract, period: Span) -> bool {
    let dates = [job.from, job.to, job.delivered];
    let known: Vec<PartialDate> = dates.into_iter().flatten().collect();
    let first = known.iter().map(|on| on.earliest()).min();
    let last = if job.to.is_none() && job.delivered.is_none() {
        Some(period.last)
    } else {
        known.iter().map(|on| on.latest()).max()
    };
    match (first, last) {
        (Some(first), Some(last)) => first <= period.last && last >= period.first,
        _ => true,
    }
}
