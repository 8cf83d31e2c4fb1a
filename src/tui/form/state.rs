//! A form as a stack of levels, and what becomes of its row.

use crate::domain::assessment::Profile;
use crate::domain::flip::Flips;
use crate::domain::register::Evidence;
use crate::report::fields::{self, AnyFact, Description};
use crate::tui::desktop::Desktop;
use crate::tui::form::chooser::Chooser;
use crate::tui::form::level::{Level, TabStop};

/// What becomes of the row when the form is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormPurpose {
    /// It is added to its register.
    Add,
    /// It takes the place of the one under this key.
    Edit(String),
    /// It becomes the profile of a new assessment.
    New,
}

impl FormPurpose {
    /// The key under which the row is in its register already.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Edit(key) => Some(key),
            Self::Add | Self::New => None,
        }
    }
}

/// A form.
#[derive(Debug)]
pub struct Form {
    pub(super) purpose: FormPurpose,
    pub(super) levels: Vec<Level>,
    pub(super) chooser: Option<Chooser>,
    /// Esc was pressed once although something was changed.
    pub(super) asked: bool,
    /// What accepting it would flip.
    pub(super) preview: Preview,
    /// The person said that it is another thing than the one that has its name already.
    pub(super) another: bool,
    /// What is known of the file that an entry of evidence names.
    pub(super) reading: Reading,
}

impl Form {
    /// A form for a row.
    pub fn new(description: &'static Description, draft: AnyFact, purpose: FormPurpose) -> Self {
        let reading = Reading::of(&draft);
        let level = Level::new(description, draft, (0, None));
        Self {
            purpose,
            levels: vec![level],
            chooser: None,
            asked: false,
            preview: Preview::default(),
            another: false,
            reading,
        }
    }

    /// A form for a new entry of evidence whose file is being read.
    pub fn of_file(row: Evidence) -> Self {
        let mut form = Self::new(&fields::EVIDENCE, AnyFact::Evidence(row), FormPurpose::Add);
        form.reading.under_way = true;
        form
    }

    /// The same at the first field that must not be empty and is; where there is none, waiting to be accepted.
    #[must_use]
    pub fn at_its_end(mut self) -> Self {
        if let Some(level) = self.level() {
            level.stop = level.first_lacking().map_or(TabStop::Accept, TabStop::Field);
        }
        self
    }

    /// The level in front; there always is one.
    pub(super) fn level(&mut self) -> Option<&mut Level> {
        self.levels.last_mut()
    }

    /// The form of a new assessment, with the proposed edition.
    pub fn of_new(desktop: &Desktop) -> Self {
        let edition = desktop.packs.first().map_or_else(String::new, |pack| pack.edition.clone());
        let draft = AnyFact::Profile(Profile { edition, ..Profile::default() });
        Self::new(&fields::NEW_PROFILE, draft, FormPurpose::New)
    }

    /// The form of an open assessment's organisation, categories and dates.
    pub fn of_profile(profile: Profile) -> Self {
        Self::new(&fields::PROFILE, AnyFact::Profile(profile), FormPurpose::Edit(String::new()))
    }
}

/// What would flip, and for which row that was worked out.
#[derive(Debug, Default)]
pub(super) struct Preview {
    pub(super) judged: Option<AnyFact>,
    /// What would flip.
    pub flips: Flips,
}

/// What is known of the file that an entry of evidence names.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The name asked for last, or the one that the entry had; nothing is asked for it twice.
    pub(super) known: String,
    /// Whether its answer is still to come.
    pub(super) under_way: bool,
    /// The digest that no person typed here: the one that the entry had, or that was filled in.
    pub(super) filled: String,
    /// The form is to be accepted as soon as the answer is there.
    pub(super) accepts: bool,
}

impl Reading {
    /// Of an entry as the form found it.
    fn of(draft: &AnyFact) -> Self {
        let AnyFact::Evidence(row) = draft else { return Self::default() };
        Self { known: row.file.clone(), filled: row.digest.clone(), ..Self::default() }
    }
}

/// A new row; the category is filled in where only one was chosen.
pub fn fresh(desktop: &Desktop, description: &Description) -> AnyFact {
    let mut draft = (description.blank)();
    let chosen = desktop.session.as_ref().map(|session| &session.assessment.profile.categories);
    if let Some([only]) = chosen.map(Vec::as_slice) {
        match &mut draft {
            AnyFact::Post(post) => post.category.clone_from(only),
            AnyFact::Contract(contract) => contract.services.push(only.clone()),
            _ => {}
        }
    }
    draft
}
