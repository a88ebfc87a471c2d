//! What may be decided and collected on the spot (行政处罚法 第五十一条、第六十八条): kinds, amounts, officers, one visit.
//! It knows no case and no cause: whether a cause's own clause allows the penalty is `sanction_check`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::{
    citation::Basis,
    limit::{Reading, Status},
    sanction::{PenaltyKind, Sanction},
    scope::{PartyKind, Threshold},
    toml_error::{PackError, parse},
};

/// The rules of a layer for acts on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its id, for the list of rules.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The kinds that may be imposed on the spot.
    pub kinds: BTreeSet<PenaltyKind>,
    /// The highest fine for each kind of party, in fen.
    pub most_fen: Threshold,
    /// How many officers act at least.
    pub officers: u8,
    /// How many hours after its decision an act still belongs to the same visit.
    pub visit_hours: u8,
    /// What may be collected in cash.
    pub cash: Cash,
    /// The articles.
    pub basis: Basis,
    /// Whether its text was read.
    pub reading: Reading,
}

/// What may be collected in cash without a further ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cash {
    /// Its id, for the list of rules.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The highest fine, in fen.
    pub most_fen: i64,
    /// The article.
    pub basis: Basis,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SummaryFile {
    id: String,
    label: String,
    kinds: BTreeSet<PenaltyKind>,
    most_fen: Threshold,
    officers: u8,
    visit: Visit,
    cash: Cash,
    basis: Basis,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Visit {
    hours: u8,
}

impl Summary {
    /// Reads the file of a layer.
    ///
    /// # Errors
    /// When it is not well formed, an amount is nothing, or a sole trader is treated worse than an organisation.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let written: SummaryFile = parse(text, file)?;
        let fault = |chinese: &str, english: &str| PackError::rule(file, &written.id, chinese, english);
        let reading = Reading::from_keys(written.status, written.why.clone())
            .map_err(|english| fault("status 与 why 不相符", english))?;
        let most = written.most_fen;
        if most.citizen <= 0 || most.citizen > most.sole_trader || most.sole_trader > most.organisation {
            return Err(fault(
                "当场处罚的数额须大于零，并按公民、个体工商户、组织不递减",
                "the amounts are nothing or fall from citizen to organisation",
            ));
        }
        if written.kinds.is_empty() || written.officers == 0 || written.visit.hours == 0 {
            return Err(fault(
                "当场处罚须写明种类、人数和同一次现场的时长",
                "kinds, officers or visit are nothing",
            ));
        }
        Ok(Self {
            id: written.id,
            label: written.label,
            kinds: written.kinds,
            most_fen: most,
            officers: written.officers,
            visit_hours: written.visit.hours,
            cash: written.cash,
            basis: written.basis,
            reading,
        })
    }

    /// Whether a lower layer may put this in the place of a higher one: it allows no more than that.
    ///
    /// # Errors
    /// What it allows beyond it.
    pub fn check_below(&self, higher: &Self) -> Result<(), (&'static str, &'static str)> {
        let (here, above) = (self.most_fen, higher.most_fen);
        let higher_amount = here.citizen > above.citizen
            || here.sole_trader > above.organisation
            || here.organisation > above.organisation
            || self.cash.most_fen > higher.cash.most_fen;
        if higher_amount {
            Err(("下级规则不得提高当场处罚、当场收缴的数额", "a lower layer may not raise the amounts"))
        } else if !self.kinds.is_subset(&higher.kinds) {
            Err(("下级规则不得增加当场处罚的种类", "a lower layer may not add kinds"))
        } else {
            Ok(())
        }
    }

    /// Whether a penalty may be imposed on the spot on a party: kinds and fine of 行政处罚法 第五十一条, nothing beside.
    pub fn allows(&self, total: &Sanction, party: PartyKind) -> bool {
        total.kinds.is_subset(&self.kinds)
            && total.fine <= self.most_fen.of(party)
            && total.confiscated_gains == 0
            && total.confiscated_goods.is_empty()
            && total.suspension_months.is_none()
            && total.career_months.is_none()
    }

    /// Whether a fine is so small that it may be collected on the spot without a further ground (第六十八条第一项).
    pub fn collects(&self, fine: i64) -> bool {
        fine <= self.cash.most_fen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NATIONAL: &str = include_str!("../../../law/national/summary.toml");

    fn fine(fen: i64) -> Sanction {
        Sanction { kinds: [PenaltyKind::Fine].into(), fine: fen, ..Sanction::default() }
    }

    #[test]
    fn a_citizen_pays_at_most_200_and_an_organisation_3000_yuan_on_the_spot_行政处罚法_第五十一条() {
        let summary = Summary::parse(NATIONAL, "summary.toml").unwrap();
        for (party, most) in [(PartyKind::Citizen, 20_000), (PartyKind::Organisation, 300_000)] {
            assert!(summary.allows(&fine(most), party));
            assert!(!summary.allows(&fine(most + 1), party));
        }
        assert!(!summary.allows(&fine(20_001), PartyKind::SoleTrader), "the line that protects the party");
        let warning = Sanction { kinds: [PenaltyKind::Warning].into(), ..Sanction::default() };
        assert!(summary.allows(&warning, PartyKind::Citizen));
        let gains = Sanction {
            kinds: [PenaltyKind::Fine, PenaltyKind::ConfiscationOfGains].into(),
            confiscated_gains: 1,
            ..fine(100)
        };
        assert!(!summary.allows(&gains, PartyKind::Organisation), "并处没收就不再是简易程序");
    }

    #[test]
    fn a_hundred_yuan_may_be_collected_without_a_further_ground_行政处罚法_第六十八条() {
        let summary = Summary::parse(NATIONAL, "summary.toml").unwrap();
        assert!(summary.collects(10_000) && !summary.collects(10_001));
    }

    #[test]
    fn a_lower_layer_may_only_lower_and_moves_the_sole_trader_up_to_the_organisation() {
        let national = Summary::parse(NATIONAL, "national").unwrap();
        let edited = |from: &str, to: &str| Summary::parse(&NATIONAL.replace(from, to), "body");
        let trader = edited("sole_trader = 20_000", "sole_trader = 300_000").unwrap();
        assert_eq!(trader.check_below(&national), Ok(()));
        let higher =
            edited("citizen = 20_000, sole_trader = 20_000", "citizen = 30_000, sole_trader = 30_000");
        assert!(higher.unwrap().check_below(&national).is_err());
        let kinds = edited("\"warning\", ", "\"warning\", \"public-criticism\", ").unwrap();
        assert!(kinds.check_below(&national).is_err());
        assert!(edited("citizen = 20_000", "citizen = 0").is_err());
        assert!(edited("hours = 4", "hours = 0").is_err());
    }
}
