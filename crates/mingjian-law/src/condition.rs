//! Conditions over the machine's variables: a small closed language that can be evaluated, explored and read aloud.
//! It has no numbers, no dates and no functions: those are judged where the facts are, and arrive here as inputs.

use crate::variable::{Value, Values, Variable};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A condition of a guard or of an effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The variable has one of these values.
    Is(Variable, Vec<Value>),
    /// Each holds; an empty list always holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// What a condition comes to when some inputs are not known yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds whatever the inputs are.
    Yes,
    /// It fails whatever the inputs are.
    No,
    /// It depends on inputs that are not known.
    Unknown,
}

impl Condition {
    /// The condition that always holds.
    pub const fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Judges the condition; unknown inputs give [`Truth::Unknown`] only where the answer depends on them.
    pub fn truth(&self, values: &Values) -> Truth {
        match self {
            Self::Is(variable, allowed) => match values.get(*variable) {
                Some(value) if allowed.contains(&value) => Truth::Yes,
                Some(_) => Truth::No,
                None => Truth::Unknown,
            },
            Self::All(parts) => fold(parts, values, Truth::No, Truth::Yes),
            Self::Any(parts) => fold(parts, values, Truth::Yes, Truth::No),
            Self::Not(part) => match part.truth(values) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                Truth::Unknown => Truth::Unknown,
            },
        }
    }

    /// Whether it certainly holds.
    pub fn holds(&self, values: &Values) -> bool {
        self.truth(values) == Truth::Yes
    }

    /// Every variable that it reads.
    pub fn variables(&self) -> Vec<Variable> {
        match self {
            Self::Is(variable, _) => vec![*variable],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::variables).collect(),
            Self::Not(part) => part.variables(),
        }
    }
}

/// `decisive` ends the search; `otherwise` is the answer when nothing was decisive or unknown.
fn fold(parts: &[Condition], values: &Values, decisive: Truth, otherwise: Truth) -> Truth {
    let mut answer = otherwise;
    for part in parts {
        let truth = part.truth(values);
        if truth == decisive {
            return decisive;
        }
        if truth == Truth::Unknown {
            answer = Truth::Unknown;
        }
    }
    answer
}

/// The condition as a Chinese clause, for refusals and flow charts.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(variable, allowed) => {
                let labels: Vec<_> = allowed.iter().map(|value| variable.value_label(*value)).collect();
                write!(f, "{}为{}", variable.spec().label, labels.join("或"))
            }
            Self::All(parts) => join(f, parts, "，且"),
            Self::Any(parts) => join(f, parts, "，或"),
            Self::Not(part) => write!(f, "并非（{part}）"),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Condition], between: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(between)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Written as a table: `{ review = "agreed", plea = ["none", "answered"] }`; `all`, `any` and `not` nest.
impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ConditionVisitor)
    }
}

struct ConditionVisitor;

impl<'de> Visitor<'de> for ConditionVisitor {
    type Value = Condition;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of variables, `all`, `any` or `not`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Condition, A::Error> {
        let mut parts = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            parts.push(match key.as_str() {
                "all" => Condition::All(map.next_value()?),
                "any" => Condition::Any(map.next_value()?),
                "not" => Condition::Not(Box::new(map.next_value()?)),
                _ => variable_is(&key, map.next_value()?).map_err(A::Error::custom)?,
            });
        }
        match parts.len() {
            0 => Err(A::Error::custom("an empty condition says nothing")),
            1 => Ok(parts.remove(0)),
            _ => Ok(Condition::All(parts)),
        }
    }
}

fn variable_is(id: &str, values: OneOrMany) -> Result<Condition, String> {
    let variable = Variable::from_id(id).ok_or_else(|| format!("unknown variable `{id}`"))?;
    let ids = match values {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    };
    let allowed: Result<Vec<_>, _> = ids
        .iter()
        .map(|value| variable.value(value).ok_or_else(|| format!("variable `{id}` has no value `{value}`")))
        .collect();
    Ok(Condition::Is(variable, allowed?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variable::{review, sanction};

    #[derive(Deserialize)]
    struct Holder {
        r#if: Condition,
    }

    fn parse(text: &str) -> Result<Condition, String> {
        toml::from_str::<Holder>(text).map(|holder| holder.r#if).map_err(|error| error.to_string())
    }

    #[test]
    fn a_condition_waits_for_an_input_only_where_the_answer_depends_on_it() {
        let both = parse(r#"if = { review = "agreed", sanction = "within" }"#).unwrap();
        let fresh = Values::default();
        assert_eq!(both.truth(&fresh), Truth::No, "the review alone decides");
        let agreed = fresh.with(Variable::Review, review::AGREED);
        assert_eq!(both.truth(&agreed), Truth::Unknown);
        assert_eq!(both.truth(&agreed.with(Variable::Sanction, sanction::WITHIN)), Truth::Yes);
        assert_eq!(both.truth(&agreed.with(Variable::Sanction, sanction::ABOVE)), Truth::No);
        let either =
            parse(r#"if = { any = [{ review = "agreed" }, { not = { sanction = "above" } }] }"#).unwrap();
        assert_eq!(either.truth(&agreed), Truth::Yes);
        assert_eq!(either.truth(&fresh), Truth::Unknown);
    }

    #[test]
    fn an_unknown_variable_or_value_is_named() {
        assert!(parse(r#"if = { reviw = "agreed" }"#).unwrap_err().contains("reviw"));
        assert!(parse(r#"if = { review = "agreeed" }"#).unwrap_err().contains("agreeed"));
        assert!(parse("if = {}").is_err());
    }
}
