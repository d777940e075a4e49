//! Server-sent events: "look again at …".

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, stream};
use heng_access::{Actor, Permission};
use heng_db::{Db, LiveEvent};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Interval, MissedTickBehavior},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{AppState, Authenticator, Problem, Signed};

/// How long a feed may outlive a session that ended by itself. One that was ended is told of at once.
const LOOK: Duration = Duration::from_secs(15);

/// The live feed's route.
pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// Live updates of the signed-in account: each event names what to fetch again (`todo`, `notice`). The stream ends with
/// the session it was opened by.
#[utoipa::path(get, path = "/api/v1/live", operation_id = "live.listen", tag = "live",
    extensions(("x-permission" = json!("me.use"))),
    responses((status = 200, description = "a stream of server-sent events", content_type = "text/event-stream", body = String)))]
async fn listen(
    State(db): State<Db>,
    State(auth): State<Arc<dyn Authenticator>>,
    Signed(actor): Signed,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    actor.require_anywhere(Permission::MeUse)?;
    let mut tick = tokio::time::interval(LOOK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let feed = Feed {
        told: db.live().listen(),
        tick,
        mine: actor.account().map(|account| account.to_string()),
        hears_ops: actor.may(Permission::OpsRead),
        actor,
        auth,
    };
    let events = stream::unfold(feed, |mut feed| async {
        let name = feed.next().await?;
        Some((Ok(Event::default().event("look").data(name)), feed))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}

/// What one open page hears.
struct Feed {
    told: Receiver<LiveEvent>,
    tick: Interval,
    mine: Option<String>,
    hears_ops: bool,
    actor: Actor,
    auth: Arc<dyn Authenticator>,
}

impl Feed {
    /// What to look at next; nothing more once the session has ended.
    async fn next(&mut self) -> Option<String> {
        loop {
            let name = tokio::select! {
                told = self.told.recv() => match told {
                    Ok(event) => match self.heard(event) {
                        Some(name) => Some(name),
                        None => continue,
                    },
                    // A listener that fell behind is told to look at everything again.
                    Err(RecvError::Lagged(_)) => Some("all".to_owned()),
                    Err(RecvError::Closed) => return None,
                },
                _ = self.tick.tick() => None,
            };
            if !self.auth.stands(&self.actor).await {
                return None;
            }
            if name.is_some() {
                return name;
            }
        }
    }

    fn heard(&self, event: LiveEvent) -> Option<String> {
        let for_me = Some(&event.topic) == self.mine.as_ref() || event.topic == "ops" && self.hears_ops;
        for_me.then_some(event.name)
    }
}
