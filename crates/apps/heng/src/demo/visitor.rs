//! Somebody at a browser: cookies, pages' own headers, and the operations of the API.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, bail};
use heng_demo_kit::wecom_fake::USER_COOKIE;
use reqwest::{
    Client, Method, RequestBuilder, StatusCode,
    cookie::Jar,
    multipart::{Form, Part},
};
use serde_json::Value;
use url::Url;

/// How the browser inside WeCom names itself.
const IN_APP: &str = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Mobile wxwork/4.1";
const AT_DESK: &str = "Mozilla/5.0 (X11; Linux x86_64)";
/// A development build brings in a roster on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// One browser.
#[derive(Debug)]
pub(super) struct Visitor {
    client: Client,
    base: Url,
}

impl Visitor {
    /// A browser on a computer.
    pub(super) fn at_desk(base: &Url) -> anyhow::Result<Self> {
        Self::open(base, AT_DESK, Jar::default())
    }

    /// The browser inside WeCom on the phone of the member `userid`.
    pub(super) fn on_phone(base: &Url, userid: &str) -> anyhow::Result<Self> {
        let jar = Jar::default();
        jar.add_cookie_str(&format!("{USER_COOKIE}={userid}; Path=/"), base);
        Self::open(base, IN_APP, jar)
    }

    fn open(base: &Url, agent: &str, jar: Jar) -> anyhow::Result<Self> {
        let client = Client::builder()
            .user_agent(agent)
            .cookie_provider(Arc::new(jar))
            .timeout(PATIENCE)
            .no_proxy()
            .build()
            .context("no HTTP client")?;
        Ok(Self { client, base: base.clone() })
    }

    /// Signs in with name and password.
    pub(super) async fn sign_in(&self, login: &str, password: &str) -> anyhow::Result<()> {
        let proof = serde_json::json!({ "login": login, "password": password });
        self.post("/api/v1/session", &proof).await.map(drop)
    }

    /// Opens a link of a message on the phone: through WeCom's sign-in to the page. Answers where it ended.
    pub(super) async fn follow(&self, link: &str) -> anyhow::Result<String> {
        let address = self.base.join("/api/v1/session/external/wecom")?;
        let answer = self.client.get(address).query(&[("next", link)]).send().await?;
        let (status, at) = (answer.status(), answer.url().path().to_owned());
        if status != StatusCode::OK {
            bail!("{link} led to {at}, {status}");
        }
        Ok(at)
    }

    pub(super) async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.ask(Method::GET, path, self.to(Method::GET, path)?).await
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.ask(Method::POST, path, self.to(Method::POST, path)?.json(body)).await
    }

    pub(super) async fn put(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.ask(Method::PUT, path, self.to(Method::PUT, path)?.json(body)).await
    }

    /// Changes something, unless it conflicts with what is there; answers whether it did.
    pub(super) async fn may_change(&self, path: &str, body: &Value) -> anyhow::Result<bool> {
        let answer = self.to(Method::PATCH, path)?.json(body).send().await?;
        match answer.status() {
            StatusCode::CONFLICT => Ok(false),
            status if status.is_success() => Ok(true),
            status => bail!("PATCH {path} answered {status}: {}", answer.text().await?),
        }
    }

    /// Uploads a file in the part `file`.
    pub(super) async fn upload(&self, path: &str, name: &str, bytes: &'static [u8]) -> anyhow::Result<Value> {
        let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
        self.ask(Method::POST, path, self.to(Method::POST, path)?.multipart(form)).await
    }

    /// What the server answers to somebody it should refuse.
    pub(super) async fn refused(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<StatusCode> {
        let answer = self.to(method.clone(), path)?.json(body).send().await?;
        let status = answer.status();
        if status.is_success() {
            bail!("{method} {path} should have been refused");
        }
        Ok(status)
    }

    fn to(&self, method: Method, path: &str) -> anyhow::Result<RequestBuilder> {
        Ok(self.client.request(method, self.base.join(path)?))
    }

    async fn ask(&self, method: Method, path: &str, request: RequestBuilder) -> anyhow::Result<Value> {
        let answer = request.send().await.with_context(|| format!("{method} {path}"))?;
        let (status, text) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            bail!("{method} {path} answered {status}: {text}");
        }
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text).with_context(|| format!("{method} {path} answered no JSON: {text}"))
    }
}

/// What is at a JSON pointer; null where nothing is.
pub(super) fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(&Value::Null)
}

/// The text at a JSON pointer.
pub(super) fn text(value: &Value, pointer: &str) -> anyhow::Result<String> {
    let found = at(value, pointer).as_str();
    found.map(ToOwned::to_owned).with_context(|| format!("no text at {pointer} in {value}"))
}

/// The whole number at a JSON pointer.
pub(super) fn number(value: &Value, pointer: &str) -> anyhow::Result<i64> {
    at(value, pointer).as_i64().with_context(|| format!("no number at {pointer} in {value}"))
}

/// The list at a JSON pointer.
pub(super) fn list<'a>(value: &'a Value, pointer: &str) -> anyhow::Result<&'a Vec<Value>> {
    at(value, pointer).as_array().with_context(|| format!("no list at {pointer} in {value}"))
}
