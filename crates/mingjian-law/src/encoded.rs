//! What the pack encodes of a rule, in words, so that somebody with the statute beside it can compare the two.
//! It judges nothing, and leaves out what the list of rules says already: label, article, standing.

use sha2::{Digest, Sha256};

use crate::{
    disclosure::{Disclosure, Mask},
    limit::{Binds, Limit, Sense},
    pack::Pack,
    sanction::yuan,
    scope::{CaseFlag, Scope, ScopeRule, Threshold, Trigger},
    source::hexadecimal,
};

impl Pack {
    /// What is encoded of the rule with this id, a line for each thing; nothing for a rule that is only a label.
    pub fn encoded(&self, id: &str) -> Vec<String> {
        let limits = self.limits.all().filter(|entry| entry.rule.id == id).map(|entry| limit(&entry.rule));
        let scopes =
            self.scopes.rules.iter().filter(|entry| entry.rule.id == id).map(|entry| scope(&entry.rule));
        let fields = self.disclosure.fields().filter(|entry| format!("disclosure.{}", entry.rule.id) == id);
        let fields = fields.map(|entry| {
            let (person, organisation) = (shown(&entry.rule.person), shown(&entry.rule.organisation));
            format!("公民和个体工商户：{person}；法人和其他组织：{organisation}")
        });
        let tables = self.discretion.iter().filter(|entry| entry.rule.id == id);
        let tiers = tables.flat_map(|entry| &entry.rule.tiers).map(|tier| {
            format!(
                "{}：处罚幅度的{}至{}，适用于{}",
                tier.label,
                percent(tier.from_permille),
                percent(tier.to_permille),
                tier.conditions
            )
        });
        let items = self.items.values().filter(|entry| entry.rule.rule_id() == id);
        let items = items.map(|entry| {
            let lines: Vec<&str> = entry.rule.lines.iter().map(|line| line.label.as_str()).collect();
            format!(
                "检查对象：{}；检查方式：{}；检查内容：{}",
                entry.rule.subject,
                entry.rule.method,
                lines.join("、")
            )
        });
        limits.chain(items).chain(scopes).chain(fields).chain(tiers).collect()
    }

    /// SHA-256, in hexadecimal, of the articles and the words of a rule: what somebody who confirms it has compared.
    ///
    /// A confirmation keeps it, so that a later edition that says something else waits for another confirmation.
    pub fn rule_digest(&self, id: &str) -> Option<String> {
        let rule = self.rules().into_iter().find(|rule| rule.id == id)?;
        let articles = rule.basis.0.iter().map(ToString::to_string);
        let mut hasher = Sha256::new();
        for line in articles.chain(self.encoded(id)) {
            // No line holds a line feed, so no two rules have the same bytes.
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        Some(hexadecimal(&hasher.finalize()))
    }
}

fn limit(limit: &Limit) -> String {
    let binds = match limit.binds {
        Binds::Organ => "本机关",
        Binds::Party => "当事人",
    };
    let sense = match limit.sense {
        Sense::AtMost => "应当在期限内办理",
        Sense::AtLeast => "至少等候这一期限",
        Sense::NotBefore => "期限届满以后才能办理",
    };
    let choice = limit
        .choice
        .map(|choice| format!("；本机关可以在{}至{}{}之间选择", choice.min, choice.max, limit.unit.label()));
    let excluded: Vec<&str> = limit.exclusions.iter().map(|exclusion| exclusion.label.as_str()).collect();
    let excluded = match excluded.join("、") {
        labels if labels.is_empty() => labels,
        labels => format!("；不计入期限：{labels}"),
    };
    format!(
        "{}起{}{}，{binds}{sense}{}{excluded}；期满的后果：{}",
        limit.start,
        limit.length,
        limit.unit.label(),
        choice.unwrap_or_default(),
        limit.on_expiry
    )
}

fn scope(rule: &ScopeRule) -> String {
    let what = match rule.scope {
        Scope::Review => "应当经过法制审核",
        Scope::Major => "属于重大行政处罚",
        Scope::Discussion => "应当由负责人集体讨论",
        Scope::Hearing => "当事人有权要求听证",
    };
    format!("{}的，{what}", trigger(&rule.when))
}

fn trigger(when: &Trigger) -> String {
    match when {
        Trigger::OrdinaryProcedure => "适用普通程序".to_owned(),
        Trigger::Flags(flags) => {
            let labels: Vec<&str> = flags.iter().copied().map(CaseFlag::label).collect();
            labels.join("，或者")
        }
        Trigger::HearingHeld => "经过听证".to_owned(),
        Trigger::Kinds(kinds) => {
            let labels: Vec<&str> = kinds.iter().map(|kind| kind.label()).collect();
            format!("处以{}", labels.join("、"))
        }
        Trigger::FineAtLeast(amount) => format!("罚款达到{}", amounts(*amount)),
        Trigger::ConfiscationAtLeast(amount) => format!("没收违法所得或者非法财物达到{}", amounts(*amount)),
        Trigger::Reduced => "减轻处罚".to_owned(),
        Trigger::Disagreement => "承办机构与审核机构意见不一致".to_owned(),
        Trigger::All(all) => all.iter().map(trigger).collect::<Vec<_>>().join("，并且"),
    }
}

fn amounts(amount: Threshold) -> String {
    format!(
        "{}元（公民）、{}元（个体工商户）、{}元（法人和其他组织）",
        yuan(amount.citizen),
        yuan(amount.sole_trader),
        yuan(amount.organisation)
    )
}

fn shown(disclosure: &Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Public => "公开",
        Disclosure::Masked(Mask::Surname) => "只公开姓氏",
        Disclosure::Masked(Mask::Prose) => "遮盖受保护的内容后公开",
        Disclosure::Withheld(_) => "不公开",
    }
}

fn percent(permille: u16) -> String {
    match (permille / 10, permille % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest}%"),
    }
}

#[cfg(test)]
mod tests {
    use crate::pack::Pack;

    #[test]
    fn every_rule_that_waits_says_what_the_pack_encodes() {
        let pack = Pack::embedded("xuchang-health").unwrap();
        let waiting = pack.unconfirmed();
        assert!(!waiting.is_empty());
        for rule in waiting {
            let encoded = pack.encoded(&rule.id);
            assert!(encoded.iter().all(|line| !line.trim().is_empty()) && !encoded.is_empty(), "{}", rule.id);
        }
        let fine = pack.encoded("hearing.fine").concat();
        assert!(fine.contains("罚款达到5000元（公民）") && fine.contains("当事人有权要求听证"), "{fine}");
        let plea = pack.encoded("plea.window").concat();
        assert!(plea.contains("个工作日，") && plea.contains("期满的后果"), "{plea}");
        assert_eq!(pack.encoded("no.such-rule"), Vec::<String>::new());
    }
}
