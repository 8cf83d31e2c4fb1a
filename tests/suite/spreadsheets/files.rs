//! Files of tables: hostile bytes, what Excel saves, cells that would be formulas, workbooks.

use super::*;

#[test]
fn hostile_bytes_are_refused_with_their_line() {
    let told = |bytes: &[u8]| {
        spreadsheet::read(bytes).map(|_| ()).map_err(|f| format!("{}: {}", f.line, f.message.en))
    };
    let wide = format!("{}\n", "x,".repeat(16_385));
    let many = format!("番号\n{}", format!("{}x\n", ",".repeat(999)).repeat(4_001));
    let tall = format!("番号\n{}", "P-01\n".repeat(5_001));
    let long = format!("番号\n{}\n", "x".repeat(200_000));
    for (bytes, wrong) in [
        (b"id\n\"P-01\nP-02\n".as_slice(), "2: a quote is not closed"),
        (b"id,name\nP-01,\"a\"b\n", "2: text follows a closed quote"),
        (b"id\nP-\x0001\n", "2: a NUL byte: this is not CSV"),
        (b"PK\x03\x04rest", "1: this is a compressed archive"),
        (b"\xFF\xFEi\x00d\x00", "1: its encoding is UTF-16"),
        (b"\xEF\xBB\xBFid\nP-\xFF\xFF\n", "2: this is neither UTF-8 nor Shift_JIS"),
        (b"id\nP-\xFD\xFE\xFF\n", "2: this is neither UTF-8 nor Shift_JIS"),
        (b"\xE7\x95\xAA\xE5\x8F\xB7\nP-\xE7\x95\n", "2: this is neither UTF-8 nor Shift_JIS"),
        (wide.as_bytes(), "1: too many columns (16385, at most 16384)"),
        (many.as_bytes(), "4001: too many cells (at most 4000000)"),
        (tall.as_bytes(), "5002: too many rows (at most 5000)"),
        (long.as_bytes(), "2: a cell is too long (200000 bytes, at most 131072)"),
    ] {
        assert_eq!(
            told(bytes),
            Err(wrong.to_owned()),
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(40)])
        );
    }
}

#[test]
fn shift_jis_as_excel_saves_it_is_read() {
    let text = "番号,氏名,よみ\r\nP-01,佐藤 花子,ﾊﾅｺ①\r\n";
    let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!lossy && std::str::from_utf8(&bytes).is_err());
    let read = spreadsheet::read(&bytes).expect("reads");
    assert_eq!(read.encoding, Encoding::ShiftJis);
    assert_eq!(read.grid.rows[0].cells, ["P-01", "佐藤 花子", "ﾊﾅｺ①"]);
}

/// Texts that a spreadsheet carries out, steers a reader by, or gets wrong.
const CORPUS: &[&str] = &[
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(1,2)",
    "\t=1",
    "=HYPERLINK(\"http://e.invalid\",\"x\")",
    "＝1",
    "＋81",
    "－",
    "＠x",
    " =1",
    "'=1",
    "''",
    "'",
    "\"",
    "a\"b",
    "a,b;c\td",
    "1行目\n2行目",
    ";=1",
    "|x",
];

#[test]
fn no_cell_is_carried_out_and_every_text_comes_back() {
    let (pack, company) = &*COMPANY;
    for text in CORPUS {
        let mut values = company.clone();
        values.people[0].note = (*text).to_owned();
        values.people[0].name = (*text).to_owned();
        let grid = table(TableKind::People, &Lookup { lang: Lang::Ja, context: context(pack, &values) });
        let csv = spreadsheet::csv(&grid, false).expect("written");
        let mut records = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        for cell in records
            .records()
            .flat_map(|record| record.expect("csv").iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let bare = cell.trim_start();
            assert!(!bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell:?}");
            assert!(!cell.starts_with(['\t', '\r', '\n']), "{cell:?}");
        }
        assert!(csv.lines().all(|line| !line.is_empty()) && csv.ends_with("\r\n"));
        let read = spreadsheet::read(csv.as_bytes()).expect("reads").grid;
        assert_eq!(read.rows[0].cells[1], *text);
        assert_eq!(read.rows[0].cells[4], *text);
    }
}

#[test]
fn invisible_characters_are_left_out_and_told_and_losses_stay_to_be_refused() {
    let text =
        "番号,氏名,覚え書き\nP-01,佐藤 花子,a\u{202E}b\u{200B}c\u{1b}[31m\nP-02,鈴\u{FFFD}木,\u{3164}\n";
    let read = spreadsheet::read(text.as_bytes()).expect("reads");
    assert_eq!(
        (read.grid.rows[0].cells[2].as_str(), read.grid.rows[1].cells[1].as_str()),
        ("abc[31m", "鈴\u{FFFD}木")
    );
    let told = read.cleaned.iter().map(|cell| (cell.line, cell.column, cell.amiss.count, cell.amiss.first.c));
    assert_eq!(told.collect::<Vec<_>>(), [(2, 3, 3, '\u{202E}'), (3, 3, 1, '\u{3164}')]);
}

#[test]
fn a_workbook_holds_texts_and_nothing_else() {
    let (pack, company) = &*COMPANY;
    let mut values = company.clone();
    for (person, text) in values.people.iter_mut().zip(CORPUS) {
        person.note = (*text).to_owned();
    }
    let lookup = Lookup { lang: Lang::Ja, context: context(pack, &values) };
    let grids: Vec<Grid> = TableKind::ALL.into_iter().map(|what| table(what, &lookup)).collect();
    let bytes = spreadsheet::xlsx(&grids).expect("written");
    assert_eq!(bytes, spreadsheet::xlsx(&grids).expect("written"), "equal tables give equal bytes");
    let parts = unzipped(&bytes);
    let sheets: Vec<&String> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
        .map(|(_, text)| text)
        .collect();
    assert_eq!(sheets.len(), grids.len());
    for sheet in sheets {
        assert!(!sheet.contains("<f>") && !sheet.contains("<f ") && !sheet.contains("<hyperlink"));
        assert_eq!(sheet.matches("<c ").count(), sheet.matches(" t=\"s\"").count(), "a cell that is no text");
        assert!(sheet.contains("state=\"frozen\""));
        assert!(sheet.contains("<autoFilter ref=\"A1:") && sheet.contains("orientation=\"landscape\""));
        assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>") && sheet.contains("fitToHeight=\"0\""));
    }
    let book = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").expect("a workbook").1;
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), grids.len());
    let shared = &parts.iter().find(|(name, _)| name == "xl/sharedStrings.xml").expect("texts").1;
    assert!(shared.contains("=cmd|"));
}

#[test]
fn a_text_that_no_cell_of_a_workbook_takes_is_told() {
    let (pack, company) = &*COMPANY;
    let mut values = company.clone();
    values.people[0].note = "あ".repeat(32_768);
    let grid = table(TableKind::People, &Lookup { lang: Lang::Ja, context: context(pack, &values) });
    let told = spreadsheet::xlsx(&[grid]).expect_err("too long").to_string();
    assert!(told.contains("row 2"), "{told}");
}

/// The parts of a zip file, read by its central directory.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    let all = 0..archive.len();
    let read = |at| {
        let mut part = archive.by_index(at).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        (part.name().expect("a name").into_owned(), text)
    };
    all.map(read).collect()
}
