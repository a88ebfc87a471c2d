//! The six causes: the range that each gives, and the sanctions that each refuses, with the article in the name.
//! Whether the figures are those of the law is `statutes`' concern.

use std::collections::BTreeSet;

use mingjian_law::{
    cause::{Cause, Circumstances, Organ},
    sanction::{PenaltyKind, Sanction},
};
use proptest::prelude::*;

use crate::xuchang;

fn cause(id: &str) -> Cause {
    xuchang().cause(id).unwrap_or_else(|| panic!("{id}")).clone()
}

fn sanction(kinds: &[PenaltyKind], fine: i64, gains: i64) -> Sanction {
    let goods = kinds.contains(&PenaltyKind::ConfiscationOfGoods).then(|| ("药品".to_owned(), 1));
    Sanction {
        kinds: kinds.iter().copied().collect(),
        fine,
        confiscated_gains: gains,
        confiscated_goods: goods.into_iter().collect(),
        ..Sanction::default()
    }
}

fn check(id: &str, sanction: &Sanction, circumstances: Circumstances) -> Result<(), &'static str> {
    cause(id).check_sanction(sanction, &circumstances).map_err(|fault| {
        assert!(!fault.basis.is_empty(), "{fault}");
        fault.code
    })
}

use PenaltyKind::{
    BusinessRestriction, BusinessSuspension, ConfiscationOfGains, ConfiscationOfGoods, Fine,
    LicenceRevocation, PublicCriticism, Warning,
};

#[test]
fn health_law_99_gains_below_10000_count_as_10000() {
    let cause = cause("practice-without-licence");
    for (gains, min, max) in
        [(0, 5_000_000, 20_000_000), (320_000, 5_000_000, 20_000_000), (1_200_000, 6_000_000, 24_000_000)]
    {
        let range = cause.fine_range(&Circumstances { gains, ..Circumstances::default() }).unwrap();
        assert_eq!((range.min, range.max, range.optional), (min, max, false), "{gains}");
    }
}

#[test]
fn health_law_99_the_fine_is_mandatory_and_gains_are_confiscated_in_full() {
    let id = "practice-without-licence";
    let found = Circumstances { gains: 320_000, ..Circumstances::default() };
    let right = sanction(&[ConfiscationOfGains, ConfiscationOfGoods, Fine], 5_000_000, 320_000);
    assert_eq!(check(id, &right, found), Ok(()));
    assert_eq!(check(id, &Sanction { fine: 4_999_900, ..right.clone() }, found), Err("fine-below-range"));
    assert_eq!(check(id, &Sanction { fine: 20_000_001, ..right.clone() }, found), Err("fine-above-range"));
    assert_eq!(
        check(id, &Sanction { confiscated_gains: 300_000, ..right.clone() }, found),
        Err("gains-not-confiscated")
    );
    assert_eq!(check(id, &Sanction { confiscated_gains: 330_000, ..right }, found), Err("gains-above-found"));
    assert_eq!(
        check(id, &sanction(&[ConfiscationOfGains], 0, 320_000), found),
        Err("mandatory-kind-missing")
    );
}

#[test]
fn penalty_law_32_a_ground_to_reduce_opens_the_range_downwards_but_not_upwards() {
    let id = "practice-without-licence";
    let reduced = Circumstances { reduced: true, ..Circumstances::default() };
    assert_eq!(check(id, &sanction(&[Fine], 1_000_000, 0), reduced), Ok(()));
    assert_eq!(check(id, &sanction(&[Fine], 20_000_001, 0), reduced), Err("fine-above-range"));
}

#[test]
fn health_law_101_is_a_plain_range_with_a_mandatory_warning() {
    let id = "management-system-unsound";
    let plain = Circumstances::default();
    assert_eq!(check(id, &sanction(&[Warning, Fine], 1_000_000, 0), plain), Ok(()));
    assert_eq!(check(id, &sanction(&[Warning, Fine], 5_000_000, 0), plain), Ok(()));
    assert_eq!(check(id, &sanction(&[Warning, Fine], 5_000_001, 0), plain), Err("fine-above-range"));
    assert_eq!(check(id, &sanction(&[Fine], 1_000_000, 0), plain), Err("mandatory-kind-missing"));
    let closing = sanction(&[Warning, Fine, BusinessSuspension], 1_000_000, 0);
    assert_eq!(check(id, &closing, plain), Err("not-aggravated"));
    assert_eq!(check(id, &closing, Circumstances { aggravated: true, ..plain }), Ok(()));
    // This clause knows no overdue correction, so that one changes nothing.
    let overdue = Circumstances { overdue: true, ..plain };
    assert_eq!(check(id, &sanction(&[Warning], 0, 0), overdue), Err("mandatory-kind-missing"));
}

#[test]
fn regulation_on_institutions_46_the_fine_may_be_left_out_and_grave_cases_lose_the_licence_or_stop() {
    let id = "practice-beyond-registration";
    let found = Circumstances { gains: 50_000, ..Circumstances::default() };
    assert_eq!(check(id, &sanction(&[Warning, ConfiscationOfGains], 0, 50_000), found), Ok(()));
    assert_eq!(check(id, &sanction(&[Warning, ConfiscationOfGains, Fine], 1_000_000, 50_000), found), Ok(()));
    let grave = Circumstances { aggravated: true, ..found };
    let without = sanction(&[Warning, ConfiscationOfGains], 0, 50_000);
    assert_eq!(check(id, &without, grave), Err("mandatory-kind-missing"));
    let both = sanction(&[Warning, ConfiscationOfGains, LicenceRevocation, BusinessSuspension], 0, 50_000);
    assert_eq!(check(id, &both, grave), Err("alternatives-together"));
    let one = sanction(&[Warning, ConfiscationOfGains, LicenceRevocation], 0, 50_000);
    assert_eq!(check(id, &one, grave), Ok(()));
}

