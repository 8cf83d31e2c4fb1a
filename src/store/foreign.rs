//! What a file is that was taken for a sheet or an assessment and is neither: a workbook, a page, text of another
//! encoding, what git leaves where two versions clash. Looked for before a reader tries, or once one has failed.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::domain::text::{Bilingual, both};

/// A kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    /// `.xlsx` and its like.
    Workbook,
    /// `.xls`.
    OldWorkbook,
    /// Office behind a password.
    Locked,
    /// `.ods`.
    OpenDocument,
    /// Another zip or gzip file.
    Archive,
    /// Another paper of an old Office.
    OldOffice,
    /// PDF.
    Pdf,
    /// HTML, or XML, both of which some systems call `.xls`.
    Page,
    /// UTF-16, with or without a mark.
    Utf16,
    /// ISO-2022-JP.
    Iso2022Jp,
    /// EUC-JP.
    EucJp,
    /// Two versions that git could not bring together.
    Conflict,
    /// A sheet, where an assessment is wanted.
    Sheet,
    /// An assessment, where a sheet is wanted.
    Assessment,
}

/// How much of the beginning says what a text is, in bytes.
const HEAD: usize = 1000;

/// How many zero bytes make UTF-16 of a text: one of this many bytes at least.
const ZEROS: usize = 200;

impl Foreign {
    /// What bytes are, and the line that shows it, from 1; nothing if they may be what they are taken for.
    fn of(bytes: &[u8]) -> Option<(Self, usize)> {
        if let Some(container) = container(bytes) {
            return Some((container, 1));
        }
        if let Some(line) = conflict(bytes) {
            return Some((Self::Conflict, line));
        }
        other_encoding(bytes).map(|found| (found, 1))
    }

    /// The same where a sheet is wanted.
    pub(super) fn in_place_of_sheet(bytes: &[u8]) -> Option<(Self, usize)> {
        Self::of(bytes).or_else(|| is_assessment(bytes).then_some((Self::Assessment, 1)))
    }

    /// The same where an assessment is wanted.
    pub(super) fn in_place_of_assessment(bytes: &[u8]) -> Option<(Self, usize)> {
        Self::of(bytes).or_else(|| is_sheet(bytes).then_some((Self::Sheet, 1)))
    }

    /// What it is, as a sentence.
    pub(super) fn sentence(self) -> Bilingual {
        let (ja, en) = match self {
            Self::Workbook => ("Excel のブック(.xlsx)です", "this is an Excel workbook (.xlsx)"),
            Self::OldWorkbook => {
                ("古い形式の Excel のブック(.xls)です", "this is a workbook of the old Excel format (.xls)")
            }
            Self::Locked => (
                "パスワードで保護された Office のファイルです",
                "this is an Office file protected by a password",
            ),
            Self::OpenDocument => (
                "LibreOffice などのブック(.ods)です",
                "this is an OpenDocument workbook (.ods), as LibreOffice saves it",
            ),
            Self::Archive => ("圧縮されたファイルです", "this is a compressed archive"),
            Self::OldOffice => ("古い形式の Office のファイルです", "this is a file of an old Office format"),
            Self::Pdf => ("PDF です", "this is a PDF"),
            Self::Page => ("HTML か XML のページです", "this is a page of HTML or XML"),
            Self::Utf16 => ("文字コードが UTF-16 です", "its encoding is UTF-16"),
            Self::Iso2022Jp => ("文字コードが ISO-2022-JP(JIS)です", "its encoding is ISO-2022-JP"),
            Self::EucJp => ("文字コードが EUC-JP のようです", "its encoding seems to be EUC-JP"),
            Self::Conflict => (
                "git が合わせられなかった2つの版が、<<<<<<< と >>>>>>> の間に両方残っています",
                "two versions that git could not merge both stand here, between <<<<<<< and >>>>>>>",
            ),
            Self::Sheet => ("表(CSV)です", "this is a table (CSV)"),
            Self::Assessment => ("自己評価のファイル(.ron)です", "this is the file of an assessment (.ron)"),
        };
        both(ja, en)
    }

    /// What to do about it where a sheet is wanted.
    pub(super) fn hint_for_sheet(self) -> (&'static str, &'static str) {
        match self {
            Self::Workbook | Self::OldWorkbook => (
                "Excel で取り込むシートを開き、「CSV UTF-8(コンマ区切り)」として保存してください",
                "open the sheet in Excel and save it as \"CSV UTF-8 (Comma delimited)\"",
            ),
            Self::Locked => (
                "パスワードで開き、取り込むシートを「CSV UTF-8(コンマ区切り)」として保存してください",
                "open it with its password and save the sheet as \"CSV UTF-8 (Comma delimited)\"",
            ),
            Self::OpenDocument => (
                "LibreOffice で取り込むシートを開き、「テキスト CSV」(UTF-8、区切りはカンマ)として保存してください",
                "open the sheet in LibreOffice and save it as Text CSV (UTF-8, separated by commas)",
            ),
            Self::Archive => (
                "中にある表を取り出して、CSV で保存してください",
                "take the sheet out of it and save it as CSV",
            ),
            Self::OldOffice | Self::Pdf | Self::Page => (
                "表計算ソフトで表にして、「CSV UTF-8(コンマ区切り)」として保存してください",
                "make a sheet of it in a spreadsheet and save it as \"CSV UTF-8 (Comma delimited)\"",
            ),
            Self::Utf16 | Self::Iso2022Jp | Self::EucJp => (
                "文字コードを UTF-8 にし、カンマ区切りで保存し直してください(Excel では「CSV UTF-8(コンマ区切り)」)",
                "save it again as UTF-8, separated by commas (in Excel \"CSV UTF-8 (Comma delimited)\")",
            ),
            Self::Conflict => (
                "どちらの版にするか決め、<<<<<<<、=======、>>>>>>> の行を消してください",
                "choose what counts and delete the lines of <<<<<<<, ======= and >>>>>>>",
            ),
            Self::Sheet | Self::Assessment => (
                "kijun import FILE SHEET の順に、自己評価のファイル、表のファイルを指定してください",
                "give the assessment first and the sheet behind it: kijun import FILE SHEET",
            ),
        }
    }

