//! Over HTTP: shapes, rights, masks, audit.

use axum::http::StatusCode;
use heng_access::{Actor, Allowance, Anchor, ClassSet, FieldClass, Permission, SYSTEM_ROLE, Scope, Via};
use heng_files::{Files, Limits, Place};
use heng_kernel::{AccountId, CompanyId, EmploymentId, PersonId, SessionId, UnitId};
use heng_testkit::{Caller, TestApp};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{World, day};

const ID: &str = "11010519491231002X";

pub struct Site {
    pub app: TestApp,
    pub hr: Caller,
    pub one: UnitId,
    pub north: UnitId,
    pub south: UnitId,
    pub second: UnitId,
    pub desk: UnitId,
    second_unit: UnitId,
    _folder: tempfile::TempDir,
}

pub async fn site() -> Site {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("files"));
    let limits = Limits::default();
    let files = Files::open_store(world.test.db.clone(), world.vault.clone(), &place, limits).unwrap();
    let app = TestApp::builder()
        .service(world.vault.clone())
        .service(world.hooks.clone())
        .service(files)
        .start_on(world.test, heng_people::routes());
    let hr = app.caller(actor(
        1,
        Permission::ALL.iter().map(|p| holds(*p, Scope::All, Anchor::default(), &FieldClass::ALL)).collect(),
    ));
    Site {
        app,
        hr,
        one: world.one,
        north: world.north,
        south: world.south,
        second: world.two,
        desk: world.desk,
        second_unit: world.second,
        _folder: folder,
    }
}

pub fn holds(permission: Permission, scope: Scope, anchor: Anchor, classes: &[FieldClass]) -> Allowance {
    Allowance { permission, scope, anchor, classes: ClassSet::of(classes), role: SYSTEM_ROLE }
}

pub fn actor(n: u128, allowances: Vec<Allowance>) -> Actor {
    Actor::builder(Via::Session(SessionId(Uuid::from_u128(n))))
        .account(AccountId(Uuid::from_u128(n)))
        .today(day("2026-03-02"))
        .allowances(allowances)
        .build()
}

impl Site {
    pub fn of_company(
        &self,
        n: u128,
        unit: UnitId,
        permissions: &[Permission],
        classes: &[FieldClass],
    ) -> Caller {
        let anchor = || Anchor::company(CompanyId(unit.0));
        let allowances = permissions.iter().map(|p| holds(*p, Scope::Company, anchor(), classes)).collect();
        self.app.caller(actor(n, allowances))
    }

    pub async fn hire(&self, name: &str, unit: UnitId) -> String {
        let body = json!({
            "person": { "name": name, "id_number": ID, "phone": "138 1234 6021", "bank_account": "6222021234567890128", "bank_name": "工商银行", "address": "某路 1 号" },
            "first_day": "2026-01-01", "kind": "regular", "post": { "unit": unit },
            "pay": { "amount_minor": 1_200_000, "currency": "CNY", "per": "month" },
            "contract": { "kind": "fixed_term", "last_day": "2028-12-31" },
        });
        let hired = self.hr.post("/api/v1/people", body).await.expect(StatusCode::CREATED);
        hired["employment_id"].as_str().unwrap().to_owned()
    }

    pub async fn count(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.app.db().backend(), sql.to_owned());
        self.app.db().read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }
}

fn masked<'a>(page: &'a Value, field: &str) -> &'a Value {
    page["sensitive"].as_array().unwrap().iter().find(|f| f["field"] == field).unwrap()
}

