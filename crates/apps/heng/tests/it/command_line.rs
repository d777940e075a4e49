//! Arguments, settings, exit codes.

use crate::place::{Place, Running, ran};

#[tokio::test]
async fn settings_that_cannot_be_used_end_with_2_and_name_the_key() {
    let place = Place::on_sqlite();
    for (key, value, named) in [
        ("HENG__SERVER__LISEN", "127.0.0.1:1", "lisen"),
        ("HENG__DATABASE__CONNECTIONS", "many", "connections"),
        ("HENG__VAULT__MASTER_KEY", "short", "vault.master_key"),
    ] {
        let mut command = place.heng(["serve"]);
        command.env(key, value);
        let ran = ran(command);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(named) && !ran.err.contains("short"), "{}", ran.err);
    }
    assert_eq!(place.run(["--config", "nowhere.toml", "doctor"]).code, 2);
    assert_eq!(place.run(["fly"]).code, 2);
}

#[tokio::test]
async fn a_settings_file_is_read_and_the_environment_wins_over_it() {
    let place = Place::on_sqlite();
    std::fs::write(
        place.path("heng.toml"),
        "[log]\nlevel = \"warn\"\n[server]\nbehind_proxy = \"nonsense\"\n",
    )
    .unwrap();
    let refused = place.run(["serve"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("nonsense"), "{}", refused.err);
    assert!(!place.data().exists(), "no key and no set-up code is made by a server that cannot start");
    let mut overridden = place.heng(["serve"]);
    overridden.env("HENG__SERVER__BEHIND_PROXY", "127.0.0.1");
    assert!(Running::start(overridden).address.starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn plain_http_is_refused_off_this_machine() {
    let place = Place::on_sqlite();
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__LISTEN", "0.0.0.0:0");
    let ran = ran(command);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("plain HTTP is refused"), "{}", ran.err);
    assert!(!place.data().exists(), "nothing was opened");
}

#[tokio::test]
async fn plain_http_off_this_machine_is_for_a_named_proxy() {
    let place = Place::on_sqlite();
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__LISTEN", "0.0.0.0:0").env("HENG__SERVER__BEHIND_PROXY", "127.0.0.1");
    assert!(Running::start(command).address.starts_with("http://0.0.0.0:"));
}

#[tokio::test]
async fn a_master_key_from_the_environment_leaves_no_file() {
    let place = Place::on_sqlite();
    for arguments in [["migrate"], ["content-hash"]] {
        let mut command = place.heng(arguments);
        command.env("HENG__VAULT__MASTER_KEY", "7".repeat(64));
        let ran = ran(command);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    assert!(!place.data().join("master.key").exists());
    let mut other = place.heng(["content-hash"]);
    other.env("HENG__VAULT__MASTER_KEY", "8".repeat(64));
    assert_ne!(ran(other).code, 0, "another key opens nothing");
}

#[tokio::test]
async fn the_description_of_the_api_is_printed_alike_every_time() {
    let place = Place::on_sqlite();
    let (one, two) = (place.run(["openapi"]), place.run(["openapi"]));
    assert_eq!((one.code, &one.out), (0, &two.out));
    assert_eq!(one.json()["info"]["title"], "Heng");
}

#[tokio::test]
async fn migrate_says_what_is_missing_and_brings_it() {
    let place = Place::on_sqlite();
    assert_eq!(place.run(["migrate", "--check"]).code, 1);
    let applied = place.run(["migrate", "--json"]);
    assert_eq!(applied.code, 0, "{}", applied.err);
    assert_eq!(applied.json()["applied"][0], "m0001_platform");
    assert_eq!(place.run(["migrate", "--check"]).code, 0);
}

#[tokio::test]
async fn a_fresh_folder_gets_a_master_key_of_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::on_sqlite();
    assert_eq!(place.run(["migrate"]).code, 0);
    assert_eq!(place.run(["content-hash"]).code, 0);
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.data().join("master.key")), 0o600);
    assert_eq!(mode(place.data()), 0o700);
    std::fs::remove_file(place.data().join("master.key")).unwrap();
    let refused = place.run(["content-hash"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("no master key"), "a new key would hide the loss: {}", refused.err);
    assert!(!place.data().join("master.key").exists());
}

#[tokio::test]
async fn a_database_that_lacks_migrations_is_not_served_unless_they_may_be_applied() {
    let place = Place::on_sqlite();
    let mut command = place.heng(["serve"]);
    command.env("HENG__DATABASE__MIGRATE_AT_START", "false");
    let ran = ran(command);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("heng migrate"), "{}", ran.err);
}
