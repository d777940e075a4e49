//! Individual income tax of wages, bonuses, labour and lump sums, of residents and of non-residents.
//!
//! Each rule is a value made of rows of a pack; each function is pure and returns every figure on the way to the tax, from which
//! `explain` builds the trace without reckoning anew.

mod bonus;
mod employer;
mod labour;
pub mod limits;
mod lump_sum;
mod nonresident;
mod reconciliation;
pub mod special_additional;
mod start;
mod wage;

pub use bonus::{Better, BonusChoice, BonusRule, Cliff, SeparateBonus};
pub use employer::{EmployerSlip, EmployerYear, SeveralEmployers, paid_by_several, special_additional_at};
pub use labour::{
    ContinuousRule, ContinuousWithholding, ContinuousYear, IncomeKind, LabourRule, LabourWithholding,
};
pub use lump_sum::{
    EarlyRetirementRule, EarlyRetirementTax, InternalRetirementRule, InternalRetirementTax, SeveranceTax,
    SeveranceTaxRule,
};
pub use nonresident::{Counted, NonResidentIncome, NonResidentRule, NonResidentTax};
pub use reconciliation::{Reconciled, ReconciliationRule, YearFigures};
pub use start::{PriorYear, StartOfYear};
pub use wage::{MonthWage, WageRule, Withholding, YearToDate};
