//! `auth/getuserinfo`: a code becomes an account, once.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{
    answer::{Answer, fault},
    token::given,
    world::{Code, World},
};

/// How long a code lives.
const CODE_LIFETIME: TimeDelta = TimeDelta::minutes(5);

impl World {
    /// Notes that `account` agreed to sign in to the application.
    pub(super) fn issue_code(&mut self, account: &str, agent_id: u32, now: DateTime<Utc>, code: &str) {
        let code_of = Code { account: account.to_owned(), agent_id, issued_at: now, used: false };
        self.codes.insert(code.to_owned(), code_of);
    }

    /// Members are named by `userid`; outsiders only by `openid`. A code works once, five minutes long, and only for the
    /// application it was made for.
    pub(super) fn user_info(&mut self, query: &HashMap<String, String>, now: DateTime<Utc>) -> Answer {
        let agent_id = self.authenticated(query, now)?;
        let invalid = || fault(40029, "invalid code");
        let code = given(query, "code").and_then(|code| self.codes.get_mut(code)).ok_or_else(invalid)?;
        if code.used || code.agent_id != agent_id || now - code.issued_at >= CODE_LIFETIME {
            return Err(invalid());
        }
        code.used = true;
        let account = code.account.clone();
        let person = self.person(&account).ok_or_else(invalid)?;
        let name = if person.outsider { "openid" } else { "userid" };
        Ok([(name.to_owned(), json!(person.account))].into_iter().collect())
    }
}
