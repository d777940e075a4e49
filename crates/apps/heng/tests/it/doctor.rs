//! `heng doctor`.

use std::{fs, os::unix::fs::PermissionsExt};

use serde_json::Value;

use crate::{
    fill,
    place::{Place, Ran, files_below, ran},
};

fn part(ran: &Ran, name: &str) -> Value {
    let checks = ran.json();
    checks.as_array().unwrap().iter().find(|check| check["part"] == name).cloned().unwrap_or_default()
}

#[tokio::test]
async fn a_sound_installation_is_good_in_every_part() {
    let place = Place::new().await;
    let system = place.system().await;
    fill::document(&system, "a.txt", "内容").await;
    system.close().await.unwrap();
    let well = place.run(["doctor", "--json"]);
    assert_eq!(well.code, 0, "{} {}", well.out, well.err);
    for name in [
        "database",
        "durability",
        "clock",
        "migrations",
        "master key",
        "fields",
        "documents",
        "audit",
        "worker",
    ] {
        assert_eq!(part(&well, name)["state"], "good", "{}", part(&well, name));
    }
    assert!(place.run(["doctor"]).out.contains("good  database"));
    assert_eq!(part(&well, "audit head")["state"], "doubtful", "it shares the folder with the database");
    let apart = tempfile::tempdir().unwrap();
    let mut moved = place.heng(["doctor", "--json"]);
    moved.env("HENG__DATA__AUDIT_HEAD", apart.path().join("audit.head"));
    assert_eq!(part(&ran(moved), "audit head")["state"], "good");
}

#[tokio::test]
async fn each_thing_that_is_wrong_is_named() {
    let place = Place::new().await;
    let system = place.system().await;
    fill::document(&system, "a.txt", "身份证 11010519491231002X").await;
    system.close().await.unwrap();
    let key = place.data().join("master.key");

    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let open = place.run(["doctor", "--json"]);
    assert_eq!(open.code, 1);
    assert!(part(&open, "master key")["says"].as_str().unwrap().contains("chmod 600"), "{open:?}");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();

    let document = files_below(&place.data().join("files")).remove(0);
    fs::write(document, "身份证 11010519491231002X").unwrap();
    let plain = place.run(["doctor", "--json"]);
    assert_eq!((plain.code, &part(&plain, "documents")["state"]), (1, &Value::from("bad")));
    assert!(!plain.out.contains("110105"), "doctor repeats no content");

    let mut wecom = place.heng(["doctor", "--json"]);
    wecom.env("HENG__WECOM__CORP_ID", "ww1");
    let wecom = ran(wecom);
    assert!(part(&wecom, "wecom")["says"].as_str().unwrap().contains("secret"), "{wecom:?}");

    let mut open_port = place.heng(["doctor", "--json"]);
    open_port.env("HENG__SERVER__LISTEN", "0.0.0.0:80");
    assert_eq!(part(&ran(open_port), "server")["state"], "bad");

    fs::write(&key, "22".repeat(32)).unwrap();
    let wrong = place.run(["doctor", "--json"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.out.contains("belongs to master key"), "{wrong:?}");
}

#[tokio::test]
async fn an_unreachable_database_is_said_and_ends_with_1() {
    let place = Place::on_sqlite();
    let mut command = place.heng(["doctor", "--json"]);
    command
        .env("HENG__DATABASE__URL", "postgres://nobody@127.0.0.1:1/none")
        .env("HENG__DATABASE__ACQUIRE_TIMEOUT_S", "1");
    let ran = ran(command);
    assert_eq!((ran.code, &part(&ran, "database")["state"]), (1, &Value::from("bad")), "{ran:?}");
}
