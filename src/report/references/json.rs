//! The register of reference lists as JSON, format 1.

use serde::Serialize;
use serde_json::{Value, json};

use super::words::{Verification, verifications};
use super::{ReferencesReport, Verified, conflicts};
use crate::domain::reference::ReferenceKind;
use crate::domain::waiting::{ListState, ListedMember, unread};
use crate::report::sheet::printable;

/// Who verified a member of a list that an assessment names, from what and when.
#[derive(Debug, Serialize)]
pub struct VerifiedEntry {
    id: String,
    name: String,
    from: &'static str,
    file: Option<String>,
    source: String,
    by: String,
    on: String,
}

/// Verifications as reports print them in JSON.
pub fn entries(all: &[Verified]) -> Vec<VerifiedEntry> {
    let entry = |one: &Verified| VerifiedEntry {
        id: printable(&one.id),
        name: one.name.clone(),
        from: one.how.from.word(),
        file: one.how.from.file().map(str::to_owned),
        source: one.how.source.clone(),
        by: one.how.by.clone(),
        on: one.how.on.clone(),
    };
    all.iter().map(entry).collect()
}

impl ReferencesReport<'_> {
    /// The report as JSON with a line end.
    pub fn json(&self) -> String {
        let head = &self.context.pack.head;
        let found = unread(self.states);
        let organisation = printable(&self.context.assessment.profile.organisation);
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": head.id,
            "edition": head.edition,
            "organisation": self.of_file.then_some(organisation),
            "reference_date": self.day.map(|day| day.to_string()),
            "unread": { "lists": found.lists, "rows": found.rows },
            "lists": self.states.iter().map(|state| self.json_list(state)).collect::<Vec<_>>(),
            "conflicts": self.json_conflicts(),
        });
        format!("{report:#}\n")
    }

    fn json_conflicts(&self) -> Vec<Value> {
        let all = conflicts(self.lang, &self.context).into_iter();
        all.map(|(id, text)| json!({ "id": id, "text": text })).collect()
    }

    fn json_list(&self, state: &ListState<'_>) -> Value {
        let ids = |rows: &[usize]| -> Vec<&str> {
            rows.iter().map(|at| self.context.pack.rows()[*at].id.as_str()).collect()
        };
        json!({
            "list": state.list.number,
            "kind": word(state.list.kind),
            "title": printable(state.list.title.get(self.lang)),
            "read": state.is_read(),
            "asking": ids(&state.asking),
            "waiting": ids(&state.waiting),
            "members": state.members.iter().map(|member| self.json_member(member)).collect::<Vec<_>>(),
        })
    }

    fn json_member(&self, member: &ListedMember<'_>) -> Value {
        let known = member.membership;
        json!({
            "id": printable(member.id),
            "name": printable(known.name(self.lang).unwrap_or(member.id)),
            "verified": known.verified(),
            "counts": known.sure() && !known.lower_rung(),
            "lower_rung": known.lower_rung(),
            "same_as": known.shipped.and_then(|shipped| shipped.same_as.clone()),
            "verifications": verifications(known).iter().map(json_verification).collect::<Vec<_>>(),
        })
    }
}

fn json_verification(one: &Verification) -> Value {
    json!({
        "from": one.from.word(),
        "file": one.from.file(),
        "verified": one.counts,
        "source": one.source,
        "by": one.by,
        "on": one.on,
    })
}

const fn word(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Qualification => "qualification",
        ReferenceKind::Community => "community",
        ReferenceKind::Training => "training",
        ReferenceKind::Standard => "standard",
        ReferenceKind::ResultHandling => "result-handling",
        ReferenceKind::Contents => "contents",
        ReferenceKind::Education => "education",
    }
}
