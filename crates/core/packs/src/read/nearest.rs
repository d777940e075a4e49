//! Which known word a mistyped one was meant to be.

/// Words longer than this are not compared.
const LONGEST: usize = 60;

/// The known word that is nearest to `word`, if it is near: two changes of a letter at most, fewer for short words.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = 2.min(word.len() / 3);
    let close = known.filter_map(|candidate| Some((distance(word, candidate)?, candidate)));
    close.filter(|(changes, _)| *changes <= near).min().map(|(_, candidate)| candidate)
}

/// Letters to add, drop or change (Levenshtein).
fn distance(a: &str, b: &str) -> Option<usize> {
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let b: Vec<_> = b.chars().collect();
    let mut row: Vec<_> = (0..=b.len()).collect();
    for (index, letter) in a.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (other, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(*other != letter)).min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_told_from_another_word() {
        let known = || ["floor", "ceiling", "employer", "employee"].into_iter();
        assert_eq!(nearest("flor", known()), Some("floor"));
        assert_eq!(nearest("celling", known()), Some("ceiling"));
        assert_eq!(nearest("employes", known()), Some("employee"));
        assert_eq!(nearest("cap", known()), None);
        assert_eq!(distance("kitten", "sitting"), Some(3));
    }
}
