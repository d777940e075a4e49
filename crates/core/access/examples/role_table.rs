//! Prints which role holds which permission, how far and for which fields.
//!
//! The committed table is the reviewed one. After a wanted change:
//! `cargo run -p heng-access --example role_table > crates/core/access/tests/golden/roles.txt`

use std::io::{self, Write};

use heng_access::{builtin_roles, role_table};

fn main() -> io::Result<()> {
    io::stdout().write_all(role_table(&builtin_roles()).as_bytes())
}
