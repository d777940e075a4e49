//! Who may do what, on whom, seeing which fields: a pure decision with its reason.
//!
//! A **role** lists permissions, each with a widest scope and the field classes it opens. A **grant** gives a role to an
//! account with a scope, an anchor and dates. What an actor may do is the list of **allowances** that follow from today's
//! grants; every use case asks it first, every list takes its row and column filter from it.
//!
//! ```
//! use heng_access::{Actor, Permission, Target};
//! use heng_kernel::CompanyId;
//!
//! let today = "2026-11-18".parse().unwrap();
//! let company = Target::company("01980000-0000-7000-8000-000000000001".parse::<CompanyId>().unwrap());
//! assert!(Actor::anonymous(today).require(Permission::OrgRead, &company).is_err());
//! ```
//!
//! Deny by default: no allowance, no access. This crate reads nothing; `platform/scope` loads targets and turns a
//! [`Reach`] into SQL.

mod actor;
mod builtin;
mod class;
mod coverage;
mod decision;
mod explain;
mod giving;
mod permission;
mod reach;
mod role;
mod scope;
mod target;

pub use actor::{Actor, ActorBuilder, Allowance, Anchor, SYSTEM_ROLE, Via};
pub use builtin::builtin_roles;
pub use class::{ClassSet, FieldClass, UnknownFieldClass};
pub use coverage::Coverage;
pub use decision::Denied;
pub use explain::{AccessExplanation, Considered, Verdict};
pub use permission::{Permission, UnknownPermission};
pub use reach::Reach;
pub use role::{Grant, RoleDefinition, RoleRow, allowances_within, role_table};
pub use scope::{Scope, UnknownScope};
pub use target::Target;
