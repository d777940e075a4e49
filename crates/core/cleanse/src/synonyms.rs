//! The titles people give their columns.

use std::{collections::HashMap, sync::LazyLock};

use heng_identifiers::{fold_width, is_han};

use crate::{field::Field, read::text::simplified};

/// One line per field: its code, a colon, titles as they read after [`title_key`].
const TITLES: &str = include_str!("titles.txt");

/// Words in or over a title that is about somebody else, or about another name of the employee.
const OTHER_PEOPLE: [&str; 10] =
    ["紧急", "联系人", "家属", "亲属", "配偶", "子女", "推荐人", "emergency", "spouse", "next of kin"];

/// What a bracket behind 姓名 says when it is not the name of the document.
const OTHER_NAMES: [&str; 6] = ["英文", "拼音", "曾用", "english", "pinyin", "alias"];

/// Titles that say what they are of only together with the group above them: 编号 under 合同 is no employee number.
const BARE: [&str; 12] =
    ["编号", "状态", "账号", "卡号", "等级", "级别", "单位", "机构", "number", "no", "status", "level"];

/// Groups that are about the employee as such.
const OWN_GROUPS: [&str; 14] = [
    "基本", "基础", "员工", "人员", "个人", "人事", "工作", "任职", "岗位", "在职", "组织", "银行", "basic",
    "employ",
];

/// Words that make a title about something else: 部门HRBP is nobody's department.
const OTHERS: [&str; 7] = ["mail", "head", "leader", "hrbp", "owner", "cost", "desc"];

/// Words that make a title's other half the number of a thing: 部门ID is not the department.
const NUMBERINGS: [&str; 6] = ["id", "code", "no", "num", "number", "uuid"];

static FIELDS: LazyLock<HashMap<&str, Field>> = LazyLock::new(|| titles().collect());

/// Every title with its field, in the order of the file.
fn titles() -> impl Iterator<Item = (&'static str, Field)> {
    TITLES.lines().filter_map(|line| line.split_once(": ")).flat_map(|(code, titles)| {
        let field = Field::ALL.into_iter().find(|field| field.code() == code);
        titles.split(' ').filter_map(move |title| field.map(|field| (title, field)))
    })
}

fn find(key: &str) -> Option<Field> {
    FIELDS.get(key).copied()
}

/// The field a title names; titles that merely contain a known word (紧急联系人电话) name none.
pub(crate) fn field_of(title: &str) -> Option<Field> {
    let whole = simplified(&fold_width(title).to_lowercase());
    if OTHER_PEOPLE.iter().chain(&OTHER_NAMES).any(|word| whole.contains(word)) {
        return None;
    }
    let key = title_key(title);
    let bare = |prefix: &str| find(key.strip_prefix(prefix)?);
    find(&key)
        .or_else(|| bare("员工"))
        .or_else(|| bare("现"))
        .or_else(|| find(key.trim_start_matches(|c: char| c.is_ascii_digit())))
        .or_else(|| in_two_languages(&key))
}

/// `姓名 Name`, `入职日期/Onboard Date`: the Chinese half decides where it is plain enough, else the English one.
fn in_two_languages(key: &str) -> Option<Field> {
    let (han, latin): (String, String) =
        key.chars().filter(|c| is_han(*c) || c.is_ascii_alphanumeric()).partition(|c| is_han(*c));
    if han.is_empty() || latin.is_empty() {
        return None;
    }
    let numbered = NUMBERINGS.contains(&latin.as_str());
    let plain = han.chars().count() >= 3
        || matches!(han.as_str(), "姓名" | "工号" | "性别" | "部门" | "岗位" | "职位" | "职级" | "公司");
    match (find(&han), find(&latin)) {
        (Some(Field::Number | Field::IdNumber | Field::BankCard | Field::Manager | Field::Mobile), _)
            if numbered =>
        {
            find(&han)
        }
        (_, known) if numbered || known.is_none() && OTHERS.iter().any(|word| latin.contains(word)) => None,
        (Some(by_han), Some(by_latin)) if plain || by_han == by_latin => Some(by_han),
        (Some(by_han), None) if plain => Some(by_han),
        (None, Some(by_latin)) if latin.len() >= 6 => Some(by_latin),
        _ => None,
    }
}

/// The field of a title under a group: 合同 over 开始 reads as 合同开始. What stands under 紧急联系人 is not about the employee,
/// and a bare 编号 or 状态 under 合同 or 社保 is not theirs either.
pub(crate) fn field_under(group: &str, title: &str) -> Option<Field> {
    let key = title_key(group);
    if OTHER_PEOPLE.iter().any(|word| key.contains(word)) {
        return None;
    }
    let own = || {
        // A group that is a title itself was merged downward, or reaches too far.
        let of_the_group = !key.is_empty()
            && find(&key).is_none()
            && BARE.contains(&title_key(title).as_str())
            && !OWN_GROUPS.iter().any(|word| key.contains(word));
        if of_the_group { None } else { field_of(title) }
    };
    find(&format!("{key}{}", title_key(title))).or_else(own)
}

