//! What stays open ends with what opened it.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    http::StatusCode,
};
use futures::StreamExt;
use heng_access::Actor;
use serde_json::json;

use crate::office::{Browser, Office};

/// Longest anything here may take.
const PATIENCE: Duration = Duration::from_secs(20);

async fn office() -> Office {
    let office = Office::open().await;
    let db = office.test.db.clone();
    tokio::spawn(async move { db.live().run().await });
    office
}

/// Reads a feed until it says `word`.
async fn hears(feed: Body, word: &str) -> Body {
    let mut pieces = feed.into_data_stream();
    let mut heard = String::new();
    while !heard.contains(word) {
        let piece = tokio::time::timeout(PATIENCE, pieces.next()).await.expect("in time");
        heard.push_str(std::str::from_utf8(&piece.expect("still open").unwrap()).unwrap());
    }
    Body::from_stream(pieces)
}

/// Waits for the end of a feed.
async fn ends(feed: Body) {
    tokio::time::timeout(PATIENCE, to_bytes(feed, usize::MAX)).await.expect("the feed ends").unwrap();
}

async fn feed(browser: &Browser) -> Body {
    browser.open("/api/v1/live").await
}

#[tokio::test]
async fn an_open_feed_ends_when_its_session_is_signed_out_and_others_stay_open() {
    let office = office().await;
    let zhang = office.employ("zhang", None).await;
    let (here, there) = (office.signed_in("zhang").await, office.signed_in("zhang").await);
    let (one, other) = (feed(&here).await, feed(&there).await);
    here.delete("/api/v1/session").await.expect(StatusCode::NO_CONTENT);
    ends(one).await;
    let actor = Actor::command_line(office.today());
    let told = office.test.db.write(&actor, async |tx| tx.tell(zhang.account.to_string(), "notice").await);
    told.await.unwrap();
    drop(hears(other, "notice").await);
}

#[tokio::test]
async fn an_open_feed_ends_when_its_account_is_disabled() {
    let office = office().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let open = feed(&office.signed_in("zhang").await).await;
    let boss = office.signed_in("boss").await;
    let path = format!("/api/v1/accounts/{}/disable", zhang.account);
    boss.post(&path, json!({})).await.expect(StatusCode::NO_CONTENT);
    ends(open).await;
}

#[tokio::test]
async fn an_open_feed_ends_when_somebody_else_ends_the_session() {
    let office = office().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let open = feed(&office.signed_in("zhang").await).await;
    let boss = office.signed_in("boss").await;
    let path = format!("/api/v1/accounts/{}/sessions", zhang.account);
    boss.delete(&path).await.expect(StatusCode::NO_CONTENT);
    ends(open).await;
}
