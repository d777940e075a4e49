//! Where cells say they stand, read before anybody counts with it.
//!
//! The reader of workbooks adds and multiplies what a part says of its rows and columns. A sheet ends at XFD1048576; what
//! lies beyond was written by no spreadsheet program.

use std::io::{self, Write};

/// Last row of a sheet.
const LAST_ROW: u32 = 1_048_576;
/// Last column of a sheet: XFD.
const LAST_COLUMN: u32 = 16_384;
/// Most bytes of a tag that are looked at.
const MOST_OF_A_TAG: usize = 4096;

/// Takes the bytes of a part, as many at a time as come, and notes whether a place in it lies beyond the end of a sheet.
#[derive(Debug, Default)]
pub(super) struct References {
    tag: Option<Vec<u8>>,
    /// Whether one lies beyond.
    pub beyond: bool,
}

impl Write for References {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            match (byte, &mut self.tag) {
                (b'<', tag) => *tag = Some(vec![]),
                (b'>', tag) => {
                    let whole = tag.take();
                    self.beyond |= whole.is_some_and(|tag| lies_beyond(&tag));
                }
                (byte, Some(tag)) if tag.len() < MOST_OF_A_TAG => tag.push(*byte),
                _ => {}
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a row, a cell, a block of merged cells or the claimed size lies beyond the end of a sheet.
fn lies_beyond(tag: &[u8]) -> bool {
    let tag = String::from_utf8_lossy(tag);
    let Some((name, attributes)) = tag.split_once(|c: char| c.is_ascii_whitespace()) else { return false };
    let wanted = match name.rsplit(':').next() {
        Some("row" | "c") => "r",
        Some("mergeCell" | "dimension") => "ref",
        _ => return false,
    };
    let mut rest = attributes;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let mut parts = after.splitn(3, quote).skip(1);
        let (value, left) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if name.trim() == wanted && value.split(':').any(|place| !within(place)) {
            return true;
        }
        rest = left;
    }
    false
}

/// Whether `AB12`, `12` or `AB` is on a sheet. What is none of them is left to the reader.
fn within(place: &str) -> bool {
    let place = place.replace('$', "");
    let letters = place.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(place.len());
    let (column, row) = place.split_at(letters);
    if !row.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let column = column.bytes().try_fold(0_u32, |sum, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        sum.checked_mul(26)?.checked_add(digit)
    });
    let on_row = row.is_empty() || row.parse().is_ok_and(|row: u32| row <= LAST_ROW);
    column.is_some_and(|column| column <= LAST_COLUMN) && on_row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beyond(part: &str) -> bool {
        // Byte by byte: a tag may come in pieces.
        let mut references = References::default();
        part.bytes().for_each(|byte| references.write_all(&[byte]).unwrap());
        references.beyond
    }

    #[test]
    fn the_last_cell_is_within_and_the_next_is_not() {
        for part in [
            r#"<row r="1048576"><c r="XFD1048576" t="s"><v>9999999999</v></c></row>"#,
            r#"<dimension ref="A1:XFD1048576"/><mergeCell ref="$A$1:B2"/>"#,
            r#"<a:fillToRect l="50000" r="99999999999"/><f>ZZZZ1 &lt; A99999999</f><c t="r" />"#,
            r"<row/><c/><c r=''/><c r=>",
        ] {
            assert!(!beyond(part), "{part}");
        }
        for part in [
            r#"<row r="1048577">"#,
            r#"<row spans="1:2" r="4294967295">"#,
            r"<x:c s='1' r = 'XFE1'/>",
            r#"<c r="A1048577">"#,
            r#"<c r="ZZZZZZZ4294967295">"#,
            r#"<c r="AAAAAAAAAAAAAAAAAAAAAAAA99999999999999999999">"#,
            r#"<dimension ref="A1:ZZZZ2"/>"#,
            r#"<mergeCell ref="A1:B99999999999"/>"#,
        ] {
            assert!(beyond(part), "{part}");
        }
    }
}
