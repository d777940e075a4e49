//! What is printed is read back as the same tree.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    Arg, BinaryOp, Expr, ExprKind, Label, Number, Scale, Span, Suffix, UnaryOp, parse, print, print_flat,
};

fn expr(kind: ExprKind) -> Expr {
    Expr { kind, span: Span::default(), depth: 1 }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "a",
            "base",
            "工龄",
            "回款额",
            "x_1",
            "and",
            "否则",
            "else",
            "13薪",
            "a b",
            "含（税）",
            "是",
            "e"
        ])
        .prop_map(str::to_owned),
        "[a-z\\u{4e00}-\\u{4e20} ＡＢ()×\"]{1,6}".prop_map(|text| format!("n{}", text.trim_end())),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    let digits = prop_oneof![
        (0u64..1_000_000).prop_map(|whole| whole.to_string()),
        (0u64..10_000, "[0-9]{1,12}").prop_map(|(whole, fraction)| format!("{whole}.{fraction}")),
        Just("2026".to_owned()),
    ];
    let scale = prop::option::of(prop_oneof![Just(Scale::TenThousand), Just(Scale::HundredMillion)]);
    let unit = prop::sample::select(vec!["元", "天", "days", "万步", "年", "月"]);
    let suffix = prop_oneof![
        Just(None),
        Just(Some(Suffix::Percent)),
        Just(Some(Suffix::PerMille)),
        unit.prop_map(|unit| Some(Suffix::Unit(unit.to_owned()))),
    ];
    let spelt = |number: &Number| {
        // 万 and 亿 are scales before they are the beginning of a unit.
        number.scale.is_some()
            || !matches!(&number.suffix, Some(Suffix::Unit(unit)) if unit.starts_with(['万', '亿']))
    };
    (digits, scale, suffix)
        .prop_map(|(digits, scale, suffix)| Number { digits, scale, suffix })
        .prop_filter("a unit that begins with a scale", spelt)
}

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        number().prop_map(|number| expr(ExprKind::Number(number))),
        name().prop_map(|name| expr(ExprKind::Name(name))),
        (name(), name()).prop_map(|(list, field)| expr(ExprKind::Field { list, field })),
        "[^\\p{C}]{0,6}|[\"“”＂「」]{1,3}".prop_map(|text| expr(ExprKind::Text(text))),
        (1i32..9999, 1u32..13, 1u32..29)
            .prop_map(|(y, m, d)| expr(ExprKind::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap()))),
        any::<bool>().prop_map(|truth| expr(ExprKind::Bool(truth))),
    ]
}

fn operator() -> impl Strategy<Value = BinaryOp> {
    use BinaryOp as B;
    prop::sample::select(vec![
        B::Add,
        B::Subtract,
        B::Multiply,
        B::Divide,
        B::Equal,
        B::NotEqual,
        B::Less,
        B::AtMost,
        B::Greater,
        B::AtLeast,
        B::And,
        B::Or,
    ])
}

fn tree() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(6, 60, 5, |inner| {
        let boxed = inner.clone().prop_map(Box::new);
        let label = prop_oneof![
            3 => Just(Label::None),
            1 => boxed.clone().prop_map(Label::Of),
            1 => Just(Label::Else),
        ];
        let arg = (label, inner.clone()).prop_map(|(label, value)| Arg { label, value });
        let function = prop::sample::select(vec!["if", "如果", "round", "sum", "nobody"]);
        prop_oneof![
            boxed.clone().prop_map(|part| expr(ExprKind::Unary(UnaryOp::Negate, part))),
            boxed.clone().prop_map(|part| expr(ExprKind::Unary(UnaryOp::Not, part))),
            (operator(), boxed.clone(), boxed.clone())
                .prop_map(|(op, left, right)| expr(ExprKind::Binary(op, left, right))),
            (boxed.clone(), prop::collection::vec(inner, 1..4))
                .prop_map(|(needle, options)| expr(ExprKind::In(needle, options))),
            (function, prop::collection::vec(arg, 0..5), prop::option::of(boxed)).prop_map(
                |(name, args, filter)| {
                    let name = name.to_owned();
                    expr(ExprKind::Call { name, name_span: Span::default(), args, filter })
                }
            ),
        ]
    })
}

/// Places are not part of what a tree says.
fn unplaced(mut of: Expr) -> Expr {
    fn clear(of: &mut Expr) {
        match &mut of.kind {
            ExprKind::Unary(_, inner) => clear(inner),
            ExprKind::Binary(_, left, right) => {
                clear(left);
                clear(right);
            }
            ExprKind::In(needle, options) => {
                clear(needle);
                options.iter_mut().for_each(clear);
            }
            ExprKind::Call { name_span, args, filter, .. } => {
                *name_span = Span::default();
                for arg in args {
                    if let Label::Of(label) = &mut arg.label {
                        clear(label);
                    }
                    clear(&mut arg.value);
                }
                if let Some(filter) = filter {
                    clear(filter);
                }
            }
            _ => {}
        }
    }
    clear(&mut of);
    of
}

proptest! {
    #[test]
    fn parse_print_parse_is_identity(tree in tree()) {
        for printed in [print(&tree), print_flat(&tree)] {
            let read = parse(&printed).map_err(|fault| TestCaseError::fail(format!("{printed}\n{fault}")))?;
            prop_assert_eq!(unplaced(read), tree.clone(), "{}", printed);
        }
    }

    #[test]
    fn whatever_can_be_read_is_printed_in_a_form_that_stays(text in "[a-z0-9.()+*/，、“”：>=<% 元天万\\[\\]-]{0,30}") {
        if let Ok(first) = parse(&text) {
            let printed = print(&first);
            let again = parse(&printed).map_err(|fault| TestCaseError::fail(format!("{printed}\n{fault}")))?;
            prop_assert_eq!(unplaced(again), unplaced(first), "{} → {}", text, printed);
        }
    }
}
