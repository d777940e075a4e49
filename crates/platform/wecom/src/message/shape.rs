//! The three kinds of message we send, as the platform writes them.

use serde_json::{Value, json};

use super::{UserId, recipients::joined};
use crate::settings::WeComSettings;

/// A message ready to go, within all limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Plain lines.
    Text {
        /// At most 2048 bytes.
        content: String,
    },
    /// A card with one link.
    TextCard {
        /// At most 128 bytes.
        title: String,
        /// At most 512 bytes, our own `div` per line.
        description: String,
        /// http or https.
        url: String,
        /// At most 4 characters; the platform's word when absent.
        button: Option<String>,
    },
    /// A template card of type `text_notice`.
    TextNotice {
        /// The card object.
        card: Value,
    },
}

impl Shape {
    /// The body of `message/send`.
    pub(crate) fn request(&self, to: &[UserId], settings: &WeComSettings) -> Value {
        let mut request =
            json!({ "touser": joined(to), "agentid": settings.agent_id, "msgtype": self.kind() });
        if let Some(fields) = request.as_object_mut() {
            fields.insert(self.kind().to_owned(), self.body());
            let window = settings.messages.duplicate_window.as_secs();
            if window > 0 {
                fields.insert("enable_duplicate_check".to_owned(), json!(1));
                fields.insert("duplicate_check_interval".to_owned(), json!(window));
            }
        }
        request
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::TextCard { .. } => "textcard",
            Self::TextNotice { .. } => "template_card",
        }
    }

    pub(super) fn body(&self) -> Value {
        match self {
            Self::Text { content } => json!({ "content": content }),
            Self::TextCard { title, description, url, button: None } => {
                json!({ "title": title, "description": description, "url": url })
            }
            Self::TextCard { title, description, url, button: Some(button) } => {
                json!({ "title": title, "description": description, "url": url, "btntxt": button })
            }
            Self::TextNotice { card } => card.clone(),
        }
    }
}
