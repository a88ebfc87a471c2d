//! The one table from what went wrong to a status, for pages and API alike, and what the answer may say of it.
//! It draws nothing: pages and API each have their own form for a [`Problem`].

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use mingjian_app::{App, AppError};
use mingjian_domain::refusal::{Refusal, RefusalKind};
use mingjian_law::citation::Citation;
use mingjian_store::Transient;
use std::error::Error;

/// What an answer that is no success says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its status.
    pub status: StatusCode,
    /// Its stable code.
    pub code: String,
    /// What is wrong and what to do, in Chinese; never the text of an internal error.
    pub message: String,
    /// The articles, where a rule of law stands against it.
    pub basis: Vec<Citation>,
    /// The field at fault, where it is a field.
    pub field: Option<String>,
    /// The version of the proceeding now, where it has moved on.
    pub version: Option<u64>,
    /// What happened since, where it has moved on.
    pub since: Vec<String>,
    /// What the log may know and nobody else.
    cause: Option<String>,
}

impl Problem {
    /// A problem of this status and code.
    pub fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            basis: Vec::new(),
            field: None,
            version: None,
            since: Vec::new(),
            cause: None,
        }
    }

    /// The thing is not there, or the caller may not know that it is.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "没有找到。")
    }

    /// What was sent cannot be read.
    pub fn unreadable(message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "request-unreadable", message)
    }

    /// What was sent is larger than is taken.
    pub fn too_large(message: &str) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    }

    /// The program is at fault; only the log learns why.
    pub fn internal(cause: &dyn Error) -> Self {
        let message = "系统没有完成这次操作，也没有保存任何改动。请稍后再试。";
        let mut problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message);
        problem.cause = Some(chain(cause));
        problem
    }

    /// Whether the reader should be able to name it to those who keep the system.
    pub fn has_reference(&self) -> bool {
        self.status.is_server_error()
    }

    /// Logs it once, under a reference that the reader sees too.
    pub fn log(&self, reference: &str) {
        if self.has_reference() {
            let cause = self.cause.as_deref().unwrap_or_default();
            tracing::error!(reference, status = self.status.as_u16(), cause, "a request failed");
        }
    }

    fn of_refusal(refusal: &Refusal) -> Self {
        let status = match refusal.kind {
            RefusalKind::Refused => StatusCode::UNPROCESSABLE_ENTITY,
            RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        };
        Self {
            basis: refusal.basis.clone(),
            field: refusal.field.clone(),
            ..Self::new(status, &refusal.code, &refusal.message)
        }
    }

    fn unavailable(cause: &dyn Error) -> Self {
        let message = "系统暂时不能记录这次操作，因此没有办理。请稍后再试。";
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", message);
        problem.cause = Some(chain(cause));
        problem
    }
}

/// The table of statuses.
impl From<&AppError> for Problem {
    fn from(error: &AppError) -> Self {
        match error {
            AppError::Refused(refusal) => Self::of_refusal(refusal),
            AppError::Input(fault) => Self::of_refusal(&Refusal::from(fault.clone())),
            AppError::NotFound => Self::not_found(),
            AppError::Unauthenticated => Self::new(StatusCode::UNAUTHORIZED, "not-logged-in", "请先登录。"),
            AppError::LoginFailed(message) => Self::new(StatusCode::UNAUTHORIZED, "login-failed", message),
            AppError::PurposeNeeded => Self {
                basis: vec![Citation::article("行政处罚法", 50)],
                ..Self::new(StatusCode::FORBIDDEN, "purpose-needed", "查阅他人办理的案件，请先说明目的。")
            },
            AppError::Forbidden(message) => Self::new(StatusCode::FORBIDDEN, "forbidden", message),
            AppError::Stale { version, since } => Self {
                version: Some(*version),
                since: since.clone(),
                ..Self::new(StatusCode::CONFLICT, "stale", "案件已有新的进展，请核对后再提交。")
            },
            AppError::Idempotency(message) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key", message)
            }
            AppError::Conflict => {
                Self::new(StatusCode::CONFLICT, "conflict", "内容刚刚被别人改动，请刷新后再提交。")
            }
            AppError::AuditUnavailable(_) => Self::unavailable(error),
            AppError::Store(_) if error.is_transient() => Self::unavailable(error),
            AppError::Store(_)
            | AppError::Public(_)
            | AppError::Files(_)
            | AppError::Journal(_)
            | AppError::Internal(_) => Self::internal(error),
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        Self::from(&error)
    }
}

/// An empty answer that carries the problem; whoever frames it draws it.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A reference for one answer: the day and three random bytes.
pub fn reference(app: &App) -> String {
    let random = u32::from_be_bytes(app.random::<4>()) >> 8;
    format!("E-{}-{random:06X}", app.now().day().format("%Y%m%d"))
}

/// An error with all its sources.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