#[tokio::test]
async fn a_page_masks_and_a_reveal_is_audited_before_it_answers() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let path = format!("/api/v1/people/{id}");
    let page = site.hr.get(&path).await.expect(StatusCode::OK);
    assert_eq!(masked(&page, "phone")["masked"], "138****6021");
    assert_eq!(masked(&page, "id_number")["masked"], "110***********002X");
    assert_eq!(masked(&page, "bank_account")["masked"], "••••0128");
    assert_eq!(masked(&page, "address")["masked"], "***");
    for field in ["id_kind", "sex", "bank_name"] {
        assert_eq!(masked(&page, field)["masked"], "***", "{field}");
    }
    assert_eq!(page["work"]["events"][0]["act"]["pay"]["amount_minor"], "***");
    let text = page.to_string();
    let secrets = [ID, "13812346021", "6222021234567890128", "1200000", "female", "resident_id", "工商银行"];
    assert!(
        !secrets.iter().any(|secret| text.contains(secret)),
        "nothing of an audited class is open: {text}"
    );
    let reads = "SELECT COUNT(*) FROM audit_entry WHERE kind = 'read'";
    assert_eq!(site.count(reads).await, 0);
    let body = json!({ "fields": ["phone", "id_number", "pay"] });
    let shown = site.hr.post(&format!("{path}/reveal"), body).await.expect(StatusCode::OK);
    assert_eq!(
        shown["fields"],
        json!([{ "field": "phone", "value": "13812346021" }, { "field": "id_number", "value": ID }])
    );
    assert_eq!(shown["pay"][0]["amount_minor"], 1_200_000);
    assert_eq!(site.count(reads).await, 1);
    let body = json!({ "fields": ["id_kind", "sex", "bank_name"] });
    let shown = site.hr.post(&format!("{path}/reveal"), body).await.expect(StatusCode::OK);
    assert_eq!(
        shown["fields"],
        json!([
            { "field": "id_kind", "value": "resident_id" },
            { "field": "sex", "value": "female" },
            { "field": "bank_name", "value": "工商银行" },
        ])
    );
    assert_eq!(site.count(reads).await, 2);
    let clerk = site.of_company(
        2,
        site.one,
        &[Permission::PeopleRead],
        &[FieldClass::Public, FieldClass::Work, FieldClass::Private],
    );
    let page = clerk.get(&path).await.expect(StatusCode::OK);
    assert_eq!(
        masked(&page, "id_number"),
        &json!({ "field": "id_number", "class": "id_bank", "may_reveal": false })
    );
    clerk
        .post(&format!("{path}/reveal"), json!({ "fields": ["phone", "pay"] }))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
    assert_eq!(
        masked(&page, "bank_name"),
        &json!({ "field": "bank_name", "class": "id_bank", "may_reveal": false })
    );
    clerk
        .post(&format!("{path}/reveal"), json!({ "fields": ["sex", "bank_name"] }))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
    assert_eq!(site.count(reads).await, 2, "a refused reveal reads nothing");
    let trail = "SELECT COUNT(*) FROM audit_entry WHERE after_json LIKE '%13812346021%' OR after_json LIKE '%11010519491231002X%'";
    assert_eq!(site.count(trail).await, 0, "the trail holds no secret");
    let amounts =
        "SELECT COUNT(*) FROM audit_entry WHERE after_json LIKE '%1200000%' AND classes LIKE '%pay%'";
    assert_eq!(site.count(amounts).await, 1, "what a wage became stands in the trail, under its class");
}

