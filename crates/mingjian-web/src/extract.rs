//! The house extractors: path, query, and what a form posts, each with an answer that a reader understands.
//! They know no session; whether a form carries its token is asked where sessions are known.

use crate::error::Problem;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// The longest form without files, in bytes.
const LONGEST_FORM: usize = 2 * 1024 * 1024;
/// The largest file of a form, in bytes.
pub(crate) const LARGEST_FILE: usize = mingjian_app::file::LARGEST_FILE;
/// So many files come with one form.
const MOST_FILES: usize = 12;
/// A form may be read to this length before the connection is cut: enough to read a file that is too large to its end,
/// so that the person gets an answer and not a broken connection.
pub(crate) const LONGEST_UPLOAD: usize = 128 * 1024 * 1024;

/// The parts of the address that a route names.
#[derive(Debug, Clone)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        // An identifier that is none names nothing.
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|axum::extract::Path(value)| Self(value)).map_err(|_cause| Problem::not_found())
    }
}

/// What stands behind the question mark.
#[derive(Debug, Clone)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        query
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|_cause| Problem::unreadable("地址中的查询条件无法读取，请从页面上的链接进入。"))
    }
}

/// The fields of a form in the order in which they were sent; a name may come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fields(pub(crate) Vec<(String, String)>);

impl Fields {
    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a name without surrounding space; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default().trim()
    }

    /// Every value of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Takes every value of a name away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(own, _)| own != name);
    }

    /// Puts one value in the place of all others of a name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.remove(name);
        self.0.push((name.to_owned(), value.to_owned()));
    }
}

/// A file that a form brought.
#[derive(Clone)]
pub(crate) struct PostedFile {
    /// The field.
    pub(crate) field: String,
    /// Its name on the person's machine.
    pub(crate) name: String,
    /// Its bytes; none where it was too large.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// Only the size: names and bytes reach no log.
impl std::fmt::Debug for PostedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PostedFile({:?} bytes)", self.bytes.as_ref().map(Vec::len))
    }
}

/// What a form posts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Posted {
    /// Its fields.
    pub(crate) fields: Fields,
    /// Its files; a file field that was left empty brings none.
    pub(crate) files: Vec<PostedFile>,
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        Self::read(request, state, Keep::FilesToo).await
    }
}

/// How much of a form is kept while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// What was typed and the files.
    FilesToo,
    /// What was typed: who sends it is not known, and shall not fill the memory.
    FieldsOnly,
}

impl Posted {
    /// Reads a form to its end.
    pub(crate) async fn read<S: Send + Sync>(
        request: Request,
        state: &S,
        keep: Keep,
    ) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let multipart = Multipart::from_request(request, state).await;
            read_parts(multipart.map_err(|_cause| broken())?, keep).await
        } else {
            read_form(request).await
        }
    }
}

fn broken() -> Problem {
    Problem::unreadable("提交的内容不完整，没有保存。请返回上一页，刷新后再提交。")
}

fn too_long() -> Problem {
    Problem::too_large("填写的内容太长，没有保存。请分几次登记。")
}

async fn read_form(request: Request) -> Result<Posted, Problem> {
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, LONGEST_FORM).await;
    let bytes = bytes.map_err(|_cause| too_long())?;
    let request = Request::from_parts(parts, Body::from(bytes));
    let form = axum::Form::<Vec<(String, String)>>::from_request(request, &()).await;
    let axum::Form(fields) = form.map_err(|_cause| broken())?;
    Ok(Posted { fields: Fields(fields), files: Vec::new() })
}

async fn read_parts(mut multipart: Multipart, keep: Keep) -> Result<Posted, Problem> {
    let mut posted = Posted::default();
    let mut typed = 0_usize;
    while let Some(field) = multipart.next_field().await.map_err(|_cause| broken())? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            None => {
                let bytes =
                    read_part(field, LONGEST_FORM.saturating_sub(typed)).await?.ok_or_else(too_long)?;
                typed = typed.saturating_add(bytes.len());
                posted.fields.0.push((name, String::from_utf8(bytes).map_err(|_cause| broken())?));
            }
            Some(file_name) => {
                let room =
                    if keep == Keep::FilesToo && posted.files.len() < MOST_FILES { LARGEST_FILE } else { 0 };
                let bytes = read_part(field, room).await?;
                // A browser sends a file field that was left empty as a file without name and bytes.
                if !file_name.is_empty() || bytes.as_ref().is_none_or(|bytes| !bytes.is_empty()) {
                    posted.files.push(PostedFile { field: name, name: file_name, bytes });
                }
            }
        }
    }
    Ok(posted)
}

/// Reads a part to its end, and keeps nothing of one that is too large.
async fn read_part(
    mut field: axum::extract::multipart::Field<'_>,
    room: usize,
) -> Result<Option<Vec<u8>>, Problem> {
    let mut kept = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|_cause| broken())? {
        kept = kept.filter(|bytes| bytes.len().saturating_add(chunk.len()) <= room);
        if let Some(bytes) = &mut kept {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(kept)
}
