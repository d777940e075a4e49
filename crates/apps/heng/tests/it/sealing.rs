//! Nothing that is sealed can be forgotten by rotation and by doctor.

use std::collections::BTreeSet;

use heng::{rows::TableShape, wiring};
use heng_migration::ddl::Kind;

/// Columns of bytes that are no sealed values: hashes that only compare, keys wrapped in their own way, public keys.
const NOT_SEALED: [(&str, &str); 20] = [
    ("api_token", "token_hash"),
    ("audit_entry", "mac"),
    ("ceremony", "token_hash"),
    ("data_key", "wrapped"),
    ("document", "content_hash"),
    ("file", "sha256"),
    ("idempotency", "fingerprint"),
    ("intake_batch", "header_signature"),
    ("intake_batch", "manifest_sha256"),
    ("intake_batch", "plan_sha256"),
    ("intake_batch", "sha256"),
    ("intake_mapping", "header_signature"),
    ("invitation", "code_hash"),
    ("known_device", "token_hash"),
    ("passkey", "credential_id"),
    ("recovery_code", "code_hash"),
    ("session", "token_hash"),
    ("set_up", "code_hash"),
    ("throttle", "key_hash"),
    ("throttle", "login_hash"),
];

#[test]
fn every_column_of_bytes_is_registered_as_sealed_or_known_not_to_be() {
    let registered = wiring::sealed();
    let known: BTreeSet<(&str, &str)> = NOT_SEALED.into_iter().collect();
    let mut forgotten = vec![];
    for table in TableShape::all() {
        for column in table.columns.iter().filter(|column| column.kind == Kind::Bytes) {
            let place = (table.name.as_str(), column.name.as_str());
            let sealed = registered.iter().any(|s| s.table == place.0 && s.columns.contains(&place.1));
            let search_hash = place.1.ends_with("_hash") && registered.iter().any(|s| s.table == place.0);
            if !sealed && !search_hash && !known.contains(&place) {
                forgotten.push(format!("{}.{}", place.0, place.1));
            }
        }
    }
    assert!(forgotten.is_empty(), "rotation would leave these behind: {forgotten:?}");
}
