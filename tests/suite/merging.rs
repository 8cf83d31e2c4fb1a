//! Merging as properties, on any three assessments: nothing is invented, nothing is lost without a decision, and
//! which side is called ours decides nothing.

use std::collections::BTreeMap;

use kijun::domain::assessment::Assessment;
use kijun::domain::change::{Entry, Issued, uses};
use kijun::domain::merge::{Base, Merge, difference, merge, renumber};
use kijun::domain::register::{Contract, Document, Equivalence, Evidence, Person, Record};
use proptest::prelude::*;

use crate::formats::anything;

fn merged(base: &Assessment, ours: &Assessment, theirs: &Assessment) -> Merge {
    merge(&Base::known(base), ours, theirs, &Issued::default(), &[])
}

fn same(one: &Assessment, other: &Assessment) -> bool {
    difference(one, other).is_empty()
}

/// The same values with the lists inside rows in one order: two who add to one list do so in no order.
fn in_order(values: &Assessment) -> Assessment {
    fn sort<T: std::fmt::Debug>(list: &mut [T]) {
        list.sort_by_key(|element| format!("{element:?}"));
    }
    let mut values = values.clone();
    for person in &mut values.people {
        sort(&mut person.posts);
        sort(&mut person.qualifications);
        sort(&mut person.lectures);
        sort(&mut person.trainings);
    }
    values.signers.iter_mut().for_each(|signer| sort(&mut signer.signs));
    for contract in &mut values.contracts {
        sort(&mut contract.services);
        sort(&mut contract.team);
    }
    for document in &mut values.documents {
        sort(&mut document.covers);
        sort(&mut document.names);
        sort(&mut document.people);
        sort(&mut document.headcounts);
    }
    for record in &mut values.records {
        sort(&mut record.rows);
        sort(&mut record.contracts);
    }
    values.evidence.iter_mut().for_each(|evidence| sort(&mut evidence.shows));
    values
}

/// Each entry is from one of three, so that all cases of changing, adding and removing come up.
fn mixed(a: &Assessment, b: &Assessment, picks: &[bool]) -> Assessment {
    let mut values = a.clone();
    let takes = |at: usize| picks.get(at % picks.len().max(1)).copied().unwrap_or(false);
    for (_, change) in difference(a, b).iter().enumerate().filter(|(at, _)| takes(*at)) {
        change.impose(&mut values);
    }
    values
}

fn keys<T: Entry>(values: &Assessment) -> Vec<String> {
    T::list(values).iter().map(|entry| entry.key().into_owned()).collect()
}

/// Every id stands once.
fn ids_are_unique(values: &Assessment) -> bool {
    let lists = [
        keys::<Person>(values),
        keys::<Contract>(values),
        keys::<Document>(values),
        keys::<Record>(values),
        keys::<Equivalence>(values),
        keys::<Evidence>(values),
    ];
    lists.into_iter().all(|mut list| {
        let count = list.len();
        list.sort();
        list.dedup();
        list.len() == count
    })
}

