//! Documents in a person's file: what they are, who sees them, and what is tried against them.

use axum::http::StatusCode;
use axum::{body::Body, http::Request};
use heng_access::{Actor, Anchor, FieldClass, Permission, Scope, Via};
use heng_kernel::{EmploymentId, PersonId, SessionId};
use heng_testkit::{Answer, Caller};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    http::{Site, holds, site},
    world::day,
};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const HTML: &[u8] = b"<!doctype html><html><script>alert(1)</script></html>";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

struct Part<'a> {
    class: &'a str,
    name: &'a str,
    content: &'a [u8],
    expires_on: &'a str,
}

const DIPLOMA: Part<'static> = Part { class: "work", name: "毕业证.pdf", content: PDF, expires_on: "" };

/// Sends a form of several parts.
async fn upload(who: &Caller, path: &str, part: &Part<'_>) -> Answer {
    let mut body = vec![];
    for (name, value) in
        [("kind", "diploma"), ("title", "毕业证"), ("class", part.class), ("expires_on", part.expires_on)]
    {
        let text = format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(text.into_bytes());
    }
    let head = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: application/pdf\r\n\r\n",
        part.name
    );
    body.extend(head.into_bytes());
    body.extend_from_slice(part.content);
    body.extend(b"\r\n--line--\r\n");
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=line");
    who.raw(request.body(Body::from(body)).unwrap()).await
}

fn documents(employment: &str) -> String {
    format!("/api/v1/people/{employment}/documents")
}

async fn added(site: &Site, employment: &str, part: &Part<'_>) -> String {
    let made = upload(&site.hr, &documents(employment), part).await.expect(StatusCode::CREATED);
    made["id"].as_str().unwrap().to_owned()
}

async fn ids(who: &Caller, employment: &str) -> Vec<String> {
    let list = who.get(&documents(employment)).await.expect(StatusCode::OK);
    list["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

fn reader(site: &Site, classes: &[FieldClass]) -> Caller {
    let permissions = &[Permission::PeopleRead, Permission::DocumentRead, Permission::DocumentWrite];
    site.of_company(2, site.one, permissions, classes)
}

#[tokio::test]
async fn a_document_is_added_listed_read_and_taken_out() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let one = added(&site, &id, &Part { expires_on: "2026-04-30", ..DIPLOMA }).await;
    let list = site.hr.get(&documents(&id)).await.expect(StatusCode::OK);
    assert_eq!(
        list["items"],
        json!([{ "id": one, "kind": "diploma", "title": "毕业证", "class": "work", "issued_on": null, "expires_on": "2026-04-30" }])
    );
    let path = format!("{}/{one}/content", documents(&id));
    let read = site.hr.get(&path).await;
    assert_eq!((read.status, read.bytes.as_slice()), (StatusCode::OK, PDF));
    assert_eq!(read.headers["content-type"], "application/pdf");
    assert_eq!(read.headers["x-content-type-options"], "nosniff");
    assert!(read.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
    for (until, found) in [("2026-04-29", 0), ("2026-04-30", 1)] {
        let soon =
            site.hr.get(&format!("/api/v1/documents/expiring?until={until}")).await.expect(StatusCode::OK);
        assert_eq!(soon["items"].as_array().unwrap().len(), found, "{until}");
    }
    let gone = format!("{}/{one}", documents(&id));
    site.hr.delete(&gone).await.expect(StatusCode::NO_CONTENT);
    site.hr.delete(&gone).await.refused(StatusCode::NOT_FOUND, "not_found");
    site.hr.get(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
    assert_eq!(ids(&site.hr, &id).await, Vec::<String>::new());
    let trail = "SELECT COUNT(*) FROM audit_entry WHERE subject_kind = 'document' AND kind = 'change'";
    assert_eq!(site.count(trail).await, 2);
}

#[tokio::test]
async fn what_a_document_is_follows_from_its_content_alone() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    for (name, content) in
        [("page.pdf", HTML), ("picture.png", SVG), ("run.pdf", b"MZ\x90\0\x03\0\0\0".as_slice())]
    {
        let refused = upload(&site.hr, &documents(&id), &Part { name, content, ..DIPLOMA }).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.body["code"].as_str().unwrap().starts_with("file."), "{name}: {}", refused.body);
    }
    upload(&site.hr, &documents(&id), &Part { content: b"", ..DIPLOMA })
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "file.empty");
    let one = added(&site, &id, &Part { name: "../../shell.html", ..DIPLOMA }).await;
    let read = site.hr.get(&format!("{}/{one}/content", documents(&id))).await;
    let told = read.headers["content-disposition"].to_str().unwrap();
    assert!(!told.contains("..") && !told.contains('/') && !told.contains(".html\""), "{told}");
    assert_eq!(read.headers["content-type"], "application/pdf");
}

