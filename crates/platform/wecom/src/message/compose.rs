//! Choosing the shape and filling it.
//!
//! Without a link: text. With a link and labelled values: a `text_notice` template card. With a link alone: a text card.

use heng_ports::{Fact, Link, Message, Urgency};
use serde_json::{Value, json};
use url::Url;

use super::{
    Shape,
    cut::{shorten_bytes, shorten_columns},
    cut_columns,
};
use crate::settings::MessageSettings;

/// Limits of the message/send document: bytes where it says bytes, else columns (two per Chinese character).
mod limit {
    pub(super) const TEXT_BYTES: usize = 2048;
    pub(super) const CARD_TITLE_BYTES: usize = 128;
    pub(super) const CARD_DESCRIPTION_BYTES: usize = 512;
    pub(super) const CARD_BUTTON_CHARS: usize = 4;
    pub(super) const URL_BYTES: usize = 2048;
    pub(super) const NOTICE_TITLE: usize = 2 * 36;
    pub(super) const NOTICE_TEXT: usize = 2 * 160;
    pub(super) const NOTICE_FACTS: usize = 6;
    pub(super) const NOTICE_LABEL: usize = 2 * 5;
    pub(super) const NOTICE_VALUE: usize = 2 * 30;
    pub(super) const NOTICE_JUMP: usize = 2 * 13;
    pub(super) const SOURCE: usize = 2 * 13;
}

/// Colours of a card's source line.
const GREY: u8 = 0;
const RED: u8 = 2;

/// Why a message has no shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ComposeError {
    /// Neither title nor body.
    #[error("the message says nothing")]
    Empty,
    /// Not an absolute http or https address of at most 2048 bytes.
    #[error("the link is not an http or https address of at most 2048 bytes")]
    Link,
}

/// The message in the platform's shape.
pub fn compose(message: &Message, settings: &MessageSettings) -> Result<Shape, ComposeError> {
    let lines: Vec<String> =
        message.body.iter().map(|line| plain(line)).filter(|line| !line.is_empty()).collect();
    let title = plain(&message.title);
    if title.is_empty() && lines.is_empty() {
        return Err(ComposeError::Empty);
    }
    let Some(link) = &message.link else {
        let facts = message.facts.iter().map(fact_line);
        let all: Vec<String> =
            [title].into_iter().filter(|t| !t.is_empty()).chain(lines).chain(facts).collect();
        return Ok(Shape::Text { content: shorten_bytes(&all.join("\n"), limit::TEXT_BYTES) });
    };
    let url = checked(link)?;
    if settings.template_cards && !message.facts.is_empty() {
        return Ok(Shape::TextNotice { card: text_notice(message, &title, lines, link, &url, settings) });
    }
    let lines = lines.into_iter().chain(message.facts.iter().map(fact_line));
    Ok(Shape::TextCard {
        description: description(lines, &title, message.urgency),
        title: shorten_bytes(&title, limit::CARD_TITLE_BYTES),
        url,
        button: link.label.as_deref().map(plain).filter(|label| fits_button(label)),
    })
}

/// One line without markup: `<` opens links and colours in some message kinds, and people write what they like.
fn plain(text: &str) -> String {
    let shown = text.chars().map(|c| match c {
        '<' => '＜',
        '>' => '＞',
        c if c.is_control() => ' ',
        c => c,
    });
    shown.collect::<String>().trim().to_owned()
}

fn fact_line(fact: &Fact) -> String {
    format!("{}: {}", plain(&fact.label), plain(&fact.value))
}

fn checked(link: &Link) -> Result<String, ComposeError> {
    let url = Url::parse(&link.url).map_err(|_| ComposeError::Link)?;
    let good =
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.as_str().len() <= limit::URL_BYTES;
    if good { Ok(url.into()) } else { Err(ComposeError::Link) }
}

fn fits_button(label: &str) -> bool {
    (1..=limit::CARD_BUTTON_CHARS).contains(&label.chars().count())
}

/// One `div` per line as far as the bytes reach; a card must have a description, so without lines it repeats the title.
fn description(lines: impl Iterator<Item = String>, title: &str, urgency: Urgency) -> String {
    let class = if urgency == Urgency::High { "highlight" } else { "normal" };
    let (open, close) = (format!("<div class=\"{class}\">"), "</div>");
    let mut text = String::new();
    for line in lines {
        let room = limit::CARD_DESCRIPTION_BYTES.saturating_sub(text.len() + open.len() + close.len());
        if room < '…'.len_utf8() {
            break;
        }
        text.extend([open.as_str(), &shorten_bytes(&line, room), close]);
    }
    if text.is_empty() {
        text.extend([open.as_str(), &shorten_bytes(title, limit::CARD_TITLE_BYTES), close]);
    }
    text
}

fn text_notice(
    message: &Message,
    title: &str,
    mut lines: Vec<String>,
    link: &Link,
    url: &str,
    settings: &MessageSettings,
) -> Value {
    let (shown, rest) = message.facts.split_at_checked(limit::NOTICE_FACTS).unwrap_or((&message.facts, &[]));
    lines.extend(rest.iter().map(fact_line));
    let facts: Vec<Value> = shown.iter().map(horizontal).collect();
    let mut card = json!({
        "card_type": "text_notice",
        "main_title": { "title": shorten_columns(title, limit::NOTICE_TITLE) },
        "sub_title_text": shorten_columns(&lines.join("\n"), limit::NOTICE_TEXT),
        "horizontal_content_list": facts,
        "card_action": { "type": 1, "url": url },
    });
    if let Some(card) = card.as_object_mut() {
        if !settings.source_name.is_empty() {
            let colour = if message.urgency == Urgency::High { RED } else { GREY };
            let name = shorten_columns(&settings.source_name, limit::SOURCE);
            card.insert("source".to_owned(), json!({ "desc": name, "desc_color": colour }));
        }
        if let Some(label) = link.label.as_deref().map(plain).filter(|label| !label.is_empty()) {
            let jump = json!({ "type": 1, "title": cut_columns(&label, limit::NOTICE_JUMP), "url": url });
            card.insert("jump_list".to_owned(), json!([jump]));
        }
    }
    card
}

