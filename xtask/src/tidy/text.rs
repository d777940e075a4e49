//! How text files end, break and indent, and no marks of unfinished work.

use super::{Offence, Tree};

/// Spelt in two halves, so that this file passes its own check.
const UNFINISHED: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for file in tree.written() {
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            offences.push(Offence::in_file(&file.path, "does not end with a line break"));
        }
        if file.text.ends_with("\n\n") {
            offences.push(Offence::in_file(&file.path, "ends with empty lines"));
        }
        if file.text.contains('\r') {
            offences.push(Offence::in_file(&file.path, "has carriage returns"));
        }
        for (number, line) in file.lines() {
            if line.trim_end_matches('\r').ends_with([' ', '\t']) {
                offences.push(Offence::at(&file.path, number, "trailing space"));
            }
            if ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
                offences.push(Offence::at(&file.path, number, "a merge left its mark"));
            }
            if UNFINISHED.iter().any(|word| has_word(line, word)) {
                offences.push(Offence::at(
                    &file.path,
                    number,
                    "unfinished work is written down in docs/dev/status.md, not here",
                ));
            }
        }
    }
    offences
}

/// `word` with neither letter, digit nor `_` beside it.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|left| left.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|right| right.chars().next());
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Vec<(usize, String)> {
        check(&Tree::of(&[("a.md", text)])).into_iter().map(|o| (o.line, o.says)).collect()
    }

    #[test]
    fn untidy_text_is_found_with_its_line() {
        assert_eq!(says("a \nb\n"), [(1, "trailing space".to_owned())]);
        assert_eq!(says("a"), [(0, "does not end with a line break".to_owned())]);
        assert_eq!(says("a\r\n"), [(0, "has carriage returns".to_owned())]);
        assert_eq!(says(&format!("// {}: later\n", UNFINISHED[0])).len(), 1);
    }

    #[test]
    fn a_mark_inside_a_word_is_none() {
        assert!(says(&format!("my{}list {}_X\n", UNFINISHED[0], UNFINISHED[1])).is_empty());
    }
}
