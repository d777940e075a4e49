//! From what people type to what the rules are about.

/// Full-width forms (`１２３Ｘ`, ideographic space) as their ASCII twins; everything else unchanged.
pub fn fold_width(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Chinese characters: 〇, which is written in names, and the rare planes of old family names included.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// A number without the dress it was typed in: half-width, upper case, and without spaces, quotes, dashes and invisible marks.
/// Doing it twice changes nothing more.
pub fn compact(text: &str) -> String {
    text.chars()
        .map(fold_char)
        .filter(|c| !c.is_whitespace() && !is_dress(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

const fn is_dress(c: char) -> bool {
    matches!(
        c,
        '\'' | '"' | '`' | '‘' | '’' | '“' | '”' | '´'
            | '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '－'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn full_width_quotes_spaces_and_dashes_are_only_dress() {
        assert_eq!(compact("’１１０１０５　1949 1231-002ｘ\u{200b}"), "11010519491231002X");
    }

    proptest! {
        #[test]
        fn compacting_twice_is_compacting_once(text in any::<String>()) {
            let once = compact(&text);
            prop_assert_eq!(compact(&once), once.clone());
            prop_assert_eq!(fold_width(&fold_width(&text)), fold_width(&text));
        }
    }
}
