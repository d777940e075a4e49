//! What the modules bring to the program: routes, services, jobs, events, sealed columns, natural keys.

mod business;
mod services;
mod standing;

use std::sync::Arc;

use axum::{Extension, Router};
use heng_db::{
    Relay,
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
    let head = OpenApiRouter::with_openapi(Head::openapi());
    parts().into_iter().fold(head, OpenApiRouter::merge)
}

/// The operations of each part.
fn parts() -> [OpenApiRouter<AppState>; 8] {
    [
        heng_web::live_routes(),
        heng_identity::routes(),
        heng_people::routes(),
        heng_notice::routes(),
        heng_approval::routes(),
        heng_time::routes(),
        heng_performance::routes(),
        heng_intake::routes(),
    ]
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
    handlers.push(Arc::new(heng_identity::Sweep));
    handlers.push(Arc::new(heng_db::Sweep));
    handlers.push(Arc::new(heng_approval::LookOver::new(services.subjects.clone())));
    handlers.push(Arc::new(heng_performance::IssueDue));
    handlers.push(Arc::new(heng_intake::ApplyRosters { service: services.intake.clone() }));
    handlers.push(Arc::new(heng_intake::PurgeRosters));
    handlers
}

/// The relay. Nobody listens to events yet: messages are written by the use cases themselves (`heng_notice::api::notify`).
pub fn relay() -> Relay {
    Relay::new(vec![])
}

/// What comes round by itself.
pub fn recurring() -> Vec<Recurring> {
    let mut all = Files::recurring();
    all.push(heng_identity::sweep_every());
    all.push(heng_db::Sweep::every());
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::Value;

    use super::*;

    /// What a schema says to a client, whatever its words and the order of its choices.
    fn meaning(schema: &mut Value) {
        match schema {
            Value::Object(map) => {
                map.remove("description");
                if let Some(Value::Array(choices)) = map.get_mut("enum") {
                    choices.sort_by_key(Value::to_string);
                }
                map.values_mut().for_each(meaning);
            }
            Value::Array(list) => list.iter_mut().for_each(meaning),
            _ => {}
        }
    }

    /// Merging keeps the first of two schemas of one name without a word; the other's operations would then be described
    /// by a body that is not theirs.
    #[test]
    fn no_two_parts_mean_different_things_by_one_schema_name() {
        let mut known: HashMap<String, Value> = HashMap::new();
        let mut clashes = vec![];
        for part in parts() {
            let document = serde_json::to_value(part.get_openapi()).unwrap();
            let schemas = document.pointer("/components/schemas").and_then(Value::as_object).cloned();
            for (name, mut schema) in schemas.unwrap_or_default() {
                meaning(&mut schema);
                let first = known.entry(name.clone()).or_insert_with(|| schema.clone());
                if *first != schema {
                    clashes.push(name);
                }
            }
        }
        assert_eq!(clashes, Vec::<String>::new());
    }
}
