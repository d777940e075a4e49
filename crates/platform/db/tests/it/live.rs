//! Live updates across processes.

use std::time::Duration;

use heng_testkit_db::TestDb;
use sea_orm::DbErr;

use crate::system;

#[tokio::test]
async fn what_one_process_tells_another_hears_once() {
    let test = TestDb::new().await;
    let other = test.another(2).await;
    let mut heard = other.live().listen();
    let feed = tokio::spawn({
        let live = other.live().clone();
        async move { live.run().await }
    });
    let actor = system(&test.db);
    test.db
        .write(&actor, async |tx| {
            tx.tell("account-1", "todo").await?;
            tx.tell("account-2", "notice").await?;
            Ok::<_, DbErr>(())
        })
        .await
        .unwrap();
    let mut names = vec![];
    for _ in 0..2 {
        let event = tokio::time::timeout(Duration::from_secs(20), heard.recv()).await.unwrap().unwrap();
        names.push((event.topic, event.name));
    }
    names.sort();
    assert_eq!(names, [("account-1".into(), "todo".into()), ("account-2".into(), "notice".into())]);
    let again = tokio::time::timeout(Duration::from_millis(1600), heard.recv()).await;
    assert!(again.is_err(), "nothing is told twice");
    feed.abort();
}
