//! The keyed chain.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use super::entity::Model;

/// The keys of the chain and of its copied head. Derived from the master key, never stored in the database.
#[derive(Clone)]
pub struct AuditKey {
    chain: [u8; 32],
    head: [u8; 32],
}

impl AuditKey {
    /// From 32 secret bytes for the chain and 32 others for its head.
    pub const fn new(chain: [u8; 32], head: [u8; 32]) -> Self {
        Self { chain, head }
    }

    /// What stands beside a copied head.
    pub(crate) fn prove(&self, seq: i64, mac: &[u8]) -> Vec<u8> {
        hmac(&self.head, &[b"heng/audit-head/v1", &seq.to_be_bytes(), mac])
    }

    /// The seal of `row` as number `seq` after the row sealed with `previous`.
    pub(crate) fn seal(&self, previous: &[u8], seq: i64, row: &Model) -> Vec<u8> {
        hmac(&self.chain, &[previous, canonical(seq, row).as_bytes()])
    }
}

fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> Vec<u8> {
    // An HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return vec![] };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

impl std::fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AuditKey(••)")
    }
}

/// Every column but the seal itself, in a form that reads back the same from both databases.
fn canonical(seq: i64, row: &Model) -> String {
    let kind = match row.kind {
        super::entity::Kind::Change => "change",
        super::entity::Kind::Read => "read",
        super::entity::Kind::SignIn => "sign_in",
        super::entity::Kind::Bulk => "bulk",
    };
    json!([
        seq,
        row.id,
        row.at.timestamp_micros(),
        row.action,
        row.via,
        row.account_id,
        row.employment_id,
        row.remote,
        row.request,
        kind,
        row.subject_kind,
        row.subject_id,
        row.about_employment_id,
        row.classes,
        row.before_json,
        row.after_json,
    ])
    .to_string()
}
