//! Carries the steps of a plan out, as facts in the registers: what a vendor would do and then enter.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kijun::domain::assessment::{Answer, Assessment, Catalog, Claim};
use kijun::domain::date::PartialDate;
use kijun::domain::evaluate::{Ground, Reasons, route_people};
use kijun::domain::pack::Pack;
use kijun::domain::plan::{Action, Plan, Plans, Step, StepId};
use kijun::domain::reference::References;
use kijun::domain::register::{
    Audience, AuditScope, Closure, Contract, ContractForm, Cover, Declaration, DeclarationKind, Document,
    Expiry, Item, Known, Lecture, Party, Person, PersonId, Post, Qualification, Record, RecordKind,
    SchoolLevel, StandardChoice, StatedCount, TeamMember, Training, Venue, VerifiedMember,
};
use kijun::domain::rule::{Reviewer, Rule};
use kijun::domain::verdict::Reading;

mod entries;

/// The person who joins where a plan asks for somebody new.
const NEWCOMER: &str = "P-90";

/// Somebody at work.
pub(crate) struct Work<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) references: &'a References,
    pub(crate) assessment: &'a mut Assessment,
    pub(crate) day: Date,
}

impl Work<'_> {
    /// Carries a whole plan out.
    pub(crate) fn plan(&mut self, plans: &Plans, plan: &Plan) {
        plan.steps.iter().for_each(|&id| self.step_of(plans, plan, id));
        // Papers that list people are written last, when everybody is there.
        let ids: Vec<PersonId> = self.assessment.people.iter().map(|person| person.id.clone()).collect();
        self.assessment.documents.iter_mut().for_each(|document| document.people.clone_from(&ids));
        let written = plan.steps.iter().map(|&id| plans.step(id).at);
        self.count(&written.collect::<Vec<_>>());
    }

    /// Puts the numbers right that steps were to write, as the registers show everybody; no others.
    fn count(&mut self, written: &[usize]) {
        let reasons = Reasons::new(self.pack, self.references, self.assessment, Some(self.day));
        let mut right: HashMap<(String, String), u32> = HashMap::new();
        for &at in written {
            for ground in reasons.of(at) {
                if let Ground::Headcount(number) = ground {
                    right.insert((self.pack.rows()[at].id.clone(), number.route), number.all.strict);
                }
            }
        }
        drop(reasons);
        for stated in self.assessment.documents.iter_mut().flat_map(|document| &mut document.headcounts) {
            if let Some(count) = right.get(&(stated.row.clone(), stated.route.clone())) {
                stated.count = *count;
            }
        }
    }

    /// Carries one step of a plan out.
    pub(crate) fn step_of(&mut self, plans: &Plans, plan: &Plan, id: StepId) {
        let people = plans.people(plan, id).into_iter().map(str::to_owned).collect();
        self.step(plans.step(id), people);
    }

    #[expect(clippy::unnecessary_wraps, reason = "every date of a register may be missing")]
    fn on(&self) -> Option<PartialDate> {
        Some(PartialDate::Day(self.day.yesterday().expect("a day before")))
    }

    fn step(&mut self, step: &Step, mut people: Vec<String>) {
        if step.newcomer {
            people.push(NEWCOMER.to_owned());
        }
        let row = self.pack.rows()[step.at].clone();
        match &step.action {
            Action::Verify { list, member } => {
                self.verify(member.clone().unwrap_or(format!("{list}/tested")));
            }
            Action::CloseRegister(register) => {
                let closure =
                    Closure { register: *register, by: "長".into(), post: "部長".into(), on: self.on() };
                self.assessment.closures.push(closure);
            }
            Action::Reconsider => self.assessment.claims.retain(|claim| claim.row != row.id),
            Action::Appoint { category, role } => self.appoint(&people, category, role),
            Action::Mend { fact, .. } if self.recounted(&row.id, &row.rule, fact) => {}
            Action::Mend { fact, detail, why } if self.mend(fact, detail, &row.id, why) => {}
            Action::Rename { fact, name, member, why } => {
                self.rename(fact, name, member);
                self.mend(fact, member, &row.id, why);
            }
            Action::Offer | Action::Declare | Action::Close | Action::Mend { .. } => {
                self.assessment.claims.retain(|claim| claim.row != row.id);
                self.close(&row.id, &row.rule, &people);
            }
        }
    }

    fn person(&mut self, id: &str) -> &mut Person {
        if self.assessment.person(id).is_none() {
            self.assessment.people.push(Person { id: id.into(), name: id.into(), ..Person::default() });
        }
        self.assessment.people.iter_mut().find(|person| person.id == id).expect("just added")
    }

    fn appoint(&mut self, people: &[String], category: &str, role: &str) {
        let from = self.on();
        for id in people {
            let post = Post { category: category.into(), role: role.into(), from, ..Post::default() };
            self.person(id).posts.push(post);
        }
    }

    /// Reads a list: the member is in it.
    fn verify(&mut self, id: String) {
        let (source, by, on) = ("例示".into(), "長".into(), self.on());
        self.assessment.members.retain(|member| member.id != id);
        self.assessment.members.push(VerifiedMember {
            id: id.clone(),
            name: id,
            source,
            on,
            by,
            ..VerifiedMember::default()
        });
    }

    /// What is taken of a list: a verified member, or if there is none, one that nobody has looked up.
    fn member(&mut self, list: &str) -> Item {
        let catalog = Catalog::new(self.references, self.assessment);
        let number = catalog.list(list).map_or(list, |list| &list.number);
        let shipped = catalog.list(list).into_iter().flat_map(|list| &list.members).map(|member| &member.id);
        let added = catalog.added().iter().filter(|member| member.list() == number).map(|member| &member.id);
        let serves = |id: &&String| {
            catalog.membership(number, id).is_some_and(|member| member.sure() && !member.lower_rung())
        };
        let verified = shipped.chain(added).find(serves).cloned();
        let id = verified.unwrap_or_else(|| format!("{number}/tested"));
        if catalog.membership(number, &id).is_none() {
            let (id, name) = (id.clone(), id.clone());
            self.assessment.members.push(VerifiedMember { id, name, ..VerifiedMember::default() });
        }
        Item::Member(id)
    }

    fn paper(&mut self, row: &str) -> &mut Document {
        let id = format!("D-{:02}", self.assessment.documents.len() + 50);
        let approved = self.on();
        self.assessment.documents.push(Document {
            id,
            title: row.into(),
            version: "1".into(),
            approved,
            first_approved: approved,
            owner: "長".into(),
            audience: Audience::Client,
            covers: vec![Cover { row: row.into(), section: "1".into() }],
            ..Document::default()
        });
        self.assessment.documents.last_mut().expect("just added")
    }

    fn record(&mut self, row: &str, kind: RecordKind) -> &mut Record {
        let id = format!("R-{:02}", self.assessment.records.len() + 50);
        let on = self.on();
        self.assessment.records.push(Record {
            id,
            kind,
            rows: vec![row.into()],
            on,
            by: vec![Party::Outside("外の人".into())],
            scope: AuditScope::Service,
            result: "適".into(),
            follow_up: "なし".into(),
            ..Record::default()
        });
        self.assessment.records.last_mut().expect("just added")
    }

    fn contract(&mut self, kinds: &[String], acts: &[String], person: &str) -> &mut Contract {
        let id = format!("C-{:02}", self.assessment.contracts.len() + 50);
        let team = vec![TeamMember { person: person.into(), acts: acts.to_vec(), ..TeamMember::default() }];
        let delivered = self.on();
        self.assessment.contracts.push(Contract {
            id: id.into(),
            kinds: kinds.to_vec(),
            kind_reason: "対処のため".into(),
            delivered,
            client_system: Known::Yes,
            team,
            ..Contract::default()
        });
        self.assessment.contracts.last_mut().expect("just added")
    }

    fn claim(&mut self, row: &str) {
        let at = format!("{}T00:00:00Z", self.day.yesterday().expect("a day before"));
        let claim = Claim {
            row: row.into(),
            answer: Answer::Yes,
            remark: String::new(),
            by: "長".into(),
            post: "部長".into(),
            at,
        };
        self.assessment.claims.push(claim);
    }

    fn close(&mut self, row: &str, rule: &Rule, people: &[String]) {
        match rule {
            Rule::Declared => self.claim(row),
            Rule::Offered => {
                self.claim(row);
                self.paper(row);
            }
            Rule::Document { .. } | Rule::Section => drop(self.paper(row).id.clone()),
            Rule::PersonList { .. } => {
                let all: Vec<PersonId> =
                    self.assessment.people.iter().map(|person| person.id.clone()).collect();
                self.paper(row).people = all;
            }
            Rule::Standard { reference, .. } => {
                let item = self.member(reference);
                self.assessment.standards.retain(|choice| choice.row != row);
                self.assessment.standards.push(StandardChoice { row: row.into(), item: item.clone() });
                self.paper(row).names.push(item);
            }
            Rule::Headcount { .. } | Rule::Overlap { .. } => {
                let stated = self.counted(row, rule);
                self.paper(row).headcounts = stated;
            }
            Rule::Assigned { role, .. } => {
                let category = row.split('.').next().expect("category").to_owned();
                self.appoint(&[format!("P-8{}", self.assessment.people.len())], &category, role);
            }
            Rule::Review { by, .. } => self.review(row, by),
            Rule::Audit { .. } => drop(self.record(row, RecordKind::Audit).id.clone()),
            Rule::Operation { .. } => {
                self.record(row, RecordKind::Operation);
                self.paper(row);
            }
            Rule::Route(inner) | Rule::Person(inner) => self.close(row, inner, people),
            Rule::Coverage { of, .. } => self.close(row, of, people),
            Rule::All(rules) => rules.iter().for_each(|rule| self.close(row, rule, people)),
            Rule::Works(_) => {}
            _ => people.iter().for_each(|id| self.qualify(rule, id)),
        }
    }

    /// The numbers a row asks for, as they are on the reference date.
    fn counted(&self, row: &str, rule: &Rule) -> Vec<StatedCount> {
        let stated = |route: &str, count| StatedCount { row: row.into(), route: route.into(), count };
        match rule {
            Rule::Headcount { role, routes, .. } => {
                let of = |route| self.holding(row, &[(role, std::slice::from_ref(route))]);
                routes.iter().map(|route| stated(route, of(route))).collect()
            }
            Rule::Overlap { groups } => {
                let groups: Vec<_> =
                    groups.iter().map(|group| (&group.role, group.routes.as_slice())).collect();
                vec![stated(row, self.holding(row, &groups))]
            }
            _ => Vec::new(),
        }
    }

    /// Writes the numbers of the day into a paper that states others; false where no number is asked for.
    fn recounted(&mut self, row: &str, rule: &Rule, paper: &str) -> bool {
        let stated = self.counted(row, rule);
        let document = self.assessment.documents.iter_mut().find(|document| document.id == paper);
        let (Some(document), false) = (document, stated.is_empty()) else { return false };
        document.headcounts.retain(|known| known.row != row);
        document.headcounts.extend(stated);
        true
    }

    /// How many people are on a route of every group, strictly.
    fn holding(&self, row: &str, groups: &[(&String, &[String])]) -> u32 {
        let (pack, references) = (self.pack, self.references);
        let category = row.split('.').next().expect("category");
        let day = self.assessment.profile.reference_date.unwrap_or(self.day);
        let on = |role: &str, route: &String| -> BTreeSet<usize> {
            let all = route_people(pack, references, self.assessment, Some(day), category, role, route);
            all.into_iter().filter(|(_, pair)| pair.strict() == Reading::Yes).map(|(at, _)| at).collect()
        };
        let groups = groups.iter().map(|(role, routes)| {
            routes.iter().map(|route| on(role, route)).fold(BTreeSet::new(), |all, more| &all | &more)
        });
        let both = groups.reduce(|one, other| &one & &other).unwrap_or_default();
        u32::try_from(both.len()).expect("few")
    }

    fn review(&mut self, row: &str, by: &Reviewer) {
        let doer = "P-70";
        self.person(doer);
        let contract = self.contract(&[], &[], doer);
        contract.services = vec![row.split('.').next().expect("category").to_owned()];
        let contract = contract.id.clone();
        let record = self.record(row, RecordKind::Review);
        record.contracts.push(contract);
        if matches!(by, Reviewer::ParticipantOr(_)) {
            record.by = vec![Party::Person(doer.into())];
        }
        let on = self.on();
        let about = DeclarationKind::AllReviewed;
        self.assessment.declarations.push(Declaration {
            about,
            subject: row.into(),
            by: "長".into(),
            post: "部長".into(),
            on,
        });
    }

    /// A day in two years on which a certificate may end.
    fn ends(&self, item: &Item) -> Date {
        let member = self.references.member(item.text());
        let first = self.day.saturating_add(jiff::Span::new().years(2));
        let mut days = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        days.find(|day| member.is_none_or(|member| member.may_end_on(*day))).expect("such a day")
    }

    fn qualify(&mut self, rule: &Rule, id: &str) {
        let on = self.on();
        match rule {
            Rule::Qualification(list) => {
                let item = self.member(list);
                let expiry = Expiry::On(self.ends(&item).into());
                let number = "1".into();
                let held = Qualification { item, number, obtained: on, expiry, ..Qualification::default() };
                self.person(id).qualifications.push(held);
            }
            Rule::Community(list) => {
                let venue = Venue::Community(self.member(list));
                let lecture = Lecture { venue, from: on, proof: "URL".into(), ..Lecture::default() };
                self.person(id).lectures.push(lecture);
            }
            Rule::Taught(subject) => {
                let (level, name) = (SchoolLevel::University, "某大学".into());
                let venue = Venue::School { level, name, subject: subject.clone() };
                let lecture = Lecture { venue, from: on, proof: "URL".into(), ..Lecture::default() };
                self.person(id).lectures.push(lecture);
            }
            Rule::Training(list) => self.train(id, list),
            Rule::Education { reference, .. } => self.train(id, reference.as_deref().unwrap_or("7-2")),
            Rule::Contracts { kinds, acts, at_least, .. } => {
                for _ in 0..*at_least {
                    self.contract(kinds, acts, id);
                }
            }
            Rule::Years { kinds, at_least, .. } => {
                let from =
                    self.day.saturating_sub(jiff::Span::new().years(3)).tomorrow().expect("a day after");
                for _ in 0..=*at_least {
                    let contract = self.contract(kinds, &[], id);
                    contract.form = ContractForm::Continuing;
                    contract.from = Some(from.into());
                }
            }
            other => unreachable!("nobody knows how to close {}", other.word()),
        }
    }

    fn train(&mut self, id: &str, list: &str) {
        let item = self.member(list);
        let on = self.on();
        let training = Training { item, on, proof: "修了証".into(), ..Training::default() };
        self.person(id).trainings.push(training);
    }
}
