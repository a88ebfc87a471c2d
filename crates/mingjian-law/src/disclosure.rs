//! What the public sees of a penalty decision: each field public, masked by a rule, or withheld on a basis.
//! It masks nothing itself; a field that no rule names is withheld.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    citation::Basis,
    layer::{Layer, Layered},
    limit::{Reading, Status},
    scope::PartyKind,
    toml_error::{PackError, parse},
};

/// What happens to a field on its way to the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// It is shown as it is.
    Public,
    /// It is shown after masking.
    Masked(Mask),
    /// It is not shown, on this basis.
    Withheld(Basis),
}

/// How a field is masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mask {
    /// A person's name: the surname and 某.
    Surname,
    /// Prose: every protected value that the case knows, and what detectors find, is masked; a person confirms it.
    Prose,
}

/// One field of a published decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRule {
    /// The name of the field in the published record.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What happens to it for citizens and sole traders.
    pub person: Disclosure,
    /// What happens to it for organisations.
    pub organisation: Disclosure,
    /// The articles for showing, masking or withholding it.
    pub basis: Basis,
    /// Whether its text was read.
    pub reading: Reading,
}

/// A ground on which a decision is not published at all.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotPublished {
    /// Its id, such as `minor`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The article.
    pub basis: Basis,
}

/// The rules of all layers of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisclosureRules {
    fields: BTreeMap<String, Layered<FieldRule>>,
    order: Vec<String>,
    /// Grounds for not publishing.
    pub not_published: Vec<Layered<NotPublished>>,
    silence: Basis,
}

/// The file `disclosure.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisclosureFile {
    #[serde(default)]
    silence: Option<Basis>,
    #[serde(default)]
    field: Vec<FieldEntry>,
    #[serde(default)]
    not_published: Vec<NotPublished>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldEntry {
    id: String,
    label: String,
    person: Choice,
    organisation: Choice,
    basis: Basis,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Choice {
    Public,
    MaskedSurname,
    MaskedProse,
    Withheld,
}

impl Choice {
    fn into_disclosure(self, basis: &Basis) -> Disclosure {
        match self {
            Self::Public => Disclosure::Public,
            Self::MaskedSurname => Disclosure::Masked(Mask::Surname),
            Self::MaskedProse => Disclosure::Masked(Mask::Prose),
            Self::Withheld => Disclosure::Withheld(basis.clone()),
        }
    }
}

impl DisclosureRules {
    /// Adds the rules of the next lower layer. It may show less of a field than a higher one, never more.
    ///
    /// # Errors
    /// When the file is not well formed, or a lower layer shows what a higher one masks or withholds.
    pub fn add_file(&mut self, layer: &Layer, text: &str, file: &str) -> Result<(), PackError> {
        let written: DisclosureFile = parse(text, file)?;
        if let Some(silence) = written.silence {
            self.silence = silence;
        }
        for entry in written.field {
            let reading = Reading::from_keys(entry.status, entry.why.clone())
                .map_err(|english| PackError::rule(file, &entry.id, "status 与 why 不相符", english))?;
            let rule = FieldRule {
                id: entry.id,
                label: entry.label,
                person: entry.person.into_disclosure(&entry.basis),
                organisation: entry.organisation.into_disclosure(&entry.basis),
                basis: entry.basis,
                reading,
            };
            match self.fields.get(&rule.id) {
                Some(higher) if !rule.shows_no_more_than(&higher.rule) => {
                    return Err(PackError::rule(
                        file,
                        &rule.id,
                        "下级规则不得公开上级规则遮盖或者不公开的内容",
                        "a lower layer must not show what a higher one masks or withholds",
                    ));
                }
                Some(_) => {}
                None => self.order.push(rule.id.clone()),
            }
            let entry = Layered { layer: layer.clone(), file: file.to_owned(), rule };
            self.fields.insert(entry.rule.id.clone(), entry);
        }
        let grounds = written.not_published.into_iter();
        self.not_published.extend(grounds.map(|rule| Layered {
            layer: layer.clone(),
            file: file.to_owned(),
            rule,
        }));
        Ok(())
    }

    /// What happens to a field; one that no rule names is withheld.
    pub fn field(&self, id: &str, party: PartyKind) -> Disclosure {
        match (self.fields.get(id), party) {
            (Some(entry), PartyKind::Citizen | PartyKind::SoleTrader) => entry.rule.person.clone(),
            (Some(entry), PartyKind::Organisation) => entry.rule.organisation.clone(),
            (None, _) => Disclosure::Withheld(self.silence.clone()),
        }
    }

    /// The fields in the order of the published record.
    pub fn fields(&self) -> impl Iterator<Item = &Layered<FieldRule>> {
        self.order.iter().filter_map(|id| self.fields.get(id))
    }

    /// The basis on which a field without a rule is withheld.
    pub fn silence(&self) -> &Basis {
        &self.silence
    }
}

impl FieldRule {
    fn shows_no_more_than(&self, higher: &Self) -> bool {
        self.person.openness() <= higher.person.openness()
            && self.organisation.openness() <= higher.organisation.openness()
    }
}

impl Disclosure {
    const fn openness(&self) -> u8 {
        match self {
            Self::Withheld(_) => 0,
            Self::Masked(_) => 1,
            Self::Public => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Disclosure, DisclosureRules, Mask};
    use crate::{
        layer::{Layer, LayerKind},
        scope::PartyKind,
    };

    fn rules(higher: &str, lower: &str) -> Result<DisclosureRules, String> {
        let mut rules = DisclosureRules::default();
        for (id, kind, choice) in
            [("national", LayerKind::National, higher), ("body", LayerKind::Body, lower)]
        {
            let layer = Layer { id: id.to_owned(), kind, label: id.to_owned() };
            let text = format!(
                "[[field]]\nid = 'party-name'\nlabel = '当事人'\nperson = '{choice}'\norganisation = 'public'\n\
                 basis = {{ law = '政府信息公开条例', article = 15 }}\n"
            );
            rules.add_file(&layer, &text, "disclosure.toml").map_err(|error| error.to_string())?;
        }
        Ok(rules)
    }

    #[test]
    fn a_field_that_no_rule_names_is_withheld() {
        let rules = rules("public", "public").unwrap();
        assert!(matches!(rules.field("new-field", PartyKind::Organisation), Disclosure::Withheld(_)));
    }

    #[test]
    fn a_lower_layer_shows_less_and_never_more() {
        let rules_of = rules("public", "masked-surname").unwrap();
        assert_eq!(rules_of.field("party-name", PartyKind::Citizen), Disclosure::Masked(Mask::Surname));
        assert_eq!(rules_of.field("party-name", PartyKind::Organisation), Disclosure::Public);
        assert!(rules("withheld", "masked-surname").unwrap_err().contains("下级规则不得公开"));
    }
}
