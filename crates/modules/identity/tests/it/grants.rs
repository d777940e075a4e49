//! Roles and grants: nobody gives more than they hold.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::Scope;
use heng_identity::builtin_role_id;
use serde_json::{Value, json};

use crate::office::{At, Office, Somebody};

fn grant(to: &Somebody, role: &str, scope: &str, office: &Office) -> Value {
    json!({ "account_id": to.account, "role_id": builtin_role_id(role), "scope": scope, "first_day": office.today() })
}

#[tokio::test]
async fn nobody_gives_a_role_wider_or_richer_than_their_own() {
    let office = Office::open().await;
    let head = office.employ("head", None).await;
    office.give(head.account, "hr_head", Scope::Company, At::Company(head.company)).await;
    let near = office.employ("near", Some((head.company, head.unit))).await;
    let far = office.employ("far", None).await;
    let browser = office.signed_in("head").await;
    let mut wanted = grant(&near, "hr", "company", &office);
    wanted["company_id"] = json!(head.company);
    browser.post("/api/v1/grants", wanted.clone()).await.expect(StatusCode::CREATED);
    for (role, scope, code) in [
        ("hr", "all", "grant.beyond_own_rights"),
        ("owner", "all", "grant.beyond_own_rights"),
        ("auditor", "all", "grant.beyond_own_rights"),
    ] {
        let refused = browser.post("/api/v1/grants", grant(&near, role, scope, &office)).await;
        refused.refused(StatusCode::FORBIDDEN, code);
    }
    // The same role in another company, and to somebody of another company.
    wanted["company_id"] = json!(far.company);
    browser
        .post("/api/v1/grants", wanted.clone())
        .await
        .refused(StatusCode::FORBIDDEN, "grant.beyond_own_rights");
    wanted["company_id"] = json!(head.company);
    wanted["account_id"] = json!(far.account);
    browser.post("/api/v1/grants", wanted).await.refused(StatusCode::NOT_FOUND, "not_found");
    // To oneself: the same rule.
    let own = Somebody { account: head.account, ..near };
    browser
        .post("/api/v1/grants", grant(&own, "owner", "all", &office))
        .await
        .refused(StatusCode::FORBIDDEN, "grant.beyond_own_rights");
}

#[tokio::test]
async fn a_scope_needs_its_anchor_and_no_other() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await;
    for (scope, unit, company) in [
        ("subtree", None, None),
        ("branch", None, Some(zhang.company)),
        ("company", Some(zhang.unit), None),
        ("company", None, None),
        ("all", Some(zhang.unit), None),
        ("self", None, Some(zhang.company)),
    ] {
        let mut body = grant(&zhang, "hr", scope, &office);
        body["unit_id"] = json!(unit);
        body["company_id"] = json!(company);
        let problem = boss.post("/api/v1/grants", body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["code"], "grant.bad_anchor", "{scope}");
    }
    let mut backward = grant(&zhang, "hr", "all", &office);
    backward["last_day"] = json!(office.today() - TimeDelta::days(1));
    boss.post("/api/v1/grants", backward).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
}

