//! What identifies a member that an organisation adds: the number of its list and a short name of its own behind it.

use super::Catalog;
use crate::domain::name;
use crate::domain::register::VerifiedMember;

/// Why an id cannot stand for what is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misnumbered {
    /// No list has this number.
    NoList(String),
    /// The number stands for another list (`4-2`), under which new members are added.
    ReadAs(String),
    /// The id is that of a member with another name.
    Taken(String),
    /// A member of the list, with this id, is called so already.
    Known(String),
}

impl Catalog<'_> {
    /// What is wrong with the id of an added or verified member, by the lists alone; nothing if it can stand so.
    pub fn misnumbered(&self, added: &VerifiedMember) -> Option<Misnumbered> {
        let number = added.list();
        let list = self.list(number).ok_or(number);
        let list = match list {
            Ok(list) if list.number == number => list,
            Ok(list) => return Some(Misnumbered::ReadAs(list.number.clone())),
            Err(number) => return Some(Misnumbered::NoList(number.to_owned())),
        };
        let key = name::key(&added.name);
        if key.is_empty() {
            return None;
        }
        let mut named = list.members.iter().filter(|member| {
            let names = [&member.name.ja, &member.name.en].into_iter().chain(&member.aliases);
            names.into_iter().any(|name| name::key(name) == key)
        });
        let own = |known: &&VerifiedMember| {
            known.id != added.id && known.list() == number && known.names().any(|name| name::key(name) == key)
        };
        if let Some(known) = self.added().iter().find(own) {
            return Some(Misnumbered::Known(known.id.clone()));
        }
        let standing = list.members.iter().any(|member| member.id == added.id);
        match named.clone().next() {
            Some(_) if named.any(|member| member.id == added.id) => None,
            _ if standing => Some(Misnumbered::Taken(added.id.clone())),
            Some(known) => Some(Misnumbered::Known(known.id.clone())),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::Assessment;
    use crate::domain::reference::{Member, ReferenceKind, ReferenceList, References};
    use crate::domain::text::Bilingual;

    #[test]
    fn a_number_is_of_one_thing_and_a_thing_has_one_number() {
        let ceh = Member {
            id: "1-2-1/ceh".into(),
            name: Bilingual {
                ja: "認定ホワイトハッカー".into(), en: "Certified Ethical Hacker".into()
            },
            aliases: vec!["CEH".into()],
            ..Member::default()
        };
        let list = |number: &str, read_as: Option<&str>, members| ReferenceList {
            number: number.into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual::default(),
            read_as: read_as.map(Into::into),
            members,
        };
        let lists = vec![list("1-2-1", None, vec![ceh]), list("1-2", Some("1-2-1"), Vec::new())];
        let references = References { format: 1, source: Bilingual::default(), lists };
        let gxpn =
            VerifiedMember { id: "1-2-1/gxpn".into(), name: "GXPN".into(), ..VerifiedMember::default() };
        let assessment = Assessment { members: vec![gxpn], ..Assessment::default() };
        let catalog = Catalog::new(&references, &assessment);
        let found = |id: &str, name: &str| {
            catalog.misnumbered(&VerifiedMember {
                id: id.into(),
                name: name.into(),
                ..VerifiedMember::default()
            })
        };
        assert_eq!(found("1-2-1/ceh", ""), None, "a member of ours is verified");
        assert_eq!(found("1-2-1/ceh", "ＣＥＨ"), None);
        assert_eq!(found("1-2-1/gpen", "GPEN"), None, "a new one");
        assert_eq!(found("1-2-1/ceh", "GPEN"), Some(Misnumbered::Taken("1-2-1/ceh".into())));
        assert_eq!(found("1-2-1/own", "CEH"), Some(Misnumbered::Known("1-2-1/ceh".into())));
        assert_eq!(found("1-2-1/gxpn-2", "gxpn"), Some(Misnumbered::Known("1-2-1/gxpn".into())));
        assert_eq!(found("1-2-1/gxpn", "GXPN"), None, "itself");
        assert_eq!(found("9-9/own", "GPEN"), Some(Misnumbered::NoList("9-9".into())));
        assert_eq!(found("1-2/own", "GPEN"), Some(Misnumbered::ReadAs("1-2-1".into())));
    }
}
