//! Sheets of subjects as people keep them: every row accepted or refused by row, column and reason.
//! No file is opened here; cells are given as a workbook's reader gives them.

use chrono::NaiveDate;
use mingjian_domain::subject::identity::{absorb, identities};
use mingjian_domain::subject::sheet::{Cell, Outcome, RowReading, SheetReading, SheetRow, read};
use mingjian_domain::subject::{Subject, SubjectStatus, differences};

/// Valid codes of no real unit.
const CODE: &str = "91350100M000100Y43";
const OTHER_CODE: &str = "12100000400000624D";
const ID: &str = "11010519491231002X";

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn sheet(rows: &[&[Cell]]) -> Vec<SheetRow> {
    let number = |at: usize| u32::try_from(at).unwrap() + 1;
    rows.iter()
        .enumerate()
        .map(|(at, cells)| SheetRow { number: number(at), cells: cells.to_vec() })
        .collect()
}

fn texts(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|cell| text(cell)).collect()
}

/// A sheet with the usual head and these rows.
fn usual(rows: &[&[&str]]) -> SheetReading {
    let head = texts(&["序号", "单位名称", "统一社会信用代码", "地址", "卫生许可证号", "有效期", "身份证号"]);
    let body: Vec<Vec<Cell>> = rows.iter().map(|row| texts(row)).collect();
    let mut all: Vec<&[Cell]> = vec![&head];
    all.extend(body.iter().map(Vec::as_slice));
    read(&sheet(&all)).unwrap()
}

fn subject(row: &RowReading) -> &Subject {
    match &row.outcome {
        Outcome::Subject(read) => &read.subject,
        other => panic!("row {} is {other:?}", row.number),
    }
}

fn reasons(row: &RowReading) -> Vec<(&str, &str)> {
    match &row.outcome {
        Outcome::Refused(faults) => {
            faults.iter().map(|fault| (fault.column.as_str(), fault.reason.as_str())).collect()
        }
        other => panic!("row {} is {other:?}", row.number),
    }
}

#[test]
fn a_title_above_the_head_and_empty_rows_do_not_count() {
    assert_eq!(read(&sheet(&[&texts(&["示例市监管对象台账", "制表：示例"])])), None);
    let title = texts(&["示例市监管对象台账", "示例市监管对象台账", "示例市监管对象台账"]);
    let head = texts(&["序号", "单 位\n名 称", "地址（必填）"]);
    let first = texts(&["1", "　示例诊所(甲)", "示例路１号"]);
    let again = texts(&["序号", "单位名称", "地址"]);
    let read = read(&sheet(&[&title, &head, &first, &[], &again, &texts(&["2", "示例诊所乙", "示例路2号"])]))
        .unwrap();
    assert_eq!(read.unknown, ["序号"]);
    let rows: Vec<(u32, &str)> = read.rows.iter().map(|row| (row.number, row.name.as_str())).collect();
    assert_eq!(rows, [(3, "示例诊所（甲）"), (6, "示例诊所乙")]);
    assert_eq!(subject(&read.rows[0]).address, "示例路1号");
}

#[test]
fn numbers_that_a_workbook_has_cut_are_refused_and_never_guessed() {
    let head = texts(&["单位名称", "地址", "身份证号", "联系电话", "统一社会信用代码"]);
    let name = |name: &str| vec![text(name), text("示例路1号")];
    let row = |more: Vec<Cell>, at: &str| [name(at), more].concat();
    let rows = [
        row(vec![Cell::Number(110_105_491_231_002.0), Cell::Number(13_812_345_678.0)], "甲"),
        row(vec![Cell::Number(1.101_051_949_123_1e17)], "乙"),
        row(vec![text("1.10105E+17")], "丙"),
        row(vec![Cell::Empty, text("4.1E+10")], "丁"),
        row(vec![Cell::Empty, Cell::Empty, Cell::Number(9.135_01e17)], "戊"),
        row(vec![Cell::Fault("#N/A".to_owned())], "己"),
    ];
    let mut all: Vec<&[Cell]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    let read = read(&sheet(&all)).unwrap();
    let first = subject(&read.rows[0]);
    assert_eq!(first.resident_id.as_ref().unwrap().reveal(), ID);
    assert_eq!(first.phone.as_ref().unwrap().reveal(), "13812345678");
    assert_eq!(read.rows[0].notes, ["15位身份证号已换算为18位"]);
    for (at, column) in [(1, "身份证号"), (2, "身份证号"), (3, "联系电话"), (4, "统一社会信用代码")]
    {
        let [(own, reason)] = reasons(&read.rows[at])[..] else { panic!("{:?}", read.rows[at]) };
        assert_eq!(own, column);
        assert!(reason.contains("只留下前15位"), "{reason}");
    }
    assert!(reasons(&read.rows[5])[0].1.contains("出错的公式（#N/A）"));
}

