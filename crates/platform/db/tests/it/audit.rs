//! The trail, and what somebody with the database in hand cannot hide.

use chrono::TimeDelta;
use heng_access::{ClassSet, FieldClass};
use heng_db::{
    Db, PageSize,
    audit::{AuditFilter, AuditKey, Change, CopiedHead, Fault, Head, Read, Report, Sealer, search, verify},
};
use heng_testkit_db::TestDb;
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;

use crate::system;

const KEY: AuditKey = AuditKey::new([7; 32], [9; 32]);

struct Trail {
    test: TestDb,
    home: tempfile::TempDir,
}

impl Trail {
    /// Ten sealed rows.
    async fn of_ten() -> Self {
        let trail = Self { test: TestDb::new().await, home: tempfile::tempdir().unwrap() };
        let db = &trail.test.db;
        for n in 0..10 {
            trail.test.clock.advance(TimeDelta::seconds(1));
            db.write(&system(db), async |tx| {
                let change =
                    Change::new("test.change", "thing", n).before(json!({ "b": 1, "a": n })).after(json!({}));
                tx.audit(change).await
            })
            .await
            .unwrap();
        }
        assert_eq!(trail.seal().await, 10);
        trail
    }

    async fn seal(&self) -> usize {
        let sealer = Sealer::new(KEY, "one", Some(self.home.path().join("audit.head")));
        sealer.seal(&self.test.db).await.unwrap()
    }

    fn head_file(&self) -> std::path::PathBuf {
        self.home.path().join("audit.head")
    }

    fn head(&self) -> CopiedHead {
        CopiedHead::read(&self.head_file(), &KEY).unwrap()
    }

    async fn write(&self, n: i64) {
        let db = &self.test.db;
        let change = || Change::new("test.more", "thing", n);
        db.write(&system(db), async |tx| tx.audit(change()).await).await.unwrap();
    }

    async fn report(&self) -> Report {
        verify(self.test.db.read(), &KEY, &self.head(), self.test.db.now()).await.unwrap()
    }

    async fn tamper(&self, sql: &str) {
        self.test.db.maintenance().execute_unprepared(sql).await.unwrap();
    }
}

#[tokio::test]
async fn an_untouched_trail_verifies() {
    let trail = Trail::of_ten().await;
    assert_eq!(trail.report().await, Report { checked: 10, last: 10, faults: vec![] });
}

#[tokio::test]
async fn an_altered_row_is_found() {
    let trail = Trail::of_ten().await;
    trail.tamper("UPDATE audit_entry SET after_json = '{\"pay\":1}' WHERE seq = 4").await;
    let faults = trail.report().await.faults;
    assert!(matches!(faults[..], [Fault::Altered { seq: 4, .. }]), "{faults:?}");
}

#[tokio::test]
async fn a_removed_row_is_found() {
    let trail = Trail::of_ten().await;
    trail.tamper("DELETE FROM audit_entry WHERE seq IN (4, 5)").await;
    assert_eq!(trail.report().await.faults, [Fault::Missing { first: 4, last: 5 }]);
}

#[tokio::test]
async fn re_ordered_rows_are_found() {
    let trail = Trail::of_ten().await;
    trail.tamper("UPDATE audit_entry SET seq = 99 WHERE seq = 3").await;
    trail.tamper("UPDATE audit_entry SET seq = 3 WHERE seq = 7").await;
    trail.tamper("UPDATE audit_entry SET seq = 7 WHERE seq = 99").await;
    let faults = trail.report().await.faults;
    assert!(
        matches!(faults[..], [Fault::Altered { seq: 3, .. }, Fault::Altered { seq: 4, .. }, ..]),
        "{faults:?}"
    );
}

#[tokio::test]
async fn a_trail_cut_off_at_the_end_is_found() {
    let trail = Trail::of_ten().await;
    trail.tamper("DELETE FROM audit_entry WHERE seq > 8").await;
    assert_eq!(trail.report().await.faults, [Fault::Truncated { last: 8, expected: 10 }]);
}

#[tokio::test]
async fn a_cut_off_end_is_not_hidden_by_removing_or_rewriting_the_copied_head() {
    let trail = Trail::of_ten().await;
    trail.tamper("DELETE FROM audit_entry WHERE seq > 8").await;
    let shorter = Head::load(trail.test.db.read()).await.unwrap();
    let plain = format!("{}:{}\n", shorter.seq, hex::encode(&shorter.mac));
    let forger = AuditKey::new([7; 32], [8; 32]);
    for line in [plain, shorter.to_line(&forger), String::new()] {
        std::fs::write(trail.head_file(), &line).unwrap();
        assert_eq!(trail.report().await.faults, [Fault::HeadForged], "{line}");
    }
    std::fs::remove_file(trail.head_file()).unwrap();
    assert_eq!(trail.report().await.faults, [Fault::HeadMissing]);
}

#[tokio::test]
async fn a_trail_without_sealed_rows_needs_no_head() {
    let trail = Trail { test: TestDb::new().await, home: tempfile::tempdir().unwrap() };
    assert_eq!(trail.report().await.faults, []);
}

