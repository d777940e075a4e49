//! Laws that hold for every formula and every person.

use std::sync::Arc;

use heng_formula::{
    Fault, Given, GivenSpec, KindSpec, List, Program, Row, SetSpec, Value, compile, complete_at,
    report::{check, explain, format_formula},
};
use heng_kernel::{Fixed, Locale};
use proptest::prelude::*;

use crate::world::{input, item, list, number, set};

/// Numbers a, b, c; yes or no p; a day d; a text t; a list l of records with v and k.
fn inputs() -> Vec<heng_formula::InputSpec> {
    vec![
        number("a", ""),
        number("b", ""),
        number("c", ""),
        input("p", KindSpec::Bool),
        input("d", KindSpec::Date),
        input("t", KindSpec::Text),
        list("l", "", vec![number("v", ""), input("k", KindSpec::Text)]),
    ]
}

/// Formulas that give a number, built so that kinds and units fit.
fn numeric() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => prop::sample::select(vec!["a", "b", "c"]).prop_map(str::to_owned),
        2 => (0u32..1_000, 0u32..1_000).prop_map(|(whole, part)| format!("{whole}.{part:03}")),
        1 => prop::sample::select(vec!["0", "1", "2.5", "10%", "3万", "sum(l.v)", "avg(l.v where v > 0)", "count(l where k = \"x\")",
            "max(l.v)", "days_between(d, 2026-03-01) / 1天", "weekday(d)", "match(t, \"x\": 1, \"y\": 2)",
            "sum(l.v × b where v > a)", "months_between(d, 2026-03-01) / 1月"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let condition =
            (inner.clone(), prop::sample::select(vec!["=", "≠", "<", "≤", ">", "≥"]), inner.clone())
                .prop_map(|(left, op, right)| format!("{left} {op} ({right})"));
        let truth = prop_oneof![
            condition.clone(),
            Just("p".to_owned()),
            Just("t in (\"x\", \"y\")".to_owned()),
            (condition.clone(), prop::sample::select(vec!["and", "or"]), condition)
                .prop_map(|(left, op, right)| format!("({left}) {op} not ({right})")),
        ];
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "×", "÷"]), inner.clone())
                .prop_map(|(left, op, right)| format!("({left}) {op} ({right})")),
            inner.clone().prop_map(|part| format!("-({part})")),
            (truth.clone(), inner.clone(), inner.clone())
                .prop_map(|(when, then, other)| format!("if({when}, {then}, {other})")),
            (truth.clone(), inner.clone(), truth, inner.clone(), inner.clone())
                .prop_map(|(p, a, q, b, c)| format!("case({p}: {a}, {q}: {b}, else: {c})")),
            (
                prop::sample::select(vec!["min", "max", "sum", "avg"]),
                prop::collection::vec(inner.clone(), 2..4)
            )
                .prop_map(|(name, parts)| format!("{name}({})", parts.join(", "))),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(x, low, high)| format!("clamp({x}, {low}, {high})")),
            (
                inner.clone(),
                0u32..4,
                prop::sample::select(vec!["half_up", "half_even", "up", "down", "floor"])
            )
                .prop_map(|(x, places, mode)| format!("round({x}, {places}, {mode})")),
            (inner.clone(), inner.clone()).prop_map(|(x, step)| format!("round_to({x}, {step})")),
            (inner.clone(), inner.clone()).prop_map(|(x, other)| format!("or_else({x}, {other})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(x, low, high)| format!("bracket({x}, 0: {low}, 100: {high})")),
            inner.clone().prop_map(|x| format!("progressive({x}, 0: 1%, 100: 2%)")),
            (inner.clone(), inner).prop_map(|(x, other)| format!("mod({x}, {other})")),
        ]
    })
}

/// Values of one person; any may be missing.
#[derive(Clone, Debug)]
struct Person {
    values: Vec<Option<Value>>,
}

fn person() -> impl Strategy<Value = Person> {
    let number = || {
        prop_oneof![
            3 => (-1_000_000i64..1_000_000).prop_map(|cents| Fixed::from_scaled(i128::from(cents) * 10_000_000_000)),
            2 => prop::sample::select(vec![0, 1, -1, 100]).prop_map(Fixed::whole),
            1 => any::<i128>().prop_map(Fixed::from_scaled),
        ]
    };
    let some = |value: BoxedStrategy<Value>| prop::option::weighted(0.9, value);
    let text = || prop::sample::select(vec!["x", "y", "z"]).prop_map(Value::text);
    let day = (0i64..20_000).prop_map(|days| {
        let start: chrono::NaiveDate = "2000-01-01".parse().unwrap();
        Value::Date(start + chrono::Duration::days(days))
    });
    let records =
        prop::collection::vec((number().prop_map(Value::Number), text()), 0..4).prop_map(|records| {
            let (numbers, texts): (Vec<Value>, Vec<Value>) = records.into_iter().unzip();
            Value::List(Arc::new(List::records(numbers.len(), vec![numbers, texts]).unwrap()))
        });
    let numbers = || some(number().prop_map(Value::Number).boxed());
    (
        [numbers(), numbers(), numbers()],
        some(any::<bool>().prop_map(Value::Bool).boxed()),
        some(day.boxed()),
        some(text().boxed()),
        some(records.boxed()),
    )
        .prop_map(|(numbers, truth, day, text, list)| {
            let mut values = numbers.to_vec();
            values.extend([truth, day, text, list]);
            Person { values }
        })
}

