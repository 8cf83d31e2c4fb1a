//! The roster as tables: people, and their posts.

use super::Problem;
use super::column::{Column, Role, field, period};
use super::entries::Entries;
use super::parts::Parts;
use super::read::Known;
use crate::domain::change::Series;
use crate::domain::register::{Engagement, Person, Post, Stage};

/// The column that names a person.
pub(super) const PERSON: Known = ("person", ("従事者", "Person"));
/// Whether something has happened.
pub(super) const STAGE: (&str, &str) = ("済・予定", "Done or planned");

/// One row a person.
pub(super) static PEOPLE: Entries<Person> = Entries {
    series: Series::Person,
    columns: &[
        field!(text Person.name, "name", ("氏名", "Name")),
        field!(text Person.yomi, "yomi", ("よみ", "Reading")),
        field!(word Person.engagement: Engagement, "engagement", ("雇用・指揮", "Engagement")),
        field!(text Person.note, "note", ("覚え書き", "Note")),
    ],
    blank: |id| Person { id, ..Person::default() },
    name: |person| &person.name,
    check: |_| None,
};

/// One row a post.
pub(super) static POSTS: Parts<Person, Post> = Parts {
    series: Series::Person,
    parent: PERSON,
    columns: &[
        Column::<Post>::new(
            "category",
            ("区分", "Category"),
            |lookup, post| lookup.category(&post.category),
            |lookup, post, cell| {
                post.category = lookup.read_category(cell)?;
                Ok(())
            },
        )
        .in_role(Role::Key),
        Column::<Post>::new(
            "role",
            ("役割", "Role"),
            |lookup, post| lookup.role(&post.role),
            |lookup, post, cell| {
                post.role = lookup.read_role(cell)?;
                Ok(())
            },
        )
        .in_role(Role::Key),
        field!(date Post.from, "from", ("始まり", "From")),
        field!(date Post.to, "to", ("終わり", "To")),
        field!(text Post.double_role_rule, "double_role_rule", ("兼務の規程", "Rule for a double role")),
        field!(word Post.stage: Stage, "stage", STAGE),
    ],
    list: |person| &person.posts,
    list_mut: |person| &mut person.posts,
    check: |post| period(post.from, post.to).or_else(|| nowhere(post)),
};

/// A post says where and as what.
fn nowhere(post: &Post) -> Option<Problem> {
    (post.category.is_empty() && post.role.is_empty()).then(|| {
        Problem::new(
            ("区分も役割も書かれていません", "it has neither a category nor a role"),
            ("どの区分で何の役割かを書いてください", "say which role in which category"),
        )
    })
}
