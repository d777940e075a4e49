//! Ids from the operating system's random source.

use heng_kernel::Ids;
use rand::{TryRng, rngs::SysRng};

/// Random ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    fn entropy(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        // Without randomness nothing this program does is safe: better to stop than to make ids that can be guessed.
        if SysRng.try_fill_bytes(&mut bytes).is_err() {
            tracing::error!("the system's random source failed");
            std::process::abort();
        }
        bytes
    }
}

/// A word for this process, different for each that ever ran: it owns leases under it.
pub fn process_word() -> String {
    let [a, b, c, d, ..] = SystemIds.entropy();
    format!("heng-{}-{a:02x}{b:02x}{c:02x}{d:02x}", std::process::id())
}
