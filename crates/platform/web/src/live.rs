//! Server-sent events: "look again at …".

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt};
use heng_access::Permission;
use heng_db::Db;
use tokio_stream::wrappers::BroadcastStream;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{AppState, Problem, Signed};

/// The live feed's route.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// Live updates of the signed-in account: each event names what to fetch again (`todo`, `notice`).
#[utoipa::path(get, path = "/api/v1/live", operation_id = "live.listen", tag = "live",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, description = "a stream of server-sent events", content_type = "text/event-stream", body = String)))]
async fn listen(
    State(db): State<Db>,
    Signed(actor): Signed,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    actor.require_anywhere(Permission::MeUse)?;
    let mine = actor.account().map(|account| account.to_string());
    let hears_ops = actor.may(Permission::OpsRead);
    let feed = BroadcastStream::new(db.live().listen()).filter_map(move |told| {
        // A listener that fell behind is told to look at everything again.
        let name = match told {
            Ok(event) if Some(&event.topic) == mine.as_ref() => Some(event.name),
            Ok(event) if event.topic == "ops" && hears_ops => Some(event.name),
            Ok(_) => None,
            Err(_) => Some("all".to_owned()),
        };
        std::future::ready(name.map(|name| Ok(Event::default().event("look").data(name))))
    });
    Ok(Sse::new(feed).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}
