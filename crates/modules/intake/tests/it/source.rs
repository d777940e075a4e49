//! Reading files.

use std::io::{Cursor, Read, Write};

use heng_cleanse::Cell;
use heng_intake::source::{MOST_BYTES, SourceError, read};
use rust_xlsxwriter::{Format, Formula, Workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const ROSTER: &str = "工号,姓名,部门\nHM001,许国淑,总部\nHM002,\"王, 丽\",门店\n";

fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    let sheets = read(bytes).unwrap();
    sheets[0].rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
}

#[test]
fn text_tables_are_read_in_every_encoding_chinese_programs_write() {
    let expected = vec![
        vec!["工号".to_owned(), "姓名".to_owned(), "部门".to_owned()],
        vec!["HM001".to_owned(), "许国淑".to_owned(), "总部".to_owned()],
        vec!["HM002".to_owned(), "王, 丽".to_owned(), "门店".to_owned()],
    ];
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(ROSTER.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xef\xbb\xbf", ROSTER.as_bytes()].concat();
    let gb = encoding_rs::GB18030.encode(ROSTER).0.into_owned();
    for bytes in [ROSTER.as_bytes().to_vec(), marked, gb, utf16] {
        assert_eq!(texts(&bytes), expected);
    }
    let tabs = ROSTER.replace("\"王, 丽\"", "王丽").replace(',', "\t");
    assert_eq!(texts(tabs.as_bytes())[2][1], "王丽");
}

#[test]
fn a_table_from_hong_kong_is_read_as_big5() {
    let text = "員工編號,姓名,部門,入職日期\nH1,陳大文,總部,2020-01-01\n";
    let big5 = encoding_rs::BIG5.encode(text).0.into_owned();
    assert_eq!(texts(&big5)[1], ["H1", "陳大文", "總部", "2020-01-01"]);
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    assert_eq!(texts(&gb)[1], ["H1", "陳大文", "總部", "2020-01-01"]);
}

#[test]
fn the_separator_is_the_one_the_header_is_understood_by() {
    for (text, row) in [
        ("姓名,部门,入职日期\n张三,甲|乙|丙|丁|戊,2020-01-01\n", ["张三", "甲|乙|丙|丁|戊", "2020-01-01"]),
        (
            "姓名;部门;入职日期\n张三;\"甲,乙,丙,丁,戊\";2020-01-01\n",
            ["张三", "甲,乙,丙,丁,戊", "2020-01-01"],
        ),
        (
            "姓名\t部门\t入职日期\r张三\t甲, 乙, 丙, 丁\t2020-01-01\r",
            ["张三", "甲, 乙, 丙, 丁", "2020-01-01"],
        ),
    ] {
        assert_eq!(texts(text.as_bytes())[1], row, "{text}");
    }
}

#[test]
fn an_empty_line_of_a_text_table_counts_as_the_row_it_is() {
    let text = "\n工号,姓名,部门\n\nA1,\"张\n三\",总部\n\n\nA2,李四,总部\n";
    let rows = &read(text.as_bytes()).unwrap()[0].rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4, 7]);
}

