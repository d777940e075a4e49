//! What a formula may name.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{kind::Kind, table::Table, unit};

/// What a name stands for.
#[derive(Clone, Debug)]
pub(crate) enum Named {
    /// An input or an item that is checked.
    Slot(usize, Kind),
    /// An item that could not be checked: its faults are told at its own place.
    Broken,
}

/// Names, tables and units of a set.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    pub(crate) names: BTreeMap<String, Named>,
    pub(crate) tables: BTreeMap<String, Arc<Table>>,
    pub(crate) units: BTreeSet<String>,
}

impl Scope {
    pub(crate) fn knows_unit(&self, name: &str) -> bool {
        unit::is_known(name) || self.units.contains(name)
    }

    pub(crate) fn list(&self, name: &str) -> Option<(usize, &Arc<crate::kind::ListKind>)> {
        match self.names.get(name) {
            Some(Named::Slot(slot, Kind::List(list))) => Some((*slot, list)),
            _ => None,
        }
    }
}
