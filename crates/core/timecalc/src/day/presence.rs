//! When somebody was there, by the punches of a window.

use smallvec::SmallVec;

use super::{
    claim::Window,
    clean::Clean,
    facts::{Mark, Punch},
    note::{Note, NoteCode},
    rules,
};
use crate::timeline::{Interval, Intervals, Minute, joined};

/// A punch that opens or closes, at its minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub at: Minute,
    pub punch: Punch,
}

/// What the punches of a window say.
#[derive(Clone, Debug, Default)]
pub(super) struct Attended {
    pub opening: Option<Edge>,
    pub closing: Option<Edge>,
    /// Presence between the two, with its gaps when pairs are read.
    pub inside: Intervals,
    pub notes: SmallVec<[Note; 2]>,
}

impl Attended {
    /// Presence, when both sides are known.
    pub fn present(&self) -> Intervals {
        if self.opening.is_some() && self.closing.is_some() { self.inside.clone() } else { Intervals::new() }
    }

    /// Whether a punch speaks for the window at all.
    pub const fn is_empty(&self) -> bool {
        self.opening.is_none() && self.closing.is_none()
    }
}

/// Reads the punches of a window, in order and without echoes.
pub(super) fn attended<'a>(
    window: &Window,
    punches: impl Iterator<Item = &'a Clean>,
    presence: rules::Presence,
) -> Attended {
    let edges: SmallVec<[Edge; 8]> =
        punches.map(|clean| Edge { at: clean.minute, punch: clean.punch }).collect();
    match edges.as_slice() {
        [] => Attended::default(),
        [only] => single(window, *only),
        all => match presence {
            rules::Presence::FirstToLast => first_to_last(all),
            rules::Presence::Pairs => pairs(window, all),
        },
    }
}

/// One punch: what it says, else the side of the work it is nearer to.
fn single(window: &Window, edge: Edge) -> Attended {
    let to_start = edge.at.since(window.work.from()).abs();
    let to_end = edge.at.since(window.work.to()).abs();
    let opens = match edge.punch.mark {
        Mark::In => true,
        Mark::Out => false,
        Mark::Unknown => to_start <= to_end,
    };
    if opens {
        Attended { opening: Some(edge), ..Attended::default() }
    } else {
        Attended { closing: Some(edge), ..Attended::default() }
    }
}

/// From the first punch that is no going to the last after it that is no coming.
fn first_to_last(edges: &[Edge]) -> Attended {
    let opening = edges.iter().find(|edge| edge.punch.mark != Mark::Out).copied();
    let after = |edge: &&Edge| opening.is_none_or(|opening| edge.at > opening.at);
    let closing = edges.iter().rev().find(|edge| edge.punch.mark != Mark::In && after(edge)).copied();
    let inside = opening.zip(closing).and_then(|(opening, closing)| Interval::new(opening.at, closing.at));
    Attended { opening, closing, inside: inside.into_iter().collect(), notes: SmallVec::new() }
}

/// Each coming with the next going; an unmarked punch is whichever is due.
fn pairs(window: &Window, edges: &[Edge]) -> Attended {
    let mut attended = Attended::default();
    let mut open: Option<Edge> = None;
    let mut stretches = Intervals::new();
    let unpaired =
        |edge: &Edge| Note { code: NoteCode::PunchUnpaired, source: Some(edge.punch.source), minutes: 0 };
    for edge in edges {
        match (edge.punch.mark, open) {
            (Mark::In, Some(earlier)) => {
                attended.notes.push(unpaired(&earlier));
                open = Some(*edge);
            }
            (Mark::In | Mark::Unknown, None) => open = Some(*edge),
            (Mark::Out | Mark::Unknown, Some(coming)) => {
                stretches.extend(Interval::new(coming.at, edge.at));
                attended.opening = attended.opening.or(Some(coming));
                attended.closing = Some(*edge);
                open = None;
            }
            (Mark::Out, None) => attended.notes.push(unpaired(edge)),
        }
    }
    if let Some(left) = open {
        attended.notes.push(unpaired(&left));
    }
    if attended.is_empty()
        && let Some(edge) = edges.first()
    {
        return Attended { notes: attended.notes, ..single(window, *edge) };
    }
    attended.inside = joined(stretches);
    attended
}
