//! The handle everybody holds.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard},
};

use aes_gcm::Aes256Gcm;
use heng_access::Actor;
use heng_db::{Db, audit::AuditKey};
use heng_kernel::Clock;
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{ConnectionTrait, SqlErr};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::{
    Context, KeyedHash, MasterKey, SealedText, SecretKey, StreamOpener, StreamSealer, VaultError, cipher,
    keyring::KeyRing,
    store::{self, Unwrapped},
};

/// First byte of a sealed value.
const FORMAT: u8 = 1;

/// Seals and opens. Cheap to clone; every clone is the same vault. Every method but those that take a [`Db`] is plain
/// computation and may be called inside a unit of work.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

struct Inner {
    root: SecretKey,
    keys: RwLock<KeyRing>,
    wrapper: Aes256Gcm,
    fingerprint: String,
    clock: Arc<dyn Clock>,
}

impl Vault {
    /// Opens the vault of this database. An empty table of keys is filled: that is the first start.
    pub async fn open(db: &Db, master: &MasterKey) -> Result<Self, VaultError> {
        let (wrapper, fingerprint) = (master.wrapper()?, master.fingerprint());
        if store::all(db.read()).await?.is_empty() {
            let actor = Actor::job("vault.open", db.now().date_naive());
            let first = store::first_keys(&wrapper, &fingerprint)?;
            let made = db.write(&actor, async |tx| store::insert_first(&tx, &first).await).await;
            match made {
                // Another process was quicker; its keys are read below.
                Err(VaultError::Db(e))
                    if matches!(e.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {}
                other => other?,
            }
        }
        let Unwrapped { root, keys } = store::unwrap_all(db.read(), &wrapper, &fingerprint).await?;
        let inner = Inner { root, keys: RwLock::new(keys), wrapper, fingerprint, clock: db.clock() };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether this master key opens the keys of a database, without holding on to them.
    pub async fn proves(db: &impl ConnectionTrait, master: &MasterKey) -> Result<(), VaultError> {
        store::unwrap_all(db, &master.wrapper()?, &master.fingerprint()).await.map(|_| ())
    }

    /// Reads data keys that other processes made. Call it now and then in every long-running process, at least twice in
    /// [`crate::SETTLE`].
    pub async fn refresh(&self, db: &Db) -> Result<(), VaultError> {
        let known = self.keys().0.len();
        if store::all(db.read()).await?.len() == known + 1 {
            return Ok(());
        }
        let fresh = store::unwrap_all(db.read(), &self.inner.wrapper, &self.inner.fingerprint).await?;
        *self.inner.keys.write().unwrap_or_else(PoisonError::into_inner) = fresh.keys;
        Ok(())
    }

    /// Seals bytes for one place.
    pub fn seal(&self, context: &Context, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let keys = self.keys();
        let (version, key) = keys.current(self.inner.clock.now())?;
        let mut sealed = vec![FORMAT];
        sealed.extend(version.to_be_bytes());
        sealed.extend(cipher::seal(&key.cipher, &aad(version, context), plain)?);
        Ok(sealed)
    }

    /// Opens what was sealed for this place.
    pub fn open_bytes(&self, context: &Context, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (version, rest) = split(sealed)?;
        cipher::open(&self.keys().version(version)?.cipher, &aad(version, context), rest)
    }

    /// Seals a text for a column of type [`SealedText`].
    pub fn seal_text(&self, context: &Context, plain: &str) -> Result<SealedText, VaultError> {
        self.seal(context, plain.as_bytes()).map(SealedText)
    }

    /// Opens a sealed text.
    pub fn open_text(&self, context: &Context, sealed: &SealedText) -> Result<Zeroizing<String>, VaultError> {
        let bytes = self.open_bytes(context, &sealed.0)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::NotText)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// The version of the data key that sealed this value.
    pub fn version_of(sealed: &[u8]) -> Result<u32, VaultError> {
        split(sealed).map(|(version, _)| version)
    }

    /// The version of the data key that seals now.
    pub fn current_version(&self) -> Result<u32, VaultError> {
        self.keys().current(self.inner.clock.now()).map(|(version, _)| version)
    }

    /// The hash of an already normalised value, for equality search within `context` (`person.id_number`). Stays the
    /// same over every change of data and master keys.
    pub fn keyed_hash(&self, context: &str, normalised: &str) -> KeyedHash {
        let key = self.subkey(&format!("search/{context}"));
        KeyedHash(mac(&key, normalised.as_bytes()).to_vec())
    }

    /// Signs bytes for one use (`download-link`, `session`). Two labels never accept each other's signatures.
    pub fn sign(&self, label: &str, bytes: &[u8]) -> [u8; 32] {
        mac(&self.subkey(&format!("sign/{label}")), bytes)
    }

    /// Whether `signature` is this vault's over `bytes`; takes the same time whatever the answer.
    pub fn verify(&self, label: &str, bytes: &[u8], signature: &[u8]) -> bool {
        self.sign(label, bytes).ct_eq(signature).into()
    }

    /// The keys of the audit chain and of its copied head.
    pub fn audit_key(&self) -> AuditKey {
        AuditKey::new(*self.subkey("audit-chain"), *self.subkey("audit-head"))
    }

    /// A key of its own for one use. Stays the same over every change of data and master keys.
    pub fn subkey(&self, label: &str) -> SecretKey {
        cipher::derive(&self.inner.root, None, &[b"heng/derived/v1/", label.as_bytes()])
    }

    /// Seals a stream of any length with the current data key; also answers that key's version, to be kept beside it.
    pub fn seal_stream(&self, context: &Context) -> Result<(u32, StreamSealer), VaultError> {
        let keys = self.keys();
        let (version, key) = keys.current(self.inner.clock.now())?;
        Ok((version, StreamSealer::new(&key.secret, context)?))
    }

    /// Opens a stream sealed with the data key of this version.
    pub fn open_stream(&self, version: u32, context: &Context) -> Result<StreamOpener, VaultError> {
        Ok(StreamOpener::new(&self.keys().version(version)?.secret, context))
    }

    /// Names the master key at work: 16 hex digits.
    pub fn master_fingerprint(&self) -> &str {
        &self.inner.fingerprint
    }

    pub(crate) fn wrapper(&self) -> &Aes256Gcm {
        &self.inner.wrapper
    }

    fn keys(&self) -> RwLockReadGuard<'_, KeyRing> {
        // Nothing panics while the lock is held for writing.
        self.inner.keys.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vault({})", self.inner.fingerprint)
    }
}

fn mac(key: &SecretKey, bytes: &[u8]) -> [u8; 32] {
    // An HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_slice()) else { return [0; 32] };
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

fn aad(version: u32, context: &Context) -> Vec<u8> {
    let mut aad = b"heng/field/".to_vec();
    aad.push(FORMAT);
    aad.extend(version.to_be_bytes());
    aad.extend(context.as_bytes());
    aad
}

fn split(sealed: &[u8]) -> Result<(u32, &[u8]), VaultError> {
    let (head, rest) = sealed.split_first_chunk::<5>().ok_or(VaultError::NotSealed)?;
    let [FORMAT, version @ ..] = head else { return Err(VaultError::NotSealed) };
    if rest.len() < cipher::NONCE + cipher::TAG {
        return Err(VaultError::NotSealed);
    }
    Ok((u32::from_be_bytes(*version), rest))
}
