//! Contents in the store.

use std::convert::Infallible;

use bytes::Bytes;
use chrono::TimeDelta;
use heng_files::{FileError, Files, Limits, Media};
use heng_vault::SETTLE;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use sha2::{Digest, Sha256};

use crate::{Lies, TestFiles, bucket::FakeBucket, samples, system};

fn long_text() -> Vec<u8> {
    "身份证号 11010519491231002X\n".repeat(8000).into_bytes()
}

#[tokio::test]
async fn contents_come_back_whole_and_lie_encrypted_at_a_random_place() {
    for files in TestFiles::everywhere().await {
        let id = files.put("a.txt", &long_text()).await;
        assert_eq!(files.read(id).await.unwrap(), long_text());
        let row = files.files.find(id).await.unwrap();
        assert_eq!(row.sha256, Sha256::digest(long_text()).to_vec());
        let stored = files.stored();
        let bytes = files.lies.content(&stored[0]);
        assert!(!bytes.windows(18).any(|w| w == b"11010519491231002X"));
        assert!(!stored[0].contains(&id.to_string()), "the place says nothing of the file");
        assert_ne!(
            row.location,
            files.files.find(files.put("a.txt", &long_text()).await).await.unwrap().location
        );
    }
}

#[tokio::test]
async fn altered_cut_or_swapped_contents_are_an_error() {
    for files in TestFiles::everywhere().await {
        let (one, two) = (files.put("a.txt", b"one").await, files.put("a.txt", &long_text()).await);
        let of = async |id| files.files.find(id).await.unwrap().location;
        let (one_at, two_at) = (of(one).await, of(two).await);
        let whole = files.lies.content(&two_at);
        for damaged in [
            [&whole[..100], &[whole[100] ^ 1], &whole[101..]].concat(),
            whole[..whole.len() - 1].to_vec(),
            whole[..65_592].to_vec(),
            files.lies.content(&one_at),
        ] {
            files.lies.replace(&two_at, damaged);
            assert!(matches!(files.read(two).await, Err(FileError::Vault(_))));
        }
        files.lies.lose(&one_at);
        assert!(matches!(files.read(one).await, Err(FileError::NotFound)));
    }
}

#[tokio::test]
async fn a_removed_file_is_really_gone() {
    for files in TestFiles::everywhere().await {
        let id = files.put("王伟 身份证.txt", b"secret").await;
        files
            .test
            .db
            .write(&system(&files.test.db), async |tx| files.files.remove(&tx, id).await)
            .await
            .unwrap();
        assert!(matches!(files.read(id).await, Err(FileError::NotFound)), "at once");
        files.worker().drain().await.unwrap();
        assert!(files.stored().is_empty(), "and its contents with it");
        let select = Query::select()
            .columns(["name", "sha256"])
            .from("file")
            .and_where(Expr::col("id").eq(id.0))
            .to_owned();
        let row = files.test.db.read().query_one(&select).await.unwrap().unwrap();
        assert_eq!(row.try_get::<String>("", "name").unwrap(), "");
        assert_eq!(row.try_get::<Vec<u8>>("", "sha256").unwrap(), b"");
        let again =
            files.test.db.write(&system(&files.test.db), async |tx| files.files.remove(&tx, id).await).await;
        assert!(matches!(again, Err(FileError::NotFound)));
    }
}

#[tokio::test]
async fn staged_contents_nobody_kept_are_swept_in_the_second_round() {
    for files in TestFiles::everywhere().await {
        let kept = files.put("a.txt", b"kept").await;
        files.stage("b.txt", b"never kept").await.unwrap();
        let worker = files.worker();
        worker.drain().await.unwrap();
        assert_eq!(files.stored().len(), 2, "it may be an upload under way");
        files.test.clock.advance(TimeDelta::hours(6));
        worker.drain().await.unwrap();
        assert_eq!(files.stored().len(), 1);
        assert_eq!(files.read(kept).await.unwrap(), b"kept");
    }
}

#[tokio::test]
async fn after_a_rotation_contents_are_sealed_with_the_new_key_in_a_new_place() {
    for files in TestFiles::everywhere().await {
        let id = files.put("a.pdf", &samples::pdf()).await;
        let before = files.files.find(id).await.unwrap();
        files.vault.rotate(&files.test.db, &system(&files.test.db)).await.unwrap();
        files.test.clock.advance(SETTLE + TimeDelta::hours(1));
        files.worker().drain().await.unwrap();
        let after = files.files.find(id).await.unwrap();
        assert_eq!((before.key_version, after.key_version), (1, 2));
        assert_ne!(before.location, after.location);
        assert_eq!(files.read(id).await.unwrap(), samples::pdf());
        assert_eq!(files.stored().len(), 1, "the old place is empty");
    }
}

#[tokio::test]
async fn a_bucket_takes_long_contents_in_parts_and_short_ones_in_one() {
    let bucket = FakeBucket::start().await;
    let files = TestFiles::at(Lies::Bucket(bucket.clone()), Limits { bytes: 6 << 20 }).await;
    let long = "身份证号 11010519491231002X\n".repeat(180_000).into_bytes();
    assert!(long.len() > 5 << 20, "longer than the store keeps in memory");
    let (short, long_one) = (files.put("a.txt", b"short").await, files.put("b.txt", &long).await);
    assert_eq!(files.read(short).await.unwrap(), b"short");
    assert_eq!(files.read(long_one).await.unwrap(), long);
    let too_long = vec![b'a'; (6 << 20) + 1];
    assert!(matches!(files.stage("c.txt", &too_long).await, Err(FileError::TooLarge(_))));
    assert_eq!(files.stored().len(), 2, "what was refused is not there");
    assert_eq!(bucket.open_uploads(), 0, "nor half of it");
}

#[tokio::test]
async fn a_bucket_that_is_busy_is_asked_again() {
    let bucket = FakeBucket::start().await;
    let files = TestFiles::at(Lies::Bucket(bucket.clone()), Limits::default()).await;
    bucket.be_busy_for(2);
    let id = files.put("a.txt", b"kept").await;
    bucket.be_busy_for(1);
    assert_eq!(files.read(id).await.unwrap(), b"kept");
}

#[tokio::test]
async fn a_bucket_that_refuses_leaves_nothing_half_written() {
    let bucket = FakeBucket::start().await;
    let files = TestFiles::at(Lies::Bucket(bucket.clone()), Limits::default()).await;
    let strange = bucket.opened_with("another secret");
    let strange =
        Files::open_store(files.test.db.clone(), files.vault.clone(), &strange, Limits::default()).unwrap();
    let content = futures::stream::iter([Ok::<_, Infallible>(Bytes::from_static(b"a"))]);
    let refused = strange.stage("a.txt", &Media::ALL, content).await;
    assert!(matches!(refused, Err(FileError::Store(_))), "{refused:?}");
    assert!(files.stored().is_empty());
}
