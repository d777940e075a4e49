//! `gettoken`, and what every other call does with the token.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    answer::{Answer, ApiFault, fault},
    world::{EarlyEnd, Token, World},
};

impl World {
    /// The same token all through its lifetime, which asking does not prolong.
    pub(super) fn get_token(
        &mut self,
        query: &HashMap<String, String>,
        now: DateTime<Utc>,
        fresh: String,
    ) -> Answer {
        let corp_id = given(query, "corpid").ok_or_else(|| fault(41002, "corpid missing"))?;
        let secret = given(query, "corpsecret").ok_or_else(|| fault(41004, "corpsecret missing"))?;
        if corp_id != self.corp_id {
            return Err(fault(40013, "invalid corpid"));
        }
        let app = self.apps.iter().find(|app| app.secret == secret);
        let agent_id = app.ok_or_else(|| fault(40001, "invalid credential"))?.agent_id;
        let alive =
            |token: &Token| token.agent_id == agent_id && token.early.is_none() && now < token.ends_at;
        let (text, ends_at) = if let Some((text, token)) = self.tokens.iter().find(|(_, token)| alive(token))
        {
            (text.clone(), token.ends_at)
        } else {
            let ends_at = now + self.token_lifetime;
            self.tokens.insert(fresh.clone(), Token { agent_id, ends_at, early: None });
            (fresh, ends_at)
        };
        let fields = [("access_token", json!(text)), ("expires_in", json!((ends_at - now).num_seconds()))];
        Ok(fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
    }

    /// The application a call speaks for.
    pub(super) fn authenticated(
        &self,
        query: &HashMap<String, String>,
        now: DateTime<Utc>,
    ) -> Result<u32, ApiFault> {
        let text = given(query, "access_token").ok_or_else(|| fault(41001, "access_token missing"))?;
        let token = self.tokens.get(text).ok_or_else(|| fault(40014, "invalid access_token"))?;
        match token.early {
            Some(EarlyEnd::Revoked) => Err(fault(40014, "invalid access_token")),
            Some(EarlyEnd::Expired) => Err(fault(42001, "access_token expired")),
            None if now >= token.ends_at => Err(fault(42001, "access_token expired")),
            None => Ok(token.agent_id),
        }
    }

    pub(super) fn end_tokens(&mut self, agent_id: u32, how: EarlyEnd) {
        for token in self.tokens.values_mut().filter(|token| token.agent_id == agent_id) {
            token.early = token.early.or(Some(how));
        }
    }
}

/// A parameter that is there and not empty.
pub(super) fn given<'a>(query: &'a HashMap<String, String>, name: &str) -> Option<&'a str> {
    query.get(name).map(String::as_str).filter(|value| !value.is_empty())
}
