//! Work behind the scenes: erasing, sweeping, sealing again.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::TimeDelta;
use futures::TryStreamExt;
use heng_access::Actor;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler, NewJob, Recurring},
};
use heng_kernel::FileId;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};

use crate::{
    FileError, Files,
    entity::{Column, Entity, Model},
    files::context,
    stage::{publish, unguessable},
};

pub(crate) const ERASE: &str = "files.erase";
const SWEEP: &str = "files.sweep";
const RESEAL: &str = "files.reseal";

impl Files {
    /// The handlers a worker needs.
    pub fn handlers(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![
            Arc::new(Erase { files: self.clone() }),
            Arc::new(Sweep { files: self.clone(), suspects: Mutex::default() }),
            Arc::new(Reseal { files: self.clone() }),
        ]
    }

    /// What comes round by itself.
    pub fn recurring() -> Vec<Recurring> {
        vec![
            Recurring { kind: SWEEP, every: TimeDelta::hours(6) },
            Recurring { kind: RESEAL, every: TimeDelta::hours(1) },
        ]
    }

    async fn erase(&self, location: &str) -> Result<(), FileError> {
        match self.store.delete(&Path::from(location)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn retry(error: FileError) -> JobError {
    JobError::Retry(error.to_string())
}

/// Erases contents nobody refers to any more.
#[derive(Debug)]
pub(crate) struct Erase {
    files: Files,
}

#[derive(Debug, Serialize, Deserialize)]
struct Contents {
    location: String,
}

impl Erase {
    pub(crate) fn payload(location: &str) -> serde_json::Value {
        serde_json::json!({ "location": location })
    }
}

#[async_trait]
impl JobHandler for Erase {
    fn kind(&self) -> &'static str {
        ERASE
    }

    async fn run(&self, _: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let contents: Contents = job.payload()?;
        self.files.erase(&contents.location).await.map_err(retry)
    }
}

/// Erases contents that were staged and never kept. They must have been met in two rounds, so that an upload under way is
/// left alone whatever the clock says.
#[derive(Debug)]
struct Sweep {
    files: Files,
    suspects: Mutex<BTreeSet<Path>>,
}

impl Sweep {
    async fn orphans(&self) -> Result<BTreeSet<Path>, FileError> {
        let mut orphans = BTreeSet::new();
        let mut listed = self.files.store.list(None).try_chunks(200);
        while let Some(some) = listed.try_next().await.map_err(|e| e.1)? {
            let here: BTreeSet<Path> = some.into_iter().map(|meta| meta.location).collect();
            let known: Vec<String> = Entity::find()
                .select_only()
                .column(Column::Location)
                .filter(Column::Location.is_in(here.iter().map(AsRef::<str>::as_ref)))
                .into_tuple()
                .all(self.files.db.read())
                .await?;
            orphans.extend(here.into_iter().filter(|path| !known.iter().any(|k| k == path.as_ref())));
        }
        Ok(orphans)
    }
}

#[async_trait]
impl JobHandler for Sweep {
    fn kind(&self) -> &'static str {
        SWEEP
    }

    async fn run(&self, _: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let orphans = self.orphans().await.map_err(retry)?;
        let before = {
            let mut suspects = self.suspects.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *suspects, orphans.clone())
        };
        for path in orphans.intersection(&before) {
            self.files.erase(path.as_ref()).await.map_err(retry)?;
        }
        Ok(())
    }
}

/// Seals contents again that an older data key sealed: into a new place, then the row changes over, then the old place is
/// erased.
#[derive(Debug)]
struct Reseal {
    files: Files,
}

impl Reseal {
    async fn next(&self, below: i32, after: Option<FileId>) -> Result<Option<Model>, FileError> {
        let mut query =
            Entity::find().filter(Column::KeyVersion.lt(below)).filter(Column::RemovedAt.is_null());
        if let Some(after) = after {
            query = query.filter(Column::Id.gt(after));
        }
        Ok(query.order_by_asc(Column::Id).limit(1).one(self.files.db.read()).await?)
    }

    async fn copy(&self, file: &Model) -> Result<(String, i32), FileError> {
        let (version, mut sealer) = self.files.vault.seal_stream(&context(file.id))?;
        let key = i32::try_from(version).map_err(|_| heng_vault::VaultError::UnknownKey(version))?;
        let location = unguessable()?;
        let mut out = self.files.writer(Path::from(location.as_str()));
        let mut body = self.files.body(file.id, &file.location, file.key_version).await?;
        while let Some(piece) = body.try_next().await? {
            out.put(sealer.push(&piece)?.into()).await?;
        }
        out.put(Bytes::from(sealer.finish()?)).await?;
        publish(out).await?;
        Ok((location, key))
    }

    async fn change_over(&self, db: &Db, file: &Model, to: &str, key: i32) -> Result<(), FileError> {
        let actor = Actor::job(RESEAL, db.now().date_naive());
        db.write(&actor, async |tx| {
            let changed = Entity::update_many()
                .col_expr(Column::Location, Expr::value(to))
                .col_expr(Column::KeyVersion, Expr::value(key))
                .filter(Column::Id.eq(file.id))
                .filter(Column::Location.eq(&file.location))
                .filter(Column::RemovedAt.is_null())
                .exec(tx.db())
                .await?;
            // Removed meanwhile: the copy goes instead.
            let old = if changed.rows_affected == 1 { file.location.as_str() } else { to };
            tx.enqueue(NewJob::new(ERASE, Erase::payload(old)).keyed(format!("{ERASE}:{old}"))).await?;
            Ok::<_, FileError>(())
        })
        .await
    }
}

#[async_trait]
impl JobHandler for Reseal {
    fn kind(&self) -> &'static str {
        RESEAL
    }

    async fn run(&self, db: &Db, _: &ClaimedJob) -> Result<(), JobError> {
        let version = self.files.vault.current_version().map_err(FileError::from).map_err(retry)?;
        let below = i32::try_from(version).unwrap_or(i32::MAX);
        let mut after = None;
        while let Some(file) = self.next(below, after).await.map_err(retry)? {
            after = Some(file.id);
            match self.copy(&file).await {
                Ok((to, key)) => self.change_over(db, &file, &to, key).await.map_err(retry)?,
                // One bad file does not hold up the others; doctor names it.
                Err(error) => tracing::error!(file = %file.id, %error, "contents could not be sealed again"),
            }
        }
        Ok(())
    }
}
