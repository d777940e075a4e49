//! Names that can be shown, stored and downloaded anywhere.

use crate::Media;

/// Longest name in bytes; file systems stop at 255.
const MOST_BYTES: usize = 180;
/// What a name without anything usable is called.
const NAMELESS: &str = "file";
/// Names that mean devices on Windows, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The last part of `raw`, without anything a file system, a header or a terminal reads as more than a letter, and with
/// an ending that fits the content.
pub fn safe_name(raw: &str, media: Media) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String =
        last.chars().filter(|c| !hidden(*c)).map(|c| if reserved(c) { '_' } else { c }).collect();
    let (stem, ending) = split(clean.trim_matches(|c: char| c == '.' || c.is_whitespace()), media);
    let ending = ending.unwrap_or_else(|| media.endings().first().copied().unwrap_or_default().to_owned());
    let stem = stem.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let stem = cut(stem, MOST_BYTES - ending.len() - 1);
    match stem {
        "" => format!("{NAMELESS}.{ending}"),
        device if names_device(device) => format!("_{device}.{ending}"),
        stem => format!("{stem}.{ending}"),
    }
}

/// The stem, and the ending when it fits. An ending of another known kind is taken off: `photo.jpg` that is a PNG
/// becomes `photo.png`, while `v1.2` stays whole.
fn split(name: &str, media: Media) -> (&str, Option<String>) {
    let Some((stem, ending)) = name.rsplit_once('.') else { return (name, None) };
    let ending = ending.to_ascii_lowercase();
    if media.endings().contains(&ending.as_str()) {
        return (stem, Some(ending));
    }
    let known = Media::ALL.iter().any(|m| m.endings().contains(&ending.as_str()));
    (if known { stem } else { name }, None)
}

fn reserved(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';' | '$' | '`' | '\'')
}

/// Control characters, and those that turn or hide text: a name that reads `gpj.exe` backwards stays readable.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn names_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    DEVICES.contains(&first.trim_end_matches(|c: char| c.is_ascii_digit()))
}

fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&end| text.is_char_boundary(end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_controls_and_reserved_signs_do_not_survive() {
        for (raw, safe) in [
            ("合同 2026.pdf", "合同 2026.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("..\\..\\boot.ini", "boot.ini.pdf"),
            ("a/b/c.PDF", "c.pdf"),
            ("x\r\nSet-Cookie: a=b.pdf", "xSet-Cookie_ a=b.pdf"),
            ("\"><script>.pdf", "___script_.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe.pdf"),
            ("scan.jpg", "scan.pdf"),
            ("report.html", "report.html.pdf"),
            ("v1.2", "v1.2.pdf"),
            ("con.pdf", "_con.pdf"),
            ("LPT1", "_LPT1.pdf"),
            ("nul\0l.pdf", "null.pdf"),
            ("....", "file.pdf"),
            ("", "file.pdf"),
            ("/", "file.pdf"),
            ("~$draft.pdf", "~_draft.pdf"),
        ] {
            assert_eq!(safe_name(raw, Media::Pdf), safe, "{raw:?}");
        }
    }

    #[test]
    fn long_names_are_cut_between_letters() {
        let name = safe_name(&format!("{}.pdf", "衡".repeat(300)), Media::Pdf);
        assert!(name.len() <= MOST_BYTES && name.ends_with("衡.pdf"), "{name}");
    }

    proptest! {
        #[test]
        fn every_name_is_safe_and_stays_as_it_is_the_second_time(raw in "\\PC*|[./\\\\a-z\\x00-\\x1f]{0,300}") {
            let name = safe_name(&raw, Media::Docx);
            prop_assert!(name.len() <= MOST_BYTES && name.rsplit_once('.').is_some_and(|(_, e)| e == "docx") && !name.starts_with('.'));
            prop_assert!(!name.contains(['/', '\\', '"', '\r', '\n', '\0', ':']));
            prop_assert_eq!(safe_name(&name, Media::Docx), name);
        }
    }
}
