//! Verdicts: the decision table line by line, the table of claims, scope, categories, and properties.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]
#![expect(clippy::type_complexity, reason = "a table of cases shows its columns where it stands")]

/// The table of claims, declarations, what is offered.
mod claims;
/// Companies with a clear outcome.
pub(crate) mod companies;
/// Contracts: windows, years, months, acts, kinds.
mod contracts;
/// Arbitrary facts from arbitrary bytes.
pub(crate) mod dice;
/// One thing entered twice.
mod doubles;
/// The doubts A1 to A39 on the shipped rows.
mod doubts;
/// A judgement that follows edits.
mod edits;
/// Stated numbers of people.
mod headcounts;
/// Which jobs a record may name.
mod jobs;
/// Which members of lists are one thing.
mod members;
/// Nodes, scope, categories, spare rows, circles.
mod nodes;
/// Documents, standards, lists of people.
mod papers;
/// Posts, certificates, lectures, trainings, education.
mod people;
/// The procedure comes first; owners of documents.
mod procedures;
/// Properties over arbitrary assessments and packs.
mod properties;
/// Reviews, audits, logs.
mod records;
/// A "no" always counts.
mod refusals;
/// A pack that uses every rule word, and an organisation that satisfies it.
pub(crate) mod rich;
/// The shipped pack from end to end.
pub(crate) mod shipped;
/// Small files of applicants.
mod small_files;
/// A tiny pack and an organisation without a blemish.
pub(crate) mod tiny;
/// Every completion of small trees.
mod trees;
