//! What a penalty consists of (行政处罚法 第九条), its total over several violations, and the comparison with the notice.
//! It knows no violation and no range; whether a law allows a sanction is `cause`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};

/// The kinds of penalty of 行政处罚法 第九条, in the order in which the yearly statistics count them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PenaltyKind {
    /// 警告.
    Warning,
    /// 通报批评.
    PublicCriticism,
    /// 罚款.
    Fine,
    /// 没收违法所得.
    ConfiscationOfGains,
    /// 没收非法财物.
    ConfiscationOfGoods,
    /// 暂扣许可证件.
    LicenceSuspension,
    /// 降低资质等级.
    QualificationDowngrade,
    /// 吊销许可证件.
    LicenceRevocation,
    /// 限制开展生产经营活动.
    BusinessRestriction,
    /// 责令停产停业.
    BusinessSuspension,
    /// 责令关闭.
    Closure,
    /// 限制从业.
    CareerRestriction,
    /// 行政拘留; no health organ may impose it.
    Detention,
    /// Others set by statutes or administrative regulations.
    Other,
}

impl PenaltyKind {
    /// Every kind, in the order of the statistics.
    pub const ALL: [Self; 14] = [
        Self::Warning,
        Self::PublicCriticism,
        Self::Fine,
        Self::ConfiscationOfGains,
        Self::ConfiscationOfGoods,
        Self::LicenceSuspension,
        Self::QualificationDowngrade,
        Self::LicenceRevocation,
        Self::BusinessRestriction,
        Self::BusinessSuspension,
        Self::Closure,
        Self::CareerRestriction,
        Self::Detention,
        Self::Other,
    ];

    /// What readers see.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Warning => "警告",
            Self::PublicCriticism => "通报批评",
            Self::Fine => "罚款",
            Self::ConfiscationOfGains => "没收违法所得",
            Self::ConfiscationOfGoods => "没收非法财物",
            Self::LicenceSuspension => "暂扣许可证件",
            Self::QualificationDowngrade => "降低资质等级",
            Self::LicenceRevocation => "吊销许可证件",
            Self::BusinessRestriction => "限制开展生产经营活动",
            Self::BusinessSuspension => "责令停产停业",
            Self::Closure => "责令关闭",
            Self::CareerRestriction => "限制从业",
            Self::Detention => "行政拘留",
            Self::Other => "法律、行政法规规定的其他行政处罚",
        }
    }

    /// The identifier used in packs, rows and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::PublicCriticism => "public-criticism",
            Self::Fine => "fine",
            Self::ConfiscationOfGains => "confiscation-of-gains",
            Self::ConfiscationOfGoods => "confiscation-of-goods",
            Self::LicenceSuspension => "licence-suspension",
            Self::QualificationDowngrade => "qualification-downgrade",
            Self::LicenceRevocation => "licence-revocation",
            Self::BusinessRestriction => "business-restriction",
            Self::BusinessSuspension => "business-suspension",
            Self::Closure => "closure",
            Self::CareerRestriction => "career-restriction",
            Self::Detention => "detention",
            Self::Other => "other",
        }
    }

    /// The kind with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether it can touch a part of what the party does or holds instead of the whole.
    const fn has_scope(self) -> bool {
        match self {
            Self::LicenceSuspension
            | Self::QualificationDowngrade
            | Self::LicenceRevocation
            | Self::BusinessRestriction
            | Self::BusinessSuspension
            | Self::Closure
            | Self::CareerRestriction
            | Self::Other => true,
            Self::Warning
            | Self::PublicCriticism
            | Self::Fine
            | Self::ConfiscationOfGains
            | Self::ConfiscationOfGoods
            | Self::Detention => false,
        }
    }

    const fn is_suspension(self) -> bool {
        matches!(self, Self::LicenceSuspension | Self::BusinessRestriction | Self::BusinessSuspension)
    }
}

impl fmt::Display for PenaltyKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.label())
    }
}

/// A sanction: for one violation, or the total of several. Amounts are in fen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sanction {
    /// The kinds; an amount or term counts only beside its kind.
    pub kinds: BTreeSet<PenaltyKind>,
    /// The fine (罚款).
    #[serde(default)]
    pub fine: i64,
    /// The gains that are confiscated (没收违法所得).
    #[serde(default)]
    pub confiscated_gains: i64,
    /// The goods that are confiscated (没收非法财物), with their number.
    #[serde(default)]
    pub confiscated_goods: BTreeMap<String, u32>,
    /// What those goods are worth; it only decides on a hearing and is no part of the penalty.
    #[serde(default)]
    pub goods_value: i64,
    /// Months of suspension (暂扣许可证件、责令停产停业、限制开展生产经营活动); none beside such a kind means no end is set.
    #[serde(default)]
    pub suspension_months: Option<u16>,
    /// Months of a ban from the profession (限制从业); none beside that kind means for life.
    #[serde(default)]
    pub career_months: Option<u16>,
    /// What a restriction, revocation or downgrade touches: departments, activities, licences. Beside such a kind none
    /// means the whole.
    #[serde(default)]
    pub scope: BTreeSet<String>,
}

