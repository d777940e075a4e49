//! What the punches of each window say, and a punch between two shifts that says something of both.

use smallvec::SmallVec;

use super::{
    claim::{Owner, Window, Windows},
    clean::Clean,
    note::{Note, NoteCode},
    presence::{Attended, attended},
    rules::TimeRules,
};
use crate::timeline::{Interval, joined};

/// What the punches of each window say.
pub(super) struct Read {
    pub firm: SmallVec<[Attended; 8]>,
    pub open: SmallVec<[Attended; 8]>,
}

impl Read {
    pub fn new(windows: &Windows, punches: &[Clean], owners: &[Owner], rules: &TimeRules) -> Self {
        let of = |window: &Window, owner: Owner| {
            let from = punches.partition_point(|clean| clean.minute < window.claims.from());
            let mine =
                punches.iter().zip(owners).skip(from).take_while(|(c, _)| c.minute < window.claims.to());
            let mine = mine.filter(|(clean, of)| **of == owner && !clean.echo).map(|(clean, _)| clean);
            attended(window, mine, rules.presence)
        };
        let firm = windows.firm.iter().enumerate().map(|(i, window)| of(window, Owner::Firm(i))).collect();
        let open = windows.open.iter().enumerate().map(|(i, window)| of(window, Owner::Open(i))).collect();
        let mut read = Self { firm, open };
        if let Some(most) = rules.hand_over {
            read.hand_over(windows, i64::from(most));
        }
        read
    }

    /// One punch between two shifts that follow closely closes the one and opens the other; both are told.
    fn hand_over(&mut self, windows: &Windows, most: i64) {
        for (index, pair) in windows.firm.windows(2).enumerate() {
            let [earlier, later] = pair else { continue };
            let pause = later.work.from().since(earlier.work.to());
            if !(0..=most).contains(&pause) {
                continue;
            }
            let Some([first, second]) = self.firm.get_mut(index..index + 2) else { continue };
            let shared = match (first.opening, first.closing, second.opening, second.closing) {
                (_, Some(edge), None, Some(_)) if later.claims.contains(edge.at) => edge,
                (Some(_), None, Some(edge), _) if earlier.claims.contains(edge.at) => edge,
                _ => continue,
            };
            let note = Note { code: NoteCode::PunchForBoth, source: Some(shared.punch.source), minutes: 0 };
            for (attended, closes) in [(first, true), (second, false)] {
                if closes && attended.closing.is_none() {
                    attended.closing = Some(shared);
                } else if !closes && attended.opening.is_none() {
                    attended.opening = Some(shared);
                } else {
                    continue;
                }
                let whole =
                    attended.opening.zip(attended.closing).and_then(|(a, b)| Interval::new(a.at, b.at));
                attended.inside = joined(attended.inside.iter().copied().chain(whole));
                attended.notes.push(note);
            }
        }
    }
}