/// Three versions that have much in common: both sides are the base with some entries of another one.
fn three() -> impl Strategy<Value = [Assessment; 3]> {
    let picks = || prop::collection::vec(any::<bool>(), 1..12);
    (anything::assessment(), anything::assessment(), anything::assessment(), picks(), picks())
        .prop_map(|(base, a, b, first, second)| [mixed(&base, &a, &first), mixed(&base, &b, &second), base])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::thorough::cases(64)))]

    #[test]
    fn what_only_one_side_changed_comes_in_without_a_question([ours, _, base] in three()) {
        for (our, their) in [(&ours, &ours), (&ours, &base), (&base, &ours)] {
            let merge = merged(&base, our, their);
            prop_assert!(merge.clashes.is_empty() && merge.renumbered.is_empty());
            let settled = merge.settled(our, |_| false);
            // A row that one side removed and the values still refer to comes back; nothing else differs.
            if settled.restored.is_empty() {
                prop_assert!(same(&settled.values, &ours));
            }
        }
        prop_assert_eq!(&merged(&base, &ours, &base).settled(&ours, |_| true).restored.is_empty(),
            &merged(&base, &base, &ours).settled(&base, |_| true).restored.is_empty());
    }

    #[test]
    fn which_side_is_called_ours_decides_nothing([ours, theirs, base] in three()) {
        let there = merged(&base, &ours, &theirs);
        let back = merged(&base, &theirs, &ours);
        let ids = |merge: &Merge| {
            let mut ids: Vec<_> = merge.clashes.iter().map(|c| (c.id.clone(), c.kind, c.keeps_both)).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(ids(&there), ids(&back));
        let froms = |merge: &Merge| merge.renumbered.iter().map(|row| row.from.clone()).collect::<Vec<_>>();
        prop_assert_eq!(froms(&there), froms(&back));
        // A file that refers to a row nobody has is refused; here a new number could be such a row.
        let free = |values: &Assessment| back.renumbered.iter().all(|row| uses(values, &row.to).is_empty());
        prop_assume!([&ours, &theirs, &base].into_iter().all(free));
        // The same rows get new numbers, only on the other side: with the numbers exchanged both are one.
        let one = there.settled(&ours, |_| true).values;
        let mut other = back.settled(&theirs, |_| false).values;
        let exchange: BTreeMap<String, String> = back
            .renumbered
            .iter()
            .flat_map(|row| [(row.from.clone(), row.to.clone()), (row.to.clone(), row.from.clone())])
            .collect();
        renumber(&mut other, &exchange);
        let (one, other) = (in_order(&one), in_order(&other));
        prop_assert!(same(&one, &other), "{:?}", difference(&one, &other));
        prop_assert!(ids_are_unique(&one));
    }

    #[test]
    fn a_merge_that_was_made_is_not_made_again([ours, theirs, base] in three(), take in any::<bool>()) {
        let first = merged(&base, &ours, &theirs);
        let values = first.settled(&ours, |_| take).values;
        let again = merged(&first.their_values, &values, &first.their_values);
        prop_assert!(again.theirs.is_empty() && again.clashes.is_empty());
        let decided = merged(&base, &values, &values);
        prop_assert!(same(&decided.settled(&values, |_| true).values, &values));
    }

    #[test]
    fn without_a_common_past_nothing_of_either_side_is_dropped_without_a_decision(
        [ours, theirs, _] in three()
    ) {
        let merge = merge(&Base::agreed(&ours, &theirs), &ours, &theirs, &Issued::default(), &[]);
        let values = merge.settled(&ours, |_| false).values;
        for change in difference(&values, &ours).iter().filter(|change| change.name() != "profile") {
            let added = change.sides() == (true, false);
            prop_assert!(added || signature_only(change), "only additions: {change:?}");
        }
        let open: Vec<&str> = merge.clashes.iter().map(|clash| clash.id.as_str()).collect();
        for change in difference(&values, &theirs) {
            let name = change.name();
            let here_only = change.sides() == (true, false);
            let known = open.contains(&name.as_str()) || name == "profile" || signature_only(&change);
            prop_assert!(here_only || known, "{name} of theirs is neither in it nor asked about");
        }
        let all = merge_all_apart(&ours, &theirs);
        prop_assert!(ids_are_unique(&all));
    }
}

/// Two people who answered alike are no clash.
fn signature_only(change: &kijun::domain::change::Change) -> bool {
    let kijun::domain::change::Change::Claim(swap) = change else { return false };
    matches!((&swap.before, &swap.after), (Some(one), Some(other))
        if (one.answer, &one.remark) == (other.answer, &other.remark))
}

/// Every row that can be kept twice is.
fn merge_all_apart(ours: &Assessment, theirs: &Assessment) -> Assessment {
    let base = Base::agreed(ours, theirs);
    let plain = merge(&base, ours, theirs, &Issued::default(), &[]);
    let both: Vec<String> =
        plain.clashes.iter().filter(|clash| clash.keeps_both).map(|clash| clash.id.clone()).collect();
    let apart = merge(&base, ours, theirs, &Issued::default(), &both);
    assert!(apart.clashes.iter().all(|clash| !both.contains(&clash.id)), "kept twice, so nothing to decide");
    apart.settled(ours, |_| false).values
}
