//! Members of a published list that was checked once for everybody, as a file of lists keeps them.

use crate::domain::reference::{Member, ReferenceList, References};
use crate::domain::register::VerifiedMember;
use crate::domain::text::Bilingual;

/// A file of lists with what was checked: `known` is what everybody has, `file` what the file holds already. What is
/// known of a member beyond its membership stays with it.
#[must_use]
pub fn taken_in(known: &References, mut file: References, checked: &[VerifiedMember]) -> References {
    for row in checked {
        let Some(list) = known.lists.iter().find(|list| list.number == row.list()) else { continue };
        let before = file.member(&row.id).or_else(|| known.member(&row.id));
        let member = member(before, row);
        let at = file.lists.iter().position(|own| own.number == list.number).unwrap_or_else(|| {
            file.lists.push(ReferenceList { members: Vec::new(), ..list.clone() });
            file.lists.len() - 1
        });
        let members = &mut file.lists[at].members;
        match members.iter_mut().find(|own| own.id == member.id) {
            Some(own) => *own = member,
            None => members.push(member),
        }
    }
    file
}

fn member(before: Option<&Member>, row: &VerifiedMember) -> Member {
    let known = before.cloned().unwrap_or_default();
    let given =
        |text: &str, known: String| if text.trim().is_empty() { known } else { text.trim().to_owned() };
    let ja = given(&row.name, known.name.ja);
    let en = given(&row.name_en, if known.name.en.is_empty() { ja.clone() } else { known.name.en });
    let own: Vec<String> = row.aliases().map(str::to_owned).collect();
    Member {
        id: row.id.clone(),
        name: Bilingual { ja, en },
        aliases: if own.is_empty() { known.aliases } else { own },
        issuer: given(&row.issuer, known.issuer),
        source: row.source.trim().to_owned(),
        verified: row.complete(),
        verified_by: row.by.trim().to_owned(),
        verified_on: row.on.map_or_else(String::new, |on| on.to_string()),
        ..known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reference::{ReferenceKind, Validity};

    #[test]
    fn what_is_known_of_a_member_stays_and_who_checked_it_is_noted() {
        let riss = Member {
            id: "1-4/riss".into(),
            name: Bilingual { ja: "支援士".into(), en: "RISS".into() },
            validity: Validity::Ends,
            same_as: Some("1-3/riss".into()),
            ..Member::default()
        };
        let list = ReferenceList {
            number: "1-4".into(),
            kind: ReferenceKind::Qualification,
            title: Bilingual { ja: "監視".into(), en: "Monitoring".into() },
            read_as: None,
            members: vec![riss],
        };
        let empty = References { format: 1, source: Bilingual::default(), lists: Vec::new() };
        let known = References { lists: vec![list], ..empty.clone() };
        let row = |id: &str, name: &str| VerifiedMember {
            id: id.into(),
            name: name.into(),
            source: "公表一覧 p.3".into(),
            by: "佐藤".into(),
            on: "2026-12-01".parse().ok(),
            ..VerifiedMember::default()
        };
        let file = taken_in(&known, empty, &[row("1-4/riss", ""), row("1-4/new", "新しい資格")]);
        let [riss, new] = &file.lists[0].members[..] else { unreachable!("two members") };
        assert_eq!((riss.validity, riss.same_as.as_deref()), (Validity::Ends, Some("1-3/riss")));
        assert!(riss.verified && riss.name.en == "RISS");
        assert_eq!((riss.verified_by.as_str(), riss.verified_on.as_str()), ("佐藤", "2026-12-01"));
        assert_eq!((new.name.ja.as_str(), new.name.en.as_str()), ("新しい資格", "新しい資格"));
        let again = taken_in(&known, file.clone(), &[row("1-4/new", "")]);
        assert_eq!(again, file, "taking the same in again changes nothing");
    }
}
