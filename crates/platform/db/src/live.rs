//! Live updates: short-lived rows that every server process reads and passes on to its open pages.
//!
//! A row says "look again", never what changed: pages fetch through the normal, authorised requests.

use std::{collections::HashSet, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use heng_kernel::{Clock, EventId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde::Serialize;
use tokio::sync::{Notify, broadcast};

pub(crate) mod entity {
    //! `live_event`.
    use heng_kernel::EventId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        pub topic: String,
        pub name: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How often other processes' rows are looked for while somebody listens.
const LOOK: Duration = Duration::from_millis(700);
/// A transaction may commit this much later than its clock reading and still be seen.
const WINDOW: TimeDelta = TimeDelta::seconds(20);
/// Rows older than this are swept.
const KEEP: TimeDelta = TimeDelta::minutes(10);

/// "Look again at `name`", for the pages of `topic`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LiveEvent {
    /// An account id, or a name pages subscribe to.
    #[serde(skip)]
    pub topic: String,
    /// What to look at again: `todo`, `notice`.
    pub name: String,
}

/// The feed of this process.
#[derive(Clone, Debug)]
pub struct Live {
    db: DatabaseConnection,
    clock: Arc<dyn Clock>,
    out: broadcast::Sender<LiveEvent>,
    stir: Arc<Notify>,
}

impl Live {
    pub(crate) fn new(db: DatabaseConnection, clock: Arc<dyn Clock>) -> Self {
        let (out, _) = broadcast::channel(1024);
        Self { db, clock, out, stir: Arc::new(Notify::new()) }
    }

    pub(crate) fn stir(&self) {
        self.stir.notify_one();
    }

    /// Everything told from now on, by any process. Filter by topic before passing it on.
    pub fn listen(&self) -> broadcast::Receiver<LiveEvent> {
        self.stir.notify_one();
        self.out.subscribe()
    }

    /// Passes rows on until the process ends. Run once per process.
    pub async fn run(&self) {
        let mut seen: HashSet<EventId> = HashSet::new();
        let start = self.clock.now();
        loop {
            tokio::select! {
                () = self.stir.notified() => {}
                () = tokio::time::sleep(LOOK), if self.out.receiver_count() > 0 => {}
            }
            if self.out.receiver_count() == 0 {
                continue;
            }
            let since = (self.clock.now() - WINDOW).max(start - WINDOW);
            match self.since(since).await {
                Ok(rows) => {
                    let fresh: HashSet<EventId> = rows.iter().map(|row| row.id).collect();
                    for row in rows.into_iter().filter(|row| !seen.contains(&row.id) && row.at >= start) {
                        let _ = self.out.send(LiveEvent { topic: row.topic, name: row.name });
                    }
                    seen = fresh;
                }
                Err(error) => tracing::warn!(%error, "live updates cannot be read"),
            }
        }
    }

    async fn since(&self, since: DateTime<Utc>) -> Result<Vec<entity::Model>, DbErr> {
        entity::Entity::find()
            .filter(entity::COLUMN.at.gte(since))
            .order_by_asc(entity::Column::Id)
            .all(&self.db)
            .await
    }
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    id: EventId,
    now: DateTime<Utc>,
    topic: String,
    name: &str,
) -> Result<(), DbErr> {
    let row =
        entity::ActiveModel { id: Set(id), topic: Set(topic), name: Set(name.to_owned()), at: Set(now) };
    entity::Entity::insert(row).exec_without_returning(db).await.map(|_| ())
}

/// Removes what no page needs any more.
pub(crate) async fn sweep(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let gone = entity::Entity::delete_many().filter(entity::COLUMN.at.lt(now - KEEP)).exec(db).await?;
    Ok(gone.rows_affected)
}
