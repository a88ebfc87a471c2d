//! Files and documents over HTTP: upload, download.
//! What is sent is never shown inline by a browser of this site's origin.

use super::body::FileBytes;
use super::dto::Stored;
use super::token::ApiCaller;
use crate::WebState;
use crate::error::Problem;
use crate::extract::Path;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};
use mingjian_app::file::Upload;
use mingjian_domain::id::{DocumentId, FileId, ProceedingId};

/// `POST /api/v1/proceedings/{id}/files`: the bytes as body, the name in the header `File-Name`.
pub(super) async fn upload(
    State(state): State<WebState>,
    api: ApiCaller,
    Path(id): Path<ProceedingId>,
    FileBytes(bytes): FileBytes,
) -> Result<(StatusCode, Json<Stored>), Problem> {
    let name = api.text("file-name").unwrap_or_else(|| "file".to_owned());
    let once = api.once(&[name.as_bytes(), &bytes]);
    let stored = state.app.upload_once(&api.caller, id, Upload { name, bytes }, &once).await?;
    Ok((StatusCode::CREATED, Json(Stored { id: stored.to_string() })))
}

/// `GET /api/v1/proceedings/{id}/files/{file}`.
pub(super) async fn download(
    State(state): State<WebState>,
    api: ApiCaller,
    Path((id, file)): Path<(ProceedingId, FileId)>,
) -> Result<Response, Problem> {
    let stored = state.app.download(&api.caller, id, file, api.purpose.as_deref()).await?;
    Ok(attachment(&stored.row.media_type, stored.bytes))
}

/// `GET /api/v1/proceedings/{id}/documents/{document}`.
pub(super) async fn document(
    State(state): State<WebState>,
    api: ApiCaller,
    Path((id, document)): Path<(ProceedingId, DocumentId)>,
) -> Result<Response, Problem> {
    let (_, bytes) = state.app.document_pdf(&api.caller, id, document, api.purpose.as_deref()).await?;
    Ok(attachment("application/pdf", bytes))
}

fn attachment(media_type: &str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, String); 3] = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, "attachment".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes).into_response()
}
