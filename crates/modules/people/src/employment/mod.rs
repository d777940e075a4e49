//! Employments: events in, timelines out.

pub mod act;
mod change;
pub(crate) mod circle;
mod currency;
pub(crate) mod entity;
mod error;
pub(crate) mod http;
mod number;
mod read;
pub(crate) mod record;
pub mod replay;
pub(crate) mod seat;
mod start;
pub(crate) mod timelines;

pub use act::{
    Act, ContractKind, ContractTerms, EmploymentKind, Pay, PayPer, Post, PostPatch, Start, TermState,
};
pub use change::{Cancel, Change, Correct, Later, cancel, correct, record};
pub(crate) use change::{cancel_together, check_refs, classes as classes_of, moves_post, refuse_second_pay};
pub use error::PersonnelError;
pub use read::{EventRow, History, history};
pub use replay::{Clash, Conflict, Event, Line, Term, Timelines};
pub use start::{Hire, Hired, Who, hire, hire_many};