/// A part in which one sanction is heavier than another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeavierPart {
    /// A kind that the other does not have.
    Kind(PenaltyKind),
    /// A higher fine, in fen.
    Fine {
        /// The amount here.
        here: i64,
        /// The amount there.
        there: i64,
    },
    /// More gains confiscated, in fen.
    ConfiscatedGains {
        /// The amount here.
        here: i64,
        /// The amount there.
        there: i64,
    },
    /// Goods, or a number of them, that the other does not have.
    ConfiscatedGoods(String),
    /// A longer suspension.
    Suspension,
    /// A longer ban from the profession.
    Career,
    /// Something touched that the other leaves alone.
    Scope(String),
    /// The whole touched where the other touches parts or nothing.
    Whole,
}

impl fmt::Display for HeavierPart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(formatter, "增加了处罚种类“{kind}”"),
            Self::Fine { here, there } => {
                write!(formatter, "罚款{}元高于{}元", yuan(*here), yuan(*there))
            }
            Self::ConfiscatedGains { here, there } => {
                write!(formatter, "没收违法所得{}元高于{}元", yuan(*here), yuan(*there))
            }
            Self::ConfiscatedGoods(name) => write!(formatter, "没收财物“{name}”超出范围或者数量"),
            Self::Suspension => formatter.write_str("暂停或者限制的期限更长"),
            Self::Career => formatter.write_str("限制从业的期限更长"),
            Self::Scope(name) => write!(formatter, "涉及范围增加了“{name}”"),
            Self::Whole => formatter.write_str("涉及范围没有限定，扩大到了全部"),
        }
    }
}

impl Sanction {
    /// The parts in which this sanction is heavier than the notice (行政处罚法 第四十四条、第四十五条).
    ///
    /// Empty means: in no part heavier. A lighter part never makes up for a heavier one.
    pub fn heavier_than(&self, notice: &Self) -> Vec<HeavierPart> {
        let mut parts: Vec<HeavierPart> =
            self.kinds.difference(&notice.kinds).copied().map(HeavierPart::Kind).collect();
        if self.fine > notice.fine {
            parts.push(HeavierPart::Fine { here: self.fine, there: notice.fine });
        }
        if self.confiscated_gains > notice.confiscated_gains {
            parts.push(HeavierPart::ConfiscatedGains {
                here: self.confiscated_gains,
                there: notice.confiscated_gains,
            });
        }
        for (name, number) in &self.confiscated_goods {
            if *number > notice.confiscated_goods.get(name).copied().unwrap_or(0) {
                parts.push(HeavierPart::ConfiscatedGoods(name.clone()));
            }
        }
        if self.suspension() > notice.suspension() {
            parts.push(HeavierPart::Suspension);
        }
        if self.career() > notice.career() {
            parts.push(HeavierPart::Career);
        }
        // Naming a part of a whole is lighter; naming none where a part was told is heavier.
        if self.is_whole() && !notice.is_whole() {
            parts.push(HeavierPart::Whole);
        } else if !notice.is_whole() {
            parts.extend(self.scope.difference(&notice.scope).cloned().map(HeavierPart::Scope));
        }
        parts
    }

