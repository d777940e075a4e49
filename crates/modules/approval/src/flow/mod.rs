//! Flows: for each kind of request, who decides on it. Versions are added, never changed; cases keep theirs. A kind nobody
//! has thought about yet starts with the direct manager.

pub(crate) mod entity;
mod error;
pub(crate) mod http;
mod publish;
mod queries;

pub(crate) use error::FlowError;
pub(crate) use publish::{Publish, publish};
pub(crate) use queries::{current, current_or_first, listed, version};
