//! What the page shows.

use chrono::{DateTime, Utc};
use heng_kernel::Clock;
use serde::Serialize;
use url::Url;

use super::{Line, Phone, Simulator};
use crate::wecom_fake::Received;

/// Everything at a moment.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    now: DateTime<Utc>,
    line: Line,
    phones: Vec<PhoneView>,
}

/// One phone and what it received, oldest first.
#[derive(Debug, Serialize)]
struct PhoneView {
    userid: String,
    host: String,
    name: String,
    number: String,
    caption: String,
    messages: Vec<MessageView>,
}

/// One message.
#[derive(Debug, Serialize)]
struct MessageView {
    id: String,
    at: DateTime<Utc>,
    title: String,
    lines: Vec<String>,
    button: String,
    /// Where it leads, from the root; absent when it leads outside Heng.
    path: Option<String>,
}

impl StateView {
    pub(super) fn of(simulator: &Simulator) -> Self {
        let phones = simulator.phones.iter().map(|phone| PhoneView::of(simulator, phone)).collect();
        Self { now: simulator.clock.now(), line: simulator.line(), phones }
    }
}

impl PhoneView {
    fn of(simulator: &Simulator, phone: &Phone) -> Self {
        let messages = simulator.fake.inbox(&phone.userid).into_iter().map(MessageView::from).collect();
        Self {
            userid: phone.userid.clone(),
            host: phone.host(),
            name: phone.name.clone(),
            number: phone.number.clone(),
            caption: phone.caption.clone(),
            messages,
        }
    }
}

impl From<Received> for MessageView {
    fn from(received: Received) -> Self {
        let text =
            |path: &str| received.body.pointer(path).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
        let (description, button) = match received.msgtype.as_str() {
            "textcard" => (text("/description"), text("/btntxt")),
            "text" => (text("/content").lines().skip(1).collect::<Vec<_>>().join("\n"), String::new()),
            _ => (text("/sub_title_text"), text("/jump_list/0/title")),
        };
        let path = received.url().and_then(|url| Url::parse(url).ok()).map(|url| {
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
        });
        Self {
            id: received.msgid.clone(),
            at: received.at,
            title: received.title().to_owned(),
            lines: plain(&description),
            button,
            path,
        }
    }
}

/// The lines of a card's description without its markup.
fn plain(description: &str) -> Vec<String> {
    let mut text = String::new();
    let mut inside = false;
    for character in description.replace("</div>", "\n").replace("<br>", "\n").chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            other => text.push(other),
        }
    }
    let unescaped =
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    unescaped.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_of_cards_is_not_shown() {
        let lines =
            plain("<div class=\"gray\">3 月 2 日</div><div class=\"normal\">a &lt;b&gt; &amp;lt;</div>");
        assert_eq!(lines, ["3 月 2 日", "a <b> &lt;"]);
    }
}
