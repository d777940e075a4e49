//! An installation with people in it, and browsers that keep cookies.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use heng_identity::{
    Cost, Identity, IdentitySettings, OpenAccount, Post, SecondLook, SetUpGuard, StandingTable, command_line,
};
use heng_kernel::{AccountId, CompanyId, DateRange, EmploymentId, Ids, Locale, PersonId, SeededIds, UnitId};
use heng_ports::SignInProvider;
use heng_testkit_db::{TestClock, TestDb};
use heng_vault::{MasterKey, Vault};
use heng_web::{AppState, Authenticator, LayerSettings, Problem, RateLimiter, apply_layers};
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "seven green bicycles";

/// One server process.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) identity: Identity,
    router: Router,
}

pub(crate) struct Office {
    pub(crate) test: TestDb,
    pub(crate) server: Server,
    pub(crate) standing: Arc<StandingTable>,
    providers: Vec<Arc<dyn SignInProvider>>,
    address: String,
    ids: SeededIds,
}

/// Where somebody works.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Somebody {
    pub(crate) account: AccountId,
    pub(crate) person: PersonId,
    pub(crate) employment: EmploymentId,
    pub(crate) company: CompanyId,
    pub(crate) unit: UnitId,
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_at("http://localhost:8080", vec![]).await
    }

    pub(crate) async fn open_at(address: &str, providers: Vec<Arc<dyn SignInProvider>>) -> Self {
        let test = TestDb::new().await;
        heng_identity::seed_roles(&test.db).await.unwrap();
        let standing = Arc::new(StandingTable::empty(chrono_tz::Asia::Shanghai));
        let server = serve(&test.db, &test.clock, standing.clone(), providers.clone(), address).await;
        Self { test, server, standing, providers, address: address.to_owned(), ids: SeededIds::new(77) }
    }

    /// A second server process on the same database.
    pub(crate) async fn another_server(&self, seed: u64) -> Server {
        let db = self.test.another(seed).await;
        serve(&db, &self.test.clock, self.standing.clone(), self.providers.clone(), &self.address).await
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.server.identity
    }

    pub(crate) fn pass(&self, span: TimeDelta) {
        self.test.clock.advance(span);
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.test.db.now()
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive()
    }

    pub(crate) fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.ids.uuid_at(self.now()).into()
    }

    pub(crate) fn browser(&self) -> Browser {
        self.server.browser()
    }

    /// The owner, made on the command line.
    pub(crate) async fn owner(&self) -> AccountId {
        command_line::create_owner(self.identity(), "boss", "老板", PASSWORD).await.unwrap()
    }

    /// A browser signed in as `login`.
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let browser = self.browser();
        browser.sign_in(login, PASSWORD).await.expect(StatusCode::OK);
        browser
    }

    /// An employee with an account, in a company and unit of their own unless given.
    pub(crate) async fn employ(&self, login: &str, place: Option<(CompanyId, UnitId)>) -> Somebody {
        self.employ_with(login, place, Some(PASSWORD)).await
    }

    /// An employee whose account has no secret of its own: another system lets them in.
    pub(crate) async fn employ_without_secret(&self, login: &str) -> Somebody {
        self.employ_with(login, None, None).await
    }

    async fn employ_with(
        &self,
        login: &str,
        place: Option<(CompanyId, UnitId)>,
        password: Option<&str>,
    ) -> Somebody {
        let (company, unit) = place.unwrap_or_else(|| (self.id(), self.id()));
        let (person, employment) = (self.id(), self.id());
        let post = Post { employment, company, unit, branch: None };
        self.standing.employ(person, login, post, None);
        let days = DateRange::open("2020-01-01".parse().unwrap());
        let place = heng_scope::Place { employment, person, days, unit, branch: None, company };
        let up = heng_scope::UnitPlace { unit, ancestor: unit, days, company: Some(company), branch: None };
        let actor = heng_access::Actor::command_line(self.today());
        let written = self.test.db.write(&actor, async |tx| {
            heng_scope::replace_employment(tx.db(), &[employment], vec![place.clone()], vec![]).await?;
            heng_scope::replace_units(tx.db(), &[unit], vec![up.clone()]).await
        });
        written.await.unwrap();
        let wanted = OpenAccount {
            login: login.to_owned(),
            person: Some(person),
            display_name: String::new(),
            locale: Locale::ZhCn,
        };
        let account = match password {
            Some(password) => {
                command_line::open_with_password(self.identity(), &wanted, password).await.unwrap()
            }
            None => {
                let db = &self.test.db;
                db.write(&actor, async |tx| heng_identity::open_account(&tx, &wanted).await).await.unwrap()
            }
        };
        Somebody { account, person, employment, company, unit }
    }

    /// Gives a built-in role by the machine itself.
    pub(crate) async fn give(&self, account: AccountId, role: &str, scope: heng_access::Scope, at: At) {
        let company = match at {
            At::Nowhere => None,
            At::Company(company) => Some(company),
        };
        let wanted = heng_identity::GiveGrant {
            account,
            role: heng_identity::builtin_role_id(role),
            scope,
            unit: None,
            company,
            first_day: self.today(),
            last_day: None,
        };
        let actor = heng_access::Actor::command_line(self.today());
        heng_identity::give_grant(self.identity(), &actor, &wanted).await.unwrap();
    }

    /// Runs the recurring clearing-away; answers the session rows that are left.
    pub(crate) async fn sweep(&self) -> Vec<String> {
        use heng_db::{
            Relay,
            jobs::{Worker, WorkerSettings},
        };
        use sea_orm::{ConnectionTrait, Statement};
        let db = self.test.db.clone();
        let (relay, settings) = (Relay::new(vec![]), WorkerSettings::new("test"));
        let recurring = vec![heng_identity::sweep_every()];
        let worker = Worker::new(db, relay, vec![Arc::new(heng_identity::Sweep)], recurring, settings);
        assert!(worker.drain().await.unwrap() > 0);
        let db = self.test.db.read();
        let all = Statement::from_string(db.get_database_backend(), "SELECT agent FROM session");
        let rows = db.query_all_raw(all).await.unwrap();
        rows.iter().map(|row| row.try_get("", "agent").unwrap()).collect()
    }

    pub(crate) async fn audit(&self) -> Vec<heng_db::audit::entity::Model> {
        use sea_orm::EntityTrait;
        heng_db::audit::entity::Entity::find().all(self.test.db.read()).await.unwrap()
    }

    /// A file of the test's own: the code an operator would read on the console.
    pub(crate) async fn set_up_code(&self) -> String {
        self.identity().open_set_up(SetUpGuard::Code).await.unwrap().unwrap()
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum At {
    Nowhere,
    Company(CompanyId),
}

async fn serve(
    db: &heng_db::Db,
    clock: &TestClock,
    standing: Arc<StandingTable>,
    providers: Vec<Arc<dyn SignInProvider>>,
    address: &str,
) -> Server {
    let vault = Vault::open(db, &MasterKey::from_bytes([7; 32])).await.unwrap();
    let mut settings = IdentitySettings::new(address.parse().unwrap());
    settings.cost = Cost { memory_kib: 64, passes: 1 };
    let identity =
        Identity::new(db.clone(), vault, standing, Arc::new(clock.clone()), providers, settings).unwrap();
    let auth: Arc<dyn Authenticator> = Arc::new(identity.clone());
    let state = AppState { db: db.clone(), auth, rates: Arc::new(RateLimiter::default()) };
    let (router, _) = heng_identity::routes().merge(heng_web::live_routes()).split_for_parts();
    let router = router
        .route("/api/v1/test/pay", axum::routing::get(pay))
        .with_state(state)
        .layer(axum::Extension(identity.second_look_check()))
        .layer(axum::Extension(identity.clone()));
    let proxies = heng_web::parse_proxies("127.0.0.1").unwrap();
    let router = apply_layers(router, &LayerSettings { proxies, ..LayerSettings::default() });
    Server { identity, router }
}

/// What another module does with the second look.
async fn pay(SecondLook(_): SecondLook) -> Result<&'static str, Problem> {
    Ok("¥ 12,345.60")
}

