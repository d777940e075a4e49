//! How the platform answers: always HTTP 200, the truth in `errcode`.

use axum::{
    Json,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use serde_json::{Map, Value, json};

/// An error code with its documented words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ApiFault {
    pub(super) errcode: i64,
    pub(super) errmsg: String,
}

/// Fields of a good answer, or the code of a bad one.
pub(super) type Answer = Result<Map<String, Value>, ApiFault>;

pub(super) fn fault(errcode: i64, errmsg: impl Into<String>) -> ApiFault {
    ApiFault { errcode, errmsg: errmsg.into() }
}

/// The response; `hint` is the changing part that makes `errmsg` useless for comparing.
pub(super) fn respond(answer: Answer, hint: &str) -> Response {
    let (errcode, errmsg, fields) = match answer {
        Ok(fields) => (0, "ok".to_owned(), fields),
        Err(ApiFault { errcode, errmsg }) => {
            let more = format!("more info at https://open.work.weixin.qq.com/devtool/query?e={errcode}");
            (errcode, format!("{errmsg}, hint: [{hint}], from ip: 127.0.0.1, {more}"), Map::new())
        }
    };
    let mut all = Map::new();
    all.insert("errcode".to_owned(), json!(errcode));
    all.insert("errmsg".to_owned(), json!(errmsg));
    all.extend(fields);
    Json(all).into_response()
}

/// What a gateway in between answers.
pub(super) fn gateway(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    (status, Html("<html><body><h1>gateway</h1></body></html>")).into_response()
}
