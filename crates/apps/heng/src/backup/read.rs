//! Reading a backup: all of it is checked before any of it is used.

use std::{fmt, path::Path};

use heng_vault::MasterKey;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as Json;

use super::{
    Manifest, Summary, Unreadable,
    frame::{FrameReader, Kind},
};
use crate::rows::{Cell, TableShape};

/// A backup that was read from end to end and found whole.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// What it holds.
    pub summary: Summary,
    #[serde(skip)]
    pub(crate) manifest: Manifest,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.summary.fmt(f)
    }
}

/// Reads all of it: every chunk authenticated, every row fitting its table, every count as told at its end, nothing this
/// program does not know.
pub fn check(key: &MasterKey, path: &Path) -> Result<Checked, Unreadable> {
    let mut frames = FrameReader::open(path, key)?;
    let manifest: Manifest = match frames.next()? {
        Some((Kind::Manifest, bytes)) => parsed(&bytes)?,
        _ => return Err(Unreadable::Damaged),
    };
    refuse_newer(&manifest)?;
    let (mut rows, mut files, mut table, mut end) = (0_u64, 0_u64, None, None);
    while let Some((kind, bytes)) = frames.next()? {
        if end.is_some() {
            return Err(Unreadable::Damaged);
        }
        match kind {
            Kind::Table => table = Some(named(&manifest, &bytes)?),
            Kind::Row => {
                row(table.ok_or(Unreadable::Damaged)?, &bytes)?;
                rows += 1;
            }
            Kind::File => {
                parsed::<String>(&bytes)?;
                files += 1;
            }
            Kind::Piece if files > 0 => {}
            Kind::End => end = Some(parsed::<Summary>(&bytes)?),
            Kind::Manifest | Kind::Piece => return Err(Unreadable::Damaged),
        }
    }
    match end {
        Some(summary) if summary.rows == rows && summary.files == files => Ok(Checked { summary, manifest }),
        _ => Err(Unreadable::Damaged),
    }
}

fn refuse_newer(manifest: &Manifest) -> Result<(), Unreadable> {
    let known: Vec<&str> = heng_migration::migrations().iter().map(|m| m.name).collect();
    let strange =
        manifest.migrations.iter().enumerate().find(|(at, name)| known.get(*at) != Some(&name.as_str()));
    match strange {
        Some((_, name)) => {
            Err(Unreadable::Newer { version: manifest.version.clone(), migration: name.clone() })
        }
        None => Ok(()),
    }
}

/// The table a frame names.
pub(super) fn named<'a>(manifest: &'a Manifest, bytes: &[u8]) -> Result<&'a TableShape, Unreadable> {
    let name: String = parsed(bytes)?;
    manifest.tables.iter().find(|table| table.name == name).ok_or(Unreadable::Damaged)
}

/// The row in a frame.
pub(super) fn row(table: &TableShape, bytes: &[u8]) -> Result<Vec<Cell>, Unreadable> {
    let cells: Vec<Json> = parsed(bytes)?;
    if cells.len() != table.columns.len() {
        return Err(Unreadable::Damaged);
    }
    let typed =
        cells.into_iter().zip(&table.columns).map(|(json, column)| Cell::from_json(column.kind, json));
    typed.collect::<Option<_>>().ok_or(Unreadable::Damaged)
}

pub(super) fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_with(migrations: Vec<String>) -> Manifest {
        Manifest { version: "9.9.9".to_owned(), migrations, tables: vec![] }
    }

    #[test]
    fn a_backup_of_a_newer_program_is_refused_by_name_and_of_an_older_one_taken() {
        let known: Vec<String> = heng_migration::migrations().iter().map(|m| m.name.to_owned()).collect();
        refuse_newer(&made_with(known.clone())).unwrap();
        refuse_newer(&made_with(known[..1].to_vec())).unwrap();
        let newer = [known, vec!["m9999_future".to_owned()]].concat();
        let refused = refuse_newer(&made_with(newer)).unwrap_err().to_string();
        assert!(refused.contains("9.9.9") && refused.contains("m9999_future"), "{refused}");
    }
}
