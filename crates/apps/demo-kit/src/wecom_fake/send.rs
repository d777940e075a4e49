//! `message/send`: who gets it, who silently does not.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::{
    answer::{Answer, fault},
    message::{Checked, check},
    world::{Phone, Received, World},
};

/// Beyond so many messages from one application to one member within [`MINUTE`], the surplus vanishes.
const PER_MEMBER_PER_MINUTE: usize = 30;
const MINUTE: TimeDelta = TimeDelta::seconds(60);

impl World {
    pub(super) fn send(
        &mut self,
        query: &HashMap<String, String>,
        body: &[u8],
        now: DateTime<Utc>,
        msgid: String,
    ) -> Answer {
        let agent_id = self.authenticated(query, now)?;
        let message = check(body, agent_id)?;
        let everybody = message.to_everybody.then(|| self.people.iter().filter(|person| !person.outsider));
        let wanted: BTreeSet<String> = match everybody {
            Some(members) => members.map(|member| member.account.to_lowercase()).collect(),
            None => message.users.iter().map(|userid| userid.to_lowercase()).collect(),
        };
        let (known, unknown): (Vec<String>, Vec<String>) =
            wanted.into_iter().partition(|userid| self.member(userid).is_some());
        if known.is_empty() {
            return Err(fault(81013, "user & party & tag all invalid"));
        }
        let (licensed, unlicensed): (Vec<String>, Vec<String>) =
            known.into_iter().partition(|userid| self.member(userid).is_some_and(|member| member.licensed));
        let received = Received {
            msgid,
            at: now,
            agent_id,
            msgtype: message.msgtype.clone(),
            body: message.body.clone(),
        };
        for userid in licensed {
            self.phones.entry(userid).or_default().take(received.clone(), &message);
        }
        let mut fields = Map::new();
        for (name, list) in [("invaliduser", unknown), ("unlicenseduser", unlicensed)] {
            fields.insert(name.to_owned(), json!(list.join("|")));
        }
        for (name, list) in [("invalidparty", message.parties), ("invalidtag", message.tags)] {
            fields.insert(name.to_owned(), json!(list.join("|")));
        }
        fields.insert("msgid".to_owned(), Value::String(received.msgid));
        Ok(fields)
    }
}

impl Phone {
    fn take(&mut self, message: Received, how: &Checked) {
        let within = |earlier: &Received, window: TimeDelta| {
            earlier.agent_id == message.agent_id && message.at - earlier.at < window
        };
        let equal = |earlier: &Received| earlier.msgtype == message.msgtype && earlier.body == message.body;
        let repeated = how
            .duplicate_window
            .is_some_and(|window| self.inbox.iter().any(|earlier| within(earlier, window) && equal(earlier)));
        let lately = self.inbox.iter().filter(|earlier| within(earlier, MINUTE)).count();
        let pile = if repeated {
            &mut self.duplicates
        } else if lately >= PER_MEMBER_PER_MINUTE {
            &mut self.dropped
        } else {
            &mut self.inbox
        };
        pile.push(message);
    }
}
