//! The scanner's hook.

use std::sync::Arc;

use async_trait::async_trait;
use futures::TryStreamExt;
use heng_files::{Body, FileError, Scanner, ScannerFailed, Verdict};

use crate::TestFiles;

#[derive(Debug)]
struct Looking;

#[async_trait]
impl Scanner for Looking {
    async fn scan(&self, body: Body) -> Result<Verdict, ScannerFailed> {
        let pieces: Vec<_> = body.try_collect().await.map_err(|e| ScannerFailed(e.to_string()))?;
        match pieces.concat().as_slice() {
            b"infected" => Ok(Verdict::Infected("Test.Signature".to_owned())),
            b"down" => Err(ScannerFailed("connection refused".to_owned())),
            _ => Ok(Verdict::Clean),
        }
    }
}

#[tokio::test]
async fn what_the_scanner_refuses_or_cannot_scan_is_not_let_in() {
    let mut files = TestFiles::new().await;
    files.files = files.files.clone().with_scanner(Arc::new(Looking));
    assert!(files.stage("a.txt", b"clean").await.is_ok());
    let found = files.stage("a.txt", b"infected").await.unwrap_err();
    assert!(matches!(found, FileError::Infected(what) if what == "Test.Signature"));
    assert!(matches!(files.stage("a.txt", b"down").await, Err(FileError::ScannerFailed(_))));
    assert_eq!(files.stored().len(), 1);
}
