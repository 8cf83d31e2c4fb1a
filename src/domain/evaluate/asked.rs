//! Of whom a row about people is asked: of those who deliver its own service or, where that service is not assessed, of
//! those for whom another one borrows the row (the diagnosis staff of device verification).

use super::judge::Judge;
use super::notes::JudgedFact;
use crate::domain::date::Date;
use crate::domain::register::Person;
use crate::domain::rule::{ENGAGED, Rule, Shape};

/// A role of a category.
pub(crate) type RoleOf<'p> = (&'p str, &'p str);

impl<'p> Judge<'p> {
    /// True if what is answered on a row is said of the people of another row that borrows it: both are of one service, or
    /// the row's own service is not assessed.
    pub(crate) fn hears(&self, at: usize, from: usize) -> bool {
        let (own, other) = (self.pack.category_of(at), self.pack.category_of(from));
        own.id == other.id || !self.asks_at_home(at)
    }

    /// Those of whom a row about people is asked.
    pub(crate) fn asked_of(&self, at: usize) -> Vec<RoleOf<'p>> {
        let home = (self.pack.category_of(at).id.as_str(), ENGAGED);
        if self.asks_at_home(at) {
            return vec![home];
        }
        let mut found = Vec::new();
        self.borrowers(at, &mut vec![at], &mut found);
        if found.is_empty() { vec![home] } else { found }
    }

    /// The roles for which chosen categories borrow a row, or the row of its own category that rests on it.
    fn borrowers(&self, at: usize, seen: &mut Vec<usize>, found: &mut Vec<RoleOf<'p>>) {
        let own = &self.pack.category_of(at).id;
        for &above in self.pack.carries(at) {
            let category = &self.pack.category_of(above).id;
            if category == own {
                if !seen.contains(&above) {
                    seen.push(above);
                    self.borrowers(above, seen, found);
                }
            } else if self.assessment.profile.categories.contains(category) {
                let rule = &self.pack.rows()[above].rule;
                roles(rule, ENGAGED, &self.pack.rows()[at].id, &mut |role| {
                    if !found.contains(&(category.as_str(), role)) {
                        found.push((category, role));
                    }
                });
            }
        }
    }

    /// Whether the service of a row is chosen, or one that builds on it; with none chosen, every service is.
    fn asks_at_home(&self, at: usize) -> bool {
        let own = &self.pack.category_of(at).id;
        let at_home = self.at_home.get_or_init(|| self.assessed());
        let place = self.pack.categories.iter().position(|category| category.id == *own);
        place.is_none_or(|place| at_home[place])
    }

    fn assessed(&self) -> Vec<bool> {
        let chosen = &self.assessment.profile.categories;
        let mut ids: Vec<&str> = chosen.iter().map(String::as_str).collect();
        let mut next = 0;
        while let Some(category) = ids.get(next).map(|id| self.pack.category(id)) {
            let bases = category.into_iter().flat_map(|category| &category.builds_on).map(String::as_str);
            let fresh: Vec<&str> = bases.filter(|base| !ids.contains(base)).collect();
            ids.extend(fresh);
            next += 1;
        }
        let categories = &self.pack.categories;
        categories
            .iter()
            .map(|one| chosen.is_empty() || one.for_all || ids.contains(&one.id.as_str()))
            .collect()
    }

    /// How a person works for those of whom a row is asked.
    pub(super) fn works_where_asked(&self, person: &Person, asked: &[RoleOf<'_>], day: Date) -> JudgedFact {
        let works = asked.iter().map(|(category, role)| self.works(person, category, role, day));
        JudgedFact::best(works).unwrap_or_else(JudgedFact::nothing)
    }
}

/// The roles of the people for whom a rule names a row.
fn roles<'p>(rule: &'p Rule, role: &'p str, row: &str, found: &mut dyn FnMut(&'p str)) {
    match rule.shape() {
        Shape::Row(id) | Shape::Inherits(id) if id == row => found(role),
        Shape::Everybody { role, of } => roles(of, role, row, found),
        Shape::Somebody(inner) => {
            let held = inner.all().find_map(Rule::held_role).unwrap_or(ENGAGED);
            roles(inner, held, row, found);
        }
        _ => rule.parts().for_each(|part| roles(part, role, row, found)),
    }
}
