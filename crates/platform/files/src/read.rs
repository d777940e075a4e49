//! Reading contents back.

use std::pin::Pin;

use bytes::Bytes;
use futures::{Stream, TryStreamExt, stream, stream::BoxStream};
use heng_kernel::FileId;
use heng_vault::StreamOpener;
use object_store::{ObjectStoreExt, path::Path};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    FileError, Files,
    entity::{Column, Entity, Model},
    files::context,
};

/// Contents as they come out of the store: each piece was authenticated, and an error means that the rest is not to be
/// trusted.
pub type Body = Pin<Box<dyn Stream<Item = Result<Bytes, FileError>> + Send>>;

/// A file that is being read.
pub struct Opened {
    /// Its row.
    pub file: Model,
    /// Its contents.
    pub body: Body,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("file", &self.file.id).finish_non_exhaustive()
    }
}

impl Files {
    /// The row of a file that was not removed.
    pub async fn find(&self, id: FileId) -> Result<Model, FileError> {
        let row = Entity::find_by_id(id).filter(Column::RemovedAt.is_null()).one(self.db.read()).await?;
        row.ok_or(FileError::NotFound)
    }

    /// Opens a file. Ask before whether the actor may read it.
    pub async fn open(&self, id: FileId) -> Result<Opened, FileError> {
        let file = self.find(id).await?;
        let body = self.body(id, &file.location, file.key_version).await?;
        Ok(Opened { file, body })
    }

    pub(crate) async fn body(&self, id: FileId, location: &str, key: i32) -> Result<Body, FileError> {
        let version = u32::try_from(key).map_err(|_| heng_vault::VaultError::UnknownKey(0))?;
        let opener = self.vault.open_stream(version, &context(id))?;
        let sealed = match self.store.get(&Path::from(location)).await {
            Ok(found) => found.into_stream(),
            Err(object_store::Error::NotFound { .. }) => return Err(FileError::NotFound),
            Err(error) => return Err(error.into()),
        };
        Ok(Box::pin(opened(sealed, opener)))
    }
}

/// Opens a sealed stream as it comes.
fn opened(
    sealed: BoxStream<'static, Result<Bytes, object_store::Error>>,
    opener: StreamOpener,
) -> impl Stream<Item = Result<Bytes, FileError>> + Send {
    stream::try_unfold((sealed, Some(opener)), async |(mut sealed, opener)| {
        let Some(mut opener) = opener else { return Ok(None) };
        while let Some(piece) = sealed.try_next().await? {
            let plain = opener.push(&piece)?;
            if !plain.is_empty() {
                return Ok(Some((Bytes::copy_from_slice(&plain), (sealed, Some(opener)))));
            }
        }
        let rest = opener.finish()?;
        Ok(Some((Bytes::copy_from_slice(&rest), (sealed, None))))
    })
}
