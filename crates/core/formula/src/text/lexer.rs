//! Cuts a text into words and signs.

use chrono::NaiveDate;

use super::{
    ast::{Number, Scale, Span, Suffix},
    normal::{is_name_char, is_name_start, normal},
    token::{Sign, Token, TokenKind, keyword},
};
use crate::diagnostic::{Code, Diagnostic};

/// The most digits of a number, before and after its point.
const MAX_WHOLE: usize = 15;
const MAX_FRACTION: usize = 12;

/// All tokens of `text`, an end at last.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Diagnostic> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_spaces();
        let start = lexer.at;
        let kind = lexer.next()?;
        let span = lexer.since(start);
        let ended = kind == TokenKind::End;
        tokens.push(Token { kind, span });
        if ended {
            return Ok(tokens);
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn raw(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next sign, half-width.
    fn peek(&self) -> Option<char> {
        self.raw().map(normal)
    }

    fn bump(&mut self) {
        self.at += self.raw().map_or(0, char::len_utf8);
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.bump();
        }
        found
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(sign) = self.peek().filter(|sign| wanted(*sign)) {
            taken.push(sign);
            self.bump();
        }
        taken
    }

    fn skip_spaces(&mut self) {
        self.take_while(char::is_whitespace);
    }

    fn since(&self, start: usize) -> Span {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: byte(start), end: byte(self.at) }
    }

    fn fault(&self, code: Code, start: usize) -> Diagnostic {
        let span = self.since(start);
        Diagnostic::at(code, self.text, span).with("text", span.of(self.text))
    }

    fn next(&mut self) -> Result<TokenKind, Diagnostic> {
        let Some(sign) = self.peek() else { return Ok(TokenKind::End) };
        if sign.is_ascii_digit() || sign == '¥' {
            return self.number_or_date();
        }
        if is_name_start(sign) {
            let name = self.take_while(is_name_char);
            return Ok(match keyword(&name.to_lowercase()) {
                Some(word) => TokenKind::Sign(word),
                None => TokenKind::Word { name, quoted: false },
            });
        }
        match self.raw() {
            Some('"') => self.text_until('"'),
            Some('＂') => self.text_until('＂'),
            Some('“' | '”') => self.text_until('”'),
            Some('「') => self.text_until('」'),
            _ if sign == '[' => self.bracketed_name(),
            _ => self.sign(sign),
        }
    }

    fn text_until(&mut self, close: char) -> Result<TokenKind, Diagnostic> {
        let start = self.at;
        self.bump();
        let mut content = String::new();
        loop {
            let Some(sign) = self.raw() else { return Err(self.fault(Code::OpenText, start)) };
            self.bump();
            if sign != close {
                content.push(sign);
            } else if matches!(close, '"' | '＂') && self.raw() == Some(close) {
                self.bump();
                content.push(close);
            } else {
                return Ok(TokenKind::Text(content));
            }
        }
    }

    fn bracketed_name(&mut self) -> Result<TokenKind, Diagnostic> {
        let start = self.at;
        let close = if self.raw() == Some('【') { '】' } else { ']' };
        self.bump();
        let mut name = String::new();
        loop {
            match self.raw() {
                None | Some('\n' | '\r') => return Err(self.fault(Code::OpenName, start)),
                Some(sign) if sign == close || (close == ']' && sign == '］') => {
                    self.bump();
                    break;
                }
                Some(sign) => {
                    name.push(sign);
                    self.bump();
                }
            }
        }
        let name = name.trim().to_owned();
        if name.is_empty() || name.contains(['[', ']', '【', '】', '］', '［']) {
            return Err(self.fault(Code::BadName, start));
        }
        Ok(TokenKind::Word { name, quoted: true })
    }

    fn sign(&mut self, sign: char) -> Result<TokenKind, Diagnostic> {
        let start = self.at;
        self.bump();
        let found = match sign {
            '+' => Sign::Plus,
            '-' => Sign::Minus,
            '*' => Sign::Times,
            '/' => Sign::Over,
            '(' => Sign::Open,
            ')' => Sign::Close,
            ',' => Sign::Comma,
            ':' => Sign::Colon,
            '.' => Sign::Dot,
            '≠' => Sign::NotEqual,
            '≤' | '≦' => Sign::AtMost,
            '≥' | '≧' => Sign::AtLeast,
            '=' => {
                self.take('=');
                Sign::Equal
            }
            '!' if self.take('=') => Sign::NotEqual,
            '!' => Sign::Not,
            '<' if self.take('=') => Sign::AtMost,
            '<' if self.take('>') => Sign::NotEqual,
            '<' => Sign::Less,
            '>' if self.take('=') => Sign::AtLeast,
            '>' => Sign::Greater,
            '&' if self.take('&') => Sign::And,
            '|' if self.take('|') => Sign::Or,
            _ => return Err(self.fault(Code::StraySign, start)),
        };
        Ok(TokenKind::Sign(found))
    }

    fn number_or_date(&mut self) -> Result<TokenKind, Diagnostic> {
        let start = self.at;
        let yuan = self.take('¥');
        if yuan {
            self.skip_spaces();
            if !self.peek().is_some_and(|sign| sign.is_ascii_digit()) {
                return Err(self.fault(Code::StraySign, start));
            }
        } else if let Some(date) = self.date() {
            return date.ok_or_else(|| self.fault(Code::NoSuchDate, start)).map(TokenKind::Date);
        }
        let mut digits = self.take_while(|sign| sign.is_ascii_digit());
        let leading_zero = digits.len() > 1 && digits.starts_with('0');
        let (whole, mut fraction) = (digits.len(), 0);
        if self.peek() == Some('.') {
            self.bump();
            let after = self.take_while(|sign| sign.is_ascii_digit());
            if after.is_empty() {
                return Err(self.fault(Code::BadNumber, start));
            }
            fraction = after.len();
            digits.push('.');
            digits.push_str(&after);
        }
        if leading_zero {
            return Err(self.fault(Code::LeadingZero, start));
        }
        if whole > MAX_WHOLE || fraction > MAX_FRACTION {
            return Err(self.fault(Code::LongNumber, start));
        }
        let scale = self.scale();
        let suffix = if yuan {
            Some(Suffix::Unit("元".to_owned()))
        } else if self.take('%') {
            Some(Suffix::Percent)
        } else if self.take('‰') {
            Some(Suffix::PerMille)
        } else {
            self.unit()
        };
        Ok(TokenKind::Number(Number { digits, scale, suffix }))
    }

    /// `万` or `亿` right behind the number or after spaces: a scale before it is the beginning of a unit.
    fn scale(&mut self) -> Option<Scale> {
        let before = self.at;
        self.skip_spaces();
        if self.take('万') {
            return Some(Scale::TenThousand);
        }
        if self.take('亿') {
            return Some(Scale::HundredMillion);
        }
        self.at = before;
        None
    }

    /// A unit right behind the number or after spaces: letters only, and no keyword.
    fn unit(&mut self) -> Option<Suffix> {
        let before = self.at;
        self.skip_spaces();
        if self.peek().is_some_and(is_name_start) {
            let unit = self.take_while(is_name_start);
            if keyword(&unit.to_lowercase()).is_none() {
                return Some(Suffix::Unit(unit));
            }
        }
        self.at = before;
        None
    }

    /// `2026-03-01` or `2026年3月1日`; the inner `None` is a day that no calendar has.
    fn date(&mut self) -> Option<Option<NaiveDate>> {
        let before = self.at;
        let parts = self.date_parts();
        if parts.is_none() {
            self.at = before;
        }
        let (year, month, day) = parts?;
        let read = || {
            let year = year.parse().ok().filter(|year| *year >= 1)?;
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
        };
        Some(read())
    }

    fn date_parts(&mut self) -> Option<(String, String, String)> {
        let digit = |sign: char| sign.is_ascii_digit();
        let year = self.take_while(digit);
        if year.len() != 4 {
            return None;
        }
        let iso = self.raw() == Some('-');
        if iso {
            self.bump();
        } else if !self.take('年') {
            return None;
        }
        let month = self.take_while(digit);
        let separated = if iso { self.raw() == Some('-') } else { self.peek() == Some('月') };
        if !separated {
            return None;
        }
        self.bump();
        let day = self.take_while(digit);
        let fits = |part: &str| if iso { part.len() == 2 } else { (1..=2).contains(&part.len()) };
        if !fits(&month) || !fits(&day) {
            return None;
        }
        let ended = if iso {
            !self.peek().is_some_and(|sign| sign == '.' || is_name_char(sign))
        } else {
            self.take('日') || self.take('号')
        };
        ended.then_some((year, month, day))
    }
}
