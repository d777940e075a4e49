//! The vault, on the database the environment asks for.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

mod keys;
mod master;
mod rotation;
mod seal;
mod stream;

use heng_testkit_db::TestDb;
use heng_vault::{MasterKey, Vault};

/// The master key of these tests.
fn master() -> MasterKey {
    MasterKey::from_bytes([7; 32])
}

async fn vault(test: &TestDb) -> Vault {
    Vault::open(&test.db, &master()).await.unwrap()
}
