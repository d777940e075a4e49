//! Punches in order, with their echoes marked.

use smallvec::SmallVec;

use super::facts::{Mark, Punch};
use crate::timeline::Minute;

/// A punch in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clean {
    pub punch: Punch,
    pub minute: Minute,
    /// Whether an earlier one says the same.
    pub echo: bool,
}

/// Punches by time, mark and id. One that repeats the kind of the last kept punch within the echo time is marked, and so is the
/// same punch delivered twice. Coming and going within seconds are two punches.
pub(super) fn clean(punches: &[Punch], echo_seconds: u32) -> SmallVec<[Clean; 8]> {
    let mut all: SmallVec<[Clean; 8]> = punches
        .iter()
        .map(|punch| Clean { punch: *punch, minute: Minute::of(punch.at), echo: false })
        .collect();
    all.sort_unstable_by_key(|clean| (clean.punch.at, clean.punch.mark, clean.punch.source));
    let mut kept: Option<Punch> = None;
    for clean in &mut all {
        let punch = clean.punch;
        clean.echo = kept.is_some_and(|kept| {
            let near = (punch.at - kept.at).num_seconds() <= i64::from(echo_seconds);
            let same = punch.source == kept.source;
            same || near && !opposite(punch.mark, kept.mark)
        });
        if !clean.echo {
            kept = Some(punch);
        }
    }
    all
}

const fn opposite(a: Mark, b: Mark) -> bool {
    matches!((a, b), (Mark::In, Mark::Out) | (Mark::Out, Mark::In))
}
