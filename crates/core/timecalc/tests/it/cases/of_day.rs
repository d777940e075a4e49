//! `day.yaml`: a day from its facts.

use std::collections::BTreeMap;

use heng_calendar::DayKind;
use heng_timecalc::day::{
    DayKinds, Figure, Flex, Grace, MissingPunch, OvertimeRules, Presence, Reward, TimeRules, WorkingTime,
};
use serde::Deserialize;

use super::{check, differs};
use crate::world::{World, period, shift};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    law: Option<String>,
    day: String,
    #[serde(default)]
    zone: Option<String>,
    /// The day before, the day, the day after.
    #[serde(default)]
    kinds: Option<[DayKind; 3]>,
    #[serde(default)]
    shift: Vec<Work>,
    #[serde(default)]
    rules: Rules,
    #[serde(default)]
    punches: Vec<String>,
    #[serde(default)]
    leave: Vec<String>,
    #[serde(default)]
    overtime: Vec<Asked>,
    #[serde(default)]
    away: Vec<String>,
    expect: BTreeMap<Figure, i64>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    work: String,
    #[serde(default)]
    breaks: Vec<String>,
    #[serde(default)]
    flex: Flex,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    span: String,
    reward: Reward,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    working_time: Option<WorkingTime>,
    presence: Option<Presence>,
    late: Option<Grace>,
    left_early: Option<Grace>,
    missing_punch: Option<MissingPunch>,
    overtime: Option<OvertimeRules>,
}

impl Rules {
    fn change(&self, rules: &mut TimeRules) {
        rules.working_time = self.working_time.unwrap_or(rules.working_time);
        rules.presence = self.presence.unwrap_or(rules.presence);
        rules.late = self.late.unwrap_or(rules.late);
        rules.left_early = self.left_early.unwrap_or(rules.left_early);
        rules.missing_punch = self.missing_punch.unwrap_or(rules.missing_punch);
        rules.overtime = self.overtime.unwrap_or(rules.overtime);
    }
}

fn answer(case: &Case) -> Vec<String> {
    let mut world = World::new().rules(|rules| case.rules.change(rules));
    if let Some(zone) = &case.zone {
        world = world.zone(zone.parse().unwrap());
    }
    let [before, own, after] = case.kinds.unwrap_or([DayKind::Work; 3]);
    let periods = case.shift.iter().map(|work| {
        let breaks: Vec<&str> = work.breaks.iter().map(String::as_str).collect();
        heng_timecalc::day::ShiftPeriod { flex: work.flex, ..period(&work.work, &breaks) }
    });
    let planned = (!case.shift.is_empty()).then(|| shift(periods));
    world = world.plan(&case.day, planned.as_ref(), DayKinds { before, own, after });
    for span in &case.away {
        world = world.away(&case.day, span);
    }
    for part in &case.leave {
        world = world.leave(&case.day, part);
    }
    for asked in &case.overtime {
        world = world.asked(&case.day, &asked.span, asked.reward);
    }
    let punches: Vec<&str> = case.punches.iter().map(String::as_str).collect();
    let result = world.punch(&case.day, &punches).result(&case.day);
    // What a case does not name is nothing; the plan and the night need not be named.
    let named = Figure::ALL.iter().filter_map(|figure| {
        let unnamed = !matches!(figure, Figure::Planned | Figure::Night);
        let expected = case.expect.get(figure).copied().or(unnamed.then_some(0))?;
        differs(&case.name, figure.code(), &expected, &result.figures.get(*figure))
    });
    let mut wrong: Vec<String> = named.collect();
    let notes: Vec<&str> =
        result.notes.iter().map(|note| note.code.parts().0.trim_start_matches("time.")).collect();
    wrong.extend(
        case.notes
            .iter()
            .filter(|code| !notes.contains(&code.as_str()))
            .map(|code| format!("{}: no note {code} among {notes:?}", case.name)),
    );
    assert_ne!(case.law.as_deref(), Some(""), "{}: a source is named or left out", case.name);
    wrong
}

#[test]
fn days_are_as_the_cases_say() {
    check("day.yaml", 30, answer);
}
