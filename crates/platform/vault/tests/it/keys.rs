//! Derived keys and the first start.

use heng_testkit_db::TestDb;
use heng_vault::{MasterKey, Vault, VaultError};

use crate::{master, vault};

#[tokio::test]
async fn equal_values_hash_alike_within_one_context_only() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let hash = vault.keyed_hash("person.phone", "13800138000");
    assert_eq!(hash, vault.keyed_hash("person.phone", "13800138000"));
    assert_ne!(hash, vault.keyed_hash("person.phone", "13800138001"));
    assert_ne!(hash, vault.keyed_hash("person.mobile", "13800138000"));
    assert_eq!(hash.as_bytes().len(), 32);
}

#[tokio::test]
async fn a_signature_holds_for_its_label_and_bytes_alone() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let signature = vault.sign("cursor", b"people");
    assert!(vault.verify("cursor", b"people", &signature));
    assert!(!vault.verify("session", b"people", &signature));
    assert!(!vault.verify("cursor", b"peoplf", &signature));
    assert!(!vault.verify("cursor", b"people", &signature[..31]));
    assert!(!vault.verify("cursor", b"people", b""));
}

#[tokio::test]
async fn another_database_under_the_same_master_key_has_other_keys() {
    let (one, two) = (TestDb::new().await, TestDb::new().await);
    let (one, two) = (vault(&one).await, vault(&two).await);
    assert_ne!(one.sign("cursor", b"x"), two.sign("cursor", b"x"));
}

#[tokio::test]
async fn the_wrong_master_key_is_named_and_refused() {
    let test = TestDb::new().await;
    vault(&test).await;
    let wrong = MasterKey::from_bytes([8; 32]);
    let refused = Vault::open(&test.db, &wrong).await.unwrap_err();
    let VaultError::WrongMasterKey { wanted, given } = refused else { panic!("{refused}") };
    assert_eq!((wanted, given), (master().fingerprint(), wrong.fingerprint()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn processes_that_start_together_agree_on_the_first_keys() {
    let test = TestDb::new().await;
    let stores = [test.db.clone(), test.another(2).await, test.another(3).await, test.another(4).await];
    let starting = stores.map(|db| tokio::spawn(async move { Vault::open(&db, &master()).await.unwrap() }));
    let mut signatures = vec![];
    for vault in starting {
        signatures.push(vault.await.unwrap().sign("cursor", b"x"));
    }
    signatures.dedup();
    assert_eq!(signatures.len(), 1);
}
