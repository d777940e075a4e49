//! What the modules bring to the program: routes, services, jobs, events, sealed columns, natural keys.

mod business;
mod services;
mod standing;

use std::sync::Arc;

use axum::{Extension, Router};
use heng_db::{
    Relay, Subscriber,
    jobs::{JobHandler, Recurring},
};
use heng_files::Files;
use heng_vault::{Reseal, Sealable};
use heng_web::{AppState, Authenticator};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use business::business;
pub use services::Services;

use crate::System;

/// The head of the API's description. Kernel types that only travel inside others are named, so that clients have them.
#[derive(Debug, OpenApi)]
#[openapi(
    info(title = "Heng", description = "People, time, goals and pay of one company group."),
    components(schemas(
        heng_web::Problem,
        heng_web::FieldError,
        heng_kernel::Explanation,
        heng_kernel::Finding,
        heng_kernel::Locale
    ))
)]
struct Head;

/// Every operation of the API.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Head::openapi())
        .merge(heng_web::live_routes())
        .merge(heng_identity::routes())
        .merge(heng_people::routes())
        .merge(heng_notice::routes())
        .merge(heng_approval::routes())
        .merge(heng_time::routes())
        .merge(heng_performance::routes())
        .merge(heng_intake::routes())
}

/// Puts the services around routes that take them as extensions.
pub fn serve_with(services: &Services, routes: Router) -> Router {
    routes
        .layer(Extension(services.identity.clone()))
        .layer(Extension(services.identity.second_look_check()))
        .layer(Extension(services.hooks.clone()))
        .layer(Extension(services.subjects.clone()))
        .layer(Extension(services.calendars.clone()))
        .layer(Extension(services.intake.clone()))
}

/// Who turns credentials into actors.
pub fn authenticator(services: &Services) -> Arc<dyn Authenticator> {
    Arc::new(services.identity.clone())
}

/// Handlers of every kind of job.
pub fn handlers(system: &System) -> Vec<Arc<dyn JobHandler>> {
    let services = &system.services;
    let mut handlers = system.files.handlers();
    handlers.push(Arc::new(Reseal::new(system.vault.clone(), sealed())));
    handlers.push(services.deliver.clone());
    handlers.push(Arc::new(heng_approval::LookOver::new(services.subjects.clone())));
    handlers.push(Arc::new(heng_performance::IssueDue));
    handlers.push(Arc::new(heng_intake::ApplyRosters { service: services.intake.clone() }));
    handlers.push(Arc::new(heng_intake::PurgeRosters));
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
    let mut all = Files::recurring();
    all.push(heng_approval::look_over_every());
    all.push(heng_performance::issue_due_every_hour().1);
    all.extend(heng_intake::recurring());
    all
}

/// Every sealed column.
pub fn sealed() -> Vec<Sealable> {
    let fixed = heng_people::SEALED.iter().chain(heng_identity::SEALED).copied();
    fixed.chain(heng_intake::sealed()).collect()
}
