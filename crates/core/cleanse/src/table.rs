//! The rows together, and with what is already there.

mod duplicates;
mod existing;
mod home;
mod managers;
mod order;
mod paths;
mod shared;
mod units;

use heng_identifiers::compact;
use heng_kernel::{Finding, Severity};

use crate::{
    field::Field,
    finding::{Remedy, RowFinding},
    layout::Layout,
};
pub(crate) use duplicates::{numbers_reused, people_twice};
pub(crate) use existing::{Standing, against_existing};
pub use home::Home;
pub(crate) use managers::{Link, Managers};
pub(crate) use order::date_order;
pub(crate) use paths::settle as settle_paths;
pub(crate) use shared::shared_values;
pub use units::{NewUnits, UnitAnswer, UnitKind, UnitNeed, UnitState};
pub(crate) use units::{UnitRules, settle as settle_units};

/// Writes findings about rows that have been read.
#[derive(Debug)]
pub(crate) struct TableNotes<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) findings: &'a mut Vec<RowFinding>,
}

impl TableNotes<'_> {
    /// A finding on a row and the other rows it has to do with.
    pub(crate) fn note(
        &mut self,
        rows: (u32, Vec<u32>),
        finding: Finding,
        field: Option<Field>,
        remedy: Remedy,
    ) {
        let column = field.and_then(|field| self.layout.column(field)).map(|column| column.shown.clone());
        let (row, other_rows) = rows;
        self.findings.push(RowFinding { row, other_rows, column, finding, remedy });
    }
}

/// A finding of the given field.
pub(crate) fn about(field: Option<Field>, code: &str, severity: Severity) -> Finding {
    Finding::new(code, severity, field.map_or("", Field::code))
}

/// Employee numbers are compared without width, spaces and case.
pub(crate) fn number_key(number: &str) -> String {
    compact(number)
}

/// Names of units and jobs are compared without width, spaces and case.
pub(crate) fn name_key(name: &str) -> String {
    compact(name)
}
