//! The sign-in pages: checked as the platform checks them, then "the person taps 同意".

use std::fmt;

use chrono::{DateTime, Utc};
use url::{Url, form_urlencoded};

use super::world::World;

/// Cookie by which a simulated phone says whose it is.
pub const USER_COOKIE: &str = "wecom_fake_user";
/// Parameter by which the page's own list says who was picked; removed before the address is checked.
pub(super) const USER_PARAMETER: &str = "fake_user";
/// Picking nobody: the person taps 拒绝.
pub(super) const REFUSED: &str = "-";

/// The page shows an error instead of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFault {
    /// The code on the page.
    pub errcode: i64,
    /// What is wrong.
    pub what: &'static str,
}

impl fmt::Display for PageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "errcode {}: {}", self.errcode, self.what)
    }
}

/// Which page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// Inside the app.
    InApp,
    /// In a browser, by QR code.
    QrCode,
}

/// An address that passed all checks.
pub(super) struct Asked {
    redirect: Url,
    state: String,
    pub(super) agent_id: u32,
}

impl Page {
    pub(super) fn at(path: &str) -> Option<Self> {
        match path {
            "/connect/oauth2/authorize" => Some(Self::InApp),
            "/wwlogin/sso/login" => Some(Self::QrCode),
            _ => None,
        }
    }

    /// Parameters in the documented order.
    fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::InApp => &["appid", "redirect_uri", "response_type", "scope", "state", "agentid"],
            Self::QrCode => &["login_type", "appid", "agentid", "redirect_uri", "state"],
        }
    }
}

impl World {
    /// Checks a page's query (without [`USER_PARAMETER`]).
    pub(super) fn asked(&self, page: Page, query: &[(String, String)]) -> Result<Asked, PageFault> {
        let names: Vec<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
        if names != page.parameters() {
            return Err(bad(40058, "parameters missing, unknown or out of order"));
        }
        let value =
            |name: &str| query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        if value("appid") != self.corp_id {
            return Err(bad(40013, "appid is not this corp"));
        }
        let fixed = match page {
            Page::InApp => {
                value("response_type") == "code"
                    && matches!(value("scope"), "snsapi_base" | "snsapi_privateinfo")
            }
            Page::QrCode => value("login_type") == "CorpApp",
        };
        if !fixed {
            return Err(bad(40058, "response_type, scope or login_type is not a documented value"));
        }
        let state = value("state");
        if state.is_empty() || state.len() > 128 || !state.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(bad(40058, "state must be 1 to 128 of a-z A-Z 0-9"));
        }
        let agent = value("agentid").parse().ok().and_then(|agent_id| self.app(agent_id));
        let agent = agent.ok_or_else(|| bad(40056, "agentid is no application of this corp"))?;
        let redirect =
            Url::parse(value("redirect_uri")).map_err(|_| bad(50001, "redirect_uri is no address"))?;
        if !agent.trusted_domains.iter().any(|domain| *domain == domain_of(&redirect)) {
            return Err(bad(50001, "redirect_uri is not on the trusted domain"));
        }
        Ok(Asked { redirect, state: state.to_owned(), agent_id: agent.agent_id })
    }

    /// Where the person's browser goes after agreeing, with a new `code`, or refusing.
    pub(super) fn answered(
        &mut self,
        asked: &Asked,
        account: &str,
        now: DateTime<Utc>,
        code: &str,
    ) -> Result<String, PageFault> {
        let mut back = asked.redirect.clone();
        if account != REFUSED {
            let person = self.person(account).ok_or_else(|| bad(60111, "no such person"))?.account.clone();
            self.issue_code(&person, asked.agent_id, now, code);
            back.query_pairs_mut().append_pair("code", code);
        }
        back.query_pairs_mut().append_pair("state", &asked.state);
        Ok(back.into())
    }

    /// As a phone opens a link: the app's page insists on its fragment, which no server ever sees.
    pub(super) fn asked_by_link(&self, link: &str) -> Result<Asked, PageFault> {
        let url = Url::parse(link).map_err(|_| bad(40058, "not an address"))?;
        let page = Page::at(url.path()).ok_or_else(|| bad(40058, "not a sign-in page"))?;
        if page == Page::InApp && url.fragment() != Some("wechat_redirect") {
            return Err(bad(40058, "the fragment #wechat_redirect is missing"));
        }
        self.asked(page, &pairs(url.query().unwrap_or_default()))
    }
}

pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// Host, with the port unless it is the scheme's own.
fn domain_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn bad(errcode: i64, what: &'static str) -> PageFault {
    PageFault { errcode, what }
}
