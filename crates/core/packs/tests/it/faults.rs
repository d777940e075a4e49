//! Every fault with its file, table, key and line.

use crate::laid_over;

const HEAD: &str = "schema = \"heng.cn.social/1\"\nid = \"beijing\"\nregion_code = \"110000\"\n";
const ABOUT: &str = "source = \"x\"\nconfidence = \"one\"\n";

fn faults(text: &str) -> Vec<(String, String, u64)> {
    let faults = laid_over(text).expect_err("faults");
    faults
        .into_iter()
        .map(|fault| {
            (
                fault.code,
                fault.path,
                fault.params.get("line").and_then(serde_json::Value::as_u64).unwrap_or(0),
            )
        })
        .collect()
}

fn fault(code: &str, at: &str, line: u64) -> (String, String, u64) {
    (code.to_owned(), format!("own.toml#{at}"), line)
}

fn base(rows: &str) -> String {
    format!("{HEAD}[[base]]\nschemes = [\"pension\"]\n{rows}")
}

#[test]
fn an_unknown_key_is_named_with_the_one_that_was_meant() {
    let text = base(&format!("flor = \"1\"\nfloor = \"1\"\nfrom = \"2030-01-01\"\n{ABOUT}"));
    let found = laid_over(&text).unwrap_err();
    assert_eq!(faults(&text), [fault("pack.unknown_key", "base[0].flor", 6)]);
    assert_eq!(found[0].params["meant"], "floor");
}

#[test]
fn a_row_without_source_or_confidence_is_refused_unless_its_table_or_file_has_them() {
    let row = "floor = \"1\"\nfrom = \"2030-01-01\"\n";
    assert_eq!(
        faults(&base(row)),
        [
            fault("pack.source_missing", "base[0].source", 4),
            fault("pack.confidence_missing", "base[0].confidence", 4)
        ]
    );
    assert!(laid_over(&format!("{ABOUT}{}", base(row))).is_ok(), "inherited from the file");
}

#[test]
fn amounts_and_rates_are_exact_or_refused() {
    for (bad, code) in [
        ("floor = \"1.005\"", "pack.not_an_amount"),
        ("floor = \"-1\"", "pack.not_an_amount"),
        ("floor = \"1,000\"", "pack.not_an_amount"),
        ("floor = 1e3", "pack.not_an_amount"),
        ("floor = true", "pack.not_a_plain_value"),
        ("floor = \"\"", "pack.key_missing"),
        ("floor = \"2\"\nceiling = \"1\"", "pack.ceiling_under_floor"),
    ] {
        let found = faults(&base(&format!("{bad}\nfrom = \"2030-01-01\"\n{ABOUT}")));
        assert_eq!(found.iter().map(|(code, ..)| code.as_str()).collect::<Vec<_>>(), [code], "{bad}");
    }
    let rate = |employer: &str| {
        format!(
            "{HEAD}[[rate]]\nscheme = \"pension\"\nemployer = {employer}\nemployee = 0.08\nfrom = \"2030-01-01\"\n{ABOUT}"
        )
    };
    assert!(laid_over(&rate("0.16")).is_ok(), "a number is read from its text");
    assert_eq!(faults(&rate("0.0000001")), [fault("pack.not_a_rate", "rate[0].employer", 6)]);
    assert_eq!(faults(&rate("16")), [fault("pack.rate_over_one", "rate[0].employer", 6)]);
}

#[test]
fn days_are_checked() {
    let row = |days: &str| base(&format!("floor = \"1\"\n{days}\n{ABOUT}"));
    assert_eq!(faults(&row("from = \"2030-02-30\"")), [fault("pack.not_a_date", "base[0].from", 7)]);
    assert_eq!(
        faults(&row("from = \"2030-02-01\"\nto = \"2030-01-31\"")),
        [fault("pack.ends_before_it_begins", "base[0].to", 8)]
    );
    assert!(laid_over(&row("from = 2030-02-01\nto = 2030-02-01")).is_ok(), "one day; dates without quotes");
}

#[test]
fn two_rows_of_a_file_may_not_claim_the_same_day() {
    let row = |from: &str| {
        format!(
            "[[base]]\nschemes = [\"pension\"]\nfloor = \"1\"\nfrom = \"{from}\"\nto = \"2031-12-31\"\n{ABOUT}"
        )
    };
    let text = format!("{HEAD}{}{}", row("2030-01-01"), row("2031-12-31"));
    assert_eq!(faults(&text), [fault("pack.overlap", "base[1]", 11)]);
}

#[test]
fn all_faults_come_at_once() {
    let text = format!(
        "{HEAD}[[base]]\nschemes = [\"pensions\"]\nflor = \"x\"\nfrom = \"y\"\n[[rate]]\nscheme = \"z\"\n"
    );
    assert!(faults(&text).len() > 5, "{:?}", faults(&text));
}

#[test]
fn a_tax_table_that_jumps_is_refused() {
    let table = |quick: &str| {
        format!(
            "schema = \"heng.cn.income-tax/1\"\n{ABOUT}[[annual_table]]\nfrom = \"2030-01-01\"\nupper = [\"100\", \"\"]\nrate = [\"0.1\", \"0.2\"]\nquick = [\"0\", \"{quick}\"]\n"
        )
    };
    assert!(laid_over(&table("10")).is_ok());
    assert_eq!(faults(&table("11")), [fault("pack.tax_jumps_at_an_edge", "annual_table[0].quick", 8)]);
    let falls = table("10").replace("\"0.2\"", "\"0.1\"");
    assert!(faults(&falls).iter().any(|(code, ..)| code == "pack.does_not_rise"));
    let short = table("10").replace("[\"100\", \"\"]", "[\"\"]");
    assert_eq!(faults(&short)[0].0, "pack.lists_differ_in_length");
}

#[test]
fn a_file_of_an_unknown_form_or_without_sense_is_refused() {
    assert_eq!(
        faults("schema = \"heng.cn.socail/1\"\nid = 1\n"),
        [fault("pack.unknown_schema", "schema", 1)]
    );
    let found = laid_over("a = \n").unwrap_err();
    assert_eq!((found[0].code.as_str(), found[0].path.as_str()), ("pack.unreadable", "own.toml"));
    let large = format!("# {}\n", "x".repeat(2 << 20));
    assert_eq!(laid_over(&large).unwrap_err()[0].code, "pack.file_too_large");
}
