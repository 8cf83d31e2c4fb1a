//! How records of review, audit and operation read (PROC of the table; A12, A14, A17, A18, A28, A38).

use super::grounds::{Ground, Why};
use super::jobs::NamedJobs;
use super::judge::Judge;
use super::leaves::by_somebody;
use super::notes::{JudgedFact, Notes};
use super::papers::{Asked, paper};
use super::people::{done, happened, recent};
use crate::domain::date::{Date, PartialDate, Span, months_back};
use crate::domain::register::{
    AuditScope, Contract, Declaration, DeclarationKind, Part, Party, Record, RecordKind, Register, Stage,
};
use crate::domain::rule::{Reviewer, Rule};
use crate::domain::verdict::{Pair, Reading};

impl Judge<'_> {
    /// A review by somebody who may review, recent, with the declaration that all jobs are reviewed.
    pub(super) fn review(
        &self,
        at: usize,
        months: u16,
        by: &Reviewer,
        all_jobs: bool,
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let records = self.any_record(at, RecordKind::Review, day, notes, |record, jobs, judged| {
            recent(record.on, day, months, None, judged);
            judged.and(self.reviewers(record, jobs, by));
            if jobs.counting().is_empty() && !self.any_job_done(at, day) {
                judged.lenient_only(Why::NoJobYet);
            }
        });
        if !all_jobs {
            return records;
        }
        let row = &self.pack.rows()[at].id;
        let declared = self.declared(DeclarationKind::AllReviewed, row, day);
        match &declared {
            None => notes.add(|| Ground::NotAllReviewedDeclared),
            Some(made) if made.pair.strict() != Reading::Yes => notes.fact(row, "", made),
            Some(_) => {}
        }
        let declared = declared.map_or(Pair::NO, |made| made.pair);
        records.strict_at_most(declared.while_open(self.assessment.open(Register::Reviews)).strict())
    }

    /// The best identified reviewer; others beside one who may review do no harm.
    fn reviewers(&self, record: &Record, jobs: &NamedJobs<'_>, by: &Reviewer) -> JudgedFact {
        let named = record.by.iter().filter(|party| self.identified(party));
        let unnamed = if *by == Reviewer::DisjointIfStrict { Pair::LENIENT } else { Pair::NO };
        JudgedFact::best_of_people(named.map(|party| self.reviewer(party, jobs, by)))
            .unwrap_or_else(|| JudgedFact::of(unnamed, Why::NobodyNamed))
    }

    /// Whoever took part in a job that counts is inside; in one that is named beside it, strictly.
    fn reviewer(&self, party: &Party, named: &NamedJobs<'_>, by: &Reviewer) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        let jobs = named.counting();
        let part = |wanted: fn(Part) -> bool| jobs.iter().any(|job| takes_part(job, party, wanted));
        let (inside, around) = (part(|p| p == Part::Delivery), part(|p| p != Part::Delivery));
        let twins = self.perhaps_inside(party, &jobs);
        match by {
            Reviewer::ParticipantOr(routes) => judged.and(self.participant(party, routes, named)),
            Reviewer::DisjointFromTeam if inside => judged.fails(Why::InsideTeam(named_party(party))),
            Reviewer::DisjointIfStrict if inside => {
                judged.lenient_only(Why::ReadFromInside(named_party(party)));
            }
            _ if worked_beside(named, party) => judged.lenient_only(Why::InsideTeam(named_party(party))),
            _ if !twins.is_empty() => judged.lenient_only(Why::PerhapsOnePerson(twins)),
            _ if around => judged.lenient_only(Why::ScopingOrSales(named_party(party))),
            _ if !named.unknown.is_empty() => judged.lenient_only(Why::JobUnknown(named.unknown.clone())),
            _ if jobs.is_empty() || !jobs.iter().all(|job| team_known(job)) => {
                judged.lenient_only(Why::TeamUnknown);
            }
            _ => {}
        }
        judged
    }

    /// Somebody who took part in a job that counts, or is on a route (A28).
    fn participant(&self, party: &Party, routes: &[String], named: &NamedJobs<'_>) -> JudgedFact {
        let part = named.counted().filter(|(job, _)| takes_part(job, party, |p| p == Part::Delivery));
        if let Some(part) = JudgedFact::best(part.map(|(_, judged)| judged.clone())) {
            return part;
        }
        let mut judged = JudgedFact::holds();
        let known = named.unknown.is_empty() && !named.jobs.is_empty();
        self.outsider(party, routes, known && named.counted().all(|(job, _)| team_known(job)), &mut judged);
        judged
    }

    /// Somebody who took no part, as far as known, and so needs a route (A28).
    fn outsider(&self, party: &Party, routes: &[String], known: bool, judged: &mut JudgedFact) {
        let people = self.assessment.people.iter().enumerate();
        let qualified = people
            .filter(|(_, person)| matches!(party, Party::Person(id) if person.id == *id))
            .map(|(at, _)| self.on_any_route(at, routes))
            .reduce(Pair::or)
            .unwrap_or(Pair::NO);
        let (fallback, why) = if known {
            (Pair::NO, Why::NeitherParticipantNorQualified(named_party(party)))
        } else {
            (Pair::LENIENT, Why::TeamUnknown)
        };
        let pair = qualified.or(fallback);
        if pair != Pair::YES {
            judged.lower(pair, why);
        }
    }

    /// An audit of the information procedure by people who did not handle the jobs.
    pub(super) fn audit(&self, rule: &Rule, at: usize, months: u16, day: Date, notes: &mut Notes) -> Pair {
        let procedure = self.procedure(rule, at);
        self.any_record(at, RecordKind::Audit, day, notes, |record, jobs, judged| {
            recent(record.on, day, months, None, judged);
            self.follows(procedure, record, day, judged);
            judged.and(self.auditors(record, jobs, at));
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

    /// The best identified auditor: outside the audited jobs, and strictly outside all jobs of the period. Where no
    /// audited job is on record, those of the period are meant.
    fn auditors(&self, record: &Record, named: &NamedJobs<'_>, at: usize) -> JudgedFact {
        let in_period = self.service_jobs(at, record.on);
        let audited = match named.counting() {
            jobs if jobs.is_empty() => in_period.clone(),
            jobs => jobs,
        };
        let auditors = record.by.iter().filter(|party| self.identified(party));
        let judged = auditors.map(|party| {
            let mut judged = self.auditor(party, &audited, &in_period);
            if judged.pair == Pair::YES && worked_beside(named, party) {
                judged.lenient_only(Why::Handlers(named_party(party)));
            }
            if !named.unknown.is_empty() && matches!(party, Party::Person(_)) {
                judged.lenient_only(Why::JobUnknown(named.unknown.clone()));
            }
            judged
        });
        JudgedFact::best_of_people(judged).unwrap_or_else(|| JudgedFact::of(Pair::LENIENT, Why::NobodyNamed))
    }

    /// A log or record of operation or management; with the written rule, strictly both and leniently either (A32).
    pub(super) fn operation(
        &self,
        rule: &Rule,
        at: usize,
        (months, with_document): (u16, bool),
        day: Date,
        notes: &mut Notes,
    ) -> Pair {
        let procedure = self.procedure(rule, at).or(with_document.then_some(at));
        let pair = self.any_record(at, RecordKind::Operation, day, notes, |record, _, judged| {
            recent(record.on, day, months, None, judged);
            // A rule that is missing is told below.
            if procedure != Some(at) || self.serving(at).next().is_some() {
                self.follows(procedure, record, day, judged);
            }
        });
        if !with_document {
            return pair;
        }
        let rule = self.document(at, Asked::default(), day, notes);
        if rule.strict() != Reading::Yes {
            let judged = JudgedFact::of(Pair::new(rule.strict(), pair.lenient()), Why::RuleMissing);
            notes.fact(&self.pack.rows()[at].id, "", &judged);
        }
        Pair::new(pair.strict().min(rule.strict()), pair.lenient().max(rule.lenient()))
    }

    /// The best record for a row, of which a job that it names must count; a declared absence of jobs, with the rule in place, holds leniently (A14).
    fn any_record(
        &self,
        at: usize,
        kind: RecordKind,
        day: Date,
        notes: &mut Notes,
        judge: impl Fn(&Record, &NamedJobs<'_>, &mut JudgedFact),
    ) -> Pair {
        let mut best = Pair::NO;
        let mut seen = false;
        for record in self.recorded(at).filter(|record| record.kind == kind) {
            seen = true;
            let mut judged = JudgedFact::holds();
            done(record.stage, &mut judged);
            let jobs = self.named_jobs(record, at, day);
            if !jobs.is_empty() {
                judged.and(jobs.best());
            }
            judge(record, &jobs, &mut judged);
            notes.fact(&record.id, &record.title, &judged);
            best = best.or(judged.pair);
        }
        if !seen {
            notes.add(|| Ground::NothingIn(kind.register()));
        }
        if best.lenient() != Reading::Yes && self.no_jobs_yet(at, day) {
            notes.add(|| Ground::NoJobsYet);
            best = best.or(Pair::LENIENT);
        }
        self.so_far(best, kind.register(), notes)
    }

    fn no_jobs_yet(&self, at: usize, day: Date) -> bool {
        let category = &self.pack.category_of(at).id;
        self.declared(DeclarationKind::NoJobsYet, category, day).is_some_and(|made| made.pair == Pair::YES)
            && !self.assessment.contracts.iter().any(|job| self.is_of_service(job, at) && delivered(job, day))
            && self.serving(at).any(|(document, cover)| {
                paper(document, Asked::default(), cover, day).pair.lenient() == Reading::Yes
            })
    }

    /// How far it is declared; of several declarations the best, half by half.
    fn declared(&self, about: DeclarationKind, subject: &str, day: Date) -> Option<JudgedFact> {
        let about = |d: &&Declaration| d.about == about && d.subject == subject;
        JudgedFact::best(self.assessment.declarations.iter().filter(about).map(|d| made(d, day)))
    }

    /// Named, and if by id, on the roster.
    fn identified(&self, party: &Party) -> bool {
        match party {
            Party::Person(id) => self.assessment.person(id).is_some(),
            Party::Outside(name) => !name.trim().is_empty(),
        }
    }

    /// Jobs of the row's service worked on in the twelve months up to a date; planned ones are not yet.
    fn service_jobs(&self, at: usize, on: Option<PartialDate>) -> Vec<&Contract> {
        let period = on.map(|on| months_back(on.latest(), 12));
        let jobs = self.assessment.contracts.iter();
        jobs.filter(|job| job.stage == Stage::Done && self.is_of_service(job, at))
            .filter(|job| period.is_none_or(|period| worked_in(job, period)))
            .collect()
    }
}

fn made(declaration: &Declaration, day: Date) -> JudgedFact {
    let mut judged = JudgedFact::holds();
    by_somebody(&declaration.by, &declaration.post, &mut judged);
    happened(declaration.on, day, &mut judged);
    judged
}

impl Judge<'_> {
    fn auditor(&self, party: &Party, audited: &[&Contract], in_period: &[&Contract]) -> JudgedFact {
        let mut judged = JudgedFact::holds();
        let part = |jobs: &[&Contract], wanted: fn(Part) -> bool| {
            jobs.iter().any(|job| takes_part(job, party, wanted))
        };
        let on_staff = matches!(party, Party::Person(_));
        if part(audited, |p| p == Part::Delivery) {
            judged.fails(Why::Handlers(named_party(party)));
        } else if part(audited, |_| true) || part(in_period, |_| true) {
            judged.lenient_only(Why::HandledInPeriod(named_party(party)));
        } else if let twins = self.perhaps_inside(party, &[audited, in_period].concat())
            && !twins.is_empty()
        {
            judged.lenient_only(Why::PerhapsOnePerson(twins));
        } else if on_staff && !audited.iter().chain(in_period).all(|job| team_known(job)) {
            judged.lenient_only(Why::TeamUnknown);
        }
        judged
    }

    /// People in the teams of jobs who may be this party under another row or another spelling; the party first where it
    /// is on the roster.
    fn perhaps_inside(&self, party: &Party, jobs: &[&Contract]) -> Vec<String> {
        let people = &self.assessment.people;
        let twins: Vec<&str> = match party {
            Party::Person(id) => {
                let own = people.iter().position(|person| person.id == *id);
                let twins = own.into_iter().flat_map(|at| self.doubles().of_person(at));
                twins.map(|at| people[at].id.as_str()).filter(|twin| *twin != id.as_str()).collect()
            }
            Party::Outside(name) => {
                let named = self.doubles().named(name).iter();
                named.map(|at| people[*at].id.as_str()).collect()
            }
        };
        let inside =
            |twin: &&str| jobs.iter().any(|job| job.team.iter().any(|member| member.person == **twin));
        let mut found: Vec<String> = twins.into_iter().filter(inside).map(str::to_owned).collect();
        if let (Party::Person(id), false) = (party, found.is_empty()) {
            found.insert(0, id.to_string());
        }
        found
    }
}

/// Who it is, as a reason names people.
fn named_party(party: &Party) -> Vec<String> {
    match party {
        Party::Person(id) => vec![id.to_string()],
        Party::Outside(name) => vec![name.trim().to_owned()],
    }
}

fn team_known(job: &Contract) -> bool {
    job.team.iter().any(|member| member.part == Part::Delivery)
}

fn delivered(job: &Contract, day: Date) -> bool {
    job.stage == Stage::Done && job.delivered.is_some_and(|on| on.earliest() <= day)
}

fn takes_part(job: &Contract, party: &Party, wanted: fn(Part) -> bool) -> bool {
    matches!(party, Party::Person(id) if job.team.iter().any(|m| m.person == *id && wanted(m.part)))
}

/// True for whoever worked on a job that a record names and that does not count for its row.
fn worked_beside(named: &NamedJobs<'_>, party: &Party) -> bool {
    named.astray().any(|job| takes_part(job, party, |part| part == Part::Delivery))
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
