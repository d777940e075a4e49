//! The titles people give their columns.

use std::{collections::HashMap, sync::LazyLock};

use heng_identifiers::fold_width;

use crate::field::Field;

/// One line per field: its code, a colon, titles as they read after [`title_key`].
const TITLES: &str = include_str!("titles.txt");

/// Words over a group of columns that is about somebody else.
const OTHER_PEOPLE: [&str; 9] =
    ["紧急", "联系人", "家属", "亲属", "配偶", "子女", "推荐人", "emergency", "spouse"];

static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| titles().collect());

/// Every title with its field, in the order of the file.
fn titles() -> impl Iterator<Item = (&'static str, Field)> {
    TITLES.lines().filter_map(|line| line.split_once(": ")).flat_map(|(code, titles)| {
        let field = Field::ALL.into_iter().find(|field| field.code() == code);
        titles.split(' ').filter_map(move |title| field.map(|field| (title, field)))
    })
}

/// The field a title names; titles that merely contain a known word (紧急联系人电话) name none.
pub(crate) fn field_of(title: &str) -> Option<Field> {
    let key = title_key(title);
    let find = |key: &str| FIELDS.get(key).copied();
    find(&key).or_else(|| find(key.strip_prefix("员工")?)).or_else(|| find(key.strip_prefix("现")?))
}

/// The field of a title under a group: 合同 over 开始 reads as 合同开始. What stands under 紧急联系人 is not about the employee.
pub(crate) fn field_under(group: &str, title: &str) -> Option<Field> {
    let key = title_key(group);
    if OTHER_PEOPLE.iter().any(|word| key.contains(word)) {
        return None;
    }
    field_of(&format!("{group}{title}")).or_else(|| field_of(title))
}

/// A title without width, case, spaces, marks of must-fill and hints in brackets.
pub(crate) fn title_key(title: &str) -> String {
    let folded = fold_width(title).to_lowercase();
    let bare = folded
        .split_once('(')
        .map_or(folded.as_str(), |(before, _)| if before.trim().is_empty() { &folded } else { before });
    bare.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-' | '.' | '#' | '/' | '、'))
        .collect()
}

/// Whether the title says that amounts are in units of ten thousand.
pub(crate) fn in_ten_thousands(title: &str) -> bool {
    let folded = fold_width(title);
    folded.contains("(万") || folded.contains("/万元") || folded.ends_with("万元")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_title_names_two_fields_and_each_reads_as_itself() {
        let mut seen = BTreeMap::new();
        for (title, field) in titles() {
            assert_eq!(seen.insert(title, field), None, "{title}");
            assert_eq!(title_key(title), title);
            assert_eq!(field_of(title), Some(field), "{title}");
        }
        assert!(Field::ALL.iter().all(|field| seen.values().any(|titled| titled == field)));
    }

    #[test]
    fn dress_does_not_hide_a_title() {
        for (title, field) in [
            ("* 姓 名", Field::Name),
            ("身份证号码（必填）", Field::IdNumber),
            ("Employee No.", Field::Number),
            ("基本工资(元/月)", Field::BasePay),
            ("ＩＤ number", Field::IdNumber),
            ("员工性别", Field::Sex),
            ("合同\n到期日", Field::ContractEnd),
        ] {
            assert_eq!(field_of(title), Some(field), "{title}");
        }
        for title in ["紧急联系人电话", "部门负责人", "家庭住址", ""] {
            assert_eq!(field_of(title), None, "{title}");
        }
        assert_eq!(field_under("合同", "开始"), Some(Field::ContractStart));
        assert_eq!(field_under("基本信息", "电话"), Some(Field::Mobile));
        assert_eq!(field_under("紧急联系人", "电话"), None);
        assert!(in_ten_thousands("年薪（万元）") && !in_ten_thousands("基本工资(元)"));
    }
}
