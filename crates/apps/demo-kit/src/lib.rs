//! The strict WeCom fake and the phone simulator; reachable from `heng demo` only.

pub mod clock;
pub mod simulator;
pub mod wecom_fake;
