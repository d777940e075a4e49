//! Contents go after their term.

use heng_access::Actor;
use heng_db::{Db, audit::Change};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde_json::json;

use super::{IntakeError, State, content, entity::batch, queries};

/// Removes what batches whose term is over hold about people; says how many there were.
pub(crate) async fn purge_due(db: &Db) -> Result<usize, IntakeError> {
    let actor = Actor::job("intake.purge", db.now().date_naive());
    db.write(&actor, async |tx| {
        let due = queries::due(tx.db(), tx.now).await?;
        for row in &due {
            content::forget(tx.db(), row.id, None).await?;
            let gone = batch::ActiveModel {
                id: Unchanged(row.id),
                state: Set(State::Purged),
                answers: Set(json!([])),
                ..Default::default()
            };
            batch::Entity::update(gone).exec(tx.db()).await?;
            let after = json!({ "sha256": hex::encode(&row.sha256), "was": row.state });
            tx.audit(Change::new("intake.purge", "intake_batch", row.id).after(after)).await?;
        }
        Ok::<_, IntakeError>(due.len())
    })
    .await
}