#[tokio::test]
async fn oneself_reveals_without_a_trail_and_colleagues_see_the_card_alone() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let path = format!("/api/v1/people/{id}");
    let page = site.hr.get(&path).await.expect(StatusCode::OK);
    let person: PersonId = page["person_id"].as_str().unwrap().parse().unwrap();
    let employment: EmploymentId = id.parse().unwrap();
    let own = Actor::builder(Via::Session(SessionId(Uuid::from_u128(3))))
        .person(person)
        .employments([employment])
        .today(day("2026-03-02"))
        .allowances([holds(Permission::PeopleRead, Scope::Own, Anchor::default(), &FieldClass::ALL)])
        .build();
    let own = site.app.caller(own);
    let shown = own
        .post(&format!("{path}/reveal"), json!({ "fields": ["bank_account"] }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(shown["fields"][0]["value"], "6222021234567890128");
    assert_eq!(site.count("SELECT COUNT(*) FROM audit_entry WHERE kind = 'read'").await, 0);
    let colleague = site.of_company(4, site.one, &[Permission::PeopleRead], &[FieldClass::Public]);
    let page = colleague.get(&path).await.expect(StatusCode::OK);
    assert_eq!((&page["name"], &page["unit_name"]), (&json!("张三"), &json!("北店")));
    assert_eq!(page.get("work"), None);
    colleague.get(&format!("{path}?as_of=2026-02-01")).await.refused(StatusCode::FORBIDDEN, "auth.denied");
    colleague
        .get(&format!("{path}/diff?from=2026-01-01&to=2026-03-01"))
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn trap_48_another_companys_people_are_not_there_for_any_operation() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let nobody = Uuid::from_u128(99);
    let other = site.of_company(5, site.second_company(), Permission::ALL, &FieldClass::ALL);
    let event = json!({ "effective_on": "2026-04-01", "act": { "kind": "confirm" } });
    for id in [id.as_str(), &nobody.to_string()] {
        let path = format!("/api/v1/people/{id}");
        let answers = [
            other.get(&path).await,
            other.get(&format!("{path}/diff?from=2026-01-01&to=2026-03-01")).await,
            other.get(&format!("{path}/fields")).await,
            other.post(&format!("{path}/reveal"), json!({ "fields": ["phone"] })).await,
            other.patch(&path, json!({ "name": "改名" })).await,
            other.post(&format!("{path}/events"), event.clone()).await,
            other.post(&format!("{path}/events/{nobody}/cancel"), json!({})).await,
            other.post(&format!("{path}/events/{nobody}/correct"), event.clone()).await,
        ];
        for answer in answers {
            answer.refused(StatusCode::NOT_FOUND, "not_found");
        }
    }
    for unit in [site.north.to_string(), nobody.to_string()] {
        let path = format!("/api/v1/units/{unit}");
        other.get(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
        other.get(&format!("{path}/chart")).await.refused(StatusCode::NOT_FOUND, "not_found");
        other
            .patch(&path, json!({ "effective_on": "2026-04-01", "name": "改名" }))
            .await
            .refused(StatusCode::NOT_FOUND, "not_found");
        other
            .post(&format!("{path}/close"), json!({ "effective_on": "2026-04-01" }))
            .await
            .refused(StatusCode::NOT_FOUND, "not_found");
        let hire = json!({ "person": { "name": "赵" }, "first_day": "2026-04-01", "kind": "regular", "post": { "unit": unit } });
        other.post("/api/v1/people", hire).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let found = other.post("/api/v1/people/look-up", json!({ "id_number": ID })).await.expect(StatusCode::OK);
    assert_eq!(found["employment_ids"], json!([]));
    let found = site
        .hr
        .post("/api/v1/people/look-up", json!({ "id_number": "11010519491231002x" }))
        .await
        .expect(StatusCode::OK);
    assert_eq!(found["employment_ids"], json!([id]));
}

impl Site {
    /// Department 二部 of 衡二.
    pub const fn desk_of_two(&self) -> UnitId {
        self.second_unit
    }

    /// Company 衡二.
    fn second_company(&self) -> UnitId {
        self.second
    }
}

#[tokio::test]
async fn events_are_planned_shown_and_taken_back() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let path = format!("/api/v1/people/{id}");
    let event = json!({ "effective_on": "2026-05-01", "act": { "kind": "transfer", "change": { "unit": site.south } }, "note": "调店" });
    let keyed = site.hr.clone().with("idempotency-key", "k1");
    let first = keyed.post(&format!("{path}/events"), event.clone()).await.expect(StatusCode::CREATED);
    let again = keyed.post(&format!("{path}/events"), event).await.expect(StatusCode::CREATED);
    assert_eq!(first, again, "a double tap has one effect");
    let page = site.hr.get(&path).await.expect(StatusCode::OK);
    let events = page["work"]["events"].as_array().unwrap();
    let states: Vec<_> =
        events.iter().map(|e| (e["kind"].as_str().unwrap(), e["state"].as_str().unwrap())).collect();
    assert_eq!(states, [("hire", "effective"), ("transfer", "planned")]);
    assert_eq!(page["unit_id"], json!(site.north));
    let later = site.hr.get(&format!("{path}?as_of=2026-05-01")).await.expect(StatusCode::OK);
    assert_eq!(later["unit_id"], json!(site.south));
    let diff =
        site.hr.get(&format!("{path}/diff?from=2026-03-02&to=2026-05-01")).await.expect(StatusCode::OK);
    assert_eq!(
        diff["differences"],
        json!([{ "field": "unit", "class": "public", "before": site.north, "after": site.south }])
    );
    let event = first["event_id"].as_str().unwrap();
    site.hr
        .post(&format!("{path}/events/{event}/cancel"), json!({ "note": "不调了" }))
        .await
        .expect(StatusCode::NO_CONTENT);
    let later = site.hr.get(&format!("{path}?as_of=2026-05-01")).await.expect(StatusCode::OK);
    assert_eq!(later["unit_id"], json!(site.north));
    assert_eq!(later["work"]["events"][1]["state"], "cancelled");
    let leave = json!({ "effective_on": "2026-06-30", "act": { "kind": "leave", "reason": "resigned" } });
    site.hr.post(&format!("{path}/events"), leave).await.expect(StatusCode::CREATED);
    let page = site.hr.get(&path).await.expect(StatusCode::OK);
    assert_eq!(page["work"]["last_day"], "2026-06-30");
    assert_eq!(page["work"]["events"][2]["last_day"], "2026-06-30");
}

#[tokio::test]
async fn pay_needs_class_pay_to_be_set() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    let clerk = site.of_company(
        6,
        site.one,
        &[Permission::PeopleRead, Permission::PeopleWrite],
        &[FieldClass::Public, FieldClass::Work],
    );
    let raise = json!({ "effective_on": "2026-04-01", "act": { "kind": "change_pay", "pay": { "amount_minor": 9, "currency": "CNY", "per": "month" } } });
    clerk
        .post(&format!("/api/v1/people/{id}/events"), raise)
        .await
        .refused(StatusCode::FORBIDDEN, "auth.denied");
    let diff = clerk
        .get(&format!("/api/v1/people/{id}/diff?from=2025-12-31&to=2026-03-01"))
        .await
        .expect(StatusCode::OK);
    assert!(diff["differences"].as_array().unwrap().iter().all(|d| d["field"] != "pay"));
    let diff = site
        .hr
        .get(&format!("/api/v1/people/{id}/diff?from=2025-12-31&to=2026-03-01"))
        .await
        .expect(StatusCode::OK);
    let pay = diff["differences"].as_array().unwrap().iter().find(|d| d["field"] == "pay").unwrap().clone();
    assert_eq!((&pay["before"], &pay["after"]), (&Value::Null, &json!("***")));
}

#[tokio::test]
async fn bad_input_names_every_field() {
    let site = site().await;
    let body = json!({
        "person": { "name": " ", "id_number": "110105194912310021", "phone": "123", "email": "nowhere" },
        "first_day": "2026-01-01", "kind": "regular", "post": { "unit": site.north },
    });
    let problem =
        site.hr.post("/api/v1/people", body).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    let mut fields: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["person.email", "person.id_number", "person.name", "person.phone"]);
}

