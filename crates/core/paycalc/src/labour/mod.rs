//! Sums of labour law: wages of part months, overtime, sick pay, untaken leave, severance, contracts, retirement.
//!
//! Where the law is silent the company chooses among named methods ([`proration::Proration`], [`severance::ServiceBefore2008`]); the
//! choice is an input and is recorded with the result, never a constant here.

pub mod annual_leave;
pub mod contract;
pub mod leaving;
pub mod medical_period;
pub mod overtime;
pub mod proration;
pub mod retirement;
pub mod service;
pub mod severance;
pub mod sick_pay;
