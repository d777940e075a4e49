//! The HTTP surface: documented paths, and nothing else.

use std::collections::HashMap;

use axum::{
    Router,
    body::Bytes,
    extract::{OriginalUri, Query, RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use chrono::{DateTime, Utc};

use super::{
    Endpoint, Fault, WeComFake,
    answer::{Answer, fault, gateway, respond},
    authorize::{Page, PageFault, REFUSED, USER_COOKIE, USER_PARAMETER, pairs},
    world::{Person, World},
};

impl WeComFake {
    /// API and sign-in pages as one router, to be served anywhere on loopback.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/cgi-bin/gettoken", get(get_token))
            .route("/cgi-bin/auth/getuserinfo", get(user_info))
            .route("/cgi-bin/message/send", post(send))
            .route("/connect/oauth2/authorize", get(sign_in_page))
            .route("/wwlogin/sso/login", get(sign_in_page))
            .with_state(self.clone())
    }

    /// Does the work unless a fault is due.
    async fn serve(
        &self,
        endpoint: Endpoint,
        work: impl FnOnce(&mut World, DateTime<Utc>) -> Answer + Send,
    ) -> Response {
        let due = {
            let mut world = self.world();
            *world.calls.entry(endpoint).or_default() += 1;
            world.faults.get_mut(&endpoint).and_then(std::collections::VecDeque::pop_front)
        };
        let hint = format!("{}_{}", self.now().timestamp(), self.random(1));
        let done = || work(&mut self.world(), self.now());
        match due {
            None => respond(done(), &hint),
            Some(Fault::Slow(delay)) => {
                tokio::time::sleep(delay).await;
                respond(done(), &hint)
            }
            Some(Fault::LostAnswer) => {
                let _lost = done();
                std::future::pending().await
            }
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::Busy) => respond(Err(fault(-1, "system busy")), &hint),
            Some(Fault::Errcode(errcode, errmsg)) => respond(Err(fault(errcode, errmsg)), &hint),
            Some(Fault::Status(status)) => gateway(status),
            Some(Fault::Redirect(to)) => Redirect::temporary(&to).into_response(),
            Some(Fault::NotJson) => Html("<html>please log in to the hotel network</html>").into_response(),
            Some(Fault::Json(json)) => axum::Json(json).into_response(),
        }
    }
}

type Parameters = Query<HashMap<String, String>>;

async fn get_token(State(fake): State<WeComFake>, Query(query): Parameters) -> Response {
    // About as long as the platform's.
    let fresh = fake.random(10);
    fake.serve(Endpoint::GetToken, |world, now| world.get_token(&query, now, fresh)).await
}

async fn user_info(State(fake): State<WeComFake>, Query(query): Parameters) -> Response {
    fake.serve(Endpoint::UserInfo, |world, now| world.user_info(&query, now)).await
}

async fn send(State(fake): State<WeComFake>, Query(query): Parameters, body: Bytes) -> Response {
    let msgid = fake.random(2);
    fake.serve(Endpoint::Send, |world, now| world.send(&query, &body, now, msgid)).await
}

/// Asks who the person is, unless the phone says so, and sends the browser back.
async fn sign_in_page(
    State(fake): State<WeComFake>,
    OriginalUri(uri): OriginalUri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some(page) = Page::at(uri.path()) else { return StatusCode::NOT_FOUND.into_response() };
    let query = query.unwrap_or_default();
    let (picked, asked): (Vec<_>, Vec<_>) =
        pairs(&query).into_iter().partition(|(name, _)| name == USER_PARAMETER);
    let account = picked.into_iter().next().map(|(_, account)| account).or_else(|| phone_of(&headers));
    let (now, code) = (fake.now(), fake.random(2));
    let mut world = fake.world();
    let answer = world.asked(page, &asked).and_then(|asked| match account {
        Some(account) => world.answered(&asked, &account, now, &code).map(Some),
        None => Ok(None),
    });
    match answer {
        Ok(Some(back)) => (StatusCode::FOUND, [(header::LOCATION, back)]).into_response(),
        Ok(None) => Html(who_are_you(&world.people, uri.path(), &query)).into_response(),
        Err(fault) => Html(error_page(&fault)).into_response(),
    }
}

fn phone_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let mut named = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    named.find(|(name, _)| *name == USER_COOKIE).map(|(_, account)| account.to_owned())
}

fn who_are_you(people: &[Person], path: &str, query: &str) -> String {
    let link = |account: &str, name: &str| {
        let account: String = url::form_urlencoded::byte_serialize(account.as_bytes()).collect();
        let address = escaped(&format!("{path}?{query}&{USER_PARAMETER}={account}"));
        format!("<li><a href=\"{address}\">{}</a></li>", escaped(name))
    };
    let mut links: String = people.iter().map(|person| link(&person.account, &person.name)).collect();
    links.push_str(&link(REFUSED, "拒绝 / Refuse"));
    page(&format!("<h1>以谁的身份登录？ / Sign in as</h1><ul>{links}</ul>"))
}

fn error_page(fault: &PageFault) -> String {
    page(&format!("<h1>{}</h1>", escaped(&fault.to_string())))
}

fn page(content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>WeCom (simulated)</title><body>{content}</body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
