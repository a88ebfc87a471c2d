//! Workbooks for tests, and numbers with valid check digits that belong to nobody.
//! The messy one holds every sort of row that registers of units are full of.

use mingjian_domain::value::credit_code::CreditCode;
use mingjian_domain::value::resident_id::ResidentId;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// A credit code of a place that does not exist.
pub(crate) fn code(number: u32) -> String {
    let body = format!("9199000{number:010}");
    with_check(&body, "0123456789ABCDEFGHJKLMNPQRTUWXY", |text| CreditCode::parse(text).is_ok())
}

/// An identity number of a place that does not exist.
pub(crate) fn resident_id(number: u32) -> String {
    let (day, sequence) = (number % 28 + 1, number / 28 % 1000);
    let body = format!("990000{:04}06{day:02}{sequence:03}", 1950 + number / 28_000);
    with_check(&body, "0123456789X", |text| ResidentId::parse(text).is_ok())
}

fn with_check(body: &str, signs: &str, fits: impl Fn(&str) -> bool) -> String {
    signs.chars().map(|sign| format!("{body}{sign}")).find(|text| fits(text)).unwrap()
}

/// A text inside an address.
pub(crate) fn escape(text: &str) -> String {
    text.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
}

/// A workbook of text cells under a head.
pub(crate) struct Book {
    workbook: Workbook,
    sheet: Worksheet,
    next: u32,
}

impl Book {
    pub(crate) fn new(head: &[&str]) -> Self {
        let mut book = Self { workbook: Workbook::new(), sheet: Worksheet::new(), next: 0 };
        book.row(head);
        book
    }

    pub(crate) fn row(&mut self, cells: &[&str]) {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            self.sheet.write_string(self.next, u16::try_from(column).unwrap(), *cell).unwrap();
        }
        self.next += 1;
    }

    pub(crate) fn bytes(mut self) -> Vec<u8> {
        self.workbook.push_worksheet(self.sheet);
        let mut hidden = Worksheet::new();
        hidden.set_name("旧数据").unwrap().set_hidden(true);
        hidden.write_string(0, 0, "名称").unwrap().write_string(0, 1, "地址").unwrap();
        hidden.write_string(1, 0, "不应导入的单位").unwrap().write_string(1, 1, "示例路0号").unwrap();
        self.workbook.push_worksheet(hidden);
        self.workbook.save_to_buffer().unwrap()
    }
}

/// A workbook with name, code and address, and a column that is not known.
pub(crate) fn small(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book = Book::new(&["单位名称", "统一社会信用代码", "地址", "备注"]);
    for (name, code, address) in rows {
        book.row(&[name, code, address, "备注内容"]);
    }
    book.bytes()
}

/// The kinds of rows of which each block of the messy workbook has one.
pub(crate) const BLOCK: u32 = 20;

/// A messy workbook of so many blocks: a title in merged cells, a head with remarks and line breaks, the county merged
/// down each block, days as days, serials and text, and in each block eleven plain rows and nine of other sorts.
pub(crate) fn messy(blocks: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let mut sheet = Worksheet::new();
    sheet.set_name("监管对象台账").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 8, "示例市被监督单位台账（２０２６年）", &plain).unwrap();
    let head = [
        "序号",
        "*单 位\n名 称（必填）",
        "县 区",
        "统一社会信用代码",
        "身份证号码",
        "详细地址",
        "卫生许可证号",
        "有效期至",
        "备注",
    ];
    for (column, title) in head.iter().enumerate() {
        sheet.write_string(1, u16::try_from(column).unwrap(), *title).unwrap();
    }
    let days = Format::new().set_num_format("yyyy-mm-dd");
    for block in 0..blocks {
        let top = 2 + block * BLOCK;
        for place in 0..BLOCK - 1 {
            messy_row(&mut sheet, top + place, (block, place), &days);
        }
        sheet.merge_range(top, 2, top + BLOCK - 2, 2, &format!("示例县{}", block % 5), &plain).unwrap();
    }
    workbook.push_worksheet(sheet);
    let mut hidden = Worksheet::new();
    hidden.set_name("往年").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "单位名称").unwrap().write_string(0, 1, "地址").unwrap();
    workbook.push_worksheet(hidden);
    workbook.save_to_buffer().unwrap()
}

/// The last row of each block stays empty.
fn messy_row(sheet: &mut Worksheet, row: u32, (block, place): (u32, u32), days: &Format) {
    let number = block * BLOCK + place;
    let of = |place: u32| block * BLOCK + place;
    let mut text = |column: u16, text: &str| {
        sheet.write_string(row, column, text).unwrap();
    };
    text(0, &number.to_string());
    let unit = |number: u32| format!("　示例{number}号　卫生服务站(普通合伙) ");
    match place {
        // The number twelve rows above, once more, in full-width figures.
        11 => {
            text(1, &unit(of(0)));
            text(3, &wide(&code(of(0))));
            text(5, &format!("示例路{}号", of(0)));
        }
        // A second licence of the second row.
        12 => {
            text(1, &unit(of(1)));
            text(3, &code(of(1)));
            text(5, &format!("示例路{}号", of(1)));
            text(6, &format!("示卫许B{:06}", of(1)));
        }
        // A wrong check digit.
        13 => {
            let mut wrong = code(number);
            let last = if wrong.pop() == Some('0') { '1' } else { '0' };
            text(1, &unit(number));
            text(3, &format!("{wrong}{last}"));
            text(5, "示例路13号");
        }
        // An identity number that the workbook keeps as a number.
        14 => {
            text(1, "示例丁");
            text(5, "示例路14号");
            sheet.write_number(row, 4, 410_102_199_001_011_234.0).unwrap();
        }
        // No name.
        15 => text(5, "示例路15号"),
        // No number at all.
        16 => {
            text(1, &format!("示例{number}号理发店"));
            text(5, &format!("示例巷{number}号"));
        }
        // The third row at another address.
        17 => {
            text(1, &unit(of(2)));
            text(3, &code(of(2)));
            text(5, "别的路1号");
        }
        // A person with a number of fifteen figures, kept as a number.
        18 => {
            text(1, &format!("示例人{number}"));
            text(5, &format!("示例里{number}号"));
            let id = resident_id(number);
            let old = format!("{}{}", &id[..6], &id[8..17]);
            sheet.write_number(row, 4, old.parse::<f64>().unwrap()).unwrap();
        }
        _ => {
            text(1, &unit(number));
            text(3, &code(number));
            text(5, &format!("示例路{number}号"));
            text(6, &format!("示卫许A{number:06}"));
            match place % 3 {
                0 => sheet.write_with_format(row, 7, ExcelDateTime::from_ymd(2027, 5, 1).unwrap(), days),
                1 => sheet.write_number(row, 7, 46_508.0),
                _ => sheet.write_string(row, 7, "2027年5月1日"),
            }
            .unwrap();
        }
    }
    // A formula that failed, in a column that is not taken.
    sheet.write_string(row, 8, "#N/A").unwrap();
}

fn wide(text: &str) -> String {
    text.chars().map(|ch| char::from_u32(u32::from(ch) + 0xFEE0).unwrap()).collect()
}
