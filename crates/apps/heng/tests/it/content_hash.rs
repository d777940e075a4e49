//! What counts as the same content.

use crate::{fill, place::Place};

fn hash(place: &Place, scope: &str) -> String {
    let ran = place.run(["content-hash", "--scope", scope]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out
}

#[tokio::test]
async fn equal_business_content_has_one_word_whatever_ids_times_and_audit_rows_it_came_with() {
    let (one, two) = (Place::new().await, Place::on_sqlite());
    let (here, there) = (one.system().await, two.system().await);
    fill::position(&here.db, "P1", "U1", 2).await;
    fill::position(&here.db, "P2", "U2", 1).await;
    fill::happen(&there.db, 1).await;
    fill::position(&there.db, "P2", "U2", 1).await;
    fill::position(&there.db, "P1", "U1", 2).await;
    fill::document(&here, "a.txt", "同一份").await;
    fill::document(&there, "a.txt", "同一份").await;
    assert_eq!(hash(&one, "business"), hash(&two, "business"));
    assert_ne!(hash(&one, "all"), hash(&two, "all"));
    here.close().await.unwrap();
    there.close().await.unwrap();
}

#[tokio::test]
async fn another_number_another_unit_or_another_document_is_another_word() {
    let base = Place::on_sqlite();
    let system = base.system().await;
    fill::position(&system.db, "P1", "U1", 2).await;
    fill::document(&system, "a.txt", "同一份").await;
    let word = hash(&base, "business");
    assert_eq!(hash(&base, "business"), word);
    for (unit, headcount, text) in [("U1", 3, "同一份"), ("U9", 2, "同一份"), ("U1", 2, "另一份")] {
        let other = Place::on_sqlite();
        let system = other.system().await;
        fill::position(&system.db, "P1", unit, headcount).await;
        fill::document(&system, "a.txt", text).await;
        assert_ne!(hash(&other, "business"), word, "{unit} {headcount} {text}");
        system.close().await.unwrap();
    }
    system.close().await.unwrap();
}
