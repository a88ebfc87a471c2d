//! Forms of acts: drawn from the act's own schema, read back into it, and answered once.
//! The hidden fields that every form carries are here too; what an act may do is for the domain.

mod check;
pub(crate) mod draw;
pub(crate) mod hint;
pub(crate) mod known;
pub(crate) mod range;
pub(crate) mod read;
pub(crate) mod shape;
pub(crate) mod spot;
pub(crate) mod step;

use super::frame::{CSRF, KEY, Visitor};
use crate::extract::Posted;
use mingjian_app::proceeding::Once;
use mingjian_law::deed::Deed;
use mingjian_store::Hash;
use serde_json::Value;

/// The hidden fields of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hidden {
    pub(crate) csrf: String,
    pub(crate) key: String,
}

impl Hidden {
    /// For a form that is drawn for the first time.
    pub(crate) fn fresh(visitor: &Visitor) -> Self {
        Self { csrf: visitor.csrf(), key: visitor.fresh_key() }
    }
}

/// Takes away what the form shows but the answer excludes: a proposal without penalty has none, a violation that the
/// proposal drops is not punished.
pub(crate) fn adjust(deed: Deed, input: &mut Value) {
    if !matches!(deed, Deed::AdoptProposal | Deed::AmendProposal) {
        return;
    }
    let kept: Option<Vec<Value>> = input.get("violations").and_then(Value::as_array).map(|violations| {
        violations.iter().filter_map(|violation| violation.get("cause").cloned()).collect()
    });
    let no_penalty = input.get("result").and_then(Value::as_str) == Some("no-penalty");
    let Some(proposal) = input.as_object_mut() else { return };
    if !no_penalty {
        proposal.insert("ground".to_owned(), Value::Null);
    }
    if let Some(penalties) = proposal.get_mut("penalties").and_then(Value::as_array_mut) {
        let is_kept = |cause: Option<&Value>| {
            kept.as_ref().is_none_or(|kept| cause.is_some_and(|cause| kept.contains(cause)))
        };
        penalties.retain(|penalty| !no_penalty && is_kept(penalty.get("cause")));
    }
}

/// Fields that say nothing of what is asked: tokens, keys, and passwords, whose digest must not be stored.
const LEFT_OUT: &[&str] = &[CSRF, KEY, "password", "old_password", "new_password", "repeated_password"];

/// The key and the digest under which a form is answered once.
pub(crate) fn once(path: &str, posted: &Posted) -> Once {
    let mut parts: Vec<Vec<u8>> = vec![b"POST".to_vec(), path.as_bytes().to_vec()];
    for (name, value) in posted.fields.0.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
        parts.push(name.as_bytes().to_vec());
        parts.push(value.as_bytes().to_vec());
    }
    for file in &posted.files {
        parts.push(file.field.as_bytes().to_vec());
        parts.push(file.name.as_bytes().to_vec());
        parts.push(Hash::of(file.bytes.as_deref().unwrap_or_default()).as_bytes().to_vec());
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Once { key: posted.fields.text(KEY).to_owned(), digest: Hash::of_parts(&parts) }
}
