//! Words.

use std::{collections::HashMap, sync::LazyLock};

use heng_identifiers::{fold_width, is_han};

/// Traditional characters of titles and words of choice.
const TRADITIONAL: &str = "員編號職證電話聯絡機門組織區級崗別間離狀態轉開結資銀戶備註類國際屬領導匯報經單積參險稱務層產廠進賬帳碼護實應終簽訂試對線總歲齡業現約檔體長時緊親學歷額費動質無設極";
/// The same, simplified.
const SIMPLIFIED: &str = "员编号职证电话联络机门组织区级岗别间离状态转开结资银户备注类国际属领导汇报经单积参险称务层产厂进账帐码护实应终签订试对线总岁龄业现约档体长时紧亲学历额费动质无设极";

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

/// A name of a person: no spaces between Chinese characters and around the middle dot, single spaces elsewhere, one form of the
/// middle dot.
pub(crate) fn person_name(text: &str) -> String {
    let dotted: Vec<char> = clean(text)
        .chars()
        .map(|c| if matches!(c, '•' | '‧' | '・' | '∙' | '●' | '﹒') { '·' } else { c })
        .collect();
    let binds = |c: Option<&char>| c.is_none_or(|c| is_han(*c) || *c == '·');
    let dot = |c: Option<&char>| c == Some(&'·');
    let mut name = String::new();
    for (at, c) in dotted.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|at| dotted.get(at)), dotted.get(at + 1));
        let padding = c.is_whitespace() && (binds(before) && binds(after) || dot(before) || dot(after));
        if !padding {
            name.push(*c);
        }
    }
    name
}

/// Whether a name looks like something else: digits in it, a single character, or the marks that are left where an encoding
/// had no place for a rare character.
pub(crate) fn is_odd_name(name: &str) -> bool {
    let lost = |c: char| matches!(c, '?' | '\u{FFFD}' | '□' | '■' | '\u{E000}'..='\u{F8FF}');
    name.chars().any(|c| c.is_ascii_digit() || lost(c)) || name.chars().count() < 2
}

/// The traditional characters that stand in titles and in words of choice, as simplified ones; names are never touched.
pub(crate) fn simplified(text: &str) -> String {
    static PAIRS: LazyLock<HashMap<char, char>> =
        LazyLock::new(|| TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect());
    text.chars().map(|c| PAIRS.get(&c).copied().unwrap_or(c)).collect()
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
            ("约翰 John  Smith", "约翰 John Smith"),
            ("买买提 · 吐尔逊", "买买提·吐尔逊"),
            ("Jean - Luc", "Jean - Luc"),
        ] {
            assert_eq!(person_name(typed), name);
        }
        assert!(is_odd_name("张3") && is_odd_name("张") && !is_odd_name("张三"));
        assert!(is_odd_name("王?") && is_odd_name("王\u{E863}") && !is_odd_name("王䶮"), "a lost character");
    }

    #[test]
    fn traditional_titles_read_as_simplified_ones() {
        assert_eq!(simplified("員工編號 離職日期 匯報對象"), "员工编号 离职日期 汇报对象");
        let pairs = [TRADITIONAL, SIMPLIFIED].map(|text| text.chars().count());
        assert_eq!(pairs[0], pairs[1]);
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
