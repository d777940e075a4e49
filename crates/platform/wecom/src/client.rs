//! One application of one corp: calls with a token, renewed and repeated as the contract allows.

use std::{sync::Arc, time::Duration};

use heng_kernel::{Clock, Ids};
use heng_ports::Channel;
use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use url::Url;

use crate::{
    Action, CallError, SettingsError, TokenCache, WeComSettings,
    recent::Recent,
    throttle::Throttle,
    token::{Issued, TokenKey},
    transport::{Call, Transport, base_address},
};

/// The provider's name in [`Channel`] and in linked accounts.
pub const PROVIDER: &str = "wecom";

/// A client of the WeCom API for one application. Cheap to share behind an `Arc`; one per application and process,
/// because the limit of messages per member is counted here.
#[derive(Debug)]
pub struct WeComClient {
    pub(crate) settings: WeComSettings,
    pub(crate) channel: Channel,
    pub(crate) authorize_base: Url,
    pub(crate) qr_base: Url,
    pub(crate) throttle: Throttle,
    pub(crate) recent: Recent,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    transport: Transport,
    tokens: TokenCache,
    token_key: TokenKey,
}

#[derive(Deserialize)]
struct GetToken {
    access_token: SecretString,
    expires_in: u64,
}

impl WeComClient {
    /// A client with its own token cache.
    pub fn new(
        settings: WeComSettings,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, SettingsError> {
        Self::with_tokens(settings, TokenCache::default(), clock, ids)
    }

    /// A client that shares its tokens with others.
    pub fn with_tokens(
        settings: WeComSettings,
        tokens: TokenCache,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
    ) -> Result<Self, SettingsError> {
        Ok(Self {
            channel: Channel { provider: PROVIDER.to_owned(), corp: settings.corp_id.clone() },
            authorize_base: base_address("authorize_base", &settings.addresses.authorize_base)?,
            qr_base: base_address("qr_base", &settings.addresses.qr_base)?,
            throttle: Throttle::new(settings.messages.per_member_per_minute),
            recent: Recent::new(settings.messages.duplicate_window),
            transport: Transport::new(&settings.addresses.api_base, settings.patience.clone())?,
            token_key: TokenKey::of(&settings),
            settings,
            tokens,
            clock,
            ids,
        })
    }

    /// Whether corp and secret bring a token; for `heng doctor`.
    pub async fn check_credentials(&self) -> Result<(), CallError> {
        self.token().await.map(drop)
    }

    /// Makes a call with the application's token. A token that ended early is renewed once and the call repeated once.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<T, CallError> {
        let token = self.token().await?;
        match self.call_with(&token, path, query, body).await {
            Err(failure) if failure.action() == Some(Action::RefetchTokenOnce) => {
                self.tokens.forget(&self.token_key, &token).await;
                let renewed = self.token().await?;
                self.call_with(&renewed, path, query, body).await
            }
            outcome => outcome,
        }
    }

    async fn call_with<T: DeserializeOwned>(
        &self,
        token: &SecretString,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<T, CallError> {
        self.while_busy(Call { path, query, secret: ("access_token", token), body }).await
    }

    async fn token(&self) -> Result<SecretString, CallError> {
        let now = self.clock.now();
        self.tokens.token(&self.token_key, now, &self.settings.tokens, self.fetch_token()).await
    }

    async fn fetch_token(&self) -> Result<Issued, CallError> {
        let answer: GetToken = self
            .while_busy(Call {
                path: "/cgi-bin/gettoken",
                query: &[("corpid", &self.settings.corp_id)],
                secret: ("corpsecret", &self.settings.secret),
                body: None,
            })
            .await?;
        Ok(Issued { token: answer.access_token, lifetime: Duration::from_secs(answer.expires_in) })
    }

    /// Repeats a call a few times while the platform says it is busy: it did nothing then.
    async fn while_busy<T: DeserializeOwned>(&self, call: Call<'_>) -> Result<T, CallError> {
        let mut pause = self.settings.patience.busy_pause;
        let mut repeats = self.settings.patience.busy_repeats;
        loop {
            match self.transport.call(call).await {
                Err(failure) if failure.action() == Some(Action::RetryBackoff3) && repeats > 0 => {
                    repeats -= 1;
                    tokio::time::sleep(pause).await;
                    pause = pause.saturating_mul(2);
                }
                outcome => return outcome,
            }
        }
    }
}
