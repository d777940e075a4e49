//! Company and branch calendars.

use std::{collections::BTreeMap, sync::Arc};

use heng_calendar::{
    CalendarLayer, CountRule, DayKind, DayOrigin, LayerDay, LayerEffect, NationalCalendar, Span, WorkCalendar,
};
use heng_packs::Packs;

use crate::date;

fn layer(name: &str, days: &[(&str, LayerEffect, &str)]) -> CalendarLayer {
    let days: BTreeMap<_, _> = days
        .iter()
        .map(|(day, effect, name)| (date(day), LayerDay { effect: *effect, name: (*name).to_owned() }))
        .collect();
    CalendarLayer { id: None, name: name.to_owned(), days }
}

fn calendar(layers: Vec<CalendarLayer>) -> WorkCalendar {
    WorkCalendar::new(Arc::new(NationalCalendar::new(Packs::embedded())), layers)
}

#[test]
fn the_branch_goes_before_the_company_and_the_company_before_the_nation() {
    let company = layer(
        "公司",
        &[("2026-03-09", LayerEffect::Off, "周年庆"), ("2026-03-10", LayerEffect::Off, "周年庆")],
    );
    let branch = layer("上海店", &[("2026-03-10", LayerEffect::Work, "盘点")]);
    let calendar = calendar(vec![company, branch]);
    assert_eq!(
        calendar.day(date("2026-03-09")).origin,
        DayOrigin::OwnDayOff { calendar: "公司".to_owned(), name: "周年庆".to_owned() }
    );
    assert_eq!(
        calendar.day(date("2026-03-10")).kind,
        DayKind::Work,
        "the branch takes the company's day back"
    );
    assert_eq!(calendar.day(date("2026-03-11")).kind, DayKind::Work);
}

#[test]
fn a_statutory_day_cannot_be_planned_away() {
    let calendar = calendar(vec![layer("公司", &[("2026-10-01", LayerEffect::Work, "黄金周营业")])]);
    assert_eq!(calendar.day(date("2026-10-01")).kind, DayKind::Statutory);
    let conflicts = calendar.conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(
        (conflicts[0].code.as_str(), conflicts[0].path.as_str()),
        ("calendar.statutory_day_stays", "2026-10-01")
    );
}

#[test]
fn own_days_are_named_in_the_explanation() {
    let calendar = calendar(vec![layer(
        "公司",
        &[("2026-03-09", LayerEffect::Off, "周年庆"), ("2026-03-14", LayerEffect::Work, "补班")],
    )]);
    let count = calendar
        .count(Span::whole_days(date("2026-03-09"), date("2026-03-15")).unwrap(), CountRule::WorkingDays);
    assert_eq!(count.halves, 10, "Tuesday to Saturday");
    let labels: Vec<_> =
        count.explanation.terms.iter().map(|term| (term.sign, term.label.as_str())).collect();
    assert_eq!(
        labels,
        [
            ('+', "calendar.days_in_span"),
            ('-', "calendar.weekend_days"),
            ('-', "calendar.own_day_off"),
            ('+', "calendar.own_workday"),
        ]
    );
    assert_eq!(count.explanation.terms[2].params["name"], "周年庆");
}

#[test]
fn a_layer_that_repeats_the_nation_leaves_the_nations_reason() {
    let calendar = calendar(vec![layer("公司", &[("2026-10-05", LayerEffect::Off, "国庆")])]);
    assert_eq!(calendar.day(date("2026-10-05")).origin, DayOrigin::Holiday("国庆节".to_owned()));
}
