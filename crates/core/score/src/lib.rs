//! Goals, completion, delay and scores, each with its explanation.
//!
//! A [`Goal`] says what exactly is to be reached by when and how much it weighs. Reported numbers are [`Observation`]s,
//! append only; a correction supersedes. Everything else is a pure function of the two and of a day: [`assess`] gives
//! completion, delay and points of one goal, [`score`] the weighted total of a person's sheet, [`effect`] what an
//! improvement item has changed a month later.
//!
//! Invariants: exact arithmetic, rounded once per shown figure, half away from zero, so that every figure can be worked
//! out by hand from the figures shown with it; a part without a number is missing, never zero; the order in which
//! observations arrive means nothing.

mod assessment;
mod completion;
mod delay;
mod goal;
mod improvement;
mod number;
mod observation;
mod points;
mod sheet;
mod trace;

pub use assessment::{Assessment, assess};
pub use delay::Delay;
pub use goal::{Bounds, Direction, Goal};
pub use improvement::{Change, Effect, Improvement, effect};
pub use observation::{Observation, effective};
pub use points::Points;
pub use sheet::{Part, SheetScore, score};
