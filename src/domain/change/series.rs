//! Permanent ids: `P-07`, one series per register.

/// Most digits of a number in an id.
const DIGITS: usize = 9;

/// A series of permanent ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// `P-01`.
    Person,
    /// `C-01`.
    Contract,
    /// `D-01`.
    Document,
    /// `R-01`.
    Record,
    /// `Q-01`.
    Equivalence,
    /// `E-01`.
    Evidence,
}

impl Series {
    /// All series.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Contract, Self::Document, Self::Record, Self::Equivalence, Self::Evidence];

    /// The letter its ids begin with.
    pub fn letter(self) -> char {
        match self {
            Self::Person => 'P',
            Self::Contract => 'C',
            Self::Document => 'D',
            Self::Record => 'R',
            Self::Equivalence => 'Q',
            Self::Evidence => 'E',
        }
    }

    /// The id of a number, two digits at least.
    pub fn id(self, number: u32) -> String {
        format!("{}-{number:02}", self.letter())
    }

    /// The number of an id of this series: letter, hyphen, up to nine digits.
    pub fn number(self, id: &str) -> Option<u32> {
        let digits = id.strip_prefix(self.letter())?.strip_prefix('-')?;
        let plain = digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    }
}

/// Whether this is an id of any series.
pub fn is_id(text: &str) -> bool {
    Series::ALL.into_iter().any(|series| series.number(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_letter_and_a_number_of_its_series() {
        assert_eq!(Series::Person.number("P-07"), Some(7));
        assert_eq!(Series::Equivalence.id(123), "Q-123");
        for wrong in ["P07", "P-", "p-07", "C-07", "P-+7", "P-1234567890", "P-０７", ""] {
            assert_eq!(Series::Person.number(wrong), None, "{wrong}");
        }
    }
}
