//! `heng audit verify`.

use heng_db::audit::Sealer;
use sea_orm::ConnectionTrait;

use crate::{fill, place::Place};

#[tokio::test]
async fn tampering_with_the_trail_is_named_and_ends_with_1() {
    let place = Place::new().await;
    let system = place.system().await;
    for n in 0..20 {
        fill::happen(&system.db, n).await;
    }
    let sealer = Sealer::new(system.vault.audit_key(), "test", Some(system.config.data.audit_head()));
    assert_eq!(sealer.seal(&system.db).await.unwrap(), 20);
    let verify = || place.run(["audit", "verify", "--json"]);
    let good = verify();
    assert_eq!(good.code, 0, "{}", good.err);
    assert_eq!((good.json()["checked"].clone(), good.json()["last"].clone()), (20.into(), 20.into()));

    for (sql, fault) in [
        ("UPDATE audit_entry SET after_json = '{\"n\":99}' WHERE seq = 5", "altered"),
        ("DELETE FROM audit_entry WHERE seq = 9", "missing"),
        ("DELETE FROM audit_entry WHERE seq = 20", "truncated"),
    ] {
        system.db.maintenance().execute_unprepared(sql).await.unwrap();
        let bad = verify();
        assert_eq!(bad.code, 1);
        let faults = bad.json()["faults"].as_array().unwrap().clone();
        assert!(faults.iter().any(|f| f["fault"] == fault), "{fault}: {faults:?}");
    }
    system.close().await.unwrap();
}
