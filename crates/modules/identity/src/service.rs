//! The module's services in one handle.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono_tz::Tz;
use heng_db::Db;
use heng_kernel::Clock;
use heng_ports::SignInProvider;
use heng_vault::Vault;
use heng_web::AtMachine;
use url::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::{
    Cost, SecondLookCheck, SessionSettings, Standing, access::Cache, password::Passwords,
    secret::NoRandomness,
};

/// How signing in behaves.
#[derive(Clone, Debug)]
pub struct IdentitySettings {
    /// The address people type: `https://hr.example.com`. Its scheme decides about secure cookies, its host about
    /// passkeys, and every address handed to a sign-in provider begins with it. Never taken from a request.
    pub public_address: Url,
    /// The day of accounts that belong to nobody.
    pub zone: Tz,
    /// How long sessions last.
    pub sessions: SessionSettings,
    /// What a password hash costs.
    pub cost: Cost,
    /// Whether the people here are made up: pages say so.
    pub demo: bool,
}

impl IdentitySettings {
    /// Defaults for an address.
    pub fn new(public_address: Url) -> Self {
        Self {
            public_address,
            zone: Tz::Asia__Shanghai,
            sessions: SessionSettings::default(),
            cost: Cost::default(),
            demo: false,
        }
    }

    /// Whether pages are served under TLS.
    pub fn secure(&self) -> bool {
        self.public_address.scheme() == "https"
    }
}

/// The services cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The cost is out of argon2's limits.
    #[error("the cost of a password hash is out of limits")]
    Cost,
    /// No randomness.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Accounts, sign-in and rights. Cheap to clone. Serves as the [`heng_web::Authenticator`] and as an axum `Extension`.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    db: Db,
    vault: Vault,
    standing: Arc<dyn Standing>,
    real_clock: Arc<dyn Clock>,
    settings: IdentitySettings,
    passwords: Passwords,
    cache: Cache,
    providers: Vec<Arc<dyn SignInProvider>>,
    passkeys: Option<Webauthn>,
    code_waived: AtomicBool,
}

impl Identity {
    /// The services of one process. `real_clock` reads the true time also when the store's clock is shifted for a
    /// demonstration: authenticator apps do not follow the shift.
    pub fn new(
        db: Db,
        vault: Vault,
        standing: Arc<dyn Standing>,
        real_clock: Arc<dyn Clock>,
        providers: Vec<Arc<dyn SignInProvider>>,
        settings: IdentitySettings,
    ) -> Result<Self, Unusable> {
        let passwords = Passwords::new(settings.cost)?;
        let passkeys = passkeys(&settings.public_address);
        let cache = Cache::default();
        let inner = Inner {
            db,
            vault,
            standing,
            real_clock,
            settings,
            passwords,
            cache,
            providers,
            passkeys,
            code_waived: AtomicBool::new(false),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Whether somebody at this server's machine may set up without the code.
    pub(crate) fn waives_code(&self, AtMachine(at_machine): AtMachine) -> bool {
        at_machine && self.0.code_waived.load(Ordering::Relaxed)
    }

    pub(crate) fn waive_code_at_machine(&self, waive: bool) {
        self.0.code_waived.store(waive, Ordering::Relaxed);
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.vault
    }

    pub(crate) fn standing(&self) -> &dyn Standing {
        self.0.standing.as_ref()
    }

    pub(crate) fn real_clock(&self) -> &dyn Clock {
        self.0.real_clock.as_ref()
    }

    /// How signing in behaves.
    pub fn settings(&self) -> &IdentitySettings {
        &self.0.settings
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.0.cache
    }

    /// The sign-in provider of that name: `wecom`.
    pub(crate) fn provider(&self, name: &str) -> Option<&dyn SignInProvider> {
        self.0.providers.iter().find(|provider| provider.channel().provider == name).map(AsRef::as_ref)
    }

    /// Names of the sign-in providers.
    pub(crate) fn provider_names(&self) -> impl Iterator<Item = &str> {
        self.0.providers.iter().map(|provider| &*provider.channel().provider)
    }

    /// Passkeys, where the public address has a name they can be bound to.
    pub(crate) fn passkeys(&self) -> Option<&Webauthn> {
        self.0.passkeys.as_ref()
    }

    /// The guard of pay and grades, for an axum `Extension`.
    pub fn second_look_check(&self) -> Arc<dyn SecondLookCheck> {
        Arc::new(self.clone())
    }
}

/// Passkeys are bound to a host name; an address of numbers has none.
fn passkeys(address: &Url) -> Option<Webauthn> {
    let host = address.domain()?;
    let built = WebauthnBuilder::new(host, address).and_then(|builder| builder.rp_name("Heng").build());
    built.inspect_err(|error| tracing::warn!(%error, "passkeys are off")).ok()
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("address", &self.0.settings.public_address.as_str())
            .finish_non_exhaustive()
    }
}
