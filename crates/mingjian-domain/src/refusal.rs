//! Refusals: a value with a stable code, a Chinese message, the articles and the facts.
//! A refusal is an answer, not an internal error: it is never logged as one, and nothing is kept of what it refused.

use crate::act::InputFault;
use mingjian_law::citation::{Basis, Citation};
use mingjian_law::procedure::Guard;

/// Whether the law or the person's place forbids the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// What was tried is not lawful now, or what was entered does not hold together.
    Refused,
    /// The person may see the case but not do this in it.
    Forbidden,
}

/// Why an act is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Refusal {
    /// Which door was closed.
    pub kind: RefusalKind,
    /// The stable code.
    pub code: String,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
    /// The articles.
    pub basis: Vec<Citation>,
    /// The field at fault, where it is a field.
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal by law.
    pub fn law(code: &str, message: &str, basis: Vec<Citation>) -> Self {
        Self {
            kind: RefusalKind::Refused,
            code: code.to_owned(),
            message: message.to_owned(),
            basis,
            field: None,
        }
    }

    /// A refusal because of who asks.
    pub fn forbidden(code: &str, message: &str, basis: Vec<Citation>) -> Self {
        Self { kind: RefusalKind::Forbidden, ..Self::law(code, message, basis) }
    }

    /// A refusal of a field.
    pub fn field(code: &str, field: &str, message: &str, basis: Vec<Citation>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::law(code, message, basis) }
    }
}

impl From<&Guard> for Refusal {
    fn from(guard: &Guard) -> Self {
        Self::law(&guard.code, &guard.message, guard.basis.iter().cloned().collect())
    }
}

/// Input that does not fit: the record must be complete (行政处罚法 第四十七条).
impl From<InputFault> for Refusal {
    fn from(fault: InputFault) -> Self {
        Self::field(
            "input-invalid",
            &fault.field,
            &format!("{}：{}", fault.field, fault.problem),
            vec![Citation::article("行政处罚法", 47)],
        )
    }
}

/// The articles of a basis as a list.
pub(crate) fn articles(basis: &Basis) -> Vec<Citation> {
    basis.iter().cloned().collect()
}
