//! The rule words of a pack: when a requirement holds, as data (design section 4).
//!
//! There is no negation: more proof can only help. Rules about all people are apart: [`Rule::Coverage`],
//! [`Rule::PersonList`] and the numbers of [`Rule::Headcount`] and [`Rule::Overlap`], which are right for the people there
//! are, and may be wrong once somebody else comes to be one of them. Leaves that speak of a person
//! ([`Rule::Works`] to [`Rule::Education`]) are judged for one person inside [`Rule::Person`] and
//! [`Rule::Coverage`], and for the best engaged person elsewhere.
//!
//! Every word is described twice, each time in one exhaustive `match`: [`Rule::shape`] says how it is judged,
//! [`Rule::needs`] what it reads and asks for. All others ask these two, so that the compiler names
//! the places that a new word must pass.

mod needs;
mod shape;
mod word;

pub use needs::{CountNeed, ListNeed, Measure, Needs, RoleNeed, RoleUse, WindowNeed, WorkNeed};
pub use shape::{Shape, Tally};
pub use word::{ENGAGED, Reviewer, RouteGroup, Rule};
