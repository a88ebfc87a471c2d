//! What a template is given: the model's data, its kind, the mark and the font families, as values and never as text of
//! the template.
//! It prints nothing.

use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::kind::DocumentKind;
use mingjian_domain::document::parts::Number;
use mingjian_domain::document::render::{RenderError, RenderMark};
use mingjian_domain::gate::PublicDecision;
use serde_json::Value as Json;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};

use crate::fonts::Fonts;
use crate::qr;

/// The dictionary that templates read as `sys.inputs`.
pub(crate) fn inputs(model: &DocumentModel, mark: &RenderMark, fonts: &Fonts) -> Result<Dict, RenderError> {
    let json = serde_json::to_value(model).map_err(|error| RenderError::Export(error.to_string()))?;
    let data = json.get("data").map_or(Value::None, value);
    let mut inputs = Dict::new();
    inputs.insert("data".into(), data);
    inputs.insert("kind".into(), kind(model.kind())?.into_value());
    inputs.insert("mark".into(), self::mark(model, mark)?.into_value());
    inputs.insert("faces".into(), faces(fonts).into_value());
    Ok(inputs)
}

/// The same for the public text of a decision.
pub(crate) fn public_inputs(
    decision: &PublicDecision,
    page: &str,
    fonts: &Fonts,
) -> Result<Dict, RenderError> {
    let json = serde_json::to_value(decision).map_err(|error| RenderError::Export(error.to_string()))?;
    let mut mark = Dict::new();
    mark.insert("address".into(), page.into_value());
    mark.insert("qr".into(), Bytes::from_string(qr::code(page)?).into_value());
    let mut inputs = Dict::new();
    inputs.insert("data".into(), value(&json));
    inputs.insert("mark".into(), mark.into_value());
    inputs.insert("faces".into(), faces(fonts).into_value());
    Ok(inputs)
}

fn kind(kind: DocumentKind) -> Result<Dict, RenderError> {
    let signatories =
        serde_json::to_value(kind.signatories()).map_err(|error| RenderError::Export(error.to_string()))?;
    let mut dictionary = Dict::new();
    dictionary.insert("id".into(), kind.id().into_value());
    dictionary.insert("title".into(), kind.title().into_value());
    dictionary.insert("seal".into(), kind.needs_seal().into_value());
    dictionary.insert("signatories".into(), value(&signatories));
    Ok(dictionary)
}

fn mark(model: &DocumentModel, mark: &RenderMark) -> Result<Dict, RenderError> {
    let mut dictionary = Dict::new();
    dictionary.insert("draft".into(), (*mark == RenderMark::Draft).into_value());
    if let RenderMark::Issued(verification) = mark {
        let number = model.header().number.as_ref().map_or_else(String::new, Number::to_string);
        dictionary.insert("code".into(), verification.code.as_str().into_value());
        dictionary.insert("data_hash".into(), verification.data_hash.as_str().into_value());
        dictionary.insert("number".into(), number.into_value());
        dictionary.insert("qr".into(), Bytes::from_string(qr::code(&verification.address)?).into_value());
    }
    Ok(dictionary)
}

fn faces(fonts: &Fonts) -> Dict {
    let list = |families: Vec<&str>| families.into_iter().map(IntoValue::into_value).collect::<Array>();
    let mut dictionary = Dict::new();
    dictionary.insert("body".into(), list(fonts.body_families()).into_value());
    dictionary.insert("title".into(), list(fonts.title_families()).into_value());
    dictionary
}

/// JSON as values of the typesetter; absence becomes `none`.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::None,
        Json::Bool(flag) => flag.into_value(),
        // Models hold whole numbers only; anything else is shown as it is written.
        Json::Number(number) => {
            number.as_i64().map_or_else(|| number.to_string().into_value(), IntoValue::into_value)
        }
        Json::String(text) => text.as_str().into_value(),
        Json::Array(items) => items.iter().map(value).collect::<Array>().into_value(),
        Json::Object(fields) => fields
            .iter()
            .map(|(key, field)| (key.as_str().into(), value(field)))
            .collect::<Dict>()
            .into_value(),
    }
}
