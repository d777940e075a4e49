//! Any text as a file of rule data: it is refused with findings that have words, or laid over the shipped data, whose rows then still keep
//! apart; nothing panics or hangs.
#![no_main]

use heng_kernel::Locale;
use heng_packs::{PackFile, Packs, check, say};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let path = if text.trim_start().starts_with('{') { "cn/holidays/2027.json" } else { "own.toml" };
    let file = PackFile { path: path.to_owned(), text: text.to_owned() };
    let told = |findings: &[heng_kernel::Finding]| {
        for finding in findings {
            assert_ne!(say(finding, Locale::En), finding.code);
        }
    };
    let Some(today) = chrono::NaiveDate::from_ymd_opt(2026, 11, 21) else { return };
    match Packs::with_overlay([&file]) {
        Ok(packs) => {
            for pair in packs.rows().windows(2) {
                let [before, after] = pair else { continue };
                if before.key == after.key {
                    assert!(before.valid.to().is_some_and(|to| to <= after.valid.from()), "{}", before.key);
                }
            }
            told(&packs.check(today));
        }
        Err(findings) => {
            assert!(!findings.is_empty());
            told(&check(&[file], today).findings);
        }
    }
});
