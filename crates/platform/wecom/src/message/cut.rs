//! Cutting texts to the platform's lengths.

/// Stands for what was cut off.
const ELLIPSIS: char = '…';

/// The longest beginning of at most `limit` bytes that ends between characters.
pub fn cut_bytes(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or(text)
}

/// The longest beginning at most `limit` columns wide. The card fields are measured in Chinese characters, each as wide
/// as two Latin letters.
pub fn cut_columns(text: &str, limit: usize) -> &str {
    let mut width = 0;
    let end = text.char_indices().find(|(_, c)| {
        width += columns(*c);
        width > limit
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// As [`cut_bytes`], with an ellipsis inside the limit where something was cut.
pub(super) fn shorten_bytes(text: &str, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_owned();
    }
    let mut short = cut_bytes(text, limit.saturating_sub(ELLIPSIS.len_utf8())).trim_end().to_owned();
    short.push(ELLIPSIS);
    short
}

/// As [`cut_columns`], with an ellipsis inside the limit where something was cut.
pub(super) fn shorten_columns(text: &str, limit: usize) -> String {
    if cut_columns(text, limit).len() == text.len() {
        return text.to_owned();
    }
    let mut short = cut_columns(text, limit.saturating_sub(columns(ELLIPSIS))).trim_end().to_owned();
    short.push(ELLIPSIS);
    short
}

fn columns(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cases::{cases, text};

    /// `kept_bytes` is a ceiling: 2048 bytes do not end between two characters of three bytes each.
    #[test]
    fn texts_are_cut_to_bytes_between_characters() {
        for case in cases("wecom_batching").iter().filter(|case| case.kind == "truncate") {
            let number = |value: &serde_json::Value| usize::try_from(value.as_u64().unwrap()).unwrap();
            let unit = text(&case.input, "unit");
            let long = unit.repeat(number(&case.input["count"]));
            let kept = cut_bytes(&long, number(&case.input["limit_bytes"])).len();
            let ceiling = number(&case.expect["kept_bytes"]);
            assert!(kept <= ceiling && kept + unit.len() > ceiling, "{}: {kept}", case.id);
        }
    }

    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        assert_eq!(cut_columns("部门Department", 6), "部门De");
        assert_eq!(shorten_columns("Department", 10), "Department");
        assert_eq!(shorten_columns("申请人姓名全称", 10), "申请人姓…");
    }

    proptest! {
        #[test]
        fn a_shortened_text_fits_and_begins_like_the_text(text in ".{0,80}", limit in 3_usize..60) {
            let short = shorten_bytes(&text, limit);
            prop_assert!(short.len() <= limit);
            prop_assert!(short == text || text.starts_with(short.strip_suffix('…').unwrap()));
        }
    }
}
