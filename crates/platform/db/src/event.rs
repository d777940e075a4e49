//! What the outbox carries.

use serde::Serialize;

/// Something that happened. Names are `area.past_tense.vN` and never change their meaning; a new shape is a new version.
pub trait Event: Serialize {
    /// `leave.submitted.v1`.
    const NAME: &'static str;
}