#[test]
fn every_reason_has_words_in_both_languages() {
    for language in ["zh-CN", "en"] {
        let path = format!("{}/../../../web/src/locales/problem/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let words: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let silent: Vec<_> =
            SourceError::ALL.iter().map(SourceError::code).filter(|code| words.get(code).is_none()).collect();
        assert!(silent.is_empty(), "{language}: {silent:?}");
    }
}

#[test]
fn a_rare_character_outside_gbk_survives() {
    let text = "姓名,部门\n䶮𠮷,总部\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    assert_eq!(texts(&gb)[1][0], "䶮𠮷");
}

#[test]
fn a_workbook_keeps_row_numbers_dates_formulas_and_merged_departments() {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true).write(0, 0, "secret").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_active(true);
    sheet.write(2, 0, "部门").unwrap().write(2, 1, "入职日期").unwrap().write(2, 2, "备注").unwrap();
    sheet.merge_range(3, 0, 4, 0, "一店", &Format::new()).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for row in [3, 4] {
        sheet.write_number_with_format(row, 1, 45_000, &day).unwrap();
    }
    sheet.write_formula(3, 2, Formula::new("=1+1").set_result("2")).unwrap();
    let sheets = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(sheets.len(), 1, "hidden sheets are not read");
    let rows = &sheets[0].rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(rows[2].cells[0], Cell::Text("一店".to_owned()));
    assert_eq!(rows[1].cells[1], Cell::Date("2023-03-15".parse().unwrap()));
    assert!(matches!(&rows[1].cells[2], Cell::Formula { formula, .. } if formula == "1+1"));
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_files_are_refused_with_a_reason() {
    let bomb = vec![b'0'; 401 * 1024 * 1024];
    let old = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat();
    let protected: Vec<u8> =
        old.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cases: Vec<(Vec<u8>, SourceError)> = vec![
        (vec![b'a'; MOST_BYTES + 1], SourceError::TooLarge),
        (archive(&[("xl/workbook.xml", &bomb)]), SourceError::Bomb),
        (archive(&[("../../etc/passwd", b"x")]), SourceError::UnknownKind),
        (archive(&[("xl/workbook.xml", b"<no/>")]), SourceError::Damaged),
        (old, SourceError::OldWorkbook),
        (protected, SourceError::Protected),
        (
            b"<html><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table></html>".to_vec(),
            SourceError::Markup,
        ),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>".to_vec(), SourceError::Markup),
        ("工号,姓名,部门\nA1,\"张三,总部\nA2,李四,总部\n".as_bytes().to_vec(), SourceError::OpenQuote(2)),
        (b"%PDF-1.7\x00\x01\x02".to_vec(), SourceError::UnknownKind),
        (b"\n\n , ,\n".to_vec(), SourceError::Empty),
        (vec![], SourceError::Empty),
    ];
    for (bytes, reason) in cases {
        assert_eq!(read(&bytes), Err(reason));
    }
}

#[test]
fn a_sheet_that_claims_the_last_cell_of_all_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "姓名").unwrap();
    sheet.write(0, 16_383, "far right").unwrap();
    assert_eq!(read(&book.save_to_buffer().unwrap()).unwrap()[0].rows[0].cells.len(), 1);
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(1_048_575, 0, "far below").unwrap();
    assert_eq!(read(&book.save_to_buffer().unwrap()), Err(SourceError::TooManyRows));
}

#[test]
fn external_entities_are_not_resolved() {
    let part = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="&e;" sheetId="1"/></sheets></workbook>"#;
    assert!(read(&archive(&[("xl/workbook.xml", part)])).is_err());
}

/// A workbook whose one cell is said to stand elsewhere.
fn workbook_with(said: &str, instead: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, 7).unwrap();
    let mut whole = ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = vec![];
    for index in 0..whole.len() {
        let mut part = whole.by_index(index).unwrap();
        let mut bytes = vec![];
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(said), "{text}");
            bytes = text.replacen(said, instead, 1).into_bytes();
        }
        parts.push((name, bytes));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    archive(&parts)
}

#[test]
fn a_cell_beyond_the_end_of_a_sheet_is_damage() {
    let cell = r#"<c r="A1""#;
    assert_eq!(texts(&workbook_with(cell, cell)), [["7"]]);
    for place in ["ZZZZZZZ4294967295", "ZZZZZZZZZZZZ1", "A99999999999999999999", "XFE1", "A1048577"] {
        let hostile = workbook_with(cell, &format!(r#"<c r="{place}""#));
        assert_eq!(read(&hostile), Err(SourceError::Damaged), "{place}");
    }
    for (said, instead) in [
        (r#"<row r="1""#, r#"<row r="4294967295""#),
        (r#"<dimension ref="A1""#, r#"<dimension ref="A1:ZZZZZZZ4294967295""#),
    ] {
        assert_eq!(read(&workbook_with(said, instead)), Err(SourceError::Damaged), "{instead}");
    }
}
