//! Documents in a person's file: type, class, days of issue and expiry; the contents lie encrypted in the file store.
//!
//! A document's place is asked for through the person it belongs to; nobody reads a file by its id alone.

mod add;
mod entity;
mod error;
pub(crate) mod http;
mod read;

pub use add::{NewDocument, add, remove};
pub use error::DocumentError;
pub use read::{DocumentRow, expiring, of_person};
