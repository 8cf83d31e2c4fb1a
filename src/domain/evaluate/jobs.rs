//! Which of the jobs that a record names count for a row: jobs of the row's service that were carried out (PROC of the
//! table; A12, A17, A28).

use super::grounds::Why;
use super::judge::Judge;
use super::notes::JudgedFact;
use crate::domain::date::{Date, PartialDate};
use crate::domain::register::{Contract, Record, Stage};
use crate::domain::verdict::{Pair, Reading};

/// The jobs that a record names, as they count for a row.
pub(crate) struct NamedJobs<'a> {
    /// Those on record, and how each counts.
    pub(super) jobs: Vec<(&'a Contract, JudgedFact)>,
    /// Numbers that no contract has.
    pub(crate) unknown: Vec<String>,
}

impl<'a> NamedJobs<'a> {
    /// Those that count or may.
    pub(super) fn counting(&self) -> Vec<&'a Contract> {
        self.counted().map(|(job, _)| *job).collect()
    }

    /// The same, with how each counts.
    pub(super) fn counted(&self) -> impl Iterator<Item = &(&'a Contract, JudgedFact)> {
        self.jobs.iter().filter(|(_, judged)| judged.pair.lenient() != Reading::No)
    }

    /// True if the record names no job at all.
    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.unknown.is_empty()
    }

    /// The best of them, half by half. Where none counts in full, every reason is told with its jobs.
    pub(super) fn best(&self) -> JudgedFact {
        let not_known = (!self.unknown.is_empty())
            .then(|| JudgedFact::of(Pair::LENIENT, Why::JobUnknown(self.unknown.clone())));
        let all = || self.jobs.iter().map(|(_, judged)| judged).chain(&not_known);
        let pair = all().map(|judged| judged.pair).reduce(Pair::or).unwrap_or(Pair::YES);
        let mut best = JudgedFact { pair, why: Vec::new() };
        if pair != Pair::YES {
            all().flat_map(|judged| &judged.why).for_each(|why| best.tell(why));
        }
        best
    }

    /// Jobs that do not count at all: of another service, planned, or begun later.
    pub(crate) fn astray(&self) -> impl Iterator<Item = &'a Contract> + '_ {
        self.jobs.iter().filter(|(_, judged)| judged.pair.lenient() == Reading::No).map(|(job, _)| *job)
    }
}

impl JudgedFact {
    /// Adds a reason; what is told of several jobs is told once, with all of them.
    fn tell(&mut self, why: &Why) {
        let same = self.why.iter_mut().find_map(|told| match (told, why) {
            (Why::OtherService(told), Why::OtherService(more))
            | (Why::ServiceUnknown(told), Why::ServiceUnknown(more))
            | (Why::JobNotDone(told), Why::JobNotDone(more))
            | (Why::JobUndated(told), Why::JobUndated(more)) => Some((told, more)),
            _ => None,
        });
        match same {
            Some((told, more)) => told.extend(more.iter().cloned()),
            None => self.why.push(why.clone()),
        }
    }
}

impl<'a> Judge<'a> {
    /// The jobs that a record names, in the order of their numbers.
    pub(crate) fn named_jobs(&self, record: &Record, at: usize, day: Date) -> NamedJobs<'a> {
        let contracts = &self.assessment.contracts;
        let named = contracts.iter().filter(|job| record.contracts.contains(&job.id));
        let mut jobs: Vec<_> = named.map(|job| (job, self.counts_for(job, at, day))).collect();
        jobs.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
        let known = |id: &str| id.is_empty() || jobs.iter().any(|(job, _)| job.id == *id);
        let unknown = record.contracts.iter().filter(|id| !known(id.as_str()));
        let mut unknown: Vec<String> = unknown.map(ToString::to_string).collect();
        unknown.sort();
        unknown.dedup();
        NamedJobs { jobs, unknown }
    }

    /// How a job counts for a row: it is of the row's service, and was carried out by that day. Whether it had begun when
    /// the record was made is not asked: a plan is reviewed before the work.
    fn counts_for(&self, job: &Contract, at: usize, day: Date) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        let id = || vec![job.id.to_string()];
        if job.services.is_empty() {
            judged.lenient_only(Why::ServiceUnknown(id()));
        } else if !self.is_of_service(job, at) {
            judged.fails(Why::OtherService(id()));
        }
        match carried_out(job, day) {
            Pair::YES => {}
            Pair::NO => judged.fails(Why::JobNotDone(id())),
            pair => judged.lower(pair, Why::JobUndated(id())),
        }
        judged
    }

    /// True if some job counts for a row by a day, or may.
    pub(super) fn any_job_done(&self, at: usize, day: Date) -> bool {
        let mut jobs = self.assessment.contracts.iter();
        jobs.any(|job| self.counts_for(job, at, day).pair.lenient() != Reading::No)
    }

    /// True for a job of the service that a row speaks of: that of its category, or, in a block for everybody, any
    /// service that is chosen.
    pub(super) fn is_of_service(&self, job: &Contract, at: usize) -> bool {
        let category = self.pack.category_of(at);
        if category.for_all {
            return job.services.iter().any(|service| self.assessment.profile.categories.contains(service));
        }
        job.services.contains(&category.id)
    }
}

/// Whether work on a job was done by a day: it has begun, or was delivered. Without any day of work it may have been.
fn carried_out(job: &Contract, day: Date) -> Pair {
    if job.stage == Stage::Planned || job.signed.is_some_and(|on| on.earliest() > day) {
        return Pair::NO;
    }
    let by_then = |on: PartialDate| match on {
        on if on.latest() <= day => Pair::YES,
        on if on.earliest() <= day => Pair::new(Reading::No, Reading::Open),
        _ => Pair::NO,
    };
    let days = [job.from, job.to, job.delivered].into_iter().flatten();
    days.map(by_then).reduce(Pair::or).unwrap_or(Pair::LENIENT)
}
