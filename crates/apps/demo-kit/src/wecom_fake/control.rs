//! Setting the fake up, looking into it, making it misbehave.

use std::{
    fmt, io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use heng_kernel::{Clock, Ids};
use tokio::{net::TcpListener, task::JoinHandle};

use super::{
    authorize::PageFault,
    fault::{Endpoint, Fault},
    world::{EarlyEnd, FakeApp, Person, Received, World},
};

/// One corp with its people, applications and phones. Clones look at the same corp.
#[derive(Clone)]
pub struct WeComFake {
    world: Arc<Mutex<World>>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

/// A fake that listens on loopback until it is dropped.
#[derive(Debug)]
pub struct RunningFake {
    /// The corp behind it.
    pub fake: WeComFake,
    address: SocketAddr,
    server: JoinHandle<()>,
}

impl WeComFake {
    /// An empty corp.
    pub fn new(corp_id: impl Into<String>, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self { world: Arc::new(Mutex::new(World::new(corp_id.into()))), clock, ids }
    }

    /// Adds an application.
    #[must_use]
    pub fn with_app(self, app: FakeApp) -> Self {
        self.world().apps.push(app);
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn with_member(self, userid: &str, name: &str) -> Self {
        self.add(Person {
            account: userid.to_owned(),
            name: name.to_owned(),
            outsider: false,
            licensed: true,
        });
        self
    }

    /// Adds somebody, or replaces who has the account.
    pub fn add(&self, person: Person) {
        let mut world = self.world();
        world.people.retain(|other| !other.account.eq_ignore_ascii_case(&person.account));
        world.people.push(person);
    }

    /// Removes somebody: from now on an unknown account.
    pub fn remove(&self, account: &str) {
        self.world().people.retain(|person| !person.account.eq_ignore_ascii_case(account));
    }

    /// Everybody, in the order they came.
    pub fn people(&self) -> Vec<Person> {
        self.world().people.clone()
    }

    /// What the member sees, oldest first.
    pub fn inbox(&self, userid: &str) -> Vec<Received> {
        self.world().phones.get(&userid.to_lowercase()).map(|phone| phone.inbox.clone()).unwrap_or_default()
    }

    /// What was taken for the member beyond 30 a minute, and never shown.
    pub fn dropped(&self, userid: &str) -> Vec<Received> {
        self.world().phones.get(&userid.to_lowercase()).map(|phone| phone.dropped.clone()).unwrap_or_default()
    }

    /// What was taken for the member as a repetition, and not shown again.
    pub fn duplicates(&self, userid: &str) -> Vec<Received> {
        self.world()
            .phones
            .get(&userid.to_lowercase())
            .map(|phone| phone.duplicates.clone())
            .unwrap_or_default()
    }

    /// How often an endpoint was called.
    pub fn calls(&self, endpoint: Endpoint) -> usize {
        self.world().calls.get(&endpoint).copied().unwrap_or_default()
    }

    /// Lets the next call of `endpoint` go wrong; called again, the one after it, and so on.
    pub fn inject(&self, endpoint: Endpoint, fault: Fault) {
        self.world().faults.entry(endpoint).or_default().push_back(fault);
    }

    /// Ends the application's tokens early with 42001.
    pub fn expire_tokens(&self, agent_id: u32) {
        self.world().end_tokens(agent_id, EarlyEnd::Expired);
    }

    /// Ends the application's tokens early with 40014.
    pub fn revoke_tokens(&self, agent_id: u32) {
        self.world().end_tokens(agent_id, EarlyEnd::Revoked);
    }

    /// Every token ever handed out; for tests that look for them where they must not be.
    pub fn tokens(&self) -> Vec<String> {
        self.world().tokens.keys().cloned().collect()
    }

    /// A sign-in code as if `account` had agreed on the sign-in page of the application.
    pub fn issue_code(&self, account: &str, agent_id: u32) -> String {
        let (now, code) = (self.now(), self.random(2));
        self.world().issue_code(account, agent_id, now, &code);
        code
    }

    /// What happens when `account` opens a sign-in link on the phone: the address the phone is sent to.
    pub fn open_sign_in(&self, link: &str, account: &str) -> Result<String, PageFault> {
        let (now, code) = (self.now(), self.random(2));
        let mut world = self.world();
        let asked = world.asked_by_link(link)?;
        world.answered(&asked, account, now, &code)
    }

    /// Listens on a free port of loopback.
    pub async fn start(self) -> io::Result<RunningFake> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let router = self.router();
        let server = tokio::spawn(async move {
            // Ends only with the task: serving a bound listener does not fail.
            let _ = axum::serve(listener, router).await;
        });
        Ok(RunningFake { fake: self, address, server })
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Twenty hexadecimal digits per part, different each time.
    pub(super) fn random(&self, parts: usize) -> String {
        (0..parts).map(|_| hex::encode(self.ids.entropy())).collect()
    }
}

impl fmt::Debug for WeComFake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeComFake").field("corp_id", &self.world().corp_id).finish_non_exhaustive()
    }
}

impl RunningFake {
    /// `http://127.0.0.1:port`: the base address of the API and of the sign-in pages.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for RunningFake {
    fn drop(&mut self) {
        self.server.abort();
    }
}
