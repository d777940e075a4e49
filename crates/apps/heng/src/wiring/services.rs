//! The modules' services, made once per process.

use std::sync::Arc;

use anyhow::Context;
use chrono_tz::Tz;
use heng_approval::{OpenTasks, Subject, Subjects};
use heng_db::Db;
use heng_identity::{Identity, IdentitySettings};
use heng_intake::{Intake, work::Door};
use heng_kernel::Clock;
use heng_notice::{Deliver, DeliverySettings};
use heng_people::hooks::Hooks;
use heng_ports::{Messenger, SignInProvider};
use heng_time::{Calendars, CompanyCalendars, LeaveRequests};
use heng_vault::Vault;
use heng_wecom::WeComClient;
use url::Url;

use super::standing::PeopleStanding;
use crate::{
    config::Config,
    machine::{SystemClock, SystemIds},
    output::Unusable,
    rule_data,
};

/// What handlers and jobs of the modules need besides the store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Services {
    /// Accounts, sign-in, rights.
    pub identity: Identity,
    /// Who is told when somebody leaves.
    pub hooks: Hooks,
    /// The kinds of requests that approval decides on.
    pub subjects: Subjects,
    /// Working days.
    pub calendars: Calendars,
    /// Rosters in.
    pub intake: Intake,
    /// Sends notices on.
    pub deliver: Arc<Deliver>,
}

impl Services {
    /// Makes them. Roles shipped with the program are brought up to date.
    pub(crate) async fn open(config: &Config, db: &Db, vault: &Vault) -> anyhow::Result<Self> {
        heng_identity::seed_roles(db).await.context("bringing the roles up to date")?;
        let address = public_address(config)?;
        let wecom = wecom(config, db.clock())?;
        let mut providers: Vec<Arc<dyn SignInProvider>> = Vec::new();
        let mut messengers: Vec<Arc<dyn Messenger>> = Vec::new();
        let channel = wecom.as_ref().map(|client| SignInProvider::channel(client.as_ref()).clone());
        if let Some(client) = wecom {
            providers.push(client.clone());
            messengers.push(client);
        }
        let standing = Arc::new(PeopleStanding::new(db.clone(), Tz::Asia__Shanghai));
        let real_clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
        let settings = IdentitySettings { demo: config.made_up, ..IdentitySettings::new(address.clone()) };
        let identity = Identity::new(db.clone(), vault.clone(), standing, real_clock, providers, settings)?;
        let calendars = Calendars::new(&rule_data::load(&config.packs)?);
        let leave_requests: Arc<dyn Subject> = Arc::new(LeaveRequests);
        let subjects = Subjects::new([leave_requests]);
        let tasks = Arc::new(OpenTasks::new(subjects.clone()));
        let hooks = Hooks::default()
            .with_calendars(Arc::new(CompanyCalendars))
            .on_left(tasks.clone())
            .on_handover(tasks);
        let public_url = address.as_str().trim_end_matches('/').to_owned();
        let door = channel.map(|channel| Door { identity: identity.clone(), channel });
        Ok(Self {
            identity,
            intake: Intake { vault: vault.clone(), hooks: hooks.clone(), door },
            hooks,
            subjects,
            calendars,
            deliver: Arc::new(Deliver::new(messengers, DeliverySettings { public_url })),
        })
    }
}

/// The address people use; that of the listener when none is set.
fn public_address(config: &Config) -> anyhow::Result<Url> {
    let server = &config.server;
    if !server.public_url.is_empty() {
        let address = Url::parse(&server.public_url).ok().filter(Url::has_host);
        let bad = || Unusable(format!("server.public_url: {:?} is no address", server.public_url));
        return Ok(address.ok_or_else(bad)?);
    }
    let scheme = if server.tls() { "https" } else { "http" };
    // Passkeys are bound to a name, and loopback has one.
    let host = if server.listen.ip().is_loopback() {
        "localhost".to_owned()
    } else {
        server.listen.ip().to_string()
    };
    Ok(Url::parse(&format!("{scheme}://{host}:{}", server.listen.port()))?)
}

fn wecom(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Option<Arc<WeComClient>>> {
    let Some(settings) = config.wecom.settings() else { return Ok(None) };
    let client = WeComClient::new(settings, clock, Arc::new(SystemIds)).context("[wecom]")?;
    Ok(Some(Arc::new(client)))
}
