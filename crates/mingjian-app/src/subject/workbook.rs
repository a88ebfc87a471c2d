//! A workbook (XLSX) as sheets of cells, bounded in every direction before anything of it is kept.
//! It knows no subject; what the cells mean is for the domain.

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use mingjian_domain::act::InputFault;
use mingjian_domain::subject::sheet::{Cell, SheetRow};
use std::io::Cursor;

/// So many rows with anything in them are read of one workbook.
pub const MOST_ROWS: usize = 20_000;
/// Columns behind this one are not read.
const MOST_COLUMNS: u32 = 200;
/// What a workbook may unpack to: a small file can hold a very large one.
const MOST_UNPACKED: u64 = 200 * 1024 * 1024;
/// A merged region is filled to this many cells: no honest one is larger.
const MOST_MERGED: u64 = 50_000;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// Whether readers of the workbook see it.
    pub hidden: bool,
    /// Its rows with anything in them; empty for a hidden sheet, which is not read.
    pub rows: Vec<SheetRow>,
}

/// Reads a workbook.
///
/// # Errors
/// When it is no workbook, is locked by a password, or is larger than is taken.
pub fn read(bytes: &[u8]) -> Result<Vec<RawSheet>, InputFault> {
    check_size(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let mut read = Vec::new();
    let mut room = MOST_ROWS;
    for (name, hidden) in sheets {
        let rows = if hidden { Vec::new() } else { rows(&mut workbook, &name, room)? };
        room = room.saturating_sub(rows.len());
        read.push(RawSheet { name, hidden, rows });
    }
    Ok(read)
}

/// Unpacks it once to nowhere: sizes that a file states of itself prove nothing.
fn check_size(bytes: &[u8]) -> Result<(), InputFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_cause| not_a_workbook())?;
    let mut room = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|_cause| not_a_workbook())?;
        let mut bounded = std::io::Read::take(entry, room.saturating_add(1));
        let unpacked =
            std::io::copy(&mut bounded, &mut std::io::sink()).map_err(|_cause| not_a_workbook())?;
        room = room
            .checked_sub(unpacked)
            .ok_or_else(|| InputFault::new("file", "工作簿展开后超过200MB，请拆分后导入"))?;
    }
    Ok(())
}

fn not_a_workbook() -> InputFault {
    InputFault::new(
        "file",
        "不是XLSX工作簿，或者文件已损坏。请用表格软件打开后另存为“Excel工作簿（.xlsx）”再上传",
    )
}

fn fault(error: &XlsxError) -> InputFault {
    match error {
        XlsxError::Password => InputFault::new("file", "工作簿设置了打开密码，请去掉密码后再上传"),
        _ => not_a_workbook(),
    }
}

fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, room: usize) -> Result<Vec<SheetRow>, InputFault> {
    let merged = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
    let mut rows: Vec<SheetRow> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value());
        if column >= MOST_COLUMNS || value == Cell::Empty {
            continue;
        }
        let number = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.number < number) {
            if rows.len() >= room {
                let problem = format!("工作簿超过{MOST_ROWS}行，请拆分后分次导入");
                return Err(InputFault::new("file", &problem));
            }
            rows.push(SheetRow { number, cells: Vec::new() });
        }
        // Cells come in order of rows; one out of order belongs to no row that is still open.
        if let Some(last) = rows.last_mut().filter(|last| last.number == number) {
            put(last, column, value);
        }
    }
    for region in merged {
        spread(&mut rows, region.start, region.end);
    }
    Ok(rows)
}

fn put(row: &mut SheetRow, column: u32, value: Cell) {
    let Ok(at) = usize::try_from(column) else { return };
    if row.cells.len() <= at {
        row.cells.resize(at.saturating_add(1), Cell::Empty);
    }
    if let Some(cell) = row.cells.get_mut(at) {
        *cell = value;
    }
}

/// A merged region shows its first cell in all of its cells: so reads it who reads the sheet.
fn spread(rows: &mut [SheetRow], (top, left): (u32, u32), (bottom, right): (u32, u32)) {
    let right = right.min(MOST_COLUMNS.saturating_sub(1));
    let height = u64::from(bottom.saturating_sub(top)).saturating_add(1);
    let width = u64::from(right.saturating_sub(left)).saturating_add(1);
    if height.saturating_mul(width) > MOST_MERGED {
        return;
    }
    let inside = |row: &SheetRow| (top.saturating_add(1)..=bottom.saturating_add(1)).contains(&row.number);
    let first = rows.iter().find(|row| row.number == top.saturating_add(1));
    let value = first.and_then(|row| row.cells.get(usize::try_from(left).ok()?)).cloned();
    let Some(value) = value.filter(|value| *value != Cell::Empty) else { return };
    for row in rows.iter_mut().filter(|row| inside(row)) {
        for column in left..=right {
            put(row, column, value.clone());
        }
    }
}

fn value(data: &DataRef<'_>) -> Cell {
    match Data::from(data.clone()) {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Text(text),
        Data::Float(number) => Cell::Number(number),
        Data::Int(number) => Cell::Text(number.to_string()),
        Data::Bool(true) => Cell::Text("是".to_owned()),
        Data::Bool(false) => Cell::Text("否".to_owned()),
        Data::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            // The year 1900 is what a small number looks like under a format of days.
            day.filter(|_| time.is_datetime() && year > 1900).map_or(Cell::Number(time.as_f64()), Cell::Day)
        }
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}
