//! Leave as a ledger: lots that begin and end, signed movements on them, and everything else as a query for a day.
//!
//! - [`Book`]: lots and movements; the balance on any day, what a request draws on, and the waterfall behind a balance.
//! - [`LeavePolicy`] and [`project`]: a whole history worked out from dated facts. Accrual, carry-over and expiry are facts of a
//!   date, not jobs that may not have run, so a back-dated change simply gives another history, and [`replay`] says what differs.
//! - [`DayLength`]: days, halves and hours for people whose days differ in length.
//!
//! Quantities are whole hundredths of a day or whole minutes, never both in one book. What happens after a day does not change
//! the balance on that day: a leaver's reduced year is a movement on the day after the last.

mod accrue;
mod available;
mod book;
mod explain;
mod facts;
mod length;
mod lot;
mod policy;
mod project;
mod replay;

pub use available::available;
pub use book::{Book, Portion, Short};
pub use facts::{Adjustment, ExtraLot, LeaveFacts, Taking, Uncovered, WorkShare};
pub(crate) use length::written_days;
pub use length::{Conversion, DayLength};
pub use lot::{LeaveUnit, Lot, LotKind, Movement, MovementKind, UseOrder};
pub use policy::{CarryEnd, CarryOver, Credit, Crossing, LeavePolicy, LeaveYear, Proration, RoundTo, Step};
pub use project::{Projection, project};
pub use replay::{BalanceChange, Replay, replay};
