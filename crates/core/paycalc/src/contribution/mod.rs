//! Contributions of employee and employer: social insurance and housing fund of a city, Singapore's CPF, Hong Kong's MPF.
//!
//! One form for all: what a scheme asks for is a [`Terms`], made from rows of a pack; [`Terms::contribute`] says what each side pays.
//! China adds that a city has several schemes, each with its own days of change ([`CityMonth`]).

mod abroad;
mod arrears;
mod city;
mod explain;
mod places;
mod scheme;
mod start;

pub use abroad::{MpfPeriod, cpf, cpf_age, cpf_wages, mpf, mpf_employee_is_free};
pub(crate) use abroad::{cpf_notes, mpf_notes};
pub use arrears::{Arrear, PaidMonth, arrears};
pub use city::{
    Bases, BothSides, CityMonth, CompanyChoice, FixedAmounts, FundChoice, Payer, SchemeKind, SchemeTerms,
};
pub use places::paid_in_two_places;
pub(crate) use scheme::year_alike;
pub use scheme::{Additional, Contribution, Graduated, Limited, Side, Split, Terms, Wages, room_of_year};
pub use start::{Due, Window, first_fund_month, has_reached_day, insurance_due};