#[test]
fn days_come_as_serials_as_days_as_figures_and_as_text() {
    let head = texts(&["单位名称", "地址", "许可证编号", "发证日期", "有效期至"]);
    let day = |day: &str| day.parse::<NaiveDate>().unwrap();
    let cells = |from: Cell, to: Cell, at: &str| {
        vec![text("示例诊所"), text(at), text(&format!("示卫许00{at}")), from, to]
    };
    let rows = [
        cells(Cell::Number(46083.0), Cell::Day(day("2030-03-01")), "1"),
        cells(text("2026年3月2日"), text("20300301"), "2"),
        cells(Cell::Number(20_260_302.0), text("2030-03-01 00:00:00"), "3"),
        cells(text("２０２６．３．２"), text("长期"), "4"),
        cells(text("去年"), Cell::Number(7.0), "5"),
    ];
    let mut all: Vec<&[Cell]> = vec![&head];
    all.extend(rows.iter().map(Vec::as_slice));
    let read = read(&sheet(&all)).unwrap();
    for row in &read.rows[..4] {
        assert_eq!(subject(row).licences[0].valid_from, Some(day("2026-03-02")), "row {}", row.number);
    }
    let ends: Vec<_> = read.rows[..4].iter().map(|row| subject(row).licences[0].valid_to).collect();
    assert_eq!(ends, [Some(day("2030-03-01")), Some(day("2030-03-01")), Some(day("2030-03-01")), None]);
    let columns: Vec<&str> = reasons(&read.rows[4]).into_iter().map(|(column, _)| column).collect();
    assert_eq!(columns, ["有效期至", "发证日期"]);
}

#[test]
fn a_wrong_check_digit_is_named_by_its_column_without_the_number() {
    let read = usual(&[&["1", "示例诊所", "91350100M000100Y44", "示例路1号", "", "", "110105194912310021"]]);
    let found = reasons(&read.rows[0]);
    assert_eq!(
        found,
        [
            ("统一社会信用代码", "统一社会信用代码校验码不符，请逐位核对"),
            ("身份证号", "身份证号校验码不符，请逐位核对"),
        ]
    );
}

#[test]
fn a_repeated_row_counts_once_and_a_second_licence_joins_the_first_row() {
    let read = usual(&[
        &["1", "示例诊所", CODE, "示例路1号", "示卫许001", "2024-01-01至2027-12-31", ""],
        &["2", "示例诊所", CODE, "示例路１号", "示卫许001", "2024-01-01至2027-12-31", ""],
        &["3", "示例诊所", CODE, "示例路1号", "示卫许002", "2027-12-31", ""],
        &["4", "示例诊所", CODE, "示例路9号", "", "", ""],
        &["5", "示例足浴", "", "示例路5号", "示卫许002", "", ""],
        &["6", "示例足浴", OTHER_CODE, "示例路5号", "", "", ""],
        &["7", "示例足浴", OTHER_CODE, "示例路5号", "示卫许002", "", ""],
    ]);
    assert_eq!(read.rows[1].outcome, Outcome::Repeats(2));
    assert_eq!(read.rows[2].outcome, Outcome::Joins(2));
    let licences: Vec<(&str, &str)> =
        subject(&read.rows[0]).licences.iter().map(|one| (one.kind.as_str(), one.number.as_str())).collect();
    assert_eq!(licences, [("卫生许可证", "示卫许001"), ("卫生许可证", "示卫许002")]);
    assert_eq!(
        reasons(&read.rows[3]),
        [("地址", "与第2行是同一户（统一社会信用代码相同），但地址不同，请核对后保留一行")]
    );
    assert!(
        reasons(&read.rows[4])
            .iter()
            .any(|(column, reason)| *column == "名称" && reason.contains("许可证号相同"))
    );
    assert_eq!(subject(&read.rows[5]).name, "示例足浴");
    assert!(reasons(&read.rows[6])[0].1.contains("第2行、第7行"));
}

#[test]
fn without_any_number_name_and_address_together_are_the_trace() {
    let read = usual(&[
        &["1", "示例理发店", "", "示例路1号", "", "", ""],
        &["2", "示例理发店", "", "示例路 1 号", "", "", ""],
        &["3", "示例理发店", "", "示例路2号", "", "", ""],
    ]);
    assert_eq!(read.rows[1].outcome, Outcome::Repeats(2));
    assert_eq!(subject(&read.rows[2]).address, "示例路2号");
}

#[test]
fn a_row_adds_to_what_is_known_and_never_changes_a_number() {
    let of = |row: &[&str]| match &usual(&[row]).rows[0].outcome {
        Outcome::Subject(read) => (**read).clone(),
        other => panic!("{other:?}"),
    };
    let first = of(&["1", "示例诊所", CODE, "示例路1号", "示卫许001", "2027-12-31", ""]);
    let known = first.subject.clone();
    let renewed = of(&["1", "示例诊所（新名）", CODE, "示例路1号", "示卫许001", "2031-12-31", ""]);
    let after = absorb(&known, &renewed).unwrap();
    assert_eq!(after.licences.len(), 1);
    let labels: Vec<String> = differences(&known, &after).into_iter().map(|one| one.label).collect();
    assert_eq!(labels, ["名称", "许可证件"]);
    assert_eq!(absorb(&known, &first).unwrap(), known);
    let closed = Subject { status: SubjectStatus::Closed, ..known.clone() };
    assert_eq!(absorb(&closed, &first).unwrap().status, SubjectStatus::Closed, "the row says no status");
    let other = of(&["1", "示例诊所", OTHER_CODE, "示例路1号", "示卫许001", "", ""]);
    let clashes = absorb(&known, &other).unwrap_err();
    assert_eq!(clashes[0].label, "统一社会信用代码");
    assert!(!clashes[0].reason.contains(CODE));
    assert_eq!((identities(&known).len(), known.status), (2, SubjectStatus::Operating));
}
