//! How large anything from outside may be, checked before it is read or parsed.

/// Largest file that is read or written as a whole, in bytes.
pub const FILE: u64 = 16 * 1024 * 1024;

/// Most rows of one register or list of an assessment. A vendor has some hundred people and contracts; what takes
/// minutes to judge is no file of one.
pub const ROWS: usize = 20_000;

/// Largest history that is read, in bytes.
pub const HISTORY: u64 = 128 * 1024 * 1024;

/// Largest single history record, in bytes of its line: whatever an edit makes of a file of [`FILE`] bytes, before and
/// after.
pub const RECORD: usize = 33 * 1024 * 1024;

/// Deepest nesting of brackets in a RON text.
pub const DEPTH: usize = 64;

/// Most entries in the list of recent files.
pub const RECENT: usize = 50;

/// Longest file or folder name under a restricted root, in bytes: the file systems we know allow 255, and
/// the lock, the history and the file being written need room for their additions.
pub const NAME: usize = 200;

/// Longest path under a restricted root, in bytes.
pub const PATH: usize = 1024;

/// Largest lock file that is read for display, in bytes.
pub const LOCK: u64 = 4096;

/// Largest sheet that is read, in bytes.
pub const SHEET: u64 = 16 * 1024 * 1024;

/// Most rows of a sheet below its headings.
pub const SHEET_ROWS: usize = 5_000;

/// Most columns of a sheet: Excel's own bound.
pub const SHEET_COLUMNS: usize = 16_384;

/// Most cells of a sheet, the empty ones between used ones included.
pub const SHEET_CELLS: usize = 4_000_000;

/// Longest cell of a sheet that is read, in bytes.
pub const SHEET_CELL: usize = 128 * 1024;

/// Longest cell of a workbook, in UTF-16 units: Excel's own bound.
pub const WORKBOOK_CELL: usize = 32_767;

/// Most files of a folder of evidence that are listed.
pub const EVIDENCE_FILES: usize = 5_000;

/// Most entries of folders that are looked at for them, hidden ones and links included.
pub const EVIDENCE_ENTRIES: usize = 50_000;

/// How deep folders of evidence may lie in one another.
pub const EVIDENCE_DEPTH: usize = 16;
