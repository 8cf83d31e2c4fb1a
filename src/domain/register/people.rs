//! The roster: people with their posts, certificates, lectures and trainings.

use super::id::PersonId;
use super::kinds::{Item, Stage};
use crate::domain::date::PartialDate;

/// One person of the roster.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Person {
    /// Permanent id, `P-01`.
    pub id: PersonId,
    /// Name.
    pub name: String,
    /// Reading of the name.
    pub yomi: String,
    /// How the person belongs to the applicant.
    pub engagement: Engagement,
    /// Roles in categories, with their periods.
    pub posts: Vec<Post>,
    /// Certificates.
    pub qualifications: Vec<Qualification>,
    /// Lecturing and leading.
    pub lectures: Vec<Lecture>,
    /// Trainings and education.
    pub trainings: Vec<Training>,
    /// Free note.
    pub note: String,
}

/// How a person belongs to the applicant (A9, A24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Engagement {
    /// Employee or officer.
    #[default]
    Own,
    /// Under direct engagement.
    Direct,
    /// Through a subcontractor.
    Subcontract,
    /// Of a group company.
    Group,
    /// Not known.
    Unknown,
}

/// A role of a person in a category.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Post {
    /// Category id.
    pub category: String,
    /// Role id of the pack.
    pub role: String,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day, if it has ended or will.
    pub to: Option<PartialDate>,
    /// The written rule that allows a double role (A11); empty if there is none.
    pub double_role_rule: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Qualification {
    /// What it is.
    pub item: Item,
    /// Its number.
    pub number: String,
    /// The day it was obtained.
    pub obtained: Option<PartialDate>,
    /// Until when it is valid.
    pub expiry: Expiry,
    /// An exam passed without the registration that makes it a qualification (A8).
    pub exam_only: bool,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// Until when a qualification is valid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Expiry {
    /// Not recorded.
    #[default]
    Unknown,
    /// Valid through this day.
    On(PartialDate),
    /// It does not expire, for this reason.
    Never(String),
}

/// Lecturing, leading or teaching.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Lecture {
    /// Where.
    pub venue: Venue,
    /// As what.
    pub part: LecturePart,
    /// What the event or course was called.
    pub title: String,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day.
    pub to: Option<PartialDate>,
    /// Programme, letter or URL that shows it.
    pub proof: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// Where a person lectured.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Venue {
    /// In a community of experts.
    Community(Item),
    /// At a school, on the technology of a category.
    School {
        /// What kind of school (A19).
        level: SchoolLevel,
        /// Its name.
        name: String,
        /// Category id of the subject.
        subject: String,
    },
}

impl Default for Venue {
    fn default() -> Self {
        Self::Community(Item::default())
    }
}

/// What kind of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SchoolLevel {
    /// 大学.
    #[default]
    University,
    /// 短期大学.
    JuniorCollege,
    /// 高等専門学校.
    TechnicalCollege,
    /// 専門学校.
    VocationalSchool,
}

/// As what a person took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LecturePart {
    /// 講師.
    #[default]
    Lecturer,
    /// リーダー.
    Leader,
    /// 聴講.
    Attendee,
}

/// A training or an item of education.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Training {
    /// What it is.
    pub item: Item,
    /// The day it was completed or attended.
    pub on: Option<PartialDate>,
    /// Completed or attended (A22).
    pub outcome: TrainingOutcome,
    /// What shows it.
    pub proof: String,
    /// Whether this has been done or is planned.
    pub stage: Stage,
}

/// How a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TrainingOutcome {
    /// Completed, with a proof of completion.
    #[default]
    Completed,
    /// Attended.
    Attended,
}
