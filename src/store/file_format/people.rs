//! The roster in a file: people with posts, qualifications, lectures and trainings.

use super::fault::Problem;
use super::reader::{Reader, Stored, date_text, expiry_text, item_text};
use super::stored::{all, stored};
use super::words::{unusual, word};
use crate::domain::change::Series;
use crate::domain::register::{Lecture, Person, Post, Qualification, Training, Venue};

stored! {
    /// A person.
    struct StoredPerson as "Person" {
        id: String,
        name: String,
        yomi: String,
        engagement: String,
        posts: Vec<StoredPost>,
        qualifications: Vec<StoredQualification>,
        lectures: Vec<StoredLecture>,
        trainings: Vec<StoredTraining>,
        note: String,
    }
    /// A role in a category.
    struct StoredPost as "Post" {
        category: String,
        role: String,
        from: String,
        to: String,
        double_role_rule: String,
        stage: String,
    }
    /// A certificate.
    struct StoredQualification as "Qualification" {
        item: String,
        number: String,
        obtained: String,
        expiry: String,
        exam_only: bool,
        stage: String,
    }
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
    /// A training or an item of education.
    struct StoredTraining as "Training" {
        item: String,
        on: String,
        outcome: String,
        proof: String,
        stage: String,
    }
}

impl From<&Person> for StoredPerson {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name.clone(),
            yomi: person.yomi.clone(),
            engagement: unusual(person.engagement),
            posts: all(&person.posts),
            qualifications: all(&person.qualifications),
            lectures: all(&person.lectures),
            trainings: all(&person.trainings),
            note: person.note.clone(),
        }
    }
}

impl Stored for StoredPerson {
    type Fact = Person;

    fn key(&self) -> String {
        self.id.clone()
    }

    fn read(self, reader: &mut Reader) -> Person {
        Person {
            id: reader.id(Series::Person, self.id).into(),
            name: reader.text("name", self.name),
            yomi: reader.text("yomi", self.yomi),
            engagement: reader.usual("engagement", &self.engagement),
            posts: reader.rows(self.posts),
            qualifications: reader.rows(self.qualifications),
            lectures: reader.rows(self.lectures),
            trainings: reader.rows(self.trainings),
            note: reader.text("note", self.note),
        }
    }
}

impl From<&Post> for StoredPost {
    fn from(post: &Post) -> Self {
        Self {
            category: post.category.clone(),
            role: post.role.clone(),
            from: date_text(post.from),
            to: date_text(post.to),
            double_role_rule: post.double_role_rule.clone(),
            stage: unusual(post.stage),
        }
    }
}

impl Stored for StoredPost {
    type Fact = Post;

    fn key(&self) -> String {
        self.category.clone()
    }

    fn read(self, reader: &mut Reader) -> Post {
        Post {
            category: reader.text("category", self.category),
            role: reader.text("role", self.role),
            from: reader.date("from", &self.from),
            to: reader.date("to", &self.to),
            double_role_rule: reader.text("double_role_rule", self.double_role_rule),
            stage: reader.usual("stage", &self.stage),
        }
    }
}

impl From<&Qualification> for StoredQualification {
    fn from(qualification: &Qualification) -> Self {
        Self {
            item: item_text(&qualification.item),
            number: qualification.number.clone(),
            obtained: date_text(qualification.obtained),
            expiry: expiry_text(&qualification.expiry),
            exam_only: qualification.exam_only,
            stage: unusual(qualification.stage),
        }
    }
}

impl Stored for StoredQualification {
    type Fact = Qualification;

    fn key(&self) -> String {
        self.item.clone()
    }

    fn read(self, reader: &mut Reader) -> Qualification {
        Qualification {
            item: reader.item("item", self.item),
            number: reader.text("number", self.number),
            obtained: reader.date("obtained", &self.obtained),
            expiry: reader.expiry("expiry", self.expiry),
            exam_only: self.exam_only,
            stage: reader.usual("stage", &self.stage),
        }
    }
}

impl From<&Lecture> for StoredLecture {
    fn from(lecture: &Lecture) -> Self {
        let (community, school) = match &lecture.venue {
            Venue::Community(item) => (item_text(item), None),
            Venue::School { level, name, subject } => {
                let school =
                    StoredSchool { level: word(*level), name: name.clone(), subject: subject.clone() };
                (String::new(), Some(school))
            }
        };
        Self {
            community,
            school,
            part: unusual(lecture.part),
            title: lecture.title.clone(),
            from: date_text(lecture.from),
            to: date_text(lecture.to),
            proof: lecture.proof.clone(),
            stage: unusual(lecture.stage),
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
            part: reader.usual("part", &self.part),
            title: reader.text("title", self.title),
            from: reader.date("from", &self.from),
            to: reader.date("to", &self.to),
            proof: reader.text("proof", self.proof),
            stage: reader.usual("stage", &self.stage),
        }
    }
}

fn venue(community: String, school: Option<StoredSchool>, reader: &mut Reader) -> Venue {
    if school.is_some() && !community.is_empty() {
        reader.fault("community", Some(&community), Problem::TwoVenues);
    }
    match school {
        Some(school) => Venue::School {
            level: reader.word("level", &school.level).unwrap_or_default(),
            name: reader.text("name", school.name),
            subject: reader.text("subject", school.subject),
        },
        None => Venue::Community(reader.item("community", community)),
    }
}

impl From<&Training> for StoredTraining {
    fn from(training: &Training) -> Self {
        Self {
            item: item_text(&training.item),
            on: date_text(training.on),
            outcome: unusual(training.outcome),
            proof: training.proof.clone(),
            stage: unusual(training.stage),
        }
    }
}

impl Stored for StoredTraining {
    type Fact = Training;

    fn key(&self) -> String {
        self.item.clone()
    }

    fn read(self, reader: &mut Reader) -> Training {
        Training {
            item: reader.item("item", self.item),
            on: reader.date("on", &self.on),
            outcome: reader.usual("outcome", &self.outcome),
            proof: reader.text("proof", self.proof),
            stage: reader.usual("stage", &self.stage),
        }
    }
}
