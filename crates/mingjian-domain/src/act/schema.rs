//! How acts describe themselves to forms and to the API: JSON Schema with Chinese titles and our own formats.
//! It renders nothing and refuses nothing but input that does not fit the type.

use crate::act::InputFault;
use crate::id::{
    DocumentId, EvidenceId, FileId, OfficerId, OrganId, PublicationId, ReviewId, UserId, ViolationId,
};
use crate::value::money::Fen;
use mingjian_law::sanction::PenaltyKind;
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// Text in sentences: facts, reasons, records. It may name people, so it is sealed at rest and masked before it is public.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub String);

impl Prose {
    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space was written.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Only the length: prose never reaches a log.
impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Prose({} characters)", self.0.chars().count())
    }
}

/// An identity number, a phone number or the name of someone who must stay unnamed: never public, never in a log.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal(pub String);

impl Personal {
    /// The text, for a document or for the person's own officers.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Nothing of it: it must not reach a log.
impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}

/// The kinds of penalty as a choice with Chinese titles; the kinds themselves live in the law engine.
#[derive(Debug)]
pub struct KindSchema;

impl JsonSchema for KindSchema {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("penalty-kind")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let choices: Vec<_> = PenaltyKind::ALL
            .iter()
            .map(|kind| serde_json::json!({ "const": kind.id(), "title": kind.label() }))
            .collect();
        json_schema!({ "oneOf": choices })
    }
}

macro_rules! formats {
    ($($Type:ty => $kind:literal, $format:literal);+ $(;)?) => {$(
        impl JsonSchema for $Type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed($format)
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": $kind, "format": $format })
            }
        }
    )+};
}

formats! {
    Prose => "string", "prose";
    Personal => "string", "personal";
    Fen => "integer", "fen";
    OfficerId => "string", "officer";
    UserId => "string", "user";
    OrganId => "string", "organ";
    EvidenceId => "string", "evidence";
    DocumentId => "string", "document";
    ViolationId => "string", "violation";
    ReviewId => "string", "review";
    PublicationId => "string", "publication";
    FileId => "string", "file";
}

/// The JSON Schema of a type, without references, so that a form can be drawn by walking it.
pub fn input_schema<T: JsonSchema>() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Reads an act from JSON; a fault names its field by path.
pub(super) fn read<T: DeserializeOwned>(input: serde_json::Value) -> Result<T, InputFault> {
    serde_path_to_error::deserialize(input).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner().to_string();
        let field = match inner.split('`').nth(1) {
            Some(name) if inner.starts_with("missing field") && path == "." => name.to_owned(),
            Some(name) if inner.starts_with("missing field") => format!("{path}.{name}"),
            _ => path,
        };
        InputFault { field, problem: problem(&inner) }
    })
}

fn problem(inner: &str) -> String {
    if inner.starts_with("missing field") {
        "没有填写，请补充".to_owned()
    } else if inner.starts_with("unknown field") {
        format!("没有这一项（{inner}）")
    } else if inner.starts_with("unknown variant") {
        format!("不在可选范围内（{inner}）")
    } else {
        format!("格式不对（{inner}）")
    }
}
