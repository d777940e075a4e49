//! What is shown of a number to those who may not read it.

/// The first three and last four characters of a long number, the last two of a short one, the rest as stars.
pub fn mask_number(number: &str) -> String {
    let length = number.chars().count();
    let (head, tail) = match length {
        0..=4 => (0, 0),
        5..=8 => (0, 2),
        9..=11 => (1, 3),
        _ => (3, 4),
    };
    number.chars().enumerate().map(|(i, c)| if i < head || i + tail >= length { c } else { '*' }).collect()
}

/// `138****6021`.
pub fn mask_mobile(number: &str) -> String {
    let length = number.chars().count();
    if length != 11 {
        return mask_number(number);
    }
    number.chars().enumerate().map(|(i, c)| if (3..7).contains(&i) { '*' } else { c }).collect()
}

/// Only the last four digits: `••••1614`.
pub fn mask_card(number: &str) -> String {
    let length = number.chars().count();
    let tail: String = number.chars().skip(length.saturating_sub(4)).collect();
    if length > 8 { format!("••••{tail}") } else { "••••".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enough_is_left_to_recognise_and_too_little_to_use() {
        assert_eq!(mask_number("310101199002280030"), "310***********0030");
        assert_eq!(mask_number("H12345678"), "H*****678");
        assert_eq!(mask_number("1234"), "****");
        assert_eq!(mask_mobile("13812346021"), "138****6021");
        assert_eq!(mask_card("6222681453840191614"), "••••1614");
    }
}
