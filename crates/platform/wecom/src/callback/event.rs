//! The events we understand.

use std::collections::BTreeMap;

use super::xml::Element;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallbackEvent {
    /// Somebody pressed a template card. No proof beyond WeCom's own login: check that the person may do it *now*.
    CardPress(CardPress),
    /// A member was made, changed or removed; often only the id is there, so read the member afresh.
    UserChange(UserChange),
    /// A department was made, changed or removed.
    PartyChange(PartyChange),
    /// Anything else, by its `Event`, or its `MsgType` where it is no event.
    Other(String),
}

/// `template_card_event` and `template_card_menu_event`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPress {
    /// `template_card_event` or `template_card_menu_event`.
    pub event: String,
    /// Who pressed.
    pub user: String,
    /// Which button.
    pub key: String,
    /// Which card.
    pub task_id: String,
    /// Allows one update of the card.
    pub response_code: String,
    /// Which application.
    pub agent_id: u32,
    /// Options chosen, by question.
    pub selected: BTreeMap<String, Vec<String>>,
}

/// `change_contact` about a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserChange {
    /// `create_user`, `update_user` or `delete_user`.
    pub change: String,
    /// The account.
    pub userid: String,
    /// Its new name, when it was renamed.
    pub new_userid: Option<String>,
    /// Departments, when the event names them.
    pub departments: Vec<u64>,
    /// For each department, whether the member leads it.
    pub leader_in: Vec<u64>,
}

/// `change_contact` about a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyChange {
    /// `create_party`, `update_party` or `delete_party`.
    pub change: String,
    /// The department.
    pub party_id: u64,
    /// What it belongs to, when the event names it.
    pub parent_id: Option<u64>,
}

impl CallbackEvent {
    /// Reads the inner message; `None` when a field the event cannot do without is missing or no number.
    pub(super) fn read(message: &Element) -> Option<Self> {
        let event = message.text_of("Event");
        match (event, message.text_of("ChangeType")) {
            ("template_card_event" | "template_card_menu_event", _) => {
                card_press(message).map(Self::CardPress)
            }
            ("change_contact", change) if change.ends_with("_user") => {
                user_change(message).map(Self::UserChange)
            }
            ("change_contact", change) if change.ends_with("_party") => {
                party_change(message).map(Self::PartyChange)
            }
            ("", _) => Some(Self::Other(message.text_of("MsgType").to_owned())),
            _ => Some(Self::Other(event.to_owned())),
        }
    }
}

fn card_press(message: &Element) -> Option<CardPress> {
    let of = |name| filled(message.text_of(name));
    Some(CardPress {
        event: message.text_of("Event").to_owned(),
        user: of("FromUserName")?,
        key: message.text_of("EventKey").to_owned(),
        task_id: of("TaskId")?,
        response_code: message.text_of("ResponseCode").to_owned(),
        agent_id: message.text_of("AgentID").parse().ok()?,
        selected: message.child("SelectedItems").map(selected).unwrap_or_default(),
    })
}

fn selected(items: &Element) -> BTreeMap<String, Vec<String>> {
    let item = |item: &Element| {
        let options = item.child("OptionIds").map_or(&[][..], |ids| ids.children.as_slice());
        let options = options.iter().map(|option| option.text.trim().to_owned()).collect();
        (item.text_of("QuestionKey").to_owned(), options)
    };
    items.children.iter().map(item).collect()
}

fn user_change(message: &Element) -> Option<UserChange> {
    Some(UserChange {
        change: message.text_of("ChangeType").to_owned(),
        userid: filled(message.text_of("UserID"))?,
        new_userid: filled(message.text_of("NewUserID")),
        departments: numbers(message.text_of("Department"))?,
        leader_in: numbers(message.text_of("IsLeaderInDept"))?,
    })
}

fn party_change(message: &Element) -> Option<PartyChange> {
    Some(PartyChange {
        change: message.text_of("ChangeType").to_owned(),
        party_id: message.text_of("Id").parse().ok()?,
        parent_id: match message.text_of("ParentId") {
            "" => None,
            text => Some(text.parse().ok()?),
        },
    })
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn numbers(list: &str) -> Option<Vec<u64>> {
    list.split(',').filter(|number| !number.is_empty()).map(|number| number.trim().parse().ok()).collect()
}