    /// What to do about it where an assessment is wanted.
    pub(super) fn hint_for_assessment(self) -> (&'static str, &'static str) {
        match self {
            Self::Utf16 | Self::Iso2022Jp | Self::EucJp => {
                ("文字コードを UTF-8 にして保存し直してください", "save it again as UTF-8")
            }
            Self::Conflict => (
                "kijun merge --git に続けてこのファイルを指定すると、両方の版を git から読んで合わせられます",
                "kijun merge --git and the name of this file unites both versions as git has them",
            ),
            _ => (
                "自己評価のファイル(.ron)を指定してください。表は kijun import で取り込みます",
                "give the file of an assessment (.ron); tables are taken in with kijun import",
            ),
        }
    }
}

fn container(bytes: &[u8]) -> Option<Foreign> {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let wide = |text: &str| text.bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(if has(b"application/vnd.oasis.opendocument.spreadsheet") {
            Foreign::OpenDocument
        } else if has(b"xl/workbook") {
            Foreign::Workbook
        } else {
            Foreign::Archive
        });
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some(if has(&wide("EncryptedPackage")) {
            Foreign::Locked
        } else if has(&wide("Workbook")) || has(&wide("Book")) {
            Foreign::OldWorkbook
        } else {
            Foreign::OldOffice
        });
    }
    if bytes.starts_with(b"\x1F\x8B") {
        return Some(Foreign::Archive);
    }
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |word: &str| start.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
    let page = ["<!doctype html", "<html", "<head", "<meta", "<table", "<?xml"].into_iter().any(begins);
    match () {
        () if begins("%PDF-") => Some(Foreign::Pdf),
        () if page => Some(Foreign::Page),
        () => None,
    }
}

/// The line at which the first of two versions begins, if all three marks are there in their order.
fn conflict(bytes: &[u8]) -> Option<usize> {
    let mut lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let mut find = |mark: &[u8]| lines.find(|(_, line)| line.starts_with(mark)).map(|(at, _)| at + 1);
    let first = find(b"<<<<<<< ")?;
    find(b"=======")?;
    find(b">>>>>>> ").map(|_| first)
}

/// Whether a text begins as a saved assessment does.
fn is_assessment(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    let opened = head.strip_prefix("Assessment").unwrap_or(head).trim_start().starts_with('(');
    opened && head.contains("format:") && head.contains("pack:")
}

/// Whether a text begins with headings separated by commas.
fn is_sheet(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let first = head.trim_start_matches('\u{FEFF}').trim_start().lines().next().unwrap_or_default();
    first.contains(',') && !first.contains([':', '"']) && !first.starts_with(['(', '[', '{', '/', '#'])
}

fn other_encoding(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || is_utf16(bytes) {
        return Some(Foreign::Utf16);
    }
    let shifts: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(I"];
    if bytes.windows(3).any(|window| shifts.contains(&window)) {
        return Some(Foreign::Iso2022Jp);
    }
    is_euc_jp(bytes).then_some(Foreign::EucJp)
}

/// Whether there are zeros beside the bytes of line ends and commas as UTF-16 has them, and all of it can be read so.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = bytes.split(|byte| *byte == 0).count() - 1;
    if !bytes.len().is_multiple_of(2) || zeros < 2 || zeros < bytes.len() / ZEROS {
        return false;
    }
    let reads = |encoding: &'static Encoding, plain: usize| {
        let ascii =
            bytes.chunks_exact(2).filter(|pair| pair[1 - plain] == 0 && pair[plain].is_ascii_graphic());
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        ascii.count() * 2 > zeros && text.is_some_and(|text| !text.contains('\0'))
    };
    reads(UTF_16LE, 0) || reads(UTF_16BE, 1)
}

/// Whether bytes can be read as EUC-JP, and as `Shift_JIS` not at all or with its narrow kana between kanji.
fn is_euc_jp(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return false;
    }
    let read =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if read(EUC_JP).is_none() {
        return false;
    }
    let narrow = |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}');
    read(SHIFT_JIS)
        .is_none_or(|text| text.chars().any(narrow) && text.chars().any(|c| !c.is_ascii() && !narrow(c)))
}
