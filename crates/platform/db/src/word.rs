//! Words of the program written into statements.

use sea_orm::{ActiveEnum, sea_query::Expr};

/// A word of the program as part of a statement's text, not a value bound to it. A statement is planned once for all values,
/// so an index over some of a table's rows is used only when the text itself says which rows are meant.
pub fn word<W: ActiveEnum<Value = String>>(word: W) -> Expr {
    Expr::cust(format!("'{}'", word.to_value()))
}
