//! Full-width signs, letters and digits are the same as half-width ones.

/// The half-width form of a sign that Chinese keyboards also give in full width.
pub(crate) fn normal(sign: char) -> char {
    match sign {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign).saturating_sub(0xFEE0)).unwrap_or(sign),
        '\u{3000}' | '\u{00A0}' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{2014}' => '-',
        '×' | '∗' | '✕' => '*',
        '÷' | '∕' => '/',
        '、' => ',',
        '【' => '[',
        '】' => ']',
        '￥' => '¥',
        other => other,
    }
}

/// Whether a name may begin with this (normal) sign.
pub(crate) fn is_name_start(sign: char) -> bool {
    sign == '_' || sign.is_alphabetic()
}

/// Whether a name may go on with this (normal) sign.
pub(crate) fn is_name_char(sign: char) -> bool {
    is_name_start(sign) || sign.is_ascii_digit()
}