#[tokio::test]
async fn nobody_takes_back_a_role_wider_than_their_own() {
    let office = Office::open().await;
    office.owner().await;
    let head = office.employ("head", None).await;
    office.give(head.account, "hr_head", Scope::Company, At::Company(head.company)).await;
    let zhang = office.employ("zhang", Some((head.company, head.unit))).await;
    let (boss, head) = (office.signed_in("boss").await, office.signed_in("head").await);
    let wide = boss.post("/api/v1/grants", grant(&zhang, "owner", "all", &office)).await;
    let wide = wide.expect(StatusCode::CREATED)["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/grants/{wide}");
    head.delete(&path).await.refused(StatusCode::FORBIDDEN, "grant.beyond_own_rights");
    office.signed_in("zhang").await.delete(&path).await.expect(StatusCode::NO_CONTENT);
    let mut narrow = grant(&zhang, "hr", "company", &office);
    narrow["company_id"] = json!(zhang.company);
    let narrow = boss.post("/api/v1/grants", narrow).await.expect(StatusCode::CREATED);
    let path = format!("/api/v1/grants/{}", narrow["id"].as_str().unwrap());
    head.delete(&path).await.expect(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn fields_nobody_may_set_are_refused_not_taken() {
    let office = Office::open().await;
    let owner = office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await;
    for (field, value) in
        [("given_by", json!(owner)), ("id", json!(zhang.account)), ("revoked_at", json!(null))]
    {
        let mut body = grant(&zhang, "hr", "all", &office);
        body[field] = value;
        let problem = boss.post("/api/v1/grants", body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["errors"][0]["code"], "unknown_field");
    }
    let body = json!({ "login": "x1", "state": "active", "stamp": 7 });
    boss.post("/api/v1/accounts", body).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_grant_holds_on_its_days_alone() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let (boss, browser) = (office.signed_in("boss").await, office.signed_in("zhang").await);
    let mut body = grant(&zhang, "it_admin", "all", &office);
    body["first_day"] = json!(office.today() + TimeDelta::days(1));
    body["last_day"] = body["first_day"].clone();
    boss.post("/api/v1/grants", body).await.expect(StatusCode::CREATED);
    browser.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    office.pass(TimeDelta::hours(11));
    browser.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    office.pass(TimeDelta::hours(1)); // midnight in Shanghai
    browser.get("/api/v1/accounts").await.expect(StatusCode::OK);
    office.pass(TimeDelta::hours(11));
    browser.get("/api/v1/accounts").await.expect(StatusCode::OK);
    office.pass(TimeDelta::hours(11));
    browser.get("/api/v1/accounts").await.expect(StatusCode::OK);
    office.pass(TimeDelta::hours(2));
    browser.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn own_roles_are_made_changed_and_removed_and_built_in_ones_are_not() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let (boss, browser) = (office.signed_in("boss").await, office.signed_in("zhang").await);
    let role =
        |rows: Value| json!({ "code": "desk", "name_zh": "前台", "name_en": "Front desk", "rows": rows });
    let accounts = json!([{ "permission": "account.read", "scope": "all" }]);
    let made = boss.post("/api/v1/roles", role(accounts)).await.expect(StatusCode::CREATED);
    let path = format!("/api/v1/roles/{}", made["id"].as_str().unwrap());
    let body = json!({ "account_id": zhang.account, "role_id": made["id"], "scope": "all", "first_day": office.today() });
    boss.post("/api/v1/grants", body).await.expect(StatusCode::CREATED);
    browser.get("/api/v1/accounts").await.expect(StatusCode::OK);
    let jobs = json!([{ "permission": "ops.read", "scope": "all" }]);
    boss.put(&path, role(jobs)).await.expect(StatusCode::NO_CONTENT);
    browser.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    browser.get("/api/v1/failed-jobs").await.expect(StatusCode::OK);
    boss.delete(&path).await.refused(StatusCode::CONFLICT, "role.in_use");
    let wrong =
        json!([{ "permission": "me.use", "scope": "all" }, { "permission": "people.read", "scope": "all" }]);
    let problem = boss.put(&path, role(wrong)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let codes: Vec<_> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["code"].clone()).collect();
    assert_eq!(codes, [json!("role.beyond_self"), json!("role.no_classes")]);
    let builtin = format!("/api/v1/roles/{}", builtin_role_id("owner"));
    boss.put(&builtin, role(json!([]))).await.refused(StatusCode::CONFLICT, "role.builtin");
    boss.delete(&builtin).await.refused(StatusCode::CONFLICT, "role.builtin");
    browser.post("/api/v1/roles", role(json!([]))).await.refused(StatusCode::FORBIDDEN, "auth.denied");
}

#[tokio::test]
async fn a_role_cannot_hold_more_than_its_maker() {
    let office = Office::open().await;
    let head = office.employ("head", None).await;
    office.give(head.account, "hr_head", Scope::All, At::Nowhere).await;
    let browser = office.signed_in("head").await;
    let rows = json!([{ "permission": "audit.read", "scope": "all", "classes": ["public"] }]);
    let body = json!({ "code": "spy", "name_zh": "窥", "name_en": "Spy", "rows": rows });
    let refused =
        browser.post("/api/v1/roles", body).await.refused(StatusCode::FORBIDDEN, "grant.beyond_own_rights");
    assert_eq!(refused["params"]["permissions"], "audit.read");
}

#[tokio::test]
async fn the_table_of_rights_lists_every_role_and_permission() {
    let office = Office::open().await;
    heng_identity::seed_roles(&office.test.db).await.unwrap();
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let roles = boss.get("/api/v1/roles").await.expect(StatusCode::OK);
    let roles = roles["items"].as_array().unwrap().clone();
    let codes: Vec<_> = roles.iter().map(|role| role["code"].as_str().unwrap()).collect();
    assert_eq!(
        codes,
        ["employee", "manager", "hr", "hr_head", "payroll", "finance", "it_admin", "auditor", "owner"]
    );
    for (role, definition) in roles.iter().zip(heng_access::builtin_roles()) {
        assert_eq!(role["rows"].as_array().unwrap().len(), definition.rows.len());
    }
    let permissions = boss.get("/api/v1/permissions").await.expect(StatusCode::OK);
    assert_eq!(permissions["items"].as_array().unwrap().len(), heng_access::Permission::ALL.len());
}

#[tokio::test]
async fn why_somebody_may_or_may_not_is_explained_to_those_who_see_both() {
    let office = Office::open().await;
    office.owner().await;
    let hr = office.employ("hr", None).await;
    office.give(hr.account, "hr", Scope::Company, At::Company(hr.company)).await;
    let near = office.employ("near", Some((hr.company, hr.unit))).await;
    let far = office.employ("far", None).await;
    let boss = office.signed_in("boss").await;
    let ask = async |whom: &Somebody| {
        let path = format!(
            "/api/v1/access/explanation?account_id={}&permission=people.read&employment_id={}&classes=id_bank&classes=pay",
            hr.account, whom.employment
        );
        boss.get(&path).await.expect(StatusCode::OK)
    };
    let may = ask(&near).await;
    assert_eq!((may["verdict"].as_str(), &may["missing"]), (Some("forbidden"), &json!(["pay"])));
    assert!(may["considered"].as_array().unwrap().iter().any(|one| one["reason"] == "in_company"));
    assert_eq!(ask(&far).await["verdict"], "hidden");
    let browser = office.signed_in("near").await;
    let own = |id| format!("/api/v1/me/access/explanation?permission=people.write&employment_id={id}");
    let why = browser.get(&own(near.employment)).await.expect(StatusCode::OK);
    assert_eq!(why["verdict"], "forbidden");
    let nobody: heng_kernel::EmploymentId = office.id();
    let (a, b) = (browser.get(&own(far.employment)).await, browser.get(&own(nobody)).await);
    assert_eq!((a.status, a.text), (b.status, b.text));
    let foreign = format!(
        "/api/v1/access/explanation?account_id={}&permission=people.read&employment_id={}",
        hr.account, near.employment
    );
    browser.get(&foreign).await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn every_change_of_rights_leaves_a_row_in_the_trail() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await;
    let made =
        boss.post("/api/v1/grants", grant(&zhang, "hr", "all", &office)).await.expect(StatusCode::CREATED);
    boss.delete(&format!("/api/v1/grants/{}", made["id"].as_str().unwrap()))
        .await
        .expect(StatusCode::NO_CONTENT);
    let trail = office.audit().await;
    let find =
        |action: &str| trail.iter().find(|row| row.action == action).unwrap_or_else(|| panic!("{action}"));
    let given = find("grant.give");
    assert!(given.after_json.as_deref().unwrap().contains("\"role\":\"hr\""));
    assert!(given.via.starts_with("session:") && given.remote.is_some() && given.request.is_some());
    assert!(find("grant.revoke").before_json.is_some());
}

#[tokio::test]
async fn the_list_names_numbers_to_those_who_may_see_the_people() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let looker = office.employ("looker", None).await;
    office.give(zhang.account, "auditor", Scope::All, At::Nowhere).await;
    let boss = office.signed_in("boss").await;
    let rows = json!([{ "permission": "role.read", "scope": "all" }]);
    let role = json!({ "code": "roles_only", "name_zh": "只看角色", "name_en": "Roles only", "rows": rows });
    let role = boss.post("/api/v1/roles", role).await.expect(StatusCode::CREATED);
    let given = json!({ "account_id": looker.account, "role_id": role["id"], "scope": "all",
        "first_day": office.today() });
    boss.post("/api/v1/grants", given).await.expect(StatusCode::CREATED);
    let number = async |login: &str| {
        let path = format!("/api/v1/grants?account_id={}", zhang.account);
        let list = office.signed_in(login).await.get(&path).await.expect(StatusCode::OK);
        list["items"][0]["account_number"].clone()
    };
    assert_eq!(number("boss").await, json!("000001"));
    assert_eq!(number("looker").await, json!(null));
}

#[tokio::test]
async fn a_second_tap_gives_a_role_once() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await.named(&[("idempotency-key", "tap-1")]);
    let wanted = grant(&zhang, "hr", "all", &office);
    let first = boss.post("/api/v1/grants", wanted.clone()).await.expect(StatusCode::CREATED);
    let again = boss.post("/api/v1/grants", wanted).await.expect(StatusCode::CREATED);
    assert_eq!(first, again);
    let path = format!("/api/v1/grants?account_id={}", zhang.account);
    assert_eq!(boss.get(&path).await.expect(StatusCode::OK)["items"].as_array().unwrap().len(), 1);
    let other = grant(&zhang, "auditor", "all", &office);
    let refused = boss.post("/api/v1/grants", other).await;
    refused.refused(StatusCode::UNPROCESSABLE_ENTITY, "idempotency.other_request");
}
