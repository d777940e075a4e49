//! `[files]`.

use std::path::PathBuf;

use heng_files::{Bucket, Limits, Place};
use serde::{Deserialize, Serialize};

use super::{DataConfig, Secret};

/// Where documents lie. Their contents are encrypted in either place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilesConfig {
    /// `folder` or `bucket`.
    pub store: StoreKind,
    /// The folder; `files` in the data folder when not set.
    pub folder: PathBuf,
    /// Most bytes of one document.
    pub max_bytes: u64,
    /// The bucket.
    pub bucket: BucketConfig,
}

/// Kinds of store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreKind {
    /// A folder of this machine.
    #[default]
    Folder,
    /// A bucket that speaks S3.
    Bucket,
}

/// A bucket of S3, MinIO, OSS, COS or anything else that speaks S3.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BucketConfig {
    /// The address of the service, without the bucket's name: `https://oss-cn-shanghai.aliyuncs.com`.
    pub endpoint: String,
    /// Its region.
    pub region: String,
    /// Its name.
    pub name: String,
    /// Who asks.
    pub access_key: String,
    /// What they prove it with.
    pub secret_key: Secret,
    /// Whether the bucket's name goes into the address's path (MinIO) or its host (most clouds).
    pub in_path: bool,
}

impl Default for FilesConfig {
    fn default() -> Self {
        Self {
            store: StoreKind::Folder,
            folder: PathBuf::new(),
            max_bytes: Limits::default().bytes,
            bucket: BucketConfig::default(),
        }
    }
}

impl FilesConfig {
    /// Where contents lie.
    pub fn place(&self, data: &DataConfig) -> Place {
        match self.store {
            StoreKind::Folder => Place::Folder(data.place(&self.folder, "files")),
            StoreKind::Bucket => Place::Bucket(Bucket {
                endpoint: self.bucket.endpoint.clone(),
                region: self.bucket.region.clone(),
                name: self.bucket.name.clone(),
                access_key: self.bucket.access_key.clone(),
                secret_key: self.bucket.secret_key.share(),
                in_path: self.bucket.in_path,
            }),
        }
    }

    /// How much is taken.
    pub fn limits(&self) -> Limits {
        Limits { bytes: self.max_bytes }
    }
}
