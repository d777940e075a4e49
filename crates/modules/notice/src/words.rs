//! What messages say, in the reader's language.

use std::collections::BTreeMap;

use heng_kernel::Locale;
use serde::Deserialize;
use serde_json::Value;

/// The words of one kind of notice. `{name}` stands for a parameter.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Template {
    title: String,
    #[serde(default)]
    body: Vec<String>,
    button: String,
}

/// A message's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) body: Vec<String>,
    pub(crate) button: String,
}

/// All words, by language and kind.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    zh: BTreeMap<String, Template>,
    en: BTreeMap<String, Template>,
}

impl Words {
    /// The words shipped with Heng. A test proves that they parse and that both languages say the same kinds.
    pub(crate) fn embedded() -> Self {
        let read = |text: &str| toml::from_str(text).unwrap_or_default();
        Self { zh: read(include_str!("../words/zh-CN.toml")), en: read(include_str!("../words/en.toml")) }
    }

    /// The text of `kind` for these parameters. A kind without words says its own name, so that nothing is lost.
    pub(crate) fn say(&self, locale: Locale, kind: &str, params: &Value) -> Text {
        let Some(template) = locale.pick(&self.zh, &self.en).get(kind) else {
            return Text {
                title: kind.to_owned(),
                body: vec![],
                button: locale.pick("查看", "Open").to_owned(),
            };
        };
        Text {
            title: fill(&template.title, params),
            body: template.body.iter().map(|line| fill(line, params)).collect(),
            button: template.button.clone(),
        }
    }
}

fn fill(template: &str, params: &Value) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match params.get(name) {
            Some(Value::String(text)) => out.push_str(text),
            Some(Value::Null) | None => {}
            Some(other) => out.push_str(&other.to_string()),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_languages_say_the_same_kinds_with_the_same_parameters() {
        let words = Words::embedded();
        assert!(!words.zh.is_empty());
        assert_eq!(words.zh.keys().collect::<Vec<_>>(), words.en.keys().collect::<Vec<_>>());
        let names = |t: &Template| {
            let text = [vec![t.title.clone()], t.body.clone()].concat().join(" ");
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
                .map(|(n, _)| n.to_owned())
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for (kind, zh) in &words.zh {
            assert_eq!(names(zh), names(&words.en[kind]), "{kind}");
        }
    }

    #[test]
    fn a_parameter_is_text_and_never_a_template() {
        let params = json!({ "name": "{days} <b>", "days": 2 });
        assert_eq!(fill("{name} asks for {days} days{", &params), "{days} <b> asks for 2 days{");
        assert_eq!(fill("{missing}!", &params), "!");
    }
}
