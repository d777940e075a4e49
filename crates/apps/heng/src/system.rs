//! The opened system: settings, store, vault, files.

use std::{fs, path::Path, sync::Arc};

use anyhow::{Context, bail};
use heng_db::{Db, audit::Sealer};
use heng_files::Files;
use heng_kernel::Clock;
use heng_vault::{MasterKey, Vault};

use crate::{
    config::Config,
    machine::{SystemIds, process_word},
    output::Unusable,
    wiring::Services,
};

/// Everything a command works with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct System {
    /// The settings.
    pub config: Arc<Config>,
    /// The store.
    pub db: Db,
    /// Keys and field encryption.
    pub vault: Vault,
    /// Stored files.
    pub files: Files,
    /// What the modules need besides.
    pub services: Services,
    /// A word for this process.
    pub process: String,
}

impl System {
    /// Opens the store, brings it up to date if `migrate` says so, and opens vault and files.
    pub async fn open(config: Config, clock: Arc<dyn Clock>, migrate: bool) -> anyhow::Result<Self> {
        let db = open_store(&config, clock).await?;
        if migrate {
            heng_migration::up(db.maintenance()).await.context("migrating")?;
        }
        let missing = heng_migration::pending(db.maintenance()).await.context("reading the migrations")?;
        if !missing.is_empty() {
            bail!("the database lacks {}: run `heng migrate`", missing.join(", "));
        }
        let master = master_key(&config, keys_exist(&db).await?)?;
        let vault = Vault::open(&db, &master).await.context("opening the vault")?;
        let (place, limits) = (config.files.place(&config.data), config.files.limits());
        let files =
            Files::open_store(db.clone(), vault.clone(), &place, limits).context("opening the file store")?;
        let services = Services::open(&config, &db, &vault).await?;
        Ok(Self { config: Arc::new(config), db, vault, files, services, process: process_word() })
    }

    /// Numbers and chains the audit trail in this process's name.
    pub fn sealer(&self) -> Sealer {
        Sealer::new(self.vault.audit_key(), &self.process, Some(self.config.data.audit_head()))
    }

    /// [`System::close`] for whoever wrote: what it left in the audit trail is sealed before, unless another process is
    /// there to do it.
    pub async fn finish(self) -> anyhow::Result<()> {
        if let Err(error) = self.sealer().finish(&self.db).await {
            tracing::warn!(%error, "the audit trail could not be sealed");
        }
        self.close().await
    }

    /// Closes the store after the work under way.
    pub async fn close(self) -> anyhow::Result<()> {
        self.db.close().await.context("closing the store")
    }
}

/// Opens the store alone.
pub(crate) async fn open_store(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Db> {
    make_private(&config.data.folder)?;
    let settings = config.database.settings(&config.data);
    Db::open(&settings, clock, Arc::new(SystemIds)).await.context("opening the database")
}

async fn keys_exist(db: &Db) -> anyhow::Result<bool> {
    Ok(!Vault::status(db).await.context("reading the data keys")?.is_empty())
}

/// The master key from settings or file. A missing file is made only when no key depends on it yet.
pub(crate) fn master_key(config: &Config, keys_exist: bool) -> anyhow::Result<MasterKey> {
    if let Some(text) = config.vault.master_key.expose() {
        return MasterKey::from_text(text).map_err(|e| Unusable(format!("vault.master_key: {e}")).into());
    }
    let path = config.data.place(&config.vault.master_key_file, "master.key");
    if path.exists() {
        return MasterKey::read(&path).map_err(|e| Unusable(e.to_string()).into());
    }
    if keys_exist {
        return Err(Unusable(format!(
            "there is no master key at {}, but the database has keys that need one",
            path.display()
        ))
        .into());
    }
    let made = MasterKey::create(&path).with_context(|| format!("making {}", path.display()))?;
    tracing::warn!(path = %path.display(), "a master key was made: keep a copy in a safe place, apart from backups");
    Ok(made)
}

/// The key that seals backups.
pub(crate) fn backup_key(config: &Config) -> anyhow::Result<MasterKey> {
    if config.backup.key_file.as_os_str().is_empty() {
        return master_key(config, true);
    }
    MasterKey::read(&config.backup.key_file).map_err(|e| Unusable(e.to_string()).into())
}

/// Makes the folder, closed to other users of the machine.
fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("making {}", folder.display()))
}
