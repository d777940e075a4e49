//! One HTTP call: bounded in time and size, without redirects and proxies, its answer read as the contract says.
//!
//! Secrets travel in the query string here (the platform wants them there), so addresses never leave this file: not in
//! errors, not in logs, not in `Debug`.

use std::fmt;

use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use url::Url;

use crate::{
    error::{CallError, SettingsError},
    message::cut_bytes,
    settings::Patience,
};

/// Bytes of the platform's own words worth keeping.
const ERRMSG_LIMIT: usize = 300;

/// One call to make.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    /// Below the base address, with a leading slash.
    pub(crate) path: &'a str,
    /// Query parameters that may be seen.
    pub(crate) query: &'a [(&'a str, &'a str)],
    /// The one that may not: a secret or a token under its parameter's name.
    pub(crate) secret: (&'a str, &'a SecretString),
    /// POST this; GET without it.
    pub(crate) body: Option<&'a Value>,
}

pub(crate) struct Transport {
    http: Client,
    api_base: Url,
    patience: Patience,
}

#[derive(Deserialize)]
struct Head {
    errcode: i64,
    #[serde(default)]
    errmsg: String,
}

impl Transport {
    pub(crate) fn new(api_base: &str, patience: Patience) -> Result<Self, SettingsError> {
        // Whoever installed a provider first keeps it; without any, building a client would abort the process.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .connect_timeout(patience.connect)
            .timeout(patience.call)
            .redirect(Policy::none())
            .referer(false)
            .no_proxy()
            .user_agent("heng")
            .build()
            .map_err(SettingsError::Client)?;
        Ok(Self { http, api_base: base_address("api_base", api_base)?, patience })
    }

    /// Makes the call and reads its answer as `T` when the platform says `errcode` 0.
    pub(crate) async fn call<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, CallError> {
        let response = self.request(call).send().await.map_err(fault_of)?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(CallError::Status(status));
        }
        let body = self.read(response).await?;
        let head: Head = serde_json::from_slice(&body).map_err(|_| CallError::Unreadable("no errcode"))?;
        if head.errcode != 0 {
            return Err(CallError::Refused {
                errcode: head.errcode,
                errmsg: presentable(&head.errmsg, call.secret.1),
            });
        }
        serde_json::from_slice(&body).map_err(|_| CallError::Unreadable("a documented field is missing"))
    }

    fn request(&self, call: Call<'_>) -> RequestBuilder {
        let mut address = self.api_base.clone();
        address.set_path(&format!("{}{}", self.api_base.path().trim_end_matches('/'), call.path));
        let (name, secret) = call.secret;
        address.query_pairs_mut().extend_pairs(call.query).append_pair(name, secret.expose_secret());
        match call.body {
            Some(body) => self.http.post(address).json(body),
            None => self.http.get(address),
        }
    }

    async fn read(&self, mut response: Response) -> Result<Vec<u8>, CallError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(fault_of)? {
            if body.len() + chunk.len() > self.patience.answer_limit {
                return Err(CallError::Unreadable("longer than the limit"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("api_base", &self.api_base.as_str()).finish_non_exhaustive()
    }
}

/// An absolute http or https address.
pub(crate) fn base_address(setting: &'static str, text: &str) -> Result<Url, SettingsError> {
    let url = Url::parse(text).map_err(|_| SettingsError::Address(setting))?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    if web { Ok(url) } else { Err(SettingsError::Address(setting)) }
}

/// Keeps of a transport error only its kind: its text holds the address.
fn fault_of(error: reqwest::Error) -> CallError {
    if error.is_timeout() { CallError::TimedOut } else { CallError::Unreachable }
}

/// The platform's words, short, and without the secret should it ever quote it.
fn presentable(errmsg: &str, secret: &SecretString) -> String {
    let masked = match secret.expose_secret() {
        "" => errmsg.to_owned(),
        secret => errmsg.replace(secret, "…"),
    };
    let line: String = masked.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    cut_bytes(&line, ERRMSG_LIMIT).to_owned()
}
