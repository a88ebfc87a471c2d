//! The evidence of a case with its files, and the upload of a file.
//! Adding evidence is an act and has the form of one.

use super::{CaseHead, address, load};
use crate::error::Problem;
use crate::extract::{LONGEST_UPLOAD, Path};
use crate::staff::form::known::size;
use crate::staff::form::{Hidden, once};
use crate::staff::frame::{Signed, Visitor, html, see_other};
use crate::staff::route::Routes;
use askama::Template;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::Response;
use mingjian_app::AppError;
use mingjian_app::file::{BlobRow, Upload};
use mingjian_app::proceeding::CaseView;
use mingjian_domain::id::{FileId, ProceedingId};
use mingjian_domain::permission::{self, Reading};
use mingjian_domain::proceeding::Evidence;
use mingjian_domain::value::date_text::{chinese_date, chinese_time};
use mingjian_html::page::Page;
use mingjian_html::parts::{Empty, ErrorSummary, Field, Input, Link, StatusTag, SummaryItem, Tone};

const TOO_LARGE: &str = "文件超过20 MB，没有保存。请压缩或者拆分后上传";

pub(super) fn add(routes: Routes) -> Routes {
    routes.get("/staff/cases/{id}/evidence", show).post_with(
        "/staff/cases/{id}/files",
        upload,
        DefaultBodyLimit::max(LONGEST_UPLOAD),
    )
}

/// An item of evidence in the list.
struct Item {
    title: String,
    tags: Vec<StatusTag>,
    lines: Vec<String>,
    files: Vec<Link>,
}

/// A file in the list.
struct FileLine {
    link: Link,
    size: String,
    stored: String,
}

#[derive(Template)]
#[template(path = "staff/case/evidence.html")]
struct EvidencePage {
    page: Page,
    case: CaseHead,
    items: Vec<Item>,
    files: Vec<FileLine>,
    empty: Empty,
    add: Option<String>,
    upload: Option<UploadForm>,
    summary: ErrorSummary,
}

struct UploadForm {
    hidden: Hidden,
    action: String,
    field: Field,
}

async fn show(visitor: Visitor, Path(id): Path<ProceedingId>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    Ok(html(StatusCode::OK, &evidence_page(&visitor, &view, None)))
}

fn evidence_page(visitor: &Visitor, view: &CaseView, error: Option<&str>) -> EvidencePage {
    let case = CaseHead::new(visitor, view, "/evidence");
    let id = view.proceeding.id;
    let may_add = view.offers.iter().any(|offer| offer.id == "add-evidence" && offer.refusal.is_none());
    let own = permission::reading(&view.proceeding, &visitor.caller().actor) == Reading::Own;
    let field = Field::new(
        "file",
        "选择文件",
        Input::File { accept: "application/pdf,image/jpeg,image/png".to_owned() },
    )
    .help("PDF、JPEG、PNG，每个不超过20 MB。")
    .error(error.map(str::to_owned));
    let items = error.map(|message| SummaryItem { field: Some(field.id()), message: message.to_owned() });
    EvidencePage {
        page: visitor.page(&format!("证据 - {}", case.title)),
        case,
        items: view
            .proceeding
            .evidence
            .iter()
            .zip(1_u32..)
            .map(|(item, number)| line(view, item, number))
            .collect(),
        files: view.files.iter().map(|file| file_line(id, file)).collect(),
        empty: Empty {
            title: "还没有证据".to_owned(),
            text: "每一项违法事实都要有证据证明。".to_owned(),
            links: Vec::new(),
        },
        add: may_add.then(|| format!("{}/actions/add-evidence", address(id))),
        upload: own.then(|| UploadForm {
            hidden: Hidden::fresh(visitor),
            action: format!("{}/files", address(id)),
            field,
        }),
        summary: ErrorSummary { items: items.into_iter().collect() },
    }
}

fn line(view: &CaseView, item: &Evidence, number: u32) -> Item {
    let stated = &item.stated;
    let officers: Vec<&str> = stated
        .officers
        .iter()
        .filter_map(|id| view.facts.officer(*id))
        .map(|one| one.name.as_str())
        .collect();
    let mut tags = vec![StatusTag::new(stated.kind.label(), Tone::Info)];
    if !stated.original {
        tags.push(StatusTag::new("复制件", Tone::Plain));
    }
    if stated.from_plea {
        tags.push(StatusTag::new("来自陈述申辩", Tone::Warn));
    }
    if !stated.bears_on_facts {
        tags.push(StatusTag::new("不影响事实认定", Tone::Plain));
    }
    let pages = stated.pages.map(|pages| format!("，{pages}页")).unwrap_or_default();
    Item {
        title: format!("证据{number}：{}", stated.name),
        tags,
        lines: vec![
            format!("证明内容：{}", stated.proves.text()),
            format!("来源：{}{pages}", stated.source),
            format!("{}取得，收集人员：{}", chinese_date(stated.collected_on), officers.join("、")),
        ],
        files: stated.file.iter().chain(&stated.photos).map(|file| link(view, *file)).collect(),
    }
}

/// The way to a file, under the name that it had.
fn link(view: &CaseView, file: FileId) -> Link {
    let name = view.files.iter().find(|row| row.id == file).map_or("附件", |row| row.name.as_str());
    Link::new(name, &format!("{}/files/{file}", address(view.proceeding.id)))
}

fn file_line(id: ProceedingId, file: &BlobRow) -> FileLine {
    FileLine {
        link: Link::new(&file.name, &format!("{}/files/{}", address(id), file.id)),
        size: size(file.size),
        stored: chinese_time(file.stored_at.china()),
    }
}

async fn upload(Path(id): Path<ProceedingId>, signed: Signed) -> Result<Response, Problem> {
    let Signed { visitor, mut posted } = signed;
    let once = once(&format!("{}/files", address(id)), &posted);
    let outcome = match posted.files.pop() {
        None => Err((StatusCode::UNPROCESSABLE_ENTITY, "没有选择文件，或者文件是空的".to_owned())),
        Some(file) => match file.bytes {
            None => Err((StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE.to_owned())),
            Some(bytes) => {
                let upload = Upload { name: file.name, bytes };
                match visitor.app().upload_once(visitor.caller(), id, upload, &once).await {
                    Ok(_) => Ok(()),
                    Err(AppError::Idempotency(message)) => Err((StatusCode::UNPROCESSABLE_ENTITY, message)),
                    Err(AppError::Input(fault)) => Err((StatusCode::UNPROCESSABLE_ENTITY, fault.problem)),
                    Err(error) => return Err(error.into()),
                }
            }
        },
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("{}/evidence#files", address(id)))),
        Err((status, message)) => {
            let view = load(&visitor, id).await?;
            Ok(html(status, &evidence_page(&visitor, &view, Some(&message))))
        }
    }
}
