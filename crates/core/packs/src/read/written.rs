//! Values as they are written.

use toml::de::DeValue;

/// A plain value as text; numbers as they are written, without a detour over floats.
pub(super) fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Datetime(day) => Some(day.to_string()),
        _ => None,
    }
}

/// Any value on one line, to a bounded depth.
pub(super) fn written(value: &DeValue<'_>, depth: usize) -> String {
    if let Some(plain) = plain(value) {
        return plain;
    }
    match (value, depth.checked_sub(1)) {
        (DeValue::Boolean(flag), _) => flag.to_string(),
        (DeValue::Array(list), Some(depth)) => {
            let parts: Vec<_> = list.iter().map(|value| written(value.get_ref(), depth)).collect();
            format!("[{}]", parts.join(", "))
        }
        (DeValue::Table(table), Some(depth)) => {
            let mut parts: Vec<_> = table.iter().collect();
            parts.sort_by_key(|(key, _)| key.span().start);
            let parts: Vec<_> = parts
                .into_iter()
                .map(|(key, value)| format!("{} = {}", key.get_ref(), written(value.get_ref(), depth)))
                .collect();
            format!("{{{}}}", parts.join(", "))
        }
        _ => "…".to_owned(),
    }
}
