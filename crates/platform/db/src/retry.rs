//! Telling a collision, and a value no database keeps, from a fault.

use std::error::Error;

use sea_orm::{DbErr, RuntimeErr};

/// Whether the error, or any error behind it, is PostgreSQL saying "run the transaction again" (40001, 40P01).
///
/// Error enums must keep the `DbErr` reachable as a source: `#[error("database: {0}")] Db(#[from] DbErr)`, not
/// `transparent`.
pub fn is_serialization_failure(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(current) = next {
        if current.downcast_ref::<DbErr>().is_some_and(is_collision) {
            return true;
        }
        next = current.source();
    }
    false
}

fn is_collision(error: &DbErr) -> bool {
    matches!(code(error).as_deref(), Some("40001" | "40P01"))
}

/// Whether PostgreSQL says that it cannot keep such a value (class 22): a day before the calendar begins, a NUL within a text.
/// SQLite keeps whatever it is given.
pub fn is_unstorable(error: &DbErr) -> bool {
    code(error).is_some_and(|code| code.len() == 5 && code.starts_with("22"))
}

fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(driver))
    | DbErr::Query(RuntimeErr::SqlxError(driver))
    | DbErr::Conn(RuntimeErr::SqlxError(driver))) = error
    else {
        return None;
    };
    driver.as_database_error().and_then(|e| e.code().map(std::borrow::Cow::into_owned))
}
