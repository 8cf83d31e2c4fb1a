//! The facts of a file, key by key in the order of the file. A key once written is never renamed.

use super::fault::Problem;
use super::reader::{Reader, Stored};
use super::stored::{facts, stored};
use super::write;
use crate::domain::assessment::{Answer, Claim, Profile};
use crate::domain::change::Series;
use crate::domain::register::{
    Closure, Contract, Cover, Declaration, DeclarationKind, Document, Equivalence, Evidence, Lecture, Person,
    Post, Qualification, Record, RecordKind, Register, SchoolLevel, StandardChoice, StatedCount, TeamMember,
    Training, Venue, VerifiedMember,
};
use crate::domain::signer::Signer;
use crate::domain::step_note::StepNote;

facts! {
    /// The profile; pack and edition are in the header.
    struct StoredProfile as "Profile" of Profile by "profile" {
        organisation: text,
        categories: texts,
        reference_date: day,
        review_end: day,
        ..Profile::default()
    }
    /// A claim.
    struct StoredClaim as "Claim" of Claim by row {
        row: key,
        answer: word(Answer::Unknown),
        remark: text,
        by: text,
        post: text,
        at: time,
    }
    /// A person.
    struct StoredPerson as "Person" of Person by id {
        id: id(Series::Person),
        name: text,
        yomi: text,
        engagement: usual,
        posts: rows<StoredPost>,
        qualifications: rows<StoredQualification>,
        lectures: rows<StoredLecture>,
        trainings: rows<StoredTraining>,
        note: text,
    }
    /// A role in a category.
    struct StoredPost as "Post" of Post by category {
        category: text,
        role: text,
        from: date,
        to: date,
        double_role_rule: text,
        stage: usual,
    }
    /// A certificate.
    struct StoredQualification as "Qualification" of Qualification by item {
        item: item,
        number: text,
        obtained: date,
        expiry: expiry,
        exam_only: flag,
        stage: usual,
    }
    /// A training or an item of education.
    struct StoredTraining as "Training" of Training by item {
        item: item,
        on: date,
        outcome: usual,
        proof: text,
        stage: usual,
    }
    /// A contract.
    struct StoredContract as "Contract" of Contract by id {
        id: id(Series::Contract),
        alias: text,
        services: texts,
        kinds: texts,
        kind_reason: text,
        form: usual,
        signed: date,
        from: date,
        to: date,
        delivered: date,
        other_firm: text,
        client_system: usual,
        team: rows<StoredTeam>,
        stage: usual,
        note: text,
    }
    /// A person's part in it.
    struct StoredTeam as "TeamMember" of TeamMember by person {
        person: text,
        part: usual,
        from: date,
        to: date,
        acts: texts,
    }
    /// A document.
    struct StoredDocument as "Document" of Document by id {
        id: id(Series::Document),
        title: text,
        version: text,
        approved: date,
        first_approved: date,
        owner: text,
        state: usual,
        audience: usual,
        covers: rows<StoredCover>,
        names: items,
        people: texts,
        headcounts: rows<StoredCount>,
        stage: usual,
        note: text,
    }
    /// A row it serves.
    struct StoredCover as "Cover" of Cover by row {
        row: text,
        section: text,
    }
    /// A headcount it states.
    struct StoredCount as "Headcount" of StatedCount by row {
        row: text,
        route: text,
        count: count,
    }
    /// A record; its kind is always written.
    struct StoredRecord as "Record" of Record by id {
        id: id(Series::Record),
        kind: word(RecordKind::default()),
        rows: texts,
        on: date,
        title: text,
        contracts: texts,
        by: parties,
        scope: usual,
        result: text,
        follow_up: text,
        stage: usual,
    }
    /// A chosen standard.
    struct StoredStandard as "Standard" of StandardChoice by row {
        row: key,
        item: item,
    }
    /// A declaration.
    struct StoredDeclaration as "Declaration" of Declaration by subject {
        about: word(DeclarationKind::default()),
        subject: key,
        by: text,
        post: text,
        on: date,
    }
    /// An argument that something is equivalent.
    struct StoredEquivalence as "Equivalence" of Equivalence by id {
        id: id(Series::Equivalence),
        to: text,
        title: text,
        equal_in: text,
        issuer: text,
        scope: text,
        level: text,
        exam: text,
        upkeep: text,
        references: text,
        state: usual,
    }
    /// A pointer to proof.
    struct StoredEvidence as "Evidence" of Evidence by id {
        id: id(Series::Evidence),
        number: text,
        title: text,
        kind: text,
        file: text,
        digest: text,
        holder: text,
        on: date,
        shows: texts,
    }
    /// A reference member added or verified.
    struct StoredMember as "Member" of VerifiedMember by id {
        id: key,
        name: text,
        name_en: text,
        aliases: text,
        issuer: text,
        source: text,
        on: date,
        by: text,
    }
    /// "That is all".
    struct StoredClosure as "Closure" of Closure by register {
        register: word(Register::Roster),
        by: text,
        post: text,
        on: date,
    }
    /// A note on a step; the step is named by what it is about.
    struct StoredStep as "Step" of StepNote by step {
        step: step,
        owner: text,
        due: day,
        done: day,
        effort: optional,
        lead_days: days,
    }
    /// A person who signs: name, post in the company, and which statements.
    struct StoredSigner as "Signer" of Signer by name {
        name: key,
        post: text,
        signs: words,
    }
}

stored! {
    /// Lecturing, leading or teaching: in a community, or at a school.
    struct StoredLecture as "Lecture" {
        community: String,
        school: Option<StoredSchool>,
        part: String,
        title: String,
        from: String,
        to: String,
        proof: String,
        stage: String,
    }
    /// A school; the level is always written.
    struct StoredSchool as "School" {
        level: String,
        name: String,
        subject: String,
    }
}

impl From<&Lecture> for StoredLecture {
    fn from(lecture: &Lecture) -> Self {
        let (community, school) = match &lecture.venue {
            Venue::Community(item) => (write::item(item), None),
            Venue::School { level, name, subject } => {
                let school =
                    StoredSchool { level: write::word(level), name: name.clone(), subject: subject.clone() };
                (String::new(), Some(school))
            }
        };
        Self {
            community,
            school,
            part: write::usual(&lecture.part),
            title: lecture.title.clone(),
            from: write::date(&lecture.from),
            to: write::date(&lecture.to),
            proof: lecture.proof.clone(),
            stage: write::usual(&lecture.stage),
        }
    }
}

impl Stored for StoredLecture {
    type Fact = Lecture;

    fn key(&self) -> String {
        self.title.clone()
    }

    fn read(self, reader: &mut Reader) -> Lecture {
        Lecture {
            venue: venue(self.community, self.school, reader),
            part: reader.usual("part", self.part),
            title: reader.text("title", self.title),
            from: reader.date("from", self.from),
            to: reader.date("to", self.to),
            proof: reader.text("proof", self.proof),
            stage: reader.usual("stage", self.stage),
        }
    }
}

fn venue(community: String, school: Option<StoredSchool>, reader: &mut Reader) -> Venue {
    if school.is_some() && !community.is_empty() {
        reader.fault("community", Some(&community), Problem::TwoVenues);
    }
    match school {
        Some(school) => Venue::School {
            level: reader.word("level", school.level, SchoolLevel::default()),
            name: reader.text("name", school.name),
            subject: reader.text("subject", school.subject),
        },
        None => Venue::Community(reader.item("community", community)),
    }
}
