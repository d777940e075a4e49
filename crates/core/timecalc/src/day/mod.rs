//! What a day was: from plan, punches, leave and requests to minutes by category, each with its reason.
//!
//! [`judge`] takes the days of one person in a row, because a punch may belong to the shift of the day before. Its result depends
//! on the set of facts alone, not on their order, and carries a [`Fingerprint`](crate::Fingerprint) of what it was worked out from.
//!
//! - [`Shift`] → [`DayPlan`]: a pattern of wall times becomes minutes of one date at one place.
//! - punches are cleaned of echoes, each is claimed by one shift, and the shift's presence follows ([`Presence`]).
//! - planned minutes are worked, on leave, late, left early or absent; minutes beyond the plan are overtime or not counted.
//! - every figure is rebuilt, never patched: [`diff`] says what a late fact changed.

mod build;
mod claim;
mod clean;
mod diff;
mod explain;
mod facts;
mod figures;
mod finish;
mod judge;
mod note;
mod on_leave;
mod overtime;
mod pattern;
mod plan;
mod presence;
mod read;
mod result;
mod rules;
mod run;
mod split;

pub use diff::{Change, diff};
pub use facts::{Away, Facts, LeaveOnDay, LeavePart, Mark, OvertimeRequest, Punch};
pub use figures::{Figure, Figures};
pub use judge::judge;
pub use note::{Note, NoteCode};
pub use pattern::{Flex, NightWindow, Shift, ShiftError, ShiftPeriod};
pub use plan::{DayKinds, DayPlan, Period, Setting};
pub use result::{Attendance, Category, DayResult, LeaveShare, Reason, Segment, WindowKind};
pub use rules::{
    Basis, ClassBy, EarlyArrival, Grace, MissingPunch, OvertimeRules, Presence, Reward, Rounding, TimeRules,
    Unit, WorkingTime,
};
