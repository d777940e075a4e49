//! The month sheet as inputs of formulas.

use heng_kernel::Fixed;
use heng_timecalc::day::{Figure, Figures};

use super::structure::PayInput;

/// The name and unit of a figure in formulas.
const fn named(figure: Figure) -> (&'static str, &'static str) {
    match figure {
        Figure::Planned => ("计划工时", MINUTE),
        Figure::Worked => ("出勤工时", MINUTE),
        Figure::BeyondPlan => ("综合工时超出", MINUTE),
        Figure::Late => ("迟到时长", MINUTE),
        Figure::LeftEarly => ("早退时长", MINUTE),
        Figure::Absent => ("旷工时长", MINUTE),
        Figure::Leave => ("请假时长", MINUTE),
        Figure::OvertimeWorkday => ("工作日加班", MINUTE),
        Figure::OvertimeRestDay => ("休息日加班", MINUTE),
        Figure::OvertimeStatutory => ("法定假日加班", MINUTE),
        Figure::TimeOffWorkday => ("工作日加班调休", MINUTE),
        Figure::TimeOffRestDay => ("休息日加班调休", MINUTE),
        Figure::Night => ("夜班工时", MINUTE),
        Figure::Flex => ("弹性工时结余", MINUTE),
        Figure::TimesLate => ("迟到次数", TIME),
        Figure::TimesLeftEarly => ("早退次数", TIME),
    }
}

const MINUTE: &str = "分钟";
const TIME: &str = "次";

/// The inputs a structure declares to speak of a month sheet. Without a sheet they are nothing.
pub fn sheet_inputs() -> impl Iterator<Item = PayInput> {
    Figure::ALL.iter().map(|figure| {
        let (name, unit) = named(*figure);
        PayInput {
            name: name.to_owned(),
            unit: Some(unit.to_owned()),
            default: Some(Fixed::ZERO),
            ..PayInput::default()
        }
    })
}

/// What a person's sheet gives them, by name, in the order of [`sheet_inputs`].
pub fn sheet_values(figures: &Figures) -> impl Iterator<Item = (&'static str, Fixed)> {
    Figure::ALL.iter().map(|figure| (named(*figure).0, Fixed::whole(figures.get(*figure))))
}
