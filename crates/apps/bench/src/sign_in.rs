//! Coming in.

use anyhow::{Context, bail};
use serde_json::json;

use crate::http::Connection;

/// The password of every generated account; the generated group lives in a folder of the build.
pub(crate) const PASSWORD: &str = "measure-the-scales-42";

/// The head lines of somebody signed in.
pub(crate) async fn sign_in(address: &str, login: &str, from: &str) -> anyhow::Result<String> {
    let mut connection = Connection::open(address).await?;
    let body = json!({ "login": login, "password": PASSWORD });
    let more = format!("x-forwarded-for: {from}\r\n");
    let answer = connection.send("POST", "/api/v1/session", Some(&body), &more).await?;
    let state = answer.json().with_context(|| format!("signing {login} in"))?;
    if state.get("state").is_none_or(|state| state != "signed_in") {
        bail!("{login} is not in: {state}");
    }
    Ok(format!("cookie: {}\r\n", answer.cookies.join("; ")))
}
