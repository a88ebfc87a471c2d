//! Layers of packs (national, sector, province, body) and how a lower one may change the limits of a higher one.
//! It counts no days; which of two binding limits applies is known only when both are counted (`due`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    limit::{Limit, Relation},
    toml_error::PackError,
};

/// The rank of a layer; a later one is lower and may only be harder on the organ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerKind {
    /// Laws and rules of the whole country.
    National,
    /// Those of one sector.
    Sector,
    /// Those of a province.
    Province,
    /// Those of one body.
    Body,
}

/// A layer of packs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Layer {
    /// The name of its folder.
    pub id: String,
    /// Its rank.
    pub kind: LayerKind,
    /// What readers see.
    pub label: String,
}

/// A rule with the layer and the file from which it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layered<Rule> {
    /// The layer.
    pub layer: Layer,
    /// The file, relative to the folder of all packs.
    pub file: String,
    /// The rule.
    pub rule: Rule,
}

/// The limits of all layers of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    rules: BTreeMap<String, Vec<Layered<Limit>>>,
}

impl Limits {
    /// Adds the limits of the next lower layer.
    ///
    /// # Errors
    /// When a limit restates a higher one without saying how the two stand to each other, claims to stand to one that
    /// is not there, or replaces one by something softer on the organ.
    pub fn add_layer(&mut self, layer: &Layer, file: &str, limits: Vec<Limit>) -> Result<(), PackError> {
        for limit in &limits {
            let higher: Vec<&Layered<Limit>> =
                self.of(&limit.id).iter().filter(|entry| entry.layer != *layer).collect();
            check_relation(limit, &higher)
                .map_err(|(chinese, english)| PackError::rule(file, &limit.id, &chinese, &english))?;
        }
        for limit in limits {
            let entry = Layered { layer: layer.clone(), file: file.to_owned(), rule: limit };
            self.rules.entry(entry.rule.id.clone()).or_default().push(entry);
        }
        Ok(())
    }

    /// Every limit of every layer and version, by id.
    pub fn all(&self) -> impl Iterator<Item = &Layered<Limit>> {
        self.rules.values().flatten()
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.keys().map(String::as_str)
    }

    /// The limits that bind when the event falls on `start`, the highest layer first; empty when the id is unknown.
    ///
    /// Of several versions in one layer the one in force on that day is taken, and before the first one the first:
    /// a start that lies before the law is counted by its first version, so that counting never depends on luck.
    pub fn binding(&self, id: &str, start: NaiveDate) -> Vec<&Layered<Limit>> {
        let mut binding: Vec<&Layered<Limit>> = Vec::new();
        for layer in self.layers_of(id) {
            let Some(version) = self.version(id, layer, start) else { continue };
            if version.rule.relation == Some(Relation::Replaces) {
                binding.clear();
            }
            binding.push(version);
        }
        binding
    }

    /// The limits with the lengths that a body chose where the rules leave a choice.
    ///
    /// # Errors
    /// When the id is unknown, or the length is not one that may be chosen; the message is Chinese.
    pub fn choose(&mut self, id: &str, length: u16) -> Result<(), String> {
        let Some(entries) = self.rules.get_mut(id) else {
            return Err(format!("没有编号为“{id}”的期限"));
        };
        for entry in entries {
            entry.rule = entry.rule.with_length(length)?;
        }
        Ok(())
    }

    fn of(&self, id: &str) -> &[Layered<Limit>] {
        self.rules.get(id).map_or(&[], Vec::as_slice)
    }

    fn layers_of(&self, id: &str) -> Vec<&Layer> {
        let mut layers: Vec<&Layer> = Vec::new();
        for entry in self.of(id) {
            if !layers.contains(&&entry.layer) {
                layers.push(&entry.layer);
            }
        }
        layers
    }

    fn version(&self, id: &str, layer: &Layer, start: NaiveDate) -> Option<&Layered<Limit>> {
        let versions = || self.of(id).iter().filter(|entry| entry.layer == *layer);
        versions().find(|entry| entry.rule.in_force(start)).or_else(|| {
            versions()
                .filter(|entry| entry.rule.effective_from.is_some_and(|from| start < from))
                .min_by_key(|entry| entry.rule.effective_from)
        })
    }
}

