//! New data keys, new master keys.

use std::sync::Arc;

use heng_access::Actor;
use heng_db::{
    Db, Relay,
    jobs::{Worker, WorkerSettings},
};
use heng_kernel::FileId;
use heng_testkit_db::TestDb;
use heng_vault::{Context, MasterKey, Reseal, SETTLE, Sealable, Vault, VaultError, registered_cells_open};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{master, vault};

/// The platform's own tables hold no sealed column; the bytes of this one serve as a stand-in.
const CELLS: Sealable = Sealable { table: "file", key: &["id"], columns: &["sha256"] };

fn system(db: &Db) -> Actor {
    Actor::job("test", db.now().date_naive())
}

fn context(id: FileId) -> Context {
    Context::cell(CELLS.table, "sha256", id)
}

async fn insert(db: &Db, vault: &Vault, plain: &str) -> FileId {
    let id: FileId = db.new_id();
    let sealed = vault.seal(&context(id), plain.as_bytes()).unwrap();
    db.write(&system(db), async |tx| {
        let mut statement = Query::insert();
        statement
            .into_table("file")
            .columns([
                "id",
                "name",
                "media_type",
                "size_bytes",
                "sha256",
                "location",
                "key_version",
                "created_at",
            ])
            .values([
                id.into(),
                "n".into(),
                "t".into(),
                1_i64.into(),
                sealed.clone().into(),
                plain.into(),
                1.into(),
                tx.now.into(),
            ])
            .map_err(|e| DbErr::Custom(e.to_string()))?;
        tx.db().execute(&statement).await
    })
    .await
    .unwrap();
    id
}

async fn stored(db: &Db, id: FileId) -> Vec<u8> {
    let select = Query::select().column("sha256").from("file").and_where(Expr::col("id").eq(id.0)).to_owned();
    db.read().query_one(&select).await.unwrap().unwrap().try_get("", "sha256").unwrap()
}

fn worker(db: &Db, vault: &Vault) -> Worker {
    let reseal = Arc::new(Reseal::new(vault.clone(), vec![CELLS]));
    Worker::new(db.clone(), Relay::new(vec![]), vec![reseal], vec![], WorkerSettings::new("test"))
}

#[tokio::test]
async fn after_a_rotation_every_registered_cell_is_sealed_with_the_new_key() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let mut rows = vec![];
    for n in 0..450 {
        rows.push((insert(&test.db, &vault, &format!("v{n}")).await, format!("v{n}")));
    }
    let hash = vault.keyed_hash("person.phone", "13800138000");
    assert_eq!(vault.rotate(&test.db, &system(&test.db)).await.unwrap(), 2);
    let worker = worker(&test.db, &vault);
    assert_eq!(worker.drain().await.unwrap(), 0, "not before the key has settled");
    assert_eq!(vault.current_version().unwrap(), 1);

    test.clock.advance(SETTLE);
    worker.drain().await.unwrap();
    for (id, plain) in rows {
        let sealed = stored(&test.db, id).await;
        assert_eq!(Vault::version_of(&sealed).unwrap(), 2);
        assert_eq!(vault.open_bytes(&context(id), &sealed).unwrap().as_slice(), plain.as_bytes());
    }
    assert_eq!(hash, vault.keyed_hash("person.phone", "13800138000"), "searching survives");
    let status = Vault::status(&test.db).await.unwrap();
    assert_eq!(
        status.iter().map(|k| (k.version, k.retired_at.is_some())).collect::<Vec<_>>(),
        [(1, true), (2, false)]
    );
}

#[tokio::test]
async fn another_process_opens_what_the_new_key_sealed_once_it_refreshed() {
    let test = TestDb::new().await;
    let (here, there) = (vault(&test).await, vault(&test).await);
    here.rotate(&test.db, &system(&test.db)).await.unwrap();
    test.clock.advance(SETTLE);
    let context = Context::named("x");
    let sealed = here.seal(&context, b"plain").unwrap();
    assert!(matches!(there.open_bytes(&context, &sealed), Err(VaultError::UnknownKey(2))));
    there.refresh(&test.db).await.unwrap();
    assert_eq!(there.open_bytes(&context, &sealed).unwrap().as_slice(), b"plain");
}

#[tokio::test]
async fn a_new_master_key_opens_everything_and_the_old_one_nothing() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let context = Context::named("x");
    let sealed = vault.seal(&context, b"plain").unwrap();
    let hash = vault.keyed_hash("person.phone", "13800138000");
    let signed = vault.sign("session", b"s");
    let new = MasterKey::from_bytes([9; 32]);
    vault.rewrap(&test.db, &system(&test.db), &new).await.unwrap();

    assert!(matches!(Vault::open(&test.db, &master()).await, Err(VaultError::WrongMasterKey { .. })));
    let again = Vault::open(&test.db, &new).await.unwrap();
    assert_eq!(again.open_bytes(&context, &sealed).unwrap().as_slice(), b"plain");
    assert_eq!(again.keyed_hash("person.phone", "13800138000"), hash);
    assert!(again.verify("session", b"s", &signed));
}

#[tokio::test]
async fn cells_that_are_not_sealed_or_were_swapped_are_found() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let (one, two) = (insert(&test.db, &vault, "one").await, insert(&test.db, &vault, "two").await);
    let look = async || registered_cells_open(test.db.read(), &vault, &[CELLS]).await.unwrap();
    assert_eq!(look().await, (2, vec![]));
    let of_two = stored(&test.db, two).await;
    let put = async |id: FileId, bytes: Vec<u8>| {
        let mut update = Query::update();
        update.table("file").value("sha256", bytes).and_where(Expr::col("id").eq(id.0));
        test.db.maintenance().execute(&update).await.unwrap();
    };
    put(one, of_two).await;
    put(two, b"11010519491231002X".to_vec()).await;
    assert_eq!(look().await, (0, vec![context(one).to_string(), context(two).to_string()]));
}
