//! What the modules bring to the program: routes, jobs, events, sealed columns, natural keys. One place per kind.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::StatusCode;
use heng_access::Actor;
use heng_db::{
    Relay, Subscriber,
    jobs::{JobHandler, Recurring},
};
use heng_files::Files;
use heng_kernel::Clock;
use heng_vault::{Reseal, Sealable};
use heng_web::{AppState, Authenticator, Credentials, Origin, Problem};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::{System, content_hash::Business};

/// The head of the API's description.
#[derive(Debug, OpenApi)]
#[openapi(info(title = "Heng", description = "People, time, goals and pay of one company group."))]
struct Head;

/// Every operation of the API.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Head::openapi()).merge(heng_web::live_routes())
}

/// Who turns credentials into actors.
pub fn authenticator(system: &System) -> Arc<dyn Authenticator> {
    Arc::new(NobodyKnown { clock: system.db.clock() })
}

/// Handlers of every kind of job.
pub fn handlers(system: &System) -> Vec<Arc<dyn JobHandler>> {
    let mut handlers = system.files.handlers();
    handlers.push(Arc::new(Reseal::new(system.vault.clone(), sealed())));
    handlers
}

/// Which jobs hear of which events.
pub fn subscribers() -> Vec<Subscriber> {
    vec![]
}

/// The relay for these subscribers.
pub fn relay() -> Relay {
    Relay::new(subscribers())
}

/// What comes round by itself.
pub fn recurring() -> Vec<Recurring> {
    Files::recurring()
}

/// Every sealed column.
pub fn sealed() -> Vec<Sealable> {
    vec![]
}

/// What counts as business content, and what names a row in it.
pub fn business() -> Business {
    Business::platform()
}

/// Answers every request as if nobody had signed in: what a program without accounts can say.
struct NobodyKnown {
    clock: Arc<dyn Clock>,
}

#[async_trait]
impl Authenticator for NobodyKnown {
    async fn authenticate(&self, _: Credentials) -> Result<Actor, Problem> {
        Err(Problem::new(StatusCode::UNAUTHORIZED, "auth.required"))
    }

    fn anonymous(&self, _: &Origin) -> Actor {
        Actor::anonymous(self.clock.now().date_naive())
    }
}
