//! Leave the law gives. The values of the rules are data, from the packs or a company's own; what is here is how they are
//! applied. What sick leave pays, and how long it protects, is the business of pay.
//!
//! - [`annual_leave`], [`on_leaving`]: 5, 10 or 15 days by total service, joiners and leavers by calendar days ([`JoiningYear`],
//!   [`LeavingYear`]).
//! - [`maternity`], [`last_day_of`], [`FamilyLeave`]: maternity, paternity, marriage and childcare leave by province and date.

mod annual;
mod family;
mod from_packs;
mod maternity;
mod part_year;

pub use annual::{
    AnnualLeave, AnnualLeaveRule, Band, LeaveOnExit, Lost, Service, annual_leave, lost, on_leaving,
    on_leaving_date_of,
};
pub use family::{FamilyLeave, childcare, family_leave_on, nursing_minutes};
pub use maternity::{Birth, CountedPart, MaternityRule, last_day_of, maternity, miscarriage};
pub use part_year::{JoiningYear, LeavingYear};
