//! Where keys act: the pages, and the wider places around them.

/// A page of the workbench; each has a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// Recent files and ways to begin.
    Start,
    /// Tree, question, gaps.
    #[default]
    Assess,
    /// What is missing, by what closing it unlocks.
    Board,
    /// The open questions that still decide something, one by one.
    Review,
    /// The registers.
    Table,
    /// The shortest way.
    Plan,
    /// What changes by itself, and when.
    Timeline,
    /// Why a verdict is what it is.
    Proof,
    /// What the verdicts rest on.
    Carriers,
    /// What an examiner would point at.
    Examine,
    /// The files that no evidence names.
    Folder,
    /// What is tried, and what it flips.
    WhatIf,
    /// The reference lists, and what waits for them.
    Lists,
}

/// Where keys act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere except in text.
    Anywhere,
    /// Any page of an open assessment.
    Work,
    /// A page.
    On(Page),
}

impl Place {
    /// Every place with keys of its own.
    pub const ALL: [Self; 15] = [
        Self::Anywhere,
        Self::Work,
        Self::On(Page::Start),
        Self::On(Page::Assess),
        Self::On(Page::Board),
        Self::On(Page::Review),
        Self::On(Page::Table),
        Self::On(Page::Plan),
        Self::On(Page::Timeline),
        Self::On(Page::Proof),
        Self::On(Page::Carriers),
        Self::On(Page::Examine),
        Self::On(Page::Folder),
        Self::On(Page::WhatIf),
        Self::On(Page::Lists),
    ];

    /// This place and the wider ones whose keys act here too, nearest first.
    pub fn lookup(self) -> impl Iterator<Item = Self> {
        let wider: &[Self] = match self {
            Self::Anywhere => &[],
            Self::Work | Self::On(Page::Start) => &[Self::Anywhere],
            Self::On(_) => &[Self::Work, Self::Anywhere],
        };
        std::iter::once(self).chain(wider.iter().copied())
    }
}
