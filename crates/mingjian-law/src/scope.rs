//! Which decisions need a legal review, a collective discussion or a hearing, what a review looks at, and the grounds
//! for no or a lesser penalty: all from packs. It decides nothing by itself and knows no case but the facts it is given.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    citation::Basis,
    layer::{Layer, Layered},
    limit::{Reading, Status},
    sanction::{PenaltyKind, Sanction, yuan},
    toml_error::{PackError, parse},
};

/// What the law distinguishes among parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// 公民.
    Citizen,
    /// 个体工商户; whether a citizen or an organisation is unsettled, so that packs say it for each threshold.
    SoleTrader,
    /// 法人或者其他组织.
    Organisation,
}

/// What is known of a case, as far as scopes ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a rule may ask for")]
pub struct ScopeFacts<'case> {
    /// Whether it runs under the ordinary procedure (普通程序).
    pub ordinary_procedure: bool,
    /// The party.
    pub party: PartyKind,
    /// The total of the proposed or decided sanction; `None` when there is none.
    pub total: Option<&'case Sanction>,
    /// Whether a hearing was asked for and held.
    pub hearing_held: bool,
    /// Whether the sanction lies below the range of the law (减轻).
    pub reduced: bool,
    /// Whether handler and reviewer still disagree.
    pub disagreement: bool,
    /// What the handlers marked.
    pub flags: &'case BTreeSet<CaseFlag>,
}

/// Marks that a handler sets on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseFlag {
    /// 涉及重大公共利益.
    PublicInterest,
    /// 可能造成重大社会影响或者引发社会风险.
    SocialRisk,
    /// 直接关系当事人或者第三人重大权益.
    MajorRights,
    /// 案件情况疑难复杂.
    Complex,
    /// 涉及多个法律关系.
    ManyRelations,
    /// 情节复杂或者重大违法行为.
    Grave,
}

impl CaseFlag {
    /// Every mark.
    pub const ALL: [Self; 6] = [
        Self::PublicInterest,
        Self::SocialRisk,
        Self::MajorRights,
        Self::Complex,
        Self::ManyRelations,
        Self::Grave,
    ];

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::PublicInterest => "涉及重大公共利益",
            Self::SocialRisk => "可能造成重大社会影响或者引发社会风险",
            Self::MajorRights => "直接关系当事人或者第三人重大权益",
            Self::Complex => "案件情况疑难复杂",
            Self::ManyRelations => "涉及多个法律关系",
            Self::Grave => "情节复杂或者重大违法行为",
        }
    }
}

/// When a rule of scope applies.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Trigger {
    /// Every case of the ordinary procedure.
    OrdinaryProcedure,
    /// The case carries any of these marks.
    Flags(BTreeSet<CaseFlag>),
    /// A hearing was held.
    HearingHeld,
    /// The sanction has any of these kinds.
    Kinds(BTreeSet<PenaltyKind>),
    /// The fine reaches an amount.
    FineAtLeast(Threshold),
    /// Confiscated gains or goods reach an amount.
    ConfiscationAtLeast(Threshold),
    /// The sanction lies below the range.
    Reduced,
    /// Handler and reviewer still disagree.
    Disagreement,
    /// All of these.
    All(Vec<Trigger>),
}

/// An amount in fen for each kind of party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// For citizens.
    pub citizen: i64,
    /// For sole traders.
    pub sole_trader: i64,
    /// For organisations.
    pub organisation: i64,
}

impl Threshold {
    /// The amount for a party.
    pub fn of(&self, party: PartyKind) -> i64 {
        match party {
            PartyKind::Citizen => self.citizen,
            PartyKind::SoleTrader => self.sole_trader,
            PartyKind::Organisation => self.organisation,
        }
    }
}

/// A rule that brings a case into a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeRule {
    /// Its id, such as `review.ordinary-procedure`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// Into which scope it brings a case.
    pub scope: Scope,
    /// When.
    pub when: Trigger,
    /// The articles.
    pub basis: Basis,
    /// Whether its text was read.
    pub reading: Reading,
}

/// What a rule of scope asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A legal review before the decision (法制审核).
    Review,
    /// The mark 重大 on a case that is reviewed.
    Major,
    /// A collective discussion of the heads (集体讨论).
    Discussion,
    /// The party's right to a hearing (听证).
    Hearing,
}

/// One of the points that a review looks at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewPoint {
    /// Its id, such as `evidence`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What to look for.
    pub question: String,
    /// The article.
    pub basis: Basis,
}

/// A ground for no penalty or for a lesser one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Its id, such as `slight-and-corrected`.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// What follows.
    pub effect: Effect,
    /// Whether the party must be educated in its place (行政处罚法 第三十三条第三款).
    #[serde(default)]
    pub educate: bool,
    /// The article.
    pub basis: Basis,
}

/// What a ground leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// 不予行政处罚.
    NoPenalty,
    /// 可以不予行政处罚.
    MayNotPenalise,
    /// 违法事实不能成立，不予行政处罚.
    NotEstablished,
    /// 应当从轻或者减轻.
    MustLessen,
    /// 可以从轻或者减轻.
    MayLessen,
}

impl Effect {
    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoPenalty => "不予行政处罚",
            Self::MayNotPenalise => "可以不予行政处罚",
            Self::NotEstablished => "违法事实不能成立，不予行政处罚",
            Self::MustLessen => "应当从轻或者减轻行政处罚",
            Self::MayLessen => "可以从轻或者减轻行政处罚",
        }
    }

    /// Whether it ends the case without a penalty.
    pub const fn is_no_penalty(self) -> bool {
        match self {
            Self::NoPenalty | Self::MayNotPenalise | Self::NotEstablished => true,
            Self::MustLessen | Self::MayLessen => false,
        }
    }
}

