//! Below the roster: for each role of the selected person, the requirement, the routes, and what is in the way.

use crate::domain::assessment::Assessment;
use crate::domain::evaluate::{Ground, grounds, route_people};
use crate::domain::pack::RowKind;
use crate::domain::register::{Contract, Person, Post};
use crate::domain::rule::{CountNeed, ENGAGED, RoleNeed, RoleUse};
use crate::domain::text::pick;
use crate::domain::verdict::Pair;
use crate::report::fields::Source;
use crate::report::grounds::sentence;
use crate::report::words;
use crate::tui::form::lines::named;
use crate::tui::screens::table::details::Pane;
use crate::tui::session::Session;

impl Pane<'_> {
    pub(super) fn person(&mut self, person: &Person) {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for post in &person.posts {
            if !seen.contains(&(&post.category, &post.role)) {
                seen.push((&post.category, &post.role));
                self.post(person, post);
            }
        }
        if person.posts.is_empty() {
            let text = pick(
                self.lang(),
                "役割がまだないため、どの要件にも数えません。Enter で加えられます。",
                "No post yet, so nothing counts for a requirement; Enter adds one.",
            );
            self.plain(0, text);
        }
        let alone = alone(&self.session.assessment, person);
        for post in &person.posts {
            for route in routes(self.session, &post.category, &post.role) {
                self.person_facts(&alone, person, route);
            }
        }
    }

    /// A role in a category: the requirement it is for, and the routes the person satisfies.
    fn post(&mut self, person: &Person, post: &Post) {
        let lang = self.lang();
        let session = self.session;
        let rows = rows_of_role(session, &post.category, &post.role);
        let headed = !rows.is_empty();
        for row in rows {
            self.verdict_line(0, row);
        }
        let alone = alone(&session.assessment, person);
        let day = alone.profile.reference_date;
        let mut parts = Vec::new();
        for route in routes(session, &post.category, &post.role) {
            let row = &session.pack.rows()[route];
            let (pack, references) = (&session.pack, &session.references);
            let people = route_people(pack, references, &alone, day, &post.category, &post.role, &row.id);
            let pair = people.first().map_or(Pair::NO, |(_, pair)| *pair);
            let category = &session.pack.category_of(route).short;
            let title = row.title.get(lang);
            let title = if headed { within(category.get(lang), title) } else { title };
            parts.push(format!("{title} {}", words::verdict_short(lang, pair.verdict())));
        }
        // Some roles are not taken by a route: the requirement above says it all.
        if parts.is_empty() {
            return;
        }
        let role = named(&self.view.lookup(), Source::Roles, &post.role);
        self.plain(2, &format!("{role}: {}", parts.join(pick(lang, "、", ", "))));
    }

    fn person_facts(&mut self, alone: &Assessment, person: &Person, route: usize) {
        let (session, day) = (self.session, alone.profile.reference_date);
        for ground in grounds(&session.pack, &session.references, alone, day, route) {
            let Ground::Fact(fact) = &ground else { continue };
            if fact.id == *person.id && !fact.why.is_empty() {
                self.reason(sentence(self.lang(), &self.session.context(), &ground));
            }
        }
    }
}

/// A title below one that names its category already: フォレンジックの資格 is 資格 there, and "Vuln assessment: training" is
/// "training".
fn within<'t>(category: &str, title: &'t str) -> &'t str {
    let rest = title.strip_prefix(category).map(|rest| match rest.split_once(": ") {
        Some((_, rest)) => rest,
        None => rest.strip_prefix('の').unwrap_or(rest),
    });
    rest.filter(|rest| !rest.is_empty() && !rest.starts_with(' ')).unwrap_or(title)
}

/// The routes of a category, those that are under no other route, and those it counts a role by that are in
/// another category (those who assess vulnerabilities in device verification qualify by the routes of vuln). Who delivers
/// nothing, as a quality manager, needs none.
fn routes(session: &Session, category: &str, role: &str) -> Vec<usize> {
    let pack = &session.pack;
    if !pack.counts_as(role, ENGAGED) {
        return Vec::new();
    }
    let is_route = |at: usize| pack.rows()[at].kind == RowKind::Route;
    let own = pack.rows_of(category).filter(|&at| is_route(at) && !pack.parent(at).is_some_and(is_route));
    let mut routes: Vec<usize> = own.collect();
    for at in pack.rows_of(category) {
        let counts = pack.rows()[at].rule.needs().counts;
        let Some(CountNeed::ByRoute { role: counted, routes: named, .. }) = counts else { continue };
        if counted != ENGAGED && pack.counts_as(role, counted) {
            let named = named.iter().filter_map(|id| pack.position(id));
            let more: Vec<usize> = named.filter(|at| !routes.contains(at)).collect();
            routes.extend(more);
        }
    }
    routes
}

/// Rows of a category that ask for somebody in a role.
fn rows_of_role(session: &Session, category: &str, wanted: &str) -> Vec<usize> {
    let pack = &session.pack;
    let asks = |role: RoleNeed<'_>| match role.usage {
        RoleUse::Held | RoleUse::Filled => role.id != ENGAGED && pack.counts_as(wanted, role.id),
        RoleUse::Listed | RoleUse::Covered | RoleUse::Counted => false,
    };
    let asked = |at: &usize| pack.rows()[*at].rule.all().filter_map(|rule| rule.needs().role).any(asks);
    pack.rows_of(category).filter(asked).collect()
}

/// The assessment as far as it bears on one person's routes, so that the others are not judged at each key.
pub fn alone(assessment: &Assessment, person: &Person) -> Assessment {
    let took_part = |row: &&Contract| row.team.iter().any(|member| member.person == person.id);
    Assessment {
        profile: assessment.profile.clone(),
        people: vec![person.clone()],
        contracts: assessment.contracts.iter().filter(took_part).cloned().collect(),
        equivalences: assessment.equivalences.clone(),
        members: assessment.members.clone(),
        closures: assessment.closures.clone(),
        zone: assessment.zone.clone(),
        ..Assessment::default()
    }
}
