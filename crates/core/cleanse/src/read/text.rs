//! Words.

use heng_identifiers::{fold_width, is_han};

/// Half-width, invisible marks removed, runs of spaces made one, ends trimmed. Doing it twice changes nothing more.
pub(crate) fn clean(text: &str) -> String {
    let folded: String = fold_width(text).chars().filter(|c| !is_invisible(*c)).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cleaned text, or nothing when the cell only says that there is nothing: `-`, `/`, `无`, `N/A`.
pub(crate) fn meaningful(text: &str) -> Option<String> {
    let cleaned = clean(text);
    let nothing = cleaned.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '\\' | '_' | '.' | '*' | ' '))
        || matches!(
            cleaned.to_ascii_lowercase().as_str(),
            "无" | "空"
                | "暂无"
                | "没有"
                | "未填"
                | "未知"
                | "n/a"
                | "na"
                | "null"
                | "none"
                | "nil"
                | "nan"
                | "(空白)"
                | "(空)"
        );
    (!nothing).then_some(cleaned)
}

/// A name of a person: no spaces in a Chinese one, single spaces in others, one form of the middle dot.
pub(crate) fn person_name(text: &str) -> String {
    let cleaned = clean(text);
    let spaced = if cleaned.chars().any(is_han) {
        cleaned.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        cleaned
    };
    spaced.chars().map(|c| if matches!(c, '•' | '‧' | '・' | '∙' | '●' | '﹒') { '·' } else { c }).collect()
}

/// Whether a name looks like something else: digits in it, or a single character.
pub(crate) fn is_odd_name(name: &str) -> bool {
    name.chars().any(|c| c.is_ascii_digit()) || name.chars().count() < 2
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

/// The steps of a unit path written in one cell: `公司/大区/门店`, also with `>`, `\`, `|`, `→` or ` - `.
pub(crate) fn unit_path(text: &str) -> Vec<String> {
    clean(text)
        .replace(" - ", "/")
        .split(['/', '>', '\\', '|', '→', '»'])
        .map(|step| step.trim().to_owned())
        .filter(|step| !step.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_lose_their_padding() {
        for (typed, name) in [
            ("龚　丽 ", "龚丽"),
            (" 欧阳 娜娜", "欧阳娜娜"),
            ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
            ("John  Smith", "John Smith"),
            ("Ｊｏｈｎ", "John"),
            ("𠮷 田", "𠮷田"),
        ] {
            assert_eq!(person_name(typed), name);
        }
        assert!(is_odd_name("张3") && is_odd_name("张") && !is_odd_name("张三"));
    }

    #[test]
    fn cells_that_say_nothing_are_empty() {
        for text in ["", "  ", "-", "——", "/", "无", "N/A", "（空）"] {
            assert_eq!(meaningful(text), None, "{text}");
        }
        assert_eq!(meaningful("无锡").as_deref(), Some("无锡"));
    }

    #[test]
    fn paths_are_written_in_many_ways() {
        for text in [
            "甲公司/华东大区/一店",
            "甲公司 > 华东大区 > 一店",
            "甲公司\\华东大区\\一店",
            "甲公司 - 华东大区 - 一店",
            "/甲公司／华东大区/一店/",
        ] {
            assert_eq!(unit_path(text), ["甲公司", "华东大区", "一店"], "{text}");
        }
        assert_eq!(unit_path("R-D"), ["R-D"]);
    }

    proptest! {
        #[test]
        fn normalising_twice_is_normalising_once(text in any::<String>()) {
            prop_assert_eq!(clean(&clean(&text)), clean(&text));
            let name = person_name(&text);
            prop_assert_eq!(person_name(&name), name);
            let path = unit_path(&text);
            prop_assert_eq!(unit_path(&path.join("/")), path);
        }
    }
}
