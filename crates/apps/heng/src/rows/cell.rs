//! One value.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use heng_migration::ddl::Kind;
use sea_orm::{DbErr, QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Absent.
    Null,
    /// UUID.
    Id(Uuid),
    /// Text.
    Text(String),
    /// Whole number of either width.
    Number(i64),
    /// Truth.
    Bool(bool),
    /// Day.
    Date(NaiveDate),
    /// Instant, in microseconds.
    Instant(DateTime<Utc>),
    /// JSON with its keys in order.
    Json(Json),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    /// Reads a column of this kind.
    pub(super) fn read(row: &QueryResult, column: &str, kind: Kind) -> Result<Self, DbErr> {
        Ok(match kind {
            Kind::Id => row.try_get::<Option<Uuid>>("", column)?.map(Self::Id),
            Kind::Text => row.try_get::<Option<String>>("", column)?.map(Self::Text),
            Kind::Int => row.try_get::<Option<i32>>("", column)?.map(|n| Self::Number(n.into())),
            Kind::Big => row.try_get::<Option<i64>>("", column)?.map(Self::Number),
            Kind::Bool => row.try_get::<Option<bool>>("", column)?.map(Self::Bool),
            Kind::Date => row.try_get::<Option<NaiveDate>>("", column)?.map(Self::Date),
            Kind::Instant => row.try_get::<Option<DateTime<Utc>>>("", column)?.map(Self::Instant),
            Kind::Json => row.try_get::<Option<Json>>("", column)?.map(|json| Self::Json(ordered(json))),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", column)?.map(Self::Bytes),
        }
        .unwrap_or(Self::Null))
    }

    /// For binding to a statement. The kind says which absence it is.
    pub(super) fn bind(self, kind: Kind) -> Value {
        match self {
            Self::Null => match kind {
                Kind::Id => Value::Uuid(None),
                Kind::Text => Value::String(None),
                Kind::Int => Value::Int(None),
                Kind::Big => Value::BigInt(None),
                Kind::Bool => Value::Bool(None),
                Kind::Date => Value::ChronoDate(None),
                Kind::Instant => Value::ChronoDateTimeUtc(None),
                Kind::Json => Value::Json(None),
                Kind::Bytes => Value::Bytes(None),
            },
            Self::Id(id) => id.into(),
            Self::Text(text) => text.into(),
            Self::Number(n) if kind == Kind::Int => i32::try_from(n).ok().into(),
            Self::Number(n) => n.into(),
            Self::Bool(truth) => truth.into(),
            Self::Date(day) => day.into(),
            Self::Instant(at) => at.into(),
            Self::Json(json) => json.into(),
            Self::Bytes(bytes) => bytes.into(),
        }
    }

    /// A form that is the same for the same value, whichever database it came from.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Id(id) => id.to_string().into(),
            Self::Text(text) => text.clone().into(),
            Self::Number(n) => (*n).into(),
            Self::Bool(truth) => (*truth).into(),
            Self::Date(day) => day.to_string().into(),
            Self::Instant(at) => at.timestamp_micros().into(),
            // Wrapped, so that a JSON null differs from an absent value.
            Self::Json(json) => Json::Array(vec![json.clone()]),
            Self::Bytes(bytes) => STANDARD.encode(bytes).into(),
        }
    }

    /// Back from [`Cell::to_json`]; `None` when the form does not fit the kind.
    pub fn from_json(kind: Kind, json: Json) -> Option<Self> {
        Some(match (kind, json) {
            (_, Json::Null) => Self::Null,
            (Kind::Id, Json::String(text)) => Self::Id(text.parse().ok()?),
            (Kind::Text, Json::String(text)) => Self::Text(text),
            (Kind::Int | Kind::Big, Json::Number(n)) => Self::Number(n.as_i64()?),
            (Kind::Bool, Json::Bool(truth)) => Self::Bool(truth),
            (Kind::Date, Json::String(text)) => Self::Date(text.parse().ok()?),
            (Kind::Instant, Json::Number(n)) => Self::Instant(DateTime::from_timestamp_micros(n.as_i64()?)?),
            (Kind::Json, Json::Array(one)) => Self::Json(one.into_iter().next()?),
            (Kind::Bytes, Json::String(text)) => Self::Bytes(STANDARD.decode(text).ok()?),
            _ => return None,
        })
    }
}

/// Keys in order, at every depth: PostgreSQL orders them its own way, SQLite keeps the text.
fn ordered(json: Json) -> Json {
    match json {
        Json::Object(map) => {
            let mut entries: Vec<_> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(entries.into_iter().map(|(key, value)| (key, ordered(value))).collect())
        }
        Json::Array(items) => Json::Array(items.into_iter().map(ordered).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_value_comes_back_from_its_json_form() {
        for (kind, cell) in [
            (Kind::Text, Cell::Null),
            (Kind::Id, Cell::Id(Uuid::from_u128(7))),
            (Kind::Text, Cell::Text("衡\0".to_owned())),
            (Kind::Big, Cell::Number(i64::MIN)),
            (Kind::Bool, Cell::Bool(true)),
            (Kind::Date, Cell::Date("0001-01-01".parse().unwrap())),
            (Kind::Instant, Cell::Instant("1969-12-31T23:59:59.999999Z".parse().unwrap())),
            (Kind::Json, Cell::Json(Json::Null)),
            (Kind::Json, Cell::Json(json!({"a": [1, {"b": 2}]}))),
            (Kind::Bytes, Cell::Bytes(vec![0, 255])),
        ] {
            assert_eq!(Cell::from_json(kind, cell.to_json()), Some(cell));
        }
    }

    #[test]
    fn forms_that_do_not_fit_the_kind_are_refused() {
        for (kind, form) in [
            (Kind::Id, json!("x")),
            (Kind::Big, json!(1.5)),
            (Kind::Date, json!("2026-02-30")),
            (Kind::Json, json!("x")),
            (Kind::Bytes, json!("?")),
            (Kind::Bool, json!(1)),
        ] {
            assert_eq!(Cell::from_json(kind, form), None);
        }
    }

    #[test]
    fn objects_are_put_in_order_at_every_depth() {
        let text = ordered(json!({"b": {"z": 1, "a": 2}, "a": []})).to_string();
        assert_eq!(text, r#"{"a":[],"b":{"a":2,"z":1}}"#);
    }
}
