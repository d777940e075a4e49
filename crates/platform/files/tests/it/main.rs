//! The file store, on the database the environment asks for, in a folder and in a bucket.

#![expect(clippy::unwrap_used, reason = "fixtures of a test may fail loudly")]

mod bucket;
mod contents;
mod kinds;
mod links;
mod samples;
mod scanning;

use std::{convert::Infallible, path::PathBuf};

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

use crate::bucket::FakeBucket;

/// Where the contents of a test lie.
enum Lies {
    Folder(tempfile::TempDir),
    Bucket(FakeBucket),
}

impl Lies {
    fn folder() -> Self {
        Self::Folder(tempfile::tempdir().unwrap())
    }

    fn place(&self) -> Place {
        match self {
            Self::Folder(folder) => Place::Folder(folder.path().join("files")),
            Self::Bucket(bucket) => bucket.place(),
        }
    }

    /// Where something lies in the folder.
    fn path(folder: &tempfile::TempDir, location: &str) -> PathBuf {
        folder.path().join("files").join(location)
    }

    fn content(&self, location: &str) -> Vec<u8> {
        match self {
            Self::Folder(folder) => std::fs::read(Self::path(folder, location)).unwrap(),
            Self::Bucket(bucket) => bucket.get(location),
        }
    }

    fn replace(&self, location: &str, content: Vec<u8>) {
        match self {
            Self::Folder(folder) => std::fs::write(Self::path(folder, location), content).unwrap(),
            Self::Bucket(bucket) => bucket.put(location, content),
        }
    }

    fn lose(&self, location: &str) {
        match self {
            Self::Folder(folder) => std::fs::remove_file(Self::path(folder, location)).unwrap(),
            Self::Bucket(bucket) => bucket.lose(location),
        }
    }

    /// The locations of everything stored.
    fn stored(&self) -> Vec<String> {
        match self {
            Self::Folder(folder) => in_folder(&folder.path().join("files")),
            Self::Bucket(bucket) => bucket.keys(),
        }
    }
}

fn in_folder(root: &std::path::Path) -> Vec<String> {
    let (mut found, mut folders) = (vec![], vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// A store of its own.
struct TestFiles {
    test: TestDb,
    vault: Vault,
    files: Files,
    lies: Lies,
}

impl TestFiles {
    /// In a folder.
    async fn new() -> Self {
        Self::at(Lies::folder(), Limits { bytes: 300_000 }).await
    }

    /// One in a folder, one in a bucket.
    async fn everywhere() -> [Self; 2] {
        let limits = Limits { bytes: 300_000 };
        let bucket = Lies::Bucket(FakeBucket::start().await);
        [Self::at(Lies::folder(), limits).await, Self::at(bucket, limits).await]
    }

    async fn at(lies: Lies, limits: Limits) -> Self {
        let test = TestDb::new().await;
        let vault = Vault::open(&test.db, &MasterKey::from_bytes([7; 32])).await.unwrap();
        let files = Files::open_store(test.db.clone(), vault.clone(), &lies.place(), limits).unwrap();
        Self { test, vault, files, lies }
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

    /// The locations of everything stored.
    fn stored(&self) -> Vec<String> {
        self.lies.stored()
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
