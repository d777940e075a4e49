//! What a company has settled about time.

use serde::{Deserialize, Serialize};

use crate::fingerprint::Gather;

/// The three systems of working time of Chinese labour law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkingTime {
    /// 标准工时: a planned day has its hours; beyond them is overtime.
    Standard,
    /// 综合计算工时 (approved): hours are weighed over a cycle; within a day only statutory holidays are overtime.
    Comprehensive,
    /// 不定时 (approved posts): neither lateness nor overtime.
    Irregular {
        /// Whether a planned day without any punch is an absence.
        needs_punch: bool,
        /// Whether work on a statutory holiday is paid at 300 % all the same (Shanghai, Shenzhen).
        statutory_paid: bool,
    },
}

/// How presence is read from the punches of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// From the first to the last.
    FirstToLast,
    /// Each coming with its going; what lies between two pairs is not present.
    Pairs,
}

/// What becomes of a shift of which one punch is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingPunch {
    /// It is not proven and counts as absence until a punch is made up.
    Absent,
    /// It counts as kept to the plan on that side, with a warning.
    AsPlanned,
}

/// Minutes that are forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grace {
    /// How many, per period and side.
    pub minutes: u32,
    /// Whether beyond them only the rest counts; otherwise beyond them all counts.
    pub only_beyond: bool,
    /// From how many missing minutes on it is an absence instead.
    pub absence_over: Option<u32>,
}

/// What overtime is given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reward {
    /// Pay.
    Pay,
    /// Time off.
    TimeOff,
}

impl Reward {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::TimeOff => "time_off",
        }
    }
}

/// What counts when overtime was asked for and worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The minutes both asked for and worked: what lies in one but not in the other does not count.
    WithinRequest,
    /// The minutes worked, whenever, up to as many as were asked for: the smaller quantity.
    UpToRequest,
    /// The minutes asked for, whatever the punches say.
    AsRequested,
    /// The minutes worked, asked for or not.
    AsWorked,
}

/// Whether coming early can be overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlyArrival {
    /// Never.
    Never,
    /// When asked for and approved.
    OnRequest,
    /// As any other minute.
    Always,
}

/// Which day decides the rate of a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassBy {
    /// A statutory holiday rules from midnight to midnight; otherwise the day the work belongs to.
    StatutoryByDate,
    /// The date the minute falls on.
    Date,
    /// The day the work belongs to.
    WorkDay,
}

/// How a quantity is brought to whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Down.
    Down,
    /// To the nearest, the middle up.
    Nearest,
    /// Up.
    Up,
}

/// A unit and how to reach it. Zero or one minute leaves everything as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Minutes in a unit.
    pub minutes: u32,
    /// How.
    pub rounding: Rounding,
}

impl Unit {
    /// To the minute.
    pub const MINUTE: Self = Self { minutes: 1, rounding: Rounding::Down };

    /// A quantity of minutes, not negative, in whole units.
    pub fn apply(self, minutes: i64) -> i64 {
        let unit = i64::from(self.minutes.max(1));
        let add = match self.rounding {
            Rounding::Down => 0,
            Rounding::Nearest => unit / 2,
            Rounding::Up => unit - 1,
        };
        (minutes + add).div_euclid(unit) * unit
    }
}

/// How overtime is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OvertimeRules {
    /// Asked for against worked.
    pub basis: Basis,
    /// Coming early.
    pub early_arrival: EarlyArrival,
    /// Minutes after the end of a period in which no overtime begins yet, such as a meal.
    pub starts_after: u32,
    /// Below so many minutes a day and class nothing counts.
    pub minimum: u32,
    /// To which unit the day's total of a class is rounded.
    pub unit: Unit,
    /// Which day decides the rate.
    pub class_by: ClassBy,
    /// Whether time off in place of pay is agreed also for working days; the law knows it for rest days only.
    pub workday_time_off: bool,
    /// How many minutes around an approved stretch a punch may open or close it.
    pub window: u32,
    /// Presence beyond the plan that nobody asked for is told from so many minutes a day on.
    pub tell_from: u32,
}

/// Everything a company has settled that a day result depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRules {
    /// Number of this version of the rules, kept in every result.
    pub version: u32,
    /// The person's system of working time.
    pub working_time: WorkingTime,
    /// How presence is read.
    pub presence: Presence,
    /// Punches of the same kind so many seconds after another are its echo.
    pub echo_seconds: u32,
    /// Coming late.
    pub late: Grace,
    /// Leaving early.
    pub left_early: Grace,
    /// One punch missing.
    pub missing_punch: MissingPunch,
    /// One punch may close a shift and open the next when at most so many minutes lie between the two; never when absent.
    pub hand_over: Option<u32>,
    /// Overtime.
    pub overtime: OvertimeRules,
}

impl TimeRules {
    /// The usual start: standard hours, first to last punch, no grace, the lesser of asked and worked by the minute.
    pub const fn standard(version: u32) -> Self {
        let none = Grace { minutes: 0, only_beyond: false, absence_over: None };
        Self {
            version,
            working_time: WorkingTime::Standard,
            presence: Presence::FirstToLast,
            echo_seconds: 60,
            late: none,
            left_early: none,
            missing_punch: MissingPunch::Absent,
            hand_over: Some(30),
            overtime: OvertimeRules {
                basis: Basis::WithinRequest,
                early_arrival: EarlyArrival::OnRequest,
                starts_after: 0,
                minimum: 0,
                unit: Unit::MINUTE,
                class_by: ClassBy::StatutoryByDate,
                workday_time_off: false,
                window: 60,
                tell_from: 30,
            },
        }
    }

    pub(crate) fn gather(&self, into: &mut Gather) {
        let (system, needs, paid) = match self.working_time {
            WorkingTime::Standard => (1, false, false),
            WorkingTime::Comprehensive => (2, false, false),
            WorkingTime::Irregular { needs_punch, statutory_paid } => (3, needs_punch, statutory_paid),
        };
        let overtime = &self.overtime;
        let grace = |grace: &Grace| {
            let absence = grace.absence_over.map_or(u64::MAX, u64::from);
            [u64::from(grace.minutes), u64::from(grace.only_beyond), absence]
        };
        let (late, early) = (grace(&self.late), grace(&self.left_early));
        let choices = [
            u64::from(self.version),
            system,
            u64::from(needs),
            u64::from(paid),
            u64::from(self.presence == Presence::Pairs),
            u64::from(self.echo_seconds),
            u64::from(self.missing_punch == MissingPunch::AsPlanned),
            self.hand_over.map_or(u64::MAX, u64::from),
            match overtime.basis {
                Basis::WithinRequest => 1,
                Basis::UpToRequest => 2,
                Basis::AsRequested => 3,
                Basis::AsWorked => 4,
            },
            match overtime.early_arrival {
                EarlyArrival::Never => 1,
                EarlyArrival::OnRequest => 2,
                EarlyArrival::Always => 3,
            },
            u64::from(overtime.starts_after),
            u64::from(overtime.minimum),
            u64::from(overtime.unit.minutes),
            match overtime.unit.rounding {
                Rounding::Down => 1,
                Rounding::Nearest => 2,
                Rounding::Up => 3,
            },
            match overtime.class_by {
                ClassBy::StatutoryByDate => 1,
                ClassBy::Date => 2,
                ClassBy::WorkDay => 3,
            },
            u64::from(overtime.workday_time_off),
            u64::from(overtime.window),
            u64::from(overtime.tell_from),
        ];
        choices.into_iter().chain(late).chain(early).for_each(|word| into.word(word));
    }
}
