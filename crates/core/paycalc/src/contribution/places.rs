//! One person, one month, one place for each scheme.

use heng_kernel::{Finding, Severity};

use super::SchemeKind;

/// The schemes that would be paid in two places for the same month (a move in its middle). A month is due once: where the person is
/// registered on the day the place closes its window.
pub fn paid_in_two_places(places: &[(&str, &[SchemeKind])]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, (place, kinds)) in places.iter().enumerate() {
        for (other, others) in places.iter().skip(index + 1).filter(|(other, _)| other != place) {
            for kind in kinds.iter().filter(|kind| others.contains(kind)) {
                findings.push(
                    Finding::new("contribution.two_places", Severity::Error, kind.code())
                        .with("place", *place)
                        .with("other", *other),
                );
            }
        }
    }
    findings
}
