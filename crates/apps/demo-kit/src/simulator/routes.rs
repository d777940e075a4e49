//! The simulator over HTTP.

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{Line, Simulator, hosts::host, view::StateView};
use crate::wecom_fake::USER_COOKIE;

impl Simulator {
    /// The page, its data and the way into a phone.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/demo", get(page))
            .route("/demo/page.css", get(style))
            .route("/demo/page.js", get(script))
            .route("/demo/state", get(state))
            .route("/demo/line", post(set_line))
            .route("/demo/clock", post(set_clock))
            .route("/demo/enter", get(enter))
            .with_state(self.clone())
    }
}

async fn page() -> Html<&'static str> {
    Html(include_str!("page/page.html"))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("page/page.css"))
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("page/page.js"))
}

async fn state(State(simulator): State<Simulator>) -> Json<StateView> {
    Json(StateView::of(&simulator))
}

#[derive(Deserialize)]
struct LineBody {
    line: Line,
}

async fn set_line(State(simulator): State<Simulator>, Json(body): Json<LineBody>) -> StatusCode {
    simulator.set_line(body.line);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct ClockBody {
    /// A moment to come.
    forward_to: DateTime<Utc>,
}

/// Puts the company's clock forward; months end, results are issued.
async fn set_clock(State(simulator): State<Simulator>, Json(body): Json<ClockBody>) -> StatusCode {
    simulator.clock.forward_to(body.forward_to);
    StatusCode::NO_CONTENT
}

/// On a phone's host: tells the fake whose phone this is, then goes through the real sign-in to the page asked for.
async fn enter(State(simulator): State<Simulator>, request: Request) -> Response {
    let Some(phone) = host(request.headers()).and_then(|host| simulator.phone(&host).cloned()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let query = request.uri().query().unwrap_or_default();
    let to = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "to")
        .map(|(_, to)| to.into_owned());
    // Only a page of this very host: "//elsewhere" would be another.
    let to = to.filter(|to| to.starts_with('/') && !to.starts_with("//")).unwrap_or_else(|| "/m/".to_owned());
    let next: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    let cookie =
        format!("{USER_COOKIE}={}; Path=/; Domain={}; HttpOnly; SameSite=Lax", phone.userid, phone.host());
    let start = format!("/api/v1/session/external/wecom?next={next}");
    ([(header::SET_COOKIE, cookie)], Redirect::to(&start)).into_response()
}
