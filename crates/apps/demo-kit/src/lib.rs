//! The strict WeCom fake, the demo company and the phone simulator; reachable from `heng demo` only.

pub mod wecom_fake;
