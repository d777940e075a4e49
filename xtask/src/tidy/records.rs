//! Decision records: `docs/adr/NNNN-title.md`, numbered without gaps, each with context, decision and consequences.

use super::{Offence, Tree};

const FOLDER: &str = "docs/adr/";
const PARTS: [&str; 3] = ["## Context", "## Decision", "## Consequences"];

pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    let records = tree.files().filter(|file| file.path.starts_with(FOLDER) && file.name() != "README.md");
    for (expected, file) in (1..).zip(records) {
        let number = file.name().split_once('-').map(|(number, _)| number);
        let wanted = format!("{expected:04}");
        if number != Some(wanted.as_str()) {
            offences.push(Offence::in_file(&file.path, format!("the next number is {wanted}")));
            continue;
        }
        if !file.text.starts_with(&format!("# {wanted} ")) {
            offences
                .push(Offence::in_file(&file.path, format!("its title does not begin with `# {wanted} `")));
        }
        let missing = PARTS.into_iter().filter(|part| !file.text.lines().any(|line| line == *part));
        offences.extend(missing.map(|part| Offence::in_file(&file.path, format!("has no part `{part}`"))));
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "\n\n## Context\n\n## Decision\n\n## Consequences\n";

    #[test]
    fn numbers_have_no_gap_and_parts_are_there() {
        let good = format!("# 0001 Money{BODY}");
        let tree = Tree::of(&[("docs/adr/0001-money.md", &good), ("docs/adr/0003-time.md", "# 0003 Time\n")]);
        let says: Vec<String> = check(&tree).into_iter().map(|offence| offence.says).collect();
        assert_eq!(says, ["the next number is 0002"]);
        let bare = Tree::of(&[("docs/adr/0001-money.md", "# Money\n")]);
        assert_eq!(check(&bare).len(), 4);
    }
}
