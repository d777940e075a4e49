//! Where contents lie: a folder, or a bucket that speaks S3.

use std::{path::PathBuf, sync::Arc};

use object_store::{ObjectStore, aws::AmazonS3Builder, local::LocalFileSystem};
// Links the TLS that the store's own client needs.
use reqwest as _;
use secrecy::{ExposeSecret, SecretString};

/// Where contents lie.
#[derive(Clone, Debug)]
pub enum Place {
    /// A folder of this machine; made when it is not there.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

/// A bucket of S3, MinIO, OSS, COS or anything else that speaks S3.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The address of the service, without the bucket's name: `https://oss-cn-shanghai.aliyuncs.com`.
    pub endpoint: String,
    /// Its region.
    pub region: String,
    /// Its name.
    pub name: String,
    /// Who asks.
    pub access_key: String,
    /// What they prove it with.
    pub secret_key: SecretString,
    /// Whether the bucket's name goes into the address's path (MinIO) or into its host (most clouds).
    pub in_path: bool,
}

impl Bucket {
    /// Where requests go. A store that is asked to name the bucket in the host takes the address as it stands, so the
    /// name is put in front here; an address that has it already is left alone.
    fn address(&self) -> String {
        let endpoint = self.endpoint.trim_end_matches('/');
        match endpoint.split_once("://") {
            Some((scheme, host)) if !self.in_path && !host.starts_with(&format!("{}.", self.name)) => {
                format!("{scheme}://{}.{host}", self.name)
            }
            _ => endpoint.to_owned(),
        }
    }
}

/// The file store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreUnreachable {
    /// The folder cannot be made or closed to others.
    #[error("the folder {path} cannot be used: {source}", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The settings make no store.
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
}

impl Place {
    /// Opens it, without any checking of contents: for backups.
    pub fn open(&self) -> Result<Arc<dyn ObjectStore>, StoreUnreachable> {
        match self {
            Self::Folder(path) => {
                make_private(path)
                    .map_err(|source| StoreUnreachable::Folder { path: path.clone(), source })?;
                Ok(Arc::new(
                    LocalFileSystem::new_with_prefix(path)?.with_fsync(true).with_automatic_cleanup(true),
                ))
            }
            Self::Bucket(bucket) => {
                let store = AmazonS3Builder::new()
                    .with_endpoint(bucket.address())
                    .with_region(&bucket.region)
                    .with_bucket_name(&bucket.name)
                    .with_access_key_id(&bucket.access_key)
                    .with_secret_access_key(bucket.secret_key.expose_secret())
                    .with_virtual_hosted_style_request(!bucket.in_path)
                    // Only a machine's own store is spoken to in the clear, in tests.
                    .with_allow_http(bucket.endpoint.starts_with("http://127.0.0.1"))
                    .build()?;
                Ok(Arc::new(store))
            }
        }
    }
}

#[cfg(unix)]
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(endpoint: &str, in_path: bool) -> String {
        let bucket = Bucket {
            endpoint: endpoint.to_owned(),
            region: "cn-shanghai".to_owned(),
            name: "documents".to_owned(),
            access_key: String::new(),
            secret_key: String::new().into(),
            in_path,
        };
        bucket.address()
    }

    #[test]
    fn clouds_want_the_bucket_in_the_host_and_get_it_once() {
        let with_it = "https://documents.oss-cn-shanghai.aliyuncs.com";
        assert_eq!(address("https://oss-cn-shanghai.aliyuncs.com", false), with_it);
        assert_eq!(address("https://oss-cn-shanghai.aliyuncs.com/", false), with_it);
        assert_eq!(address(with_it, false), with_it);
    }

    #[test]
    fn the_path_takes_it_behind_the_address_as_it_stands() {
        assert_eq!(address("https://minio.example.com:9000/", true), "https://minio.example.com:9000");
    }
}