#[test]
fn regulation_on_medical_waste_45_a_fine_needs_an_overdue_correction() {
    let id = "medical-waste-management";
    let first = Circumstances::default();
    assert_eq!(check(id, &sanction(&[Warning], 0, 0), first), Ok(()));
    let fined = sanction(&[Warning, Fine], 300_000, 0);
    assert_eq!(check(id, &fined, first), Err("not-overdue"));
    assert_eq!(cause(id).fine_range(&first).unwrap_err().code, "not-overdue");
    let overdue = Circumstances { overdue: true, ..first };
    assert_eq!(check(id, &fined, overdue), Ok(()));
    assert_eq!(check(id, &sanction(&[Fine], 200_000, 0), overdue), Ok(()));
    assert_eq!(check(id, &sanction(&[Fine], 199_999, 0), overdue), Err("fine-below-range"));
    assert_eq!(check(id, &sanction(&[Warning], 0, 0), overdue), Err("mandatory-kind-missing"));
}

#[test]
fn regulation_on_nurses_28_knows_no_fine() {
    let id = "nurses-unregistered";
    for overdue in [false, true] {
        let circumstances = Circumstances { overdue, ..Circumstances::default() };
        assert_eq!(cause(id).fine_range(&circumstances).unwrap_err().code, "no-fine");
        assert_eq!(check(id, &sanction(&[Warning, Fine], 100, 0), circumstances), Err("kind-not-provided"));
    }
}

#[test]
fn regulation_on_nurses_28_a_suspension_lasts_6_to_12_months() {
    let id = "nurses-unregistered";
    let overdue = Circumstances { overdue: true, ..Circumstances::default() };
    let months = |months| Sanction { suspension_months: months, ..sanction(&[BusinessSuspension], 0, 0) };
    for (term, result) in [
        (Some(5), Err("term-outside-range")),
        (Some(6), Ok(())),
        (Some(12), Ok(())),
        (Some(13), Err("term-outside-range")),
        (None, Err("term-outside-range")),
    ] {
        assert_eq!(check(id, &months(term), overdue), result, "{term:?}");
    }
    assert_eq!(check(id, &sanction(&[BusinessRestriction], 0, 0), overdue), Ok(()));
    assert_eq!(check(id, &months(Some(6)), Circumstances::default()), Err("not-overdue"));
}

#[test]
fn infectious_diseases_law_104_belongs_to_disease_control_and_has_no_lower_bound() {
    let id = "infection-control-failed";
    assert_eq!(cause(id).organ, Organ::DiseaseControl);
    let plain = Circumstances::default();
    assert_eq!(check(id, &sanction(&[Warning, Fine], 100, 0), plain), Ok(()));
    assert_eq!(check(id, &sanction(&[PublicCriticism], 0, 0), plain), Ok(()));
    assert_eq!(check(id, &sanction(&[Warning, PublicCriticism], 0, 0), plain), Err("alternatives-together"));
    assert_eq!(check(id, &sanction(&[Fine], 100, 0), plain), Err("mandatory-kind-missing"));
    assert_eq!(check(id, &sanction(&[Warning, Fine], 10_000_001, 0), plain), Err("fine-above-range"));
}

#[test]
fn penalty_law_37_a_clause_judges_only_acts_of_its_time() {
    let cause = cause("infection-control-failed");
    assert!(!cause.in_force(crate::day("2025-08-31")) && cause.in_force(crate::day("2025-09-01")));
}

#[test]
fn every_refusal_is_worded_in_chinese_with_its_article() {
    let fault = cause("medical-waste-management")
        .check_sanction(&sanction(&[Warning, Fine], 300_000, 0), &Circumstances::default())
        .unwrap_err();
    assert_eq!(
        fault.to_string(),
        "须先责令限期改正，逾期不改正的才可以给予“罚款”（医疗废物管理条例第四十五条）"
    );
}

fn circumstances() -> impl Strategy<Value = Circumstances> {
    (0_i64..5_000_000, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(gains, overdue, aggravated, reduced)| Circumstances { gains, overdue, aggravated, reduced },
    )
}

proptest! {
    #[test]
    fn a_fine_passes_exactly_inside_its_range(found in circumstances(), fine in 1_i64..200_000_000) {
        for entry in xuchang().causes.values() {
            let Ok(range) = entry.rule.fine_range(&found) else { continue };
            let kinds: BTreeSet<PenaltyKind> = [Fine].into();
            let proposed = Sanction { kinds, fine, ..Sanction::default() };
            let refused = entry.rule.check_sanction(&proposed, &Circumstances { gains: 0, ..found });
            let refused = refused.err().map(|fault| fault.code);
            let range_for_no_gains = entry.rule.fine_range(&Circumstances { gains: 0, ..found }).unwrap();
            if fine > range_for_no_gains.max {
                prop_assert_eq!(refused, Some("fine-above-range"));
            } else if fine < range_for_no_gains.min && !found.reduced {
                prop_assert_eq!(refused, Some("fine-below-range"));
            } else {
                prop_assert!(!matches!(refused, Some("fine-above-range" | "fine-below-range")));
            }
            prop_assert!(range.min <= range.max);
            prop_assert!(range.max >= range_for_no_gains.max);
        }
    }
}
