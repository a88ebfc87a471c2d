//! One entry more or less in a list of a form, without a script: the whole form is posted and drawn again.
//! What was typed stays; nothing is recorded.

use super::read::{count, count_name, entry, fill};
use super::shape::{Member, Shape};
use crate::extract::Fields;
use serde_json::Value;

/// The name of the buttons that change a form instead of sending it.
pub(crate) const STEP: &str = "step";
/// What a button changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing; the form is drawn again.
    Show,
    /// One entry more at the end of a list.
    Add(String),
    /// One entry less.
    Drop(String, usize),
}

impl Step {
    /// The step that was asked for, if one was.
    pub(crate) fn of(fields: &Fields) -> Option<Self> {
        let value = fields.get(STEP)?;
        if let Some(list) = value.strip_prefix("add:") {
            return Some(Self::Add(list.to_owned()));
        }
        let dropped = value.strip_prefix("drop:").and_then(|entry| entry.strip_suffix(']')?.rsplit_once('['));
        match dropped.map(|(list, place)| (list.to_owned(), place.parse())) {
            Some((list, Ok(place))) => Some(Self::Drop(list, place)),
            _ => Some(Self::Show),
        }
    }

    /// Changes the fields. A list that is begun takes over what the case knows for it.
    pub(crate) fn take(&self, members: &[Member], offered: &Value, fields: &mut Fields) {
        match self {
            Self::Show => {}
            Self::Add(list) => add(list, members, offered, fields),
            Self::Drop(list, place) => drop_entry(list, *place, fields),
        }
        fields.remove(STEP);
    }
}

fn add(list: &str, members: &[Member], offered: &Value, fields: &mut Fields) {
    let before = count(list, fields).unwrap_or_default();
    let member = members.iter().find(|member| member.name == list);
    let known = offered.get(list).and_then(Value::as_array).filter(|known| !known.is_empty());
    match (before, member.map(|member| &member.shape), known) {
        (0, Some(Shape::Many(_)), Some(_)) => fill(members, offered, "", fields),
        _ => fields.set(&count_name(list), &before.saturating_add(1).to_string()),
    }
}

/// The entries behind the dropped one move up.
fn drop_entry(list: &str, place: usize, fields: &mut Fields) {
    let before = count(list, fields).unwrap_or_default();
    if place >= before {
        return;
    }
    let dropped = format!("{}.", entry(list, place));
    fields.0.retain(|(name, _)| !name.starts_with(&dropped));
    for later in place.saturating_add(1)..before {
        let (from, to) =
            (format!("{}.", entry(list, later)), format!("{}.", entry(list, later.saturating_sub(1))));
        for (name, _) in &mut fields.0 {
            if let Some(rest) = name.strip_prefix(&from) {
                *name = format!("{to}{rest}");
            }
        }
    }
    fields.set(&count_name(list), &before.saturating_sub(1).to_string());
}

/// Puts the entries of a fixed list into the order of the case, each found by the member that names it.
pub(crate) fn align(list: &str, member: &str, keys: &[&str], fields: &mut Fields) {
    let before = count(list, fields).unwrap_or_default();
    let prefix_of = |key: &str| {
        (0..before)
            .map(|place| entry(list, place))
            .find(|entry| fields.get(&format!("{entry}.{member}")) == Some(key))
            .map(|entry| format!("{entry}."))
    };
    let mut aligned = Vec::new();
    for (place, key) in keys.iter().enumerate() {
        let (from, to) = (prefix_of(key), format!("{}.", entry(list, place)));
        let own = fields.0.iter().filter_map(|(name, value)| {
            let rest = name.strip_prefix(from.as_deref()?)?;
            Some((format!("{to}{rest}"), value.clone()))
        });
        aligned.extend(own.filter(|(name, _)| *name != format!("{to}{member}")));
        aligned.push((format!("{to}{member}"), (*key).to_owned()));
    }
    let of_list = format!("{list}[");
    fields.0.retain(|(name, _)| !name.starts_with(&of_list));
    fields.0.extend(aligned);
    fields.set(&count_name(list), &keys.len().to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn dropping_an_entry_moves_the_later_ones_up() {
        let mut typed = fields(&[
            ("g[]", "3"),
            ("g[0].a", "x"),
            ("g[1].a", "y"),
            ("g[2].a", "z"),
            ("g[2].n[]", "1"),
            ("b", "c"),
        ]);
        Step::of(&fields(&[("step", "drop:g[1]")])).unwrap().take(&[], &Value::Null, &mut typed);
        assert_eq!(typed.get("g[]"), Some("2"));
        assert_eq!(
            (typed.get("g[0].a"), typed.get("g[1].a"), typed.get("g[2].a")),
            (Some("x"), Some("z"), None)
        );
        assert_eq!((typed.get("g[1].n[]"), typed.get("b")), (Some("1"), Some("c")));
    }

    #[test]
    fn a_button_of_a_nested_list_touches_that_list_alone() {
        let mut typed = fields(&[("p[]", "1"), ("p[0].goods[]", "1"), ("p[0].goods[0].name", "针管")]);
        Step::of(&fields(&[("step", "add:p[0].goods")])).unwrap().take(&[], &Value::Null, &mut typed);
        assert_eq!((typed.get("p[]"), typed.get("p[0].goods[]")), (Some("1"), Some("2")));
        Step::of(&fields(&[("step", "drop:p[0].goods[0]")])).unwrap().take(&[], &Value::Null, &mut typed);
        assert_eq!((typed.get("p[0].goods[]"), typed.get("p[0].goods[0].name")), (Some("1"), None));
    }

    #[test]
    fn a_step_that_makes_no_sense_only_shows_the_form_again() {
        for value in ["show", "", "drop:x", "drop:x[y]", "drop:x[99]"] {
            let mut typed = fields(&[("x[]", "1"), ("x[0].a", "b")]);
            Step::of(&fields(&[("step", value)])).unwrap().take(&[], &Value::Null, &mut typed);
            assert_eq!((typed.get("x[]"), typed.get("x[0].a")), (Some("1"), Some("b")), "{value}");
        }
        assert_eq!(Step::of(&fields(&[])), None);
    }

    #[test]
    fn fixed_entries_follow_the_case_whatever_was_posted() {
        let mut typed =
            fields(&[("p[]", "2"), ("p[0].k", "b"), ("p[0].v", "2"), ("p[1].k", "a"), ("p[1].v", "1")]);
        align("p", "k", &["a", "c", "b"], &mut typed);
        let values: Vec<Option<&str>> = ["p[0].v", "p[1].v", "p[2].v"].map(|name| typed.get(name)).into();
        assert_eq!(values, [Some("1"), None, Some("2")]);
        assert_eq!((typed.get("p[1].k"), typed.get("p[]")), (Some("c"), Some("3")));
    }
}
