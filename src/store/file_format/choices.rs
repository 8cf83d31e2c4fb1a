//! What people said in a file: profile, claims, chosen standards, declarations, closures.

use super::reader::{Reader, Stored, date_text, item_text};
use super::stored::stored;
use super::words::word;
use crate::domain::assessment::{Answer, Claim, Profile};
use crate::domain::register::{Closure, Declaration, Register, StandardChoice};

stored! {
    /// The profile; pack and edition are in the header.
    struct StoredProfile as "Profile" {
        organisation: String,
        categories: Vec<String>,
        reference_date: String,
        review_end: String,
    }
    /// A claim.
    struct StoredClaim as "Claim" {
        row: String,
        answer: String,
        remark: String,
        by: String,
        post: String,
        at: String,
    }
    /// A chosen standard.
    struct StoredStandard as "Standard" {
        row: String,
        item: String,
    }
    /// A declaration.
    struct StoredDeclaration as "Declaration" {
        about: String,
        subject: String,
        by: String,
        post: String,
        on: String,
    }
    /// "That is all".
    struct StoredClosure as "Closure" {
        register: String,
        by: String,
        post: String,
        on: String,
    }
}

impl From<&Profile> for StoredProfile {
    fn from(profile: &Profile) -> Self {
        Self {
            organisation: profile.organisation.clone(),
            categories: profile.categories.clone(),
            reference_date: date_text(profile.reference_date.map(Into::into)),
            review_end: date_text(profile.review_end.map(Into::into)),
        }
    }
}

impl Stored for StoredProfile {
    /// Without pack and edition.
    type Fact = Profile;

    fn key(&self) -> String {
        "profile".to_owned()
    }

    fn read(self, reader: &mut Reader) -> Profile {
        Profile {
            organisation: reader.text("organisation", self.organisation),
            pack: String::new(),
            edition: String::new(),
            categories: reader.texts("categories", self.categories),
            reference_date: reader.day("reference_date", &self.reference_date),
            review_end: reader.day("review_end", &self.review_end),
        }
    }
}

impl From<&Claim> for StoredClaim {
    fn from(claim: &Claim) -> Self {
        Self {
            row: claim.row.clone(),
            answer: word(claim.answer),
            remark: claim.remark.clone(),
            by: claim.by.clone(),
            post: claim.post.clone(),
            at: claim.at.clone(),
        }
    }
}

impl Stored for StoredClaim {
    type Fact = Claim;

    fn key(&self) -> String {
        self.row.clone()
    }

    fn read(self, reader: &mut Reader) -> Claim {
        Claim {
            row: reader.key("row", self.row),
            answer: reader.word("answer", &self.answer).unwrap_or(Answer::Unknown),
            remark: reader.text("remark", self.remark),
            by: reader.text("by", self.by),
            post: reader.text("post", self.post),
            at: reader.time("at", self.at),
        }
    }
}

impl From<&StandardChoice> for StoredStandard {
    fn from(choice: &StandardChoice) -> Self {
        Self { row: choice.row.clone(), item: item_text(&choice.item) }
    }
}

impl Stored for StoredStandard {
    type Fact = StandardChoice;

    fn key(&self) -> String {
        self.row.clone()
    }

    fn read(self, reader: &mut Reader) -> StandardChoice {
        StandardChoice { row: reader.key("row", self.row), item: reader.item("item", self.item) }
    }
}

impl From<&Declaration> for StoredDeclaration {
    fn from(declaration: &Declaration) -> Self {
        Self {
            about: word(declaration.about),
            subject: declaration.subject.clone(),
            by: declaration.by.clone(),
            post: declaration.post.clone(),
            on: date_text(declaration.on),
        }
    }
}

impl Stored for StoredDeclaration {
    type Fact = Declaration;

    fn key(&self) -> String {
        self.subject.clone()
    }

    fn read(self, reader: &mut Reader) -> Declaration {
        Declaration {
            about: reader.word("about", &self.about).unwrap_or_default(),
            subject: reader.key("subject", self.subject),
            by: reader.text("by", self.by),
            post: reader.text("post", self.post),
            on: reader.date("on", &self.on),
        }
    }
}

impl From<&Closure> for StoredClosure {
    fn from(closure: &Closure) -> Self {
        Self {
            register: word(closure.register),
            by: closure.by.clone(),
            post: closure.post.clone(),
            on: date_text(closure.on),
        }
    }
}

impl Stored for StoredClosure {
    type Fact = Closure;

    fn key(&self) -> String {
        self.register.clone()
    }

    fn read(self, reader: &mut Reader) -> Closure {
        Closure {
            register: reader.word("register", &self.register).unwrap_or(Register::Roster),
            by: reader.text("by", self.by),
            post: reader.text("post", self.post),
            on: reader.date("on", &self.on),
        }
    }
}
