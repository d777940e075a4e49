//! `heng audit verify`.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use rustix::process::Signal;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{group::World, place::Place};

/// Seals what was written and answers the number of the last row.
async fn seal(world: &World) -> i64 {
    let system = &world.system;
    let sealer = system.sealer();
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

#[tokio::test]
async fn attack_30_a_cut_off_end_is_not_hidden_by_removing_the_copied_head() {
    let world = World::new().await;
    world.belongings(&[("wang", "li")]).await;
    let last = seal(&world).await;
    let cut = format!("DELETE FROM audit_entry WHERE seq > {}", last - 3);
    world.system.db.maintenance().execute_unprepared(&cut).await.unwrap();
    std::fs::remove_file(world.system.config.data.audit_head()).unwrap();
    assert_eq!(faults(&world.place), BTreeSet::from(["head_missing".to_owned()]));
    world.system.close().await.unwrap();
}

async fn unsealed(place: &Place) -> usize {
    let system = place.system().await;
    let count = "SELECT id FROM audit_entry WHERE seq IS NULL";
    let statement = sea_orm::Statement::from_string(system.db.read().get_database_backend(), count);
    let rows = system.db.read().query_all_raw(statement).await.unwrap().len();
    system.close().await.unwrap();
    rows
}

#[tokio::test]
async fn servers_and_commands_that_end_leave_nothing_unsealed_however_soon_the_next_one_comes() {
    let place = Place::new().await;
    for round in 0..3 {
        let server = place.serve();
        let system = place.system().await;
        crate::fill::happen(&system.db, round).await;
        system.close().await.unwrap();
        server.signal(Signal::TERM);
        let (code, log) = server.ended();
        assert_eq!(code, Some(0), "{log}");
        assert_eq!(unsealed(&place).await, 0, "after stop {round}");
    }
    let rotated = place.run(["key", "rotate"]);
    assert_eq!(rotated.code, 0, "{}", rotated.err);
    assert_eq!(unsealed(&place).await, 0, "after a command");
    let system = place.system().await;
    crate::fill::happen(&system.db, 7).await;
    system.close().await.unwrap();
    let to = place.path("a.backup").display().to_string();
    let kept = place.run(["backup", to.as_str()]);
    assert_eq!(kept.code, 0, "{}", kept.err);
    assert_eq!(unsealed(&place).await, 0, "before a backup");
    assert_eq!(place.run(["audit", "verify"]).code, 0);
}
