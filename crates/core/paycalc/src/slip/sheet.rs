//! The month sheet as inputs of formulas, and its late corrections as arrears of pay.

use heng_formula::Value;
use heng_kernel::{Finding, Fixed, Input, LeaveTypeId, Severity};
use heng_timecalc::{
    day::{Figure, Figures},
    month::{self, MonthSheet, Sums},
};

use super::{
    arrears::{Arrear, arrears},
    engine::Engine,
    facts::{InputSource, PersonMonth},
    plan::Plan,
    record::{PayMonth, Record},
    structure::{PayInput, PayStructure},
};
use crate::amount::TooLarge;

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

/// Figures that law or contract pays or takes: a structure that leaves one of them out has forgotten it.
const DECIDES: [Figure; 7] = [
    Figure::OvertimeWorkday,
    Figure::OvertimeRestDay,
    Figure::OvertimeStatutory,
    Figure::BeyondPlan,
    Figure::Late,
    Figure::LeftEarly,
    Figure::Absent,
];

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

impl PayStructure {
    /// With the figures of a month sheet declared that its formulas speak of.
    #[must_use]
    pub fn with_sheet_inputs(mut self) -> Self {
        let formulas = self.items.iter().map(|item| &item.formula);
        let formulas: Vec<String> =
            formulas.chain(self.steps.iter().map(|step| &step.formula)).cloned().collect();
        for input in sheet_inputs() {
            let spoken_of = formulas.iter().any(|formula| formula.contains(&input.name));
            if spoken_of && !self.inputs.iter().any(|known| known.name == input.name) {
                self.inputs.push(input);
            }
        }
        self
    }
}

/// Which input has the days of which kind of leave: `(personal leave, "事假天数")`. Kinds that are paid like work have none.
pub type LeaveInputs<'n> = [(LeaveTypeId, &'n str)];

impl Engine {
    /// Puts a month's attendance among a person's inputs, with the sheet as where they were read. A figure that decides about pay and
    /// that the structure does not use is told.
    pub fn read_sheet(
        &self,
        person: &mut PersonMonth,
        sums: &Sums,
        leaves: &LeaveInputs<'_>,
        sheet: Option<&Input>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (figure, (name, value)) in Figure::ALL.iter().zip(sheet_values(&sums.figures)) {
            let taken = self.put(person, name, value, sheet);
            if !taken && value != Fixed::ZERO && DECIDES.contains(figure) {
                let unused = Finding::new("pay.sheet_figure_unused", Severity::Warning, "sheet");
                findings.push(unused.with("name", name));
            }
        }
        for (kind, name) in leaves {
            let hundredths = sums.leave(*kind);
            let days = Fixed::whole(hundredths).checked_div(Fixed::whole(100)).unwrap_or_default();
            if !self.put(person, name, days, sheet) && hundredths != 0 {
                let unused = Finding::new("pay.sheet_figure_unused", Severity::Warning, "sheet");
                findings.push(unused.with("name", *name));
            }
        }
        findings
    }

    /// Whether there is such an input.
    fn put(&self, person: &mut PersonMonth, name: &str, value: Fixed, sheet: Option<&Input>) -> bool {
        let Some(place) = self.input(name) else { return false };
        if person.values.len() <= place {
            person.values.resize(place + 1, None);
        }
        if let Some(held) = person.values.get_mut(place) {
            *held = Some(Value::Number(value));
        }
        person.sources.retain(|source| source.input != place);
        person.sources.extend(sheet.map(|sheet| InputSource { input: place, from: sheet.clone() }));
        true
    }

    /// What a paid month owes since days of its frozen sheet have changed: its slip by the sheet as it would be today against what was
    /// paid for it. `person` is the month's facts as they were paid, `changes` every arrear of the sheet, `paid` the slip with the arrears
    /// posted for it since.
    pub fn sheet_arrears(
        &self,
        plan: &Plan<'_>,
        person: &PersonMonth,
        sheet: (&MonthSheet, &[month::Arrear]),
        leaves: &LeaveInputs<'_>,
        paid: (PayMonth, &Record),
    ) -> Result<Vec<Arrear>, SheetFault> {
        let (frozen, changes) = sheet;
        let mut now = person.clone();
        self.read_sheet(&mut now, &frozen.sums(changes), leaves, None);
        let slip = self.slip(plan, &now);
        if !slip.is_payable() {
            return Err(SheetFault::NotPayable(slip.findings));
        }
        Ok(arrears(paid.0, paid.1, &self.record(plan, &now, &slip))?)
    }
}

/// Why a corrected sheet has no arrears of pay.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    /// The month cannot be reckoned with the sheet as it would be today.
    #[error("the month cannot be reckoned again: {} findings", .0.len())]
    NotPayable(Vec<Finding>),
    /// An amount does not fit.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}
