//! Attack 14: invitations and resets; and whoever may reset accounts must not become their owners.

use axum::http::StatusCode;
use chrono::TimeDelta;
use heng_access::Scope;
use serde_json::json;

use crate::office::{At, Browser, Office, PASSWORD};

const NEW: &str = "nine blue umbrellas";

async fn accept(browser: &Browser, code: &str) -> crate::office::Answer {
    browser.post("/api/v1/session/invitation", json!({ "code": code, "password": NEW })).await
}

#[tokio::test]
async fn an_opened_account_is_entered_with_a_code_that_works_once() {
    let office = Office::open().await;
    office.owner().await;
    let boss = office.signed_in("boss").await;
    let body = json!({ "login": "Auditor@x.cn", "display_name": "外部审计" });
    let made = boss.post("/api/v1/accounts", body).await.expect(StatusCode::CREATED);
    let code = made["code"].as_str().unwrap();
    office.browser().sign_in("auditor@x.cn", "").await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    let browser = office.browser();
    let weak = json!({ "code": code, "password": "auditor auditor" });
    browser
        .post("/api/v1/session/invitation", weak)
        .await
        .refused(StatusCode::UNPROCESSABLE_ENTITY, "input.invalid");
    accept(&browser, &code.to_uppercase()).await.expect(StatusCode::OK);
    assert_eq!(browser.get("/api/v1/me").await.expect(StatusCode::OK)["display_name"], "外部审计");
    accept(&office.browser(), code).await.refused(StatusCode::UNPROCESSABLE_ENTITY, "account.code_refused");
    let taken = json!({ "login": "ＡＵＤＩＴＯＲ@x.cn" });
    boss.post("/api/v1/accounts", taken).await.refused(StatusCode::CONFLICT, "account.login_taken");
}

#[tokio::test]
async fn a_code_dies_by_age_by_a_newer_one_and_with_the_account_and_all_deaths_look_alike() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    let boss = office.signed_in("boss").await;
    let path = format!("/api/v1/accounts/{}", zhang.account);
    let reset = async || {
        let made = boss.post(&format!("{path}/reset"), json!({})).await.expect(StatusCode::OK);
        made["code"].as_str().unwrap().to_owned()
    };
    let (older, newer) = (reset().await, reset().await);
    let mut answers = vec![accept(&office.browser(), &older).await];
    answers.push(accept(&office.browser(), "00000-00000-00000-00000").await);
    boss.post(&format!("{path}/disable"), json!({})).await.expect(StatusCode::NO_CONTENT);
    answers.push(accept(&office.browser(), &newer).await);
    boss.post(&format!("{path}/enable"), json!({})).await.expect(StatusCode::NO_CONTENT);
    answers.push(accept(&office.browser(), &newer).await);
    let last = reset().await;
    office.pass(TimeDelta::days(7));
    answers.push(accept(&office.browser(), &last).await);
    let mut texts: Vec<_> = answers.into_iter().map(|answer| (answer.status, answer.text)).collect();
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[tokio::test]
async fn a_reset_ends_the_old_password_and_every_session_and_cannot_name_another_account() {
    let office = Office::open().await;
    office.owner().await;
    let zhang = office.employ("zhang", None).await;
    office.employ("li", None).await;
    let browser = office.signed_in("zhang").await;
    let boss = office.signed_in("boss").await;
    let made = boss
        .post(&format!("/api/v1/accounts/{}/reset", zhang.account), json!({}))
        .await
        .expect(StatusCode::OK);
    browser.get("/api/v1/me").await.refused(StatusCode::UNAUTHORIZED, "auth.required");
    office.browser().sign_in("zhang", PASSWORD).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
    let fresh = office.browser();
    let body = json!({ "code": made["code"], "password": NEW, "login": "li", "account": "li" });
    fresh.post("/api/v1/session/invitation", body).await.expect(StatusCode::OK);
    assert_eq!(fresh.get("/api/v1/me").await.expect(StatusCode::OK)["login"], "zhang");
    office.browser().sign_in("li", NEW).await.refused(StatusCode::UNAUTHORIZED, "sign_in.refused");
}