    /// The total of several sanctions (合并处罚): kinds together, amounts, goods and terms added.
    ///
    /// Amounts stop at the largest number instead of wrapping round, so that a total is never lighter than a part.
    pub fn total<'sanction>(sanctions: impl IntoIterator<Item = &'sanction Self>) -> Self {
        sanctions.into_iter().fold(Self::default(), Self::with)
    }

    fn with(mut self, other: &Self) -> Self {
        let suspension = self.suspension().plus(other.suspension());
        let career = self.career().plus(other.career());
        // The whole holds every part.
        let whole = self.is_whole() || other.is_whole();
        self.kinds.extend(&other.kinds);
        self.fine = self.fine.saturating_add(other.fine);
        self.confiscated_gains = self.confiscated_gains.saturating_add(other.confiscated_gains);
        self.goods_value = self.goods_value.saturating_add(other.goods_value);
        for (name, number) in &other.confiscated_goods {
            let entry = self.confiscated_goods.entry(name.clone()).or_default();
            *entry = entry.saturating_add(*number);
        }
        self.scope.extend(other.scope.iter().cloned());
        if whole {
            self.scope.clear();
        }
        self.suspension_months = suspension.months();
        self.career_months = career.months();
        self
    }

    /// What contradicts itself: an amount without its kind, a kind without its amount.
    pub fn contradictions(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut pair = |kind: PenaltyKind, there: bool, missing: &str, alone: &str| match (
            self.kinds.contains(&kind),
            there,
        ) {
            (true, false) => faults.push(missing.to_owned()),
            (false, true) => faults.push(alone.to_owned()),
            (true, true) | (false, false) => {}
        };
        pair(PenaltyKind::Fine, self.fine != 0, "罚款没有数额", "有罚款数额而没有选择罚款");
        pair(
            PenaltyKind::ConfiscationOfGains,
            self.confiscated_gains != 0,
            "没收违法所得没有数额",
            "有没收违法所得数额而没有选择没收违法所得",
        );
        pair(
            PenaltyKind::ConfiscationOfGoods,
            !self.confiscated_goods.is_empty(),
            "没收非法财物没有清单",
            "有没收财物清单而没有选择没收非法财物",
        );
        if self.fine < 0 || self.confiscated_gains < 0 || self.goods_value < 0 {
            faults.push("金额不能为负数".to_owned());
        }
        if self.confiscated_goods.values().any(|number| *number == 0) {
            faults.push("没收财物的数量不能为零".to_owned());
        }
        if self.suspension_months.is_some() && !self.kinds.iter().any(|kind| kind.is_suspension()) {
            faults.push("有暂停期限而没有选择暂停或者限制".to_owned());
        }
        if self.career_months.is_some() && !self.kinds.contains(&PenaltyKind::CareerRestriction) {
            faults.push("有限制从业期限而没有选择限制从业".to_owned());
        }
        faults
    }

    /// Whether it restricts something and names no part of it.
    fn is_whole(&self) -> bool {
        self.scope.is_empty() && self.kinds.iter().any(|kind| kind.has_scope())
    }

    fn suspension(&self) -> Term {
        Term::of(self.kinds.iter().any(|kind| kind.is_suspension()), self.suspension_months)
    }

    fn career(&self) -> Term {
        Term::of(self.kinds.contains(&PenaltyKind::CareerRestriction), self.career_months)
    }
}

/// A length of time that may have no end; the order of the variants is the order of weight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    None,
    Months(u16),
    Open,
}

impl Term {
    fn of(has_kind: bool, months: Option<u16>) -> Self {
        match (has_kind, months) {
            (_, Some(months)) => Self::Months(months),
            (true, None) => Self::Open,
            (false, None) => Self::None,
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            (Self::None, term) | (term, Self::None) => term,
            (Self::Months(one), Self::Months(two)) => Self::Months(one.saturating_add(two)),
        }
    }

    fn months(self) -> Option<u16> {
        match self {
            Self::Months(months) => Some(months),
            Self::None | Self::Open => None,
        }
    }
}

