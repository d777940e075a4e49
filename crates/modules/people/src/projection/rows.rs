//! The rows of one employment.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use heng_kernel::{DateRange, EmploymentId};
use heng_scope::{Line, Place};

use super::{CardState, Scene, entity::card, scene::Subject};
use crate::{
    employment::{self, TermState},
    history::{Track, sampled},
};

/// Where an employment stands, over all time for its main post, while they last for further ones.
pub(crate) fn places(scene: &Scene, id: EmploymentId, subject: &Subject) -> Vec<Place> {
    let place = |days, unit, branch| Place {
        employment: id,
        person: subject.stint.person,
        days,
        unit,
        branch,
        company: subject.stint.company,
    };
    let mut rows = vec![];
    if subject.main.last().is_some() {
        let turns = post_turns(scene, &subject.main);
        let stands = sampled(turns, |day| {
            let unit = subject.main.nearest(day).map(|span| span.value.unit)?;
            Some((unit, scene.org.branch(unit, day)))
        });
        rows.extend(
            stands.into_iter().filter_map(|(days, at)| at.map(|(unit, branch)| place(days, unit, branch))),
        );
    }
    for line in subject.further.values() {
        for span in line.spans() {
            let unit = span.value.unit;
            for (days, branch) in sampled(scene.org.turns(unit), |day| scene.org.branch(unit, day)) {
                rows.extend(days.intersection(&span.days).map(|days| place(days, unit, branch)));
            }
        }
    }
    let mut taken = BTreeSet::new();
    rows.retain(|row| taken.insert((row.unit, row.days.from())));
    rows
}

/// Who manages an employment, while it and they last: the main post's manager by a solid line; dotted lines and the
/// managers of further posts by dotted ones.
pub(crate) fn lines(scene: &Scene, id: EmploymentId, subject: &Subject) -> Vec<Line> {
    let mut rows: Vec<Line> = vec![];
    let posts = subject.main.spans().iter().map(|span| (span, true));
    let further = subject.further.values().flat_map(Track::spans).map(|span| (span, false));
    for (span, main) in posts.chain(further) {
        let post = &span.value;
        for (days, (manager, dotted)) in sampled(scene.manager_turns(post), |day| {
            let works = |other: &&EmploymentId| scene.works(**other, day) && !scene.same_person(**other, id);
            let dotted: Vec<EmploymentId> = post.dotted.iter().filter(works).copied().collect();
            (scene.manager(id, post, day), dotted)
        }) {
            let Some(days) = days.intersection(&span.days) else { continue };
            let solid = manager.map(|manager| Line { employment: id, manager, days, solid: main });
            rows.extend(solid);
            rows.extend(dotted.into_iter().map(|manager| Line {
                employment: id,
                manager,
                days,
                solid: false,
            }));
        }
    }
    // One manager by several lines: the solid one stands for all that begin on its day.
    rows.sort_by_key(|row| (row.manager, row.days.from(), !row.solid));
    let mut taken = BTreeSet::new();
    rows.retain(|row| taken.insert((row.manager, row.days.from())));
    rows
}

/// The rows of the people list, over all time.
pub(crate) fn cards(scene: &Scene, id: EmploymentId, subject: &Subject) -> Vec<card::Model> {
    let (Some(days), Some(_)) = (subject.stint.days(), subject.main.last()) else { return vec![] };
    let mut turns: BTreeSet<NaiveDate> = subject.terms.turns().chain(subject.main.turns()).collect();
    for span in subject.main.spans() {
        turns.extend(scene.manager_turns(&span.value).into_iter().filter(|day| span.days.contains(*day)));
    }
    let said = sampled(turns, |day| {
        let post = subject.main.nearest(day).map(|span| &span.value)?;
        let term = subject.terms.nearest(day)?.value;
        let manager = if days.contains(day) { scene.manager(id, post, day) } else { None };
        Some((post.unit, post.job, post.grade, manager, state(days, term.state, day), term.kind))
    });
    let card = |(days, said): (DateRange, Option<_>)| {
        let (unit, job, grade, manager, state, kind) = said?;
        Some(card::Model {
            employment_id: id,
            from_on: days.from(),
            to_on: days.to(),
            person_id: subject.stint.person,
            company_id: subject.stint.company,
            number: subject.number.clone(),
            name: subject.name.clone(),
            sort_name: subject.sort_name.clone(),
            unit_id: unit,
            job_id: job,
            grade_id: grade,
            manager_id: manager,
            state,
            kind,
            first_day: subject.stint.first_day?,
            last_day: subject.stint.last_day,
        })
    };
    said.into_iter().filter_map(card).collect()
}

fn state(days: DateRange, term: TermState, day: NaiveDate) -> CardState {
    if day < days.from() {
        return CardState::Planned;
    }
    if !days.contains(day) {
        return CardState::Left;
    }
    match term {
        TermState::Probation => CardState::Probation,
        TermState::Confirmed => CardState::Confirmed,
    }
}

fn post_turns(scene: &Scene, line: &employment::Line<employment::Post>) -> BTreeSet<NaiveDate> {
    let units = line.spans().iter().flat_map(|span| scene.org.turns(span.value.unit));
    line.turns().chain(units).collect()
}
