//! The pipeline over HTTP.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use heng_intake::{ApplyRosters, Intake};
use heng_people::api::Hooks;
use heng_testkit::{Answer, Caller, TestApp, TestDb};
use heng_vault::{MasterKey, Vault};
use serde_json::{Value, json};

use crate::standing::{EVERYTHING, hr};

async fn start() -> TestApp {
    let test = TestDb::new().await;
    let vault = Vault::open(&test.db, &MasterKey::from_text(&"7".repeat(64)).unwrap()).await.unwrap();
    let service = Intake { vault, hooks: Hooks::default(), door: None };
    let handler = std::sync::Arc::new(ApplyRosters { service: service.clone() });
    TestApp::builder().service(service).handler(handler).start_on(test, heng_intake::routes())
}

async fn send(caller: &Caller, name: &str, bytes: &[u8]) -> Answer {
    let mut form = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    form.extend_from_slice(bytes);
    form.extend_from_slice(b"\r\n--cut--\r\n");
    let request =
        Request::post("/api/v1/intake/batches").header("content-type", "multipart/form-data; boundary=cut");
    caller.raw(request.body(Body::from(form)).unwrap()).await
}

const ROSTER: &str = "工号,姓名,身份证号,部门,岗位,直属上级,入职日期,基本工资\n\
    A1,张三,310101199002280030,甲公司/总部,店长,,2020-01-01,9000\n\
    A2,李四,440300200002290018,甲公司/一店,店员,A1,2024-01-01,5000\n\
    A3,王五,,甲公司/一店,店员,A2,2024-01-01,5000\n";

