//! Leave the law gives. The values of the rules are data, from the packs or a company's own; what is here is how they are
//! applied.
//!
//! - [`annual_leave`], [`on_leaving`]: 5, 10 or 15 days by total service, joiners and leavers by calendar days ([`JoiningYear`],
//!   [`LeavingYear`]).
//! - [`sick_pay`], [`medical_period`]: bands by service, and the floor of the minimum wage.
//! - [`maternity`], [`last_day_of`], [`FamilyLeave`]: maternity, paternity, marriage and childcare leave by province and date.

mod annual;
mod family;
mod from_packs;
mod maternity;
mod part_year;
mod sick;

pub use annual::{
    AnnualLeave, AnnualLeaveRule, Band, LeaveOnExit, Lost, Service, annual_leave, lost, on_leaving,
    on_leaving_date_of,
};
pub use family::{FamilyLeave, childcare, family_leave_on, nursing_minutes};
pub use from_packs::sick_floor_on;
pub use maternity::{Birth, CountedPart, MaternityRule, last_day_of, maternity, miscarriage};
pub use part_year::{JoiningYear, LeavingYear};
pub use sick::{
    MedicalBand, SickBand, SickCase, SickPay, SickRule, medical_months_by_year, medical_period, sick_pay,
};
