//! The kinds of content that may be stored.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A kind of content Heng can tell from its bytes. There is no HTML, no SVG and nothing that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// Portable Document Format.
    Pdf,
    /// Portable Network Graphics.
    Png,
    /// JPEG picture.
    Jpeg,
    /// WebP picture.
    Webp,
    /// HEIC or HEIF picture, as telephones make.
    Heic,
    /// Word document without macros.
    Docx,
    /// Excel workbook without macros.
    Xlsx,
    /// Plain text in UTF-8.
    Text,
    /// Comma-separated values in UTF-8.
    Csv,
}

impl Media {
    /// Everything that can be stored.
    pub const ALL: [Self; 9] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Heic,
        Self::Docx,
        Self::Xlsx,
        Self::Text,
        Self::Csv,
    ];

    /// Its registered name, as told to browsers.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// Endings a name may have; the first is given to names without a fitting one.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Heic => &["heic", "heif"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Text => &["txt", "md", "log"],
            Self::Csv => &["csv"],
        }
    }

    /// Whether a browser may show it in the page's place. Everything else is downloaded.
    pub const fn shown_inline(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Jpeg | Self::Webp)
    }
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mime())
    }
}

impl FromStr for Media {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|media| media.mime() == text).ok_or(())
    }
}
