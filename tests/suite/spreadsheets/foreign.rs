//! Files that are not the sheet they were taken for: each is named for what it is.

use super::*;

fn told(bytes: &[u8]) -> String {
    match spreadsheet::read(bytes) {
        Ok(read) => format!("read: {:?}", read.encoding),
        Err(fault) => format!("{}: {}", fault.line, fault.message.en),
    }
}

const TEXT: &str = "番号,氏名,よみ\r\nP-01,佐藤 花子,さとう はなこ\r\nP-02,鈴木 一郎,スズキ\r\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The text with JIS X 0208 in seven bits, as mail programs save it.
fn iso_2022_jp(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::ISO_2022_JP.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

#[test]
fn text_of_another_encoding_is_named() {
    let (euc, _, _) = encoding_rs::EUC_JP.encode(TEXT);
    assert_eq!(told(&euc), "1: its encoding seems to be EUC-JP");
    let (short, _, _) = encoding_rs::EUC_JP.encode("氏名\n山田 太郎\n");
    assert_eq!(told(&short), "1: its encoding seems to be EUC-JP");
    assert_eq!(told(&iso_2022_jp(TEXT)), "1: its encoding is ISO-2022-JP");
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        assert_eq!(told(&utf16(TEXT, bytes)), "1: its encoding is UTF-16");
        assert_eq!(told(&utf16(&format!("\u{FEFF}{TEXT}"), bytes)), "1: its encoding is UTF-16");
    }
    // What is read stays read: Shift_JIS with narrow kana alone, among kanji, and UTF-8 with a control.
    for text in [TEXT, "name,yomi\nYamada,ﾔﾏﾀﾞ ﾀﾛｳ\n", "氏名,よみ\n山田 太郎,ﾔﾏﾀﾞ\n"]
    {
        let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(text);
        assert!(!lossy);
        assert_eq!(told(&bytes), "read: ShiftJis", "{text}");
        assert_eq!(told(text.as_bytes()), "read: Utf8");
    }
    assert_eq!(told("氏名,覚え書き\n山田,a\u{1b}[31m\n".as_bytes()), "read: Utf8");
}

#[test]
fn containers_and_pages_are_named() {
    let wide = |text: &str| -> Vec<u8> { text.bytes().flat_map(|byte| [byte, 0]).collect() };
    let office =
        |stream: &str| [b"\xD0\xCF\x11\xE0".to_vec(), vec![0; 500], wide(stream), vec![0; 20]].concat();
    let (pack, company) = &*COMPANY;
    let grid = table(TableKind::People, &Lookup { lang: Lang::Ja, context: context(pack, company) });
    let workbook = spreadsheet::xlsx(&[grid]).expect("written");
    let ods = b"PK\x03\x04........................mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK";
    for (bytes, wrong) in [
        (workbook.as_slice(), "this is an Excel workbook (.xlsx)"),
        (ods.as_slice(), "this is an OpenDocument workbook (.ods), as LibreOffice saves it"),
        (&office("Workbook"), "this is a workbook of the old Excel format (.xls)"),
        (&office("EncryptedPackage"), "this is an Office file protected by a password"),
        (&office("WordDocument"), "this is a file of an old Office format"),
        (b"\x1f\x8b\x08\0", "this is a compressed archive"),
        (b"%PDF-1.7\n", "this is a PDF"),
        (b"\n<!DOCTYPE html><table>", "this is a page of HTML or XML"),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?>", "this is a page of HTML or XML"),
        (SAMPLE.as_bytes(), "this is the file of an assessment (.ron)"),
    ] {
        assert_eq!(told(bytes), format!("1: {wrong}"));
    }
}

#[test]
fn other_separators_are_named() {
    for (separator, name) in [('\t', "tabs"), (';', "semicolons"), ('|', "bars"), ('，', "wide commas")] {
        let text = TEXT.replace(',', &separator.to_string());
        assert_eq!(told(text.as_bytes()), format!("1: its columns stand apart by {name}, not by commas"));
    }
    // A column of its own needs no separator, and what stands in cells is none.
    assert_eq!(told("氏名\n山田 太郎\n".as_bytes()), "read: Utf8");
    assert_eq!(told("氏名,覚え書き\n山田,\"a\tb;c|d\"\n".as_bytes()), "read: Utf8");
}

#[test]
fn what_git_left_is_named_where_it_begins() {
    let text = "氏名,よみ\n<<<<<<< HEAD\nあ,い\n=======\nあ,う\n>>>>>>> theirs\n";
    assert!(told(text.as_bytes()).starts_with("2: two versions that git could not merge both stand here"));
    assert_eq!(told("氏名,覚え書き\n山田,<<<<<<< x\n".as_bytes()), "read: Utf8");
}

#[test]
fn columns_count_as_far_as_they_are_used_and_are_named_wherever_they_stand() {
    let end = ",".repeat(995);
    let text = format!("番号,氏名,よみ,覚え書き,雇用・指揮{end}\nP-01,佐藤 花子,はな,,{end}\n");
    assert_eq!(counts(TableKind::People, &text), [0, 1, 0, 0]);
    // Used ones far to the right, among a thousand of which the most are empty.
    let row = |cells: &[(usize, &str)]| {
        let text = |at: usize| cells.iter().find(|(place, _)| *place == at).map_or("", |(_, text)| *text);
        (1..=1000).map(text).collect::<Vec<_>>().join(",") + "\n"
    };
    let heads = [(1, "番号"), (300, "よみ"), (900, "覚え書き")];
    let sheet = row(&heads) + &row(&[(1, "P-01"), (300, "はな"), (900, "x")]) + &row(&[(1, "P-02")]);
    assert_eq!(counts(TableKind::People, &sheet), [0, 1, 1, 0]);
    let refused = |text: &str| super::sheet(TableKind::People, text).expect_err("refused").join("\n");
    let strange = row(&[(1, "番号"), (700, "内線")]) + &row(&[(1, "P-01")]);
    assert_eq!(refused(&strange), "1:700 : there is no column \"内線\"");
    let bare = row(&heads) + &row(&[(1, "P-01"), (950, "y")]);
    assert_eq!(refused(&bare), "2:950 : \"y\" stands in a column without a heading");
}

#[test]
fn texts_that_excel_was_given_as_formulas_are_texts() {
    let number = |cell: &str| {
        let imported = sheet(TableKind::Evidence, &format!("番号,添付\nE-01,{cell}\n")).expect("taken in");
        imported.values.evidence[0].number.clone()
    };
    assert_eq!(number("=\"001\""), "001");
    assert_eq!(number("\"=\"\"001\"\"\""), "001");
}
