//! The report on evidence as JSON.

use serde_json::{Value, json};

use super::EvidenceReport;
use crate::domain::evidence::{Double, Entry, Unproved};
use crate::report::sheet::printable;

impl EvidenceReport<'_> {
    /// The report as JSON, format 1.
    pub fn json(&self) -> String {
        let (head, profile) = (&self.context.pack.head, &self.context.assessment.profile);
        let report = json!({
            "format": 1,
            "app": self.app,
            "pack": head.id,
            "edition": head.edition,
            "organisation": printable(&profile.organisation),
            "reference_date": profile.reference_date.map(|day| day.to_string()),
            "root": printable(self.root),
            "entries": self.inventory.entries.iter().map(|entry| self.json_entry(entry)).collect::<Vec<_>>(),
            "doubles": self.inventory.doubles.iter().map(|double| self.json_double(double)).collect::<Vec<_>>(),
            "requirements": self.unproved.iter().map(|row| self.json_row(row)).collect::<Vec<_>>(),
            "loose": self.loose().json_files(),
            "unreadable": self.inventory.loose.unreadable,
            "complete": !self.inventory.loose.cut,
        });
        format!("{report:#}\n")
    }

    fn json_entry(&self, entry: &Entry) -> Value {
        let evidence = self.evidence(entry.at);
        json!({
            "id": printable(&evidence.id),
            "number": printable(&evidence.number),
            "title": printable(&evidence.title),
            "file": printable(&evidence.file),
            "state": entry.state.word(),
            "recorded": printable(&evidence.digest),
            "found": entry.found.as_ref().map(ToString::to_string),
            "outside": entry.outside,
        })
    }

    fn json_double(&self, double: &Double) -> Value {
        let ids: Vec<String> = double.entries.iter().map(|&at| printable(&self.evidence(at).id)).collect();
        json!({ "of": double.of.word(), "ids": ids })
    }

    fn json_row(&self, row: &Unproved) -> Value {
        let requirement = &self.context.pack.rows()[row.at];
        json!({
            "id": requirement.id,
            "verdict": row.verdict.word(),
            "asked": requirement.evidence,
            "missing": row.missing,
        })
    }
}
