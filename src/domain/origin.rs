//! Where a sheet comes from: which file, of whom, in which edition, when. A sheet carries it in one cell, which
//! spreadsheets keep and people may sort away from its place or delete.

/// What the cell begins with.
const MARK: &str = "kijun:file=";

/// Where a sheet comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The id of the file; empty if it had none.
    pub file: String,
    /// The edition of its pack.
    pub edition: String,
    /// When it was written, in UTC, as the history has times.
    pub at: String,
    /// The organisation. Last in the note, since it may hold anything.
    pub organisation: String,
}

impl Origin {
    /// The text of the cell.
    pub fn note(&self) -> String {
        let Self { file, edition, at, organisation } = self;
        format!("{MARK}{file}; edition={edition}; at={at}; organisation={organisation}")
    }

    /// What the text of a cell says; nothing if it is no such note.
    pub fn read(cell: &str) -> Option<Self> {
        let (file, rest) = cell.trim().strip_prefix(MARK)?.split_once("; edition=")?;
        let (edition, rest) = rest.split_once("; at=")?;
        let (at, organisation) = rest.split_once("; organisation=")?;
        at.parse::<jiff::Timestamp>().ok()?;
        let [file, edition, at, organisation] = [file, edition, at, organisation].map(str::to_owned);
        Some(Self { file, edition, at, organisation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_read_and_nothing_else_is() {
        let origin = Origin {
            file: "57ebeea2d6c31771".into(),
            edition: "4.1".into(),
            at: "2026-11-30T09:07:52.628997Z".into(),
            organisation: "株式会社A; at=B".into(),
        };
        assert_eq!(Origin::read(&format!(" {} ", origin.note())), Some(origin));
        for cell in ["", "kijun", "kijun:file=x", "kijun:file=; edition=4; at=yesterday; organisation="] {
            assert_eq!(Origin::read(cell), None, "{cell}");
        }
    }
}
