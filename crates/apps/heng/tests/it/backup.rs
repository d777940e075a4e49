//! Backup, wipe, restore, same content; and everything that must be refused.

use std::{fs, path::Path};

use crate::{
    fill,
    place::{Place, files_below},
};

async fn filled(place: &Place) -> String {
    let system = place.system().await;
    fill::all(&system).await;
    system.close().await.unwrap();
    hash(place)
}

fn hash(place: &Place) -> String {
    let ran = place.run(["content-hash"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.trim().to_owned()
}

fn backup(place: &Place) -> std::path::PathBuf {
    let file = place.path("all.backup");
    let ran = place.run(["backup", file.to_str().unwrap(), "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.json()["files"], 2);
    file
}

/// The new place knows the master key and nothing else.
fn hand_over_key(from: &Place, to: &Place) {
    fs::create_dir_all(to.data()).unwrap();
    fs::copy(from.data().join("master.key"), to.data().join("master.key")).unwrap();
}

async fn comes_back(from: Place, to: Place) {
    let before = filled(&from).await;
    let file = backup(&from);
    assert_eq!(hash(&from), before, "a backup changes nothing");
    hand_over_key(&from, &to);
    let restored = to.run(["restore", file.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(hash(&to), before);
    let system = to.system().await;
    let mut texts = vec![];
    for id in documents(&system).await {
        let opened = system.files.open(id).await.unwrap();
        let pieces: Vec<_> = futures::TryStreamExt::try_collect(opened.body).await.unwrap();
        texts.push(pieces.concat());
    }
    assert_eq!(texts[0], "劳动合同".as_bytes());
    assert_eq!(texts[1].len(), "很长的文件。".len() * 20_000);
    system.close().await.unwrap();
}

async fn documents(system: &heng::System) -> Vec<heng_kernel::FileId> {
    use sea_orm::{
        ConnectionTrait,
        sea_query::{Order, Query},
    };
    let select = Query::select().column("id").from("file").order_by("id", Order::Asc).to_owned();
    let rows = system.db.read().query_all(&select).await.unwrap();
    rows.iter().map(|row| heng_kernel::FileId(row.try_get("", "id").unwrap())).collect()
}

#[tokio::test]
async fn a_backup_restored_into_an_empty_database_is_identical() {
    comes_back(Place::new().await, Place::new().await).await;
}

#[tokio::test]
async fn a_backup_of_sqlite_goes_into_the_other_database_and_comes_back() {
    comes_back(Place::on_sqlite(), Place::new().await).await;
    comes_back(Place::new().await, Place::on_sqlite()).await;
}

#[tokio::test]
async fn a_backup_holds_nothing_readable_and_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::on_sqlite();
    filled(&place).await;
    let file = backup(&place);
    let bytes = fs::read(&file).unwrap();
    for word in ["audit_entry", "test.happen", "劳动合同", "一店店长"] {
        assert!(!bytes.windows(word.len()).any(|w| w == word.as_bytes()), "{word}");
    }
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(place.run(["backup", file.to_str().unwrap()]).code, 2, "never overwritten");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// Refused with these words, and nothing was written.
fn refused(place: &Place, file: &Path, words: &str) {
    let ran = place.run(["restore", file.to_str().unwrap()]);
    assert_ne!(ran.code, 0);
    assert!(ran.err.contains(words), "{words:?} is not in {}", ran.err);
    assert!(files_below(&place.data().join("files")).is_empty());
}

#[tokio::test]
async fn damaged_foreign_and_misdirected_backups_are_refused_and_write_nothing() {
    let (from, to) = (Place::on_sqlite(), Place::new().await);
    filled(&from).await;
    let file = backup(&from);
    hand_over_key(&from, &to);
    let whole = fs::read(&file).unwrap();
    let spoiled = to.path("spoiled.backup");
    let middle = whole.len() / 2;
    for damaged in [
        whole[..whole.len() - 1].to_vec(),
        whole[..middle].to_vec(),
        [&whole[..middle], &[whole[middle] ^ 1], &whole[middle + 1..]].concat(),
        [&whole[..], b"more"].concat(),
        String::from_utf8_lossy(&whole[..200]).replacen("made_at", "made_in", 1).into_bytes(),
    ] {
        fs::write(&spoiled, damaged).unwrap();
        let ran = to.run(["restore", spoiled.to_str().unwrap()]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("damaged") || ran.err.contains("not a backup"), "{}", ran.err);
    }
    fs::write(&spoiled, b"PK\x03\x04 something else").unwrap();
    refused(&to, &spoiled, "not a backup");

    let stranger = Place::on_sqlite();
    assert_eq!(stranger.run(["migrate"]).code, 0);
    fs::write(stranger.data().join("master.key"), "11".repeat(32)).unwrap();
    std::process::Command::new("chmod").arg("600").arg(stranger.data().join("master.key")).status().unwrap();
    refused(&stranger, &file, "sealed with key");

    assert_eq!(to.run(["restore", "--check", file.to_str().unwrap()]).code, 0);
    assert!(files_below(&to.data().join("files")).is_empty(), "checking writes nothing");
    assert_eq!(to.run(["restore", file.to_str().unwrap()]).code, 0);
    let again = to.run(["restore", file.to_str().unwrap()]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("not empty"), "{}", again.err);
}
