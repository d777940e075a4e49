//! Taking a file in.

use std::{fmt::Display, pin::pin};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use heng_db::Tx;
use heng_kernel::FileId;
use heng_vault::StreamSealer;
use object_store::{ObjectStoreExt, buffered::BufWriter, path::Path};
use rand::{TryRng, rngs::SysRng};
use sea_orm::{ActiveValue::Set, EntityTrait};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use crate::{
    FileError, Files, Media, Verdict,
    detect::Detector,
    entity::{ActiveModel, Entity},
    files::context,
    name::safe_name,
};

/// What a writer keeps in memory; longer contents go to a bucket in parts of this size, which S3 takes no smaller.
const PART: usize = 5 * 1024 * 1024;

/// Contents in the store that no row speaks of yet.
#[derive(Clone, Debug)]
pub struct Staged {
    id: FileId,
    name: String,
    media: Media,
    size: i64,
    sha256: [u8; 32],
    location: String,
    key_version: i32,
}

impl Staged {
    /// The id it will have.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// Its safe name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its content is.
    pub fn media(&self) -> Media {
        self.media
    }

    /// How many bytes it has.
    pub fn size(&self) -> i64 {
        self.size
    }
}

/// What was learnt while the content went by.
struct Passed {
    media: Media,
    size: i64,
    sha256: [u8; 32],
}

impl Files {
    /// Streams a file into the store: its kind found by content and one of `wanted`, its name made safe, its contents
    /// encrypted. Nothing refers to it until [`Files::keep`].
    pub async fn stage<E: Display>(
        &self,
        name: &str,
        wanted: &[Media],
        content: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Staged, FileError> {
        let id: FileId = self.db.new_id();
        let location = unguessable()?;
        let (version, sealer) = self.vault.seal_stream(&context(id))?;
        let key_version = i32::try_from(version).map_err(|_| heng_vault::VaultError::UnknownKey(version))?;
        let path = Path::from(location.as_str());
        let mut out = self.writer(path.clone());
        let passed = match self.pass(name, content, sealer, &mut out).await {
            Ok(passed) => passed,
            Err(error) => {
                // Nothing was published yet; what a bucket holds of an upload that broke off, it forgets by itself.
                if let Err(error) = out.abort().await {
                    tracing::debug!(%error, "an upload that was refused could not be aborted");
                }
                return Err(error);
            }
        };
        publish(out).await?;
        let staged = Staged {
            id,
            name: safe_name(name, passed.media),
            media: passed.media,
            size: passed.size,
            sha256: passed.sha256,
            location,
            key_version,
        };
        match self.admit(&staged, wanted).await {
            Ok(()) => Ok(staged),
            Err(error) => {
                self.store.delete(&path).await?;
                Err(error)
            }
        }
    }

    /// Writes the row of a staged file. May run again with its unit of work.
    pub async fn keep(&self, tx: &Tx, staged: &Staged) -> Result<FileId, FileError> {
        let row = ActiveModel {
            id: Set(staged.id),
            name: Set(staged.name.clone()),
            media_type: Set(staged.media.mime().to_owned()),
            size_bytes: Set(staged.size),
            sha256: Set(staged.sha256.to_vec()),
            location: Set(staged.location.clone()),
            key_version: Set(staged.key_version),
            uploaded_by: Set(tx.actor.account()),
            created_at: Set(tx.now),
            removed_at: Set(None),
        };
        Entity::insert(row).exec_without_returning(tx.db()).await?;
        Ok(staged.id)
    }

    /// A writer to a place in the store; nothing can be read there before [`publish`].
    pub(crate) fn writer(&self, path: Path) -> BufWriter {
        BufWriter::with_capacity(self.store.clone(), path, PART)
    }

    /// Sends the content to the store, sealed, and learns what it is on the way.
    async fn pass<E: Display>(
        &self,
        name: &str,
        content: impl Stream<Item = Result<Bytes, E>> + Send,
        mut sealer: StreamSealer,
        out: &mut BufWriter,
    ) -> Result<Passed, FileError> {
        let mut content = pin!(content);
        let (mut detector, mut hash, mut size) = (Detector::default(), Sha256::new(), 0_u64);
        while let Some(piece) = content.next().await {
            let piece = piece.map_err(|e| FileError::BrokenUpload(e.to_string()))?;
            size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            if size > self.limits.bytes {
                return Err(FileError::TooLarge(self.limits.bytes));
            }
            detector.push(&piece)?;
            hash.update(&piece);
            out.put(sealer.push(&piece)?.into()).await?;
        }
        if size == 0 {
            return Err(FileError::Empty);
        }
        let media = detector.finish(name)?;
        out.put(sealer.finish()?.into()).await?;
        let size = i64::try_from(size).map_err(|_| FileError::TooLarge(self.limits.bytes))?;
        Ok(Passed { media, size, sha256: hash.finalize().into() })
    }

    async fn admit(&self, staged: &Staged, wanted: &[Media]) -> Result<(), FileError> {
        if !wanted.contains(&staged.media) {
            return Err(FileError::NotWanted(staged.media));
        }
        let Some(scanner) = &self.scanner else { return Ok(()) };
        let body = self.body(staged.id, &staged.location, staged.key_version).await?;
        match scanner.scan(body).await {
            Ok(Verdict::Clean) => Ok(()),
            Ok(Verdict::Infected(what)) => Err(FileError::Infected(what)),
            Err(failed) => Err(FileError::ScannerFailed(failed.to_string())),
        }
    }
}

/// Makes what was written readable at its place, all of it or nothing.
pub(crate) async fn publish(mut out: BufWriter) -> Result<(), object_store::Error> {
    let published = out.shutdown().await;
    published.map_err(|source| object_store::Error::Generic { store: "files", source: Box::new(source) })
}

/// 256 random bits, spread over 256 folders. Two uploads never meet, so nothing is ever overwritten.
pub(crate) fn unguessable() -> Result<String, FileError> {
    let mut bytes = [0; 32];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| heng_vault::VaultError::NoRandomness)?;
    let [first, rest @ ..] = bytes;
    Ok(format!("{first:02x}/{}", hex::encode(rest)))
}
