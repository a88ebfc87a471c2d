//! Importing a workbook: upload, look at what would become of each row, enter it; the report can be saved as CSV.
//! What becomes of a row is the application's to say.

use super::file::{csv, save};
use super::{PATH as REGISTER, address};
use crate::error::Problem;
use crate::extract::{LONGEST_UPLOAD, Path, Query};
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::file::Upload;
use mingjian_app::subject::{ImportState, ImportView, ReportRow, RowResult};
use mingjian_domain::act::InputFault;
use mingjian_domain::id::SubjectImportId;
use mingjian_domain::subject::column::Column;
use mingjian_domain::value::date_text::chinese_time;
use mingjian_html::page::{NavItem, Page};
use mingjian_html::parts::{
    Crumbs, ErrorSummary, Field, Input, Link, Notice, Pagination, StatusTag, SummaryItem, Tone,
};
use serde::Deserialize;

pub(super) const PATH: &str = "/staff/subjects/import";
const SHOW: &str = "/staff/subjects/imports/{import}";
const APPLY: &str = "/staff/subjects/imports/{import}/apply";
const REPORT: &str = "/staff/subjects/imports/{import}/report";
const WORKBOOK: &str = "/staff/subjects/imports/{import}/workbook";
const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Rows of a report on one page.
const ROWS: usize = 100;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get(PATH, show_form)
        .post_with(PATH, upload, DefaultBodyLimit::max(LONGEST_UPLOAD))
        .get(SHOW, show)
        .post(APPLY, apply)
        .get(REPORT, report)
        .get(WORKBOOK, workbook)
}

fn home(id: SubjectImportId) -> String {
    format!("{REGISTER}/imports/{id}")
}

/// An import in the list.
struct ImportLine {
    name: String,
    href: String,
    when: String,
    state: StatusTag,
}

#[derive(Template)]
#[template(path = "staff/subject-import.html")]
struct FormPage {
    page: Page,
    crumbs: Crumbs,
    hidden: Hidden,
    summary: ErrorSummary,
    file: Field,
    columns: String,
    imports: Vec<ImportLine>,
}

async fn show_form(visitor: Visitor) -> Result<Response, Problem> {
    form(&visitor, StatusCode::OK, None).await
}

async fn form(visitor: &Visitor, status: StatusCode, fault: Option<InputFault>) -> Result<Response, Problem> {
    let imports = visitor.app().subject_imports(visitor.caller()).await?;
    let file = Field::new("file", "XLSX工作簿", Input::File { accept: format!(".xlsx,{MEDIA_TYPE}") })
        .error(fault.as_ref().map(|fault| fault.problem.clone()));
    let items = fault
        .map(|fault| SummaryItem {
            field: Some(file.id()), message: format!("工作簿：{}", fault.problem)
        });
    let columns: Vec<&str> = Column::ALL.iter().map(|column| column.label()).collect();
    let page = FormPage {
        page: visitor.page("导入监管对象"),
        crumbs: Crumbs {
            above: vec![Link::new("监管对象", REGISTER)], here: "从工作簿导入".to_owned()
        },
        hidden: Hidden::fresh(visitor),
        summary: ErrorSummary { items: items.into_iter().collect() },
        file,
        columns: columns.join("、"),
        imports: imports
            .iter()
            .map(|row| ImportLine {
                name: row.name.clone(),
                href: home(row.id),
                when: chinese_time(row.created_at.china()),
                state: state_tag(row.state),
            })
            .collect(),
    };
    Ok(html(status, &page))
}

fn state_tag(state: ImportState) -> StatusTag {
    match state {
        ImportState::Read => StatusTag::new("待确认", Tone::Warn),
        ImportState::Applied => StatusTag::new("已导入", Tone::Good),
    }
}

