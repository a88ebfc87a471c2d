//! The panel's proposal: the range of each clause, what it presupposes, and what it must not hide.
//! What is heavier than an earlier notice is tried in `notice` and `decision`.

use super::{Forbidden, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{BEYOND, NURSES, SYSTEM, UNLICENSED, WASTE, concluded, investigated, noticed};
use mingjian_domain::act::decision::{
    AdoptProposal, MemberOpinion, NoPenaltyGround, Penalty, ProposalResult,
};
use mingjian_domain::act::investigation::{RecheckResult, ViolationFacts};
use mingjian_law::sanction::PenaltyKind;

fn small() -> Case {
    concluded(&[SYSTEM])
}

fn adopting(case: &Case, penalty: Penalty) -> super::Order {
    order("adopt-proposal", acts::adopt(case, vec![penalty]), Who::UnitHead)
}

fn panel_of(case: &Case, names: &[&str]) -> super::Order {
    let member = |name: &&str| MemberOpinion {
        name: (*name).to_owned(),
        title: "成员".to_owned(),
        view: acts::prose("同意"),
    };
    let members = names.iter().map(member).collect();
    let proposal = AdoptProposal { members, ..acts::proposal_with(case, vec![acts::fined(SYSTEM, 20_000)]) };
    order("adopt-proposal", act!(AdoptProposal proposal), Who::UnitHead)
}

fn with_gains() -> Case {
    let mut case = investigated(&[BEYOND]);
    let found = ViolationFacts { gains: acts::yuan(3_000), ..acts::violation(&case, BEYOND) };
    case.act("conclude-investigation", acts::conclude(vec![found])).by(Who::OfficerA);
    case
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "two people sit in panel",
        small,
        |case| panel_of(case, &["张一", "张二"]),
        ("members-too-few", 57),
    ),
    forbidden(
        "one person sits in panel under three spellings",
        small,
        |case| panel_of(case, &["张一", " 张 一", "张一\u{200b}"]),
        ("members-too-few", 57),
    ),
    forbidden(
        "the fine is above the range",
        small,
        |case| adopting(case, acts::fined(SYSTEM, 50_001)),
        ("fine-above-range", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "the fine is below the range without a ground",
        small,
        |case| adopting(case, acts::fined(SYSTEM, 9_999)),
        ("fine-below-range", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "the fine counts gains below the floor of ten thousand",
        || concluded(&[UNLICENSED]),
        |case| {
            let fine = Penalty {
                kinds: vec![PenaltyKind::Fine],
                fine: acts::yuan(49_999),
                ..acts::bare(UNLICENSED)
            };
            adopting(case, fine)
        },
        ("fine-below-range", 99),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "a cause without a fine is fined",
        || concluded(&[NURSES]),
        |case| adopting(case, acts::fined(NURSES, 1_000)),
        ("kind-not-provided", 28),
    )
    .under("护士条例"),
    forbidden(
        "the warning that the law commands is left out",
        small,
        |case| {
            let fine =
                Penalty { kinds: vec![PenaltyKind::Fine], fine: acts::yuan(20_000), ..acts::bare(SYSTEM) };
            adopting(case, fine)
        },
        ("mandatory-kind-missing", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "grave consequences are drawn where nobody found them grave",
        small,
        |case| {
            let grave = Penalty {
                kinds: vec![PenaltyKind::Warning, PenaltyKind::Fine, PenaltyKind::BusinessSuspension],
                ..acts::fined(SYSTEM, 20_000)
            };
            adopting(case, grave)
        },
        ("not-aggravated", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "a fine has no amount",
        small,
        |case| {
            let empty =
                Penalty { kinds: vec![PenaltyKind::Warning, PenaltyKind::Fine], ..acts::bare(SYSTEM) };
            adopting(case, empty)
        },
        ("contradiction", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "a fine where no order to correct stayed unheeded",
        || concluded(&[WASTE]),
        |case| adopting(case, acts::fined(WASTE, 3_000)),
        ("correction-not-overdue", 28),
    ),
    forbidden(
        "a fine where the correction was made in time",
        || {
            let mut case = investigated(&[WASTE]);
            case.act("order-correction", acts::order(case.today())).by(Who::OfficerA);
            case.act("recheck-correction", acts::recheck(RecheckResult::Corrected)).by(Who::OfficerA);
            let violations = vec![acts::violation(&case, WASTE)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            case
        },
        |case| adopting(case, acts::fined(WASTE, 3_000)),
        ("correction-not-overdue", 28),
    ),
    forbidden(
        "a fine where only another cause's correction stayed undone",
        || {
            let mut case = investigated(&[NURSES, WASTE]);
            case.act("order-correction", acts::order_of(&[(NURSES, case.today())])).by(Who::OfficerA);
            case.wait_days(1);
            case.act("recheck-correction", acts::found(&[(NURSES, RecheckResult::Overdue)]))
                .by(Who::OfficerA);
            let violations = vec![acts::violation(&case, WASTE)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            case
        },
        |case| adopting(case, acts::fined(WASTE, 3_000)),
        ("correction-not-overdue", 28),
    ),
    forbidden(
        "another violation's overdue correction excuses a mandatory warning",
        || {
            let mut case = investigated(&[SYSTEM, WASTE]);
            case.act("order-correction", acts::order(case.today())).by(Who::OfficerA);
            case.wait_days(1);
            case.act("recheck-correction", acts::recheck(RecheckResult::Overdue)).by(Who::OfficerA);
            let violations = vec![acts::violation(&case, SYSTEM), acts::violation(&case, WASTE)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            case
        },
        |case| {
            let fine = |cause, amount| Penalty {
                kinds: vec![PenaltyKind::Fine],
                fine: acts::yuan(amount),
                ..acts::bare(cause)
            };
            let penalties = vec![fine(SYSTEM, 20_000), fine(WASTE, 3_000)];
            order("adopt-proposal", acts::adopt(case, penalties), Who::UnitHead)
        },
        ("mandatory-kind-missing", 101),
    )
    .under("基本医疗卫生与健康促进法"),
    forbidden(
        "a suspension is shorter than the clause allows",
        || {
            let mut case = investigated(&[NURSES]);
            case.act("order-correction", acts::order_of(&[(NURSES, case.today())])).by(Who::OfficerA);
            case.wait_days(1);
            case.act("recheck-correction", acts::found(&[(NURSES, RecheckResult::Overdue)]))
                .by(Who::OfficerA);
            let violations = vec![acts::violation(&case, NURSES)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            case
        },
        |case| {
            let short = Penalty {
                kinds: vec![PenaltyKind::BusinessSuspension],
                suspension_months: Some(3),
                ..acts::bare(NURSES)
            };
            adopting(case, short)
        },
        ("term-outside-range", 28),
    )
    .under("护士条例"),
    forbidden(
        "gains are found and left with the party",
        with_gains,
        |case| adopting(case, acts::fined(BEYOND, 10_000)),
        ("gains-not-confiscated", 28),
    ),
    forbidden(
        "more gains are confiscated than were found",
        with_gains,
        |case| {
            let greedy = Penalty {
                kinds: vec![PenaltyKind::Warning, PenaltyKind::ConfiscationOfGains],
                confiscated_gains: acts::yuan(3_001),
                ..acts::bare(BEYOND)
            };
            adopting(case, greedy)
        },
        ("gains-above-found", 28),
    ),
    forbidden(
        "goods are listed twice, so that the smaller number would count",
        || concluded(&[UNLICENSED]),
        |case| {
            let twice = Penalty {
                kinds: vec![PenaltyKind::Fine, PenaltyKind::ConfiscationOfGoods],
                fine: acts::yuan(50_000),
                goods: vec![acts::goods("药品", 5), acts::goods("药 品", 1)],
                ..acts::bare(UNLICENSED)
            };
            adopting(case, twice)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a penalty is proposed for a cause that nobody found",
        small,
        |case| {
            let penalties = vec![acts::fined(SYSTEM, 20_000), acts::warning(BEYOND)];
            order("adopt-proposal", acts::adopt(case, penalties), Who::UnitHead)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "a violation that was found is passed over in silence",
        || concluded(&[SYSTEM, BEYOND]),
        |case| adopting(case, acts::fined(SYSTEM, 20_000)),
        ("input-invalid", 47),
    ),
    forbidden(
        "no penalty is proposed, with a fine",
        small,
        |case| {
            let both = AdoptProposal {
                result: ProposalResult::NoPenalty,
                ground: Some(NoPenaltyGround::FirstTime),
                ..acts::proposal_with(case, vec![acts::fined(SYSTEM, 20_000)])
            };
            order("adopt-proposal", act!(AdoptProposal both), Who::UnitHead)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "no penalty is proposed without a ground",
        small,
        |case| {
            let groundless =
                AdoptProposal { ground: None, ..acts::no_penalty_with(case, NoPenaltyGround::FirstTime) };
            order("adopt-proposal", act!(AdoptProposal groundless), Who::UnitHead)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "the panel slips in worse facts than the party was told",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.act("return-to-investigation", acts::back_to_investigation()).by(Who::UnitHead);
            let violations = vec![acts::violation(&case, SYSTEM)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            case
        },
        |case| {
            let worse = ViolationFacts { aggravated: true, ..acts::violation(case, SYSTEM) };
            let proposal = AdoptProposal {
                violations: Some(vec![worse]),
                ..acts::proposal_with(case, vec![acts::fined(SYSTEM, 20_000)])
            };
            order("adopt-proposal", act!(AdoptProposal proposal), Who::UnitHead)
        },
        ("adverse-facts-in-proposal", 44),
    ),
];