#[tokio::test]
async fn trap_50_a_married_name_is_found_under_both() {
    let site = site().await;
    let id = site.hire("张三", site.north).await;
    site.hr
        .patch(&format!("/api/v1/people/{id}"), json!({ "name": "李三", "phone": null }))
        .await
        .expect(StatusCode::OK);
    for name in ["张三", "lisan"] {
        let found =
            site.hr.get(&format!("/api/v1/people?q={}", urlencode(name))).await.expect(StatusCode::OK);
        assert_eq!(found["items"][0]["name"], "李三", "{name}");
    }
    let page = site.hr.get(&format!("/api/v1/people/{id}")).await.expect(StatusCode::OK);
    assert_eq!(page["former_names"], json!(["张三"]));
    assert_eq!(masked(&page, "phone").get("masked"), None);
    let trail = site.count("SELECT COUNT(*) FROM audit_entry WHERE action = 'people.edit' AND before_json LIKE '%138****6021%'").await;
    assert_eq!(trail, 1);
}

fn urlencode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn units_are_made_changed_and_closed_over_http() {
    let site = site().await;
    let id = site.hire("张三", site.desk).await;
    let body = json!({ "kind": "team", "code": "T9", "effective_on": "2026-01-01", "name": "新组", "parent": site.north });
    let made = site.hr.post("/api/v1/units", body.clone()).await.expect(StatusCode::CREATED);
    site.hr.post("/api/v1/units", body).await.refused(StatusCode::CONFLICT, "unit.code_taken");
    let unit = made["id"].as_str().unwrap();
    let head = json!({ "effective_on": "2026-02-01", "name": "一组", "head": id });
    site.hr.patch(&format!("/api/v1/units/{unit}"), head).await.expect(StatusCode::NO_CONTENT);
    let page = site.hr.get(&format!("/api/v1/units/{unit}")).await.expect(StatusCode::OK);
    assert_eq!((&page["unit"]["name"], &page["unit"]["head_name"]), (&json!("一组"), &json!("张三")));
    assert_eq!(page["versions"].as_array().unwrap().len(), 2);
    let problem = site
        .hr
        .post(&format!("/api/v1/units/{}/close", site.desk), json!({ "effective_on": "2026-04-01" }))
        .await;
    let problem = problem.refused(StatusCode::CONFLICT, "unit.not_empty");
    assert_eq!(problem["params"]["decide"], json!([{ "kind": "people", "count": 1 }]));
    let tree = site.hr.get("/api/v1/units?as_of=2026-03-02").await.expect(StatusCode::OK);
    let desk = tree["units"].as_array().unwrap().iter().find(|u| u["id"] == json!(site.desk)).unwrap();
    assert_eq!(desk["people"], 1);
    let chart = site.hr.get(&format!("/api/v1/units/{}/chart", site.north)).await.expect(StatusCode::OK);
    assert_eq!(chart["people"][0]["name"], "张三");
    let clerk = site.of_company(7, site.one, &[Permission::OrgRead], &[]);
    let tree = clerk.get("/api/v1/units").await.expect(StatusCode::OK);
    let codes: Vec<_> =
        tree["units"].as_array().unwrap().iter().map(|u| u["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["B1", "B2", "C1", "D1", "T1", "T9"]);
}
