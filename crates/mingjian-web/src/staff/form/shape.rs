//! What a form asks for, read from an act's JSON Schema.
//! It is a reading of our own schemas, not of any schema; what it does not know is a fault of the program.

use super::hint::{self, Hint, Picker};
use serde_json::Value;

/// What an answer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A line of text.
    Line,
    /// Text of several lines.
    Prose,
    /// A whole number.
    Whole,
    /// An amount of money.
    Money,
    /// A day.
    Day,
    /// A day and a time in China.
    Time,
    /// Yes or no.
    YesNo,
    /// One of these: what is sent, and what is read.
    OneOf(Vec<(String, String)>),
    /// One thing of the case or the organ.
    Pick(Picker),
    /// Several of one sort.
    Many(Box<Shape>),
    /// Members with names.
    Group(Vec<Member>),
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its name in the schema.
    pub(crate) name: String,
    /// Its Chinese title.
    pub(crate) title: String,
    /// Whether nothing is an answer.
    pub(crate) optional: bool,
    /// Whether no entries mean nothing rather than an empty list.
    pub(crate) nullable: bool,
    /// What it is.
    pub(crate) shape: Shape,
    /// What the form knows of it besides.
    pub(crate) hint: &'static Hint,
}

/// A schema that this reading does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownSchema(String);

impl std::fmt::Display for UnknownSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no form can be drawn from {}", self.0)
    }
}

impl std::error::Error for UnknownSchema {}

/// The members that an act's schema asks for.
///
/// # Errors
/// When the schema is of a form that our acts do not have.
pub(crate) fn members(schema: &Value) -> Result<Vec<Member>, UnknownSchema> {
    match read(schema, None)? {
        Shape::Group(members) => Ok(members),
        Shape::Line
        | Shape::Prose
        | Shape::Whole
        | Shape::Money
        | Shape::Day
        | Shape::Time
        | Shape::YesNo
        | Shape::OneOf(_)
        | Shape::Pick(_)
        | Shape::Many(_) => Err(unknown(schema)),
    }
}

fn unknown(schema: &Value) -> UnknownSchema {
    UnknownSchema(schema.to_string().chars().take(200).collect())
}

fn read(schema: &Value, picker: Option<Picker>) -> Result<Shape, UnknownSchema> {
    let schema = without_null(schema);
    if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
        return choices
            .iter()
            .map(choice)
            .collect::<Option<_>>()
            .map(Shape::OneOf)
            .ok_or_else(|| unknown(schema));
    }
    let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
    match (type_of(schema), format) {
        (Some("object"), _) => group(schema),
        (Some("array"), _) => {
            let items = schema.get("items").ok_or_else(|| unknown(schema))?;
            Ok(Shape::Many(Box::new(read(items, picker)?)))
        }
        (Some("boolean"), _) => Ok(Shape::YesNo),
        (Some("integer"), "fen") => Ok(Shape::Money),
        (Some("integer"), _) => Ok(Shape::Whole),
        (Some("string"), "prose") => Ok(Shape::Prose),
        (Some("string"), "date") => Ok(Shape::Day),
        (Some("string"), "partial-date-time") => Ok(Shape::Time),
        (Some("string"), _) => Ok(picker.map_or(Shape::Line, Shape::Pick)),
        _ => Err(unknown(schema)),
    }
}

fn group(schema: &Value) -> Result<Shape, UnknownSchema> {
    let properties = schema.get("properties").and_then(Value::as_object).ok_or_else(|| unknown(schema))?;
    let hints = hint::of(properties.keys()).ok_or_else(|| unknown(schema))?;
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let member = |hint: &'static Hint| {
        let property = properties.get(hint.name).ok_or_else(|| unknown(schema))?;
        let title = property.get("title").and_then(Value::as_str).ok_or_else(|| unknown(property))?;
        let shape = read(property, hint.picker)?;
        let nullable = is_nullable(property);
        // A list that may be left out may be empty as far as the form knows; where it may not, the domain says so.
        let optional = nullable || hint.may_be_empty || !required.contains(&hint.name);
        Ok(Member { name: hint.name.to_owned(), title: title.to_owned(), optional, nullable, shape, hint })
    };
    hints.iter().map(member).collect::<Result<_, _>>().map(Shape::Group)
}

fn choice(schema: &Value) -> Option<(String, String)> {
    let text = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    Some((text("const")?, text("title")?))
}

/// The schema of what there is when there is something.
fn without_null(schema: &Value) -> &Value {
    let alternatives = schema.get("anyOf").and_then(Value::as_array);
    alternatives.and_then(|all| all.iter().find(|one| type_of(one) != Some("null"))).unwrap_or(schema)
}

fn is_nullable(schema: &Value) -> bool {
    let alternatives = schema.get("anyOf").and_then(Value::as_array);
    let types = schema.get("type").and_then(Value::as_array);
    alternatives.is_some_and(|all| all.iter().any(|one| type_of(one) == Some("null")))
        || types.is_some_and(|all| all.iter().any(|one| one == "null"))
}

fn type_of(schema: &Value) -> Option<&str> {
    let written = schema.get("type")?;
    match written.as_array() {
        Some(types) => types.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        None => written.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingjian_domain::act;
    use mingjian_law::deed::Deed;

    #[test]
    fn every_act_can_be_drawn_as_a_form() {
        for deed in Deed::ALL {
            assert!(!members(&act::schema_of(*deed)).unwrap().is_empty(), "{deed:?}");
        }
        assert_eq!(members(&act::Opening::schema(mingjian_law::procedure::OpenedBy::Lead)).unwrap().len(), 7);
    }

    #[test]
    fn what_names_a_thing_by_its_id_is_picked_and_never_typed() {
        for deed in Deed::ALL {
            let schema = act::schema_of(*deed).to_string();
            for format in ["officer", "user", "evidence", "file"] {
                let asked = schema.matches(&format!("\"format\":\"{format}\"")).count();
                let drawn = picks(&Shape::Group(members(&act::schema_of(*deed)).unwrap()), format);
                assert_eq!(drawn, asked, "{deed:?} {format}");
            }
        }
    }

    fn picks(shape: &Shape, format: &str) -> usize {
        match shape {
            Shape::Pick(picker) => {
                let own = match picker {
                    Picker::Officer => "officer",
                    Picker::Reviewer | Picker::Host | Picker::Colleague => "user",
                    Picker::Evidence => "evidence",
                    Picker::File => "file",
                    Picker::Cause | Picker::Duty | Picker::Item => "cause",
                };
                usize::from(own == format)
            }
            Shape::Many(inner) => picks(inner, format),
            Shape::Group(members) => members.iter().map(|member| picks(&member.shape, format)).sum(),
            _ => 0,
        }
    }
}
