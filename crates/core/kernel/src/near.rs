//! "Did you mean …?"

/// The most characters of a name that are compared.
const MAX: usize = 40;

/// The candidate nearest to `wanted`: one that holds it or is held by it, or one within a few slips of the pen.
pub fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = wanted.to_lowercase().chars().take(MAX).collect();
    let allowed = (wanted.len() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = candidate.to_lowercase().chars().take(MAX).collect();
        let holds = |one: &[char], part: &[char]| {
            part.len() >= 2 && one.windows(part.len()).any(|piece| piece == part)
        };
        let score = if holds(&other, &wanted) || holds(&wanted, &other) {
            // Better than any slip of the same size.
            Some(wanted.len().abs_diff(other.len()))
        } else {
            let slips = slips(&wanted, &other);
            (slips <= allowed && slips < wanted.len().max(other.len())).then_some(slips * 2)
        };
        if let Some(score) = score.filter(|score| best.is_none_or(|(least, _)| *score < least)) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Letters to add, drop or change to make one from the other.
fn slips(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, sign) in one.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (above, candidate) in row.iter().skip(1).zip(other) {
            let change = diagonal + usize::from(sign != candidate);
            diagonal = *above;
            left = change.min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let names = ["回款额", "目标回款额", "工龄", "base_salary"];
        assert_eq!(nearest("回款", names), Some("回款额"));
        assert_eq!(nearest("回歀额", names), Some("回款额"));
        assert_eq!(nearest("base_salery", names), Some("base_salary"));
        assert_eq!(nearest("绩效", names), None);
        assert_eq!(nearest("", names), None);
        let words = ["floor", "ceiling", "employer"];
        assert_eq!(nearest("flor", words), Some("floor"));
        assert_eq!(nearest("celling", words), Some("ceiling"));
        assert_eq!(nearest("cap", words), None);
    }

    #[test]
    fn slips_are_counted() {
        let count = |one: &str, other: &str| {
            slips(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>())
        };
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("工龄", "工令"), 1);
    }
}
