//! What the lexer hands to the parser.

use chrono::NaiveDate;

use super::ast::{Number, Span};

/// One word or sign with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(Number),
    Text(String),
    Date(NaiveDate),
    /// A name or word; `quoted` when it stood in brackets and so is never a keyword.
    Word {
        name: String,
        quoted: bool,
    },
    Sign(Sign),
    End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    And,
    Or,
    Not,
    In,
    Where,
    True,
    False,
    Open,
    Close,
    Comma,
    Colon,
    Dot,
}

/// Words with a meaning of their own.
pub(super) fn keyword(word: &str) -> Option<Sign> {
    Some(match word {
        "and" | "且" | "并且" => Sign::And,
        "or" | "或" | "或者" => Sign::Or,
        "not" | "非" => Sign::Not,
        "in" | "属于" => Sign::In,
        "where" | "其中" => Sign::Where,
        "true" | "真" | "是" => Sign::True,
        "false" | "假" | "否" => Sign::False,
        _ => return None,
    })
}

/// Words for "in every other case" before a colon.
pub(super) fn is_else(word: &str) -> bool {
    matches!(word, "否则" | "其他" | "其余") || word.eq_ignore_ascii_case("else")
}
