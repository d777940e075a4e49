//! Approval flows as data, who is asked and why, and the state machine that runs a case.
//!
//! [`FlowVersion`] says which nodes a request passes. [`resolve`] turns it into people for one applicant on one day, each
//! with the reason; a node that finds nobody is an error, never a pass. [`CaseState`] then takes commands one by one:
//! [`CaseState::apply`] answers with the next state and what has to happen outside, or with a refusal.
//!
//! Invariants: nobody decides on their own request by any path; a case reads `approved` only after every node was
//! approved on exactly the content that was shown *and* the effect succeeded; a decided case never changes.
//!
//! This crate stores nothing and knows no kind of request; `modules/approval` keeps the rows.

mod apply;
mod case;
mod command;
mod definition;
mod directory;
mod resolve;
mod why;

pub use case::{CaseState, CaseStatus, Decision, NodeState, NodeStatus, Outcome, Task, TaskStatus};
pub use command::{Command, Effect, Refusal};
pub use definition::{FlowVersion, Mode, Node, NodeKind, SamePerson};
pub use directory::{Directory, Seat};
pub use resolve::{Applicant, Assignee, ResolvedNode, resolve};
pub use why::Why;
