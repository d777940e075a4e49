//! How names are put in order and found.

use std::collections::BTreeSet;

use heng_identifiers::{fold_width, is_han};
use pinyin::{ToPinyin, ToPinyinMulti};

/// Surnames whose reading differs from the everyday one.
const SURNAMES: &[(char, &str)] = &[
    ('曾', "zeng"),
    ('单', "shan"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('朴', "piao"),
    ('区', "ou"),
    ('任', "ren"),
    ('盖', "ge"),
    ('翟', "zhai"),
    ('覃', "qin"),
    ('尉', "wei"),
    ('燕', "yan"),
    ('华', "hua"),
    ('缪', "miao"),
    ('秘', "bi"),
    ('乐', "yue"),
    ('宁', "ning"),
    ('葛', "ge"),
    ('万', "wan"),
    ('洗', "xian"),
    ('召', "shao"),
    ('逄', "pang"),
];

/// A name as it is stored: half-width Latin, no stray blanks. Between Chinese characters no blank is kept; words of other
/// scripts stay apart by one.
pub fn tidy(name: &str) -> String {
    let mut tidied = String::new();
    for word in fold_width(name).split(|c: char| c.is_whitespace() || c.is_control()) {
        let glue = tidied.chars().last().is_none_or(is_chinese) || word.chars().next().is_none_or(is_chinese);
        if !glue && !word.is_empty() {
            tidied.push(' ');
        }
        tidied.push_str(word);
    }
    tidied
}

/// What names are sorted by: pinyin, then the name itself, so that one name always sorts the same way.
pub fn sort_name(name: &str) -> String {
    format!("{}\u{1}{name}", readings(name).join(" "))
}

/// Every word an employment is found by: the name and its tail ends, pinyin in full, of the given name and as initials,
/// other readings of its first characters, words of Latin names, former names, the number with and without its head.
pub fn tokens(name: &str, former: &[String], number: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in std::iter::once(name).chain(former.iter().map(String::as_str)) {
        name_tokens(&folded(name), &mut found);
    }
    let number = folded(number);
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_start_matches('0');
    found.insert(digits.to_owned());
    found.insert(number);
    found.remove("");
    found
}

/// The words of a search: each must be found.
pub fn words(query: &str) -> Vec<String> {
    let mut words: Vec<String> =
        fold_width(query).split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(5);
    words
}

fn name_tokens(name: &str, found: &mut BTreeSet<String>) {
    let chars: Vec<char> = name.chars().collect();
    for start in 0..chars.len().min(8) {
        found.insert(chars.iter().skip(start).collect());
    }
    found.extend(name.split(' ').map(ToOwned::to_owned));
    let main = readings(name);
    let mut variants = vec![main];
    for (place, other) in other_readings(&chars) {
        let mut variant = variants.first().cloned().unwrap_or_default();
        if let Some(syllable) = variant.get_mut(place) {
            *syllable = other;
            variants.push(variant);
        }
    }
    for syllables in variants.iter().take(8) {
        for start in 0..syllables.len().min(4) {
            found.insert(syllables.iter().skip(start).map(String::as_str).collect());
        }
        found.insert(syllables.iter().filter_map(|s| s.chars().next()).collect());
    }
}

/// The reading of each character; a run of anything that is not Chinese is read as it stands.
fn readings(name: &str) -> Vec<String> {
    let mut read: Vec<String> = vec![];
    let mut run = String::new();
    for (place, c) in name.chars().enumerate() {
        let surname = SURNAMES.iter().find(|(s, _)| place == 0 && *s == c).map(|(_, r)| *r);
        match surname.or_else(|| c.to_pinyin().map(pinyin::Pinyin::plain)) {
            Some(syllable) => {
                read.extend((!run.is_empty()).then(|| std::mem::take(&mut run)));
                read.push(syllable.replace('ü', "v"));
            }
            None if c == ' ' => read.extend((!run.is_empty()).then(|| std::mem::take(&mut run))),
            None => run.extend(c.to_lowercase()),
        }
    }
    read.extend((!run.is_empty()).then_some(run));
    read
}

fn other_readings(chars: &[char]) -> Vec<(usize, String)> {
    if !chars.iter().copied().all(is_chinese) {
        return vec![];
    }
    let mut others = vec![];
    for (place, c) in chars.iter().enumerate().take(4) {
        let Some(many) = c.to_pinyin_multi() else { continue };
        let plain: BTreeSet<&str> = many.into_iter().map(pinyin::Pinyin::plain).collect();
        others.extend(plain.into_iter().map(|reading| (place, reading.replace('ü', "v"))));
    }
    others
}

fn folded(text: &str) -> String {
    tidy(text).to_lowercase()
}

/// What a name in Chinese is written with: its characters and the dot between the parts of a foreign one.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '·' | '•')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_itself_by_pinyin_and_by_initials() {
        let found = tokens("曾国藩", &["曾子城".to_owned()], "E00120");
        for word in [
            "曾国藩",
            "国藩",
            "藩",
            "zengguofan",
            "guofan",
            "zgf",
            "cengguofan",
            "zengzicheng",
            "e00120",
            "120",
        ] {
            assert!(found.contains(word), "{word} in {found:?}");
        }
        let found = tokens("Anna Müller", &[], "7");
        for word in ["anna müller", "müller", "annamüller", "am", "7"] {
            assert!(found.contains(word), "{word} in {found:?}");
        }
    }

    #[test]
    fn trap_50_spaces_and_rare_characters_do_not_make_another_name() {
        assert_eq!(tidy(" 王　 小 明 "), "王小明");
        assert_eq!(tidy("Ａｎｎａ   Lee"), "Anna Lee");
        assert_eq!(tidy("迪丽热巴 · 艾力"), "迪丽热巴·艾力");
        assert!(tokens("𠮷田", &[], "1").contains("𠮷田"));
        assert_eq!(tidy("李 〇 单"), "李〇单");
        let other_reading = |word: &String| word.starts_with("dan");
        assert!(tokens("单〇", &[], "1").iter().any(other_reading), "〇 is Chinese");
    }

    #[test]
    fn names_sort_by_pinyin() {
        let mut names = ["张伟", "曾国藩", "Anna Lee", "单田芳", "安妮"];
        names.sort_by_key(|name| sort_name(name));
        assert_eq!(names, ["安妮", "Anna Lee", "单田芳", "曾国藩", "张伟"]);
    }
}
