//! Legal review: who may review, what an opinion must say, and what makes an agreed one stale.
//! The decision that a stale opinion holds up is tried here too, once for each thing that changes.

use super::{Forbidden, Order, forbidden, order};
use crate::acts::{self, act};
use crate::case::Case;
use crate::people::Who;
use crate::stages::{BEYOND, SYSTEM, agreed, concluded, noticed, ripe, with_proposal};
use mingjian_domain::act::decision::{AdoptProposal, NoPenaltyGround};
use mingjian_domain::act::investigation::{AddEvidence, ChangeDirection, RecordScene};
use mingjian_domain::act::notice::{ReceivePlea, ServePaper};
use mingjian_domain::act::review::{Finding, GiveOpinion, OpinionKind};
use mingjian_domain::actor::Part;
use mingjian_law::variable::Variable;

fn small() -> Case {
    with_proposal(&[acts::fined(SYSTEM, 20_000)])
}

fn submitted() -> Case {
    let mut case = small();
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case
}

fn assigned() -> Case {
    let mut case = submitted();
    case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
    case
}

/// The reviewer inspected as the second officer; somebody else wrote the record.
fn inspected_by_reviewer() -> Case {
    let mut case = crate::stages::investigated(&[SYSTEM]);
    let officers = vec![Who::OfficerA.officer(), Who::OfficerReviewer.officer()];
    let scene = RecordScene { officers, ..acts::scene_with(&case) };
    case.act("record-scene", act!(RecordScene scene)).by(Who::OfficerA);
    let violations = vec![acts::violation(&case, SYSTEM)];
    case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
    crate::stages::proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
    case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
    case
}

fn ready() -> Case {
    ripe(&[acts::fined(SYSTEM, 20_000)])
}

fn opining(opinion: GiveOpinion, who: Who) -> Order {
    order("give-opinion", act!(GiveOpinion opinion), who)
}

fn deciding(_: &Case) -> Order {
    order("decide-penalty", acts::decide(), Who::Head)
}

