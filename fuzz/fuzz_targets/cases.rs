//! Any text as a file of cases: it is refused, or every case of it is answered, told as text and as data; nothing panics or hangs.
#![no_main]

use heng_calc::check_cases;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(report) = check_cases(text) {
        let _ = (report.to_string(), report.computed(), report.to_json());
    }
});
