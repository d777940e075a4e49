//! Text cards and template cards of type `text_notice`.

use serde_json::Value;

use super::fields::{Fields, Limit, parameter};
use crate::wecom_fake::answer::{ApiFault, fault};

type Check = Result<(), ApiFault>;

pub(super) fn text_card(value: &Value) -> Check {
    let card = Fields::of(value, "textcard")?.only(&["title", "description", "url", "btntxt"])?;
    card.required("title", Limit::Bytes(128))?;
    card.text("btntxt", Limit::Chars(4))?;
    card.address("url")?;
    only_known_markup(card.required("description", Limit::Bytes(512))?)
}

/// A description may hold line breaks and three kinds of `div`; anything else was written by somebody and not escaped.
fn only_known_markup(description: &str) -> Check {
    let mut rest = description.to_owned();
    for known in
        ["<div class=\"gray\">", "<div class=\"normal\">", "<div class=\"highlight\">", "</div>", "<br>"]
    {
        rest = rest.replace(known, "");
    }
    if rest.contains(['<', '>']) {
        Err(parameter("textcard", "description has unknown markup"))
    } else {
        Ok(())
    }
}

pub(super) fn template_card(value: &Value) -> Check {
    let card = Fields::of(value, "template_card")?;
    if card.required("card_type", Limit::Bytes(64))? != "text_notice" {
        return Err(fault(40008, "invalid message type: this card_type is not simulated"));
    }
    card.only(&[
        "card_type",
        "source",
        "main_title",
        "emphasis_content",
        "sub_title_text",
        "horizontal_content_list",
        "jump_list",
        "card_action",
        "task_id",
    ])?;
    let sub_title = card.text("sub_title_text", Limit::Wide(160))?;
    let title = card.value("main_title").map_or(Ok(""), main_title)?;
    if sub_title.is_empty() && title.is_empty() {
        return Err(parameter("template_card", "needs main_title.title or sub_title_text"));
    }
    card.value("source").map_or(Ok(()), source)?;
    card.value("emphasis_content").map_or(Ok(()), emphasis)?;
    card.list("horizontal_content_list", 6)?.iter().try_for_each(horizontal)?;
    card.list("jump_list", 3)?.iter().try_for_each(jump)?;
    let action =
        card.value("card_action").ok_or_else(|| parameter("template_card", "card_action missing"))?;
    card_action(action)?;
    card.value("task_id").map_or(Ok(()), task_id)
}

fn main_title(value: &Value) -> Result<&str, ApiFault> {
    let title = Fields::of(value, "main_title")?.only(&["title", "desc"])?;
    title.text("desc", Limit::Wide(44))?;
    title.text("title", Limit::Wide(36))
}

fn source(value: &Value) -> Check {
    let source = Fields::of(value, "source")?.only(&["icon_url", "desc", "desc_color"])?;
    source.text("desc", Limit::Wide(13))?;
    source.number("desc_color", 0, 3, 0)?;
    if source.value("icon_url").is_some() { source.address("icon_url") } else { Ok(()) }
}

fn emphasis(value: &Value) -> Check {
    let emphasis = Fields::of(value, "emphasis_content")?.only(&["title", "desc"])?;
    emphasis.text("title", Limit::Wide(14))?;
    emphasis.text("desc", Limit::Wide(22)).map(drop)
}

fn horizontal(value: &Value) -> Check {
    let row = Fields::of(value, "horizontal_content_list")?;
    row.only(&["type", "keyname", "value", "url", "media_id", "userid"])?;
    row.required("keyname", Limit::Wide(5))?;
    row.text("value", Limit::Wide(30))?;
    match row.number("type", 0, 3, 0)? {
        1 => row.address("url"),
        2 => row.required("media_id", Limit::Bytes(256)).map(drop),
        3 => row.required("userid", Limit::Bytes(64)).map(drop),
        _ => Ok(()),
    }
}

fn jump(value: &Value) -> Check {
    let jump = Fields::of(value, "jump_list")?.only(&["type", "title", "url", "appid", "pagepath"])?;
    jump.required("title", Limit::Wide(13))?;
    match jump.number("type", 0, 2, 0)? {
        1 => jump.address("url"),
        2 => jump.required("appid", Limit::Bytes(64)).map(drop),
        _ => Ok(()),
    }
}

fn card_action(value: &Value) -> Check {
    let action = Fields::of(value, "card_action")?.only(&["type", "url", "appid", "pagepath"])?;
    match action.number("type", 1, 2, 0)? {
        1 => action.address("url"),
        _ => action.required("appid", Limit::Bytes(64)).map(drop),
    }
}

fn task_id(value: &Value) -> Check {
    let text = value.as_str().unwrap_or_default();
    let good = (1..=128).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'@'));
    if good {
        Ok(())
    } else {
        Err(parameter("template_card", "task_id must be 1 to 128 of 0-9 A-Z a-z _ - @"))
    }
}
