//! The file store, on the database the environment asks for and a folder.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

mod contents;
mod kinds;
mod links;
mod samples;
mod scanning;

use std::convert::Infallible;

use bytes::Bytes;
use futures::{TryStreamExt, stream};
use heng_access::Actor;
use heng_db::{
    Db, Relay,
    jobs::{JobHandler, Worker, WorkerSettings},
};
use heng_files::{FileError, Files, Limits, Media, Place, Staged};
use heng_kernel::FileId;
use heng_testkit_db::TestDb;
use heng_vault::{MasterKey, Vault};

/// A store in a folder of its own.
struct TestFiles {
    test: TestDb,
    vault: Vault,
    files: Files,
    folder: tempfile::TempDir,
}

impl TestFiles {
    async fn new() -> Self {
        let test = TestDb::new().await;
        let vault = Vault::open(&test.db, &MasterKey::from_bytes([7; 32])).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Folder(folder.path().join("files"));
        let limits = Limits { bytes: 300_000 };
        let files = Files::open_store(test.db.clone(), vault.clone(), &place, limits).unwrap();
        Self { test, vault, files, folder }
    }

    async fn stage(&self, name: &str, content: &[u8]) -> Result<Staged, FileError> {
        let pieces: Vec<_> =
            content.chunks(1000).map(|c| Ok::<_, Infallible>(Bytes::copy_from_slice(c))).collect();
        self.files.stage(name, &Media::ALL, stream::iter(pieces)).await
    }

    async fn keep(&self, staged: &Staged) -> FileId {
        let kept =
            self.test.db.write(&system(&self.test.db), async |tx| self.files.keep(&tx, staged).await).await;
        kept.unwrap()
    }

    async fn put(&self, name: &str, content: &[u8]) -> FileId {
        self.keep(&self.stage(name, content).await.unwrap()).await
    }

    async fn read(&self, id: FileId) -> Result<Vec<u8>, FileError> {
        let opened = self.files.open(id).await?;
        opened
            .body
            .try_fold(vec![], async |mut all, piece| {
                all.extend_from_slice(&piece);
                Ok(all)
            })
            .await
    }

    /// Everything in the folder.
    fn stored(&self) -> Vec<std::path::PathBuf> {
        let mut found = vec![];
        let mut folders = vec![self.folder.path().join("files")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        found
    }

    /// A worker with the handlers of this store.
    fn worker(&self) -> Worker {
        let handlers: Vec<std::sync::Arc<dyn JobHandler>> = self.files.handlers();
        let settings = WorkerSettings::new("test");
        Worker::new(self.test.db.clone(), Relay::new(vec![]), handlers, Files::recurring(), settings)
    }
}

fn system(db: &Db) -> Actor {
    Actor::job("test", db.now().date_naive())
}
