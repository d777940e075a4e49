//! Reading TOML files of rule data: every fault with its file, table and key, and all of them at once.
//!
//! A [`Row`] hands out values by key and remembers which it was asked for; a key nobody asked for is a fault. A value that cannot be
//! read leaves a fault behind and a stand-in, so that reading goes on; a file with faults is not used.

mod decimal;
mod row;
mod values;
mod written;

pub(crate) use decimal::{decimal, money, rate};
pub(crate) use row::Row;

use std::cell::RefCell;

use heng_kernel::{Finding, Severity};
use toml::de::DeTable;

/// Largest file that is read, in bytes.
pub(crate) const LARGEST_FILE: usize = 1 << 20;
/// Most faults of one file that are told.
const MOST_FAULTS: usize = 100;

/// A file being read.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    file: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    own: bool,
    faults: RefCell<Vec<Finding>>,
}

impl<'a> Sheet<'a> {
    /// Parses a file and reads it with `read`; the faults found on the way are the error. `own` = from the installation's folder.
    pub(crate) fn read<T>(
        file: &'a str,
        text: &'a str,
        own: bool,
        read: impl FnOnce(&Row<'_>) -> T,
    ) -> Result<T, Vec<Finding>> {
        if text.len() > LARGEST_FILE {
            let largest = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX);
            let fault =
                Finding::new("pack.file_too_large", Severity::Error, file).with("largest_bytes", largest);
            return Err(vec![fault]);
        }
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let sheet = Sheet { file, lines, own, faults: RefCell::default() };
        let document = match DeTable::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let line = sheet.line(error.span().map_or(0, |span| span.start));
                let fault = Finding::new("pack.unreadable", Severity::Error, file)
                    .with("line", line)
                    .with("reason", error.message());
                return Err(vec![fault]);
            }
        };
        let value = read(&Row::root(&sheet, document.get_ref()));
        let faults = sheet.faults.into_inner();
        if faults.is_empty() { Ok(value) } else { Err(faults) }
    }

    /// Line of a place in the text, counted from 1.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    fn fault(&self, fault: Finding) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < MOST_FAULTS {
            faults.push(fault);
        }
    }
}