#[tokio::test]
async fn codes_cannot_be_guessed_without_end() {
    let office = Office::open().await;
    let browser = office.browser();
    let mut last = accept(&browser, "11111-11111-11111-11111").await;
    for _ in 0..11 {
        last = accept(&browser, "11111-11111-11111-11111").await;
    }
    last.refused(StatusCode::TOO_MANY_REQUESTS, "sign_in.wait");
}

#[tokio::test]
async fn whoever_resets_accounts_does_not_get_at_rights_they_lack() {
    let office = Office::open().await;
    let owner = office.owner().await;
    let it = office.employ("it", None).await;
    office.give(it.account, "it_admin", Scope::All, At::Nowhere).await;
    let head = office.employ("head", None).await;
    office.give(head.account, "hr_head", Scope::All, At::Nowhere).await;
    let plain = office.employ("plain", None).await;
    let it = office.signed_in("it").await;
    for account in [owner, head.account] {
        for verb in ["reset", "disable", "unlock"] {
            let refused = it.post(&format!("/api/v1/accounts/{account}/{verb}"), json!({})).await;
            refused.refused(StatusCode::FORBIDDEN, "account.beyond_own_rights");
        }
        let link = json!({ "provider": "wecom", "corp": "ww1", "subject": "it" });
        let refused = it.put(&format!("/api/v1/accounts/{account}/external"), link).await;
        refused.refused(StatusCode::FORBIDDEN, "account.beyond_own_rights");
    }
    it.post(&format!("/api/v1/accounts/{}/reset", plain.account), json!({})).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn accounts_of_another_company_do_not_exist_for_hr_of_this_one() {
    let office = Office::open().await;
    let hr = office.employ("hr", None).await;
    office.give(hr.account, "hr_head", Scope::Company, At::Company(hr.company)).await;
    let near = office.employ("near", Some((hr.company, hr.unit))).await;
    let far = office.employ("far", None).await;
    let owner = office.owner().await;
    let hr = office.signed_in("hr").await;
    let list = hr.get("/api/v1/accounts").await.expect(StatusCode::OK);
    let logins: Vec<_> = list["items"].as_array().unwrap().iter().map(|row| row["login"].clone()).collect();
    assert_eq!(logins, [json!("hr"), json!("near")]);
    hr.get(&format!("/api/v1/accounts/{}", near.account)).await.expect(StatusCode::OK);
    let nobody: heng_kernel::AccountId = office.id();
    let mut answers = vec![];
    for account in [far.account, owner, nobody] {
        answers.push(hr.get(&format!("/api/v1/accounts/{account}")).await);
        answers.push(hr.get(&format!("/api/v1/accounts/{account}/sessions")).await);
        for verb in ["disable", "enable", "reset", "unlock"] {
            answers.push(hr.post(&format!("/api/v1/accounts/{account}/{verb}"), json!({})).await);
        }
        answers.push(hr.delete(&format!("/api/v1/accounts/{account}/sessions")).await);
        answers.push(hr.delete(&format!("/api/v1/accounts/{account}/external?provider=wecom")).await);
        let link = json!({ "provider": "wecom", "corp": "ww1", "subject": "x" });
        answers.push(hr.put(&format!("/api/v1/accounts/{account}/external"), link).await);
    }
    let mut texts: Vec<_> = answers.into_iter().map(|answer| (answer.status, answer.text)).collect();
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert_eq!(texts[0].0, StatusCode::NOT_FOUND);
    let stranger = json!({ "login": "stranger", "person_id": far.person });
    hr.post("/api/v1/accounts", stranger).await.refused(StatusCode::NOT_FOUND, "not_found");
    hr.post("/api/v1/accounts", json!({ "login": "nobodys" }))
        .await
        .refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn employees_see_no_accounts_but_their_own() {
    let office = Office::open().await;
    office.employ("zhang", None).await;
    let li = office.employ("li", None).await;
    let zhang = office.signed_in("zhang").await;
    zhang.get("/api/v1/accounts").await.refused(StatusCode::FORBIDDEN, "auth.denied");
    zhang.get(&format!("/api/v1/accounts/{}", li.account)).await.refused(StatusCode::NOT_FOUND, "not_found");
    zhang.get("/api/v1/accounts/not-an-id").await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn the_last_owner_can_neither_be_disabled_nor_lose_the_role() {
    let office = Office::open().await;
    let owner = office.owner().await;
    let boss = office.signed_in("boss").await;
    boss.post(&format!("/api/v1/accounts/{owner}/disable"), json!({}))
        .await
        .refused(StatusCode::CONFLICT, "account.last_owner");
    let grants = boss.get(&format!("/api/v1/grants?account_id={owner}")).await.expect(StatusCode::OK);
    let grant = grants["items"][0]["id"].as_str().unwrap();
    boss.delete(&format!("/api/v1/grants/{grant}")).await.refused(StatusCode::CONFLICT, "grant.last_owner");
    heng_identity::command_line::create_owner(office.identity(), "second", "二老板", PASSWORD).await.unwrap();
    boss.delete(&format!("/api/v1/grants/{grant}")).await.expect(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn account_lists_page_by_login_name() {
    let office = Office::open().await;
    office.owner().await;
    for login in ["zhang", "li", "wang"] {
        office.employ(login, None).await;
    }
    let boss = office.signed_in("boss").await;
    let first = boss.get("/api/v1/accounts?limit=3").await.expect(StatusCode::OK);
    let next = first["next"].as_str().unwrap();
    let second = boss.get(&format!("/api/v1/accounts?limit=3&after={next}")).await.expect(StatusCode::OK);
    assert_eq!(second["items"][0]["login"], "zhang");
    assert!(second.get("next").is_none());
    for wild in ["%25", "_hang", "zh'%20OR%201=1"] {
        let none = boss.get(&format!("/api/v1/accounts?login={wild}")).await.expect(StatusCode::OK);
        assert_eq!(none["items"], json!([]), "{wild}");
    }
    let found = boss.get("/api/v1/accounts?login=ZH&active=true").await.expect(StatusCode::OK);
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn accounts_grants_and_the_trail_are_called_by_their_persons_names() {
    let office = Office::open().await;
    let owner = office.owner().await;
    let zhang = office.employ("zhang", None).await;
    office.give(zhang.account, "hr", Scope::Company, At::Company(zhang.company)).await;
    let boss = office.signed_in("boss").await;
    let accounts = boss.get("/api/v1/accounts").await.expect(StatusCode::OK);
    let named = |login: &str| {
        let all = accounts["items"].as_array().unwrap();
        let one = all.iter().find(|one| one["login"] == login).unwrap();
        (one["person_name"].clone(), one["person_number"].clone())
    };
    assert_eq!(named("zhang"), (json!("zhang"), json!("000001")));
    assert_eq!(named("boss"), (json!(null), json!(null)));
    for (words, count) in [("zha", 1), ("老", 0), ("bo", 1), ("nobody", 0)] {
        let found = boss.get(&format!("/api/v1/accounts?q={words}")).await.expect(StatusCode::OK);
        assert_eq!(found["items"].as_array().unwrap().len(), count, "{words}");
    }
    let grants = boss.get("/api/v1/grants").await.expect(StatusCode::OK);
    let grants = grants["items"].as_array().unwrap();
    let of = |account| grants.iter().find(|grant| grant["account_id"] == json!(account)).unwrap();
    assert_eq!(
        (&of(zhang.account)["account_name"], &of(owner)["account_name"]),
        (&json!("zhang"), &json!("老板"))
    );
    let trail = boss.get(&format!("/api/v1/audit-entries?account_id={owner}")).await.expect(StatusCode::OK);
    assert!(trail["items"].as_array().unwrap().iter().all(|entry| entry["account_name"] == "老板"));
}
