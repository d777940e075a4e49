//! What the fake knows: people, applications, tokens, codes and what everybody received.

use std::collections::{HashMap, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::Value;

use super::fault::{Endpoint, Fault};

/// A self-built application of the corp.
#[derive(Clone, Debug)]
pub struct FakeApp {
    /// Its id.
    pub agent_id: u32,
    /// Its secret.
    pub secret: String,
    /// Hosts its sign-in may return to, with the port unless it is 80 or 443: `hr.example.com`, `localhost:8080`.
    pub trusted_domains: Vec<String>,
}

/// Somebody with a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The userid; of an outsider, the openid.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// Not a member of the corp: can open links, gets no messages.
    pub outsider: bool,
    /// A member without a licence is listed in `unlicenseduser` and gets nothing.
    pub licensed: bool,
}

/// A message that the platform took for one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Received {
    /// The platform's id of the message.
    pub msgid: String,
    /// When.
    pub at: DateTime<Utc>,
    /// From which application.
    pub agent_id: u32,
    /// `text`, `textcard` or `template_card`.
    pub msgtype: String,
    /// The object under `msgtype`, as it was sent (a text cut to 2048 bytes).
    pub body: Value,
}

impl Received {
    /// The line shown first.
    pub fn title(&self) -> &str {
        let path = match self.msgtype.as_str() {
            "text" => "/content",
            "textcard" => "/title",
            _ => "/main_title/title",
        };
        self.body.pointer(path).and_then(Value::as_str).unwrap_or_default().lines().next().unwrap_or_default()
    }

    /// Where a tap on it leads.
    pub fn url(&self) -> Option<&str> {
        let path = if self.msgtype == "textcard" { "/url" } else { "/card_action/url" };
        self.body.pointer(path).and_then(Value::as_str)
    }
}

/// A token handed out to an application.
pub(super) struct Token {
    pub(super) agent_id: u32,
    pub(super) ends_at: DateTime<Utc>,
    pub(super) early: Option<EarlyEnd>,
}

/// How a token ended before its time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum EarlyEnd {
    /// Answered with 42001.
    Expired,
    /// Answered with 40014.
    Revoked,
}

/// A sign-in code.
pub(super) struct Code {
    pub(super) account: String,
    pub(super) agent_id: u32,
    pub(super) issued_at: DateTime<Utc>,
    pub(super) used: bool,
}

/// One member's phone.
#[derive(Default)]
pub(super) struct Phone {
    pub(super) inbox: Vec<Received>,
    /// Taken with `errcode` 0 and never shown: beyond the member's limit.
    pub(super) dropped: Vec<Received>,
    /// Taken with `errcode` 0 and never shown: equal to an earlier message within the sender's window.
    pub(super) duplicates: Vec<Received>,
}

pub(super) struct World {
    pub(super) corp_id: String,
    pub(super) apps: Vec<FakeApp>,
    pub(super) people: Vec<Person>,
    pub(super) token_lifetime: TimeDelta,
    pub(super) tokens: HashMap<String, Token>,
    pub(super) codes: HashMap<String, Code>,
    /// By lower-case userid.
    pub(super) phones: HashMap<String, Phone>,
    pub(super) faults: HashMap<Endpoint, VecDeque<Fault>>,
    pub(super) calls: HashMap<Endpoint, usize>,
}

impl World {
    pub(super) fn new(corp_id: String) -> Self {
        Self {
            corp_id,
            apps: Vec::new(),
            people: Vec::new(),
            token_lifetime: TimeDelta::seconds(7200),
            tokens: HashMap::new(),
            codes: HashMap::new(),
            phones: HashMap::new(),
            faults: HashMap::new(),
            calls: HashMap::new(),
        }
    }

    /// Accounts are the same whatever their case.
    pub(super) fn person(&self, account: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.account.eq_ignore_ascii_case(account))
    }

    pub(super) fn member(&self, userid: &str) -> Option<&Person> {
        self.person(userid).filter(|person| !person.outsider)
    }

    pub(super) fn app(&self, agent_id: u32) -> Option<&FakeApp> {
        self.apps.iter().find(|app| app.agent_id == agent_id)
    }
}