/// An amount in fen as yuan with as many decimals as it needs.
pub(crate) fn yuan(fen: i64) -> String {
    let (whole, rest) = (fen / 100, (fen % 100).unsigned_abs());
    let sign = if fen < 0 && whole == 0 { "-" } else { "" };
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection, option, prelude::*};

    use super::{HeavierPart, PenaltyKind, Sanction, yuan};

    fn sanctions() -> impl Strategy<Value = Sanction> {
        let kinds = collection::btree_set(proptest::sample::select(PenaltyKind::ALL.to_vec()), 0..5);
        let goods = collection::btree_map("[甲乙丙]", 1_u32..4, 0..3);
        let scope = collection::btree_set("[子丑寅]", 0..3);
        let months = || option::of(1_u16..24);
        (kinds, 0_i64..1_000_000, 0_i64..1_000_000, goods, months(), months(), scope).prop_map(
            |(kinds, fine, confiscated_gains, confiscated_goods, suspension_months, career_months, scope)| {
                Sanction {
                    kinds,
                    fine,
                    confiscated_gains,
                    confiscated_goods,
                    goods_value: 0,
                    suspension_months,
                    career_months,
                    scope,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn no_sanction_is_heavier_than_itself(sanction in sanctions()) {
            prop_assert_eq!(sanction.heavier_than(&sanction), Vec::new());
        }

        #[test]
        fn a_total_is_in_no_part_lighter_than_a_part_of_it(one in sanctions(), two in sanctions()) {
            let total = Sanction::total([&one, &two]);
            prop_assert_eq!(one.heavier_than(&total), Vec::new());
            prop_assert_eq!(two.heavier_than(&total), Vec::new());
        }

        #[test]
        fn not_heavier_is_transitive(one in sanctions(), two in sanctions(), three in sanctions()) {
            if one.heavier_than(&two).is_empty() && two.heavier_than(&three).is_empty() {
                prop_assert_eq!(one.heavier_than(&three), Vec::new());
            }
        }

        #[test]
        fn article_45_adding_to_any_part_is_heavier(notice in sanctions(), more in 1_i64..1_000, part in 0_u8..6) {
            let mut decision = notice.clone();
            match part {
                0 => decision.fine += more,
                1 => decision.confiscated_gains += more,
                2 => { decision.confiscated_goods.insert("丁".to_owned(), 1); }
                3 if !notice.is_whole() => { decision.scope.insert("卯".to_owned()); }
                4 if notice.suspension_months.is_some() => {
                    decision.suspension_months = notice.suspension_months.map(|months| months + 1);
                }
                _ => decision.kinds.extend(PenaltyKind::ALL),
            }
            prop_assert!(!decision.heavier_than(&notice).is_empty());
        }

        #[test]
        fn taking_from_any_amount_is_never_heavier(notice in sanctions(), less in 1_i64..1_000) {
            let mut decision = notice.clone();
            decision.fine = (decision.fine - less).max(0);
            decision.confiscated_gains = (decision.confiscated_gains - less).max(0);
            decision.confiscated_goods.pop_first();
            // The last part is not taken away: a restriction that names none touches the whole.
            if decision.scope.len() > 1 {
                decision.scope.pop_first();
            }
            prop_assert_eq!(decision.heavier_than(&notice), Vec::new());
        }
    }

    fn closed(months: Option<u16>) -> Sanction {
        Sanction {
            kinds: [PenaltyKind::BusinessSuspension].into(),
            suspension_months: months,
            ..Sanction::default()
        }
    }

    #[test]
    fn a_suspension_without_an_end_is_heavier_than_any_term() {
        assert_eq!(closed(None).heavier_than(&closed(Some(12))), [HeavierPart::Suspension]);
        assert_eq!(closed(Some(12)).heavier_than(&closed(None)), []);
        assert_eq!(closed(Some(7)).heavier_than(&closed(Some(6))), [HeavierPart::Suspension]);
    }

    #[test]
    fn article_45_a_restriction_that_names_no_part_touches_the_whole() {
        let part = |names: &[&str]| Sanction {
            scope: names.iter().map(|name| (*name).to_owned()).collect(),
            ..closed(Some(6))
        };
        assert_eq!(part(&[]).heavier_than(&part(&["外科"])), [HeavierPart::Whole]);
        assert_eq!(part(&["外科"]).heavier_than(&part(&[])), []);
        assert_eq!(
            part(&["内科", "外科"]).heavier_than(&part(&["外科"])),
            [HeavierPart::Scope("内科".to_owned())]
        );
        let total = Sanction::total([&part(&["外科"]), &part(&[])]);
        assert!(total.scope.is_empty());
        assert_eq!(part(&["内科"]).heavier_than(&total), []);
        assert_eq!(Sanction::default().heavier_than(&part(&["外科"])), []);
    }

    #[test]
    fn a_lighter_fine_does_not_make_up_for_a_new_kind() {
        let notice = Sanction { kinds: [PenaltyKind::Fine].into(), fine: 200_000, ..Sanction::default() };
        let decision = Sanction {
            kinds: [PenaltyKind::Fine, PenaltyKind::Warning].into(),
            fine: 100,
            ..Sanction::default()
        };
        let parts = decision.heavier_than(&notice);
        assert_eq!(parts, [HeavierPart::Kind(PenaltyKind::Warning)]);
        assert_eq!(parts[0].to_string(), "增加了处罚种类“警告”");
    }

    #[test]
    fn an_amount_and_its_kind_go_together() {
        let sanction = Sanction {
            kinds: [PenaltyKind::Fine].into(),
            confiscated_gains: 5,
            suspension_months: Some(6),
            ..Sanction::default()
        };
        let faults = sanction.contradictions();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert_eq!(closed(Some(6)).contradictions(), Vec::<String>::new());
    }

    #[test]
    fn amounts_are_worded_in_yuan() {
        for (fen, text) in [(0, "0"), (500_000, "5000"), (503_040, "5030.4"), (5, "0.05"), (-5, "-0.05")] {
            assert_eq!(yuan(fen), text);
        }
    }
}
