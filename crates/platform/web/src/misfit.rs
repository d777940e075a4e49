//! What serde says is wrong with a value, as a code and values for the words.
//!
//! Its messages are English prose with the value in them, which never leaves; what is told apart here is what a person who
//! fills in a form can do something about.

use crate::FieldError;

/// Messages of `chrono` about a text that is no day or no instant.
const NO_DATE: [&str; 7] = [
    "input contains invalid characters",
    "premature end of input",
    "input is out of range",
    "no possible date and time matching input",
    "input is not enough for unique date and time",
    "trailing input",
    "bad or unsupported format string",
];

/// The field at `place` with what the message says is wrong with it.
pub(crate) fn field_error(place: &str, message: &str) -> FieldError {
    let named = |start: &str| message.strip_prefix(start).and_then(|rest| rest.split('`').next());
    if let Some(name) = named("missing field `") {
        let inside = if place == "." { name.to_owned() } else { format!("{place}.{name}") };
        return FieldError::new(inside, "required");
    }
    // serde_path_to_error's path already ends with the unknown field's name.
    if named("unknown field `").is_some() {
        return FieldError::new(place, "unknown_field");
    }
    if let Some(rest) = message.strip_prefix("unknown variant `") {
        return FieldError::new(place, "unknown_choice").with("choices", choices(rest));
    }
    if message.starts_with("provided string was not `true` or `false`") {
        return FieldError::new(place, "unknown_choice").with("choices", vec!["true", "false"]);
    }
    FieldError::new(place, code(message))
}

fn code(message: &str) -> &'static str {
    if message.starts_with("invalid type") {
        return "wrong_type";
    }
    if NO_DATE.iter().any(|said| message.starts_with(said)) {
        return "not_a_date";
    }
    if message.starts_with("UUID parsing failed") {
        return "not_an_id";
    }
    if message.starts_with("invalid digit found in string") {
        return "not_a_number";
    }
    if message.starts_with("number too ")
        || message.starts_with("invalid value: integer")
        || message.starts_with("invalid value: floating point")
    {
        return "out_of_range";
    }
    "not_allowed"
}

/// The words in backticks after the first of them, which is the value that was sent.
fn choices(rest: &str) -> Vec<&str> {
    let expected = rest.rsplit_once("`, expected ").map_or("", |(_, expected)| expected);
    expected.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        Red,
        Green,
        Blue,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Side {
        Left,
        Right,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Form {
        colour: Option<Colour>,
        side: Option<Side>,
        day: Option<chrono::NaiveDate>,
        at: Option<chrono::DateTime<chrono::Utc>>,
        id: Option<uuid::Uuid>,
        few: Option<u8>,
        yes: Option<bool>,
    }

    fn wrong(field: &str, value: Value) -> FieldError {
        let text = json!({ field: value }).to_string();
        let mut reader = serde_json::Deserializer::from_str(&text);
        let error = serde_path_to_error::deserialize::<_, Form>(&mut reader).unwrap_err();
        let place = error.path().to_string();
        field_error(&place, &error.into_inner().to_string())
    }

    fn asked(query: &str) -> FieldError {
        let reader = serde_html_form::Deserializer::from_bytes(query.as_bytes());
        let error = serde_path_to_error::deserialize::<_, Form>(reader).unwrap_err();
        let place = error.path().to_string();
        field_error(&place, &error.into_inner().to_string())
    }

    #[test]
    fn an_unknown_choice_is_told_with_the_choices() {
        let three = FieldError::new("colour", "unknown_choice").with("choices", vec!["red", "green", "blue"]);
        assert_eq!(wrong("colour", json!("pink")), three);
        assert_eq!(wrong("colour", json!("x`, expected `y")), three, "what was sent never comes back");
        let two = FieldError::new("side", "unknown_choice").with("choices", vec!["left", "right"]);
        assert_eq!(wrong("side", json!("up")), two);
        assert_eq!(asked("side=up"), two);
        let bool = FieldError::new("yes", "unknown_choice").with("choices", vec!["true", "false"]);
        assert_eq!(asked("yes=ja"), bool);
    }

    #[test]
    fn a_value_of_the_wrong_form_is_named_by_what_it_should_have_been() {
        for (field, value, code) in [
            ("day", json!("2026-02-30"), "not_a_date"),
            ("day", json!("30.2.2026"), "not_a_date"),
            ("day", json!("2026-02"), "not_a_date"),
            ("day", json!(""), "not_a_date"),
            ("day", json!("2026-02-01x"), "not_a_date"),
            ("at", json!("yesterday"), "not_a_date"),
            ("at", json!("2026-02-30T00:00:00Z"), "not_a_date"),
            ("id", json!("7"), "not_an_id"),
            ("few", json!(-1), "out_of_range"),
            ("few", json!(256), "out_of_range"),
            ("few", json!("7"), "wrong_type"),
            ("more", json!(1), "unknown_field"),
        ] {
            assert_eq!(wrong(field, value.clone()), FieldError::new(field, code), "{field} {value}");
        }
        for (query, field, code) in [
            ("day=tomorrow", "day", "not_a_date"),
            ("few=many", "few", "not_a_number"),
            ("few=300", "few", "out_of_range"),
            ("id=7", "id", "not_an_id"),
        ] {
            assert_eq!(asked(query), FieldError::new(field, code), "{query}");
        }
    }
}
