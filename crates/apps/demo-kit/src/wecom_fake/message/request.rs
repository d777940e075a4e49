//! The common fields of `message/send`.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{
    card,
    fields::{Fields, Limit, parameter},
};
use crate::wecom_fake::answer::{ApiFault, fault};

/// Longest text; the platform cuts what is beyond.
const TEXT_BYTES: usize = 2048;

/// A message that keeps to the contract.
pub(in crate::wecom_fake) struct Checked {
    pub(in crate::wecom_fake) to_everybody: bool,
    pub(in crate::wecom_fake) users: Vec<String>,
    pub(in crate::wecom_fake) parties: Vec<String>,
    pub(in crate::wecom_fake) tags: Vec<String>,
    pub(in crate::wecom_fake) msgtype: String,
    pub(in crate::wecom_fake) body: Value,
    /// Within it an equal message is not shown again.
    pub(in crate::wecom_fake) duplicate_window: Option<TimeDelta>,
}

/// Checks the posted bytes of the application `agent_id`.
pub(in crate::wecom_fake) fn check(bytes: &[u8], agent_id: u32) -> Result<Checked, ApiFault> {
    let json: Value = serde_json::from_slice(bytes).map_err(|_| fault(47001, "data format error"))?;
    let request = Fields::of(&json, "request")?;
    let msgtype = request.text("msgtype", Limit::Bytes(64))?;
    let known = ["text", "textcard", "template_card"];
    if !known.contains(&msgtype) {
        return Err(fault(40008, "invalid message type"));
    }
    request.only(&[
        "touser",
        "toparty",
        "totag",
        "msgtype",
        "agentid",
        "safe",
        "enable_id_trans",
        "enable_duplicate_check",
        "duplicate_check_interval",
        msgtype,
    ])?;
    check_agent(request, agent_id)?;
    request.number("safe", 0, 1, 0)?;
    request.number("enable_id_trans", 0, 1, 0)?;
    let checks_duplicates = request.number("enable_duplicate_check", 0, 1, 0)? == 1;
    let interval = TimeDelta::seconds(request.number("duplicate_check_interval", 1, 14_400, 1800)?);
    let [users, parties, tags] = recipients(request)?;
    Ok(Checked {
        to_everybody: users.iter().any(|user| user == "@all"),
        users,
        parties,
        tags,
        body: checked_body(request, msgtype)?,
        msgtype: msgtype.to_owned(),
        duplicate_window: checks_duplicates.then_some(interval),
    })
}

fn check_agent(request: Fields<'_>, agent_id: u32) -> Result<(), ApiFault> {
    let given = request.value("agentid").ok_or_else(|| fault(41011, "agentid missing"))?;
    match given.as_u64() {
        None => Err(fault(40056, "invalid agentid: must be an integer")),
        Some(given) if given == u64::from(agent_id) => Ok(()),
        Some(_) => Err(fault(301_002, "not allow operate another agent with this accesstoken")),
    }
}

/// The three lists, each a string joined by `|`.
fn recipients(request: Fields<'_>) -> Result<[Vec<String>; 3], ApiFault> {
    let list = |name: &str, longest: usize, too_long: i64| {
        let text = request.text(name, Limit::Bytes(usize::MAX))?;
        let names: Vec<String> = text.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect();
        if names.len() > longest {
            Err(fault(too_long, format!("{name} size out of limit")))
        } else {
            Ok(names)
        }
    };
    let lists = [list("touser", 1000, 40032)?, list("toparty", 100, 82002)?, list("totag", 100, 82003)?];
    if lists.iter().all(Vec::is_empty) {
        return Err(fault(82001, "touser, toparty and totag are all empty"));
    }
    Ok(lists)
}

fn checked_body(request: Fields<'_>, msgtype: &str) -> Result<Value, ApiFault> {
    let Some(body) = request.value(msgtype) else {
        return Err(parameter("request", &format!("{msgtype} missing")));
    };
    match msgtype {
        "text" => return text(body),
        "textcard" => card::text_card(body)?,
        _ => card::template_card(body)?,
    }
    Ok(body.clone())
}

fn text(body: &Value) -> Result<Value, ApiFault> {
    let content = Fields::of(body, "text")?.only(&["content"])?.text("content", Limit::Bytes(usize::MAX))?;
    if content.is_empty() {
        return Err(fault(44004, "empty content"));
    }
    let kept = content.get(..content.floor_char_boundary(TEXT_BYTES)).unwrap_or(content);
    Ok(json!({ "content": kept }))
}
