//! Rule data of the installation's own.

use std::{fs, process::Command};

use serde_json::{Value, json};

use crate::{
    group::World,
    place::{Place, Running, ran},
    visitor::Person,
};

const SHIPPED: &str = include_str!("../../../../../packs/cn/holidays/2026.json");
/// A Monday; the Wednesday after it is an ordinary working day of the shipped notice.
const TODAY: &str = "2026-03-02";

/// Puts a file below the installation's folder of rule data.
fn put(place: &Place, path: &str, text: &str) {
    let path = place.path("rules").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn with_rules(place: &Place, args: &[&str]) -> Command {
    let mut command = place.heng(args);
    command.env("HENG__PACKS__FOLDER", place.path("rules"));
    command
}

/// The notice of 2026 with one more day off.
fn with_a_day_off(date: &str) -> String {
    let mut notice: Value = serde_json::from_str(SHIPPED).unwrap();
    let day = json!({ "date": date, "name": "司庆", "isOffDay": true, "kind": "rest", "payRate": "2.00" });
    notice["days"].as_array_mut().unwrap().push(day);
    notice.to_string()
}

#[tokio::test]
async fn the_server_counts_working_days_by_the_installations_own_notice() {
    let world = World::running_on(Place::new().await, TODAY).await;
    put(&world.place, "cn/holidays/2026.json", &with_a_day_off("2026-03-11"));
    let counted = async |server: Running| {
        let wang = Person::signed_in(&server, "wang").await;
        let wanted = json!({ "leave_type": "annual", "first_day": "2026-03-10", "last_day": "2026-03-12" });
        let preview = wang.ask(&server, "POST", "leave-requests/preview", Some(wanted)).await;
        preview["quantity"].as_i64().unwrap()
    };
    let args = ["serve", "--today", TODAY];
    assert_eq!(counted(Running::start(world.place.heng(args))).await, 300);
    assert_eq!(counted(Running::start(with_rules(&world.place, &args))).await, 200);
}

#[tokio::test]
async fn one_faulty_file_and_neither_server_nor_worker_starts() {
    let place = Place::on_sqlite();
    put(&place, "cn/holidays/2026.json", &with_a_day_off("2026-03-11"));
    put(&place, "beijing.toml", "schema = \"heng.cn.social/1\"\nid = \"beijing\"\nbasis = 1\n");
    for command in ["serve", "worker"] {
        let refused = ran(with_rules(&place, &[command]));
        assert_eq!(refused.code, 2, "{}", refused.err);
        for told in ["packs.folder", "beijing.toml#basis:3", "beijing.toml#region_code"] {
            assert!(refused.err.contains(told), "{told}: {}", refused.err);
        }
    }
    let checked = ran(with_rules(&place, &["packs", "check"]));
    assert_eq!(checked.code, 1, "{} {}", checked.out, checked.err);
    assert!(checked.out.contains("beijing.toml"), "{}", checked.out);
    let seen = ran(with_rules(&place, &["doctor"]));
    assert!(seen.code == 1 && seen.out.contains("beijing.toml"), "{}", seen.out);

    let nowhere = place.path("nowhere");
    let mut missing = place.heng(["serve"]);
    missing.env("HENG__PACKS__FOLDER", &nowhere);
    let refused = ran(missing);
    assert!(refused.code == 2 && refused.err.contains("nowhere"), "{}", refused.err);
}

#[tokio::test]
async fn packs_check_looks_at_the_folder_of_the_settings_unless_another_is_named() {
    let place = Place::on_sqlite();
    put(&place, "cn/holidays/2026.json", &with_a_day_off("2026-03-11"));
    let folder = place.path("rules");
    fs::write(place.path("heng.toml"), format!("[packs]\nfolder = {:?}\n", folder.display().to_string()))
        .unwrap();
    let own = place.run(["--json", "packs", "check"]);
    assert_eq!((own.code, &own.json()["own_files"]), (0, &json!(1)), "{}", own.err);
    fs::create_dir(place.path("empty")).unwrap();
    let other = place.run(["--json", "packs", "check", "--folder", "empty"]);
    assert_eq!((other.code, &other.json()["own_files"]), (0, &json!(0)), "{}", other.err);
}
