//! Changing keys.

use chrono::{DateTime, TimeDelta, Utc};
use heng_access::Actor;
use heng_db::{Db, audit::Change};
use serde::Serialize;
use serde_json::json;

use crate::{MasterKey, Vault, VaultError, cipher, reseal, store};

/// A new data key seals nothing until every process has had this long to read it.
pub const SETTLE: TimeDelta = TimeDelta::seconds(60);

/// One data key as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyStatus {
    /// Its version, from 1.
    pub version: u32,
    /// Fingerprint of the master key that wraps it.
    pub master: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// From when on it sealed nothing new.
    pub retired_at: Option<DateTime<Utc>>,
}

impl Vault {
    /// Makes a new data key and queues the re-sealing of everything registered. Old keys stay: older backups need them.
    pub async fn rotate(&self, db: &Db, actor: &Actor) -> Result<u32, VaultError> {
        let secret = cipher::random_key()?;
        let made = db
            .write(actor, async |tx| {
                let last = store::all(tx.db()).await?.last().map_or(store::ROOT, |row| row.version);
                let wrapped = store::wrap(self.wrapper(), self.master_fingerprint(), last + 1, &secret)?;
                store::insert(tx.db(), &wrapped, tx.now).await?;
                store::retire_below(tx.db(), last + 1, tx.now + SETTLE).await?;
                let version = u32::try_from(last + 1).map_err(|_| VaultError::Incomplete)?;
                let job = reseal::first_job(version).ok_or(VaultError::Incomplete)?;
                tx.enqueue(job.after(SETTLE)).await?;
                let noted = Change::new("key.rotate", "data_key", version);
                tx.audit(noted.after(json!({ "version": version }))).await?;
                Ok::<_, VaultError>(version)
            })
            .await?;
        self.refresh(db).await?;
        Ok(made)
    }

    /// Wraps every key with another master key. Processes that run keep working with what they have read; start them
    /// again with the new key.
    pub async fn rewrap(&self, db: &Db, actor: &Actor, new: &MasterKey) -> Result<(), VaultError> {
        let (wrapper, fingerprint) = (new.wrapper()?, new.fingerprint());
        db.write(actor, async |tx| {
            for row in store::all(tx.db()).await? {
                let secret = store::unwrap(self.wrapper(), self.master_fingerprint(), &row)?;
                let wrapped = store::wrap(&wrapper, &fingerprint, row.version, &secret)?;
                store::replace(tx.db(), &wrapped).await?;
            }
            let noted = Change::new("key.rewrap", "master_key", &fingerprint);
            let before = json!({ "master": self.master_fingerprint() });
            tx.audit(noted.before(before).after(json!({ "master": fingerprint }))).await?;
            Ok(())
        })
        .await
    }

    /// Every data key, oldest first.
    pub async fn status(db: &Db) -> Result<Vec<KeyStatus>, VaultError> {
        let rows = store::all(db.read()).await?;
        let seen = rows.into_iter().filter(|row| row.version > store::ROOT).map(|row| KeyStatus {
            version: u32::try_from(row.version).unwrap_or_default(),
            master: row.master,
            created_at: row.created_at,
            retired_at: row.retired_at,
        });
        Ok(seen.collect())
    }
}
