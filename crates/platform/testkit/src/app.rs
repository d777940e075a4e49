//! The application under test.

use std::sync::Arc;

use axum::Router;
use chrono::{DateTime, NaiveDate, Utc};
use heng_access::Actor;
use heng_db::{
    Db, Relay, Subscriber,
    jobs::{JobHandler, Recurring, Worker, WorkerSettings},
};
use heng_testkit_db::{TestClock, TestDb};
use heng_web::{AppState, LayerSettings, RateLimiter, apply_layers};
use utoipa_axum::router::OpenApiRouter;

use crate::{Caller, auth::Named};

/// Routes on a fresh database.
pub struct TestApp {
    /// The database and its clock.
    pub test: TestDb,
    /// What the routes say of themselves.
    pub openapi: utoipa::openapi::OpenApi,
    router: Router,
    named: Arc<Named>,
    worker: Worker,
}

impl std::fmt::Debug for TestApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestApp").field("test", &self.test).finish_non_exhaustive()
    }
}

/// Adds services, job handlers and subscribers before the start.
#[derive(Default)]
pub struct TestAppBuilder {
    handlers: Vec<Arc<dyn JobHandler>>,
    subscribers: Vec<Subscriber>,
    recurring: Vec<Recurring>,
    extend: Vec<Box<dyn FnOnce(Router) -> Router + Send>>,
}

impl std::fmt::Debug for TestAppBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TestAppBuilder").field("subscribers", &self.subscribers).finish_non_exhaustive()
    }
}

impl TestAppBuilder {
    /// A job handler.
    #[must_use]
    pub fn handler(mut self, handler: Arc<dyn JobHandler>) -> Self {
        self.handlers.push(handler);
        self
    }

    /// A subscriber to events.
    #[must_use]
    pub fn subscriber(mut self, event: &'static str, job: &'static str) -> Self {
        self.subscribers.push(Subscriber { event, job });
        self
    }

    /// Recurring work.
    #[must_use]
    pub fn recurring(mut self, recurring: Recurring) -> Self {
        self.recurring.push(recurring);
        self
    }

    /// A service the handlers take as an axum `Extension`.
    #[must_use]
    pub fn service<T: Clone + Send + Sync + 'static>(mut self, service: T) -> Self {
        self.extend.push(Box::new(|router| router.layer(axum::Extension(service))));
        self
    }

    /// On a database that is already there.
    pub fn start_on(self, test: TestDb, routes: OpenApiRouter<AppState>) -> TestApp {
        let named = Arc::new(Named::new(test.clock.clone()));
        let state =
            AppState { db: test.db.clone(), auth: named.clone(), rates: Arc::new(RateLimiter::default()) };
        let (router, openapi) = routes.split_for_parts();
        let mut router = router.with_state(state);
        for extend in self.extend {
            router = extend(router);
        }
        let router = apply_layers(router, &LayerSettings::default());
        let relay = Relay::new(self.subscribers);
        let settings = WorkerSettings::new("test");
        let worker = Worker::new(test.db.clone(), relay, self.handlers, self.recurring, settings);
        TestApp { test, openapi, router, named, worker }
    }

    /// On a fresh database.
    pub async fn start(self, routes: OpenApiRouter<AppState>) -> TestApp {
        self.start_on(TestDb::new().await, routes)
    }
}

impl TestApp {
    /// Routes alone.
    pub async fn start(routes: OpenApiRouter<AppState>) -> Self {
        Self::builder().start(routes).await
    }

    /// With services, jobs or subscribers.
    pub fn builder() -> TestAppBuilder {
        TestAppBuilder::default()
    }

    /// The store.
    pub fn db(&self) -> &Db {
        &self.test.db
    }

    /// The clock.
    pub fn clock(&self) -> &TestClock {
        &self.test.clock
    }

    /// The present.
    pub fn now(&self) -> DateTime<Utc> {
        self.test.db.now()
    }

    /// Today in Shanghai's zone, where the tests' people work.
    pub fn today(&self) -> NaiveDate {
        (self.now() + chrono::TimeDelta::hours(8)).date_naive()
    }

    /// Somebody signed in as `actor`.
    pub fn caller(&self, actor: Actor) -> Caller {
        let bearer = Some(self.named.name(actor.clone()));
        Caller { router: self.router.clone(), bearer, headers: vec![], actor: Some(actor) }
    }

    /// Somebody not signed in.
    pub fn stranger(&self) -> Caller {
        Caller { router: self.router.clone(), bearer: None, headers: vec![], actor: None }
    }

    /// Somebody who may do everything.
    pub fn system(&self) -> Caller {
        self.caller(Actor::command_line(self.today()))
    }

    /// Delivers events and runs due jobs until quiet.
    pub async fn drain(&self) -> usize {
        self.worker.drain().await.expect("the queue is read")
    }
}
