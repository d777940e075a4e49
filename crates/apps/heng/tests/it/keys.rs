//! `heng key`.

use std::fs;

use crate::{fill, place::Place};

#[tokio::test]
async fn rotating_makes_a_second_key_and_rewrapping_changes_the_master() {
    let place = Place::new().await;
    let system = place.system().await;
    fill::document(&system, "a.txt", "内容").await;
    system.close().await.unwrap();
    assert_eq!(place.run(["key", "rotate", "--json"]).json()["version"], 2);
    let status = place.run(["key", "status", "--json"]).json();
    assert_eq!(status.as_array().unwrap().len(), 2);

    let new = place.path("new.key");
    let rewrapped = place.run(["key", "rewrap", "--new-master-key-file", new.to_str().unwrap()]);
    assert_eq!(rewrapped.code, 0, "{}", rewrapped.err);
    let old = place.run(["key", "status"]);
    assert!(old.err.contains("belongs to master key"), "{}", old.err);
    fs::rename(&new, place.data().join("master.key")).unwrap();
    let doctor = place.run(["doctor"]);
    assert_eq!(doctor.code, 0, "{}", doctor.out);
}
