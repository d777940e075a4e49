//! The module's face to others.

use heng_db::{Tx, jobs::NewJob};
use heng_kernel::{NoticeId, PersonId};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, sea_query::OnConflict};
use serde_json::{Map, Value, json};

use crate::{delivery::DELIVER, notice::entity};

pub use crate::notice::entity::Urgency;

/// Something to tell one person.
#[derive(Clone, Debug)]
pub struct NewNotice {
    person: PersonId,
    kind: &'static str,
    params: Map<String, Value>,
    link: String,
    urgency: Urgency,
    key: String,
}

impl NewNotice {
    /// `kind` names the words (`approval.waiting`); `link` is the phone page it opens, from the root: `/m/approvals/…`;
    /// `key` makes it happen once however often the cause is processed.
    pub fn new(
        person: PersonId,
        kind: &'static str,
        link: impl Into<String>,
        key: impl Into<String>,
    ) -> Self {
        let (link, key) = (link.into(), key.into());
        Self { person, kind, params: Map::new(), link, urgency: Urgency::Normal, key }
    }

    /// A value for the words.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// Somebody waits for it.
    pub fn urgent(mut self) -> Self {
        self.urgency = Urgency::High;
        self
    }
}

/// Tells it: a row, a live update and a message, in this unit of work. `None` when it was told before.
pub async fn notify(tx: &Tx, notice: NewNotice) -> Result<Option<NoticeId>, DbErr> {
    let id: NoticeId = tx.new_id();
    let row = entity::ActiveModel {
        id: Set(id),
        person_id: Set(notice.person),
        kind: Set(notice.kind.to_owned()),
        params: Set(Value::Object(notice.params)),
        link: Set(notice.link),
        urgency: Set(notice.urgency),
        key: Set(notice.key),
        created_at: Set(tx.now),
        read_at: Set(None),
    };
    let written = entity::Entity::insert(row)
        .on_conflict(OnConflict::column(entity::Column::Key).do_nothing().to_owned())
        .exec_without_returning(tx.db())
        .await?;
    if written == 0 {
        return Ok(None);
    }
    tx.enqueue(NewJob::new(DELIVER, json!({ "notice": id })).keyed(format!("{DELIVER}:{id}"))).await?;
    if let Some(account) = heng_identity::api::account_of(tx.db(), notice.person).await? {
        tx.tell(account.to_string(), "notice").await?;
    }
    Ok(Some(id))
}

/// Tells the open pages of these persons that what waits for them changed.
pub async fn stir(tx: &Tx, persons: &[PersonId]) -> Result<(), DbErr> {
    for account in heng_identity::api::accounts_of(tx.db(), persons).await?.into_values() {
        tx.tell(account.to_string(), "todo").await?;
    }
    Ok(())
}