/// Whether the title asks for somebody's number rather than their name.
pub(crate) fn asks_for_a_number(title: &str) -> bool {
    let key = title_key(title);
    ["工号", "编号", "编码", "id", "no", "number"].iter().any(|word| key.ends_with(word))
}

/// Whether the title numbers its level: 一级部门, as against 车间 and 班组, whose order is that of the columns.
pub(crate) fn numbers_its_level(title: &str) -> bool {
    let key = title_key(title);
    key.contains('级') || key.contains("level")
}

/// A title without width, case, spaces, marks of must-fill and hints in brackets, in simplified characters.
pub(crate) fn title_key(title: &str) -> String {
    let folded = simplified(&fold_width(title).to_lowercase());
    let outside = without_brackets(&folded);
    let said = if outside.trim().is_empty() { folded.as_str() } else { outside.as_str() };
    said.chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_ascii_punctuation()
                && !matches!(c, '、' | '。' | '·' | '|' | '※' | '★')
        })
        .collect()
}

/// What stands outside of all brackets; one that is never closed ends the text.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' | '「' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' | '」' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Whether the title says that amounts are in units of ten thousand.
pub(crate) fn in_ten_thousands(title: &str) -> bool {
    let folded = simplified(&fold_width(title));
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
            ("【必填】姓名", Field::Name),
            ("[必填] 部门", Field::Unit),
            ("(必填)入职日期", Field::Hired),
            ("1. 姓名", Field::Name),
            ("Employee No.", Field::Number),
            ("基本工资(元/月)", Field::BasePay),
            ("ＩＤ number", Field::IdNumber),
            ("员工性别", Field::Sex),
            ("合同\n到期日", Field::ContractEnd),
            ("現合同到期日", Field::ContractEnd),
        ] {
            assert_eq!(field_of(title), Some(field), "{title}");
        }
        for title in [
            "紧急联系人电话",
            "手机号（紧急联系人）",
            "姓名（拼音）",
            "英文名",
            "部门负责人",
            "家庭住址",
            "参加工作日期",
            "首次合同起始日",
            "公积金账号",
            "",
        ] {
            assert_eq!(field_of(title), None, "{title}");
        }
        assert_eq!(field_under("合同", "开始"), Some(Field::ContractStart));
        assert_eq!(field_under("基本信息", "电话"), Some(Field::Mobile));
        assert_eq!(field_under("紧急联系人", "电话"), None);
        assert!(in_ten_thousands("年薪（万元）") && !in_ten_thousands("基本工资(元)"));
    }

    #[test]
    fn a_bare_title_is_about_its_group() {
        for (group, title) in
            [("合同信息", "编号"), ("社保", "账号"), ("公积金", "账号"), ("合同", "状态"), ("学历", "级别")]
        {
            assert_eq!(field_under(group, title), None, "{group} {title}");
        }
        assert_eq!(field_under("员工基本信息", "编号"), Some(Field::Number));
        assert_eq!(field_under("银行卡信息", "账号"), Some(Field::BankCard));
        assert_eq!(field_under("", "状态"), Some(Field::Status));
        assert_eq!(field_under("编号", "编号"), Some(Field::Number), "merged downward");
        assert_eq!(field_under("上级", "工号"), Some(Field::Manager));
    }

    #[test]
    fn titles_in_two_languages_and_in_traditional_characters() {
        for (title, field) in [
            ("姓名 Name", Field::Name),
            ("Employee ID 员工编号", Field::Number),
            ("部门\nDepartment", Field::Unit),
            ("入职日期 / Onboard Date", Field::Hired),
            ("直属上级 Line Manager", Field::Manager),
            ("雇佣日 Hire Date", Field::Hired),
            ("證件號碼", Field::IdNumber),
            ("員工編號", Field::Number),
            ("部門", Field::Unit),
            ("職位", Field::Job),
            ("離職日期", Field::LastDay),
            ("手提電話", Field::Mobile),
            ("直屬上級", Field::Manager),
            ("員工ID", Field::Number),
            ("直属上级ID", Field::Manager),
        ] {
            assert_eq!(field_of(title), Some(field), "{title}");
        }
        for title in
            ["部门ID", "岗位 Code", "部门HRBP", "直属上级 Email", "QQ账号", "OA 账号", "家庭电话 Home Phone"]
        {
            assert_eq!(field_of(title), None, "{title}");
        }
    }
}
