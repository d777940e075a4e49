//! Keys and field encryption.
//!
//! ```text
//! master key (file or environment, never in the database)
//!   └─ wraps every row of data_key
//!        ├─ version 0: the root, made once; derived keys come from it (search hashes, audit chain, signatures)
//!        └─ version 1, 2, …: data keys; the newest settled one seals, all of them open
//! ```
//!
//! So a new data key costs one re-sealing of the registered columns, a new master key costs a re-wrapping of a handful of
//! rows, and neither breaks searching by keyed hash nor the audit chain.
//!
//! Invariants: a sealed value opens only in the cell it was sealed for; nothing secret is printed by `Debug`; opening
//! bad bytes is an error, never a panic.

mod cipher;
mod context;
mod error;
mod keyring;
mod master;
mod reseal;
mod rotate;
mod sealed;
mod store;
mod stream;
mod vault;

pub use context::Context;
pub use error::VaultError;
pub use master::{MasterKey, MasterKeyError};
pub use reseal::{Reseal, Sealable, registered_cells_open};
pub use rotate::{KeyStatus, SETTLE};
pub use sealed::{KeyedHash, SealedText};
pub use stream::{CHUNK, StreamOpener, StreamSealer};
pub use vault::Vault;

/// 32 secret bytes, wiped when dropped.
pub type SecretKey = zeroize::Zeroizing<[u8; 32]>;
