//! The figures of a day or a month: what pay and the month sheet read.

use serde::{Deserialize, Serialize};

macro_rules! figures {
    ($($(#[doc = $doc:literal])+ $field:ident $name:ident $unit:literal;)+) => {
        /// Sums of one day or of many. Minutes unless the field says otherwise.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Figures {
            $($(#[doc = $doc])+ pub $field: i64,)+
        }

        /// One of the [`Figures`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Figure {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Figure {
            /// Every figure, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => stringify!($field),)+ }
            }

            /// Unit code: `minute` or `time`.
            pub const fn unit(self) -> &'static str {
                match self { $(Self::$name => $unit,)+ }
            }
        }

        impl Figures {
            /// One of them.
            pub const fn get(&self, figure: Figure) -> i64 {
                match figure { $(Figure::$name => self.$field,)+ }
            }

            /// Adds each to its like.
            pub const fn add(&mut self, other: &Self) {
                $(self.$field = self.$field.saturating_add(other.$field);)+
            }

            /// Each less its like.
            #[must_use]
            pub const fn minus(&self, other: &Self) -> Self {
                Self { $($field: self.$field.saturating_sub(other.$field),)+ }
            }
        }
    };
}

figures! {
    /// Asked for by the plan.
    planned Planned "minute";
    /// Worked at the ordinary rate.
    worked Worked "minute";
    /// Worked beyond the plan at the ordinary rate: comprehensive hours, weighed at the end of the cycle.
    beyond_plan BeyondPlan "minute";
    /// Late.
    late Late "minute";
    /// Left early.
    left_early LeftEarly "minute";
    /// Absent.
    absent Absent "minute";
    /// On leave.
    leave Leave "minute";
    /// Overtime beyond a working day, to be paid, in whole units.
    overtime_workday OvertimeWorkday "minute";
    /// Overtime on a rest day, to be paid, in whole units.
    overtime_rest_day OvertimeRestDay "minute";
    /// Work on a statutory holiday, to be paid, in whole units.
    overtime_statutory OvertimeStatutory "minute";
    /// Overtime beyond a working day, given as time off, in whole units.
    time_off_workday TimeOffWorkday "minute";
    /// Overtime on a rest day, given as time off, in whole units.
    time_off_rest_day TimeOffRestDay "minute";
    /// Worked by night, at whatever rate, to the minute.
    night Night "minute";
    /// Above (or, negative, below) the target of flexitime days.
    flex Flex "minute";
    /// Number of times late.
    times_late TimesLate "time";
    /// Number of times left early.
    times_left_early TimesLeftEarly "time";
}

impl Figures {
    /// All overtime that is paid or given as time off.
    pub const fn overtime(&self) -> i64 {
        self.overtime_workday
            + self.overtime_rest_day
            + self.overtime_statutory
            + self.time_off_workday
            + self.time_off_rest_day
    }
}