fn horizontal(fact: &Fact) -> Value {
    json!({
        "type": 0,
        "keyname": shorten_columns(&plain(&fact.label), limit::NOTICE_LABEL),
        "value": shorten_columns(&plain(&fact.value), limit::NOTICE_VALUE),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            title: "请假待审批".to_owned(),
            body: vec!["张三申请年假 2 天".to_owned()],
            facts: vec![Fact::new("开始", "2026-03-02"), Fact::new("结束", "2026-03-03")],
            link: Some(Link {
                url: "https://hr.example.com/m/tasks/1".to_owned(),
                label: Some("去审批".to_owned()),
            }),
            urgency: Urgency::Normal,
            dedupe_key: "k".to_owned(),
        }
    }

    fn shape(message: &Message) -> Shape {
        compose(message, &MessageSettings::default()).unwrap()
    }

    #[test]
    fn a_link_with_labelled_values_becomes_a_template_card() {
        let Shape::TextNotice { card } = shape(&message()) else { panic!("not a template card") };
        assert_eq!(card["card_action"], json!({ "type": 1, "url": "https://hr.example.com/m/tasks/1" }));
        assert_eq!(
            card["horizontal_content_list"][0],
            json!({ "type": 0, "keyname": "开始", "value": "2026-03-02" })
        );
        assert_eq!(card["jump_list"][0]["title"], "去审批");
        assert!(card.get("source").is_none());
    }

    #[test]
    fn labelled_values_beyond_the_sixth_become_lines() {
        let facts = (1..=8).map(|n| Fact::new(format!("第{n}项"), n.to_string())).collect();
        let Shape::TextNotice { card } = shape(&Message { facts, ..message() }) else { panic!() };
        assert_eq!(card["horizontal_content_list"].as_array().unwrap().len(), 6);
        assert_eq!(card["sub_title_text"], "张三申请年假 2 天\n第7项: 7\n第8项: 8");
    }

    #[test]
    fn without_template_cards_the_values_are_lines_of_a_text_card() {
        let settings = MessageSettings { template_cards: false, ..MessageSettings::default() };
        let Shape::TextCard { description, button, .. } = compose(&message(), &settings).unwrap() else {
            panic!()
        };
        assert!(description.contains("<div class=\"normal\">开始: 2026-03-02</div>"), "{description}");
        assert_eq!(button.as_deref(), Some("去审批"));
    }

    #[test]
    fn without_a_link_it_is_text() {
        let Shape::Text { content } = shape(&Message { link: None, ..message() }) else { panic!() };
        assert_eq!(content, "请假待审批\n张三申请年假 2 天\n开始: 2026-03-02\n结束: 2026-03-03");
    }

    #[test]
    fn every_shape_keeps_to_its_limits_however_long_the_message() {
        let long = "很长的一段话".repeat(500);
        let fact = Fact::new(long.clone(), long.clone());
        let endless = Message {
            title: long.clone(),
            body: vec![long.clone(), long.clone()],
            facts: vec![fact; 9],
            link: Some(Link { url: "https://hr.example.com/".to_owned(), label: Some(long.clone()) }),
            urgency: Urgency::High,
            dedupe_key: "k".to_owned(),
        };
        let Shape::Text { content } = shape(&Message { link: None, ..endless.clone() }) else { panic!() };
        assert!(content.len() <= 2048 && content.ends_with('…'));
        let Shape::TextCard { title, description, button, .. } =
            shape(&Message { facts: vec![], ..endless.clone() })
        else {
            panic!()
        };
        assert!(title.len() <= 128 && description.len() <= 512 && button.is_none());
        assert!(description.ends_with("</div>"));
        let Shape::TextNotice { card } = shape(&endless) else { panic!() };
        assert!(card["main_title"]["title"].as_str().unwrap().chars().count() <= 36);
        assert!(card["sub_title_text"].as_str().unwrap().chars().count() <= 160);
        assert!(card["horizontal_content_list"][5]["keyname"].as_str().unwrap().chars().count() <= 5);
    }

    #[test]
    fn markup_written_by_people_is_shown_and_not_obeyed() {
        let evil = "<a href=\"http://evil.example\">工资单</a>";
        let written = Message { title: evil.to_owned(), body: vec![evil.to_owned()], ..message() };
        for message in [
            Message { link: None, ..written.clone() },
            Message { facts: vec![], ..written.clone() },
            Message { facts: vec![Fact::new(evil, evil)], ..written },
        ] {
            let sent = shape(&message).body().to_string();
            assert!(!sent.contains("<a") && sent.contains("＜a"), "{sent}");
        }
    }

    #[test]
    fn links_are_web_addresses_or_nothing() {
        for url in [
            "javascript:alert(1)",
            "/m/tasks/1",
            "ftp://hr.example.com/",
            "https://",
            &format!("https://h/{}", "a".repeat(2048)),
        ] {
            let link = Some(Link { url: url.to_owned(), label: None });
            assert_eq!(
                compose(&Message { link, ..message() }, &MessageSettings::default()),
                Err(ComposeError::Link),
                "{url}"
            );
        }
    }

    #[test]
    fn a_message_that_says_nothing_is_refused() {
        let empty = Message { title: " \n".to_owned(), body: vec![String::new()], ..message() };
        assert_eq!(compose(&empty, &MessageSettings::default()), Err(ComposeError::Empty));
    }
}
