//! The contract register as tables: contracts, and who took part in them.

use super::Problem;
use super::column::{Column, Role, field, period};
use super::entries::Entries;
use super::lookup::read_kind;
use super::parts::Parts;
use super::people::STAGE;
use super::values::read_list;
use crate::domain::change::Series;
use crate::domain::register::{Contract, ContractForm, Known, Part, Stage, TeamMember};

/// One row a contract.
pub(super) static CONTRACTS: Entries<Contract> = Entries {
    series: Series::Contract,
    columns: &[
        field!(text Contract.alias, "alias", ("契約(別名)", "Contract (alias)")),
        Column::<Contract>::new(
            "services",
            ("提供した区分", "Services"),
            |lookup, row| lookup.terms(&row.services, |id| lookup.category(id)),
            |lookup, row, cell| {
                row.services = read_list(cell, |entry| lookup.read_category(entry))?;
                Ok(())
            },
        ),
        Column::<Contract>::new(
            "kinds",
            ("種別", "Kinds"),
            |lookup, row| {
                let kinds = &lookup.context.pack.head.kinds;
                lookup.terms(&row.kinds, |id| lookup.term(id, kinds))
            },
            |lookup, row, cell| {
                let kinds = &lookup.context.pack.head.kinds;
                row.kinds =
                    read_list(cell, |entry| read_kind(entry, ("契約の種類", "contract kind"), kinds))?;
                Ok(())
            },
        ),
        field!(text Contract.kind_reason, "kind_reason", ("種別の理由", "Why this kind")),
        field!(word Contract.form: ContractForm, "form", ("数え方", "Form")),
        field!(date Contract.signed, "signed", ("契約日", "Signed")).in_role(Role::Key),
        field!(date Contract.from, "from", ("始まり", "From")).in_role(Role::Key),
        field!(date Contract.to, "to", ("終わり", "To")),
        field!(date Contract.delivered, "delivered", ("納品日", "Delivered")).in_role(Role::Key),
        field!(word Contract.client_system: Known, "client_system", ("顧客が管理する", "Run by the client")),
        field!(text Contract.other_firm, "other_firm", ("他社での実績", "At another firm")),
        field!(word Contract.stage: Stage, "stage", STAGE),
        field!(text Contract.note, "note", ("覚え書き", "Note")),
    ],
    blank: |id| Contract { id, ..Contract::default() },
    name: |contract| &contract.alias,
    check: |contract| period(contract.from, contract.to),
};

/// One row for each person of a contract's team.
pub(super) static TEAM: Parts<Contract, TeamMember> = Parts {
    series: Series::Contract,
    parent: ("contract", ("契約", "Contract")),
    columns: &[
        Column::<TeamMember>::new(
            "person",
            ("だれ", "Who"),
            |lookup, row| lookup.fact(&row.person),
            |lookup, row, cell| {
                row.person = lookup.read_fact(Series::Person, cell)?;
                Ok(())
            },
        )
        .in_role(Role::Key),
        field!(word TeamMember.part: Part, "part", ("関わり方", "Part")).in_role(Role::Key),
        field!(date TeamMember.from, "from", ("始まり", "From")),
        field!(date TeamMember.to, "to", ("終わり", "To")),
        Column::<TeamMember>::new(
            "acts",
            ("達成した行為", "Acts"),
            |lookup, row| {
                let acts = &lookup.context.pack.head.acts;
                lookup.terms(&row.acts, |id| lookup.term(id, acts))
            },
            |lookup, row, cell| {
                let acts = &lookup.context.pack.head.acts;
                row.acts = read_list(cell, |entry| read_kind(entry, ("行為", "act"), acts))?;
                Ok(())
            },
        ),
    ],
    list: |contract| &contract.team,
    list_mut: |contract| &mut contract.team,
    check: |member| period(member.from, member.to).or_else(|| nobody(member)),
};

fn nobody(member: &TeamMember) -> Option<Problem> {
    member.person.is_empty().then(|| {
        Problem::new(
            ("だれのことか書かれていません", "it does not say who took part"),
            ("従事者の番号か氏名を書いてください", "give a person's id or name"),
        )
    })
}
