//! The slip: from one person's facts of a month to lines, sums and findings.
//!
//! A [`PayStructure`] (items = formulas) is compiled once into an [`Engine`]; a [`Plan`] says what law asks of the month at a place
//! (contributions, tax), made of rows of packs alone, so China, Singapore and Hong Kong go through the same code. For each
//! [`PersonMonth`] the engine reckons, in this order:
//!
//! 1. the items before tax: wages, allowances, overtime, absence; each rounded once;
//! 2. late differences of earlier months ([`Arrear`]);
//! 3. contributions of both sides, on the declared base or on the month's wages;
//! 4. tax on lump sums and a bonus apart, cumulative tax on wages;
//! 5. what is owed after tax, by rank, within its bounds; what cannot be taken is carried to the next slip.
//!
//! The sums are the sums of the lines, always: net = earnings − deductions, to the fen. What somebody should know comes as findings
//! beside the slip. A slip is kept as a [`Record`]; one that was paid is never rewritten: [`arrears`] says what the next slip adds.

mod arrears;
mod compensation;
mod draft;
mod engine;
mod explain;
mod facts;
mod forecast;
mod items;
mod law;
mod limits;
mod line;
mod lump_sums;
mod plan;
mod record;
mod settle;
mod sheet;
mod structure;

pub use arrears::{Arrear, arrears, difference, paid};
pub use compensation::{Piece, WageFrom, WageOfMonth, wage_of_month};
pub use engine::{Engine, Slip};
pub use explain::Explained;
pub use facts::{Carried, ContributionFacts, InputSource, LeastWage, PersonMonth, TaxFacts};
pub use forecast::BonusForecast;
pub use items::StructureFault;
pub use line::{Line, LineKey, LineKind, TaxEffect, Totals};
pub use plan::Plan;
pub use record::{NotAMonth, PayMonth, Record, RecordLine};
pub use sheet::{LeaveInputs, SheetFault, sheet_inputs, sheet_values};
pub use structure::{BaseRole, PayInput, PayItem, PayStructure, Recovery};
