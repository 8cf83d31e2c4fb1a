//! Who signs what in one organisation's file: a name, the post held there, and the statements signed.
//!
//! Signers belong to the file. Only a person named in it signs in it, so that a statement of one company is
//! never made in the name of another one's representative.

use crate::domain::assessment::Answer;
use crate::domain::pack::Requirement;

/// A person who signs statements of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signer {
    /// The name.
    pub name: String,
    /// The post in the company (役職), such as 代表取締役; may be empty.
    pub post: String,
    /// What is signed now, in the order of [`Statement::ALL`]; nothing for a person who signed formerly.
    pub signs: Vec<Statement>,
}

/// A kind of statement that a person signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Statement {
    /// 表明: what the company as such declares. Without a post it holds leniently only.
    Declarations,
    /// "That is all" of a register.
    Closures,
    /// Every other answer.
    Answers,
}

impl Statement {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Declarations, Self::Closures, Self::Answers];

    /// What an answer to a requirement is: only a yes declares something.
    pub fn answering(row: &Requirement, answer: Answer) -> Self {
        let declares = row.rule.is_declaration() && answer == Answer::Yes;
        if declares { Self::Declarations } else { Self::Answers }
    }
}

impl Signer {
    /// Whether this person signs such statements.
    pub fn has(&self, statement: Statement) -> bool {
        self.signs.contains(&statement)
    }

    /// The same person, signing such statements or not.
    #[must_use]
    pub fn signing(mut self, statement: Statement, yes: bool) -> Self {
        self.signs = Statement::ALL
            .into_iter()
            .filter(|&other| if other == statement { yes } else { self.has(other) })
            .collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Assessment;
    use crate::domain::change::Change;

    fn signer(name: &str, signs: &[Statement]) -> Signer {
        Signer { name: name.into(), post: String::new(), signs: signs.to_vec() }
    }

    #[test]
    fn one_person_signs_and_of_several_nobody_does() {
        let both = [Statement::Declarations, Statement::Answers];
        let mut file = Assessment { signers: vec![signer("青木", &both)], ..Assessment::default() };
        assert_eq!(file.signer(Statement::Declarations).map(|s| s.name.as_str()), Some("青木"));
        assert_eq!(file.signer(Statement::Closures), None);
        file.signers.push(signer("馬場", &[Statement::Declarations]));
        assert_eq!(file.signer(Statement::Declarations), None);
        assert!(file.signer(Statement::Answers).is_some());
        file.signers = vec![signer(" ", &both)];
        assert_eq!(file.signer(Statement::Answers), None, "a blank name signs nothing");
    }

    #[test]
    fn naming_somebody_else_is_one_change_that_goes_back_as_one() {
        let mut file =
            Assessment { signers: vec![signer("青木", &Statement::ALL)], ..Assessment::default() };
        let before = file.clone();
        let change = Change::name_signer(&file, "馬場", "代表取締役", Statement::Declarations);
        change.apply(&mut file).expect("fits");
        let of = |statement| file.signer(statement).map(|signer| signer.name.as_str());
        assert_eq!(Statement::ALL.map(of), [Some("馬場"), Some("青木"), Some("青木")]);
        change.inverse().apply(&mut file).expect("fits");
        assert_eq!(file, before);
    }

    #[test]
    fn what_somebody_signs_stands_in_one_order() {
        let nobody = signer("青木", &[]);
        let all = [Statement::Answers, Statement::Closures, Statement::Declarations];
        let all = all.into_iter().fold(nobody, |signer, statement| signer.signing(statement, true));
        assert_eq!(all.signs, Statement::ALL);
        assert!(!all.signing(Statement::Closures, false).has(Statement::Closures));
    }
}
