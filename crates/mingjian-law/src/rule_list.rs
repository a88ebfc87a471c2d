//! The rules of a pack as one list: what stands on texts that were read, what waits, and every citation with its place.
//! It reads no file and judges no rule.

use crate::{
    citation::{Basis, Citation},
    confirmation::Confirmation,
    layer::Layered,
    limit::Reading,
    pack::Pack,
    toml_error::Place,
};

/// One rule of a pack, for lists of what stands on read texts and what does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The file in which it stands.
    pub file: String,
    /// The articles.
    pub basis: Basis,
    /// Whether it may be used.
    pub standing: Standing,
}

/// Whether a rule stands on a text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The text was read when the pack was written.
    Read,
    /// It was not, for this reason; `serve` waits for a confirmation.
    Unconfirmed(String),
    /// It was not, but the body's legal unit confirmed it.
    Confirmed(Confirmation),
}

/// A citation with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedAt {
    /// The file and the rule.
    pub place: Place,
    /// The citation.
    pub citation: Citation,
    /// Whether the rule says that its text was read.
    pub claims_read: bool,
}

/// A rule on its way into the list, before it is known whether it was confirmed.
struct Listed<'pack> {
    file: &'pack str,
    id: String,
    label: &'pack str,
    basis: Basis,
    reading: &'pack Reading,
}

/// A rule that has no status of its own: it stands in a statute that was read.
static READ: Reading = Reading::Read;

impl Pack {
    /// The rules that `serve` refuses until they are confirmed.
    pub fn unconfirmed(&self) -> Vec<RuleView> {
        let waiting = |rule: &RuleView| matches!(rule.standing, Standing::Unconfirmed(_));
        self.rules().into_iter().filter(waiting).collect()
    }

    /// Every rule with its standing.
    pub fn rules(&self) -> Vec<RuleView> {
        self.listed().into_iter().map(|listed| self.view(listed)).collect()
    }

    /// Every citation with the place where it stands.
    pub fn citations(&self) -> Vec<CitedAt> {
        let mut cited = Vec::new();
        for listed in self.listed() {
            cite(
                &mut cited,
                &Place::key(listed.file, &listed.id),
                &listed.basis,
                *listed.reading == Reading::Read,
            );
        }
        for entry in self.limits.all() {
            for exclusion in &entry.rule.exclusions {
                let place = Place::key(&entry.file, &format!("{}/{}", entry.rule.id, exclusion.id));
                cite(&mut cited, &place, &exclusion.basis, entry.rule.reading == Reading::Read);
            }
        }
        cite(&mut cited, &Place::key("disclosure.toml", "silence"), self.disclosure.silence(), true);
        for procedure in &self.procedures {
            let file = format!("procedures/{}.toml", procedure.id);
            for action in &procedure.action {
                cite(&mut cited, &Place::key(&file, &action.id), &action.basis, true);
                for guard in &action.requires {
                    let key = format!("{}/{}", action.id, guard.code);
                    cite(&mut cited, &Place::key(&file, &key), &guard.basis, true);
                }
            }
        }
        cited
    }

    fn listed(&self) -> Vec<Listed<'_>> {
        let mut list = Vec::new();
        for entry in self.limits.all() {
            let rule = &entry.rule;
            list.push(listed(entry, rule.id.clone(), &rule.label, &rule.basis, &rule.reading));
        }
        for entry in self.causes.values() {
            let rule = &entry.rule;
            let basis = rule.citations().cloned().collect();
            list.push(listed(entry, rule.id.clone(), &rule.label, &basis, &rule.reading));
        }
        for entry in self.items.values() {
            let rule = &entry.rule;
            let basis = rule.citations().cloned().collect();
            list.push(listed(entry, rule.rule_id(), &rule.label, &basis, &rule.reading));
        }
        for entry in &self.scopes.rules {
            let rule = &entry.rule;
            list.push(listed(entry, rule.id.clone(), &rule.label, &rule.basis, &rule.reading));
        }
        for entry in &self.scopes.points {
            let rule = &entry.rule;
            list.push(listed(entry, format!("point.{}", rule.id), &rule.label, &rule.basis, &READ));
        }
        for entry in &self.scopes.grounds {
            let rule = &entry.rule;
            list.push(listed(entry, format!("ground.{}", rule.id), &rule.label, &rule.basis, &READ));
        }
        for entry in self.disclosure.fields() {
            let rule = &entry.rule;
            list.push(listed(
                entry,
                format!("disclosure.{}", rule.id),
                &rule.label,
                &rule.basis,
                &rule.reading,
            ));
        }
        for entry in &self.disclosure.not_published {
            let rule = &entry.rule;
            list.push(listed(entry, format!("not-published.{}", rule.id), &rule.label, &rule.basis, &READ));
        }
        if let Some(entry) = &self.discretion {
            let rule = &entry.rule;
            list.push(listed(entry, rule.id.clone(), &rule.label, &rule.basis, &rule.reading));
        }
        if let Some(entry) = &self.summary {
            let rule = &entry.rule;
            list.push(listed(entry, rule.id.clone(), &rule.label, &rule.basis, &rule.reading));
            list.push(listed(entry, rule.cash.id.clone(), &rule.cash.label, &rule.cash.basis, &rule.reading));
        }
        list
    }

    fn view(&self, listed: Listed<'_>) -> RuleView {
        let given = self.confirmations.iter().find(|confirmation| confirmation.rule == listed.id);
        let standing = match (listed.reading, given) {
            (Reading::Read, _) => Standing::Read,
            (Reading::Unconfirmed(_), Some(given)) => Standing::Confirmed(given.clone()),
            (Reading::Unconfirmed(why), None) => Standing::Unconfirmed(why.clone()),
        };
        RuleView {
            id: listed.id,
            label: listed.label.to_owned(),
            file: listed.file.to_owned(),
            basis: listed.basis,
            standing,
        }
    }
}

fn listed<'pack, Rule>(
    entry: &'pack Layered<Rule>,
    id: String,
    label: &'pack str,
    basis: &Basis,
    reading: &'pack Reading,
) -> Listed<'pack> {
    Listed { file: &entry.file, id, label, basis: basis.clone(), reading }
}

fn cite(cited: &mut Vec<CitedAt>, place: &Place, basis: &Basis, claims_read: bool) {
    for citation in basis {
        cited.push(CitedAt { place: place.clone(), citation: citation.clone(), claims_read });
    }
}
