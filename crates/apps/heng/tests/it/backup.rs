//! Backup, wipe, restore, same content; and everything that must be refused.

use std::{
    collections::BTreeSet,
    fs,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use heng_vault::MasterKey;

use crate::{
    fill,
    group::World,
    place::{Place, eventually, files_below, ran},
};

async fn filled(place: &Place) -> String {
    let system = place.system().await;
    fill::all(&system).await;
    sealed(&system).await;
    system.close().await.unwrap();
    hash(place)
}

/// What a server does when it stops. A backup seals too, and would be seen in the hash.
async fn sealed(system: &heng::System) {
    system.sealer().finish(&system.db).await.unwrap();
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
    assert_eq!(texts[1].len(), "很长的文件。".len() * 5_000);
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

/// Units of work and documents, written until the end is asked for. Every third document goes again.
async fn writing(system: &heng::System, written: &AtomicU64, stop: &AtomicBool) {
    let mut n = 0;
    while !stop.load(Ordering::SeqCst) {
        fill::happen(&system.db, n).await;
        let id = fill::document(system, &format!("{n}.txt"), &"很长的文件。".repeat(2_000)).await;
        if n % 3 == 2 {
            let actor = fill::system_actor(&system.db);
            system.db.write(&actor, async |tx| system.files.remove(&tx, id).await).await.unwrap();
        }
        n += 1;
        written.store(n, Ordering::SeqCst);
    }
}

/// The numbers of the units of work, each of which left a row in every one of these tables.
async fn whole_units(system: &heng::System) -> BTreeSet<u64> {
    use sea_orm::{ConnectionTrait, sea_query::Query};
    let texts = async |table: &'static str, column: &'static str| {
        let select = Query::select().column(column).from(table).to_owned();
        let rows = system.db.read().query_all(&select).await.unwrap();
        rows.iter().filter_map(|row| row.try_get::<Option<String>>("", column).unwrap()).collect::<Vec<_>>()
    };
    let number = |text: &String| text.trim_start_matches('k').parse::<u64>().ok();
    let jobs: BTreeSet<u64> = texts("job", "key").await.iter().filter_map(number).collect();
    let audits: BTreeSet<u64> = texts("audit_entry", "subject_id").await.iter().filter_map(number).collect();
    assert_eq!(jobs, audits, "a unit of work is there by halves");
    jobs
}

/// A backup is taken while a server runs and others write: what comes back is one instant, whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_while_everybody_writes_is_one_whole_instant() {
    let (from, to) = (Place::new().await, Place::new().await);
    let server = from.serve();
    let system = from.system().await;
    let (written, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let file = from.path("live.backup");
    let backup = async {
        eventually("something is written", async || written.load(Ordering::SeqCst) > 5).await;
        let before = written.load(Ordering::SeqCst);
        let command = from.heng(["backup", file.to_str().unwrap(), "--json"]);
        let ran = tokio::task::spawn_blocking(|| ran(command)).await.unwrap();
        let after = written.load(Ordering::SeqCst);
        stop.store(true, Ordering::SeqCst);
        (before, after, ran)
    };
    let ((), (before, after, ran)) = tokio::join!(writing(&system, &written, &stop), backup);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(after > before, "nobody wrote meanwhile");
    system.close().await.unwrap();
    server.signal(rustix::process::Signal::TERM);
    assert_eq!(server.ended().0, Some(0));

    hand_over_key(&from, &to);
    let restored = to.run(["restore", file.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let system = to.system().await;
    let units = whole_units(&system).await;
    let many = u64::try_from(units.len()).unwrap();
    assert!(before <= many && many <= after + 1, "{before} <= {many} <= {after} + 1");
    assert_eq!(units, (0..many).collect::<BTreeSet<u64>>(), "one instant has no gaps");
    // A document that was removed between the instant and its copying is named; all others are there, whole.
    let missing: Vec<String> = serde_json::from_value(ran.json()["missing"].clone()).unwrap();
    let mut lost = vec![];
    for id in documents(&system).await {
        // Removed before the instant.
        let Ok(row) = system.files.find(id).await else { continue };
        match system.files.open(id).await {
            Ok(opened) => {
                let pieces: Vec<_> = futures::TryStreamExt::try_collect(opened.body).await.unwrap();
                assert_eq!(pieces.concat().len(), "很长的文件。".len() * 2_000);
            }
            Err(_) => lost.push(row.location),
        }
    }
    lost.sort();
    let mut told = missing;
    told.sort();
    assert_eq!(lost, told);
    system.close().await.unwrap();
}

/// Something of every module: accounts and rights, people and organisation, approvals, leave, goals, rosters, messages.
async fn a_company_comes_back(from: Place, to: Place) {
    let world = World::with_place(from).await;
    world.belongings(&[("wang", "li"), ("sun", "qi")]).await;
    let World { system, place: from, .. } = world;
    sealed(&system).await;
    system.close().await.unwrap();
    let (before, content) = (hash(&from), business_hash(&from));
    let file = from.path("company.backup");
    let ran = from.run(["backup", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    hand_over_key(&from, &to);
    let restored = to.run(["restore", file.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!((hash(&to), business_hash(&to)), (before, content));
    assert_eq!(to.run(["audit", "verify"]).code, from.run(["audit", "verify"]).code);
}

fn business_hash(place: &Place) -> String {
    let ran = place.run(["content-hash", "--scope", "business"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[tokio::test]
async fn a_company_with_data_of_every_module_comes_back_identical() {
    a_company_comes_back(Place::new().await, Place::new().await).await;
}

#[tokio::test]
async fn a_company_with_data_of_every_module_moves_between_databases_identical() {
    a_company_comes_back(Place::on_sqlite(), Place::new().await).await;
    a_company_comes_back(Place::new().await, Place::on_sqlite()).await;
}

#[tokio::test]
async fn a_backup_of_sqlite_goes_into_the_other_database() {
    comes_back(Place::on_sqlite(), Place::new().await).await;
}

#[tokio::test]
async fn a_backup_of_the_other_database_goes_into_sqlite() {
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

/// Why a file is no usable backup.
fn refusal(place: &Place, bytes: &[u8]) -> String {
    let file = place.path("spoiled.backup");
    fs::write(&file, bytes).unwrap();
    let key = MasterKey::read(&place.data().join("master.key")).unwrap();
    heng::backup::check(&key, &file).unwrap_err().to_string()
}

#[tokio::test]
async fn a_damaged_backup_is_refused_wherever_the_damage_is() {
    let place = Place::on_sqlite();
    filled(&place).await;
    let whole = fs::read(backup(&place)).unwrap();
    let heading = whole.iter().position(|byte| *byte == b'}').unwrap();
    for at in (0..heading)
        .step_by(9)
        .chain((heading..whole.len()).step_by(whole.len() / 8))
        .chain([whole.len() - 1])
    {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        let why = refusal(&place, &flipped);
        assert!(
            ["damaged", "not a backup", "sealed with key"].iter().any(|w| why.contains(w)),
            "byte {at}: {why}"
        );
    }
    for length in (0..whole.len()).step_by(whole.len() / 8).chain([whole.len() - 1]) {
        refusal(&place, &whole[..length]);
    }
    refusal(&place, &[&whole[..], b"more"].concat());
    assert!(refusal(&place, b"PK\x03\x04 something else\n").contains("not a backup"));
}

#[tokio::test]
async fn foreign_and_misdirected_backups_are_refused_and_write_nothing() {
    let (from, to, stranger) = (Place::on_sqlite(), Place::new().await, Place::on_sqlite());
    filled(&from).await;
    let file = backup(&from);
    let file = file.to_str().unwrap();
    fs::create_dir(stranger.data()).unwrap();
    MasterKey::create(&stranger.data().join("master.key")).unwrap();
    let foreign = stranger.run(["restore", file]);
    assert_eq!(foreign.code, 1);
    assert!(foreign.err.contains("sealed with key"), "{}", foreign.err);

    hand_over_key(&from, &to);
    assert_eq!(to.run(["restore", "--check", file]).code, 0);
    assert!(files_below(&to.data().join("files")).is_empty(), "checking writes nothing");

    let full = to.system().await;
    fill::happen(&full.db, 1).await;
    full.close().await.unwrap();
    let before = hash(&to);
    let again = to.run(["restore", file]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("not empty"), "{}", again.err);
    assert_eq!(hash(&to), before);
    assert!(files_below(&to.data().join("files")).is_empty());
}
