//! Who may do what, on whom, seeing which fields: a pure decision with its reason.
//!
//! A **role** lists permissions, each with a widest scope and the field classes it opens. A **grant** gives a role to an
//! account with a scope, an anchor and dates. What an actor may do is the list of **allowances** that follow from today's
//! grants; every use case asks it first, every list takes its row and column filter from it.
//!
//! Deny by default: no allowance, no access. This crate reads nothing; `platform/scope` loads targets and turns a
//! [`Reach`] into SQL.

mod actor;
mod class;
mod permission;
mod scope;
mod target;

pub use actor::{Actor, Allowance, Anchor, Via};
pub use class::{ClassSet, FieldClass};
pub use permission::Permission;
pub use scope::Scope;
pub use target::Target;
