//! Text tables.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use heng_cleanse::{Cell, Layout, Sheet, SheetRow};

use super::{MOST_COLUMNS, MOST_ROWS, SourceError, cut, records::Records};

/// Separators spreadsheets write, the commonest first.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];
/// Rows in which a header is looked for while encoding and separator are tried.
const SAMPLE: usize = 60;

/// Reads a text in the encoding and with the separator that let the most columns be understood.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, SourceError> {
    let texts = decode(bytes)?;
    if texts.iter().any(|text| is_markup(text)) {
        return Err(SourceError::Markup);
    }
    let tries = texts.iter().flat_map(|text| SEPARATORS.map(|separator| (text, separator)));
    // Of equals the first: `max_by_key` would take the last.
    let best = tries
        .rev()
        .max_by_key(|(text, separator)| (understood(text, *separator), *separator == commonest(text)));
    let (text, separator) = best.ok_or(SourceError::UnknownEncoding)?;
    let columns = usize::try_from(MOST_COLUMNS).unwrap_or(usize::MAX);
    let mut rows = vec![];
    for (record, number) in Records::new(text, separator).zip(1_u32..) {
        if number > MOST_ROWS {
            return Err(SourceError::TooManyRows);
        }
        let record = record.map_err(|_| SourceError::OpenQuote(number))?;
        let cells: Vec<Cell> = record.iter().take(columns).map(|text| Cell::from_text(&cut(text))).collect();
        if cells.iter().any(|cell| !cell.is_blank()) {
            rows.push(SheetRow { number, cells });
        }
    }
    Ok(Sheet { rows, ..Sheet::default() })
}

/// How many columns of the first rows are understood when the text is parted so.
fn understood(text: &str, separator: char) -> usize {
    let records = Records::new(text, separator).take(SAMPLE).map_while(Result::ok).zip(1..);
    let rows = records
        .map(|(record, number)| SheetRow {
            number,
            cells: record.iter().map(|text| Cell::from_text(&cut(text))).collect(),
        })
        .collect();
    let layout = Layout::detect(&Sheet { rows, ..Sheet::default() });
    layout.map_or(0, |layout| layout.columns.iter().filter(|column| column.field.is_some()).count())
}

/// UTF-8, UTF-16 by its mark, or what Chinese spreadsheet programs save otherwise: GB18030, and Big5 where traditional characters
/// are written. Either of the two may read without a fault as the other; both are tried then.
fn decode(bytes: &[u8]) -> Result<Vec<String>, SourceError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let tries: &[&'static Encoding] = match marked {
        Some(encoding) if encoding == UTF_16LE => &[UTF_16LE],
        Some(encoding) if encoding == UTF_16BE => &[UTF_16BE],
        _ => &[UTF_8, GB18030, BIG5],
    };
    let mut texts = vec![];
    for encoding in tries {
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            continue;
        }
        // A binary file can be valid text by chance; a table never holds control characters.
        let binary = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}'));
        if binary {
            return if texts.is_empty() { Err(SourceError::UnknownKind) } else { Ok(texts) };
        }
        texts.push(text.into_owned());
        if *encoding != GB18030 {
            break;
        }
    }
    if texts.is_empty() { Err(SourceError::UnknownEncoding) } else { Ok(texts) }
}

/// Web pages and XML that programs save under the name of a workbook.
fn is_markup(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(15).collect::<String>().to_lowercase();
    ["<html", "<!doctype", "<table", "<meta", "<head", "<?xml", "<style", "<workbook", "mime-version:"]
        .iter()
        .any(|begin| head.starts_with(begin))
}

/// The separator that occurs most in the first lines.
fn commonest(text: &str) -> char {
    let head: Vec<&str> = text.split(['\n', '\r']).take(20).collect();
    let count = |separator: char| {
        head.iter().map(|line| line.chars().filter(|c| *c == separator).count()).sum::<usize>()
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',')
}
