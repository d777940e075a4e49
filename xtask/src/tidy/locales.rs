//! Both languages hold the same words: same keys, same blanks to fill.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;
use serde_json::Value;

use super::{Offence, Tree};

const FIRST: &str = "zh-CN.json";
const SECOND: &str = "en.json";

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let mut offences = Vec::new();
    let folders: BTreeSet<&str> = tree
        .written()
        .filter_map(|file| file.path.strip_suffix(FIRST).or_else(|| file.path.strip_suffix(SECOND)))
        .filter(|folder| folder.ends_with('/'))
        .collect();
    for folder in folders {
        let [first, second] = [FIRST, SECOND].map(|name| format!("{folder}{name}"));
        let (Some(zh), Some(en)) = (tree.file(&first), tree.file(&second)) else {
            offences.push(Offence::in_file(folder, format!("has only one of {FIRST} and {SECOND}")));
            continue;
        };
        let zh = words(&zh.text).with_context(|| first.clone())?;
        let en = words(&en.text).with_context(|| second.clone())?;
        for (path, mine, other) in [(&first, &zh, &en), (&second, &en, &zh)] {
            for (key, blanks) in other {
                match mine.get(key) {
                    None => offences.push(Offence::in_file(path, format!("has no words for `{key}`"))),
                    Some(own) if path == &second && own != blanks => {
                        offences.push(Offence::in_file(
                            path,
                            format!("`{key}` fills {own:?}, in the other language {blanks:?}"),
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    Ok(offences)
}

/// Key → names of the blanks in its words. Plural forms of one key (`_one`, `_other`) count as one.
fn words(text: &str) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut found = BTreeMap::new();
    collect(&serde_json::from_str(text)?, "", &mut found);
    Ok(found)
}

fn collect(value: &Value, path: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(inner, &path, found);
            }
        }
        Value::String(text) => found.entry(singular(path).to_owned()).or_default().extend(blanks(text)),
        _ => {
            found.entry(path.to_owned()).or_default();
        }
    }
}

fn singular(key: &str) -> &str {
    ["_zero", "_one", "_two", "_few", "_many", "_other"]
        .iter()
        .find_map(|form| key.strip_suffix(form))
        .unwrap_or(key)
}

/// `{{name}}` and `{{name, format}}`. A count may go unsaid in a singular, so it is not compared.
fn blanks(text: &str) -> impl Iterator<Item = String> {
    static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{\{\s*-?\s*(\w+)").ok());
    let found = BLANK.as_ref().into_iter().flat_map(|blank| blank.captures_iter(text));
    found.filter_map(|found| found.get(1)).map(|name| name.as_str().to_owned()).filter(|name| name != "count")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(zh: &str, en: &str) -> Vec<String> {
        let tree = Tree::of(&[("web/src/locales/zh-CN.json", zh), ("web/src/locales/en.json", en)]);
        check(&tree).unwrap().into_iter().map(|offence| offence.says).collect()
    }

    #[test]
    fn a_word_missing_in_one_language_is_found() {
        assert_eq!(says(r#"{"a":{"b":"甲"}}"#, r#"{"a":{}}"#), ["has no words for `a.b`"]);
        assert_eq!(says("{}", r#"{"a":"x"}"#), ["has no words for `a`"]);
    }

    #[test]
    fn blanks_agree() {
        assert!(says(r#"{"a":"{{name}} 请假"}"#, r#"{"a":"{{ name }} asks for leave"}"#).is_empty());
        assert_eq!(says(r#"{"a":"{{name}}"}"#, r#"{"a":"{{who}}"}"#).len(), 1);
    }

    #[test]
    fn plural_forms_are_one_key() {
        assert!(
            says(r#"{"days_other":"{{count}} 天"}"#, r#"{"days_one":"a day","days_other":"{{count}} days"}"#)
                .is_empty()
        );
    }

    #[test]
    fn a_language_missing_as_a_whole_is_found() {
        let tree = Tree::of(&[("web/src/locales/zh-CN.json", "{}")]);
        assert_eq!(check(&tree).unwrap().len(), 1);
    }
}
