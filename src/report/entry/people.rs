//! What a person, and what hangs on one, says.

use super::{Lines, Said};
use crate::domain::register::{Expiry, Lecture, Person, Post, Qualification, Stage, Training, Venue};
use crate::report::words::{self, pick};

impl Lines<'_> {
    pub(super) fn person(mut self, person: &Person) -> Vec<Said> {
        self.say("氏名", "Name", &person.name);
        self.say("よみ", "Reading", &person.yomi);
        self.say("雇用・指揮", "Engagement", words::engagement(self.lang, person.engagement));
        person.posts.iter().for_each(|post| self.post(post));
        person.qualifications.iter().for_each(|qualification| self.qualification(qualification));
        person.lectures.iter().for_each(|lecture| self.lecture(lecture));
        person.trainings.iter().for_each(|training| self.training(training));
        self.say("覚え書き", "Note", &person.note);
        self.out
    }

    /// Said only of what has not happened.
    pub(super) fn planned(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Done => "",
            Stage::Planned => words::stage(self.lang, stage),
        }
    }

    fn post(&mut self, post: &Post) {
        let rule = self.labelled("兼務の規程", "rule", &post.double_role_rule);
        let parts = [
            &self.category(&post.category),
            &self.names.role(&post.role),
            &self.period(post.from, post.to),
            &rule,
            self.planned(post.stage),
        ];
        self.parts("役割", "Post", &parts);
    }

    fn qualification(&mut self, qualification: &Qualification) {
        let expiry = match &qualification.expiry {
            Expiry::Unknown => String::new(),
            Expiry::On(date) => self.dated("期限", "valid until", Some(*date)),
            Expiry::Never(why) => {
                let never = pick(self.lang, "期限なし", "does not expire");
                if why.trim().is_empty() { never.to_owned() } else { format!("{never}: {why}") }
            }
        };
        let exam =
            if qualification.exam_only { pick(self.lang, "試験合格のみ", "exam only") } else { "" };
        let parts = [
            &self.item(&qualification.item),
            &self.labelled("番号", "number", &qualification.number),
            &self.dated("取得", "obtained", qualification.obtained),
            &expiry,
            exam,
            self.planned(qualification.stage),
        ];
        self.parts("資格", "Qualification", &parts);
    }

    fn lecture(&mut self, lecture: &Lecture) {
        let place = match &lecture.venue {
            Venue::Community(item) => self.item(item),
            Venue::School { level, name, subject } => {
                format!("{} {name} {}", words::school_level(self.lang, *level), self.category(subject))
            }
        };
        let parts = [
            &place,
            words::lecture_part(self.lang, lecture.part),
            &lecture.title,
            &self.period(lecture.from, lecture.to),
            &self.labelled("証拠", "proof", &lecture.proof),
            self.planned(lecture.stage),
        ];
        self.parts("講師・リーダー", "Lecture", &parts);
    }

    fn training(&mut self, training: &Training) {
        let parts = [
            &self.item(&training.item),
            words::outcome(self.lang, training.outcome),
            &training.on.map(|date| words::date(self.lang, date)).unwrap_or_default(),
            &self.labelled("証拠", "proof", &training.proof),
            self.planned(training.stage),
        ];
        self.parts("研修・教育", "Training", &parts);
    }
}