#[tokio::test]
async fn a_sealer_never_writes_over_a_head_that_contradicts_the_trail() {
    let trail = Trail::of_ten().await;
    let genuine = trail.head();
    trail.tamper("DELETE FROM audit_entry WHERE seq > 8").await;
    for n in 0..4 {
        trail.write(n).await;
    }
    assert_eq!(trail.seal().await, 4);
    assert_eq!(trail.head(), genuine);
    assert_eq!(trail.report().await.faults, [Fault::Rewritten { seq: 10 }]);
}

#[tokio::test]
async fn whoever_finishes_leaves_nothing_unsealed_and_the_next_need_not_wait() {
    let trail = Trail::of_ten().await;
    let db = &trail.test.db;
    trail.write(11).await;
    let first = Sealer::new(KEY, "one", Some(trail.head_file()));
    assert_eq!(first.finish(db).await.unwrap(), 1);
    trail.write(12).await;
    let next = Sealer::new(KEY, "two", Some(trail.head_file()));
    assert_eq!(next.seal(db).await.unwrap(), 1, "the lease was given back");
    trail.test.clock.advance(TimeDelta::minutes(2));
    assert_eq!(trail.report().await, Report { checked: 12, last: 12, faults: vec![] });
}

#[tokio::test]
async fn what_a_crash_left_is_sealed_when_its_lease_has_lapsed() {
    let trail = Trail::of_ten().await;
    trail.write(11).await;
    let next = Sealer::new(KEY, "two", Some(trail.head_file()));
    assert_eq!(next.seal(&trail.test.db).await.unwrap(), 0, "the crashed one might still live");
    trail.test.clock.advance(TimeDelta::seconds(16));
    assert_eq!(next.seal(&trail.test.db).await.unwrap(), 1);
    trail.test.clock.advance(TimeDelta::minutes(2));
    assert_eq!(trail.report().await.faults, []);
}

#[tokio::test]
async fn a_lease_taken_under_a_later_clock_holds_nobody_up() {
    let trail = Trail::of_ten().await;
    trail.write(11).await;
    trail.test.clock.advance(TimeDelta::days(200));
    assert_eq!(trail.seal().await, 1);
    trail.test.clock.advance(TimeDelta::days(-200));
    trail.write(12).await;
    let next = Sealer::new(KEY, "two", Some(trail.head_file()));
    assert_eq!(next.seal(&trail.test.db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_row_whose_seal_was_rubbed_out_is_found() {
    let trail = Trail::of_ten().await;
    trail.tamper("UPDATE audit_entry SET seq = NULL, mac = NULL WHERE seq = 10").await;
    trail.test.clock.advance(TimeDelta::minutes(2));
    let faults = trail.report().await.faults;
    assert_eq!(faults, [Fault::Truncated { last: 9, expected: 10 }, Fault::Unsealed { count: 1 }]);
}

#[tokio::test]
async fn a_trail_rewritten_with_a_stolen_database_but_no_key_is_found() {
    let trail = Trail::of_ten().await;
    let genuine = trail.head();
    trail.tamper("UPDATE audit_entry SET seq = NULL, mac = NULL, after_json = NULL").await;
    let forger = Sealer::new(AuditKey::new([8; 32], [8; 32]), "one", None);
    assert_eq!(forger.seal(&trail.test.db).await.unwrap(), 10);
    let report = verify(trail.test.db.read(), &KEY, &genuine, trail.test.db.now()).await.unwrap();
    assert!(report.faults.contains(&Fault::Rewritten { seq: 10 }));
}

#[tokio::test]
async fn two_sealers_never_number_the_same_row_twice() {
    let trail = Trail::of_ten().await;
    let other = trail.test.another(9).await;
    let write = |db: Db| async move {
        for n in 0..20 {
            let change = Change::new("test.change", "more", n);
            while let Err(error) = db.write(&system(&db), async |tx| tx.audit(change.clone()).await).await {
                assert!(heng_db::is_serialization_failure(&error));
            }
        }
    };
    tokio::join!(write(trail.test.db.clone()), write(other.clone()), async {
        for owner in ["one", "two", "one", "two"] {
            let _: Result<usize, DbErr> = Sealer::new(KEY, owner, None).seal(&other).await;
        }
    });
    trail.test.clock.advance(TimeDelta::minutes(1));
    trail.seal().await;
    assert_eq!(trail.report().await, Report { checked: 50, last: 50, faults: vec![] });
}

#[tokio::test]
async fn a_read_of_sensitive_fields_is_a_row_before_it_is_an_answer() {
    let test = TestDb::new().await;
    let read = Read {
        action: "people.show",
        subject_kind: "employment",
        subject_id: "e1".to_owned(),
        about: None,
        classes: ClassSet::of(&[FieldClass::Pay]),
    };
    test.db.audit_read(&system(&test.db), read).await.unwrap();
    let filter = AuditFilter { action: Some("people.".to_owned()), ..AuditFilter::default() };
    let rows = search(test.db.read(), &filter, None, PageSize::clamped(None)).await.unwrap().items;
    assert_eq!((rows.len(), rows[0].classes.as_str()), (1, "pay"));
}
