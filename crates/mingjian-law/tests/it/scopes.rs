//! Review, discussion and hearing: which cases the packs bring into which scope, and what the public sees.
//! The articles themselves are checked in `statutes`.

use std::collections::BTreeSet;

use mingjian_law::{
    disclosure::{Disclosure, Mask},
    sanction::{PenaltyKind, Sanction},
    scope::{CaseFlag, Effect, PartyKind, Scope, ScopeFacts},
};

use crate::xuchang;

fn fine(fen: i64) -> Sanction {
    Sanction { kinds: [PenaltyKind::Fine].into(), fine: fen, ..Sanction::default() }
}

fn hearing(total: &Sanction, party: PartyKind) -> Vec<String> {
    xuchang().scopes.hearing_right(total, party).into_iter().map(|rule| rule.id.clone()).collect()
}

#[test]
fn penalty_law_63_a_citizen_has_a_hearing_from_5000_and_an_organisation_from_50000() {
    for (party, threshold) in [
        (PartyKind::Citizen, 500_000),
        (PartyKind::SoleTrader, 500_000),
        (PartyKind::Organisation, 5_000_000),
    ] {
        assert_eq!(hearing(&fine(threshold - 1), party), Vec::<String>::new(), "{party:?}");
        assert_eq!(hearing(&fine(threshold), party), ["hearing.fine"], "{party:?}");
        let gains = Sanction {
            kinds: [PenaltyKind::ConfiscationOfGains].into(),
            confiscated_gains: threshold,
            ..Sanction::default()
        };
        assert_eq!(hearing(&gains, party), ["hearing.confiscation"], "{party:?}");
        let goods = Sanction { goods_value: threshold, ..Sanction::default() };
        assert_eq!(hearing(&goods, party), ["hearing.confiscation"], "{party:?}");
    }
}

#[test]
fn penalty_law_63_revoking_closing_and_banning_give_a_hearing_without_any_amount() {
    for kind in PenaltyKind::ALL {
        let total = Sanction { kinds: [kind].into(), ..Sanction::default() };
        let expected = !matches!(
            kind,
            PenaltyKind::Warning
                | PenaltyKind::PublicCriticism
                | PenaltyKind::Fine
                | PenaltyKind::ConfiscationOfGains
                | PenaltyKind::ConfiscationOfGoods
                | PenaltyKind::Detention
                | PenaltyKind::Other
        );
        assert_eq!(!hearing(&total, PartyKind::Organisation).is_empty(), expected, "{kind}");
    }
}

#[test]
fn the_total_of_several_violations_reaches_the_threshold_that_none_reaches_alone() {
    let parts = [fine(200_000), fine(200_000), fine(100_000)];
    assert!(parts.iter().all(|part| hearing(part, PartyKind::Citizen).is_empty()));
    assert_eq!(hearing(&Sanction::total(&parts), PartyKind::Citizen), ["hearing.fine"]);
}

fn scope(scope: Scope, change: impl FnOnce(&mut ScopeFacts<'_>)) -> Vec<String> {
    let flags = BTreeSet::new();
    let mut facts = ScopeFacts {
        ordinary_procedure: false,
        party: PartyKind::Organisation,
        total: None,
        hearing_held: false,
        reduced: false,
        disagreement: false,
        flags: &flags,
    };
    change(&mut facts);
    xuchang().scopes.hits(scope, &facts).into_iter().map(|rule| rule.id.clone()).collect()
}

#[test]
fn plan_2_3_2_every_case_of_the_ordinary_procedure_is_reviewed() {
    assert_eq!(scope(Scope::Review, |_| {}), Vec::<String>::new());
    assert_eq!(scope(Scope::Review, |facts| facts.ordinary_procedure = true), ["review.ordinary-procedure"]);
}

#[test]
fn penalty_law_58_a_hearing_and_the_marks_of_the_statute_bring_a_review() {
    assert_eq!(scope(Scope::Review, |facts| facts.hearing_held = true), ["review.after-hearing"]);
    for (flag, rule) in [
        (CaseFlag::PublicInterest, "review.public-interest"),
        (CaseFlag::Complex, "review.complex"),
        (CaseFlag::SocialRisk, "review.social-risk"),
    ] {
        let flags = BTreeSet::from([flag]);
        let facts = ScopeFacts {
            ordinary_procedure: false,
            party: PartyKind::Citizen,
            total: None,
            hearing_held: false,
            reduced: false,
            disagreement: false,
            flags: &flags,
        };
        let pack = xuchang();
        let hits: Vec<&str> =
            pack.scopes.hits(Scope::Review, &facts).into_iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(hits, [rule]);
        assert_eq!(pack.scopes.hits(Scope::Major, &facts).len(), 1);
    }
}

#[test]
fn henan_regulation_28_major_penalties_disagreements_and_reductions_are_discussed() {
    assert_eq!(scope(Scope::Discussion, |_| {}), Vec::<String>::new());
    assert_eq!(scope(Scope::Discussion, |facts| facts.disagreement = true), ["discussion.disagreement"]);
    assert_eq!(scope(Scope::Discussion, |facts| facts.reduced = true), ["discussion.reduced"]);
    let large = fine(5_000_000);
    let flags = BTreeSet::new();
    let facts = ScopeFacts {
        ordinary_procedure: true,
        party: PartyKind::Organisation,
        total: Some(&large),
        hearing_held: false,
        reduced: false,
        disagreement: false,
        flags: &flags,
    };
    assert_eq!(xuchang().scopes.hits(Scope::Discussion, &facts).len(), 1);
}

#[test]
fn a_review_has_nine_points_in_the_order_of_the_plan() {
    let pack = xuchang();
    let labels: Vec<&str> = pack.scopes.points.iter().map(|point| point.rule.label.as_str()).collect();
    assert_eq!(
        labels,
        ["执法主体", "人员资格", "程序", "证据", "事实", "法律依据", "裁量标准适用", "执法文书", "司法移送"]
    );
}

#[test]
fn penalty_law_33_a_slight_and_corrected_violation_is_not_punished_but_taught() {
    let pack = xuchang();
    let ground = pack.scopes.ground("slight-and-corrected").unwrap();
    assert_eq!((ground.effect, ground.educate), (Effect::NoPenalty, true));
    assert!(ground.effect.is_no_penalty());
    assert_eq!(pack.scopes.ground("first-and-slight").unwrap().effect, Effect::MayNotPenalise);
    assert!(!pack.scopes.ground("merit").unwrap().effect.is_no_penalty());
}

#[test]
fn regulation_on_information_15_persons_are_masked_and_numbers_never_shown() {
    let rules = xuchang().disclosure;
    assert_eq!(rules.field("party-name", PartyKind::Citizen), Disclosure::Masked(Mask::Surname));
    assert_eq!(rules.field("party-name", PartyKind::SoleTrader), Disclosure::Masked(Mask::Surname));
    assert_eq!(rules.field("party-name", PartyKind::Organisation), Disclosure::Public);
    for party in [PartyKind::Citizen, PartyKind::SoleTrader, PartyKind::Organisation] {
        // The plan has the officers named; the national rules are silent on them.
        assert_eq!(rules.field("officers", party), Disclosure::Public);
        assert_eq!(rules.field("facts", party), Disclosure::Masked(Mask::Prose));
        for field in ["party-id-number", "party-phone", "bank-account", "evidence", "something-new"] {
            assert!(
                matches!(rules.field(field, party), Disclosure::Withheld(basis) if !basis.is_empty()),
                "{field}"
            );
        }
    }
}
