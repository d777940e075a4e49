//! List parameters and answers.

use heng_db::{Page, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// `next` of the page before; absent for the first.
    pub after: Option<String>,
    /// Rows of the page, 1 to 200; 50 unless given.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u16>,
}

impl PageParams {
    /// The allowed size nearest to the one asked for.
    pub fn size(&self) -> PageSize {
        PageSize::clamped(self.limit)
    }
}

/// A page of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListView<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> From<Page<T>> for ListView<T> {
    fn from(page: Page<T>) -> Self {
        Self { items: page.items, next: page.next }
    }
}

/// How many rows a list has: exact up to 10,000, then `exact` is false and `total` is 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TotalView {
    /// Rows, at most 10,000.
    pub total: u64,
    /// Whether that is all of them.
    pub exact: bool,
}

impl TotalView {
    /// Most rows that are counted.
    pub const MOST: u64 = 10_000;

    /// From a count that stopped at one more than [`TotalView::MOST`].
    pub fn of(counted: u64) -> Self {
        Self { total: counted.min(Self::MOST), exact: counted <= Self::MOST }
    }
}
