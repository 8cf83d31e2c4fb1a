//! How a word is judged, and what follows from that alone: its children and the rows it leads to.

use super::needs::ListNeed;
use super::word::{Reviewer, Rule};

/// How a word is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape<'a> {
    /// All of them.
    All(&'a [Rule]),
    /// At least one of them.
    Any(&'a [Rule]),
    /// At least so many of them.
    AtLeast(usize, &'a [Rule]),
    /// ALL under the strict reading, ANY under the lenient one.
    AllIfStrict(&'a [Rule]),
    /// Another row, by id.
    Row(&'a str),
    /// The top row of another part, taken over in full.
    Inherits(&'a str),
    /// Counts only where one of these scope rows is offered.
    When {
        /// The scope rows.
        scope: &'a [String],
        /// What then counts.
        then: &'a Rule,
    },
    /// One and the same person satisfies the inner rule.
    Somebody(&'a Rule),
    /// An alternative way a person can qualify.
    Route(&'a Rule),
    /// Strict: every person in the role; lenient: at least one.
    Everybody {
        /// The role.
        role: &'a str,
        /// What each of them must satisfy.
        of: &'a Rule,
    },
    /// A leaf about one person: the best engaged one where no person is in view.
    OfPerson,
    /// The claim is a declaration.
    Declared,
    /// The claim says that a type of service is offered.
    Offered,
    /// A leaf that posts, documents or records show.
    Shown,
    /// Counted, without a verdict.
    Counted(Tally<'a>),
}

/// What an option counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tally<'a> {
    /// Contracts of a kind.
    Kind(&'a str),
    /// Contracts with an act on a client-run system.
    Act(&'a str),
}

impl Shape<'_> {
    /// True for rules that speak of one person.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Route(_) | Self::OfPerson)
    }

    /// True for rules that people decide: those about one person, and those that look for one or for all.
    pub fn concerns_people(self) -> bool {
        self.is_personal() || matches!(self, Self::Somebody(_) | Self::Everybody { .. })
    }
}

impl Rule {
    /// How this word is judged.
    pub fn shape(&self) -> Shape<'_> {
        match self {
            Self::All(rules) => Shape::All(rules),
            Self::Any(rules) => Shape::Any(rules),
            Self::AtLeast(least, rules) => Shape::AtLeast(*least, rules),
            Self::AllIfStrict(rules) => Shape::AllIfStrict(rules),
            Self::Row(id) => Shape::Row(id),
            Self::Inherits(id) => Shape::Inherits(id),
            Self::When { scope, then } => Shape::When { scope, then },
            Self::Person(inner) => Shape::Somebody(inner),
            Self::Route(inner) => Shape::Route(inner),
            Self::Coverage { role, of } => Shape::Everybody { role, of },
            Self::Works(_)
            | Self::Qualification(_)
            | Self::Community(_)
            | Self::Taught(_)
            | Self::Training(_)
            | Self::Contracts { .. }
            | Self::Years { .. }
            | Self::Education { .. } => Shape::OfPerson,
            Self::Declared => Shape::Declared,
            Self::Offered => Shape::Offered,
            Self::Assigned { .. }
            | Self::Document { .. }
            | Self::Section
            | Self::Standard { .. }
            | Self::PersonList { .. }
            | Self::Headcount { .. }
            | Self::Overlap { .. }
            | Self::Review { .. }
            | Self::Audit { .. }
            | Self::Operation { .. } => Shape::Shown,
            Self::Kind(kind) => Shape::Counted(Tally::Kind(kind)),
            Self::Act(act) => Shape::Counted(Tally::Act(act)),
        }
    }

    /// True for rules that speak of one person.
    pub fn is_personal(&self) -> bool {
        self.shape().is_personal()
    }

    /// True for a declaration.
    pub fn is_declaration(&self) -> bool {
        matches!(self.shape(), Shape::Declared)
    }

    /// True where the claim itself is the fact: a declaration, a type of service offered.
    pub fn is_claim(&self) -> bool {
        matches!(self.shape(), Shape::Declared | Shape::Offered)
    }

    /// The rules directly inside this one.
    pub fn parts(&self) -> std::slice::Iter<'_, Rule> {
        match self.shape() {
            Shape::All(rules) | Shape::Any(rules) | Shape::AtLeast(_, rules) | Shape::AllIfStrict(rules) => {
                rules
            }
            Shape::When { then: inner, .. }
            | Shape::Somebody(inner)
            | Shape::Route(inner)
            | Shape::Everybody { of: inner, .. } => std::slice::from_ref(inner),
            Shape::Row(_)
            | Shape::Inherits(_)
            | Shape::OfPerson
            | Shape::Declared
            | Shape::Offered
            | Shape::Shown
            | Shape::Counted(_) => &[],
        }
        .iter()
    }

    /// This rule and every one inside it, in the order of the pack file.
    pub fn all(&self) -> impl Iterator<Item = &Rule> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let next = open.pop()?;
            open.extend(next.parts().rev());
            Some(next)
        })
    }

    /// Ids of the rows this rule's verdict is built from, with those inside its children.
    pub fn rows(&self) -> Vec<&str> {
        self.all().filter_map(Self::own_row).collect()
    }

    fn own_row(&self) -> Option<&str> {
        match self.shape() {
            Shape::Row(id) | Shape::Inherits(id) => Some(id),
            _ => None,
        }
    }

    /// Every row that this rule leads to, as a part or by mentioning it.
    pub fn ways(&self) -> Vec<&str> {
        self.rows().into_iter().chain(self.mentions()).collect()
    }

    /// Ids named without being judged as a child: scope conditions, counted routes, procedures that records follow.
    pub fn mentions(&self) -> Vec<&str> {
        self.all().flat_map(Self::own_mentions).collect()
    }

    fn own_mentions(&self) -> Vec<&str> {
        if let Shape::When { scope, .. } = self.shape() {
            return scope.iter().map(String::as_str).collect();
        }
        let needs = self.needs();
        let counted: Vec<&str> = needs.counts.map(|counts| counts.routes().collect()).unwrap_or_default();
        let reviewers = match needs.reviewer {
            Some(Reviewer::ParticipantOr(routes)) => routes.as_slice(),
            Some(Reviewer::DisjointFromTeam | Reviewer::DisjointIfStrict) | None => &[],
        };
        counted.into_iter().chain(reviewers.iter().map(String::as_str)).chain(needs.procedure).collect()
    }

    /// Ids of the rows that need a part of a document each, as this one does; no verdict rests on theirs.
    pub fn apart(&self) -> Vec<&str> {
        self.all().flat_map(|rule| rule.needs().apart_from_rows).map(String::as_str).collect()
    }

    /// Numbers of the reference lists this rule asks for under the strict reading or as a choice.
    pub fn references(&self) -> Vec<&str> {
        self.all().filter_map(|rule| rule.needs().list).flat_map(ListNeed::numbers).collect()
    }
}
