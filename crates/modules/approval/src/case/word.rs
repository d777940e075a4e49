//! Core enums as the words their rows hold: exactly their serde codes.

use sea_orm::DbErr;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The word of a unit variant.
pub(crate) fn of(value: impl Serialize) -> Result<String, DbErr> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        Ok(other) => Err(DbErr::Json(format!("not a word: {other}"))),
        Err(error) => Err(DbErr::Json(error.to_string())),
    }
}

/// The variant of a word.
pub(crate) fn read<T: DeserializeOwned>(word: &str) -> Result<T, DbErr> {
    from(Value::String(word.to_owned()))
}

/// A value from its JSON form.
pub(crate) fn from<T: DeserializeOwned>(value: Value) -> Result<T, DbErr> {
    serde_json::from_value(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// A value in its JSON form.
pub(crate) fn json(value: impl Serialize) -> Result<Value, DbErr> {
    serde_json::to_value(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// A counter of the core as the column keeps it.
pub(crate) fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
