//! Every code this crate gives out has words in both languages.

use std::{fs, path::Path};

use heng_kernel::Locale;
use heng_paycalc::words::word;

/// How codes of this crate begin.
const GROUPS: [&str; 12] = [
    "pay.",
    "iit.",
    "contribution.",
    "contract.",
    "proration.",
    "overtime.",
    "severance.",
    "medical_period.",
    "sick_pay.",
    "annual_leave.",
    "sg.",
    "hk.",
];

/// The texts between quotes that look like codes, in all files under a folder.
fn codes(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("words") {
                codes(&path, found);
            }
        } else {
            let text = fs::read_to_string(&path).unwrap();
            let code = |piece: &&str| {
                GROUPS.iter().any(|group| piece.len() > group.len() && piece.starts_with(group))
                    && piece.chars().all(|sign| sign.is_ascii_lowercase() || "._".contains(sign))
            };
            found.extend(text.split('"').filter(code).map(str::to_owned));
        }
    }
}

#[test]
fn every_code_has_words_in_both_languages() {
    let mut found = Vec::new();
    codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 60, "{}", found.len());
    for code in found {
        for locale in [Locale::ZhCn, Locale::En] {
            assert!(word(&code, locale).is_some_and(|words| !words.is_empty()), "{code} has no words");
        }
    }
}
