//! What formulas take of memory: bounded by the length of their text, and nothing for a trace that nobody asks for.
//!
//! A program of its own: its allocator counts, which the other tests need not pay for.
#![cfg(test)]

use allocation_counter::measure;
use heng_formula::{
    InputSpec, ItemSpec, Program, SetSpec, compile, complete_at,
    report::{check, format_formula},
};
use heng_kernel::{Fixed, Locale};

/// What is held at once whatever the text: the words of functions, the vectors of a set.
const AT_LEAST: u64 = 64 * 1_024;
/// And for each byte of it.
const PER_BYTE: u64 = 256;

fn set(formula: &str) -> SetSpec {
    let input = |name: &str| InputSpec { name: name.to_owned(), ..InputSpec::default() };
    let item = |name: &str, formula: &str| ItemSpec {
        name: name.to_owned(),
        formula: formula.to_owned(),
        ..ItemSpec::default()
    };
    SetSpec {
        inputs: ["a", "b", "c"].map(input).to_vec(),
        items: vec![item("x", formula), item("y", "x")],
        ..SetSpec::default()
    }
}

fn program(formula: &str) -> Program {
    compile(&set(formula)).into_program().unwrap()
}

/// A text of one shape, some `bytes` long.
fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len() + 1)
}

/// Long formulas, deep ones, ones full of faults, and texts that are no formula.
fn shapes(bytes: usize) -> Vec<String> {
    let pieces = [
        "a + ",
        "a×(",
        "((",
        "))",
        "-",
        "非 ",
        "not ",
        "名称 ",
        "没有的名称 + ",
        "rond(",
        "if(a > 1, ",
        "“",
        "\"x\" ",
        "[",
        "case(",
        "1元 + 1天 + ",
        "99999999999999 × ",
        "2026-02-30 ",
        "sum(",
        "bracket(a, 0: 1, ",
        "衡",
        "\u{0}",
        "\n",
        "， ",
        "9",
        "%",
        "a b ",
        "1 < a < ",
    ];
    let mut texts: Vec<String> = pieces.iter().map(|piece| repeated(piece, bytes)).collect();
    texts.push(format!("{}1", repeated("a + ", bytes)));
    texts.push(format!("{}a{}", "(".repeat(bytes / 2), ")".repeat(bytes / 2)));
    texts.push(format!("max({}1)", repeated("a, ", bytes)));
    texts
}

#[test]
fn no_text_takes_more_memory_than_its_length_allows() {
    // The words of all languages are put together once.
    check(&set("a"), Locale::ZhCn);
    let mut worst = (0, String::new());
    for bytes in [100, 1_000, 5_000, 19_000, 40_000] {
        for text in shapes(bytes) {
            let spec = set(&text);
            let of = [
                measure(|| drop(compile(&spec))),
                measure(|| drop(check(&spec, Locale::ZhCn))),
                measure(|| drop(format_formula(&text))),
                measure(|| drop(complete_at(&spec, &text, text.len() / 2, Locale::ZhCn))),
            ];
            let most = of.iter().map(|info| info.bytes_max).max().unwrap();
            let bound = AT_LEAST + PER_BYTE * u64::try_from(text.len()).unwrap();
            let shown: String = text.chars().take(40).collect();
            assert!(most <= bound, "{most} bytes for {} of text: {shown}…", text.len());
            for info in of {
                assert_eq!(info.bytes_current, 0, "something is kept after {shown}…");
            }
            let ratio = most / u64::try_from(text.len()).unwrap();
            if bytes >= 1_000 && ratio > worst.0 {
                worst = (ratio, shown);
            }
        }
    }
    println!("formula: at most {} bytes held for each byte of text ({}…)", worst.0, worst.1);
}

#[test]
fn evaluating_without_a_trace_allocates_nothing_for_one() {
    let long = format!("a{}", " + round(b × c, 2) − max(a, b)".repeat(40));
    let allocated = |formula: &str| {
        let program = program(formula);
        let mut row = program.row();
        for (name, value) in [("a", 3), ("b", 5), ("c", 7)] {
            row.set(&program, name, Fixed::whole(value)).unwrap();
        }
        let alone = measure(|| drop(program.evaluate(&row)));
        let traced = measure(|| drop(program.trace(&row)));
        ((alone.count_total, alone.bytes_total), traced.bytes_total)
    };
    let (short, long) = (allocated("a + 1"), allocated(&long));
    assert_eq!(short.0, long.0, "one step or 160: as many allocations, as many bytes");
    assert!(long.1 > short.1 + 160 * 16, "a trace remembers each step: {} against {}", long.1, short.1);
}
