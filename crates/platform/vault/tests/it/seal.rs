//! Sealing and opening values.

use heng_testkit_db::TestDb;
use heng_vault::{Context, SealedText, VaultError};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::vault;

fn cell(row: u32) -> Context {
    Context::cell("person", "id_number", row)
}

#[tokio::test]
async fn what_is_sealed_opens_in_its_cell_and_says_nothing_outside() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let sealed = vault.seal_text(&cell(1), "11010519491231002X").unwrap();
    assert_eq!(vault.open_text(&cell(1), &sealed).unwrap().as_str(), "11010519491231002X");
    assert!(!sealed.as_bytes().windows(6).any(|w| w == b"110105"));
    assert_ne!(sealed, vault.seal_text(&cell(1), "11010519491231002X").unwrap(), "never the same twice");
    assert!(!format!("{vault:?} {sealed:?}").contains("110105"));
}

#[tokio::test]
async fn a_value_moved_to_another_row_column_or_table_does_not_open() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let sealed = vault.seal_text(&cell(1), "6222020111122220000").unwrap();
    for elsewhere in [
        cell(2),
        Context::cell("person", "phone", 1),
        Context::cell("bank_card", "id_number", 1),
        Context::named("person.id_number:1"),
    ] {
        assert!(matches!(vault.open_text(&elsewhere, &sealed), Err(VaultError::Tampered)), "{elsewhere}");
    }
}

#[tokio::test]
async fn every_flipped_bit_is_found() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let sealed = vault.seal(&cell(1), b"x").unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(vault.open_bytes(&cell(1), &flipped).is_err(), "bit {bit}");
    }
    for length in 0..sealed.len() {
        assert!(vault.open_bytes(&cell(1), &sealed[..length]).is_err(), "cut to {length}");
    }
}

#[tokio::test]
async fn any_bytes_come_back_and_no_bytes_make_it_panic() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let law = (any::<Vec<u8>>(), "\\PC*", any::<Vec<u8>>());
    TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })
        .run(&law, |(plain, place, junk)| {
            let context = Context::named(&place);
            let sealed = vault.seal(&context, &plain).unwrap();
            let opened = vault.open_bytes(&context, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), &plain[..]);
            prop_assert!(vault.open_bytes(&context, &junk).is_err());
            prop_assert!(vault.open_text(&context, &SealedText::from(junk)).is_err());
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn bytes_that_are_no_text_are_an_error_as_text() {
    let test = TestDb::new().await;
    let vault = vault(&test).await;
    let sealed = vault.seal(&cell(1), &[0xff, 0xfe]).unwrap();
    assert!(matches!(vault.open_text(&cell(1), &sealed.into()), Err(VaultError::NotText)));
}
