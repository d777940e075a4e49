//! Pages by cursor.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::DbErr;
use serde::{Serialize, de::DeserializeOwned};

/// How many rows a page holds: 1 to 200, 50 unless asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(u16);

impl PageSize {
    /// Most rows of a page.
    pub const MOST: u16 = 200;

    /// The nearest allowed size.
    pub fn clamped(asked: Option<u16>) -> Self {
        Self(asked.unwrap_or(50).clamp(1, Self::MOST))
    }

    /// Rows of the page.
    pub fn rows(self) -> usize {
        usize::from(self.0)
    }

    /// Rows to ask the database for: one more, to know whether a next page exists.
    pub fn limit(self) -> u64 {
        u64::from(self.0) + 1
    }
}

/// One page and where the next begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Opaque; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From one row more than fits: the surplus row only says that there is a next page. `key` names the sort key of the
    /// last row shown.
    pub fn cut<K: Cursor>(mut rows: Vec<T>, size: PageSize, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > size.rows();
        rows.truncate(size.rows());
        let next = if more { rows.last().map(|row| key(row).encode()) } else { None };
        Self { items: rows, next }
    }

    /// The same page with other rows.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next: self.next }
    }
}

/// What the error of a bad cursor says.
const BAD_CURSOR: &str = "not a cursor of this list";

/// The page was asked for by a cursor that is none of ours.
pub fn bad_cursor() -> DbErr {
    DbErr::Custom(BAD_CURSOR.to_owned())
}

/// Whether a page was asked for by a cursor that is none of ours: damaged, cut off, or of another list.
pub fn is_bad_cursor(error: &DbErr) -> bool {
    matches!(error, DbErr::Custom(text) if text == BAD_CURSOR)
}

/// A sort key that travels through the address and back. It is data from outside: whoever uses it re-checks every right.
pub trait Cursor: Serialize + DeserializeOwned {
    /// As text for the address.
    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Back from text; `None` when it is not one of ours.
    fn decode(text: &str) -> Option<Self> {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
    }

    /// Where the page begins that was asked for; `None` for the first. A text that is not one of ours is refused with an error
    /// that [`is_bad_cursor`] knows: taken for the first page, it would show rows as if they came next.
    fn after(text: Option<&str>) -> Result<Option<Self>, DbErr> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        Self::decode(text).map(Some).ok_or_else(bad_cursor)
    }
}

impl<K: Serialize + DeserializeOwned> Cursor for K {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surplus_row_only_says_that_more_follow() {
        let size = PageSize::clamped(Some(2));
        let page = Page::cut(vec![1, 2, 3], size, |n| (*n, "x".to_owned()));
        assert_eq!(page.items, [1, 2]);
        assert_eq!(<(i32, String)>::decode(&page.next.unwrap()), Some((2, "x".to_owned())));
        assert_eq!(Page::cut(vec![1, 2], size, |n| *n).next, None);
    }

    #[test]
    fn a_cursor_of_somebody_elses_making_is_none() {
        for text in ["", "%%%", "AAAA", "W10"] {
            assert_eq!(<(i32, String)>::decode(text), None);
        }
        for text in ["%%%", "AAAA", "W10"] {
            assert!(is_bad_cursor(&<(i32, String)>::after(Some(text)).unwrap_err()));
        }
        for first in [None, Some("")] {
            assert_eq!(<(i32, String)>::after(first).unwrap(), None);
        }
        assert_eq!(PageSize::clamped(Some(60_000)).rows(), 200);
    }
}
