//! Delivery of events: each event becomes one job per subscriber, exactly once.

use heng_kernel::{EventId, JobId};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::{
    Db,
    jobs::{self, NewJob},
};

pub(crate) mod entity {
    //! `outbox`.
    use heng_kernel::EventId;
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        pub name: String,
        pub payload: Json,
        pub at: DateTimeUtc,
        pub delivered_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who wants to hear of an event: a job of `job` is queued with the event as its payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// The event's name.
    pub event: &'static str,
    /// The kind of job that handles it.
    pub job: &'static str,
}

/// Most events turned into jobs in one transaction.
const AT_ONCE: u64 = 200;

/// Turns outbox rows into jobs.
#[derive(Clone, Debug)]
pub struct Relay {
    subscribers: Vec<Subscriber>,
}

impl Relay {
    /// A relay for these subscribers.
    pub fn new(subscribers: Vec<Subscriber>) -> Self {
        Self { subscribers }
    }

    /// Delivers what waits, up to a batch; says how many events there were. Safe in several processes at once: the job's
    /// key holds the event's id.
    pub async fn deliver(&self, db: &Db) -> Result<usize, DbErr> {
        let waiting: Option<EventId> = entity::Entity::find()
            .select_only()
            .column(entity::Column::Id)
            .filter(entity::COLUMN.delivered_at.is_null())
            .into_tuple()
            .one(db.read())
            .await?;
        if waiting.is_none() {
            return Ok(0);
        }
        let actor = heng_access::Actor::job("outbox.relay", db.now().date_naive());
        db.write(&actor, async |tx| {
            let events = entity::Entity::find()
                .filter(entity::COLUMN.delivered_at.is_null())
                .order_by_asc(entity::Column::Id)
                .limit(AT_ONCE)
                .all(tx.db())
                .await?;
            for event in &events {
                for subscriber in self.subscribers.iter().filter(|s| s.event == event.name) {
                    let job = NewJob::new(
                        subscriber.job,
                        serde_json::json!({ "event": event.id, "payload": event.payload }),
                    )
                    .keyed(format!("event:{}:{}", event.id, subscriber.job));
                    jobs::insert(tx.db(), tx.new_id::<JobId>(), tx.now, job).await?;
                }
            }
            let ids: Vec<EventId> = events.iter().map(|e| e.id).collect();
            entity::Entity::update_many()
                .col_expr(entity::Column::DeliveredAt, Expr::value(tx.now))
                .filter(entity::Column::Id.is_in(ids))
                .exec(tx.db())
                .await?;
            Ok(events.len())
        })
        .await
    }
}
