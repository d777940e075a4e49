//! Text tables.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use heng_cleanse::{Cell, Sheet, SheetRow};

use super::{MOST_COLUMNS, MOST_ROWS, SourceError, cut};

/// Separators spreadsheets write, the commonest first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, SourceError> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    let mut record = csv::StringRecord::new();
    let columns = usize::try_from(MOST_COLUMNS).unwrap_or(usize::MAX);
    let mut number = 0;
    while reader.read_record(&mut record).map_err(|_| SourceError::UnknownKind)? {
        number += 1;
        if number > MOST_ROWS {
            return Err(SourceError::TooManyRows);
        }
        let cells: Vec<Cell> = record.iter().take(columns).map(|text| Cell::from_text(&cut(text))).collect();
        if cells.iter().any(|cell| !cell.is_blank()) {
            rows.push(SheetRow { number, cells });
        }
    }
    Ok(Sheet { rows, ..Sheet::default() })
}

/// UTF-8, UTF-16 by its mark, or GB18030: what Chinese spreadsheet programs save.
fn decode(bytes: &[u8]) -> Result<String, SourceError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let tries: &[&'static Encoding] = match marked {
        Some(encoding) if encoding == UTF_16LE => &[UTF_16LE],
        Some(encoding) if encoding == UTF_16BE => &[UTF_16BE],
        _ => &[UTF_8, GB18030],
    };
    for encoding in tries {
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            continue;
        }
        // A binary file can be valid text by chance; a table never holds control characters.
        let binary = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}'));
        return if binary { Err(SourceError::UnknownKind) } else { Ok(text.into_owned()) };
    }
    Err(SourceError::UnknownEncoding)
}

/// The separator that occurs most in the first lines.
fn separator(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |separator: u8| {
        head.iter().map(|line| line.bytes().filter(|b| *b == separator).count()).sum::<usize>()
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator));
    best.unwrap_or(b',')
}