fn row_of(program: &Program, person: &Person) -> Row {
    let mut row = program.row();
    for (input, value) in program.inputs().iter().zip(&person.values) {
        if let Some(value) = value {
            row.set(program, &input.name, value.clone()).unwrap();
        }
    }
    row
}

fn outcomes(program: &Program, people: &[Person]) -> Vec<Vec<Result<Value, Fault>>> {
    let mut batch = program.batch(people.len());
    for (index, input) in program.inputs().iter().enumerate() {
        let column: Vec<Option<Value>> = people.iter().map(|person| person.values[index].clone()).collect();
        // As numbers alone where it can be, as callers do.
        let numbers: Option<Vec<Fixed>> =
            column.iter().map(|value| value.as_ref().and_then(Value::number)).collect();
        let given = match numbers {
            Some(numbers) => Given::Numbers(numbers),
            None if column.iter().all(Option::is_none) => Given::Nothing,
            None => Given::Values(column),
        };
        batch.set(program, &input.name, given).unwrap();
    }
    let columns = program.evaluate_batch(&batch);
    (0..people.len()).map(|row| columns.items().iter().map(|item| item.get(row).unwrap()).collect()).collect()
}

fn two_items(first: &str, second: &str) -> SetSpec {
    set(inputs(), vec![item("x", first), item("y", &format!("({second}) + x"))])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(160), ..ProptestConfig::default() })]

    #[test]
    fn one_and_many_with_and_without_trace_agree(
        first in numeric(), second in numeric(), people in prop::collection::vec(person(), 1..6),
    ) {
        let compiled = compile(&two_items(&first, &second));
        let Some(program) = compiled.program else {
            let told: Vec<String> = compiled.diagnostics.iter().map(|told| told.render(Locale::En)).collect();
            // Only size and depth may keep these from compiling.
            prop_assert!(told.iter().all(|told| !told.contains("error") || told.contains("formula.too_")), "{}", told.join("\n"));
            return Ok(());
        };
        let together = outcomes(&program, &people);
        for (person, many) in people.iter().zip(together) {
            let row = row_of(&program, person);
            let alone = program.evaluate(&row);
            prop_assert_eq!(alone.items(), &many[..], "{} / {}", first, second);
            let traced = program.trace(&row);
            prop_assert_eq!(&traced.result, &alone);
            for trace in &traced.items {
                prop_assert!(!trace.line(Locale::ZhCn).is_empty() && !trace.tree(Locale::En).render().is_empty());
            }
        }
    }

    #[test]
    fn the_standard_form_of_a_formula_calculates_the_same(formula in numeric(), person in person()) {
        let Ok(formatted) = format_formula(&formula) else { return Ok(()) };
        prop_assert_eq!(format_formula(&formatted).ok(), Some(formatted.clone()));
        let value = |formula: &str| {
            let program = compile(&set(inputs(), vec![item("x", formula)])).program?;
            let row = row_of(&program, &person);
            Some(program.evaluate(&row).items()[0].clone().map_err(|fault| fault.reason))
        };
        prop_assert_eq!(value(&formula), value(&formatted), "{} → {}", formula, formatted);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,80}") {
        survives(&text);
    }

    #[test]
    fn no_soup_of_tokens_makes_it_panic(tokens in prop::collection::vec(token(), 0..40), spaced in any::<bool>()) {
        survives(&tokens.join(if spaced { " " } else { "" }));
    }
}

/// `HENG_SOAK` runs a hundred times as many.
fn cases(few: u32) -> u32 {
    if std::env::var_os("HENG_SOAK").is_some() { few * 100 } else { few }
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "+", "-", "*", "/", "×", "÷", "(", ")", "（", "）", ",", "，", ":", "：", ".", "=", "<=", "≠", "and", "或", "not",
            "in", "where", "else", "%", "[", "]", "“", "”", "\"", "¥", "2026-01-31", "2026年1月31日", "\n",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "if(", "case(", "sum(", "avg(", "count(", "min(", "round(", "round_to(", "bracket(", "upto(", "match(",
            "progressive(", "lookup(", "clamp(", "or_else(", "has(", "date(", "add_months(", "days_between(", "any(",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["a", "b", "p", "d", "t", "l", "l.v", "l.k", "v", "it", "half_up"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["0", "1", "21.75天", "3万元", "8%", "99999999999999", "0.000000000001", "1元"]).prop_map(str::to_owned),
    ]
}

/// Everything anybody may do with a text ends, without a panic.
fn survives(text: &str) {
    if let Ok(formatted) = format_formula(text) {
        assert_eq!(format_formula(&formatted).ok().as_deref(), Some(formatted.as_str()), "{text}");
    }
    let spec = set(inputs(), vec![item("x", text), item("y", "x"), item(text, "1")]);
    let report = check(&spec, Locale::ZhCn);
    assert!(!report.text.is_empty());
    let given = GivenSpec {
        values: [("a", "1.5"), ("b", text), ("p", "是")].map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        ..GivenSpec::default()
    };
    explain(&spec, &given, None, Locale::En);
    complete_at(&spec, text, text.len() / 2, Locale::ZhCn);
    let lone = set(inputs(), vec![item("x", text)]);
    if let Some(program) = compile(&lone).program {
        let row = program.row();
        assert_eq!(program.trace(&row).result, program.evaluate(&row));
    }
}
