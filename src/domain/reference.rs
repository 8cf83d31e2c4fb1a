//! References (例示): numbered lists of qualifications, communities, trainings and standards.

use serde::Deserialize;
use strum::VariantArray;

use crate::domain::date::Date;
use crate::domain::text::Bilingual;

/// How many members may be the same as one another, each said of the one before.
const LONGEST_CHAIN: usize = 64;

/// The file of reference lists.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    /// Format of the file; 1.
    pub format: u32,
    /// Where the numbering comes from.
    pub source: Bilingual,
    /// The lists, by number.
    pub lists: Vec<ReferenceList>,
}

/// One numbered list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "List")]
pub struct ReferenceList {
    /// `1-2-1`.
    pub number: String,
    /// What its members are.
    pub kind: ReferenceKind,
    /// What the list is for.
    pub title: Bilingual,
    /// The number it is read as, for a leftover that exists nowhere else (`4-2`, A36).
    #[serde(default)]
    pub read_as: Option<String>,
    /// Members known so far.
    #[serde(default)]
    pub members: Vec<Member>,
}

/// What the members of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, VariantArray)]
pub enum ReferenceKind {
    /// Series 1.
    Qualification,
    /// Series 2.
    Community,
    /// Series 3.
    Training,
    /// Series 4.
    Standard,
    /// Series 5.
    ResultHandling,
    /// Series 6.
    Contents,
    /// Series 7.
    Education,
}

impl ReferenceKind {
    /// All kinds.
    pub const ALL: &'static [Self] = Self::VARIANTS;
    /// Certificates.
    pub const CERTIFICATES: &'static [Self] = &[Self::Qualification];
    /// Communities.
    pub const COMMUNITIES: &'static [Self] = &[Self::Community];
    /// Trainings.
    pub const COURSES: &'static [Self] = &[Self::Training, Self::Education];
    /// What is followed: standards, contents, ways of handling results.
    pub const METHODS: &'static [Self] = &[Self::Standard, Self::ResultHandling, Self::Contents];
}

/// One member of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// `1-2-1/ceh`: the list's number, then a short name.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// What people call it besides: short and former names by which it is well known.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// 指定・専門 or 汎用.
    #[serde(default)]
    pub group: Group,
    /// Who awards or publishes it.
    #[serde(default)]
    pub issuer: String,
    /// True for a rung that counts under the lenient reading only (A15).
    #[serde(default)]
    pub lower_rung: bool,
    /// The member of the same list below this rung: it holds wherever that one does (A15).
    #[serde(default)]
    pub rung_above: Option<String>,
    /// The member of another list that is the same thing, so that what is entered under one counts under both.
    /// Nothing else makes two members one: equal names and ids do not.
    #[serde(default)]
    pub same_as: Option<String>,
    /// Where the membership was read.
    #[serde(default)]
    pub source: String,
    /// True if the membership was read in a primary source.
    #[serde(default)]
    pub verified: bool,
    /// Who read it there, where the list of a user says so.
    #[serde(default)]
    pub verified_by: String,
    /// When: a day, month or year.
    #[serde(default)]
    pub verified_on: String,
    /// The file of a user's lists that says so; empty for what is compiled in.
    #[serde(skip)]
    pub file: String,
    /// Whether certificates of it end.
    #[serde(default)]
    pub validity: Validity,
    /// The days of the year on which alone they end, as `03-31`; none where it can be any day.
    #[serde(default)]
    pub ends_on: Vec<String>,
    /// How many days before the end a renewal must be filed; none where nothing is known of that.
    #[serde(default)]
    pub renew_by: Option<u16>,
    /// Where validity, days and renewal were read, and how far.
    #[serde(default)]
    pub upkeep_source: String,
}

/// Whether certificates of a member end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Validity {
    /// Not known.
    #[default]
    Unknown,
    /// They have an end.
    Ends,
    /// They have none.
    NoEnd,
}

/// The group of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Group {
    /// No groups in this list.
    #[default]
    None,
    /// 専門 or 指定: named for this service.
    Specialist,
    /// 汎用: general.
    General,
}

impl Member {
    /// Whether a certificate of it can end on a day.
    pub fn may_end_on(&self, day: Date) -> bool {
        let days: Vec<(i8, i8)> = self.ends_on.iter().filter_map(|text| day_of_year(text)).collect();
        days.is_empty() || days.contains(&(day.month(), day.day()))
    }
}

/// Month and day of a text such as `03-31`.
pub fn day_of_year(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
    // A leap year has every day that there can be.
    let day = Date::new(2024, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((day.month(), day.day()))
}

impl References {
    /// A list by its number; a leftover number leads to the list it is read as.
    pub fn list(&self, number: &str) -> Option<&ReferenceList> {
        let found = self.lists.iter().find(|list| list.number == number)?;
        match &found.read_as {
            Some(other) => self.lists.iter().find(|list| &list.number == other).or(Some(found)),
            None => Some(found),
        }
    }

    /// A member by id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.lists.iter().flat_map(|list| &list.members).find(|member| member.id == id)
    }

    /// The id under which all members that are one thing are known: where `same_as` leads in the end, else the id.
    pub fn identity<'r>(&'r self, id: &'r str) -> &'r str {
        let mut at = id;
        // Lint refuses circles; here one ends somewhere.
        for _ in 0..LONGEST_CHAIN {
            match self.member(at).and_then(|member| member.same_as.as_deref()) {
                Some(other) if other != at => at = other,
                _ => break,
            }
        }
        at
    }

    /// Folds the wrapped lines of all texts.
    pub(crate) fn fold_texts(&mut self) {
        self.source.fold();
        for list in &mut self.lists {
            list.title.fold();
            for member in &mut list.members {
                member.name.fold();
            }
        }
    }

    /// Notes the file that all members come from.
    pub fn from_file(&mut self, file: &str) {
        self.lists
            .iter_mut()
            .flat_map(|list| &mut list.members)
            .for_each(|member| file.clone_into(&mut member.file));
    }

    /// Lays a user's own lists over these: members under known ids are replaced where they are, new
    /// members and new lists go to the end.
    pub fn lay_over(&mut self, over: References) {
        for list in over.lists {
            match self.lists.iter_mut().find(|known| known.number == list.number) {
                Some(known) => list.members.into_iter().for_each(|member| known.place(member)),
                None => self.lists.push(list),
            }
        }
    }
}

impl ReferenceList {
    fn place(&mut self, member: Member) {
        match self.members.iter_mut().find(|known| known.id == member.id) {
            // What people call it and what it is the same as stay, independent of who verified it.
            Some(known) => {
                let Member { aliases, same_as, .. } = std::mem::take(known);
                let aliases = if member.aliases.is_empty() { aliases } else { member.aliases };
                *known = Member { aliases, same_as: member.same_as.or(same_as), ..member };
            }
            None => self.members.push(member),
        }
    }
}