fn path(batch: &Value, rest: &str) -> String {
    format!("/api/v1/intake/batches/{}{rest}", batch["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_roster_goes_from_upload_to_undo() {
    let app = start().await;
    let owner = app.system();
    let batch = send(&owner, "../花名册.csv", ROSTER.as_bytes()).await.expect(StatusCode::CREATED);
    assert_eq!((batch["file_name"].as_str(), batch["state"].as_str()), (Some("花名册.csv"), Some("checked")));
    assert_eq!(
        (batch["counts"]["created"].as_u64(), batch["counts"]["refused"].as_u64()),
        (Some(2), Some(1))
    );

    let found = owner.get(&path(&batch, "/findings?severity=error")).await.expect(StatusCode::OK);
    let first = &found["items"][0];
    assert_eq!((first["row"].as_u64(), first["column"]["letter"].as_str()), (Some(3), Some("C")));
    assert_eq!(first["column"]["title"], "身份证号");
    assert_eq!(first["finding"]["code"], "roster.id_checksum");
    assert!(!first.to_string().contains("440300200002290018"), "values are masked: {first}");
    let one = owner.get(&path(&batch, "/findings?limit=1")).await.expect(StatusCode::OK);
    let next = one["next"].as_str().unwrap();
    let two =
        owner.get(&path(&batch, &format!("/findings?limit=1&after={next}"))).await.expect(StatusCode::OK);
    assert_ne!(one["items"], two["items"]);

    let mend = json!({ "row": 3, "column": "c", "value": "440300200002290019" });
    let batch = owner.put(&path(&batch, "/cells"), mend).await.expect(StatusCode::OK);
    assert_eq!(batch["counts"]["created"], 3);
    let diff = owner.get(&path(&batch, "/changes?outcome=created")).await.expect(StatusCode::OK);
    assert_eq!(diff["items"].as_array().unwrap().len(), 3);
    let units = owner.get(&path(&batch, "/units")).await.expect(StatusCode::OK);
    assert_eq!(units["items"].as_array().unwrap().len(), 3);

    let stale = json!({ "plan_sha256": "00" });
    owner.post(&path(&batch, "/apply"), stale).await.refused(StatusCode::CONFLICT, "intake.stale");
    let plan = json!({ "plan_sha256": batch["plan_sha256"] });
    let applied = owner.post(&path(&batch, "/apply"), plan.clone()).await.expect(StatusCode::OK);
    assert_eq!(
        (applied["batch"]["state"].as_str(), applied["before"].as_bool()),
        (Some("applied"), Some(false))
    );
    let again = owner.post(&path(&batch, "/apply"), plan).await.expect(StatusCode::OK);
    assert_eq!(again["before"], true);
    let progress = owner.get(&path(&batch, "/progress")).await.expect(StatusCode::OK);
    assert_eq!((progress["done"].as_u64(), progress["rows"].as_u64()), (Some(3), Some(3)));
    let verified = owner.get(&path(&batch, "/verification")).await.expect(StatusCode::OK);
    assert_eq!(verified["file"], verified["store"]);
    assert_eq!(verified["store"]["pay_minor"], 1_900_000);

    let late = json!({ "row": 3, "column": "C", "value": null });
    owner.put(&path(&batch, "/cells"), late).await.refused(StatusCode::CONFLICT, "intake.wrong_state");
    let undone = owner.post(&path(&batch, "/undo"), json!({})).await.expect(StatusCode::OK);
    assert_eq!((undone["removed"].as_u64(), undone["batch"]["state"].as_str()), (Some(3), Some("undone")));
}

#[tokio::test]
async fn a_large_roster_is_applied_by_a_job_with_its_orderers_rights() {
    let app = start().await;
    let owner = app.system();
    let rows: Vec<String> =
        (0..2_100).map(|n| format!("N{n},某人{n},甲公司/{}店,2020-01-01", n % 20)).collect();
    let text = format!("工号,姓名,部门,入职日期\n{}\n", rows.join("\n"));
    let batch = send(&owner, "a.csv", text.as_bytes()).await.expect(StatusCode::CREATED);
    let plan = json!({ "plan_sha256": batch["plan_sha256"] });
    let ordered = owner.post(&path(&batch, "/apply"), plan.clone()).await.expect(StatusCode::ACCEPTED);
    assert_eq!(ordered["batch"]["state"], "applying");
    owner.post(&path(&batch, "/apply"), plan).await.expect(StatusCode::ACCEPTED);
    app.drain().await;
    let progress = owner.get(&path(&batch, "/progress")).await.expect(StatusCode::OK);
    assert_eq!((progress["state"].as_str(), progress["done"].as_u64()), (Some("applied"), Some(2_100)));
}

#[tokio::test]
async fn those_without_the_permission_find_nothing() {
    let app = start().await;
    let batch = send(&app.system(), "a.csv", ROSTER.as_bytes()).await.expect(StatusCode::CREATED);
    let elsewhere = app.caller(hr(heng_kernel::UnitId(uuid::Uuid::from_u128(7)), &EVERYTHING, None));
    let never = json!({ "id": uuid::Uuid::from_u128(9).to_string() });
    for rest in ["", "/findings", "/units", "/changes", "/progress", "/verification"] {
        let theirs = elsewhere.get(&path(&batch, rest)).await;
        let nobodys = elsewhere.get(&path(&never, rest)).await;
        assert_eq!((theirs.status, &theirs.body), (StatusCode::NOT_FOUND, &nobodys.body), "{rest}");
    }
    for rest in ["/apply", "/undo"] {
        let body = json!({ "plan_sha256": batch["plan_sha256"] });
        assert_eq!(elsewhere.post(&path(&batch, rest), body).await.status, StatusCode::NOT_FOUND);
    }
    let list = elsewhere.get("/api/v1/intake/batches").await.expect(StatusCode::OK);
    assert_eq!(list["items"], json!([]));
    assert_eq!(app.stranger().get(&path(&batch, "")).await.status, StatusCode::UNAUTHORIZED);
    send(&elsewhere, "a.csv", ROSTER.as_bytes()).await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn unreadable_uploads_are_answered_with_their_reason() {
    let app = start().await;
    let owner = app.system();
    send(&owner, "a.pdf", b"%PDF-1.7\x00\x01")
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "intake.unknown_kind");
    send(&owner, "a.csv", "颜色,大小\n红,大\n".as_bytes())
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "intake.no_header");
}
