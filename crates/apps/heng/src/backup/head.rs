//! The heading: plain text, so that the wrong key can be told from damage.

use std::io::{BufRead, Write};

use heng_vault::{Context, MasterKey, StreamOpener, StreamSealer, VaultError};
use serde::{Deserialize, Serialize};

use super::Unreadable;

const MARK: &str = "HENG BACKUP 1";
const PURPOSE: &str = "backup";
/// Longer headings are not headings.
const MOST: u64 = 4096;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    key: String,
    made_at: String,
}

fn context(line: &str) -> Context {
    Context::named(&format!("backup:{line}"))
}

/// Writes the heading; answers the sealer of what follows.
pub(super) fn write(out: &mut impl Write, key: &MasterKey, made_at: String) -> anyhow::Result<StreamSealer> {
    let line = serde_json::to_string(&Head { key: key.fingerprint(), made_at })?;
    writeln!(out, "{MARK}\n{line}")?;
    Ok(StreamSealer::new(&key.subkey(PURPOSE), &context(&line))?)
}

/// Reads the heading; answers the opener of what follows.
pub(super) fn read(input: &mut impl BufRead, key: &MasterKey) -> Result<StreamOpener, Unreadable> {
    if line(input)? != MARK {
        return Err(Unreadable::NoBackup);
    }
    let line = line(input)?;
    let head: Head = serde_json::from_str(&line).map_err(|_| Unreadable::NoBackup)?;
    if head.key != key.fingerprint() {
        return Err(Unreadable::WrongKey { wanted: head.key, given: key.fingerprint() });
    }
    Ok(StreamOpener::new(&key.subkey(PURPOSE), &context(&line)))
}

fn line(input: &mut impl BufRead) -> Result<String, Unreadable> {
    let mut bytes = vec![];
    std::io::Read::take(&mut *input, MOST).read_until(b'\n', &mut bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) if text.ends_with('\n') => Ok(text.trim_end_matches('\n').to_owned()),
        _ => Err(Unreadable::NoBackup),
    }
}

impl From<VaultError> for Unreadable {
    fn from(_: VaultError) -> Self {
        Self::Damaged
    }
}
