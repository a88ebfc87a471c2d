//! Discretion (裁量): the tiers into which the range of a fine is cut, and the part of a range that a tier gives.
//! It proposes and never decides: an officer chooses and gives the reason, and may leave the tier with one.

use serde::Deserialize;

use crate::{
    cause::FineRange,
    citation::Basis,
    limit::{Reading, Status},
    toml_error::{PackError, parse},
};

/// The table of tiers of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discretion {
    /// Its id, for the list of rules.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// The tiers, from the lightest.
    pub tiers: Vec<Tier>,
    /// The article.
    pub basis: Basis,
    /// Whether the table was read.
    pub reading: Reading,
}

/// A tier: a part of the range between the lowest and the highest fine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its id, such as `lighter`.
    pub id: String,
    /// What readers see, such as 从轻.
    pub label: String,
    /// When it fits.
    pub conditions: String,
    /// Where it begins, in thousandths of the range.
    pub from_permille: u16,
    /// Where it ends.
    pub to_permille: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiscretionFile {
    id: String,
    label: String,
    basis: Basis,
    #[serde(default)]
    status: Status,
    #[serde(default)]
    why: Option<String>,
    tier: Vec<Tier>,
}

impl Discretion {
    /// Reads a table.
    ///
    /// # Errors
    /// When the file is not well formed, or the tiers leave a gap, overlap, or do not fill the range.
    pub fn parse(text: &str, file: &str) -> Result<Self, PackError> {
        let written: DiscretionFile = parse(text, file)?;
        let reading = Reading::from_keys(written.status, written.why)
            .map_err(|english| PackError::rule(file, &written.id, "status 与 why 不相符", english))?;
        let mut reached = 0;
        for tier in &written.tier {
            if tier.from_permille != reached || tier.to_permille <= tier.from_permille {
                return Err(PackError::rule(
                    file,
                    &tier.id,
                    "裁量阶次之间有空档、重叠或者颠倒",
                    "the tiers leave a gap, overlap or run backwards",
                ));
            }
            reached = tier.to_permille;
        }
        if reached != 1_000 {
            return Err(PackError::rule(
                file,
                &written.id,
                "裁量阶次没有覆盖全幅度",
                "the tiers do not fill the range",
            ));
        }
        Ok(Self { id: written.id, label: written.label, tiers: written.tier, basis: written.basis, reading })
    }

    /// The lowest and the highest fine of a tier, in whole fen inside the range.
    pub fn bounds(tier: &Tier, range: &FineRange) -> (i64, i64) {
        let at = |permille: u16| {
            let part = i128::from(range.max - range.min) * i128::from(permille) / 1_000;
            i64::try_from(part).map_or(range.max, |part| range.min + part)
        };
        (at(tier.from_permille), at(tier.to_permille))
    }

    /// The tier in which a fine lies; the lighter one where two meet.
    pub fn tier_of(&self, fine: i64, range: &FineRange) -> Option<&Tier> {
        self.tiers.iter().find(|tier| {
            let (from, to) = Self::bounds(tier, range);
            (from..=to).contains(&fine)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Discretion;
    use crate::{cause::FineRange, citation::Basis};

    const TIERS: &str = "id = 'discretion.span'\nlabel = '阶次'\nbasis = { law = '行政处罚法', article = 34 }\n\
        [[tier]]\nid = 'lighter'\nlabel = '从轻'\nconditions = ''\nfrom_permille = 0\nto_permille = 300\n\
        [[tier]]\nid = 'ordinary'\nlabel = '一般'\nconditions = ''\nfrom_permille = 300\nto_permille = 700\n\
        [[tier]]\nid = 'heavier'\nlabel = '从重'\nconditions = ''\nfrom_permille = 700\nto_permille = 1000\n";

    fn range(min: i64, max: i64) -> FineRange {
        FineRange { min, max, optional: false, counted_gains: None, basis: Basis::default() }
    }

    #[test]
    fn tiers_must_fill_the_range_without_gap_or_overlap() {
        assert!(Discretion::parse(TIERS, "discretion.toml").is_ok());
        for (from, to) in [("= 300\nto_permille = 700", "= 310\nto_permille = 700"), ("= 1000", "= 999")] {
            assert!(Discretion::parse(&TIERS.replace(from, to), "discretion.toml").is_err());
        }
    }

    #[test]
    fn a_fifth_of_the_span_above_the_minimum_is_lighter() {
        let table = Discretion::parse(TIERS, "discretion.toml").unwrap();
        let range = range(1_000_000, 5_000_000);
        assert_eq!(Discretion::bounds(&table.tiers[0], &range), (1_000_000, 2_200_000));
        assert_eq!(table.tier_of(1_800_000, &range).unwrap().label, "从轻");
        assert_eq!(table.tier_of(5_000_001, &range), None);
    }

    proptest! {
        #[test]
        fn every_fine_of_the_range_lies_in_a_tier(min in 0_i64..1_000_000_000, span in 0_i64..1_000_000_000, at in 0_i64..=1_000) {
            let table = Discretion::parse(TIERS, "discretion.toml").unwrap();
            let range = range(min, min + span);
            let fine = min + span / 1_000 * at;
            prop_assert!(table.tier_of(fine, &range).is_some());
        }
    }
}
