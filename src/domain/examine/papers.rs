//! Remarks about papers: methods, lists, headcounts, dates, the manual's age, evidence numbers.

use std::collections::BTreeMap;

use super::{Check, Examiner};
use crate::domain::assessment::Answer;
use crate::domain::date::PartialDate;
use crate::domain::evaluate::{Ground, Why, alike_contracts};
use crate::domain::evidence::shown as kinds_shown;
use crate::domain::name;
use crate::domain::register::{Document, DocumentState, PersonId, RecordKind, Stage};
use crate::domain::rule::{RoleNeed, RoleUse, Shape};
use crate::domain::verdict::{Reading, Verdict};

/// The kind of evidence that shows work as it was done: extracts of reports. A pack without it has no such remark.
const REPORT_EXTRACT: &str = "E5";

impl<'a> Examiner<'a> {
    pub(super) fn papers(&mut self) {
        for (at, rule) in self.rows() {
            let needs = rule.needs();
            if needs.list.is_some_and(|list| list.chosen) {
                self.methods(at);
                self.followed(at);
            }
            if let Some(RoleNeed { id, usage: RoleUse::Listed }) = needs.role {
                self.list(at, id);
            }
            if needs.counts.is_some() {
                self.headcount(at);
            }
            if needs.record == Some(RecordKind::Review) {
                self.manual(at);
            }
            if needs.record.is_some() {
                self.before_procedure(at);
            }
            if matches!(rule.shape(), Shape::Offered) {
                self.offered(at);
            }
        }
        self.dates();
        self.entered_twice();
        self.evidence_numbers();
        self.evidence_targets();
    }