pub(super) const TABLE: &[Forbidden] = &[
    forbidden(
        "a reviewer is assigned where nothing was submitted",
        small,
        |_| order("assign-review", acts::assign(Who::Reviewer), Who::ReviewHead),
        ("review-not-asked", 58),
    ),
    forbidden(
        "a reviewer of the handling unit is assigned",
        submitted,
        |_| order("assign-review", acts::assign(Who::ReviewerOfUnit), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "a reviewer without the qualification is assigned",
        submitted,
        |_| order("assign-review", acts::assign(Who::UnqualifiedReviewer), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "somebody who is no reviewer is assigned",
        submitted,
        |_| order("assign-review", acts::assign(Who::Clerk), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "the reviewer inspected as the second officer",
        inspected_by_reviewer,
        |_| order("assign-review", acts::assign(Who::OfficerReviewer), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "the reviewer approved the filing as a head",
        || {
            let mut case = crate::stages::requested(&[SYSTEM]);
            case.act("approve-filing", acts::approve_filing()).by(Who::ReviewerHead);
            case.wait_days(1);
            case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
            let violations = vec![acts::violation(&case, SYSTEM)];
            case.act("conclude-investigation", acts::conclude(violations)).by(Who::OfficerA);
            crate::stages::proposed(&mut case, vec![acts::fined(SYSTEM, 20_000)]);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case
        },
        |_| order("assign-review", acts::assign(Who::ReviewerHead), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "the reviewer hosted the hearing",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case.act("notify-hearing", {
                let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
                let at = due.succ_opt().unwrap().and_hms_opt(10, 0, 0).unwrap();
                let mut notice = acts::notify_hearing_with(&case, at);
                notice.host = Who::OfficerReviewer.user();
                act!(NotifyHearing notice)
            })
            .by(Who::OfficerA);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case
        },
        |_| order("assign-review", acts::assign(Who::OfficerReviewer), Who::ReviewHead),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "the reviewer serves the notice as the second officer",
        || {
            let mut case = submitted();
            case.act("assign-review", acts::assign(Who::OfficerReviewer)).by(Who::ReviewHead);
            case.act("give-opinion", acts::opinion(OpinionKind::Agree)).by(Who::OfficerReviewer);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case
        },
        |case| {
            let officers = vec![Who::OfficerA.officer(), Who::OfficerReviewer.officer()];
            let service = ServePaper { officers, ..acts::service_with(case) };
            order("serve-notice", act!(ServeNotice service), Who::OfficerA)
        },
        ("officer-judges-case", 58),
    ),
    forbidden(
        "a reviewer gives an opinion in a case that was given to another",
        assigned,
        |_| opining(acts::opinion_with(OpinionKind::Agree), Who::SecondReviewer),
        ("not-assigned-reviewer", 58),
    ),
    forbidden(
        "an opinion comes twice",
        || {
            let mut case = small();
            agreed(&mut case);
            case
        },
        |_| opining(acts::opinion_with(OpinionKind::Agree), Who::Reviewer),
        ("review-not-assigned", 58),
    ),
    forbidden(
        "an opinion passes over one of the nine points",
        assigned,
        |_| {
            let mut opinion = acts::opinion_with(OpinionKind::Agree);
            opinion.points.pop();
            opining(opinion, Who::Reviewer)
        },
        ("points-missing", 8),
    ),
    forbidden(
        "an opinion says two things of one point",
        assigned,
        |_| {
            let mut opinion = acts::opinion_with(OpinionKind::Agree);
            opinion.points.push(opinion.points[0].clone());
            opining(opinion, Who::Reviewer)
        },
        ("input-invalid", 47),
    ),
    forbidden(
        "an opinion agrees against its own findings",
        assigned,
        |_| {
            let mut opinion = acts::opinion_with(OpinionKind::Agree);
            opinion.points[3].finding = Finding::Fail;
            opining(opinion, Who::Reviewer)
        },
        ("opinion-contradicts-findings", 58),
    ),
    forbidden(
        "a case is submitted twice",
        submitted,
        |_| order("submit-for-review", acts::submit(), Who::OfficerA),
        ("review-already-asked", 58),
    ),
    forbidden(
        "the heads discuss what nobody reviewed",
        submitted,
        |case| order("discuss", acts::discuss(case), Who::Head),
        ("discussion-before-review", 28),
    )
    .under("河南省行政执法条例"),
    forbidden(
        "one head discusses with himself",
        || {
            let mut case = small();
            agreed(&mut case);
            case
        },
        |case| {
            let mut alone = acts::discuss(case);
            if let mingjian_domain::act::Act::Discuss(stated) = &mut alone {
                stated.members.truncate(1);
            }
            order("discuss", alone, Who::Head)
        },
        ("members-too-few", 57),
    ),
    forbidden(
        "the unit disputes an opinion that agrees",
        || {
            let mut case = small();
            agreed(&mut case);
            case
        },
        |_| order("dispute-opinion", acts::dispute(), Who::UnitHead),
        ("no-opinion-to-dispute", 2),
    )
    .under("许昌市卫生健康委三项制度实施方案"),
    forbidden(
        "a standing dispute is sent to another round",
        || {
            let mut case = assigned();
            case.act("give-opinion", acts::opinion(OpinionKind::Correct)).by(Who::Reviewer);
            case.act("dispute-opinion", acts::dispute()).by(Who::UnitHead);
            case
        },
        |_| order("submit-for-review", acts::submit(), Who::OfficerA),
        ("dispute-open", 2),
    )
    .under("许昌市卫生健康委三项制度实施方案"),
    forbidden(
        "a decision without a review",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.wait_out(Variable::PleaClock);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the term of the review passes in silence",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
            case.wait_days(60);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "evidence is added after the opinion",
        || {
            let mut case = ready();
            case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the opinion is dated back before the evidence that made the last one stale",
        || {
            let mut case = ready();
            case.wait_days(1);
            case.act("add-evidence", acts::evidence(&case)).by(Who::OfficerA);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
            case
        },
        |case| Order {
            occurred: Some(case.now.plus_seconds(-600)),
            ..opining(acts::opinion_with(OpinionKind::Agree), Who::Reviewer)
        },
        ("occurred-before-previous", 47),
    ),
    forbidden(
        "a plea with facts comes after the opinion, and its answer",
        || {
            let mut case = ready();
            let plea = ReceivePlea { brings_facts: true, ..acts::plea_with(&case) };
            case.act("receive-plea", act!(ReceivePlea plea)).by(Who::OfficerA);
            case.act("answer-plea", acts::answer()).by(Who::UnitHead);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the answer to a plea with evidence comes after the opinion",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.act("add-evidence", acts::pleaded_evidence(&case)).by(Who::OfficerA);
            let plea = ReceivePlea { evidence: vec![case.last_evidence()], ..acts::plea_with(&case) };
            case.act("receive-plea", act!(ReceivePlea plea)).by(Who::OfficerA);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case.act("answer-plea", acts::answer()).by(Who::UnitHead);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the proposal is amended after the opinion",
        || {
            let mut case = ready();
            case.act("amend-proposal", acts::amend(&case, vec![acts::fined(SYSTEM, 10_000)]))
                .by(Who::UnitHead);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the facts are changed in the party's favour after the opinion",
        || {
            let mut case = ready();
            let facts = vec![acts::violation(&case, SYSTEM)];
            case.act("change-facts", acts::change(facts, ChangeDirection::Favourable)).by(Who::OfficerA);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the opinion finds problems",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.wait_out(Variable::PleaClock);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case.act("assign-review", acts::assign(Who::Reviewer)).by(Who::ReviewHead);
            case.act("give-opinion", acts::opinion(OpinionKind::Supplement)).by(Who::Reviewer);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "the hearing is held after the opinion",
        || {
            let mut case = noticed(&[acts::fined(BEYOND, 60_000)]);
            agreed(&mut case);
            case.act("request-hearing", acts::request_hearing(&case)).by(Who::OfficerA);
            case.act("notify-hearing", acts::notify_hearing(&case)).by(Who::OfficerA);
            case.wait_out(Variable::HearingNoticeClock);
            case.wait_days(1);
            case.act("hold-hearing", acts::hold_hearing(&case)).by(Who::Host);
            case.act("report-hearing", acts::report_hearing()).by(Who::Host);
            case.wait_out(Variable::PleaClock);
            case
        },
        deciding,
        ("review-not-agreed", 58),
    ),
    forbidden(
        "no penalty is decided on an opinion that agreed to a fine",
        || {
            let mut case = ready();
            let none = acts::no_penalty_with(&case, NoPenaltyGround::NoFault);
            case.act("amend-proposal", act!(AmendProposal none)).by(Who::UnitHead);
            case
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("review-not-agreed", 58),
    ),
    forbidden(
        "a complex case is decided without the heads together",
        || {
            let mut case = concluded(&[SYSTEM]);
            let complex = AdoptProposal {
                complex: true,
                ..acts::proposal_with(&case, vec![acts::fined(SYSTEM, 20_000)])
            };
            case.act("adopt-proposal", act!(AdoptProposal complex)).by(Who::UnitHead);
            case.act("issue-notice", acts::issue()).by(Who::Head);
            case.act("serve-notice", acts::serve_notice(&case)).by(Who::OfficerA);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case
        },
        deciding,
        ("discussion-missing", 57),
    ),
    forbidden(
        "the heads discussed before the last evidence",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.wait_out(Variable::PleaClock);
            agreed(&mut case);
            case.act("discuss", acts::discuss(&case)).by(Who::Head);
            let evidence = AddEvidence { name: "补充照片".to_owned(), ..acts::evidence_with(&case) };
            case.act("add-evidence", act!(AddEvidence evidence)).by(Who::OfficerA);
            agreed(&mut case);
            case
        },
        deciding,
        ("discussion-missing", 57),
    ),
    forbidden(
        "the reviewer decides as a head",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000)]);
            case.wait_out(Variable::PleaClock);
            case.act("submit-for-review", acts::submit()).by(Who::OfficerA);
            case.act("assign-review", acts::assign(Who::ReviewerHead)).by(Who::ReviewHead);
            case.act("give-opinion", acts::opinion(OpinionKind::Agree)).by(Who::ReviewerHead);
            case
        },
        |_| order("decide-penalty", acts::decide(), Who::ReviewerHead),
        ("head-reviewed", 58),
    ),
    forbidden(
        "a submission is returned that nobody made",
        small,
        |_| order("return-submission", acts::return_submission(), Who::ReviewHead),
        ("review-not-asked", 58),
    ),
    forbidden(
        "the reviewer takes part in the case after the assignment",
        || {
            let mut case = assigned();
            case.proceeding.people.insert((Who::Reviewer.user(), Part::Host));
            case
        },
        |_| opining(acts::opinion_with(OpinionKind::Agree), Who::Reviewer),
        ("reviewer-involved", 58),
    ),
    forbidden(
        "the facts no longer carry the penalty that goes to review",
        || {
            let mut case = noticed(&[acts::fined(SYSTEM, 20_000), acts::warning(BEYOND)]);
            let less = vec![acts::violation(&case, SYSTEM)];
            case.act("change-facts", acts::change(less, ChangeDirection::Favourable)).by(Who::OfficerA);
            case
        },
        |_| order("submit-for-review", acts::submit(), Who::OfficerA),
        ("proposal-outdated", 40),
    ),
    forbidden(
        "no penalty is decided in a complex case without the heads together",
        || {
            let mut case = concluded(&[SYSTEM]);
            let complex =
                AdoptProposal { complex: true, ..acts::no_penalty_with(&case, NoPenaltyGround::NoFault) };
            case.act("adopt-proposal", act!(AdoptProposal complex)).by(Who::UnitHead);
            agreed(&mut case);
            case
        },
        |_| order("decide-no-penalty", acts::decide_no_penalty(), Who::Head),
        ("discussion-missing", 57),
    ),
];
