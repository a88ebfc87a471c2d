//! The papers of a case: issued documents as PDF, and the files that were uploaded.
//! Nothing that was uploaded is ever shown as a page: only the kinds that the application took, and no sniffing.

use super::{CaseHead, load};
use crate::error::Problem;
use crate::extract::{Path, Query};
use crate::staff::frame::{Visitor, escape, html};
use crate::staff::route::Routes;
use askama::Template;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mingjian_app::proceeding::{CaseView, DocumentRow};
use mingjian_domain::document::compose;
use mingjian_domain::id::{DocumentId, FileId, ProceedingId};
use mingjian_domain::value::date_text::chinese_time;
use mingjian_html::page::Page;
use mingjian_html::parts::Empty;
use serde::Deserialize;

pub(super) fn add(routes: Routes) -> Routes {
    routes
        .get("/staff/cases/{id}/documents", show)
        .get("/staff/cases/{id}/documents/{document}", document)
        .get("/staff/cases/{id}/files/{file}", file)
}

/// A document in the list.
struct Line {
    title: String,
    number: String,
    issued: String,
    code: String,
    href: String,
}

#[derive(Template)]
#[template(path = "staff/case/documents.html")]
struct DocumentsPage {
    page: Page,
    case: CaseHead,
    lines: Vec<Line>,
    empty: Empty,
}

async fn show(visitor: Visitor, Path(id): Path<ProceedingId>) -> Result<Response, Problem> {
    let view = load(&visitor, id).await?;
    let case = CaseHead::new(&visitor, &view, "/documents");
    let lines = view.documents.iter().rev().map(|row| line(&view, row)).collect();
    let page = DocumentsPage {
        page: visitor.page(&format!("文书 - {}", case.title)),
        case,
        lines,
        empty: Empty {
            title: "还没有文书".to_owned(),
            text: "文书随每一步办理自动生成，编号、内容在生成时固定。".to_owned(),
            links: Vec::new(),
        },
    };
    Ok(html(StatusCode::OK, &page))
}

fn line(view: &CaseView, row: &DocumentRow) -> Line {
    Line {
        title: compose::title(&row.kind).unwrap_or(&row.kind).to_owned(),
        number: row.number.clone().unwrap_or_default(),
        issued: chinese_time(row.issued_at.china()),
        code: row.code.clone().unwrap_or_default(),
        href: format!("/staff/cases/{}/documents/{}", view.proceeding.id, row.id),
    }
}

#[derive(Debug, Deserialize)]
struct Wish {
    download: Option<String>,
}

async fn document(
    visitor: Visitor,
    Path((id, document)): Path<(ProceedingId, DocumentId)>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let purpose = visitor.frame.purpose.as_deref();
    let (row, bytes) = visitor.app().document_pdf(visitor.caller(), id, document, purpose).await?;
    let title = compose::title(&row.kind).unwrap_or("文书");
    let name = format!("{title}{}.pdf", row.number.as_deref().unwrap_or_default());
    send("application/pdf", &name, wish.download.is_some(), bytes)
}

async fn file(
    visitor: Visitor,
    Path((id, file)): Path<(ProceedingId, FileId)>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let purpose = visitor.frame.purpose.as_deref();
    let stored = visitor.app().download(visitor.caller(), id, file, purpose).await?;
    send(&stored.row.media_type, &stored.row.name, wish.download.is_some(), stored.bytes)
}

/// What a browser may show itself; everything else it saves.
const SHOWN: &[&str] = &["application/pdf", "image/jpeg", "image/png"];

/// A file as an answer, shown where a browser can show it.
pub(crate) fn send(
    media_type: &str,
    name: &str,
    download: bool,
    bytes: Vec<u8>,
) -> Result<Response, Problem> {
    let shown = SHOWN.contains(&media_type);
    let kind = if shown { media_type } else { "application/octet-stream" };
    let way = if shown && !download { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", escape(name).replace('/', "%2F"));
    let header = |text: &str| HeaderValue::from_str(text).map_err(|error| Problem::internal(&error));
    let headers = [(CONTENT_TYPE, header(kind)?), (CONTENT_DISPOSITION, header(&disposition)?)];
    Ok((headers, bytes).into_response())
}