#[tokio::test]
async fn a_document_of_a_closed_class_is_not_there() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let open = added(&site, &id, &DIPLOMA).await;
    let closed = added(&site, &id, &Part { class: "health", ..DIPLOMA }).await;
    let clerk = reader(&site, &[FieldClass::Public, FieldClass::Work]);
    assert_eq!(ids(&clerk, &id).await, std::slice::from_ref(&open));
    let nowhere = Uuid::from_u128(7).to_string();
    let mut answers = vec![];
    for document in [&closed, &nowhere] {
        let path = format!("{}/{document}", documents(&id));
        answers.push((clerk.get(&format!("{path}/content")).await.body, clerk.delete(&path).await.body));
    }
    assert_eq!(answers[0], answers[1], "a closed class and an id nobody gave out look alike");
    assert_eq!(answers[0].0["code"], "not_found");
    let health = upload(&clerk, &documents(&id), &Part { class: "health", ..DIPLOMA }).await;
    health.refused(StatusCode::FORBIDDEN, "auth.denied");
    assert_eq!(ids(&site.hr, &id).await.len(), 2, "nothing was taken out");
}

#[tokio::test]
async fn a_document_is_reached_through_its_own_person_alone() {
    let site = site().await;
    let (mine, theirs) = (site.hire("张三", site.north).await, hire_abroad(&site).await);
    let one = added(&site, &theirs, &DIPLOMA).await;
    let clerk = reader(&site, &FieldClass::ALL);
    for person in [&mine, &theirs] {
        let path = format!("{}/{one}", documents(person));
        clerk.get(&format!("{path}/content")).await.refused(StatusCode::NOT_FOUND, "not_found");
        clerk.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let through = format!("{}/{one}/content", documents(&mine));
    site.hr.get(&through).await.refused(StatusCode::NOT_FOUND, "not_found");
    clerk.get(&documents(&theirs)).await.refused(StatusCode::NOT_FOUND, "not_found");
    upload(&clerk, &documents(&theirs), &DIPLOMA).await.refused(StatusCode::NOT_FOUND, "not_found");
    assert_eq!(ids(&site.hr, &theirs).await, [one]);
}

async fn hire_abroad(site: &Site) -> String {
    let body = json!({ "person": { "name": "李娜" }, "first_day": "2026-01-01", "kind": "regular", "post": { "unit": site.second } });
    let hired = site.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
    hired["employment_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn reading_anothers_sensitive_document_is_audited_and_reading_ones_own_is_not() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let one = added(&site, &id, &Part { class: "private", ..DIPLOMA }).await;
    let path = format!("{}/{one}/content", documents(&id));
    let reads = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'read' AND action = 'document.content'";
    let page = site.hr.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    let person: PersonId = page["person_id"].as_str().unwrap().parse().unwrap();
    let employment: EmploymentId = id.parse().unwrap();
    let own = [Permission::PeopleRead, Permission::DocumentRead]
        .map(|permission| holds(permission, Scope::Own, Anchor::default(), &FieldClass::ALL));
    let own = Actor::builder(Via::Session(SessionId(Uuid::from_u128(3))))
        .person(person)
        .employments([employment])
        .today(day("2026-03-02"))
        .allowances(own)
        .build();
    let own = site.app.caller(own);
    assert_eq!(own.get(&path).await.status, StatusCode::OK);
    assert_eq!(site.count(reads).await, 0);
    own.delete(&format!("{}/{one}", documents(&id))).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    assert_eq!(site.hr.get(&path).await.status, StatusCode::OK);
    assert_eq!(site.count(reads).await, 1);
}

#[tokio::test]
async fn a_form_is_refused_for_what_is_wrong_in_it() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let wrong = [
        (Part { class: "secret", ..DIPLOMA }, "class", "unknown_choice"),
        (Part { expires_on: "2026-13-01", ..DIPLOMA }, "expires_on", "not_a_date"),
    ];
    for (part, field, code) in wrong {
        let refused = upload(&site.hr, &documents(&id), &part).await;
        let body: Value = refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
        assert_eq!((&body["errors"][0]["field"], &body["errors"][0]["code"]), (&json!(field), &json!(code)));
    }
    let big = vec![b'a'; 21 * 1024 * 1024];
    let refused =
        upload(&site.hr, &documents(&id), &Part { name: "big.txt", content: &big, ..DIPLOMA }).await;
    assert!(!refused.status.is_success(), "{}", refused.status);
    assert_eq!(ids(&site.hr, &id).await, Vec::<String>::new());
}
