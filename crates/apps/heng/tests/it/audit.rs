//! `heng audit verify`.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use heng_db::audit::Sealer;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{group::World, place::Place};

/// Seals what was written and answers the number of the last row.
async fn seal(world: &World) -> i64 {
    let system = &world.system;
    let sealer = Sealer::new(system.vault.audit_key(), "test", Some(system.config.data.audit_head()));
    while sealer.seal(&system.db).await.unwrap() > 0 {}
    let good = world.place.run(["audit", "verify", "--json"]);
    assert_eq!(good.code, 0, "{} {}", good.out, good.err);
    let last = good.json()["last"].as_i64().unwrap();
    assert_eq!(good.json()["checked"].as_i64(), Some(last), "numbered without a gap");
    last
}

fn faults(place: &Place) -> BTreeSet<String> {
    let bad = place.run(["audit", "verify", "--json"]);
    assert_eq!(bad.code, 1, "{}", bad.err);
    let faults = bad.json()["faults"].as_array().unwrap().clone();
    faults.iter().map(|fault| fault["fault"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_entry_says_what_somebody_was_called_then() {
    let world = World::new().await;
    let wang = world.people["wang"].employment;
    let owner = world.client("owner").await;
    world.clock.advance(TimeDelta::minutes(1));
    owner.ask("PATCH", &format!("people/{wang}"), Some(json!({ "name": "王大明" }))).await;
    let trail = owner.get(&format!("audit-entries?employment_id={wang}")).await;
    let entries = trail["items"].as_array().unwrap();
    let called = |action: &str| {
        let entry = entries.iter().find(|entry| entry["action"] == action).unwrap();
        (entry["employment_name"].clone(), entry["employment_number"].clone())
    };
    let number = entries[0]["employment_number"].clone();
    assert!(number.is_string());
    assert_eq!(called("people.edit"), (json!("王大明"), number.clone()));
    assert_eq!(called("personnel.hire"), (json!("王小明"), number));
}

async fn tampered(with: &[&str], fault: &str) {
    let world = World::new().await;
    world.belongings(&[("wang", "li")]).await;
    let last = seal(&world).await;
    assert!(last > 30, "every module left its rows: {last}");
    for sql in with {
        let sql = sql.replace("LAST", &last.to_string());
        world.system.db.maintenance().execute_unprepared(&sql).await.unwrap();
    }
    let found = faults(&world.place);
    assert!(found.contains(fault), "{fault}: {found:?}");
    world.system.close().await.unwrap();
}

#[tokio::test]
async fn attack_30_an_altered_row_is_named() {
    tampered(&["UPDATE audit_entry SET action = 'leave.nothing' WHERE seq = 5"], "altered").await;
}

#[tokio::test]
async fn attack_30_a_removed_row_is_named() {
    tampered(&["DELETE FROM audit_entry WHERE seq = 9"], "missing").await;
}

#[tokio::test]
async fn attack_30_two_rows_that_changed_places_are_named() {
    let swap = [
        "UPDATE audit_entry SET seq = -1 WHERE seq = 11",
        "UPDATE audit_entry SET seq = 11 WHERE seq = 12",
        "UPDATE audit_entry SET seq = 12 WHERE seq = -1",
    ];
    tampered(&swap, "altered").await;
}

#[tokio::test]
async fn attack_30_a_trail_cut_off_at_its_end_is_named() {
    tampered(&["DELETE FROM audit_entry WHERE seq > LAST - 3"], "truncated").await;
}

#[tokio::test]
async fn attack_30_a_row_whose_actor_was_exchanged_is_named() {
    tampered(&["UPDATE audit_entry SET account_id = NULL WHERE account_id IS NOT NULL AND seq = (SELECT MAX(seq) FROM audit_entry WHERE account_id IS NOT NULL)"], "altered").await;
}
