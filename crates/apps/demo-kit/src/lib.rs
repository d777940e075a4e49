//! The strict WeCom fake, the demo company and the phone simulator; reachable from `heng demo` only.

pub mod simulator;
pub mod wecom_fake;