async fn upload(signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let file = posted.files.iter().find(|file| file.field == "file");
    let fault = match file.map(|file| (&file.name, &file.bytes)) {
        None => InputFault::new("file", "没有选择文件"),
        Some((_, None)) => InputFault::new("file", "文件超过20MB，请拆分后导入"),
        Some((name, Some(bytes))) => {
            let upload = Upload { name: name.clone(), bytes: bytes.clone() };
            match visitor.app().read_subjects(visitor.caller(), upload, &once(PATH, posted)).await {
                Ok(id) => return Ok(see_other(&home(id))),
                Err(AppError::Input(fault)) => fault,
                Err(error) => return Err(error.into()),
            }
        }
    };
    form(visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(fault)).await
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Wish {
    #[serde(default)]
    result: String,
    #[serde(default)]
    page: String,
}

/// A row of the report on the page.
struct Line {
    place: String,
    name: String,
    href: Option<String>,
    result: StatusTag,
    details: Vec<String>,
}

/// A sheet on the page.
struct SheetLine {
    name: String,
    notes: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff/subject-report.html")]
struct ReportPage {
    page: Page,
    crumbs: Crumbs,
    name: String,
    state: StatusTag,
    when: String,
    notice: Notice,
    apply: Option<String>,
    count: usize,
    hidden: Hidden,
    results: Vec<NavItem>,
    sheets: Vec<SheetLine>,
    lines: Vec<Line>,
    shown: usize,
    pagination: Option<Pagination>,
    report: String,
    workbook: String,
}

async fn show(
    visitor: Visitor,
    Path(id): Path<SubjectImportId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let view = visitor.app().subject_import(visitor.caller(), id).await?;
    Ok(html(StatusCode::OK, &report_page(&visitor, &view, &wish)))
}

fn report_page(visitor: &Visitor, view: &ImportView, wish: &Wish) -> ReportPage {
    let id = view.row.id;
    let applied = view.row.state == ImportState::Applied;
    let tally = view.report.tally();
    let of =
        |wanted: RowResult| tally.iter().find(|(result, _)| *result == wanted).map_or(0, |(_, count)| *count);
    // Who looks for what is wrong sees it first.
    let wanted = RowResult::ALL.iter().copied().find(|result| result.id() == wish.result);
    let rows: Vec<&ReportRow> =
        view.report.rows.iter().filter(|row| wanted.is_none_or(|wanted| row.result == wanted)).collect();
    let page: usize = wish.page.parse().unwrap_or(1).max(1);
    let shown = rows.iter().skip(page.saturating_sub(1).saturating_mul(ROWS)).take(ROWS);
    let tab = |id: &str, label: String, current: bool, home: &str| NavItem {
        current,
        ..NavItem::new(
            &label,
            &if id.is_empty() { home.to_owned() } else { format!("{home}?result={id}") },
            "",
        )
    };
    let home = home(id);
    let all = tab("", format!("全部{}", view.report.rows.len()), wanted.is_none(), &home);
    let tabs = tally.iter().filter(|(_, count)| *count > 0).map(|(result, count)| {
        tab(result.id(), format!("{}{count}", result.label()), wanted == Some(*result), &home)
    });
    let enters = |row: &&ReportRow| matches!(row.result, RowResult::New | RowResult::Changed);
    let begun = if applied { 0 } else { view.report.entered };
    let waiting = view.report.rows.iter().skip(begun).filter(enters).count();
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let per_page = u64::try_from(ROWS).unwrap_or(u64::MAX);
    let result = wanted.map_or_else(String::new, |result| format!("result={}&", result.id()));
    ReportPage {
        page: visitor.page(&format!("导入：{}", view.row.name)),
        crumbs: Crumbs {
            above: vec![Link::new("监管对象", REGISTER), Link::new("从工作簿导入", PATH)],
            here: view.row.name.clone(),
        },
        name: view.row.name.clone(),
        state: state_tag(view.row.state),
        when: chinese_time(view.row.applied_at.unwrap_or(view.row.created_at).china()),
        notice: if begun > 0 {
            interrupted(begun, waiting)
        } else {
            notice(applied, &[of(RowResult::New), of(RowResult::Changed), of(RowResult::Refused)])
        },
        apply: (!applied && (begun > 0 || waiting > 0)).then(|| format!("{home}/apply")),
        count: waiting,
        hidden: Hidden::fresh(visitor),
        results: std::iter::once(all).chain(tabs).collect(),
        sheets: sheet_lines(view),
        lines: shown.map(|row| line(row, view.report.sheets.len() > 1)).collect(),
        shown: rows.len(),
        pagination: (rows.len() > ROWS).then(|| Pagination {
            page: u64::try_from(page).unwrap_or(1),
            per_page,
            total,
            prefix: format!("{home}?{result}page="),
        }),
        report: format!("{home}/report"),
        workbook: format!("{home}/workbook"),
    }
}

fn notice(applied: bool, counts: &[usize; 3]) -> Notice {
    let [new, changed, refused] = counts;
    let left = if *refused > 0 {
        format!("有{refused}行没有导入，原因写在各行。请在原工作簿中改正后再次导入，已经导入的行不会重复。")
    } else {
        "没有不能导入的行。".to_owned()
    };
    if applied {
        let title = format!("已导入：新增{new}户，更新{changed}户");
        return Notice { tone: Tone::Good, title, text: vec![left] };
    }
    let title = if *new == 0 && *changed == 0 {
        "没有需要新增或者更新的内容".to_owned()
    } else {
        format!("将新增{new}户，更新{changed}户，还没有导入")
    };
    let left = left.replace("没有导入", "不能导入");
    Notice { tone: Tone::Info, title, text: vec![left] }
}

/// What is said of an import that broke off.
fn interrupted(begun: usize, waiting: usize) -> Notice {
    Notice {
        tone: Tone::Warn,
        title: format!("上次导入没有完成：前{begun}行已经处理，其余各行还没有导入"),
        text: vec![format!(
            "再次确认后接着导入其余各行（{waiting}户需要新增或者更新）；已经处理的行不会重复，结果照原样保留。"
        )],
    }
}

fn sheet_lines(view: &ImportView) -> Vec<SheetLine> {
    let noted = |sheet: &mingjian_app::subject::SheetReport| {
        let mut notes: Vec<String> = sheet.left_out.iter().cloned().collect();
        if !sheet.unknown.is_empty() {
            notes.push(format!("没有导入的列：{}", sheet.unknown.join("、")));
        }
        if !sheet.doubled.is_empty() {
            notes.push(format!(
                "与前面的列含义相同、只在前面的列为空时采用的列：{}",
                sheet.doubled.join("、")
            ));
        }
        SheetLine { name: sheet.name.clone(), notes }
    };
    view.report.sheets.iter().map(noted).filter(|line| !line.notes.is_empty()).collect()
}

fn result_tag(result: RowResult) -> StatusTag {
    let tone = match result {
        RowResult::New | RowResult::Changed | RowResult::Joins => Tone::Good,
        RowResult::Same | RowResult::Repeats => Tone::Plain,
        RowResult::Refused => Tone::Bad,
    };
    StatusTag::new(result.label(), tone)
}

fn line(row: &ReportRow, names_sheet: bool) -> Line {
    let place = if names_sheet {
        format!("{} 第{}行", row.sheet, row.number)
    } else {
        format!("第{}行", row.number)
    };
    Line {
        place,
        name: if row.name.is_empty() { "（没有名称）".to_owned() } else { row.name.clone() },
        href: row.subject.map(address),
        result: result_tag(row.result),
        details: details(row),
    }
}

/// Why, and what changes, in one line each.
fn details(row: &ReportRow) -> Vec<String> {
    let mut details: Vec<String> = row
        .faults
        .iter()
        .map(|fault| {
            if fault.column.is_empty() {
                fault.reason.clone()
            } else {
                format!("{}：{}", fault.column, fault.reason)
            }
        })
        .collect();
    details.extend(row.earlier.map(|earlier| match row.result {
        RowResult::Joins => format!("与第{earlier}行是同一户，内容并入该行"),
        _ => format!("与第{earlier}行相同"),
    }));
    details
        .extend(row.differences.iter().map(|one| format!("{}：{} → {}", one.label, one.before, one.after)));
    details.extend(row.notes.iter().cloned());
    details
}

async fn apply(Path(id): Path<SubjectImportId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, posted } = &signed;
    let once = once(&format!("{}/apply", home(id)), posted);
    visitor.app().apply_subjects(visitor.caller(), id, &once).await?;
    Ok(see_other(&home(id)))
}

async fn report(visitor: Visitor, Path(id): Path<SubjectImportId>) -> Result<Response, Problem> {
    let view = visitor.app().subject_import(visitor.caller(), id).await?;
    let head = ["工作表", "行", "名称", "结果", "列", "原因或者变化"];
    let mut lines = vec![head.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()];
    for row in &view.report.rows {
        let of = |column: &str, reason: String| {
            let result = row.result.label().to_owned();
            vec![
                row.sheet.clone(),
                row.number.to_string(),
                row.name.clone(),
                result,
                column.to_owned(),
                reason,
            ]
        };
        if row.faults.is_empty() {
            lines.push(of("", details(row).join("；")));
        }
        lines.extend(row.faults.iter().map(|fault| of(&fault.column, fault.reason.clone())));
    }
    let name = format!("{}-导入结果.csv", view.row.name.trim_end_matches(".xlsx"));
    save("text/csv; charset=utf-8", &name, csv(&lines))
}

async fn workbook(visitor: Visitor, Path(id): Path<SubjectImportId>) -> Result<Response, Problem> {
    let (name, bytes) = visitor.app().subject_workbook(visitor.caller(), id).await?;
    save(MEDIA_TYPE, &name, bytes)
}