    /// Papers in force that serve a row.
    fn serving(&self, at: usize) -> Vec<&'a Document> {
        let row = &self.pack.rows()[at].id;
        let live =
            self.assessment.documents.iter().filter(|document| {
                document.stage == Stage::Done && document.state != DocumentState::Withdrawn
            });
        live.filter(|document| document.covers.iter().any(|cover| cover.row == *row)).collect()
    }

    fn methods(&mut self, at: usize) {
        let differs =
            |why: &Why| matches!(why, Why::OtherStandardNamed | Why::StandardNotNamed | Why::NotForClients);
        for ground in self.judge.why(at) {
            if let Ground::Fact(fact) = ground
                && fact.why.iter().any(differs)
            {
                self.remark(Check::OtherMethod, &[at], [fact.id]);
            }
        }
    }

    /// A row on a standard asks which one is followed and whether a paper names it; that it was really followed, only
    /// a report extract shows.
    fn followed(&mut self, at: usize) {
        let finding = self.findings.at(at);
        let stands = match finding.outcome.verdict() {
            Verdict::Satisfied => true,
            Verdict::NotApplicable => false,
            _ => finding.claim == Some(Answer::Yes),
        };
        let known = self.pack.head.evidence.iter().any(|kind| kind.id == REPORT_EXTRACT);
        if known && stands && !finding.spare {
            let kinds = kinds_shown(self.pack, self.assessment, at, &self.judge.why(at));
            if !kinds.contains(&REPORT_EXTRACT) {
                self.remark(Check::FollowedUnshown, &[at], []);
            }
        }
    }

    fn list(&mut self, at: usize, role: &str) {
        let category = self.category(at);
        let mut holders: Vec<PersonId> = (0..self.assessment.people.len())
            .filter(|&person| self.judge.works_in(person, category, role).lenient() == Reading::Yes)
            .map(|person| self.assessment.people[person].id.clone())
            .collect();
        holders.sort();
        for document in self.serving(at) {
            let mut named = document.people.clone();
            named.sort();
            let one_sided = named.iter().filter(|id| !holders.contains(id));
            let one_sided = one_sided.chain(holders.iter().filter(|id| !named.contains(id)));
            let one_sided: Vec<String> = one_sided.map(ToString::to_string).collect();
            if !one_sided.is_empty() {
                self.remark(Check::ListDiffers, &[at], std::iter::once(document.id.clone()).chain(one_sided));
            }
        }
    }

    /// Numbers that are not those of one population, too low ones included.
    fn headcount(&mut self, at: usize) {
        let row = &self.pack.rows()[at].id;
        let counts = self.judge.headcounts_of(at);
        for document in self.serving(at) {
            let stated = |route: &str| {
                let stated = document.headcounts.iter().filter(|c| c.row == *row && c.route == route);
                stated.map(|stated| stated.count).min()
            };
            if !counts.are(stated) {
                self.remark(Check::CountDiffers, &[at], [document.id.clone()]);
            }
        }
    }

    /// Papers of the category that were approved after its last review.
    fn manual(&mut self, at: usize) {
        let row = &self.pack.rows()[at].id;
        let reviews = self
            .assessment
            .records
            .iter()
            .filter(|record| record.kind == RecordKind::Review && record.rows.iter().any(|id| id == row));
        let Some(last) = reviews.max_by_key(|record| record.on.map(PartialDate::latest)) else { return };
        let Some(reviewed) = last.on.map(PartialDate::latest) else { return };
        let newer = self.manuals(at).into_iter();
        let newer = newer.filter(|paper| paper.approved.is_some_and(|on| on.earliest() > reviewed));
        let newer: Vec<String> = newer.map(|document| document.id.clone()).collect();
        let last = last.id.clone();
        for id in newer {
            self.remark(Check::ManualNewer, &[at], [id, last.clone()]);
        }
    }

    /// Records older than the first approval of their procedure, and reviews older than that of the manual.
    fn before_procedure(&mut self, at: usize) {
        for ground in self.judge.why(at) {
            let Ground::Fact(fact) = ground else { continue };
            for why in fact.why {
                if let Why::BeforeProcedure { document, .. } = why {
                    self.remark(Check::BeforeProcedure, &[at], [fact.id.clone(), document]);
                }
            }
        }
        let row = &self.pack.rows()[at].id;
        let reviews = self.assessment.records.iter().filter(|record| {
            record.kind == RecordKind::Review && record.stage == Stage::Done && record.rows.contains(row)
        });
        for record in reviews {
            let Some(on) = record.on.map(PartialDate::latest) else { continue };
            let later = |manual: &&Document| manual.first_approved.is_some_and(|first| first.earliest() > on);
            let later: Vec<String> =
                self.manuals(at).into_iter().filter(later).map(|manual| manual.id.clone()).collect();
            for manual in later {
                self.remark(Check::BeforeProcedure, &[at], [record.id.clone(), manual]);
            }
        }
    }

    /// Papers in force that a section of is asked for, in the category of a row.
    fn manuals(&self, at: usize) -> Vec<&'a Document> {
        let rows =
            self.pack.rows_of(self.category(at)).filter(|&at| self.pack.rows()[at].rule.needs().section);
        let mut manuals: Vec<&Document> = rows.flat_map(|at| self.serving(at)).collect();
        manuals.sort_by(|one, other| one.id.cmp(&other.id));
        manuals.dedup_by(|one, other| one.id == other.id);
        manuals
    }

    fn offered(&mut self, at: usize) {
        let category = self.category(at);
        let yes = self.judge.claim_on(at) == Some(Answer::Yes);
        let row = &self.pack.rows()[at].id;
        let of_type: Vec<&String> = self
            .pack
            .head
            .kinds
            .iter()
            .filter(|kind| kind.scope.contains(row))
            .map(|kind| &kind.id)
            .collect();
        let any = self.assessment.contracts.iter().any(|job| {
            job.stage == Stage::Done
                && job.services.iter().any(|service| service == category)
                && (of_type.is_empty() || job.kinds.iter().any(|kind| of_type.contains(&kind)))
        });
        if yes && !any {
            self.remark(Check::OfferedWithoutJob, &[at], []);
        }
    }

    /// Things done that are dated after the reference date.
    fn dates(&mut self) {
        let ahead = |stage: Stage, on: Option<PartialDate>| {
            stage == Stage::Done && on.is_some_and(|on| on.earliest() > self.day)
        };
        let mut found: Vec<String> = Vec::new();
        for person in &self.assessment.people {
            let held = person.qualifications.iter().any(|q| ahead(q.stage, q.obtained));
            let trained = person.trainings.iter().any(|t| ahead(t.stage, t.on));
            let taught = person.lectures.iter().any(|l| ahead(l.stage, l.from));
            let posted = person.posts.iter().any(|post| ahead(post.stage, post.from));
            if held || trained || taught || posted {
                found.push(person.id.to_string());
            }
        }
        let jobs =
            self.assessment.contracts.iter().filter(|job| {
                [job.signed, job.from, job.delivered].into_iter().any(|on| ahead(job.stage, on))
            });
        found.extend(jobs.map(|job| job.id.to_string()));
        let papers =
            self.assessment.documents.iter().filter(|paper| {
                ahead(paper.stage, paper.approved) || ahead(paper.stage, paper.first_approved)
            });
        found.extend(papers.map(|paper| paper.id.clone()));
        let records = self.assessment.records.iter().filter(|record| ahead(record.stage, record.on));
        found.extend(records.map(|record| record.id.clone()));
        let members = self.assessment.members.iter();
        let unread = members.filter(|member| member.on.is_some_and(|on| on.earliest() > self.day));
        found.extend(unread.map(|member| member.id.clone()));
        found.into_iter().for_each(|id| self.remark(Check::DateAhead, &[], [id]));
    }

    /// People and jobs that may be entered twice.
    fn entered_twice(&mut self) {
        let a = self.assessment;
        let twins = self.judge.doubles();
        for at in 0..a.people.len() {
            if twins.of_person(at).next().is_some_and(|first| at < first) {
                let all = std::iter::once(at).chain(twins.of_person(at));
                self.remark(Check::PersonTwice, &[], all.map(|at| a.people[at].id.to_string()));
            }
        }
        for alike in alike_contracts(a) {
            // Without a team or a date nothing says that they are one job.
            let job = &a.contracts[alike[0]];
            let dated = [job.signed, job.from, job.to, job.delivered].iter().any(Option::is_some);
            if dated && !job.team.is_empty() {
                self.remark(Check::JobTwice, &[], alike.iter().map(|at| a.contracts[*at].id.to_string()));
            }
        }
    }

    fn evidence_numbers(&mut self) {
        let mut by_number: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for evidence in &self.assessment.evidence {
            by_number.entry(name::key(&evidence.number)).or_default().push(evidence.id.clone());
        }
        by_number.remove("");
        for ids in by_number.into_values().filter(|ids| ids.len() > 1) {
            self.remark(Check::EvidenceTwice, &[], ids);
        }
    }

    fn evidence_targets(&mut self) {
        let (a, pack) = (self.assessment, self.pack);
        let known = |id: &String| {
            pack.position(id).is_some()
                || a.person(id).is_some()
                || a.contract(id).is_some()
                || a.document(id).is_some()
                || a.equivalence(id).is_some()
                || a.records.iter().any(|record| record.id == *id)
        };
        for evidence in a.evidence.iter().filter(|evidence| !evidence.shows.iter().all(known)) {
            self.remark(Check::EvidenceAstray, &[], [evidence.id.clone()]);
        }
    }
}
