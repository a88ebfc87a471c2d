//! Which subjects may be the same one entered twice: names without their legal form, and how much of them is shared.
//! It only hints; a person compares and merges.

use crate::value::plain;
use std::collections::BTreeSet;

/// Endings that say what a unit is in law and nothing of which one it is.
const LEGAL_FORMS: &[&str] = &[
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "普通合伙",
    "有限合伙",
    "特殊普通合伙",
    "个人独资",
    "个体工商户",
    "集团",
];

/// Names share so many hundredths at least before somebody is asked.
const ALIKE: usize = 60;

/// The name without its legal form, as a key.
pub fn core(name: &str) -> String {
    let mut core = plain::key(name);
    for form in LEGAL_FORMS {
        core = core.replace(form, "");
    }
    if core.is_empty() { plain::key(name) } else { core }
}

/// How much two names share, in hundredths: pairs of neighbouring signs that both have, of all that either has.
pub fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(&core(one)), pairs(&core(other)));
    let all = one.union(&other).count();
    one.intersection(&other).count().saturating_mul(100).checked_div(all).unwrap_or(0)
}

/// Whether two subjects look like one: the same name, or a like name at the same address.
pub fn may_be_one((name, address): (&str, &str), (other_name, other_address): (&str, &str)) -> bool {
    let same_name = core(name) == core(other_name);
    let same_place = !address.is_empty() && plain::key(address) == plain::key(other_address);
    same_name || (same_place && likeness(name, other_name) >= ALIKE)
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let signs: Vec<char> = text.chars().collect();
    match signs.as_slice() {
        [one] => BTreeSet::from([(*one, *one)]),
        _ => signs.iter().copied().zip(signs.iter().copied().skip(1)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legal_form_or_a_bracket_makes_no_other_unit() {
        assert_eq!(core("示例市明德口腔医院有限公司"), core("示例市明德口腔医院（有限责任公司）"));
        assert!(may_be_one(("示例明德口腔门诊部", ""), ("示例明德口腔门诊部(普通合伙)", "示例路1号")));
    }

    #[test]
    fn a_like_name_counts_only_at_the_same_place() {
        let (name, other) = ("示例市魏家胡同明德口腔诊所", "示例市魏家胡同明德口腔门诊");
        assert!(likeness(name, other) >= ALIKE, "{}", likeness(name, other));
        assert!(may_be_one((name, "示例路１号"), (other, "示例路1号")));
        assert!(!may_be_one((name, "示例路1号"), (other, "示例路2号")));
        assert!(!may_be_one(("示例第一中学", "示例路1号"), ("示例足浴店", "示例路1号")));
    }
}
