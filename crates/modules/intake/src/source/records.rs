//! The records of a text table, each with its own place: an empty line is a row too, as in every spreadsheet.

use std::{iter::Peekable, str::Chars};

/// A quotation mark that was opened and never closed: all rows behind it would be one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenQuote;

/// Reads record by record. A field in quotation marks may hold separators and line breaks, a doubled mark is one mark; lines end
/// with CR, LF or both.
#[derive(Debug)]
pub(super) struct Records<'a> {
    rest: Peekable<Chars<'a>>,
    separator: char,
    broken: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, separator: char) -> Self {
        Self { rest: text.chars().peekable(), separator, broken: false }
    }

    /// The text within quotation marks, the opening one taken already. A mark within it that neither closes nor is doubled is
    /// taken as it stands; after a line break it is the opening mark of another field, and this one was never closed.
    fn quoted(&mut self) -> Result<String, OpenQuote> {
        let mut field = String::new();
        let mut broke_line = false;
        loop {
            let c = self.rest.next().ok_or(OpenQuote)?;
            if c != '"' {
                broke_line |= matches!(c, '\n' | '\r');
                field.push(c);
                continue;
            }
            match self.rest.peek() {
                Some('"') => {
                    self.rest.next();
                    field.push('"');
                }
                None | Some('\n' | '\r') => return Ok(field),
                Some(next) if *next == self.separator => return Ok(field),
                Some(_) if broke_line => return Err(OpenQuote),
                Some(_) => field.push('"'),
            }
        }
    }

    fn plain(&mut self) -> String {
        let mut field = String::new();
        while let Some(c) = self.rest.next_if(|c| !matches!(c, '\n' | '\r') && *c != self.separator) {
            field.push(c);
        }
        field
    }

    fn record(&mut self) -> Result<Vec<String>, OpenQuote> {
        let mut fields = vec![];
        loop {
            let field = if self.rest.next_if_eq(&'"').is_some() { self.quoted()? } else { self.plain() };
            fields.push(field);
            match self.rest.next() {
                Some('\r') => {
                    self.rest.next_if_eq(&'\n');
                    return Ok(fields);
                }
                Some('\n') | None => return Ok(fields),
                Some(_) => {}
            }
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Vec<String>, OpenQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken || self.rest.peek().is_none() {
            return None;
        }
        let record = self.record();
        self.broken = record.is_err();
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<Vec<String>, OpenQuote>> {
        Records::new(text, ',').collect()
    }

    #[expect(clippy::unnecessary_wraps, reason = "stands beside rows that could not be read")]
    fn row(cells: &[&str]) -> Result<Vec<String>, OpenQuote> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn every_line_is_a_row_whatever_ends_it() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,d"].join(end);
            assert_eq!(all(&text), [row(&["a", "b"]), row(&[""]), row(&["c", "d"])], "{end:?}");
        }
        assert_eq!(all("a,b\n"), [row(&["a", "b"])], "a last line break begins no row");
        assert_eq!(all("a,\n"), [row(&["a", ""])]);
    }

    #[test]
    fn quotation_marks_hold_separators_and_line_breaks() {
        assert_eq!(all("\"a, \"\"b\"\"\",\"c\nd\"\ne"), [row(&["a, \"b\"", "c\nd"]), row(&["e"])]);
        assert_eq!(all("5\" pipe,\"x\"y\",z"), [row(&["5\" pipe", "x\"y", "z"])]);
    }

    #[test]
    fn a_mark_that_is_never_closed_swallows_no_row() {
        assert_eq!(all("a,\"b\nc,d\n"), [Err(OpenQuote)]);
        assert_eq!(all("x\na,\"b\nc,\"d, e\"\n"), [row(&["x"]), Err(OpenQuote)]);
    }
}