/// The scopes of all layers of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// The rules, the highest layer first.
    pub rules: Vec<Layered<ScopeRule>>,
    /// The points of a review, in their order.
    pub points: Vec<Layered<ReviewPoint>>,
    /// The grounds for no or a lesser penalty.
    pub grounds: Vec<Layered<Ground>>,
}

/// The file `review.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeFile {
    #[serde(default)]
    rule: Vec<RuleEntry>,
    #[serde(default)]
    point: Vec<ReviewPoint>,
    #[serde(default)]
    ground: Vec<Ground>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    label: String,
    scope: Scope,
    when: Trigger,
    basis: Basis,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
}

impl Scopes {
    /// Adds the rules of the next lower layer: scopes only grow, because no lower layer may take a safeguard away.
    ///
    /// # Errors
    /// When the file is not well formed, or an id is used twice.
    pub fn add_file(&mut self, layer: &Layer, text: &str, file: &str) -> Result<(), PackError> {
        let written: ScopeFile = parse(text, file)?;
        let twice = |id: &str| PackError::rule(file, id, "编号重复", "the id is used twice");
        for entry in written.rule {
            if self.rules.iter().any(|known| known.rule.id == entry.id) {
                return Err(twice(&entry.id));
            }
            let reading = Reading::from_keys(entry.status, entry.why)
                .map_err(|english| PackError::rule(file, &entry.id, "status 与 why 不相符", english))?;
            let rule = ScopeRule {
                id: entry.id,
                label: entry.label,
                scope: entry.scope,
                when: entry.when,
                basis: entry.basis,
                reading,
            };
            self.rules.push(Layered { layer: layer.clone(), file: file.to_owned(), rule });
        }
        for rule in written.point {
            if self.points.iter().any(|known| known.rule.id == rule.id) {
                return Err(twice(&rule.id));
            }
            self.points.push(Layered { layer: layer.clone(), file: file.to_owned(), rule });
        }
        for rule in written.ground {
            if self.grounds.iter().any(|known| known.rule.id == rule.id) {
                return Err(twice(&rule.id));
            }
            self.grounds.push(Layered { layer: layer.clone(), file: file.to_owned(), rule });
        }
        Ok(())
    }

    /// The rules that bring a case into a scope; empty means that it is outside.
    pub fn hits(&self, scope: Scope, facts: &ScopeFacts<'_>) -> Vec<&ScopeRule> {
        self.rules
            .iter()
            .map(|entry| &entry.rule)
            .filter(|rule| rule.scope == scope && rule.when.holds(facts))
            .collect()
    }

    /// Whether the party has the right to a hearing on this total, and why (行政处罚法 第六十三条).
    ///
    /// Thresholds look at the total of all violations, because that protects the party more.
    pub fn hearing_right(&self, total: &Sanction, party: PartyKind) -> Vec<&ScopeRule> {
        let flags = BTreeSet::new();
        let facts = ScopeFacts {
            ordinary_procedure: true,
            party,
            total: Some(total),
            hearing_held: false,
            reduced: false,
            disagreement: false,
            flags: &flags,
        };
        self.hits(Scope::Hearing, &facts)
    }

    /// The ground with this id.
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().map(|entry| &entry.rule).find(|ground| ground.id == id)
    }
}

impl Trigger {
    /// Whether it holds for a case.
    pub fn holds(&self, facts: &ScopeFacts<'_>) -> bool {
        let total = |test: &dyn Fn(&Sanction) -> bool| facts.total.is_some_and(test);
        match self {
            Self::OrdinaryProcedure => facts.ordinary_procedure,
            Self::Flags(flags) => !flags.is_disjoint(facts.flags),
            Self::HearingHeld => facts.hearing_held,
            Self::Kinds(kinds) => total(&|sanction| !kinds.is_disjoint(&sanction.kinds)),
            Self::FineAtLeast(threshold) => total(&|sanction| sanction.fine >= threshold.of(facts.party)),
            Self::ConfiscationAtLeast(threshold) => total(&|sanction| {
                sanction.confiscated_gains.max(sanction.goods_value) >= threshold.of(facts.party)
            }),
            Self::Reduced => facts.reduced,
            Self::Disagreement => facts.disagreement,
            Self::All(triggers) => triggers.iter().all(|trigger| trigger.holds(facts)),
        }
    }

    /// The trigger in words.
    pub fn in_words(&self) -> String {
        match self {
            Self::OrdinaryProcedure => "适用普通程序".to_owned(),
            Self::Flags(flags) => flags.iter().map(|flag| flag.label()).collect::<Vec<_>>().join("或者"),
            Self::HearingHeld => "经过听证程序".to_owned(),
            Self::Kinds(kinds) => kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("、"),
            Self::FineAtLeast(threshold) => format!("罚款达到{}", threshold.in_words()),
            Self::ConfiscationAtLeast(threshold) => {
                format!("没收违法所得或者财物价值达到{}", threshold.in_words())
            }
            Self::Reduced => "减轻处罚".to_owned(),
            Self::Disagreement => "承办机构与审核机构意见不一致".to_owned(),
            Self::All(triggers) => triggers.iter().map(Self::in_words).collect::<Vec<_>>().join("，并且"),
        }
    }
}

impl Threshold {
    fn in_words(self) -> String {
        format!("公民{}元、法人或者其他组织{}元", yuan(self.citizen), yuan(self.organisation))
    }
}
