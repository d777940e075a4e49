//! Files in: `.xlsx` and `.csv` become sheets of cells. What comes is hostile until read.
//!
//! Nothing here is believed: sizes are counted before and while reading, the type is told by content and not by name,
//! cells are read one by one so that a sheet that claims a million columns costs nothing.

mod csv;
mod records;
mod references;
mod workbook;

use heng_cleanse::Sheet;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
/// Most bytes a workbook may unpack to.
const MOST_UNPACKED: u64 = 400 * 1024 * 1024;
/// Most rows of a sheet.
const MOST_ROWS: u32 = 200_000;
/// Most columns that are read.
const MOST_COLUMNS: u32 = 256;
/// Most characters of a cell that are kept.
const MOST_CHARACTERS: usize = 4000;

/// Why a file cannot be read. Each names the remedy in its words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Larger than [`MOST_BYTES`].
    #[error("the file is larger than {} MB", MOST_BYTES / 1024 / 1024)]
    TooLarge,
    /// Unpacks to more than any roster holds.
    #[error("the workbook unpacks to more than is allowed")]
    Bomb,
    /// More rows than a sheet may have.
    #[error("a sheet has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// Protected by a password.
    #[error("the workbook is protected by a password")]
    Protected,
    /// The old binary format.
    #[error("this is an old .xls workbook")]
    OldWorkbook,
    /// A web page or XML under the name of a workbook.
    #[error("this is a web page or XML under the name of a workbook")]
    Markup,
    /// A quotation mark opened in this row is never closed.
    #[error("a quotation mark opened in row {0} is never closed")]
    OpenQuote(u32),
    /// Neither a workbook nor text.
    #[error("this is neither a workbook nor a text table")]
    UnknownKind,
    /// A workbook that cannot be read.
    #[error("the workbook is damaged")]
    Damaged,
    /// Text in no known encoding.
    #[error("the text is in none of UTF-8, UTF-16, GB18030 and Big5")]
    UnknownEncoding,
    /// Nothing in it.
    #[error("the file holds no row")]
    Empty,
}

impl SourceError {
    /// One of each, for tests that every reason has words.
    pub const ALL: [Self; 11] = [
        Self::TooLarge,
        Self::Bomb,
        Self::TooManyRows,
        Self::Protected,
        Self::OldWorkbook,
        Self::Markup,
        Self::OpenQuote(1),
        Self::UnknownKind,
        Self::Damaged,
        Self::UnknownEncoding,
        Self::Empty,
    ];

    /// Stable code for words and answers.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "intake.too_large",
            Self::Bomb => "intake.bomb",
            Self::TooManyRows => "intake.too_many_rows",
            Self::Protected => "intake.protected",
            Self::OldWorkbook => "intake.old_workbook",
            Self::Markup => "intake.markup",
            Self::OpenQuote(_) => "intake.open_quote",
            Self::UnknownKind => "intake.unknown_kind",
            Self::Damaged => "intake.damaged",
            Self::UnknownEncoding => "intake.unknown_encoding",
            Self::Empty => "intake.empty",
        }
    }
}

/// The visible sheets of a file, in order. A text table is one sheet without a name.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SourceError> {
    if bytes.len() > MOST_BYTES {
        return Err(SourceError::TooLarge);
    }
    let sheets = match bytes {
        [b'P', b'K', 3, 4, ..] => workbook::read(bytes)?,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(workbook::old_container(bytes)),
        _ => vec![csv::read(bytes)?],
    };
    let filled: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    if filled.is_empty() { Err(SourceError::Empty) } else { Ok(filled) }
}

/// The first characters of a cell; a cell that holds a book is cut.
fn cut(text: &str) -> String {
    text.chars().take(MOST_CHARACTERS).collect()
}
