//! Any text as a formula: it is refused with a reason or evaluated, alone and by columns alike; nothing panics or hangs.
#![no_main]

use heng_formula::{Given, GivenSpec, InputSpec, ItemSpec, KindSpec, SetSpec, compile, report};
use heng_kernel::{Fixed, Locale};
use libfuzzer_sys::fuzz_target;

fn input(name: &str, kind: KindSpec, unit: Option<&str>) -> InputSpec {
    InputSpec { name: name.to_owned(), kind, unit: unit.map(str::to_owned), ..InputSpec::default() }
}

fn set(formula: &str) -> SetSpec {
    let mut orders = input("l", KindSpec::List, None);
    orders.fields = vec![input("v", KindSpec::Number, None), input("k", KindSpec::Text, None)];
    SetSpec {
        inputs: vec![
            input("a", KindSpec::Number, None),
            input("base", KindSpec::Number, Some("元")),
            input("days", KindSpec::Number, Some("天")),
            input("p", KindSpec::Bool, None),
            input("d", KindSpec::Date, None),
            input("t", KindSpec::Text, None),
            orders,
        ],
        items: vec![
            ItemSpec { name: "x".to_owned(), formula: formula.to_owned(), ..ItemSpec::default() },
            ItemSpec { name: "y".to_owned(), formula: "x".to_owned(), ..ItemSpec::default() },
        ],
        ..SetSpec::default()
    }
}

fuzz_target!(|text: &str| {
    if let Ok(formatted) = report::format_formula(text) {
        assert_eq!(report::format_formula(&formatted).ok().as_deref(), Some(formatted.as_str()));
    }
    let spec = set(text);
    report::check(&spec, Locale::ZhCn);
    let Some(program) = compile(&spec).program else { return };
    let given =
        [("a", "3.5"), ("base", "10000"), ("days", "20"), ("p", "是"), ("d", "2024-02-29"), ("t", "x")];
    let values = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let records = vec![vec!["1.5".to_owned(), "x".to_owned()], vec!["-2".to_owned(), "y".to_owned()]];
    let given = GivenSpec { values, lists: [("l".to_owned(), records)].into() };
    let Ok(row) = program.read_row(&given) else { return };
    let alone = program.evaluate(&row);
    assert_eq!(program.trace(&row).result, alone);
    report::explain(&spec, &given, None, Locale::En);
    // A batch in which only some is given; its results are those of a row with the same.
    let mut batch = program.batch(3);
    let numbers = Given::Numbers(vec![Fixed::ONE, Fixed::ZERO, Fixed::whole(-7)]);
    assert!(batch.set(&program, "a", numbers).is_ok());
    let columns = program.evaluate_batch(&batch);
    let mut one = program.row();
    assert!(one.set(&program, "a", Fixed::ZERO).is_ok());
    let found: Vec<_> = columns.items().iter().filter_map(|item| item.get(1)).collect();
    assert_eq!(program.evaluate(&one).items(), &found[..]);
});
