//! Signing in with a WeCom account (document family 91335 inside the app, 91019 and its successor for browsers).

use async_trait::async_trait;
use heng_ports::{Channel, ExternalUser, SignInDoor, SignInError, SignInProvider};
use serde::Deserialize;
use url::{Url, form_urlencoded::byte_serialize};

use crate::{Action, CallError, WeComClient, message::UserId};

/// Longest `state`, in bytes.
const LONGEST_STATE: usize = 128;
/// Longest `code`, in bytes.
const LONGEST_CODE: usize = 512;

/// `auth/getuserinfo`: a member has a `userid`; an outsider has only an `openid`.
#[derive(Deserialize)]
struct UserInfo {
    #[serde(default)]
    userid: String,
}

#[async_trait]
impl SignInProvider for WeComClient {
    fn channel(&self) -> &Channel {
        &self.channel
    }

    fn authorize_url(
        &self,
        door: SignInDoor,
        redirect_uri: &str,
        state: &str,
    ) -> Result<String, SignInError> {
        let redirect = encoded_redirect(redirect_uri)?;
        let good_state =
            (1..=LONGEST_STATE).contains(&state.len()) && state.chars().all(|c| c.is_ascii_alphanumeric());
        if !good_state {
            return Err(SignInError::Malformed("state"));
        }
        let (corp, agent) = (encoded(&self.settings.corp_id), self.settings.agent_id);
        // Order and fragment are part of the contract.
        let (base, rest) = match door {
            SignInDoor::InApp => (
                &self.authorize_base,
                format!(
                    "/connect/oauth2/authorize?appid={corp}&redirect_uri={redirect}&response_type=code\
                     &scope=snsapi_base&state={state}&agentid={agent}#wechat_redirect"
                ),
            ),
            SignInDoor::QrCode => (
                &self.qr_base,
                format!(
                    "/wwlogin/sso/login?login_type=CorpApp&appid={corp}&agentid={agent}\
                     &redirect_uri={redirect}&state={state}"
                ),
            ),
        };
        Ok(format!("{}{rest}", base.as_str().trim_end_matches('/')))
    }

    async fn exchange(&self, code: &str) -> Result<ExternalUser, SignInError> {
        if !(1..=LONGEST_CODE).contains(&code.len()) {
            return Err(SignInError::Malformed("code"));
        }
        let info: UserInfo = self
            .call("/cgi-bin/auth/getuserinfo", &[("code", code)], None)
            .await
            .map_err(|failure| self.sign_in_error(&failure))?;
        let member = UserId::parse(&info.userid).map_err(|_| SignInError::Outsider)?;
        Ok(ExternalUser { channel: self.channel.clone(), subject: member.as_str().to_owned() })
    }
}

impl WeComClient {
    fn sign_in_error(&self, failure: &CallError) -> SignInError {
        match failure.action() {
            Some(Action::RestartLogin) => SignInError::CodeRefused,
            Some(Action::StopAlert | Action::BugNoRetry) => SignInError::Misconfigured(failure.to_string()),
            _ => SignInError::Unavailable {
                after: self.settings.patience.retry_after,
                why: failure.to_string(),
            },
        }
    }
}

/// Our own page's address, as a query value.
fn encoded_redirect(redirect_uri: &str) -> Result<String, SignInError> {
    let url = Url::parse(redirect_uri).map_err(|_| SignInError::Malformed("redirect_uri"))?;
    let ours = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none();
    if ours { Ok(encoded(url.as_str())) } else { Err(SignInError::Malformed("redirect_uri")) }
}

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}
