//! `packs/README.md` keeps up with the forms it describes.

use std::{collections::BTreeSet, path::Path};

use crate::laid_over;

const README: &str = include_str!("../../../../../packs/README.md");

#[test]
fn every_example_loads() {
    let examples: Vec<_> =
        README.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        assert_eq!(laid_over(example).map(|_| ()), Ok(()), "{example}");
    }
}

#[test]
fn every_key_a_form_reads_is_described() {
    let mut keys = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/schema")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for reading in [
            "money",
            "rate",
            "whole",
            "flag",
            "text",
            "texts",
            "year",
            "hundredths",
            "choice",
            "rounding",
            "region",
            "rows",
            "day",
            "month",
        ] {
            for suffix in ["", "_opt", "_day"] {
                let call = format!(".{reading}{suffix}(\"");
                keys.extend(
                    text.split(&call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
                );
            }
        }
    }
    assert!(keys.len() > 120, "{}", keys.len());
    let described = |key: &String| {
        let plain = format!("`{key}`");
        let table = README.split("[[").skip(1).filter_map(|rest| rest.split("]]").next());
        README.contains(&plain) || table.flat_map(|name| name.split('.')).any(|name| name == key)
    };
    let missing: Vec<_> = keys.into_iter().filter(|key| !described(key)).collect();
    assert!(missing.is_empty(), "not in packs/README.md: {missing:?}");
}
