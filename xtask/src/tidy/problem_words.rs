//! Every code the server can answer with has words on the pages.
//!
//! Codes are found where problems are made: `Problem::…("area.reason")`, `FieldError::new(field, "reason")`, and the texts of a
//! slice's `error.rs`, which maps its reasons to codes.

use std::collections::BTreeMap;

use anyhow::Result;
use regex::Regex;
use serde_json::{Map, Value};

use super::tree::File;
use super::{Offence, Tree};

const WORDS: &str = "web/src/locales/problem/zh-CN.json";

pub(super) fn check(tree: &Tree) -> Result<Vec<Offence>> {
    let Some(words) = tree.file(WORDS) else { return Ok(Vec::new()) };
    let words: Map<String, Value> = serde_json::from_str(&words.text)?;
    let missing = codes(tree)?.into_iter().filter(|(code, _)| !words.contains_key(code));
    Ok(missing
        .map(|(code, (path, line))| Offence::at(&path, line, format!("`{code}` has no words in {WORDS}")))
        .collect())
}

/// Key of the words → where the code is first made.
fn codes(tree: &Tree) -> Result<BTreeMap<String, (String, usize)>> {
    let problem = Regex::new(
        r#"(?:Problem|Self)::(?:bad_request|conflict|unprocessable|new)\((?:\s*StatusCode::\w+,)?\s*"([a-z0-9_.]+)""#,
    )?;
    let field = Regex::new(r#"FieldError::new\([^,;]+,\s*"([a-z0-9_]+)""#)?;
    let dotted = Regex::new(r#""([a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*)""#)?;
    let mut codes = BTreeMap::new();
    for file in tree.written().filter(|file| answers(file)) {
        let mut note = |pattern: &Regex, prefix: &str| {
            for found in pattern.captures_iter(&file.text).filter_map(|found| found.get(1)) {
                let line = file.text.get(..found.start()).unwrap_or_default().matches('\n').count() + 1;
                codes
                    .entry(format!("{prefix}{}", found.as_str()))
                    .or_insert_with(|| (file.path.clone(), line));
            }
        };
        note(&problem, "");
        note(&field, "field.");
        if file.name() == "error.rs" && file.path.starts_with("crates/modules/") {
            note(&dotted, "");
        }
    }
    Ok(codes)
}

/// Sources of the layers that speak HTTP, without their tests.
fn answers(file: &File) -> bool {
    let layers = ["crates/platform/web/src/", "crates/modules/", "crates/apps/heng/src/"];
    file.ends_with(&[".rs"])
        && layers.iter().any(|layer| file.path.starts_with(layer))
        && !file.path.contains("/tests/")
        && !file.path.ends_with("tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_without_words_is_found() {
        let tree = Tree::of(&[
            (WORDS, r#"{"leave.overlap":"…","field.required":"…"}"#),
            (
                "crates/modules/time/src/leave/error.rs",
                "E::Overlap => (409, \"leave.overlap\"),\nE::NoWorkday => (422, \"leave.no_workday\"),\n",
            ),
            (
                "crates/platform/web/src/body.rs",
                "Problem::new(StatusCode::CONFLICT, \"input.odd\");\nFieldError::new(inside(name), \"required\");\n\
                 FieldError::new(\n  field,\n  \"too_long\")",
            ),
            ("crates/modules/time/tests/it/leave.rs", "Problem::conflict(\"only.a_test\")"),
        ]);
        let found: Vec<String> =
            check(&tree).unwrap().into_iter().map(|o| format!("{}:{} {}", o.path, o.line, o.says)).collect();
        assert_eq!(
            found,
            [
                format!("crates/platform/web/src/body.rs:5 `field.too_long` has no words in {WORDS}"),
                format!("crates/platform/web/src/body.rs:1 `input.odd` has no words in {WORDS}"),
                format!(
                    "crates/modules/time/src/leave/error.rs:2 `leave.no_workday` has no words in {WORDS}"
                ),
            ]
        );
    }
}