impl Server {
    pub(crate) fn browser(&self) -> Browser {
        static NEXT: OnceLock<Mutex<u8>> = OnceLock::new();
        let mut next = NEXT.get_or_init(|| Mutex::new(0)).lock().unwrap();
        *next = next.wrapping_add(1);
        Browser {
            router: self.router.clone(),
            cookies: Arc::default(),
            bearer: None,
            acting_as: None,
            headers: vec![],
            address: Arc::new(Mutex::new(format!("203.0.113.{next}"))),
        }
    }

    pub(crate) fn with_token(&self, token: &str) -> Browser {
        Browser { bearer: Some(token.to_owned()), ..self.browser() }
    }
}

/// Keeps cookies and sends from an address of its own.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: Arc<Mutex<BTreeMap<String, String>>>,
    bearer: Option<String>,
    acting_as: Option<String>,
    headers: Vec<(String, String)>,
    address: Arc<Mutex<String>>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn expect(self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.body
    }

    #[track_caller]
    pub(crate) fn refused(self, status: StatusCode, code: &str) -> Value {
        assert_eq!((self.status, self.body["code"].as_str()), (status, Some(code)), "{}", self.text);
        self.body
    }
}

impl Browser {
    pub(crate) fn acting_as(&self, employment: EmploymentId) -> Self {
        Self { acting_as: Some(employment.to_string()), ..self.clone() }
    }

    /// The same browser, straight to the server with these headers: no proxy stands between.
    pub(crate) fn named(&self, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { headers, ..self.clone() }
    }

    pub(crate) fn from(&self, address: &str) {
        address.clone_into(&mut self.address.lock().unwrap());
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub(crate) async fn sign_in(&self, login: &str, password: &str) -> Answer {
        self.post("/api/v1/session", json!({ "login": login, "password": password })).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let (parts, body) = self.answer(method, path, body).await.into_parts();
        self.keep(&parts.headers);
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body, text }
    }

    /// An answer that has no end of its own.
    pub(crate) async fn open(&self, path: &str) -> Body {
        let answer = self.answer(Method::GET, path, None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.into_body()
    }

    async fn answer(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        let jar: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !jar.is_empty() {
            request = request.header(header::COOKIE, jar.join("; "));
        }
        if let Some(token) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(employment) = &self.acting_as {
            request = request.header("x-heng-acting-as", employment);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if self.headers.is_empty() {
            request = request.header("x-forwarded-for", self.address.lock().unwrap().clone());
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
        let mut request = request.body(body).unwrap();
        let peer: std::net::SocketAddr = "127.0.0.1:4000".parse().unwrap();
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    fn keep(&self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, rest) = line.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if rest.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