fn check_relation(limit: &Limit, higher: &[&Layered<Limit>]) -> Result<(), (String, String)> {
    match (limit.relation, higher.is_empty()) {
        (None, true) => Ok(()),
        (Some(Relation::AlsoBinds | Relation::Replaces), true) => Err((
            "上级没有同名期限，relation 无所指".to_owned(),
            "no higher layer has this limit, so `relation` points nowhere".to_owned(),
        )),
        (None, false) => Err((
            "上级已有同名期限，须写明 relation：replaces 或者 also-binds".to_owned(),
            "a higher layer has this limit: say `relation`, replaces or also-binds".to_owned(),
        )),
        (Some(Relation::AlsoBinds), false) => {
            let same_kind =
                |entry: &&Layered<Limit>| entry.rule.binds == limit.binds && entry.rule.sense == limit.sense;
            if higher.iter().all(same_kind) {
                Ok(())
            } else {
                Err((
                    "并行的期限须约束同一对象并且性质相同".to_owned(),
                    "limits that bind together must bind the same side in the same sense".to_owned(),
                ))
            }
        }
        (Some(Relation::Replaces), false) => higher.iter().try_for_each(|entry| {
            limit.may_replace(&entry.rule).map_err(|(chinese, english)| {
                let place = format!("{} {}", entry.file, entry.rule.basis);
                (format!("{chinese}：上级规则见 {place}"), format!("{english}: the higher rule is {place}"))
            })
        }),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Layer, LayerKind, Limits};
    use crate::limit::parse_limits;

    fn layer(id: &str, kind: LayerKind) -> Layer {
        Layer { id: id.to_owned(), kind, label: id.to_owned() }
    }

    fn entry(length: u16, more: &str) -> String {
        format!(
            "[[limit]]\nid = 'publication.penalty'\nlabel = '公示'\nlength = {length}\nunit = 'working-day'\n\
             binds = 'organ'\nsense = 'at-most'\nstart = '决定'\non_expiry = '逾期'\n\
             basis = {{ law = '政府信息公开条例', article = 26 }}\n{more}\n"
        )
    }

    fn stack(national: &str, body: &str) -> Result<Limits, String> {
        let mut limits = Limits::default();
        for (kind, text) in [(LayerKind::National, national), (LayerKind::Body, body)] {
            let file = format!("{kind:?}.toml");
            let parsed = parse_limits(text, &file).map_err(|error| error.to_string())?;
            limits
                .add_layer(&layer(&format!("{kind:?}"), kind), &file, parsed)
                .map_err(|error| error.to_string())?;
        }
        Ok(limits)
    }

    fn lengths(limits: &Limits, start: &str) -> Vec<u16> {
        let start: NaiveDate = start.parse().unwrap();
        limits.binding("publication.penalty", start).iter().map(|entry| entry.rule.length).collect()
    }

    #[test]
    fn a_replacing_limit_hides_the_higher_one_and_an_also_binding_one_stands_beside_it() {
        let replaced = stack(&entry(20, ""), &entry(7, "relation = 'replaces'")).unwrap();
        assert_eq!(lengths(&replaced, "2026-01-05"), [7]);
        let both = stack(&entry(3, ""), &entry(20, "relation = 'also-binds'")).unwrap();
        assert_eq!(lengths(&both, "2026-01-05"), [3, 20]);
    }

    #[test]
    fn loosening_the_organ_is_a_loading_error_in_two_languages_with_file_and_key() {
        let error = stack(&entry(3, ""), &entry(20, "relation = 'replaces'")).unwrap_err();
        for part in [
            "Body.toml [publication.penalty]",
            "不得延长行政机关的期限",
            "must not lengthen",
            "政府信息公开条例",
        ] {
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn a_relation_is_said_exactly_where_a_higher_limit_exists() {
        assert!(stack(&entry(3, ""), &entry(2, "")).unwrap_err().contains("须写明 relation"));
        let nowhere = stack("limit = []", &entry(2, "relation = 'replaces'")).unwrap_err();
        assert!(nowhere.contains("无所指"), "{nowhere}");
    }

    #[test]
    fn the_version_in_force_on_the_day_of_the_event_counts() {
        let old = entry(10, "effective_from = 2018-01-01\neffective_to = 2021-07-14");
        let new = entry(7, "effective_from = 2021-07-15");
        let limits = stack(&format!("{old}{new}"), "limit = []").unwrap();
        assert_eq!(lengths(&limits, "2021-07-14"), [10]);
        assert_eq!(lengths(&limits, "2021-07-15"), [7]);
        assert_eq!(lengths(&limits, "2010-01-01"), [10]);
        assert!(stack(&format!("{new}{new}"), "limit = []").unwrap_err().contains("两个版本"));
    }
}
