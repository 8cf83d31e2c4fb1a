//! Which grounds a reader needs: no person who falls short where another one holds, no contract that simply counts.

use crate::domain::change::Series;
use crate::domain::evaluate::{Fact, Ground};
use crate::domain::pack::Requirement;
use crate::domain::rule::{Rule, Shape};
use crate::domain::verdict::Pair;

/// The grounds of a row without those that add nothing; their order stays.
///
/// Where one person is enough, people who fall short are left out as soon as another person has a higher verdict. Where
/// everybody is asked, all of them stay. Contracts that count in full are left to the count.
pub fn relevant(row: &Requirement, grounds: Vec<Ground>) -> Vec<Ground> {
    let everybody = asks_everybody(&row.rule);
    let best = grounds.iter().filter_map(pair_of_person).reduce(Pair::or).unwrap_or(Pair::NO);
    let mut left_out = false;
    let mut kept = Vec::with_capacity(grounds.len());
    for ground in grounds {
        match &ground {
            Ground::Person { pair, .. } => left_out = !everybody && *pair == Pair::NO && best != Pair::NO,
            Ground::Fact(_) | Ground::Count(_) | Ground::Row { .. } => {}
            _ => left_out = false,
        }
        if !left_out && !is_plain_contract(&ground) {
            kept.push(ground);
        }
    }
    kept
}

fn pair_of_person(ground: &Ground) -> Option<Pair> {
    match ground {
        Ground::Person { pair, .. } => Some(*pair),
        _ => None,
    }
}

fn is_plain_contract(ground: &Ground) -> bool {
    matches!(ground, Ground::Fact(Fact { id, pair: Pair::YES, why, .. })
        if why.is_empty() && Series::Contract.number(id).is_some())
}

fn asks_everybody(rule: &Rule) -> bool {
    rule.all().any(|rule| matches!(rule.shape(), Shape::Everybody { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(rule: Rule) -> Requirement {
        use crate::domain::pack::{Effort, NotApplicable, RowKind};
        use crate::domain::text::Bilingual;
        Requirement {
            id: "a.b".into(),
            clause: String::new(),
            kind: RowKind::Leaf,
            title: Bilingual::default(),
            yomi: String::new(),
            rule,
            ask: Bilingual::default(),
            yes_means: Bilingual::default(),
            evidence: Vec::new(),
            doubts: Vec::new(),
            not_applicable: NotApplicable::Never,
            effort: Effort::Small,
            lead_days: 0,
            close: Bilingual::default(),
            close_unverified: Bilingual::default(),
            after: Vec::new(),
        }
    }

    fn person(id: &str, pair: Pair) -> Ground {
        Ground::Person { id: id.into(), pair }
    }

    fn fact(id: &str, pair: Pair) -> Ground {
        Ground::Fact(Fact { id: id.into(), detail: String::new(), pair, why: Vec::new() })
    }

    fn grounds() -> Vec<Ground> {
        vec![
            person("P-01", Pair::NO),
            fact("P-01", Pair::NO),
            person("P-02", Pair::LENIENT),
            fact("C-01", Pair::YES),
            fact("C-02", Pair::NO),
            Ground::NoReferenceDate,
        ]
    }

    #[test]
    fn whoever_falls_short_is_left_out_where_one_person_is_enough() {
        let rule = Rule::Person(Box::new(Rule::Works("lead".into())));
        let kept = relevant(&row(rule), grounds());
        let expected = [person("P-02", Pair::LENIENT), fact("C-02", Pair::NO), Ground::NoReferenceDate];
        assert_eq!(kept, expected);
    }

    #[test]
    fn everybody_stays_where_everybody_is_asked() {
        let of = Box::new(Rule::Works("lead".into()));
        let kept = relevant(&row(Rule::Coverage { role: "engaged".into(), of }), grounds());
        assert_eq!(kept.len(), 5);
    }

    #[test]
    fn everybody_stays_where_nobody_holds() {
        let rule = Rule::Person(Box::new(Rule::Works("lead".into())));
        let nobody = vec![person("P-01", Pair::NO), fact("P-01", Pair::NO), person("P-02", Pair::NO)];
        assert_eq!(relevant(&row(rule), nobody.clone()), nobody);
    }
}
