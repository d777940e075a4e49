//! Which passwords are taken.

use crate::account::login_key;

/// Fewest characters (not bytes).
const SHORTEST: usize = 10;
/// Most characters: far above any phrase, far below what hashing would feel.
const LONGEST: usize = 200;
/// Fewest different characters.
const VARIED: usize = 5;

/// Words that common passwords are built of. Our own compilation, after what every public count of leaked passwords shows
/// (Chinese and English habits, keyboard walks, names of products); no list was copied.
const COMMON: &str = include_str!("common.txt");

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than ten characters.
    #[error("the password is too short")]
    TooShort,
    /// More than two hundred characters.
    #[error("the password is too long")]
    TooLong,
    /// It contains the login name.
    #[error("the password contains the login name")]
    ContainsLogin,
    /// It is among the first that would be tried.
    #[error("the password is too common")]
    TooCommon,
}

impl PasswordFault {
    /// The code at the field.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password.too_short",
            Self::TooLong => "password.too_long",
            Self::ContainsLogin => "password.contains_login",
            Self::TooCommon => "password.too_common",
        }
    }
}

/// Whether the password may be set for the account with this login name. Length and guessability only: no demands for
/// capitals, digits or regular changes (NIST SP 800-63B, section 3.1.1.2).
pub(crate) fn check(password: &str, login: &str) -> Result<(), PasswordFault> {
    let characters = password.chars().count();
    if characters < SHORTEST {
        return Err(PasswordFault::TooShort);
    }
    if characters > LONGEST {
        return Err(PasswordFault::TooLong);
    }
    let (folded, login) = (fold(password), login_key(login));
    let name = login.split('@').next().unwrap_or_default();
    if name.chars().count() >= 3 && (folded.contains(name) || fold(password.trim()).contains(&fold(name))) {
        return Err(PasswordFault::ContainsLogin);
    }
    if is_common(&folded) { Err(PasswordFault::TooCommon) } else { Ok(()) }
}

/// Lower case.
fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Made of common words, digits in a row and signs alone, or of hardly any different characters.
fn is_common(folded: &str) -> bool {
    let mut letters: Vec<char> = folded.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if letters.len() < VARIED {
        return true;
    }
    let plain: String = folded.chars().map(unmask).collect();
    [folded, plain.as_str()].into_iter().any(|text| left_over(text) < 4)
}

/// Digits and signs that stand for letters.
fn unmask(letter: char) -> char {
    match letter {
        '@' | '4' => 'a',
        '3' => 'e',
        '1' | '!' => 'i',
        '0' => 'o',
        '$' | '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// How many characters remain when common words are taken out from left to right, longest first, and what only decorates
/// (signs, years, digits in a row) is not counted.
fn left_over(text: &str) -> usize {
    let mut rest = text;
    let mut remains = 0;
    while let Some(first) = rest.chars().next() {
        let word = COMMON
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .filter(|word| rest.starts_with(word))
            .max_by_key(|word| word.len());
        if let Some(after) = word.and_then(|word| rest.strip_prefix(word)) {
            rest = after;
            continue;
        }
        let decorates = first.is_ascii_digit() && remains == 0 || !first.is_alphanumeric();
        remains += usize::from(!decorates);
        rest = rest.get(first.len_utf8()..).unwrap_or_default();
    }
    remains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        for (password, fault) in [
            ("", PasswordFault::TooShort),
            ("Aa1!x9k2m", PasswordFault::TooShort),
            ("密码一二三四五六七", PasswordFault::TooShort),
            ("1234567890", PasswordFault::TooCommon),
            ("Password123!", PasswordFault::TooCommon),
            ("P@ssw0rd2026", PasswordFault::TooCommon),
            ("qwertyuiop", PasswordFault::TooCommon),
            ("1qaz2wsx3edc", PasswordFault::TooCommon),
            ("woaini5201314", PasswordFault::TooCommon),
            ("admin@123456", PasswordFault::TooCommon),
            ("aaaaaaaaaaaa", PasswordFault::TooCommon),
            ("1212121212121", PasswordFault::TooCommon),
            ("Welcome2Company!", PasswordFault::TooCommon),
            ("zhangsan-rocks-99", PasswordFault::ContainsLogin),
            ("my ZhangSan key", PasswordFault::ContainsLogin),
        ] {
            assert_eq!(check(password, "ZhangSan"), Err(fault), "{password}");
        }
        assert_eq!(check(&"长".repeat(201), "x"), Err(PasswordFault::TooLong));
    }

    #[test]
    fn phrases_and_random_strings_are_taken_without_further_demands() {
        for password in [
            "correct horse battery",
            "月落乌啼霜满天江枫渔火",
            "tR8#kq2Lw9zv",
            "seven green bicycles",
            "20260302 lunch with Wu",
        ] {
            assert_eq!(check(password, "zhangsan"), Ok(()), "{password}");
        }
        assert_eq!(
            check("a password nobody else would think of", "li"),
            Ok(()),
            "a name of two letters proves nothing"
        );
    }
}
