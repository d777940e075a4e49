//! The sheet of a month.

use heng_kernel::DateRange;
use heng_timecalc::{
    day::{Figure, Reward},
    month::{MonthSheet, arrears},
};

use crate::world::{World, date, leave_type, office};

fn march() -> DateRange {
    DateRange::from_days(date("2026-03-02"), date("2026-03-04")).unwrap()
}

fn world() -> World {
    let world =
        World::new().day("2026-03-02", &office()).day("2026-03-03", &office()).day("2026-03-04", &office());
    let world =
        world.asked("2026-03-02", "18:00-20:00", Reward::Pay).punch("2026-03-02", &["09:00", "20:00"]);
    world.punch("2026-03-03", &["09:12", "18:00"])
}

#[test]
fn trap_12_a_change_of_a_frozen_day_becomes_an_arrear_and_the_sheet_stays() {
    let frozen = MonthSheet::new(march(), &world().results());
    assert_eq!((frozen.figures.absent, frozen.figures.late, frozen.figures.overtime_workday), (480, 12, 120));
    let leave = world().leave("2026-03-04", "whole");
    let lines = arrears(&frozen, &[], &leave.results());
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].day, lines[0].figures.absent, lines[0].figures.leave),
        (date("2026-03-04"), -480, 480)
    );
    assert_eq!(lines[0].leave(leave_type(7)), 100);
    assert!(arrears(&frozen, &lines, &leave.results()).is_empty(), "posted once");
    let back = arrears(&frozen, &lines, &world().results());
    assert_eq!(
        (back[0].figures.absent, back[0].leave(leave_type(7))),
        (480, -100),
        "and taken back when cancelled"
    );
}

#[test]
fn a_sheet_somebody_altered_does_not_tie_out() {
    let mut sheet = MonthSheet::new(march(), &world().results());
    assert!(sheet.mismatches().is_empty());
    sheet.figures.late += 1;
    let found = sheet.mismatches();
    assert_eq!((found.len(), found[0].figure, found[0].sheet - found[0].days), (1, Figure::Late, 1));
}

#[test]
fn the_same_days_in_any_order_make_the_same_sheet_and_days_of_other_months_are_left_out() {
    let results = world().results();
    let mut mixed = results.clone();
    mixed.reverse();
    mixed.push(results[0].clone());
    mixed.extend(World::new().day("2026-04-01", &office()).results());
    assert_eq!(MonthSheet::new(march(), &mixed), MonthSheet::new(march(), &results));
    let longer = DateRange::from_days(date("2026-03-02"), date("2026-03-05")).unwrap();
    let gaps = MonthSheet::new(longer, &results).gaps();
    assert_eq!((gaps.len(), gaps[0].path.as_str()), (1, "2026-03-05"));
}

#[test]
fn days_of_different_lengths_add_up_in_hundredths_of_their_own_day() {
    let short = crate::world::shift([crate::world::period("09:00-15:00", &[])]);
    let world = World::new().day("2026-03-02", &office()).day("2026-03-03", &short);
    let world = world.leave("2026-03-02", "whole").leave("2026-03-03", "09:00-11:00");
    let sheet = MonthSheet::new(march(), &world.results());
    assert_eq!((sheet.leaves[0].minutes, sheet.leaves[0].hundredths), (600, 133));
}
