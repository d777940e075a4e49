//! Stored files: contents encrypted, types decided by content, places never guessable.
//!
//! The way of a file:
//! 1. [`Files::stage`] streams it into the store, encrypted, while its type, size and hash are found out. No unit of work
//!    is open, nothing refers to it yet.
//! 2. [`Files::keep`] writes its row in the unit of work that needs it. If that fails, the sweep removes the contents.
//! 3. [`Files::open`] reads it back; who may read is asked before, by the use case that knows whose file it is.
//! 4. [`Files::remove`] marks it in a unit of work and queues the erasing of its contents.
//!
//! Invariants: contents never lie unencrypted in the store; contents open only for the file they were staged for; what a
//! browser is told about a file comes from its content, never from its sender.

mod detect;
mod entity;
mod error;
mod files;
mod jobs;
mod link;
mod media;
mod name;
mod read;
mod remove;
mod scan;
mod serve;
mod stage;
mod store;

pub use detect::Unfit;
pub use entity::Model as StoredFile;
pub use error::FileError;
pub use files::{Files, Limits};
pub use link::{LINK_LIFE, LinkRefused};
pub use media::Media;
pub use name::safe_name;
pub use read::{Body, Opened};
pub use scan::{Scanner, ScannerFailed, Verdict};
pub use serve::headers;
pub use stage::Staged;
pub use store::{Bucket, Place, StoreUnreachable};
