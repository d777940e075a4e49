//! Reads, normalises, checks and compares messy rows.
//!
//! The pure half of bringing a roster in. A file reader hands over [`Sheet`]s of [`Cell`]s; then
//!
//! 1. [`Layout::detect`] finds the header among title rows and merged groups and maps columns to [`Field`]s; a person may re-map;
//! 2. [`check()`] reads every row into a [`Draft`], judges cells, rows and the table as a whole, and answers with findings that name
//!    the row, the column as the sheet shows it, the fault and the remedy, values masked;
//! 3. [`RosterPlan::new`] turns the accepted rows into what has to be made, compared with the people already there.
//!
//! A row is **refused** (`Severity::Error`) when taking it would record something known to be wrong about who somebody is, when
//! and where they work, their contract or their pay. What can be left empty or is told better by another cell (telephone, manager,
//! sex against ID) is a **warning**, and the row is taken.

mod cell;
mod changes;
mod check;
mod draft;
mod field;
mod finding;
mod known;
mod layout;
mod plan;
mod read;
mod rows;
mod synonyms;
mod table;

pub use cell::{Cell, DateSystem, MergedCells, Sheet, SheetRow, column_letter};
pub use changes::FieldChange;
pub use check::{CheckOptions, Checked, CheckedRow, Verdict, check};
pub use draft::{ContractDraft, ContractKind, Draft, EmploymentKind, EmploymentStatus};
pub use field::Field;
pub use finding::{ColumnRef, Remedy, RowFinding, codes};
pub use known::{ExistingEmployment, Known, UnitPath};
pub use layout::{Column, Layout, LayoutError};
pub use plan::{Action, EmploymentPlan, ManagerRef, PersonPlan, RosterPlan};
pub use table::{Home, NewUnits, UnitAnswer, UnitKind, UnitNeed, UnitState};
